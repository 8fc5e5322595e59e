"""Laying out a sheet that is a page rather than a table: sizes, looks, where pages begin, what is chosen from lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import xlwings as xw

from xlscore.books.plan.edits import PageLayout
from xlscore.engine import apply_style, capabilities, row_breaks, set_row_breaks

__all__ = ["PAGE_LOOKS", "lay_out", "page_style"]

_FONT: Final = {"font_name": "Arial", "font_colour": "1B2430"}
PAGE_LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"font_name": "Arial", "font_size": 16, "bold": True, "font_colour": "1F2F4F"},
    "about": {"font_name": "Arial", "font_size": 10, "font_colour": "566070"},
    "heading": {"font_name": "Arial", "font_size": 10, "bold": True, "font_colour": "1F2F4F"},
    "sentence": {**_FONT, "font_size": 7, "vertical": "top", "wrap": True},
    "statement": {**_FONT, "font_size": 11, "vertical": "top", "wrap": True},
    "entry": {**_FONT, "font_size": 12, "bold": True, "fill": "FFF8DB", "lines": "CBD3DD"},
    "figure": {**_FONT, "font_size": 10, "horizontal": "right"},
    "note": {**_FONT, "font_size": 9},
    "small": {"font_name": "Arial", "font_size": 7, "font_colour": "566070"},
}
_NAME: Final = "{} of charts by xlscore"


def page_style(look: str) -> str:
    """Return the name of the cell style that gives a cell of a page its look.

    >>> page_style("entry")
    'Entry of charts by xlscore'
    """
    return _NAME.format(look.capitalize())


def lay_out(sheet: xw.Sheet, laid: PageLayout) -> None:
    """Give a sheet its sizes and looks; on xlwings' remote engine the sizes alone."""
    for column, width in laid.widths:
        sheet.range((1, column)).column_width = width
    for first, last, height in _runs(laid.heights):
        sheet.range((first, 1), (last, 1)).row_height = height
    if not capabilities(sheet.book).styles:
        return
    for cells, look in laid.styles:
        apply_style(sheet.range(cells), page_style(look), **PAGE_LOOKS[look])
    if laid.pages_begin:
        set_row_breaks(sheet, {*row_breaks(sheet), *laid.pages_begin})
    if laid.area:
        sheet.page_setup.print_area = laid.area
    for cell, source in laid.choices:
        name, _, cells = source.rpartition("!")
        whole = sheet.book.sheets[name.strip("'").replace("''", "'")].range(cells)
        sheet.range(cell).data_validation.set_list(whole)


def _runs(heights: tuple[tuple[int, float], ...]) -> list[tuple[int, int, float]]:
    """Return the rows in runs of one height."""
    runs: list[tuple[int, int, float]] = []
    for row, height in sorted(heights):
        if runs and runs[-1][1:] == (row - 1, height):
            runs[-1] = runs[-1][0], row, height
        else:
            runs.append((row, row, height))
    return runs
