"""A group in order: one of its members stands out, lines for what they are held against, and marks for what to expect of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xlscore.charts.frames import ChartFrame
from xlscore.charts.looks import DARK, GREY, PALE, TARGET
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

__all__ = ["FunnelCells", "PositionCells", "funnel_chart", "positions_chart"]

_OWN = "1F2F4F"


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionCells:
    """The cells of a group in order, all of the same length; its own member's figure stands apart from the others'."""

    members: str
    own: str
    others: str
    own_name: str
    others_name: str
    average: str = ""
    best_quarter: str = ""
    lower: str = ""
    upper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelCells:
    """The cells of a group by the size of its members, the smallest first, all of the same length."""

    members: str
    sizes: str
    own: str
    others: str
    own_name: str
    others_name: str
    lower: str
    upper: str
    middle: str = ""


def positions_chart(frame: ChartFrame, cells: PositionCells) -> NewChart:
    """Return columns in order, the own one dark, under lines for average and best quarter; dashes mark the expected range of each."""
    chart = frame.chart("column", _columns(frame, cells))
    return replace(chart, axis="category", low=0, gap=40, overlap=100, lines_behind=False)


def funnel_chart(frame: ChartFrame, cells: FunnelCells) -> NewChart:
    """Return points by size between the limits of what is expected of that size; the own one is a dark diamond."""
    chart = frame.chart("scatter", _points(frame, cells))
    return replace(chart, lines_behind=False, axis_low=0, axis_format="#,##0")


def _columns(frame: ChartFrame, cells: PositionCells) -> Iterator[ChartSeries]:
    thin = 1.0 if frame.is_small else 1.5
    column = ChartSeries(name=cells.own_name, values=cells.own, categories=cells.members, colour=_OWN)
    line = replace(column, kind="line", width=thin)
    yield column
    yield replace(column, name=cells.others_name, values=cells.others, colour=PALE, edge=GREY)
    yield replace(line, name="Average", values=cells.average, colour=DARK)
    yield replace(line, name="Top quartile", values=cells.best_quarter, colour=TARGET, line="short_dash")
    mark = replace(line, line="none", marker="dash", size=6 if frame.is_small else 9, colour=DARK)
    yield replace(mark, name="Expected range", values=cells.upper)
    yield replace(mark, name="Expected from", values=cells.lower, in_legend=False)


def _points(frame: ChartFrame, cells: FunnelCells) -> Iterator[ChartSeries]:
    size, thin = (6, 0.75) if frame.is_small else (8, 1.25)
    line = ChartSeries(
        name="Expected range",
        values=cells.upper,
        categories=cells.sizes,
        colour=GREY,
        line="short_dash",
        width=thin,
    )
    yield line
    yield replace(line, name="Expected from", values=cells.lower, in_legend=False)
    yield replace(line, name="Group", values=cells.middle, colour=DARK, line="solid")
    point = replace(line, line="none", marker="circle", size=size, labels_at=cells.members)
    yield replace(point, name=cells.others_name, values=cells.others, fill=PALE, edge=DARK)
    yield replace(point, name=cells.own_name, values=cells.own, marker="diamond", size=size + 3, colour=_OWN)
