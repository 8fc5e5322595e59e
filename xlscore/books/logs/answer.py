"""What the logs of a workbook came to: as sentences, as JSON, as a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlscore.books.plan.words import counted
from xlscore.rules.exact import to_float
from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.briefing import Issue
from xlscore.rules.logs.calendar import calendar_text
from xlscore.rules.logs.calendar_days import log_days
from xlscore.rules.logs.deep_dives import Dive
from xlscore.rules.logs.forward_plan import PlanResult
from xlscore.rules.logs.health import HealthResult
from xlscore.rules.logs.records import ActionResult, Status
from xlscore.rules.logs.threats import WeekThreat
from xlscore.rules.objectives.narrative import is_ahead
from xlscore.rules.objectives.records import HorizonItem
from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name

__all__ = ["Logs", "dive_said"]


@dataclass(frozen=True)
class Logs:
    """What a workbook's logs came to on a day."""

    at: date
    next: str
    """The number to come, "" where there is no action log, or none of its numbers can be read."""
    actions: tuple[ActionResult, ...]
    briefing: tuple[Issue, ...]
    plan: PlanResult | None
    dives: tuple[Dive, ...]
    health: tuple[HealthResult, ...]
    threats: tuple[WeekThreat, ...]
    horizon: tuple[HorizonItem, ...]
    """What lies ahead on that day, and what has passed."""
    problems: tuple[Problem, ...]

    @property
    def open(self) -> tuple[ActionResult, ...]:
        """Return the actions that are still owed."""
        return tuple(action for action in self.actions if action.status is Status.OPEN)

    def sentences(self) -> list[str]:
        """Return the answer in few lines."""
        said = [*self._of_actions(), *self._of_plan()]
        if self.dives:
            said.append(dive_said(self.dives))
        said += [
            f"{each.inputs.measure}: {each.rag.value}, {each.says}." for each in self.health if each.overdue
        ]
        if carried := sum(threat.open for threat in self.threats):
            said.append(f"{counted(carried, 'threat')} carried over.")
        if ahead := sum(is_ahead(each, self.at) for each in self.horizon):
            said.append(f"{counted(ahead, 'item')} on the horizon.")
        return said

    def _of_actions(self) -> Iterator[str]:
        to_come = f" The next number is {self.next}." if self.next else ""
        if self.actions:
            overdue = [action.number or action.inputs.action for action in self.actions if action.overdue]
            late = f", {len(overdue)} overdue: {', '.join(overdue)}" if overdue else ", none overdue"
            yield f"{counted(len(self.open), 'open action')} at {day_said(self.at)}{late}.{to_come}"
        elif self.next:
            yield f"No action yet. The first number is {self.next}."
        if proposed := [issue for issue in self.briefing if issue.proposed]:
            yield f"{counted(len(proposed), 'issue')} proposed for the briefing log."

    def _of_plan(self) -> Iterator[str]:
        for item in () if self.plan is None else self.plan.proposed:
            data = "" if item.data_to is None else f", with figures to {month_name(item.data_to)}"
            yield f"{item.item} is due at the meeting of {day_said(item.meeting)}{data}."
        if self.plan is not None and not self.plan.meetings:
            yield f"The forward plan has no meeting from {day_said(self.at)} on."

    def calendar(self, name: str = "") -> str:
        """Return a calendar file of the meetings to come and of the days by which open actions are due; `name` tells two boards' apart."""
        meetings = () if self.plan is None else self.plan.meetings
        return calendar_text(log_days(meetings, self.actions, name), self.at)

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "at": str(self.at),
            "next": self.next or None,
            "actions": [_action(each) for each in self.actions],
            "open": len(self.open),
            "overdue": sum(action.overdue for action in self.actions),
            "briefing": [_issue(each) for each in self.briefing],
            "plan": [] if self.plan is None else _plan(self.plan),
            "undated": [] if self.plan is None else list(self.plan.undated),
            "deep_dive": _dive(self.dives[0]) if self.dives else None,
            "deep_dives": [_dive(dive) for dive in self.dives],
            "health": [_health(each) for each in self.health],
            "horizon": [_ahead(each, self.at) for each in self.horizon],
            "threats": [_threat(each) for each in self.threats],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def dive_said(dives: tuple[Dive, ...]) -> str:
    """Return whose deep dive is next, "" where none is to come."""
    if not dives:
        return ""
    return f"Deep dive of the quarter to {month_name(dives[0].quarter)}: {dives[0].objective}. {dives[0].why}"


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)


def _action(each: ActionResult) -> dict[str, Any]:
    return {
        "number": each.number or None, "action": each.inputs.action, "status": each.status.value, "owner": each.inputs.owner,
        "due": _day(each.inputs.due), "overdue": each.overdue, "age": each.age, "level": each.inputs.level,
        "escalated": _day(each.inputs.escalated),
    }  # fmt: skip


def _issue(each: Issue) -> dict[str, Any]:
    return {
        "issue": each.issue, "raised": _day(each.raised), "source": each.source, "age": each.age, "open": each.open,
        "proposed": each.proposed,
    }  # fmt: skip


def _plan(plan: PlanResult) -> list[dict[str, Any]]:
    return [
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
        for day, items in plan.meetings
    ]  # fmt: skip


def _dive(dive: Dive) -> dict[str, Any]:
    return {"quarter": f"{dive.quarter:%Y-%m}", "objective": dive.objective, "why": dive.why}


def _health(each: HealthResult) -> dict[str, Any]:
    return {
        "measure": each.inputs.measure, "kind": each.inputs.kind.value, "rag": each.rag.value, "overdue": each.overdue,
        "change": None if each.change is None else to_float(each.change), "says": each.says,
    }  # fmt: skip


def _ahead(each: HorizonItem, at: date) -> dict[str, Any]:
    return {
        "title": each.title, "source": each.publisher, "link": each.link, "date": each.when, "objectives": list(each.objectives),
        "until": _day(each.until), "current": is_ahead(each, at),
    }  # fmt: skip


def _threat(each: WeekThreat) -> dict[str, Any]:
    threat = each.inputs
    return {
        "week": threat.week_text if threat.week is None else str(threat.week), "threat": threat.threat, "place": threat.place,
        "level": threat.level, "owner": threat.owner, "open": each.open,
    }  # fmt: skip
