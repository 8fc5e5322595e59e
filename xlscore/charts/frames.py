"""What stands around the lines of any chart: its name, title, alternative text, legend and the size of its texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart
from xlscore.ooxml.values.addresses import parse_box

__all__ = ["ChartFrame", "apart"]

_SMALL: Final = 9
"""The size of text below which a chart is one of many on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFrame:
    """What a chart is called and says: texts, or cells whose texts it follows."""

    name: str
    """What the chart is found by on its sheet."""
    title: str = ""
    """The answer in a line or two; or `title_at`, the cell that holds it."""
    title_at: str = ""
    description: str = ""
    """The alternative text: what a reader who does not see the chart learns from it."""
    text_size: float = 9
    legend: bool = True
    number_format: str = ""
    """The format of the figures at the axis; without it, that of the cells."""

    @property
    def is_small(self) -> bool:
        """Return whether the chart is one of many on a page, with thin lines and small marks."""
        return self.text_size < _SMALL

    def chart(self, kind: str, series: Iterable[ChartSeries]) -> NewChart:
        """Return the chart of those series that have cells."""
        return NewChart(
            name=self.name,
            kind=kind,
            series=tuple(each for each in series if each.values),
            title=self.title,
            title_at=self.title_at,
            description=self.description,
            text_size=self.text_size,
            legend=self.legend,
            number_format=self.number_format,
        )


def apart(months: str) -> int:
    """Return how many months lie between the dates at the axis of a small chart, so that four or five of them are read.

    >>> apart("'Chart data'!$A$2:$A$13"), apart("Data!$A$2:$A$25"), apart("Data!$A$2:$A$61")
    (3, 6, 12)
    """
    box = parse_box(months.rpartition("!")[2])
    return next((every for every in (3, 6) if box.rows * box.columns <= 5 * every), 12)
