"""Finding one's way over a sheet as the keyboard does: ends of blocks, regions, filled cells."""

from __future__ import annotations

from collections.abc import Iterator

from xlscore.ooxml import Sheet
from xlscore.ooxml.sheet.cells import read_cell
from xlscore.ooxml.values.addresses import MAX_COLUMN, MAX_ROW, Box, column_letters

__all__ = ["end_cell", "filled_cells", "region", "spelled_address"]

_STEPS = {
    "down": (1, 0), "d": (1, 0), "up": (-1, 0), "u": (-1, 0),
    "right": (0, 1), "r": (0, 1), "left": (0, -1), "l": (0, -1),
}  # fmt: skip


def spelled_address(box: Box, *, row_absolute: bool, column_absolute: bool) -> str:
    """Return an address with the dollars that are wanted.

    >>> spelled_address(Box(2, 2, 4, 3), row_absolute=True, column_absolute=False)
    'B$2:C$4'
    """
    row, column = "$" if row_absolute else "", "$" if column_absolute else ""
    if box.top == 1 and box.bottom == MAX_ROW:
        return f"{column}{column_letters(box.left)}:{column}{column_letters(box.right)}"
    if box.left == 1 and box.right == MAX_COLUMN:
        return f"{row}{box.top}:{row}{box.bottom}"
    first = f"{column}{column_letters(box.left)}{row}{box.top}"
    if (box.top, box.left) == (box.bottom, box.right):
        return first
    return f"{first}:{column}{column_letters(box.right)}{row}{box.bottom}"


def filled_cells(sheet: Sheet, box: Box) -> Iterator[tuple[int, int]]:
    """Yield row and column of every filled cell in a box."""
    for number in sheet.grid.numbers():
        if box.top <= number <= box.bottom:
            for column in _filled_columns(sheet, number):
                if box.left <= column <= box.right:
                    yield number, column


def _filled_columns(sheet: Sheet, number: int) -> list[int]:
    row = sheet.grid.row(number)
    cells = row.cells if row is not None else []
    return [cell.column for cell in cells if not read_cell(cell.raw, sheet.prefix).is_blank]


def end_cell(sheet: Sheet, row: int, column: int, direction: str) -> tuple[int, int]:
    """Return the cell Ctrl and an arrow key go to: the end of a block, the next filled cell, or the edge."""
    down, right = _STEPS[direction]
    used = Box(*(sheet.used or (1, 1, 1, 1)))

    def inside(at_row: int, at_column: int) -> bool:
        return 1 <= at_row <= max(used.bottom, row) and 1 <= at_column <= max(used.right, column)

    known: dict[int, set[int]] = {}

    def filled(at_row: int, at_column: int) -> bool:
        if at_row not in known:
            known[at_row] = set(_filled_columns(sheet, at_row))
        return inside(at_row, at_column) and at_column in known[at_row]

    if filled(row, column) and filled(row + down, column + right):
        while filled(row + down, column + right):
            row, column = row + down, column + right
        return row, column
    next_row, next_column = row + down, column + right
    while inside(next_row, next_column):
        if filled(next_row, next_column):
            return next_row, next_column
        next_row, next_column = next_row + down, next_column + right
    if down:
        return (MAX_ROW if down > 0 else 1), column
    return row, (MAX_COLUMN if right > 0 else 1)


def region(sheet: Sheet, row: int, column: int) -> Box:
    """Return the block around a cell, bounded by empty rows and columns."""
    known: dict[int, set[int]] = {}

    def columns_of(number: int) -> set[int]:
        if number not in known:
            known[number] = set(_filled_columns(sheet, number))
        return known[number]

    box = Box(row, column, row, column)
    while True:
        left, right = max(1, box.left - 1), box.right + 1
        top, bottom = max(1, box.top - 1), box.bottom + 1
        rows = range(top, bottom + 1)
        wide = range(left, right + 1)
        grown = Box(
            top if box.top > 1 and columns_of(top).intersection(wide) else box.top,
            left if box.left > 1 and any(left in columns_of(at) for at in rows) else box.left,
            bottom if columns_of(bottom).intersection(wide) else box.bottom,
            right if any(right in columns_of(at) for at in rows) else box.right,
        )
        if grown == box:
            return box
        box = grown
