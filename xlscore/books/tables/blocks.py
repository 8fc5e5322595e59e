"""A workbook read once: each sheet as one block of values with its place, all rows and columns numbered from 1.

Everything after this is plain Python on blocks, so that an action costs one read per sheet in live Excel.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.tables.sheet_rows import (
    cells_of,
    holding,
    numbered,
    rows_between,
    rows_with_values,
    turned_rows,
    values_in,
    without_blank_end,
)
from xlscore.books.tables.written_formulas import WrittenFormulas
from xlscore.engine import (
    Capabilities,
    SparseRow,
    SparseRows,
    capabilities,
    drawing_xml,
    drawn_names,
    is_merged,
    lacks_result,
    reading_of,
    tab_names,
    used_values,
)
from xlscore.rules.problems import ExcelError, Problem
from xlscore.rules.words import key, tidy

__all__ = ["Block", "Reading", "is_blank", "once_per_block"]

_Further = ParamSpec("_Further")
_Answer = TypeVar("_Answer")
_Made = TypeVar("_Made")

# Excel's own xlSheetVisible is -1; 2 is a sheet that only a program can show.
_SHOWN: Final = (True, -1)
_MOST_ALIKE: Final = 2_000
_DIGITS_AS_ONE: Final = str.maketrans("123456789", "000000000")


def is_blank(value: object) -> bool:
    """Return whether a cell holds nothing that a person sees.

    >>> is_blank(None), is_blank(" \\u00a0"), is_blank(0)
    (True, True, False)
    """
    return value is None or (isinstance(value, str) and not (value[:1].isalnum() or tidy(value)))


def once_per_block(
    work: Callable[Concatenate[Block, _Further], _Answer],
) -> Callable[Concatenate[Block, _Further], _Answer]:
    """Return the same function, which works once for a block and its further arguments: every kind of table asks alike."""

    @wraps(work)
    def asked(block: Block, /, *further: _Further.args, **named: _Further.kwargs) -> _Answer:
        mark = (work, *further)
        if mark not in block.worked_out:
            block.worked_out[mark] = work(block, *further, **named)
        return cast(_Answer, block.worked_out[mark])

    return asked


@dataclass(frozen=True, eq=False)
class Block:
    """A sheet's used cells: its name, the place of the first one, the values row by row."""

    sheet: str
    top: int
    left: int
    rows: Sequence[Sequence[Any]]
    """Its rows from the first used one on: all of them, or `SparseRows`, of which nobody walks the blank ones."""
    visible: bool = True
    meant: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    """What an officer said that a heading means, by row and column (`tables.named`); the cells hold what they held."""
    lacks_result: Callable[[int, int], bool] = lambda _row, _column: False
    """Whether a formula stands in a cell that was never calculated."""
    is_merged: Callable[[int, int], bool] = lambda _row, _column: False
    """Whether a cell is merged with others: only the first of them holds what they show."""
    worked_out: dict[tuple[Any, ...], Any] = field(default_factory=dict, init=False, repr=False)
    """What functions that are `once_per_block` found; it goes when the block does."""

    @cached_property
    def last_row(self) -> int:
        """Return the number of the last used row."""
        return self.top + len(self.rows) - 1

    @cached_property
    def last_column(self) -> int:
        """Return the number of the last used column."""
        rows = self.rows.held.values() if isinstance(self.rows, SparseRows) else self.rows
        return self.left + max(map(len, rows), default=0) - 1

    def at(self, row: int, column: int) -> Any:
        """Return the value of a cell, None outside the used ones."""
        down, right = row - self.top, column - self.left
        if down < 0 or right < 0:
            return None
        try:
            rows = self.rows
            cells = rows.held.get(down, ()) if type(rows) is SparseRows else rows[down]
            return cells.held.get(right) if type(cells) is SparseRow else cells[right]
        except IndexError:
            return None

    @cached_property
    def texts(self) -> frozenset[str]:
        """Return the different texts in the cells; most of a long list come again and again."""
        return frozenset(value for value in self.values if isinstance(value, str))

    @cached_property
    def values(self) -> frozenset[Any]:
        """Return the different values in the cells."""
        return frozenset(values_in(self.rows))

    @cached_property
    def telling_texts(self) -> frozenset[str]:
        """Return the texts without those that are there in their thousands and differ in digits alone: no heading does."""
        if len(self.texts) <= _MOST_ALIKE:
            return self.texts
        texts = tuple(self.texts)
        spelt = "\0".join(texts).translate(_DIGITS_AS_ONE).split("\0")
        if len(spelt) != len(texts):  # one of them holds the character that parts them
            spelt = [text.translate(_DIGITS_AS_ONE) for text in texts]
        times = Counter(spelt)
        return frozenset(text for text, like in zip(texts, spelt, strict=True) if times[like] <= _MOST_ALIKE)

    @cached_property
    def errors(self) -> Mapping[str, ExcelError]:
        """Return the texts in the cells that are errors, and which they are."""
        texts = (text for text in self.texts if "#" in text)
        return {text: error for text in texts if (error := ExcelError.read(text)) is not None}

    def awaits(self, row: int, column: int) -> bool:
        """Return whether a cell shows nothing only because its formula was never calculated."""
        return self.at(row, column) is None and self.lacks_result(row, column)

    def is_blank(self, row: int, column: int) -> bool:
        """Return whether nothing is in a cell; of a formula that was never calculated nobody can say so."""
        return is_blank(self.at(row, column)) and not self.awaits(row, column)

    def row(self, row: int) -> Sequence[Any]:
        """Return the values of a used row from its first cell on."""
        return self.rows[row - self.top]

    def held(self, row: int, columns: Sequence[int]) -> list[Any]:
        """Return what stands in some columns of a row that are filled."""
        if not columns:
            return []
        cells, left = self.rows[row - self.top], self.left
        at = (cells.held if type(cells) is SparseRow else cells).__getitem__
        return [at(column - left) for column in columns]

    def rows_with(self, wanted: Set[Any]) -> Iterator[tuple[int, list[tuple[int, Any]]]]:
        """Yield the number of each row that holds one of some values, and the columns of all of them in it, each with its value."""
        here = self.values & wanted
        if here:
            for row, cells in holding(self.rows, here, self.top):
                yield row, [(column, value) for column, value in cells_of(cells, self.left) if value in here]

    def times(self, values: Set[Any]) -> Counter[Any]:
        """Return how often each of some values is there."""
        return Counter(filter(values.__contains__, values_in(self.rows)))

    def filled(self, row: int) -> list[int]:
        """Return the columns of a row that hold something."""
        return self._filled.get(row, [])

    @cached_property
    def times_filled(self) -> Counter[int]:
        """Return in how many rows each column holds something."""
        columns = {id(each): each for each in self._filled.values()}
        found = Counter[int]()
        for shared, times in Counter(map(id, self._filled.values())).items():
            found.update(dict.fromkeys(columns[shared], times))
        return found

    @cached_property
    def _filled(self) -> dict[int, list[int]]:
        # A text is asked once, however often it is there, and rows without a blank share their columns.
        blanks = frozenset(
            value
            for value in self.values
            if value is None or (value.__class__ is str and not value[:1].isalnum() and is_blank(value))
        )
        whole: dict[int, list[int]] = {}
        found: dict[int, list[int]] = {}
        if not isinstance(self.rows, SparseRows) and set(map(type, self.rows)) == {tuple}:
            widths = set(map(len, self.rows))
            if len(widths) == 1 and widths != {0} and all(map(blanks.isdisjoint, self.rows)):
                return dict.fromkeys(self.numbers, [*range(self.left, self.left + widths.pop())])  # noqa: RUF024 - shared, and nobody changes it
        for row, cells in numbered(self.rows, self.top):
            if cells.__class__ is SparseRow or not blanks.isdisjoint(cells):
                columns = [column for column, value in cells_of(cells, self.left) if value not in blanks]
                if columns:
                    found[row] = columns
            elif width := len(cells):
                found[row] = whole.get(width) or whole.setdefault(
                    width, list(range(self.left, self.left + width))
                )
        return found

    @property
    def filled_rows(self) -> Iterable[int]:
        """Return the numbers of the rows that hold something, from the top."""
        return self._filled

    def lines(self, first: int) -> Iterator[int]:
        """Return the numbers of the rows from one on that hold something, and of each blank one right below such a row."""
        return iter(self._lines[bisect_left(self._lines, first) :])

    @cached_property
    def _lines(self) -> list[int]:
        return sorted({line for row in self._filled for line in (row, row + 1)})

    @property
    def numbers(self) -> range:
        """Return the numbers of the used rows."""
        return range(self.top, self.last_row + 1)

    def with_values(self, values: Mapping[tuple[int, int], Any]) -> Block:
        """Return the block with other values in some cells, by row and column, further down than the last row too."""
        at = {(row - self.top, column - self.left): value for (row, column), value in values.items()}
        return replace(self, rows=rows_with_values(self.rows, at)) if at else self

    def between(self, first: int, end: int) -> Block:
        """Return the block with what stands from one column to the one before another, and nothing else."""
        return replace(self, rows=rows_between(self.rows, first - self.left, end - self.left))

    def turned(self) -> Block:
        """Return the block with its rows as columns; rows further down than a sheet has columns have no place there."""
        return Block(self.sheet, self.left, self.top, turned_rows(self.rows), self.visible)


class Reading:
    """A workbook's sheets as blocks, its formulas and its cell names; each read when first asked for, once."""

    def __init__(self, book: xw.Book) -> None:
        self.book = book
        self.can = capabilities(book)
        self._made: dict[Hashable, Any] = {}

    def once(self, what: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what is made of the workbook and asked for by several kinds of work, made when first asked for."""
        if what not in self._made:
            self._made[what] = make()
        made: _Made = self._made[what]
        return made

    @property
    def heading_problems(self) -> tuple[Problem, ...]:
        """Return what is wrong in what officers said of headings; a reading without their words has none."""
        return ()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the sheets that hold cells, in the workbook's order; `book.sheets` has no chart sheets on any engine."""
        found = (_block(sheet, self.can) for sheet in self.book.sheets)
        return tuple(self._without_own_errors(block) for block in found if block is not None)

    def block(self, sheet: str) -> Block | None:
        """Return the block of a sheet, None where the sheet is missing or has no cells."""
        return self._blocks_by_name.get(key(sheet))

    @cached_property
    def _blocks_by_name(self) -> Mapping[str, Block]:
        return {key(block.sheet): block for block in reversed(self.blocks)}

    def has_sheet(self, sheet: str) -> bool:
        """Return whether the workbook has a sheet of that name, whatever its capitals."""
        return self.sheet_name(sheet) is not None

    def sheet_name(self, sheet: str) -> str | None:
        """Return a sheet's name as the workbook spells it."""
        return self._spelt.get(key(sheet))

    @cached_property
    def _spelt(self) -> Mapping[str, str]:
        return {key(name): name for name in reversed(self.sheet_names)}

    def refuse_unknown(self, sheet: str | None) -> None:
        """Refuse a sheet that an officer named and that cannot hold a table: it is not there, a chart's, or empty."""
        if sheet is None or self.block(sheet) is not None:
            return
        if self.has_sheet(sheet):
            raise BookError(f"The sheet '{self.sheet_name(sheet)}' is empty.")
        there = ", ".join(f"'{name}'" for name in self.sheet_names)
        if key(sheet) in self.taken_names:
            raise BookError(f"'{sheet}' is a chart sheet and has no cells.", f"Name one of {there}.")
        raise BookError(f"There is no sheet '{sheet}' in this workbook.", f"Its sheets are {there}.")

    @cached_property
    def sheet_names(self) -> tuple[str, ...]:
        """Return the names of all sheets."""
        return tuple(sheet.name for sheet in self.book.sheets)

    @cached_property
    def taken_names(self) -> frozenset[str]:
        """Return the names that no new sheet can have, as they are compared: those of chart sheets are among them."""
        return frozenset(key(name) for name in tab_names(self.book))

    @cached_property
    def drawn(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names of what is drawn on each sheet; none where the program behind the book cannot say."""
        return {sheet.name: _drawn(sheet) for sheet in self.book.sheets}

    @cached_property
    def drawings(self) -> Mapping[str, str]:
        """Return what is drawn on each sheet as DrawingML; none where the program behind the book cannot say."""
        return drawing_xml(self.book)

    def holds_anything(self, sheet: str) -> bool:
        """Return whether a sheet has a filled cell or anything drawn on it."""
        return self.block(sheet) is not None or bool(self.drawn.get(sheet))

    @cached_property
    def written(self) -> WrittenFormulas:
        """Return the workbook's formulas as they stand, and how it spells our functions."""
        return WrittenFormulas(self.book, self.can)

    def formulas(self, sheet: str) -> Mapping[tuple[int, int], str] | None:
        """Return a sheet's formulas by row and column, ours as the desktop spells them; None where nobody can say."""
        return self.written.read(sheet)

    def own_formulas(self, sheet: str) -> frozenset[tuple[int, int]]:
        """Return the rows and columns of a sheet's formulas that call our functions; none where nobody can say."""
        return frozenset(self.written.ours(sheet))

    def under_merge(self, sheet: str, row: int, column: int, value: Any) -> Any:
        """Return what a cell holds, or a blank one shows that is merged into another; where nobody can say, what it holds."""
        if not is_blank(value) or not self.can.merges:
            return value
        with reading_of(self.book.sheets[sheet]):
            cell = self.book.sheets[sheet].range((row, column))
            if not cell.merge_cells:
                return value
            first = cell.merge_area
        block = self.block(sheet)
        return value if block is None else block.at(first.row, first.column)

    def _without_own_errors(self, block: Block) -> Block:
        """Return the block with the errors in cells of our own formulas as blanks: those are computed anew."""
        own = self.own_formulas(block.sheet) if block.errors else frozenset()
        return block.with_values(dict.fromkeys(place for place in own if block.at(*place) in block.errors))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return what each of the workbook's names refers to, as "=Sheet!$A$1"."""
        if not self.can.names:
            return {}
        told = {str(name.name): name.refers_to for name in self.book.names}
        return {name: str(refers_to) for name, refers_to in told.items() if refers_to is not None}


def _block(sheet: xw.Sheet, can: Capabilities) -> Block | None:
    with reading_of(sheet):
        top, left, values = used_values(sheet)
        visible = not can.visibility or sheet.visible in _SHOWN
    rows = without_blank_end(values, is_blank)
    if not rows:
        return None

    def lacks(row: int, column: int) -> bool:
        with reading_of(sheet):
            return lacks_result(sheet.range((row, column)))

    def merged(row: int, column: int) -> bool:
        with reading_of(sheet):
            return is_merged(sheet.range((row, column)))

    return Block(sheet.name, top, left, rows, visible, lacks_result=lacks, is_merged=merged)


def _drawn(sheet: xw.Sheet) -> tuple[str, ...]:
    with reading_of(sheet):
        return tuple(drawn_names(sheet))
