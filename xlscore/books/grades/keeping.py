"""What collating keeps for later: which grades of the grid came from a return, and the grades that stood there before.

A grade that a return brought is a person's like any other. But a later return of the same command may replace it, which
no return may do with a grade that somebody typed; so the workbook's ledger keeps which is which. What is replaced goes
into the table of grade changes, as a row that is a person's from then on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.grades.changes import is_free
from xlscore.books.grades.grade_changes import GradeChanges
from xlscore.books.grades.grid.reading import CommandGrid
from xlscore.books.grades.headings import GRADE_CHANGES
from xlscore.books.plan.edits import NewSheet
from xlscore.books.plan.ledger import Entries
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.force.returned import GradeStep
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.words import name_key

__all__ = ["KeptChange", "ReturnedGrades", "add_changes", "forget_returns"]

_FROM_RETURNS: Final = "grades from returns"
_REVIEWS_FROM_RETURNS: Final = "oversight grades from returns"
_WIDTHS: Final = (14, 36, 18, 22, 22, 26, 18, 60)


class ReturnedGrades:
    """Which grades of a grid came from returns and stand there as they came, by area and command.

    They are the commands' own, or those of the Oversight Board that the grid has beside them.
    """

    def __init__(self, planner: Planner, sheet: str, *, of_reviews: bool = False) -> None:
        self._planner, self._sheet = planner, sheet
        self._kind = _REVIEWS_FROM_RETURNS if of_reviews else _FROM_RETURNS
        self._entries: Entries = dict(planner.kept(self._kind, sheet))

    def has(self, area: str, command: str, standing: TypedGrade) -> bool:
        """Return whether what stands in the grid is what a return brought; what was typed over it is no more so."""
        came = self.brought(area, command)
        return standing.is_entered and standing.is_readable and came == grade_name(standing.grade)

    def brought(self, area: str, command: str) -> str | None:
        """Return the grade that a return brought last, whatever stands there now; None where none did."""
        came = self._entries.get((name_key(area), name_key(command)))
        return came if isinstance(came, str) else None

    def keep(self, area: str, command: str, grade: Grade | None) -> None:
        """Keep that a return brings a grade."""
        self._entries[name_key(area), name_key(command)] = grade_name(grade)

    def plan(self) -> None:
        """Plan the ledger to hold them."""
        if self._entries or self._planner.kept(self._kind, self._sheet):
            self._planner.keep_entries(self._kind, self._sheet, self._entries)


def report_untold(planner: Planner, grid: CommandGrid, moves: GradeChanges, reader: Reader) -> None:
    """Report each grade that is another than its command returned, and nobody says why: the earlier one would be lost."""
    came = ReturnedGrades(planner, grid.table.sheet)
    for area in grid.areas:
        for command, typed in area.returned.items():
            before = came.brought(area.area, command)
            if (
                before is None
                or not typed.is_entered
                or came.has(area.area, command, typed)
                or not typed.is_readable
            ):
                continue
            if any(change.command == command for change in moves.of(area.area)):
                continue
            reader.report(
                grid.table, area.row, grid.commands[command],
                f"{area.area}: {command} returned {before}, and the grid says {grade_name(typed.grade)}.",
                f"Enter the change in a table {GRADE_CHANGES.sheet}: from, to, who, when and why; or put back what was returned.",
            )  # fmt: skip


def forget_returns(planner: Planner, sheet: str) -> None:
    """Plan that no grade of a grid came from a return: a new cycle has begun."""
    for kind in (_FROM_RETURNS, _REVIEWS_FROM_RETURNS):
        if planner.kept(kind, sheet):
            planner.keep_entries(kind, sheet, {})


@dataclass(frozen=True, slots=True)
class KeptChange:
    """A change of a command's grade that is kept as a row of the table of grade changes."""

    area: str
    command: str
    step: GradeStep

    def as_dict(self) -> dict[str, str]:
        """Return the record as the command line's JSON prints it."""
        return {
            "area": self.area,
            "command": self.command,
            "from": grade_name(self.step.before),
            "to": grade_name(self.step.after),
            "by": self.step.by,
            "when": self.step.when,
            "why": self.step.why,
        }


def add_changes(planner: Planner, changes: GradeChanges, cycle: str, kept: Sequence[KeptChange]) -> None:
    """Plan a row for each change below the table of grade changes; on a sheet of its own where there is none, or no room."""
    if not kept:
        return
    table = changes.tables[0] if changes.tables else None
    if table is not None and _has_room(planner, table, len(kept)):
        sheet, line = table.sheet, max(table.records, default=table.header) + 1
        columns = {column.field: planner.column(table, column.field) for column in GRADE_CHANGES.columns}
    else:
        sheet, line = planner.free_name(GRADE_CHANGES.sheet), 2
        planner.add_sheet(NewSheet(sheet, GRADE_CHANGES.headings, _WIDTHS))
        columns = {column.field: number for number, column in enumerate(GRADE_CHANGES.columns, 1)}
    for row, change in enumerate(kept, line):
        texts = change.as_dict()
        named = texts | {"cycle": cycle, "before": texts["from"], "after": texts["to"]}
        for field, column in columns.items():
            planner.enter(sheet, row, column, named[field] or None)


def _has_room(planner: Planner, table: Table, rows: int) -> bool:
    below = max(table.records, default=table.header) + 1
    return all(is_free(table, row, planner) for row in range(below, below + rows))
