"""The action log: its numbers given, age and overdue written beside each action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from xlscore.books.logs.action_rows import ActionLog, keep_numbers
from xlscore.books.logs.cells import report_doubts
from xlscore.books.logs.finding import is_locked
from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.logs.actions import judge_actions
from xlscore.rules.logs.numbers import LogNumber, NumberedRow, number_rows, scoped
from xlscore.rules.logs.records import ActionInputs, ActionResult
from xlscore.rules.words import name_key

__all__ = ["plan_actions"]


def plan_actions(
    planner: Planner, log: ActionLog, at: date, begins: int, reader: Reader
) -> tuple[tuple[ActionResult, ...], str]:
    """Return each action as judged and the number to come, having planned numbers, ages and what is overdue."""
    waiting, readable = _waiting(planner, log, reader), _is_readable(log)
    rows = scoped([NumberedRow(a.row, a.number, a.row in waiting, a.raised, a.meeting) for a in log.actions])
    given, to_come = number_rows(rows, log.used, at, begins)
    there = {row.row: row.number for row in rows if row.number is not None}
    actions = [replace(a, number=given.get(a.row, there.get(a.row))) for a in log.actions]
    results, doubts = judge_actions(actions, at, log.used)
    report_doubts(log.table, doubts, reader)
    _write(planner, replace(log.table, called=_called(actions)), results, given, reader)
    # What is not written can be given again.
    written = there if is_locked(planner, log.table.sheet) else {**there, **given}
    keep_numbers(planner, log.table, {*log.used, *written.values()})
    return results, to_come.text if readable else ""


def _write(
    planner: Planner,
    table: Table,
    results: Iterable[ActionResult],
    given: dict[int, LogNumber],
    reader: Reader,
) -> None:
    planner.settle(table)
    figures = any(isinstance(table.value(row, "number"), (int, float)) for row in table.records)
    for result in results:
        row = result.inputs.row
        if row in given:
            plain = figures and result.number.isdigit() and not result.number.startswith("0")
            number: Scalar = float(result.number) if plain else result.number
            planner.answer(table, row, "number", Answer(number), marked=True)
        planner.answer(table, row, "age", Answer(result.age), reader)
        planner.answer(table, row, "overdue", Answer("Overdue" if result.overdue else None), reader)


def _called(actions: Sequence[ActionInputs]) -> dict[int, str]:
    """Return what the ledger calls each action: its number, which stays when its words change; without one its words."""
    marks = {a.row: "" if a.number is None else "|".join(map(str, a.number.mark_of)) for a in actions}
    times = Counter(marks.values())
    return {
        a.row: marks[a.row] if times[marks[a.row]] == 1 and marks[a.row] else f"{marks[a.row]}|{name_key(a.action)}"
        for a in actions
    }  # fmt: skip


def _waiting(planner: Planner, log: ActionLog, reader: Reader) -> set[int]:
    """Return the rows of the actions that wait for a number: none in a log of whose numbers not one can be read."""
    waiting = [a.row for a in log.actions if _asks(planner, log.table, a.row, reader)]
    if waiting and not _is_readable(log):
        reader.at(
            log.table.sheet, log.table.cell(waiting[0], "number"),
            "None of the log's numbers can be read, so nobody can say which one is next: none is given.",
            "Type the numbers as 48/19, 2019/048 or 48.",
        )  # fmt: skip
        return set()
    return set(waiting)


def _is_readable(log: ActionLog) -> bool:
    """Return whether a log's numbers say which one is next: one of them can be read, or there is none yet."""
    typed = [a.number for a in log.actions if not is_blank(log.table.value(a.row, "number"))]
    return bool(log.used) or not typed or any(number is not None for number in typed)


def _asks(planner: Planner, table: Table, row: int, reader: Reader) -> bool:
    """Return whether an action waits for its number: not where a formula stands, or where its cell is merged with others."""
    column = table.columns.get("number")
    if column is None:
        return is_blank(table.value(row, "number"))
    if reader.awaits(table, row, column) or planner.has_formula(table.sheet, row, column):
        return False
    asks = is_blank(table.value(row, "number"))
    if asks and table.block.is_merged(row, column):
        what = "The cell is merged with others, so the action gets no number."
        reader.report(table, row, column, what, "Take the merge apart (Home, Merge & Center).")
        return False
    return asks
