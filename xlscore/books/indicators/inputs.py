"""The table of indicators as read: each with its months, wherever they stand, and the group where the workbook has it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from xlscore.books.indicators.group import GroupFound, read_group
from xlscore.books.indicators.headings import INDICATORS
from xlscore.books.indicators.months import ForceMonths, FoundMonths
from xlscore.books.monthly.headings import COUNTS, MEASURES
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.series import find_months, find_single_months, read_months, read_series
from xlscore.books.tables.finder import find_one, find_required
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.monthly.indicators import IndicatorInputs
from xlscore.rules.policy import Policy
from xlscore.rules.series import Series, month_name, months_between
from xlscore.rules.statistics.spc import Direction
from xlscore.rules.words import key, name_key

__all__ = ["IndicatorRow", "IndicatorSheet", "find_indicators", "is_indicators", "read"]

_NEUTRAL: Final = "neutral"
_FEWEST: Final = 2
_TELLING: Final = ("better", "shoots", "travel", "difference", "found")
"""The fields of which one tells such a table from any list of priorities and indicators."""
_OTHERS: Final = frozenset(
    spelling
    for layout, names in (
        (MEASURES, ("sources", "plan_area", "chart", "parent", "board")),
        (COUNTS, ("place",)),
    )
    for name in names
    for spelling in layout.column(name).spellings
    if spelling not in {own for column in INDICATORS.columns for own in column.spellings}
)
"""What heads a column of a table of measures, or of counts by place: those are other tables."""


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator as read: its row, what it is judged from, and where that stands."""

    row: int
    inputs: IndicatorInputs
    series: Series | None = None
    """The row of cells in which its months stand."""
    group: GroupFound | None = None


@dataclass(frozen=True)
class IndicatorSheet:
    """The table of indicators and each of its rows."""

    table: Table
    policy: BookPolicy
    rows: tuple[IndicatorRow, ...]


def find_indicators(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the table of indicators, None where the workbook has none."""
    return find_one(reading.blocks, INDICATORS, is_indicators, sheet)


def is_indicators(table: Table) -> bool:
    """Return whether a table of priorities and indicators is one, and no table of measures, of counts by place, or a mere list."""
    columns = (*table.columns.values(), *table.others)
    here = {column_key(shown(table.block.at(table.header, column))) for column in columns}
    told = any(name in table.columns for name in _TELLING) or len(find_months(table)) >= _FEWEST
    return told and here.isdisjoint(_OTHERS)


def read(
    reading: Reading, reader: Reader, sheet: str | None = None, to: datetime.date | None = None
) -> IndicatorSheet:
    """Return the indicators as read up to a month; what cannot be read is a problem of its cell."""
    reading.refuse_unknown(sheet)
    table = find_required(reading.blocks, INDICATORS, is_indicators, sheet)
    months = read_months(table, reader) if find_single_months(table) or find_months(table) else None
    priorities = table.filled_down("priority")
    marks = {
        row: (name_key(priorities[row]), name_key(table.text(row, "indicator"))) for row in table.records
    }
    called = {row: f"The indicator '{table.text(row, 'indicator')}'" for row in table.records}
    doubles = reader.twins(table, marks, "indicator", called, find_single_months(table) or find_months(table))
    policy = read_policy(reading, reader)
    elsewhere, group = ForceMonths(reading), read_group(reading, reader, to)
    rows = []
    for row in table.records:
        if row in doubles:
            continue
        name = table.text(row, "indicator")
        own = FoundMonths.of(None if months is None else read_series(months, row, name, reader))
        known = (own if own.months else elsewhere.of(name) or own).up_to(to)
        figures, among = known.months, group.get(name_key(name))
        direction = _direction(table, row, elsewhere.better(name), reader)
        _report(table, row, name, len(figures), direction, reader, policy.policy)
        value = None if among is None else among.value
        inputs = IndicatorInputs(priorities[row], name, figures, direction, value, table.text(row, "shoots"))
        rows.append(IndicatorRow(row, inputs, known.series, among))
    _report_behind(table, rows, reader, int(policy.policy.indicator_lag))
    return IndicatorSheet(table, policy, tuple(rows))


def _direction(table: Table, row: int, by_measures: bool | None, reader: Reader) -> Direction | None:
    """Return which way is better, as the row says, else as the table of measures does."""
    typed = table.text(row, "better")
    if key(typed) == _NEUTRAL:
        return Direction.NEUTRAL
    better = reader.better(table, row) if typed else by_measures
    return None if better is None else Direction.of(better)


def _report(
    table: Table, row: int, name: str, months: int, direction: Direction | None, reader: Reader, policy: Policy
) -> None:  # fmt: skip
    place = table.cell(row, "indicator")
    if not months:
        reader.at(
            table.sheet, place, f"'{name}' has no months, neither here nor in the monthly counts or series.",
            "Enter its months, or call it as the table does that has them.",
        )  # fmt: skip
    elif months < policy.spc_fewest:
        reader.at(
            table.sheet, place, f"'{name}' has {months} of the {policy.spc_fewest:g} months that a control chart needs.",
            "Enter earlier months.",
        )  # fmt: skip
    at = table.cell(row, "better") or place
    if direction is None and not any((p.sheet, p.cell) == (table.sheet, at) for p in reader.problems):
        reader.at(
            table.sheet, at, f"'{name}' does not say which way is better.", "Enter Higher, Lower or Neutral."
        )


def _report_behind(table: Table, rows: list[IndicatorRow], reader: Reader, lag: int) -> None:
    """Report a figure that is older than those of the others: its direction is of then."""
    latest = max((max(row.inputs.months) for row in rows if row.inputs.months), default=None)
    for row in rows:
        months = row.inputs.months
        if months and latest is not None and months_between(max(months), latest) > lag:
            reader.at(
                table.sheet, table.cell(row.row, "indicator"),
                f"'{row.inputs.indicator}' ends with {month_name(max(months))}, more than {lag} months before the latest, {month_name(latest)}.",
                "Enter the later months.",
            )  # fmt: skip
