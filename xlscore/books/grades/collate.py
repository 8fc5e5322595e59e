"""Commands' returns into the grid: who has not returned, who graded an area twice, which areas nobody knows.

What already stands in the grid stays: a return that says something else is a problem, not a correction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.grades.cycle import read_cycle
from xlscore.books.grades.grid import CommandGrid, find_grid, not_returned_problem, read_grid
from xlscore.books.grades.headings import COMMAND_LABELS, IDENTITIES, RETURN
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_required, is_product_only
from xlscore.books.tables.labels import find_label
from xlscore.books.tables.named import read_workbook
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.vocabulary import column_key
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.grades import FIVE, Grade, Scale, grade_name
from xlscore.rules.problems import Problem, RuleError
from xlscore.rules.words import find_name, key, name_key

__all__ = ["Collated", "collate", "is_return"]


@dataclass(frozen=True)
class Collated:
    """What collating came to: the grades taken over by command, and what was wrong."""

    taken: dict[str, int]
    not_returned: tuple[str, ...]
    graded_twice: tuple[str, ...]
    unknown_areas: tuple[str, ...]
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "commands": self.taken,
            "not_returned": list(self.not_returned),
            "graded_twice": list(self.graded_twice),
            "unknown_areas": list(self.unknown_areas),
            "problems": [problem.as_dict() for problem in self.problems],
        }


@dataclass
class _Work:
    """What is being collated: entries by command and area, each with the place it came from."""

    grid: CommandGrid
    reader: Reader
    entries: dict[tuple[str, str], list[tuple[Grade | None, str]]] = field(default_factory=dict)
    returned: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def collate(book: xw.Book, returns: Sequence[xw.Book], sheet: str | None = None) -> Collated:
    """Return what the commands' returns came to, having filled the blank cells of the workbook's grid."""
    return carry_out(book, "collate", lambda planner: _plan(planner, returns, sheet))


def _plan(planner: Planner, returns: Sequence[xw.Book], sheet: str | None) -> Collated:
    reading, reader = planner.reading, Reader()
    table = find_grid(reading, sheet)
    scale = read_policy(reading, Reader()).policy.grade_scale
    work = _Work(read_grid(table, Reader(), scale), reader)
    own = reading.block(table.sheet)
    cycle = read_cycle([own] if own is not None else []).name
    for one in returns:
        _read_return(one, cycle, scale, work)
    taken = dict.fromkeys(work.returned, 0)
    areas = {name_key(area.area): area for area in work.grid.areas}
    for (command, mark), entries in work.entries.items():
        grade = _one_of(command, areas[mark].area, entries, work)
        if grade is not _DISPUTED:
            taken[command] += _enter(
                table, areas[mark].row, work.grid.commands[command], grade, entries[0][1], planner, work
            )
    missing = _not_returned(work)
    return Collated(taken, tuple(missing), tuple(work.twice), tuple(work.unknown), tuple(reader.problems))


def is_return(table: Table) -> bool:
    """Return whether a table with areas and grades is a return: the history, the map's facts and a list of schools have both too."""
    headings = {column_key(heading) for heading in table.others.values()}
    return not is_product_only(table) and not headings & IDENTITIES


def _read_return(book: xw.Book, cycle: str, scale: Scale, work: _Work) -> None:
    reading, name = read_workbook(book), PurePath(book.name).name
    try:
        table = find_required(reading.blocks, RETURN, is_return)
    except BookError as error:
        work.reader.at(
            f"[{name}]",
            "",
            error.sentence,
            "Send the return on the form that `xlscore new command-return` makes.",
        )
        return
    place = f"[{name}]{table.sheet}"
    command = _command(reading, table, name, work)
    said = read_cycle(reading.blocks)
    if command is None:
        return
    if cycle and said.name and key(said.name) != key(cycle):
        work.reader.at(
            place, cell_address(said.row, said.column),
            f"{command}'s return is for {said.name}, and the grid is at {cycle}.", "Ask for the return of this cycle.",
        )  # fmt: skip
        return
    if command in work.returned:
        work.reader.at(place, "", f"{command} has sent a second return.", "Keep the one that holds.")
    else:
        work.returned.append(command)
    _read_entries(table, place, command, scale, work)


def _command(reading: Reading, table: Table, name: str, work: _Work) -> str | None:
    """Return the command that a return is from: as it says itself, else by the name of its sheet or file."""
    label = find_label(reading.blocks, COMMAND_LABELS)
    commands = list(work.grid.commands)
    if label is not None and label.text:
        try:
            return commands[find_name(label.text, commands, "command")]
        except RuleError:
            work.reader.at(
                f"[{name}]{label.sheet}", cell_address(label.row, label.column),
                f"The command '{label.text}' is no column of the grid.", f"Use one of {', '.join(commands)}.",
            )  # fmt: skip
            return None
    for hint in (table.sheet, PurePath(name).stem):
        hits = [command for command in commands if name_key(command) in name_key(hint)]
        if len(hits) == 1:
            return hits[0]
    work.reader.at(
        f"[{name}]{table.sheet}",
        "",
        "The return does not say which command it is from.",
        "Write the command's name beside 'Command'.",
    )
    return None


def _read_entries(table: Table, place: str, command: str, scale: Scale, work: _Work) -> None:
    areas = {name_key(area.area) for area in work.grid.areas}
    reader = Reader()
    for row in table.records:
        area, mark = table.text(row, "area"), name_key(table.text(row, "area"))
        if table.block.is_blank(row, table.columns["grade"]):
            continue
        grade, sound = reader.grade(table, row, table.columns["grade"], scale)
        if mark not in areas:
            work.unknown.append(area)
            work.reader.at(
                place, table.cell(row, "area"),
                f"{command} grades '{area}', which is no area of the grid.", "Check its spelling, or add the area to the grid.",
            )  # fmt: skip
        elif sound:
            entry = grade, f"{place}!{table.cell(row, 'grade')}"
            work.entries.setdefault((command, mark), []).append(entry)
    for problem in reader.problems:
        work.reader.at(place, problem.cell, problem.what, problem.do)


_DISPUTED = object()


def _one_of(command: str, area: str, entries: list[tuple[Grade | None, str]], work: _Work) -> Any:
    """Return the grade of an area, or that a command graded it twice and differently."""
    if len(entries) == 1:
        return entries[0][0]
    same = len({grade for grade, _ in entries}) == 1
    said = ", ".join(f"{grade_name(grade)} at {place}" for grade, place in entries)
    work.twice.append(f"{command}: {area}")
    sheet, _, cell = entries[-1][1].rpartition("!")
    work.reader.at(
        sheet, cell, f"{command} graded '{area}' twice: {said}.",
        "Strike one out." if same else "Ask which one holds; neither is taken over.",
    )  # fmt: skip
    return entries[0][0] if same else _DISPUTED


def _enter(
    table: Table, row: int, column: int, grade: Grade | None, place: str, planner: Planner, work: _Work
) -> int:
    """Plan a grade for a blank cell of the grid and return 1; what stands there already stays."""
    here = table.block.at(row, column)
    if is_blank(here) and not planner.has_formula(table.sheet, row, column):
        planner.enter(table.sheet, row, column, grade_name(grade))
        return 1
    standing, sound = Reader().grade(table, row, column, FIVE)
    if not sound or standing != grade:
        work.reader.report(
            table, row, column,
            f"{shown(here) or 'A formula'} stands here, and the return says {grade_name(grade)} ({place}).",
            "Correct the one that is wrong; the grid's is kept.",
        )  # fmt: skip
    return 0


def _not_returned(work: _Work) -> list[str]:
    """Return the commands without a return whose column is blank."""
    missing = [command for command in work.grid.not_returned if command not in work.returned]
    for command in missing:
        work.reader.add(not_returned_problem(work.grid, command))
    return missing
