"""The sheet of outcome rates: a row per rate and place, live where both counts stand in rows of months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from xlscore.books.monthly.boards.dashboard import cell_of_stretch, sum_of_months
from xlscore.books.monthly.boards.showing import FORCE
from xlscore.books.monthly.inputs import CountsRow, MonthSheets
from xlscore.books.monthly.names import place_key
from xlscore.books.monthly.plain import plain
from xlscore.books.monthly.target_headings import OUTCOME_RATES
from xlscore.books.plan.own_lines import Made, OwnLine, plan_lines
from xlscore.books.plan.own_rows import Place
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.formulas import cell_of
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.monthly.rate_names import RateNames
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.notes import Quoted, caveats_beside
from xlscore.rules.words import key, name_key

__all__ = ["plan_rates"]

_WIDTHS: Final = (34, 20, 11, 11, 10, 12, 11, 11, 9, 16, 11, 10, 9, 9, 12, 44, 44, 44)
_COLOURED: Final = {"unusual": "signs", "rag": "rag", "verdict": "verdicts"}
_WORDS: Final = tuple(
    (number, _COLOURED[column.field])
    for number, column in enumerate(OUTCOME_RATES.columns, 1)
    if column.field in _COLOURED
)


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
    names = {name_key(each.measure): each for each in sheets.rates}
    rows = {row.mark: row for row in sheets.rows}

    def made(rate: RateResult, line: OwnLine) -> dict[str, Any]:
        of = names[name_key(rate.measure)]
        counted = [rows.get((name_key(name), place_key(rate.place))) for name in (of.outcomes, of.crimes)]
        return {
            "measure": rate.measure,
            "place": rate.place or FORCE,
            **_to_date(rate, counted, year, line),
            **_against_target(rate, sheets, line),
            **_year(rate),
            "remark": "; ".join(rate.remarks),
            "caveat": " ".join(caveats_beside(sheets.notes, _quoted(rate, of, sheets, year))),
        }

    lines: dict[Place, Made] = {
        (key(rate.measure), key(rate.place or FORCE)): partial(made, rate) for rate in rates
    }
    written = plan_lines(
        planner,
        OUTCOME_RATES,
        lines,
        reader,
        beside=sheets.table.sheet,
        widths=_WIDTHS,
        words=_WORDS,
    )
    return (written.sheet,)


def _quoted(rate: RateResult, names: RateNames, sheets: MonthSheets, year: ReportingYear) -> Quoted:
    measures = rate.measure, names.outcomes, names.crimes
    return Quoted(measures, sheets.places_of(rate.place), year.to, year.known)


def _to_date(
    rate: RateResult, counted: Sequence[CountsRow | None], year: ReportingYear, line: OwnLine
) -> dict[str, Any]:
    """Return the counts and rates so far; the sums are formulas where rows of months have them, and what stands on them is."""
    counts = rate.to_date
    outcomes, crimes = (
        sum_of_months(plain(of.this), row, year.months, line)
        for of, row in zip((counts.outcomes, counts.crimes), counted, strict=True)
    )
    before = [
        sum_of_months(plain(of.last), row, year.before.months, line).formula
        for of, row in zip((counts.outcomes, counts.crimes), counted, strict=True)
    ]
    last = f"={before[0][1:]}/{before[1][1:]}" if all(before) and counts.last is not None else ""
    this = f"={line['outcomes']}/{line['crimes']}" if counts.this is not None else ""
    points = f"=YOY_POINTS({line['this']},{line['last']})" if counts.points is not None else ""
    return {
        "outcomes": outcomes,
        "crimes": crimes,
        "this": Answer(plain(counts.this), this),
        "last": Answer(plain(counts.last), last),
        "points": Answer(plain(counts.points), points),
        "unusual": {True: "Yes", False: "No", None: None}[counts.unusual],
    }


def _against_target(rate: RateResult, sheets: MonthSheets, line: OwnLine) -> Mapping[str, Answer]:
    """Return target, status and outcomes required; on the agreed target's own cell where that holds it."""
    if rate.target is None:
        return {"target": Answer(None), "rag": Answer(None), "required": Answer(None)}
    asked = cell_of(rate.target.source, line.sheet) if rate.target.is_in_cell else line["target"]
    tolerance = sheets.policy.refer("rag_tolerance", line.sheet)
    known, stretch = rate.required is not None, cell_of_stretch(rate.target, line)
    return {
        "target": Answer(plain(rate.target.value)),
        "rag": Answer(
            None if rate.rag is None else rate.rag.value,
            f"=RAG({line['this']},{asked},TRUE,{tolerance}{stretch})"
            if known and stretch is not None
            else "",
        ),
        "required": Answer(
            rate.required,
            f"=OUTCOMES_NEEDED({line['outcomes']},{line['crimes']},{asked})" if known else "",
        ),
    }


def _year(rate: RateResult) -> dict[str, Any]:
    found = rate.projected.projection
    return {
        "total": None if found is None else plain(found.total),
        "low": None if found is None else plain(found.low),
        "high": None if found is None else plain(found.high),
        "verdict": rate.verdict,
        "method": rate.projected.method or f"none: {rate.projected.why_not}",
    }
