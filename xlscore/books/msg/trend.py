"""The sparklines of positions: each draws its own measure's past positions, the last twelve as new periods come."""

from __future__ import annotations

import re
from typing import Final

from xlscore.books.msg.history import LAST_POINTS, Past, month_of
from xlscore.books.plan.edits import PointedSparkline
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.table import Table
from xlscore.engine import sparkline_sources
from xlscore.ooxml.values.addresses import Box, parse_box
from xlscore.rules.words import key, measure_key

__all__ = ["plan_trends"]

_SOURCE: Final = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^!'\[\]]+))!(?P<cells>\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)"
)


def plan_trends(planner: Planner, table: Table, past: Past) -> None:
    """Plan which past positions the sparklines of the MSG table draw, as the periods stand by this plan.

    A sparkline that draws the table of past positions follows it: its measure's row, and twelve periods up to the last
    one. One that draws anything else is a person's.
    """
    history, column = past.columns, table.columns.get("trend")
    if history is None or column is None:
        return
    periods = _periods(planner, history)
    if not periods:
        return
    rows = {measure_key(history.text(row, "measure")): row for row in history.records}
    drawn = sparkline_sources(planner.reading.book.sheets[table.sheet])
    for row in table.records:
        box = _within(drawn.get((row, column), ""), history)
        own = rows.get(measure_key(table.text(row, "measure")))
        if box is None or own is None:
            continue
        left, right = _window(box, periods)
        if (own, left, right) != (box.top, box.left, box.right):
            name = history.sheet.replace("'", "''")
            cells = Box(own, left, own, right).address()
            planner.point_sparkline(PointedSparkline(table.sheet, row, column, f"'{name}'!{cells}"))


def _periods(planner: Planner, history: Table) -> list[int]:
    """Return the columns that have a period's position, one that is only being planned included."""
    last = max((*history.others, history.last_column)) + 1
    return [
        column
        for column in sorted({*history.others, last})
        if month_of(planner.current(history.sheet, history.header, column)) is not None
        and any(planner.current(history.sheet, row, column) is not None for row in history.records)
    ]


def _within(source: str, history: Table) -> Box | None:
    """Return the cells that a sparkline draws where they are a row of the past positions, None for any others."""
    match = _SOURCE.fullmatch(source.lstrip("="))
    if match is None:
        return None
    sheet = match["plain"] or match["quoted"].replace("''", "'")
    box = parse_box(match["cells"].replace("$", ""))
    is_row = box.top == box.bottom and box.top in history.records and box.left > history.columns["measure"]
    return box if key(sheet) == key(history.sheet) and is_row else None


def _window(box: Box, periods: list[int]) -> tuple[int, int]:
    """Return the first and last column to draw: as before while the last period is among them, else twelve up to it."""
    last = periods[-1]
    if box.left <= last <= box.right:
        return box.left, box.right
    first = [column for column in periods if column <= last][-LAST_POINTS:][0]
    return first, last
