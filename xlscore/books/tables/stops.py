"""Which rows of a sheet are the headings of some table of ours: there the table above them ends."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Container, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from xlscore.books.tables.assigning import assign
from xlscore.books.tables.blocks import Block
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.periods import period_of
from xlscore.books.tables.vocabulary import column_key, cycle_key, full_key, heading_text
from xlscore.rules.problems import ExcelError

__all__ = ["header_rows", "heading_keys"]

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


@lru_cache(maxsize=64)
def heading_keys(block: Block) -> dict[int, frozenset[str]]:
    """Return what the cells of each row read as headings: only a row that names its records can be one of headings.

    What stands down a column time and again, as "Area 1" to "Area 30" or a force beside each of its counts, are entries.
    """
    found: dict[int, dict[int, frozenset[str]]] = {}
    plain, numbered = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for row in block.filled_rows:
        found[row] = {}
        for column in block.filled(row):
            value, meant = block.at(row, column), block.meant.get((row, column))
            # A number names no records.
            is_text = isinstance(value, str) and ExcelError.read(value) is None  # "#REF!" is no heading "Ref"
            texts = meant if meant is not None else (value,) if is_text else ()
            names = frozenset(name for text in texts for name in (column_key(text), cycle_key(text)) if name)
            if names:
                found[row][column] = names
                counter = numbered if meant is None and _is_numbered(value) else plain
                counter.update((column, name) for name in names)
    entries = {place for place, times in numbered.items() if times > _MOST_NUMBERED}
    entries |= {place for place, times in plain.items() if times > _MOST_HEADINGS}
    return {
        row: frozenset(
            name for column, here in names.items() for name in here if (column, name) not in entries
        )
        for row, names in found.items()
    }


@lru_cache(maxsize=64)
def header_rows(block: Block, layouts: tuple[TableKind, ...]) -> frozenset[int]:
    """Return the rows of a sheet that are the headings of some table: there the table above ends."""
    stops = set()
    of_names: set[int] = set()  # a tube map may be called "Force", as a heading of ours is
    names = _own_names(layouts)
    for row in block.filled_rows:
        filled = block.filled(row)
        if len(filled) < 2 or heading_keys(block)[row].isdisjoint(_naming(layouts)):
            continue
        headings = {
            column: block.meant.get((row, column), ())[:1] or (_told(block.at(row, column)),)
            for column in filled
        }
        for layout in layouts:
            if not heading_keys(block)[row] & set(layout.column(layout.rows).spellings):
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
                    or (layout.rows in ours and _heads_periods(block, row, taken[layout.rows], of_names))
                )
            ):
                stops.add(row)
                of_names |= {column for column, (text,) in headings.items() if column_key(text) in names}
                break
        if (
            full_key(headings[filled[0]][0]) in _first_headings(layouts)
            and filled[0] not in of_names
            and all(isinstance(block.at(row, column), (str, datetime.date)) for column in filled)
        ):
            stops.add(row)
    return frozenset(stops)


def _is_numbered(value: object) -> bool:
    """Return whether a cell is one of several of a name, as "Measure 1" in a row of entries; a footnote stands closer."""
    return isinstance(value, str) and _NUMBERED.search(value) is not None


def _told(value: object) -> str:
    """Return what a cell says as a heading here, where 1903 is a count rather than a year."""
    is_none = isinstance(value, (int, float)) or ExcelError.read(value) is not None
    return "" if is_none else heading_text(value)


def _heads_periods(block: Block, row: int, names: int, of_names: Container[int]) -> bool:
    """Return whether a row has the heading over names and those of periods beside it."""
    beside = [block.at(row, column) for column in block.filled(row) if column != names]
    return _are_periods(beside, wholly=names in of_names)


def _are_periods(headings: Sequence[object], *, wholly: bool) -> bool:
    """Return whether two or more cells of a row are headings of periods; counts, as 1903 and 2076, are none.

    `wholly` asks that all of them are, of one sort: a map called "Force" has the cycle and the date of its board beside it.
    """
    years = sorted(value for value in headings if isinstance(value, (int, float)))
    in_step = all(later - earlier == 1 for earlier, later in pairwise(years))
    told = [value for value in headings if in_step or not isinstance(value, (int, float))]
    periods = [period for value in told if (period := period_of(heading_text(value)))]
    one_sort = len({period[0] > 0 for period in periods}) == 1 and len(periods) == len(headings)
    return len(periods) > 1 and (one_sort or not wholly)
