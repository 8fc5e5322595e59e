"""Columns and bars of one or few series, and parts on each other, as figures or as shares of a hundred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlscore.charts.frames import ChartFrame
from xlscore.charts.looks import FILLS
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

__all__ = ["MOST_PARTS", "BarCells", "bar_chart", "share_chart"]

MOST_PARTS = len(FILLS)
"""More parts than this are not told apart by their fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarCells:
    """What a row of bars draws: its name in the legend and the cells of its figures."""

    name: str
    values: str
    name_at: str = ""


def bar_chart(
    frame: ChartFrame,
    names: str,
    bars: Sequence[BarCells],
    *,
    lying: bool = False,
    figures: bool = True,
    from_nought: bool = True,
) -> NewChart:
    """Return columns beside each other, or bars that lie in the order of their rows, each with its figure.

    The axis begins at nought, unless a figure lies below it, which would be cut off.
    """
    series = [replace(each, figures=figures) for each in _filled(names, bars)]
    chart = frame.chart("bar" if lying else "column", series)
    return replace(
        chart,
        axis="category",
        low=0 if from_nought else None,
        legend=frame.legend and len(bars) > 1,
        lines_behind=not figures,
    )


def share_chart(
    frame: ChartFrame,
    names: str,
    parts: Sequence[BarCells],
    *,
    of_hundred: bool = True,
    lying: bool = False,
    figures: bool = False,
) -> NewChart:
    """Return parts on each other, as shares of a hundred or as figures; the axis of shares counts in per cent."""
    kind = f"{'share' if of_hundred else 'stacked'}_{'bar' if lying else 'column'}"
    # A figure upon a dark or patterned fill is not read; it stands in the cells beside the chart.
    light = {fill.colour for fill in FILLS if not fill.pattern and fill.colour != FILLS[0].colour}
    series = [replace(each, figures=figures and each.colour in light) for each in _filled(names, parts)]
    chart = frame.chart(kind, series)
    return replace(
        chart, axis="category", gap=50, number_format=frame.number_format or ("0%" if of_hundred else "")
    )


def _filled(names: str, parts: Sequence[BarCells]) -> list[ChartSeries]:
    """Return the series of parts, filled dark and light by turns so that neighbours differ in print."""
    return [
        ChartSeries(
            name=part.name,
            values=part.values,
            categories=names,
            name_at=part.name_at,
            colour=fill.colour,
            pattern=fill.pattern,
            edge=fill.edge,
        )
        for part, fill in zip(parts, FILLS * (1 + len(parts) // MOST_PARTS), strict=False)
    ]
