"""A series as the explorer has it: its chart, and the row of the table of counts that it can be read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from xlscore.books.monthly.boards.showing import FORCE
from xlscore.books.monthly.inputs import CountsRow, MonthSheets
from xlscore.books.monthly.names import place_key
from xlscore.books.tables.figures.series import find_single_months
from xlscore.ooxml.values.addresses import parse_box
from xlscore.rules.control.records import ChartKind, ControlRow, LimitLevel
from xlscore.rules.exact import to_float
from xlscore.rules.words import name_key

__all__ = ["CountsTable", "Explored", "explored_of"]


@dataclass(frozen=True, slots=True)
class CountsTable:
    """Where the table of counts stands, for formulas that look a row up by its names."""

    sheet: str
    rows: tuple[int, int]
    measure: int
    place: int | None
    months: Mapping[date, int]
    """The column of each month."""


@dataclass(frozen=True, slots=True)
class Explored:
    """A chart that can be chosen."""

    row: ControlRow
    own: tuple[object, object] | None
    """The names in its row of the table of counts, as they stand there; None where its figures are no row's."""

    @property
    def place(self) -> str:
        """Return the place as the drop-down has it."""
        return self.row.series.place or FORCE

    @property
    def is_control(self) -> bool:
        """Return whether formulas draw its limits: not those of few values, of time between events, of very many steps."""
        return self.row.kind is ChartKind.CONTROL and len(self.row.segments) <= 4

    @property
    def figures(self) -> dict[date, float]:
        """Return what is drawn of each month; of rare events the counts themselves."""
        if self.row.kind.is_between:
            pairs = zip(self.row.series.months, self.row.series.values, strict=True)
            return {month: value for month, value in pairs if value is not None}
        return {point.month: point.value for point in self.row.points if point.value is not None}


def explored_of(
    rows: Iterable[ControlRow], sheets: MonthSheets
) -> tuple[tuple[Explored, ...], CountsTable | None]:
    """Return the charts that can be chosen, on the strict level, in the order of the workbook, and where their figures stand."""
    table = sheets.table
    counted = {row.mark: row for row in sheets.rows}
    strict = [row for row in rows if row.level is LimitLevel.STRICT]
    order = {mark: number for number, mark in enumerate(counted)}
    made = [
        Explored(
            row, _names(sheets, counted.get((name_key(row.series.measure), place_key(row.series.place))), row)
        )
        for row in strict
    ]
    made.sort(
        key=lambda e: order.get((name_key(e.row.series.measure), place_key(e.row.series.place)), len(order))
    )
    if not sheets.rows:
        return tuple(made), None
    months = {month: column for column, month in find_single_months(table).items()}
    rows_at = (table.header + 1, max(table.records))
    return tuple(made), CountsTable(
        table.sheet, rows_at, table.columns["measure"], table.columns.get("place"), months
    )


def _names(sheets: MonthSheets, counted: CountsRow | None, row: ControlRow) -> tuple[object, object] | None:
    """Return the names in a row of the table of counts that holds just what is drawn, None where none does."""
    if counted is None or row.is_adjusted:
        return None
    drawn = Explored(row, None).figures
    counts = {month: to_float(value) for month, value in counted.counts.items()}
    if any(counts.get(month) != value for month, value in drawn.items()):
        return None
    line, table = parse_box(counted.source.cell).top, sheets.table
    place = table.columns.get("place")
    return table.block.at(line, table.columns["measure"]), None if place is None else table.block.at(
        line, place
    )
