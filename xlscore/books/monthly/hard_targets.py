"""Targets followed into the threat and impact scorecard: a blank hard target there is told what this year is judged by."""

from __future__ import annotations

from collections.abc import Sequence

from xlscore.books.errors import BookError
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.threat.headings import SCORECARD
from xlscore.books.threat.inputs import scorecards
from xlscore.rules.exact import to_float
from xlscore.rules.monthly.month import RowInputs
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.monthly.rate_names import counted_as
from xlscore.rules.monthly.target_setting import whole_years
from xlscore.rules.monthly.targets import YearTarget
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.threats.words import Purpose, purpose_of
from xlscore.rules.words import name_key

__all__ = ["report_blank_targets"]


def report_blank_targets(
    planner: Planner,
    year: ReportingYear,
    rows: Sequence[RowInputs],
    rates: Sequence[RateResult],
    reader: Reader,
) -> None:
    """Report each blank hard target of the scorecard for whose measure the force has a target of this year."""
    both: tuple[RowInputs | RateResult, ...] = (*rows, *rates)
    known = {name_key(each.measure): (each, each.target) for each in both if not each.place}
    if not any(target for _, target in known.values()):
        return
    try:
        table = find_one(planner.reading.blocks, SCORECARD, scorecards(planner.reading))
    except BookError:
        return  # two of them: which one is meant, its own action asks
    if table is None or "hard_target" not in table.columns:
        return
    objectives = table.filled_down("objective")
    for row in table.records:
        purpose = table.text(row, "purpose")
        mark = name_key(counted_as(objectives[row], purpose))
        if mark not in known or table.text(row, "hard_target"):
            continue
        measured, target = known[mark]
        is_rate = isinstance(measured, RateResult)
        if target is None or is_rate is not (purpose_of(purpose) is Purpose.OUTCOMES):
            continue
        said = f"{to_float(target.value):.1%}" if is_rate else _change(measured, target, year)
        if said:
            what = (
                target.said.removesuffix("; no target for it is agreed").removeprefix("judged by ")
                or "the agreed target"
            )
            reader.at(
                table.sheet, table.cell(row, "hard_target"),
                f"'{objectives[row]}' has no hard target here, and {what} ({target.source.place}) is {said}.",
                f"Enter {said}, or what is agreed for {year.name}.",
            )  # fmt: skip


def _change(row: RowInputs | RateResult, target: YearTarget, year: ReportingYear) -> str:
    """Return a target of crimes as the scorecard takes it, a change on last year; "" where last year is not whole."""
    years = {} if isinstance(row, RateResult) else whole_years(row.counts, year.first.month)
    change = target.change_on(years.get(year.before.first.year))
    return "" if change is None else f"{to_float(change):+.1%}"
