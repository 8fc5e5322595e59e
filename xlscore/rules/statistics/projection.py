"""Where a year will end: the months so far over their usual share of a year, with a range.

A part-year is not × 12/n: April to August may hold 44 % of a year's offences. Each previous year gives one share of
the same months; the projection is the months so far over the mean share. (By the latest level, which does better: `level_year`.)

How sure that is can only be learnt from how the shares differ between years. Their logarithms give a prediction
interval for one more year, with Student's t for so few years: mean ± t × s × √(1 + 1/years). It widens honestly:
t is 3.1 with two years, 1.9 with three, 1.5 with five at the default four-in-five confidence. One previous year shows
no spread, so there is a projection but no range. The low end is never under what is already recorded. The range
carries what differed between the years given, nothing else: a change in recording or in policing is not in it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.distributions import t_quantile, tail_of
from xlscore.rules.statistics.floats import finite, mean, total
from xlscore.rules.statistics.level import MONTHS

__all__ = ["SHARE_YEARS", "Course", "Method", "Projection", "course", "year_end"]

SHARE_YEARS: Final = 5
"""Of how many years before a workbook takes the share; with three the mean error on London's boroughs was larger."""

_LARGEST_EXPONENT: Final = 700.0


class Method(StrEnum):
    """How a year's end is projected: by the latest level over usual seasons, or by the share of the same months."""

    LEVEL = "level"
    SHARE = "share"


class Course(StrEnum):
    """Whether a target for the year will be met."""

    ON = "On course"
    AT_RISK = "At risk"
    OFF = "Off course"


@dataclass(frozen=True, slots=True)
class Projection:
    """A year's projected total with its range; no range where one previous year shows no spread."""

    so_far: Fraction
    total: Fraction
    low: Fraction | None
    high: Fraction | None


def year_end(
    months: Sequence[Fraction | None],
    previous_years: Sequence[Sequence[Fraction | None]],
    confidence: float,
) -> Projection:
    """Return the projected total of a year from its months so far and previous years of twelve months each.

    Months stand in their places; blank ones are still to come. A previous year with a blank month is left out.

    >>> flat = [Fraction(10)] * 12
    >>> rising = [Fraction(n) for n in (9, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 11)]
    >>> answer = year_end([Fraction(12)] * 6, [flat, rising], confidence=0.8)
    >>> round(float(answer.total), 1), round(float(answer.low), 1), round(float(answer.high), 1)
    (149.0, 123.9, 179.0)
    """
    tail = tail_of(confidence)
    known = [place for place, value in enumerate(months) if value is not None]
    so_far = sum((value for value in months if value is not None), Fraction(0))
    _check(months, known, so_far)
    if len(known) == MONTHS:
        return Projection(so_far, so_far, so_far, so_far)
    shares = _shares(previous_years, known)
    projected = so_far * len(shares) / sum(shares, Fraction(0))
    if len(shares) == 1:
        return Projection(so_far, projected, None, None)
    if len(set(shares)) == 1:
        return Projection(so_far, projected, projected, projected)
    factor = Fraction(_spread(shares, tail))
    return Projection(so_far, projected, max(so_far, projected / factor), projected * factor)


def course(projection: Projection, target: Fraction, at_least: bool = False) -> Course:
    """Return whether the year will end at no more than the target (no less, where more is better): surely, surely not, or neither.

    >>> course(Projection(Fraction(60), Fraction(118), Fraction(110), Fraction(126)), Fraction(120)).value
    'At risk'
    """
    if target < 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "The target is the year's end; it cannot be negative.")
    low, high = projection.low, projection.high
    if at_least:
        missed, met = high is not None and high < target, low is not None and low >= target
    else:
        missed = (projection.so_far if low is None else low) > target
        met = high is not None and high <= target
    return Course.OFF if missed else Course.ON if met else Course.AT_RISK


def _check(months: Sequence[Fraction | None], known: list[int], so_far: Fraction) -> None:
    if len(months) > MONTHS:
        raise RuleError(Trouble.OUT_OF_RANGE, f"A year has {MONTHS} months; there are {len(months)}.")
    if not known:
        raise RuleError(Trouble.MISSING, "There is no month yet to project from.")
    if any(value is not None and value < 0 for value in months):
        raise RuleError(Trouble.OUT_OF_RANGE, "A month's count cannot be negative.")
    if so_far == 0 and len(known) < MONTHS:
        raise RuleError(Trouble.MISSING, "Nothing is recorded so far; a share of nothing projects nothing.")


def _shares(previous_years: Sequence[Sequence[Fraction | None]], known: list[int]) -> list[Fraction]:
    """Return what share of each complete previous year its same months held."""
    shares = []
    for year in previous_years:
        counts = [value for value in year if value is not None]
        if len(year) != MONTHS:
            raise RuleError(Trouble.UNREADABLE, f"Each previous year takes {MONTHS} months in a row.")
        if len(counts) < MONTHS:
            continue
        if min(counts) < 0:
            raise RuleError(Trouble.OUT_OF_RANGE, "A month's count cannot be negative.")
        part, whole = sum((counts[place] for place in known), Fraction(0)), sum(counts, Fraction(0))
        if part == 0:
            raise RuleError(
                Trouble.MISSING,
                "A previous year had nothing in these months; such small numbers have no seasonal share.",
            )
        shares.append(part / whole)
    if not shares:
        raise RuleError(Trouble.MISSING, "No previous year has all twelve months.")
    return shares


def _spread(shares: list[Fraction], tail: float) -> float:
    """Return the factor by which the next year's share may differ from the mean, up or down."""
    logarithms = [math.log(to_float(share)) for share in shares]
    centre, years = mean(logarithms), len(logarithms)
    variance = total([(value - centre) ** 2 for value in logarithms]) / (years - 1)
    reach = t_quantile(tail, years - 1) * math.sqrt(variance * (1 + 1 / years))
    return math.exp(reach) if reach < _LARGEST_EXPONENT else finite(math.inf)
