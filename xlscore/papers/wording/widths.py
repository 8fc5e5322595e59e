"""How wide the columns of a table are: as they are asked for, but none narrower than its longest word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from xlscore.papers.model import PaperTable
from xlscore.tubemap.geometry.fonts import text_width

__all__ = ["fitted"]

_WIDE, _LANDSCAPE = 160.0, 245.0
"""Millimetres between the margins of a page of A4."""
_POINTS: Final = 11.0
_BESIDE: Final = 4.0
"""Millimetres that a cell keeps beside its words."""
_LONGEST: Final = 32.0
"""A word that is wider, such as a link, is broken all the same."""


def fitted(table: PaperTable) -> PaperTable:
    """Return a table whose columns are as wide as their longest words at least; the rest of the width is shared as it was asked for.

    >>> from xlscore.papers.model import PaperCell, PaperColumn, PaperRow
    >>> columns = PaperColumn("a", "Measure", 3.0), PaperColumn("b", "Status", 0.1)
    >>> table = fitted(PaperTable("t", "T", columns, (PaperRow("r", (PaperCell("Burglary"), PaperCell("Amber"))),)))
    >>> [round(column.share) for column in table.columns]
    [144, 16]
    """
    if not table.columns:
        return table
    width = _LANDSCAPE if table.landscape else _WIDE
    needs = [max(_needs(table, place)) for place in range(len(table.columns))]
    shares = _shared(needs, [column.share for column in table.columns], width)
    columns = tuple(
        replace(column, share=round(share, 2)) for column, share in zip(table.columns, shares, strict=True)
    )
    return replace(table, columns=columns)


def _needs(table: PaperTable, place: int) -> Iterator[float]:
    """Yield how wide a column has to be for each word of its heading and of its cells."""
    yield _BESIDE
    for word in table.columns[place].heading.split():
        yield min(_LONGEST, text_width(word, _POINTS, bold=True)) + _BESIDE
    for row in table.rows:
        for word in row.cells[place].text.split():
            yield min(_LONGEST, text_width(word, _POINTS)) + _BESIDE


def _shared(needs: Sequence[float], shares: Sequence[float], width: float) -> list[float]:
    """Return widths by shares, those that would be too narrow as wide as they need; all by their needs where they do not fit."""
    if sum(needs) >= width:
        return list(needs)
    narrow = set[int]()
    while True:
        left = width - sum(needs[place] for place in narrow)
        free = [place for place in range(len(needs)) if place not in narrow]
        whole = sum(shares[place] for place in free)
        found = {place: left * shares[place] / whole for place in free}
        more = {place for place in free if found[place] < needs[place]}
        if not more:
            return [found.get(place, needs[place]) for place in range(len(needs))]
        narrow |= more
