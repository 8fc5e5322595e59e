"""Where an indicator's months stand that has none beside it: in the monthly counts, else in the scorecard's series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlscore.books.monthly.inputs import has_counts, read_silently
from xlscore.books.monthly.rows import inputs_of
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.threat.months import read_all_series
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.series import Series
from xlscore.rules.threats.words import Purpose
from xlscore.rules.words import name_key, without_footnote

__all__ = ["ForceMonths", "FoundMonths"]


@dataclass(frozen=True, slots=True)
class FoundMonths:
    """The months of a measure, and the row of cells in which they stand, None where they are added up."""

    months: Mapping[date, Fraction]
    series: Series | None = None

    @classmethod
    def of(cls, series: Series | None) -> FoundMonths:
        """Return the months of a row."""
        points = () if series is None else series.points
        return cls({point.month: point.value for point in points if point.value is not None}, series)

    def up_to(self, to: date | None) -> FoundMonths:
        """Return the months up to one, all of them where none is asked for."""
        if to is None:
            return self
        series = (
            None
            if self.series is None
            else Series(self.series.name, tuple(p for p in self.series.points if p.month <= to))
        )
        return FoundMonths({month: value for month, value in self.months.items() if month <= to}, series)


class ForceMonths:
    """The force's months by measure, as the month and the scorecard have them; what is wrong there is theirs to tell."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: dict[str, FoundMonths] | None = None
        self._better: dict[str, bool | None] = {}

    def of(self, indicator: str) -> FoundMonths | None:
        """Return the months of a measure of that name, None where the workbook has none."""
        return self._all.get(name_key(indicator)) or self._all.get(name_key(without_footnote(indicator)))

    def better(self, indicator: str) -> bool | None:
        """Return whether more of the measure is better by the table of measures, None where that says nothing."""
        _ = self._all
        return self._better.get(name_key(indicator))

    @property
    def _all(self) -> dict[str, FoundMonths]:
        if self._found is None:
            self._found = {**_of_series(self._reading), **self._of_counts()}
        return self._found

    def _of_counts(self) -> dict[str, FoundMonths]:
        if not has_counts(self._reading, None):
            return {}
        sheets = read_silently(self._reading)
        year = ReportingYear.of(date.today(), int(sheets.policy.policy.year_begins))
        self._better = dict(sheets.better)
        rows = {row.mark: row.series for row in sheets.rows}
        return {
            name_key(row.measure): FoundMonths(row.counts, rows.get((name_key(row.measure), "")))
            for row in inputs_of(sheets, year, None)
            if not row.place and row.counts
        }


def _of_series(reading: Reading) -> dict[str, FoundMonths]:
    """Return the scorecard's series: an objective alone is its recorded crime, with its purpose any of them."""
    words = {
        Purpose.CRIMES: "Recorded Crime",
        Purpose.OUTCOMES: "Crime Outcome Rate",
        Purpose.SATISFACTION: "Satisfaction",
        Purpose.AVERAGE: "Average",
    }
    found: dict[str, FoundMonths] = {}
    for (objective, purpose), series in (read_all_series(reading, Reader()) or {}).items():
        months = FoundMonths.of(series)
        if purpose is None:
            continue
        found[name_key(f"{objective} {words[purpose]}")] = months
        if purpose is Purpose.CRIMES:
            found[objective] = months
    return found
