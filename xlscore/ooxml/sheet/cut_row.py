"""One row cut into its cells, to be changed and joined again."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.sheet.cells import attributes, tag_length
from xlscore.ooxml.values.addresses import column_letters
from xlscore.ooxml.xml.splice import start_tag

__all__ = ["Cell", "Row", "spanning"]


@dataclass(slots=True)
class Cell:
    """One cell of a touched row: the bytes before it, its own bytes, and whether it names its place."""

    column: int
    raw: bytes
    lead: bytes = b""
    placed: bool = True


def _column_of(cell: Cell) -> int:
    return cell.column


@dataclass
class Row:
    """One row cut into cells."""

    number: int
    tag: bytes
    cells: list[Cell] = field(default_factory=list)
    tail: bytes = b""
    changed: bool = False

    def __post_init__(self) -> None:
        """See whether the cells stand in order, which Excel writes and other programs may not."""
        self._in_order = all(a.column < b.column for a, b in itertools.pairwise(self.cells))
        self._all_placed = all(cell.placed for cell in self.cells)

    def first(self, column: int) -> Cell | None:
        """Return the cell in this column, the first where a damaged file has two, or None."""
        if not self._in_order:
            return next((cell for cell in self.cells if cell.column == column), None)
        at = bisect_left(self.cells, column, key=_column_of)
        return self.cells[at] if at < len(self.cells) and self.cells[at].column == column else None

    def find(self, column: int) -> Cell | None:
        """Return the cell in this column to be changed, or None; refused where there are two."""
        if not self._in_order and sum(cell.column == column for cell in self.cells) > 1:
            raise EditRefusedError(
                f"Row {self.number} holds column {column_letters(column)} twice; open the workbook in Excel and save it."
            )
        return self.first(column)

    def insert(self, cell: Cell) -> None:
        """Put a new cell in its place; neighbours that counted on their position get an address."""
        for other in () if self._all_placed else self.cells:
            if not other.placed:
                name = f"{column_letters(other.column)}{self.number}"
                end = tag_length(other.raw)
                other.raw = start_tag(other.raw[:end], {"r": name}) + other.raw[end:]
                other.placed = True
        self._all_placed = True
        if self._in_order:
            at = bisect_left(self.cells, cell.column, key=_column_of)
        else:
            later = (index for index, other in enumerate(self.cells) if other.column > cell.column)
            at = next(later, len(self.cells))
        self.cells.insert(at, cell)
        self.tag = spanning(self.tag, cell.column, cell.column)

    def copy(self) -> Row:
        """Return the row as it is now, whatever is done to this one later."""
        return Row(self.number, self.tag, [replace(cell) for cell in self.cells], self.tail, self.changed)

    def xml(self, prefix: bytes) -> bytes:
        """Return the row as XML."""
        inside = b"".join(cell.lead + cell.raw for cell in self.cells) + self.tail
        tag = self.tag
        if tag.endswith(b"/>"):
            if not inside:
                return tag
            tag = tag[:-2].rstrip() + b">"
        return tag + inside + b"</" + prefix + b"row>"


def spanning(tag: bytes, first: int, last: int) -> bytes:
    """Return the start tag of a row whose `spans`, where it says any, take in columns from one to another.

    >>> spanning(b'<row r="3" spans="2:4">', 4, 6)
    b'<row r="3" spans="2:6">'
    """
    if b"spans" not in tag:
        return tag
    bounds = re.fullmatch(r"(\d{1,7}):(\d{1,7})", attributes(tag).get("spans", ""))
    if bounds is None:
        return tag
    low, high = min(int(bounds[1]), first), max(int(bounds[2]), last)
    return (
        tag if (low, high) == (int(bounds[1]), int(bounds[2])) else start_tag(tag, {"spans": f"{low}:{high}"})
    )
