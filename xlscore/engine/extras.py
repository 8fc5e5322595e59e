"""What xlwings has no words for, on a file and in live Excel alike."""

from __future__ import annotations

from typing import Any

import xlwings

from xlscore.engine.ranges import Range

__all__ = ["set_formula"]


def set_formula(cells: xlwings.Range, formulas: Any, values: Any = None) -> None:
    """Write formulas together with the results they show until Excel calculates.

    One formula fills all cells, its references moving along; rows of formulas go cell by cell. `values`
    has the same shape. In live Excel only the formulas are written: it calculates by itself.
    """
    impl = cells.impl
    if not isinstance(impl, Range):
        cells.formula = formulas
        return
    results: dict[tuple[int, int], Any] = {}
    if values is not None:
        grid = values if isinstance(values, (list, tuple)) else [[values] * impl.box.columns] * impl.box.rows
        rows = grid if grid and isinstance(grid[0], (list, tuple)) else _as_rows(grid, impl)
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                results[impl.row + down, impl.column + right] = value
    impl.write_formulas(formulas, results)


def _as_rows(values: Any, impl: Range) -> list[list[Any]]:
    """Return a plain list as one row, or as one column when the cells stand below each other."""
    if impl.box.columns == 1 and impl.box.rows > 1:
        return [[value] for value in values]
    return [list(values)]
