"""A row's months as an argument of a formula, whatever order they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from xlscore.books.tables.formulas import cell, row_range
from xlscore.ooxml.values.addresses import parse_box
from xlscore.rules.figures import Blank, Figure, Source
from xlscore.rules.series import Series, SeriesPoint

__all__ = ["every_month", "known_months"]

_LONGEST_LIST: Final = 6000
"""Excel takes formulas of 8,192 characters; so many are left to a list of cells."""
_MOST_CELLS: Final = 254
"""CHOOSE takes so many values."""


def every_month(series: Series, here: str) -> str | None:
    """Return the months as an argument in which each month has its place, None where no formula can say that.

    Months that stand together in order are a range. Others (newest first, out of order, a total between them) are a
    CHOOSE over their cells, which is an array of the same figures in order of time. That needs a figure in every month
    from the first to the last, because a blank cell in such an array is a 0.
    """
    if series.gaps:
        return None
    whole = _range(series.points, here)
    if whole is not None:
        return whole
    filled = [place for place, point in enumerate(series.points) if not isinstance(point.entry, Blank)]
    return _list(series.points[filled[0] :], here)


def known_months(series: Series, here: str) -> str | None:
    """Return the months as an argument in which those without a figure may be wanting, None where no formula can say that."""
    return _range(series.points, here) or _list(
        [p for p in series.points if isinstance(p.entry, Figure)], here
    )


def _range(points: Sequence[SeriesPoint], here: str) -> str | None:
    places = [_place_of(point.source) for point in points]
    together = all((s, r, c + 1) == after for (s, r, c), after in pairwise(places))
    if not together:
        return None
    sheet, row, first = places[0]
    return row_range(sheet, row, first, places[-1][2], here)


def _list(points: Sequence[SeriesPoint], here: str) -> str | None:
    if len(points) > _MOST_CELLS or not all(isinstance(point.entry, Figure) for point in points):
        return None
    numbers = ",".join(str(place) for place in range(1, len(points) + 1))
    cells = ",".join(cell(*_place_of(point.source), here) for point in points)
    text = f"CHOOSE({{{numbers}}},{cells})"
    return text if len(text) <= _LONGEST_LIST else None


def _place_of(source: Source) -> tuple[str, int, int]:
    box = parse_box(source.cell)
    return source.sheet, box.top, box.left
