"""What of a table is passed over in silence unless it is said: rows without a name, cells that are merged away, second headings.

A reading takes what it knows. Whatever else stands in the columns that it knows, or is headed nearly as they are, was
meant by somebody.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from xlscore.books.tables.answers import sort_of
from xlscore.books.tables.blocks import Block, is_blank
from xlscore.books.tables.finder import is_headed
from xlscore.books.tables.layout import TableKind, known
from xlscore.books.tables.stops import heading_keys
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.table_rows import is_total, reads_as_note
from xlscore.books.tables.words.periods import period_of
from xlscore.books.tables.words.vocabulary import column_key, heading_text
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.problems import Problem
from xlscore.rules.words import is_missing_mark, key, tidy

__all__ = ["UnreadRow", "merged_away", "missed_tables", "misspelt_headings", "second_headings", "unread_rows"]

_SHORTEST_MISSPELT: Final = 5
_MOST_TYPOS: Final = 2
_LONG_ENOUGH_FOR_TWO: Final = 8
_SHORTEST_NEEDED: Final = 4
_SHORT: Final = 4
_FEWEST_KNOWN: Final = 2


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row of a table that answers as its records do and is none: it has no name, or what stands there is not taken for one."""

    row: int
    has_name: bool


def unread_rows(table: Table, answers: Collection[int] = ()) -> tuple[UnreadRow, ...]:
    """Return the rows of a table that hold answers and are not read; `answers` are its columns besides the known ones.

    Among the records and right below them a row is one by anything in a known column; behind a blank line or a note only
    if it has all that the table needs, for many other things stand there. Sums, repeated headings, banners, notes and
    what stands ready for the next entry (a formula that shows 0, a computed column) are none.
    """
    if table.lines:
        return ()  # the fields of a record stand in rows of their own
    return tuple(_unread(_Body(table, frozenset(answers))))


@dataclass(frozen=True)
class _Body:
    """The rows below a table's headings, asked whether they answer."""

    table: Table
    answers: frozenset[int]

    @cached_property
    def name(self) -> int:
        return self.table.columns[self.table.layout.rows]

    @cached_property
    def columns(self) -> tuple[int, ...]:
        return tuple(sorted({*self.table.columns.values(), *self.table.others}))

    @cached_property
    def typed(self) -> frozenset[int]:
        """Return the known columns that people fill, without the one with the names."""
        layout = self.table.layout
        known = {c for field, c in self.table.columns.items() if not layout.column(field).computed}
        return frozenset(known | self.answers) - {self.name}

    @cached_property
    def sorts(self) -> dict[int, str]:
        found = {}
        for column in self.typed:
            counted = Counter(map(sort_of, self.table.filled(column)))
            found[column] = max(counted, key=lambda sort: (counted[sort], sort), default="")
        return found

    def filled(self, row: int) -> list[int]:
        return [c for c in self.columns if not is_blank(self.table.block.at(row, c))]

    def answered(self, row: int) -> list[int]:
        at = self.table.block.at
        here = [c for c in self.filled(row) if c in self.typed]
        return [c for c in here if at(row, c) != 0 and not is_missing_mark(str(at(row, c)))]

    def alike(self, row: int) -> list[int]:
        """Return the columns in which a row answers as the records do, by something else than words."""
        at = self.table.block.at
        return [c for c in self.answered(row) if self.sorts[c] and sort_of(at(row, c)) == self.sorts[c]]

    def is_whole(self, row: int) -> bool:
        """Return whether a row has all that the table needs besides its name."""
        fields, layout = self.table.columns, self.table.layout
        filled = {field for field, column in fields.items() if column in self.filled(row)} | {layout.rows}
        needs = [{*needed} for needed in layout.needed]
        return all(filled & need for need in needs if need & fields.keys())

    def is_passed_over(self, row: int) -> bool:
        """Return whether a row is no entry by what it says: headings again, a total, or the sums of what stands above."""
        at, last = self.table.block.at, max(self.table.records)
        texts = {c: tidy(str(at(row, c))) for c in self.filled(row)}
        if all(key(text) == key(heading_text(at(self.table.header, c))) for c, text in texts.items()):
            return True
        # In a known column "Force" is a place and "average" an aspiration.
        said = [text for c, text in texts.items() if c == self.columns[0] or c in self.table.others]
        if any(map(is_total, said)):
            return True
        above = row < self.table.records[0] and not any(map(sort_of, texts.values()))
        if above and not (len(self.table.layout.needs) > 1 and self.is_whole(row)):
            return True  # units, or what else stands below the headings
        if any(map(reads_as_note, list(texts.values())[:1])):
            return True
        return row > last and all(self._sums_up(row, c) for c in self.filled(row))

    def _sums_up(self, row: int, column: int) -> bool:
        at = self.table.block.at
        above = [v for r in self.table.records if _is_number(v := at(r, column))]
        value = at(row, column)
        if not above or not _is_number(value):
            return False
        return any(
            math.isclose(value, total, rel_tol=1e-6) for total in (sum(above), sum(above) / len(above))
        )


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _unread(body: _Body) -> Iterator[UnreadRow]:
    table = body.table
    if not table.records:
        return
    records, last, apart = frozenset(table.records), max(table.records), False
    for row in table.block.lines(table.header + 1):
        if table.end is not None and row >= table.end:
            return
        filled = body.filled(row)
        if row > last and (not filled or (len(filled) == 1 and filled[0] in (body.name, table.first_column))):
            apart = True  # a blank line, a note or a title
        answered = body.answered(row)
        if row in records or not answered or body.is_passed_over(row):
            continue
        has_name = body.name in filled
        if apart or has_name:
            found = (
                body.is_whole(row)
                and len(answered) > 1
                and bool(body.alike(row) or not any(body.sorts.values()))
            )
        elif len(answered) == 1 and not body.alike(row):
            found = answered[0] != table.first_column
        else:
            found = True
        if found:
            yield UnreadRow(row, has_name)


def merged_away(table: Table, answers: Collection[int] = ()) -> tuple[tuple[int, int], ...]:
    """Return the answers of records that read as blank since their cell is merged with the one above.

    What stands once above several records by its nature, as a theme does, is read down by those who read it.
    """
    layout = table.layout
    shared = {layout.rows, layout.columns[0].field, *layout.keys}
    known = {c for f, c in table.columns.items() if f not in shared}
    records = frozenset(table.records)
    found = []
    for column in sorted(known | set(answers)):
        for row in table.records:
            above = (row - 1, column) in found or not is_blank(table.block.at(row - 1, column))
            if row - 1 not in records or not above or not is_blank(table.block.at(row, column)):
                continue
            if table.block.is_merged(row, column) and table.block.is_merged(row - 1, column):
                found.append((row, column))
    return tuple(found)


def second_headings(table: Table) -> tuple[tuple[int, int], ...]:
    """Return the columns that hold something and are headed as another one of the table, each with that one.

    Headings in two rows say together what a column is, so there a second one may be another.
    """
    if table.top != table.header:
        return ()
    first: dict[str, int] = {}
    found = []
    for column in sorted({*table.columns.values(), *table.others}):
        heading = shown(table.block.at(table.header, column))
        mark = key(heading)
        if not mark or period_of(heading) is not None or not _holds_anything(table, column):
            continue
        if (before := first.setdefault(mark, column)) != column:
            found.append((column, before))
    return tuple(found)


def misspelt_headings(table: Table) -> tuple[tuple[int, str], ...]:
    """Return the columns whose heading is unknown and is but for a letter or two one of those that the table lacks, with ours."""
    lacking = [column for column in table.layout.columns if column.field not in table.columns]
    found = []
    for column, text in table.others.items():
        mark = column_key(text)
        if (
            len(mark) < _SHORTEST_MISSPELT
            or table.meant(column) is not None
            or not _holds_anything(table, column)
        ):
            continue
        like = (each for each in lacking if any(_is_typo(mark, spelt) for spelt in each.spellings))
        if (ours := next(like, None)) is not None:
            found.append((column, ours.heading))
    return tuple(found)


def _holds_anything(table: Table, column: int) -> bool:
    return any(not is_blank(table.block.at(row, column)) for row in table.records)


def _is_typo(text: str, other: str) -> bool:
    """Return whether a heading may be another one misspelt: the shorter it is, the likelier it is another word, as rate and date.

    >>> _is_typo("aera", "area"), _is_typo("rate", "date"), _is_typo("minimun", "minimum"), _is_typo("laed comand", "lead command")
    (True, False, True, True)
    """
    if len(text) <= _SHORT:
        return text != other and sorted(text) == sorted(other)
    return _is_nearly(text, other, _MOST_TYPOS if len(text) >= _LONG_ENOUGH_FOR_TWO else 1)


def _is_nearly(text: str, other: str, most: int) -> bool:
    """Return whether a text becomes another by changing, swapping, leaving out or adding so many letters at most, and no figure.

    >>> _is_nearly("hard targt", "hard target", 1), _is_nearly("aera", "area", 1), _is_nearly("measure 1", "measure 2", 1)
    (True, True, False)
    """
    if abs(len(text) - len(other)) > most or [c for c in text if c.isdigit()] != [
        c for c in other if c.isdigit()
    ]:
        return False
    last: list[int] = []
    before = list(range(len(other) + 1))
    for i, mine in enumerate(text, 1):
        now = [i]
        for j, theirs in enumerate(other, 1):
            steps = [before[j] + 1, now[-1] + 1, before[j - 1] + (mine != theirs)]
            if last and j > 1 and mine == other[j - 2] and text[i - 2] == theirs:
                steps.append(last[j - 2] + 1)
            now.append(min(steps))
        last, before = before, now
    return 0 < before[-1] <= most


def missed_tables(blocks: Sequence[Block], layouts: Iterable[TableKind]) -> list[Problem]:
    """Return as problems the rows that would be the headings of a table that is nowhere else, but for a letter or two of one."""
    found = []
    for layout in layouts:
        if layout.product_only:
            continue
        for block in blocks:
            for row, here in heading_keys(block, known()).items():
                typo = _one_typo(block, row, here, layout)
                # Whether such a table is there after all costs more to find out, and few sheets have a typo.
                if typo is not None and not is_headed(blocks, layout):
                    column, ours = typo
                    text = shown(block.at(row, column))
                    what = f"'{text}' is nearly '{ours}': with that this row would head a {layout.kind}, and now the table is not read."
                    do = f"Spell it {ours}, or say in a table Headings (Sheet, Heading, Means) what it means."
                    found.append(Problem(block.sheet, cell_address(row, column), what, do))
    return found


@lru_cache(maxsize=4096)  # the rows of a long list read alike
def _one_lacking(here: frozenset[str], layout: TableKind) -> tuple[str, ...] | None:
    """Return the one need of the layout's table that a row of these headings does not meet; None where it is not one."""
    known = [column for column in layout.columns if not here.isdisjoint(column.spellings)]
    if len(known) < _FEWEST_KNOWN:
        return None
    fields = {column.field for column in known}
    lacking = [needed for needed in layout.needed if fields.isdisjoint(needed)]
    return lacking[0] if len(lacking) == 1 else None


def _one_typo(block: Block, row: int, here: frozenset[str], layout: TableKind) -> tuple[int, str] | None:
    """Return the heading in a row that is misspelt and lacks for the layout's table, and ours for it; None where it is not that one."""
    lacking = _one_lacking(here, layout)
    if lacking is None:
        return None
    for column in block.filled(row):
        mark = column_key(shown(block.at(row, column)))
        if len(mark) < _SHORTEST_NEEDED or (row, column) in block.meant or mark in here:
            continue  # what is a heading of ours is no misspelling of another
        for field in lacking:
            if any(_is_typo(mark, spelt) for spelt in layout.column(field).spellings):
                return column, layout.heading(field)
    return None
