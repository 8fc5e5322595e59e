"""The month judged: every measure and place against last year and its target, the tree of types, and the year's end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import ceiling, exact
from xlscore.rules.monthly.days import NO_DAYS, Covered, DayCounts, DayFigures, day_figures, last_day
from xlscore.rules.monthly.projecting import Projected, Subject, learn, past_of, project
from xlscore.rules.monthly.targets import YearTarget
from xlscore.rules.monthly.tree import Branch, crime_tree, roots
from xlscore.rules.monthly.year_to_date import (
    UNKNOWN,
    Counts,
    YearToDate,
    record_of,
    slows_down,
    year_to_date,
)
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.policy import Policy
from xlscore.rules.rag import Rag
from xlscore.rules.statistics.level import LevelRule
from xlscore.rules.statistics.projection import Method

__all__ = ["MonthInputs", "MonthResult", "RowInputs", "RowResult", "judge_month", "movers"]

_MOST_MOVERS: Final = 5
_FEWEST_PLACES: Final = 3


@dataclass(frozen=True, slots=True)
class RowInputs:
    """A measure in a place ("" for the force): its months, and what they are held against."""

    measure: str
    place: str
    counts: Counts
    parent: Counts | None = None
    """The counts of the place that it is a part of, the force's for most."""
    target: YearTarget | None = None
    higher_is_better: bool | None = False
    """None where neither way is better."""
    restarts: date | None = None
    remark: str = ""
    """What it is the sum of, where nobody counted it by itself."""
    days: DayCounts | None = None
    """Its counts by day, None for a measure that has only months."""
    day_target: YearTarget | None = None
    """The target of the year that the last day lies in; that of the last month may be one before."""
    method: Method | None = None
    """How its year's end is projected; as the Policy says where None."""

    def subject(self, policy: Policy) -> Subject:
        """Return it as it is projected."""
        method = Method(policy.projection_method) if self.method is None else self.method
        return Subject(self.measure, self.place, self.counts, self.parent, self.restarts, method)


@dataclass(frozen=True)
class MonthInputs:
    """What a month is judged from."""

    rows: tuple[RowInputs, ...]
    parents: Mapping[str, str]
    year: ReportingYear
    policy: Policy
    day: date | None = None
    """The last day, None where nothing is counted by days."""
    covered: Covered = NO_DAYS
    """The days that are known."""


@dataclass(frozen=True, slots=True)
class RowResult:
    """What a measure in a place came to."""

    measure: str
    place: str
    to_date: YearToDate
    target_to_date: Fraction | None
    rag: Rag | None
    """None without a target, or where neither way is better."""
    short: int | None
    """How many too many (or too few) by the target so far; 0 on target."""
    remarks: tuple[str, ...]
    projected: Projected
    target: Fraction | None
    verdict: str
    agreed: YearTarget | None = None
    higher_is_better: bool | None = False
    by_months: YearToDate = UNKNOWN
    days: DayFigures | None = None
    """What its days come to, None for a measure that has only months."""
    is_by_days: bool = False
    """Whether `to_date` counts days. Months stand in for them where a report ends with a month and the days begin too late."""


@dataclass(frozen=True)
class MonthResult:
    """The month judged."""

    year: ReportingYear
    rows: tuple[RowResult, ...]
    tree: tuple[Branch, ...] = ()
    movers: tuple[RowResult, ...] = ()
    """The force's measures that changed most in number and by more than chance, the largest change first; sums of others left out."""
    day: date | None = None
    """The last day, None where nothing is counted by days."""


def judge_month(inputs: MonthInputs) -> MonthResult:
    """Return the month judged."""
    subjects = [row.subject(inputs.policy) for row in inputs.rows]
    rule = LevelRule.of(inputs.policy)
    lessons = learn(past_of(subjects, inputs.year), inputs.year, rule)
    confidence = inputs.policy.projection_confidence
    projected = [project(subject, inputs.year, lessons, confidence, rule) for subject in subjects]
    rows = tuple(_row(row, found, inputs) for row, found in zip(inputs.rows, projected, strict=True))
    rows = _best_and_worst(rows, {row.measure: row.higher_is_better for row in inputs.rows})
    tree = tuple(crime_tree(inputs.parents, _alike(rows, inputs.parents)))
    return MonthResult(inputs.year, rows, tree, movers(rows, inputs.parents), inputs.day)


def _alike(rows: Iterable[RowResult], parents: Mapping[str, str]) -> dict[str, YearToDate]:
    """Return the force's counts for the tree: all of a root by days, or all by months, since parts add up over the same days alone."""
    force = {row.measure: row for row in rows if not row.place}
    root = roots(parents)
    by_months = {root[name] for name, row in force.items() if name in root and not row.is_by_days}
    return {
        name: row.by_months if root.get(name) in by_months else row.to_date for name, row in force.items()
    }


def movers(rows: Iterable[RowResult], parents: Mapping[str, str]) -> tuple[RowResult, ...]:
    """Return the force's measures that changed most in number, of those that changed by more than chance and are no sum of others."""
    sums = set(parents.values())
    changed = [row for row in rows if not row.place and row.measure not in sums and row.to_date.unusual]
    changed.sort(key=lambda row: -abs(row.to_date.change or Fraction(0)))
    return tuple(changed[:_MOST_MOVERS])


def _best_and_worst(rows: Sequence[RowResult], higher: Mapping[str, bool | None]) -> tuple[RowResult, ...]:
    """Return the rows with a remark on the place that did best and the one that did worst against last year, of three places or more."""
    said: dict[tuple[str, str], str] = {}
    for measure in dict.fromkeys(row.measure for row in rows):
        places = [
            row for row in rows if row.place and row.measure == measure and row.to_date.percent is not None
        ]
        if len(places) < _FEWEST_PLACES or higher.get(measure) is None:
            continue
        ordered = sorted(
            places, key=lambda row: row.to_date.percent or Fraction(0), reverse=higher[measure] is True
        )
        best, worst = ordered[0], ordered[-1]
        if best.to_date.percent != worst.to_date.percent:
            said[measure, best.place] = f"best of {len(places)} places against last year"
            said[measure, worst.place] = f"worst of {len(places)} places against last year"
    return tuple(
        replace(row, remarks=(*row.remarks, said[row.measure, row.place]))
        if (row.measure, row.place) in said
        else row
        for row in rows
    )


def _row(row: RowInputs, projected: Projected, inputs: MonthInputs) -> RowResult:
    year, policy = inputs.year, inputs.policy
    by_months = year_to_date(row.counts, year)
    days = _days(row, inputs)
    is_by_days = days is not None and not (days.missing and _ends_alike(inputs) and not by_months.missing)
    to_date = days.year if days is not None and is_by_days else by_months
    before = _total(row.counts, year.before.every_month)
    target = None if row.target is None else row.target.of_year(before)
    agreed = row.day_target if is_by_days else row.target
    year_before = _year_before(row, inputs, is_by_days)
    by_now, status = None if agreed is None else agreed.to_date(to_date.last, year_before), None
    if agreed is not None and row.higher_is_better is not None:
        status = agreed.status(to_date, year_before, row.higher_is_better, exact(policy.rag_tolerance))
    verdict = (
        projected.verdict(target, row.higher_is_better is True) if row.higher_is_better is not None else None
    )
    return RowResult(
        row.measure,
        row.place,
        to_date,
        by_now,
        status,
        _short(to_date, by_now, row.higher_is_better),
        tuple(_remarks(row, year, to_date)),
        projected,
        target,
        "" if verdict is None else verdict.value,
        agreed,
        row.higher_is_better,
        by_months,
        days,
        is_by_days,
    )


def _days(row: RowInputs, inputs: MonthInputs) -> DayFigures | None:
    if row.days is None or inputs.day is None:
        return None
    return day_figures(row.days, inputs.covered, inputs.day, int(inputs.policy.year_begins))


def _ends_alike(inputs: MonthInputs) -> bool:
    """Return whether a year to date by months is one of the same days: the last month ends with the last day, and is whole by the days."""
    end, last = last_day(inputs.year.to), inputs.covered.last
    return inputs.day == end and not (last is not None and inputs.year.to <= last < end)


def _year_before(row: RowInputs, inputs: MonthInputs, by_days: bool) -> Fraction | None:
    """Return the total of the year before the one that is reported on."""
    year = inputs.year
    if by_days and inputs.day is not None:
        year = ReportingYear.of(inputs.day, int(inputs.policy.year_begins))
    return _total(row.counts, year.before.every_month)


def _total(counts: Counts, months: Sequence[date]) -> Fraction | None:
    if not all(month in counts for month in months):
        return None
    return sum((counts[month] for month in months), Fraction(0))


def _short(to_date: YearToDate, target: Fraction | None, higher_is_better: bool | None) -> int | None:
    if target is None or to_date.this is None or higher_is_better is None:
        return None
    return max(0, ceiling(target - to_date.this if higher_is_better else to_date.this - target))


def _remarks(row: RowInputs, year: ReportingYear, to_date: YearToDate) -> list[str]:
    said = []
    if row.remark:
        said.append(row.remark)
    if row.target is not None and row.target.said:
        said.append(row.target.said)
    if to_date.this is not None:
        if record := record_of(row.counts, year.to):
            said.append(f"latest month {record}")
        if slows_down(row.counts, year):
            said.append("still rising, in the last three months more slowly")
    return said
