"""The rows of the other kinds of the month in its answer: satisfaction, indicators, whatever says that it is of the month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from xlscore.books.monthly.answer import Month
from xlscore.books.monthly.inputs import has_counts
from xlscore.books.plan.kind import KINDS, Asked
from xlscore.books.plan.planner import Planner
from xlscore.rules.monthly.month import MonthResult
from xlscore.rules.monthly.years import ReportingYear

__all__ = ["with_others"]


def with_others(planner: Planner, asked: Asked, plan: Callable[[], Month]) -> Month:
    """Return the month with the rows of the other kinds that are of it; without counts, with those alone.

    What another kind has answered in the same run already is taken from there, and its problems are told there.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    problems = []
    everywhere = replace(asked, sheet=None, counts=asked.sheet, whole=True)
    for kind in KINDS.values():
        if not kind.of_month:
            continue
        answer = asked.found.get(kind.name)
        if answer is None and kind.applies(planner.reading, everywhere):
            answer = kind.plan(planner, everywhere)
            problems += answer.problems
        rows[kind.name] = [] if answer is None else answer.as_dict()[kind.name]
    alone = any(rows.values()) and not has_counts(planner.reading, asked.sheet)
    month = Month(None, MonthResult(ReportingYear(date.min, date.min), ()), (), ()) if alone else plan()
    return replace(month, others=rows, problems=(*month.problems, *problems))
