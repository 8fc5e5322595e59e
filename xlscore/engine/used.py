"""What a sheet holds, read at once: values and formulas, however far one stray cell stands from the others."""

from __future__ import annotations

import datetime as dt
from typing import Any

import xlwings

from xlscore.engine import values
from xlscore.engine.ranges import Range

__all__ = ["formulas_in", "used_values"]

# A used range larger than this is mostly blank, and is read without its blanks.
_MOST_CELLS = 1_000_000


def used_values(sheet: xlwings.Sheet) -> tuple[int, int, list[list[Any]]]:
    """Return the row and column of the first used cell of a sheet, and the values row by row, errors as texts.

    Where a stray cell makes the used range of a file very large, a row ends at its last value, and a blank one is
    empty.
    """
    used = sheet.used_range
    top, left = int(used.row), int(used.column)
    impl = used.impl
    if isinstance(impl, Range) and len(impl) > _MOST_CELLS:
        return top, left, _sparse(impl)
    found = used.options(ndim=2, err_to_str=True).value
    return top, left, [list(row) for row in found or ()]


def _sparse(used: Range) -> list[list[Any]]:
    rows: list[list[Any]] = [[]] * used.box.rows
    for row, column, value in used.sheet.file.filled():
        if value is None or not used.box.holds(row, column):
            continue
        at = row - used.box.top
        line = rows[at] = rows[at] or []
        line += [None] * (column - used.box.left + 1 - len(line))
        line[column - used.box.left] = value
    written = [row for row in rows if row]
    cleaned = iter(values.cleaned(written, dt.datetime, None, None, True))
    return [next(cleaned) if row else row for row in rows]


def formulas_in(sheet: xlwings.Sheet) -> dict[tuple[int, int], str]:
    """Return the formulas of a sheet by row and column, each with its equals sign."""
    used = sheet.used_range
    if isinstance(used.impl, Range):
        return used.impl.sheet.file.formulas()
    top, left, found = int(used.row), int(used.column), used.formula
    lines = found if isinstance(found, (list, tuple)) else ((found,),)
    return {
        (top + down, left + right): text
        for down, line in enumerate(lines)
        for right, text in enumerate(line if isinstance(line, (list, tuple)) else (line,))
        if isinstance(text, str) and text.startswith("=")
    }
