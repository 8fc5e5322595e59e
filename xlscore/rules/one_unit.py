"""Whether two figures of one measure can be in one unit."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

__all__ = ["are_apart"]

_SCALE: Final = 20
"""One figure up to 1 and another over it that is so many times as large are hardly in one unit: 0.48 is a share, 51 per cent."""


def are_apart(one: Fraction, other: Fraction) -> bool:
    """Return whether two figures are hardly in one unit.

    >>> are_apart(Fraction(51), Fraction("0.48")), are_apart(Fraction(51), Fraction(48)), are_apart(Fraction("1.2"), Fraction("0.8"))
    (True, False, False)
    """
    low, high = sorted((abs(one), abs(other)))
    return 0 < low <= 1 < high and high >= _SCALE * low
