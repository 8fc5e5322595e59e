"""What a measure's unit says: of how many people a rate is, and whether it is a percentage."""

from __future__ import annotations

import re
from typing import Final

from xlscore.rules.words import key, tidy

__all__ = ["is_percentage", "per_population"]

_PER: Final = re.compile(
    r"per\s*(\d[\d,]*)\s*(?:of\s+)?(?:the\s+)?(?:pop(?:ulation|n)?\b|people|residents|head|persons)",
    re.IGNORECASE | re.ASCII,
)


def per_population(unit: str) -> int | None:
    """Return of how many people a unit is a rate, None for any other unit.

    >>> per_population("per 1,000 population"), per_population("per 1,000 pop."), per_population("per 100 million vehicle km")
    (1000, 1000, None)
    """
    match = _PER.search(tidy(unit))
    return (int(match[1].replace(",", "")) or None) if match else None


def is_percentage(unit: str) -> bool:
    """Return whether a unit is per cent, or points of it.

    >>> is_percentage("% points"), is_percentage("Percentage of staff"), is_percentage("per 1,000 population")
    (True, True, False)
    """
    return "%" in unit or key(unit).startswith(("percent", "percentage"))
