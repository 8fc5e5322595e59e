"""The grid of command grades: which columns are commands, and each area's row as it is typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from xlscore.books.grades.headings import GRID, NOT_A_COMMAND
from xlscore.books.tables.blocks import Block, Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one, find_required, is_product_only
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.vocabulary import column_key, is_only_a_period
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Source
from xlscore.rules.force.area_grades import TypedGrade
from xlscore.rules.grades import FIVE, Scale, read_grade
from xlscore.rules.problems import RuleError
from xlscore.rules.words import is_missing_mark, name_key

__all__ = [
    "AreaRow",
    "CommandGrid",
    "command_columns",
    "find_grid",
    "find_grid_or_none",
    "read_grid",
]

_OTHER_CYCLE: Final = re.compile(
    r"\b(?:last|previous|prior|former|this|current|cycle|board|final|red ?line|suggested|agreed|recommended|target)\b"
)


@dataclass(frozen=True)
class AreaRow:
    """An area's row of the grid, as typed."""

    row: int
    theme: str
    area: str
    commands: Mapping[str, TypedGrade]
    redline: TypedGrade
    final: TypedGrade
    previous: TypedGrade
    lead: str
    rationale: str


@dataclass(frozen=True)
class CommandGrid:
    """The grid: its table, its command columns in the sheet's order, its areas."""

    table: Table
    commands: Mapping[str, int]
    areas: tuple[AreaRow, ...]


def find_grid(reading: Reading, sheet: str | None = None) -> Table:
    """Return the workbook's grid, or say which headings were looked for."""
    return find_grid_or_none(reading, sheet) or find_required(reading.blocks, GRID, _is_grid, sheet)


def find_grid_or_none(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the workbook's grid, None where it has none; two are a question."""
    found = find_one(reading.blocks, GRID, _is_grid, sheet)
    if found is not None:
        return found
    named = [named for block in reading.blocks if (named := _with_area_heading(block)) is not None]
    return find_one(named, GRID, _is_grid, sheet)


def _with_area_heading(block: Block) -> Block | None:
    """Return a sheet whose column of areas has no heading as if it had one; None where no row has the other headings."""
    fixed = {name for f in ("redline", "final") for name in GRID.column(f).spellings}
    for row in block.numbers:
        filled = block.filled(row)
        marks = [c for c in filled if column_key(shown(block.at(row, c))) in fixed]
        before = [c for c in range(block.left, min(marks, default=block.left)) if c not in filled]
        names = [
            c for c in before if isinstance(block.at(row + 1, c), str) and not _is_grade(block.at(row + 1, c))
        ]
        if marks and names:
            rows = [list(cells) for cells in block.rows]
            rows[row - block.top][names[-1] - block.left] = GRID.heading("area")
            return Block(
                block.sheet, block.top, block.left, tuple(tuple(cells) for cells in rows), block.visible
            )
    return None


def _is_grid(table: Table) -> bool:
    known = {"redline", "suggested", "final"} & table.columns.keys()
    commands = command_columns(table)
    return len(commands) > (0 if known else 1) and not _is_on_its_side(table) and not is_product_only(table)


def _is_on_its_side(table: Table) -> bool:
    """Return whether a record is called as a column of the grid is: then the areas stand across."""
    fixed = {name for f in ("redline", "suggested", "final") for name in GRID.column(f).spellings}
    return any(column_key(table.text(row, "area")) in fixed for row in table.records)


def command_columns(table: Table) -> dict[str, int]:
    """Return the commands' names and columns: those between area and redline or final grade, and those of grades.

    A column counts by what its cells hold; a blank one only by its place. Columns of another cycle, of the Board or of
    remarks are never commands.
    """
    names: dict[str, int] = {}
    first = table.columns["area"]
    ends = [table.columns[f] for f in ("redline", "suggested", "final") if f in table.columns]
    for column, heading in sorted(table.others.items()):
        words = column_key(heading)
        unfit = not words or words in NOT_A_COMMAND or column in table.claimed
        if unfit or is_only_a_period(heading) or _OTHER_CYCLE.search(words):
            continue
        if _holds_grades(table, column, between=bool(ends) and first < column < max(ends)):
            name = heading if heading not in names else f"{heading} ({len(names) + 1})"
            names[name] = column
    return names


def _holds_grades(table: Table, column: int, *, between: bool) -> bool:
    texts = [shown(v) for row in table.records if not is_blank(v := table.block.at(row, column))]
    grades = [text for text in texts if _is_grade(text)]
    real = [text for text in grades if not is_missing_mark(text)]
    if not texts:
        return between
    if between:
        return 2 * len(grades) >= len(texts) or (bool(real) and max(map(len, texts)) < 30)
    return bool(real) and 2 * len(grades) >= len(texts)


def _is_grade(text: str) -> bool:
    try:
        read_grade(text, FIVE)
    except RuleError:
        return False
    return True


def read_grid(
    table: Table, reader: Reader, scale: Scale, ours: Collection[tuple[int, int]] = frozenset()
) -> CommandGrid:
    """Return the grid's areas as they are typed; what cannot be read is a problem of its cell.

    `ours` are the cells that the product filled: they are nobody's entry, so they are not read.
    """
    commands = command_columns(table)
    themes = table.filled_down("theme") if "theme" in table.columns else {}
    banners = _banners(table)
    areas: list[AreaRow] = []
    theme = ""
    for row in table.records:
        if row in banners:
            theme = table.text(row, "area")
            continue
        cells = _RowOfGrades(table, reader, scale, row, ours)
        areas.append(
            AreaRow(
                row=row,
                theme=themes.get(row, theme),
                area=table.text(row, "area"),
                commands={name: cells.typed(column) for name, column in commands.items()},
                redline=cells.typed(table.columns.get("redline")),
                final=cells.typed(table.columns.get("final")),
                previous=cells.typed(table.columns.get("previous")),
                lead=reader.text(table, row, "lead"),
                rationale=reader.text(table, row, "rationale"),
            )
        )
    reader.twins(table, {area.row: name_key(area.area) for area in areas}, "area")
    return CommandGrid(table, commands, tuple(areas))


@dataclass(frozen=True)
class _RowOfGrades:
    """Reads the grades of one row."""

    table: Table
    reader: Reader
    scale: Scale
    row: int
    ours: Collection[tuple[int, int]]

    def typed(self, column: int | None) -> TypedGrade:
        """Return the grade that a person entered in a column."""
        if column is None:
            return TypedGrade()
        source = Source(self.table.sheet, cell_address(self.row, column))
        if is_blank(self.table.block.at(self.row, column)) or (self.row, column) in self.ours:
            return TypedGrade(source=source)
        grade, readable = self.reader.grade(self.table, self.row, column, self.scale)
        return TypedGrade(grade, source, is_entered=True, is_readable=readable)


def _banners(table: Table) -> frozenset[int]:
    """Return the rows that head a group of areas: a grid without a theme column that begins with a lone name."""
    if "theme" in table.columns or not table.records:
        return frozenset()
    columns = [c for c in (*table.columns.values(), *table.others) if c != table.columns["area"]]
    lone = {row for row in table.records if all(is_blank(table.block.at(row, c)) for c in columns)}
    return frozenset(lone) if table.records[0] in lone and len(lone) < len(table.records) else frozenset()
