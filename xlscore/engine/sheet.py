"""One worksheet of a workbook file as an xlwings sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlscore.engine.looks.pages import FreezePanes, PageSetup
from xlscore.engine.names import SheetNames
from xlscore.engine.notes import notes_of
from xlscore.engine.pictures import Pictures, Shapes
from xlscore.engine.places import find_box
from xlscore.engine.ranges import Range
from xlscore.engine.refusals import NotOnAFileError, answers_for, base_classes
from xlscore.engine.tables import Tables
from xlscore.ooxml import Sheet as SheetFile
from xlscore.ooxml.around import layout, sheet_copy, sheets
from xlscore.ooxml.around.sheetdom import read_element
from xlscore.ooxml.errors import LockedCellError
from xlscore.ooxml.values.addresses import SHEET_BOX, Box

if TYPE_CHECKING:
    from xlscore.engine.book import Book
    from xlscore.engine.notes import Note

__all__ = ["FileSheet"]


@answers_for("Sheet")
class FileSheet(base_classes.Sheet):  # type: ignore[misc]
    """One sheet."""

    def __init__(self, book: Book, file: SheetFile) -> None:
        """Stand for a sheet of a book."""
        self._book, self.file = book, file

    @property
    def book(self) -> Book:
        """Return the book."""
        return self._book

    @property
    def name(self) -> str:
        """Return the name on the tab."""
        return self.file.name

    @name.setter
    def name(self, value: str) -> None:
        sheets.rename_sheet_to(self._book.workbook, self.file, value)

    @property
    def index(self) -> int:
        """Return the position from 1."""
        return self._book.workbook.position(self.file) + 1

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """Return cells by address, name, table name, coordinates or corners."""
        box = find_box(self, arg1)
        if arg2 is not None:
            other = find_box(self, arg2)
            box = Box(
                min(box.top, other.top),
                min(box.left, other.left),
                max(box.bottom, other.bottom),
                max(box.right, other.right),
            )
        return Range(self, box)

    @property
    def cells(self) -> Range:
        """Return all cells."""
        return Range(self, SHEET_BOX)

    @property
    def used_range(self) -> Range:
        """Return the smallest box that holds every filled cell; A1 when the sheet is empty."""
        return Range(self, Box(*(self.file.used or (1, 1, 1, 1))))

    @property
    def names(self) -> SheetNames:
        """Return the names that belong to this sheet."""
        return SheetNames(self._book, self)

    @property
    def tables(self) -> Tables:
        """Return the tables."""
        return Tables(self)

    @property
    def pictures(self) -> Pictures:
        """Return the pictures."""
        return Pictures(self)

    @property
    def shapes(self) -> Shapes:
        """Return the shapes, text boxes, pictures and charts."""
        return Shapes(self)

    @property
    def notes(self) -> list[Note]:
        """Return the notes."""
        return notes_of(self)

    @property
    def freeze_panes(self) -> FreezePanes:
        """Return the switch for frozen panes."""
        return FreezePanes(self)

    @property
    def page_setup(self) -> PageSetup:
        """Return the print setup."""
        return PageSetup(self)

    @property
    def visible(self) -> bool:
        """Return whether the tab is shown."""
        return self.file.visible

    @visible.setter
    def visible(self, value: bool) -> None:
        sheets.set_visibility(self._book.workbook, self.file, "visible" if value else "hidden")

    @property
    def show_gridlines(self) -> bool:
        """Return whether grid lines are shown."""
        return layout.show_gridlines(self.file)

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        layout.set_show_gridlines(self.file, bool(value))

    def refuse_if_protected(self, permission: str = "") -> None:
        """Refuse a change of layout on a protected sheet, unless its protection permits this kind of change.

        `permission` is the file's switch; the one for drawn objects locks when it is set, the others when not.
        """
        found = read_element(self.file, "sheetProtection")
        if found is None or found.get("sheet") not in {"1", "true"} or self._book.workbook.edit_protected:
            return
        locks = found.get(permission, "0" if permission == "objects" else "1") if permission else "1"
        if locks in {"1", "true"}:
            raise LockedCellError(
                f"{self.name} is protected; unprotect it in Excel or ask to edit protected sheets."
            )

    def activate(self) -> None:
        """Make this the sheet that is shown when the book is opened."""
        sheets.activate_sheet(self._book.workbook, self.file)

    select = activate

    def clear(self) -> None:
        """Empty all cells and take their formats away."""
        self.used_range.clear()

    def clear_contents(self) -> None:
        """Empty all cells and keep their formats."""
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        """Take the formats of all filled cells away."""
        self.used_range.clear_formats()

    def autofit(self, axis: str | None = None) -> None:
        """Fit the columns (and rows) to their text, by the approximate width of its characters."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Delete the sheet; references to it become #REF!."""
        sheets.delete_sheet(self._book.workbook, self.file)

    def copy(self, before: FileSheet | None, after: FileSheet | None) -> None:
        """Copy the sheet within its book, with its tables, notes, pictures and charts."""
        target = before if before is not None else after
        if target is None or target.book is not self._book:
            raise NotOnAFileError("Sheet.copy to another workbook needs Excel; copy within one workbook.")
        position = target.index - 1 if before is not None else target.index
        workbook = self._book.workbook
        with workbook.package.as_one():
            made = sheet_copy.copy_sheet(workbook, self.file, position)
            sheets.activate_sheet(workbook, made)

    def move(self, before: FileSheet | None = None, after: FileSheet | None = None) -> None:
        """Move the sheet within its book."""
        target = before if before is not None else after
        if target is None:
            return
        place = target.index - 1 if before is not None else target.index
        sheets.move_sheet(self._book.workbook, self.file, place - (self.index - 1 < place))
