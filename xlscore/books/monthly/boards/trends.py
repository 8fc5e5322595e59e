"""The sparklines of the month's sheets: each draws the last 24 months of its own row.

It draws the row of counts itself where its months stand beside each other in order of time; else, as for sums of places, a row of the
sheet *Trend data*, whose columns are always the same months before the latest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

from xlscore.books.monthly.boards.headings import TRENDS
from xlscore.books.monthly.inputs import CountsRow, MonthSheets
from xlscore.books.monthly.plain import plain
from xlscore.books.plan.edits import NewSparklines, PointedSparkline
from xlscore.books.plan.own_lines import Made, OwnLine, Written, plan_lines
from xlscore.books.plan.own_rows import Place
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.engine import sparkline_sources
from xlscore.ooxml.values.addresses import Box, cell_address, parse_box
from xlscore.rules.monthly.month import RowInputs
from xlscore.rules.series import months_from, months_later
from xlscore.rules.words import key, name_key

__all__ = ["MONTHS_DRAWN", "Trends", "plan_sparklines", "trends_of"]

MONTHS_DRAWN: Final = 24
_FEWEST: Final = 6
"""Fewer months draw no trend."""

Trends = Mapping[Place, str]
"""What the sparkline of each measure and place draws, by the keys of its row."""


def trends_of(
    planner: Planner, sheets: MonthSheets, rows: Iterable[tuple[Place, RowInputs]], to: date, reader: Reader
) -> Trends:
    """Return what each row's sparkline draws, having planned the months of those whose own row does not show them."""
    counted = {row.mark: row for row in sheets.rows}
    found: dict[Place, str] = {}
    beside: dict[Place, Made] = {}
    months = _months_to(to)
    for place, row in rows:
        if sum(month in row.counts for month in months) < _FEWEST:
            continue
        own = counted.get((name_key(row.measure), name_key(row.place)))
        source = None if own is None else _on_own_row(own, months)
        if source is not None:
            found[place] = source
        else:
            beside[place] = _made(row, place, months)
    written = plan_lines(planner, TRENDS, beside, reader, beside=None, widths=(30, 20, *[7] * MONTHS_DRAWN))
    for place, line in written.lines.items():
        first, last = line["before_23"], line["before_0"]
        found[place] = f"{_quoted(written.sheet)}!{_absolute(first)}:{_absolute(last)}"
    return found


def _made(row: RowInputs, place: Place, months: list[date]) -> Made:
    def made(_line: OwnLine) -> Mapping[str, Any]:
        figures = {
            f"before_{before}": plain(row.counts.get(month))
            for before, month in zip(range(MONTHS_DRAWN - 1, -1, -1), months, strict=True)
        }
        return {"measure": row.measure, "place": row.place or "Force", **figures}

    return made


def _months_to(to: date) -> list[date]:
    return months_from(months_later(to, 1 - MONTHS_DRAWN), to)


def _on_own_row(row: CountsRow, months: list[date]) -> str | None:
    """Return a row's own cells of some months, None where they do not stand beside each other in order."""
    points = [point for point in row.series.points if months[0] <= point.month <= months[-1]]
    boxes = [parse_box(point.source.cell) for point in points]
    if not points or any((a.top, a.left + 1) != (b.top, b.left) for a, b in pairwise(boxes)):
        return None
    cells = Box(boxes[0].top, boxes[0].left, boxes[-1].top, boxes[-1].right)
    ends = (cell_address(cells.top, cells.left), cell_address(cells.bottom, cells.right))
    return f"{_quoted(points[0].source.sheet)}!{':'.join(map(_absolute, ends))}"


def _quoted(sheet: str) -> str:
    name = sheet.replace("'", "''")
    return f"'{name}'"


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"


def plan_sparklines(planner: Planner, written: Written, trends: Trends, sheets: MonthSheets) -> None:
    """Plan the sparklines of a table's rows: new ones, and those of ours that are to draw other cells. A person's stays."""
    book = planner.reading.book
    drawn = {} if written.is_new else sparkline_sources(book.sheets[written.sheet]) or {}
    new: list[tuple[int, int, str]] = []
    for place, line in written.lines.items():
        source, cell = trends.get(place), (line.row, line.columns["trend"])
        before = drawn.get(cell)
        if source is None or (before is not None and _bare(before) == _bare(source)):
            continue
        if before is None:
            new.append((*cell, source))
        elif _sheet_of(before) in {key(sheets.table.sheet), _sheet_of(source)}:
            planner.point_sparkline(PointedSparkline(written.sheet, *cell, source))
    if new:
        planner.dress(NewSparklines(written.sheet, tuple(new)))


def _bare(source: str) -> str:
    return key(source.replace("$", "").replace("'", ""))


def _sheet_of(source: str) -> str:
    return key(source.rpartition("!")[0].replace("'", ""))
