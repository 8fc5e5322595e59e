"""Agree force grades: final grades that are still the suggestion become the Board's, and follow it no longer.

Nothing is generated first: what is agreed is what stands in the cell, so that nobody agrees a grade that was never seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.grades.force import judge
from xlscore.books.grades.inputs import read
from xlscore.books.plan.action import with_problems
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.plan.words import counted
from xlscore.books.plan.writer import write
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.named import Told, read_workbook
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.force.area_grades import AreaInputs, AreaResult
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.problems import Problem
from xlscore.rules.words import find_name, name_key

__all__ = ["Agreed", "agree_grades"]


@dataclass(frozen=True)
class Agreed:
    """What agreeing came to: the areas whose grade was agreed, those that were left with the reason, and the problems of these."""

    agreed: tuple[tuple[str, Grade], ...]
    left: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]

    def sentences(self) -> list[str]:
        """Return how many were agreed and which, and which were left and why."""
        if not self.agreed and not self.left:
            return ["Every final grade was agreed already; nothing was changed."]
        named = ", ".join(f"{area} ({grade.value})" for area, grade in self.agreed)
        said = [f"{counted(len(self.agreed), 'final grade')} agreed{': ' if named else ''}{named}."]
        return said + [f"Left, {area}: {why}." for area, why in self.left]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "agreed": [{"area": area, "grade": grade.value} for area, grade in self.agreed],
            "left": [{"area": area, "why": why} for area, why in self.left],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def agree_grades(
    book: xw.Book, areas: Sequence[str] = (), sheet: str | None = None, *, headings: Told | None = None
) -> Agreed:
    """Return which final grades became agreed, having let the ledger forget them; `areas` names some of them only.

    Nothing else changes in the workbook. An area whose suggestion is blocked, blank, or another than the one that stands
    in its cell is named and left.
    """
    planner = Planner(read_workbook(book, headings))
    agreed = _plan(planner, areas, sheet)
    return with_problems(agreed, write(book, planner.edits, whole=True))


def _plan(planner: Planner, wanted: Sequence[str], sheet: str | None) -> Agreed:
    inputs, reader = read(planner, Reader(), sheet), Reader()
    table = inputs.grid.table
    column = table.columns.get("final")
    if column is None:
        raise BookError("The grid has no column Final grade yet; generate the force grades, then agree them.")
    names = [area.area for area in inputs.areas]
    asked = {name_key(names[find_name(name, names, "area")]) for name in wanted}
    agreed: list[tuple[str, Grade]] = []
    left: list[tuple[str, str]] = []
    for row, area, result in zip(inputs.grid.areas, inputs.areas, judge(inputs), strict=True):
        if result.agreed or (asked and name_key(area.area) not in asked):
            continue
        is_ours = planner.owner(table, row.row, "final") is Owner.OURS
        grade, reason = (
            result.suggestion.grade,
            _why_left(area, result, table.text(row.row, "final") if is_ours else ""),
        )
        if grade is not None and reason is None:
            planner.hand_over(table, row.row, "final")
            agreed.append((area.area, grade))
        elif reason is not None:
            why, do = reason
            left.append((area.area, why))
            reader.at(table.sheet, cell_address(row.row, column), f"{area.area} is not agreed: {why}.", do)
    return Agreed(tuple(agreed), tuple(left), tuple(reader.problems))


def _why_left(area: AreaInputs, result: AreaResult, standing: str) -> tuple[str, str] | None:
    """Return why a suggestion cannot be agreed and what to do, None where it can; `standing` is what shows it."""
    grade = result.suggestion.grade
    if area.final.is_entered:
        return "its final grade cannot be read", "Correct it."
    if grade is None:
        return result.suggestion.why, "Type the Board's grade, or N/A."
    if not standing:
        return (
            f"it shows no grade, and {grade_name(grade)} is suggested",
            "Generate the force grades, look, and agree again.",
        )
    if standing != grade_name(grade):
        return (
            f"it shows {standing}, and by now {grade_name(grade)} is suggested",
            "Generate the force grades, look, and agree again.",
        )
    return None
