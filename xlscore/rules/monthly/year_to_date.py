"""This year to date against the same months of last year, always as a count and as a percentage, and what may be said of it.

A month that is missing inside the year so far, in either year, makes both sums unknown: a sum of nine months beside one of ten would
be a wrong figure. Beside every percentage stands whether the two counts differ by more than chance (`statistics.two_counts`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.series import months_from, months_later
from xlscore.rules.statistics.two_counts import is_unusual

__all__ = ["UNKNOWN", "Counts", "YearToDate", "record_of", "slows_down", "year_to_date"]

Counts = Mapping[date, Fraction]
"""A figure for each month that has one, by the month's first day."""

_LATEST: Final = 3
_WORTH_SAYING: Final = 6
"""A record is said from so many months on; "highest in 2 months" is none."""


@dataclass(frozen=True, slots=True)
class YearToDate:
    """The year so far and the same months of last year; None with the months that are missing."""

    this: Fraction | None
    last: Fraction | None
    missing: tuple[date, ...] = ()

    @property
    def change(self) -> Fraction | None:
        """Return the difference, above zero for a rise."""
        return None if self.this is None or self.last is None else self.this - self.last

    @property
    def percent(self) -> Fraction | None:
        """Return the change as a fraction of last year; None where last year had none."""
        return None if self.change is None or not self.last else self.change / self.last

    @property
    def unusual(self) -> bool | None:
        """Return whether the two counts differ by more than chance usually makes them; None where that cannot be said."""
        if self.this is None or self.last is None or self.this < 0 or self.last < 0:
            return None
        return is_unusual(to_float(self.this), to_float(self.last))


UNKNOWN: Final = YearToDate(None, None)
"""Two sums of which nothing is known."""


def year_to_date(counts: Counts, year: ReportingYear) -> YearToDate:
    """Return the sums of a year's months so far and of the same months of the year before.

    >>> months = ReportingYear.of(date(2020, 5, 1), 4)
    >>> counts = {date(y, m, 1): Fraction(n) for y, m, n in ((2019, 4, 10), (2019, 5, 12), (2020, 4, 9), (2020, 5, 15))}
    >>> found = year_to_date(counts, months)
    >>> int(found.this), int(found.last), int(found.change), found.unusual
    (24, 22, 2, False)
    """
    wanted = (*year.months, *year.before.months)
    missing = tuple(month for month in sorted(wanted) if month not in counts)
    if missing:
        return YearToDate(None, None, missing)
    this, last = (sum((counts[month] for month in each.months), Fraction(0)) for each in (year, year.before))
    return YearToDate(this, last)


def record_of(counts: Counts, month: date) -> str:
    """Return what a month is the highest or lowest of, "" where that is nothing to speak of.

    >>> counts = {date(2019, m, 1): Fraction(n) for m, n in zip(range(1, 10), (9, 7, 5, 6, 5, 6, 5, 6, 8))}
    >>> record_of(counts, date(2019, 9, 1))
    'highest in 8 months'
    """
    if month not in counts:
        return ""
    here = counts[month]
    for word in ("highest", "lowest"):
        run, before = 1, months_later(month, -1)
        while before in counts and (counts[before] < here if word == "highest" else counts[before] > here):
            run, before = run + 1, months_later(before, -1)
        if run >= _WORTH_SAYING:
            return f"{word} in {run} months" if before in counts else f"{word} of all {run} months known"
    return ""


def slows_down(counts: Counts, year: ReportingYear) -> bool:
    """Return whether the latest three months are still above last year's, but by less than the year's months before them.

    In a year's first three months the twelve months up to now are the year.

    >>> rising = {**{date(2019, m, 1): Fraction(100) for m in range(1, 13)}, **{date(2020, m, 1): Fraction(160 - 8 * m) for m in range(1, 7)}}
    >>> slows_down(rising, ReportingYear.of(date(2020, 6, 1), 1))
    True
    >>> slows_down({**rising, date(2020, 6, 1): Fraction(200)}, ReportingYear.of(date(2020, 6, 1), 1))
    False
    """
    months: Sequence[date] = year.months
    if year.known <= _LATEST:
        months = months_from(months_later(year.to, 1 - len(year.every_month)), year.to)
    before = [months_later(month, -len(year.every_month)) for month in months]
    if not all(month in counts for month in (*months, *before)):
        return False
    early, late = (
        (
            sum((counts[m] for m in months[part]), Fraction(0)),
            sum((counts[m] for m in before[part]), Fraction(0)),
        )
        for part in (slice(None, -_LATEST), slice(-_LATEST, None))
    )
    if not early[1] or not late[1]:
        return False
    return late[0] > late[1] and late[0] / late[1] < early[0] / early[1]
