"""Outcome rates and targets as the command line prints them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from xlscore.rules.exact import cell_number
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.monthly.target_setting import TargetResult
from xlscore.rules.monthly.targets import year_of

__all__ = ["rate_as_dict", "target_as_dict"]


def _plain(value: Fraction | None) -> float | None:
    return None if value is None else cell_number(value)


def rate_as_dict(rate: RateResult) -> dict[str, Any]:
    """Return an outcome rate as the command line's JSON prints it."""
    counts, found = rate.to_date, rate.projected.projection
    return {
        "measure": rate.measure,
        "area": rate.place,
        "outcomes": _plain(counts.outcomes.this),
        "crimes": _plain(counts.crimes.this),
        "this_year": _plain(counts.this),
        "last_year": _plain(counts.last),
        "points": _plain(counts.points),
        "unusual": counts.unusual,
        "target": None if rate.target is None else _plain(rate.target.value),
        "rag": None if rate.rag is None else rate.rag.value,
        "required": rate.required,
        "projection": None if found is None else _plain(found.total),
        "low": None if found is None else _plain(found.low),
        "high": None if found is None else _plain(found.high),
        "verdict": rate.verdict or None,
        "method": rate.projected.method or rate.projected.why_not,
        "remarks": list(rate.remarks),
    }


def target_as_dict(target: TargetResult, begins: int) -> dict[str, Any]:
    """Return what a row of targets came to as the command line's JSON prints it."""
    asked, suggestion, flag = target.row.asked, target.suggestion, target.monitoring
    msg = suggestion.msg
    return {
        "measure": asked.measure,
        "area": asked.place,
        "year": year_of(asked.year, begins).name,
        "kind": asked.kind.value,
        "agreed": None if asked.agreed is None else _plain(asked.agreed.value),
        "suggested": _plain(suggestion.value),
        "because": target.remark,
        "msg": None
        if msg is None
        else {
            "estimate": _plain(msg.value),
            "low": _plain(msg.low),
            "high": _plain(msg.high),
            "periods": msg.periods,
            "own": _plain(msg.own),
        },
        "milestones": [
            {
                "year": year_of(step.year, begins).name,
                "level": _plain(step.level),
                "change": _plain(step.change),
            }
            for step in target.milestones
        ],
        "monitored": None if flag is None else flag.flagged,
        "monitoring": None if flag is None else flag.words,
        "expected": _plain(target.expected),
        "verdict": target.verdict or None,
        "course": target.course or None,
    }
