"""The logs as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.logs.headings import ACTIONS, AGENDA, BRIEFING, DEEP_DIVES, FORWARD_PLAN, HEALTH, THREATS
from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register

if TYPE_CHECKING:
    from xlscore.books.logs.answer import Logs
    from xlscore.books.plan.planner import Planner
    from xlscore.books.tables.blocks import Reading

__all__ = ["LOGS"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.logs.finding import find_logs

    tables = find_logs(reading, asked.sheet).values()
    return any(table is not None and table.records for table in tables)


def _plan(planner: Planner, asked: Asked) -> Logs:
    from xlscore.books.logs.log import plan_logs

    return plan_logs(planner, asked)


def _told(result: Logs) -> Told:
    from xlscore.rules.figures_dates import day_said

    rows = tuple(
        (
            action.number, action.inputs.action, action.inputs.owner, day_said(action.inputs.due) or action.inputs.due_text,
            "overdue" if action.overdue else "", "" if action.age is None else action.age,
        )
        for action in result.open
    )  # fmt: skip
    headings = ("No.", "Open action", "Owner", "Due", "Overdue", "Age (days)")
    return Told(
        f"The logs at {day_said(result.at)}", headings, rows, right=(5,), lines=tuple(result.sentences())
    )


LOGS: Final = register(
    Kind(
        "log",
        tables=(ACTIONS, BRIEFING, FORWARD_PLAN, DEEP_DIVES, HEALTH, THREATS, AGENDA),
        settings=("year_begins", "rag_tolerance"),
        help="Give new actions their numbers, say what is overdue, and what comes to the next meeting.",
        applies=_applies,
        plan=_plan,
        sentences=lambda result: result.sentences(),
        told=_told,
        button=ButtonText(
            "keep-logs",
            "Log",
            "Update the logs",
            "ReviewTrackChanges",
            "Numbers, ages, what is overdue, and what is due next",
            "Gives actions without a number the next one, says how old each is and which are overdue, lists them for the next agenda by"
            " owner, and says which reports and which deep dive are due. What you typed stays.",
            "U",
        ),
        leads=False,
    )
)
"""The logs of a board: actions, issues, the forward plan, health."""
