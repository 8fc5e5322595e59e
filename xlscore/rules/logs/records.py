"""An action of a log, what it came to, and what cannot be right in a log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xlscore.rules.figures import Source
from xlscore.rules.logs.numbers import LogNumber

__all__ = ["ActionInputs", "ActionResult", "LogDoubt", "Status"]


class Status(StrEnum):
    """Whether an action is still owed."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ActionInputs:
    """An action as a log has it; None is what it does not say."""

    row: int
    source: Source
    number: LogNumber | None
    action: str
    raised: date | None = None
    owner: str = ""
    due: date | None = None
    due_text: str = ""
    """What stands there where it names no day."""
    update: str = ""
    status: str | None = None
    """None where the log has no column for it."""
    closed: date | None = None
    linked: str = ""
    level: str = ""
    """The board that it was escalated to, "" for none."""
    escalated: date | None = None
    tells_when: bool = False
    """Whether the log has a column for the day of an escalation."""
    meeting: date | None = None
    """The meeting under whose row it stands, None where the log has no such rows."""


@dataclass(frozen=True, slots=True)
class LogDoubt:
    """What cannot be right in an action: the field of the cell where it can be put right, what is wrong, what to do."""

    row: int
    field: str
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class ActionResult:
    """What an action came to on a day."""

    inputs: ActionInputs
    number: str
    status: Status
    overdue: bool
    age: int | None
    """Days from its being raised to the day of the report, of a closed one to its closing; None where that was before."""
