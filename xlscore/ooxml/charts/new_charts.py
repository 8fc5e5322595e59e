"""What a chart is when it is put in, in plain words: its series, how each looks, and its axes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.charts.points import cells_of
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.sheet.workbook import Workbook

__all__ = [
    "KINDS",
    "LINES",
    "MARKERS",
    "PATTERNS",
    "PLACES",
    "ChartSeries",
    "NewChart",
    "grouped",
    "kind_in",
    "refuse_impossible",
]

KINDS: Final = {
    "area": ("areaChart", "standard"),
    "stacked_area": ("areaChart", "stacked"),
    "column": ("barChart", "clustered"),
    "stacked_column": ("barChart", "stacked"),
    "share_column": ("barChart", "percentStacked"),
    "bar": ("barChart", "clustered"),
    "stacked_bar": ("barChart", "stacked"),
    "share_bar": ("barChart", "percentStacked"),
    "line": ("lineChart", "standard"),
    "scatter": ("scatterChart", "lineMarker"),
}
"""The kinds of series, with the group that each is drawn in and how; those above are drawn under those below."""
LINES: Final = {
    "solid": "solid",
    "dash": "dash",
    "short_dash": "sysDash",
    "long_dash": "lgDash",
    "dot": "sysDot",
    "none": "",
}
MARKERS: Final = ("none", "circle", "diamond", "square", "triangle", "dash", "x")
PATTERNS: Final = {
    "": "",
    "rising": "wdUpDiag",
    "falling": "wdDnDiag",
    "level": "ltHorz",
    "upright": "ltVert",
    "crossed": "diagCross",
    "dotted": "pct20",
}
_COLOUR: Final = re.compile("#?[0-9A-Fa-f]{6}")
PLACES: Final = {"above": "t", "below": "b", "left": "l", "right": "r", "centre": "ctr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeries:
    """One series: the cells it draws, as references such as 'Chart data'!$B$2:$B$9, and how it looks when it is put in."""

    name: str
    """What the legend calls it, and what it is found by."""
    values: str
    categories: str = ""
    """What stands along the other axis; of a scatter chart the numbers or dates across."""
    name_at: str = ""
    """The cell that holds the name, where the legend should follow one."""
    kind: str = ""
    """One of the kinds, where it is not the chart's own: lines over columns or areas."""
    colour: str = ""
    """Six digits, or none for an area or column that only lifts what is stacked on it."""
    line: str = "solid"
    """solid, dash, short_dash, long_dash, dot or none: with none a line chart shows the markers alone."""
    width: float = 2.0
    """How wide the line is, in points."""
    marker: str = "none"
    size: int = 0
    """How large a marker is, in points."""
    fill: str = ""
    """What markers are filled with, where it is another colour than the line's."""
    edge: str = ""
    """The colour of the border of markers, columns or an area; without it markers have their own."""
    pattern: str = ""
    """rising, falling, level, upright, crossed or dotted: what fills columns and areas, so that they differ without colour."""
    labels_at: str = ""
    """Cells whose texts stand beside the points, one for each."""
    label_place: str = "above"
    figures: bool = False
    """Whether each point shows its figure."""
    named: bool = False
    """Whether each point shows the name of the series."""
    in_legend: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChart:
    """A chart as it is put in; afterwards its looks are the person's."""

    name: str
    """What the chart is called on its sheet, and what it is found by."""
    kind: str
    series: tuple[ChartSeries, ...]
    title: str = ""
    title_at: str = ""
    """The cell that the title follows until a person types another over it."""
    description: str = ""
    """The alternative text, which a screen reader speaks."""
    axis: str = ""
    """date or category; without it, dates as categories make an axis of dates."""
    low: float | None = None
    high: float | None = None
    legend: bool = True
    step: float | None = None
    """How far the lines behind the chart stand apart."""
    number_format: str = ""
    """The format of the figures at the axis; without it, that of the cells."""
    value_title: str = ""
    axis_title: str = ""
    axis_format: str = ""
    """The format of the dates or numbers across; without it, that of the cells."""
    axis_low: float | None = None
    axis_high: float | None = None
    every: int = 0
    """How many months lie from one date at the axis to the next; 0 leaves it to the program."""
    text_size: float = 0
    """The size of all texts in points, of a chart that is small; 0 leaves it to the program."""
    gap: int = 60
    """The room between columns, as a percentage of their width."""
    overlap: int = 0
    """How far columns of one category stand over each other, as a percentage of their width."""
    lines_behind: bool = True
    axis_figures: bool = True
    """Whether the axis of values shows its figures."""
    room_left: float = 0.0
    """The part of the width that is kept free at the left, for words beside the first points."""


def kind_in(chart: NewChart, series: ChartSeries) -> str:
    """Return what kind a series of a chart is drawn as."""
    return series.kind or chart.kind


def grouped(chart: NewChart) -> list[tuple[str, list[ChartSeries]]]:
    """Return the series of a chart by their kind, in the order in which they are drawn and the legend lists them."""
    found: dict[str, list[ChartSeries]] = {}
    for each in chart.series:
        found.setdefault(kind_in(chart, each), []).append(each)
    return sorted(found.items(), key=lambda pair: list(KINDS).index(pair[0]))


def refuse_impossible(workbook: Workbook, chart: NewChart) -> None:
    """Refuse a chart that is none, or that refers to what cannot be drawn."""
    kinds = {kind_in(chart, each) for each in chart.series} | {chart.kind}
    unknown = kinds - KINDS.keys()
    if unknown:
        raise EditRefusedError(f"A chart is one of {', '.join(sorted(KINDS))}, not {min(unknown)!r}.")
    alone = {kind for kind in kinds if kind == "scatter" or kind.endswith("bar")}
    columns = {kind for kind in kinds if KINDS[kind][0] == "barChart"}
    if (alone and len(kinds) > 1) or len(columns) > 1 or {"area", "stacked_area"} <= kinds:
        raise EditRefusedError(f"The chart {chart.name} cannot draw {', '.join(sorted(kinds))} in one.")
    if chart.axis not in {"", "date", "category"}:
        raise EditRefusedError(f"The axis of a chart is one of date, category, not {chart.axis!r}.")
    names = [each.name.casefold() for each in chart.series]
    if not names or not chart.name.strip() or len(set(names)) < len(names):
        raise EditRefusedError("A chart has a name, and series with a name of its own each.")
    if chart.title and chart.title_at:
        raise EditRefusedError(f"The title of the chart {chart.name} is a text or follows a cell, not both.")
    for each in chart.series:
        _refuse_looks(each)
        if each.labels_at and KINDS[kind_in(chart, each)][0] not in {"lineChart", "scatterChart"}:
            raise EditRefusedError(
                f"Words from cells stand beside points of lines, which {each.name} has none of."
            )
        for reference in (each.values, each.categories, each.name_at, each.labels_at):
            if reference or reference is each.values:
                cells_of(workbook, reference)
    _refuse_sizes(chart)
    if chart.title_at:
        cells_of(workbook, chart.title_at)


def _refuse_sizes(chart: NewChart) -> None:
    sizes: list[tuple[str, float, float, float]] = [
        ("the gap between columns", chart.gap, 0, 500),
        ("the overlap of columns", chart.overlap, -100, 100),
        ("the room at the left", chart.room_left, 0, 0.9),
        ("the months from date to date", chart.every, 0, 1200),
        ("a text", chart.text_size or 9, 1, 400),
    ]
    for each in chart.series:
        sizes += [("a marker", each.size or 5, 2, 72), ("a line", each.width, 0, 1584)]
    for what, size, least, most in sizes:
        if not least <= size <= most:
            raise EditRefusedError(
                f"The size of {what} in the chart {chart.name} is from {least} to {most}, not {size}."
            )


def _refuse_looks(series: ChartSeries) -> None:
    if series.line not in LINES or series.marker not in MARKERS:
        raise EditRefusedError(
            f"A series is drawn with a line of {', '.join(LINES)} and a marker of {', '.join(MARKERS)}, "
            f"not {series.line!r} and {series.marker!r}."
        )
    for colour in (series.colour, series.fill, series.edge):
        if colour not in {"", "none"} and not _COLOUR.fullmatch(colour):
            raise EditRefusedError(f"A colour is six digits such as E46C0A, or none; {colour!r} is neither.")
    if series.pattern not in PATTERNS or series.label_place not in PLACES:
        raise EditRefusedError(
            f"A series is filled with a pattern of {', '.join(filter(None, PATTERNS))} and labelled {', '.join(PLACES)}, "
            f"not {series.pattern!r} and {series.label_place!r}."
        )
