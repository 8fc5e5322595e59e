"""The dashboard: a row per measure and place, the year so far against last year and its target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from xlscore.books.monthly.boards.headings import DASHBOARD
from xlscore.books.monthly.boards.showing import FORCE, compared, mark_of
from xlscore.books.monthly.boards.trends import Trends, plan_sparklines
from xlscore.books.monthly.inputs import CountsRow, MonthSheets
from xlscore.books.monthly.plain import ended, plain
from xlscore.books.plan.own_lines import OwnLine, Written, plan_lines
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.months import known_months
from xlscore.books.tables.formulas import cell_of, literal
from xlscore.rules.monthly.month import MonthResult, RowResult
from xlscore.rules.monthly.targets import TargetWay, YearTarget
from xlscore.rules.notes import Quoted, caveats_beside
from xlscore.rules.series import Series
from xlscore.rules.words import name_key

__all__ = ["cell_of_stretch", "plan_dashboard", "sum_of_months"]

_WIDTHS: Final = (26, 15, 10, 12, 9, 9, 9, 9, 11, 8, 14, 12, 25, 21)
_WORDS: Final = ((7, "signs"), (9, "rag"))
_NAMES: Final = {each: each for each in ("this", "last", "change", "percent", "unusual")}


def plan_dashboard(
    planner: Planner, sheets: MonthSheets, result: MonthResult, trends: Trends, reader: Reader
) -> Written:
    """Return where the dashboard's rows stand, having planned them."""
    by_mark = {row.mark: row for row in sheets.rows}
    rows = {
        mark_of(row): partial(
            _dashboard, row, by_mark.get((name_key(row.measure), name_key(row.place))), result, sheets
        )
        for row in result.rows
    }
    written = plan_lines(
        planner, DASHBOARD, rows, reader, beside=sheets.table.sheet, widths=_WIDTHS, words=_WORDS
    )
    plan_sparklines(planner, written, trends, sheets)
    return written


def _dashboard(
    row: RowResult, counted: CountsRow | None, result: MonthResult, sheets: MonthSheets, line: OwnLine
) -> Mapping[str, Any]:
    counts = row.to_date
    if row.is_by_days:
        counted = None  # a sum over thousands of days would make the workbook slow, so it is a value
    return {
        "measure": row.measure,
        "place": row.place or FORCE,
        "to": ended(row, result),
        "this": sum_of_months(plain(counts.this), counted, result.year.months, line),
        "last": sum_of_months(plain(counts.last), counted, result.year.before.months, line),
        **compared(counts, line, _NAMES),
        **_against_target(row, line, sheets),
        "remark": "; ".join(row.remarks),
        "caveat": " ".join(caveats_beside(sheets.notes, _quoted(row, result, sheets))),
    }


def _against_target(row: RowResult, line: OwnLine, sheets: MonthSheets) -> dict[str, Answer]:
    """Return target, status and shortfall so far; a change on last year keeps them right by formulas, a level's share of a year does not."""
    rag = None if row.rag is None else row.rag.value
    target, agreed = plain(row.target_to_date), row.agreed
    if agreed is None or agreed.kind is not TargetWay.CHANGE or not agreed.is_in_cell or target is None:
        return {"target": Answer(target), "rag": Answer(rag), "short": Answer(row.short)}
    this, last, asked = line["this"], line["last"], cell_of(agreed.source, line.sheet)
    tolerance, higher = (
        sheets.policy.refer("rag_tolerance", line.sheet),
        literal(row.higher_is_better is True),
    )
    stretch = cell_of_stretch(agreed, line)
    by_change = (
        ""
        if rag is None or row.to_date.percent is None or stretch is None
        else f"=RAG(YOY({this},{last}),{asked},{higher},{tolerance}{stretch})"
    )
    lower = row.short is not None and row.higher_is_better is False
    return {
        "target": Answer(target, f"={last}*(1+{asked})"),
        "rag": Answer(rag, by_change),
        "short": Answer(row.short, f"=SHORTFALL({this},{last},{asked})" if lower else ""),
    }


def cell_of_stretch(target: YearTarget, line: OwnLine) -> str | None:
    """Return the stretch target as a formula's last argument, "" for none, and None where no cell holds it."""
    if target.stretch is None:
        return ""
    return f",{cell_of(target.stretch.source, line.sheet)}" if target.stretch.is_in_cell else None


def _quoted(row: RowResult, result: MonthResult, sheets: MonthSheets) -> Quoted:
    return Quoted((row.measure,), sheets.places_of(row.place), result.year.to, result.year.known)


def sum_of_months(
    value: float | int | None, counted: CountsRow | None, months: Sequence[date], line: OwnLine
) -> Answer:
    """Return a sum of months, as a formula where a row of counts has them."""
    if value is None or counted is None:
        return Answer(value)
    points = [point for point in counted.series.points if months[0] <= point.month <= months[-1]]
    cells = known_months(Series.of(counted.measure, points), line.sheet) if points else None
    return Answer(value, "" if cells is None else f"=SUM({cells})")
