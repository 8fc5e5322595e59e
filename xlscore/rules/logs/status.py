"""Whether an action is still owed, by the words of its status or of its update."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from xlscore.rules.logs.records import ActionInputs, Status
from xlscore.rules.words import tidy

__all__ = ["closes", "read_status", "status_of"]

_CLOSED: Final = (
    "closed", "close", "complete", "completed", "done", "discharged", "cancelled", "canceled", "withdrawn", "resolved",
    "superseded", "finished", "achieved",
)  # fmt: skip
_OPEN: Final = (
    "open", "ongoing", "on going", "in progress", "outstanding", "new", "not started", "started", "overdue", "on track", "active",
    "pending", "live", "deferred", "delayed", "carried forward", "due",
)  # fmt: skip
_NOT: Final = re.compile(r"(?:not|to be|part(?:ly|ially)?|nearly|almost|un)\b.*", re.IGNORECASE)
_LIMITED: Final = re.compile(
    r".*\?.*|(?:close|complete) by\b.*|\w+\W*\d{1,2}\s?%.*"
    r"|\w+.*\b(?:except|apart from|subject to|once|pending|awaiting|until|unless|in part|partly|partially|reopened)\b.*"
)
"""Closing words of which something is taken back: *Complete by March*, *Complete 50%*, *Closed?*."""
_CLOSING: Final = ("closed", "complete", "completed", "resolved", "discharged")
"""An update that begins so closes an action in a log without a column of its status."""


def read_status(text: str) -> Status | None:
    """Return what a status says, None for words that say neither, or both; a blank one is open.

    >>> [read_status(text) for text in ("Closed 28/11/2019", "Not complete", "", "Purple", "Complete by March")]
    [<Status.CLOSED: 'closed'>, <Status.OPEN: 'open'>, <Status.OPEN: 'open'>, None, None]
    """
    said = tidy(text.replace("-", " ")).casefold()
    if not said or _NOT.fullmatch(said) or _begins(said, _OPEN):
        return Status.OPEN
    return Status.CLOSED if _begins(said, _CLOSED) and not _LIMITED.fullmatch(said) else None


def _begins(said: str, words: Iterable[str]) -> bool:
    return any(re.match(rf"{re.escape(word)}\b", said) for word in words)


def status_of(action: ActionInputs) -> Status:
    """Return whether an action is open: by its status, in a log without one by an update that begins with Closed."""
    if action.status is None:
        return Status.CLOSED if action.closed else closes(action.update)
    said = read_status(action.status) or Status.OPEN
    return Status.CLOSED if action.closed and not action.status.strip() else said


def closes(update: str) -> Status:
    """Return whether an update closes what it is of: where it begins with Closed or Complete and takes nothing back.

    >>> closes("Closed 18 November: the fair is over").value, closes("Complete by March").value, closes("Not closed").value
    ('closed', 'open', 'open')
    """
    said = tidy(update).casefold()
    first = re.split(r"[.;:,]", said)[0]
    return Status.CLOSED if _begins(said, _CLOSING) and not _LIMITED.fullmatch(first) else Status.OPEN
