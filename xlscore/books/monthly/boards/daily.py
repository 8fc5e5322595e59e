"""The daily dashboard: the force's measures on one printed page, the latest days and the year so far beside last year's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from xlscore.books.monthly.boards.headings import DAILY
from xlscore.books.monthly.boards.showing import FORCE, compared, copied, mark_of, plan_indents
from xlscore.books.monthly.boards.trends import Trends, plan_sparklines
from xlscore.books.monthly.inputs import MonthSheets
from xlscore.books.monthly.plain import ended, plain
from xlscore.books.plan.own_lines import Made, OwnLine, Written, plan_lines, plan_title
from xlscore.books.plan.own_rows import Place
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.rules.figures_dates import day_said
from xlscore.rules.monthly.days import LATEST, DayFigures
from xlscore.rules.monthly.month import MonthResult, RowResult
from xlscore.rules.monthly.unusual import what_is_unusual
from xlscore.rules.monthly.year_to_date import UNKNOWN
from xlscore.rules.words import key

__all__ = ["plan_daily"]

_WIDTHS: Final = (25, 12, 7, 8, 8, 7, 7, 7, 8, 7, 7, 7, 8, 8, 9, 11, 8, 8, 8, 8, 10)
_WORDS: Final = ((14, "signs"), (19, "signs"), (20, "rag"))
_HEAD: Final = 6
_YEAR: Final = {each: each for each in ("this", "last", "change", "percent", "unusual")}
_ABOUT: Final = "Beside the last day, 7 and 28 days stand as many days of last year that end on the same date. Trend: the last 24 months, from the lowest of them."


def plan_daily(
    planner: Planner,
    sheets: MonthSheets,
    result: MonthResult,
    dashboard: Written,
    trends: Trends,
    reader: Reader,
) -> str:
    """Return the name of the daily dashboard, having planned it."""
    force = [row for row in result.rows if not row.place]
    rows: dict[Place, Made] = {(key(row.measure),): partial(_daily, row, result, dashboard) for row in force}
    written = plan_lines(
        planner, DAILY, rows, reader, beside=dashboard.sheet, widths=_WIDTHS, words=_WORDS, head=_HEAD, pages_tall=1
    )  # fmt: skip
    plan_title(planner, DAILY, written, _title(result, force))
    plan_indents(planner, written, {(key(each.measure),): each.depth for each in result.tree})
    mine = {mark[:1]: source for mark, source in trends.items() if mark[1:] == (key(FORCE),)}
    plan_sparklines(planner, written, mine, sheets)
    return written.sheet


def _title(result: MonthResult, rows: list[RowResult]) -> list[str]:
    days = next((row.days for row in rows if row.days is not None), None)
    to = "" if result.day is None else day_said(result.day)
    sums = {branch.parent for branch in result.tree}
    parts = [row for row in rows if row.measure not in sums]
    latest = max(LATEST)
    return [
        f"Daily dashboard to {to}",
        f"{_lengths(days)}{_ABOUT}",
        what_is_unusual([(row.measure, row.to_date) for row in parts], "the year to date"),
        what_is_unusual(
            [(row.measure, row.days.latest[latest]) for row in parts if row.days is not None],
            f"the last {latest} days",
        ),
    ]


def _lengths(days: DayFigures | None) -> str:
    if days is None:
        return ""
    return f"Year to date: {days.this.days} days this year, {days.last.days} last year. "


def _daily(row: RowResult, result: MonthResult, dashboard: Written, line: OwnLine) -> Mapping[str, Any]:
    source = dashboard.lines.get(mark_of(row))
    counts = row.to_date
    values: dict[str, Any] = {
        "measure": row.measure,
        "to": ended(row, result),
        "this": copied(plain(counts.this), source, "this", line.sheet),
        "last": copied(plain(counts.last), source, "last", line.sheet),
        **compared(counts, line, _YEAR),
        "rag": copied(None if row.rag is None else row.rag.value, source, "rag", line.sheet, "T"),
    }
    for length in LATEST:
        names = {each: f"{each}_{length}" for each in _YEAR if f"{each}_{length}" in line.columns}
        latest = UNKNOWN if row.days is None else row.days.latest[length]
        values[names["this"]] = Answer(plain(latest.this))
        values[names["last"]] = Answer(plain(latest.last))
        values |= compared(latest, line, names)
    return values
