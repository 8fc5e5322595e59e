"""A history of levels, such as grades: a mark for each time, on an axis whose labels are words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlscore.charts.frames import ChartFrame
from xlscore.charts.looks import GREY
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

__all__ = ["HistoryCells", "Rung", "history_chart"]

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
    name: str = "Level"


def history_chart(frame: ChartFrame, cells: HistoryCells, ladder: Sequence[Rung]) -> NewChart:
    """Return marks by time on a ladder of words, the lowest first; the words stand at the left, each at its height."""
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
    )


def _series(frame: ChartFrame, cells: HistoryCells, ladder: Sequence[Rung]) -> Iterator[ChartSeries]:
    marks = ChartSeries(name=cells.name, values=cells.heights, categories=cells.times, colour=GREY, width=1.5)
    yield replace(marks, marker="square", size=7 if frame.is_small else 11, fill=_INK, edge=_INK)
    # A word of the ladder is the name of a series with one point of its own, at the first time, that is not seen.
    for rung in ladder:
        word = replace(marks, name=rung.word, values=rung.height, line="none", in_legend=False)
        yield replace(word, named=True, label_place="left")
