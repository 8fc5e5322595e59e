"""Reading many cells at once: the values and formulas of a box.

One search cuts a row into its cells, and cells that are spelt as every program spells them are read without
a call for each. What is spelt in another way, and every row that an edit has touched, is read cell by cell, so
that both ways say the same of every cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import islice, repeat
from operator import is_, itemgetter
from typing import Any, NamedTuple

from xlscore.ooxml.errors import HostileFileError
from xlscore.ooxml.sheet.cell_values import CellReader
from xlscore.ooxml.sheet.cells import read_cell
from xlscore.ooxml.sheet.cutting import column_of
from xlscore.ooxml.sheet.kinds import Cell, Kinds
from xlscore.ooxml.sheet.rows import Grid, Span
from xlscore.ooxml.sheet.shared_formulas import SharedFormulas
from xlscore.ooxml.values.addresses import Box, cell_address
from xlscore.ooxml.values.cell import CellValue
from xlscore.ooxml.values.function_names import as_shown
from xlscore.ooxml.xml.text import plain

__all__ = ["Among", "Run", "each_row", "read_box", "read_formulas", "read_rows", "read_runs"]

# So many narrow rows, of so many bytes each, are searched at once, unless that was in vain so many times; for formulas
# rows of any width, up to so many bytes.
ROWS_AT_ONCE = 256
NARROW = 500
MOST_AT_ONCE = 4_000_000
MOST_VAIN = 3
# Of rows that are searched one by one the values of so many cells are understood at once.
CELLS_AT_ONCE = 5_000


_MOST_CELLS = 20_000_000
"""A box beyond this is a stray cell in the last corner of a sheet, not a table."""


Run = tuple[Sequence[int], Sequence[int], list[CellValue]]
"""The numbers of rows with cells in the same columns, these columns, and the values row after row."""

Among = Callable[[Set[str]], Set[str]]
"""What says which of some formulas are wanted."""

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
    for number, columns, values in each_row(read_runs(grid, reader, box)):
        if columns == whole:
            yield number, values
            continue
        row: list[CellValue] = [None] * box.columns
        for column, value in zip(reversed(columns), reversed(values), strict=True):
            row[column - box.left] = value
        yield number, row


def each_row(runs: Iterable[Run]) -> Iterator[tuple[int, Sequence[int], list[CellValue]]]:
    """Yield the number of each row, the columns of its cells and their values."""
    for numbers, columns, values in runs:
        width = len(columns)
        for at, number in enumerate(numbers):
            yield number, columns, values[at * width : at * width + width]


def read_runs(grid: Grid, reader: CellReader, box: Box) -> Iterator[Run]:
    """Yield the rows of a box that are written, those with cells in the same columns at once, as they stand there.

    A column may be there twice, and the first one counts.
    """
    top, left, bottom, right = box
    prefix = grid.prefix
    cells_of, any_cell = _ordinary_cell(prefix).findall, b"<%sc" % prefix
    kinds, places = Kinds(reader, prefix), _Places()
    last: list[bytes] = []
    columns: list[int] = []
    waiting: list[tuple[int, list[int]]] = []
    gathered: list[Cell] = []
    for spans, run in _in_runs(
        grid.spans(top, bottom), _ordinary_cell(prefix, placed=True), any_cell, left, right
    ):
        if run is not None:
            places.row = spans[0][0]
            columns, last = [places[each] for each in run.letters], run.letters
            yield [span[0] for span in spans], columns, kinds.of_rows(run.cells, len(columns))
            continue
        for number, data, start, end in spans:
            cells: list[Cell] = cells_of(data, start, end)
            if len(cells) != data.count(any_cell, start, end) or not end:
                yield from _understood(kinds, waiting, gathered)
                slices = [cell for cell in grid.slices_of(number) if left <= cell.column <= right]
                yield (number,), [cell.column for cell in slices], [reader.value_of(cell) for cell in slices]
                continue
            letters = [cell[0] for cell in cells]
            if letters != last:
                places.row = number
                last, columns = letters, [places[each] for each in letters]
            if not columns or (left <= min(columns) and max(columns) <= right):
                waiting.append((number, columns))
                gathered += cells
            else:
                inside = [
                    (column, cell)
                    for column, cell in zip(columns, cells, strict=True)
                    if left <= column <= right
                ]
                waiting.append((number, [column for column, _ in inside]))
                gathered += [cell for _, cell in inside]
            if len(gathered) >= CELLS_AT_ONCE:
                yield from _understood(kinds, waiting, gathered)
        yield from _understood(kinds, waiting, gathered)


def _understood(kinds: Kinds, waiting: list[tuple[int, list[int]]], gathered: list[Cell]) -> Iterator[Run]:
    """Yield rows of which the numbers and columns are known, with the values of their cells; none wait any more."""
    values, at = kinds.of_cells(gathered), 0
    for number, columns in waiting:
        yield (number,), columns, values[at : at + len(columns)]
        at += len(columns)
    waiting.clear()
    gathered.clear()


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


_BYTES, _START, _END = itemgetter(1), itemgetter(2), itemgetter(3)
"""What a span says of a row."""


def _together(rows: list[Span]) -> tuple[bytes, int, int] | None:
    """Return the bytes that rows are in, and where in them they begin and end, if they stand behind one another."""
    (_, data, start, _), end = rows[0], rows[-1][3]
    if not end or not all(map(is_, map(_BYTES, rows), repeat(data))):
        return None
    return (data, start, end) if list(map(_END, rows[:-1])) == list(map(_START, rows[1:])) else None


def _run(rows: list[Span], placed: re.Pattern[bytes], mark: bytes, left: int, right: int) -> _Run | None:
    """Return what is in rows that stand behind one another and hold as many cells each, in the same columns, as they say themselves."""
    if rows[-1][3] - rows[0][2] > NARROW * len(rows) or (whole := _together(rows)) is None:
        return None
    data, start, end = whole
    cells = placed.findall(data, start, end)
    width = len(cells) // len(rows)
    if not cells or width * len(rows) != len(cells) or len(cells) != data.count(mark, start, end):
        return None
    letters = [cell[0].rstrip(b"0123456789") for cell in cells[:width]]
    if len(set(letters)) < width:
        return None
    numbers = b"\0%d" * len(rows) % tuple(row[0] for row in rows)
    for at, column in enumerate(letters):
        if b"\0" + b"\0".join([cell[0] for cell in cells[at::width]]) != numbers.replace(
            b"\0", b"\0" + column
        ):
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


def read_formulas(
    grid: Grid, shared: SharedFormulas, box: Box, among: Among | None = None
) -> dict[tuple[int, int], str]:
    """Return the formulas in a box of cells by row and column, each with its equals sign; of many those `among` them alone."""
    found = _formulas_where_wanted(grid, shared, box, among)
    if among is None:
        return found
    wanted = among(set(found.values()))
    return {place: text for place, text in found.items() if text in wanted}


def _formulas_where_wanted(
    grid: Grid, shared: SharedFormulas, box: Box, among: Among | None
) -> dict[tuple[int, int], str]:
    """Return all formulas of a box but for some of rows in which none is wanted."""
    found: dict[tuple[int, int], str] = {}
    prefix, mark = grid.prefix, b"<%sf" % grid.prefix
    alone = _formula_alone(prefix)
    if grid.is_regular and not grid.edited:
        rows = grid.spans(box.top, box.bottom) if mark in grid.data else iter(())
    else:
        rows = map(grid.span, (n for n in grid.rows_with(mark) if box.top <= n <= box.bottom))
    # Of two cells in one place the first one counts.
    for spans, run in _in_runs(rows, _formula_alone(prefix, placed=True), mark, box.left, box.right):
        if run is not None:
            shown = _shown([text for _, text in run.cells])
            if among is None or among(set(shown)):
                columns = [column_of(letters, spans[0][0]) for letters in run.letters]
                at = ((number, column) for number, *_ in spans for column in columns)
                found.update(zip(at, shown, strict=True))
            continue
        many = _formulas_in(spans, alone, mark, among)
        if many is not None:
            for place, text in many:
                if box.left <= place[1] <= box.right:
                    found.setdefault(place, text)
            continue
        for span in spans:
            for column, text in _formulas_of(grid, shared, span, alone, mark):
                if text and box.left <= column <= box.right:
                    found.setdefault((span[0], column), "=" + as_shown(text))
    return found


def _formulas_in(
    rows: list[Span], alone: re.Pattern[bytes], mark: bytes, among: Among | None
) -> list[tuple[tuple[int, int], str]] | None:
    """Return the places of the formulas in some rows, and the formulas; None where one is spelt as few programs do.

    None of them is told where none is wanted.
    """
    whole = _together(rows)
    if whole is None or whole[2] - whole[1] > MOST_AT_ONCE:
        return None
    data, start, end = whole
    cells = list(alone.finditer(data, start, end))
    if len(cells) != data.count(mark, start, end):
        return None
    shown = _shown([cell[2] for cell in cells])
    if among is not None and not among(set(shown)):
        return []
    starts = [row[2] for row in rows]
    numbers = [rows[bisect_right(starts, cell.start()) - 1][0] for cell in cells]
    places = [(number, column_of(cell[1], number)) for number, cell in zip(numbers, cells, strict=True)]
    return list(zip(places, shown, strict=True))


def _shown(formulas: list[bytes]) -> list[str]:
    """Return the formulas of cells, each with its equals sign."""
    if not formulas:
        return []
    whole = "=" + b"\0=".join(formulas).decode()
    if "&" in whole or "\r" in whole or "_xl" in whole:
        return ["=" + as_shown(plain(text.decode())) for text in formulas]
    return whole.split("\0")


def _formulas_of(
    grid: Grid, shared: SharedFormulas, span: Span, alone: re.Pattern[bytes], mark: bytes
) -> Iterator[tuple[int, str]]:
    """Yield the columns of a row and the formulas in them, however they are spelt."""
    number, data, start, end = span
    usual: list[tuple[bytes, bytes]] = alone.findall(data, start, end)
    if end and len(usual) == data.count(mark, start, end):
        yield from ((column_of(letters, number), plain(text.decode())) for letters, text in usual)
        return
    for cell in grid.slices_of(number):
        formula = read_cell(cell.xml(grid.prefix), grid.prefix).formula if cell.body else None
        if formula is not None:
            yield cell.column, shared.text_of(number, cell.column, formula)
