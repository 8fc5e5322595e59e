"""A control chart: figures by date, mean and limits that break where they are drawn anew, and signals by shape and colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xlscore.charts.frames import ChartFrame, apart
from xlscore.charts.looks import COMMON, CONCERN, DARK, EDGES, GREY, IMPROVEMENT, NEUTRAL, TARGET
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

__all__ = [
    "ControlCells",
    "StretchCells",
    "control_chart",
    "days_between_chart",
    "run_chart",
    "stretch_names",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchCells:
    """The cells of one stretch of a chart, each as long as its dates and blank outside of the stretch."""

    mean: str
    upper: str = ""
    lower: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlCells:
    """The cells that a control chart draws, as references such as 'Chart data'!$B$2:$B$61, all of the same length.

    Cells of signals, target and notes are truly blank where there is none: a formula that gives "" is drawn at nought.
    """

    dates: str
    values: str
    name: str
    """What the figures are called in the legend."""
    stretches: tuple[StretchCells, ...] = ()
    concern: str = ""
    improvement: str = ""
    neutral: str = ""
    """High or low where neither way is better."""
    target: str = ""
    notes: str = ""
    """Where the mark of a note stands: the height of its point."""
    note_words: str = ""
    """The words of the notes, shown beside their marks."""


def stretch_names(number: int, middle: str = "Mean") -> tuple[str, str, str]:
    """Return what the mean and the upper and lower limits of a stretch are called, for the first and those after it.

    >>> stretch_names(1), stretch_names(2)
    (('Mean', 'Limits', 'Lower limit'), ('Mean 2', 'Limits 2', 'Lower limit 2'))
    """
    ending = "" if number == 1 else f" {number}"
    return f"{middle}{ending}", f"Limits{ending}", f"Lower limit{ending}"


def control_chart(frame: ChartFrame, cells: ControlCells) -> NewChart:
    """Return a control chart: a grey line with dots, a mean and dashed limits for each stretch, marks on the points that signal.

    A later stretch is put into a chart that is there where its names (`stretch_names`) are among those that may be added.
    """
    return _by_month(frame, cells, "Mean")


def run_chart(frame: ChartFrame, cells: ControlCells) -> NewChart:
    """Return a run chart: the figures around their median, which the stretches hold as their mean, without limits."""
    return _by_month(frame, cells, "Median")


def days_between_chart(frame: ChartFrame, cells: ControlCells) -> NewChart:
    """Return a chart of the days between rare events: a point for each event, however far they lie apart.

    The dates are categories here, so that each event has the same room.
    """
    chart = frame.chart("line", _series(frame, cells, "Mean"))
    return replace(chart, axis="category", axis_format="d mmm yy", lines_behind=False)


def _by_month(frame: ChartFrame, cells: ControlCells, middle: str) -> NewChart:
    chart = frame.chart("line", _series(frame, cells, middle))
    every = apart(cells.dates) if frame.is_small else 0
    return replace(chart, axis="date", axis_format="mmm yy", every=every, lines_behind=False)


def _series(frame: ChartFrame, cells: ControlCells, middle: str) -> Iterator[ChartSeries]:
    size, thin = (3, 0.75) if frame.is_small else (6, 1.25)

    def line(name: str, values: str, colour: str, width: float, dashes: str = "solid") -> ChartSeries:
        return ChartSeries(
            name=name, values=values, categories=cells.dates, colour=colour, line=dashes, width=width
        )

    def points(name: str, values: str, marker: str, colour: str, more: int) -> ChartSeries:
        drawn = line(name, values, colour, thin, "none")
        return replace(drawn, marker=marker, size=size + more, edge=EDGES[colour])

    for number, stretch in enumerate(cells.stretches, 1):
        mean, upper, lower = stretch_names(number, middle)
        first = number == 1
        yield replace(line(mean, stretch.mean, DARK, thin + 0.25), in_legend=first)
        yield replace(line(upper, stretch.upper, GREY, thin, "short_dash"), in_legend=first)
        yield replace(line(lower, stretch.lower, GREY, thin, "short_dash"), in_legend=False)
    yield line("Target", cells.target, TARGET, thin + 0.25, "long_dash")
    figures = line(cells.name, cells.values, GREY, thin + 0.25)
    yield replace(figures, marker="circle", size=max(3, size - 1), fill=COMMON, edge=EDGES[COMMON])
    yield points("Concern", cells.concern, "diamond", CONCERN, 3)
    yield points("Improvement", cells.improvement, "square", IMPROVEMENT, 1)
    yield points("High or low", cells.neutral, "triangle", NEUTRAL, 2)
    notes = points("Notes", cells.notes, "x", DARK, 0)
    yield replace(notes, labels_at=cells.note_words, in_legend=False)
