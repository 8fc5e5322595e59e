"""The rows of a sheet as bytes: where each row stands, and the cells of the few that are touched.

A sheet is never parsed into a tree. One pass notes where every row begins; only a row that is asked for
is cut into cells, and only a row that was changed is written anew.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import islice, repeat
from operator import lt, methodcaller

from xlscore.ooxml.errors import DamagedFileError, EditRefusedError
from xlscore.ooxml.sheet.cells import Slice
from xlscore.ooxml.sheet.cut_row import Row
from xlscore.ooxml.sheet.cutting import (
    ANY_REFERENCE,
    cell_at,
    cut_row,
    plain_row_pattern,
    row_pattern,
    slice_of,
    slices_in,
)
from xlscore.ooxml.values.addresses import MAX_ROW
from xlscore.ooxml.xml.splice import start_tag
from xlscore.ooxml.xml.text import masked, starts_of, without_extensions

__all__ = ["Grid", "Span"]

_start = methodcaller("start")
ROWS_AT_ONCE = 1_000
_NO_ROW = Row(0, b"")
# What rows were before their first change: cut into cells, written whole, or neither.
_Held = dict[int, tuple[Row | None, bytes | None]]
# The number of a row, the bytes it is in, and where in them it begins and ends.
Span = tuple[int, bytes, int, int]


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
        self._in_order = all(map(lt, self._numbers, self._numbers[1:]))
        self._places: dict[int, int] = {}
        self._rows: dict[int, Row] = {}
        # Rows that were written whole, in bytes that nobody has looked into since.
        self._whole: dict[int, bytes] = {}
        self._new: list[int] = []
        # Reading and then setting a cell looks at the same row several times in a row.
        self._recent = _NO_ROW
        self._held: list[_Held] = []

    def _index(self) -> None:
        """Note the number and the beginning of every row, all at once where each is written as programs write it."""
        spelled = plain_row_pattern(self.prefix).findall(self._seen)
        begins = b"<%srow" % self.prefix
        if len(spelled) == self._seen.count(begins):
            self._enter(list(map(int, spelled)), starts_of(begins, self._seen))
            return
        number, found = 0, row_pattern(self.prefix).finditer(self._seen)
        while rows := list(islice(found, ROWS_AT_ONCE)):
            spelled = [row[1] for row in rows]
            if None in spelled:
                numbers: list[int] = []
                for row in rows:
                    number = self._number_of(row, number, len(self._numbers) + len(numbers))
                    numbers.append(number)
            else:
                numbers = list(map(int, spelled))
                number = numbers[-1]
            self._enter(numbers, map(_start, rows))

    def _enter(self, numbers: Sequence[int], starts: Iterable[int]) -> None:
        """Note rows by their numbers, which no sheet has beyond its last."""
        if numbers and not (min(numbers) >= 1 and max(numbers) <= MAX_ROW):
            raise DamagedFileError(
                "A row of the sheet has a number no sheet has; save the workbook in Excel."
            )
        self._numbers.extend(numbers)
        self._starts.extend(starts)

    def _number_of(self, row: re.Match[bytes], before: int, position: int) -> int:
        """Return the number of a row, 0 for one that no row has; the one after the row before it where it says none."""
        spelled = row[1]
        if spelled is None and (found := ANY_REFERENCE.search(b" " + row[2])):
            spelled = found[1]
        if spelled is None:
            self._unplaced.add(position)
            return before + 1
        return int(spelled) if spelled.isdigit() and len(spelled) < 9 else 0

    def numbers(self) -> list[int]:
        """Return the numbers of all rows that are written, ascending."""
        return list(self.run(1, MAX_ROW))

    def row(self, number: int) -> Row | None:
        """Return a row cut into cells, or None when it is not written."""
        row = self._rows.get(number)
        if row is not None:
            return row
        if self._recent.number != number:
            found = self._found(number)
            if found is None:
                return None
            self._recent = found
        return self._recent

    def is_written(self, number: int) -> bool:
        """Return whether there is a row of this number."""
        return number in self._rows or number in self._whole or self._position(number) is not None

    def editable(self, number: int) -> Row:
        """Return a row to be changed, made in its place when it is not written yet."""
        row = self._rows.get(number)
        self._note(number)
        if row is None:
            self.refuse_doubled(number)
            row = self.row(number)
            if row is None:
                row = Row(number, b'<%srow r="%d">' % (self.prefix, number))
                self._add(number)
            row.changed = row.changed or self._whole.pop(number, None) is not None
            self._rows[number] = row
        return row

    def hold(self) -> Callable[[bool], None]:
        """Return what ends the watch over changes that begins now: it keeps them, or takes them back when told so."""
        held: _Held = {}
        self._held.append(held)

        def end(back: bool) -> None:
            self._held = [each for each in self._held if each is not held]
            if not back:
                return
            for number, (row, whole) in held.items():
                self._rows.pop(number, None)
                self._whole.pop(number, None)
                if row is not None:
                    self._rows[number] = row
                if whole is not None:
                    self._whole[number] = whole
            # A new row has no bytes of its own in what was read, so one that is in neither was never there.
            self._new = [number for number in self._new if number in self._rows or number in self._whole]
            self._recent = _NO_ROW

        return end

    def _note(self, number: int) -> None:
        """Note a row as it is before its first change, for each watch that may go back to it."""
        for held in self._held:
            if number not in held:
                row = self._rows.get(number)
                held[number] = (row.copy() if row is not None else None, self._whole.get(number))

    def plain(self, number: int) -> bytes | None:
        """Return the bytes of a row, or None where they alone do not tell: markup may hide, or the row is there twice."""
        if self._seen is not self.data or number in self.doubled:
            return None
        if number in self._rows or number in self._whole:
            return self._xml(number)
        index = self._position(number)
        return None if index is None else self.data[self._starts[index] : self._end(index)]

    def refuse_doubled(self, number: int) -> None:
        """Refuse to change a row that is there more than once."""
        if number in self.doubled:
            raise EditRefusedError(
                f"The sheet holds row {number} twice; open the workbook in Excel and save it."
            )

    def put(self, number: int, xml: bytes) -> None:
        """Put in a whole row, new or in the place of the one that is written."""
        self._note(number)
        if not self.is_written(number):
            self._add(number)
        self._whole[number] = xml
        self._rows.pop(number, None)
        self._recent = _NO_ROW

    def _add(self, number: int) -> None:
        self._new.append(number)
        self._place_follower(number)

    def slices(self, top: int = 1, bottom: int = MAX_ROW) -> Iterator[Slice]:
        """Yield the cells of a run of rows, for reading; much faster than cutting each row."""
        for number, data, start, end in self.spans(top, bottom):
            yield from self._slices(number, data, start, end)

    def slices_of(self, number: int) -> Iterator[Slice]:
        """Yield the cells of one row that is written, for reading."""
        yield from self._slices(*self.span(number))

    def _slices(self, number: int, data: bytes, start: int, end: int) -> Iterator[Slice]:
        return slices_in(data, self.prefix, number, start, end) if end else self._edited_slices(number)

    def run(self, top: int, bottom: int) -> Sequence[int]:
        """Return the numbers of the rows that are written from one to another, ascending."""
        simple = self._in_order and not self._new
        numbers = self._numbers if simple else sorted({*self._numbers, *self._new})
        return numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]

    def spans(self, top: int, bottom: int) -> Iterator[Span]:
        """Yield where each row of a run stands: its number, the bytes it is in, and where in them it begins and ends.

        The end is 0 where bytes alone do not tell the row's cells: one that is cut into cells to be changed, and
        any where markup may hide.
        """
        numbers = self.run(top, bottom)
        if not self.is_regular or self._rows or self._whole:
            yield from map(self.span, numbers)
        elif numbers:
            first, starts = bisect_left(self._numbers, numbers[0]), self._starts
            ends = [*starts[first + 1 : first + 1 + len(numbers)], len(self.data)]
            yield from zip(numbers, repeat(self.data), starts[first:], ends, strict=False)

    def span(self, number: int) -> Span:
        """Return where one row stands, as `spans` does."""
        whole = self._whole.get(number)
        if whole is not None:
            return number, whole, 0, len(whole)
        at = self._position(number)
        if at is None or number in self._rows or self._seen is not self.data:
            return number, b"", 0, 0
        return number, self.data, self._starts[at], self._following(at)

    @property
    def is_regular(self) -> bool:
        """Return whether the rows that were read stand in order and nothing in them hides markup."""
        return self._in_order and self._seen is self.data

    @property
    def edited(self) -> Set[int]:
        """Return the numbers of the rows that may differ from the bytes that were read."""
        return self._rows.keys() | self._whole.keys()

    def slice_at(self, offset: int) -> Slice | None:
        """Return the cell that begins here in the bytes that were read; None where it does not begin with its address."""
        position = bisect_right(self._starts, offset) - 1
        number = self._numbers[position] if position >= 0 else 0
        return cell_at(self.data, self.prefix, number, offset) if number else None

    def _edited_slices(self, number: int) -> Iterator[Slice]:
        row = self.row(number)
        for cell in row.cells if row else ():
            found = slice_of(cell, self.prefix, number)
            if found:
                yield found

    def rows_with(self, needle: bytes) -> list[int]:
        """Return the numbers of rows whose bytes hold `needle`, to look at few of many."""
        found: set[int] = set()
        at = self.data.find(needle)
        while at >= 0:
            position = bisect_left(self._starts, at + 1) - 1
            if position >= 0:
                found.add(self._numbers[position])
                following = self._following(position)
            else:
                following = self._starts[0] if self._starts else len(self.data)
            at = self.data.find(needle, following)
        found -= self._rows.keys() | self._whole.keys()
        found |= {number for number, xml in self._whole.items() if needle in xml}
        found |= {
            number
            for number, row in self._rows.items()
            if needle in row.tag or any(needle in cell.raw for cell in row.cells)
        }
        return sorted(found)

    def chunks(self) -> Iterator[bytes | memoryview]:
        """Yield the bytes of the rows: runs that nobody touched whole, changed rows anew."""
        view = memoryview(self.data)
        position = 0
        news = deque(sorted(self._new))
        for index in self._stops(news):
            number, start = self._numbers[index], self._starts[index]
            while news and news[0] < number:
                yield view[position:start]
                position = start
                yield self._xml(news.popleft())
            row = self._rows.get(number)
            if number in self._whole or (row is not None and row.changed):
                if position < start:
                    yield view[position:start]
                yield self._xml(number)
                position = self._end(index)
        if news:
            end = self._end(len(self._starts) - 1) if self._starts else position
            yield view[position:end]
            position = end
            for number in news:
                yield self._xml(number)
        yield view[position:]

    def _xml(self, number: int) -> bytes:
        whole = self._whole.get(number)
        return whole if whole is not None else self._rows[number].xml(self.prefix)

    @property
    def changed(self) -> bool:
        """Return whether any row differs from the bytes that were read."""
        return bool(self._new or self._whole) or any(row.changed for row in self._rows.values())

    def _stops(self, news: Iterable[int]) -> list[int]:
        """Return the positions of rows that are changed, or follow a new row."""
        if not self._in_order:
            return list(range(len(self._numbers)))
        stops = {bisect_left(self._numbers, number) for number in (*news, *self._rows, *self._whole)}
        return sorted(stop for stop in stops if stop < len(self._numbers))

    def _position(self, number: int) -> int | None:
        if self._in_order:
            position = bisect_left(self._numbers, number)
            return position if position < len(self._numbers) and self._numbers[position] == number else None
        if not self._places:
            self._places = {each: at for at, each in reversed(list(enumerate(self._numbers)))}
        return self._places.get(number)

    @cached_property
    def doubled(self) -> frozenset[int]:
        """Return the numbers of rows that the sheet holds more than once."""
        if self._in_order:
            return frozenset()
        return frozenset(number for number, times in Counter(self._numbers).items() if times > 1)

    def _place_follower(self, number: int) -> None:
        """Give the next written row its number when it only counted on the row before it."""
        if not self._unplaced:
            return
        following = next((i for i, each in enumerate(self._numbers) if each > number), None)
        if following is None or following not in self._unplaced:
            return
        row = self.editable(self._numbers[following])
        row.tag = start_tag(row.tag, {"r": str(row.number)})
        row.changed = True

    def _following(self, index: int) -> int:
        """Return where the row after this position begins."""
        return self._starts[index + 1] if index + 1 < len(self._starts) else len(self.data)

    def _end(self, index: int) -> int:
        """Return where the row of this position ends."""
        start, following = self._starts[index], self._following(index)
        if self._seen.endswith(b"</%srow>" % self.prefix, start, following):
            return following
        match = row_pattern(self.prefix).match(self._seen, start)
        assert match is not None
        if match[0].endswith(b"/>"):
            return match.end()
        close = self._seen.rindex(b"</" + self.prefix + b"row", start, following)
        return self._seen.index(b">", close) + 1

    def _found(self, number: int) -> Row | None:
        """Return a row cut out of its bytes, or None when it is not written."""
        whole = self._whole.get(number)
        if whole is not None:
            return cut_row(whole, whole, self.prefix, number, 0, len(whole))
        index = self._position(number)
        if index is None:
            return None
        return cut_row(self.data, self._seen, self.prefix, number, self._starts[index], self._end(index))
