"""Cells of a workbook file as an xlwings range: values, formulas and finding one's way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings.expansion import expanders

from xlscore.engine import navigation, values
from xlscore.engine.looks.conditions import ConditionalFormats
from xlscore.engine.looks.formats import FormatsMixin
from xlscore.engine.looks.validations import DataValidation
from xlscore.engine.names import name_of_range, name_range
from xlscore.engine.notes import add_note, note_of
from xlscore.engine.refusals import answers_for, base_classes
from xlscore.engine.tables import table_over
from xlscore.errors import XlscoreError
from xlscore.ooxml.around import hyperlinks, layout
from xlscore.ooxml.sheet import arrays
from xlscore.ooxml.sheet.blocks import KEPT
from xlscore.ooxml.values.addresses import SHEET_BOX, AddressError, Box, quoted_sheet
from xlscore.ooxml.values.formulas import moved

if TYPE_CHECKING:
    from xlscore.engine.sheet import FileSheet

__all__ = ["Range"]

# More than a few whole columns: whoever reads that wants the used range.
_MOST_CELLS = 5_000_000


@answers_for("Range")
class Range(FormatsMixin, base_classes.Range):  # type: ignore[misc]
    """A box of cells on one sheet."""

    max_cells_per_read = None
    max_cells_per_write = None
    options: Any = None

    def __init__(self, sheet: FileSheet, box: Box) -> None:
        """Stand for the cells of a box."""
        if not SHEET_BOX.covers(box):
            raise AddressError(
                f"Row {box.top} to {box.bottom}, column {box.left} to {box.right} lies outside a worksheet, "
                "which begins at A1 and ends at XFD1048576."
            )
        self._sheet, self.box = sheet, box

    @property
    def sheet(self) -> FileSheet:
        """Return the sheet."""
        return self._sheet

    @property
    def row(self) -> int:
        """Return the number of the first row."""
        return self.box.top

    @property
    def column(self) -> int:
        """Return the number of the first column."""
        return self.box.left

    @property
    def shape(self) -> tuple[int, int]:
        """Return how many rows and columns there are."""
        return self.box.rows, self.box.columns

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        """Return sheet name, row, column, number of rows, number of columns."""
        return self._sheet.name, self.row, self.column, *self.shape

    @property
    def arg1(self) -> tuple[int, int]:
        """Return the first cell, which xlwings asks for to see whether the range is there."""
        return self.row, self.column

    @property
    def arg1_input(self) -> str:
        """Return the address, which xlwings looks at to tell rows from columns."""
        return self.box.address()

    def __len__(self) -> int:
        """Return how many cells there are."""
        return self.box.rows * self.box.columns

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        """Return one cell, by row and column or by its position from 1 in the range."""
        if arg2 is None:
            row, column = divmod(arg1 - 1, self.box.columns)
            return self(row + 1, column + 1)
        row, column = self.row + arg1 - 1, self.column + arg2 - 1
        return Range(self._sheet, Box(row, column, row, column))

    def cells(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of every cell; whole rows and columns end at the last used cell."""
        box = self.clipped()
        for row in range(box.top, box.bottom + 1):
            for column in range(box.left, box.right + 1):
                yield row, column

    def clipped(self) -> Box:
        """Return the box, cut to the used cells where it takes in more than a sheet could list."""
        if len(self) <= _MOST_CELLS // 5:
            return self.box
        used = Box(*(self._sheet.file.used or (1, 1, 1, 1)))
        box = self.box
        return Box(
            box.top,
            box.left,
            max(box.top, min(box.bottom, used.bottom)),
            max(box.left, min(box.right, used.right)),
        )

    @property
    def raw_value(self) -> Any:
        """Return the values: one, or rows of them."""
        if len(self) > _MOST_CELLS:
            raise XlscoreError(
                f"{self.address} of '{self._sheet.name}' is too large to read at once; read a smaller part, or delete in Excel "
                "what stands far away from its tables."
            )
        found = self._sheet.file.values(*self.box)
        return found[0][0] if len(self) == 1 else found

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        rows = self._spread(value)
        self._sheet.file.set_values(self.row, self.column, [values.to_cells(items) for items in rows])

    def _spread(self, value: Any) -> list[list[Any]]:
        """Return a value for every cell that a write reaches, `KEPT` where it leaves one under a merge alone."""
        one_for_all = not isinstance(value, (list, tuple))
        if one_for_all and len(self) > _MOST_CELLS:
            raise XlscoreError(f"{self.address} is too large to fill; name the cells that are meant.")
        rows = values.as_grid(value, *self.shape)
        for box in layout.merges(self._sheet.file) if len(self) > 1 else ():
            if not box.meets(self.box):
                continue
            for down in range(max(box.top - self.row, 0), min(box.bottom - self.row + 1, len(rows))):
                items = rows[down]
                for right in range(
                    max(box.left - self.column, 0), min(box.right - self.column + 1, len(items))
                ):
                    anchor = (self.row + down, self.column + right) == box[:2]
                    if not anchor and (one_for_all or items[right] in (None, "")):
                        items[right] = KEPT
        return rows

    @property
    def formula(self) -> Any:
        """Return the formula or the constant as text; rows of them for several cells."""
        file = self._sheet.file

        if len(self) == 1:
            return file.formula(self.row, self.column) or values.constant_text(
                file.stored_value(self.row, self.column)
            )
        box, formulas = self.box, file.formulas(self.box)
        # Of a cell far below its table there may be a million rows that are not written.
        rows = [("",) * box.columns] * box.rows
        for number, stored in file.stored_rows(box):
            rows[number - box.top] = tuple(
                formulas.get((number, column)) or values.constant_text(constant)
                for column, constant in enumerate(stored, box.left)
            )
        return tuple(rows)

    @formula.setter
    def formula(self, value: Any) -> None:
        self.write_formulas(value, {})

    formula2 = formula

    def write_formulas(self, value: Any, results: dict[tuple[int, int], Any]) -> None:
        """Write formulas, with the results (by row and column) they show until Excel calculates.

        One formula for several cells is filled from the first cell on, as Excel does.
        """
        with self._sheet.book.workbook.package.as_one():
            self._write_formulas(value, results)

    def _write_formulas(self, value: Any, results: dict[tuple[int, int], Any]) -> None:
        file = self._sheet.file
        one_for_all = isinstance(value, str)
        reached = (
            (row, column, item)
            for row, items in enumerate(self._spread(value), self.row)
            for column, item in enumerate(items, self.column)
            if item is not KEPT
        )
        for row, column, item in reached:
            if not (isinstance(item, str) and item.startswith("=")):
                file.set_value(row, column, values.from_formula(item))
                continue
            text = "=" + moved(item[1:], row - self.row, column - self.column) if one_for_all else item
            if (row, column) in results:
                result = results[row, column]
                # A formula may well come to an empty text: that is a result, too, and not one that is wanting.
                file.set_formula(row, column, text, cached="" if result == "" else values.to_cell(result))
            else:
                file.set_formula(row, column, text)

    @property
    def formula_array(self) -> str | None:
        """Return the formula of the array the first cell belongs to, or its ordinary formula."""
        file = self._sheet.file
        array = arrays.array_at(self._sheet.file, self.row, self.column)
        anchor = array[:2] if array is not None else (self.row, self.column)
        return file.formula(*anchor)

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        arrays.set_array_formula(self._sheet.file, self.box, value)

    @property
    def has_array(self) -> bool:
        """Return whether the first cell is part of an array formula."""
        return arrays.array_at(self._sheet.file, self.row, self.column) is not None

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """Return the address, with or without dollars, optionally with book and sheet."""
        text = navigation.spelled_address(self.box, row_absolute=row_absolute, column_absolute=col_absolute)
        if not external:
            return text
        book = f"[{self._sheet.book.name}]"
        quoted = quoted_sheet(self._sheet.name)
        if quoted.startswith("'") or " " in book:
            return f"'{book}{self._sheet.name.replace(chr(39), chr(39) * 2)}'!{text}"
        return f"{book}{quoted}!{text}"

    @property
    def address(self) -> str:
        """Return the address with dollars."""
        return self.get_address(True, True, False)

    def end(self, direction: str) -> Range:
        """Return the cell that Ctrl and an arrow key would go to from the first cell."""
        row, column = navigation.end_cell(self._sheet.file, self.row, self.column, direction)
        return Range(self._sheet, Box(row, column, row, column))

    def expand(self, mode: str = "table") -> Range:
        """Return the range grown over the filled cells below and to the right."""
        from xlwings import Range as PublicRange

        found: Range = expanders[mode].expand(PublicRange(impl=self)).impl
        return found

    @property
    def current_region(self) -> Range:
        """Return the block of filled cells around the first cell, up to empty rows and columns."""
        return Range(self._sheet, navigation.region(self._sheet.file, self.row, self.column))

    def clear_contents(self) -> None:
        """Empty the cells and keep their formats."""
        file = self._sheet.file
        merged = [box for box in layout.merges(file) if box.meets(self.box)]
        for row, column in navigation.filled_cells(file, self.box):
            if not any(box.holds(row, column) and (row, column) != box[:2] for box in merged):
                file.clear(row, column)

    def clear(self) -> None:
        """Empty the cells, take their formats, notes, links and rules away."""
        self.clear_contents()
        self.clear_formats()
        self.data_validation.delete()
        self.conditional_formats.clear()
        file = self._sheet.file
        hyperlinks.clear_hyperlinks(file, self._sheet.book.workbook.package, file.part, self.box)
        for note in self._sheet.notes:
            if self.box.holds(note.location.row, note.location.column):
                note.delete()

    @property
    def name(self) -> Any:
        """Return the name that stands for exactly these cells, or None."""
        return name_of_range(self)

    @name.setter
    def name(self, value: str) -> None:
        name_range(self, value)

    @property
    def table(self) -> Any:
        """Return the table the first cell is in, or None."""
        return table_over(self)

    @property
    def note(self) -> Any:
        """Return the note of the first cell, or None."""
        return note_of(self)

    def add_note(self, text: str) -> Any:
        """Return a new note on the cell."""
        return add_note(self, text)

    @property
    def data_validation(self) -> DataValidation:
        """Return the rule for typing."""
        return DataValidation(self)

    @property
    def conditional_formats(self) -> ConditionalFormats:
        """Return the rules that colour these cells."""
        return ConditionalFormats(self)

    @property
    def hyperlink(self) -> str:
        """Return where the link of the first cell goes."""
        file = self._sheet.file
        for link in hyperlinks.hyperlinks(file, self._sheet.book.workbook.package, file.part):
            if link.box.holds(self.row, self.column):
                return link.address or link.place or ""
        raise XlscoreError("The cell doesn't seem to contain a hyperlink!")

    def add_hyperlink(
        self, address: str, text_to_display: str | None = None, screen_tip: str | None = None
    ) -> None:
        """Link the cells to an address, or to a place in the book written as `#Sheet!A1`."""
        file = self._sheet.file
        outside = None if address.startswith("#") else address
        place = address[1:] if outside is None else None
        link = hyperlinks.Hyperlink(self.box, outside, place, screen_tip)
        package = self._sheet.book.workbook.package
        with package.as_one():
            hyperlinks.set_hyperlink(file, package, file.part, link)
            if text_to_display is not None:
                file.set_value(self.row, self.column, text_to_display)
            self.change(font_colour="0563C1", underline=True)

    def merge(self, across: bool = False) -> None:
        """Merge the cells (each row for itself when `across`); only the first cell keeps its value."""
        self._sheet.refuse_if_protected()
        box = self.box
        parts = (
            [Box(row, box.left, row, box.right) for row in range(box.top, box.bottom + 1)]
            if across
            else [box]
        )
        file = self._sheet.file
        with self._sheet.book.workbook.package.as_one():
            for part in parts:
                for row, column in navigation.filled_cells(file, part):
                    if (row, column) != (part.top, part.left):
                        file.clear(row, column)
                layout.merge(file, part)

    def unmerge(self) -> None:
        """Undo every merge in the range."""
        self._sheet.refuse_if_protected()
        layout.unmerge(self._sheet.file, self.box)

    @property
    def merge_cells(self) -> bool:
        """Return whether the range holds merged cells."""
        return any(box.meets(self.box) for box in layout.merges(self._sheet.file))

    @property
    def merge_area(self) -> Range:
        """Return the merged cells the first cell belongs to, or the cell."""
        cell = Box(self.row, self.column, self.row, self.column)
        found = (box for box in layout.merges(self._sheet.file) if box.meets(cell))
        return Range(self._sheet, next(found, cell))

    def select(self) -> None:
        """Remember the cells as the app's selection."""
        self._sheet.book.app.selected = self
