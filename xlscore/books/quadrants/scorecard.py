"""Grading the quadrants: each from its redlines, with value and standard from the MSG sheet where the measure has a row there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.grades.formulas import met_formula
from xlscore.books.notes.beside import plan_caveats
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.plan.unread import report_missing
from xlscore.books.quadrants.inputs import QuadrantsSheet, read
from xlscore.books.quadrants.mapping import FormerArea, read_mapping
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.force.quadrants import (
    NOT_YET_GRADED,
    QuadrantInputs,
    QuadrantMeasure,
    QuadrantResult,
    judge_quadrant,
    said_grade,
)
from xlscore.rules.grades import Grade, GradeChange, change_sentence, grade_name
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, name_key

__all__ = ["Quadrant", "Quadrants", "grade_quadrants", "plan_quadrants"]

_CHANGED: Final = (GradeChange.IMPROVED, GradeChange.DETERIORATED, GradeChange.NO_CHANGE)


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A quadrant's grade, last cycle's, and how many of its redlines are met; None: not yet graded."""

    quadrant: str
    command: str
    grade: Grade | None
    previous: Grade | None
    change: GradeChange
    met: int
    of: int
    why: str
    remarks: tuple[str, ...]
    measures: tuple[QuadrantMeasure, ...] = ()
    stands: Grade | None = None
    """The grade that somebody typed, else the one above."""
    former: tuple[FormerArea, ...] = ()
    """The areas of the framework before that went into it."""
    caveats: tuple[str, ...] = ()
    """What has to be said beside its measures, a sentence each."""

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {
            "quadrant": self.quadrant,
            "command": self.command,
            "grade": None if self.grade is None else grade_name(self.grade),
            "previous": None if self.previous is None else grade_name(self.previous),
            "change": self.change.value,
            "redlines": {"met": self.met, "of": self.of},
            "why": self.why,
            "caveats": list(self.caveats),
            "former_areas": [
                {"area": area.area, "grade": area.grade, "cycle": area.cycle} for area in self.former
            ],
        }

    @property
    def name(self) -> str:
        """Return what the quadrant is called, with its command where it has one."""
        return f"{self.quadrant} ({self.command})" if self.command else self.quadrant


@dataclass(frozen=True)
class Quadrants:
    """What grading the quadrants came to."""

    quadrants: tuple[Quadrant, ...]
    problems: tuple[Problem, ...]
    place: str = ""
    """The sheet on which they stand."""

    @property
    def are_measured(self) -> bool:
        """Return whether one of them has a grade, or one of their measures a figure."""
        return any(
            q.stands is not None or any(m.standard.met is not None for m in q.measures)
            for q in self.quadrants
        )

    def sentences(self) -> list[str]:
        """Return each quadrant's grade and why, its change since last cycle, and what its levers say, in sentences."""
        said = [f"{each.name}: {said_grade(each.grade)}, {each.why}." for each in self.quadrants]
        for each in self.quadrants:
            if each.previous is not None and each.grade is not None and each.previous != each.grade:
                said.append(change_sentence(each.name, each.previous, each.grade))
        said += [
            f"{each.name} takes in {'; '.join(area.said for area in each.former)}."
            for each in self.quadrants
            if each.former
        ]
        return [*said, *(f"{each.name}: {remark}." for each in self.quadrants for remark in each.remarks)]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "quadrants": [each.as_dict() for each in self.quadrants],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def grade_quadrants(book: xw.Book, sheet: str | None = None) -> Quadrants:
    """Return the quadrants of the Rebalanced Scorecard, having filled their table."""
    return carry_out(book, "quadrants", lambda planner: plan_quadrants(planner, sheet))


def plan_quadrants(planner: Planner, sheet: str | None = None) -> Quadrants:
    """Return the quadrants' grades, having planned what their table lacks."""
    reader = Reader()
    inputs = read(planner, reader, sheet)
    report_missing(inputs.table, reader)
    results = {row: judge_quadrant(quadrant) for row, quadrant in inputs.quadrants.items()}
    _plan(inputs, results, planner, reader)
    names = [quadrant.quadrant for quadrant in inputs.quadrants.values()]
    former = read_mapping(planner.reading, names, inputs.scale, reader)
    made = tuple(
        _quadrant(inputs.quadrants[row], result, inputs.typed.get(row), former)
        for row, result in results.items()
    )
    return Quadrants(made, tuple(reader.problems), inputs.table.sheet)


def _quadrant(
    inputs: QuadrantInputs,
    result: QuadrantResult,
    typed: Grade | None,
    former: Mapping[str, tuple[FormerArea, ...]],
) -> Quadrant:
    return Quadrant(
        quadrant=inputs.quadrant,
        command=inputs.command,
        grade=result.grade,
        previous=inputs.previous,
        change=result.change,
        met=result.met,
        of=result.of,
        why=result.why,
        remarks=result.remarks,
        measures=inputs.measures,
        stands=result.grade if typed is None else typed,
        former=former.get(name_key(inputs.quadrant), ()) if not inputs.command else (),
        caveats=_caveats(inputs.measures),
    )


def _caveats(measures: Iterable[QuadrantMeasure]) -> tuple[str, ...]:
    return tuple(f"{each.standard.name}: {caveat}" for each in measures for caveat in each.standard.caveats)


def _plan(
    inputs: QuadrantsSheet, results: Mapping[int, QuadrantResult], planner: Planner, reader: Reader
) -> None:
    table = inputs.table
    plan_caveats(planner, inputs.quoted)
    for name in ("met", "grade"):
        planner.column(table, name)
    for row, measure in inputs.rows.items():
        planner.answer(table, row, "value", Answer(inputs.values.get(row)), reader)
        planner.answer(table, row, "met", _met(table, row, measure), reader)
    for row, result in results.items():
        _plan_grade(table, row, said_grade(result.grade), planner, reader)
        change = result.change.value if result.change in _CHANGED else None
        planner.answer(table, row, "change", Answer(change), reader)


def _plan_grade(table: Table, row: int, grade: str, planner: Planner, reader: Reader) -> None:
    """Plan a quadrant's grade; "Not yet graded" as the template says it is nobody's grade, and gives way to one."""
    if planner.owner(table, row, "grade") is Owner.PERSON and key(table.text(row, "grade")) == key(
        NOT_YET_GRADED
    ):
        if grade != NOT_YET_GRADED:
            planner.take_over(table, row, "grade", grade)
        return
    planner.answer(table, row, "grade", Answer(grade), reader)


def _met(table: Table, row: int, measure: QuadrantMeasure) -> Answer:
    standard = measure.standard
    by_figures = standard.met_by_value  # what somebody typed over them is compared with them
    met = standard.met if by_figures is None else by_figures
    if met is None:
        return Answer(None)
    value = "Yes" if met else "No"
    native = (
        standard.typed is None and standard.is_computable and {"value", "minimum"} <= table.columns.keys()
    )
    if not native:
        return Answer(value)
    return Answer(value, met_formula(table, row, higher_is_better=bool(standard.higher_is_better)))
