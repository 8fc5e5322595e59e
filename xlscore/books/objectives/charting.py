"""The chart on an objective's page: its recorded crime by month, drawn from the row in which its months stand side by side.

Beside the sentences there is room; where the months stand out of order or apart, nothing could be drawn from them as they are,
and the page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from xlscore.books.objectives.headings import PAGES
from xlscore.books.objectives.lines import TEXT, PageLine
from xlscore.books.objectives.placing import PlacedLines
from xlscore.books.plan.edits import Charted, GoneChart, Scalar
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.finder import find_one
from xlscore.books.threat.headings import SERIES
from xlscore.books.threat.months import is_series
from xlscore.charts.control import ControlCells, control_chart
from xlscore.charts.frames import ChartFrame
from xlscore.engine import NewChart
from xlscore.ooxml.values.addresses import Box, cell_address, parse_box, quoted_sheet
from xlscore.rules.objectives.amounts import count_words, noun_of
from xlscore.rules.objectives.control import drawn_row
from xlscore.rules.objectives.records import ObjectivePage, PurposeInputs
from xlscore.rules.series import Series, month_name
from xlscore.rules.words import in_words, name_key

__all__ = ["plan_charts", "with_undrawn"]

_PLACES: Final = f"{PAGES.kind}: charts"
"""What the ledger calls the places of the charts."""
_UNDRAWN: Final = "Its months do not stand side by side, oldest first, so there is no chart."
_FEWEST: Final = 6
"""Fewer months are no line to look at."""
_FIRST, _LAST = 3, 8
"""The columns over which a chart stands."""
_TALL: Final = 210.0
"""How high a chart is, in points, where the lines beside it are as many."""


def months_in_a_row(series: Series | None) -> str | None:
    """Return the cells of a series' figures, where its months stand side by side, oldest first; None elsewhere."""
    if series is None or len(series.points) < _FEWEST or series.gaps:
        return None
    boxes = [parse_box(point.source.cell) for point in series.points]
    first = boxes[0]
    if any((box.top, box.left) != (first.top, first.left + n) for n, box in enumerate(boxes)):
        return None
    cells = Box(first.top, first.left, first.top, boxes[-1].left).address(absolute=True)
    return f"{quoted_sheet(series.points[0].source.sheet)}!{cells}"


def with_undrawn(page: ObjectivePage) -> ObjectivePage:
    """Return a page that says of months which cannot be drawn as they stand that there is no chart of them."""
    row = drawn_row(page)
    if row is None or months_in_a_row(row.inputs.series) is not None:
        return page
    known = 0 if row.inputs.series is None else len(row.inputs.series.points)
    why = (
        _UNDRAWN
        if known >= _FEWEST
        else f"Fewer than {in_words(_FEWEST)} months are known, so there is no chart."
    )
    return replace(page, missing=(why, *page.missing))


def plan_charts(
    planner: Planner,
    pages: Sequence[ObjectivePage],
    lines: Sequence[PageLine],
    placed: PlacedLines,
    sheet: str,
) -> None:
    """Plan a chart on each page whose months stand in a row; one whose lines have moved is put in anew beside them."""
    series = find_one(planner.reading.blocks, SERIES, is_series)
    before, kept = planner.kept(_PLACES, sheet), dict[tuple[str, str], Scalar]()
    for page in pages:
        row = drawn_row(page)
        figures = None if row is None else months_in_a_row(row.inputs.series)
        address = _beside(page.objective, lines, placed)
        if row is None or figures is None or series is None or not address:
            continue
        chart = Charted(sheet, address, _chart(page, row, figures, series.header))
        mark = chart.chart.name, "place"
        kept[mark] = address
        if before.get(mark, address) == address:
            planner.chart(chart)
        else:
            planner.dress(GoneChart(sheet, chart.chart.name))
            planner.dress(chart)
    for name, _ in before.keys() - kept.keys():
        planner.dress(GoneChart(sheet, name))
    planner.keep_entries(_PLACES, sheet, kept)


def _chart(page: ObjectivePage, row: PurposeInputs, figures: str, head: int) -> NewChart:
    """Return the chart of a row's months; its title and its alternative text carry the answer."""
    series = row.inputs.series
    points = [] if series is None else series.points
    last = next((point for point in reversed(points) if point.value is not None), points[-1])
    value = (
        ""
        if last.value is None
        else f": {count_words(last.value, noun_of(row.inputs.purpose))} in {month_name(last.month)}"
    )
    told = "" if row.chart is None else f" {row.chart.sentence}"
    sheet, _, cells = figures.rpartition("!")
    across = parse_box(cells)
    dates = f"{sheet}!{Box(head, across.left, head, across.right).address(absolute=True)}"
    title = f"{page.objective}: {row.inputs.purpose.lower()} by month"
    frame = ChartFrame(
        name=f"Objective: {page.objective}",
        title=title,
        description=f"{page.objective}, the force{value}.{told} {len(points)} months from {month_name(points[0].month)}.",
        text_size=8,
        legend=False,
    )
    chart = control_chart(frame, ControlCells(dates=dates, values=figures, name=row.inputs.purpose))
    return replace(chart, axis="", every=0, low=0.0)


def _beside(objective: str, lines: Sequence[PageLine], placed: PlacedLines) -> str:
    """Return the cells beside a page's sentences, "" for a page without any."""
    texts = [line for line in lines if line.objective == objective and line.looks == TEXT]
    rows = [(placed.rows[name_key(line.mark)], placed.heights[name_key(line.mark)]) for line in texts]
    if not rows:
        return ""
    tall, last = 0.0, rows[0][0]
    for row, height in rows:
        last, tall = row, tall + height
        if tall >= _TALL:
            break
    return f"{cell_address(rows[0][0], _FIRST)}:{cell_address(last, _LAST)}"
