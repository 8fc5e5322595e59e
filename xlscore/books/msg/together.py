"""The tables of MSG measures of a workbook: one, or two that describe the same measures and are read as one record.

The paper prints its record twice, once with the figures and the changes required, once with both quarters' positions. The
one with the most fields is filled, and what it leaves blank is taken from the other. Tables of other measures, and tables
whose sheets or titles name different periods, are different tables: which one is meant is asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from xlscore.books.msg.downwards import with_one_row_each
from xlscore.books.msg.headings import MSG
from xlscore.books.msg.stacked import Stack, find_stacks
from xlscore.books.plan.agreement import agrees
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all, find_required, only_one
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.periods import period_of
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.ooxml.values.addresses import quoted_sheet
from xlscore.rules.figures_text import read_figure
from xlscore.rules.month_headings import months_of
from xlscore.rules.positions.benchmark import read_aspiration
from xlscore.rules.problems import RuleError
from xlscore.rules.words import key, measure_key

__all__ = ["MsgTables", "Place", "find_msg", "report_disagreements", "required_msg"]

Place = tuple[Table, int]
"""A measure's row: its table, and the row there."""

_COMPARED: Final = (
    "better", "value", "position", "of", "previous_position", "to_average", "to_top_quartile", "previous_to_average",
    "previous_to_top_quartile", "aspiration", "data_to",
)  # fmt: skip
_TITLE_LINES: Final = 2
"""So many lines above a table may name its period."""


@dataclass(frozen=True)
class MsgTables:
    """The table that is filled, and the other that describes the same measures: for its rows, that one's."""

    table: Table
    others: Mapping[int, tuple[Place, ...]] = field(default_factory=dict)
    stack: Stack | None = None
    """The table's columns of figures, where it gives each measure several rows."""

    @property
    def period(self) -> str:
        """Return up to when the figures go where the heading over all of them says it, "" where it does not."""
        return "" if self.stack is None else self.stack.period

    def places(self, row: int) -> tuple[Place, ...]:
        """Return where a measure stands: in the table that is filled, then elsewhere."""
        return (self.table, row), *self.others.get(row, ())

    def place(self, row: int, name: str) -> Place:
        """Return where a field of a measure is to be read: the first place that has it, else its own row."""
        said = (place for place in self.places(row) if not is_blank(place[0].value(place[1], name)))
        return next(said, (self.table, row))

    def value(self, row: int, name: str) -> Any:
        """Return what the workbook says in a field of a measure, None for nothing."""
        table, at = self.place(row, name)
        return table.value(at, name)

    def text(self, row: int, name: str) -> str:
        """Return what the workbook says in a field of a measure as a text in order, "" for nothing."""
        return shown(self.value(row, name))

    def under_merge(self, reading: Reading, row: int, name: str) -> str:
        """Return the same where a cell may be merged down over several measures: then it holds for all of them."""
        for table, at in self.places(row):
            column = table.columns.get(name)
            value = (
                None
                if column is None
                else reading.under_merge(table.sheet, at, column, table.value(at, name))
            )
            if not is_blank(value):
                return str(value)
        return ""


def find_msg(reading: Reading, sheet: str | None = None) -> MsgTables | None:
    """Return the tables of MSG measures, None where there are none; different ones are a question to the officer."""
    found = find_all(reading.blocks, MSG)
    stacks = [] if found else find_stacks(reading.blocks)
    found += [stack.table for stack in stacks]
    if sheet is not None:
        found = [table for table in found if key(table.sheet) == key(sheet)]
        stacks = [stack for stack in stacks if key(stack.table.sheet) == key(sheet)]
    if stacks:
        return MsgTables(stacks[0].table, stack=stacks[0]) if only_one(found, MSG) else None
    if len(found) < 2 or not _is_one_record(found):
        table = only_one(found, MSG)
        return None if table is None else MsgTables(with_one_row_each(table, reading.blocks))
    # The first of those with the most fields; what is filled gains fields, so the choice stays.
    filled = max(found, key=lambda table: len(table.columns))
    others: dict[int, tuple[Place, ...]] = {}
    for table in found:
        if table is not filled:
            rows = {mark: row for row, mark in _measures(table).items()}
            for row, mark in _measures(filled).items():
                if mark in rows:
                    others[row] = (*others.get(row, ()), (table, rows[mark]))
    return MsgTables(filled, others)


def required_msg(reading: Reading, sheet: str | None = None) -> MsgTables:
    """Return the tables of MSG measures, or say which headings were looked for."""
    found = find_msg(reading, sheet)
    return MsgTables(find_required(reading.blocks, MSG, sheet=sheet)) if found is None else found


def _measures(table: Table) -> dict[int, str]:
    return {row: measure_key(table.text(row, "measure")) for row in table.records}


def _is_one_record(tables: Sequence[Table]) -> bool:
    """Return whether tables describe the same measures at the same time: most of the shorter one's are in the other."""
    names = [set(_measures(table).values()) for table in tables]
    alike = all(
        2 * len(names[0] & other) > min(len(names[0]), len(other)) if names[0] and other else False
        for other in names[1:]
    )
    periods = {period for table in tables if (period := _period(table)) is not None}
    return alike and len(periods) < 2


def _period(table: Table) -> tuple[int, int] | None:
    """Return the period that a table is said to be of: by its sheet's name, else by the lines above it."""
    said = [table.sheet]
    for row in range(table.top - 1, table.top - 1 - _TITLE_LINES, -1):
        said += [shown(table.block.at(row, column)) for column in table.block.filled(row)] if row > 0 else []
    return next((period for text in said if (period := period_of(text)) is not None and period[1]), None)


def report_disagreements(
    tables: MsgTables, worked_out: Mapping[int, int], planner: Planner, reader: Reader
) -> None:
    """Report where two tables say different things of a measure.

    What we wrote ourselves says nothing; `worked_out` holds the positions that the data give, by row.
    """
    for row, others in tables.others.items():
        for name in _COMPARED:
            here = tables.table.value(row, name)
            if is_blank(here) or planner.owner(tables.table, row, name) is Owner.OURS:
                here = worked_out.get(row) if name == "position" else None
            for table, there in others:
                said = table.value(there, name)
                if not is_blank(here) and not is_blank(said) and _differ(name, here, said):
                    _report(tables.table, row, table, there, name, shown(here), reader)


def _report(table: Table, row: int, other: Table, there: int, name: str, here: str, reader: Reader) -> None:
    where, first = other.cell(there, name), table.cell(row, name)
    where = where if other.sheet == table.sheet else f"{quoted_sheet(other.sheet)}!{where}"
    reader.at(
        table.sheet, first or table.cell(row, "measure"),
        f"{MSG.heading(name)} of '{table.text(row, 'measure')}' is {here}{f' in {first}' if first else ''}"
        f" and {other.text(there, name)} in {where}.",
        "Correct the one that is wrong; until then the first counts.",
    )  # fmt: skip


def _differ(name: str, here: Any, said: Any) -> bool:
    """Return whether two cells say different things of one field; what cannot be read is a problem of its own."""
    meant = _MEANT.get(name)
    if meant is None:
        return not (agrees(here, _plain(said)) or agrees(said, _plain(here)))
    one, other = meant(here), meant(said)
    return one is not None and other is not None and one != other


def _plain(value: Any) -> Any:
    """Return a cell's number, else its text."""
    found = read_figure(value) if isinstance(value, str) else None
    return value if found is None else float(found.value)


def _rank(value: Any) -> Any:
    number = _plain(value)
    return number if isinstance(number, (int, float)) else None


def _aim(value: Any) -> Any:
    try:
        return read_aspiration(shown(value)) or ""
    except RuleError:
        return None


def _month(value: Any) -> datetime.date | None:
    return months_of([value])[0]


def _way(value: Any) -> str:
    return column_key(shown(value))[:1]


_MEANT: Final[Mapping[str, Callable[[Any], Any]]] = {
    "position": _rank, "previous_position": _rank, "of": _rank, "aspiration": _aim, "data_to": _month, "better": _way,
}  # fmt: skip
"""How a field's cells are compared; the others by the figures that they show."""
