"""The row of a workbook that comes nearest to a table that was looked for: what of its headings is read, what is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate
from typing import Any, Final

from xlscore.books.tables.answers import grades_in, holds_words, is_grade
from xlscore.books.tables.assigning import assign
from xlscore.books.tables.blocks import Block, is_blank, once_per_block
from xlscore.books.tables.layout import TableKind, known
from xlscore.books.tables.readable import readable
from xlscore.books.tables.table import shown
from xlscore.books.tables.words.periods import is_period
from xlscore.books.tables.words.vocabulary import (
    column_key,
    heading_text,
    names_no_command,
    said,
)
from xlscore.errors import lane_words
from xlscore.ooxml.values.addresses import cell_address, column_letters
from xlscore.rules.words import is_missing_mark

__all__ = ["Near", "nearest", "stacked_fields"]

_LIKE: Final = 0.7
"""How like two headings are of which one may be a misspelling of the other."""
_ROWS_BELOW: Final = 40
"""So many rows below its headings are looked at for grades."""


@dataclass(frozen=True, slots=True)
class Near:
    """A row that reads in part as the headings of a table."""

    sheet: str
    row: int
    cell: str
    kind: str
    read: tuple[str, ...]
    """The headings that are understood, as they stand there."""
    missing: tuple[str, ...]
    """What the table is known by and lacks; none where its rows read as something else."""
    perhaps: str
    """A heading there that may be meant for the first of them, "" for none."""
    ours: str
    """The heading of ours that it may be meant for."""
    unnamed: tuple[str, ...]
    """The columns of grades that have no heading there, by their letters."""
    score: int

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "kind": self.kind,
            "read": list(self.read),
            "missing": list(self.missing),
        }

    @property
    def what(self) -> str:
        """Return the sentence that says what is there and what is not."""
        read = f"it has {said(self.read)}" if self.read else "it has grades"
        if not self.missing:
            return f"The nearest is '{self.sheet}' at {self.cell}: {read}, but its rows do not read as a {self.kind}."
        return f"The nearest is '{self.sheet}' at {self.cell}: {read}, and lacks {said(self.missing, quoted=False)}."

    @property
    def do(self) -> str:
        """Return what to do about it."""
        if not self.missing:
            return "Check that the rows below hold what such a table holds."
        if not self.perhaps:
            return "Add the heading, or say in a table Headings (Sheet, Heading, Means) which of yours it is."
        named = lane_words("", f' or with --heading "{self.perhaps}={self.ours}"')
        return f"If '{self.perhaps}' is meant, say so in a table Headings (Sheet, Heading, Means){named}."


def nearest(blocks: Iterable[Block], layout: TableKind) -> Near | None:
    """Return the row that reads most like a table's headings, None where none does."""
    found = [candidate for block in blocks for candidate in _candidates(block, layout)]
    best = max(found, key=lambda candidate: (candidate.score, -candidate.row), default=None)
    return best.near(layout) if best is not None else None


def stacked_fields(blocks: Iterable[Block], layout: TableKind) -> tuple[list[str], str] | None:
    """Return the headings that stand below one another time and again where records' names belong, and where; None for none."""
    fields = {name: c.field for c in layout.columns if c.field != layout.rows for name in c.spellings}
    for block in blocks:
        for column in range(block.left, block.last_column + 1):
            told = [(row, shown(block.at(row, column))) for row in block.filled_rows]
            found = [(row, text) for row, text in told if column_key(text) in fields]
            times = Counter(fields[column_key(text)] for _, text in found)
            if sum(count > 1 for count in times.values()) > 1:
                texts = list(dict.fromkeys(text for _, text in found))
                return texts, f"'{block.sheet}' at {cell_address(found[0][0], column)}"
    return None


def _candidates(block: Block, layout: TableKind) -> Iterator[_Candidate]:
    with_grades = bool(layout.also) and bool(_columns_with_grades(block))
    kinds = known()
    pairs: Iterable[tuple[int, int]]
    if with_grades:
        pairs = ((top, row) for row in block.filled_rows for top in (row, row - 1))
    else:
        pairs = readable(block, kinds if layout in kinds else (*kinds, layout))
    # A list may have thousands of rows that read alike.
    alike: dict[tuple[object, ...], _Reading | None] = {}
    for top, row in pairs:
        if not holds_words(block, row) or (top < row and not holds_words(block, top)):
            continue
        headings = _headings(block, top, row)
        if len(headings) < 2:
            continue
        settled = frozenset(c for c in headings if (row, c) in block.meant or (top, c) in block.meant)
        graded = tuple(_graded(block, row)) if with_grades else ()
        mark = (*headings.items(), settled, graded)
        if mark not in alike:
            alike[mark] = _read(layout, headings, settled, graded)
        read = alike[mark]
        if read is not None:
            yield _Candidate(block, top, row, headings, read)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a row says as headings of a kind."""

    taken: Mapping[str, int]
    missing: tuple[str, ...]
    unnamed: tuple[str, ...]
    graded: tuple[int, ...]
    score: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row, or two, with what it says."""

    block: Block
    top: int
    row: int
    headings: Mapping[int, tuple[str, ...]]
    read: _Reading

    @property
    def score(self) -> int:
        """Return how much of a table's headings is there; in one row it is likelier one."""
        return self.read.score - (self.top < self.row)

    def near(self, layout: TableKind) -> Near:
        """Return what is said of it."""
        taken, headings = self.read.taken, self.headings
        perhaps, ours = _perhaps(self.block, self.row, layout, headings, taken, self.read.graded)
        return Near(
            sheet=self.block.sheet,
            row=self.row,
            cell=cell_address(self.top, min(headings)),
            kind=layout.kind,
            read=tuple(headings[column][-1] for column in sorted(taken.values())),
            missing=self.read.missing,
            perhaps=perhaps,
            ours=ours,
            unnamed=self.read.unnamed,
            score=self.score,
        )


def _read(
    layout: TableKind,
    headings: Mapping[int, tuple[str, ...]],
    settled: frozenset[int],
    graded: tuple[int, ...],
) -> _Reading | None:
    taken, _ = assign(layout, headings, settled)
    if not graded and all(is_period(headings[column][-1]) for column in taken.values()):
        return None
    missing, met = [], 0
    for fields in layout.needed:
        if any(field in taken for field in fields):
            met += 1
        else:
            missing.append(said([layout.heading(field) for field in fields], "or"))
    unnamed = [column for column in graded if column not in headings]
    free = (column for column in graded if column in headings and column not in taken.values())
    spare = [column for column in free if not names_no_command(headings[column][-1])]
    letters = tuple(column_letters(column) for column in unnamed)
    if letters:
        missing.append(f"a heading over the grades in column {said(letters, quoted=False)}")
    elif layout.also and not spare:
        missing.append(layout.also)
    if len(taken) + len(graded) < 2 or not (met or len(taken) > 1 or len(graded) > 1):
        return None
    return _Reading(taken, tuple(missing), letters, graded, 2 * met + len(taken) + len(graded) - len(missing))


def _perhaps(
    block: Block,
    row: int,
    layout: TableKind,
    headings: Mapping[int, tuple[str, ...]],
    taken: Mapping[str, int],
    graded: Sequence[int],
) -> tuple[str, str]:
    """Return the unread heading that is spelt like one that is missing, else the one over the names; and ours for it."""
    unread = {column: texts[-1] for column, texts in headings.items() if column not in taken.values()}
    for fields in layout.needed:
        if any(field in taken for field in fields):
            continue
        names = {c: text for c, text in unread.items() if c not in graded}
        for field in fields:
            offered = names if field == layout.rows else unread
            like = (t for t in offered.values() if _is_like(t, layout.column(field).spellings))
            if (text := next(like, None)) is not None:
                return text, layout.heading(field)
        before = [column for column in unread if graded and column < min(graded)]
        if layout.rows in fields and before and _holds_names(block, row, max(before)):
            return unread[max(before)], layout.heading(layout.rows)
        break
    return "", ""


def _is_like(text: str, spellings: Sequence[str]) -> bool:
    return bool(get_close_matches(column_key(text), spellings, 1, _LIKE))


def _headings(block: Block, top: int, row: int) -> dict[int, tuple[str, ...]]:
    """Return the headings of a row, or of two as one, each with the text that it is known by last."""
    found = {}
    for column in sorted({*block.filled(top), *block.filled(row)}):
        meant = block.meant.get((row, column), block.meant.get((top, column)))
        upper, lower = (heading_text(block.at(line, column)) for line in (top, row))
        whole = f"{upper} {lower}" if upper and lower and top != row else ""
        texts = tuple(dict.fromkeys(text for text in (whole, *(meant or ()), upper, lower) if text))
        if texts:
            found[column] = texts
    return found


@once_per_block
def _columns_with_grades(block: Block) -> Mapping[int, tuple[Sequence[int], Sequence[int]]]:
    """Return the columns that hold more than one grade anywhere: their filled rows, and how many before each hold a real grade.

    Of a long list of other things most columns need no second look.
    """
    signs = grades_in(block)
    if not signs:
        return {}
    times = Counter(
        column for row in block.filled_rows for column in block.filled(row) if block.at(row, column) in signs
    )
    found = {}
    for column in sorted(column for column, count in times.items() if count > 1):
        rows = [row for row in block.filled_rows if not is_blank(block.at(row, column))]
        real = [
            (value := block.at(row, column)) in signs and not is_missing_mark(shown(value)) for row in rows
        ]
        found[column] = rows, list(accumulate(real, initial=0))
    return found


def _graded(block: Block, row: int) -> list[int]:
    """Return the columns that hold grades, and little else, below a row of headings."""
    found = []
    for column, (rows, grades) in _columns_with_grades(block).items():
        first, last = bisect_right(rows, row), bisect_right(rows, row + _ROWS_BELOW)
        count = grades[last] - grades[first]
        if count > 1 and 2 * count >= last - first:
            found.append(column)
    return found


def _holds_names(block: Block, row: int, column: int) -> bool:
    below = (block.at(line, column) for line in block.filled_rows if line > row)
    texts = [value for value in below if not is_blank(value)]
    return bool(texts) and all(isinstance(text, str) and not is_grade(text) for text in texts)
