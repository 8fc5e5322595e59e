"""The next cycle: this cycle's grades become last cycle's, entries are cleared, everything is kept on a Grade history sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.grades.changes import ChangesTable, read_changes, read_rationales
from xlscore.books.grades.cycle import plan_cycle, read_cycle
from xlscore.books.grades.grid import AreaRow, CommandGrid, find_grid, read_grid
from xlscore.books.grades.headings import CHANGES, GRID, HISTORY
from xlscore.books.plan.action import with_problems
from xlscore.books.plan.edits import NewSheet, Scalar
from xlscore.books.plan.kind import KINDS
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.plan.problems_sheet import plan_problems
from xlscore.books.plan.words import counted
from xlscore.books.plan.writer import write
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.named import read_workbook
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.vocabulary import is_only_a_period
from xlscore.rules.grades import grade_name
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, name_key, tidy

__all__ = ["PENDING_FINAL", "Rolled", "roll"]

_CLEARED: Final = ("redline", "suggested", "why", "final", "override", "rationale")
_KEPT: Final = ("redline", "suggested", "final")
PENDING_FINAL: Final = f"{GRID.heading('final')}, not yet agreed"
"""What the history calls a final grade that was still the suggestion, so that nobody who filters it counts one as the Board's."""
_WIDTHS: Final = (14, 42, 20, 24, 60, 14)


@dataclass(frozen=True)
class Rolled:
    """What rolling came to: from which cycle to which, how many areas, how many entries are in the history."""

    previous: str
    cycle: str
    areas: int
    kept: int
    not_agreed: tuple[str, ...] = ()
    """The areas whose final grade was still the suggestion: the history says so of them."""
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "from": self.previous,
            "to": self.cycle,
            "areas": self.areas,
            "kept": self.kept,
            "not_agreed": list(self.not_agreed),
            "problems": [problem.as_dict() for problem in self.problems],
        }


def roll(book: xw.Book, to: str, sheet: str | None = None) -> Rolled:
    """Return what rolling to the next cycle came to, having moved, kept and cleared the grades of this one.

    Grades that nobody agreed move on too, marked in the history as that; a problem names them. A workbook that has been rolled to that cycle already is refused, and so is one without a final grade.
    """
    planner = Planner(read_workbook(book))
    rolled = _plan(planner, tidy(to), sheet)
    plan_problems(planner, {"grades": rolled.problems, "collate": ()})
    return with_problems(rolled, (*planner.reading.heading_problems, *write(book, planner.edits)))


def _plan(planner: Planner, to: str, sheet: str | None) -> Rolled:
    reading, reader = planner.reading, Reader()
    if not to:
        raise BookError('Name the next cycle, for example --to "Cycle 14".')
    table = find_grid(reading, sheet)
    scale = read_policy(reading, Reader()).policy.grade_scale
    grid = read_grid(table, reader, scale)
    changes = read_changes(planner, Reader(), scale)
    history = find_one(reading.blocks, HISTORY)
    block = reading.block(table.sheet)
    cycle = read_cycle([block] if block is not None else [])
    _refuse(to, cycle.name, grid, history)
    name = cycle.name or f"before {to}"
    pending = [area for area in grid.areas if planner.owner(table, area.row, "final") is Owner.OURS]
    if pending:
        _report_pending(table, pending, name, reader)
    kept = _plan_history(planner, history, _entries(planner, grid, changes, name, to))
    _plan_last_cycle(planner, grid, changes, to)
    _clear(planner, grid)
    plan_cycle(cycle, to, planner)
    for kind in KINDS.values():
        if kind.next_cycle is not None:
            kind.next_cycle(planner)
    not_agreed = tuple(area.area for area in pending)
    return Rolled(cycle.name, to, len(grid.areas), kept, not_agreed, tuple(reader.problems))


def _report_pending(table: Table, pending: Sequence[AreaRow], cycle: str, reader: Reader) -> None:
    names = ", ".join(f"'{area.area}'" for area in pending)
    reader.report(
        table, pending[0].row, table.columns["final"],
        f"{counted(len(pending), 'final grade')} of {cycle} not agreed by anybody when it was rolled: {names}. What was suggested"
        f" is kept in the {HISTORY.sheet} as {PENDING_FINAL}, and stands as last cycle's grade.",
        "Correct last cycle's grade where the Board decided otherwise; next time agree the grades before rolling.",
    )  # fmt: skip


def _refuse(to: str, now: str, grid: CommandGrid, history: Table | None) -> None:
    done = {key(now)} if now else set()
    if history is not None:
        done |= {key(history.text(row, name)) for row in history.records for name in ("cycle", "next_cycle")}
    if key(to) in done:
        raise BookError(f"This workbook has been rolled to {to} already; name the cycle after it.")
    if all(area.final.grade is None for area in grid.areas):
        raise BookError("No area has a final grade yet; generate and agree the force grades before rolling.")


def _entries(
    planner: Planner, grid: CommandGrid, changes: ChangesTable | None, cycle: str, to: str
) -> list[tuple[str, ...]]:
    """Return this cycle's grades as rows of the history: commands, redline, suggested and final grade of each area.

    What else a person typed and the new cycle clears is kept too: a second rationale, a reason or a change of their own.
    """
    listed = read_rationales(planner.reading, changes)
    rows: list[tuple[str, ...]] = []
    for area in grid.areas:
        mark = name_key(area.area)
        columns = {name: grid.commands[name] for name in grid.commands}
        columns |= {GRID.heading(f): grid.table.columns[f] for f in _KEPT if f in grid.table.columns}
        texts = {heading: _grade_text(grid.table, area, column) for heading, column in columns.items()}
        final = GRID.heading("final")
        if planner.owner(grid.table, area.row, "final") is Owner.OURS:
            texts = {PENDING_FINAL if heading == final else heading: text for heading, text in texts.items()}
            final = PENDING_FINAL
        texts |= _own_words(planner, grid.table, area.row, ("why", "override"))
        if changes is not None and mark in changes.rows:
            texts |= _own_words(planner, changes.table, changes.rows[mark], ("change",))
            texts |= _other_grade(changes, mark, area)
        said = list(dict.fromkeys(filter(None, (area.rationale, listed.get(mark, "")))))
        rows += [
            (cycle, area.area, heading, text, said.pop(0) if heading == final and said else "", to)
            for heading, text in texts.items()
            if text
        ]
        rows += [(cycle, area.area, GRID.heading("rationale"), "", text, to) for text in said]
    return rows


def _own_words(planner: Planner, table: Table, row: int, names: Sequence[str]) -> dict[str, str]:
    """Return by heading what a person typed where the product would write."""
    theirs = (name for name in names if planner.owner(table, row, name) is Owner.PERSON)
    return {table.layout.heading(name): table.text(row, name) for name in theirs}


def _other_grade(changes: ChangesTable, mark: str, area: AreaRow) -> dict[str, str]:
    """Return this cycle's grade as the table of changes has it, where a person typed another than the grid's."""
    typed = changes.typed[mark]
    if not typed.is_entered or (typed.is_readable and typed.grade == area.final.grade):
        return {}
    return {CHANGES.heading("current"): changes.table.text(changes.rows[mark], "current")}


def _grade_text(table: Table, area: AreaRow, column: int) -> str:
    value = table.block.at(area.row, column)
    return "" if is_blank(value) else tidy(str(value))


def _plan_history(planner: Planner, history: Table | None, rows: Sequence[tuple[str, ...]]) -> int:
    if history is None:
        name = HISTORY.sheet
        if planner.reading.has_sheet(name):
            raise BookError(
                f"The sheet '{name}' holds something else; rename it, so that the history can be kept there."
            )
        planner.add_sheet(NewSheet(name, HISTORY.headings, _WIDTHS))
        columns, line = range(1, len(HISTORY.headings) + 1), 2
    else:
        name = history.sheet
        columns = [planner.column(history, column.field) for column in HISTORY.columns]  # type: ignore[assignment]
        line = max(history.records, default=history.header) + 1
    for offset, texts in enumerate(rows):
        for column, text in zip(columns, texts, strict=True):
            planner.enter(name, line + offset, column, text or None)
    return len(rows)


def _plan_last_cycle(planner: Planner, grid: CommandGrid, changes: ChangesTable | None, to: str) -> None:
    """Plan this cycle's final grades as last cycle's, in the table of changes and where the grid has them itself."""
    if changes is None and "previous" not in grid.table.columns:
        name = CHANGES.sheet
        if planner.reading.has_sheet(name):
            raise BookError(
                f"The sheet '{name}' holds something else; rename it, so that last cycle's grades can go there."
            )
        planner.add_sheet(NewSheet(name, CHANGES.headings, (42, 22, 22, 16, 60)))
        for line, area in enumerate(grid.areas, 2):
            planner.enter(name, line, 1, area.area)
            planner.enter(name, line, 2, grade_name(area.final.grade))
        return
    for area in grid.areas:
        if "previous" in grid.table.columns:
            _move(planner, grid.table, area.row, "previous", grade_name(area.final.grade))
    if changes is not None:
        _move_changes(planner, grid, changes, to)


def _move_changes(planner: Planner, grid: CommandGrid, changes: ChangesTable, to: str) -> None:
    table = changes.table
    heading = shown(table.block.at(table.header, table.columns["current"]))
    if is_only_a_period(heading):
        planner.enter(table.sheet, table.header, table.columns["previous"], heading)
        planner.enter(table.sheet, table.header, table.columns["current"], to)
    for area in grid.areas:
        row = changes.rows.get(name_key(area.area))
        if row is None:
            continue
        _move(planner, table, row, "previous", grade_name(area.final.grade))
        for name in ("current", "change", "rationale"):
            _move(planner, table, row, name, None)


def _clear(planner: Planner, grid: CommandGrid) -> None:
    """Plan the grid's entries as blank; a formula stays."""
    table = grid.table
    for area in grid.areas:
        for column in grid.commands.values():
            if not planner.has_formula(table.sheet, area.row, column):
                planner.enter(table.sheet, area.row, column, None)
        for name in _CLEARED:
            _move(planner, table, area.row, name, None)


def _move(planner: Planner, table: Table, row: int, name: str, value: Scalar) -> None:
    """Plan what a cell holds in the new cycle, whoever filled it; what is typed there from now on is nobody's but the person's.

    A formula stays: it is the table's, not the cycle's.
    """
    column = table.columns.get(name)
    if column is not None and not planner.has_formula(table.sheet, row, column):
        planner.forget(table, row, name)
        planner.enter(table.sheet, row, column, value)
