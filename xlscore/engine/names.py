"""Defined names, of the book and of single sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlscore.engine.places import split_reference
from xlscore.engine.refusals import NotOnAFileError, answers_for, base_classes
from xlscore.ooxml.around import names
from xlscore.ooxml.around.sheets import shell_of
from xlscore.ooxml.values.addresses import AddressError, parse_box, quoted_sheet

if TYPE_CHECKING:
    from xlscore.engine.book import Book
    from xlscore.engine.ranges import Range
    from xlscore.engine.sheet import FileSheet

__all__ = ["Name", "Names", "SheetNames", "name_of_range", "name_range"]

# Excel's own names, as the object model spells them.
_SHOWN = {"_xlnm.Print_Area": "Print_Area", "_xlnm.Print_Titles": "Print_Titles"}
_STORED = {shown: stored for stored, shown in _SHOWN.items()}


@answers_for("Name")
class Name(base_classes.Name):  # type: ignore[misc]
    """One name."""

    def __init__(self, book: Book, item: names.DefinedName) -> None:
        """Stand for a name of a book."""
        self._book, self.item = book, item

    @property
    def name(self) -> str:
        """Return the name; one that belongs to a sheet starts with the sheet's name and a "!"."""
        plain = _SHOWN.get(self.item.name, self.item.name)
        sheets = self._book.workbook.sheets
        # A damaged file may give a name to a sheet that is not there.
        if self.item.scope is None or self.item.scope >= len(sheets):
            return plain
        return f"{quoted_sheet(sheets[self.item.scope].name)}!{plain}"

    @name.setter
    def name(self, value: str) -> None:
        shell = shell_of(self._book.workbook)
        with shell.package.as_one():
            names.delete_name(shell, self.item.name, self.item.scope)
            self.item = _defined(self._book, value, self.item.refers_to, self.item.scope)

    @property
    def refers_to(self) -> str:
        """Return what the name stands for, as a formula."""
        return f"={self.item.refers_to}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.item = _defined(self._book, self.item.name, value, self.item.scope)

    @property
    def refers_to_range(self) -> Range:
        """Return the cells the name stands for."""
        sheet, address = split_reference(self.item.refers_to)
        try:
            box = parse_box(address)
        except AddressError as error:
            raise NotOnAFileError(
                f"{self.name} stands for {self.refers_to}, which is not one block of cells."
            ) from error
        found: Range = self._book.sheets(sheet if sheet is not None else 1).range(box.address())
        return found

    def delete(self) -> None:
        """Delete the name."""
        names.delete_name(shell_of(self._book.workbook), self.item.name, self.item.scope)


def _defined(book: Book, name: str, refers_to: str, scope: int | None) -> names.DefinedName:
    """Return a name after it was defined; `Sheet!name` makes it one of that sheet."""
    sheet, plain = split_reference(name)
    if sheet is not None:
        scope = book.workbook.position(book.workbook.sheet(sheet))
    stored = _STORED.get(plain, plain)
    names.set_name(shell_of(book.workbook), stored, refers_to.removeprefix("="), scope)
    return names.DefinedName(stored, refers_to.removeprefix("="), scope)


@answers_for("Names")
class Names(base_classes.Names):  # type: ignore[misc]
    """The names of a book, those of its sheets included, as Excel lists them."""

    def __init__(self, book: Book) -> None:
        """List the names of a book."""
        self._book = book

    def _items(self) -> list[names.DefinedName]:
        return [item for item in names.names(shell_of(self._book.workbook)) if not item.hidden]

    def _scope(self) -> int | None:
        return None

    def snapshot(self) -> list[tuple[str, Name]]:
        """Return every name with its object."""
        found = [Name(self._book, item) for item in self._items()]
        return [(name.name, name) for name in found]

    def __call__(self, name: str) -> Name:
        """Return a name; `Sheet!name` picks the one of a sheet."""
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        return found

    def _find(self, name: str) -> Name | None:
        wanted = name.casefold()
        items = self.snapshot()
        exact = [item for shown, item in items if shown.casefold() == wanted]
        loose = [item for _, item in items if _SHOWN.get(item.item.name, item.item.name).casefold() == wanted]
        return next(iter(exact + loose), None)

    def contains(self, name: str) -> bool:
        """Return whether there is such a name."""
        return self._find(str(name)) is not None

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._items())

    def __iter__(self) -> Iterator[Name]:
        """Yield the names."""
        return (item for _, item in self.snapshot())

    def add(self, name: str, refers_to: str) -> Name:
        """Return a new name, or an old one that now stands for something else."""
        return Name(self._book, _defined(self._book, name, refers_to, self._scope()))


class SheetNames(Names):
    """The names of one sheet."""

    def __init__(self, book: Book, sheet: FileSheet) -> None:
        """List the names of a sheet."""
        super().__init__(book)
        self._sheet = sheet

    def _scope(self) -> int | None:
        return self._sheet.index - 1

    def _items(self) -> list[names.DefinedName]:
        return [item for item in super()._items() if item.scope == self._scope()]


def name_of_range(cells: Range) -> Name | None:
    """Return the name that stands for exactly these cells, or None."""
    for _, name in Names(cells.sheet.book).snapshot():
        sheet, address = split_reference(name.item.refers_to)
        if (sheet or "").casefold() != cells.sheet.name.casefold():
            continue
        try:
            if parse_box(address) == cells.box:
                return name
        except AddressError:
            continue
    return None


def name_range(cells: Range, value: str) -> None:
    """Give cells a name of the book, or of a sheet when it is written `Sheet!name`."""
    refers_to = f"{quoted_sheet(cells.sheet.name)}!{cells.box.address(absolute=True)}"
    _defined(cells.sheet.book, value, refers_to, None)
