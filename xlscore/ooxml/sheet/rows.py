"""The rows of a sheet as bytes: where each row stands, and the cells of the few that are touched.

A sheet is never parsed into a tree. One pass notes where every row begins; only a row that is asked for
is cut into cells, and only a row that was changed is written anew.
"""

from __future__ import annotations

import itertools
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from xlscore.ooxml.errors import DamagedFileError, EditRefusedError
from xlscore.ooxml.sheet.cells import INSIDE_TAG, Slice, attributes, tag_length
from xlscore.ooxml.sheet.strings import without_comments
from xlscore.ooxml.values.addresses import MAX_COLUMN, MAX_ROW, column_letters, column_number
from xlscore.ooxml.xml.splice import start_tag
from xlscore.ooxml.xml.text import masked, without_extensions

__all__ = ["Cell", "Grid", "Row"]

BEYOND = "Row {} holds a cell beyond the last column; save the workbook in Excel."
CELL_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})\d{1,7}[\"']")
ANY_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(slots=True)
class Cell:
    """One cell of a touched row: the bytes before it, its own bytes, and whether it names its place."""

    column: int
    raw: bytes
    lead: bytes = b""
    placed: bool = True


def _column_of(cell: Cell) -> int:
    return cell.column


@dataclass
class Row:
    """One row cut into cells."""

    number: int
    tag: bytes
    cells: list[Cell] = field(default_factory=list)
    tail: bytes = b""
    changed: bool = False

    def __post_init__(self) -> None:
        """See whether the cells stand in order, which Excel writes and other programs may not."""
        self._in_order = all(a.column < b.column for a, b in itertools.pairwise(self.cells))
        self._all_placed = all(cell.placed for cell in self.cells)

    def first(self, column: int) -> Cell | None:
        """Return the cell in this column, the first where a damaged file has two, or None."""
        if not self._in_order:
            return next((cell for cell in self.cells if cell.column == column), None)
        at = bisect_left(self.cells, column, key=_column_of)
        return self.cells[at] if at < len(self.cells) and self.cells[at].column == column else None

    def find(self, column: int) -> Cell | None:
        """Return the cell in this column to be changed, or None; refused where there are two."""
        if not self._in_order and sum(cell.column == column for cell in self.cells) > 1:
            raise EditRefusedError(
                f"Row {self.number} holds column {column_letters(column)} twice; open the workbook in Excel and save it."
            )
        return self.first(column)

    def insert(self, cell: Cell) -> None:
        """Put a new cell in its place; neighbours that counted on their position get an address."""
        for other in () if self._all_placed else self.cells:
            if not other.placed:
                name = f"{column_letters(other.column)}{self.number}"
                end = tag_length(other.raw)
                other.raw = start_tag(other.raw[:end], {"r": name}) + other.raw[end:]
                other.placed = True
        self._all_placed = True
        if self._in_order:
            at = bisect_left(self.cells, cell.column, key=_column_of)
        else:
            later = (index for index, other in enumerate(self.cells) if other.column > cell.column)
            at = next(later, len(self.cells))
        self.cells.insert(at, cell)
        if b"spans" in self.tag:
            self._widen_spans(cell.column)

    def xml(self, prefix: bytes) -> bytes:
        """Return the row as XML."""
        inside = b"".join(cell.lead + cell.raw for cell in self.cells) + self.tail
        tag = self.tag
        if tag.endswith(b"/>"):
            if not inside:
                return tag
            tag = tag[:-2].rstrip() + b">"
        return tag + inside + b"</" + prefix + b"row>"

    def _widen_spans(self, column: int) -> None:
        spans = attributes(self.tag).get("spans")
        bounds = re.fullmatch(r"(\d{1,7}):(\d{1,7})", spans or "")
        if bounds and not int(bounds[1]) <= column <= int(bounds[2]):
            low, high = min(int(bounds[1]), column), max(int(bounds[2]), column)
            self.tag = start_tag(self.tag, {"spans": f"{low}:{high}"})


@lru_cache(maxsize=16)
def _row_pattern(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(
        rb"<" + re.escape(prefix) + rb"row(?=[\s/>])(?:\s+r=\"(\d{1,7})\")?(" + INSIDE_TAG + rb")>"
    )


@lru_cache(maxsize=16)
def _cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    tag = re.escape(prefix + b"c")
    return re.compile(
        rb"<" + tag + rb"(?=[\s/>])(?:\s+r=\"([A-Za-z]{1,3})\d{1,7}\")?(" + INSIDE_TAG + rb")"
        rb"(?:(?<=/)>|>(.*?)</" + tag + rb"\s*>)",
        re.DOTALL,
    )


@lru_cache(maxsize=MAX_COLUMN)
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


def column_of(letters: bytes, row: int) -> int:
    """Return the number of a column; refused where no sheet has it."""
    column = _column(letters)
    if column > MAX_COLUMN:
        raise DamagedFileError(BEYOND.format(row))
    return column


class Grid:
    """The inside of one `<sheetData>`, with pending changes row by row."""

    def __init__(self, data: bytes, prefix: bytes, *, hiding: bool = False) -> None:
        """Note where every row begins; `hiding` says that comments or CDATA may hide markup."""
        self.data = data
        self.prefix = prefix
        self._seen = without_extensions(masked(data) if hiding else data)
        self._numbers = array("L")
        self._starts = array("Q")
        self._unplaced: set[int] = set()
        self._index()
        self._in_order = all(a < b for a, b in zip(self._numbers, self._numbers[1:], strict=False))
        self._places: dict[int, int] = {}
        self._rows: dict[int, Row] = {}
        self._new: list[int] = []
        # Reading and then setting a cell looks at the same row several times in a row.
        self._recent = Row(0, b"")

    def _index(self) -> None:
        number = 0
        for match in _row_pattern(self.prefix).finditer(self._seen):
            spelled = match[1]
            if spelled is None and (found := ANY_REFERENCE.search(b" " + match[2])):
                spelled = found[1]
            if spelled is None:
                self._unplaced.add(len(self._numbers))
                number += 1
            else:
                number = int(spelled) if spelled.isdigit() and len(spelled) < 9 else 0
            if not 1 <= number <= MAX_ROW:
                raise DamagedFileError(
                    "A row of the sheet has a number no sheet has; save the workbook in Excel."
                )
            self._numbers.append(number)
            self._starts.append(match.start())

    def numbers(self) -> list[int]:
        """Return the numbers of all rows that are written, ascending."""
        return list(self.run(1, MAX_ROW))

    def row(self, number: int) -> Row | None:
        """Return a row cut into cells, or None when it is not written."""
        row = self._rows.get(number)
        if row is not None:
            return row
        if self._recent.number != number:
            position = self._position(number)
            if position is None:
                return None
            self._recent = self._cut(position)
        return self._recent

    def editable(self, number: int) -> Row:
        """Return a row to be changed, made in its place when it is not written yet."""
        row = self._rows.get(number)
        if row is None:
            position = self._position(number)
            if position is None:
                row = Row(number, b'<%srow r="%d">' % (self.prefix, number))
                self._new.append(number)
                self._place_follower(number)
            else:
                if number in self._doubled:
                    raise EditRefusedError(
                        f"The sheet holds row {number} twice; open the workbook in Excel and save it."
                    )
                row = self._recent if self._recent.number == number else self._cut(position)
            self._rows[number] = row
        return row

    def slices(self, top: int = 1, bottom: int = MAX_ROW) -> Iterator[Slice]:
        """Yield the cells of a run of rows, for reading; much faster than cutting each row."""
        for number in self.run(top, bottom):
            yield from self.slices_of(number)

    def slices_of(self, number: int) -> Iterator[Slice]:
        """Yield the cells of one row that is written, for reading."""
        _, start, end = next(self.spans(number, number), (number, 0, 0))
        if not end:
            yield from self._edited_slices(number)
            return
        column = 0
        for cell in _cell_pattern(self.prefix).finditer(self.data, start, end):
            letters = cell[1] or _letters(cell, number)
            column = _column(letters) if letters else column + 1
            if column > MAX_COLUMN:
                raise DamagedFileError(BEYOND.format(number))
            yield Slice(number, column, cell[2], cell[3] or b"")

    def run(self, top: int, bottom: int) -> Sequence[int]:
        """Return the numbers of the rows that are written from one to another."""
        simple = self._in_order and not self._new
        numbers = self._numbers if simple else sorted({*self._numbers, *self._new})
        return numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]

    def spans(self, top: int, bottom: int) -> Iterator[tuple[int, int, int]]:
        """Yield the number of each row and where its bytes begin and end; 0 and 0 where it is not what they say."""
        numbers, starts, end = self.run(top, bottom), self._starts, len(self.data)
        if self.is_regular and not self._rows and numbers:
            first = bisect_left(self._numbers, numbers[0])
            ends = [*starts[first + 1 : first + 1 + len(numbers)], end]
            yield from zip(numbers, starts[first:], ends, strict=False)
            return
        for number in numbers:
            at = self._position(number)
            if at is None or number in self._rows or self._seen is not self.data:
                yield number, 0, 0
            else:
                yield number, starts[at], starts[at + 1] if at + 1 < len(starts) else end

    @property
    def is_regular(self) -> bool:
        """Return whether rows stand in order and nothing in them hides markup."""
        return self._in_order and self._seen is self.data

    @property
    def edited(self) -> Iterable[int]:
        """Return the numbers of the rows that may differ from the bytes that were read."""
        return self._rows

    def slice_at(self, offset: int) -> Slice | None:
        """Return the cell that begins here in the bytes that were read; None where it does not begin with its address."""
        position = bisect_right(self._starts, offset) - 1
        cell = _cell_pattern(self.prefix).match(self.data, offset)
        if position < 0 or cell is None or cell[1] is None:
            return None
        number = self._numbers[position]
        return Slice(number, column_of(cell[1], number), cell[2], cell[3] or b"")

    def _edited_slices(self, number: int) -> Iterator[Slice]:
        row = self.row(number)
        for cell in row.cells if row else ():
            match = _cell_pattern(self.prefix).match(without_comments(cell.raw))
            if match:
                yield Slice(number, cell.column, match[2], match[3] or b"")

    def rows_with(self, needle: bytes) -> list[int]:
        """Return the numbers of rows whose bytes hold `needle`, to look at few of many."""
        found: set[int] = set()
        at = self.data.find(needle)
        while at >= 0:
            position = bisect_left(self._starts, at + 1) - 1
            if position >= 0:
                found.add(self._numbers[position])
                following = self._starts[position + 1] if position + 1 < len(self._starts) else len(self.data)
            else:
                following = self._starts[0] if self._starts else len(self.data)
            at = self.data.find(needle, following)
        found -= self._rows.keys()
        found |= {
            number for number, row in self._rows.items() if any(needle in cell.raw for cell in row.cells)
        }
        return sorted(found)

    def chunks(self) -> Iterator[bytes | memoryview]:
        """Yield the bytes of the rows: runs that nobody touched whole, changed rows anew."""
        view = memoryview(self.data)
        position = 0
        news = sorted(self._new)
        for index in self._stops(news):
            number, start = self._numbers[index], self._starts[index]
            while news and news[0] < number:
                yield view[position:start]
                position = start
                yield self._rows[news.pop(0)].xml(self.prefix)
            row = self._rows.get(number)
            if row is not None and row.changed:
                yield view[position:start]
                yield row.xml(self.prefix)
                position = self._end(index)
        if news:
            end = self._end(len(self._starts) - 1) if self._starts else position
            yield view[position:end]
            position = end
            for number in news:
                yield self._rows[number].xml(self.prefix)
        yield view[position:]

    @property
    def changed(self) -> bool:
        """Return whether any row differs from the bytes that were read."""
        return bool(self._new) or any(row.changed for row in self._rows.values())

    def _stops(self, news: list[int]) -> list[int]:
        """Return the positions of rows that are changed, or follow a new row."""
        if not self._in_order:
            return list(range(len(self._numbers)))
        stops = {bisect_left(self._numbers, number) for number in (*news, *self._rows)}
        return sorted(stop for stop in stops if stop < len(self._numbers))

    def _position(self, number: int) -> int | None:
        if self._in_order:
            position = bisect_left(self._numbers, number)
            return position if position < len(self._numbers) and self._numbers[position] == number else None
        if not self._places:
            self._places = {each: at for at, each in reversed(list(enumerate(self._numbers)))}
        return self._places.get(number)

    @cached_property
    def _doubled(self) -> frozenset[int]:
        """The numbers of rows that the sheet holds more than once."""
        if self._in_order:
            return frozenset()
        return frozenset(number for number, times in Counter(self._numbers).items() if times > 1)

    def _place_follower(self, number: int) -> None:
        """Give the next written row its number when it only counted on the row before it."""
        following = next((i for i, each in enumerate(self._numbers) if each > number), None)
        if following is None or following not in self._unplaced:
            return
        row = self.editable(self._numbers[following])
        row.tag = start_tag(row.tag, {"r": str(row.number)})
        row.changed = True

    def _end(self, index: int) -> int:
        """Return where the row of this position ends."""
        start = self._starts[index]
        following = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._seen)
        match = _row_pattern(self.prefix).match(self._seen, start)
        assert match is not None
        if match[0].endswith(b"/>"):
            return match.end()
        close = self._seen.rindex(b"</" + self.prefix + b"row", start, following)
        return self._seen.index(b">", close) + 1

    def _cut(self, index: int) -> Row:
        start, end = self._starts[index], self._end(index)
        number = self._numbers[index]
        match = _row_pattern(self.prefix).match(self._seen, start)
        assert match is not None
        tag = self.data[start : match.end()]
        if match[0].endswith(b"/>"):
            return Row(number, tag)
        cells: list[Cell] = []
        position, column = match.end(), 0
        for cell in _cell_pattern(self.prefix).finditer(self._seen, position, end):
            letters = cell[1] or _letters(cell, number)
            column = _column(letters) if letters else column + 1
            at, to = cell.span()
            cells.append(Cell(column, self.data[at:to], self.data[position:at], letters is not None))
            position = to
            if column > MAX_COLUMN:
                raise DamagedFileError(BEYOND.format(number))
        close = self._seen.rindex(b"</", start, end)
        return Row(number, tag, cells, self.data[position:close])


def _letters(cell: re.Match[bytes], row: int) -> bytes | None:
    """Return the column letters of a cell, or None when it counts on the cell before it."""
    if cell[1] is not None:
        return cell[1]
    spelled = b" " + cell[2]
    placed = CELL_REFERENCE.search(spelled)
    if placed is None and ANY_REFERENCE.search(spelled):
        raise DamagedFileError(f"A cell of row {row} has an address no cell has; save the workbook in Excel.")
    return placed[1] if placed else None
