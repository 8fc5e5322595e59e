"""The blocks of a page: tables with a column for each month, one below another or side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from xlscore.rules.series import month_name
from xlscore.rules.words import name_key
from xlscore.sources.meanings import Means, SourceLine
from xlscore.sources.tables.pages import SourcePage, SourceRow
from xlscore.sources.wide.heads import Head, head_of, holds_no_counts
from xlscore.sources.wide.labels import Labels, labels_of

__all__ = ["MonthBlock", "blocks_of"]


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

    def holds(self, column: int) -> bool:
        """Return whether a column is one of the block's."""
        return self.left <= column <= self.right


def blocks_of(page: SourcePage, lines: Sequence[SourceLine]) -> list[MonthBlock]:
    """Return the tables of a page that have a type and months; other lines belong to none."""
    heads = [
        (place, head) for place, row in enumerate(page.rows) if (head := _head(page, row, lines)) is not None
    ]
    blocks: list[MonthBlock] = []
    for number, (place, head) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(page.rows)
        rows = page.rows[place + 1 : end]
        blocks += _side_by_side(page, head, rows, lines)
    return blocks


def _head(page: SourcePage, row: SourceRow, lines: Sequence[SourceLine]) -> Head | None:
    head = head_of(page, row)
    return head if head is not None and labels_of(head.names, lines) is not None else None


def _side_by_side(
    page: SourcePage, head: Head, rows: Sequence[SourceRow], lines: Sequence[SourceLine]
) -> Iterator[MonthBlock]:
    names = head.names
    last = max([*names, *head.months])
    edges = [*_edges(head, lines), last + 1]
    for left, after in pairwise(edges):
        here = {column: text for column, text in names.items() if left <= column < after}
        labels = labels_of(here, lines)
        months = {column: month for column, month in head.months.items() if left <= column < after}
        if labels is None or not months:
            continue
        counts = _of_counts(months, head, lines)
        twofold = _twofold(counts, head)
        counts = {column: month for column, month in counts.items() if month not in twofold}
        unread = [
            text
            for column, text in here.items()
            if column not in labels.columns and column not in head.nearly
        ]
        unread += [
            f"{head.banners[c]} {month_name(month)}"
            for c, month in months.items()
            if c not in counts and month not in twofold
        ]
        yield MonthBlock(page, head, labels, counts, tuple(unread), twofold, left, after - 1, rows)


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
