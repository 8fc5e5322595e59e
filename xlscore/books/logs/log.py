"""The logs of a workbook: each table that is there, read, judged and filled, as one action."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.logs.action_rows import read_actions
from xlscore.books.logs.actions import plan_actions
from xlscore.books.logs.agenda import plan_agenda
from xlscore.books.logs.answer import Logs, dive_said
from xlscore.books.logs.briefing import plan_briefing
from xlscore.books.logs.finding import accepts, find_logs
from xlscore.books.logs.headings import ACTIONS, BRIEFING, DEEP_DIVES, FORWARD_PLAN, HEALTH, THREATS
from xlscore.books.logs.health import plan_health
from xlscore.books.logs.plan import next_meeting, plan_dives, plan_items, read_plan
from xlscore.books.logs.threats import plan_threats
from xlscore.books.objectives.kept import read_horizon
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_required
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table
from xlscore.rules.exact import exact
from xlscore.rules.figures_dates import read_day
from xlscore.rules.logs.agenda import meeting_before
from xlscore.rules.logs.deep_dives import Dive
from xlscore.rules.logs.forward_plan import PlanInputs
from xlscore.rules.logs.records import ActionResult

__all__ = ["keep_logs", "plan_logs"]


def keep_logs(book: xw.Book, at: str | None = None, sheet: str | None = None) -> Logs:
    """Return what a workbook's logs came to, having filled them; `at` is the day of the meeting, else the next of its plan or today."""
    return carry_out(book, "log", lambda planner: plan_logs(planner, Asked(sheet, at=at)))


def plan_logs(planner: Planner, asked: Asked) -> Logs:
    """Return what the logs came to on a day, having planned what their tables lack."""
    reader = Reader()
    planner.reading.refuse_unknown(asked.sheet)
    policy = read_policy(planner.reading, reader).policy
    begins = int(policy.year_begins)
    tables = find_logs(planner.reading, asked.sheet)
    ahead = read_horizon(planner.reading, reader)
    if not any(tables.values()) and not ahead:
        find_required(planner.reading.blocks, ACTIONS, accepts(ACTIONS), asked.sheet)
    planned, dived, health, threats, briefing = (
        tables[layout.kind] for layout in (FORWARD_PLAN, DEEP_DIVES, HEALTH, THREATS, BRIEFING)
    )
    items = [] if planned is None else read_plan(planned, reader)
    at = _at(asked.at, items)
    dives = () if dived is None else plan_dives(planner, dived, at, reader)
    actions, to_come = _actions(planner, tables[ACTIONS.kind], items, dives, at, begins, reader)
    return Logs(
        at,
        to_come,
        actions,
        () if briefing is None else plan_briefing(planner, briefing, actions, at, begins, reader),
        None if planned is None else plan_items(planner, planned, items, at, reader),
        dives,
        () if health is None else plan_health(planner, health, at, exact(policy.rag_tolerance), reader),
        () if threats is None else plan_threats(planner, threats, at, reader),
        ahead,
        tuple(reader.problems),
    )


def _actions(
    planner: Planner,
    table: Table | None,
    items: Sequence[PlanInputs],
    dives: tuple[Dive, ...],
    at: date,
    begins: int,
    reader: Reader,
) -> tuple[tuple[ActionResult, ...], str]:
    """Return the actions as judged and the number to come, having planned their log and the list for the agenda."""
    if table is None:
        return (), ""
    actions, to_come = plan_actions(planner, read_actions(planner, table, at, reader), at, begins, reader)
    last = meeting_before(items, actions, at)
    plan_agenda(planner, actions, at, last, table.sheet, reader, dive_said(dives))
    return actions, to_come


def _at(typed: str | None, items: Sequence[PlanInputs]) -> date:
    if typed is None:
        today = date.today()
        return next_meeting(items, today) or today
    found = read_day(typed)
    if found is None:
        raise BookError(f"'{typed}' is no day.", "Write it as 2019-11-28.")
    return found
