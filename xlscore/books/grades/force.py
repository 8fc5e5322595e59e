"""Generate force grades: a suggestion per area with its reason, beside what the Board decided.

The suggestion never decides: a final grade is filled only where the cell is blank. What the Board decided against the
suggestion, and what changed since last cycle, needs a rationale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.grades.areas import plan_met
from xlscore.books.grades.changes import plan_changes
from xlscore.books.grades.formulas import redline_formula
from xlscore.books.grades.inputs import GradesInputs, read
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.edits import Edits
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.area_grades import (
    AreaChange,
    AreaInputs,
    AreaResult,
    RationaleReason,
    RedlineFrom,
    judge_area,
)
from xlscore.rules.grades import Grade, Scale, change_sentence, count_sentence, counts, grade_name
from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key

__all__ = ["AreaGrade", "ForceGrades", "generate_force_grades", "judge", "judge_grades", "plan_grades"]

OVERRIDDEN: Final = "Yes"
_FILLED: Final = ("suggested", "why", "final", "override", "rationale")
"""The columns that a grid needs, in the order in which missing ones are added."""


@dataclass(frozen=True, slots=True)
class AreaGrade:
    """An area's grades: suggested with its reason, final, redline, and the commands' own (None: unreadable cell)."""

    area: str
    theme: str
    suggested: Grade | None
    why: str
    final: Grade | None
    agreed: bool
    """Whether a person's final grade stands there; else it is the suggestion."""
    override: bool
    rationale: str
    redline: Grade | None
    commands: Mapping[str, str | None]

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {
            "area": self.area,
            "suggested": grade_name(self.suggested),
            "why": self.why,
            "final": grade_name(self.final),
            "agreed": self.agreed,
            "override": self.override,
            "rationale": self.rationale,
            "redline": grade_name(self.redline),
            "commands": dict(self.commands),
        }


@dataclass(frozen=True)
class ForceGrades:
    """What generating the force grades came to."""

    areas: tuple[AreaGrade, ...]
    compared: tuple[AreaChange, ...]
    scale: Scale
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many areas have each final grade, best first."""
        return {grade.value: number for grade, number in self._counts.items()}

    @property
    def _counts(self) -> dict[Grade, int]:
        return counts((area.final for area in self.areas), self.scale)

    @property
    def changes(self) -> tuple[AreaChange, ...]:
        """Return the areas whose grade is another than last cycle."""
        return tuple(change for change in self.compared if change.changed)

    @property
    def overrides(self) -> tuple[AreaGrade, ...]:
        """Return the areas in which the Board decided against the suggestion."""
        return tuple(area for area in self.areas if area.override)

    def sentences(self) -> list[str]:
        """Return counts and changes as the board paper words them."""
        said = [count_sentence(number, grade) for grade, number in self._counts.items()]
        return said + [
            change_sentence(c.area, c.previous, c.current)
            for c in self.changes
            if c.previous is not None and c.current is not None
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "areas": [area.as_dict() for area in self.areas],
            "counts": self.counts,
            "changes": [change.as_dict() for change in self.changes],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def generate_force_grades(book: xw.Book, sheet: str | None = None) -> ForceGrades:
    """Return the suggested and final grades of a workbook's areas, having filled its grid and its changes.

    `sheet` names the grid's sheet where a workbook has two grids.
    """
    return carry_out(book, "grades", lambda edits: plan_grades(edits, sheet))


def plan_grades(edits: Edits, sheet: str | None = None) -> ForceGrades:
    """Return the grades of a workbook's areas, having planned what the grid and the changes lack."""
    reader = Reader()
    inputs = read(edits.reading, reader, sheet)
    results = judge(inputs)
    _plan(inputs, results, edits, reader)
    return _answer(inputs, results, reader)


def judge_grades(reading: Reading, sheet: str | None = None) -> ForceGrades:
    """Return the grades of a workbook's areas with nothing planned, and what could not be read of them."""
    reader = Reader()
    inputs = read(reading, reader, sheet)
    return _answer(inputs, judge(inputs), reader)


def judge(inputs: GradesInputs) -> tuple[AreaResult, ...]:
    """Return what the rules say of each area."""
    return tuple(judge_area(area, inputs.policy) for area in inputs.areas)


def _answer(inputs: GradesInputs, results: Sequence[AreaResult], reader: Reader) -> ForceGrades:
    areas = tuple(_area_grade(area, result) for area, result in zip(inputs.areas, results, strict=True))
    compared = tuple(result.change for result in results)
    return ForceGrades(areas, compared, inputs.policy.grade_scale, tuple(reader.problems))


def _area_grade(area: AreaInputs, result: AreaResult) -> AreaGrade:
    return AreaGrade(
        area=area.area,
        theme=area.theme,
        suggested=result.suggestion.grade,
        why=result.suggestion.why,
        final=result.final,
        agreed=result.agreed,
        override=result.override,
        rationale=area.rationale,
        redline=result.redline,
        commands={n: grade_name(t.grade) if t.is_readable else None for n, t in area.commands.items()},
    )


def _plan(inputs: GradesInputs, results: Sequence[AreaResult], edits: Edits, reader: Reader) -> None:
    """Plan the results as what the cells hold."""
    table = inputs.grid.table
    if inputs.redlines is not None:
        plan_met(inputs.redlines, edits)
    for name in _FILLED:
        edits.column(table, name)
    for row, area, result in zip(inputs.grid.areas, inputs.areas, results, strict=True):
        _plan_redline(inputs, row.row, area, result, edits)
        _plan_final(inputs, row.row, area, result, edits)
        _plan_suggestion(inputs, row.row, result, edits)
        if result.lacks_rationale:
            where = cell_address(row.row, edits.column(table, "rationale"))
            reader.at(table.sheet, where, _unexplained(result), "Write the Board's rationale.")
    if inputs.changes is not None:
        plan_changes(inputs.changes, [result.change for result in results], edits, reader)
    _report_lost_redlines(inputs, reader)


def _plan_redline(inputs: GradesInputs, row: int, area: AreaInputs, result: AreaResult, edits: Edits) -> None:
    """Plan what the measures allow as a live grade, where nobody entered one in the grid."""
    table = inputs.grid.table
    if (
        result.redline_from is not RedlineFrom.MEASURES
        or inputs.redlines is None
        or "redline" not in table.columns
    ):
        return
    column = table.columns["redline"]
    measured = inputs.redlines.areas[name_key(area.area)]
    formula = redline_formula(inputs.redlines.table, measured.rows, table.sheet)
    stands = not is_blank(table.block.at(row, column))
    if formula and (result.redline is not None or stands):
        edits.live(table.sheet, row, column, formula, grade_name(result.redline))


def _plan_final(inputs: GradesInputs, row: int, area: AreaInputs, result: AreaResult, edits: Edits) -> None:
    """Plan the suggestion where nobody entered a final grade."""
    table = inputs.grid.table
    if not area.final.is_entered and result.final is not None:
        edits.fill(table.sheet, row, edits.column(table, "final"), grade_name(result.final), marked=True)


def _plan_suggestion(inputs: GradesInputs, row: int, result: AreaResult, edits: Edits) -> None:
    table, suggestion = inputs.grid.table, result.suggestion
    said = {
        "suggested": None if suggestion.blocked_by else grade_name(suggestion.grade),
        "why": suggestion.why,
        "override": OVERRIDDEN if result.override else None,
    }
    for name, value in said.items():
        edits.put(table.sheet, row, edits.column(table, name), value)


def _unexplained(result: AreaResult) -> str:
    """Return what lacks a rationale, in a sentence."""
    change = result.change
    reasons = {
        RationaleReason.OVERRIDE: f"overrides the suggestion {grade_name(result.suggestion.grade)}",
        RationaleReason.CHANGE: f"has {change.change.value.lower()} from {grade_name(change.previous)} last cycle",
    }
    why = " and ".join(reasons[reason] for reason in result.rationale_for)
    return f"{change.area}: the final grade {grade_name(result.final)} {why}, without a rationale."


def _report_lost_redlines(inputs: GradesInputs, reader: Reader) -> None:
    known = {name_key(area.area) for area in inputs.areas}
    for mark, redline in (inputs.redlines.areas if inputs.redlines else {}).items():
        if mark not in known:
            reader.at(
                redline.source.sheet, redline.source.cell,
                f"The area '{redline.area}' of a redline measure is not in the grid.",
                "Check its spelling, or take the row out.",
            )  # fmt: skip
