"""Tables of months whose type no heading tells: what stands beside the figures says it, the workbook's names, Sources or a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.rules.words import listed, quoted, tidy
from xlscore.sources.tables.figures import count_in, is_nothing
from xlscore.sources.tables.pages import SourcePage, SourceRow
from xlscore.sources.tables.telling import TableTold
from xlscore.sources.tables.totals import is_total
from xlscore.sources.wide.blocks import MonthBlock, block_at, with_rows
from xlscore.sources.wide.heads import Head, head_of, heading_text, titles_above
from xlscore.sources.wide.labels import Labels, places_among

__all__ = ["block_without_type", "says_no_counts", "unheaded_blocks"]

_MOST_NAMED: Final = 2
_NO_COUNTS: Final = re.compile(
    r"^(?:12 months to|years? ending|months? to)$|\brates?\b|\bper (?:1,?000|100,?000|head|cent)|percent|%|\brolling\b|\bproportion|\baverages?\b|\bmean\b|\bcumulative\b|\bforecast|\bprojected\b|\btargets?\b",
    re.IGNORECASE,
)
"""What a title says of figures that are no counts of a month."""
_BY_PLACE: Final = re.compile(
    r"\b(?:by|per|in each|for each|across)\b.*\b(?:districts?|areas?|lpus?|lpas?|bcus?|boroughs?|divisions?|commands?|wards?|beats?|neighbourhoods?|units?|stations?|places?)\b",
    re.IGNORECASE,
)
"""A title that says by what its figures are parted."""


def says_no_counts(text: str) -> bool:
    """Return whether a title says that figures are no counts of a month each.

    >>> [says_no_counts(text) for text in ("Burglary rate per 1,000", "Rolling 12 months", "Year ending", "Burglary to March 2019")]
    [True, True, True, False]
    """
    return _NO_COUNTS.search(text) is not None


def unheaded_blocks(page: SourcePage, told: TableTold) -> list[MonthBlock]:
    """Return the tables of a page that have months, whose type no heading tells and something else does."""
    heads = [(at, head) for at, row in enumerate(page.rows) if (head := head_of(page, row, told)) is not None]
    found = []
    for head, rows in with_rows(page, heads):
        titles = titles_above(page, page.row(head.row))
        block = block_without_type(page, head, rows, told, titles)
        if block is not None:
            found.append(block)
    return found


def block_without_type(
    page: SourcePage, head: Head, rows: Sequence[SourceRow], told: TableTold, titles: Sequence[str]
) -> MonthBlock | None:
    """Return the table below a heading that tells no type, None where nobody can say what it counts."""
    first = min(head.months)
    lines = [row for row in rows if any(isinstance(count_in(row.at(c)), Fraction) for c in head.months)]
    columns = [column for column in range(1, first) if _are_words(page, lines, column)]
    if not lines or (not told.measure and any(map(says_no_counts, (*titles, page.name)))):
        return None
    found = _labels(page, head, lines, columns, told, titles)
    if found is None:
        return None
    labels, said = found
    block = block_at(page, head, rows, told, labels, (1, max(head.last, first)))
    return replace(block, said=said, doubt=_doubt(page, head, lines, labels, told, titles))


def _doubt(
    page: SourcePage,
    head: Head,
    lines: Sequence[SourceRow],
    labels: Labels,
    told: TableTold,
    titles: Sequence[str],
) -> str:
    """Return what is doubtful of a table whose measure a title says: names that nothing tells to be places, "" for none."""
    column = next(iter(labels.places), 0)
    if not column or labels.measures or told.measure:
        return ""
    headed = not page.is_turned and column in places_among(head.names)
    if (
        headed
        or told.are_measures(_names(page, lines, column)) is False
        or any(map(_BY_PLACE.search, titles))
    ):
        return ""
    return f"Nothing says that {_listed(page, lines, column)} are places of {quoted(labels.measure)}; they are read so."


def _labels(
    page: SourcePage,
    head: Head,
    lines: Sequence[SourceRow],
    columns: Sequence[int],
    told: TableTold,
    titles: Sequence[str],
) -> tuple[Labels, tuple[str, ...]] | None:
    """Return what the columns of words before the months are, and what is to be said of it."""
    headed = {column: head.names[column] for column in columns if column in head.names}
    places = [] if page.is_turned else places_among(headed)[:1]
    rest = [column for column in columns if column not in places]
    are = {column: told.are_measures(_names(page, lines, column)) for column in rest}
    types = [column for column in rest if are[column]]
    if len(types) == 1 and len(rest) <= 2:
        where = [*places, *(column for column in rest if column not in types)]
        names = f"No heading says what {_listed(page, lines, types[0])} are; they are read as types."
        return Labels(tuple(types), tuple(where[:1]), {}, place="" if where else told.place), (names,)
    if len(types) > 1 or len(rest) + len(places) > 1:
        return None
    measure, by = (told.measure, "") if told.measure else told.measure_said(page, titles)
    if not measure:
        return None
    said = (f"All of it is {quoted(measure)}, as its {by} says.",) if by else ()
    return Labels((), (*places, *rest), {}, measure=measure, place="" if columns else told.place), said


def _are_words(page: SourcePage, lines: Sequence[SourceRow], column: int) -> bool:
    """Return whether a column holds words in most of the lines with figures."""
    held = [page.shown(row.number, column) for row in lines]
    words = sum(isinstance(value, str) and not is_nothing(value) and not _is_figure(value) for value in held)
    return 2 * words > len(held)


def _is_figure(value: object) -> bool:
    return isinstance(count_in(value), Fraction)


def _names(page: SourcePage, lines: Sequence[SourceRow], column: int) -> list[str]:
    shown = (tidy(heading_text(page.shown(row.number, column))) for row in lines)
    return list(dict.fromkeys(filter(None, shown)))


def _listed(page: SourcePage, lines: Sequence[SourceRow], column: int) -> str:
    names = [quoted(name) for name in _names(page, lines, column) if not is_total(name)]
    return listed(names) if len(names) <= _MOST_NAMED else f"{', '.join(names[:_MOST_NAMED])} and the like"
