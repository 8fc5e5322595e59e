"""The days of a log that go into a calendar: meetings to come, and the days by which open actions are due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from xlscore.rules.logs.calendar import CalendarDay
from xlscore.rules.logs.forward_plan import PlannedItem
from xlscore.rules.logs.records import ActionResult, Status

__all__ = ["log_days"]


def log_days(
    meetings: Sequence[tuple[date, Sequence[PlannedItem]]], actions: Sequence[ActionResult], name: str = ""
) -> Iterator[CalendarDay]:
    """Yield the meetings with their items and the open actions that have a day; `name` tells the entries of two boards apart.

    An action is known by its number, and by its words where it has none or shares it.
    """
    of = f"{name} " if name else ""
    for day, items in meetings:
        yield CalendarDay(f"{of}meeting {day}", day, "Meeting", "\n".join(item.item for item in items))
    times = Counter(action.inputs.number.mark_of for action in actions if action.inputs.number is not None)
    for action in actions:
        inputs, number = action.inputs, action.inputs.number
        if action.status is Status.CLOSED or inputs.due is None:
            continue
        mark = "" if number is None else f"{action.number} {number.scope or ''}".strip()
        if number is None or times[number.mark_of] > 1:
            mark = f"{mark} {inputs.action}".strip()
        title = f"{action.number} due: {inputs.action}" if action.number else f"Due: {inputs.action}"
        yield CalendarDay(f"{of}action {mark}", inputs.due, title, inputs.owner)
