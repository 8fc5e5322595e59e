"""The briefing log: what should be looked at, proposed once from the month's signals, targets and overdue actions.

Source: Leicestershire Police panel report, October 2013: issues that need scrutiny come from meetings and from the month's analysis;
each is logged with its source, the task, its owner and how it was resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.records import LogDoubt
from xlscore.rules.words import name_key, quoted

__all__ = ["Issue", "IssueInputs", "Proposal", "judge_issues", "new_proposals"]


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


def judge_issues(rows: Sequence[IssueInputs], at: date) -> tuple[tuple[Issue, ...], tuple[LogDoubt, ...]]:
    """Return each issue of a log with its age, and what cannot be right."""
    seen: dict[str, IssueInputs] = {}
    doubts = list[LogDoubt]()
    for row in rows:
        doubts += _doubts(row, seen.get(name_key(row.issue)))
        seen.setdefault(name_key(row.issue), row)
    return tuple(_issue(row, at) for row in rows), tuple(doubts)


def _issue(row: IssueInputs, at: date) -> Issue:
    is_open = row.closed is None and not row.declined
    end = row.closed or at
    age = None if row.raised is None else (end - row.raised).days
    return Issue(row.issue, row.raised, row.source, age, is_open)


def _doubts(row: IssueInputs, twin: IssueInputs | None) -> Iterator[LogDoubt]:
    name = quoted(row.issue)
    if twin is not None:
        yield LogDoubt(row.row, "issue", f"{name} is in the log twice, first in {twin.at.cell}.", "Keep one, or say what is new.")  # fmt: skip
    if row.resolution.strip() and row.closed is None and not row.declined:
        yield LogDoubt(row.row, "closed", f"{name} has a resolution and no day of its closing, so it is still open.", "Enter the day on which it was closed.")  # fmt: skip
    if row.closed is not None and row.raised is not None and row.closed < row.raised:
        yield LogDoubt(row.row, "closed", f"{name} was closed on {day_said(row.closed)}, before it was raised on {day_said(row.raised)}.", "Put one of the days right.")  # fmt: skip


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
