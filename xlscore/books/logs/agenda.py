"""The list for the next agenda: the open actions by owner, and what was closed since the last meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from xlscore.books.logs.cells import as_cell
from xlscore.books.logs.headings import AGENDA
from xlscore.books.plan.own_lines import OwnLine, plan_lines, plan_title
from xlscore.books.plan.own_rows import Place
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.tones import LOG_WORDS
from xlscore.books.plan.words import counted
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.agenda import for_agenda, since_meeting
from xlscore.rules.logs.records import ActionResult, Status
from xlscore.rules.words import key

__all__ = ["plan_agenda"]

_WIDTHS: Final = (22, 10, 60, 14, 12, 12, 22, 50)
_COLOURED: Final = ((5, LOG_WORDS),)


def plan_agenda(
    planner: Planner,
    actions: Sequence[ActionResult],
    at: date,
    last: date | None,
    beside: str,
    reader: Reader,
    more: str = "",
) -> None:
    """Plan the list for a meeting; `more` is what its head says besides the numbers of actions."""
    listed = for_agenda(actions, last)
    rows = {place: _made(action, last) for place, action in _placed(listed)}
    written = plan_lines(
        planner,
        AGENDA,
        rows,
        reader,
        beside=beside,
        widths=_WIDTHS,
        in_order=True,
        head=4,
        pages_tall=0,
        words=_COLOURED,
    )
    if not rows and find_one(planner.reading.blocks, AGENDA) is None:
        return
    overdue = sum(action.overdue for action in listed)
    numbers = f"{counted(sum(a.status is Status.OPEN for a in listed), 'open action')}, {overdue} overdue"
    plan_title(planner, AGENDA, written, (f"Actions for the meeting of {day_said(at)}", numbers, more))


def _placed(actions: Iterable[ActionResult]) -> list[tuple[Place, ActionResult]]:
    """Return actions by what their lines are found again by; one of which nothing can be read is a problem of its cell alone."""
    said = [action for action in actions if action.number or key(action.inputs.action)]
    return [((key(action.number), key(action.inputs.action)), action) for action in said]


def _made(action: ActionResult, last: date | None) -> Any:
    def made(_line: OwnLine) -> Mapping[str, Any]:
        inputs = action.inputs
        return {
            "owner": inputs.owner or "No owner",
            "number": action.number,
            "action": inputs.action,
            "due": as_cell(inputs.due) if inputs.due is not None else inputs.due_text,
            "overdue": "Overdue" if action.overdue else "",
            "age": action.age,
            "since": since_meeting(action, last).value,
            "update": inputs.update,
        }

    return made
