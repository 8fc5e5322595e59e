"""Finding tables by their headings, wherever they stand on whatever sheet.

A row of headings is the row, or the pair of rows, whose texts hold what a table needs. Columns may stand in any order,
further ones between them; titles above, blank lines between groups of rows and notes below do not matter. Two tables of
one kind are refused with a question, since a wrong guess would fill the wrong one.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Any, Final

from xlscore.books.errors import BookError
from xlscore.books.tables.blocks import Block, is_blank
from xlscore.books.tables.layout import Layout, known, row_key
from xlscore.books.tables.table_rows import record_rows
from xlscore.books.tables.vocabulary import column_key, cycle_key, full_key, heading_text, period_of, said
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.words import key, tidy

__all__ = ["Accept", "Table", "find_all", "find_one", "find_required"]

_OLDER: Final = {"final": "previous", "current": "previous", "position": "previous_position"}
"""Of two columns alike but for their period, the newer is the field and the older its counterpart."""


@cache
def _first_headings(known_layouts: tuple[Layout, ...]) -> frozenset[str]:
    """Return what stands first in a row of headings of ours."""
    return frozenset(
        column_key(layout.heading(name))
        for layout in known_layouts
        for name in (layout.rows, layout.columns[0].field)
    )


@cache
def _own_names(known_layouts: tuple[Layout, ...]) -> frozenset[str]:
    """Return the headings over names that an officer made up, which may be called as a heading is."""
    columns = (column for layout in known_layouts for column in layout.columns if column.own_names)
    return frozenset(name for column in columns for name in column.spellings)


@cache
def _naming(known_layouts: tuple[Layout, ...]) -> frozenset[str]:
    """Return what a row of headings cannot be without: the heading over a table's names, or its first."""
    return _first_headings(known_layouts).union(
        *(layout.column(layout.rows).spellings for layout in known_layouts)
    )


_UNDER_A_NAME: Final = frozenset({"grade", "self grade", "rating", "own grade", "command grade"})

Accept = Callable[["Table"], bool]


@dataclass(frozen=True)
class Table:
    """A table found on a sheet: where its headings stand, which column is which field, which rows are records."""

    layout: Layout
    block: Block
    top: int
    header: int
    columns: Mapping[str, int]
    others: Mapping[int, str]
    claimed: frozenset[int]
    """The columns whose heading is a spelling of one of the layout's fields, taken or not."""
    records: tuple[int, ...] = field(default=())
    end: int | None = None
    """The row below its records in which the next table begins; None where there is none."""

    @property
    def sheet(self) -> str:
        """Return the name of its sheet."""
        return self.block.sheet

    def value(self, row: int, field_name: str) -> Any:
        """Return a record's value in a field, None where the table has no such column."""
        column = self.columns.get(field_name)
        return None if column is None else self.block.at(row, column)

    def text(self, row: int, field_name: str) -> str:
        """Return a record's value in a field as a text in order, "" for a blank one."""
        return shown(self.value(row, field_name))

    def cell(self, row: int, field_name: str) -> str:
        """Return the address of a record's cell, "" where the table has no such column."""
        column = self.columns.get(field_name)
        return "" if column is None else cell_address(row, column)

    @property
    def first_column(self) -> int:
        """Return the leftmost column."""
        return min((*self.columns.values(), *self.others))

    @property
    def last_column(self) -> int:
        """Return the rightmost column."""
        return max((*self.columns.values(), *self.others))

    @property
    def place(self) -> str:
        """Return where its headings begin, for a sentence."""
        return f"'{self.sheet}' at {cell_address(self.top, self.first_column)}"

    def row_key(self, row: int) -> str:
        """Return what a record is called, however its names are spelt and wherever it stands; "" for a nameless one."""
        return self._row_keys.get(row, "")

    @cached_property
    def _row_keys(self) -> dict[int, str]:
        names = self.layout.keys or (self.layout.rows,)
        texts = [self.filled_down(name) for name in names]
        return {row: row_key(text[row] for text in texts) for row in self.records}

    def filled_down(self, field_name: str) -> dict[int, str]:
        """Return a field's text for each record, a blank one taking the text above: a merged cell has it once."""
        texts, last = {}, ""
        column = self.columns.get(field_name)
        for row in range(self.header + 1, max(self.records, default=self.header) + 1):
            here = "" if column is None else shown(self.block.at(row, column))
            last = here or last
            if row in self.records:
                texts[row] = last
        return texts


def shown(value: object) -> str:
    """Return a cell's value as a text in order.

    >>> shown(" Our  People "), shown(None), shown(8.0)
    ('Our People', '', '8')
    """
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool):
        return str(value).upper()
    return heading_text(value)


def find_all(blocks: Iterable[Block], layout: Layout, accept: Accept | None = None) -> list[Table]:
    """Return the tables of a kind, in the order of the sheets; hidden sheets only where no other sheet has one."""
    blocks = list(blocks)
    seen = [table for block in blocks if block.visible for table in _on_block(block, layout, accept)]
    return seen or [t for block in blocks if not block.visible for t in _on_block(block, layout, accept)]


def find_one(
    blocks: Iterable[Block], layout: Layout, accept: Accept | None = None, sheet: str | None = None
) -> Table | None:
    """Return the table of a kind, None where there is none; two of them are a question to the officer."""
    found = find_all(blocks, layout, accept)
    if sheet is not None:
        found = [table for table in found if key(table.sheet) == key(sheet)]
    if len(found) > 1:
        places = said([table.place for table in found], quoted=False)
        raise BookError(
            f"There are {len(found)} tables that read as the {layout.kind}: {places}. Which one is meant? "
            "Name its sheet with --sheet, or take the other out of this workbook."
        )
    return found[0] if found else None


def find_required(
    blocks: Iterable[Block], layout: Layout, accept: Accept | None = None, sheet: str | None = None
) -> Table:
    """Return the table of a kind, or say which headings were looked for."""
    blocks = list(blocks)
    found = find_one(blocks, layout, accept, sheet)
    if found is not None:
        return found
    sideways = find_all([block.turned() for block in blocks], layout, accept)
    if sideways:
        raise BookError(
            f"The {layout.kind} on '{sideways[0].sheet}' stands on its side; put its headings "
            f"({layout.looked_for}) into one row and give each record a row."
        )
    where = f"on the sheet '{sheet}'" if sheet is not None else "in this workbook"
    raise BookError(
        f"There is no {layout.kind} {where}: no row has the headings that it is known by, {layout.looked_for}."
    )


def _on_block(block: Block, layout: Layout, accept: Accept | None) -> list[Table]:
    found: list[Table] = []
    stops = _header_rows(block, known())
    names = set(layout.column(layout.rows).spellings)
    keys = _keys(block)
    for row in block.numbers:
        if not any(keys.get(line, frozenset()) & names for line in (row - 1, row, row + 1)):
            continue
        for candidate in _candidates(block, layout, row):
            table = _with_records(candidate, stops)
            if not _known(table, found) and (accept is None or accept(table)):
                found.append(table)
    return found


def _known(table: Table, found: Sequence[Table]) -> bool:
    """Return whether a row of headings belongs to a table already found: its own row, or its headings repeated."""
    return any(
        table.header <= max(other.records, default=other.header)
        and not set(table.columns.values()).isdisjoint(other.columns.values())
        for other in found
    )


def _candidates(block: Block, layout: Layout, row: int) -> list[Table]:
    """Return what a row of headings could be, alone or with the row above or below: the most columns first."""
    options = []
    for top, header in ((row, row), (row - 1, row), (row, row + 1)):
        headings = _pair(block, top, header)
        if len(headings) > 1 and block.top <= top and header <= block.last_row:
            options += [_read_headings(block, layout, top, header, part) for part in _parts(headings, layout)]
    tables = [table for table in options if table is not None]
    return sorted(tables, key=lambda table: (-len(table.columns), table.header - table.top, table.header))


def _pair(block: Block, top: int, header: int) -> dict[int, tuple[str, ...]]:
    """Return the headings of one row, or of two read as one: "Force" above "Redline", a name under a banner."""
    pairs = {}
    for column in sorted({*block.filled(top), *block.filled(header)}):
        upper, lower = (heading_text(block.at(line, column)) for line in (top, header))
        both = (upper,) if top == header else (f"{upper} {lower}".strip(), lower, upper)
        texts = tuple(dict.fromkeys(text for text in both if text))
        if texts:  # TRUE, or an error, is nothing that a heading says
            pairs[column] = texts
    return pairs


def _parts(headings: Mapping[int, tuple[str, ...]], layout: Layout) -> list[Mapping[int, tuple[str, ...]]]:
    """Return the headings as one table's, or split at blank columns where two tables stand side by side."""
    undated = [texts for texts in headings.values() if period_of(texts[0]) is None]
    keys = [name for texts in undated for name in {column_key(text) for text in texts}]
    ours = {column.spellings[0] for column in layout.columns}
    if not any(keys.count(name) > 1 for name in ours):
        return [headings]
    parts: list[dict[int, tuple[str, ...]]] = []
    for column in sorted(headings):
        if not parts or column - 1 not in parts[-1]:
            parts.append({})
        parts[-1][column] = headings[column]
    return list(parts)


def _read_headings(
    block: Block, layout: Layout, top: int, header: int, headings: Mapping[int, tuple[str, ...]]
) -> Table | None:
    columns, spelt = _assign(layout, headings)
    if not all(any(f in columns for f in ((n,) if isinstance(n, str) else n)) for n in layout.needs):
        return None
    if header > top and not _is_second_line(block, header, columns[layout.rows], headings, layout):
        return None
    others = {
        column: _own_text(block, top, header, column)
        for column in _run(block, header, columns.values(), headings)
        if column not in columns.values()
    }
    return Table(layout, block, top, header, columns, others, frozenset(spelt))


def _run(block: Block, header: int, claimed: Iterable[int], headings: Iterable[int]) -> list[int]:
    """Return the columns of the table: the claimed ones, those between, and those next to them, a spacer allowed."""
    run, candidates = sorted(claimed), set(headings)
    first, last = run[0], run[-1]
    inside = {column for column in candidates if first <= column <= last}
    for step, edge in ((1, last), (-1, first)):
        column = edge
        while beyond := [
            c for c in (column + step, column + 2 * step) if c in candidates and _has(block, header, c)
        ]:
            column = beyond[0]
            inside.add(column)
    return sorted(inside)


def _has(block: Block, row: int, column: int) -> bool:
    return not is_blank(block.at(row, column))


def _own_text(block: Block, top: int, header: int, column: int) -> str:
    lower, upper = shown(block.at(header, column)), shown(block.at(top, column))
    # Under a command's name there may stand "Grade" and "Evidence": then the name is the one above.
    return upper if upper and (not lower or column_key(lower) in _UNDER_A_NAME) else lower


def _is_second_line(
    block: Block, row: int, name_column: int, headings: Mapping[int, tuple[str, ...]], layout: Layout
) -> bool:
    """Return whether a row completes the headings above it: no record's name in it, and words only."""
    if not is_blank(block.at(row, name_column)):
        both_and_lower = {column_key(text) for text in headings[name_column][:2]}
        if both_and_lower.isdisjoint(layout.column(layout.rows).spellings):
            return False
    filled = block.filled(row)
    return len(filled) > 0 and all(
        isinstance(block.at(row, column), (str, datetime.date)) for column in filled
    )


def _assign(layout: Layout, headings: Mapping[int, tuple[str, ...]]) -> tuple[dict[str, int], set[int]]:
    """Return the column of each field, the best spelling first, and every column that spells a field."""
    keys = {
        column: {name for text in texts for name in (column_key(text), cycle_key(text)) if name}
        for column, texts in headings.items()
    }
    needed = [f for need in layout.needs for f in ((need,) if isinstance(need, str) else need)]
    order = [*dict.fromkeys((*needed, *(column.field for column in layout.columns)))]
    offers = sorted(
        (rank, order.index(f), _newest(headings[column]), column, f)
        for f in order
        for rank, spelling in enumerate(layout.column(f).spellings)
        for column, names in keys.items()
        if spelling in names
    )
    taken: dict[str, int] = {}
    for wanted in (needed, order):
        for *_, column, f in offers:
            if f in wanted and f not in taken and column not in taken.values():
                taken[f] = column
    spelt = {column for *_, column, _f in offers}
    _take_older(taken, {c: headings[c] for c in spelt if c not in taken.values()}, layout, keys)
    return taken, spelt


def _newest(texts: Sequence[str]) -> tuple[int, int]:
    period = period_of(texts[0])
    return (0, 0) if period is None else (-period[0], -period[1])


def _take_older(
    taken: dict[str, int],
    spare: Mapping[int, tuple[str, ...]],
    layout: Layout,
    keys: Mapping[int, set[str]],
) -> None:
    known = {column.field for column in layout.columns}
    for newer, older in _OLDER.items():
        if newer not in known or older not in known or older in taken:
            continue
        spellings = set(layout.column(newer).spellings)
        alike = [
            c for c in spare if c not in taken.values() and keys[c] & spellings and period_of(spare[c][0])
        ]
        if alike and newer in taken:
            taken[older] = min(alike, key=lambda column: _newest(spare[column]))


@lru_cache(maxsize=64)
def _keys(block: Block) -> dict[int, frozenset[str]]:
    """Return what the cells of each row read as headings: only a row that names its records can be one of headings."""
    found = {}
    for row in block.numbers:
        values = (block.at(row, column) for column in block.filled(row))
        texts = {value for value in values if isinstance(value, str)}  # a number names no records
        found[row] = frozenset(name for text in texts for name in (column_key(text), cycle_key(text)) if name)
    return found


@lru_cache(maxsize=64)
def _header_rows(block: Block, layouts: tuple[Layout, ...]) -> frozenset[int]:
    """Return the rows of a sheet that are the headings of some table: there the table above ends."""
    stops = set()
    of_names: set[int] = set()  # a tube map may be called "Force", as a heading of ours is
    names = _own_names(layouts)
    for row in block.numbers:
        filled = block.filled(row)
        if len(filled) < 2 or _keys(block)[row].isdisjoint(_naming(layouts)):
            continue
        headings = {column: (heading_text(block.at(row, column)),) for column in filled}
        for layout in layouts:
            if not _keys(block)[row] & set(layout.column(layout.rows).spellings):
                continue
            taken, _ = _assign(layout, headings)
            ours = [
                f for f, c in taken.items() if column_key(headings[c][0]) in layout.column(f).spellings[:1]
            ]
            if layout.rows in taken and (
                len(taken) > 2
                or len(ours) > 1
                or (layout.rows in ours and _heads_periods(block, row, taken[layout.rows], of_names))
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


def _with_records(table: Table, stops: frozenset[int]) -> Table:
    below = frozenset(row for row in stops if row > table.header)
    records = record_rows(
        table.block,
        table.header,
        name=table.columns[table.layout.rows],
        columns=sorted({*table.columns.values(), *table.others}),
        ends=below,
        headings={
            c: shown(table.block.at(table.header, c)) for c in (*table.columns.values(), *table.others)
        },
    )
    return Table(
        table.layout,
        table.block,
        table.top,
        table.header,
        table.columns,
        table.others,
        table.claimed,
        records,
        min((row for row in below if row > max(records, default=table.header)), default=None),
    )
