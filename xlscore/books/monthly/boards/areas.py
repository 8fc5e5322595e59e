"""The areas of the police and crime plan: as the scorecard has them where it has the measure, else as the dashboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from xlscore.books.monthly.inputs import MonthSheets
from xlscore.books.monthly.plain import ended, plain
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.threat.headings import SCORECARD
from xlscore.books.threat.inputs import read as read_scorecard
from xlscore.books.threat.inputs import scorecards
from xlscore.rules.figures import Entry, Figure
from xlscore.rules.monthly.month import MonthResult, RowResult
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.monthly.targets import TargetWay, YearTarget
from xlscore.rules.monthly.year_to_date import YearToDate
from xlscore.rules.rag import Rag
from xlscore.rules.series import month_name
from xlscore.rules.threats.card import judge_card
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.row import ThreatRow
from xlscore.rules.words import name_key

__all__ = ["PlanArea", "plan_areas_of"]

_RECORDED, _RATE = "Recorded Crime", "Crime Outcome Rate"


@dataclass(frozen=True, slots=True)
class PlanArea:
    """A plan area and purpose: its figures against its target, and whose they are; rates and changes are fractions."""

    measure: str
    purpose: str
    to: str
    counts: YearToDate
    is_rate: bool
    target: Fraction | None
    target_is_change: bool
    target_to_date: Fraction | None
    rag: str | None
    short: int | None
    source: str
    cells: Mapping[str, Entry]
    """The entries that its figures stand in, by field: the scorecard's, or the agreed target's own."""
    lower_is_better: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {
            "measure": self.measure,
            "purpose": self.purpose,
            "this_year": plain(self.counts.this),
            "last_year": plain(self.counts.last),
            "change": plain(self.counts.change),
            "percent": None if self.is_rate else plain(self.counts.percent),
            "target": plain(self.target),
            "target_to_date": plain(self.target_to_date),
            "rag": self.rag,
            "short": self.short,
            "from": self.source,
        }


def plan_areas_of(
    reading: Reading, sheets: MonthSheets, result: MonthResult, rates: Sequence[RateResult] = ()
) -> tuple[PlanArea, ...]:
    """Return the plan areas in the order of the table of measures; one without any figures is left out."""
    if not sheets.plan_areas:
        return ()
    force = {name_key(row.measure): row for row in result.rows if not row.place}
    worked_out = {name_key(rate.measure): rate for rate in rates if not rate.place}
    scored = dict[str, list[tuple[ThreatInputs, ThreatRow]]]()
    for given, judged in _scorecard(reading):
        scored.setdefault(name_key(given.objective), []).append((given, judged))
    found: list[PlanArea] = []
    for name in sheets.plan_areas:
        row, cards = force.get(name_key(name)), scored.get(name_key(name), [])
        found += [_of_card(given, judged, name) for given, judged in cards]
        if row is not None and not any(given.rate is False for given, _ in cards):
            found.append(_of_row(row, result))
        rate = worked_out.get(name_key(name))
        if rate is not None and not any(given.rate for given, _ in cards):
            found.append(_of_rate(rate, result))
    return tuple(found)


def _scorecard(reading: Reading) -> Iterator[tuple[ThreatInputs, ThreatRow]]:
    if find_one(reading.blocks, SCORECARD, scorecards(reading)) is None:
        return
    read = read_scorecard(reading, Reader())  # its problems are the scorecard's own
    judged = judge_card(read.card, read.policy.policy)
    yield from zip(judged.card.rows, judged.rows, strict=True)


def _figure(entry: Entry) -> Fraction | None:
    return entry.value if isinstance(entry, Figure) else None


def _of_card(given: ThreatInputs, judged: ThreatRow, name: str) -> PlanArea:
    agreed = given.hard_target if isinstance(given.hard_target, Figure) else None
    target = None if agreed is None else agreed.value
    counts = YearToDate(_figure(given.actual), _figure(given.previous))
    is_change = not given.rate
    by_now = target
    if agreed is not None and is_change:
        by_now = YearTarget(agreed.value, TargetWay.CHANGE, agreed.source).to_date(counts.last, None)
    return PlanArea(
        name,
        given.purpose,
        "",
        counts,
        bool(given.rate),
        target,
        is_change,
        by_now,
        None if judged.rag is None else judged.rag.value,
        judged.shortfall,
        "Scorecard",
        {"this": given.actual, "last": given.previous, "agreed": given.hard_target},
        not given.higher_is_better,
    )


def _of_row(row: RowResult, result: MonthResult) -> PlanArea:
    agreed = row.agreed
    return PlanArea(
        row.measure,
        _RECORDED,
        ended(row, result),
        row.to_date,
        False,
        None if agreed is None else agreed.value,
        agreed is not None and agreed.kind is TargetWay.CHANGE,
        row.target_to_date,
        (row.rag or Rag.GREY).value,
        row.short,
        "Days" if row.is_by_days else "Months",
        {} if agreed is None or not agreed.is_in_cell else {"agreed": Figure(agreed.value, agreed.source)},
        row.higher_is_better is False,
    )


def _of_rate(rate: RateResult, result: MonthResult) -> PlanArea:
    agreed = rate.target
    level = None if agreed is None else agreed.value
    return PlanArea(
        rate.measure,
        _RATE,
        month_name(result.year.to),
        YearToDate(rate.to_date.this, rate.to_date.last),
        True,
        level,
        False,
        level,
        (rate.rag or Rag.GREY).value,
        rate.required,
        "Months",
        {} if agreed is None or not agreed.is_in_cell else {"agreed": Figure(agreed.value, agreed.source)},
        False,
    )
