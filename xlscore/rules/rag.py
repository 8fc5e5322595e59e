"""Red, amber, green: an actual against its target, with the word always said.

Source: Leicestershire threat/impact scorecard, October 2013: the hard target met is green (the stretch target
met is shown as such), missed by little is amber, beyond that red; grey has no target or no data.
"""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.problems import RuleError, Trouble

__all__ = ["Rag", "is_at_least_as_good", "rag", "without_both_signs"]

_BOTH_SIGNS: Final = re.compile(
    r"^\s*(?:(?:±|\+\s*/\s*[-−–]|[-−–]\s*/\s*\+|\+\s*or\s*[-−–]|plus or minus|within)\s*)+(?=\d|\.)",
    re.IGNORECASE,
)
"""What stands before a tolerance that holds to both sides."""


class Rag(StrEnum):
    """A status by its word, which is what a reader who sees no colour goes by."""

    GREEN = "Green"
    GREEN_STRETCH = "Green (stretch)"
    AMBER = "Amber"
    RED = "Red"
    GREY = "Grey"


def is_at_least_as_good(value: Fraction, target: Fraction, higher_is_better: bool) -> bool:
    """Return whether a value is at its target or past it."""
    return value >= target if higher_is_better else value <= target


def without_both_signs(typed: str) -> str:
    """Return a tolerance as its figure alone: "±2%" and "+/- 2%" are 2%.

    >>> without_both_signs("+/- 2% points"), without_both_signs("-5%")
    ('2% points', '-5%')
    """
    return _BOTH_SIGNS.sub("", typed)


def rag(
    actual: Fraction | None,
    target: Fraction | None,
    higher_is_better: bool,
    tolerance: Fraction,
    stretch: Fraction | None = None,
) -> Rag:
    """Return the status of an actual against its target.

    `tolerance` is in the unit of the measure: 0.05 is five points of a percentage.

    >>> rag(Fraction(20, 100), Fraction(25, 100), higher_is_better=True, tolerance=Fraction(5, 100)).value
    'Amber'
    """
    if tolerance < 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "The tolerance cannot be negative.")
    if actual is None or target is None:
        return Rag.GREY
    if is_at_least_as_good(actual, target, higher_is_better):
        stretched = stretch is not None and is_at_least_as_good(actual, stretch, higher_is_better)
        return Rag.GREEN_STRETCH if stretched else Rag.GREEN
    return Rag.AMBER if abs(actual - target) <= tolerance else Rag.RED
