"""The briefing log: what should be looked at, proposed once from the month's signals, targets and overdue actions.

Source: Leicestershire Police panel report, October 2013: issues that need scrutiny come from meetings and from the month's analysis;
each is logged with its source, the task, its owner and how it was resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.doubts import says_nothing
from xlscore.rules.logs.records import LogDoubt
from xlscore.rules.words import name_key, quoted, tidy

__all__ = ["Issue", "IssueInputs", "Proposal", "is_declined", "issue_of", "judge_issues", "new_proposals"]

_DECLINED: Final = re.compile(
    r"(?:declined?|rejected|not (?:followed up|agreed|accepted|pursued|taken forward)|no further action|nfa)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class IssueInputs:
    """An issue as a log has it."""

    row: int
    at: Source
    issue: str
    raised: date | None = None
    source: str = ""
    resolution: str = ""
    closed: date | None = None
    declined: bool = False
    """Whether it was looked at and is not to be followed up."""
    answered: bool = False
    """Whether somebody has entered anything beside it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An issue that the month's figures raise; `mark` is what it is known by, whatever words it is put in."""

    mark: str
    issue: str
    source: str
    raised: date


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the log, or one that is proposed for it."""

    issue: str
    raised: date | None
    source: str
    age: int | None
    open: bool
    proposed: bool = False


def is_declined(resolution: str) -> bool:
    """Return whether a resolution says that an issue is not followed up.

    >>> is_declined("Declined: known"), is_declined("Not agreed"), is_declined("Letters changed")
    (True, True, False)
    """
    return _DECLINED.fullmatch(tidy(resolution)) is not None


def judge_issues(
    rows: Sequence[IssueInputs], at: date, proposed: Iterable[str] = ()
) -> tuple[tuple[Issue, ...], tuple[LogDoubt, ...]]:
    """Return each issue of a log with its age, and what cannot be right; `proposed` are the words of all that was ever proposed."""
    seen: dict[str, IssueInputs] = {}
    doubts = list[LogDoubt]()
    for row in rows:
        doubts += _doubts(row, seen.get(name_key(row.issue)), at)
        seen.setdefault(name_key(row.issue), row)
    words = {name_key(each) for each in proposed}
    issues = [
        replace(issue_of(row, at), proposed=name_key(row.issue) in words and not row.answered) for row in rows
    ]
    return tuple(issues), tuple(doubts)


def issue_of(row: IssueInputs, at: date) -> Issue:
    """Return an issue with its age in days, which ends with its closing; None where it was raised later."""
    end = row.closed or at
    age = None if row.raised is None or end < row.raised else (end - row.raised).days
    return Issue(row.issue, row.raised, row.source, age, row.closed is None and not row.declined)


def _doubts(row: IssueInputs, twin: IssueInputs | None, at: date) -> Iterator[LogDoubt]:
    name = quoted(row.issue)
    if twin is not None:
        yield LogDoubt(row.row, "issue", f"{name} is in the log twice, first in {twin.at.cell}.", "Keep one, or say what is new.")  # fmt: skip
    if not says_nothing(row.resolution) and row.closed is None and not row.declined:
        yield LogDoubt(row.row, "closed", f"{name} has a resolution and no day of its closing, so it is still open.", "Enter the day on which it was closed.")  # fmt: skip
    if row.closed is not None and row.raised is not None and row.closed < row.raised:
        yield LogDoubt(row.row, "closed", f"{name} was closed on {day_said(row.closed)}, before it was raised on {day_said(row.raised)}.", "Put one of the days right.")  # fmt: skip
    for field, did, day in (("raised", "raised", row.raised), ("closed", "closed", row.closed)):
        if day is not None and day > at:
            what = f"{name} was {did} on {day_said(day)}, after {day_said(at)}."
            yield LogDoubt(row.row, field, what, "Put the day right, or report at a later one.")


def new_proposals(
    candidates: Iterable[Proposal], rows: Iterable[IssueInputs], known: Iterable[str]
) -> tuple[Proposal, ...]:
    """Return what is proposed and was not before: each once, and what was declined or deleted does not come back.

    `known` are the marks of all that was ever proposed.

    >>> signal = Proposal("signal burglary", "Burglary is above its usual range", "Control chart", date(2019, 3, 31))
    >>> len(new_proposals([signal, signal], [], [])), len(new_proposals([signal], [], ["signal burglary"]))
    (1, 0)
    """
    marks, words = set(known), {name_key(row.issue) for row in rows}
    found = list[Proposal]()
    for candidate in candidates:
        if candidate.mark not in marks and name_key(candidate.issue) not in words:
            found.append(candidate)
            marks.add(candidate.mark)
            words.add(name_key(candidate.issue))
    return tuple(found)
