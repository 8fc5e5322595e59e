"""Where a year will end by the share that its months had of the years before, for a series of a workbook.

The years are the latest five whole ones before the year (`statistics.projection` has the arithmetic, and the worksheet function asks
the same). A share knows nothing of a break: a year before in which one lies is left out, and this year has no share where one lies within it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlscore.rules.exact import to_float
from xlscore.rules.monthly.year_to_date import Counts
from xlscore.rules.monthly.years import MONTHS, ReportingYear
from xlscore.rules.series import months_from, months_later
from xlscore.rules.statistics.level import LevelRule, usual_seasons
from xlscore.rules.statistics.projection import SHARE_YEARS, Projection, year_end

__all__ = ["SharedYear", "breaks_within", "year_by_share"]


@dataclass(frozen=True, slots=True)
class SharedYear:
    """A year projected by the share, and the years that its share is of."""

    projection: Projection
    years: tuple[tuple[Fraction, ...], ...]
    leaves_out_a_break: bool

    @property
    def seasons(self) -> tuple[float, ...]:
        """Return what each month of these years was of an average month."""
        return usual_seasons(
            [[to_float(month) for month in year] for year in self.years], [], LevelRule(1, 0)
        )

    def method(self, source: str, error: float | None) -> str:
        """Return in words how the year was projected, where its range is from, and by how much past years were missed."""
        number = f"{len(self.years)} years" if len(self.years) > 1 else "1 year"
        left_out = ", without that of a break" if self.leaves_out_a_break else ""
        spread = "no range, as one year shows none" if self.projection.low is None else source
        missed = "" if error is None else f"; it missed past years by {error:.0%} on average"
        return f"share that the same months had of {number}{left_out}; {spread}{missed}"


def breaks_within(restarts: date | None, year: ReportingYear) -> bool:
    """Return whether a break lies within a year: not with its first month."""
    return restarts is not None and restarts > year.first


def year_by_share(
    counts: Counts, year: ReportingYear, restarts: date | None, confidence: float
) -> SharedYear:
    """Return a series' year by the share that its months so far had of the years before.

    >>> counts = {date(2017 + m // 12, m % 12 + 1, 1): Fraction(10 + m % 12) for m in range(30)}
    >>> found = year_by_share(counts, ReportingYear.of(date(2019, 6, 1), 1), None, 0.8)
    >>> int(found.projection.total), found.method("range from how these differ", None)
    (186, 'share that the same months had of 2 years; range from how these differ')
    """
    begins = [months_later(year.first, -MONTHS * back) for back in range(SHARE_YEARS, 0, -1)]
    parted = [
        first for first in begins if restarts is not None and first < restarts < months_later(first, MONTHS)
    ]
    years = []
    for first in begins:
        months = months_from(first, months_later(first, MONTHS - 1))
        whole = tuple(counts[month] for month in months if month in counts)
        if len(whole) == MONTHS and first not in parted:
            years.append(whole)
    so_far = [counts.get(month) if month <= year.to else None for month in year.every_month]
    return SharedYear(year_end(so_far, years, confidence), tuple(years), bool(parted))
