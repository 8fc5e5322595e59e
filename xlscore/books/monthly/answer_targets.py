"""Outcome rates and targets as the command line prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from xlscore.books.monthly.plain import plain
from xlscore.rules.monthly.agreed import shown_level
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.monthly.target_setting import TargetResult
from xlscore.rules.monthly.targets import year_of
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name
from xlscore.rules.words import counted, listed

__all__ = [
    "Targets",
    "rate_as_dict",
    "rate_on_dashboard",
    "rate_projected",
    "said_of_agreed",
    "shown_rates",
    "target_as_dict",
]


@dataclass(frozen=True)
class Targets:
    """What the rows of the table of targets came to."""

    year: ReportingYear | None
    """The reporting year; None where no month has a figure yet."""
    sheet: str = ""
    """The sheet that is written; "" where no row is of this year or a later one."""
    targets: tuple[TargetResult, ...] = ()
    problems: tuple[Problem, ...] = ()
    has_table: bool = True

    def sentences(self) -> list[str]:
        """Return how many targets there are, how they fare, and which of them are weak or would be monitored."""
        if not self.has_table:
            return [
                "There is no table of targets: a row per measure and year, with the headings Measure, Year and Agreed target."
            ]
        if self.year is None:
            return ["No month has a figure yet."]
        if not self.targets:
            return [f"The table of targets has no row of {self.year.name} or a later year."]
        agreed = sum(target.row.asked.agreed is not None for target in self.targets)
        said = [
            f"{counted(len(self.targets), 'target')} of {self.year.name} and later on the sheet {self.sheet}, {agreed} agreed, to {month_name(self.year.to)}."
        ]
        for verdict in ("Off course", "At risk", "On course"):
            found = sum(target.verdict == verdict for target in self.targets)
            if found:
                said.append(f"{verdict}: {found}.")
        return [*said, *said_of_agreed(self.targets)]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as JSON holds it."""
        begins = 1 if self.year is None else self.year.first.month
        return {
            "targets": [target_as_dict(target, begins) for target in self.targets],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def said_of_agreed(targets: Sequence[TargetResult]) -> list[str]:
    """Return which agreed targets ask for too little, and which the inspectorate would monitor, as sentences."""
    said = []
    for words, found in (
        ("Agreed weaker than the least reduction", [t for t in targets if t.is_under_floor]),
        ("The inspectorate would monitor", [t for t in targets if t.monitoring and t.monitoring.flagged]),
    ):
        if found:
            said.append(f"{words}: {listed(list(dict.fromkeys(t.row.asked.measure for t in found)))}.")
    return said


def shown_rates(rates: Sequence[RateResult]) -> list[tuple[object, ...]]:
    """Return the rates' rows for a screen, in the columns of the dashboard; the change is in points."""
    return [
        (
            rate.measure, rate.place or "Force", _shown(rate.to_date.this), _shown(rate.to_date.last),
            "" if rate.to_date.points is None else f"{float(rate.to_date.points) * 100:+z.1f} points", "",
            {True: "yes", False: "no", None: ""}[rate.to_date.unusual], "" if rate.rag is None else rate.rag.value,
            _end(rate), rate.verdict,
        )
        for rate in rates
    ]  # fmt: skip


def _shown(value: Fraction | None) -> str:
    return "" if value is None else shown_level(value, is_rate=True)


def _end(rate: RateResult) -> str:
    found = rate.projected.projection
    if found is None or found.low is None or found.high is None:
        return ""
    return f"{_shown(found.total)} ({_shown(found.low)} to {_shown(found.high)})"


def rate_on_dashboard(rate: RateResult, to: str) -> dict[str, Any]:
    """Return an outcome rate as a row of the dashboard: its change is in points, and short are outcomes; rates go by whole months, `to` the last."""
    return {
        "measure": rate.measure,
        "area": rate.place,
        "to": to,
        "latest": [],
        "this_year": plain(rate.to_date.this),
        "last_year": plain(rate.to_date.last),
        "change": plain(rate.to_date.points),
        "percent": None,
        "unusual": rate.to_date.unusual,
        "target": None if rate.target is None else plain(rate.target.value),
        "rag": None if rate.rag is None else rate.rag.value,
        "short": rate.required,
        "remarks": list(rate.remarks),
    }


def rate_projected(rate: RateResult) -> dict[str, Any]:
    """Return an outcome rate as a row of the projection."""
    found = rate.projected.projection
    return {
        "measure": rate.measure,
        "area": rate.place,
        "so_far": plain(rate.to_date.this),
        "projection": None if found is None else plain(found.total),
        "low": None if found is None else plain(found.low),
        "high": None if found is None else plain(found.high),
        "target": None if rate.target is None else plain(rate.target.value),
        "verdict": rate.verdict or None,
        "method": rate.projected.method or rate.projected.why_not,
    }


def rate_as_dict(rate: RateResult) -> dict[str, Any]:
    """Return the counts behind an outcome rate, and what came of them."""
    counts = rate.to_date
    return {
        "measure": rate.measure,
        "area": rate.place,
        "outcomes": plain(counts.outcomes.this),
        "crimes": plain(counts.crimes.this),
        "outcomes_last_year": plain(counts.outcomes.last),
        "crimes_last_year": plain(counts.crimes.last),
        "this_year": plain(counts.this),
        "last_year": plain(counts.last),
        "points": plain(counts.points),
        "required": rate.required,
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
        "agreed": None if asked.agreed is None else plain(asked.agreed.value),
        "suggested": plain(suggestion.value),
        "because": target.remark,
        "msg": None
        if msg is None
        else {
            "estimate": plain(msg.value),
            "low": plain(msg.low),
            "high": plain(msg.high),
            "periods": msg.periods,
            "own": plain(msg.own),
        },
        "milestones": [
            {
                "year": year_of(step.year, begins).name,
                "level": plain(step.level),
                "change": plain(step.change),
            }
            for step in target.milestones
        ],
        "monitored": None if flag is None else flag.flagged,
        "monitoring": None if flag is None else flag.words,
        "expected": plain(target.expected),
        "verdict": target.verdict or None,
        "course": target.course or None,
    }
