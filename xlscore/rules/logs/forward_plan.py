"""The forward plan: which report comes to which meeting, when a recurring one is due again, where two clash and where one is missing.

Source: Essex Police performance board, minutes of November 2019: quarterly reports with a lag (the results of January to March go to the
meeting in July), single reports with a date to be agreed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.records import LogDoubt
from xlscore.rules.series import month_name, months_later
from xlscore.rules.words import key, name_key, quoted, tidy

__all__ = ["PlanInputs", "PlanResult", "PlannedItem", "has_ended", "judge_plan", "read_every"]

_EVERY: Final[Mapping[int, tuple[str, ...]]] = {
    1: ("monthly", "month", "each month", "every meeting", "standing", "standing item"),
    2: ("bi-monthly", "bimonthly", "two-monthly", "every other month"),
    3: ("quarterly", "quarter", "each quarter"),
    4: ("four-monthly", "three times a year", "termly"),
    6: ("six-monthly", "half-yearly", "half yearly", "bi-annual", "biannual", "twice a year", "twice yearly"),
    12: ("yearly", "annual", "annually", "year", "once a year", "each year"),
}
_ONCE: Final = (
    "",
    "once",
    "one off",
    "one-off",
    "single",
    "ad hoc",
    "ad-hoc",
    "as required",
    "n/a",
    "on request",
)
_NUMBERED: Final = re.compile(
    r"(?:every\s+)?(\d{1,2}|two|three|four|six|twelve)[\s-]*months?(?:ly)?", re.IGNORECASE
)
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12}
_BY_KEY: Final = {key(word.replace("-", " ")): months for months, words in _EVERY.items() for word in words}
_ONCE_KEYS: Final = {key(word.replace("-", " ")) for word in _ONCE}
_DEEP_DIVE: Final = "deep dive"
_ENDED: Final = re.compile(
    r"(?:has )?(?:ended|stopped|discontinued|ceased|retired|no longer|not needed)\b.*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """An item of a plan; None is what it does not say."""

    row: int
    item: str
    meeting: date | None = None
    every: str = ""
    requested_by: str = ""
    lead: str = ""
    data_to: date | None = None
    """The first day of the month that its figures end with."""
    is_done: bool = False
    has_ended: bool = False
    """Whether it does not come again, however often it came before."""


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item that comes to a meeting, or that should: `proposed` ones are not in the plan yet."""

    item: str
    meeting: date
    lead: str
    data_to: date | None
    proposed: bool = False
    requested_by: str = ""


@dataclass(frozen=True, slots=True)
class PlanResult:
    """The plan from a day on, meeting by meeting; `undated` are the items whose date is still to be agreed."""

    meetings: tuple[tuple[date, tuple[PlannedItem, ...]], ...]
    undated: tuple[str, ...]
    doubts: tuple[LogDoubt, ...]

    @property
    def proposed(self) -> tuple[PlannedItem, ...]:
        """Return what the plan lacks."""
        return tuple(item for _, items in self.meetings for item in items if item.proposed)


def has_ended(status: str) -> bool:
    """Return whether a status says that an item does not come again; Done and Cancelled say so of one meeting alone.

    >>> has_ended("Ended in July"), has_ended("No longer needed"), has_ended("Done")
    (True, True, False)
    """
    return _ENDED.fullmatch(tidy(status)) is not None


def read_every(text: str) -> int | None:
    """Return after how many months an item comes again, 0 for one that comes once, None for words that say neither.

    >>> [read_every(text) for text in ("Quarterly", "every 6 months", "Annual", "", "at times")]
    [3, 6, 12, 0, None]
    """
    said = tidy(text.replace("-", " "))
    found = _NUMBERED.fullmatch(said)
    if found:
        return _NUMBERS.get(found[1].casefold()) or int(found[1])
    return 0 if key(said) in _ONCE_KEYS else _BY_KEY.get(key(said))


def judge_plan(items: Sequence[PlanInputs], at: date) -> PlanResult:
    """Return the plan from a day on: what is in it, and each recurring item at the next meeting at which it is due.

    >>> plan = [PlanInputs(2, "Use of force", date(2019, 11, 28), "Quarterly", data_to=date(2019, 9, 1)),
    ...         PlanInputs(3, "Grades", date(2020, 2, 27))]
    >>> [(item.item, str(item.meeting), str(item.data_to)) for item in judge_plan(plan, date(2019, 12, 1)).proposed]
    [('Use of force', '2020-02-27', '2019-12-01')]
    """
    dates = sorted({item.meeting for item in items if item.meeting is not None})
    here = [_planned(item) for item in items if item.meeting is not None and item.meeting >= at]
    due, gaps = _due(items, [day for day in dates if day >= at], at)
    every = sorted((*here, *due), key=lambda item: item.meeting)
    meetings = tuple(
        (day, tuple(item for item in every if item.meeting == day))
        for day in dict.fromkeys(i.meeting for i in every)
    )
    undated = tuple(item.item for item in items if item.meeting is None and not item.is_done)
    return PlanResult(meetings, undated, (*_unread(items), *_clashes(items, at), *gaps))


def _planned(item: PlanInputs) -> PlannedItem:
    assert item.meeting is not None
    return PlannedItem(item.item, item.meeting, item.lead, item.data_to, requested_by=item.requested_by)


def _due(
    items: Sequence[PlanInputs], meetings: Sequence[date], at: date
) -> tuple[list[PlannedItem], list[LogDoubt]]:
    """Return the recurring items that are due and not in the plan, and those for which there is no meeting."""
    found, gaps = list[PlannedItem](), list[LogDoubt]()
    for last in _last_of_each(items) if meetings else ():  # of a plan that has ended nobody asks
        months = read_every(last.every)
        if not months or last.has_ended or last.meeting is None or last.meeting >= at:
            continue
        due = months_later(last.meeting.replace(day=1), months)
        meeting = next((day for day in meetings if day >= due), None)
        if meeting is None:
            what = f"'{last.item}' is due again from {month_name(due)}, and the plan has no meeting from then on."
            gaps.append(LogDoubt(last.row, "meeting", what, "Enter the date of the meeting."))
            continue
        found.append(
            PlannedItem(last.item, meeting, last.lead, _data_to(last, meeting, months), proposed=True)
        )
        if (meeting.year, meeting.month) > (due.year, due.month) and due < at.replace(day=1):
            what = f"'{last.item}' was due in {month_name(due)} and is in no meeting since {day_said(last.meeting)}."
            do = f"Put it on {day_said(meeting)}, or write Ended as its status."
            gaps.append(LogDoubt(last.row, "meeting", what, do))
    return found, gaps


def _data_to(last: PlanInputs, meeting: date, months: int) -> date | None:
    """Return the month that an item's figures end with at a later meeting: so many whole periods on, its lag stays.

    >>> force = PlanInputs(2, "Use of force", date(2019, 5, 30), "Quarterly", data_to=date(2019, 3, 1))
    >>> [str(_data_to(force, day, 3)) for day in (date(2019, 8, 29), date(2019, 10, 3), date(2019, 11, 28))]
    ['2019-06-01', '2019-06-01', '2019-09-01']
    """
    if last.data_to is None or last.meeting is None:
        return None
    apart = (meeting.year - last.meeting.year) * 12 + meeting.month - last.meeting.month
    return months_later(last.data_to, apart // months * months)


def _last_of_each(items: Iterable[PlanInputs]) -> list[PlanInputs]:
    """Return the latest row of each item; how often it comes is what the latest row that says so says."""
    last: dict[str, PlanInputs] = {}
    for item in sorted(items, key=lambda item: item.meeting or date.max):
        before = last.get(name_key(item.item))
        every = item.every or ("" if before is None else before.every)
        last[name_key(item.item)] = replace(item, every=every)
    return list(last.values())


def _unread(items: Iterable[PlanInputs]) -> Iterator[LogDoubt]:
    for item in items:
        if read_every(item.every) is None:
            yield LogDoubt(item.row, "every", f"How often '{item.item}' comes is {quoted(item.every)}, which is no number of months.", "Write Monthly, Quarterly, Yearly, Every 6 months or Once.")  # fmt: skip


def _clashes(items: Sequence[PlanInputs], at: date) -> Iterator[LogDoubt]:
    seen: dict[tuple[date, str], PlanInputs] = {}
    dives: dict[date, PlanInputs] = {}
    for item in items:
        if item.meeting is None or item.meeting < at:
            continue
        where = item.meeting, name_key(item.item)
        if where in seen:
            yield LogDoubt(item.row, "item", f"'{item.item}' is twice in the meeting of {day_said(item.meeting)}.", "Keep one, or move one to another meeting.")  # fmt: skip
        seen.setdefault(where, item)
        if item.item.casefold().startswith(_DEEP_DIVE):
            if item.meeting in dives and where != (item.meeting, name_key(dives[item.meeting].item)):
                yield LogDoubt(item.row, "meeting", f"The meeting of {day_said(item.meeting)} has two deep dives, '{dives[item.meeting].item}' and '{item.item}'.", "Move one to another meeting.")  # fmt: skip
            dives.setdefault(item.meeting, item)
        if item.data_to is not None and months_later(item.data_to, 1) > item.meeting:
            yield LogDoubt(item.row, "data_to", f"'{item.item}' goes to the meeting of {day_said(item.meeting)} with figures to {month_name(item.data_to)}, which do not exist by then.", "Put the month or the meeting right.")  # fmt: skip
