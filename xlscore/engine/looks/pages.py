"""Frozen panes and print setup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlscore.engine.places import find_box
from xlscore.engine.refusals import answers_for, base_classes
from xlscore.ooxml.around import layout, printing
from xlscore.ooxml.around.sheets import shell_of
from xlscore.ooxml.values.addresses import MAX_COLUMN, MAX_ROW

if TYPE_CHECKING:
    from xlscore.engine.sheet import FileSheet

__all__ = ["FreezePanes", "PageSetup"]


@answers_for("FreezePanes")
class FreezePanes(base_classes.FreezePanes):  # type: ignore[misc]
    """The frozen rows and columns of a sheet."""

    def __init__(self, sheet: FileSheet) -> None:
        """Stand for the panes of a sheet."""
        self._sheet = sheet

    def freeze_at(self, frozen_range: str) -> None:
        """Freeze the rows and columns up to the end of a range; of whole rows, the rows only."""
        box = find_box(self._sheet, frozen_range)
        rows = 0 if box.bottom == MAX_ROW else box.bottom
        columns = 0 if box.right == MAX_COLUMN else box.right
        layout.freeze(self._sheet.file, rows, columns)

    def unfreeze(self) -> None:
        """Undo the freezing."""
        layout.freeze(self._sheet.file, 0, 0)


@answers_for("PageSetup")
class PageSetup(base_classes.PageSetup):  # type: ignore[misc]
    """The print setup of a sheet; paper, titles and the like through `xlscore.engine.set_page`."""

    def __init__(self, sheet: FileSheet) -> None:
        """Stand for the print setup of a sheet."""
        self._sheet = sheet

    @property
    def print_area(self) -> str | None:
        """Return the addresses that are printed, or None for the whole sheet."""
        boxes = printing.print_area(shell_of(self._sheet.book.workbook), self._sheet.index - 1)
        return ",".join(box.address(absolute=True) for box in boxes) or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        boxes = [find_box(self._sheet, part) for part in (value or "").split(",") if part.strip()]
        shell = shell_of(self._sheet.book.workbook)
        printing.set_print_area(shell, self._sheet.index - 1, self._sheet.name, boxes)
