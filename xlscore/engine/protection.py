"""What the protection of a sheet or a workbook keeps from being changed, asked before it is tried.

Where the program behind the book cannot say, the answer is no.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import xlwings

from xlscore.engine.book import Book
from xlscore.engine.capabilities import capabilities
from xlscore.engine.sheet import FileSheet
from xlscore.ooxml.around.sheets import structure_is_locked as structure_of_file_is_locked
from xlscore.ooxml.errors import LockedCellError

__all__ = ["cells_are_locked", "drawing_is_locked", "looks_are_locked", "structure_is_locked"]

_LOOKS: Final = ("formatCells", "formatRows")


def cells_are_locked(sheet: xlwings.Sheet, cells: Iterable[tuple[int, int]]) -> bool:
    """Return whether a sheet's protection keeps one of these cells, given by row and column, from being changed."""
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        return any(impl.file.is_locked(row, column) for row, column in cells)
    if not _is_protected(sheet):
        return False
    return not all(sheet.range(place).api.AllowEdit for place in cells)


def looks_are_locked(sheet: xlwings.Sheet) -> bool:
    """Return whether a sheet's protection keeps the looks of its cells, and the heights of its rows, as they are."""
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        return any(_refuses(impl, permission) for permission in _LOOKS)
    if not _is_protected(sheet):
        return False
    allowed = sheet.api.Protection
    return not (allowed.AllowFormattingCells and allowed.AllowFormattingRows)


def drawing_is_locked(sheet: xlwings.Sheet) -> bool:
    """Return whether a sheet's protection keeps shapes from being put on it or taken away."""
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        return _refuses(impl, "objects")
    return capabilities(sheet.book).protection and bool(sheet.api.ProtectDrawingObjects)


def structure_is_locked(book: xlwings.Book) -> bool:
    """Return whether a workbook's protection keeps sheets from being added."""
    impl = book.impl
    if isinstance(impl, Book):
        return structure_of_file_is_locked(impl.workbook)
    return capabilities(book).protection and bool(book.api.ProtectStructure)


def _is_protected(sheet: xlwings.Sheet) -> bool:
    """Return whether Excel protects a sheet's cells from macros too, and not only from people (`ProtectionMode`)."""
    return (
        capabilities(sheet.book).protection
        and bool(sheet.api.ProtectContents)
        and not sheet.api.ProtectionMode
    )


def _refuses(sheet: FileSheet, permission: str) -> bool:
    try:
        sheet.refuse_if_protected(permission)
    except LockedCellError:
        return True
    return False
