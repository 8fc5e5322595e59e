"""Which rows below a table's headings are its records: not the blank lines, the notes, the totals, the next table."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from xlscore.books.tables.answers import sort_of
from xlscore.books.tables.blocks import Block, is_blank
from xlscore.books.tables.table import Table
from xlscore.books.tables.vocabulary import heading_text
from xlscore.rules.words import is_missing_mark, key, tidy

__all__ = ["Outline", "UnreadRow", "record_rows", "unread_rows"]

_NOTE: Final = re.compile(
    r"^(?:notes?\b|n\.?b\b|sources?\b|key\b|legend\b|caveats?\b|\*|†|‡|\(\d\)|[¹²³])", re.IGNORECASE
)
_TOTALS: Final = frozenset(
    {"total", "totals", "grandtotal", "totalgraded", "totalgrades", "count", "counts", "average"}
)
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
_WORDS_OF_A_NAME: Final = 7


@dataclass(frozen=True)
class Outline:
    """What the records of a table are told by: its cells, its columns, the one with the names, its headings.

    `headings` are the table's own, which a print-out may repeat. `force` is whether a row of the force as a whole is a record
    too, `sentences` whether a record is named by a whole sentence: else a long text is a note; `also` holds names that are
    records here and totals elsewhere; `alone` whether a name with nothing beside it may be a record behind a blank line; `whole` is
    the column of what several records belong to, such as an objective: those of the force as a whole are none.
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

    def filled(self, row: int) -> list[int]:
        """Return the table's columns that hold something in a row."""
        return [column for column in self.columns if not is_blank(self.block.at(row, column))]

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
        for row in range(self.header + 1, self.block.last_row + 1):
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
        return not (self.is_lone(row) and _NOTE.match(shown))

    def is_note(self, row: int) -> bool:
        """Return whether a row with one filled cell is a note: by how it begins, by its length, or as a sentence."""
        text = self.lone_text(row)
        sentence = not self.sentences and (len(text) > _LONGEST_NAME or bool(_SENTENCE.search(text)))
        return sentence or bool(_NOTE.match(text))


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
            values = [v for row in self.table.records if not is_blank(v := self.table.block.at(row, column))]
            counted = Counter(map(sort_of, values))
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
        needs = [{need} if isinstance(need, str) else {*need} for need in layout.needs]
        return all(filled & need for need in needs if need & fields.keys())

    def is_passed_over(self, row: int) -> bool:
        """Return whether a row is no entry by what it says: headings again, a total, or the sums of what stands above."""
        at, last = self.table.block.at, max(self.table.records)
        texts = {c: tidy(str(at(row, c))) for c in self.filled(row)}
        if all(key(text) == key(heading_text(at(self.table.header, c))) for c, text in texts.items()):
            return True
        # In a known column "Force" is a place and "average" an aspiration.
        said = [text for c, text in texts.items() if c == self.columns[0] or c in self.table.others]
        if any(key(text.rstrip(":")) in _TOTALS | _OF_THE_FORCE for text in said):
            return True
        above = row < self.table.records[0] and not any(map(sort_of, texts.values()))
        if above and not (len(self.table.layout.needs) > 1 and self.is_whole(row)):
            return True  # units, or what else stands below the headings
        if any(map(_NOTE.match, list(texts.values())[:1])):
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
    for row in range(table.header + 1, table.end or table.block.last_row + 1):
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
