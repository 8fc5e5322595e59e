"""A year's end by the latest level, for one series that stands alone: its total or its rate, with a range.

The range is what such projections miss by as a rule (`spread.TYPICAL`); a workbook with years of many series learns its own.
A rate is the projected count over the projected base: the year's rate is no mean of the months' percentages.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlscore.rules.exact import to_float
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.level import MONTHS, LevelRule, latest_level, past_years, usual_seasons
from xlscore.rules.statistics.projection import Projection
from xlscore.rules.statistics.spread import TYPICAL, Spread, range_of

__all__ = ["rate_year_end", "year_end_by_level"]

Months = Sequence[Fraction | None]


def year_end_by_level(
    months: Months, history: Months, confidence: float, rule: LevelRule, spread: Spread = TYPICAL
) -> Projection:
    """Return the projected total of a year from its months so far and the months before it, oldest first.

    >>> answer = year_end_by_level([Fraction(12)] * 6, [Fraction(12)] * 24, 0.8, LevelRule(0.85, 1000))
    >>> round(float(answer.low), 1), round(float(answer.total), 1), round(float(answer.high), 1)
    (127.2, 144.0, 165.9)
    """
    if not any(value is not None for value in months):
        raise RuleError(Trouble.MISSING, "There is no month yet to project from.")
    before, run = _plain(history), _plain(months)
    level = latest_level(before, run, usual_seasons(past_years(before), [], rule), rule)
    low, high = range_of(level, spread, confidence)
    so_far = sum((value for value in months if value is not None), Fraction(0))
    if len(months) == MONTHS and None not in months:
        return Projection(so_far, so_far, so_far, so_far)
    return Projection(so_far, Fraction(level.total), Fraction(low), Fraction(high))


def rate_year_end(
    counts: Months,
    bases: Months,
    count_history: Months,
    base_history: Months,
    confidence: float,
    rule: LevelRule,
) -> Projection:
    """Return the projected rate of a year (outcomes of crimes, say), from both counts and never from percentages.

    The range is that of the count; the base is taken as projected.

    >>> many, few = [Fraction(100)] * 24, [Fraction(20)] * 24
    >>> answer = rate_year_end(few[:6], many[:6], few, many, 0.8, LevelRule(0.85, 1000))
    >>> [round(float(rate), 3) for rate in (answer.so_far, answer.total, answer.low, answer.high)]
    [0.2, 0.2, 0.179, 0.226]
    """
    if any((c is None) != (b is None) for c, b in zip(counts, bases, strict=True)):
        raise RuleError(Trouble.MISSING, "A month has a count without its base, or a base without its count.")
    count = year_end_by_level(counts, count_history, confidence, rule)
    base = year_end_by_level(bases, base_history, confidence, rule)
    if base.so_far == 0 or base.total == 0:
        raise RuleError(Trouble.MISSING, "The base is zero; there is no rate of nothing.")
    low, high = (None if end is None else end / base.total for end in (count.low, count.high))
    return Projection(count.so_far / base.so_far, count.total / base.total, low, high)


def _plain(months: Months) -> list[float | None]:
    return [None if value is None else to_float(value) for value in months]
