"""Everything at once: refresh fills whatever a workbook has tables for, check only says what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import xlwings as xw

from xlscore.books.grades.grid.reading import find_grid_or_none
from xlscore.books.grades.headings import RETURN
from xlscore.books.grades.returns import is_return
from xlscore.books.kinds import KINDS
from xlscore.books.plan.action import HEADINGS_ACTION, locked_now, missed
from xlscore.books.plan.kind import Asked, Kind, Put, Say
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.problems_sheet import plan_problems
from xlscore.books.plan.words import counted
from xlscore.books.plan.writer import write
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.headings import PROBLEMS
from xlscore.books.tables.named import Told, read_workbook
from xlscore.books.tables.table import Table
from xlscore.books.understanding import Headings, nothing_found, understand
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.grades import FIVE
from xlscore.rules.problems import Problem
from xlscore.rules.words import listed, name_key

if TYPE_CHECKING:
    from xlscore.books.notes.carrying import Beside

__all__ = ["Checked", "Refreshed", "check", "refresh"]

_MOST_ERRORS: Final = 100
"""More errors of a sheet than this are told by their number: they are somebody's list, not a scorecard."""


@dataclass(frozen=True)
class Alone:
    """The tables of a kind whose first table is not there, as far as they say something by themselves."""

    tables: tuple[Table, ...] = ()
    problems: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    """What is wrong in them, by kind."""

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Return what is wrong in all of them."""
        return tuple(problem for found in self.problems.values() for problem in found)

    def sentences(self) -> list[str]:
        """Return which tables were read by themselves, a line each."""
        return [
            f"Read by itself: the {table.layout.kind} on '{table.sheet}', {counted(len(table.records), 'row')}."
            for table in self.tables
        ]


@dataclass(frozen=True)
class Refreshed:
    """What refreshing came to: the answer of each kind of work that the workbook has tables for, by its name."""

    found: Mapping[str, Any]
    besides: tuple[Problem, ...] = ()
    """What is wrong in a table of headings, and the cells that somebody changed meanwhile, which were left alone."""
    alone: Alone = Alone()
    """The tables that stand without the one that they belong to."""

    def __getattr__(self, name: str) -> Any:
        """Return the answer of a kind by its name, as `grades`, None where the workbook has no tables for it."""
        kind = name if name in KINDS else name.replace("_", "")
        if kind not in KINDS:
            raise AttributeError(f"There is no kind of scorecard work '{name}'.")
        return self.found.get(kind)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong in the data, all tables together."""
        found = [problem for answer in self.found.values() for problem in answer.problems]
        return tuple(dict.fromkeys([*found, *self.alone.all_problems, *self.besides]))

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        answers: dict[str, Any] = {name: answer.as_dict() for name, answer in self.found.items()}
        return answers | {"problems": [problem.as_dict() for problem in self.problems]}


@dataclass(frozen=True)
class Checked:
    """What a check found."""

    problems: tuple[Problem, ...]
    understood: Headings
    """Which tables and columns were read as what."""
    caveats: tuple[Beside, ...] = ()
    """The rows beside which a caveat stands, of the notes' or typed."""
    found: Mapping[str, Any] = field(default_factory=dict)
    """The answer of each kind of work that a check plans and that the workbook has tables for, by its name."""

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "problems": [problem.as_dict() for problem in self.problems],
            "caveats": [row.as_dict() for row in self.caveats],
        }


def refresh(
    book: xw.Book,
    *,
    draw_new_maps: bool = False,
    headings: Told | None = None,
    say: Say | None = None,
    put: Put | None = None,
    at: str | None = None,
) -> Refreshed:
    """Return what filling all of a workbook's tables came to: every kind of work, as far as it has tables for it.

    The workbook is read and planned once. Tube maps that have been drawn before are drawn again; laying out new ones
    takes some seconds, so it is asked for. `put` puts drawings on their sheets where the book is no file; `at` is the day of the
    meeting that logs are kept for, the next one where nothing is said.
    """
    planner = Planner(read_workbook(book, headings))
    first: dict[str, str] = {}
    found = _plan_all(
        planner, Asked(new_drawings=draw_new_maps, say=say, put=put, at=at), KINDS.values(), first
    )
    alone = _plan_alone(planner, found, first)
    if not found and not alone.tables:
        raise nothing_found(planner.reading, "refresh")
    settled = (*planner.reading.heading_problems, *missed(planner, KINDS.values()))
    said = {**{name: answer.problems for name, answer in found.items()}, **alone.problems}
    for problem in locked_now(planner):
        name = first.get(problem.sheet, HEADINGS_ACTION)
        said[name] = (*said.get(name, ()), problem)
    plan_problems(planner, {**said, HEADINGS_ACTION: settled})
    return Refreshed(found, (*settled, *write(book, planner.edits, put)), alone)


def check(book: xw.Book | Reading, headings: Told | None = None, say: Say | None = None) -> Checked:
    """Return what is wrong in the data of a workbook, one that is read already too; nothing is written.

    `say` is told before each kind of work that is looked at.
    """
    planner = Planner(read_workbook(book, headings))
    made = _plan_all(planner, Asked(), _each([kind for kind in KINDS.values() if kind.checked], say))
    returned = _check_return(planner.reading)
    alone = _plan_alone(planner, made)
    if not made and not alone.tables and returned is None:
        raise nothing_found(planner.reading, "check")
    understood = understand(planner.reading)
    told = (
        *planner.reading.heading_problems,
        *missed(planner, KINDS.values()),
        *Refreshed(made, alone=alone).problems,
        *(problem for kind in KINDS.values() if kind.looks_over for problem in kind.looks_over(planner)),
        *(returned or ()),
    )
    at = {(problem.sheet, problem.cell) for problem in told}
    more = (problem for problem in understood.problems if (problem.sheet, problem.cell) not in at)
    found = list(dict.fromkeys((*told, *more)))
    places = {(problem.sheet, problem.cell) for problem in found}
    found += [p for p in _error_cells(planner.reading) if (p.sheet, p.cell) not in places]
    noted = made.get("notes")
    return Checked(tuple(found), understood, noted.rows if noted is not None else (), made)


def _each(kinds: Sequence[Kind], say: Say | None) -> Iterator[Kind]:
    """Yield each kind, having said which it is and how many there are."""
    for number, kind in enumerate(kinds):
        if say:
            say(kind.button.label, number, len(kinds))
        yield kind


def _plan_all(
    planner: Planner, asked: Asked, kinds: Iterable[Kind], first: dict[str, str] | None = None
) -> dict[str, Any]:
    """Return the answer of each kind that applies, having planned what its tables lack; each knows those before it.

    `first` gathers which kind was the first to plan something on each sheet.
    """
    found: dict[str, Any] = {}
    for kind in kinds:
        if kind.applies(planner.reading, asked):
            found[kind.name] = kind.plan(planner, replace(asked, whole=True, found=dict(found)))
            _note_first(planner, kind.name, first)
    return found


def _note_first(planner: Planner, name: str, first: dict[str, str] | None) -> None:
    if first is not None:
        first |= {sheet: name for sheet in planner.written if sheet not in first}


def _plan_alone(planner: Planner, found: Mapping[str, Any], first: dict[str, str] | None = None) -> Alone:
    """Return the other tables of the kinds that have nothing to begin with, having planned what they lack."""
    tables: list[Table] = []
    problems: dict[str, Sequence[Problem]] = {}
    for name, kind in KINDS.items():
        if kind.alone is None or name in found:
            continue
        reader = Reader()
        here = kind.alone(planner, reader)
        _note_first(planner, name, first)
        if here:
            tables += here
            problems[name] = tuple(reader.problems)
    return Alone(tuple(tables), problems)


def _check_return(reading: Reading) -> list[Problem] | None:
    """Return what is wrong in a command's return, None where the workbook is none."""
    # A force's own workbook has tables with areas and grades besides its grid: past cycles, the tube map's facts.
    if find_grid_or_none(reading) is not None:
        return None
    table = find_one(reading.blocks, RETURN, is_return)
    if table is None:
        return None
    reader = Reader()
    for row in table.records:
        reader.grade(table, row, table.columns["grade"], FIVE)
    # A row without a grade says nothing: collating passes over it.
    graded = [row for row in table.records if not table.block.is_blank(row, table.columns["grade"])]
    reader.twins(table, {row: name_key(table.text(row, "area")) for row in graded}, "area")
    return reader.problems


def _error_cells(reading: Reading) -> list[Problem]:
    """Return the error cells that are not of our own formulas: those are computed anew by a refresh."""
    found = []
    for block in reading.blocks:
        problems = find_one([block], PROBLEMS)
        if problems is not None:
            continue
        do = "Put its formula or its sources right."
        own = reading.own_formulas(block.sheet) if block.errors else frozenset()
        theirs = (
            (cell_address(row, column), text)
            for row, cells in block.rows_with(block.errors.keys())
            for column, text in cells
            if (row, column) not in own
        )
        for cell, text in (told := list(islice(theirs, _MOST_ERRORS))):
            what = f"The cell holds the error {block.errors[text].value}."
            found.append(Problem(block.sheet, cell, what, do))
        if other := next(theirs, None):
            more = block.times(block.errors.keys()) - Counter(text for _, text in told)
            more -= Counter(text for place in own if (text := block.at(*place)) in block.errors)
            kinds = listed(sorted({block.errors[text].value for text in more}))
            what = f"This cell and those after it hold {more.total():,} more errors ({kinds})."
            found.append(Problem(block.sheet, other[0], what, do))
    return found
