"""The rows of a sheet, one after another: of a row and of a sheet that are mostly blank without the blanks.

Places are counted from 0, down as to the right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import chain, compress
from operator import not_
from typing import Any, Final

from xlscore.engine import SparseRow, SparseRows

__all__ = [
    "cells_of", "held_in", "holding", "numbered", "rows_between", "rows_with_values", "turned_rows", "values_in", "without_blank_end",
]  # fmt: skip

_Rows = Sequence[Sequence[Any]]

_MOST_COLUMNS: Final = 16_384


def numbered(rows: _Rows, top: int = 0) -> Iterable[tuple[int, Sequence[Any]]]:
    """Return each row with its number, the first one's given, without the blank ones where most are blank."""
    if isinstance(rows, SparseRows):
        return ((top + place, row) for place, row in rows.held.items())
    return enumerate(rows, top)


def holding(rows: _Rows, wanted: Set[Any], top: int = 0) -> Iterable[tuple[int, Sequence[Any]]]:
    """Return each row that holds one of some values, no blank among these, with its number, the first one's given."""
    each = rows.held.values() if isinstance(rows, SparseRows) else rows
    held = map(held_in, each) if SparseRow in set(map(type, each)) else each
    places = rows.held if isinstance(rows, SparseRows) else range(len(rows))
    found = compress(places, map(not_, map(wanted.isdisjoint, held)))
    return ((top + place, rows[place]) for place in found)


def values_in(rows: _Rows) -> Iterable[Any]:
    """Return the values of all rows, with some blanks or without."""
    if isinstance(rows, SparseRows):
        return chain.from_iterable(map(held_in, rows.held.values()))
    return chain.from_iterable(map(held_in, rows) if SparseRow in set(map(type, rows)) else rows)


def held_in(row: Sequence[Any]) -> Iterable[Any]:
    """Return the values of a row, of one that is mostly blank without the blanks."""
    return row.held.values() if type(row) is SparseRow else row


def cells_of(row: Sequence[Any], left: int = 0) -> Iterable[tuple[int, Any]]:
    """Return the columns of a row from this one on with their values, of one that is mostly blank without the blanks."""
    if type(row) is SparseRow:
        return zip(map(left.__add__, row.held), row.held.values(), strict=True)
    return enumerate(row, left)


def without_blank_end(rows: _Rows, is_blank: Callable[[Any], bool]) -> _Rows:
    """Return rows for good, down to the last one that is not blank."""
    held = rows.held if isinstance(rows, SparseRows) else None
    downwards: Iterable[int] = reversed(tuple(held) if held is not None else range(len(rows)))
    last = next((place for place in downwards if not all(map(is_blank, held_in(rows[place])))), -1)
    if held is not None:
        return SparseRows({place: _kept(row) for place, row in held.items() if place <= last}, last + 1)
    left = rows[: last + 1]
    return tuple(map(_kept if SparseRow in set(map(type, left)) else tuple, left))


def rows_with_values(rows: _Rows, values: Mapping[tuple[int, int], Any]) -> _Rows:
    """Return rows with other values in some cells, by the places of row and column; there may be more rows then."""
    count = max(len(rows), *(down + 1 for down, _ in values))
    changed: dict[int, dict[int, Any]] = {}
    for (down, right), value in values.items():
        changed.setdefault(down, {})[right] = value
    if isinstance(rows, SparseRows):
        held = {**rows.held} | {down: _changed(rows.held.get(down, ()), of) for down, of in changed.items()}
        return SparseRows(dict(sorted(held.items())), count)
    whole = [*rows, *[()] * (count - len(rows))]
    for down, of in changed.items():
        whole[down] = _changed(whole[down], of)
    return tuple(whole)


def rows_between(rows: _Rows, first: int, end: int) -> _Rows:
    """Return rows with what stands from one place to the right to the one before another, and blanks for the rest."""

    def inside(row: Sequence[Any]) -> Sequence[Any]:
        if type(row) is SparseRow:
            return SparseRow({place: value for place, value in row.held.items() if first <= place < end})
        return tuple(value if first <= place < end else None for place, value in enumerate(row))

    if isinstance(rows, SparseRows):
        return SparseRows({place: inside(row) for place, row in rows.held.items()}, len(rows))
    return tuple(map(inside, rows))


def turned_rows(rows: _Rows) -> _Rows:
    """Return columns as rows; what stands further down than a sheet has columns has no place there."""
    columns: dict[int, list[Any]] = {}
    for down, row in numbered(rows):
        if down >= _MOST_COLUMNS:
            break
        for right, value in cells_of(row):
            if value is not None:
                column = columns.setdefault(right, [])
                column += [None] * (down - len(column))
                column.append(value)
    count = max((len(row) for _, row in numbered(rows)), default=0)
    if isinstance(rows, SparseRows):
        return SparseRows({place: tuple(column) for place, column in sorted(columns.items())}, count)
    return tuple(tuple(columns.get(place, ())) for place in range(count))


def _kept(row: Sequence[Any]) -> Sequence[Any]:
    return row if type(row) is SparseRow else tuple(row)


def _changed(row: Sequence[Any], values: Mapping[int, Any]) -> Sequence[Any]:
    if type(row) is SparseRow:
        return SparseRow(dict(sorted({**row.held, **values}.items())))
    cells = [*row, *[None] * (max(values) + 1 - len(row))]
    for place, value in values.items():
        cells[place] = value
    return tuple(cells)
