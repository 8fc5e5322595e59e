"""What cannot be right in an action, each at its cell: closed without an update, linked to itself, a day before its time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.due import is_no_day
from xlscore.rules.logs.numbers import LogNumber, read_number
from xlscore.rules.logs.records import ActionResult, LogDoubt, Status
from xlscore.rules.logs.status import read_status
from xlscore.rules.words import quoted, tidy

__all__ = ["action_doubts", "links_in"]

_LINK: Final = re.compile(
    r"(?:[A-Za-z][A-Za-z .&_-]*?[\s#._/-]*)?\d{1,5}\s?/\s?(?:20)?\d\d(?:[-/](?:20)?\d\d)?"
)


def action_doubts(
    result: ActionResult,
    times: Counter[tuple[str, int | None, int]],
    known: set[tuple[str, int | None, int]],
    at: date,
) -> Iterator[LogDoubt]:
    """Yield what cannot be right in an action; `times` says how often each number is there, `known` which numbers ever were."""
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
    if action.level.strip() and action.escalated is None and action.tells_when:
        yield LogDoubt(
            row,
            "escalated",
            f"{name} is escalated to {quoted(action.level)}, and nothing says when.",
            "Enter the day in Escalated on.",
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
