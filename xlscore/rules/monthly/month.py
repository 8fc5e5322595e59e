"""The month judged: every measure and place against last year and its target, the tree of types, and the year's end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import ceiling
from xlscore.rules.monthly.projecting import Projected, Subject, learn, past_of, project
from xlscore.rules.monthly.targets import YearTarget
from xlscore.rules.monthly.tree import Branch, crime_tree
from xlscore.rules.monthly.year_to_date import Counts, YearToDate, record_of, slows_down, year_to_date
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.policy import Policy
from xlscore.rules.rag import Rag, rag
from xlscore.rules.statistics.level import LevelRule

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
    sum_of: tuple[str, ...] = ()
    """The places that it is the sum of, where nobody typed it."""


@dataclass(frozen=True)
class MonthInputs:
    """What a month is judged from."""

    rows: tuple[RowInputs, ...]
    parents: Mapping[str, str]
    year: ReportingYear
    policy: Policy


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


@dataclass(frozen=True)
class MonthResult:
    """The month judged."""

    year: ReportingYear
    rows: tuple[RowResult, ...]
    tree: tuple[Branch, ...] = ()
    movers: tuple[RowResult, ...] = ()
    """The force's measures that changed most in number and by more than chance, the largest change first; sums of others left out."""


def judge_month(inputs: MonthInputs) -> MonthResult:
    """Return the month judged."""
    subjects = [Subject(r.measure, r.place, r.counts, r.parent, r.restarts) for r in inputs.rows]
    rule = LevelRule.of(inputs.policy)
    past = past_of(subjects, inputs.year)
    lesson = learn(past, inputs.year, rule)
    confidence = inputs.policy.projection_confidence
    projected = [project(subject, inputs.year, lesson, confidence, rule) for subject in subjects]
    rows = tuple(
        _row(row, found, inputs.year, inputs.policy)
        for row, found in zip(inputs.rows, projected, strict=True)
    )
    rows = _best_and_worst(rows, {row.measure: row.higher_is_better for row in inputs.rows})
    force = {row.measure: row.to_date for row in rows if not row.place}
    tree = tuple(crime_tree(inputs.parents, force))
    return MonthResult(inputs.year, rows, tree, movers(rows, inputs.parents))


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


def _row(row: RowInputs, projected: Projected, year: ReportingYear, policy: Policy) -> RowResult:
    to_date = year_to_date(row.counts, year)
    before = _total(row.counts, year.before.every_month)
    target = None if row.target is None else row.target.of_year(before)
    by_now = None if row.target is None else row.target.to_date(to_date.last, before)
    verdict = (
        projected.verdict(target, row.higher_is_better is True) if row.higher_is_better is not None else None
    )
    return RowResult(
        row.measure,
        row.place,
        to_date,
        by_now,
        _rag(to_date, by_now, row.higher_is_better, policy),
        _short(to_date, by_now, row.higher_is_better),
        tuple(_remarks(row, year, to_date)),
        projected,
        target,
        "" if verdict is None else verdict.value,
        row.target,
        row.higher_is_better,
    )


def _total(counts: Counts, months: Sequence[date]) -> Fraction | None:
    if not all(month in counts for month in months):
        return None
    return sum((counts[month] for month in months), Fraction(0))


def _rag(
    to_date: YearToDate, target: Fraction | None, higher_is_better: bool | None, policy: Policy
) -> Rag | None:
    """Return the status of the change so far against the change that the target asks for."""
    if target is None or higher_is_better is None:
        return None
    change = to_date.percent
    asked = None if not to_date.last else target / to_date.last - 1
    return rag(change, asked, higher_is_better, Fraction(policy.rag_tolerance).limit_denominator(10**6))


def _short(to_date: YearToDate, target: Fraction | None, higher_is_better: bool | None) -> int | None:
    if target is None or to_date.this is None or higher_is_better is None:
        return None
    return max(0, ceiling(target - to_date.this if higher_is_better else to_date.this - target))


def _remarks(row: RowInputs, year: ReportingYear, to_date: YearToDate) -> list[str]:
    said = []
    if row.sum_of:
        said.append(f"sum of {len(row.sum_of)} places")
    if row.target is not None and row.target.said:
        said.append(row.target.said)
    if to_date.this is not None:
        if record := record_of(row.counts, year.to):
            said.append(f"latest month {record}")
        if slows_down(row.counts, year):
            said.append("still rising, in the last three months more slowly")
    return said
