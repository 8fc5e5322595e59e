"""A board's actions: which are open, how old they are, which are overdue, and what in a log cannot be right.

Source: Essex Police performance board, minutes of November 2019: number and year, owner, dated update, status; an action is closed
with an update that says what was done; an action that was "linked to" its own number shows why links are looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.due import is_no_day
from xlscore.rules.logs.numbers import LogNumber, read_number
from xlscore.rules.words import quoted, tidy

__all__ = ["ActionInputs", "ActionResult", "LogDoubt", "Status", "judge_actions", "read_status"]


class Status(StrEnum):
    """Whether an action is still owed."""

    OPEN = "open"
    CLOSED = "closed"


_CLOSED: Final = (
    "closed", "close", "complete", "completed", "done", "discharged", "cancelled", "canceled", "withdrawn", "resolved",
    "superseded", "finished", "achieved",
)  # fmt: skip
_OPEN: Final = (
    "open", "ongoing", "on going", "in progress", "outstanding", "new", "not started", "started", "overdue", "on track", "active",
    "pending", "live", "deferred", "delayed", "carried forward", "due",
)  # fmt: skip
_NOT: Final = re.compile(r"(?:not|to be|part(?:ly|ially)?|nearly|almost|un)\b.*", re.IGNORECASE)
_LINK: Final = re.compile(
    r"(?:[A-Za-z][A-Za-z .&_-]*?[\s#._/-]*)?\d{1,5}\s?/\s?(?:20)?\d\d(?:[-/](?:20)?\d\d)?"
)
_CLOSING: Final = ("closed", "complete", "completed")
"""An update that begins so closes an action in a log without a column of its status."""


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
    """Days from its being raised to the day of the report, of a closed one to its closing."""


def read_status(text: str) -> Status | None:
    """Return what a status says, None for a word that says neither; a blank one is open.

    >>> [read_status(text) for text in ("Closed 28/11/2019", "Not complete", "In progress", "", "Purple")]
    [<Status.CLOSED: 'closed'>, <Status.OPEN: 'open'>, <Status.OPEN: 'open'>, <Status.OPEN: 'open'>, None]
    """
    said = tidy(text.replace("-", " ")).casefold()
    if not said or _NOT.fullmatch(said) or _begins(said, _OPEN):
        return Status.OPEN
    return Status.CLOSED if _begins(said, _CLOSED) else None


def _begins(said: str, words: Iterable[str]) -> bool:
    return any(re.match(rf"{re.escape(word)}\b", said) for word in words)


def judge_actions(
    actions: Sequence[ActionInputs], at: date, known: Iterable[LogNumber] = ()
) -> tuple[tuple[ActionResult, ...], tuple[LogDoubt, ...]]:
    """Return what each action came to on a day, and what cannot be right; `known` are numbers of actions that are no longer there."""
    results = tuple(_judged(action, at) for action in actions)
    times = Counter(action.number.mark_of for action in actions if action.number is not None)
    known_marks = {*times, *(number.mark_of for number in known)}
    doubts = [doubt for result in results for doubt in _doubts(result, times, known_marks, at)]
    return results, tuple(doubts)


def _judged(action: ActionInputs, at: date) -> ActionResult:
    status = _status(action)
    end = action.closed if status is Status.CLOSED and action.closed else at
    return ActionResult(
        action,
        "" if action.number is None else action.number.text,
        status,
        status is Status.OPEN and action.due is not None and action.due < at,
        None if action.raised is None else (end - action.raised).days,
    )


def _status(action: ActionInputs) -> Status:
    if action.status is None:
        closes = _begins(tidy(action.update).casefold(), _CLOSING)
        return Status.CLOSED if closes or action.closed else Status.OPEN
    said = read_status(action.status) or Status.OPEN
    return Status.CLOSED if action.closed and not action.status.strip() else said


def _doubts(
    result: ActionResult,
    times: Counter[tuple[str, int | None, int]],
    known: set[tuple[str, int | None, int]],
    at: date,
) -> Iterator[LogDoubt]:
    action, name = result.inputs, f"Action {result.number}" if result.number else "The action"
    row = action.row
    if action.number is not None and times[action.number.mark_of] > 1:
        yield LogDoubt(
            row,
            "number",
            f"{name} is there {times[action.number.mark_of]} times.",
            "Give each its own number; both rows stay.",
        )
    if action.status is not None and read_status(action.status) is None:
        yield LogDoubt(
            row,
            "status",
            f"{quoted(action.status)} says neither open nor closed, so {name[0].lower()}{name[1:]} counts as open.",
            "Write Open or Closed.",
        )
    if result.status is Status.CLOSED and not action.update.strip():
        yield LogDoubt(row, "update", f"{name} is closed without an update.", "Say in Update what was done.")
    if result.status is Status.OPEN and action.closed is not None:
        yield LogDoubt(
            row,
            "closed",
            f"{name} is open and has {day_said(action.closed)} as the day of its closing.",
            "Write Closed as its status, or clear the day.",
        )
    yield from _doubtful_days(result, name, at)
    yield from _doubtful_links(result, name, known)


def _doubtful_days(result: ActionResult, name: str, at: date) -> Iterator[LogDoubt]:
    action, row = result.inputs, result.inputs.row
    if result.status is Status.OPEN and action.due is None and action.due_text.strip():
        why = "names no day" if is_no_day(action.due_text) else "is no day that can be read"
        yield LogDoubt(
            row,
            "due",
            f"{name} is due {quoted(action.due_text)}, which {why}: it is never overdue.",
            "Enter the day by which it is due.",
        )
    if action.raised is None:
        return
    if action.closed is not None and action.closed < action.raised:
        yield LogDoubt(
            row,
            "closed",
            f"{name} was closed on {day_said(action.closed)}, before it was raised on {day_said(action.raised)}.",
            "Put one of the days right.",
        )
    if action.due is not None and action.due < action.raised:
        yield LogDoubt(
            row,
            "due",
            f"{name} was due on {day_said(action.due)}, before it was raised on {day_said(action.raised)}.",
            "Put one of the days right.",
        )
    if action.raised > at:
        yield LogDoubt(
            row,
            "raised",
            f"{name} was raised on {day_said(action.raised)}, after {day_said(at)}.",
            "Put the day right, or report at a later one with --at.",
        )


def _doubtful_links(
    result: ActionResult, name: str, known: set[tuple[str, int | None, int]]
) -> Iterator[LogDoubt]:
    action = result.inputs
    if not tidy(action.linked):
        return
    links = links_in(action.linked)
    if not links:
        yield LogDoubt(
            action.row,
            "linked",
            f"{quoted(action.linked)} names no action.",
            "Write the number of the action that it is linked to.",
        )
    for link in links:
        if action.number is not None and link.mark_of == action.number.mark_of:
            yield LogDoubt(
                action.row, "linked", f"{name} is linked to itself.", "Write the number of the other action."
            )
        elif link.mark_of not in known:
            yield LogDoubt(
                action.row,
                "linked",
                f"{name} is linked to {link.text}, which is no action of this log.",
                "Put the number right, or add the action.",
            )


def links_in(text: str) -> list[LogNumber]:
    """Return the numbers of actions that a text names.

    >>> [link.text for link in links_in("Linked to 45/19 and 46/19")], links_in("see minutes")
    (['45/19', '46/19'], [])
    """
    plain = re.sub(
        r"\b(?:linked|links?|to|see|and|also|action|actions|no)\b\.?:?", ",", text, flags=re.IGNORECASE
    )
    whole = read_number(tidy(text))
    found = [read_number(part) for part in _LINK.findall(plain)]
    numbers = [number for number in found if number is not None]
    return numbers or ([] if whole is None else [whole])
