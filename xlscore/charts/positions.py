"""Who stands where among others: columns in order with the average and the range to expect, and points by size in a funnel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from xlscore.charts.frames import ChartFrame
from xlscore.charts.looks import COMMON, DARK, GREY, PALE
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

__all__ = ["FunnelCells", "PositionCells", "funnel_chart", "position_chart"]

_OWN, _QUARTILE, _EXPECTED = "1F2F4F", "2F7D6B", "7A3300"
_EDGE: Final = "595959"


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionCells:
    """The cells of columns in order: a row each, its figure under `own` or under `others`, and the lines on every row."""

    names: str
    own: str
    others: str
    average: str = ""
    top_quartile: str = ""
    lower: str = ""
    upper: str = ""
    """Between `lower` and this each figure is expected to lie."""
    own_name: str = "Own"
    others_name: str = "Others"
    from_nought: bool = True
    """Whether the axis begins at nought: not where a figure lies below it, which would be cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelCells:
    """The cells of a funnel: a row each, from the smallest to the largest, its figure under `own` or under `others`."""

    sizes: str
    own: str
    others: str
    names: str = ""
    """What stands beside each point; in a small chart beside one's own alone."""
    average: str = ""
    lower: str = ""
    upper: str = ""
    own_name: str = "Own"
    others_name: str = "Others"
    size_name: str = ""
    """What the axis across is called."""
    size_format: str = "#,##0"


def position_chart(frame: ChartFrame, cells: PositionCells) -> NewChart:
    """Return columns in the order of their rows: one's own dark, the others pale, with lines and marks of what is expected."""
    return replace(
        frame.chart("column", _in_order(frame, cells)),
        axis="category", gap=40, overlap=100, low=0 if cells.from_nought else None, lines_behind=False,
    )  # fmt: skip


def _in_order(frame: ChartFrame, cells: PositionCells) -> Iterator[ChartSeries]:
    width = 1.25 if frame.is_small else 1.75

    def column(name: str, values: str, colour: str) -> ChartSeries:
        return ChartSeries(name=name, values=values, categories=cells.names, colour=colour, edge=_EDGE)

    def line(name: str, values: str, colour: str, dashes: str) -> ChartSeries:
        drawn = column(name, values, colour)
        return replace(drawn, kind="line", line=dashes, width=width, edge="")

    yield column(cells.own_name, cells.own, _OWN)
    yield column(cells.others_name, cells.others, PALE)
    yield line("Average", cells.average, DARK, "solid")
    yield line("Top quartile", cells.top_quartile, _QUARTILE, "long_dash")
    ends = line("Expected range", cells.upper, _EXPECTED, "none")
    ends = replace(ends, marker="dash", size=7 if frame.is_small else 12)
    yield ends
    yield replace(ends, name="Expected from", values=cells.lower, in_legend=False)


def funnel_chart(frame: ChartFrame, cells: FunnelCells) -> NewChart:
    """Return a funnel: each figure by its size, between limits that draw together where sizes are large."""
    chart = frame.chart("scatter", _by_size(frame, cells))
    return replace(chart, axis_title=cells.size_name, axis_format=cells.size_format, lines_behind=False)


def _by_size(frame: ChartFrame, cells: FunnelCells) -> Iterator[ChartSeries]:
    width = 1.0 if frame.is_small else 1.5

    def line(name: str, values: str, colour: str, dashes: str) -> ChartSeries:
        return ChartSeries(
            name=name, values=values, categories=cells.sizes, colour=colour, line=dashes, width=width
        )

    yield line("Average", cells.average, DARK, "solid")
    yield line("Expected range", cells.upper, GREY, "short_dash")
    yield replace(line("Expected from", cells.lower, GREY, "short_dash"), in_legend=False)
    size = 5 if frame.is_small else 8
    others = line(cells.others_name, cells.others, GREY, "none")
    points = replace(others, labels_at="" if frame.is_small else cells.names, label_place="right")
    yield replace(points, marker="circle", size=size, fill=COMMON, edge=_EDGE)
    own = replace(points, name=cells.own_name, values=cells.own, colour=_OWN, labels_at=cells.names)
    yield replace(own, label_place="above", marker="diamond", size=size + 4)
