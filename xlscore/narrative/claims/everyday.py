"""What people call offences without naming them: bikes, muggings, homes."""

from __future__ import annotations

import re
from functools import cache

from xlscore.narrative.claims.tables import named_lines

__all__ = ["spoken_of"]


def spoken_of(text: str) -> tuple[str, ...]:
    """Return the public names of the offences that a text speaks of in everyday words.

    >>> spoken_of("Muggings and stolen bikes"), spoken_of("The weather")
    (('bicycle theft', 'robbery'), ())
    """
    said = text.casefold()
    return tuple(name for name, pattern in _patterns() if pattern.search(said))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"))
        for name, words, _ in named_lines("everyday.txt")
    )
