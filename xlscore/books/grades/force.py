"""Generate force grades: a suggestion per area with its reason, beside what the Board decided.

The suggestion never decides: while nobody has entered a final grade the cell shows the suggestion and follows it; one that
a person entered stays. What the Board decided against the suggestion, and what changed since last cycle, needs a rationale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import xlwings as xw

from xlscore.books.evidence.sheet import KeptEvidence
from xlscore.books.grades.areas import plan_met
from xlscore.books.grades.changes import plan_changes
from xlscore.books.grades.courses.sheet import plan_courses
from xlscore.books.grades.evidence import plan_evidence
from xlscore.books.grades.grade_changes import change_dict, change_text, report_moves
from xlscore.books.grades.grid.oversight import oversight_dict, report_oversight
from xlscore.books.grades.grid.reading import report_unread
from xlscore.books.grades.inputs import GradesInputs, read
from xlscore.books.grades.redlines.planning import judged, plan_said, report_lost
from xlscore.books.grades.risks import command_redlines, plan_redline, report_commands
from xlscore.books.grades.tidy import spellings_of
from xlscore.books.notes.beside import plan_caveats
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.plan.words import counted, tally
from xlscore.books.risks.register import Belongs
from xlscore.books.risks.risks import plan_register
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.force.area_change import AreaChange
from xlscore.rules.force.area_grades import (
    AreaInputs,
    AreaResult,
    judge_area,
)
from xlscore.rules.force.command_changes import NO_MOVES, AreaMoves, Oversight, moves_sentence
from xlscore.rules.force.command_redlines import CommandRedlines
from xlscore.rules.force.plan_priorities import LinkedPriority, plan_sentence
from xlscore.rules.force.rationale import unexplained
from xlscore.rules.force.risks import RiskRedline, because
from xlscore.rules.force.summary import changes_sentences, counts_sentences
from xlscore.rules.grades import (
    NOT_RETURNED,
    Grade,
    Scale,
    counts,
    grade_name,
)
from xlscore.rules.problems import Problem
from xlscore.rules.redlines.area import RedlinesResult
from xlscore.rules.spellings import Spelling
from xlscore.rules.words import key, name_key

__all__ = [
    "AreaGrade",
    "ForceGrades",
    "generate_force_grades",
    "judge",
    "judge_grades",
    "judged_from",
    "plan",
    "plan_grades",
]

OVERRIDDEN: Final = "Yes"
_FILLED: Final = ("suggested", "why", "final", "override", "rationale")
"""The columns that a grid needs, in the order in which missing ones are added."""


@dataclass(frozen=True, slots=True)
class AreaGrade:
    """An area's grades: suggested with its reason, final, redline, and the commands' own.

    A command's own is None where its cell cannot be read, and "Not returned" while the command has graded no area.
    """

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
    redlines: RedlinesResult
    """How many of its redline measures are met, and what is said of each."""
    oversight: Oversight | None = None
    """What the Oversight Board made of it, None where that is not said."""
    moves: AreaMoves = NO_MOVES
    """The changes of the commands' grades in this cycle, oldest first."""
    before_and_after: tuple[Mapping[Grade, int], Mapping[Grade, int]] | None = None
    """How many commands had each grade before these changes and after; None without any, or where that cannot be said."""
    moved: str = ""
    """The same in words."""
    caveats: tuple[str, ...] = ()
    """What has to be said beside the area and its redline measures, a sentence each."""
    evidence: tuple[KeptEvidence, ...] = ()
    """What the commands say for their grades, and the good practice that they name."""

    @property
    def is_pending(self) -> bool:
        """Return whether the final grade is the suggestion, which nobody has agreed yet."""
        return not self.agreed and self.final is not None

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
            "redlines": self.redlines.as_dict(),
            "oversight": None if self.oversight is None else oversight_dict(self.oversight),
            "moved": {
                "changes": [change_dict(change) for change in self.moves.changes],
                "before": self._counts(0),
                "after": self._counts(1),
            },
            "caveats": list(self.caveats),
            "evidence": [piece.as_dict() for piece in self.evidence],
        }

    def _counts(self, place: int) -> dict[str, int]:
        """Return how many commands have each grade, best first, before the changes (0) or after (1); none where nothing changed."""
        if self.before_and_after is None:
            return {}
        return {grade.value: number for grade, number in self.before_and_after[place].items()}


@dataclass(frozen=True)
class ForceGrades:
    """What generating the force grades came to."""

    areas: tuple[AreaGrade, ...]
    compared: tuple[AreaChange, ...]
    scale: Scale
    problems: tuple[Problem, ...]
    commands: tuple[CommandRedlines, ...] = ()
    """Each command's own redlines."""
    force_risks: tuple[RiskRedline, ...] = ()
    """The risks of the whole force that score over the limit."""
    spellings: tuple[Spelling, ...] = ()
    """The grades that the grid's cells hold in several ways, which is no problem."""
    priorities: tuple[LinkedPriority, ...] = ()
    """The priorities of the police and crime plan, each with its areas."""

    @property
    def counts(self) -> dict[str, int]:
        """Return how many areas have each final grade, best first: agreed or else suggested, as `counted` says."""
        return self._count(self.areas)

    @property
    def counted(self) -> str:
        """Return what the counts count: "agreed" or "suggested" grades, or "mixed" where they count both."""
        if not any(area.agreed for area in self.areas):
            return "suggested"
        return "mixed" if self.pending else "agreed"

    @property
    def counts_agreed(self) -> dict[str, int]:
        """Return how many areas a person has given each grade, best first."""
        return self._count(area for area in self.areas if area.agreed)

    @property
    def counts_pending(self) -> dict[str, int]:
        """Return how many areas have each grade by the suggestion alone, best first."""
        return self._count(self.pending)

    def _count(self, areas: Iterable[AreaGrade]) -> dict[str, int]:
        found = counts((area.final for area in areas), self.scale)
        return {grade.value: number for grade, number in found.items()}

    @property
    def counts_said(self) -> dict[Grade, int]:
        """Return how many areas a person has given each grade, best first, as far as it can be said while some are not agreed."""
        if self.counted == "suggested" and self.pending:
            return {}
        agreed = {Grade(name): number for name, number in self.counts_agreed.items()}
        # None agreed at a grade is not yet none at it.
        return {grade: number for grade, number in agreed.items() if number or not self.pending}

    @property
    def pending(self) -> tuple[AreaGrade, ...]:
        """Return the areas whose final grade is the suggestion, which nobody has agreed yet."""
        return tuple(area for area in self.areas if area.is_pending)

    @property
    def changes(self) -> tuple[AreaChange, ...]:
        """Return the areas whose grade is another than last cycle."""
        return tuple(change for change in self.compared if change.changed)

    @property
    def overrides(self) -> tuple[AreaGrade, ...]:
        """Return the areas in which the Board decided against the suggestion."""
        return tuple(area for area in self.areas if area.override)

    def sentences(self) -> list[str]:
        """Return counts and changes as the board paper words them; what nobody has agreed yet is said to be that."""
        if not self.areas:
            return ["The grid has no areas yet, so there is nothing to grade."]
        if all(area.final is None and area.suggested is None for area in self.areas):
            return ["Nothing is graded yet: no area has a final grade, and none can be suggested."]
        said = counts_sentences(self.counts_said, self.changes)
        if self.pending:
            number = counted(len(self.pending), "area")
            said.append(f"{number} not yet agreed: suggested {tally(self.counts_pending)}.")
        said += [f"{area.area}: {sentence}." for area in self.areas if (sentence := area.moved)]
        said += [sentence for area in self.areas for sentence in area.redlines.sentences]
        said += filter(None, [plan_sentence(self.priorities)])
        said += changes_sentences(self.changes)
        if self.force_risks:
            said.append(f"Force: redline not met, {because(self.force_risks)}.")
        return [*said, *filter(None, (command.sentence for command in self.commands))]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "areas": [area.as_dict() for area in self.areas],
            "counts": self.counts,
            "counted": self.counted,
            "changes": [change.as_dict() for change in self.changes],
            "commands": [each.as_dict() for each in self.commands],
            "force_redlines": [risk.words for risk in self.force_risks],
            "priorities": [priority.as_dict() for priority in self.priorities],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def generate_force_grades(book: xw.Book, sheet: str | None = None) -> ForceGrades:
    """Return the suggested and final grades of a workbook's areas, having filled its grid and its changes.

    `sheet` names the grid's sheet where a workbook has two grids.
    """
    return carry_out(book, "grades", lambda planner: plan_grades(planner, sheet))


def plan_grades(planner: Planner, sheet: str | None = None) -> ForceGrades:
    """Return the grades of a workbook's areas, having planned what the grid and the changes lack."""
    reader = Reader()
    inputs = read(planner, reader, sheet)
    results = judge(inputs)
    plan(inputs, results, planner, reader)
    agreed = {
        area.area: result.final if result.agreed else None
        for area, result in zip(inputs.areas, results, strict=True)
    }
    before = {result.change.area: result.change.previous for result in results}
    plan_courses(planner, inputs.grid.table.sheet, agreed, before, inputs.policy.grade_scale, reader)
    return replace(_answer(inputs, results, reader), spellings=spellings_of(inputs.grid, planner))


def judge_grades(reading: Reading, sheet: str | None = None) -> ForceGrades:
    """Return the grades of a workbook's areas with nothing planned, and what could not be read of them."""
    return judged_from(reading, sheet)[-1]


def judged_from(
    reading: Reading, sheet: str | None = None
) -> tuple[GradesInputs, tuple[AreaResult, ...], ForceGrades]:
    """Return the grades of a workbook's areas with nothing planned, with the records that they were judged from and into."""
    reader = Reader()
    inputs = read(Planner(reading), reader, sheet)
    results = judge(inputs)
    return inputs, results, _answer(inputs, results, reader)


def judge(inputs: GradesInputs) -> tuple[AreaResult, ...]:
    """Return what the rules say of each area."""
    return tuple(judge_area(area, inputs.policy) for area in inputs.areas)


def _answer(inputs: GradesInputs, results: Sequence[AreaResult], reader: Reader) -> ForceGrades:
    pieces = inputs.evidence.pieces
    areas = tuple(
        replace(_area_grade(area, result, redlines), evidence=pieces.get(name_key(area.area), ()))
        for area, result, redlines in zip(
            inputs.areas, results, judged(inputs.redlines, inputs.areas), strict=True
        )
    )
    compared = tuple(result.change for result in results)
    of_force = () if inputs.risks is None else inputs.risks.redlines(Belongs.FORCE, Belongs.FORCE)
    scale, problems = inputs.policy.grade_scale, tuple(reader.problems)
    return ForceGrades(areas, compared, scale, problems, _commands(inputs), of_force, priorities=inputs.plan)


def _commands(inputs: GradesInputs) -> tuple[CommandRedlines, ...]:
    return command_redlines(inputs.areas, inputs.grid, inputs.redlines, inputs.risks)


def _area_grade(area: AreaInputs, result: AreaResult, redlines: RedlinesResult) -> AreaGrade:
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
        commands={name: _own_grade(name, area) for name in area.commands},
        redlines=redlines,
        oversight=area.oversight,
        moves=result.moves,
        before_and_after=result.moves.before_and_after(area.commands),
        moved=moves_sentence(result.moves, area.commands),
        caveats=(
            *area.caveats,
            *(f"{measure.name}: {caveat}" for measure in area.measures for caveat in measure.caveats),
        ),
    )


def _own_grade(command: str, area: AreaInputs) -> str | None:
    """Return a command's own grade of an area in words, None where its cell cannot be read."""
    if command in area.not_returned:
        return NOT_RETURNED
    typed = area.commands[command]
    return grade_name(typed.grade) if typed.is_readable else None


def plan(inputs: GradesInputs, results: Sequence[AreaResult], planner: Planner, reader: Reader) -> None:
    """Plan the results as what the cells hold; what a person put there stays, and is a problem where it disagrees."""
    table = inputs.grid.table
    if inputs.redlines is not None:
        plan_met(inputs.redlines, planner, reader)
        plan_said(inputs.redlines, planner, reader)
    if inputs.risks is not None:
        plan_register(inputs.risks, planner, reader)
    report_commands(inputs.grid, _commands(inputs), reader)
    filled = [name for name in _FILLED if not inputs.grid.may_be_final or name in ("suggested", "why")]
    for name in filled:
        planner.column(table, name)
    report_unread(inputs.grid, reader)
    plan_caveats(planner, inputs.quoted)
    plan_evidence(inputs.evidence, inputs.grid, [result.redline for result in results], planner, reader)
    for row, area, result in zip(inputs.grid.areas, inputs.areas, results, strict=True):
        place = table, row.row
        plan_redline(place, area, result, (inputs.redlines, inputs.risks), planner, reader)
        _plan_suggestion(table, row.row, result, planner, reader, filled)
        report_oversight(table, row.row, area, result, reader)
        report_moves(inputs.moves, area, result, reader)
        moved = "; ".join(map(change_text, result.moves.changes)) or None
        if "moved" in table.columns:
            planner.answer(table, row.row, "moved", Answer(moved), reader)
        if result.lacks_rationale and "rationale" in filled:
            where = cell_address(row.row, planner.column(table, "rationale"))
            reader.at(table.sheet, where, unexplained(result), "Write the Board's rationale.")
    if inputs.changes is not None and not inputs.grid.may_be_final:
        plan_changes(inputs.changes, [result.change for result in results], planner, reader)
    report_lost(inputs.redlines, (*(area.area for area in inputs.areas), *inputs.grid.commands), reader)


def _plan_suggestion(
    table: Table, row: int, result: AreaResult, planner: Planner, reader: Reader, filled: Sequence[str]
) -> None:
    """Plan the suggestion and its reason, and as final grade while nobody entered one."""
    suggestion = result.suggestion
    grade = None if suggestion.grade is None else grade_name(suggestion.grade)
    suggested = None if suggestion.blocked_by else grade_name(suggestion.grade)
    planner.answer(table, row, "suggested", Answer(suggested), reader)
    planner.answer(table, row, "why", Answer(suggestion.why), reader)
    if "final" not in filled:
        return
    planner.answer(table, row, "final", Answer(grade), marked=True)
    override = Answer(OVERRIDDEN if result.override else None)
    whose = planner.answer(table, row, "override", override, reader)
    if whose is Owner.PERSON and not result.override and key(table.text(row, "override")) == key(OVERRIDDEN):
        reader.report(
            table, row, table.columns["override"],
            f"Override is typed as {OVERRIDDEN}, and the final grade does not differ from the suggestion.",
            "Correct the final grade, or clear the cell to have it filled.",
        )  # fmt: skip
