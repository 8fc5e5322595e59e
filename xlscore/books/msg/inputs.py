"""The MSG sheet as read: each measure's row with its words, what is typed in it, and the group's data behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from xlscore.books.msg.data import MsgData, read_figure, read_msg_data
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import Table, find_required, shown
from xlscore.books.tables.formulas import is_ours
from xlscore.books.tables.headings import MSG
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.rules.benchmark import Benchmark, read_benchmark
from xlscore.rules.exact import exact
from xlscore.rules.figures import Figure, Source
from xlscore.rules.msg_measure import is_typed_row
from xlscore.rules.msg_measure_records import Entries, Gap, MeasureInputs, Stated
from xlscore.rules.msg_measure_units import is_percentage
from xlscore.rules.words import is_missing_mark, name_key

__all__ = ["MsgInputs", "read"]

_RANKED: Final = "=MSG_RANK(force,forces,values,better)"
"""What a position of ours looks like."""
T = TypeVar("T")


@dataclass(frozen=True)
class MsgInputs:
    """The table of measures, each of its rows as read, and the policy that holds."""

    table: Table
    policy: BookPolicy
    rows: Mapping[int, MeasureInputs]


def read(reading: Reading, reader: Reader, sheet: str | None = None) -> MsgInputs:
    """Return the MSG sheet as read; what cannot be read is a problem."""
    table = find_required(reading.blocks, MSG, sheet=sheet)
    policy = read_policy(reading, reader)
    names = [table.text(row, "measure") for row in table.records]
    data = read_msg_data(reading, reader, policy, names)
    _report_twins(table, reader)
    rows = {row: _read_row(table, row, data, reading, reader) for row in table.records}
    return MsgInputs(table, policy, rows)


def _read_row(
    table: Table, row: int, data: MsgData | None, reading: Reading, reader: Reader
) -> MeasureInputs:
    measure, unit = table.text(row, "measure"), table.text(row, "unit")
    entered = _is_entered(table, row, reading)
    has_data = data is not None and data.column_of(measure) is not None
    better: Stated[bool] = Stated()
    group = None
    if is_typed_row(has_data=has_data, position_entered=entered):
        typed = _entries(table, row, unit, entered, reader)
    else:
        better = _stated(table, row, "better", reader, lambda: reader.better(table, row))
        group = None if data is None else data.group(measure, unit, reader)
        previous = _figure(table, row, "previous_position", reader)
        typed = Entries(_place(table, row), previous_position=previous)
    aim = _aspiration(table, row, reader)
    name = Source(table.sheet, table.cell(row, "measure"))
    return MeasureInputs(measure, name, unit, better, aim, typed, group)


def _is_entered(table: Table, row: int, reading: Reading) -> bool:
    """Return whether a person gave the position: a constant, or a formula that is none of ours."""
    formulas = reading.formulas(table.sheet)
    if formulas is None or "position" not in table.columns:
        return False
    formula = formulas.get((row, table.columns["position"]))
    return not is_ours(formula, _RANKED) if formula else not is_blank(table.value(row, "position"))


def _entries(table: Table, row: int, unit: str, entered: bool, reader: Reader) -> Entries:
    return Entries(
        place=_place(table, row),
        position_entered=entered,
        position=_figure(table, row, "position", reader),
        of=_figure(table, row, "of", reader),
        value=_figure(table, row, "value", reader, percentage=is_percentage(unit)),
        to_average=_gap(table, row, "to_average", reader),
        to_top_quartile=_gap(table, row, "to_top_quartile", reader),
        previous_position=_figure(table, row, "previous_position", reader),
    )


def _place(table: Table, row: int) -> Source:
    return Source(table.sheet, table.cell(row, "position") or table.cell(row, "measure"))


def _figure(table: Table, row: int, name: str, reader: Reader, *, percentage: bool = False) -> Figure | None:
    found = read_figure(table, row, table.columns.get(name), reader, percentage=percentage)
    return found if isinstance(found, Figure) else None


def _gap(table: Table, row: int, name: str, reader: Reader) -> Gap:
    """Return a gap as typed; a date or a truth is neither a number nor words."""
    value, source = table.value(row, name), Source(table.sheet, table.cell(row, name))
    if isinstance(value, str):
        return Stated(value, source) if reader.text(table, row, name) else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Figure(exact(value), source)
    if not is_blank(value):
        what = f"'{shown(value)}' stands where a gap belongs."
        reader.at(source.sheet, source.cell, what, "Type the gap, or that the force is there already.")
    return None


def _stated(table: Table, row: int, name: str, reader: Reader, ask: Callable[[], T | None]) -> Stated[T]:
    """Return what a cell says, with its place; what the reader has a problem with is not readable."""
    cell = table.cell(row, name)
    before = len(reader.problems)
    said = ask()
    source = Source(table.sheet, cell) if cell else None
    return Stated(said, source, readable=len(reader.problems) == before)


def _aspiration(table: Table, row: int, reader: Reader) -> Stated[Benchmark]:
    def ask(typed: str) -> Benchmark | None:
        return None if is_missing_mark(typed) else read_benchmark(typed)

    return _stated(table, row, "aspiration", reader, lambda: reader.word(table, row, "aspiration", ask))


def _report_twins(table: Table, reader: Reader) -> None:
    seen: dict[str, str] = {}
    for row in table.records:
        mark = name_key(table.text(row, "measure"))
        if mark in seen:
            reader.report(
                table, row, table.columns["measure"],
                f"The measure '{table.text(row, 'measure')}' is there twice, first in {seen[mark]}.", "Keep one row of it.",
            )  # fmt: skip
        seen.setdefault(mark, table.cell(row, "measure"))
