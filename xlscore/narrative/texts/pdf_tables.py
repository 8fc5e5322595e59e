"""Which pieces of a printed page stand in a table: those with others beside them, and what is printed between such rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from xlscore.narrative.texts.pdf_pages import PrintedPiece

__all__ = ["TableSpot", "cells_among", "in_reading_order"]

_SAME_LINE: Final = 0.45
_OFTEN: Final = 5
"""A page that goes from column to column more often was printed line by line."""
_LONG: Final = 5
"""So many words are a line of a column of text rather than a cell."""


@dataclass(frozen=True)
class TableSpot:
    """A cell of a printed table: which column of the page it stands in, and what begins its row."""

    key: tuple[int, ...]
    beside: tuple[str, ...]


def cells_among(pieces: Sequence[PrintedPiece]) -> dict[PrintedPiece, TableSpot]:
    """Return the pieces of a page that stand in a table, with their cells."""
    gutter = _gutter(pieces)
    rows = _rows(pieces, gutter)
    found: dict[PrintedPiece, TableSpot] = {}
    following = dict(pairwise(pieces))
    for row in rows:
        if len(row) < 2:
            continue
        ordered = sorted(row, key=lambda piece: piece.left)
        label = _label(ordered[0], following)
        for number, piece in enumerate(ordered):
            found[piece] = TableSpot((round(piece.left / 12),), (label,) if number else ())
    _go_on(pieces, found)
    return found


def _label(piece: PrintedPiece, following: Mapping[PrintedPiece, PrintedPiece]) -> str:
    """Return what a cell says whose first line this is."""
    text, last = piece.text, piece
    while (
        (below := following.get(last)) is not None
        and _goes_on(last, below)
        and abs(below.left - piece.left) < 6
    ):
        text, last = f"{text} {below.text}", below
    return text


def _goes_on(last: PrintedPiece, below: PrintedPiece) -> bool:
    is_near = abs(below.left - last.left) < 2.5 * below.size and abs(below.size - last.size) < 0.6
    return is_near and 0 < last.low - below.low < 1.5 * below.size


def in_reading_order(pieces: Sequence[PrintedPiece]) -> list[PrintedPiece]:
    """Return the pieces of a page in the order in which they are read: of two columns that were printed line by line, one by one."""
    gutter = _gutter(pieces)
    if gutter is None:
        return list(pieces)
    sides = [piece.left >= gutter for piece in pieces if not piece.left < gutter < piece.right]
    if sum(one != other for one, other in pairwise(sides)) < _OFTEN:
        return list(pieces)
    found: list[PrintedPiece] = []
    columns: list[list[PrintedPiece]] = [[], []]
    for piece in sorted(pieces, key=lambda each: (-each.low, each.left)):
        if piece.left < gutter < piece.right:
            found += [*columns[0], *columns[1], piece]
            columns = [[], []]
        else:
            columns[int(piece.left >= gutter)].append(piece)
    return [*found, *columns[0], *columns[1]]


def _rows(pieces: Sequence[PrintedPiece], gutter: float | None) -> list[list[PrintedPiece]]:
    """Return the pieces line by line; those of two columns of text are lines of their own."""
    sides: list[list[PrintedPiece]] = [[], []]
    for piece in pieces:
        sides[int(gutter is not None and piece.left >= gutter)].append(piece)
    rows: list[list[PrintedPiece]] = []
    for side in sides:
        for piece in sorted(side, key=lambda each: -each.low):
            if rows and rows[-1][0] in side and abs(rows[-1][0].low - piece.low) < _SAME_LINE * piece.size:
                rows[-1].append(piece)
            else:
                rows.append([piece])
    return [row for row in rows if _are_beside(row)]


def _are_beside(row: Sequence[PrintedPiece]) -> bool:
    ordered = sorted(row, key=lambda piece: piece.left)
    return all(one.right <= other.left + 1 for one, other in pairwise(ordered))


def _gutter(pieces: Sequence[PrintedPiece]) -> float | None:
    """Return where the right one of two columns of text begins, None on a page of one column."""
    lines = [piece for piece in pieces if len(piece.text.split()) >= _LONG]
    if len(lines) < 12:
        return None
    lefts = sorted(piece.left for piece in lines)
    middle = (min(lefts) + max(piece.right for piece in lines)) / 2
    right = [piece for piece in lines if piece.left > middle - 12]
    left = [piece for piece in lines if piece.right < middle + 12]
    if min(len(right), len(left)) < 5 or len(right) + len(left) < 0.8 * len(lines):
        return None
    return min(piece.left for piece in right) - 3


def _go_on(pieces: Sequence[PrintedPiece], found: dict[PrintedPiece, TableSpot]) -> None:
    """Add the further lines of cells, which stand right below a cell's first and have nothing beside them."""
    for last, piece in pairwise(pieces):
        above = found.get(last)
        if piece not in found and above is not None and _goes_on(last, piece):
            found[piece] = above
    heights = sorted({piece.low for piece in found})
    if not heights:
        return
    for piece in pieces:
        # Between two rows of a table that are near one another.
        place = bisect_left(heights, piece.low)
        if piece in found or not 0 < place < len(heights):
            continue
        if heights[place] - heights[place - 1] < 3.2 * piece.size and len(piece.text.split()) < _LONG:
            found[piece] = TableSpot((round(piece.left / 12),), ())
