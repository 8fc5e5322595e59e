"""The chart on an objective's page: the control chart of its recorded crime, beside its sentences.

What it draws stands on a sheet of its own, *Page data*, as that of the control charts stands on *Chart data*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from xlscore.books.control.chart_cells import DrawnBlock, plan_data
from xlscore.books.control.chart_pages import chart_title, described, drawn_chart, sheet_titled
from xlscore.books.objectives.headings import PAGES
from xlscore.books.objectives.lines import TEXT, PageLine
from xlscore.books.objectives.placing import PlacedLines
from xlscore.books.plan.chart_sheets import standing_charts
from xlscore.books.plan.edits import Charted, GoneChart, Scalar
from xlscore.books.plan.own_rows import add_data_sheet
from xlscore.books.plan.planner import Planner
from xlscore.charts.control import stretch_names
from xlscore.charts.frames import ChartFrame
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.control.records import ControlRow
from xlscore.rules.objectives.control import drawn_row
from xlscore.rules.objectives.records import ObjectivePage
from xlscore.rules.words import key, name_key

__all__ = ["DATA_SHEET", "DATA_TITLE", "plan_charts", "with_undrawn"]

_PLACES: Final = f"{PAGES.kind}: charts"
"""What the ledger calls the places of the charts."""
DATA_SHEET: Final = "Page data"
DATA_TITLE: Final = "Page data: what the charts on the pages of the objectives draw. Written anew with each run; hide the sheet if you like, and type nothing here."
_NAME: Final = "Objective: "
_TEXT_SIZE: Final = 8
_UNDRAWN: Final = "Its months make no chart: too few are known, or one cannot be read."
_FIRST, _LAST = 3, 8
"""The columns over which a chart stands."""
_TALL: Final = 210.0
"""How high a chart is, in points, where the lines beside it are as many."""


def with_undrawn(page: ObjectivePage) -> ObjectivePage:
    """Return a page that says of months which make no chart that there is none."""
    row = drawn_row(page)
    return page if row is None or row.chart is not None else replace(page, missing=(_UNDRAWN, *page.missing))


def plan_charts(
    planner: Planner,
    pages: Sequence[ObjectivePage],
    lines: Sequence[PageLine],
    placed: PlacedLines,
    sheet: str,
) -> None:
    """Plan a control chart on each page that has one, and the cells that they draw; one whose lines have moved goes with them."""
    wanted = {
        f"{_NAME}{page.objective}": (row.chart, address)
        for page in pages
        if (row := drawn_row(page)) is not None
        and row.chart is not None
        and (address := _beside(page.objective, lines, placed))
    }
    before = planner.kept(_PLACES, sheet)
    data = sheet_titled(planner, DATA_TITLE.partition(":")[0])
    if not wanted and data is None:
        return
    blocks = {
        name: DrawnBlock(chart_title(chart, name), chart, _stretches(chart, before.get((name, "stretches"))))
        for name, (chart, _) in wanted.items()
    }
    cells = plan_data(planner, data or add_data_sheet(planner, DATA_SHEET, sheet), blocks, DATA_TITLE)
    is_there = planner.reading.has_sheet(sheet)
    standing = standing_charts(planner, sheet, _NAME, list(wanted)) if is_there else {}
    kept = dict[tuple[str, str], Scalar]()
    for name, (chart, address) in wanted.items():
        many, old = blocks[name].stretches, before.get((name, "place"))
        kept |= {(name, "place"): address, (name, "stretches"): many}
        if old is not None and key(name) not in standing:
            continue  # a person deleted it
        drawn = drawn_chart(chart, _frame(name, cells[name][0], chart), cells[name][1])
        adds = tuple(each for number in range(2, many + 1) for each in stretch_names(number))
        moved_from = "" if old in (None, address) else str(old)
        planner.chart(Charted(sheet, address, drawn, adds, moved_from=moved_from))
    for name in {name for name, _ in before} - wanted.keys():
        planner.dress(GoneChart(sheet, name))
    planner.keep_entries(_PLACES, sheet, kept)


def _stretches(chart: ControlRow, before: Scalar) -> int:
    """Return for how many stretches a chart has lines: once drawn, a line is pointed at blank cells rather than left."""
    return max(len(chart.segments), 1 if before is None else int(str(before)))


def _frame(name: str, title_at: str, chart: ControlRow) -> ChartFrame:
    return ChartFrame(
        name=name, title_at=title_at, description=described(chart), text_size=_TEXT_SIZE, legend=False
    )


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
