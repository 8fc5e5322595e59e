"""Array formulas: one formula whose results fill several cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlscore.ooxml.errors import ArrayCellError, UnsupportedValueError
from xlscore.ooxml.sheet.cells import FormulaXml, read_cell
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.values.addresses import Box, cell_address, parse_box
from xlscore.ooxml.values.function_names import as_stored

__all__ = ["array_at", "set_array_formula"]


def array_at(sheet: Sheet, row: int, column: int) -> Box | None:
    """Return the box of the array formula or data table a cell belongs to, or None."""
    return next((box for box in _arrays(sheet) if box.holds(row, column)), None)


def _arrays(sheet: Sheet) -> Iterator[Box]:
    """Yield the boxes of all array formulas and data tables of a sheet."""
    for number in {*sheet.grid.rows_with(b'"array"'), *sheet.grid.rows_with(b'"dataTable"')}:
        line = sheet.grid.row(number)
        for cell in line.cells if line is not None else ():
            formula = read_cell(cell.raw, sheet.prefix).formula
            if formula is not None and formula.kind in {"array", "dataTable"}:
                yield parse_box(formula.attributes.get("ref", cell_address(number, cell.column)))


def set_array_formula(sheet: Sheet, box: Box, formula: str, results: list[list[Any]] | None = None) -> None:
    """Enter one array formula over a box, with the results its cells show until Excel calculates.

    The same formula over the same box again changes nothing; a cell of another array is refused.
    """
    text = formula.removeprefix("=")
    if not text.strip():
        raise UnsupportedValueError("An array formula cannot be empty; clear the cells instead.")
    top, left = box.top, box.left
    if array_at(sheet, top, left) == box and sheet.formula(top, left) == f"={text}":
        return
    for other in _arrays(sheet):
        # Cells that are blank are refused nothing, and two arrays would lie over each other.
        if other.rows * other.columns > 1 and other.meets(box):
            raise ArrayCellError(
                f"{sheet.name}!{box.address()} crosses the array or data table {other.address()}; clear that in Excel first."
            )
    with sheet.workbook.package.as_one():
        for row in range(top, box.bottom + 1):
            for column in range(left, box.right + 1):
                if (row, column) != (top, left):
                    sheet.set_value(row, column, results[row - top][column - left] if results else None)
        if results:
            sheet.set_formula(top, left, text, cached=results[0][0])
        else:
            sheet.set_formula(top, left, text)
        sheet.replace_formula(top, left, FormulaXml({"t": "array", "ref": box.address()}, as_stored(text)))
