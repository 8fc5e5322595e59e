"""The action log as it stands on its sheet: its actions with their meetings, and the numbers that were ever used."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from xlscore.books.logs.cells import day_in
from xlscore.books.logs.finding import accepts
from xlscore.books.logs.headings import ACTIONS
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.table_rows import is_total
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.due import read_due
from xlscore.rules.logs.numbers import LogNumber, NumberMark, read_number
from xlscore.rules.logs.records import ActionInputs
from xlscore.rules.words import quoted

__all__ = ["ActionLog", "keep_numbers", "read_actions"]

_USED: Final = "action numbers"
"""What the ledger calls the numbers that were ever in a log: one whose row was deleted is not given again."""
_DAY: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?\w{2,9}[\s./-]+(?:20)?\d\d")
_TOTAL: Final = re.compile(r"(?:sub-?\s?)?totals?\b.*\d\W*", re.IGNORECASE)
_OWN_TEXT: Final = "Format the cell as text and type the number again."


@dataclass(frozen=True)
class ActionLog:
    """The action log as read: its table, its actions, and the numbers that were used by rows that are none of them."""

    table: Table
    actions: tuple[ActionInputs, ...]
    used: tuple[LogNumber, ...]


def read_actions(planner: Planner, found: Table, at: date, reader: Reader) -> ActionLog:
    """Return the actions of a log at a day; what cannot be read is a problem of its cell."""
    reader.look_over(found)
    table = replace(found, records=tuple(row for row in found.records if not _is_total(found, row)))
    meetings, owners = _meetings(table), _owners(table, reader)
    numbered = [read_number(table.value(row, "number")) for row in table.records]
    of_years = any(n is not None and n.year is not None for n in numbered)
    actions = []
    for row in table.records:
        number = _number(table, row, reader, last=at.year if of_years else None)
        actions.append(
            replace(_action(table, row, reader, meetings.get(row)), number=number, owner=owners[row])
        )
    kept = planner.kept(_USED, table.sheet)
    used = (*_without_action(found), *(_of_meeting(text, scope) for text, scope in kept))
    own = tuple(number for number in used if number is not None)
    elsewhere = _elsewhere(planner, table, {n.mark_of for n in numbered if n is not None})
    return ActionLog(table, tuple(actions), (*elsewhere, *own))


def keep_numbers(planner: Planner, table: Table, numbers: set[LogNumber]) -> None:
    """Keep the numbers that a log has used."""
    entries = {(number.text, str(number.scope or "")): True for number in numbers}
    planner.keep_entries(_USED, table.sheet, dict(entries))


def _action(table: Table, row: int, reader: Reader, meeting: date | None) -> ActionInputs:
    due_text = reader.text(table, row, "due")  # an error there is said
    due = read_due(table.value(row, "due")) if due_text else None
    return ActionInputs(
        row,
        Source(table.sheet, table.cell(row, "action")),
        None,
        reader.text(table, row, "action"),
        day_in(table, row, "raised", reader) or meeting,
        due=due,
        due_text="" if due is not None else due_text,
        update=reader.text(table, row, "update"),
        status=reader.text(table, row, "status") if "status" in table.columns else None,
        closed=day_in(table, row, "closed", reader),
        linked=_link(table, row),
        level=reader.text(table, row, "level"),
        escalated=day_in(table, row, "escalated", reader),
        tells_when="escalated" in table.columns,
        meeting=meeting,
    )


def _is_total(table: Table, row: int) -> bool:
    """Return whether a row counts the actions above it: it is called Total, or says no more than how many there are."""
    if is_total(table.text(row, "number")):
        return True
    alone = all(is_blank(table.value(row, name)) for name in table.columns if name != table.layout.rows)
    return alone and _TOTAL.fullmatch(table.text(row, table.layout.rows)) is not None


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


def _number(table: Table, row: int, reader: Reader, *, last: int | None) -> LogNumber | None:
    """Return an action's number; `last` is the latest year that a date may be a number of, None in a log without years."""
    value = table.value(row, "number")
    if is_blank(value):
        return None
    found = read_number(value)
    cell = table.cell(row, "number")
    if isinstance(value, datetime.date):
        if found is None or last is None or value.year > last:
            reader.at(table.sheet, cell, f"The number of the action is the day {day_said(value)}.", _OWN_TEXT)
            return None
        reader.at(table.sheet, cell, f"Excel made a date of a number: it is read as {found.text}.", _OWN_TEXT)
    elif found is None:
        what = f"{quoted(value)} is no number of an action."
        reader.at(table.sheet, cell, what, "Type its number, as 48/19.")
    return found


def _link(table: Table, row: int) -> str:
    value = table.value(row, "linked")
    number = read_number(value) if isinstance(value, datetime.date) else None
    return shown(value) if number is None else number.text


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


def _without_action(table: Table) -> Iterator[LogNumber | None]:
    """Yield the numbers of rows that say no action (yet): they are used all the same."""
    column = table.columns.get("number")
    end = table.end or table.block.last_row + 1
    if column is None:
        return
    for row in range(table.header + 1, end):
        value = table.block.at(row, column)
        number = read_number(value) if row not in table.records and isinstance(value, str) else None
        if number is not None and number.year is not None:
            yield number


def _elsewhere(planner: Planner, table: Table, own: Set[NumberMark]) -> list[LogNumber]:
    """Return the numbers of the workbook's other logs where they are one series with this one's: closed actions on a sheet of their own.

    Logs that have a number in common count each for itself.
    """
    others = find_all(planner.reading.blocks, ACTIONS, accepts(ACTIONS))
    read = [
        read_number(other.value(row, "number"))
        for other in others
        if other.mark != table.mark
        for row in other.records
        if isinstance(other.value(row, "number"), str)
    ]
    found = [number for number in read if number is not None and number.year is not None]
    return [] if own & {number.mark_of for number in found} else found


def _of_meeting(text: str, scope: str) -> LogNumber | None:
    number = read_number(text)
    return replace(number, scope=date.fromisoformat(scope)) if number is not None and scope else number
