"""The tables of the published papers in the layouts in which forces print them, as sheets of rows with their merged cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from tests.support.published import printed

__all__ = ["PrintedSheet", "essex_grid", "write_sheets"]

Rows = list[list[Any]]


@dataclass
class PrintedSheet:
    """A sheet as it is printed: its rows, what is merged (first row, first column, last row, last column; from 1)."""

    rows: Rows
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def moved(self, down: int, right: int) -> PrintedSheet:
        """Return the sheet with its cells further down and to the right."""
        rows: Rows = [[] for _ in range(down)] + [[None] * right + list(row) for row in self.rows]
        return PrintedSheet(rows, [(a + down, b + right, c + down, d + right) for a, b, c, d in self.merged])

    def titled(self, *titles: str) -> PrintedSheet:
        """Return the sheet with titles above its cells, each merged over the table."""
        width = max(len(row) for row in self.rows)
        made = self.moved(len(titles), 0)
        for n, title in enumerate(titles):
            made.rows[n] = [title]
            made.merged.append((n + 1, 1, n + 1, width))
        return made


def write_sheets(path: Path, sheets: Mapping[str, PrintedSheet]) -> Path:
    """Write sheets into a plain workbook file, merged as they are printed."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, printed_sheet in sheets.items():
        sheet = book.create_sheet(name)
        for row in printed_sheet.rows:
            sheet.append(list(row))
        for top, left, bottom, right in printed_sheet.merged:
            sheet.merge_cells(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
    book.save(path)
    return path


LONE = ("Keeping People Safe", "Innovation", "Efficient", "Community Focused", "Our People")
"""The themes that are one area: their name stands in the first column, over both, and no area in the second."""


def essex_grid(*, names: str = "both", final: str = "Performance Board Final Grades") -> PrintedSheet:
    """Return the grid of the 13th cycle as it is printed.

    `names`: "both", the first heading spans the two columns of names; "area over both", it says Area; "area", the heading
    Area stands over the second column alone.
    """
    head, *facts = printed("essex_grid")
    commands = head[2:10]
    first = {"both": ["13th Cycle", None], "area over both": ["Area", None], "area": [None, "Area"]}[names]
    rows: Rows = [[*first, *commands, final, "Force Redline (Recommended Grade) February 2019"]]
    merged = [] if names == "area" else [(1, 1, 1, 2)]
    last = ""
    for n, (theme, area, *grades) in enumerate(facts, 2):
        *given, redline, board = grades
        if theme in LONE:
            rows.append([theme, None, *given, board, redline])
            merged.append((n, 1, n, 2))
        else:
            rows.append([theme if theme != last else None, area, *given, board, redline])
        last = theme
    inner = [n for n, fact in enumerate(facts, 2) if fact[0] not in LONE]
    merged.append((inner[0], 1, inner[-1], 1))
    return PrintedSheet(rows, merged)
