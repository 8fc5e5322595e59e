"""What must not be overwritten: locked cells, cells under a merge, parts of arrays, table headings.

Each list is read once and kept until the package or the sheet's shell changes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterable
from typing import Any

from xlscore.ooxml.errors import (
    ArrayCellError,
    LockedCellError,
    MergedCellError,
    OoxmlError,
    UnsupportedValueError,
)
from xlscore.ooxml.sheet.cells import read_cell
from xlscore.ooxml.sheet.faces import Cells
from xlscore.ooxml.sheet.table_cells import Promised, TableCells
from xlscore.ooxml.values.addresses import MAX_COLUMN, MAX_ROW, Box, cell_address, parse_box
from xlscore.ooxml.values.cell import is_text
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.text import whole_number

__all__ = ["SheetGuards", "refuse_outside"]

# A box taller than this is looked up in a list of its own, so that the index by row stays small.
TALL = 8
# A protected range with one of these asks for a password or a permission first.
PASSWORDS = {"password", "hashValue", "algorithmName", "securityDescriptor"}
WATCHED = {"mergeCells", "cols", "protectedRanges", "sheetProtection"}
Settled = str | float | int | bool | None


class _Boxes:
    """Many boxes, found by the cells they cover."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._by_row: dict[int, list[Box]] = {}
        self._tall: list[Box] = []
        for box in boxes:
            if box.rows > TALL:
                self._tall.append(box)
                continue
            for row in range(box.top, box.bottom + 1):
                self._by_row.setdefault(row, []).append(box)

    def __bool__(self) -> bool:
        return bool(self._by_row or self._tall)

    def rows(self, within: Box) -> set[int]:
        """Return the rows of the boxes that share a cell with another box."""
        rows: Iterable[int] = range(within.top, within.bottom + 1)
        if within.rows > len(self._by_row):
            rows = self._by_row
        small = {row for row in rows if any(box.meets(within) for box in self._by_row.get(row, ()))}
        tall = (range(box.top, box.bottom + 1) for box in self._tall if box.meets(within))
        return small.union(*tall)

    def over(self, row: int, column: int) -> list[Box]:
        """Return the boxes that hold a cell."""
        return [box for box in (*self._by_row.get(row, ()), *self._tall) if box.holds(row, column)]


class SheetGuards:
    """The places of one sheet that need care."""

    def __init__(self, sheet: Cells) -> None:
        """Watch over a sheet."""
        self._sheet = sheet
        self._read_from: bytes | None = None
        self._watched: bytes | None = None
        self._merges = _Boxes(())
        self._columns: list[tuple[int, int, int]] = []
        self._protection: splice.Element | None = None
        self._free: list[Box] = []
        self._arrays: _Boxes | None = None
        self._tables = TableCells(sheet)

    def allow(self, row: int, column: int, value: Settled, *, is_dated: bool = False) -> Settled:
        """Return the value to write into a cell, or refuse; a table heading is renamed with its cell."""
        self._allow_cell(row, column)
        if value is not None and not is_text(value):
            self._allow_another_format(row, column, is_dated=is_dated)
        return self._tables.allow(row, column, value)

    def refuse(self, row: int, column: int, value: Settled, promised: Promised) -> None:
        """Refuse a value that `allow` would refuse after those that are promised, and change nothing."""
        self._allow_cell(row, column)
        self._tables.refuse(row, column, value, promised)

    def meant(self, row: int, column: int, value: Any) -> Any:
        """Return a value as it is given, or the text that it becomes where the cell is the heading of a table."""
        return self._tables.meant(row, column, value)

    def careful_rows(self, box: Box) -> Container[int]:
        """Return the rows in which a cell of a box needs care, for the sake of what is written there."""
        self._read()
        locked = self._protection is not None and not self._sheet.workbook.edit_protected
        if locked and not any(free.covers(box) for free in self._free):
            return range(box.top, box.bottom + 1)
        rows = self._merges.rows(box) | self._array_boxes().rows(box) | self._tables.rows()
        return rows | self._sheet.grid.doubled

    def allow_formula(self, row: int, column: int, formula: str) -> None:
        """Refuse a formula where the cell must keep what it has; a total is noted in its table."""
        self.allow_result(row, column)
        self._allow_another_format(row, column)
        self._tables.allow_formula(row, column, formula)

    def allow_result(self, row: int, column: int) -> None:
        """Refuse another result of the formula a cell has."""
        self._allow_cell(row, column)

    def allow_format(self) -> None:
        """Refuse a format where the sheet is protected against formatting."""
        self._read()
        if self._protection is None or self._sheet.workbook.edit_protected:
            return
        if self._protection.get("formatCells", "1") in ("1", "true"):
            raise LockedCellError(
                f"{self._sheet.name} is protected against formatting; unprotect it in Excel or ask to edit protected sheets."
            )

    def is_locked(self, row: int, column: int) -> bool:
        """Return whether the sheet's protection keeps a cell as it is."""
        self._read()
        sheet = self._sheet
        if self._protection is None or sheet.workbook.edit_protected:
            return False
        if any(box.holds(row, column) for box in self._free):
            return False
        return bool(sheet.workbook.styles.look(sheet.style_id(row, column)).locked)

    def column_style(self, column: int) -> int:
        """Return the number of the format a column gives to cells that are not written."""
        self._read()
        return next((style for low, high, style in self._columns if low <= column <= high), 0)

    def forget_arrays(self) -> None:
        """Look for array formulas again when next asked."""
        self._arrays = None

    def _allow_another_format(self, row: int, column: int, *, is_dated: bool = False) -> None:
        """Refuse where the cell's format may have to change with what it holds, and the workbook's cannot be read."""
        # The first format is everybody's: it shows no date, and never has to change otherwise.
        if is_dated or self._sheet.style_id(row, column):
            _ = self._sheet.workbook.styles

    def _allow_cell(self, row: int, column: int) -> None:
        self._sheet.workbook.refuse_unless_editable()
        self._read()
        self._refuse_locked(row, column)
        for merge in self._merges.over(row, column):
            if merge[:2] != (row, column):
                anchor = cell_address(merge.top, merge.left)
                raise MergedCellError(
                    f"{self._place(row, column)} is hidden under the merged cells {merge.address()}; write to {anchor}."
                )
        for array in self._array_boxes().over(row, column):
            raise ArrayCellError(
                f"{self._place(row, column)} is part of the array or data table {array.address()}; clear that in Excel first."
            )

    def _refuse_locked(self, row: int, column: int) -> None:
        if self.is_locked(row, column):
            raise LockedCellError(
                f"{self._place(row, column)} is locked; unprotect the sheet in Excel or ask to edit protected cells."
            )

    def _place(self, row: int, column: int) -> str:
        return f"{self._sheet.name}!{cell_address(row, column)}"

    def _read(self) -> None:
        shell = self._sheet.shell
        if shell is self._read_from:
            return
        self._read_from = shell
        outline = splice.outline_of(shell, self._sheet.part)
        watched = shell[outline.start : outline.inner_start].removesuffix(b"/>").removesuffix(b">") + b">"
        watched += b"".join(shell[each.start : each.end] for each in outline.children if each.name in WATCHED)
        # Links, rules and tables may come one after the other, and say nothing of cells that are closed.
        if watched == self._watched:
            return
        self._watched = watched
        root = splice.parse(watched + b"</" + outline.qualified(outline.name) + b">", self._sheet.part)
        merges = root.all("mergeCells", "mergeCell")
        self._merges = _Boxes(box for merge in merges for box in _boxes(merge.get("ref")))
        self._columns = [
            (whole_number(each.get("min")), whole_number(each.get("max")), whole_number(each.get("style")))
            for each in root.all("cols", "col")
            if each.get("style")
        ]
        protection = root.child("sheetProtection")
        self._free = [
            box
            for each in root.all("protectedRanges", "protectedRange")
            if not PASSWORDS & each.attributes.keys()
            for box in _boxes(each.get("sqref"))
        ]
        on = protection is not None and protection.get("sheet") in ("1", "true")
        self._protection = protection if on else None

    def _array_boxes(self) -> _Boxes:
        if self._arrays is None:
            found: list[Box] = []
            grid = self._sheet.grid
            for number in {*grid.rows_with(b"array"), *grid.rows_with(b"dataTable")}:
                row = grid.row(number)
                for cell in row.cells if row else ():
                    formula = read_cell(cell.raw, grid.prefix).formula
                    if formula and formula.kind in ("array", "dataTable"):
                        boxes = _boxes(formula.attributes.get("ref", ""))
                        found += [box for box in boxes if box.rows * box.columns > 1]
            self._arrays = _Boxes(found)
        return self._arrays


def _boxes(references: str) -> list[Box]:
    """Return the boxes of a list of addresses, leaving out what is none."""
    found = []
    for reference in references.split():
        with contextlib.suppress(OoxmlError):
            found.append(parse_box(reference))
    return found


def refuse_outside(row: int, column: int) -> None:
    """Refuse a place that no worksheet has."""
    if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
        raise UnsupportedValueError(
            f"Row {row}, column {column} lies outside a worksheet, which ends at XFD1048576."
        )
