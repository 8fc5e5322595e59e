"""Where charts stand on their pages: twelve to a printed A4 page, each in its place as long as it is shown.

A chart that comes takes the first free place on a page of its level; a page belongs to the level of its first chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.values.addresses import Box

__all__ = ["ACROSS", "PER_PAGE", "Place", "heading_row", "page_rows", "places_for"]

ACROSS, DOWN = 3, 4
PER_PAGE: Final = ACROSS * DOWN
TOP: Final = 4
"""The rows above the first page: the title, what is said of all charts, the key; they are printed on every page."""
CHART_ROWS: Final = 9
_BAND: Final = CHART_ROWS + 1
_PAGE: Final = DOWN * _BAND + 1


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the pages, counted from 0 through all of them."""

    number: int

    @property
    def page(self) -> int:
        """Return its page, counted from 0."""
        return self.number // PER_PAGE

    @property
    def _corner(self) -> tuple[int, int]:
        down, across = divmod(self.number % PER_PAGE, ACROSS)
        return heading_row(self.page) + 1 + down * _BAND, 1 + 2 * across

    @property
    def cells(self) -> str:
        """Return the cells that the chart covers.

        >>> Place(0).cells, Place(4).cells, Place(12).cells
        ('A6:A14', 'C16:C24', 'A47:A55')
        """
        row, column = self._corner
        return Box(row, column, row + CHART_ROWS - 1, column).address().replace("$", "")

    @property
    def sentence(self) -> tuple[int, int]:
        """Return the row and column of the sentence beneath it."""
        row, column = self._corner
        return row + CHART_ROWS, column


def heading_row(page: int) -> int:
    """Return the row of a page's own heading.

    >>> heading_row(0), heading_row(1)
    (5, 46)
    """
    return TOP + 1 + page * _PAGE


def page_rows(page: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the rows of a page over which charts stand, and those of the sentences."""
    first = heading_row(page) + 1
    rows = range(first, first + DOWN * _BAND)
    sentences = tuple(rows[_BAND - 1 :: _BAND])
    return tuple(row for row in rows if row not in sentences), sentences


def places_for(
    wanted: Sequence[tuple[str, str]], standing: Mapping[str, tuple[int, str]], kept: Iterable[str] = ()
) -> dict[str, Place]:
    """Return a place for each chart, given by its name and level: the one it has, else the first that is free.

    `standing` says where charts stood, and on which level; those of `kept` keep their places without being wanted.

    >>> {n: p.number for n, p in places_for([("c", "strict"), ("a", "strict"), ("s", "sensitive")], {"a": (1, "strict")}).items()}
    {'c': 0, 'a': 1, 's': 12}
    """
    stays = {*kept, *(name for name, _ in wanted)}
    found = {name: Place(number) for name, (number, _) in standing.items() if name in stays}
    pages = {found[name].page: level for name, (_, level) in standing.items() if name in found}
    taken = {place.number for place in found.values()}
    for name, level in wanted:
        if name in found:
            continue
        place = next(
            Place(number)
            for number in range((max(pages, default=-1) + 2) * PER_PAGE)
            if number not in taken and pages.get(number // PER_PAGE, level) == level
        )
        found[name], pages[place.page] = place, level
        taken.add(place.number)
    return dict(sorted(found.items(), key=lambda pair: pair[1].number))
