"""With which month and which day a report ends: as asked with --to, else with the latest that the workbook has."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from xlscore.books.errors import BookError
from xlscore.books.monthly.inputs import MonthSheets
from xlscore.books.monthly.rows import months_counted
from xlscore.rules.figures_dates import day_said
from xlscore.rules.monthly.days import last_day
from xlscore.rules.series import month_name

__all__ = ["End", "read_day_to", "read_end", "read_to"]

_TO: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class End:
    """The last whole month of a report, and its last day; None where the workbook has no days."""

    month: date
    day: date | None = None


def read_to(typed: str) -> date:
    """Return the last whole month that a date given to --to leaves: a month means its last day.

    >>> str(read_to("2019-03")), str(read_to("2019-03-14")), str(read_to("2019-03-31"))
    ('2019-03-01', '2019-02-01', '2019-03-01')
    """
    return last_whole_month(read_day_to(typed))


def read_day_to(typed: str) -> date:
    """Return the day given to --to, the last of a month.

    >>> str(read_day_to("2019-02")), str(read_day_to("2019-02-14"))
    ('2019-02-28', '2019-02-14')
    """
    found = _TO.fullmatch(typed.strip())
    try:
        if found is None:
            raise ValueError
        year, month = int(found[1]), int(found[2])
        return date(year, month, int(found[3]) if found[3] else calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise BookError(
            f"'{typed}' is no month.", "Give it as 2019-03, or with a day as 2019-03-31."
        ) from None


def read_end(sheets: MonthSheets, to: str | None, cut: Collection[date] = ()) -> End:
    """Return with what a report ends: a year to date by months ends the month before a part month, such as one `cut` short."""
    days = sheets.days
    known = sorted({month for months in months_counted(sheets).values() for month in months})
    if not known and days is None:
        raise BookError(
            f"The table of monthly counts on '{sheets.table.sheet}' has no figure yet.",
            "Enter or import the months.",
        )
    if to is not None:
        return _asked(read_day_to(to), known, None if days is None else days.first)
    if days is None:
        return End(max((month for month in known if month not in cut), default=known[-1]))
    by_row = [month for row in sheets.rows for month in row.counts if month not in cut]
    if by_row and max(by_row) > days.last.replace(day=1):
        return End(max(by_row), last_day(max(by_row)))
    whole = last_whole_month(days.last)
    return End(min(whole, known[-1]) if known else whole, days.last)


def last_whole_month(day: date) -> date:
    """Return the month that ends on or before a day.

    >>> str(last_whole_month(date(2013, 10, 14))), str(last_whole_month(date(2013, 10, 31)))
    ('2013-09-01', '2013-10-01')
    """
    first = day.replace(day=1)
    return first if day == last_day(first) else (first - timedelta(1)).replace(day=1)


def _asked(day: date, known: list[date], first_day: date | None) -> End:
    month = last_whole_month(day)
    if first_day is not None and first_day <= day:
        return End(month, day)
    if known and known[0] <= month:
        return End(month, None if first_day is None else day)
    if known:
        raise BookError(
            f"{month_name(month)} lies before the first month that the workbook has, {month_name(known[0])}.",
            "Give a later month.",
        )
    raise BookError(
        f"{day_said(day)} lies before the first day that the workbook has, {day_said(first_day)}.",
        "Give a later day.",
    )
