"""Sparklines on a file and in live Excel: what each cell's draws, and pointing one at other cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import xlwings

from xlscore.engine.capabilities import capabilities, native
from xlscore.engine.sheet import FileSheet
from xlscore.ooxml.around import sparklines as file_sparklines

__all__ = ["add_sparklines", "point_sparkline", "sparkline_sources"]


_NATIVE_KINDS: Final = {"line": 1, "column": 2, "stacked": 3}
"""Values of Excel's constants xlSparkLine, xlSparkColumn and xlSparkColumnStacked100."""


def sparkline_sources(sheet: xlwings.Sheet) -> dict[tuple[int, int], str]:
    """Return what the sparklines of a sheet draw, by row and column: addresses as Excel writes them, 'MSG data'!B3:M3.

    None where the engine cannot say (xlwings' remote one).
    """
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        return {(s.cell.top, s.cell.left): s.source for s in file_sparklines.sparklines(impl.file)}
    if not capabilities(sheet.book).native:
        return {}
    return {
        (int(line.Location.Row), int(line.Location.Column)): str(line.SourceData).removeprefix("=")
        for line in _native(sheet)
    }


def _native(sheet: xlwings.Sheet) -> list[Any]:
    groups = sheet.api.Cells.SparklineGroups
    return [
        groups.Item(group).Item(number)
        for group in range(1, int(groups.Count) + 1)
        for number in range(1, int(groups.Item(group).Count) + 1)
    ]


def point_sparkline(cell: xlwings.Range, source: str) -> bool:
    """Return whether a cell's sparkline draws other cells now; its looks stay. False where there is none."""
    impl, sheet = cell.sheet.impl, cell.sheet
    if isinstance(impl, FileSheet):
        impl.refuse_if_protected("objects")
        return file_sparklines.point_sparkline(impl.file, cell.row, cell.column, source)
    if not capabilities(sheet.book).native:
        return False
    for line in _native(sheet):
        if (int(line.Location.Row), int(line.Location.Column)) == (cell.row, cell.column):
            line.ModifySourceData(source)
            return True
    return False


def add_sparklines(
    sheet: xlwings.Sheet,
    sources: Mapping[tuple[int, int], str],
    kind: str = "line",
    *,
    low: float | None = None,
    high: float | None = None,
    colours: Mapping[str, str] | None = None,
) -> None:
    """Add sparklines to a sheet, on a file as one group: what each cell, by row and column, draws.

    `kind` is line, column or stacked; `low` and `high` are the ends of the axis, alike for all; `colours` are RGB
    digits by Series, Negative, Axis, Markers, First, Last, High, Low. One that stood in a cell goes. In live Excel each
    has its own axis and Excel's own marks.
    """
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        impl.refuse_if_protected("objects")
        file_sparklines.add_sparklines(impl.file, sources, kind, low=low, high=high, colours=colours)
        return
    api = native(sheet, "Sparklines")
    for (row, column), source in sources.items():
        groups = api.Cells(row, column).SparklineGroups
        groups.Clear()
        groups.Add(_NATIVE_KINDS[kind], source)
