"""Sheets of charts: twelve to a printed page, each in a place of its own that it keeps from month to month.

A chart that stands is brought up to date and keeps its looks. One that a person deleted stays away as long as its sheet stands:
whoever wants it again deletes the sheet, and all are drawn anew. One that is no more wanted goes, unless somebody formatted it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.plan.dressed_lines import standing_breaks
from xlscore.books.plan.dressing import FOOTERS
from xlscore.books.plan.edits import Charted, GoneChart, NewSheet, PageBreaks, PrintedPage
from xlscore.books.plan.ledger import Entries
from xlscore.books.plan.own_lines import plan_texts
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.charts.multiples import PageOfCharts
from xlscore.engine import FoundChart, NewChart, NotOnAFileError, capabilities, charts_of
from xlscore.ooxml.values.addresses import column_letters
from xlscore.rules.words import key

__all__ = ["ChartSheet", "draws_charts", "plan_chart_sheet", "standing_charts"]

_HEAD: Final = 5
"""So many rows stand above the charts: the title, three lines at the most of what it is of, and a blank one."""
_LETTERS: Final = 104
"""So many letters of a line stand beside each other on the page."""
_COLUMNS, _ROWS = 12, 48
"""Over how many columns and rows the charts of a page stand."""
_WIDTH: Final = 7.3
_MARGINS: Final = {"left": 0.4, "right": 0.4, "top": 0.4, "bottom": 0.5, "header": 0.2, "footer": 0.2}
_SLOT: Final = "slot"


@dataclass(frozen=True, slots=True)
class ChartSheet:
    """A sheet of charts: what it is called when it is made, how the names of its charts begin, its title and what it is of."""

    name: str
    begins: str
    title: str
    about: str
    across: int = 3
    down: int = 4
    """How many charts stand beside and below each other on a page."""

    @property
    def page(self) -> PageOfCharts:
        """Return where its charts stand."""
        high = _ROWS // self.down
        return PageOfCharts(
            across=self.across, down=self.down, columns=_COLUMNS // self.across, rows=high - 1, beneath=1, top=_HEAD + 1
        )  # fmt: skip

    @property
    def texts(self) -> list[str]:
        """Return the rows above the charts: the title, and what it is of in lines that the page holds."""
        return [self.title, *textwrap.wrap(self.about, _LETTERS)[: _HEAD - 2]]

    @property
    def kind(self) -> str:
        """Return what the ledger calls the places of its charts."""
        return f"charts: {self.name}"


def draws_charts(planner: Planner) -> bool:
    """Return whether the program behind a workbook draws charts: Excel and files do; elsewhere neither charts nor their figures are planned."""
    can = capabilities(planner.reading.book)
    return can.draws or can.native


def plan_chart_sheet(
    planner: Planner, sheet: ChartSheet, charts: Sequence[NewChart], after: str | None, reader: Reader
) -> str | None:
    """Return the name of a sheet of charts, having planned it; None where there is no chart and no such sheet.

    A chart's name begins as the sheet says, so that the sheet is found again under another name.
    """
    found = _find(planner, sheet)
    if found is None and not charts:
        return None
    name = found or planner.free_name(sheet.name)
    kept: Entries = {} if found is None else dict(planner.kept(sheet.kind, name))
    if found is None:
        planner.add_sheet(NewSheet(name, (), after=after, head=_HEAD))
        planner.page(_page(name))
    plan_texts(planner, f"{sheet.kind}: title", name, sheet.texts, is_new=found is None)
    standing = (
        {}
        if found is None
        else standing_charts(planner, name, sheet.begins, [chart.name for chart in charts])
    )
    wanted = {key(chart.name) for chart in charts}
    now: Entries = {}
    for place, slot in kept.items():
        if place[0] in wanted or not _take_off(planner, name, place[0], standing, reader):
            now[place] = slot
    for chart in charts:
        mark = key(chart.name), _SLOT
        if mark in kept and mark[0] not in standing:
            continue  # a person deleted it
        slot = now.setdefault(mark, _free(now))
        planner.chart(Charted(name, sheet.page.box(int(str(slot))).address(), chart))
    planner.keep_entries(sheet.kind, name, now)
    _break_pages(planner, sheet, name, now)
    return name


def _find(planner: Planner, sheet: ChartSheet) -> str | None:
    """Return the sheet on which charts of ours stand, else ours of which a person deleted every chart."""
    reading = planner.reading
    begins = key(sheet.begins)
    for name, drawn in reading.drawn.items():
        if any(key(each).startswith(begins) for each in drawn):
            return name
    usual = reading.sheet_name(sheet.name)
    return usual if usual is not None and planner.kept(sheet.kind, usual) else None


def standing_charts(
    planner: Planner, name: str, begins: str, wanted: Collection[str]
) -> dict[str, FoundChart | None]:
    """Return our charts on a sheet by the name that they were put in under; what is known of them only where a file says it."""
    drawn = planner.reading.drawn.get(name, ())
    found: dict[str, FoundChart | None] = {
        key(each): None for each in drawn if key(each).startswith(key(begins))
    }
    try:
        charts = charts_of(planner.reading.book.sheets[name])
    except NotOnAFileError:
        return found
    for chart in charts:
        found[key(next((each for each in wanted if chart.was_put_in_as(each)), chart.name))] = chart
    return found


def _take_off(
    planner: Planner, name: str, mark: str, standing: dict[str, FoundChart | None], reader: Reader
) -> bool:
    """Return whether a chart that nobody wants any more is forgotten; one that a person formatted stays, and is said to be old."""
    if mark not in standing:
        return True
    chart = standing[mark]
    if chart is not None and chart.as_put_in:
        planner.dress(GoneChart(name, chart.name))
        return True
    called = mark if chart is None else chart.name
    reader.at(
        name, "",
        f"The chart '{called}' is no longer brought up to date: there is nothing to be drawn for it any more.",
        "Delete it, if nobody needs it.",
    )  # fmt: skip
    return False


def _free(taken: Entries) -> int:
    slots = set(taken.values())
    return next(slot for slot in range(len(slots) + 1) if slot not in slots)


def _break_pages(planner: Planner, sheet: ChartSheet, name: str, slots: Entries) -> None:
    """Plan a page break behind each page of charts; those of a person between them stay, and one that a person took out is not set again."""
    last = 1 + max((int(str(slot)) for slot in slots.values()), default=0)
    kind = f"{sheet.kind}: breaks"
    is_new = not planner.reading.has_sheet(name)
    before = set() if is_new else {int(row) for row, _ in planner.kept(kind, name)}
    wanted = {row + 1 for row in sheet.page.breaks(last)}
    if wanted - before:
        standing = set() if is_new else standing_breaks(planner.reading, name)
        planner.dress(PageBreaks(name, tuple(sorted((wanted - before) | standing))))
    planner.keep_entries(kind, name, {(str(row), "break"): True for row in wanted | before})


def _page(name: str) -> PrintedPage:
    return PrintedPage(
        name, paper="A4", landscape=False, pages_wide=1, pages_tall=0, title_rows=(1, _HEAD), centred=True, footer=FOOTERS[1],
        margins=tuple(_MARGINS.items()), columns=f"A:{column_letters(_COLUMNS)}", column_width=_WIDTH,
    )  # fmt: skip
