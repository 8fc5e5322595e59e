"""The conditions of the last Board: tested, and where one is fulfilled and its grade was not given, the reason asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.conditions.headings import CONDITIONS
from xlscore.books.conditions.inputs import ConditionRow, ConditionsSheet, is_conditions, read
from xlscore.books.grades.force import ForceGrades
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_required
from xlscore.rules.conditions.boards import REVIEW, Applied, Due, judge_promise
from xlscore.rules.conditions.judging import ConditionOutcome, judge_condition
from xlscore.rules.conditions.measures import AreaFacts
from xlscore.rules.exact import exact
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.problems import Problem

__all__ = ["Condition", "Conditions", "check_conditions", "plan_conditions"]

_SAID: Final = {True: "Yes", False: "No", None: "Cannot be tested"}
_WRITTEN: Final = ("fulfilled", "says")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, whether it is due and fulfilled, what the figures say, and whether its grade was given."""

    cycle: str
    area: str
    condition: str
    then: str
    due: bool | None
    """Whether it counts at this Board; None where the workbook does not say."""
    fulfilled: bool | None
    says: str
    grade: Grade | None
    """This cycle's force grade of the area."""
    applied: bool | None
    """Whether the grade is the promised one, None where there is nothing to ask."""
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        plain = {name: getattr(self, name) for name in self.__slots__ if name not in ("condition", "grade")}
        return plain | {"if": self.condition, "grade": None if self.grade is None else grade_name(self.grade)}


@dataclass(frozen=True)
class Conditions:
    """What testing the conditions came to."""

    conditions: tuple[Condition, ...]
    problems: tuple[Problem, ...]

    @property
    def due(self) -> tuple[Condition, ...]:
        """Return the conditions that count at this Board."""
        return tuple(each for each in self.conditions if each.due)

    def sentences(self) -> list[str]:
        """Return each condition that counts in a sentence."""
        return [_sentence(each) for each in self.due]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "conditions": [each.as_dict() for each in self.conditions],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def _sentence(each: Condition) -> str:
    what = {True: "fulfilled", False: "not fulfilled", None: "cannot be tested"}[each.fulfilled]
    said = (
        f"{each.area}: '{each.condition}' is {what}"
        if each.fulfilled is not None
        else f"{each.area}: '{each.condition}' {what}"
    )
    ends = {True: f"; {each.then} applied", False: f"; {each.then} not applied"}.get(each.applied, "")  # type: ignore[arg-type]
    if each.fulfilled and each.applied is None:
        ends = f"; then {each.then}"
    return f"{said}{ends}. {each.says.rstrip('.')}."


def check_conditions(book: xw.Book, sheet: str | None = None) -> Conditions:
    """Return the conditions of a workbook as tested, having filled their table."""
    return carry_out(book, "conditions", lambda planner: plan_conditions(planner, sheet))


def plan_conditions(
    planner: Planner, sheet: str | None = None, grades: ForceGrades | None = None
) -> Conditions:
    """Return the conditions as tested, having planned what their table lacks; `grades` are those of the same run."""
    reader = Reader()
    planner.reading.refuse_unknown(sheet)
    table = find_required(planner.reading.blocks, CONDITIONS, is_conditions, sheet)
    sheets = read(planner, reader, table, grades)
    for name in _WRITTEN:
        planner.column(table, name)
    made = tuple(_condition(sheets, row, planner, reader) for row in sheets.rows)
    return Conditions(made, tuple(reader.problems))


def _condition(sheets: ConditionsSheet, row: ConditionRow, planner: Planner, reader: Reader) -> Condition:
    known = sheets.grade_of(row.area)
    outcome = _outcome(sheets, row) if row.due is Due.NOW else None
    given = None if known is None else known.final
    reason = row.reason or ("" if known is None else known.rationale)
    applied = None if outcome is None else judge_promise(outcome, row.promise, given, reason=bool(reason))
    _plan(sheets, row, outcome, planner, reader)
    if outcome is not None and applied is Applied.NO and known is not None:
        _report_not_applied(sheets, row, known.agreed, given, reader)
    return Condition(
        cycle=row.cycle,
        area=row.area,
        condition=row.condition,
        then=REVIEW if row.promise is not None and row.promise.grade is None else _then(row),
        due=None if row.due is Due.UNKNOWN else row.due is Due.NOW,
        fulfilled=None if outcome is None else outcome.fulfilled,
        says="" if outcome is None else outcome.says,
        grade=given,
        applied=None if applied is None else applied is Applied.YES,
        reason=reason if applied is Applied.WITH_REASON else row.reason,
    )


def _then(row: ConditionRow) -> str:
    return row.then if row.promise is None else grade_name(row.promise.grade)


def _outcome(sheets: ConditionsSheet, row: ConditionRow) -> ConditionOutcome:
    if row.asked is None:
        return ConditionOutcome(None, row.refused)
    known = sheets.grade_of(row.area)
    facts = AreaFacts(
        row.area, None if known is None else known.redline, sheets.facts, exact(sheets.policy.trend_tolerance)
    )
    return judge_condition(row.asked, facts)


def _plan(
    sheets: ConditionsSheet,
    row: ConditionRow,
    outcome: ConditionOutcome | None,
    planner: Planner,
    reader: Reader,
) -> None:
    """Plan what came of a condition; what stands beside one of an earlier Board is its record and stays."""
    table = sheets.table
    if outcome is None:
        if row.due is not Due.EARLIER:
            for name in _WRITTEN:
                planner.answer(table, row.row, name, Answer(None))
        return
    planner.answer(table, row.row, "fulfilled", Answer(_SAID[outcome.fulfilled]), reader)
    planner.answer(table, row.row, "says", Answer(outcome.says))
    if outcome.fulfilled is None and row.asked is not None:
        reader.at(
            table.sheet,
            table.cell(row.row, "if"),
            outcome.says,
            outcome.do or "Put the figures or the condition right.",
        )


def _report_not_applied(
    sheets: ConditionsSheet, row: ConditionRow, agreed: bool, given: Grade | None, reader: Reader
) -> None:
    table = sheets.table
    which = (
        f"the final grade is {grade_name(given)}"
        if agreed
        else f"the suggested grade, not yet agreed, is {grade_name(given)}"
    )
    reader.at(
        table.sheet, table.cell(row.row, "reason") or table.cell(row.row, "then"),
        f"{row.area}: the condition '{row.condition}' is fulfilled and {_then(row)} is not applied: {which}, without a reason.",
        "Write the Board's reason, here or as the rationale of the area, or give the grade.",
    )  # fmt: skip
