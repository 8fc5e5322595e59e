"""The words by which a scorecard says what it counts: whether a purpose is a rate, and which area is the whole force."""

from __future__ import annotations

import re
from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import name_key, quoted, tidy

__all__ = ["is_force", "is_rate", "read_purpose"]

_RATE: Final = re.compile(r"\b(?:rate|outcome|solved|detect|satisfaction|confidence|per ?cent|proportion)|%")
_COUNT: Final = re.compile(r"recorded|crime|offence|count|volume|number|incident|casualt")
_NOTE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_FORCE: Final = frozenset({"force", "forcewide", "total", "all", "wholeforce", "forcetotal", "county"})


def is_rate(purpose: str) -> bool | None:
    """Return whether a purpose is a rate (a level) or a count (a change on last year); None for neither.

    A rate goes first, since the rate of an outcome of crimes has both words. What stands in brackets is a note.

    >>> is_rate("Crime Outcome Rate"), is_rate("Recorded Crime"), is_rate("Feeling")
    (True, False, None)
    """
    words = _NOTE.sub(" ", tidy(purpose).casefold())
    if _RATE.search(words):
        return True
    return False if _COUNT.search(words) else None


def read_purpose(typed: str) -> bool:
    """Return whether a purpose is a rate, or refuse one that does not say.

    >>> read_purpose("Recorded Crime")
    False
    """
    rate = is_rate(typed)
    if rate is None:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(typed)} does not say whether the row counts crimes or is a rate.",
            "Use Recorded Crime or Crime Outcome Rate.",
        )
    return rate


def is_force(area: str) -> bool:
    """Return whether an area of a breakdown is the whole force.

    >>> is_force("Force"), is_force("Whole force"), is_force("North")
    (True, True, False)
    """
    return name_key(area) in _FORCE
