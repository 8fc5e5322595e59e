"""Numbers, counts and names of sheets as sentences say them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from xlscore.rules.words import counted

if TYPE_CHECKING:
    from xlscore.books.plan.edits import Scalar

__all__ = ["LONGEST_NAME", "counted", "numbered", "said_value", "tally"]

LONGEST_NAME: Final = 31
"""So many letters a sheet's name may have, by Excel."""


def tally(counts: Mapping[str, int]) -> str:
    """Return counts by name, leaving out what nobody has.

    >>> tally({"Good": 7, "Adequate": 0, "Inadequate": 1})
    '7 Good, 1 Inadequate'
    """
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number)


def said_value(value: Scalar, number_format: str) -> str:
    """Return a value as a sentence says it: a share as a percentage where its column shows one.

    >>> said_value(-0.0833, "0.0%"), said_value(35.0, "#,##0"), said_value("Amber", "General")
    ('-8.3%', '35', 'Amber')
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:+.1%}" if "%" in number_format else f"{value:,.10g}"
    return str(value)


def numbered(name: str, number: int) -> str:
    """Return a sheet's name with a number behind it, within the length that Excel allows.

    >>> numbered("Tube map", 2), numbered("Tube map - Keeping people safe ", 2)
    ('Tube map 2', 'Tube map - Keeping people saf 2')
    """
    behind = f" {number}"
    return name[: LONGEST_NAME - len(behind)].strip() + behind
