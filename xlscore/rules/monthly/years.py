"""Reporting years: which months a year has, and which of them are over by a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.series import months_between, months_from, months_later

__all__ = ["MONTHS", "ReportingYear"]

MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class ReportingYear:
    """A year by its first month, and the last of its months that is reported on."""

    first: date
    to: date

    @classmethod
    def of(cls, to: date, begins: int) -> ReportingYear:
        """Return the year that a month lies in, where years begin with the month of that number.

        >>> ReportingYear.of(date(2019, 3, 1), begins=4).first, ReportingYear.of(date(2019, 4, 1), begins=4).first
        (datetime.date(2018, 4, 1), datetime.date(2019, 4, 1))
        """
        if not 1 <= begins <= MONTHS:
            raise RuleError(Trouble.OUT_OF_RANGE, "A year begins with a month from 1 to 12.")
        month = to.replace(day=1)
        return cls(date(month.year - (month.month < begins), begins, 1), month)

    @property
    def months(self) -> tuple[date, ...]:
        """Return the months reported on, from the year's first.

        >>> [month.month for month in ReportingYear.of(date(2019, 6, 1), 4).months]
        [4, 5, 6]
        """
        return tuple(months_from(self.first, self.to))

    @property
    def known(self) -> int:
        """Return how many months are reported on."""
        return months_between(self.first, self.to) + 1

    @property
    def every_month(self) -> tuple[date, ...]:
        """Return the year's twelve months."""
        return ReportingYear(self.first, months_later(self.first, MONTHS - 1)).months

    @property
    def before(self) -> ReportingYear:
        """Return the same months of the year before.

        >>> ReportingYear.of(date(2019, 6, 1), 4).before.to
        datetime.date(2018, 6, 1)
        """
        return ReportingYear(_a_year_earlier(self.first), _a_year_earlier(self.to))

    @property
    def name(self) -> str:
        """Return what the year is called: one calendar year, or two.

        >>> ReportingYear.of(date(2019, 6, 1), 4).name, ReportingYear.of(date(2019, 6, 1), 1).name
        ('2019/20', '2019')
        """
        first = self.first.year
        return str(first) if self.first.month == 1 else f"{first}/{(first + 1) % 100:02d}"


def _a_year_earlier(month: date) -> date:
    return month.replace(year=month.year - 1)
