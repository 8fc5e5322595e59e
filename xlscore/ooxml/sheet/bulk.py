"""Reading many cells at once: the values and formulas of a box.

One search cuts a row into its cells, and cells that are spelt as every program spells them are read without
a call for each. What is spelt in another way, and every row that an edit has touched, is read cell by cell, so
that both ways say the same of every cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from xlscore.ooxml.errors import HostileFileError
from xlscore.ooxml.sheet.cell_values import CellReader
from xlscore.ooxml.sheet.cells import Slice, read_cell
from xlscore.ooxml.sheet.cutting import column_of
from xlscore.ooxml.sheet.rows import Grid, Span
from xlscore.ooxml.sheet.shared_formulas import SharedFormulas
from xlscore.ooxml.sheet.strings import one_text
from xlscore.ooxml.values.addresses import Box, cell_address
from xlscore.ooxml.values.cell import CellValue
from xlscore.ooxml.values.dates import from_serial
from xlscore.ooxml.values.function_names import as_shown
from xlscore.ooxml.xml.text import plain

__all__ = ["read_box", "read_cells", "read_formulas", "read_rows"]

# Values that come again and again (texts, dates, errors) are understood once; a sheet of texts that are all
# different must not be held twice.
MOST_KNOWN = 50_000
MOST_KINDS = 1_000
# So many narrow rows, of so many bytes each, are searched at once, unless that was in vain so many times.
ROWS_AT_ONCE = 256
NARROW = 500
MOST_VAIN = 3


Cell = tuple[bytes, bytes, bytes, bytes]


_MOST_CELLS = 20_000_000
"""A box beyond this is a stray cell in the last corner of a sheet, not a table."""


_ADDRESS = {False: rb"([A-Z]{1,3}+)[0-9]{1,7}+", True: rb"([A-Z]{1,3}+[0-9]{1,7}+)"}
"""The column of a cell, or its place, as a group of a pattern."""


@lru_cache(maxsize=16)
def _ordinary_cell(prefix: bytes, placed: bool = False) -> re.Pattern[bytes]:
    """Return the pattern of a cell as programs write it: column, or place, attributes, its value, else its content.

    It takes the very bytes for a cell that `Grid.slices` takes for one. A value in it is shorter than a number
    that Python refuses to read.
    """
    p = re.escape(prefix)
    return re.compile(
        rb"<%sc r=\"%s\"((?: [a-z]++=\"[^\"<>]*+\")*+)"
        rb"(?:>(?:(?:<%sf(?: [^<>]*+)?>(?:[^<]*+</%sf>)?+)?+<%sv>(?!\s)([^<]{1,250}+)(?<!\s)</%sv></%sc>|(.*?)</%sc>)|/>)"
        % (p, _ADDRESS[placed], *(p,) * 6),
        re.DOTALL,
    )


@lru_cache(maxsize=16)
def _formula_alone(prefix: bytes, placed: bool = False) -> re.Pattern[bytes]:
    """Return the pattern of a cell with a formula of its own as programs write it: its column, or place, and the formula."""
    p = re.escape(prefix)
    return re.compile(
        rb"<%sc r=\"%s\"(?: [a-z]++=\"[^\"<>]*+\")*+><%sf>([^<]++)</%sf>" % (p, _ADDRESS[placed], p, p)
    )


class _Values(dict[bytes, CellValue]):
    """The values of cells with the same attributes by their spelling, each understood when it is first met."""

    def __init__(self, reader: CellReader, prefix: bytes, tag: bytes) -> None:
        super().__init__()
        self._reader, self._prefix, self._tag = reader, prefix, tag

    def __missing__(self, spelled: bytes) -> CellValue:
        value = self.understood(spelled)
        if len(self) < MOST_KNOWN:
            self[spelled] = value
        return value

    def understood(self, spelled: bytes) -> CellValue:
        """Return the value that a cell holds alone."""
        return self.content(b"<%sv>%s</%sv>" % (self._prefix, spelled, self._prefix))

    def content(self, xml: bytes) -> CellValue:
        """Return the value of a cell with this content."""
        return self._reader.value_of(Slice(0, 0, self._tag, xml))


class _Numbers(_Values):
    """The same of numbers that are no dates, which are not kept: most are met once."""

    def __missing__(self, spelled: bytes) -> CellValue:
        if spelled.startswith(b"-"):
            return int(spelled) if spelled[1:].isdigit() else float(spelled)  # or of_row reads the row again
        return self.understood(spelled)


class _Dates(_Values):
    def __init__(self, reader: CellReader, prefix: bytes, tag: bytes) -> None:
        super().__init__(reader, prefix, tag)
        self._system = reader.date1904, reader.date_format(reader.kind(tag)[1])[1]

    def understood(self, spelled: bytes) -> CellValue:
        try:
            number = int(spelled) if spelled.isdigit() else float(spelled) if spelled > b"." else None
        except ValueError:
            number = None
        return super().understood(spelled) if number is None else from_serial(number, *self._system)


class _SharedTexts(_Values):
    def understood(self, spelled: bytes) -> CellValue:
        if spelled.isdigit() and len(spelled) < 10:
            return self._reader.shared_text(int(spelled))
        return super().understood(spelled)


class _InlineTexts(_Values):
    def content(self, xml: bytes) -> CellValue:
        found = self.get(xml)
        if found is None:
            text = one_text(xml)
            found = super().content(xml) if text is None else text
            if len(self) < MOST_KNOWN:
                self[xml] = found
        return found


class _Kinds(dict[bytes, _Values]):
    """What cells with the same attributes hold, by these attributes."""

    def __init__(self, reader: CellReader, prefix: bytes) -> None:
        super().__init__()
        self._reader, self._prefix = reader, prefix

    def __missing__(self, tag: bytes) -> _Values:
        made = self._class_of(*self._reader.kind(tag))(self._reader, self._prefix, tag)
        # A hostile sheet could give every cell attributes of its own.
        if len(self) < MOST_KINDS:
            self[tag] = made
        return made

    def _class_of(self, kind: str, style: int) -> type[_Values]:
        if kind == "n":
            return {True: _Dates, False: _Numbers, None: _Values}[self._reader.shows_date(style)]
        return {"s": _SharedTexts, "inlineStr": _InlineTexts}.get(kind, _Values)

    def of_row(self, cells: list[Cell]) -> list[CellValue]:
        """Return the values of cells of a row."""
        try:
            # Most numbers are met once: they are read here, without a call of ours for each.
            return [
                (kind[text] if (kind := self[tag]).__class__ is not _Numbers
                 else int(text) if text.isdigit()
                 else float(text) if text > b"."
                 else kind[text])
                if text
                else self[tag].content(content) if content
                else None
                for _, tag, text, content in cells
            ]  # fmt: skip
        except ValueError:  # a number is spelt as no program spells one
            return [
                self[tag].understood(text) if text else self[tag].content(content) if content else None
                for _, tag, text, content in cells
            ]


def read_box(grid: Grid, reader: CellReader, box: Box, name: str) -> list[list[CellValue]]:
    """Return the values of a box of cells of the sheet of that name, row by row; refused for one of more than twenty million cells."""
    if box.rows * box.columns > _MOST_CELLS:
        raise HostileFileError(
            f"{name} claims cells as far as {cell_address(box.bottom, box.right)}; delete the empty rows and "
            "columns at its end in Excel."
        )
    found: list[list[CellValue]] = [[None] * box.columns for _ in range(box.rows)]
    for number, row in read_rows(grid, reader, box):
        found[number - box.top] = row
    return found


def read_rows(grid: Grid, reader: CellReader, box: Box) -> Iterator[tuple[int, list[CellValue]]]:
    """Yield the number of each row of a box that is written, and its values in all columns of the box.

    Of two cells in one place, which Excel would repair, the first one counts.
    """
    whole = list(range(box.left, box.right + 1))
    for number, columns, values in read_cells(grid, reader, box):
        if columns == whole:
            yield number, values
            continue
        row: list[CellValue] = [None] * box.columns
        for column, value in zip(reversed(columns), reversed(values), strict=True):
            row[column - box.left] = value
        yield number, row


def read_cells(
    grid: Grid, reader: CellReader, box: Box
) -> Iterator[tuple[int, Sequence[int], list[CellValue]]]:
    """Yield the number of each row of a box that is written, the columns of its cells and their values, as they stand there.

    A column may be there twice, and the first one counts.
    """
    top, left, bottom, right = box
    prefix = grid.prefix
    cells_of, any_cell = _ordinary_cell(prefix).findall, b"<%sc" % prefix
    kinds, places = _Kinds(reader, prefix), _Places()
    last: list[bytes] = []
    columns: list[int] = []
    for spans, run in _in_runs(
        grid.spans(top, bottom), _ordinary_cell(prefix, placed=True), any_cell, left, right
    ):
        if run is not None:
            places.row = spans[0][0]
            columns, last = [places[each] for each in run.letters], run.letters
            values, width = kinds.of_row(run.cells), len(columns)
            for at, (number, *_) in enumerate(spans):
                yield number, columns, values[at * width : at * width + width]
            continue
        for number, data, start, end in spans:
            cells: list[Cell] = cells_of(data, start, end)
            if len(cells) != data.count(any_cell, start, end) or not end:
                slices = [cell for cell in grid.slices_of(number) if left <= cell.column <= right]
                yield number, [cell.column for cell in slices], [reader.value_of(cell) for cell in slices]
                continue
            letters = [cell[0] for cell in cells]
            if letters != last:
                places.row = number
                last, columns = letters, [places[each] for each in letters]
            if not columns or (left <= min(columns) and max(columns) <= right):
                yield number, columns, kinds.of_row(cells)
                continue
            inside = [
                (column, cell) for column, cell in zip(columns, cells, strict=True) if left <= column <= right
            ]
            yield number, [column for column, _ in inside], kinds.of_row([cell for _, cell in inside])


class _Run(NamedTuple):
    """Rows that follow one another and hold cells in the same few columns: the columns' letters, what was found of the cells."""

    letters: list[bytes]
    cells: list[Any]


def _in_runs(
    spans: Iterator[Span], placed: re.Pattern[bytes], mark: bytes, left: int, right: int
) -> Iterator[tuple[list[Span], _Run | None]]:
    """Yield rows, many at once, with what one search finds in them all; None of those that have to be searched one by one."""
    vain = 0
    while rows := list(islice(spans, ROWS_AT_ONCE)):
        run = _run(rows, placed, mark, left, right) if vain < MOST_VAIN else None
        vain += run is None
        yield rows, run


def _run(rows: list[Span], placed: re.Pattern[bytes], mark: bytes, left: int, right: int) -> _Run | None:
    """Return what is in rows that stand behind one another and hold as many cells each, in the same columns, as they say themselves."""
    (_, data, start, _), end = rows[0], rows[-1][3]
    if not end or end - start > NARROW * len(rows):
        return None
    if any(row[1] is not data for row in rows) or [row[3] for row in rows[:-1]] != [
        row[2] for row in rows[1:]
    ]:
        return None
    cells = placed.findall(data, start, end)
    width = len(cells) // len(rows)
    if not cells or width * len(rows) != len(cells) or len(cells) != data.count(mark, start, end):
        return None
    letters = [cell[0].rstrip(b"0123456789") for cell in cells[:width]]
    if len(set(letters)) < width:
        return None
    for at, column in enumerate(letters):
        if [cell[0] for cell in cells[at::width]] != [b"%s%d" % (column, row[0]) for row in rows]:
            return None
        if not left <= column_of(column, rows[0][0]) <= right:
            return None
    return _Run(letters, cells)


class _Places(dict[bytes, int]):
    """The numbers of columns by their letters."""

    row = 0
    """The row that is being read, for what is said of a column that no sheet has."""

    def __missing__(self, letters: bytes) -> int:
        found = self[letters] = column_of(letters, self.row)
        return found


def read_formulas(grid: Grid, shared: SharedFormulas, box: Box) -> dict[tuple[int, int], str]:
    """Return the formulas in a box of cells by row and column, each with its equals sign."""
    found: dict[tuple[int, int], str] = {}
    prefix, mark = grid.prefix, b"<%sf" % grid.prefix
    alone = _formula_alone(prefix)
    if grid.is_regular and not grid.edited:
        rows = grid.spans(box.top, box.bottom) if mark in grid.data else iter(())
    else:
        rows = map(grid.span, (n for n in grid.rows_with(mark) if box.top <= n <= box.bottom))
    for spans, run in _in_runs(rows, _formula_alone(prefix, placed=True), mark, box.left, box.right):
        if run is not None:
            columns = [column_of(letters, spans[0][0]) for letters in run.letters]
            at = ((number, column) for number, *_ in spans for column in columns)
            found.update(zip(at, _shown([text for _, text in run.cells]), strict=True))
            continue
        for number, data, start, end in spans:
            usual: list[tuple[bytes, bytes]] = alone.findall(data, start, end)
            if end and len(usual) == data.count(mark, start, end):
                texts = [(column_of(letters, number), plain(text.decode())) for letters, text in usual]
            else:
                texts = list(_formulas_of(grid, shared, number))
            for column, text in texts:
                if text and box.left <= column <= box.right:
                    # Of two cells in one place the first one counts.
                    found.setdefault((number, column), "=" + as_shown(text))
    return found


def _shown(formulas: list[bytes]) -> list[str]:
    """Return the formulas of cells, each with its equals sign."""
    whole = "=" + b"\0=".join(formulas).decode()
    if "&" in whole or "\r" in whole or "_xl" in whole:
        return ["=" + as_shown(plain(text.decode())) for text in formulas]
    return whole.split("\0")


def _formulas_of(grid: Grid, shared: SharedFormulas, number: int) -> Iterator[tuple[int, str]]:
    """Yield the columns of a row and the formulas in them, however they are spelt."""
    for cell in grid.slices_of(number):
        formula = read_cell(cell.xml(grid.prefix), grid.prefix).formula if cell.body else None
        if formula is not None:
            yield cell.column, shared.text_of(number, cell.column, formula)
