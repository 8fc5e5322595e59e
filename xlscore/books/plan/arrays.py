"""Array formulas of a file: letting go of one before its first cell becomes a value."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from xlscore.engine import engine
from xlscore.ooxml.sheet.arrays import array_at
from xlscore.ooxml.sheet.cells import FormulaXml

__all__ = ["release_array"]


def release_array(cell: xw.Range) -> bool:
    """Return whether the cell is in a file, having made the array formula that starts in it an ordinary one.

    The results stay in their cells, so nothing that was shown is lost.
    """
    if cell.sheet.book.app.engine.name != engine().name:
        return False
    file: Any = cell.sheet.impl.file
    row, column = cell.row, cell.column
    box = array_at(file, row, column)
    if box is not None and box[:2] == (row, column):
        file.replace_formula(row, column, FormulaXml({}, file.formula(row, column).removeprefix("=")))
    return True
