"""Carrying the redlines and risks of returns into the force's tables: new rows below, blank cells filled, nothing typed replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from xlscore.books.grades.headings import REDLINES
from xlscore.books.grades.returned.reading import CARRIED, Carried, ReturnedRows
from xlscore.books.plan.agreement import same
from xlscore.books.plan.edits import NewSheet
from xlscore.books.plan.ledger import Entries
from xlscore.books.plan.own_rows import free_rows
from xlscore.books.plan.planner import Planner
from xlscore.books.risks.headings import RISKS
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table, shown
from xlscore.rules.exact import exact
from xlscore.rules.figures_text import read_figure
from xlscore.rules.force.returned_rows import (
    ReturnedCell,
    ReturnedRow,
    StandingCell,
    settle_cell,
    twice_said,
)
from xlscore.rules.force.returns import Outcome
from xlscore.rules.words import is_missing_mark, key, name_key

__all__ = ["carry_rows"]


def carry_rows(
    planner: Planner, returned: Sequence[ReturnedRows], beside: str, reader: Reader
) -> dict[str, dict[str, int]]:
    """Return how many rows of each command were taken over, by what they are called, having planned them.

    A row counts where one of its cells went into the workbook. `beside` is the grid's sheet, by which new sheets stand.
    """
    taken: dict[str, dict[str, int]] = {}
    for carried in CARRIED:
        rows = [row for one in returned for row in one.get(carried.layout.kind, ())]
        if rows:
            table = find_one(planner.reading.blocks, carried.layout)
            taken[carried.noun] = _Carrying.of(planner, carried, table, beside, reader).rows(rows)
    return taken


def _ledger(carried: Carried) -> str:
    return f"{carried.noun}s from returns"


@dataclass
class _Carrying:
    """Carries the rows of one kind of table."""

    planner: Planner
    carried: Carried
    table: Table | None
    beside: str
    reader: Reader
    brought: Entries

    @classmethod
    def of(
        cls, planner: Planner, carried: Carried, table: Table | None, beside: str, reader: Reader
    ) -> _Carrying:
        kept = {} if table is None else dict(planner.kept(_ledger(carried), table.sheet))
        return cls(planner, carried, table, beside, reader, kept)

    def rows(self, rows: Sequence[ReturnedRow]) -> dict[str, int]:
        """Return how many rows of each command were taken over, having planned them."""
        alike: dict[tuple[str, ...], list[ReturnedRow]] = {}
        for row in rows:
            alike.setdefault((name_key(row.command), *row.key), []).append(row)
        taken: dict[str, int] = {}
        new: list[ReturnedRow] = []
        for each in alike.values():
            row = self._settled(each)
            taken.setdefault(row.command, 0)
            line = self._line(row)
            if line is None:
                new.append(row)
            elif self.table is not None and self._is_ours_to_fill(self.table, line, row):
                taken[row.command] += self._fill(self.table, line, row)
        new = self._without_strangers(new)
        sheet = self._add(new)
        for row in new:
            taken[row.command] += 1
        if sheet is not None:
            self.planner.keep_entries(_ledger(self.carried), sheet, self.brought)
        return {command: number for command, number in taken.items() if number}

    def _settled(self, rows: Sequence[ReturnedRow]) -> ReturnedRow:
        """Return one row of those of one name, without the cells in which they disagree."""
        cells = {field: cell for row in reversed(rows) for field, cell in row.cells.items()}
        for one, other in twice_said(rows):
            cells = {f: c for f, c in cells.items() if c.source not in (one.source, other.source)}
            self.reader.at(
                other.source.sheet, other.source.cell,
                f"{rows[0].command}'s {self.carried.noun} '{self._name(rows[0])}' is returned twice: {shown(one.value)} at {one.source.place}, {shown(other.value)} at {other.source.place}.",
                "Ask which one holds; neither is taken over.",
            )  # fmt: skip
        first = rows[0]
        return replace(first, cells=cells)

    def _name(self, row: ReturnedRow) -> str:
        return row.named[self.carried.layout.rows]

    def _line(self, row: ReturnedRow) -> int | None:
        """Return the line on which the workbook has the row already."""
        table = self.table
        if table is None:
            return None
        down = [table.filled_down(name) for name in self.carried.layout.keys or (self.carried.layout.rows,)]
        for line in table.records:
            if tuple(name_key(column[line]) for column in down) in row.marks:
                return line
        return None

    def _is_ours_to_fill(self, table: Table, line: int, row: ReturnedRow) -> bool:
        """Return whether the row that stands there can be the command's; two commands' risks of one reference are a problem."""
        if "ref" not in row.named:
            return True
        texts = [table.text(line, name) for name in ("where", "area", "command")]
        said = {name_key(part) for text in texts for part in text.split(";")} - {""}
        own = {name_key(row.named["area"]), name_key(row.command), "force"} - {""}
        brought = self.brought.get((name_key(row.named["ref"]), "from"))
        if not said or said & own or brought == row.command:
            return True
        self.reader.at(
            row.source.sheet, row.source.cell,
            f"{row.command}'s risk '{row.named['ref']}' is called as one of {', '.join(filter(None, texts))} ({table.sheet}!{table.cell(line, 'ref')}), so it is not taken over.",
            "Give it a reference of its own.",
        )  # fmt: skip
        return False

    def _without_strangers(self, rows: Sequence[ReturnedRow]) -> list[ReturnedRow]:
        """Return the new rows without those that are called as one of another command in the same run."""
        first: dict[tuple[str, ...], ReturnedRow] = {}
        kept = []
        for row in rows:
            before = first.setdefault(row.key, row)
            if before is row:
                kept.append(row)
                continue
            self.reader.at(
                row.source.sheet, row.source.cell,
                f"{row.command}'s {self.carried.noun} '{self._name(row)}' is called as one of {before.command} ({before.source.place}), so it is not taken over.",
                "Give it a reference of its own.",
            )  # fmt: skip
        return kept

    def _fill(self, table: Table, line: int, row: ReturnedRow) -> bool:
        """Return whether anything of a row went into the line on which it stands, having planned it."""
        went = False
        for field, cell in row.cells.items():
            column = self.planner.column(table, field)
            held, mark = table.value(line, field), self._mark(row, field)
            standing = StandingCell(
                is_blank(held) or is_missing_mark(shown(held)),
                _says(held, cell),
                mark in self.brought and same(held, self.brought[mark]),
                self.planner.has_formula(table.sheet, line, column),
            )
            outcome = settle_cell(standing)
            if outcome in (Outcome.TAKEN, Outcome.CHANGED):
                self._enter(table.sheet, line, column, row, field)
                went = True
            elif outcome is Outcome.DIFFERS:
                self._report(table, line, field, row, cell)
        return went

    def _report(self, table: Table, line: int, field: str, row: ReturnedRow, cell: ReturnedCell) -> None:
        held = shown(table.value(line, field)) or "A formula"
        self.reader.report(
            table, line, table.columns[field],
            f"{table.layout.heading(field)} of the {self.carried.noun} '{self._name(row)}' is {held} here, and {row.command}'s return says {shown(cell.value)} ({cell.source.place}).",
            "Correct the one that is wrong; what stands here is kept.",
        )  # fmt: skip

    def _mark(self, row: ReturnedRow, field: str) -> tuple[str, str]:
        return "|".join(row.key), field

    def _enter(self, sheet: str, line: int, column: int, row: ReturnedRow, field: str) -> None:
        value: Any = row.cells[field].value
        self.planner.enter(sheet, line, column, value)
        self.brought[self._mark(row, field)] = value

    def _add(self, rows: Sequence[ReturnedRow]) -> str | None:
        """Return the sheet of the table, having planned these rows below it, or on a sheet of its own where there is none."""
        layout, table = self.carried.layout, self.table
        if not rows:
            return None if table is None else table.sheet
        cells = {field for row in rows for field in row.cells}
        if table is None:
            wanted = _NEW[layout.kind] | cells
            names = [column.field for column in layout.columns if column.field in wanted]
            sheet, lines = self.planner.free_name(_SHEETS[layout.kind]), list(range(2, 2 + len(rows)))
            headings = tuple(layout.heading(name) for name in names)
            widths = tuple(_WIDTHS.get(name, _WIDTH) for name in names)
            self.planner.add_sheet(NewSheet(sheet, headings, widths, self.beside))
            columns = {name: place for place, name in enumerate(names, 1)}
        else:
            needed = [*_needed(table, rows[0]), *(c.field for c in layout.columns if c.field in cells)]
            columns = {name: self.planner.column(table, name) for name in needed}
            sheet = table.sheet
            lines = free_rows(self.planner, table, len(rows), columns.values())
        for row, line in zip(rows, lines, strict=True):
            for name, text in row.named.items():
                if name in columns and text:
                    self.planner.enter(sheet, line, columns[name], text)
            for field in row.cells:
                self._enter(sheet, line, columns[field], row, field)
            self.brought["|".join(row.key), "from"] = row.command
        return sheet


_SHEETS: Final[Mapping[str, str]] = {
    carried.layout.kind: f"{carried.noun.capitalize()}s" for carried in CARRIED
}
_NEW: Final[Mapping[str, frozenset[str]]] = {
    REDLINES.kind: frozenset({"area", "measure", "command", "value", "minimum", "better", "met", "data_to"}),
    RISKS.kind: frozenset({"ref", "risk", "where", "likelihood", "impact", "mitigation", "owner", "status"}),
}
"""The columns of a new sheet, besides those that a return fills."""
_WIDTHS: Final[Mapping[str, int]] = {"area": 36, "measure": 44, "risk": 44, "where": 30, "mitigation": 52}
_WIDTH: Final = 14


def _needed(table: Table, row: ReturnedRow) -> list[str]:
    """Return the fields by which new rows are found, and those that say whose they are: of a risk, those that are there."""
    if "ref" not in row.named:
        return list(row.named)
    return ["ref", *(name for name in ("where", "area", "command") if name in table.columns)]


def _says(held: Any, cell: ReturnedCell) -> bool:
    """Return whether a cell says what a return does: the same figure, however it is typed, or the same words."""
    if is_blank(held):
        return False
    here, there = _figure(held), _figure(cell.value)
    if here is not None and there is not None:
        return here == there
    return same(held, cell.value) or key(shown(held)) == key(shown(cell.value))


def _figure(value: Any) -> Fraction | None:
    if isinstance(value, str):
        found = read_figure(value)
        return None if found is None else found.value
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return exact(value) if is_number else None
