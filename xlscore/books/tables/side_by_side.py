"""Tables that stand side by side in one row of headings, a blank column between them: which heading is whose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from xlscore.books.tables.assigning import assign, spells_all, spelt_in
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key

__all__ = ["Part", "parted", "right_end", "runs", "whose", "with_added"]

_ELBOW_ROOM: Final = 8
"""So many columns beside a table must be blank for its new columns to stand next to it."""

Headings = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True)
class Part:
    """Headings between two blank columns."""

    headings: Headings
    is_ours: bool
    """Whether they alone read as the kind of table that is looked for."""
    kinds: tuple[TableKind, ...]
    """The other kinds that they read as, alone."""

    @property
    def is_table(self) -> bool:
        """Return whether they are a table of their own."""
        return self.is_ours or bool(self.kinds)


def parted(headings: Headings) -> list[Headings]:
    """Return the headings split at blank columns."""
    return [{column: headings[column] for column in columns} for columns in runs(headings)]


def runs(columns: Iterable[int]) -> list[list[int]]:
    """Return the columns from left to right, parted where one is not there.

    >>> runs([5, 1, 2])
    [[1, 2], [5]]
    """
    found: list[list[int]] = []
    for column in sorted(columns):
        if not found or column - 1 != found[-1][-1]:
            found.append([])
        found[-1].append(column)
    return found


def whose(parts: Iterable[Headings], layout: TableKind, kinds: Iterable[TableKind]) -> list[Part]:
    """Return the parts with what each reads as: a kind that is looked for, or others."""
    kinds = tuple(kinds)
    found = []
    for part in parts:
        read = _kinds_of(tuple(part.items()), kinds)
        ours = layout in read or (layout not in kinds and _reads_as(layout, part, spelt_in(part)))
        found.append(Part(part, ours, () if ours else read))
    return found


@lru_cache(
    maxsize=1024
)  # each kind of table that is looked for asks of the same headings what all the others read
def _kinds_of(
    headings: tuple[tuple[int, tuple[str, ...]], ...], kinds: tuple[TableKind, ...]
) -> tuple[TableKind, ...]:
    part = dict(headings)
    if len(part) < 2:
        return ()
    names = spelt_in(part)
    return tuple(kind for kind in kinds if _reads_as(kind, part, names))


def _reads_as(layout: TableKind, part: Headings, names: frozenset[str]) -> bool:
    """Return whether some headings alone read as a kind of table: all that it needs, and more than one heading of it."""
    if len(part) < 2 or not spells_all(layout, names):
        return False
    taken, _ = assign(layout, part)
    return all(any(f in taken for f in fields) for fields in layout.needed) and len(taken) > 1


def with_added(parts: Sequence[Part], layout: TableKind) -> list[Headings]:
    """Return each part of the kind that is looked for, with what stands beside it and is no table of its own.

    The columns at the end are those that the product added, for whichever of the tables: they have our own headings.
    """
    tables = [place for place, part in enumerate(parts) if part.is_table]
    last = tables[-1]
    others = [kind for part in parts for kind in part.kinds]
    own = {column.spellings[0] for column in layout.columns}
    of_others = {column.spellings[0] for kind in others for column in kind.columns} - own
    first_of_ours = next(place for place, part in enumerate(parts) if part.is_ours)
    found: list[Headings] = []
    for place, part in enumerate(parts):
        if not part.is_ours:
            continue
        headings: dict[int, tuple[str, ...]] = dict(part.headings)
        begin = 0 if place == tables[0] else place
        until = next((table for table in tables if table > place), place + 1)
        for beside in parts[begin:until]:
            headings |= beside.headings
        here, _ = assign(layout, headings)
        wanted = {column.spellings[0] for column in layout.columns if column.field not in here}
        for beside in parts[last + 1 :]:
            for column, texts in beside.headings.items():
                name = column_key(texts[0]) if texts else ""
                if (place == first_of_ours and name in wanted) or (place == last and name not in of_others):
                    headings[column] = texts
        found.append(headings)
    return found


def right_end(table: Table, bottom: int) -> int:
    """Return the last column that a table's new columns must keep clear of: its own, or that of what stands beside it, however wide."""
    rows, end = range(table.top, bottom + 1), table.last_column
    while beside := [
        column
        for column in range(end + 1, end + 1 + _ELBOW_ROOM)
        if any(not is_blank(table.block.at(row, column)) for row in rows)
    ]:
        end = max(beside)
    return end
