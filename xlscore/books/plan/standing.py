"""Whether cells still hold what they held when a plan was made: between reading and writing somebody may have typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import xlwings as xw

from xlscore.books.plan.agreement import same
from xlscore.books.plan.edits import CellEdit
from xlscore.engine import capabilities

__all__ = ["still_held"]


def still_held(sheet: xw.Sheet, cells: Sequence[CellEdit]) -> list[CellEdit]:
    """Return the edits of one sheet whose cells hold what they held when they were planned; the sheet is read once."""
    top, left = min(edit.row for edit in cells), min(edit.column for edit in cells)
    bottom, right = max(edit.row for edit in cells), max(edit.column for edit in cells)
    box = sheet.range((top, left), (bottom, right))
    values = box.options(ndim=2, err_to_str=True).value
    formulas = _rows(box.formula) if capabilities(sheet.book).formulas else None

    def holds(edit: CellEdit) -> bool:
        formula = "" if formulas is None else _text(formulas[edit.row - top][edit.column - left])
        if formula.casefold() != edit.old_formula.casefold() and formulas is not None:
            return False
        # A live formula may have been computed anew since; what counts is that it is still the same one.
        return bool(formula) or same(values[edit.row - top][edit.column - left], edit.old)

    return [edit for edit in cells if holds(edit)]


def _rows(found: Any) -> list[Sequence[Any]]:
    if not isinstance(found, (list, tuple)):
        return [[found]]
    return [row if isinstance(row, (list, tuple)) else [row] for row in found]


def _text(formula: Any) -> str:
    return formula if isinstance(formula, str) and formula.startswith("=") else ""
