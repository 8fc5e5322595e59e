"""The grid of command grades: which columns are commands, and each area's row as it is typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from xlscore.books.grades.grid.columns import (
    command_columns,
    is_of_areas,
    is_of_changes,
    older_column,
    ungraded_columns,
    unread_columns,
)
from xlscore.books.grades.grid.foreign import foreign_blocks
from xlscore.books.grades.grid.names import with_names
from xlscore.books.grades.grid.oversight import read_oversight, read_review
from xlscore.books.grades.grid.reviews import Reviewed, reviewed_columns
from xlscore.books.grades.grid.stages import is_no_revisit, staged_columns
from xlscore.books.grades.grid.surveys import is_survey
from xlscore.books.grades.headings import GRID
from xlscore.books.plan.kind import KnownNames
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all, find_one, find_required, is_product_only
from xlscore.books.tables.table import Table
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Source
from xlscore.rules.force.command_changes import CommandChange, Oversight, changes_of_stages, latest
from xlscore.rules.force.oversight import holding
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import FIVE, Scale
from xlscore.rules.problems import Problem
from xlscore.rules.words import is_missing_mark, name_key

__all__ = [
    "AreaRow",
    "CommandGrid",
    "at_stages",
    "find_grid",
    "find_grid_or_none",
    "grid_names",
    "is_graded",
    "is_grid",
    "not_returned_problem",
    "read_grid",
    "report_unread",
]


@dataclass(frozen=True)
class AreaRow:
    """An area's row of the grid, as typed."""

    row: int
    theme: str
    area: str
    commands: Mapping[str, TypedGrade]
    """The grade that holds of each command: the Oversight Board's where the grid has one of its own for it."""
    redline: TypedGrade
    final: TypedGrade
    previous: TypedGrade
    lead: str
    rationale: str
    oversight: Oversight | None
    own: Mapping[str, TypedGrade] = field(default_factory=dict)
    """Each command's own grade."""
    reviews: Mapping[str, Oversight] = field(default_factory=dict)
    """What the Oversight Board made of a command's grade, by the command, where the grid says it of each."""
    stages: Mapping[str, tuple[TypedGrade, ...]] = field(default_factory=dict)
    """The grades of the commands that have a column for each stage, the first one first."""
    revisits: tuple[CommandChange, ...] = ()
    """The commands whose grade became another at a later stage."""

    @property
    def returned(self) -> Mapping[str, TypedGrade]:
        """Return the grades that the commands gave themselves at first."""
        return {**self.own, **{name: grades[0] for name, grades in self.stages.items()}}


@dataclass(frozen=True)
class CommandGrid:
    """The grid: its table, its command columns in the sheet's order, its areas."""

    table: Table
    commands: Mapping[str, int]
    areas: tuple[AreaRow, ...]
    unread: Mapping[str, int]
    """The columns of grades that are neither a command's nor known to be anything else, by their headings."""
    reviewed: Mapping[str, Reviewed] = field(default_factory=dict)
    """The commands that have a column for the Oversight Board's grade, too."""
    stages: Mapping[str, list[tuple[int, str]]] = field(default_factory=dict)
    """The columns of the commands that have one for each stage, each with what it is called."""

    @property
    def command_columns(self) -> dict[str, int]:
        """Return every column of a command's grades by what it is called: "North", and "North revisit" beside it."""
        later = {f"{n} {word}": c for n, columns in self.stages.items() for c, word in columns[1:]}
        return {**self.commands, **later}

    @property
    def not_returned(self) -> tuple[str, ...]:
        """Return the commands whose whole column is blank; a blank among grades is N/A, as officers leave it."""
        return tuple(n for n in self.commands if not any(area.commands[n].is_entered for area in self.areas))

    @property
    def may_be_final(self) -> bool:
        """Return whether one of the unread columns may be the Board's, so that no second one must be filled beside it."""
        last = max(
            [*self.command_columns.values(), *(pair.oversight for pair in self.reviewed.values())], default=0
        )
        return "final" not in self.table.columns and any(column > last for column in self.unread.values())


def at_stages(row: AreaRow, told: Sequence[CommandChange]) -> tuple[CommandChange, ...]:
    """Return the changes that a row's own columns hold, without those that the table of grade changes tells too."""
    twice = {(change.command, change.before, change.after) for change in told}
    return tuple(c for c in row.revisits if (c.command, c.before, c.after) not in twice)


def find_grid(reading: Reading, sheet: str | None = None) -> Table:
    """Return the workbook's grid, or say which headings were looked for."""
    reading.refuse_unknown(sheet)
    return find_grid_or_none(reading, sheet) or find_required(reading.blocks, GRID, is_grid, sheet)


def find_grid_or_none(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the workbook's grid, None where it has none; two are a question."""
    return find_one([with_names(block) or block for block in reading.blocks], GRID, is_grid, sheet)


def is_graded(reading: Reading, sheet: str | None = None) -> bool:
    """Return whether the workbook's grid holds a grade of a command."""
    table = find_grid_or_none(reading, sheet)
    grid = None if table is None else read_grid(table, Reader(), FIVE)
    return grid is not None and any(
        typed.grade is not None for area in grid.areas for typed in area.commands.values()
    )


def grid_names(reading: Reading) -> KnownNames:
    """Return the names of all areas and commands; of two grids, those of both."""
    grids = find_all([with_names(block) or block for block in reading.blocks], GRID, is_grid)
    areas = dict.fromkeys(table.text(row, "area") for table in grids for row in table.records)
    commands = dict.fromkeys(name for table in grids for name in command_columns(table))
    return KnownNames(tuple(areas), tuple(commands))


def is_grid(table: Table) -> bool:
    """Return whether a table with areas is the grid: it has columns of grades, and its rows are areas."""
    known = {"redline", "suggested", "final"} & table.columns.keys()
    commands = command_columns(table)
    if len(commands) <= (0 if known else 1) or is_survey(table, commands):
        return False
    return is_of_areas(table) and not is_of_changes(table) and not is_product_only(table)


def read_grid(
    table: Table, reader: Reader, scale: Scale, ours: Collection[tuple[int, int]] = frozenset()
) -> CommandGrid:
    """Return the grid's areas as they are typed; what cannot be read is a problem of its cell.

    `ours` are the cells that the product filled: they are nobody's entry, so they are not read.
    """
    commands, older = command_columns(table), older_column(table)
    reviewed = {pair.name: pair for pair in reviewed_columns(table)}
    staged = {name: columns for name, columns in staged_columns(table).items() if name in commands}
    themes = table.filled_down("theme") if "theme" in table.columns else {}
    banners = _banners(table)
    areas: list[AreaRow] = []
    theme = ""
    for row in table.records:
        if row in banners:
            theme = table.text(row, "area")
            continue
        cells = _RowOfGrades(table, reader, scale, row, ours)
        stages = {name: tuple(cells.stage(c) for c, _ in columns) for name, columns in staged.items()}
        own = {
            name: latest(stages[name]) if name in stages else cells.typed(column)
            for name, column in commands.items()
        }
        reviews = {
            name: seen
            for name, pair in reviewed.items()
            if (seen := read_review(table, row, pair, cells.typed(pair.oversight))) is not None
        }
        areas.append(
            AreaRow(
                row=row,
                theme=themes.get(row, theme),
                area=table.text(row, "area"),
                commands={name: holding(typed, reviews.get(name)) for name, typed in own.items()},
                redline=cells.typed(table.columns.get("redline")),
                final=cells.typed(table.columns.get("final")),
                previous=cells.typed(table.columns.get("previous", older)),
                lead=reader.text(table, row, "lead"),
                rationale=reader.text(table, row, "rationale"),
                oversight=read_oversight(table, row, reader, scale),
                own=own,
                reviews=reviews,
                stages=stages,
                revisits=tuple(
                    change
                    for name, columns in staged.items()
                    for change in changes_of_stages(name, stages[name], [word for _, word in columns])
                ),
            )
        )
    reader.twins(table, {area.row: name_key(area.area) for area in areas}, "area", answers=commands.values())
    _report_uncalculated(table, reader)
    unread = {heading: column for heading, column in unread_columns(table).items() if column != older}
    return CommandGrid(table, commands, tuple(areas), unread, reviewed=reviewed, stages=staged)


def report_unread(grid: CommandGrid, reader: Reader) -> None:
    """Report each column of grades whose meaning nobody knows; one beside the commands may be the Board's own.

    Another table beside the grid is named once, not column by column.
    """
    _report_ungraded(grid.table, reader)
    for columns in foreign_blocks(grid.table):
        first, last = (grid.table.others[column] for column in (columns[0], columns[-1]))
        reader.at(
            grid.table.sheet, cell_address(grid.table.header, columns[0]),
            f"From '{first}' to '{last}' another table stands beside the grid and holds grades: it is not read.",
            "Nothing, if it is none of the grid; else head its columns as the commands are called, right beside them.",
        )  # fmt: skip
    for heading, column in grid.unread.items():
        if column not in grid.table.others:
            reader.at(
                grid.table.sheet, cell_address(grid.table.header, column),
                f"The {heading} holds grades and has no heading: it is read as no command's and as no grade of the Board's.",
                "Give it a heading.",
            )  # fmt: skip
            continue
        known = f"'{heading}' (for example: Final grade, Last cycle, Force redline, command, nothing)"
        reader.at(
            grid.table.sheet, cell_address(grid.table.header, column),
            f"The column '{heading}' holds grades and is not known: it is read as no command's and as no grade of the Board's.",
            f"Say in a table Headings (Sheet, Heading, Means) what {known} means; then it holds for every action.",
        )  # fmt: skip


def _report_uncalculated(table: Table, reader: Reader) -> None:
    """Report a column in which nothing shows because no formula of it was calculated: it may be a command's."""
    for column in table.others:
        if all(is_blank(table.block.at(row, column)) for row in table.records):
            any(reader.awaits(table, row, column) for row in table.records)


@dataclass(frozen=True)
class _RowOfGrades:
    """Reads the grades of one row."""

    table: Table
    reader: Reader
    scale: Scale
    row: int
    ours: Collection[tuple[int, int]]

    def stage(self, column: int) -> TypedGrade:
        """Return the grade of a stage, nothing where the cell says that there is none besides the one before."""
        value = self.table.block.at(self.row, column)
        if isinstance(value, str) and is_no_revisit(value):
            missing = is_missing_mark(value)
            return TypedGrade(
                source=Source(self.table.sheet, cell_address(self.row, column)), is_entered=missing
            )
        return self.typed(column)

    def typed(self, column: int | None) -> TypedGrade:
        """Return the grade that a person entered in a column."""
        if column is None:
            return TypedGrade()
        source = Source(self.table.sheet, cell_address(self.row, column))
        if self.table.block.is_blank(self.row, column) or (self.row, column) in self.ours:
            return TypedGrade(source=source)
        grade, readable = self.reader.grade(self.table, self.row, column, self.scale)
        return TypedGrade(grade, source, is_entered=True, is_readable=readable)


def not_returned_problem(grid: CommandGrid, command: str) -> Problem:
    """Return as a problem that a command has not returned."""
    place = cell_address(grid.table.header, grid.commands[command])
    do = "Ask for its return; where it grades nothing, type N/A."
    return Problem(grid.table.sheet, place, f"{command} has not returned.", do)


def _banners(table: Table) -> frozenset[int]:
    """Return the rows that head a group of areas: a grid without a theme column that begins with a lone name."""
    if "theme" in table.columns or not table.records:
        return frozenset()
    columns = [c for c in (*table.columns.values(), *table.others) if c != table.columns["area"]]
    lone = {row for row in table.records if all(is_blank(table.block.at(row, c)) for c in columns)}
    return frozenset(lone) if table.records[0] in lone and len(lone) < len(table.records) else frozenset()


def _report_ungraded(table: Table, reader: Reader) -> None:
    """Report each column that stands among the commands and holds words of which none is a grade: it counts for nothing."""
    for heading, column in ungraded_columns(table).items():
        row = next(row for row in table.records if not table.block.is_blank(row, column))
        reader.at(
            table.sheet, cell_address(table.header, column),
            f"The column '{heading}' stands among the commands and holds no grade, as '{table.block.at(row, column)}' in row {row}: it is not read.",
            f"Type grades there, or say in a table Headings (Sheet, Heading, Means) what '{heading}' means (command, nothing).",
        )  # fmt: skip
