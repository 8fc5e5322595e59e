"""The threats of the weeks: which are carried over, and which ended.

Source: Leicestershire Police panel report, October 2013: a weekly meeting looks at threats and at what is done against them; one is
carried over until it is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlscore.rules.figures_dates import day_said, read_day
from xlscore.rules.logs.records import LogDoubt, Status
from xlscore.rules.logs.status import closes
from xlscore.rules.words import name_key, quoted, tidy

__all__ = ["WeekThreat", "WeekThreatInputs", "judge_threats", "read_week"]

_LEAD: Final = re.compile(
    r"(?:week|w\W?[cbe]\W?)?\s*(?:commencing|beginning|ending|of|from|to)?:?\s*(?:the\s+)?", re.IGNORECASE
)
_ENDED: Final = re.compile(r"(?:no longer|ended|stood down|no further)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WeekThreatInputs:
    """A threat as a weekly sheet has it; `week` is None where nobody can say which it is."""

    row: int
    week: date | None
    week_text: str
    threat: str
    place: str = ""
    level: str = ""
    owner: str = ""
    update: str = ""


@dataclass(frozen=True, slots=True)
class WeekThreat:
    """A threat of a week, and whether it is carried over."""

    inputs: WeekThreatInputs
    open: bool


def read_week(text: str) -> date | None:
    """Return the day by which a text names a week, None for any other text.

    >>> [str(read_week(text)) for text in ("w/c 11 Nov 2019", "Week ending: 17/11/2019", "2019-11-11", "next week")]
    ['2019-11-11', '2019-11-17', '2019-11-11', 'None']
    """
    said = tidy(text)
    lead = _LEAD.match(said)
    return read_day(said) or read_day(said[lead.end() :] if lead else said)


def judge_threats(
    rows: Sequence[WeekThreatInputs], at: date
) -> tuple[tuple[WeekThreat, ...], tuple[LogDoubt, ...]]:
    """Return the threats of the weeks, each open until its update closes it, and what cannot be right."""
    results = tuple(
        WeekThreat(row, closes(row.update) is not Status.CLOSED and not _ended(row)) for row in rows
    )
    return results, tuple(_doubts(rows, at))


def _ended(row: WeekThreatInputs) -> bool:
    return _ENDED.fullmatch(tidy(row.update)) is not None


def _doubts(rows: Iterable[WeekThreatInputs], at: date) -> Iterable[LogDoubt]:
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        if row.week is None:
            what = (
                f"{quoted(row.week_text)} is no week that can be read."
                if row.week_text
                else "Nothing says of which week it is."
            )
            yield LogDoubt(row.row, "week", what, "Enter the first day of the week, as 11/11/2019.")  # fmt: skip
        elif row.week > at:
            what = f"{quoted(row.threat)} is of the week of {day_said(row.week)}, after {day_said(at)}."
            yield LogDoubt(row.row, "week", what, "Put the day right, or report at a later one.")
        mark = row.week_text, name_key(row.threat), name_key(row.place)
        if mark in seen:
            yield LogDoubt(row.row, "threat", f"{quoted(row.threat)} is in its week twice.", "Keep one.")
        seen.add(mark)
