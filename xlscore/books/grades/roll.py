"""The next cycle: this cycle's grades become last cycle's, entries are cleared, everything is kept on a Grade history sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.evidence.sheet import end_evidence
from xlscore.books.grades.changes import ChangesTable
from xlscore.books.grades.cycle import plan_cycle
from xlscore.books.grades.grade_changes import GradeChanges
from xlscore.books.grades.grid.oversight import OVERSIGHT_FIELDS
from xlscore.books.grades.grid.reading import CommandGrid
from xlscore.books.grades.headings import CHANGES, GRID, HISTORY
from xlscore.books.grades.keeping import forget_returns
from xlscore.books.grades.past import PENDING_FINAL, pending_problem
from xlscore.books.grades.redlines.rolling import move_redlines
from xlscore.books.grades.roll_inputs import RollInputs, read
from xlscore.books.plan.action import with_problems
from xlscore.books.plan.edits import NewSheet, Scalar
from xlscore.books.plan.kind import KINDS, kind_of, settled_with_cycle
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.plan.problems_sheet import plan_problems
from xlscore.books.plan.writer import write
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.named import read_workbook
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import is_only_a_period
from xlscore.rules.force.next_cycle import CycleInputs, CycleResults, end_cycle
from xlscore.rules.grades import grade_name
from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key, tidy

__all__ = ["Rolled", "plan", "roll"]

_CLEARED: Final = (
    "redline",
    *OVERSIGHT_FIELDS,
    "suggested",
    "why",
    "moved",
    "final",
    "override",
    "rationale",
)
_ROLL: Final = "roll"
"""Who finds what is wrong while a cycle ends, as the kind of work calls that action."""
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
    moved = Reader()
    move_redlines(planner, moved)
    rolled = _roll(planner, tidy(to), sheet)
    # What a later run finds again is the grid's; what only rolling can know stays until the next time.
    found = {kind_of(GRID).name: rolled.problems, _ROLL: moved.problems}
    plan_problems(planner, dict.fromkeys(settled_with_cycle(), ()) | found)
    rolled = with_problems(rolled, moved.problems)
    return with_problems(rolled, (*planner.reading.heading_problems, *write(book, planner.edits, whole=True)))


def _roll(planner: Planner, to: str, sheet: str | None) -> Rolled:
    if not to:
        raise BookError('Name the next cycle, for example "Cycle 14".')
    inputs, reader = read(planner, sheet), Reader()
    _refuse(inputs.judged, to)
    results = end_cycle(inputs.judged, to, PENDING_FINAL)
    plan(inputs, results, planner, reader)
    problems = tuple(dict.fromkeys([*inputs.problems, *reader.problems]))
    return Rolled(
        inputs.cycle.name, to, len(results.previous), len(results.entries), results.not_agreed, problems
    )


def _refuse(inputs: CycleInputs, to: str) -> None:
    if inputs.has_been(to):
        raise BookError(f"This workbook has been rolled to {to} already; name the cycle after it.")
    if all(area.final is None for area in inputs.areas):
        raise BookError("No area has a final grade yet; generate and agree the force grades before rolling.")


def plan(inputs: RollInputs, results: CycleResults, planner: Planner, reader: Reader) -> None:
    """Plan the history's rows, last cycle's grades, the cleared entries and the cycle's name; then what other kinds move."""
    if results.not_agreed:
        reader.add(pending_problem(inputs.grid, results.cycle, results.not_agreed))
    _plan_history(planner, inputs.history, results)
    _plan_last_cycle(planner, inputs, results)
    _clear(planner, inputs.grid)
    _end_grade_changes(planner, inputs.moves, results.cycle)
    forget_returns(planner, inputs.grid.table.sheet)
    end_evidence(planner, results.cycle)
    plan_cycle(inputs.cycle, results.to, planner)
    for kind in KINDS.values():
        if kind.next_cycle is not None:
            kind.next_cycle(planner)


def _plan_history(planner: Planner, history: Table | None, results: CycleResults) -> None:
    if history is None:
        name = HISTORY.sheet
        if planner.reading.has_sheet(name):
            raise BookError(
                f"The sheet '{name}' holds something else; rename it, so that the history can be kept there."
            )
        planner.add_sheet(NewSheet(name, HISTORY.headings, _WIDTHS))
        columns, line = list(range(1, len(HISTORY.headings) + 1)), 2
    else:
        name = history.sheet
        columns = [planner.column(history, column.field) for column in HISTORY.columns]
        line = max(history.records, default=history.header) + 1
    for offset, one in enumerate(results.entries):
        texts = (results.cycle, one.area, one.heading, one.text, one.rationale, results.to)
        for column, text in zip(columns, texts, strict=True):
            planner.enter(name, line + offset, column, text or None)


def _plan_last_cycle(planner: Planner, inputs: RollInputs, results: CycleResults) -> None:
    """Plan this cycle's final grades as last cycle's, in the table of changes and where the grid has them itself."""
    grid, changes = inputs.grid, inputs.changes
    if changes is None and "previous" not in grid.table.columns:
        name = CHANGES.sheet
        if planner.reading.has_sheet(name):
            raise BookError(
                f"The sheet '{name}' holds something else; rename it, so that last cycle's grades can go there."
            )
        planner.add_sheet(NewSheet(name, CHANGES.headings, (42, 22, 22, 16, 60)))
        for line, (area, grade) in enumerate(results.previous, 2):
            planner.enter(name, line, 1, area)
            planner.enter(name, line, 2, grade_name(grade))
        return
    if "previous" in grid.table.columns:
        for row, (_, grade) in zip(grid.areas, results.previous, strict=True):
            _move(planner, grid.table, row.row, "previous", grade_name(grade))
    if changes is not None:
        _move_changes(planner, changes, results)


def _move_changes(planner: Planner, changes: ChangesTable, results: CycleResults) -> None:
    table = changes.table
    heading = shown(table.block.at(table.header, table.columns["current"]))
    if is_only_a_period(heading):
        planner.enter(table.sheet, table.header, table.columns["previous"], heading)
        planner.enter(table.sheet, table.header, table.columns["current"], results.to)
    for area, grade in results.previous:
        row = changes.rows.get(name_key(area))
        if row is None:
            continue
        _move(planner, table, row, "previous", grade_name(grade))
        for name in ("current", "change", "rationale"):
            _move(planner, table, row, name, None)


def _clear(planner: Planner, grid: CommandGrid) -> None:
    """Plan the grid's entries as blank; a formula stays."""
    table = grid.table
    for area in grid.areas:
        beside = (column for pair in grid.reviewed.values() for column in pair.beside)
        for column in (*grid.command_columns.values(), *beside):
            if not planner.has_formula(table.sheet, area.row, column):
                planner.enter(table.sheet, area.row, column, None)
        for name in _CLEARED:
            _move(planner, table, area.row, name, None)
        planner.answer(table, area.row, "evidence", Answer(None))


def _end_grade_changes(planner: Planner, moves: GradeChanges, cycle: str) -> None:
    """Plan the cycle's name beside each change of a command's grade that lacks it, so that it is not taken for one of the next."""
    for table in moves.tables:
        for row in table.records:
            if not table.text(row, "cycle"):
                planner.enter(table.sheet, row, planner.column(table, "cycle"), cycle)


def _move(planner: Planner, table: Table, row: int, name: str, value: Scalar) -> None:
    """Plan what a cell holds in the new cycle, whoever filled it; what is typed there from now on is nobody's but the person's.

    A formula stays: it is the table's, not the cycle's.
    """
    column = table.columns.get(name)
    if column is not None and not planner.has_formula(table.sheet, row, column):
        planner.forget(table, row, name)
        planner.enter(table.sheet, row, column, value)
