"""The sheet of outcome rates: a row per rate and place."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from xlscore.books.monthly.inputs import MonthSheets
from xlscore.books.monthly.plain import plain
from xlscore.books.monthly.sheets import plan_rows
from xlscore.books.monthly.target_headings import OUTCOME_RATES
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.rules.exact import to_float
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.notes import Quoted, caveats_beside
from xlscore.rules.words import name_key

__all__ = ["plan_rates"]


def plan_rates(
    planner: Planner,
    sheets: MonthSheets,
    year: ReportingYear,
    rates: Sequence[RateResult],
    reader: Reader,
) -> tuple[str, ...]:
    """Plan the sheet of outcome rates; return its name, none where there are no rates and there never were."""
    if not rates and find_one(planner.reading.blocks, OUTCOME_RATES) is None:
        return ()
    rows = [_row(rate, sheets, year) for rate in rates]
    return (plan_rows(planner, OUTCOME_RATES, rows, sheets.table.sheet, reader),)


def _row(rate: RateResult, sheets: MonthSheets, year: ReportingYear) -> dict[str, Any]:
    found, counts = rate.projected.projection, rate.to_date
    names = next(each for each in sheets.rates if name_key(each.measure) == name_key(rate.measure))
    quoted = Quoted(
        (rate.measure, names.outcomes, names.crimes), sheets.places_of(rate.place), year.to, year.known
    )
    return {
        "measure": rate.measure,
        "place": rate.place or "Force",
        "outcomes": plain(counts.outcomes.this),
        "crimes": plain(counts.crimes.this),
        "this": _share(counts.this),
        "last": _share(counts.last),
        "points": _share(counts.points),
        "unusual": {True: "Yes", False: "No", None: None}[counts.unusual],
        "target": None if rate.target is None else _share(rate.target.value),
        "rag": None if rate.rag is None else rate.rag.value,
        "required": rate.required,
        "total": None if found is None else _share(found.total),
        "low": None if found is None else _share(found.low),
        "high": None if found is None else _share(found.high),
        "verdict": rate.verdict,
        "method": rate.projected.method or f"none: {rate.projected.why_not}",
        "remark": "; ".join(rate.remarks),
        "caveat": " ".join(caveats_beside(sheets.notes, quoted)),
    }


def _share(value: Fraction | None) -> float | None:
    return None if value is None else round(to_float(value), 4)
