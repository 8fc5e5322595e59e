"""The action log: read with its meetings, judged, its numbers given, age and overdue written beside each action."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from xlscore.books.logs.finding import is_locked
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table, shown
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.actions import judge_actions
from xlscore.rules.logs.due import read_due
from xlscore.rules.logs.numbers import LogNumber, NumberedRow, number_rows, read_number
from xlscore.rules.logs.records import ActionInputs, ActionResult, LogDoubt
from xlscore.rules.words import quoted

__all__ = ["ActionLog", "as_cell", "day_in", "plan_actions", "read_actions", "report_doubts"]

_USED: Final = "action numbers"
"""What the ledger calls the numbers that were ever in a log: one whose row was deleted is not given again."""
_DAY: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?\w{2,9}[\s./-]+(?:20)?\d\d")


@dataclass(frozen=True)
class ActionLog:
    """The action log as read: its table, its actions, the numbers that were used and the meeting of each row."""

    table: Table
    actions: tuple[ActionInputs, ...]
    used: tuple[LogNumber, ...]


def read_actions(planner: Planner, table: Table, reader: Reader) -> ActionLog:
    """Return the actions of a log; what cannot be read is a problem of its cell."""
    reader.look_over(table)
    meetings = _meetings(table)
    numbered = [read_number(table.value(row, "number")) for row in table.records]
    of_years = any(n is not None and n.year is not None for n in numbered)
    owners = _owners(table, reader)
    actions = []
    for row in table.records:
        number = _number(table, row, reader, of_years=of_years)
        raised = day_in(table, row, "raised", reader) or meetings.get(row)
        due_text = reader.text(table, row, "due")  # an error there is said
        due = read_due(table.value(row, "due")) if due_text else None
        actions.append(
            ActionInputs(
                row,
                Source(table.sheet, table.cell(row, "action")),
                number,
                reader.text(table, row, "action"),
                raised,
                owners[row],
                due,
                "" if due is not None else due_text,
                reader.text(table, row, "update"),
                reader.text(table, row, "status") if "status" in table.columns else None,
                day_in(table, row, "closed", reader),
                _link(table, row),
                reader.text(table, row, "level"),
                day_in(table, row, "escalated", reader),
                "escalated" in table.columns,
            )
        )
    return ActionLog(table, tuple(actions), _used(planner, table))


def _owners(table: Table, reader: Reader) -> dict[int, str]:
    """Return each action's owner; a blank one is the one above only where their cells are merged: else nobody owns it."""
    column, above = table.columns.get("owner"), ""
    found = {}
    for row in table.records:
        own = reader.text(table, row, "owner")
        if not own and column is not None and above and table.block.is_merged(row, column):
            own = above
        found[row] = above = own
    return found


def _number(table: Table, row: int, reader: Reader, *, of_years: bool) -> LogNumber | None:
    value = table.value(row, "number")
    if is_blank(value):
        return None
    found = read_number(value)
    cell = table.cell(row, "number")
    if isinstance(value, datetime.date):
        if found is None or not of_years:
            reader.at(
                table.sheet, cell, f"The number of the action is the day {day_said(value)}.",
                "Format the cell as text and type the number again.",
            )  # fmt: skip
            return None
        reader.at(
            table.sheet, cell, f"Excel made a date of a number: it is read as {found.text}.",
            "Format the cell as text and type the number again.",
        )  # fmt: skip
    elif found is None:
        reader.at(
            table.sheet, cell, f"{quoted(value)} is no number of an action.", "Type its number, as 48/19."
        )
    return found


def _link(table: Table, row: int) -> str:
    value = table.value(row, "linked")
    number = read_number(value) if isinstance(value, datetime.date) else None
    return shown(value) if number is None else number.text


def day_in(table: Table, row: int, name: str, reader: Reader) -> date | None:
    """Return the day in a cell; a text that names none is a problem, but for a word that only says that it is so."""
    value = table.value(row, name)
    if is_blank(value) or reader.text(table, row, name) == "":
        return None
    found = read_due(value)
    if found is None and not (
        name == "closed" and shown(value).casefold() in ("yes", "no", "y", "n", "-", "n/a")
    ):
        reader.at(
            table.sheet, table.cell(row, name), f"{quoted(value)} is no day that can be read.",
            "Enter a date, as 28/11/2019.",
        )  # fmt: skip
    return found


def _meetings(table: Table) -> Mapping[int, date]:
    """Return the day of the meeting of each row that stands below a row which names a meeting alone."""
    found: dict[int, date] = {}
    day: date | None = None
    for row in range(table.header + 1, max(table.records, default=table.header) + 1):
        if row not in table.records:
            texts = [shown(table.block.at(row, column)) for column in table.block.filled(row)]
            named = [m[0] for text in texts for m in _DAY.finditer(text)]
            day = next((found_day for text in named if (found_day := read_due(text)) is not None), day)
        elif day is not None:
            found[row] = day
    return found


def _used(planner: Planner, table: Table) -> tuple[LogNumber, ...]:
    kept = planner.kept(_USED, table.sheet)
    numbers = [read_number(text) for text, _ in kept]
    return tuple(number for number in numbers if number is not None)


def plan_actions(
    planner: Planner, log: ActionLog, at: date, begins: int, reader: Reader
) -> tuple[tuple[ActionResult, ...], str]:
    """Return each action as judged and the number to come, having planned numbers, ages and what is overdue."""
    table = log.table
    rows = [NumberedRow(a.row, a.number, _asks(planner, table, a.row, reader), a.raised) for a in log.actions]
    given, to_come = number_rows(rows, log.used, at, begins)
    actions = [replace(a, number=given.get(a.row, a.number)) for a in log.actions]
    results, doubts = judge_actions(actions, at, log.used)
    report_doubts(table, doubts, reader)
    for result in results:
        row = result.inputs.row
        if row in given:
            planner.answer(table, row, "number", Answer(result.number), marked=True)
        planner.answer(table, row, "age", Answer(result.age), reader)
        planner.answer(table, row, "overdue", Answer("Overdue" if result.overdue else None), reader)
    there = (
        log.actions if is_locked(planner, table.sheet) else actions
    )  # what is not written can be given again
    known = {*log.used, *(a.number for a in there if a.number is not None)}
    planner.keep_entries(_USED, table.sheet, {(number.text, ""): True for number in known})
    return results, to_come.text


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


def as_cell(day: date | None) -> datetime.datetime | None:
    """Return a day as a cell holds it, which is what the next run reads there."""
    return None if day is None else datetime.datetime(day.year, day.month, day.day)


def report_doubts(table: Table, doubts: tuple[LogDoubt, ...], reader: Reader) -> None:
    """Report what cannot be right in a log, each at its cell; at its name where the table has no such column."""
    for doubt in doubts:
        cell = table.cell(doubt.row, doubt.field) or table.cell(doubt.row, table.layout.rows)
        reader.at(table.sheet, cell, doubt.what, doubt.do)
