"""Which rows of a sheet are the headings of some table of ours: there the table above them ends."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import Final

from xlscore.books.tables.assigning import assign
from xlscore.books.tables.blocks import Block, once_per_block
from xlscore.books.tables.layout import TableKind, words_that_head
from xlscore.books.tables.words.periods import is_entry, period_of
from xlscore.books.tables.words.vocabulary import column_key, cycle_key, full_key, heading_text
from xlscore.rules.problems import ExcelError

__all__ = ["header_rows", "heading_keys", "texts_that_may_head"]

_MOST_NUMBERED, _MOST_HEADINGS = 8, 40
"""More often than this no table of ours begins in one column: a name with a number behind it, and any other."""
_NUMBERED: Final = re.compile(r"\s\d+\s*$")


@cache
def _first_headings(known_layouts: tuple[TableKind, ...]) -> frozenset[str]:
    """Return what stands first in a row of headings of ours."""
    return frozenset(
        column_key(layout.heading(name))
        for layout in known_layouts
        for name in (layout.rows, layout.columns[0].field)
    )


@cache
def _own_names(known_layouts: tuple[TableKind, ...]) -> frozenset[str]:
    """Return the headings over names that an officer made up, which may be called as a heading is."""
    columns = (column for layout in known_layouts for column in layout.columns if column.own_names)
    return frozenset(name for column in columns for name in column.spellings)


@cache
def _naming(known_layouts: tuple[TableKind, ...]) -> frozenset[str]:
    """Return what a row of headings cannot be without: the heading over a table's names, or its first."""
    return _first_headings(known_layouts).union(
        *(layout.column(layout.rows).spellings for layout in known_layouts)
    )


@cache
def _all_headings(known_layouts: tuple[TableKind, ...]) -> frozenset[str]:
    """Return everything that a heading of ours may be spelt as."""
    columns = (column for layout in known_layouts for column in layout.columns)
    return _first_headings(known_layouts).union(*(column.spellings for column in columns))


@once_per_block
def texts_that_may_head(block: Block, layouts: tuple[TableKind, ...]) -> frozenset[str]:
    """Return the texts of a sheet whose words do not rule out that they are headings of these tables, or parts of them."""
    return frozenset(filter(words_that_head(layouts), block.telling_texts))


@once_per_block
def heading_keys(block: Block, layouts: tuple[TableKind, ...]) -> dict[int, frozenset[str]]:
    """Return which headings of these tables the cells of each row read as, for the rows that hold any.

    What stands down a column time and again, as "Area 1" to "Area 30" or a force beside each of its counts, are entries.
    """
    ours = _all_headings(layouts)
    may_head = texts_that_may_head(block, layouts)
    # "#REF!" is no heading "Ref".
    keys = {text: _keys(text) & ours for text in may_head if ExcelError.read(text) is None}
    texts = frozenset(text for text, names in keys.items() if names)
    # A number names no records.
    holding = dict(block.rows_with(texts))
    meant: dict[int, list[tuple[int, frozenset[str]]]] = {}
    for (row, column), said in block.meant.items():
        if column in block.filled(row):
            meant.setdefault(row, []).append(
                (column, frozenset(name for text in said for name in _keys(text) & ours))
            )
            holding[row] = [cell for cell in holding.get(row, ()) if cell[0] != column]
    plain, numbered = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    # A list of somebody's says the same in thousands of rows: each text of a column is looked at once.
    entered = Counter(chain.from_iterable(holding.values()))
    for (column, text), times in entered.items():
        counter = numbered if _is_numbered(text) else plain
        for name in keys[text]:
            counter[column, name] += times
    plain.update((column, name) for cells in meant.values() for column, names in cells for name in names)
    entries = {place for place, times in numbered.items() if times > _MOST_NUMBERED}
    entries |= {place for place, times in plain.items() if times > _MOST_HEADINGS}

    def heads(column: int, names: frozenset[str]) -> frozenset[str]:
        return frozenset(name for name in names if (column, name) not in entries)

    of_cell = {cell: heads(cell[0], keys[cell[1]]) for cell in entered}
    headings: dict[int, frozenset[str]] = {}
    for row in sorted(holding):
        names = frozenset[str]().union(*map(of_cell.__getitem__, holding[row]))
        if row in meant:
            names = names.union(*(heads(*cell) for cell in meant[row]))
        if names:
            headings[row] = names
    return headings


def _keys(text: str) -> frozenset[str]:
    return frozenset((column_key(text), cycle_key(text)))


@once_per_block
def header_rows(block: Block, layouts: tuple[TableKind, ...]) -> frozenset[int]:
    """Return the rows of a sheet that are the headings of some table: there the table above ends."""
    if len(block.times_filled) < 2:
        return frozenset()  # a long list of somebody's: nothing stands beside anything
    stops = set()
    of_names: set[int] = set()  # a tube map may be called "Force", as a heading of ours is
    names = _own_names(layouts)
    below_ours = False  # a row of ours says "Force", up to when it counts, and caveats with their months
    telling = tuple(layout for layout in layouts if any(column.words for column in layout.columns))
    words: dict[int, frozenset[str]] = {}
    for row, here in heading_keys(block, layouts).items():
        filled = block.filled(row)
        if len(filled) < 2 or here.isdisjoint(_naming(layouts)):
            continue
        headings = {
            column: block.meant.get((row, column), ())[:1] or (_told(block.at(row, column)),)
            for column in filled
        }
        said = any(column_key(headings[column][0]) in words.get(column, ()) for column in filled)
        if said and not any(_heads_all(layout, headings) for layout in layouts):
            continue
        words |= _words_below(telling, headings)
        for layout in layouts:
            if here.isdisjoint(layout.column(layout.rows).spellings):
                continue
            taken, _ = assign(layout, headings)
            ours = [
                f for f, c in taken.items() if column_key(headings[c][0]) in layout.column(f).spellings[:1]
            ]
            if (
                layout.rows in taken
                and not _is_numbered(block.at(row, taken[layout.rows]))
                and (
                    len(taken) > 2
                    or len(ours) > 1
                    or (
                        layout.rows in ours
                        and _heads_periods(block, row, taken[layout.rows], of_names, wholly=below_ours)
                    )
                )
            ):
                stops.add(row)
                below_ours |= any(each.product_only and each.needs_headings <= here for each in layouts)
                of_names |= {column for column, (text,) in headings.items() if column_key(text) in names}
                break
        if (
            full_key(headings[filled[0]][0]) in _first_headings(layouts)
            and filled[0] not in of_names
            and all(isinstance(block.at(row, column), (str, datetime.date)) for column in filled)
        ):
            stops.add(row)
    return frozenset(stops)


def _heads_all(layout: TableKind, headings: Mapping[int, tuple[str, ...]]) -> bool:
    """Return whether a row has all headings that a table needs, and nothing besides headings of it."""
    taken, _ = assign(layout, headings)
    return len(taken) == len(headings) and all(any(f in taken for f in fields) for fields in layout.needed)


def _words_below(
    layouts: Sequence[TableKind], headings: Mapping[int, tuple[str, ...]]
) -> dict[int, frozenset[str]]:
    """Return, where headings are those of a table with a column of few words, what its records hold in that column."""
    found: dict[int, frozenset[str]] = {}
    for layout in layouts:
        taken, _ = assign(layout, headings)
        if all(any(field in taken for field in fields) for fields in layout.needed):
            found |= {
                taken[column.field]: frozenset(map(column_key, column.words))
                for column in layout.columns
                if column.words and column.field in taken
            }
    return found


def _is_numbered(value: object) -> bool:
    """Return whether a cell is one of several of a name, as "Measure 1" in a row of entries; a footnote stands closer."""
    return isinstance(value, str) and _NUMBERED.search(value) is not None


def _told(value: object) -> str:
    """Return what a cell says as a heading here, where 1903 is a count rather than a year."""
    is_none = isinstance(value, (int, float)) or ExcelError.read(value) is not None
    return "" if is_none else heading_text(value)


def _heads_periods(block: Block, row: int, names: int, of_names: Container[int], *, wholly: bool) -> bool:
    """Return whether a row has the heading over names and those of periods beside it, `wholly` where nothing else."""
    beside = [block.at(row, column) for column in block.filled(row) if column != names]
    return _are_periods(beside, wholly=wholly or names in of_names)


def _are_periods(headings: Sequence[object], *, wholly: bool) -> bool:
    """Return whether two or more cells of a row are headings of periods; counts, as 1903 and 2076, are none.

    `wholly` asks that all of them are, of one sort: a map called "Force" has the cycle and the date of its board beside it.
    """
    years = sorted(value for value in headings if isinstance(value, (int, float)))
    texts = [value for value in headings if isinstance(value, str)]
    if any(map(is_entry, texts)) or any(value != int(value) or value < 0 for value in years):
        return False  # a record that names years: a target, its milestones and its course
    in_step = all(later - earlier == 1 for earlier, later in pairwise(years))
    alone = len(years) == 1 and any(map(period_of, texts))  # a count of 2,000 beside 2021/22
    told = [v for v in headings if (in_step and not alone) or not isinstance(v, (int, float))]
    periods = [period for value in told if (period := period_of(heading_text(value)))]
    one_sort = len({period[0] > 0 for period in periods}) == 1 and len(periods) == len(headings)
    return len(periods) > 1 and (one_sort or not wholly)
