"""One row cut into its cells, to be changed and joined again."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, field

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.sheet.cells import attributes, tag_length
from xlscore.ooxml.values.addresses import column_letters
from xlscore.ooxml.xml.splice import start_tag

__all__ = ["Cell", "Row"]


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
        self.in_order = all(a.column < b.column for a, b in itertools.pairwise(self.cells))
        self._all_placed = all(cell.placed for cell in self.cells)

    def first(self, column: int) -> Cell | None:
        """Return the cell in this column, the first where a damaged file has two, or None."""
        if not self.in_order:
            return next((cell for cell in self.cells if cell.column == column), None)
        at = bisect_left(self.cells, column, key=_column_of)
        return self.cells[at] if at < len(self.cells) and self.cells[at].column == column else None

    def find(self, column: int) -> Cell | None:
        """Return the cell in this column to be changed, or None; refused where there are two."""
        if not self.in_order and sum(cell.column == column for cell in self.cells) > 1:
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
        if self.in_order:
            at = bisect_left(self.cells, cell.column, key=_column_of)
        else:
            later = (index for index, other in enumerate(self.cells) if other.column > cell.column)
            at = next(later, len(self.cells))
        self.cells.insert(at, cell)
        if b"spans" in self.tag:
            self._widen_spans(cell.column)

    def insert_all(self, cells: list[Cell]) -> None:
        """Put new cells, in the order of their columns, in their places."""
        if not self.in_order or not self._all_placed:
            for cell in cells:
                self.insert(cell)
            return
        behind = not self.cells or self.cells[-1].column < cells[0].column
        self.cells += cells
        if not behind:
            self.cells.sort(key=_column_of)
        if b"spans" in self.tag:
            self._widen_spans(cells[0].column)
            self._widen_spans(cells[-1].column)

    def xml(self, prefix: bytes) -> bytes:
        """Return the row as XML."""
        inside = b"".join(cell.lead + cell.raw for cell in self.cells) + self.tail
        tag = self.tag
        if tag.endswith(b"/>"):
            if not inside:
                return tag
            tag = tag[:-2].rstrip() + b">"
        return tag + inside + b"</" + prefix + b"row>"

    def _widen_spans(self, column: int) -> None:
        spans = attributes(self.tag).get("spans")
        bounds = re.fullmatch(r"(\d{1,7}):(\d{1,7})", spans or "")
        if bounds and not int(bounds[1]) <= column <= int(bounds[2]):
            low, high = min(int(bounds[1]), column), max(int(bounds[2]), column)
            self.tag = start_tag(self.tag, {"spans": f"{low}:{high}"})
