"""Small charts on printed pages: the cells that each covers, so many across and down a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlscore.ooxml.values.addresses import Box

__all__ = ["PageOfCharts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOfCharts:
    """A page of small charts: how many stand across and down, over how many cells each, with rows for words beneath.

    Twelve to a page of A4 by default, three across and four down, with room for three rows of headings (rows of 15 points).
    """

    across: int = 3
    down: int = 4
    columns: int = 4
    rows: int = 10
    beneath: int = 2
    """The rows beneath each chart, for its words and the room to the next."""
    top: int = 1
    """The first row of the first page."""
    left: int = 1

    @property
    def each_page(self) -> int:
        """Return how many charts a page holds."""
        return self.across * self.down

    @property
    def page_rows(self) -> int:
        """Return how many rows a page takes."""
        return self.down * (self.rows + self.beneath)

    @property
    def last_column(self) -> int:
        """Return the last column that the charts cover."""
        return self.left + self.across * self.columns - 1

    def box(self, place: int) -> Box:
        """Return the cells of a chart, counted from 0 across and then down, page after page.

        >>> page = PageOfCharts()
        >>> page.box(0).address(), page.box(4).address(), page.box(12).address()
        ('A1:D10', 'E13:H22', 'A49:D58')
        """
        sheet, here = divmod(place, self.each_page)
        row, column = divmod(here, self.across)
        top = self.top + sheet * self.page_rows + row * (self.rows + self.beneath)
        left = self.left + column * self.columns
        return Box(top, left, top + self.rows - 1, left + self.columns - 1)

    def words(self, place: int) -> tuple[int, int]:
        """Return the row and column of the words beneath a chart.

        >>> PageOfCharts().words(1)
        (11, 5)
        """
        box = self.box(place)
        return box.bottom + 1, box.left

    def breaks(self, charts: int) -> Iterator[int]:
        """Yield the last row of each page but the last, where the paper is to break.

        >>> list(PageOfCharts().breaks(30))
        [48, 96]
        """
        for page in range(1, -(-charts // self.each_page)):
            yield self.top - 1 + page * self.page_rows
