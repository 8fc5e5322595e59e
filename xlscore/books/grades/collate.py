"""Commands' returns into the grid: who has not returned, who graded an area twice, which areas nobody knows.

What a person typed into the grid stays: a return that says something else is a problem, not a correction. A grade that an
earlier return brought gives way to the command's later one, and so does its own to the Oversight Board's; the grade before
is kept in the table of grade changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlwings as xw

from xlscore.books.grades.evidence import plan_returned_evidence
from xlscore.books.grades.grid.reading import not_returned_problem
from xlscore.books.grades.headings import GRADE_CHANGES
from xlscore.books.grades.keeping import KeptChange, ReturnedGrades, add_changes
from xlscore.books.grades.returned.carrying import carry_rows
from xlscore.books.grades.returns import CollateInputs, read
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.words import counted
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import shown
from xlscore.rules.force.evidence import ReturnedEvidence
from xlscore.rules.force.returned import said_review
from xlscore.rules.force.returns import Outcome, ReturnsResults, SettledGrade, settle_returns
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key

__all__ = ["Collated", "collate", "plan"]


@dataclass(frozen=True)
class Collated:
    """What collating came to: the grades taken over by command, and what was wrong."""

    taken: dict[str, int]
    not_returned: tuple[str, ...]
    graded_twice: tuple[str, ...]
    unknown_areas: tuple[str, ...]
    problems: tuple[Problem, ...]
    changed: tuple[KeptChange, ...] = ()
    """The changes of commands' grades that were kept as rows of the table of grade changes."""
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How many redlines and risks of each command were taken over or brought up to date, by what they are called."""

    def carried(self) -> list[str]:
        """Return what else was taken over from each command, in sentences."""
        return [
            f"{command}: {counted(number, noun)} taken over."
            for noun, commands in self.rows.items()
            for command, number in commands.items()
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "commands": self.taken,
            "not_returned": list(self.not_returned),
            "graded_twice": list(self.graded_twice),
            "unknown_areas": list(self.unknown_areas),
            "grade_changes": [change.as_dict() for change in self.changed],
            "redlines": dict(self.rows.get("redline", {})),
            "risks": dict(self.rows.get("risk", {})),
            "problems": [problem.as_dict() for problem in self.problems],
        }


def collate(book: xw.Book, returns: Sequence[xw.Book], sheet: str | None = None) -> Collated:
    """Return what the commands' returns came to, having filled the blank cells of the workbook's grid."""
    return carry_out(book, "collate", lambda planner: _collate(planner, returns, sheet), whole=True)


def _collate(planner: Planner, returns: Sequence[xw.Book], sheet: str | None) -> Collated:
    inputs, reader = read(planner, returns, sheet), Reader()
    results, reviews = settle_returns(inputs.judged), settle_returns(inputs.reviews)
    plan(inputs, results, reviews, planner, reader)
    rows = carry_rows(planner, inputs.rows, inputs.grid.table.sheet, reader)
    twice = (one for one in (*results.settled, *reviews.settled) if one.is_twice)
    return Collated(
        {command: number + reviews.taken.get(command, 0) for command, number in results.taken.items()},
        results.not_returned,
        tuple(dict.fromkeys(f"{one.command}: {one.area}" for one in twice)),
        tuple(dict.fromkeys(grade.area for _, grade in (*results.unknown, *reviews.unknown))),
        tuple(dict.fromkeys([*inputs.problems, *reader.problems])),
        kept_changes(inputs, results, reviews),
        rows,
    )


def kept_changes(
    inputs: CollateInputs, results: ReturnsResults, reviews: ReturnsResults
) -> tuple[KeptChange, ...]:
    """Return the changes of commands' grades that the returns come to, in their order.

    Where the grid holds both grades, what the Oversight Board changed is kept with who, when and why, as far as the return says it.
    """
    kept = [KeptChange(one.area, one.command, step) for one in results.settled for step in one.steps]
    unsettled = {
        (one.command, one.area)
        for one in (*results.settled, *reviews.settled)
        if one.outcome in (Outcome.DISPUTED, Outcome.DIFFERS)
    }
    spelt = {name_key(area): area for area in inputs.judged.areas}
    for one in inputs.both:
        for grade in one.grades:
            area = spelt.get(name_key(grade.area))
            if area is None or not grade.is_readable or (one.command, area) in unsettled:
                continue
            known = inputs.judged.areas[area][one.command].known
            steps = said_review(grade.returned, known)
            kept += [KeptChange(area, one.command, step) for step in steps]
    return tuple(dict.fromkeys(kept))


def plan(
    inputs: CollateInputs, results: ReturnsResults, reviews: ReturnsResults, planner: Planner, reader: Reader
) -> None:
    """Plan the grades that the grid takes; what needs a person is a problem, of the grid's cell or the return's.

    `reviews` are those of the Oversight Board, where the grid has them beside the commands' own.
    """
    for one in results.again:
        reader.at(
            one.source.sheet, "", f"{one.command} has sent a second return.", "Keep the one that holds."
        )
    own = {name_key(grade.area) for _, grade in results.unknown}
    lone = (one for one in reviews.unknown if name_key(one[1].area) not in own)
    for command, grade in (*results.unknown, *lone):
        reader.at(
            grade.source.sheet, grade.source.cell,
            f"{command} grades '{grade.area}', which is no area of the grid.", "Check its spelling, or add the area to the grid.",
        )  # fmt: skip
    for settled in results.settled:
        column = inputs.grid.commands[settled.command]
        _plan_settled(settled, inputs, column, inputs.came, planner, reader)
    twice = {(one.command, one.area) for one in results.settled if one.is_twice}
    for settled in reviews.settled:
        told = (settled.command, settled.area) in twice and settled.outcome is not Outcome.DISPUTED
        column = inputs.grid.reviewed[settled.command].oversight
        _plan_settled(settled, inputs, column, inputs.reviews_came, planner, reader, told=told)
    inputs.reviews_came.plan()
    inputs.came.plan()
    add_changes(planner, inputs.moves, inputs.cycle, kept_changes(inputs, results, reviews))
    _plan_evidence(inputs, results, planner, reader)
    for command in results.not_returned:
        reader.add(not_returned_problem(inputs.grid, command))


def _plan_settled(
    settled: SettledGrade,
    inputs: CollateInputs,
    column: int,
    came: ReturnedGrades,
    planner: Planner,
    reader: Reader,
    *,
    told: bool = False,
) -> None:
    """Plan a grade for its cell of the grid; one that disagrees with what stands there is a problem.

    `told` is whether it is said already that the command graded the area twice.
    """
    table = inputs.grid.table
    row = {area.area: area.row for area in inputs.grid.areas}[settled.area]
    if settled.is_twice and not told:
        _report_twice(settled, reader)
    if settled.outcome in (Outcome.TAKEN, Outcome.CHANGED):
        planner.enter(table.sheet, row, column, grade_name(settled.grade))
        came.keep(settled.area, settled.command, settled.grade)
    elif settled.outcome is Outcome.DIFFERS:
        said = f"{grade_name(settled.grade)} ({settled.given[0].source.place})"
        reader.report(
            table, row, column,
            f"{shown(table.block.at(row, column)) or 'A formula'} stands here, and the return says {said}.",
            f"Correct the one that is wrong; the grid's is kept. Where the command changed its grade, enter that in a table {GRADE_CHANGES.sheet}.",
        )  # fmt: skip


def _plan_evidence(inputs: CollateInputs, results: ReturnsResults, planner: Planner, reader: Reader) -> None:
    """Plan the evidence of the returns, of those of one command together."""
    returned: dict[str, tuple[ReturnedEvidence, ...]] = {}
    for one in inputs.judged.returns:
        returned[one.command] = (*returned.get(one.command, ()), *one.evidence)
    known = {name_key(area.area) for area in inputs.grid.areas}
    known |= {name_key(grade.area) for _, grade in results.unknown}  # named already
    for command, pieces in returned.items():
        for piece in pieces:
            if name_key(piece.area) not in known:
                reader.at(
                    piece.source.sheet, piece.source.cell,
                    f"{command} has evidence for '{piece.area}', which is no area of the grid.",
                    "Check its spelling, or add the area to the grid.",
                )  # fmt: skip
    graded: dict[str, dict[str, Grade | None]] = {}
    for settled in results.settled:
        if settled.outcome not in (Outcome.DISPUTED, Outcome.DIFFERS):
            graded.setdefault(settled.area, {})[settled.command] = settled.grade
    plan_returned_evidence(inputs.evidence, inputs.grid, returned, graded, planner, reader)


def _report_twice(settled: SettledGrade, reader: Reader) -> None:
    said = ", ".join(f"{grade_name(one.holds)} at {one.source.place}" for one in settled.given)
    last = settled.given[-1].source
    reader.at(
        last.sheet, last.cell, f"{settled.command} graded '{settled.area}' twice: {said}.",
        "Ask which one holds; neither is taken over." if settled.outcome is Outcome.DISPUTED else "Strike one out.",
    )  # fmt: skip
