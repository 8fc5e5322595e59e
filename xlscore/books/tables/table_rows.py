"""Which rows below a table's headings are its records: not the blank lines, the notes, the totals, the next table."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from xlscore.books.tables.answers import sort_of
from xlscore.books.tables.blocks import Block, is_blank
from xlscore.books.tables.words.vocabulary import heading_text
from xlscore.rules.words import key, tidy

__all__ = ["Outline", "is_total", "reads_as_note", "record_rows", "unread_below"]

_NOTE: Final = re.compile(
    r"^(?:notes?\b|n\.?b\b|sources?\b|key\b|legend\b|caveats?\b|\*|†|‡|\(\d\)|[¹²³])", re.IGNORECASE
)
_TOTALS: Final = frozenset(
    {"total", "totals", "grandtotal", "totalgraded", "totalgrades", "count", "counts", "average"}
)
_COUNTED: Final = re.compile(
    r"(?:total|number|no|count|sum|percentage|percent|share|proportion)\b|%", re.IGNORECASE
)
"""How the name of a row begins that counts the grades above it."""
_OF_THE_FORCE: Final = frozenset(
    key(words)
    for words in (
        "overall", "force overall", "overall force", "force total", "total force", "overall total", "all areas", "overall grade",
        "overall force grade", "sub total", "subtotal", "force", "whole force",
    )
)  # fmt: skip
"""What a row is called that sums up the others for the force: no area and no measure, but a row of a breakdown."""
_LONGEST_NAME: Final = 150
_SENTENCE: Final = re.compile(r"[.:;!?]$|=")
_NO_NAME: Final = re.compile(
    r"\d|\b(?:official|sensitive|restricted|confidential|protect|draft|version|page|prepared|produced|compiled|approved|signed|"
    r"agreed|updated|printed|owner|author|contact|chair|end|contents|back|return to|see|data)\b",
    re.IGNORECASE,
)
"""What stands below a table that is neither its record nor a note: a protective marking, who made it and when."""
_KEY: Final = re.compile(r"^(?:key|legend)\b", re.IGNORECASE)
_WORDS_OF_A_NAME: Final = 7
_NEAR: Final = 4
"""So many blank lines may part the headings of a table from what is looked at as its first rows."""


@dataclass(frozen=True)
class Outline:
    """What the records of a table are told by: its cells, its columns, the one with the names, its headings.

    `headings` are the table's own, which a print-out may repeat. `force` is whether a row of the force as a whole is a record
    too, `sentences` whether a record is named by a whole sentence: else a long text is a note; `also` holds names that are
    records here and totals elsewhere; `alone` whether a name with nothing beside it may be a record behind a blank line; `whole` is
    the column of what several records belong to, such as an objective: those of the force as a whole are none; `graded`
    whether its rows hold grades, so that one of figures counts them.
    """

    block: Block
    header: int
    name: int
    columns: Sequence[int]
    headings: Mapping[int, str]
    force: bool = True
    sentences: bool = False
    also: frozenset[str] = frozenset()
    alone: bool = True
    whole: int | None = None
    graded: bool = False

    def filled(self, row: int) -> list[int]:
        """Return the table's columns that hold something in a row."""
        return [column for column in self.block.filled(row) if column in self._own]

    @cached_property
    def _own(self) -> frozenset[int]:
        return frozenset(self.columns)

    def repeats(self, row: int) -> bool:
        """Return whether a row is the table's headings again."""
        return bool(self.headings) and all(
            key(heading_text(self.block.at(row, c))) == key(text) for c, text in self.headings.items()
        )

    def is_lone(self, row: int) -> bool:
        """Return whether a row has one filled cell: a name without answers, a theme, a note, a title."""
        return len(self.filled(row)) == 1

    def lone_text(self, row: int) -> str:
        """Return what stands in such a row."""
        return tidy(str(self.block.at(row, self.filled(row)[0])))

    def named(self, row: int) -> str:
        """Return what stands where the names do."""
        return tidy(str(self.block.at(row, self.name) or ""))

    @cached_property
    def totals(self) -> frozenset[str]:
        """Return the names of the rows that sum up the others."""
        return (_TOTALS if self.force else _TOTALS | _OF_THE_FORCE) - self.also

    @cached_property
    def summing(self) -> frozenset[int]:
        """Return the rows that belong to a total; a name that is merged down stands in the first of them."""
        if self.whole is None:
            return frozenset()
        rows, last = [], ""
        for row in self.block.filled_rows:
            if row <= self.header:
                continue
            last = key(tidy(str(self.block.at(row, self.whole) or ""))) or last
            if last in _TOTALS | _OF_THE_FORCE:
                rows.append(row)
        return frozenset(rows)

    def is_record(self, row: int) -> bool:
        """Return whether a row is named as a record is."""
        shown = self.named(row)
        longest = math.inf if self.sentences else _LONGEST_NAME
        if not shown or key(shown.rstrip(":")) in self.totals or len(shown) > longest or row in self.summing:
            return False
        return not (self.is_lone(row) and _NOTE.match(shown)) and not self.counts(row)

    def counts(self, row: int) -> bool:
        """Return whether a row below areas counts their grades: "No. of Good", with nothing but figures beside it."""
        if not self.graded or not _COUNTED.match(self.named(row)):
            return False
        sorts = {sort_of(self.block.at(row, c)) for c in self.filled(row) if c != self.name}
        return sorts == {"figure"}

    def is_note(self, row: int) -> bool:
        """Return whether a row with one filled cell is a note: by how it begins, by its length, or as a sentence."""
        text = self.lone_text(row)
        sentence = not self.sentences and (len(text) > _LONGEST_NAME or bool(_SENTENCE.search(text)))
        return sentence or bool(_NOTE.match(text))


def unread_below(shape: Outline, end: int | None) -> int | None:
    """Return the first row with text right below the headings of a table of which no row is a record; None where it is blank.

    A note or a key below the headings of a blank form is no such row, and what stands further down is nobody's.
    """
    group: list[int] = []
    for row in range(shape.header + 1, min(end or shape.block.last_row + 1, shape.block.last_row + 1)):
        if shape.filled(row):
            group.append(row)
        elif group or row > shape.header + _NEAR:
            break
    if not group or (shape.is_lone(group[0]) and shape.is_note(group[0])):
        return None
    if any(len(shape.filled(row)) > 1 and _says_something(shape, row) for row in group):
        return group[0]
    names = [row for row in group if shape.is_lone(row) and _may_be_a_name(shape.lone_text(row))]
    return group[0] if len(names) == len(group) > 1 else None


def _says_something(shape: Outline, row: int) -> bool:
    return any(isinstance(shape.block.at(row, column), str) for column in shape.filled(row))


def record_rows(shape: Outline, ends: frozenset[int]) -> tuple[int, ...]:
    """Return the numbers of the rows that are records of a table; `ends` are the rows where another one begins.

    After a blank line a group of rows goes on with the table if some row has more than its name, and the group is not a
    table of another sort. A name alone between such groups is a record without answers; at the end it is one if it reads
    as a name and is no title of what stands below it.
    """
    groups, cut = _groups(shape, ends)
    found: list[int] = []
    waiting: list[list[int]] = []
    noted = False
    for group in groups:
        records = [row for row in group if shape.is_record(row)]
        if not found:
            if (
                group[0] > shape.header + 1
                and shape.is_lone(group[0])
                and _KEY.match(shape.lone_text(group[0]))
            ):
                break  # of a blank form
            found += records
        elif all(map(shape.is_lone, group)):
            if any(map(shape.is_note, group)):
                noted = True
            elif not noted:
                waiting.append(records)
        elif _goes_on(
            shape, found, group, surely=noted or (shape.is_lone(group[0]) and shape.is_note(group[0]))
        ):
            found += [*(row for lone in waiting for row in lone), *records]
            waiting, noted = [], False
        else:
            cut = True
            break
    if cut and not noted:
        del waiting[-1:]  # the title of what stands below
    for lone in waiting if shape.alone else ():
        if not all(_may_be_a_name(shape.named(row)) for row in lone):
            break
        found += lone
    return tuple(found)


def _groups(shape: Outline, ends: frozenset[int]) -> tuple[list[list[int]], bool]:
    """Return the rows below the headings, parted by blank lines, and whether another table ends them."""
    groups: list[list[int]] = []
    group: list[int] = []
    for row in shape.block.lines(shape.header + 1):
        repeated = bool(group) and len(shape.block.filled(row - 1)) > 1 and shape.repeats(row)
        stop = row in ends and not repeated
        if shape.filled(row) and not stop:
            if not repeated:
                group.append(row)
            continue
        if group:
            groups.append(group)
        if stop:
            return groups, True
        group = []
    return groups, False


def _may_be_a_name(text: str) -> bool:
    return len(text.split()) <= _WORDS_OF_A_NAME and not _NO_NAME.search(text)


def _goes_on(shape: Outline, found: Iterable[int], group: Sequence[int], *, surely: bool) -> bool:
    """Return whether a group of rows goes on with the records above it; behind a note it must `surely`.

    It does not where its answers are all of another sort than those above in their columns, as in a small table of its own.
    """
    if not any(shape.is_record(row) and not shape.is_lone(row) for row in group):
        return False
    above = {column: _sort_above(shape, found, column) for column in shape.columns if column != shape.name}
    alike = [
        sort_of(shape.block.at(row, column)) == sort
        for row in group
        for column, sort in above.items()
        if sort and not is_blank(shape.block.at(row, column))
    ]
    if surely:
        return any(alike) and not any(sort_of(shape.block.at(row, shape.name)) for row in group)
    return any(alike) or not alike or len(group) == 1


def _sort_above(shape: Outline, found: Iterable[int], column: int) -> str:
    """Return which sort of answer most cells of a column hold, "" where they hold words."""
    sorts = Counter(sort_of(v) for row in found if not is_blank(v := shape.block.at(row, column)))
    return max(sorts, key=lambda sort: (sorts[sort], sort), default="")


def is_total(text: str) -> bool:
    """Return whether a text is what a row is called that sums up others.

    >>> is_total("Total:"), is_total("Force overall"), is_total("Burglary")
    (True, True, False)
    """
    return key(text.rstrip(":")) in _TOTALS | _OF_THE_FORCE


def reads_as_note(text: str) -> bool:
    """Return whether a text begins as a note does.

    >>> reads_as_note("Note: the figures are of April"), reads_as_note("Notable incidents")
    (True, False)
    """
    return _NOTE.match(text) is not None
