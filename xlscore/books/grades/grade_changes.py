"""The table of grade changes: which command's grade was another before the meeting, and whether the rows lead to the grid.

The grid holds the last grade, and its cell is the person's: a row that says another one is named, never written into it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from xlscore.books.grades.cycle import read_cycle
from xlscore.books.grades.grid.oversight import dated_text, said_by
from xlscore.books.grades.grid.reading import CommandGrid
from xlscore.books.grades.headings import GRADE_CHANGES, HISTORY
from xlscore.books.tables.answers import is_grade
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all, find_one
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.periods import period_of
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import read_day
from xlscore.rules.force.area_grades import AreaInputs, AreaResult
from xlscore.rules.force.command_changes import CommandChange, Fault
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade, Scale, grade_name
from xlscore.rules.problems import RuleError
from xlscore.rules.words import find_name, is_missing_mark, key, name_key

__all__ = [
    "GradeChanges",
    "change_dict",
    "change_text",
    "is_grade_changes",
    "read_grade_changes",
    "report_moves",
]

_GRADES: Final = ("before", "after")


@dataclass(frozen=True)
class GradeChanges:
    """The changes of this cycle by the area's name, as names are compared; their rows, and the tables they stand in."""

    tables: tuple[Table, ...] = ()
    by_area: Mapping[str, tuple[CommandChange, ...]] = field(default_factory=dict)
    rows: Mapping[Source, tuple[Table, int]] = field(default_factory=dict)
    """The row of each change that was read, by the cell that says what the grade changed to."""

    def of(self, area: str) -> tuple[CommandChange, ...]:
        """Return the changes of an area's commands."""
        return self.by_area.get(name_key(area), ())


def is_grade_changes(table: Table) -> bool:
    """Return whether a table with commands, areas, From and To is one of grades: a list of moves has places there, or days."""
    held = [
        value for row in table.records for name in _GRADES if not is_blank(value := table.value(row, name))
    ]
    return not held or any(is_grade(value) and not is_missing_mark(shown(value)) for value in held)


def read_grade_changes(reading: Reading, grid: CommandGrid, reader: Reader, scale: Scale) -> GradeChanges:
    """Return the changes of this cycle; those of cycles that are over stay where they are and no longer apply."""
    tables = tuple(find_all(reading.blocks, GRADE_CHANGES, is_grade_changes))
    if not tables:
        return GradeChanges()
    cycles = _Cycles.of(reading, grid.table)
    by_area: dict[str, list[CommandChange]] = {}
    rows: dict[Source, tuple[Table, int]] = {}
    for table in tables:
        areas = table.filled_down("area")
        _report_nameless(table, reader)
        reader.look_over(table)
        for row in table.records:
            if not cycles.apply(table, row, reader):
                continue
            area = _area(table, row, areas[row], grid, reader)
            change = _change(table, row, grid, reader, scale)
            if area is not None and change is not None:
                by_area.setdefault(name_key(area), []).append(change)
                rows[change.source] = table, row
    return GradeChanges(tables, {area: tuple(found) for area, found in by_area.items()}, rows)


@dataclass(frozen=True)
class _Cycles:
    """The workbook's cycle, "" where it does not say, and those that its history knows."""

    now: str
    past: frozenset[str]

    @classmethod
    def of(cls, reading: Reading, grid: Table) -> _Cycles:
        block, history = reading.block(grid.sheet), find_one(reading.blocks, HISTORY)
        past = () if history is None else (history.text(row, "cycle") for row in history.records)
        return cls(read_cycle([block] if block is not None else []).name, frozenset(map(key, past)))

    def apply(self, table: Table, row: int, reader: Reader) -> bool:
        """Return whether a row is of this cycle; one of a cycle that nobody knows is a problem."""
        said = reader.text(table, row, "cycle")
        if not said or key(said) == key(self.now):
            return True
        if key(said) in self.past or not self.now:
            return key(said) not in self.past
        number, current = _number(said), _number(self.now)
        if number is not None and current is not None and number <= current:
            return number == current
        reader.report(
            table, row, table.columns["cycle"],
            f"The grid is at {self.now}, and this change is of {said}: it is not counted.", "Correct the cycle.",
        )  # fmt: skip
        return False


def _number(cycle: str) -> int | None:
    period = period_of(cycle)
    if period is not None and period[0] == 0:
        return period[1]
    return int(cycle) if cycle.isdecimal() else None


def _report_nameless(table: Table, reader: Reader) -> None:
    """Report a row among the records that has grades and names no command."""
    for row in range(table.header + 1, max(table.records, default=table.header) + 1):
        if row not in table.records and any(not is_blank(table.value(row, name)) for name in _GRADES):
            what = "This change of a grade does not say of which command."
            reader.report(
                table, row, table.columns["command"], what, "Enter the command, or take the row out."
            )


def _area(table: Table, row: int, said: str, grid: CommandGrid, reader: Reader) -> str | None:
    names = [area.area for area in grid.areas]
    try:
        return names[find_name(said, names, "area")]
    except RuleError:
        reader.report(
            table, row, table.columns["area"],
            f"The area '{said}' is not in the grid." if said else "This change of a grade does not say of which area.",
            "Check its spelling, or take the row out.",
        )  # fmt: skip
        return None


def _change(table: Table, row: int, grid: CommandGrid, reader: Reader, scale: Scale) -> CommandChange | None:
    grades = [_grade(table, row, name, reader, scale) for name in _GRADES]
    said, names = table.text(row, "command"), list(grid.commands)
    try:
        command = names[find_name(said, names, "command")]
    except RuleError:
        reader.report(
            table, row, table.columns["command"],
            f"The command '{said}' is no column of the grid.", f"Use one of {', '.join(names)}.",
        )  # fmt: skip
        return None
    (before, sound), (after, also_sound) = grades
    if not (sound and also_sound):
        return None
    return CommandChange(
        command=command,
        before=before,
        after=after,
        source=Source(table.sheet, table.cell(row, "after")),
        by=reader.text(table, row, "by"),
        when=dated_text(table, row, "when", reader),
        why=reader.text(table, row, "why"),
        day=read_day(table.value(row, "when")),
    )


def _grade(table: Table, row: int, name: str, reader: Reader, scale: Scale) -> tuple[Grade | None, bool]:
    column = table.columns[name]
    if not table.block.is_blank(row, column):
        return reader.grade(table, row, column, scale)
    what = (
        "This change of a grade does not say what the grade was before."
        if name == "before"
        else "This change of a grade does not say what the grade became."
    )
    reader.report(table, row, column, what, "Enter the grade, or N/A where there was none.")
    return None, False


def report_moves(changes: GradeChanges, area: AreaInputs, result: AreaResult, reader: Reader) -> None:
    """Report what is wrong with the changes of an area's commands, each at its cell."""
    for change, fault in result.moves.faults:
        if change.in_grid:  # nothing but its reason can be wrong with it
            reader.at(
                change.source.sheet, change.source.cell,
                f"{area.area}: {change.command} changed from {grade_name(change.before)} to {grade_name(change.after)} at oversight, without a reason.",
                f"Write why, in a column '{change.command} reason' or in a table {GRADE_CHANGES.sheet}.",
            )  # fmt: skip
            continue
        table, line = changes.rows[change.source]
        column, what, do = _said(change, fault, table, result.moves.changes)
        if fault is Fault.NOT_IN_GRID:
            what = f"{what} {_standing(area.commands[change.command])}."
        reader.report(table, line, column, f"{area.area}: {change.command} {what}", do)


def _standing(typed: TypedGrade) -> str:
    grade = grade_name(typed.grade) if typed.is_entered else "nothing"
    return grade if typed.source is None else f"{grade} ({typed.source.place})"


def _said(
    change: CommandChange, fault: Fault, table: Table, all_changes: Sequence[CommandChange]
) -> tuple[int, str, str]:
    """Return at which column a fault stands, what it is and what to do; which grade the grid has is added behind it."""
    after, before = grade_name(change.after), grade_name(change.before)
    columns = table.columns
    match fault:
        case Fault.NO_CHANGE:
            return (
                columns["after"],
                f"is {after} before and after: that is no change.",
                "Correct one of the two, or take the row out.",
            )
        case Fault.NOT_CHAINED:
            earlier = _before(change, all_changes)
            return (
                columns["before"],
                f"changed from {before} here, and to {grade_name(earlier.after)} in the change before it ({earlier.source.place}).",
                "Correct the one that is wrong, or their dates.",
            )
        case Fault.NOT_IN_GRID:
            return (
                columns["after"],
                f"changed to {after} here, and the grid says",
                "Correct the one that is wrong; the grid's is kept.",
            )
        case Fault.NO_DATE:
            return (
                columns.get("when", columns["after"]),
                f"changed from {before} to {after}, without a date.",
                "Enter when, in a column When.",
            )
        case Fault.NO_REASON:
            return (
                columns.get("why", columns["after"]),
                f"changed from {before} to {after}, without a reason.",
                "Write why, in a column Why.",
            )


def _before(change: CommandChange, changes: Sequence[CommandChange]) -> CommandChange:
    chain = [other for other in changes if other.command == change.command]
    return chain[chain.index(change) - 1]


def change_text(change: CommandChange) -> str:
    """Return a change with who made it, when and why: what stands beside the grid.

    >>> change = CommandChange("SCD", Grade.OUTSTANDING, Grade.GOOD, Source("Grade changes", "E2"), "SCD", "15 April 2019", "same evidence")
    >>> change_text(change)
    'SCD from Outstanding to Good (SCD, 15 April 2019: same evidence)'
    """
    said = said_by(change.by, change.when, change.why)
    steps = f"{change.command} from {grade_name(change.before)} to {grade_name(change.after)}"
    return f"{steps} ({said})" if said else steps


def change_dict(change: CommandChange) -> dict[str, str]:
    """Return a change as the command line's JSON prints it."""
    return {
        "command": change.command,
        "from": grade_name(change.before),
        "to": grade_name(change.after),
        "by": change.by,
        "when": change.when,
        "why": change.why,
    }
