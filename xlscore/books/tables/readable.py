"""Which rows of a sheet read as headings of some kind at all, found by few looks: the near misses are sought among them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from xlscore.books.tables.blocks import Block, once_per_block
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.stops import texts_that_may_head
from xlscore.books.tables.words.vocabulary import heading_keys_of, heading_text

__all__ = ["readable"]

_NONE: Final = frozenset[int]()
_PLAIN_WORDS: Final = re.compile(r"^[^(\[]*[^\W\d_][^(\[]*$", re.DOTALL)
"""A text with letters and without brackets."""


@once_per_block
def readable(block: Block, kinds: tuple[TableKind, ...]) -> list[tuple[int, int]]:
    """Return the rows, alone and with the one above, of which two columns may be headings of some kind: first and last row.

    One is so by its words, another by words or as a span of dates: "Apr 2023" above "Mar 2024" is nothing without words beside it.
    """
    if block.left >= block.last_column:
        return []
    spelt = _Spelt(block, kinds)
    found = []
    # Of rows that hold the very same, the first comes before the others.
    seen: set[tuple[object, ...]] = set()
    for row in sorted({line for above in spelt.worded for line in (above, above + 1)}):
        for top in (row, row - 1):
            if not spelt.may_be(top, row):
                continue
            mark = (top < row, spelt.content(top), spelt.content(row))
            if mark not in seen:
                seen.add(mark)
                if spelt.is_readable(top, row):
                    found.append((top, row))
    return found


class _Spelt:
    """Which cells of a sheet are spelt as some heading, alone or with the one above; a year may be a part of one."""

    def __init__(self, block: Block, kinds: tuple[TableKind, ...]) -> None:
        self._block = block
        self._headings = frozenset(
            spelling for kind in kinds for column in kind.columns for spelling in column.spellings
        )
        self._known: dict[tuple[object, ...], bool] = {}
        self._by_themselves: dict[int, frozenset[int]] = {}
        self._rows: dict[int, int] = {}
        self._contents: dict[tuple[object, ...], int] = {}
        texts = self._texts = texts_that_may_head(block, kinds)
        self._told: dict[int, set[int]] = {}
        for row, column in block.meant:
            self._told.setdefault(row, set()).add(column)
        self.worded: dict[int, frozenset[int]] = {}
        """The columns of each row whose texts may be headings, or parts of them, and those of which somebody said so."""
        self._dated: dict[int, frozenset[int]] = {}
        years = {each for each in block.values if isinstance(each, (int, float)) and 1900 <= each < 2100}
        dates = {each for each in block.values if isinstance(each, date)}
        worded = {row: frozenset(c for c, _ in cells) for row, cells in block.rows_with(texts | years)}
        worded |= {row: worded.get(row, _NONE) | told for row, told in self._told.items()}
        self.worded = {row: worded[row] for row in sorted(worded) if block.filled(row)}
        if dates:
            self._dated = {row: frozenset(c for c, _ in cells) for row, cells in block.rows_with(dates)}

    def content(self, row: int) -> int:
        """Return what tells a row from those that hold something else; a row of which somebody said what it means from all."""
        if row not in self._rows:
            filled = self._block.filled(row)
            cells = self._block.held(row, filled)
            content = self._contents.setdefault((*filled, *cells, *map(type, cells)), len(self._contents))
            self._rows[row] = -row if row in self._told else content
        return self._rows[row]

    def may_be(self, top: int, row: int) -> bool:
        """Return whether a row, or two, have two columns that might be headings."""
        words = self.worded.get(top, _NONE) | self.worded.get(row, _NONE)
        return bool(words) and len(words | self._dates(top, row)) > 1

    def is_readable(self, top: int, row: int) -> bool:
        """Return whether two columns of a row, or of two, read as headings, one of them by its words."""
        words = self._alone(top) | self._alone(row)
        if top < row:
            for column in (self.worded.get(top, _NONE) | self.worded.get(row, _NONE)) - words:
                upper, lower = (self._block.at(line, column) for line in (top, row))
                if self._may_join(upper) and self._may_join(lower) and self._is_heading(upper, lower):
                    words |= {column}
        return bool(words) and len(words | self._dates(top, row)) > 1

    def _may_join(self, value: object) -> bool:
        """Return whether a cell may be half of a heading: by its words, or as "12" above "months", a date, a note in brackets."""
        if not isinstance(value, str):
            return value is not None
        return value in self._texts or _PLAIN_WORDS.search(value) is None

    def _alone(self, row: int) -> frozenset[int]:
        """Return the columns of a row that read as headings by themselves, and those of which somebody said so."""
        if row not in self._by_themselves:
            read = (c for c in self.worded.get(row, _NONE) if self._is_heading(self._block.at(row, c)))
            self._by_themselves[row] = frozenset(read).union(self._told.get(row, ()))
        return self._by_themselves[row]

    def _is_heading(self, *values: object) -> bool:
        """Return whether a cell, or two above one another, is spelt as a heading."""
        mark = (*values, *map(type, values))
        if mark not in self._known:
            keys = heading_keys_of(" ".join(map(heading_text, values)))
            self._known[mark] = not self._headings.isdisjoint(keys)
        return self._known[mark]

    def _dates(self, top: int, row: int) -> frozenset[int]:
        return self._dated.get(top, _NONE) | self._dated.get(row, _NONE)
