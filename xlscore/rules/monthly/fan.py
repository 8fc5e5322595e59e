"""The year of a measure as a picture: what is recorded month by month, last year, where it is going, and the target.

All of it is added up from the year's first month, so that the last point is the year's total. The projected total and its range
belong to the year's end; on the way there each month takes the part of what is still to come that its season usually has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlscore.rules.exact import exact, to_float
from xlscore.rules.monthly.courses import shown_target
from xlscore.rules.monthly.month import RowInputs, RowResult
from xlscore.rules.monthly.year_to_date import Counts
from xlscore.rules.monthly.years import MONTHS, ReportingYear
from xlscore.rules.series import month_name
from xlscore.rules.statistics.projection import Projection

__all__ = ["Fan", "fan_of", "worth_a_fan"]

Points = tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class Fan:
    """A measure's year in a place, added up month by month; None where a line has no point."""

    measure: str
    place: str
    year: ReportingYear
    so_far: Points
    last_year: Points
    total: Points
    low: Points
    high: Points
    target: Fraction | None
    verdict: str

    @property
    def called(self) -> str:
        """Return what the picture is of: the measure, and the place where it is not the force's."""
        return f"{self.measure}, {self.place}" if self.place else self.measure

    @property
    def title(self) -> str:
        """Return the answer in a line.

        >>> known = tuple(Fraction(10 * n) for n in range(1, 13))
        >>> none = (None,) * 12
        >>> year = ReportingYear.of(date(2019, 3, 1), 4)
        >>> Fan("Robbery", "", year, known, none, none, none, none, Fraction(130), "On course").title
        'Robbery: On course, 120 in the year, target 130'
        """
        said = f"{self.called}: {self.verdict}, " if self.verdict else f"{self.called}: "
        against = "" if self.target is None else f", target {_said(self.target)}"
        return f"{said}{self._ends()}{against}"

    @property
    def sentence(self) -> str:
        """Return what the picture shows, for whoever does not see it."""
        where = self.place or "the force"
        said = [f"{self.measure} in {where}, {self.year.name}."]
        so_far = _latest(self.so_far)
        if so_far is not None:
            place, value = so_far
            then = self.last_year[place]
            beside = "" if then is None else f", {_said(then)} by then last year"
            said.append(f"Recorded to {month_name(self.year.every_month[place])}: {_said(value)}{beside}.")
        if self.last_year[-1] is not None:
            said.append(f"Last year's total: {_said(self.last_year[-1])}.")
        if self.total[-1] is not None:
            said.append(f"The year's end: {self._ends()}.")
        if self.target is not None:
            said.append(f"Target: {_said(self.target)}" + (f": {self.verdict}." if self.verdict else "."))
        return " ".join(said)

    def _ends(self) -> str:
        total, low, high = self.total[-1], self.low[-1], self.high[-1]
        if total is None:
            whole = self.so_far[-1]
            return "no projection" if whole is None else f"{_said(whole)} in the year"
        if low is None or high is None or low == high:
            return f"projected {_said(total)}"
        return f"projected {_said(total)} ({_said(low)} to {_said(high)})"


def worth_a_fan(rows: Sequence[RowResult]) -> list[RowResult]:
    """Return the rows that get a picture: the force's with a target first, then its others, then places with a target of their own."""
    projected = [row for row in rows if row.projected.projection is not None]
    force = [row for row in projected if not row.place]
    return [
        *(row for row in force if row.target is not None),
        *(row for row in force if row.target is None),
        *(row for row in projected if row.place and row.target is not None),
    ]


def fan_of(row: RowInputs, result: RowResult, year: ReportingYear) -> Fan:
    """Return the picture of a measure's year: the lines stop where a month is missing, and the fan begins where what is known ends.

    >>> from xlscore.rules.monthly.projecting import Projected
    >>> from xlscore.rules.monthly.year_to_date import UNKNOWN
    >>> year = ReportingYear.of(date(2019, 3, 1), 1)
    >>> counts = {date(2018 + m // 12, m % 12 + 1, 1): Fraction(10) for m in range(15)}
    >>> found = Projected(Projection(Fraction(30), Fraction(120), Fraction(93), Fraction(138)), "", seasons=(1.0,) * 12)
    >>> result = RowResult("Robbery", "", UNKNOWN, None, None, None, (), found, Fraction(110), "At risk")
    >>> fan = fan_of(RowInputs("Robbery", "", counts), result, year)
    >>> [None if point is None else int(point) for point in fan.so_far[:4]], [int(point) for point in fan.low[2:] if point is not None]
    ([10, 20, 30, None], [30, 37, 44, 51, 58, 65, 72, 79, 86, 93])
    """
    found = result.projected.projection
    months = year.every_month
    known = {month: row.counts[month] for month in months if month <= year.to and month in row.counts}
    so_far = _added_up(known, months)
    none: Points = (None,) * MONTHS
    total, low, high = none, none, none
    if found is not None and so_far[-1] is None:
        ends = (found.total, found.low, found.high)
        total, low, high = (_path(end, found, known, months, result.projected.seasons) for end in ends)
    return Fan(
        row.measure,
        row.place,
        year,
        so_far,
        _added_up(row.counts, year.before.every_month),
        total,
        low,
        high,
        shown_target(result.target, result.higher_is_better),
        result.verdict,
    )


def _added_up(counts: Counts, months: Sequence[date]) -> Points:
    """Return the sums from the first month on; after a missing month there are none."""
    found: list[Fraction | None] = []
    so_far: Fraction | None = Fraction(0)
    for month in months:
        so_far = None if so_far is None or month not in counts else so_far + counts[month]
        found.append(so_far)
    return tuple(found)


def _path(
    end: Fraction | None, found: Projection, known: Counts, months: Sequence[date], seasons: Sequence[float]
) -> Points:
    """Return the way to a year's end: what is still to come is shared out over its months as their seasons have it."""
    if end is None:
        return (None,) * MONTHS
    to_come = {
        month: exact(season) for month, season in zip(months, seasons, strict=True) if month not in known
    }
    every = sum(to_come.values(), Fraction(0))
    rest = end - found.so_far
    points: list[Fraction | None] = []
    here = Fraction(0)
    for month in months:
        if month in known:
            here += known[month]
        else:
            here += rest * (to_come[month] / every if every else Fraction(1, len(to_come)))
        points.append(here)
    first = next(place for place, month in enumerate(months) if month in to_come)
    return (*(None,) * max(0, first - 1), *points[max(0, first - 1) :])


def _latest(points: Points) -> tuple[int, Fraction] | None:
    known = [(place, point) for place, point in enumerate(points) if point is not None]
    return known[-1] if known else None


def _said(value: Fraction) -> str:
    return f"{round(to_float(value)):,}"
