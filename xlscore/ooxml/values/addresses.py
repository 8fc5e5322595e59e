"""Cell addresses: columns as letters and numbers, boxes of cells as text and numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from xlscore.ooxml.errors import OoxmlError

__all__ = [
    "COLUMN_PATTERN",
    "MAX_COLUMN",
    "MAX_ROW",
    "ROW_PATTERN",
    "SHEET_BOX",
    "AddressError",
    "Box",
    "box_with",
    "cell_address",
    "column_letters",
    "column_number",
    "parse_box",
    "quoted_sheet",
    "reads_like_cells",
]

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
COLUMN_PATTERN: Final = r"(?:[A-Za-z]{1,2}|[A-Wa-w][A-Za-z]{2}|[Xx](?:[A-Ea-e][A-Za-z]|[Ff][A-Da-d]))"
"""The letters of a column that a worksheet has: A to XFD, so that YTD is none."""
ROW_PATTERN: Final = r"(?:0{0,6}(?:10[0-3][0-9]{4}|104[0-7][0-9]{3}|1048[0-4][0-9]{2}|10485[0-6][0-9]|104857[0-6]|[1-9][0-9]{0,5}))"
"""The digits of a row that a worksheet has: 1 to 1048576."""
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")
# A sheet name outside these characters, or one that reads like a cell or a truth, is written in quotes.
_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_LIKE_CELL = re.compile(r"[A-Z]{1,3}[0-9]+|R[0-9]*(C[0-9]*)?|C[0-9]*|TRUE|FALSE", re.IGNORECASE)


_R1C1 = re.compile(r"R[0-9]*|C[0-9]*|R[0-9]*C[0-9]*", re.IGNORECASE)


class AddressError(OoxmlError):
    """The text is not the address of cells."""


class Box(NamedTuple):
    """A rectangle of cells, counted from 1, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> int:
        """Return how many rows the box has."""
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        """Return how many columns the box has."""
        return self.right - self.left + 1

    def holds(self, row: int, column: int) -> bool:
        """Return whether a cell lies in the box."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of every cell of the box, row by row."""
        return itertools.product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))

    def with_cell(self, row: int, column: int) -> Box:
        """Return the smallest box that holds this one and a cell."""
        return Box(min(self.top, row), min(self.left, column), max(self.bottom, row), max(self.right, column))

    def covers(self, other: Box) -> bool:
        """Return whether another box lies wholly in this one."""
        return self.holds(other.top, other.left) and self.holds(other.bottom, other.right)

    def meets(self, other: Box) -> bool:
        """Return whether the boxes share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def without(self, other: Box) -> list[Box]:
        """Return what is left of the box when the cells of another are taken away.

        >>> Box(1, 1, 3, 3).without(Box(2, 2, 2, 3))
        [Box(top=1, left=1, bottom=1, right=3), Box(top=3, left=1, bottom=3, right=3),
         Box(top=2, left=1, bottom=2, right=1)]
        """
        if not self.meets(other):
            return [self]
        top, bottom = max(self.top, other.top), min(self.bottom, other.bottom)
        pieces = [
            Box(self.top, self.left, top - 1, self.right),
            Box(bottom + 1, self.left, self.bottom, self.right),
            Box(top, self.left, bottom, other.left - 1),
            Box(top, other.right + 1, bottom, self.right),
        ]
        return [piece for piece in pieces if piece.top <= piece.bottom and piece.left <= piece.right]

    def address(self, *, absolute: bool = False) -> str:
        """Return the box as Excel writes it; whole rows and columns in their short form.

        >>> Box(2, 2, 4, 3).address(), Box(1, 2, 1048576, 3).address(absolute=True)
        ('B2:C4', '$B:$C')
        """
        dollar = "$" if absolute else ""
        if self.top == 1 and self.bottom == MAX_ROW:
            return f"{dollar}{column_letters(self.left)}:{dollar}{column_letters(self.right)}"
        if self.left == 1 and self.right == MAX_COLUMN:
            return f"{dollar}{self.top}:{dollar}{self.bottom}"
        first = cell_address(self.top, self.left, absolute=absolute)
        if (self.top, self.left) == (self.bottom, self.right):
            return first
        return f"{first}:{cell_address(self.bottom, self.right, absolute=absolute)}"


SHEET_BOX = Box(1, 1, MAX_ROW, MAX_COLUMN)


@lru_cache(MAX_COLUMN)
def column_letters(number: int) -> str:
    """Return the letters of a column number.

    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column from its letters.

    >>> column_number("A"), column_number("xfd")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_address(row: int, column: int, *, absolute: bool = False) -> str:
    """Return the address of one cell, `B2` or `$B$2`."""
    return f"${column_letters(column)}${row}" if absolute else f"{column_letters(column)}{row}"


@lru_cache(maxsize=1 << 14)  # asked for every link, note and table of a sheet at each edit of one
def parse_box(text: str) -> Box:
    """Return the box that an address without a sheet name means.

    >>> parse_box("$C$4:B2"), parse_box("B:B").address()
    (Box(top=2, left=2, bottom=4, right=3), 'B:B')
    """
    if match := _COLUMNS.fullmatch(text):
        found = Box(1, column_number(match[1]), MAX_ROW, column_number(match[2]))
    elif match := _ROWS.fullmatch(text):
        found = Box(int(match[1]), 1, int(match[2]), MAX_COLUMN)
    else:
        start, _, end = text.partition(":")
        first, last = _CORNER.fullmatch(start), _CORNER.fullmatch(end or start)
        if first is None or last is None:
            raise AddressError(f"{text!r} is not the address of cells; write it like B2 or B2:D9.")
        found = Box(int(first[2]), column_number(first[1]), int(last[2]), column_number(last[1]))
    box = Box(
        min(found.top, found.bottom),
        min(found.left, found.right),
        max(found.top, found.bottom),
        max(found.left, found.right),
    )
    if not SHEET_BOX.covers(box):
        raise AddressError(f"{text!r} lies outside a worksheet, which ends at XFD1048576.")
    return box


def reads_like_cells(name: str) -> bool:
    """Return whether Excel reads a name as cells, as A1 or as R1C1, so that nothing may be called so.

    >>> [reads_like_cells(name) for name in ("Q1", "YTD2025", "XFD2025", "R1C1", "c", "Rate")]
    [True, False, True, True, True, False]
    """
    if _R1C1.fullmatch(name):
        return True
    found = _CORNER.fullmatch(name)
    return found is not None and column_number(found[1]) <= MAX_COLUMN and int(found[2]) <= MAX_ROW


def quoted_sheet(name: str) -> str:
    """Return a sheet name as a formula spells it, in quotes where they are needed.

    >>> quoted_sheet("Grid"), quoted_sheet("MSG data"), quoted_sheet("Q1"), quoted_sheet("Chief's")
    ('Grid', "'MSG data'", "'Q1'", "'Chief''s'")
    """
    if _PLAIN_SHEET.fullmatch(name) and not _LIKE_CELL.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def box_with(box: Box | None, row: int, column: int) -> Box:
    """Return a box that holds a cell too; the cell's own where there is none yet.

    >>> box_with(None, 2, 3).address()
    'C2'
    """
    return box.with_cell(row, column) if box else Box(row, column, row, column)
