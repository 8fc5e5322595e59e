"""A printed figure held against the workbook's: within what prints so, within what its hedge allows, or not."""

from __future__ import annotations

import math
import re
from enum import Enum
from fractions import Fraction
from typing import Final

from xlscore.narrative.model import Hedge, PrintedAmount

__all__ = ["HowItHolds", "held_against", "is_cut_off"]

_NEAR: Final = Fraction(10, 100)
"""So near a figure is to one that is hedged ("about", "nearly") that it is meant."""
_FAR: Final = Fraction(15, 100)
"""So far off no hedge reaches."""
_PART: Final = re.compile(r"\b(?:half|halves|(?:third|quarter|fifth|sixth|eighth|tenth)s?)\b", re.IGNORECASE)
_MANY: Final = 100
"""So many crimes are counted, where a rate is printed with its decimals."""
_MUCH_OVER: Final = Fraction(3, 2)
"""From so many times on "over 300" is not what anybody would say."""


class HowItHolds(Enum):
    """What became of a figure."""

    AGREES = "agrees"
    OPEN = "open"
    """The hedge, or how it is rounded, leaves it open."""
    DIFFERS = "differs"


def held_against(said: PrintedAmount, true: Fraction, hedge: Hedge = Hedge.EXACT) -> HowItHolds:
    """Return what became of a printed figure, both without their signs.

    >>> from xlscore.narrative.model import ClaimUnit
    >>> printed = PrintedAmount(Fraction(83, 1000), Fraction(1, 2000), ClaimUnit.PERCENT, "8.3%")
    >>> [held_against(printed, Fraction(n, 10000)).value for n in (833, 838, 849, 874)]
    ['agrees', 'open', 'differs', 'differs']
    """
    value = abs(said.value)
    match hedge:
        case Hedge.ABOUT:
            return _about(value, said.half, true)
        case Hedge.OVER | Hedge.AT_LEAST:
            return _beyond(true, value, said, hedge is Hedge.AT_LEAST)
        case Hedge.UNDER | Hedge.AT_MOST:
            return _short_of(true, value, said, hedge is Hedge.AT_MOST)
        case Hedge.EXACT:
            pass
    half = said.half if said.half or true.denominator == 1 else Fraction(1, 2)
    if abs(true - value) <= half or (_counts_whole(said, true) and abs(true - value) < 1):
        return HowItHolds.AGREES
    rough = is_cut_off(said, true) or _is_round(said, true) or _is_part_in_words(said, true)
    return HowItHolds.OPEN if rough else HowItHolds.DIFFERS


def is_cut_off(said: PrintedAmount, true: Fraction) -> bool:
    """Return whether a figure was cut off after its last digit where it should have been rounded: 8.38 printed as 8.3.

    >>> from xlscore.narrative.model import ClaimUnit
    >>> is_cut_off(PrintedAmount(Fraction(84), Fraction(1, 2), ClaimUnit.CRIMES, "84"), Fraction(847, 10))
    True
    """
    step = 2 * said.half
    return bool(step) and math.floor(abs(true) / step) * step == abs(said.value)


def _counts_whole(said: PrintedAmount, true: Fraction) -> bool:
    """Return whether a count is printed of what comes to no whole one: a ceiling of 4,290.67 is kept with 4,290 and broken with 4,291."""
    return not said.half and true.denominator != 1 and abs(said.value) >= _MANY


def _is_round(said: PrintedAmount, true: Fraction) -> bool:
    """Return whether a count of round hundreds may be meant as such: 9,000 for 9,263."""
    digits = "" if said.half or said.value.denominator != 1 else str(abs(said.value.numerator))
    zeros = len(digits) - len(digits.rstrip("0"))
    return zeros > 1 and abs(true - abs(said.value)) <= Fraction(10**zeros, 2)


def _is_part_in_words(said: PrintedAmount, true: Fraction) -> bool:
    """Return whether a part is said in words, as people round it: "a third" of 31.7 %."""
    return _PART.search(said.text) is not None and abs(true - abs(said.value)) <= _NEAR * abs(said.value)


def _about(value: Fraction, half: Fraction, true: Fraction) -> HowItHolds:
    off = abs(true - value)
    if off <= max(half, _NEAR * value):
        return HowItHolds.AGREES
    return HowItHolds.DIFFERS if off > max(2 * half, _FAR * value) else HowItHolds.OPEN


def _beyond(true: Fraction, value: Fraction, said: PrintedAmount, or_equal: bool) -> HowItHolds:
    if true > value or (or_equal and true == value):
        return HowItHolds.AGREES if true <= _MUCH_OVER * value else HowItHolds.OPEN
    return HowItHolds.OPEN if true >= value - said.half else HowItHolds.DIFFERS


def _short_of(true: Fraction, value: Fraction, said: PrintedAmount, or_equal: bool) -> HowItHolds:
    if true < value or (or_equal and true == value):
        return HowItHolds.AGREES if true * _MUCH_OVER >= value else HowItHolds.OPEN
    return HowItHolds.OPEN if true <= value + said.half else HowItHolds.DIFFERS
