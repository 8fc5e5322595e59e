"""Which objective has the next deep dive: the one longest without, so that each has its turn before any has a second.

Source: Cambridgeshire performance framework, 2015: one objective of the plan each quarter in turn. An officer may put another one
first, with a reason; the others keep their order and move on by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlscore.rules.logs.records import LogDoubt
from xlscore.rules.periods import QUARTER
from xlscore.rules.series import month_name, months_later
from xlscore.rules.words import counted_in_words, name_key, quoted, tidy

__all__ = ["Dive", "DiveInputs", "dive_doubts", "quarter_of", "roll_dives", "took_place"]

_FELL_AWAY: Final = re.compile(
    r"(?:cancel|defer|postpone|withdraw|delay|moved|not (?:done|held|taken|given)|did not|didn\W?t).*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DiveInputs:
    """A deep dive as an officer has it: done, or typed for a quarter to come. A quarter is its last month."""

    quarter: date
    objective: str
    reason: str = ""
    """Why it goes before its turn."""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Dive:
    """A deep dive of a quarter: whose turn it is, and why."""

    quarter: date
    objective: str
    why: str
    typed: bool = False
    """Whether an officer chose it."""


def quarter_of(day: date) -> date:
    """Return the first day of the last month of a day's quarter.

    >>> quarter_of(date(2019, 11, 28))
    datetime.date(2019, 12, 1)
    """
    return date(day.year, day.month + (-day.month % QUARTER), 1)


def took_place(status: str) -> bool:
    """Return whether a deep dive was, or is to be: not where its status says that it was put off.

    >>> took_place("Done"), took_place(""), took_place("Deferred to March"), took_place("Not held")
    (True, True, False, False)
    """
    return _FELL_AWAY.fullmatch(tidy(status)) is None


def roll_dives(
    objectives: Sequence[str], dives: Iterable[DiveInputs], first: date, quarters: int | None = None
) -> tuple[Dive, ...]:
    """Return the deep dives of so many quarters from the first: what is typed there, else the objective longest without one.

    Left out, it is a quarter for each objective. An objective that never had one goes before those that had, in the plan's order.

    >>> plan = ["Burglary", "Robbery", "Drugs"]
    >>> done = [DiveInputs(date(2019, 6, 1), "Burglary"), DiveInputs(date(2019, 9, 1), "Drugs")]
    >>> [dive.objective for dive in roll_dives(plan, done, date(2019, 12, 1), 4)]
    ['Robbery', 'Burglary', 'Drugs', 'Robbery']
    >>> early = [*done, DiveInputs(date(2019, 12, 1), "Drugs", "The Board asked for it")]
    >>> [dive.objective for dive in roll_dives(plan, early, date(2019, 12, 1))]
    ['Drugs', 'Robbery', 'Burglary']
    """
    names = {name_key(name): name for name in reversed(objectives)}
    told = _by_quarter(dives)
    last = {
        name_key(dive.objective): quarter
        for quarter, here in sorted(told.items())
        if quarter < first
        for dive in here
    }
    order = [name_key(name) for name in objectives]
    found: list[Dive] = []
    for number in range(len(order) if quarters is None else quarters):
        quarter = months_later(first, number * QUARTER)
        typed = told.get(quarter, [])
        if not (typed or order):
            break
        if typed:
            here = [
                Dive(quarter, dive.objective, _why_typed(dive, order, last), typed=True) for dive in typed
            ]
        else:
            turn = _turn(order, last, _to_come(told, quarter))
            here = [Dive(quarter, names[turn], _why(turn, last, quarter))]
        found += here
        last |= {name_key(dive.objective): quarter for dive in here}
    return tuple(found)


def dive_doubts(objectives: Sequence[str], dives: Iterable[DiveInputs], first: date) -> Iterator[LogDoubt]:
    """Yield what cannot be right in a table of deep dives: an objective that is none, two in a quarter to come."""
    known = {name_key(name) for name in objectives}
    for dive in dives:
        if name_key(dive.objective) not in known:
            what = f"{quoted(dive.objective)} is no objective of the scorecard or the plan."
            yield LogDoubt(dive.row, "objective", what, "Call it as it is called there.")
    for quarter, (one, *others) in _by_quarter(dives).items():
        for other in others if quarter >= first else ():
            both = f"{quoted(one.objective)} and {quoted(other.objective)}"
            what = f"The quarter to {month_name(quarter)} has two deep dives, {both}."
            yield LogDoubt(other.row, "quarter", what, "Move one to another quarter.")


def _by_quarter(dives: Iterable[DiveInputs]) -> dict[date, list[DiveInputs]]:
    found: dict[date, list[DiveInputs]] = {}
    for dive in dives:
        found.setdefault(dive.quarter, []).append(dive)
    return found


def _to_come(told: dict[date, list[DiveInputs]], quarter: date) -> set[str]:
    """Return what is typed for a later quarter: it has its turn then, and none before."""
    return {name_key(dive.objective) for later, here in told.items() if later > quarter for dive in here}


def _turn(order: Sequence[str], last: dict[str, date], to_come: set[str]) -> str:
    waiting = [name for name in order if name not in to_come] or list(order)
    return min(waiting, key=lambda name: last.get(name, date.min))


def _why(turn: str, last: dict[str, date], quarter: date) -> str:
    before = last.get(turn)
    if before is None:
        return "It has not had a deep dive yet."
    since = ((quarter.year - before.year) * 12 + quarter.month - before.month) // QUARTER
    return f"It is the longest without one: {counted_in_words(since, 'quarter')}."


def _why_typed(typed: DiveInputs, order: Sequence[str], last: dict[str, date]) -> str:
    if typed.reason.strip():
        return typed.reason.strip()
    turn = _turn(order, last, set()) if order else name_key(typed.objective)
    return "It is its turn." if turn == name_key(typed.objective) else "It was chosen before its turn."
