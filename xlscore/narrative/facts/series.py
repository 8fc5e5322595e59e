"""What single months and whole years know: facts for sentences that name the month or the year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from xlscore.books.monthly.month import JudgedMonth
from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.facts.standing import KnownFigure, StandingFigures
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, Period
from xlscore.rules.figures import Source
from xlscore.rules.monthly.days import last_day
from xlscore.rules.monthly.month import RowInputs
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.series import month_name, months_later
from xlscore.rules.words import name_key

__all__ = ["dated_facts"]

_A_YEAR = 12


def dated_facts(
    month: JudgedMonth, called: Callable[[str], tuple[str, ClaimUnit, bool]], place_of: Callable[[str], str]
) -> Iterator[Fact]:
    """Yield each month's count, its changes on the month and the year before, and the whole years."""
    cells: dict[tuple[str, str], dict[date, Source]] = {
        row.mark: {point.month: point.source for point in row.series.points} for row in month.sheets.rows
    }
    begins = int(month.sheets.policy.policy.year_begins)
    for row in month.rows:
        name, unit, outcomes = called(row.measure)
        bare = StandingFigures(
            name, unit, outcomes=outcomes, better=row.higher_is_better, place=place_of(row.place)
        )
        own = _Months(row, bare, cells.get((name_key(row.measure), name_key(row.place)), {}))
        yield from own.months()
        yield from own.years(begins)


class _Months:
    """Makes the facts of a row's months."""

    def __init__(self, row: RowInputs, bare: StandingFigures, cells: Mapping[date, Source]) -> None:
        self.row, self.bare, self.cells = row, bare, cells

    def months(self) -> Iterator[Fact]:
        """Yield each month's count and its changes."""
        for month in self.row.counts:
            period = Period(month_name(month), month, last_day(month))
            standing = self._standing(month, months_later(month, -_A_YEAR), period)
            yield from (fact for fact in standing.facts() if not fact.previous)
            before = self._figure(months_later(month, -1))
            now = self._figure(month)
            if before is not None and now is not None:
                last = replace(standing, before=before)
                changes = (fact for fact in last.facts() if fact.kind is ClaimKind.CHANGE)
                yield from (replace(fact, reference=ComparedWith.LAST_TIME) for fact in changes)

    def years(self, begins: int) -> Iterator[Fact]:
        """Yield the total of each year of which every month is known."""
        for first in dict.fromkeys(ReportingYear.of(month, begins).first for month in self.row.counts):
            year = ReportingYear.of(months_later(first, _A_YEAR - 1), begins)
            counts = [self.row.counts.get(month) for month in year.every_month]
            known = [count for count in counts if count is not None]
            if len(known) < _A_YEAR:
                continue
            total = sum(known, Fraction(0))
            ends = tuple(self.cells[month] for month in (year.first, year.to) if month in self.cells)
            at = f"{ends[0].place} to {ends[1].cell}" if len(ends) > 1 else self.bare.name
            figure = KnownFigure(total, ends, f"{at} = {shown(total, ClaimUnit.CRIMES)}")
            period = Period(year.name, year.first, last_day(year.to))
            yield replace(
                replace(self.bare, period=period).made(ClaimKind.LEVEL, figure, self.bare.unit), period=period
            )

    def _standing(self, month: date, before: date, period: Period) -> StandingFigures:
        return replace(self.bare, period=period, now=self._figure(month), before=self._figure(before))

    def _figure(self, month: date) -> KnownFigure | None:
        count = self.row.counts.get(month)
        if count is None:
            return None
        at = self.cells.get(month)
        text = shown(count, ClaimUnit.CRIMES)
        return KnownFigure(count, () if at is None else (at,), "" if at else f"{month_name(month)} {text}")
