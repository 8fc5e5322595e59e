"""From the bytes of a row to its cells: cut out to be changed, or sliced for reading alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from xlscore.ooxml.errors import DamagedFileError
from xlscore.ooxml.sheet.cells import INSIDE_TAG, Slice
from xlscore.ooxml.sheet.cut_row import Cell, Row
from xlscore.ooxml.sheet.strings import without_comments
from xlscore.ooxml.values.addresses import MAX_COLUMN, column_number

__all__ = [
    "ANY_REFERENCE",
    "cell_at",
    "column_of",
    "cut_row",
    "plain_row_pattern",
    "row_pattern",
    "slice_of",
    "slices_in",
]

CELL_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})\d{1,7}[\"']")
ANY_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)[\"']")


@lru_cache(maxsize=16)
def row_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """Return the pattern of a row's start tag: its number, its other attributes."""
    return re.compile(
        rb"<" + re.escape(prefix) + rb"row(?=[\s/>])(?:\s+r=\"(\d{1,7})\")?(" + INSIDE_TAG + rb")>"
    )


@lru_cache(maxsize=16)
def plain_row_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """Return the pattern of a row's start tag as programs write it, its number first; `row_pattern` finds it in the same place."""
    return re.compile(rb"<" + re.escape(prefix) + rb"row r=\"(\d{1,7})\"(?: [\w.:-]++=\"[^\"<>]*+\")*+ ?/?>")


@lru_cache(maxsize=16)
def _cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    tag = re.escape(prefix + b"c")
    return re.compile(
        rb"<" + tag + rb"(?=[\s/>])(?:\s+r=\"([A-Za-z]{1,3})\d{1,7}\")?(" + INSIDE_TAG + rb")"
        rb"(?:(?<=/)>|>(.*?)</" + tag + rb"\s*>)",
        re.DOTALL,
    )


@lru_cache(maxsize=MAX_COLUMN)
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


def column_of(letters: bytes, row: int) -> int:
    """Return the number of a column; refused where no sheet has it."""
    return _held(_column(letters), row)


def slices_in(data: bytes, prefix: bytes, row: int, start: int, end: int) -> Iterator[Slice]:
    """Yield the cells of a row that stands between two places of these bytes."""
    column = 0
    for cell in _cell_pattern(prefix).finditer(data, start, end):
        letters = cell[1] or _letters(cell, row)
        column = _column(letters) if letters else column + 1
        if column > MAX_COLUMN:
            _held(column, row)
        yield Slice(row, column, cell[2], cell[3] or b"")


def cell_at(data: bytes, prefix: bytes, row: int, at: int) -> Slice | None:
    """Return the cell of a row that begins at this place; None where it does not begin with its address."""
    cell = _cell_pattern(prefix).match(data, at)
    if cell is None or cell[1] is None:
        return None
    return Slice(row, column_of(cell[1], row), cell[2], cell[3] or b"")


def slice_of(cell: Cell, prefix: bytes, row: int) -> Slice | None:
    """Return the slice of a cell that was cut out; None where a comment hides all of it."""
    match = _cell_pattern(prefix).match(without_comments(cell.raw))
    return Slice(row, cell.column, match[2], match[3] or b"") if match else None


def cut_row(data: bytes, seen: bytes, prefix: bytes, row: int, start: int, end: int) -> Row:
    """Return the row between two places of these bytes, as cells; `seen` are the bytes without hidden markup."""
    match = row_pattern(prefix).match(seen, start)
    assert match is not None
    tag = data[start : match.end()]
    if match[0].endswith(b"/>"):
        return Row(row, tag)
    cells: list[Cell] = []
    position, column = match.end(), 0
    for cell in _cell_pattern(prefix).finditer(seen, position, end):
        letters = cell[1] or _letters(cell, row)
        column = _held(_column(letters) if letters else column + 1, row)
        at, to = cell.span()
        cells.append(Cell(column, data[at:to], data[position:at], letters is not None))
        position = to
    close = seen.rindex(b"</", start, end)
    return Row(row, tag, cells, data[position:close])


def _held(column: int, row: int) -> int:
    if column > MAX_COLUMN:
        raise DamagedFileError(f"Row {row} holds a cell beyond the last column; save the workbook in Excel.")
    return column


def _letters(cell: re.Match[bytes], row: int) -> bytes | None:
    """Return the column letters of a cell, or None when it counts on the cell before it."""
    if cell[1] is not None:
        return cell[1]
    spelled = b" " + cell[2]
    placed = CELL_REFERENCE.search(spelled)
    if placed is None and ANY_REFERENCE.search(spelled):
        raise DamagedFileError(f"A cell of row {row} has an address no cell has; save the workbook in Excel.")
    return placed[1] if placed else None
