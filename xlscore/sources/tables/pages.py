"""The pages of a file of tables: the sheets of a workbook, or the one page of a text file, with every cell as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from xlscore.ooxml.around.layout import column_runs, merges
from xlscore.ooxml.errors import OoxmlError
from xlscore.ooxml.sheet.bulk import each_row
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.addresses import Box, cell_address
from xlscore.sources.errors import SourceError
from xlscore.sources.files.opening import Opened
from xlscore.sources.files.text_rows import text_rows
from xlscore.sources.kinds import Glimpse, Leaf
from xlscore.sources.tables.figures import is_nothing

__all__ = ["SourcePage", "SourceRow", "glimpse_of_workbook", "open_pages", "read_pages"]

_FIRST_ROWS: Final = 60
_MOST_CELLS: Final = 40_000_000


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A line of a page: its number, counted from 1, and its cells from column 1 on."""

    number: int
    cells: tuple[object, ...]

    def at(self, column: int) -> object:
        """Return what a cell of it holds; columns count from 1."""
        return self.cells[column - 1] if column <= len(self.cells) else None

    @property
    def filled(self) -> list[int]:
        """Return the columns in which something can be seen."""
        return [column for column, value in enumerate(self.cells, 1) if not is_nothing(value)]


@dataclass(frozen=True)
class SourcePage:
    """A sheet, or the whole of a text file (then its name is ""): its lines that hold something, and what the sheet says of them."""

    name: str
    rows: Sequence[SourceRow]
    hidden: frozenset[int] = frozenset()
    """The lines that are hidden or filtered away."""
    hidden_columns: frozenset[int] = frozenset()
    merged: Sequence[Box] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    """The cells with a formula."""
    visible: bool = True
    is_turned: bool = False
    """Whether its lines are the columns that stand in the file, so that what stands below one another stands side by side."""
    stands: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Where its cells stand, where they have been laid out anew."""

    def place(self, row: int, column: int) -> str:
        """Return where a cell is in the file, as a problem names it.

        >>> SourcePage("", ()).place(12, 3), SourcePage("Data", ()).place(12, 3)
        ('line 12, column 3', 'Data!C12')
        """
        row, column = self.stands.get((row, column), (row, column))
        if self.is_turned:
            row, column = column, row
        return f"{self.name}!{cell_address(row, column)}" if self.name else f"line {row}, column {column}"

    def turned(self) -> SourcePage:
        """Return the page with its columns as lines.

        >>> page = SourcePage("Data", (SourceRow(2, ("Month", "Burglary")), SourceRow(3, ("Apr 2024", 5)))).turned()
        >>> [(row.number, row.cells) for row in page.rows], page.place(2, 3)
        ([(1, (None, 'Month', 'Apr 2024')), (2, (None, 'Burglary', 5))], 'Data!B3')
        """
        last = max((row.number for row in self.rows), default=0)
        columns: list[list[object]] = []
        for row in self.rows:
            columns += ([None] * last for _ in range(len(row.cells) - len(columns)))
            for column, value in enumerate(row.cells):
                columns[column][row.number - 1] = value
        rows = (SourceRow(number, tuple(cells)) for number, cells in enumerate(columns, 1))
        return replace(
            self,
            rows=tuple(row for row in rows if row.filled),
            hidden=self.hidden_columns,
            hidden_columns=self.hidden,
            merged=tuple(Box(box.left, box.top, box.right, box.bottom) for box in self.merged),
            formulas=frozenset((column, row) for row, column in self.formulas),
            is_turned=not self.is_turned,
        )

    def is_uncomputed(self, row: SourceRow, column: int) -> bool:
        """Return whether a cell has a formula that nobody has computed yet."""
        return (row.number, column) in self.formulas and row.at(column) is None

    @cached_property
    def _anchors(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Return, for each cell that is hidden under a merge, the cell whose content is shown there."""
        return {
            (row, column): (box.top, box.left)
            for box in self.merged
            if box.rows * box.columns < _MOST_CELLS // 1000
            for row in range(box.top, box.bottom + 1)
            for column in range(box.left, box.right + 1)
            if (row, column) != (box.top, box.left)
        }

    @cached_property
    def _by_number(self) -> Mapping[int, SourceRow]:
        return {row.number: row for row in self.rows}

    def row(self, number: int) -> SourceRow:
        """Return a line by its number, an empty one where nothing is written in it."""
        return self._by_number.get(number, SourceRow(number, ()))

    def anchor(self, row: int, column: int) -> tuple[int, int] | None:
        """Return the cell whose content is shown in this one, None where that is its own."""
        return self._anchors.get((row, column))

    def shown(self, row: int, column: int) -> object:
        """Return what is seen in a cell: of merged cells what their first one holds."""
        there = self._anchors.get((row, column), (row, column))
        return self.row(there[0]).at(there[1])


def glimpse_of_workbook(file: Opened, _folder: Path) -> Glimpse:
    """Return the first look at a workbook; one that cannot be read is refused in a sentence."""
    leaves = (Leaf(sheet.name, _first_rows(sheet)) for sheet in _sheets(file.path, file.name))
    return Glimpse(file.path, file.name, tuple(leaves), said=file.said)


def open_pages(glimpse: Glimpse) -> Iterator[tuple[SourcePage, Iterator[SourceRow]]]:
    """Yield the pages of a file with their lines one by one, for files that are too long to be held; a page holds none of its own."""
    if glimpse.is_text:
        yield SourcePage("", ()), _lines(glimpse)
        return
    for sheet in _sheets(glimpse.path, glimpse.name):
        yield _frame(sheet, glimpse.name), _rows(sheet)


def read_pages(glimpse: Glimpse) -> Iterator[SourcePage]:
    """Yield the pages of a file, whole."""
    for page, rows in open_pages(glimpse):
        yield replace(page, rows=tuple(rows))


def _sheets(path: Path, name: str) -> list[Sheet]:
    """Return the worksheets of a workbook; another kind of file is refused in a sentence that says what to do."""
    try:
        return [sheet for sheet in Workbook.open(path).sheets if sheet.kind == "worksheet"]
    except OoxmlError as error:
        raise SourceError(f"'{name}' cannot be read: {_small(error.what)}", error.do) from error


def _small(what: str) -> str:
    """Return a sentence as it goes on behind a colon."""
    return what[:1].lower() + what[1:] if what[1:2].islower() else what


def _first_rows(sheet: Sheet) -> tuple[tuple[object, ...], ...]:
    return tuple(row.cells for row in islice(_rows(sheet), _FIRST_ROWS))


def _rows(sheet: Sheet) -> Iterator[SourceRow]:
    """Yield the lines of a sheet that hold something."""
    used = sheet.used
    if used is None:
        return
    for number, columns, values in each_row(sheet.runs_in(Box(1, 1, used[2], used[3]))):
        cells: list[object] = [None] * (max(columns) if columns else 0)
        for column, value in zip(reversed(columns), reversed(values), strict=True):
            cells[column - 1] = value
        if not all(is_nothing(value) for value in cells):
            yield SourceRow(number, tuple(cells))


def _frame(sheet: Sheet, name: str) -> SourcePage:
    """Return what a sheet says of its lines."""
    try:
        hidden = frozenset(
            number
            for number in sheet.grid.rows_with(b"hidden=")
            if sheet.row_attributes(number).get("hidden") in ("1", "true")
        )
        last = sheet.used[3] if sheet.used else 0
        columns = frozenset(_hidden_columns(sheet, last))
        return SourcePage(
            sheet.name, (), hidden, columns, tuple(merges(sheet)), frozenset(sheet.formulas()), sheet.visible
        )
    except OoxmlError as error:
        raise SourceError(f"'{name}' cannot be read: {_small(error.what)}", error.do) from error


def _hidden_columns(sheet: Sheet, last: int) -> Iterator[int]:
    """Yield the columns of a sheet that are hidden, as far as it goes."""
    first = 1
    for count, settings in column_runs(sheet, 1, last) if last else ():
        if settings.get("hidden") in ("1", "true"):
            yield from range(first, first + count)
        first += count


def _lines(glimpse: Glimpse) -> Iterator[SourceRow]:
    """Yield the lines of a text file that hold something."""
    for row in text_rows(glimpse.path, glimpse.separator):
        if not all(is_nothing(cell) for cell in row.cells):
            yield SourceRow(row.line, row.cells)
