"""Tables with their months down the side, and types or places across: read with their columns as lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from xlscore.rules.month_headings import months_of
from xlscore.sources.tables.figures import NoCount, count_in, is_nothing
from xlscore.sources.tables.pages import SourcePage, SourceRow
from xlscore.sources.tables.telling import TableTold
from xlscore.sources.tables.years import bare_month
from xlscore.sources.wide.blocks import MonthBlock
from xlscore.sources.wide.heads import Head, head_of, heading_text, holds_no_counts, titles_above
from xlscore.sources.wide.unheaded import block_without_type

__all__ = ["column_of_months", "turned_blocks"]

_HEAD_ROWS: Final = 3
_FEWEST: Final = 2
_CUT_SHORT: Final = "(the line is cut short)"
"""Stands for a cell of a text that is not there: it is no 0."""


@dataclass(frozen=True)
class _Part:
    """Some lines of a page: a heading, and lines that each begin with a month."""

    page: SourcePage
    titles: Sequence[str]


def turned_blocks(page: SourcePage, told: TableTold) -> list[MonthBlock]:
    """Return the tables of a page of which a column names the months, each once, with figures beside them."""
    column = column_of_months(page)
    blocks = (_block(part, column, told) for part in _parts(page, column)) if column else ()
    return [block for block in blocks if block is not None]


def column_of_months(page: SourcePage) -> int:
    """Return the column in which most lines have a month, 0 where none has several."""
    found: Counter[int] = Counter()
    for row in page.rows:
        found.update(column for column in row.filled if _is_month(row.at(column)))
    column, number = max(found.items(), key=lambda each: (each[1], -each[0]), default=(0, 0))
    return column if number >= _FEWEST else 0


def _is_month(value: object) -> bool:
    return bool(bare_month(value)) or months_of([value])[0] is not None


def _parts(page: SourcePage, column: int) -> Iterator[_Part]:
    """Yield the tables of a page, each from its heading up to the next one."""
    starts: list[int] = []
    last = -1
    for at, row in enumerate(page.rows):
        if not _is_month(row.at(column)):
            continue
        if last < 0 or any(_is_heading(each) for each in page.rows[last + 1 : at]):
            starts.append(_top(page, at))
        last = at
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(page.rows)
        rows = _filled(page, page.rows[start:end], column)
        yield _Part(replace(page, rows=rows), titles_above(page, rows[0]))


def _is_heading(row: SourceRow) -> bool:
    values = [row.at(column) for column in row.filled]
    words = [value for value in values if isinstance(value, str) and count_in(value) is NoCount.UNREAD]
    return len(words) >= _FEWEST and len(words) == len(values)


def _top(page: SourcePage, at: int) -> int:
    """Return the place of the first line that heads the lines of months: the one above them, and others above it that are as wide."""
    top = at
    while top > 0 and at - top < _HEAD_ROWS:
        row = page.rows[top - 1]
        if page.rows[top].number != row.number + 1:
            break
        if top < at and len(row.filled) < _FEWEST:
            break
        if any(isinstance(count_in(row.at(column)), Fraction) for column in row.filled if column > 1):
            break
        top -= 1
    return top


def _filled(page: SourcePage, rows: Sequence[SourceRow], column: int) -> tuple[SourceRow, ...]:
    """Return lines that are equally long; of a text what a month's line lacks is marked, for it is no 0."""
    width = max(len(row.cells) for row in rows)

    def lacks(row: SourceRow) -> object:
        return _CUT_SHORT if not page.name and _is_month(row.at(column)) else None

    return tuple(replace(row, cells=(*row.cells, *[lacks(row)] * (width - len(row.cells)))) for row in rows)


def _block(part: _Part, column: int, told: TableTold) -> MonthBlock | None:
    def titles(_page: SourcePage, _row: SourceRow) -> Sequence[str]:
        return part.titles

    page = part.page.turned()
    head = head_of(page, page.row(column), told, titles)
    if head is None or len(head.months) < _FEWEST or len(set(head.months.values())) < len(head.months):
        return None
    if any(holds_no_counts(text) for text in _texts(page.row(column), min(head.months))):
        return None  # 12 months to each, or a year that ends in it
    below = [row for row in page.rows if row.number > column]
    if any(_is_of_words(row, head) for row in below):
        return None
    first = min(head.months)
    aside = [row for row in below if any(holds_no_counts(text) for text in _texts(row, first))]
    kept = _with_groups([row for row in below if row not in aside], first)
    page = replace(page, rows=tuple(row for row in page.rows if row.number <= column) + tuple(kept))
    block = block_without_type(page, head, kept, told, part.titles)
    if block is None:
        return None
    unread = [" ".join(_texts(row, first)) for row in aside]
    return replace(block, unread=(*block.unread, *unread))


def _texts(row: SourceRow, first: int) -> list[str]:
    """Return what heads a column of the file, from above."""
    return [text for value in row.cells[: first - 1] if (text := heading_text(value))]


def _is_of_words(row: SourceRow, head: Head) -> bool:
    """Return whether a column of the file holds words beside most of its months, as rows of single crimes have."""
    held = [row.at(column) for column in head.months if not is_nothing(row.at(column))]
    words = [value for value in held if isinstance(value, str) and re.search(r"[^\W\d_]{2}", value)]
    unread = [value for value in words if count_in(value) is NoCount.UNREAD]
    return len(unread) >= _FEWEST and 2 * len(unread) > len(held)


def _with_groups(rows: Sequence[SourceRow], first: int) -> list[SourceRow]:
    """Return lines with what stands once above several columns of the file in each of them."""
    levels = [n for n in range(first - 1) if any(not is_nothing(row.cells[n]) for row in rows)]
    found, above = [], dict[int, object]()
    for row in rows:
        cells = list(row.cells)
        for level in levels[:-1]:
            if is_nothing(cells[level]):
                cells[level] = above.get(level)
            else:
                above[level] = cells[level]
        found.append(replace(row, cells=tuple(cells)))
    return found
