"""The threat/impact scorecard: change on last year, crimes off target, impact and overall class.

Source: Leicestershire threat/impact ("emergent") scorecard, October 2013; its 13 rows and printed shortfalls
are reproduced by the tests. Targets for recorded crime are changes on last year (−10 %); targets for outcomes
are levels (25 %).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import ceiling
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, quoted

__all__ = [
    "OVERALL_MATRIX", "Level", "impact_class", "outcomes_behind", "outcomes_needed", "outcomes_span",
    "overall_class", "read_level", "shortfall", "year_on_year", "year_on_year_points",
]  # fmt: skip


_LAST_DIGIT: Final = Fraction(1, 10**13)
"""What the 15 digits of a computed rate leave open, a crime."""
_MOST_PLACES: Final = 4
"""A percentage with more places than these was computed and not rounded."""


class Level(StrEnum):
    """A threat, an impact class or an overall class."""

    LOW = "Low"
    MEDIUM = "Medium"
    HIGH = "High"


_BY_KEY: Final = {key(level.value): level for level in Level} | {
    "l": Level.LOW,
    "m": Level.MEDIUM,
    "h": Level.HIGH,
}


def _moved_by_threat() -> dict[tuple[Level, Level], Level]:
    levels = list(Level)
    return {
        (threat, impact): levels[min(max(levels.index(impact) + step, 0), 2)]
        for threat, step in zip(levels, (-1, 0, 1), strict=True)
        for impact in levels
    }


OVERALL_MATRIX: Final[Mapping[tuple[Level, Level], Level]] = _moved_by_threat()
"""Overall class by (threat, impact class): low threat one step down, high one step up. It reproduces all 13
rows of the paper; other tables do too, which is why it is a policy."""


def read_level(typed: str, what: str) -> Level:
    """Return the level that was typed: Low, Medium or High, or its letter.

    >>> read_level(" high ", "threat").value
    'High'
    """
    compact = key(typed)
    if not compact:
        raise RuleError(Trouble.MISSING, f"The {what} is blank.", "Enter Low, Medium or High.")
    try:
        return _BY_KEY[compact]
    except KeyError:
        raise RuleError(
            Trouble.UNREADABLE, f"{quoted(typed)} is not a {what}.", "Enter Low, Medium or High."
        ) from None


def year_on_year(actual: Fraction, previous: Fraction) -> Fraction:
    """Return the change on last year as a fraction; negative is a fall.

    >>> year_on_year(Fraction(90), Fraction(100))
    Fraction(-1, 10)
    """
    _not_negative(actual, previous)
    if previous == 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "Last year's figure is zero, so there is no percentage change.")
    return actual / previous - 1


def year_on_year_points(actual: Fraction, previous: Fraction) -> Fraction:
    """Return the difference from last year in the measure's own points; negative is a fall.

    >>> year_on_year_points(Fraction(283, 1000), Fraction(266, 1000))
    Fraction(17, 1000)
    """
    return actual - previous


def shortfall(actual: Fraction, previous: Fraction, target: Fraction) -> int:
    """Return how many crimes the force is over its target, 0 when the target is met.

    `target` is the change on last year that is aimed for. A part of a crime counts as a whole one.

    >>> shortfall(Fraction(1903), Fraction(2076), Fraction(-1, 10))
    35
    """
    _not_negative(actual, previous)
    if target < -1:
        raise RuleError(
            Trouble.OUT_OF_RANGE,
            "A target below −100 % is not possible.",
            "Is it a percentage typed as a number?",
        )
    return max(0, ceiling(actual - previous * (1 + target)))


def outcomes_needed(outcomes: Fraction, crimes: Fraction, target: Fraction) -> int:
    """Return how many more outcomes bring the outcome rate to its target, 0 when it is there.

    >>> outcomes_needed(Fraction(347), Fraction(1903), Fraction(1, 4))
    129
    """
    _not_negative(outcomes, crimes)
    if not 0 <= target <= 1:
        raise RuleError(
            Trouble.OUT_OF_RANGE,
            "An outcome rate's target lies between 0 % and 100 %.",
            "Is it typed without %?",
        )
    return max(0, ceiling(target * crimes - outcomes))


def outcomes_behind(rate: Fraction, crimes: Fraction) -> Fraction:
    """Return the outcomes that a rate as printed means, exactly: 18.2 % of 1,903 crimes are 346.346.

    A rate that a cell computed has all its digits, and is the whole number that it came from.

    >>> outcomes_behind(Fraction("0.182"), Fraction(1903)), outcomes_behind(Fraction("0.333333333333333"), Fraction(300))
    (Fraction(173173, 500), Fraction(100, 1))
    """
    _not_negative(rate, crimes)
    outcomes = rate * crimes
    whole = Fraction(round(outcomes))
    return whole if abs(outcomes - whole) <= _LAST_DIGIT * crimes else outcomes


def outcomes_span(rate: Fraction, crimes: Fraction, target: Fraction) -> tuple[int, int]:
    """Return how few and how many outcomes may be short, since a printed rate is rounded at its last place.

    >>> outcomes_span(Fraction("0.182"), Fraction(1903), Fraction(1, 4))
    (129, 130)
    """
    needed = outcomes_needed(outcomes_behind(rate, crimes), crimes, target)
    places = next((p for p in range(_MOST_PLACES) if (rate * 100 * 10**p).denominator == 1), None)
    if places is None:
        return needed, needed
    half = Fraction(1, 2 * 100 * 10**places)
    most, least = math.floor((rate + half) * crimes), math.ceil((rate - half) * crimes)
    if least > most:
        return needed, needed
    few, many = (outcomes_needed(Fraction(max(0, count)), crimes, target) for count in (most, least))
    return min(few, needed), max(many, needed)


def _not_negative(*numbers: Fraction) -> None:
    if any(number < 0 for number in numbers):
        raise RuleError(Trouble.OUT_OF_RANGE, "A count or a rate cannot be negative.")


def impact_class(score: Fraction, medium_from: Fraction, high_from: Fraction) -> Level:
    """Return the class of an impact score: Low, from one score on Medium, from a higher one on High.

    >>> impact_class(Fraction(11), medium_from=Fraction(10), high_from=Fraction(13)).value
    'Medium'
    """
    if score < 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "An impact score cannot be negative.")
    if medium_from > high_from:
        raise RuleError(Trouble.OUT_OF_RANGE, "Medium must start at or below the score where High starts.")
    if score >= high_from:
        return Level.HIGH
    return Level.MEDIUM if score >= medium_from else Level.LOW


def overall_class(threat: Level, impact: Level, matrix: Mapping[tuple[Level, Level], Level]) -> Level:
    """Return the overall class of a threat and an impact class.

    >>> overall_class(Level.HIGH, Level.LOW, OVERALL_MATRIX).value
    'Medium'
    """
    return matrix[threat, impact]
