"""Everything at once: refresh fills whatever a workbook has tables for, check only says what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.grades.force import ForceGrades, plan_grades
from xlscore.books.grades.grid import find_grid_or_none
from xlscore.books.maps.drawing import DrawnMaps, can_draw, draw_tube_map
from xlscore.books.maps.tables import has_stops, is_pinned
from xlscore.books.msg.positions import MsgPositions, plan_msg
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.problems_sheet import plan_problems
from xlscore.books.plan.writer import write
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.formulas import calls_ours
from xlscore.books.tables.headings import GRID, MSG, PROBLEMS, RETURN, SCORECARD
from xlscore.books.tables.vocabulary import said
from xlscore.books.threat.inputs import is_scorecard
from xlscore.books.threat.scorecard import Scorecard, plan_scorecard
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.grades import FIVE
from xlscore.rules.problems import ExcelError, Problem
from xlscore.rules.words import name_key

__all__ = ["Checked", "Refreshed", "check", "refresh"]

_NOTHING: Final = said([GRID.kind, MSG.kind, SCORECARD.kind], "or", quoted=False)


@dataclass(frozen=True)
class Refreshed:
    """What refreshing came to; None for what the workbook has no table for."""

    grades: ForceGrades | None
    msg: MsgPositions | None
    scorecard: Scorecard | None
    tube_map: DrawnMaps | None = None
    changed: tuple[Problem, ...] = ()
    """The cells that somebody changed while the workbook was refreshed, which were left alone."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong in the data, all tables together."""
        parts = (self.grades, self.msg, self.scorecard, self.tube_map)
        found = [p for part in parts if part is not None for p in part.problems]
        return tuple(dict.fromkeys([*found, *self.changed]))

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        parts = {
            "grades": self.grades,
            "msg": self.msg,
            "scorecard": self.scorecard,
            "tubemap": self.tube_map,
        }
        answer: dict[str, Any] = {name: part.as_dict() for name, part in parts.items() if part is not None}
        answer["problems"] = [problem.as_dict() for problem in self.problems]
        return answer


@dataclass(frozen=True)
class Checked:
    """What a check found."""

    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {"problems": [problem.as_dict() for problem in self.problems]}


def refresh(book: xw.Book, *, draw_new_maps: bool = False) -> Refreshed:
    """Return what filling all of a workbook's tables came to: grades, MSG, threat and impact, as far as it has them.

    Tube maps that have been drawn before are drawn again; laying out new ones takes some seconds, so it is asked for.
    """
    edits = Planner(Reading(book))
    made = _plan(edits)
    if made.grades is None and made.msg is None and made.scorecard is None:
        raise BookError(f"There is nothing to refresh in this workbook: no {_NOTHING}.")
    parts = {"grades": made.grades, "msg": made.msg, "scorecard": made.scorecard}
    plan_problems(edits, {name: part.problems for name, part in parts.items() if part is not None})
    made = replace(made, changed=write(book, edits.edits))
    has_map = has_stops(edits.reading) if draw_new_maps else is_pinned(edits.reading)
    if made.grades is None or not has_map or not can_draw(book):
        return made
    return replace(made, tube_map=draw_tube_map(book))


def check(book: xw.Book) -> Checked:
    """Return what is wrong in a workbook's data; nothing is written."""
    edits = Planner(Reading(book))
    made = _plan(edits)
    returned = _check_return(edits.reading)
    if made.grades is None and made.msg is None and made.scorecard is None and returned is None:
        raise BookError(f"There is nothing to check in this workbook: no {_NOTHING}.")
    found = [*made.problems, *(returned or ())]
    places = {(problem.sheet, problem.cell) for problem in found}
    found += [p for p in _error_cells(edits.reading) if (p.sheet, p.cell) not in places]
    return Checked(tuple(found))


def _plan(edits: Planner) -> Refreshed:
    blocks = edits.reading.blocks
    return Refreshed(
        plan_grades(edits) if find_grid_or_none(edits.reading) is not None else None,
        plan_msg(edits) if find_one(blocks, MSG) is not None else None,
        plan_scorecard(edits) if find_one(blocks, SCORECARD, is_scorecard) is not None else None,
    )


def _check_return(reading: Reading) -> list[Problem] | None:
    """Return what is wrong in a command's return, None where the workbook is none."""
    # A force's own workbook has tables with areas and grades besides its grid: past cycles, the tube map's facts.
    if find_grid_or_none(reading) is not None:
        return None
    table = find_one(reading.blocks, RETURN)
    if table is None:
        return None
    reader = Reader()
    for row in table.records:
        reader.grade(table, row, table.columns["grade"], FIVE)
    # A row without a grade says nothing: collating passes over it.
    graded = [row for row in table.records if not is_blank(table.value(row, "grade"))]
    reader.twins(table, {row: name_key(table.text(row, "area")) for row in graded}, "area")
    return reader.problems


def _error_cells(reading: Reading) -> list[Problem]:
    """Return the error cells that are not of our own formulas: those are computed anew by a refresh."""
    found = []
    for block in reading.blocks:
        problems = find_one([block], PROBLEMS)
        if problems is not None:
            continue
        ours = {place for place, text in (reading.formulas(block.sheet) or {}).items() if calls_ours(text)}
        for row in block.numbers:
            for column in block.filled(row):
                error = ExcelError.read(block.at(row, column))
                if error is not None and (row, column) not in ours:
                    place, what = cell_address(row, column), f"The cell holds the error {error.value}."
                    found.append(Problem(block.sheet, place, what, "Put its formula or its sources right."))
    return found
