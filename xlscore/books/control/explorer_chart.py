"""The chart of the explorer: a scatter chart over *Explorer data*, on whose axis nothing stands that is not to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlscore.books.control.chart_pages import described
from xlscore.books.control.explorer_data import ExplorerData
from xlscore.charts.looks import COMMON, CONCERN, DARK, GREY, IMPROVEMENT, NEUTRAL, TARGET
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

__all__ = ["explorer_chart"]

_CHART: Final = "Explorer chart"
_HOW: Final = "Control chart of the measure and the place that are chosen in B4 and B5; the latest value and what it shows stand in E4 and E5."
_LIMITS: Final = (("Limits", "upper"), ("Lower limit", "lower"))


def explorer_chart(made: ExplorerData) -> NewChart:
    """Return the chart of whatever is chosen; its text says what was when it was last brought up to date."""
    chosen = made.chosen
    return NewChart(
        name=_CHART,
        kind="scatter",
        title_at=made.title,
        description=_HOW if chosen is None else f"{_HOW} When it was last brought up to date: {described(chosen.row)}",
        axis_low=float(-made.sheets.months),
        axis_high=1.0,
        axis_format='0;0" before";"latest"',
        axis_title="Months before the latest",
        text_size=9,
        lines_behind=False,
        series=(*_lines(made), *_marks(made)),
    )  # fmt: skip


def _lines(made: ExplorerData) -> Iterator[ChartSeries]:
    """Yield the mean and the limits of each part, the target and the line of the figures."""
    for part in range(made.parts):
        yield _line("Mean" if not part else f"Mean {part + 1}", made.ends("mean", part), DARK, told=not part)
        for name, which in _LIMITS:
            told = not part and which == "upper"
            named = name if told else f"{name} {part + 1}"
            yield _line(named, made.ends(which, part), GREY, dashes="short_dash", told=told)
    yield _line("Target", made.ends("target", 0), TARGET, 1.5, "long_dash")
    yield _line("Value", (made.column("across"), made.column("height")), GREY)


def _line(
    name: str,
    at: tuple[str, str],
    colour: str,
    width: float = 1.25,
    dashes: str = "solid",
    *,
    told: bool = True,
) -> ChartSeries:
    return ChartSeries(
        name=name, categories=at[0], values=at[1], colour=colour, width=width, line=dashes, in_legend=told
    )  # fmt: skip


def _marks(made: ExplorerData) -> Iterator[ChartSeries]:
    """Yield the marks of the figures, and the notes with their words."""
    height = made.column("height")
    for name, across, marker, colour, size, fill, words in (
        ("Usual", "usual", "circle", GREY, 5, COMMON, ""),
        ("Concern", "concern", "diamond", CONCERN, 9, "", ""),
        ("Improvement", "improvement", "square", IMPROVEMENT, 7, "", ""),
        ("High or low", "neutral", "triangle", NEUTRAL, 8, "", ""),
        ("Notes", "note", "x", DARK, 7, "", made.column("words")),
    ):
        yield ChartSeries(
            name=name, categories=made.column(across), values=height, colour=colour, line="none", marker=marker,
            size=size, fill=fill, labels_at=words, in_legend=not words,
        )  # fmt: skip
