"""What the month came to, as the command line prints it and as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from xlscore.books.monthly.answer_targets import (
    rate_as_dict,
    rate_on_dashboard,
    rate_projected,
    said_of_agreed,
    target_as_dict,
)
from xlscore.books.monthly.boards.areas import PlanArea
from xlscore.books.monthly.plain import plain
from xlscore.rules.exact import to_float
from xlscore.rules.figures_dates import day_said
from xlscore.rules.monthly.days import LATEST, DayFigures, Stretch, last_day
from xlscore.rules.monthly.month import MonthResult, RowResult
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.monthly.target_setting import TargetResult
from xlscore.rules.monthly.tree import Branch
from xlscore.rules.monthly.year_to_date import YearToDate
from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name
from xlscore.rules.statistics.backtest import Score
from xlscore.rules.statistics.projection import Method

__all__ = ["Backtested", "Month"]


@dataclass(frozen=True)
class Month:
    """What the month came to."""

    to: date | None
    """The last month of the report; None where no month has a figure yet."""
    result: MonthResult
    sheets: tuple[str, ...]
    """The sheets that are written."""
    problems: tuple[Problem, ...]
    rates: tuple[RateResult, ...] = ()
    """The outcome rates, from both counts."""
    targets: tuple[TargetResult, ...] = ()
    """What each row of the table of targets came to, of this year or one that lies ahead."""
    others: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    """The rows of the other kinds of the month, by name."""
    areas: tuple[PlanArea, ...] = ()
    """The plan areas against their targets."""

    def sentences(self) -> list[str]:
        """Return the month in few lines: how many series, which of them changed by more than chance, how the year will end."""
        if self.to is None:
            said = [str(row["sentence"]) for rows in self.others.values() for row in rows]
            return said or ["No month has a figure yet."]
        rows = self.result.rows
        if not rows:
            return [f"The days up to {self._end} are no whole month, so there is no series to compare yet."]
        said = [f"{_counted(len(rows), 'series')} to {self._end}."]
        if self._year_of_days is not None:
            this, last = self._year_of_days.this.days, self._year_of_days.last.days
            said.append(f"By days: {this} days this year, {last} last year.")
        for word, rising in (("above", True), ("below", False)):
            many = [
                r
                for r in rows
                if r.to_date.unusual and r.to_date.change is not None and (r.to_date.change > 0) is rising
            ]
            if many:
                said.append(f"{len(many)} {word} last year by more than chance.")
        if self.result.movers:
            most = ", ".join(_moved(row) for row in self.result.movers[:3])
            said.append(f"Changed most in number: {most}.")
        for verdict in ("Off course", "At risk", "On course"):
            found = sum(row.verdict == verdict for row in rows) + sum(
                r.verdict == verdict for r in self.rates
            )
            if found:
                said.append(f"{verdict}: {found}.")
        said += said_of_agreed(self.targets)
        return said

    @property
    def _end(self) -> str:
        day = self.result.day
        return day_said(day) if day is not None else "" if self.to is None else month_name(self.to)

    @property
    def _year_of_days(self) -> DayFigures | None:
        return next((row.days for row in self.result.rows if row.is_by_days), None)

    @property
    def ends(self) -> str | None:
        """Return with what the report ends: 2013-10-14, or 2013-10 for the end of a month; None where there is nothing yet."""
        day = self.result.day
        if day is not None and day != last_day(day.replace(day=1)):
            return f"{day:%Y-%m-%d}"
        end = self.to if day is None else day
        return None if end is None else f"{end:%Y-%m}"

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        year = self._year_of_days
        return {
            "to": self.ends,
            "days": [] if year is None else [_stretch("this", year.this), _stretch("last", year.last)],
            "dashboard": [
                *(_dashboard(row, self.result) for row in self.result.rows),
                *(rate_on_dashboard(rate, f"{self.result.year.to:%Y-%m}") for rate in self.rates),
            ],
            "plan_areas": [area.as_dict() for area in self.areas],
            "tree": [_branch(branch) for branch in self.result.tree],
            "movers": [
                {
                    "measure": row.measure,
                    "change": plain(row.to_date.change),
                    "percent": plain(row.to_date.percent),
                }
                for row in self.result.movers
            ],
            "projection": [
                *(_projection(row) for row in self.result.rows),
                *(rate_projected(rate) for rate in self.rates),
            ],
            "rates": [rate_as_dict(rate) for rate in self.rates],
            "targets": [target_as_dict(target, self.result.year.first.month) for target in self.targets],
            **{name: list(rows) for name, rows in self.others.items()},
            "sheets": list(self.sheets),
            "problems": [problem.as_dict() for problem in self.problems],
        }


@dataclass(frozen=True)
class Backtested:
    """How well the projection would have done in the workbook's past years."""

    scores: tuple[Score, ...]
    problems: tuple[Problem, ...]

    def sentences(self) -> list[str]:
        """Return in a line how large the errors were."""
        if not self.scores:
            return ["There are too few whole years to try the projection on."]
        first, last = self.scores[0], self.scores[-1]
        by = "" if first.method == Method.LEVEL.value else f" (by {first.method})"
        return [
            f"After {_months(first.known)} the projection{by} missed the year's total by {first.error:.1%} on average (× 12/n: "
            f"{first.times_n_error:.1%}), after {_months(last.known)} by {last.error:.1%} ({last.times_n_error:.1%})."
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "rows": [
                {
                    "months_known": score.known,
                    "method": score.method,
                    "mean_error": score.error,
                    "level_error": score.level_error,
                    "times_n_error": score.times_n_error,
                    "inside_80": score.inside_80,
                    "inside_95": score.inside_95,
                    "series": score.trials,
                }
                for score in self.scores
            ],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}"


def _moved(row: RowResult) -> str:
    percent = _percent(row.to_date.percent)
    return f"{row.measure} {_signed(row.to_date.change)}" + (f" ({percent})" if percent else "")


def _months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"


def _stretch(year: str, stretch: Stretch) -> dict[str, Any]:
    return {"year": year, "first": str(stretch.first), "last": str(stretch.last), "days": stretch.days}


def _compared(counts: YearToDate) -> dict[str, Any]:
    return {
        "this_year": plain(counts.this),
        "last_year": plain(counts.last),
        "change": plain(counts.change),
        "percent": plain(counts.percent),
        "unusual": counts.unusual,
    }


def _dashboard(row: RowResult, result: MonthResult) -> dict[str, Any]:
    days = row.days
    return {
        "measure": row.measure,
        "area": row.place,
        "to": str(result.day) if row.is_by_days else f"{result.year.to:%Y-%m}",
        **_compared(row.to_date),
        "latest": []
        if days is None
        else [{"days": length, **_compared(days.latest[length])} for length in LATEST],
        "target": plain(row.target_to_date),
        "rag": None if row.rag is None else row.rag.value,
        "short": row.short,
        "remarks": list(row.remarks),
    }


def _branch(branch: Branch) -> dict[str, Any]:
    return {
        "measure": branch.measure,
        "parent": branch.parent or None,
        "this_year": plain(branch.counts.this),
        "last_year": plain(branch.counts.last),
        "change": plain(branch.counts.change),
        "share_of_change": plain(branch.share),
    }


def _projection(row: RowResult) -> dict[str, Any]:
    found = row.projected.projection
    return {
        "measure": row.measure,
        "area": row.place,
        "so_far": None if found is None else plain(found.so_far),
        "projection": None if found is None else plain(found.total),
        "low": None if found is None else plain(found.low),
        "high": None if found is None else plain(found.high),
        "target": plain(row.target),
        "verdict": row.verdict or None,
        "method": row.projected.method or row.projected.why_not,
    }


def shown_rows(rows: Sequence[RowResult]) -> list[tuple[object, ...]]:
    """Return the dashboard's rows for a screen."""
    return [
        (
            row.measure, row.place or "Force", _said(row.to_date.this), _said(row.to_date.last), _signed(row.to_date.change),
            _percent(row.to_date.percent), {True: "yes", False: "no", None: ""}[row.to_date.unusual], "" if row.rag is None else row.rag.value,
            _end(row), row.verdict,
        )
        for row in rows
    ]  # fmt: skip


def _said(value: Fraction | None) -> str:
    return "" if value is None else f"{round(to_float(value)):,}"


def _signed(value: Fraction | None) -> str:
    return "" if value is None else f"{round(to_float(value)):+,}"


def _percent(value: Fraction | None) -> str:
    return "" if value is None else f"{to_float(value):+.1%}"


def _end(row: RowResult) -> str:
    found = row.projected.projection
    if found is None:
        return ""
    if found.low is None or found.high is None or found.low == found.high:
        return _said(found.total)
    return f"{_said(found.total)} ({_said(found.low)} to {_said(found.high)})"
