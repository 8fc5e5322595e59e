"""The month's figures as cells and JSON hold them, and up to when they count."""

from __future__ import annotations

from fractions import Fraction

from xlscore.rules.exact import cell_number
from xlscore.rules.monthly.month import MonthResult, RowResult
from xlscore.rules.series import month_name

__all__ = ["ended", "plain"]


def plain(value: Fraction | int | None) -> float | int | None:
    """Return a figure as JSON and a cell hold it: a whole one as a whole number."""
    return None if value is None else cell_number(value)


def ended(row: RowResult, result: MonthResult) -> str:
    """Return up to when a row counts: 14 Oct 2013, or Sep 2013 where it counts whole months."""
    if row.is_by_days and result.day is not None:
        return f"{result.day.day} {month_name(result.day)}"
    return month_name(result.year.to)
