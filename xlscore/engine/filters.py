"""The filter of a sheet, on a file and in live Excel: its range, its buttons; what it filters by stays a person's."""

from __future__ import annotations

import xlwings

from xlscore.engine.capabilities import native
from xlscore.engine.sheet import FileSheet
from xlscore.errors import XlscoreError
from xlscore.ooxml.around import filters
from xlscore.ooxml.values.addresses import parse_box

__all__ = ["filter_address", "remove_filter", "set_filter"]

_WHAT = "Filters"


def filter_address(sheet: xlwings.Sheet) -> str | None:
    """Return the address of the cells under a sheet's filter, headings included, as A1:C9; None where it has none."""
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        found = filters.sheet_filter(impl.file)
        return None if found is None else found.box.address()
    api = native(sheet, _WHAT)
    return parse_box(str(api.AutoFilter.Range.Address)).address() if api.AutoFilterMode else None


def set_filter(cells: xlwings.Range) -> None:
    """Put filter buttons over the first row of cells, or let a sheet's filter reach over other cells.

    In a file, what the filter asks of a column stays with it, and rows stay hidden or shown as they are: Excel applies a
    filter anew when it is asked to. In live Excel a filter that hides rows is refused: it would forget what it asks.
    """
    impl = cells.sheet.impl
    if isinstance(impl, FileSheet):
        impl.refuse_if_protected()
        filters.set_filter(impl.book.workbook, impl.file, cells.impl.box)
        return
    api = native(cells.sheet, _WHAT)
    present = filter_address(cells.sheet)
    if present == parse_box(cells.address).address():
        return
    if present is not None:
        remove_filter(cells.sheet)
    api.Range(cells.address).AutoFilter()


def remove_filter(sheet: xlwings.Sheet) -> None:
    """Take the filter buttons off a sheet; refused while the filter hides rows, which a person clears first."""
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        impl.refuse_if_protected()
        filters.remove_filter(impl.book.workbook, impl.file)
        return
    api = native(sheet, _WHAT)
    if api.FilterMode:
        raise XlscoreError(f"The filter of {sheet.name} hides rows; clear it first.")
    api.AutoFilterMode = False
