"""The table of conditions as read: what each asks, what it promises, when it is due, with the grades and figures that test it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from xlscore.books.conditions.facts import read_facts
from xlscore.books.conditions.headings import CONDITIONS
from xlscore.books.grades.cycle import read_cycle
from xlscore.books.grades.force import AreaGrade, ForceGrades, judge_grades
from xlscore.books.grades.grid.reading import find_grid_or_none
from xlscore.books.grades.headings import HISTORY
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.conditions.boards import Due, Promise, read_then, when_due
from xlscore.rules.conditions.grammar import read_condition
from xlscore.rules.conditions.measures import MeasureFacts
from xlscore.rules.conditions.words import ConditionWords
from xlscore.rules.grades import Scale
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError
from xlscore.rules.words import key, name_key

__all__ = ["ConditionRow", "ConditionsSheet", "find_conditions", "is_conditions", "read"]


@dataclass(frozen=True)
class ConditionRow:
    """A condition as read; `asked` and `promise` are None where its words could not be."""

    row: int
    cycle: str
    area: str
    condition: str
    then: str
    due: Due
    asked: ConditionWords | None
    promise: Promise | None
    reason: str
    refused: str = ""
    """Why its words could not be read."""


@dataclass(frozen=True)
class ConditionsSheet:
    """The table of conditions, its rows, and what they are tested by."""

    table: Table
    rows: tuple[ConditionRow, ...]
    grades: ForceGrades | None
    policy: Policy
    reading: Reading

    @cached_property
    def facts(self) -> Sequence[MeasureFacts]:
        """Return what the workbook says of its measures; read when the first condition is tested."""
        return read_facts(self.reading)

    def grade_of(self, area: str) -> AreaGrade | None:
        """Return this cycle's grades of an area, None where the grid does not have it."""
        areas = () if self.grades is None else self.grades.areas
        return next((each for each in areas if name_key(each.area) == name_key(area)), None)


def find_conditions(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the table of conditions, None where the workbook has none."""
    return find_one(reading.blocks, CONDITIONS, is_conditions, sheet)


def is_conditions(table: Table) -> bool:
    """Return whether a table is of conditions: headed If and Then, or with one that reads as such (a survey of buildings has none)."""
    headings = {column_key(str(table.block.at(table.header, table.columns[f]))) for f in ("if", "then")}
    return headings == {"if", "then"} or any(_asks(table.text(row, "if")) for row in table.records)


def _asks(typed: str) -> bool:
    try:
        return bool(read_condition(typed).clauses)
    except RuleError:
        return False


def read(planner: Planner, reader: Reader, table: Table, grades: ForceGrades | None) -> ConditionsSheet:
    """Return the conditions as read; what cannot be read is a problem of its cell."""
    reading = planner.reading
    if grades is None and find_grid_or_none(reading) is not None:
        grades = judge_grades(reading)
    policy = read_policy(reading, Reader()).policy
    keys = {row: table.row_key(row) for row in table.records}
    called = {row: f"The condition '{table.text(row, 'if')}' of '{table.text(row, 'area')}'" for row in keys}
    _report_nameless(table, reader)
    reader.twins(table, keys, "area", called)
    current, before = _cycles(reading)
    cycles = [table.text(row, "cycle") for row in table.records]
    rows = tuple(
        _row(
            table,
            row,
            when_due(table.text(row, "cycle"), current, before, cycles),
            policy.grade_scale,
            reader,
        )
        for row in table.records
    )
    known = {name_key(each.area) for each in (grades.areas if grades is not None else ())}
    for each in rows:
        if known and each.due is Due.NOW and name_key(each.area) not in known:
            reader.at(
                table.sheet, table.cell(each.row, "area"), f"The area '{each.area}' of a condition is not in the grid.",
                "Check its spelling, or take the row out.",
            )  # fmt: skip
    return ConditionsSheet(table, rows, grades, policy, reading)


def _cycles(reading: Reading) -> tuple[str, dict[str, str]]:
    """Return the cycle that the workbook is at, "" where it does not say, and which cycle was rolled into which."""
    grid = find_grid_or_none(reading)
    block = None if grid is None else reading.block(grid.sheet)
    current = "" if block is None else read_cycle([block]).name
    history = find_one(reading.blocks, HISTORY)
    lines = () if history is None else history.records
    rolled = (
        {}
        if history is None
        else {key(history.text(r, "next_cycle")): history.text(r, "cycle") for r in lines}
    )
    return current, rolled


def _row(table: Table, row: int, due: Due, scale: Scale, reader: Reader) -> ConditionRow:
    """Return a condition; only one that is due must be readable."""
    told = reader if due in (Due.NOW, Due.UNKNOWN) else Reader()
    typed, then = told.text(table, row, "if"), told.text(table, row, "then")
    asked, refused = None, ""
    if typed:
        try:
            asked = read_condition(typed)
        except RuleError as error:
            refused = error.what
            told.at(table.sheet, table.cell(row, "if"), error.what, error.do)
    else:
        refused = "There is no condition."
        told.at(table.sheet, table.cell(row, "if"), refused, "Write what the figures must show.")
    if due is Due.UNKNOWN:
        told.at(
            table.sheet, table.cell(row, "cycle"), "The workbook does not say which cycle it is at, so nobody knows whether this is due.",
            "Write the cycle beside the label Cycle on the grid's sheet, for example Cycle 14.",
        )  # fmt: skip
    promise = told.word(table, row, "then", lambda text: read_then(text, scale))
    if not then and typed:
        told.at(
            table.sheet,
            table.cell(row, "then"),
            "The condition promises no grade.",
            "Enter the grade, or Review.",
        )
    cells = table.text(row, "cycle"), table.text(row, "area")
    return ConditionRow(
        row, *cells, typed, then, due, asked, promise, told.text(table, row, "reason"), refused
    )


def _report_nameless(table: Table, reader: Reader) -> None:
    """Report the conditions among and right below the others that name no area."""
    last = max(table.records, default=table.header)
    for row in range(table.header + 1, table.end or table.block.last_row + 1):
        blank = is_blank(table.value(row, "if"))
        if blank and row > last:
            break
        if (
            not blank
            and row not in table.records
            and is_blank(table.value(row, "area"))
            and _asks(table.text(row, "if"))
        ):
            reader.at(
                table.sheet, table.cell(row, "area"), "A condition without an area is not tested.", "Name its area as the grid does."
            )  # fmt: skip
