"""The columns and rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlscore.engine.refusals import NotOnAFileError, answers_for, base_classes
from xlscore.errors import XlscoreError
from xlscore.ooxml.values.addresses import Box

if TYPE_CHECKING:
    from xlscore.engine.ranges import Range
    from xlscore.engine.tables import FileTable

__all__ = ["TableColumn", "TableColumns", "TableRow", "TableRows"]


@answers_for("TableColumn")
class TableColumn(base_classes.TableColumn):  # type: ignore[misc]
    """One column of a table."""

    index = 0

    def __init__(self, table: FileTable, index: int) -> None:
        """Stand for the column at a position from 1."""
        self._table, self.index = table, index

    @property
    def name(self) -> str:
        """Return the heading."""
        return self._table.item.columns[self.index - 1]

    def _part(self, box: Box | None) -> Range | None:
        column = self._table.item.box.left + self.index - 1
        return self._table.cells(Box(box.top, column, box.bottom, column)) if box is not None else None

    @property
    def range(self) -> Range | None:
        """Return the column's cells with heading and total."""
        return self._part(self._table.item.box)

    @property
    def data_body_range(self) -> Range | None:
        """Return the column's data cells, or None."""
        return self._part(self._table.item.body)


@answers_for("TableColumns")
class TableColumns(base_classes.Collection, base_classes.TableColumns):  # type: ignore[misc]
    """The columns of a table."""

    def __init__(self, table: FileTable) -> None:
        """List the columns of a table."""
        self._table = table

    def __len__(self) -> int:
        """Return how many columns there are."""
        return len(self._table.item.columns)

    def __iter__(self) -> Iterator[TableColumn]:
        """Yield the columns from the left."""
        return (TableColumn(self._table, index) for index in range(1, len(self) + 1))

    def __call__(self, key: int | str) -> TableColumn:
        """Return a column by its position from 1 or its heading."""
        if isinstance(key, int) and 1 <= key <= len(self):
            return TableColumn(self._table, key)
        for column in self:
            if column.name.casefold() == str(key).casefold():
                return column
        raise KeyError(key)

    def __contains__(self, key: Any) -> bool:
        """Return whether there is a column of this heading."""
        return any(column.name.casefold() == str(key).casefold() for column in self)

    def add(self, name: str, index: int | None = None) -> TableColumn:
        """Return a new column at the right-hand end; elsewhere other columns would have to move."""
        box = self._table.item.box
        if index is not None and index != len(self) + 1:
            raise NotOnAFileError(
                "A table column can be added at the right-hand end only; elsewhere it needs Excel."
            )
        sheet = self._table.parent
        wider = Box(box.top, box.left, box.bottom, box.right + 1)
        added = Box(box.top, box.right + 1, box.bottom, box.right + 1)
        if any(value is not None for row in sheet.file.values(*added) for value in row):
            raise XlscoreError(
                f"The cells to the right of the table {self._table.name} are not empty; clear them first."
            )
        with sheet.book.workbook.package.as_one():
            sheet.file.set_value(box.top, wider.right, name)
            self._table.resize(sheet.range((wider.top, wider.left, wider.rows, wider.columns)))
        return TableColumn(self._table, len(self))


@answers_for("TableRow")
class TableRow(base_classes.TableRow):  # type: ignore[misc]
    """One data row of a table."""

    index = 0

    def __init__(self, table: FileTable, index: int) -> None:
        """Stand for the row at a position from 1."""
        self._table, self.index = table, index

    @property
    def range(self) -> Range:
        """Return the row's cells."""
        body = self._table.item.body
        assert body is not None
        row = body.top + self.index - 1
        return self._table.cells(Box(row, body.left, row, body.right))


@answers_for("TableRows")
class TableRows(base_classes.Collection):  # type: ignore[misc]
    """The data rows of a table."""

    def __init__(self, table: FileTable) -> None:
        """List the rows of a table."""
        self._table = table

    @property
    def column_count(self) -> int:
        """Return how many columns a row has."""
        return self._table.item.box.columns

    def __len__(self) -> int:
        """Return how many data rows there are."""
        body = self._table.item.body
        return body.rows if body is not None else 0

    def __iter__(self) -> Iterator[TableRow]:
        """Yield the rows from the top."""
        return (TableRow(self._table, index) for index in range(1, len(self) + 1))

    def __call__(self, key: int) -> TableRow:
        """Return a row by its position from 1."""
        if not 1 <= key <= len(self):
            raise IndexError(key)
        return TableRow(self._table, key)

    def __contains__(self, key: Any) -> bool:
        """Return whether there is a row at this position."""
        return isinstance(key, int) and 1 <= key <= len(self)

    def add(self, values: Any, index: int | None) -> TableRow:
        """Return a new row at the bottom; elsewhere other rows would have to move."""
        if index is not None and index != len(self) + 1:
            raise NotOnAFileError("A table row can be added at the bottom only; elsewhere it needs Excel.")
        box, sheet = self._table.item.box, self._table.parent
        below = sheet.file.values(box.bottom + 1, box.left, box.bottom + 1, box.right)[0]
        if any(value is not None for value in below):
            raise XlscoreError(
                f"The cells below the table {self._table.name} are not empty; clear them first."
            )
        with sheet.book.workbook.package.as_one():
            self._table.resize(sheet.range((box.top, box.left, box.rows + 1, box.columns)))
            row = TableRow(self._table, len(self))
            if values is not None:
                row.range.raw_value = [values]
        return row
