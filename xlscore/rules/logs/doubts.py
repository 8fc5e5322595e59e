"""What cannot be right in an action, each at its cell: closed without an update, linked to itself, a day before its time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import date
from typing import Final

from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.due import is_no_day
from xlscore.rules.logs.numbers import LogNumber, NumberMark, read_number
from xlscore.rules.logs.records import ActionResult, LogDoubt, Status
from xlscore.rules.logs.status import read_status
from xlscore.rules.words import quoted, tidy

__all__ = ["action_doubts", "links_in", "says_nothing"]

_LINK: Final = re.compile(
    r"(?:[A-Za-z][A-Za-z .&_-]*?[\s#._/-]*)?\d{1,5}\s?/\s?(?:20)?\d\d(?:[-/](?:20)?\d\d)?"
)
_NOTHING: Final = re.compile(
    r"[\W_]*|n\W?a\W?|none|nil|not applicable|no (?:update|links?)\W?", re.IGNORECASE
)


def says_nothing(text: str) -> bool:
    """Return whether a text stands for none: a blank one, a dash, n/a.

    >>> says_nothing("-"), says_nothing("N/A"), says_nothing("None given to Finance")
    (True, True, False)
    """
    return _NOTHING.fullmatch(text.strip()) is not None


def action_doubts(
    result: ActionResult, times: Counter[NumberMark], known: Set[NumberMark], at: date
) -> Iterator[LogDoubt]:
    """Yield what cannot be right in an action; `times` says how often each number is there, `known` which numbers ever were."""
    name = f"Action {result.number}" if result.number else "The action"
    yield from _doubtful_number_and_status(result, name, times)
    yield from _doubtful_due(result, name)
    yield from _doubtful_days(result, name, at)
    yield from _doubtful_links(result, name, known)


def _doubtful_number_and_status(
    result: ActionResult, name: str, times: Counter[NumberMark]
) -> Iterator[LogDoubt]:
    action = result.inputs
    if action.number is not None and times[action.number.mark_of] > 1:
        what = f"{name} is there {times[action.number.mark_of]} times."
        yield LogDoubt(action.row, "number", what, "Give each its own number; both rows stay.")
    if action.status is not None and read_status(action.status) is None:
        what = f"{quoted(action.status)} says neither open nor closed, so {name[0].lower()}{name[1:]} counts as open."
        yield LogDoubt(action.row, "status", what, "Write Open or Closed.")
    if result.status is Status.CLOSED and says_nothing(action.update):
        what = f"{name} is closed without an update."
        yield LogDoubt(action.row, "update", what, "Say in Update what was done.")
    if result.status is Status.OPEN and action.closed is not None:
        what = f"{name} is open and has {day_said(action.closed)} as the day of its closing."
        yield LogDoubt(action.row, "closed", what, "Write Closed as its status, or clear the day.")


def _doubtful_due(result: ActionResult, name: str) -> Iterator[LogDoubt]:
    action = result.inputs
    if result.status is Status.OPEN and action.due is None and action.due_text.strip():
        why = "names no day" if is_no_day(action.due_text) else "is no day that can be read"
        what = f"{name} is due {quoted(action.due_text)}, which {why}: it is never overdue."
        yield LogDoubt(action.row, "due", what, "Enter the day by which it is due.")
    if action.level.strip() and action.escalated is None and action.tells_when:
        what = f"{name} is escalated to {quoted(action.level)}, and nothing says when."
        yield LogDoubt(action.row, "escalated", what, "Enter the day in Escalated on.")


def _doubtful_days(result: ActionResult, name: str, at: date) -> Iterator[LogDoubt]:
    """Yield days that come before the one on which an action was raised, or after the day of the report."""
    action = result.inputs
    past = {
        "raised": ("raised", action.raised),
        "closed": ("closed", action.closed),
        "escalated": ("escalated", action.escalated),
    }
    for field, (did, day) in past.items():
        if day is not None and day > at:
            what = f"{name} was {did} on {day_said(day)}, after {day_said(at)}."
            yield LogDoubt(action.row, field, what, "Put the day right, or report at a later one.")
    later = {**past, "due": ("due", action.due)}
    for field in ("closed", "due", "escalated"):
        did, day = later[field]
        if day is not None and action.raised is not None and day < action.raised:
            what = f"{name} was {did} on {day_said(day)}, before it was raised on {day_said(action.raised)}."
            yield LogDoubt(action.row, field, what, "Put one of the days right.")


def _doubtful_links(result: ActionResult, name: str, known: Set[NumberMark]) -> Iterator[LogDoubt]:
    action = result.inputs
    if says_nothing(action.linked):
        return
    links = links_in(action.linked)
    if not links:
        do = "Write the number of the action that it is linked to."
        yield LogDoubt(action.row, "linked", f"{quoted(action.linked)} names no action.", do)
    for link in links:
        own = action.number
        within = link if own is None or link.year is not None else replace(link, scope=own.scope)
        if own is not None and within.mark_of == own.mark_of:
            what = f"{name} is linked to itself."
            yield LogDoubt(action.row, "linked", what, "Write the number of the other action.")
        elif not {link.mark_of, within.mark_of} & known:
            what = f"{name} is linked to {link.text}, which is no action of this log."
            yield LogDoubt(action.row, "linked", what, "Put the number right, or add the action.")


def links_in(text: str) -> list[LogNumber]:
    """Return the numbers of actions that a text names.

    >>> [[link.text for link in links_in(text)] for text in ("Linked to 45/19 and 46/19", "2; 9", "see minutes")]
    [['45/19', '46/19'], ['2', '9'], []]
    """
    plain = re.sub(
        r"\b(?:linked|links?|to|see|and|also|action|actions|no)\b\.?:?", ",", text, flags=re.IGNORECASE
    )
    found = [read_number(part) for part in _LINK.findall(plain)]
    if not any(found):
        parts = [text] if read_number(text) is not None else re.split(r"[,;&]", plain)
        found = [read_number(part) for part in parts if tidy(part)]
        found = [] if None in found else found
    return [number for number in found if number is not None]
