"""What comes before the next meeting: the open actions by owner, and what is new or was closed since the one before.

Source: Essex Police performance board, minutes of November 2019: the list of actions that the meeting goes through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from xlscore.rules.logs.forward_plan import PlanInputs
from xlscore.rules.logs.records import ActionResult, Status
from xlscore.rules.words import key

__all__ = ["SinceMeeting", "for_agenda", "meeting_before", "since_meeting"]


class SinceMeeting(StrEnum):
    """What happened to an action since the last meeting."""

    NEW = "New"
    CLOSED = "Closed"
    NOTHING = ""


def meeting_before(items: Iterable[PlanInputs], actions: Iterable[ActionResult], at: date) -> date | None:
    """Return the day of the meeting before: by the forward plan, else the latest day on which an action was raised."""
    told = [item.meeting for item in items if item.meeting is not None and item.meeting < at]
    raised = [a.inputs.raised for a in actions if a.inputs.raised is not None and a.inputs.raised < at]
    return max(told or raised, default=None)


def since_meeting(action: ActionResult, last: date | None) -> SinceMeeting:
    """Return what happened to an action since the last meeting: it is new, it was closed, or nothing."""
    if last is None:
        return SinceMeeting.NOTHING
    if action.status is Status.CLOSED:
        closed = action.inputs.closed
        return SinceMeeting.CLOSED if closed is not None and closed >= last else SinceMeeting.NOTHING
    return (
        SinceMeeting.NEW
        if action.inputs.raised is not None and action.inputs.raised >= last
        else SinceMeeting.NOTHING
    )


def for_agenda(actions: Sequence[ActionResult], last: date | None) -> list[ActionResult]:
    """Return what a meeting goes through: open actions by owner and day, then those that were closed since the last one."""
    listed = [a for a in actions if a.status is Status.OPEN or since_meeting(a, last)]
    return sorted(
        listed, key=lambda a: (a.status is Status.CLOSED, key(a.inputs.owner), a.inputs.due or date.max)
    )
