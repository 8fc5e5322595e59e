"""What was done in response to challenges: the issues of the briefing log and the actions of the action log, as tables of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from xlscore.books.logs.answer import Logs
from xlscore.books.logs.finding import find_logs
from xlscore.books.logs.headings import ACTIONS, BRIEFING
from xlscore.books.logs.log import plan_logs
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.table import Table
from xlscore.papers.model import PaperCell, PaperColumn, PaperRow, PaperTable
from xlscore.papers.month.keeping import speaks_of
from xlscore.papers.wording.keys import slug
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.records import ActionResult, Status
from xlscore.rules.problems import Problem
from xlscore.rules.series import months_later
from xlscore.rules.words import counted

__all__ = ["action_tables", "has_logs"]

_ISSUES: Final = (
    PaperColumn("issue", "Challenge", 2.0), PaperColumn("raised", "Raised", 0.9), PaperColumn("source", "Where raised", 1.1),
    PaperColumn("tasked", "Action tasked", 1.8), PaperColumn("owner", "Owner", 1.0), PaperColumn("update", "Update", 2.0),
    PaperColumn("resolution", "Outcome", 1.6),
)  # fmt: skip
_ACTIONS: Final = (
    PaperColumn("number", "No.", 0.7), PaperColumn("action", "Action", 2.6), PaperColumn("owner", "Owner", 1.0),
    PaperColumn("due", "Due", 0.9), PaperColumn("status", "Status", 0.9), PaperColumn("update", "Update", 2.4),
)  # fmt: skip
_QUARTER: Final = 3
"""The panel meets each quarter: what was closed longer ago than that was told the last time."""


def has_logs(reading: Reading) -> bool:
    """Return whether a workbook keeps a log of challenges or of actions."""
    tables = find_logs(reading)
    return tables[BRIEFING.kind] is not None or tables[ACTIONS.kind] is not None


def action_tables(
    reading: Reading, asked_at: str | None, kept_back: frozenset[str] = frozenset()
) -> tuple[tuple[PaperTable, ...], tuple[Problem, ...]]:
    """Return the issues and the actions that are open, or were closed in the quarter before the meeting, and what is wrong in the logs.

    One that names something that is kept back is left out.
    """
    tables = find_logs(reading)
    briefing, actions = tables[BRIEFING.kind], tables[ACTIONS.kind]
    if briefing is None and actions is None:
        return (), ()
    logs = plan_logs(Planner(reading), Asked(at=asked_at))
    found = []
    if briefing is not None and (rows := _public(_issues(briefing, logs), kept_back)):
        summary = (
            f"{counted(len(rows), 'challenge')} with the action that was tasked, its update and its outcome."
        )
        found.append(
            PaperTable(
                "actions.issues", "Challenges and what was done", _ISSUES, rows, summary, landscape=True
            )
        )
    if actions is not None and (taken := _public(_actions(logs), kept_back)):
        summary = f"{counted(len(taken), 'action')} with owner, day due and status."
        found.append(PaperTable("actions.table", "Actions", _ACTIONS, taken, summary))
    return tuple(found), logs.problems


def _issues(table: Table, logs: Logs) -> Iterator[PaperRow]:
    """Yield the issues that somebody has taken up; what is only proposed for the log stays in the workbook."""
    seen = set[str]()
    for row, issue in zip(table.records, logs.briefing, strict=False):
        closed = table.value(row, "closed")
        told = isinstance(closed, date) and _is_told(_day(closed), logs.at)
        key = slug(issue.issue)
        if issue.proposed or told or key in seen:
            continue
        seen.add(key)
        texts = {
            name: table.text(row, name) for name in ("source", "tasked", "owner", "update", "resolution")
        }
        shown = {
            "issue": issue.issue,
            "raised": "" if issue.raised is None else day_said(issue.raised),
            **texts,
        }
        yield PaperRow(key, tuple(_cell(table, row, column.key, shown[column.key]) for column in _ISSUES))


def _public(rows: Iterable[PaperRow], kept_back: frozenset[str]) -> tuple[PaperRow, ...]:
    return tuple(row for row in rows if not any(speaks_of(cell.text, kept_back) for cell in row.cells))


def _cell(table: Table, row: int, name: str, words: str) -> PaperCell:
    address = table.cell(row, name)
    return PaperCell(words, (Source(table.sheet, address).place,) if address and words else ())


def _actions(logs: Logs) -> Iterator[PaperRow]:
    seen = set[str]()
    for action in logs.actions:
        if action.status is Status.CLOSED and _is_told(action.inputs.closed, logs.at):
            continue
        key = slug(action.number or action.inputs.action)
        if key not in seen:
            seen.add(key)
            yield PaperRow(key, tuple(_of_action(action)))


def _of_action(action: ActionResult) -> Iterator[PaperCell]:
    given, at = action.inputs, (action.inputs.source.place,)
    due = given.due_text if given.due is None else day_said(given.due)
    status = "Overdue" if action.overdue else action.status.value.capitalize()
    for words in (action.number, given.action, given.owner, due, status, given.update):
        yield PaperCell(words, at if words else ())


def _is_told(closed: date | None, at: date) -> bool:
    """Return whether something was closed before the quarter that the report is on."""
    return closed is not None and closed < months_later(at.replace(day=1), -_QUARTER)


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)
