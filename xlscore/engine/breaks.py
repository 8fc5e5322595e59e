"""Page breaks: with which rows a new printed page begins, on a file and in live Excel."""

from __future__ import annotations

from collections.abc import Collection

import xlwings

from xlscore.engine.capabilities import capabilities
from xlscore.engine.sheet import FileSheet
from xlscore.ooxml.around import printing

__all__ = ["row_breaks", "set_row_breaks"]

# Excel's constant xlPageBreakManual; breaks that Excel sets by itself are other ones.
_MANUAL = -4135


def row_breaks(sheet: xlwings.Sheet) -> list[int]:
    """Return the rows before which somebody set a page break, in order; none on engines that know no pages (xlwings' remote one)."""
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        return printing.row_breaks(impl.file)
    if not capabilities(sheet.book).native:
        return []
    breaks = sheet.api.HPageBreaks
    every = (breaks(number) for number in range(1, int(breaks.Count) + 1))
    return sorted(int(each.Location.Row) for each in every if each.Type == _MANUAL)


def set_row_breaks(sheet: xlwings.Sheet, rows: Collection[int]) -> bool:
    """Return whether page breaks were set before these rows and no others; not on engines that know no pages."""
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        impl.refuse_if_protected()
        printing.set_row_breaks(impl.file, rows)
        return True
    if not capabilities(sheet.book).native:
        return False
    breaks = sheet.api.HPageBreaks
    for number in range(int(breaks.Count), 0, -1):
        if breaks(number).Type == _MANUAL:
            breaks(number).Delete()
    for row in sorted(rows):
        breaks.Add(Before=sheet.api.Rows(row))
    return True
