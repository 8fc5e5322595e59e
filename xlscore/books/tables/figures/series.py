"""Reading monthly series: the columns whose headings name months, by their dates, in whatever order they stand.

A total, a year to date, a quarter, an average or a text among them is no month and is left alone. What would make a
wrong series without a word is a problem: months out of order (read by their dates all the same), a month that is
wanting, one that is there twice (its figure counts where both columns say the same, else the month is left out), and a
heading that was meant to be a month and cannot be read as one.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.entries import read_entry
from xlscore.books.tables.table import Table
from xlscore.books.tables.two_rows import under_rolling_banners
from xlscore.books.tables.words.vocabulary import said
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Blank, Entry, Figure, Unread
from xlscore.rules.month_headings import is_nearly_a_month, months_of
from xlscore.rules.series import Series, SeriesPoint, month_name, months_between, months_later, next_month

__all__ = [
    "MonthColumns",
    "find_months",
    "find_single_months",
    "ordered_months",
    "read_months",
    "read_series",
]

_EXAMPLE = "Write month and year into it, for example Apr 2024."
_MOST_NAMED = 3


@dataclass(frozen=True)
class MonthColumns:
    """The columns of a table that hold months: for each month, oldest first, its columns from the left."""

    table: Table
    columns: tuple[tuple[datetime.date, tuple[int, ...]], ...]


def find_months(table: Table) -> dict[int, datetime.date]:
    """Return the month of every column of a table whose heading names one, from the left."""
    columns = sorted(table.others)
    months = months_of([table.block.at(table.header, column) for column in columns])
    return {column: month for column, month in zip(columns, months, strict=True) if month is not None}


def find_single_months(table: Table) -> dict[int, datetime.date]:
    """Return the month of every column of a table that holds the figures of that month alone, from the left.

    Below a banner "12 months to" a month is the last of a year: its columns are readings of a rolling year and no series.
    """
    rolling = under_rolling_banners(table.block, table.header)
    return {column: month for column, month in find_months(table).items() if column not in rolling}


def read_months(
    table: Table, reader: Reader, placed: Collection[datetime.date] = frozenset()
) -> MonthColumns:
    """Return a table's columns of months; what is wrong with their headings is a problem.

    Where the months that are `placed` stand is not looked at: files were given columns behind the others.
    """
    found = find_single_months(table) or find_months(table)
    reader.look_over(table, answers=found)
    for column, text in table.others.items():
        if column not in found and is_nearly_a_month(text):
            _report(table, column, reader, f"'{text}' is not read as a month.", _EXAMPLE)
    if not found and _holds_anything(table):
        first = min(table.others)
        names = said([table.others[column] for column in sorted(table.others)[:_MOST_NAMED]])
        _report(
            table,
            first,
            reader,
            f"No heading of the {table.layout.kind} names a month; they are {names}.",
            _EXAMPLE,
        )
    return ordered_months(table, found, reader, placed)


def ordered_months(
    table: Table,
    found: Mapping[int, datetime.date],
    reader: Reader,
    placed: Collection[datetime.date] = frozenset(),
) -> MonthColumns:
    """Return these columns by their months, oldest first; a month that is double, wanting or out of order is a problem."""
    columns: dict[datetime.date, list[int]] = defaultdict(list)
    for column, month in found.items():
        columns[month].append(column)
    ordered = sorted(columns.items())
    _report_doubles(table, ordered, reader)
    _report_gaps(table, ordered, reader)
    typed = {places[0]: month for month, places in ordered if month not in placed}
    _report_disorder(table, typed, reader)
    return MonthColumns(table, tuple((month, tuple(places)) for month, places in ordered))


def read_series(months: MonthColumns, row: int, name: str, reader: Reader) -> Series | None:
    """Return the series of a row up to its last figure, None for a row without any.

    A blank among the figures is a problem; blanks before the first and behind the last are none. A month of two columns
    that disagree has no point.
    """
    points: list[SeriesPoint] = []
    for month, columns in months.columns:
        entry = _agreed([read_entry(reader, months.table, row, column) for column in columns])
        if entry is not None:
            points.append(SeriesPoint(month, entry))
    filled = [place for place, point in enumerate(points) if not isinstance(point.entry, Blank)]
    if not filled:
        return None
    for point in points[filled[0] : filled[-1]]:
        _report_blank(months.table, row, point, months, reader)
    return Series.of(name, points[: filled[-1] + 1])


def _agreed(entries: Sequence[Entry]) -> Figure | Blank | Unread | None:
    """Return what the columns of a month say together, None where they differ."""
    told = [entry for entry in entries if entry is not None]
    unread = [entry for entry in told if isinstance(entry, Unread)]
    figures = [entry for entry in told if isinstance(entry, Figure)]
    if unread or not figures:
        return (unread or told)[0]
    return figures[0] if len({figure.value for figure in figures}) == 1 else None


def _holds_anything(table: Table) -> bool:
    """Return whether a table has anything to be read: the headings of a blank one may still be to be written."""
    return any(not is_blank(table.block.at(row, column)) for row in table.records for column in table.others)


def _report(table: Table, column: int, reader: Reader, what: str, do: str) -> None:
    reader.report(table, table.header, column, what, do)


def _report_doubles(table: Table, ordered: Sequence[tuple[datetime.date, list[int]]], reader: Reader) -> None:
    for month, places in ordered:
        for column in places[1:]:
            first = cell_address(table.header, places[0])
            _report(
                table, column, reader, f"{month_name(month)} is there twice, first in {first}.",
                "Keep one column of it; until then the month counts only where both say the same.",
            )  # fmt: skip


def _report_gaps(table: Table, ordered: Sequence[tuple[datetime.date, list[int]]], reader: Reader) -> None:
    for (before, _), (after, places) in pairwise(ordered):
        missing = months_between(before, after) - 1
        if missing:
            first, last = next_month(before), months_later(after, -1)
            names = {1: month_name(first), 2: f"{month_name(first)} and {month_name(last)}"}.get(
                missing, f"{month_name(first)} to {month_name(last)}"
            )
            _report(
                table, places[0], reader, f"{names} {'is' if missing == 1 else 'are'} missing before {month_name(after)}.",
                "Add a column for each month, left blank where there is no figure.",
            )  # fmt: skip


def _report_disorder(table: Table, found: dict[int, datetime.date], reader: Reader) -> None:
    """Report the first month that breaks the order: oldest first, or newest first where most stand so."""
    columns = sorted(found)
    steps = [(a, b, found[a] < found[b]) for a, b in pairwise(columns)]
    forwards = 3 * sum(rising for *_, rising in steps) > len(steps)
    for before, column, rising in steps:
        if rising is not forwards:
            _report(
                table, column, reader, f"{month_name(found[column])} stands behind {month_name(found[before])}, out of order.",
                "Put the months in order; until then they are read by their dates.",
            )  # fmt: skip
            return


def _report_blank(table: Table, row: int, point: SeriesPoint, months: MonthColumns, reader: Reader) -> None:
    columns = dict(months.columns)[point.month]
    if isinstance(point.entry, Blank) and all(is_blank(table.block.at(row, column)) for column in columns):
        reader.report(
            table, row, columns[0], f"{month_name(point.month)} is blank between months that have a figure.",
            "Type the figure, or N/A if there is none.",
        )  # fmt: skip
