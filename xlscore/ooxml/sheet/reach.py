"""Which cells of a sheet hold something, and how far they reach, told by looking at few of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from xlscore.ooxml.sheet.cells import Slice
from xlscore.ooxml.sheet.rows import Grid
from xlscore.ooxml.values.addresses import MAX_ROW, Box, box_with, column_letters

__all__ = ["filled_cells", "used_box"]

# Each time that the box grows costs a new pattern; a sheet like a staircase is read cell by cell.
MOST_STEPS = 100


@lru_cache(maxsize=512)
def _elsewhere(prefix: bytes, left: int, right: int) -> re.Pattern[bytes]:
    """Return the pattern of a cell's beginning unless it is in a run of columns and spelt as most programs spell it."""
    names = [column_letters(column) for column in range(left, right + 1)]
    inside = "|".join(_one_of(list(same)) for _, same in groupby(names, len))
    return re.compile(b'<%sc(?! r="(?:%s)[0-9]{1,7}+")' % (re.escape(prefix), inside.encode()))


def _one_of(names: list[str]) -> str:
    """Return the pattern of names of one length.

    >>> _one_of(["AY", "AZ", "BY", "BZ", "CY"])
    '(?:[AB][YZ]|[C][Y])'
    """
    if not names[0]:
        return ""
    heads: dict[str, str] = {}
    for head, same in groupby(names, itemgetter(0)):
        tail = _one_of([name[1:] for name in same])
        heads[tail] = heads.get(tail, "") + head
    parts = [f"[{letters}]{tail}" for tail, letters in heads.items()]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def filled_cells(grid: Grid) -> Iterator[Slice]:
    """Yield every cell that holds something; of two in one place the first counts."""
    row, seen = 0, set[int]()
    for cell in grid.slices():
        if cell.row != row:
            row, seen = cell.row, set()
        if cell.column not in seen:
            seen.add(cell.column)
            if cell.body:
                yield cell


def used_box(grid: Grid) -> Box | None:
    """Return the box of the cells that hold something, None where there are none.

    The first and the last row are looked at from both ends; between them only cells in columns that are not in
    the box yet.
    """
    if not grid.is_regular:
        return _with_cells(None, grid.slices())
    box = _with_cells(None, next(([cell] for cell in grid.slices() if cell.body), []))
    if box is None:
        return None
    for number in reversed(grid.run(box.top, MAX_ROW)):
        box = _with_cells(box, grid.slices_of(number)) or box
        if box.bottom == number:
            break
    edited = grid.edited
    for number, data, start, end in map(grid.span, edited):
        if not end or _elsewhere(grid.prefix, box.left, box.right).search(data, start, end):
            box = _with_cells(box, grid.slices_of(number)) or box
    at = steps = 0
    while found := _elsewhere(grid.prefix, box.left, box.right).search(grid.data, at):
        cell = grid.slice_at(found.start())
        if cell is None or steps > MOST_STEPS:
            return _with_cells(None, grid.slices())
        at = found.end()
        if cell.row not in edited:
            before, box = box, _with_cells(box, [cell]) or box
            steps += box != before
    return box


def _with_cells(box: Box | None, cells: Iterable[Slice]) -> Box | None:
    """Return a box grown over the cells that hold something."""
    for cell in cells:
        if cell.body and not (box and box.holds(cell.row, cell.column)):
            box = box_with(box, cell.row, cell.column)
    return box
