"""Notes on cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlscore.engine.refusals import answers_for, base_classes
from xlscore.ooxml.around import notes

if TYPE_CHECKING:
    from xlscore.engine.ranges import Range
    from xlscore.engine.sheet import FileSheet

__all__ = ["Note", "add_note", "note_of", "notes_of"]

# Who Excel would say wrote a note; the file must name somebody.
_AUTHOR = "xlscore"


@answers_for("Note")
class Note(base_classes.Note):  # type: ignore[misc]
    """One note."""

    def __init__(self, cell: Range, item: notes.CellNote) -> None:
        """Stand for the note of a cell."""
        self._cell, self._item = cell, item

    @property
    def text(self) -> str:
        """Return what the note says."""
        return self._item.text

    @text.setter
    def text(self, value: str) -> None:
        self._item = _write(self._cell, value, self._item.author)

    @property
    def author(self) -> str:
        """Return who wrote it."""
        return self._item.author

    @property
    def location(self) -> Range:
        """Return the cell."""
        return self._cell

    def delete(self) -> None:
        """Delete the note."""
        sheet = self._cell.sheet
        sheet.refuse_if_protected("objects")
        notes.delete_note(sheet.book.workbook.package, sheet.file.part, self._cell.row, self._cell.column)


def _write(cell: Range, text: str, author: str) -> notes.CellNote:
    sheet = cell.sheet
    sheet.refuse_if_protected("objects")
    item = notes.CellNote(cell.row, cell.column, text, author)
    notes.set_note(sheet.book.workbook.package, sheet.file, sheet.file.part, item)
    return item


def notes_of(sheet: FileSheet) -> list[Note]:
    """Return the notes of a sheet; the shadows of newer comments are not among them."""
    found = notes.notes(sheet.book.workbook.package, sheet.file.part)
    return [Note(sheet.range((item.row, item.column)), item) for item in found if not item.threaded]


def note_of(cell: Range) -> Note | None:
    """Return the note of a cell, or None."""
    package, part = cell.sheet.book.workbook.package, cell.sheet.file.part
    item = notes.note_at(package, part, cell.row, cell.column)
    return Note(cell.sheet.range((item.row, item.column)), item) if item and not item.threaded else None


def add_note(cell: Range, text: str) -> Note:
    """Return a new note on a cell."""
    return Note(cell, _write(cell, text, _AUTHOR))
