"""The month's sheets: rows that stay where they stand, live formulas wherever the figures are on a row of counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlscore.books.monthly.boards.areas import PlanArea, plan_areas_of
from xlscore.books.monthly.boards.daily import plan_daily
from xlscore.books.monthly.boards.dashboard import plan_dashboard
from xlscore.books.monthly.boards.plan_areas import plan_plan_areas
from xlscore.books.monthly.boards.showing import FORCE, mark_of
from xlscore.books.monthly.boards.tree import plan_tree
from xlscore.books.monthly.boards.trends import trends_of
from xlscore.books.monthly.headings import BACKTEST, PROJECTION
from xlscore.books.monthly.inputs import MonthSheets
from xlscore.books.monthly.pictures.fans import plan_fans
from xlscore.books.monthly.pictures.icicle import plan_icicle
from xlscore.books.plan.own_rows import plan_new_table, rows_by_keys, update_rows, with_all_rows
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table
from xlscore.rules.figures_dates import day_said
from xlscore.rules.monthly.courses import shown_target
from xlscore.rules.monthly.month import MonthResult, RowInputs, RowResult
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.series import month_name
from xlscore.rules.statistics.backtest import Score
from xlscore.rules.words import key

__all__ = ["PlannedSheets", "plan_backtest", "plan_sheets"]


_VERDICTS: Final = ((8, "verdicts"),)
_WIDTHS: Final[Mapping[str, tuple[int, ...]]] = {
    PROJECTION.kind: (30, 20, 10, 12, 10, 10, 10, 14, 62),
    BACKTEST.kind: (12, 12, 12, 12, 14, 12, 12, 14, 30),
}


@dataclass(frozen=True)
class PlannedSheets:
    """What planning the month's sheets came to."""

    names: tuple[str, ...]
    areas: tuple[PlanArea, ...]


def plan_sheets(
    planner: Planner,
    sheets: MonthSheets,
    inputs: Sequence[RowInputs],
    result: MonthResult,
    rates: Sequence[RateResult],
    reader: Reader,
    *,
    draws: bool,
) -> PlannedSheets:
    """Return the sheets of the month, having planned them: each new one goes right behind the one before; `draws` is whether shapes can be drawn."""
    areas = plan_areas_of(planner.reading, sheets, result, rates)
    trends = trends_of(planner, sheets, [(mark_of(row), row) for row in inputs], result.year.to, reader)
    dashboard = plan_dashboard(planner, sheets, result, trends, reader)
    names = [dashboard.sheet]
    if result.day is not None and any(row.days is not None for row in result.rows):
        names.append(plan_daily(planner, sheets, result, dashboard, trends, reader))
    if areas:
        names.append(
            plan_plan_areas(planner, sheets, areas, dashboard.lines, names[-1], _end(result), trends, reader)
        )
    if result.tree:
        names.append(plan_tree(planner, result, dashboard, names[-1], reader))
    names += plan_icicle(planner, result, _end(result), names[-1], draws=draws)
    projections = [_projection(row) for row in result.rows]
    names.append(_plan_rows(planner, PROJECTION, projections, names[-1], reader, words=_VERDICTS))
    names += plan_fans(planner, inputs, result, names[-1], reader)
    return PlannedSheets(tuple(names), areas)


def _end(result: MonthResult) -> str:
    return month_name(result.year.to) if result.day is None else day_said(result.day)


def plan_backtest(planner: Planner, beside: str, scores: Sequence[Score], reader: Reader) -> str:
    """Plan the sheet of the backtest; return its name."""
    rows = [
        {
            "known": score.known,
            "error": round(score.error, 4),
            "level": round(score.level_error, 4),
            "times_n": round(score.times_n_error, 4),
            "last_year": round(score.last_year_error, 4),
            "inside_80": None if score.inside_80 is None else round(score.inside_80, 4),
            "inside_95": None if score.inside_95 is None else round(score.inside_95, 4),
            "series": score.trials,
            "method": score.method,
        }
        for score in scores
    ]
    return _plan_rows(planner, BACKTEST, rows, beside, reader)


def _plan_rows(
    planner: Planner,
    layout: TableKind,
    rows: Sequence[Mapping[str, Any]],
    beside: str,
    reader: Reader,
    **looks: Any,
) -> str:
    """Plan a table's rows in place or on a new sheet; return the sheet's name."""
    table = find_one(planner.reading.blocks, layout)
    if table is None:
        name = planner.free_name(layout.sheet)
        if rows:
            plan_new_table(planner, layout, name, _WIDTHS[layout.kind], rows, beside, **looks)
        return name
    table = with_all_rows(table, (layout.rows,))
    update_rows(planner, table, rows, _gone(table, rows), reader)
    return table.sheet


def _gone(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    names = table.layout.keys or (table.layout.rows,)
    now = {tuple(key(str(row[name])) for name in names) for row in rows}
    return [row for place, row in rows_by_keys(table).items() if place not in now]


def _projection(row: RowResult) -> dict[str, Any]:
    found = row.projected.projection

    def whole(value: Any) -> int | None:
        return None if value is None else round(float(value))

    return {
        "measure": row.measure,
        "place": row.place or FORCE,
        "so_far": None if found is None else whole(found.so_far),
        "total": None if found is None else whole(found.total),
        "low": None if found is None else whole(found.low),
        "high": None if found is None else whole(found.high),
        "target": whole(shown_target(row.target, row.higher_is_better)),
        "verdict": row.verdict,
        "method": row.projected.method or f"none: {row.projected.why_not}",
    }
