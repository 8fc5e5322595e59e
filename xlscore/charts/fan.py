"""A fan: what is known so far, the year before, and where it is going, with the range of the end between its low and its high."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from xlscore.charts.frames import ChartFrame, apart
from xlscore.charts.looks import DARK, GREY, PALE, TARGET
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

__all__ = ["FanCells", "fan_chart"]

_BLUE: Final = "1F2F4F"


@dataclass(frozen=True, slots=True, kw_only=True)
class FanCells:
    """The cells that a fan draws, all of the same length and blank where a line has no point.

    Projection, low, high and spread begin at the last point that is known, where the range is still nothing wide.
    """

    dates: str
    so_far: str
    before: str = ""
    projected: str = ""
    low: str = ""
    high: str = ""
    spread: str = ""
    """High less low; with it the range is a grey band, without it two lines."""
    target: str = ""
    so_far_name: str = "So far"
    before_name: str = "Last year"
    projected_name: str = "Projection"


def fan_chart(frame: ChartFrame, cells: FanCells) -> NewChart:
    """Return a fan: a dark line with dots, a dashed one onwards in a grey band, the year before in grey, the target in red."""
    chart = frame.chart("line", _series(frame, cells))
    return replace(
        chart,
        axis="date",
        axis_format="mmm yy",
        every=apart(cells.dates) if frame.is_small else 0,
        lines_behind=False,
    )


def _series(frame: ChartFrame, cells: FanCells) -> Iterator[ChartSeries]:
    thin = 0.75 if frame.is_small else 1.25

    def line(name: str, values: str, colour: str, width: float, dashes: str = "solid") -> ChartSeries:
        return ChartSeries(
            name=name, values=values, categories=cells.dates, colour=colour, line=dashes, width=width
        )

    if cells.low and cells.spread:
        band = ChartSeries(
            name="Range", values=cells.spread, categories=cells.dates, kind="stacked_area", colour=PALE
        )
        # What the band stands on: an area is drawn on the one before it, and where both are blank both are nothing high.
        yield replace(band, name="Below the range", values=cells.low, colour="none", in_legend=False)
        yield band
    listed = not cells.spread
    yield replace(line("Low", cells.low, GREY, thin, "dot"), in_legend=listed)
    yield replace(line("High", cells.high, GREY, thin, "short_dash" if listed else "dot"), in_legend=listed)
    yield line(cells.before_name, cells.before, GREY, thin + 0.25)
    yield line("Target", cells.target, TARGET, thin + 0.25, "long_dash")
    yield line(cells.projected_name, cells.projected, DARK, thin + 0.5, "dash")
    so_far = line(cells.so_far_name, cells.so_far, _BLUE, thin + 0.75)
    yield replace(so_far, marker="circle", size=4 if frame.is_small else 6)
