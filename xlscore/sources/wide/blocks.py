"""The blocks of a page: tables with a column for each month, one below another or side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from xlscore.rules.series import month_name
from xlscore.rules.words import name_key
from xlscore.sources.meanings import Means, SourceLine
from xlscore.sources.tables.pages import SourcePage, SourceRow
from xlscore.sources.tables.telling import TableTold
from xlscore.sources.wide.heads import Head, head_of, holds_no_counts
from xlscore.sources.wide.labels import Labels, labels_of

__all__ = ["MonthBlock", "block_at", "blocks_of", "with_rows"]


@dataclass(frozen=True)
class MonthBlock:
    """A table on a page: its heading, what its columns mean, and its lines."""

    page: SourcePage
    head: Head
    labels: Labels
    months: Mapping[int, date]
    """The months of the columns that hold counts of one."""
    unread: tuple[str, ...]
    twofold: Mapping[date, tuple[str, ...]]
    """The months that stand below several banners, any of which may be the counts; they are in none of its months."""
    """The headings of its columns that are no month and no label."""
    left: int
    right: int
    rows: Sequence[SourceRow]
    said: tuple[str, ...] = ()
    """What was made of it that no heading says, in sentences."""
    doubt: str = ""
    """What was made of it on the strength of a title alone."""

    def holds(self, column: int) -> bool:
        """Return whether a column is one of the block's."""
        return self.left <= column <= self.right


def blocks_of(page: SourcePage, told: TableTold) -> list[MonthBlock]:
    """Return the tables of a page that have a heading over their type and months; other lines belong to none."""
    heads = [
        (place, head)
        for place, row in enumerate(page.rows)
        if (head := head_of(page, row, told)) is not None and labels_of(head.names, told.lines) is not None
    ]
    blocks: list[MonthBlock] = []
    for head, rows in with_rows(page, heads):
        blocks += _side_by_side(page, head, rows, told)
    return blocks


def with_rows(
    page: SourcePage, heads: Sequence[tuple[int, Head]]
) -> Iterator[tuple[Head, Sequence[SourceRow]]]:
    """Yield each heading with the lines below it, up to the next heading."""
    for number, (place, head) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(page.rows)
        yield head, page.rows[place + 1 : end]


def _side_by_side(
    page: SourcePage, head: Head, rows: Sequence[SourceRow], told: TableTold
) -> Iterator[MonthBlock]:
    names = head.names
    last = max([*names, *head.months])
    edges = [*_edges(head, told.lines), last + 1]
    for left, after in pairwise(edges):
        labels = labels_of(
            {column: text for column, text in names.items() if left <= column < after}, told.lines
        )
        if labels is not None and any(left <= column < after for column in head.months):
            labels = labels if labels.places else replace(labels, place=told.place)
            yield block_at(page, head, rows, told, labels, (left, after - 1))


def block_at(
    page: SourcePage,
    head: Head,
    rows: Sequence[SourceRow],
    told: TableTold,
    labels: Labels,
    sides: tuple[int, int],
) -> MonthBlock:
    """Return the table below a heading, from its first column to its last one."""
    left, right = sides
    months = {column: month for column, month in head.months.items() if left <= column <= right}
    counts = _of_counts(months, head, told.lines)
    twofold = _twofold(counts, head)
    counts = {column: month for column, month in counts.items() if month not in twofold}
    unread = [
        text
        for column, text in head.names.items()
        if left <= column <= right and column not in labels.columns and column not in head.nearly
    ]
    unread += [
        f"{head.banners[c]} {month_name(month)}"
        for c, month in months.items()
        if c not in counts and month not in twofold
    ]
    return MonthBlock(page, head, labels, counts, tuple(unread), twofold, left, right, rows)


def _edges(head: Head, lines: Sequence[SourceLine]) -> list[int]:
    """Return the first column of each block of a heading: where labels come again behind months, the next one begins."""
    edges, seen, dated = [1], set[str](), False
    whole = labels_of(head.names, lines)
    asked = {head.names[column].casefold() for column in (whole.columns if whole else ())}
    for column in sorted({*head.names, *head.months}):
        if column in head.months:
            dated = True
            continue
        text = head.names[column].casefold()
        if text in asked and text in seen and dated:
            edges.append(column)
            seen, dated = set(), False
        seen.add(text)
    return edges


def _of_counts(months: Mapping[int, date], head: Head, lines: Sequence[SourceLine]) -> dict[int, date]:
    """Return the columns of months that hold counts: those below the banner that Sources tells, else not those of rates and years."""
    told = {name_key(line.column) for line in lines if line.means is Means.COUNT}
    below = {
        column: month for column, month in months.items() if name_key(head.banners.get(column, "")) in told
    }
    return below or {
        column: month for column, month in months.items() if not holds_no_counts(head.banners.get(column, ""))
    }


def _twofold(months: Mapping[int, date], head: Head) -> dict[date, tuple[str, ...]]:
    """Return the months that stand below more than one banner, with the banners."""
    found: dict[date, dict[str, None]] = {}
    for column, month in months.items():
        found.setdefault(month, {})[head.banners.get(column, "")] = None
    return {month: tuple(banners) for month, banners in found.items() if len(banners) > 1}
