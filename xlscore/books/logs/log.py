"""The logs of a workbook: each table that is there, read, judged and filled, as one action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.logs.actions import plan_actions, read_actions
from xlscore.books.logs.agenda import plan_agenda
from xlscore.books.logs.briefing import plan_briefing
from xlscore.books.logs.finding import accepts, find_logs
from xlscore.books.logs.headings import ACTIONS, BRIEFING, FORWARD_PLAN, HEALTH, THREATS
from xlscore.books.logs.health import Threat, plan_health, plan_threats
from xlscore.books.logs.plan import next_meeting, plan_dives, plan_items, read_plan
from xlscore.books.objectives.kept import read_horizon
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.words import counted
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_required
from xlscore.books.tables.policy import read_policy
from xlscore.rules.exact import exact, to_float
from xlscore.rules.figures_dates import day_said, read_day
from xlscore.rules.logs.briefing import Issue
from xlscore.rules.logs.calendar import CalendarDay, calendar_text
from xlscore.rules.logs.deep_dives import Dive
from xlscore.rules.logs.forward_plan import PlanInputs, PlanResult
from xlscore.rules.logs.health import HealthResult
from xlscore.rules.logs.records import ActionResult, Status
from xlscore.rules.objectives.narrative import is_ahead
from xlscore.rules.objectives.records import HorizonItem
from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name

__all__ = ["Logs", "keep_logs", "plan_logs"]


@dataclass(frozen=True)
class Logs:
    """What a workbook's logs came to on a day."""

    at: date
    next: str
    """The number to come, "" without an action log."""
    actions: tuple[ActionResult, ...]
    briefing: tuple[Issue, ...]
    plan: PlanResult | None
    dives: tuple[Dive, ...]
    health: tuple[HealthResult, ...]
    threats: tuple[Threat, ...]
    horizon: tuple[HorizonItem, ...]
    """What lies ahead on that day, and what has passed."""
    problems: tuple[Problem, ...]

    @property
    def open(self) -> tuple[ActionResult, ...]:
        """Return the actions that are still owed."""
        return tuple(action for action in self.actions if action.status is Status.OPEN)

    def sentences(self) -> list[str]:
        """Return the answer in few lines."""
        said = []
        if self.actions:
            overdue = [action.number for action in self.actions if action.overdue]
            late = f", {len(overdue)} overdue: {', '.join(overdue)}" if overdue else ", none overdue"
            said.append(
                f"{counted(len(self.open), 'open action')} at {day_said(self.at)}{late}. The next number is {self.next}."
            )
        elif self.next:
            said.append(f"No action yet. The first number is {self.next}.")
        if proposed := [issue for issue in self.briefing if issue.proposed]:
            said.append(f"{counted(len(proposed), 'issue')} proposed for the briefing log.")
        for item in () if self.plan is None else self.plan.proposed:
            data = "" if item.data_to is None else f", with figures to {month_name(item.data_to)}"
            said.append(f"{item.item} is due at the meeting of {day_said(item.meeting)}{data}.")
        if self.plan is not None and not self.plan.meetings:
            said.append(f"The forward plan has no meeting from {day_said(self.at)} on.")
        if self.dives:
            said.append(_dive_said(self.dives))
        said += [
            f"{each.inputs.measure}: {each.rag.value}, {each.says}." for each in self.health if each.overdue
        ]
        return said

    def calendar(self) -> str:
        """Return a calendar file of the meetings to come and of the days by which open actions are due."""
        meetings = () if self.plan is None else self.plan.meetings
        days = [
            CalendarDay(f"meeting {day}", day, "Meeting", "\n".join(item.item for item in items))
            for day, items in meetings
        ]
        days += [
            CalendarDay(
                f"action {a.number or a.inputs.action}",
                a.inputs.due,
                f"{a.number} due: {a.inputs.action}".strip(),
                a.inputs.owner,
            )
            for a in self.open
            if a.inputs.due is not None
        ]
        return calendar_text(days, self.at)

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        meetings = () if self.plan is None else self.plan.meetings
        return {
            "at": str(self.at),
            "next": self.next or None,
            "actions": [
                {
                    "number": a.number or None, "action": a.inputs.action, "status": a.status.value, "owner": a.inputs.owner,
                    "due": _day(a.inputs.due), "overdue": a.overdue, "age": a.age, "level": a.inputs.level, "escalated": _day(a.inputs.escalated),
                }
                for a in self.actions
            ],
            "open": len(self.open),
            "overdue": sum(action.overdue for action in self.actions),
            "briefing": [
                {
                    "issue": i.issue, "raised": _day(i.raised), "source": i.source, "age": i.age, "open": i.open,
                    "proposed": i.proposed,
                }
                for i in self.briefing
            ],
            "plan": [
                {
                    "meeting": str(day),
                    "items": [
                        {
                            "item": item.item, "lead": item.lead, "requested_by": item.requested_by,
                            "data_to": None if item.data_to is None else f"{item.data_to:%Y-%m}", "proposed": item.proposed,
                        }
                        for item in items
                    ],
                }
                for day, items in meetings
            ],
            "undated": [] if self.plan is None else list(self.plan.undated),
            "deep_dive": _dive(self.dives[0]) if self.dives else None,
            "deep_dives": [_dive(dive) for dive in self.dives],
            "health": [
                {
                    "measure": h.inputs.measure, "kind": h.inputs.kind.value, "rag": h.rag.value, "overdue": h.overdue,
                    "change": None if h.change is None else to_float(h.change), "says": h.says,
                }
                for h in self.health
            ],
            "horizon": [
                {
                    "title": h.title, "source": h.publisher, "link": h.link, "date": h.when, "objectives": list(h.objectives),
                    "until": _day(h.until), "current": is_ahead(h, self.at),
                }
                for h in self.horizon
            ],
            "threats": [dict(threat.as_dict()) for threat in self.threats],
            "problems": [problem.as_dict() for problem in self.problems],
        }  # fmt: skip


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)


def _dive_said(dives: Sequence[Dive]) -> str:
    """Return whose deep dive is next, "" where none is to come."""
    if not dives:
        return ""
    return f"Deep dive of the quarter to {month_name(dives[0].quarter)}: {dives[0].objective}. {dives[0].why}"


def _dive(dive: Dive) -> dict[str, Any]:
    return {"quarter": f"{dive.quarter:%Y-%m}", "objective": dive.objective, "why": dive.why}


def keep_logs(book: xw.Book, at: str | None = None, sheet: str | None = None) -> Logs:
    """Return what a workbook's logs came to, having filled them; `at` is the day of the meeting, else the next of its plan or today."""
    return carry_out(book, "log", lambda planner: plan_logs(planner, Asked(sheet, at=at)))


def plan_logs(planner: Planner, asked: Asked) -> Logs:
    """Return what the logs came to on a day, having planned what their tables lack."""
    reader = Reader()
    blocks = planner.reading.blocks
    planner.reading.refuse_unknown(asked.sheet)
    policy = read_policy(planner.reading, reader)
    tables = find_logs(planner.reading, asked.sheet)
    if not any(tables.values()):
        find_required(blocks, ACTIONS, accepts(ACTIONS), asked.sheet)
    planned = tables[FORWARD_PLAN.kind]
    items = [] if planned is None else read_plan(planned, reader)
    at = _at(asked.at, items)
    dives = plan_dives(planner, at, reader)
    actions, to_come = tuple[ActionResult, ...](), ""
    if (table := tables[ACTIONS.kind]) is not None:
        log = read_actions(planner, table, reader)
        actions, to_come = plan_actions(planner, log, at, int(policy.policy.year_begins), reader)
        last = _last_meeting(items, actions, at)
        plan_agenda(planner, actions, at, last, table.sheet, reader, _dive_said(dives))
    briefing = tables[BRIEFING.kind]
    issues = () if briefing is None else plan_briefing(planner, briefing, actions, at, reader)
    plan = None if planned is None else plan_items(planner, planned, items, at, reader)
    health, threats = tables[HEALTH.kind], tables[THREATS.kind]
    judged = (
        () if health is None else plan_health(planner, health, at, exact(policy.policy.rag_tolerance), reader)
    )
    carried = () if threats is None else plan_threats(planner, threats, reader)
    ahead = read_horizon(planner.reading, reader)
    return Logs(at, to_come, actions, issues, plan, dives, judged, carried, ahead, tuple(reader.problems))


def _at(typed: str | None, items: Sequence[PlanInputs]) -> date:
    if typed is None:
        today = date.today()
        return next_meeting(items, today) or today
    found = read_day(typed)
    if found is None:
        raise BookError(f"'{typed}' is no day.", "Write it as 2019-11-28.")
    return found


def _last_meeting(items: Sequence[PlanInputs], actions: Sequence[ActionResult], at: date) -> date | None:
    """Return the day of the meeting before: by the forward plan, else the latest day on which an action was raised."""
    told = [item.meeting for item in items if item.meeting is not None and item.meeting < at]
    raised = [
        action.inputs.raised
        for action in actions
        if action.inputs.raised is not None and action.inputs.raised < at
    ]
    return max(told or raised, default=None)
