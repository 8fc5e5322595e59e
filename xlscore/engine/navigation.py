"""Finding one's way over a sheet as the keyboard does: ends of blocks, regions, filled cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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


def _is_filled(sheet: Sheet, row: int, column: int) -> bool:
    """Return whether a cell is filled, looking at it alone."""
    found = sheet.grid.row(row)
    cell = found.first(column) if found is not None else None
    return cell is not None and not read_cell(cell.raw, sheet.prefix).is_blank


def end_cell(sheet: Sheet, row: int, column: int, direction: str) -> tuple[int, int]:
    """Return the cell Ctrl and an arrow key go to: the end of a block, the next filled cell, or the edge."""
    down, right = _STEPS[direction]
    if down:
        found = _end(_column_steps(sheet, row, column, down), row, down)
        return (found or (MAX_ROW if down > 0 else 1)), column
    filled = set(_filled_columns(sheet, row))
    ahead = sorted((each for each in filled if (each - column) * right >= 0), reverse=right < 0)
    return row, (_end(iter(ahead), column, right) or (MAX_COLUMN if right > 0 else 1))


def _column_steps(sheet: Sheet, row: int, column: int, down: int) -> Iterator[int]:
    """Yield the rows from one on, in a direction, whose cell in a column is filled; rows not written are none."""
    numbers = sheet.grid.numbers()
    ahead = (
        numbers[bisect_left(numbers, row) :] if down > 0 else reversed(numbers[: bisect_right(numbers, row)])
    )
    return (each for each in ahead if _is_filled(sheet, each, column))


def _end(filled: Iterator[int], start: int, step: int) -> int | None:
    """Return where a walk over filled places ends: the last of a block, or the first behind a gap; None at the edge."""
    first = next(filled, None)
    if first != start:
        return first
    last = start
    for each in filled:
        if each != last + step:
            return each if last == start else last
        last = each
    return None if last == start else last


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
