"""A workbook file as an xlwings book, and its sheets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlscore.engine.names import Names
from xlscore.engine.refusals import NotOnAFileError, answers_for, base_classes
from xlscore.engine.sheet import FileSheet
from xlscore.errors import XlscoreError
from xlscore.ooxml import Workbook
from xlscore.ooxml.around import sheets

if TYPE_CHECKING:
    from xlscore.engine.app import App, Books

__all__ = ["Book", "Sheets"]


@answers_for("Book")
class Book(base_classes.Book):  # type: ignore[misc]
    """One open workbook."""

    def __init__(self, books: Books, workbook: Workbook, path: str) -> None:
        """Stand for a workbook that is open."""
        self._books, self.workbook, self._path = books, workbook, path

    @property
    def app(self) -> App:
        """Return the app the book is open in."""
        return self._books.app

    @property
    def name(self) -> str:
        """Return the file name."""
        return os.path.basename(self._path)

    @property
    def fullname(self) -> str:
        """Return the whole path."""
        return self._path

    @property
    def sheets(self) -> Sheets:
        """Return the sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Return the defined names of the book and of its sheets."""
        return Names(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save the book, atomically; under another path when one is given."""
        if password is not None:
            raise NotOnAFileError("A password can only be set in Excel; save without one.")
        self.save_with_backup(path, 0)

    def save_with_backup(self, path: str | None, backup: int) -> None:
        """Save the book and keep so many older copies beside it."""
        self.workbook.save(path, backup=backup)
        if path is not None:
            self._path = str(Path(path).resolve())

    def close(self) -> None:
        """Close the book without saving."""
        self._books.remove(self)

    def activate(self) -> None:
        """Make the book the active one of its app."""
        self._books.activate(self)


@answers_for("Sheets")
class Sheets(base_classes.Sheets):  # type: ignore[misc]
    """The worksheets of a book, in the order of their tabs; as in Excel, chart and macro sheets are not among them."""

    def __init__(self, book: Book) -> None:
        """List the sheets of a book."""
        self._book = book

    def _all(self) -> list[FileSheet]:
        listed = self._book.workbook.sheets
        return [FileSheet(self._book, item) for item in listed if item.kind == "worksheet"]

    @property
    def active(self) -> FileSheet:
        """Return the worksheet that is shown when the book is opened, the first when a chart sheet is shown."""
        workbook = self._book.workbook
        shown, found = workbook.sheets[sheets.active_position(workbook)], self._all()
        if not found:
            raise XlscoreError(f"{self._book.name} holds no worksheet, only charts; add one in Excel.")
        return next((sheet for sheet in found if sheet.file is shown), found[0])

    def __call__(self, name_or_index: str | int) -> FileSheet:
        """Return a sheet by its name or its position from 1."""
        found = self._all()
        if isinstance(name_or_index, int):
            return found[name_or_index - 1]
        for sheet in found:
            if sheet.name.casefold() == name_or_index.casefold():
                return sheet
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        """Return how many sheets there are."""
        return len(self._all())

    def __iter__(self) -> Iterator[FileSheet]:
        """Yield the sheets."""
        return iter(self._all())

    def __contains__(self, key: Any) -> bool:
        """Return whether there is a sheet of this name."""
        return any(sheet.name.casefold() == str(key).casefold() for sheet in self._all())

    def add(
        self, before: FileSheet | None = None, after: FileSheet | None = None, name: str | None = None
    ) -> FileSheet:
        """Return a new sheet, before the active one unless a place is given; it becomes the active one."""
        workbook = self._book.workbook
        if before is not None:
            position = before.index - 1
        elif after is not None:
            position = after.index
        else:
            position = sheets.active_position(workbook)
        with workbook.package.as_one():
            made = sheets.add_sheet(workbook, name or sheets.free_sheet_name(workbook), position)
            sheets.activate_sheet(workbook, made)
        return FileSheet(self._book, made)
