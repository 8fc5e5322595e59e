"""Exact arithmetic on the decimals that cells show.

A cell that shows −10 % holds the binary number nearest to −0.1, and 90 × (1 − 0.3) in binary arithmetic
is a hair below 63, which makes 73 offences look 11 over their target instead of 10. So everything that is
counted is computed on the decimal the officer sees: a number is read by its 15 significant digits, which is
all that Excel keeps and shows, and worked as a fraction.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from xlscore.rules.problems import RuleError, Trouble

__all__ = ["away_from_zero", "ceiling", "cell_number", "exact", "read_percentage", "to_float"]

_PERCENTAGE: Final = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?%")
_LARGEST_WHOLE_FLOAT: Final = 2**53


def exact(value: float | Decimal | Fraction) -> Fraction:
    """Return the number that a cell shows as an exact fraction: 15 significant digits, as Excel keeps.

    >>> exact(-0.1), exact(0.9 - 1)
    (Fraction(-1, 10), Fraction(-1, 10))
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int):
        return Fraction(value)
    if not math.isfinite(value):
        raise RuleError(Trouble.OUT_OF_RANGE, f"{value} is not a number that can be counted with.")
    if isinstance(value, Decimal):
        return Fraction(value)
    if abs(value) < _LARGEST_WHOLE_FLOAT and value == int(value):
        return Fraction(int(value))
    return Fraction(format(value, ".15g"))


def read_percentage(text: str) -> Fraction | None:
    """Return the fraction that a typed percentage means, or None when the text is not one.

    >>> read_percentage("-10 %"), read_percentage("18.2%"), read_percentage("ten per cent")
    (Fraction(-1, 10), Fraction(91, 500), None)
    """
    compact = "".join(text.split()).replace("−", "-").replace("\u2013", "-")
    match = _PERCENTAGE.fullmatch(compact)
    if match is None or not (match[2] or match[3]):
        return None
    whole = (match[2] or "0").replace(",", "")
    return Fraction(f"{match[1]}{whole}{match[3] or ''}") / 100


def ceiling(value: Fraction) -> int:
    """Return the smallest whole number that is not below the value: a part of a crime is a whole crime.

    >>> ceiling(Fraction(346, 10)), ceiling(Fraction(-1, 2))
    (35, 0)
    """
    return math.ceil(value)


def away_from_zero(value: Fraction) -> int:
    """Return the value rounded to a whole number away from zero: −22,111.2 offences are −22,112.

    >>> away_from_zero(Fraction(-221112, 10)), away_from_zero(Fraction(5))
    (-22112, 5)
    """
    return math.ceil(value) if value >= 0 else math.floor(value)


def to_float(value: Fraction) -> float:
    """Return the nearest number that a cell can hold.

    >>> to_float(Fraction(1, 10))
    0.1
    """
    try:
        return float(value)
    except OverflowError:
        raise RuleError(Trouble.OUT_OF_RANGE, "The answer is larger than a cell can hold.") from None


def cell_number(value: Fraction | int) -> float:
    """Return a number as a cell takes it: a whole one as such, as long as a cell can hold all its digits.

    >>> cell_number(Fraction(6, 2)), cell_number(Fraction(1, 4)), cell_number(2**53)
    (3, 0.25, 9007199254740992.0)
    """
    exactly = Fraction(value)
    whole = exactly.denominator == 1 and abs(exactly) < _LARGEST_WHOLE_FLOAT
    return int(exactly) if whole else to_float(exactly)
