"""A history of levels, such as grades: steps, for a level holds until the next time, on an axis whose labels are words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlscore.charts.frames import ChartFrame
from xlscore.charts.looks import GREY
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

__all__ = ["STEP", "HistoryCells", "Rung", "history_chart"]

STEP = 0.12
"""How thick a step is drawn, as a part of the way from one level to the next."""
_INK = "1F2F4F"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A level of the ladder: its word, and the one cell that holds its height."""

    word: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryCells:
    """The cells of a history: times in order, and how high each stands, 1 for the lowest; blank where nothing is known."""

    times: str
    heights: str
    below: str = ""
    """How far from the foot each step begins: half its thickness under its height."""
    thickness: str = ""
    name: str = "Level"


def history_chart(frame: ChartFrame, cells: HistoryCells, ladder: Sequence[Rung]) -> NewChart:
    """Return steps by time on a ladder of words, the lowest first; the words stand at the left, each at its height.

    A step reaches from its time to the next one, with a mark in its middle: columns that touch, of which only the top is seen.
    """
    chart = frame.chart("line", _series(frame, cells, ladder))
    longest = max((len(rung.word) for rung in ladder), default=0)
    return replace(
        chart,
        axis="category",
        low=0.5,
        high=len(ladder) + 0.5,
        step=1,
        axis_figures=False,
        room_left=min(0.3, 0.02 * longest),
        legend=False,
        gap=0,
    )


def _series(frame: ChartFrame, cells: HistoryCells, ladder: Sequence[Rung]) -> Iterator[ChartSeries]:
    marks = ChartSeries(
        name=cells.name, values=cells.heights, categories=cells.times, colour=GREY, line="none", width=1.5
    )
    lift = replace(marks, name="Below the step", values=cells.below, colour="none", kind="stacked_column")
    yield replace(lift, line="solid", in_legend=False)
    yield replace(lift, line="solid", name="Step", values=cells.thickness, colour=_INK, in_legend=False)
    yield replace(marks, marker="square", size=5 if frame.is_small else 9, fill=_INK, edge=_INK)
    # A word of the ladder is the name of a series with one point of its own, at the first time, that is not seen.
    for rung in ladder:
        word = replace(marks, name=rung.word, values=rung.height, in_legend=False)
        yield replace(word, named=True, label_place="left")
