"""Tables of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import xlwings

from xlscore.engine.refusals import NotOnAFileError, answers_for, base_classes
from xlscore.engine.table_parts import TableColumns, TableRows
from xlscore.errors import XlscoreError
from xlscore.ooxml.around import tables
from xlscore.ooxml.around.renaming import change_references, shell_of
from xlscore.ooxml.sheet.table_cells import heading_text
from xlscore.ooxml.values.addresses import Box
from xlscore.ooxml.values.cell import is_text
from xlscore.ooxml.values.references import rename_table

if TYPE_CHECKING:
    from xlscore.engine.ranges import Range
    from xlscore.engine.sheet import FileSheet

__all__ = ["FileTable", "Tables", "table_over"]


@answers_for("Table")
class FileTable(base_classes.Table):  # type: ignore[misc]
    """One table."""

    def __init__(self, sheet: FileSheet, part: str) -> None:
        """Stand for the table of a part."""
        self._sheet, self._part = sheet, part

    @property
    def item(self) -> tables.TablePart:
        """Return the table as the file has it now."""
        for table in tables.tables(self._sheet.book.workbook.package, self._sheet.file.part):
            if table.part == self._part:
                return table
        raise XlscoreError("The table is no longer on its sheet.")

    def _change(self, **changes: Any) -> None:
        tables.change_table(self._sheet.book.workbook.package, self.item, **changes)

    @property
    def parent(self) -> FileSheet:
        """Return the sheet."""
        return self._sheet

    @property
    def name(self) -> str:
        """Return the name formulas call the table by."""
        return self.item.display_name

    @name.setter
    def name(self, value: str) -> None:
        workbook = self._sheet.book.workbook
        if value == self.name:
            return
        tables.check_table_name(workbook.package, shell_of(workbook), value, besides=self._part)
        old = self.name
        with workbook.package.as_one():
            change_references(workbook, lambda text: rename_table(text, old, value))
            self._change(name=value)

    display_name = name

    @property
    def range(self) -> Range:
        """Return all cells, headings and totals included."""
        return self.cells(self.item.box)

    @property
    def header_row_range(self) -> Range | None:
        """Return the headings, or None."""
        item = self.item
        box = item.box
        return self.cells(Box(box.top, box.left, box.top, box.right)) if item.has_header else None

    @property
    def data_body_range(self) -> Range | None:
        """Return the data rows, or None."""
        body = self.item.body
        return self.cells(body) if body is not None else None

    @property
    def totals_row_range(self) -> Range | None:
        """Return the totals row, or None."""
        item = self.item
        box = item.box
        return self.cells(Box(box.bottom, box.left, box.bottom, box.right)) if item.has_totals else None

    insert_row_range = None

    def cells(self, box: Box) -> Range:
        """Return the cells of a box on the table's sheet."""
        found: Range = self._sheet.range((box.top, box.left, box.rows, box.columns))
        return found

    @property
    def columns(self) -> TableColumns:
        """Return the columns."""
        return TableColumns(self)

    @property
    def rows(self) -> TableRows:
        """Return the data rows."""
        return TableRows(self)

    @property
    def show_headers(self) -> bool:
        """Return whether there is a row of headings."""
        return self.item.has_header

    @property
    def show_totals(self) -> bool:
        """Return whether there is a totals row."""
        return self.item.has_totals

    @property
    def table_style(self) -> str:
        """Return the name of the table style."""
        return self.item.style or ""

    @table_style.setter
    def table_style(self, value: str | None) -> None:
        self._change(style=value or None)

    @property
    def show_autofilter(self) -> bool:
        """Return whether the headings carry filter buttons."""
        return self.item.has_filter

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self._change(has_filter=bool(value))

    @property
    def show_table_style_row_stripes(self) -> bool:
        """Return whether rows are striped."""
        return self.item.row_stripes

    @show_table_style_row_stripes.setter
    def show_table_style_row_stripes(self, value: bool) -> None:
        self._change(row_stripes=bool(value))

    @property
    def show_table_style_column_stripes(self) -> bool:
        """Return whether columns are striped."""
        return self.item.column_stripes

    @show_table_style_column_stripes.setter
    def show_table_style_column_stripes(self, value: bool) -> None:
        self._change(column_stripes=bool(value))

    @property
    def show_table_style_first_column(self) -> bool:
        """Return whether the first column is stressed."""
        return self.item.first_column

    @show_table_style_first_column.setter
    def show_table_style_first_column(self, value: bool) -> None:
        self._change(first_column=bool(value))

    @property
    def show_table_style_last_column(self) -> bool:
        """Return whether the last column is stressed."""
        return self.item.last_column

    @show_table_style_last_column.setter
    def show_table_style_last_column(self, value: bool) -> None:
        self._change(last_column=bool(value))

    def resize(self, range: Any) -> None:  # noqa: A002 - xlwings' name
        """Let the table take in other cells; the first cell stays. Blank new headings get a name."""
        self._sheet.refuse_if_protected()
        box: Box = range.impl.box if isinstance(range, xlwings.Range) else range.box
        item, package = self.item, self._sheet.book.workbook.package
        with package.as_one():
            headers = (
                _headings(self._sheet, box, item.columns) if item.has_header else _unnamed(box, item.columns)
            )
            tables.resize_table(package, self._sheet.file.part, item, box, headers)


def _headings(sheet: FileSheet, box: Box, present: tuple[str, ...] = ()) -> list[str]:
    """Return the headings in the first row of a box; what is blank or no text is written as a text."""
    row, workbook = sheet.file.values(box.top, box.left, box.top, box.right)[0], sheet.book.workbook
    taken = {str(value).casefold() for value in row if value is not None}
    headers: list[str] = []
    for offset, value in enumerate(row):
        code = workbook.styles.number_format(sheet.file.style_id(box.top, box.left + offset))
        text = heading_text(value, code)
        if not text:
            number = offset + 1
            while f"column{number}" in taken:
                number += 1
            text = f"Column{number}"
            taken.add(text.casefold())
        # As in Excel, an error that is spelt like a text and a formula that gives one become that text.
        is_typed = is_text(value) and sheet.file.formula(box.top, box.left + offset) is None
        if not (is_typed and text == value) and offset >= len(present):
            sheet.file.set_value(box.top, box.left + offset, text)
        headers.append(text)
    return headers


def _unnamed(box: Box, present: tuple[str, ...]) -> list[str]:
    return [present[at] if at < len(present) else f"Column{at + 1}" for at in range(box.columns)]


def table_over(cells: Range) -> FileTable | None:
    """Return the table the first cell is in, or None."""
    sheet = cells.sheet
    for table in tables.tables(sheet.book.workbook.package, sheet.file.part):
        if table.box.holds(cells.row, cells.column):
            return FileTable(sheet, table.part)
    return None


@answers_for("Tables")
class Tables(base_classes.Collection, base_classes.Tables):  # type: ignore[misc]
    """The tables of a sheet."""

    def __init__(self, sheet: FileSheet) -> None:
        """List the tables of a sheet."""
        self._sheet = sheet

    @property
    def parent(self) -> FileSheet:
        """Return the sheet."""
        return self._sheet

    def _all(self) -> list[FileTable]:
        found = tables.tables(self._sheet.book.workbook.package, self._sheet.file.part)
        return [FileTable(self._sheet, item.part) for item in found]

    def _named(self, name: str) -> FileTable | None:
        for item in tables.tables(self._sheet.book.workbook.package, self._sheet.file.part):
            if item.display_name.casefold() == name.casefold():
                return FileTable(self._sheet, item.part)
        return None

    def __call__(self, key: int | str) -> FileTable:
        """Return a table by its position from 1 or its name."""
        found = self._all()[key - 1] if isinstance(key, int) else self._named(key)
        if found is None:
            raise KeyError(key)
        return found

    def __len__(self) -> int:
        """Return how many tables there are."""
        return len(self._all())

    def __iter__(self) -> Iterator[FileTable]:
        """Yield the tables."""
        return iter(self._all())

    def __contains__(self, key: Any) -> bool:
        """Return whether there is a table of this name."""
        return self._named(str(key)) is not None

    def add(
        self,
        source_type: Any = None,
        source: Any = None,
        link_source: Any = None,
        has_headers: bool = True,
        destination: Any = None,
        table_style_name: str | None = "TableStyleMedium2",
        name: str | None = None,
    ) -> FileTable:
        """Return a new table over cells whose first row holds the headings."""
        if not has_headers:
            raise NotOnAFileError(
                "A table without headings needs Excel, which moves the cells down to make room."
            )
        self._sheet.refuse_if_protected()
        workbook, file = self._sheet.book.workbook, self._sheet.file
        box: Box = source.impl.box
        if box.rows == 1:
            box = Box(box.top, box.left, box.top + 1, box.right)
        taken = {
            item.display_name.casefold()
            for sheet in workbook.sheets
            for item in tables.tables(workbook.package, sheet.part)
        }
        number = len(taken) + 1
        while f"table{number}" in taken:
            number += 1
        with workbook.package.as_one():
            made = tables.add_table(
                workbook.package,
                file,
                file.part,
                shell_of(workbook),
                box,
                name or f"Table{number}",
                _headings(self._sheet, box),
                style=table_style_name,
            )
        return FileTable(self._sheet, made.part)
