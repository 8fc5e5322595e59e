"""What commands' returns say, as records beside what stands in the grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.evidence.returned import returned_evidence
from xlscore.books.evidence.sheet import EvidenceSheet, read_evidence
from xlscore.books.grades.cycle import read_cycle
from xlscore.books.grades.grade_changes import GradeChanges, read_grade_changes
from xlscore.books.grades.grid.columns import is_of_changes
from xlscore.books.grades.grid.oversight import read_oversight
from xlscore.books.grades.grid.reading import CommandGrid, find_grid, read_grid
from xlscore.books.grades.headings import COMMAND_LABELS, IDENTITIES, RETURN
from xlscore.books.grades.keeping import ReturnedGrades
from xlscore.books.grades.returned.reading import ReturnedRows, read_returned_rows
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_required, is_product_only
from xlscore.books.tables.labels import find_label
from xlscore.books.tables.named import read_workbook
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Source
from xlscore.rules.force.returns import CommandReturn, ReturnedGrade, ReturnsInputs, StandingGrade
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Scale
from xlscore.rules.problems import Problem, RuleError
from xlscore.rules.words import find_name, key, name_key

__all__ = ["CollateInputs", "is_return", "read"]


@dataclass(frozen=True)
class CollateInputs:
    """The grid and the returns as records, the grid's table, and what could not be read of the returns."""

    judged: ReturnsInputs
    grid: CommandGrid
    cycle: str
    moves: GradeChanges
    """The changes of commands' grades in this cycle that are kept already."""
    came: ReturnedGrades
    """Which grades of the grid came from returns."""
    reviews: ReturnsInputs
    """The same for the Oversight Board's grades, of the commands for which the grid has a column of them."""
    reviews_came: ReturnedGrades
    both: tuple[CommandReturn, ...]
    """The returns as they came, of the commands for which the grid has both grades."""
    evidence: EvidenceSheet
    """The evidence that the workbook holds already."""
    rows: tuple[ReturnedRows, ...]
    """The redlines and risks of each return."""
    problems: tuple[Problem, ...]


def read(planner: Planner, returns: Sequence[xw.Book], sheet: str | None = None) -> CollateInputs:
    """Return what the grid and the commands' returns say; what cannot be read of a return is a problem.

    `sheet` names the grid's sheet where a workbook has two grids.
    """
    reading, reader = planner.reading, Reader()
    table = find_grid(reading, sheet)
    scale = read_policy(reading, Reader()).policy.grade_scale
    grid = read_grid(table, Reader(), scale)
    own = reading.block(table.sheet)
    cycle = read_cycle([own] if own is not None else []).name
    found = (_read_return(one, grid, cycle, scale, reader) for one in returns)
    forms = tuple(one for one in found if one is not None)
    read_ones, rows = tuple(one for one, _ in forms), tuple(rows for _, rows in forms)
    moves, came = read_grade_changes(reading, grid, Reader(), scale), ReturnedGrades(planner, table.sheet)
    of_commands = tuple(one.own_part if one.command in grid.reviewed else one for one in read_ones)
    judged = ReturnsInputs(_standing(planner, grid, moves, came), grid.not_returned, of_commands)
    reviews_came = ReturnedGrades(planner, table.sheet, of_reviews=True)
    both = tuple(one for one in read_ones if one.command in grid.reviewed)
    reviewed = tuple(one.review_part for one in both)
    reviews = ReturnsInputs(_standing_reviews(planner, grid, reviews_came), (), reviewed)
    return CollateInputs(
        judged,
        grid,
        cycle,
        moves,
        came,
        reviews,
        reviews_came,
        both,
        read_evidence(reading, cycle),
        rows,
        tuple(reader.problems),
    )


def is_return(table: Table) -> bool:
    """Return whether a table with areas and grades is a return: the history, the map's facts and a list of schools have both too."""
    headings = {column_key(heading) for heading in table.others.values()}
    return not is_product_only(table) and not is_of_changes(table) and not headings & IDENTITIES


def _standing(
    planner: Planner, grid: CommandGrid, moves: GradeChanges, came: ReturnedGrades
) -> dict[str, dict[str, StandingGrade]]:
    """Return what stands in the grid by area and command; of an area that is there twice, the last row counts."""
    return {
        area.area: {
            command: StandingGrade(
                area.returned[command],
                planner.has_formula(grid.table.sheet, area.row, column),
                came.has(area.area, command, area.returned[command]),
                tuple(change for change in moves.of(area.area) if change.command == command),
            )
            for command, column in grid.commands.items()
        }
        for area in {name_key(area.area): area for area in grid.areas}.values()
    }


def _standing_reviews(
    planner: Planner, grid: CommandGrid, came: ReturnedGrades
) -> dict[str, dict[str, StandingGrade]]:
    """Return what stands in the grid of the Oversight Board's grades of commands, by area and command."""
    found: dict[str, dict[str, StandingGrade]] = {}
    for area in grid.areas:
        found[area.area] = {}
        for command, pair in grid.reviewed.items():
            seen = area.reviews.get(command)
            typed = TypedGrade() if seen is None else seen.grade
            has_formula = planner.has_formula(grid.table.sheet, area.row, pair.oversight)
            found[area.area][command] = StandingGrade(typed, has_formula, came.has(area.area, command, typed))
    return found


def _read_return(
    book: xw.Book, grid: CommandGrid, cycle: str, scale: Scale, reader: Reader
) -> tuple[CommandReturn, ReturnedRows] | None:
    """Return what one workbook returns, with its redlines and risks; None where it is no return, says no command of the grid, or is of another cycle."""
    reading, name = read_workbook(book), PurePath(book.name).name
    try:
        table = find_required(reading.blocks, RETURN, is_return)
    except BookError as error:
        reader.at(
            f"[{name}]",
            "",
            error.what,
            "Send the return on the blank form for returns (command-return).",
        )
        return None
    place = f"[{name}]{table.sheet}"
    command = _command(reading, table, name, grid, reader)
    said = read_cycle(reading.blocks)
    if command is None:
        return None
    if cycle and said.name and key(said.name) != key(cycle):
        reader.at(
            place, cell_address(said.row, said.column),
            f"{command}'s return is for {said.name}, and the grid is at {cycle}.", "Ask for the return of this cycle.",
        )  # fmt: skip
        return None
    evidence = returned_evidence(reading, table, place, reader)
    one = CommandReturn(command, _grades(table, place, scale, reader), Source(place, ""), evidence)
    return one, read_returned_rows(reading, table, command, grid, place, reader)


def _command(reading: Reading, table: Table, name: str, grid: CommandGrid, reader: Reader) -> str | None:
    """Return the command that a return is from: as it says itself, else by the name of its sheet or file."""
    label = find_label(reading.blocks, COMMAND_LABELS)
    commands = list(grid.commands)
    if label is not None and label.text:
        try:
            return commands[find_name(label.text, commands, "command")]
        except RuleError:
            reader.at(
                f"[{name}]{label.sheet}", cell_address(label.row, label.column),
                f"The command '{label.text}' is no column of the grid.", f"Use one of {', '.join(commands)}.",
            )  # fmt: skip
            return None
    for hint in (table.sheet, PurePath(name).stem):
        hits = [command for command in commands if name_key(command) in name_key(hint)]
        if len(hits) == 1:
            return hits[0]
    reader.at(
        f"[{name}]{table.sheet}",
        "",
        "The return does not say which command it is from.",
        "Write the command's name beside 'Command'.",
    )
    return None


def _grades(table: Table, place: str, scale: Scale, reader: Reader) -> tuple[ReturnedGrade, ...]:
    """Return the grades of a return; a row without one says nothing, and one that cannot be read is a problem of its cell."""
    own, found = Reader(), []
    own.look_over(table)
    for row in table.records:
        seen, is_graded = (
            read_oversight(table, row, own, scale),
            not table.block.is_blank(row, table.columns["grade"]),
        )
        if not is_graded and seen is None:
            continue
        grade, readable = own.grade(table, row, table.columns["grade"], scale)
        readable = readable and (seen is None or seen.grade.is_readable)
        source = Source(place, table.cell(row, "grade" if seen is None else "oversight"))
        where = Source(place, table.cell(row, "grade"))
        found.append(ReturnedGrade(table.text(row, "area"), grade, source, readable, is_graded, seen, where))
    for problem in own.problems:
        reader.at(place, problem.cell, problem.what, problem.do)
    return tuple(found)
