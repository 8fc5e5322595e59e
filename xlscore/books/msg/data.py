"""The MSG data: a row per force, a column per measure, the counts behind them, the population."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from xlscore.books.msg.headings import MSG_BASE, MSG_COUNT, MSG_DATA
from xlscore.books.msg.stacked import Stack
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.policy import BookPolicy
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Figure, Source
from xlscore.rules.figures_marks import says_no_figure
from xlscore.rules.positions.benchmark import is_benchmark
from xlscore.rules.positions.records import Entry, FigureColumn, GroupData, Stated, Unread
from xlscore.rules.positions.units import is_percentage, per_population
from xlscore.rules.problems import ExcelError, RuleError
from xlscore.rules.words import find_name, is_missing_mark, key, name_key, tidy

__all__ = ["MsgData", "read_figure", "read_msg_data"]


@dataclass(frozen=True)
class MsgData:
    """The table of MSG data with the names of its forces and the own one among them (None: not there)."""

    table: Table
    own_force: Stated[str]
    names: tuple[Stated[str], ...]
    own: int | None

    @property
    def rows(self) -> range:
        """Return the rows from the first force to the last: what a formula's range takes in, blank lines included."""
        return _rows(self.table)

    def column_of(self, measure: str, kind: str = "") -> int | None:
        """Return the column of a measure's values, or of their "count" or "base"."""
        wanted = f"{measure} {kind}".strip()
        for same in (name_key, lambda text: name_key(column_key(text))) if not kind else (name_key,):
            hits = [c for c, heading in self.table.others.items() if same(heading) == same(wanted)]
            if hits:
                return hits[0]
        return None

    def group(self, measure: str, unit: str, reader: Reader) -> GroupData | None:
        """Return a measure's data, None where the table has no column for it; what is no number is a problem."""
        values = self.column_of(measure)
        if values is None:
            return None
        people = self.table.columns.get("population")
        count, base = self.column_of(measure, MSG_COUNT), self.column_of(measure, MSG_BASE)
        base = people if base is None else base
        counted = count is not None and base is not None
        return GroupData(
            own_force=self.own_force,
            names=self.names,
            names_at=self._source(self.table.columns["force"]),
            own=self.own,
            values=self._values(values, is_percentage(unit), reader),
            population=self._column(people, reader) if per_population(unit) is not None else None,
            counts=self._column(count, reader) if counted else None,
            bases=self._column(base, reader) if counted else None,
        )

    def _values(self, column: int, percentage: bool, reader: Reader) -> FigureColumn:
        if percentage and _are_percent_numbers([self._entry(row, column, Reader()) for row in self.rows]):
            # 57.5 among 61.2 and 55.0 is 57.5 %: the column is compared in its own numbers, by us as by its formulas.
            percentage = False
        own = None if self.own is None else self._entry(self.rows[self.own], column, reader, percentage)
        # Where the own figure has lost its percentage sign, so have the others: that is said once.
        percentage = percentage and not isinstance(own, Unread)
        entries = [self._entry(row, column, reader, percentage) for row in self.rows]
        if self.own is not None:
            entries[self.own] = own
        return FigureColumn(self._source(column), tuple(entries))

    def _column(self, column: int | None, reader: Reader) -> FigureColumn | None:
        if column is None:
            return None
        return FigureColumn(
            self._source(column), tuple(self._entry(row, column, reader) for row in self.rows)
        )

    def _entry(self, row: int, column: int, reader: Reader, percentage: bool = False) -> Entry:
        return read_figure(self.table, row, column, reader, percentage=percentage)

    def _source(self, column: int) -> Source:
        first, last = (cell_address(row, column) for row in (self.rows[0], self.rows[-1]))
        return Source(self.table.sheet, f"{first}:{last}")


def _rows(table: Table) -> range:
    return range(min(table.records), max(table.records) + 1)


def _are_percent_numbers(entries: Sequence[Entry]) -> bool:
    """Return whether percentages stand as numbers up to a hundred and without their sign, every one of them."""
    figures = [entry for entry in entries if isinstance(entry, Figure)]
    without = all(figure.text is None or figure.text.unit is None for figure in figures)
    return bool(figures) and without and all(abs(figure.value) > 1 for figure in figures)


def read_figure(
    table: Table,
    row: int,
    column: int | None,
    reader: Reader,
    *,
    percentage: bool = False,
    position: bool = False,
    unit: str = "",
) -> Entry:
    """Return a cell's figure, None for none; what is no number is a problem and cannot be read.

    A figure typed as a text ("18.2%", "91.60 per 1,000 pop.") is one too, but to Excel's own arithmetic it is a text.
    """
    if column is None:
        return None
    figure = reader.figure(table, row, column, percentage=percentage, position=position, unit=unit)
    if figure is not None:
        return figure
    value = table.block.at(row, column)
    nothing = table.block.is_blank(row, column) or (isinstance(value, str) and says_no_figure(value))
    return None if nothing else Unread(Source(table.sheet, cell_address(row, column)))


def read_msg_data(
    reading: Reading,
    reader: Reader,
    policy: BookPolicy,
    measures: Sequence[str],
    stack: Stack | None = None,
) -> MsgData | None:
    """Return the workbook's MSG data, None where it has none; an own force that is not in it is a problem.

    `stack` is the table of measures where that has rows called as forces are: it is no data.
    """
    wanted = {name_key(measure) for measure in measures} | {name_key(column_key(m)) for m in measures}

    def is_data(table: Table) -> bool:
        headings = [h for heading in table.others.values() for h in (heading, column_key(heading))]
        if stack is not None and stack.covers(table):
            return False
        return bool(table.records) and any(name_key(heading) in wanted for heading in headings)

    table = find_one(reading.blocks, MSG_DATA, is_data)
    if table is None:
        return None
    table = _of_forces(table, reader)
    names = tuple(_name(table, row, reader) for row in _rows(table))
    own = _own(table, names, policy, reader)
    _report_gaps(table, wanted, reader)
    return MsgData(table, _own_force(reading, policy), names, own)


def _of_forces(table: Table, reader: Reader) -> Table:
    """Return the table without the rows that sum the group up; one among the forces takes part, which is a problem."""
    forces = tuple(row for row in table.records if not is_benchmark(table.text(row, "force")))
    if not forces:
        return table
    for row in range(forces[0], forces[-1]):
        if row not in forces and any(not is_blank(table.block.at(row, column)) for column in table.others):
            name = table.text(row, "force")
            reader.at(
                table.sheet, table.cell(row, "force"),
                f"{repr(name) if name else 'A row without a name'} is no force and stands among them, so it takes part as one.",
                "Move the row below the forces, or give it its force's name.",
            )  # fmt: skip
    return replace(table, records=forces)


def _name(table: Table, row: int, reader: Reader) -> Stated[str]:
    """Return a force's name letter by letter as it stands; what is no text is a problem."""
    value, cell = table.value(row, "force"), table.cell(row, "force")
    source = Source(table.sheet, cell)
    if is_blank(value) or (isinstance(value, str) and is_missing_mark(value)):
        return Stated(None, source)
    if ExcelError.read(value) is not None:
        reader.text(table, row, "force")
        return Stated(None, source, readable=False)
    if not isinstance(value, str):
        what = f"{table.text(row, 'force')} stands where a force's name belongs."
        reader.at(table.sheet, cell, what, "Type the name.")
        return Stated(None, source, readable=False)
    return Stated(value, source)


def _own_force(reading: Reading, policy: BookPolicy) -> Stated[str]:
    """Return the own force's name, with its cell where that holds the name and nothing else."""
    if "own_force" in policy.cells:
        sheet, row, column = policy.cells["own_force"]
        block = reading.block(sheet)
        held: Any = None if block is None else block.at(row, column)
        if isinstance(held, str) and tidy(held) == policy.own_force:
            return Stated(held, Source(sheet, cell_address(row, column)))
    return Stated(policy.own_force)


def _own(table: Table, names: Sequence[Stated[str]], policy: BookPolicy, reader: Reader) -> int | None:
    if not policy.own_force:
        reader.at(
            table.sheet, cell_address(table.header, table.columns["force"]),
            "The workbook does not say which of these forces is your own.",
            "Write its name on the Policy sheet, beside 'Own force'.",
        )  # fmt: skip
        return None
    try:
        return find_name(policy.own_force, [name.value for name in names], "force")
    except RuleError as error:
        sheet, row, column = policy.cells["own_force"]
        reader.at(
            sheet, cell_address(row, column),
            f"{error.what.removesuffix('.')} (the forces on '{table.sheet}').",
            f"Spell it as on '{table.sheet}', or add the force's row there.",
        )  # fmt: skip
        return None


def _report_gaps(table: Table, wanted: set[str], reader: Reader) -> None:
    measured = [column for column, heading in table.others.items() if name_key(heading) in wanted]
    reader.twins(
        table, {row: key(table.text(row, "force")) for row in table.records}, "force", answers=measured
    )
    for column, heading in table.others.items():
        if name_key(heading) not in wanted and name_key(column_key(heading)) not in wanted:
            continue
        if all(is_blank(table.block.at(row, column)) for row in table.records):
            continue
        for row in table.records:
            if table.block.is_blank(row, column):
                reader.report(
                    table, row, column,
                    f"{table.text(row, 'force')} has no value for '{heading}', so it does not take part.",
                    "Enter the value, or N/A where there is none.",
                )  # fmt: skip
            else:
                reader.number(table, row, column)
