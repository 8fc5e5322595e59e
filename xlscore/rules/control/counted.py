"""What a chart is drawn from by the month: an outcome rate of two counts, the month's part of a year's target, the days of rare events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.monthly.days import DayCounts
from xlscore.rules.monthly.outcome_rates import rate_of
from xlscore.rules.monthly.targets import YearTarget
from xlscore.rules.monthly.years import ReportingYear

__all__ = ["RARE_A_MONTH", "days_of_events", "rates_by_month", "target_of_month"]

RARE_A_MONTH: Final = 2
"""More events a month than this on average are not rare, and their days are not looked at."""
_MONTHS: Final = 12


def rates_by_month(
    outcomes: Mapping[date, Fraction], crimes: Mapping[date, Fraction]
) -> dict[date, Fraction]:
    """Return an outcome rate month by month; a month without crimes, or with a count below zero, has none.

    >>> march, april = date(2019, 3, 1), date(2019, 4, 1)
    >>> rates_by_month({march: Fraction(5), april: Fraction(1)}, {march: Fraction(20), april: Fraction(0)})
    {datetime.date(2019, 3, 1): Fraction(1, 4)}
    """
    found = {month: rate_of(count, crimes.get(month)) for month, count in outcomes.items()}
    return {month: rate for month, rate in found.items() if rate is not None}


def target_of_month(target: YearTarget, counts: Mapping[date, Fraction], year: ReportingYear) -> float | None:
    """Return a twelfth of what the year's target allows or asks for, None where it is a change on a year that is not whole."""
    before = [counts.get(month) for month in year.before.every_month]
    whole = None if None in before else sum((value for value in before if value is not None), Fraction(0))
    level = target.of_year(whole)
    return None if level is None else to_float(level) / _MONTHS


def days_of_events(days: DayCounts, months: int, to: date) -> tuple[date, ...]:
    """Return the day of each event up to a day, none where so many in so many months are not rare.

    >>> days_of_events({date(2019, 3, 5): 2, date(2019, 4, 1): 1}, 6, date(2019, 3, 31))
    (datetime.date(2019, 3, 5), datetime.date(2019, 3, 5))
    >>> days_of_events({date(2019, 3, 5): 90}, 6, date(2019, 3, 31))
    ()
    """
    if sum(days.values()) > RARE_A_MONTH * months:
        return ()
    return tuple(day for day in sorted(days) if day <= to for _ in range(max(0, days[day])))
