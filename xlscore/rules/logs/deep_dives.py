"""Which objective has the next deep dive: the one longest without, so that each has its turn before any has a second.

Source: Cambridgeshire performance framework, 2015: one objective of the plan each quarter in turn. An officer may put another one
first, with a reason; the others keep their order and move on by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xlscore.rules.periods import QUARTER
from xlscore.rules.series import months_later
from xlscore.rules.words import counted_in_words, name_key

__all__ = ["Dive", "DiveInputs", "roll_dives"]


@dataclass(frozen=True, slots=True)
class DiveInputs:
    """A deep dive as an officer has it: done, or typed for a quarter to come. A quarter is its last month."""

    quarter: date
    objective: str
    reason: str = ""
    """Why it goes before its turn."""


@dataclass(frozen=True, slots=True)
class Dive:
    """A deep dive of a quarter: whose turn it is, and why."""

    quarter: date
    objective: str
    why: str
    typed: bool = False
    """Whether an officer chose it."""


def roll_dives(
    objectives: Sequence[str], dives: Iterable[DiveInputs], first: date, quarters: int
) -> tuple[Dive, ...]:
    """Return the deep dives of so many quarters from the first: what is typed there, else the objective longest without one.

    An objective that never had one goes before those that had, in the plan's order.

    >>> plan = ["Burglary", "Robbery", "Drugs"]
    >>> done = [DiveInputs(date(2019, 6, 1), "Burglary"), DiveInputs(date(2019, 9, 1), "Drugs")]
    >>> [dive.objective for dive in roll_dives(plan, done, date(2019, 12, 1), 4)]
    ['Robbery', 'Burglary', 'Drugs', 'Robbery']
    >>> early = [*done, DiveInputs(date(2019, 12, 1), "Drugs", "The Board asked for it")]
    >>> [dive.objective for dive in roll_dives(plan, early, date(2019, 12, 1), 3)]
    ['Drugs', 'Robbery', 'Burglary']
    """
    names = {name_key(name): name for name in reversed(objectives)}
    told = {dive.quarter: dive for dive in dives}
    last = {name_key(dive.objective): quarter for quarter, dive in sorted(told.items()) if quarter < first}
    order = [name_key(name) for name in objectives]
    found: list[Dive] = []
    for number in range(quarters):
        quarter = months_later(first, number * QUARTER)
        typed = told.get(quarter)
        if typed is not None:
            found.append(Dive(quarter, typed.objective, _why_typed(typed, order, last), typed=True))
        elif order:
            turn = _turn(order, last, _to_come(told, quarter))
            found.append(Dive(quarter, names[turn], _why(turn, last, quarter)))
        else:
            break
        last[name_key(found[-1].objective)] = quarter
    return tuple(found)


def _to_come(told: dict[date, DiveInputs], quarter: date) -> set[str]:
    """Return what is typed for a later quarter: it has its turn then, and none before."""
    return {name_key(dive.objective) for later, dive in told.items() if later > quarter}


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
