"""Days of files into the table of daily counts: all of them or, where they would be too many for a sheet, none.

A part of the days would be worse than none: a year to date by days needs every day of this year and the last.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from xlscore.books.importing.new_rows import add_rows
from xlscore.books.importing.series import Pair, SeriesTable
from xlscore.books.monthly.brought import DAYS_FROM_FILES
from xlscore.books.monthly.days import is_days
from xlscore.books.monthly.headings import DAYS
from xlscore.books.plan.agreement import same
from xlscore.books.plan.edits import NewSheet, Scalar
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.words import counted
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.layout import row_key
from xlscore.books.tables.table import Table, shown
from xlscore.rules.exact import cell_number
from xlscore.rules.figures_dates import read_day
from xlscore.rules.monthly.days import last_day
from xlscore.sources.counted import Counts, Mark
from xlscore.sources.merging import MergedFiles

__all__ = ["plan_days"]

_MOST: Final = 20_000
"""So many rows a table of days may have: two years of 27 series that have a crime every day. A sheet of more takes seconds to read, and nobody looks at it."""
_WIDTHS: Final = (14, 30, 20, 10)
_FIELDS: Final = ("date", "measure", "place", "count")
_FORMATS: Final = ("dd/mm/yyyy", "General", "General", "#,##0")
_RUN: Final = re.compile(r"(\d{4}-\d\d-\d\d):([\d/,-]*)")


def plan_days(
    planner: Planner, unit: MergedFiles, series: SeriesTable, older: Collection[Mark], reader: Reader
) -> tuple[str, ...]:
    """Return what is to be said of the files' days, having planned them; those of months of an `older` release are left."""
    left = {(series.pair(measure, place), month) for measure, place, month in older}
    days = {
        (measure, place, day): value
        for (measure, place, day), value in unit.days.items()
        if (series.pair(measure, place), day.replace(day=1)) not in left
    }
    if not days:
        return ()
    days |= _end(unit, days)
    table = find_one(planner.reading.blocks, DAYS, is_days)
    there = {} if table is None else _rows(table, series)
    marks = {(series.pair(measure, place), day): value for (measure, place, day), value in days.items()}
    rows = len(there) + len(marks.keys() - there.keys())
    if rows > _MOST:
        return (
            f"The days are {rows:,} rows, more than a table of days holds ({_MOST:,}): they are kept in the store alone.",
        )
    sheet = planner.free_name(DAYS.sheet) if table is None else table.sheet
    kept = {} if table is None else _kept(planner.kept(DAYS_FROM_FILES, sheet))
    held = {(series.pair(measure, place), month) for measure, place, month in unit.counts} - left
    gone = _gone(held, kept, marks)
    _plan_standing(planner, table, there, marks | gone, kept, reader)
    new = {mark: value for mark, value in days.items() if (series.pair(*mark[:2]), mark[2]) not in there}
    _plan_new(planner, table, sheet, new)
    for (pair, day), value in marks.items():
        if (pair, day) not in there:
            kept.setdefault(row_key(pair), {})[day] = value
    entries: dict[tuple[str, str], Scalar] = {(row, ""): _text(held) for row, held in kept.items() if held}
    planner.keep_entries(DAYS_FROM_FILES, sheet, entries)
    return ()


def _end(unit: MergedFiles, days: Counts) -> dict[Mark, Fraction]:
    """Return 0 on the last day that the files cover where no row is of it: what is covered ends with the table's last day."""
    last = max((day for *_, day in days))
    month = last.replace(day=1)
    until = [brought.until for (_, _, of), brought in unit.counts.items() if of == month]
    whole = last_day(month)
    end = max((day or whole for day in until), default=last)
    measure, place, _ = next(mark for mark in days if mark[2] == last)
    return {} if end <= last else {(measure, place, end): Fraction(0)}


def _gone(
    held: Collection[tuple[Pair, date]],
    kept: Mapping[str, Mapping[date, Fraction]],
    marks: Mapping[tuple[Pair, date], Fraction],
) -> dict[tuple[Pair, date], Fraction]:
    """Return 0 for each day that a file brought and the files do not have any more, in the months that they hold."""
    pairs = {row_key(pair): pair for pair, _ in held}
    return {
        (pairs[row], day): Fraction(0)
        for row, days in kept.items()
        if row in pairs
        for day in days
        if (pairs[row], day.replace(day=1)) in held and (pairs[row], day) not in marks
    }


def _plan_standing(
    planner: Planner,
    table: Table | None,
    there: Mapping[tuple[Pair, date], int],
    marks: Mapping[tuple[Pair, date], Fraction],
    kept: dict[str, dict[date, Fraction]],
    reader: Reader,
) -> None:
    """Plan the rows that are there: a count that a file brought follows, a typed one stays and is said."""
    typed: list[tuple[int, Any, Fraction]] = []
    for (pair, day), row in there.items():
        value = marks.get((pair, day))
        if table is None or value is None:
            continue
        here, written = table.value(row, "count"), kept.get(row_key(pair), {}).get(day)
        if same(here, cell_number(value)):
            continue
        if here is not None and (written is None or not same(here, cell_number(written))):
            typed.append((row, here, value))
            kept.get(row_key(pair), {}).pop(day, None)
            continue
        planner.enter(table.sheet, row, table.columns["count"], cell_number(value))
        kept.setdefault(row_key(pair), {})[day] = value
    if typed and table is not None:
        row, here, value = typed[0]
        reader.report(
            table, row, table.columns["count"],
            f"{counted(len(typed), 'day')} {'is' if len(typed) == 1 else 'are'} typed otherwise than the files say; here stands {shown(here)}, and the file says {cell_number(value)}.",
            "Correct the one that is wrong; what stands is kept. Clear the cell to have it filled.",
        )  # fmt: skip


def _plan_new(planner: Planner, table: Table | None, sheet: str, new: Counts) -> None:
    """Plan a row for each day that has none, in order of time."""
    if table is None:
        planner.add_sheet(NewSheet(sheet, tuple(map(DAYS.heading, _FIELDS)), _WIDTHS, None, _FORMATS))
    rows = [
        (datetime.datetime(day.year, day.month, day.day), measure, place or None, cell_number(value))
        for (measure, place, day), value in sorted(new.items(), key=_in_time)
    ]
    add_rows(planner, table, sheet, _FIELDS, rows)


def _in_time(one: tuple[Mark, Fraction]) -> tuple[date, str, str]:
    (measure, place, day), _ = one
    return day, measure, place


def _rows(table: Table, series: SeriesTable) -> dict[tuple[Pair, date], int]:
    found: dict[tuple[Pair, date], int] = {}
    for row in table.records:
        day = read_day(table.value(row, "date"))
        if day is not None:
            found.setdefault((series.pair(table.text(row, "measure"), table.text(row, "place")), day), row)
    return found


def _text(days: Mapping[date, Fraction]) -> str:
    """Return the days of a row as the ledger keeps them.

    >>> _text({date(2019, 1, 1): Fraction(3), date(2019, 1, 3): Fraction(2)})
    '2019-01-01:3,,2'
    """
    first, last = min(days), max(days)
    every = (days.get(first + timedelta(n)) for n in range((last - first).days + 1))
    return f"{first.isoformat()}:" + ",".join("" if value is None else str(value) for value in every)


def _kept(entries: Mapping[tuple[str, str], Scalar]) -> dict[str, dict[date, Fraction]]:
    found: dict[str, dict[date, Fraction]] = {}
    for (row, _), text in entries.items():
        run = _RUN.fullmatch(str(text))
        try:
            first = date.fromisoformat(run[1]) if run else None
            if run is not None and first is not None:
                found[row] = {
                    first + timedelta(n): Fraction(count)
                    for n, count in enumerate(run[2].split(","))
                    if count
                }
        except (ValueError, ZeroDivisionError, OverflowError):
            continue
    return found
