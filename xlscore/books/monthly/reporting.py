"""What is asked of the month's figures: months and days that are missing, days that are not their month, parts that do not add up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from xlscore.books.monthly.inputs import MonthSheets
from xlscore.books.monthly.names import place_key
from xlscore.books.monthly.rows import family_of
from xlscore.books.plan.words import counted
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.series import find_single_months
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said
from xlscore.rules.monthly.adding_up import more_than
from xlscore.rules.monthly.days import Stretch, day_figures, unequal_months
from xlscore.rules.monthly.month import MonthResult, RowInputs, RowResult
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.series import month_name
from xlscore.rules.words import name_key

__all__ = ["report", "report_cut"]

_MOST_ROWS: Final = 5
"""So many rows that lack the same months are a problem each; more are one problem."""


def report(sheets: MonthSheets, result: MonthResult, inputs: tuple[RowInputs, ...], reader: Reader) -> None:
    """Report what makes a figure unknown or doubtful, at the cell where it can be put right."""
    places = {row.mark: row.source for row in sheets.rows}
    _report_missing(result, places, reader)
    _report_too_many(sheets, result, places, reader)
    if sheets.days is not None:
        _report_uncovered(sheets, result, reader)
        for given in inputs:
            source = places.get((name_key(given.measure), name_key(given.place)))
            mark = name_key(given.measure), place_key(given.place)
            if source is not None or mark in sheets.days.counts:
                _report_unequal(sheets, given, source or Source(sheets.table.sheet, ""), reader)
    for branch in result.tree:
        if branch.short is not None:
            this, last = (round(float(value)) for value in branch.short)
            source = places.get((name_key(branch.measure), ""))
            reader.at(
                sheets.table.sheet if source is None else source.sheet, "" if source is None else source.cell,
                f"'{branch.measure}' is not the sum of its parts: {this:+,} this year and {last:+,} last year are in none of them.",
                "Put the figures or the parents right, or add the part that is missing.",
            )  # fmt: skip


def _report_too_many(
    sheets: MonthSheets, result: MonthResult, places: Mapping[tuple[str, str], Source], reader: Reader
) -> None:
    """Report a force's own row that its places add up to more than."""
    family = family_of(sheets)
    for whole in result.rows:
        source = places.get((name_key(whole.measure), ""))
        if whole.place or source is None:
            continue
        parts = [
            row.to_date
            for row in result.rows
            if row.measure == whole.measure and family.is_leaf(place_key(row.place))
        ]
        over = more_than(whole.to_date.this, [part.this for part in parts])
        if over is not None:
            reader.at(
                source.sheet, source.cell,
                f"The places of '{whole.measure}' add up to {float(over):,.10g} more this year than the row of the force.",
                "Put the counts right, or say on Places which place is a part of which.",
            )  # fmt: skip


def report_cut(sheets: MonthSheets, year: ReportingYear, cut: Mapping[date, date], reader: Reader) -> None:
    """Report the months of this year and the last that a file cut short: they are in the sums as if they were whole."""
    for column, month in find_single_months(sheets.table).items():
        if month in cut and month in (*year.months, *year.before.months):
            reader.report(
                sheets.table, sheets.table.header, column,
                f"{month_name(month)} ends on {day_said(cut[month])} by the file that it is from, so the sums that it is in are short.",
                "Bring in a later release, or have the report end with an earlier month.",
            )  # fmt: skip


def _where(row: RowResult | RowInputs) -> str:
    return f"'{row.measure}'" + (f" in {row.place}" if row.place else "")


def _report_missing(result: MonthResult, places: Mapping[tuple[str, str], Source], reader: Reader) -> None:
    """Report which rows lack months; many that lack the same ones, as in a new workbook, are one problem at the first."""
    alike: dict[tuple[date, ...], list[tuple[RowResult, Source]]] = {}
    for row in result.rows:
        source = places.get((name_key(row.measure), name_key(row.place)))
        if row.to_date.missing and source is not None:
            alike.setdefault(tuple(row.to_date.missing), []).append((row, source))
    for missing, rows in alike.items():
        names = month_name(missing[0]) + (f" and {len(missing) - 1} more" if len(missing) > 1 else "")
        together = len(rows) > _MOST_ROWS
        besides = f" and {counted(len(rows) - 1, 'more row')} have" if together else " has"
        for row, source in rows[:1] if together else rows:
            reader.at(
                source.sheet, source.cell,
                f"{_where(row)}{besides} no figure for {names}, so there is no year to date.",
                "Enter the months, or have the report end with an earlier month.",
            )  # fmt: skip


def _report_uncovered(sheets: MonthSheets, result: MonthResult, reader: Reader) -> None:
    """Report once that the table of days does not cover this year or last year; it is one table for all rows.

    Days that are no whole month, with no months beside them, give no row at all.
    """
    if sheets.days is None:
        return
    figures = [row.days for row in result.rows if row.days and row.is_by_days]
    if not result.rows and result.day is not None:
        figures = [day_figures({}, sheets.days.covered, result.day, result.year.first.month)]
    missing = next((each.missing for each in figures if each.missing), None)
    if missing is None:
        return
    table = sheets.days.table
    sheet, cell = ("", "") if table is None else (table.sheet, table.cell(table.records[0], "date"))
    holder = "store" if table is None else "table of days"
    reader.at(
        sheet, cell,
        f"The {holder} has nothing for {_said(missing)}, so there is no year to date by days.",
        "Enter or import these days, or have the report end with a month.",
    )  # fmt: skip


def _said(stretch: Stretch) -> str:
    if stretch.first == stretch.last:
        return day_said(stretch.first)
    return f"{day_said(stretch.first)} to {day_said(stretch.last)}"


def _report_unequal(sheets: MonthSheets, given: RowInputs, source: Source, reader: Reader) -> None:
    """Report a measure whose days do not add up to the month's own count; its year to date is that of the days."""
    if given.days is None or sheets.days is None:
        return
    found = unequal_months(given.counts, given.days, sheets.days.covered)
    if not found:
        return
    month, count, of_days = found[0]
    more = f" ({len(found) - 1} more months differ)" if len(found) > 1 else ""
    reader.at(
        source.sheet, source.cell,
        f"{_where(given)} has {int(of_days):,} in {month_name(month)} by its days and {int(count):,} by its month{more}.",
        "Import both from the same extract, or put one of them right; the year to date counts the days.",
    )  # fmt: skip
