"""Days: this year so far against the same days of last year, the last day, seven and 28 days, and which days are covered.

Last year ends on the same calendar date: 28 February against 28 February in a leap year too, 29 February against the 28th. A
stretch of the last days is as long last year as this year. Source: import-rules ("Year to date"), Leicestershire's daily
spreadsheet, October 2013.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final

from xlscore.rules.monthly.year_to_date import UNKNOWN, Counts, YearToDate
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.series import next_month

__all__ = [
    "LATEST",
    "NO_DAYS",
    "Covered",
    "DayCounts",
    "DayFigures",
    "Stretch",
    "covered_by",
    "day_figures",
    "last_day",
    "months_of",
    "same_day_last_year",
    "unequal_months",
    "year_so_far",
]

DayCounts = Mapping[date, int]
"""The count of each day that has one; a covered day without one had none."""

LATEST: Final = (1, 7, 28)
"""The stretches of the last days that are compared, by their lengths."""

_SHORTEST_GAP: Final = 7
"""A few days without a crime of any kind may be; a week may be days that were never entered."""
_DAILY: Final = 0.5
"""A table has rows of nearly every day where it has them of more than half; in another one a gap says nothing."""
_NEVER: Final = 0.01
"""A gap is one of days that were never entered where one so long comes up by chance once in a hundred such tables."""
_FEBRUARY: Final = (2, 29)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from the first to the last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1

    @property
    def last_year(self) -> Stretch:
        """Return the same days of last year, from calendar date to calendar date.

        >>> year = Stretch(date(2023, 4, 1), date(2024, 3, 31))
        >>> year.days, year.last_year.days
        (366, 365)
        """
        return Stretch(same_day_last_year(self.first), same_day_last_year(self.last))

    def sum_of(self, counts: DayCounts) -> int:
        """Return what was counted on its days."""
        if len(counts) < self.days:
            return sum(count for day, count in counts.items() if self.first <= day <= self.last)
        first = self.first.toordinal()
        return sum(counts.get(date.fromordinal(day), 0) for day in range(first, first + self.days))


@dataclass(frozen=True, slots=True)
class Covered:
    """The stretches of days that a table of days covers: what has no row there was none."""

    stretches: tuple[Stretch, ...]

    @property
    def last(self) -> date | None:
        """Return the last day that is covered, None where none is."""
        return self.stretches[-1].last if self.stretches else None

    def missing(self, wanted: Stretch) -> Stretch | None:
        """Return the first days of a stretch that are not covered, None where all are.

        >>> table = Covered((Stretch(date(2013, 4, 1), date(2013, 10, 14)),))
        >>> table.missing(Stretch(date(2013, 3, 1), date(2013, 4, 30)))
        Stretch(first=datetime.date(2013, 3, 1), last=datetime.date(2013, 3, 31))
        """
        day = wanted.first
        for each in self.stretches:
            if each.last < day:
                continue
            if each.first > day:
                return Stretch(day, min(wanted.last, each.first - timedelta(1)))
            day = each.last + timedelta(1)
            if day > wanted.last:
                return None
        return Stretch(day, wanted.last)


NO_DAYS: Final = Covered(())
"""What a workbook without a table of days covers."""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What a row's days come to: the year so far, and each stretch of the last days by its length."""

    year: YearToDate
    this: Stretch
    last: Stretch
    latest: Mapping[int, YearToDate]
    missing: Stretch | None = None
    """The first days of this year or of last year that the table does not cover, so that there is no sum."""


def same_day_last_year(day: date) -> date:
    """Return the same calendar date a year before; 29 February has the 28th.

    >>> [str(same_day_last_year(date(2020, 2, n))) for n in (28, 29)], str(same_day_last_year(date(2021, 2, 28)))
    (['2019-02-28', '2019-02-28'], '2020-02-28')
    """
    leaps = (day.month, day.day) == _FEBRUARY
    return day.replace(year=day.year - 1, day=28 if leaps else day.day)


def year_so_far(to: date, begins: int) -> Stretch:
    """Return the days of a year up to one, where years begin with the month of that number.

    >>> year_so_far(date(2013, 10, 14), 4).days
    197
    """
    return Stretch(ReportingYear.of(to, begins).first, to)


def last_day(month: date) -> date:
    """Return the last day of a month.

    >>> last_day(date(2020, 2, 1))
    datetime.date(2020, 2, 29)
    """
    return next_month(month) - timedelta(1)


def covered_by(days: Collection[date]) -> Covered:
    """Return what a table covers, from the days that it has rows of: all from the first to the last, but for stretches never entered.

    A day without a row had none. A week or more without a single row of any measure, in a table that has rows of nearly every
    day, was never entered. Of a table with few days that cannot be said.

    >>> daily = [date(2013, 4, 1) + timedelta(n) for n in range(180)]
    >>> [covered_by(days).missing(Stretch(daily[0], daily[-1])) is None for days in (daily, daily[:90] + daily[93:], daily[:90] + daily[104:], [*daily[::30], daily[-1]])]
    [True, True, False, True]
    """
    ordered = sorted(set(days))
    if not ordered:
        return Covered(())
    gaps = [Stretch(a + timedelta(1), b - timedelta(1)) for a, b in pairwise(ordered)]
    holes = [gap for gap in gaps if gap.days >= _SHORTEST_GAP and _was_never_entered(gap, ordered)]
    firsts = [ordered[0], *(hole.last + timedelta(1) for hole in holes)]
    lasts = [*(hole.first - timedelta(1) for hole in holes), ordered[-1]]
    return Covered(tuple(map(Stretch, firsts, lasts)))


def _was_never_entered(gap: Stretch, ordered: list[date]) -> bool:
    every = (ordered[-1] - ordered[0]).days + 1
    with_rows = len(ordered) / every
    return with_rows > _DAILY and float((1 - with_rows) ** gap.days) * every < _NEVER


def day_figures(counts: DayCounts, covered: Covered, to: date, begins: int) -> DayFigures:
    """Return what a row's days come to up to a day; what is not covered is None.

    >>> counts = {date(2012, 4, 1): 5, date(2012, 10, 15): 50, date(2013, 10, 8): 4, date(2013, 10, 14): 3}
    >>> found = day_figures(counts, covered_by([*counts]), date(2013, 10, 14), 4)
    >>> int(found.year.this), int(found.year.last), [int(found.latest[n].this) for n in LATEST]
    (7, 5, [3, 7, 7])
    """
    this = year_so_far(to, begins)
    missing = covered.missing(this.last_year) or covered.missing(this)
    latest = {}
    for length in LATEST:
        here = Stretch(to - timedelta(length - 1), to)
        before = same_day_last_year(to)
        latest[length] = _compared(counts, covered, here, Stretch(before - timedelta(length - 1), before))
    return DayFigures(_compared(counts, covered, this, this.last_year), this, this.last_year, latest, missing)


def _compared(counts: DayCounts, covered: Covered, this: Stretch, last: Stretch) -> YearToDate:
    if covered.missing(this) or covered.missing(last):
        return UNKNOWN
    return YearToDate(Fraction(this.sum_of(counts)), Fraction(last.sum_of(counts)))


def months_of(counts: DayCounts, covered: Covered) -> dict[date, Fraction]:
    """Return the months that are covered from their first to their last day, each with the sum of its days.

    >>> months_of({date(2013, 9, 3): 2, date(2013, 9, 30): 1, date(2013, 10, 1): 9}, Covered((Stretch(date(2013, 8, 31), date(2013, 10, 14)),)))
    {datetime.date(2013, 9, 1): Fraction(3, 1)}
    """
    sums: dict[date, int] = {}
    for day, count in counts.items():
        month = day.replace(day=1)
        sums[month] = sums.get(month, 0) + count
    return {month: Fraction(sums.get(month, 0)) for month in _whole_months(covered)}


def _whole_months(covered: Covered) -> Iterable[date]:
    for each in covered.stretches:
        month = each.first if each.first.day == 1 else next_month(each.first)
        while last_day(month) <= each.last:
            yield month
            month = next_month(month)


def unequal_months(
    months: Counts, counts: DayCounts, covered: Covered
) -> list[tuple[date, Fraction, Fraction]]:
    """Return the months whose days do not add up to the month's own count: the month, its count, what its days add up to."""
    of_days = months_of(counts, covered)
    return [
        (month, months[month], of_days[month])
        for month in sorted(of_days.keys() & months.keys())
        if months[month] != of_days[month]
    ]
