"""Outside files for the tests of `import`: workbooks and texts of a few cells, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from xlscore.sources.counted import FileCounts
from xlscore.sources.meanings import Meanings
from xlscore.sources.reading import read_files

__all__ = ["TODAY", "counts_of", "months_of_file", "rows_add_up", "write_workbook"]

TODAY = date(2026, 11, 29)
Rows = Sequence[Sequence[Any]]


def write_workbook(
    path: Path, sheets: dict[str, Rows], change: Callable[[Worksheet], None] | None = None
) -> Path:
    """Write a workbook of sheets of rows; `change` may do something to the first of them."""
    book = openpyxl.Workbook()
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.title = name
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(book.worksheets[0])
    book.save(path)
    return path


def counts_of(path: Path, told: Meanings | None = None, kind: str = "") -> FileCounts:
    """Return what a file comes to alone, for a workbook that tells nothing or what is told."""
    (found,) = read_files([path], told or Meanings(today=TODAY), kind)
    assert rows_add_up(found)
    return found


def rows_add_up(found: FileCounts) -> bool:
    """Return whether each row is counted, left out or unknown."""
    return found.rows == found.counted + sum(found.left_out.values()) + found.unknown


def months_of_file(found: FileCounts) -> dict[tuple[str, str, str], int]:
    """Return a file's counts with months as a test writes them: 2024-04."""
    return {
        (measure, place, f"{month:%Y-%m}"): int(value)
        for (measure, place, month), value in found.months.items()
    }
