"""A board's actions: which are open, how old they are, which are overdue, and what in a log cannot be right.

Source: Essex Police performance board, minutes of November 2019: number and year, owner, dated update, status; an action is closed
with an update that says what was done; an action that was "linked to" its own number shows why links are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from xlscore.rules.logs.doubts import action_doubts
from xlscore.rules.logs.numbers import LogNumber
from xlscore.rules.logs.records import ActionInputs, ActionResult, LogDoubt, Status
from xlscore.rules.logs.status import status_of

__all__ = ["judge_actions"]


def judge_actions(
    actions: Sequence[ActionInputs], at: date, known: Iterable[LogNumber] = ()
) -> tuple[tuple[ActionResult, ...], tuple[LogDoubt, ...]]:
    """Return what each action came to on a day, and what cannot be right; `known` are numbers of actions that are no longer there."""
    results = tuple(_judged(action, at) for action in actions)
    times = Counter(action.number.mark_of for action in actions if action.number is not None)
    # A plain number of any meeting may be linked to.
    every = [*known, *(action.number for action in actions if action.number is not None)]
    known_marks = {mark for number in every for mark in (number.mark_of, replace(number, scope=None).mark_of)}
    doubts = [doubt for result in results for doubt in action_doubts(result, times, known_marks, at)]
    return results, tuple(doubts)


def _judged(action: ActionInputs, at: date) -> ActionResult:
    status = status_of(action)
    end = action.closed if status is Status.CLOSED and action.closed else at
    return ActionResult(
        action,
        "" if action.number is None else action.number.text,
        status,
        status is Status.OPEN and action.due is not None and action.due < at,
        None if action.raised is None or end < action.raised else (end - action.raised).days,
    )
