"""What the program behind a workbook can do, asked before it is tried.

An answer that is missing because nobody can give it, and an answer that is missing because something went wrong, are
two things. So nothing here is found out by trying: each engine has its record, and one that is not known has the least.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import xlwings

from xlscore.engine.app import FileEngine
from xlscore.engine.refusals import NotOnAFileError

__all__ = ["Capabilities", "capabilities", "native"]


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """What an engine can do with a workbook beyond reading and writing values."""

    formulas: bool = False
    """Says which cells hold formulas, and which."""
    names: bool = False
    """Says what the workbook's names refer to."""
    visibility: bool = False
    """Says whether a sheet is hidden."""
    drawn_names: bool = False
    """Says what is drawn on a sheet."""
    chart_sheets: bool = False
    """Names the tabs that hold no cells, beside the sheets."""
    protection: bool = False
    """Says what the protection of a sheet and of the workbook locks."""
    styles: bool = False
    """Knows named cell styles."""
    pages: bool = False
    """Sets sheets up for printing."""
    draws: bool = False
    """Takes a finished drawing as DrawingML."""
    arrays: bool = False
    """Tells the formula that fills several cells from an ordinary one."""
    custom_xml: bool = False
    """Keeps texts that travel in the workbook, unseen."""
    number_formats: bool = False
    """Says how a cell shows its number."""
    merges: bool = False
    """Says which cells are merged."""
    copies_formats: bool = False
    """Copies the look of cells directly; elsewhere it goes over the clipboard."""
    native: bool = False
    """Has Excel itself behind `.api`."""


_LEAST: Final = Capabilities()
_KNOWN: Final = {
    FileEngine.name: Capabilities(
        formulas=True,
        names=True,
        visibility=True,
        drawn_names=True,
        chart_sheets=True,
        protection=True,
        styles=True,
        pages=True,
        draws=True,
        arrays=True,
        custom_xml=True,
        number_formats=True,
        merges=True,
        copies_formats=True,
    ),
    "excel": Capabilities(
        formulas=True,
        names=True,
        visibility=True,
        drawn_names=True,
        chart_sheets=True,
        protection=True,
        styles=True,
        pages=True,
        arrays=True,
        custom_xml=True,
        number_formats=True,
        merges=True,
        native=True,
    ),
    "remote": Capabilities(names=True, visibility=True, drawn_names=True, copies_formats=True),
}


def capabilities(book: xlwings.Book) -> Capabilities:
    """Return what the engine behind a book can do: the file engine, live Excel, xlwings' remote one; else the least."""
    return _KNOWN.get(book.app.engine.name, _LEAST)


def native(sheet: xlwings.Sheet, what: str) -> Any:
    """Return Excel's own sheet behind `.api`; an engine without Excel is told that this needs it, or a file."""
    if not capabilities(sheet.book).native:
        raise NotOnAFileError(
            f"{what} need Excel or a workbook file; the engine {sheet.book.app.engine.name} has neither."
        )
    return sheet.api
