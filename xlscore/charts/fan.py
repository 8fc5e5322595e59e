"""A year as it adds up: what is known, the year before, where it is going within a range, and what it is held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from xlscore.charts.frames import ChartFrame
from xlscore.charts.looks import DARK, GREY, PALE, TARGET
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

__all__ = ["FanCells", "fan_chart"]

_LIFT: Final = "Low end"
"""The part below the range, which is drawn in no colour and only lifts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FanCells:
    """The cells of a year that adds up, all of the same length; where a line has no point they are truly blank."""

    months: str
    so_far: str
    before: str = ""
    """The year before."""
    total: str = ""
    """The way to the year's end; it begins with the last point of what is known."""
    low: str = ""
    spread: str = ""
    """How far the high end lies above the low one."""
    target: str = ""


def fan_chart(frame: ChartFrame, cells: FanCells) -> NewChart:
    """Return a chart of a year: a dark line so far, dashes within a pale band to its end, last year dotted, the target in long dashes."""
    chart = frame.chart("line", _series(frame, cells))
    return replace(
        chart, axis="date", axis_format="mmm", every=3 if frame.is_small else 1, lines_behind=False, low=0
    )


def _series(frame: ChartFrame, cells: FanCells) -> Iterator[ChartSeries]:
    thin = 1.0 if frame.is_small else 1.5

    def line(name: str, values: str, colour: str, dashes: str, width: float = thin) -> ChartSeries:
        return ChartSeries(
            name=name, values=values, categories=cells.months, colour=colour, line=dashes, width=width
        )

    if cells.spread:
        band = ChartSeries(
            name=_LIFT,
            values=cells.low,
            categories=cells.months,
            kind="stacked_area",
            colour="none",
            in_legend=False,
        )
        yield band
        yield replace(band, name="Range", values=cells.spread, colour=PALE, edge=GREY, in_legend=True)
    yield line("Target", cells.target, TARGET, "long_dash", thin + 0.25)
    yield line("Last year", cells.before, GREY, "dot")
    yield line("Projection", cells.total, DARK, "dash")
    yield line("So far", cells.so_far, DARK, "solid", thin + 1)
