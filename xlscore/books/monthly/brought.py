"""What the workbook's ledger keeps of counts that files brought: for each row its months, with their release and last day.

A row's months are one text, so that a long table keeps a short ledger: `2023-02-01@2021-03:4,6,1~14` are three months
from March 2021 of the release of February 2023, of which the last was cut short on its 14th.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.books.monthly.inputs import MonthSheets
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.layout import row_key
from xlscore.rules.series import next_month
from xlscore.sources.merging import Brought

__all__ = [
    "COUNTS_FROM_FILES",
    "DAYS_FROM_FILES",
    "MEASURES_FROM_FILES",
    "MONTHS_FROM_FILES",
    "PUBLISHED_FROM_FILES",
    "cut_short",
    "from_text",
    "months_headed",
    "to_text",
]

COUNTS_FROM_FILES: Final = "counts from files"
DAYS_FROM_FILES: Final = "days from files"
MEASURES_FROM_FILES: Final = "measures from files"
MONTHS_FROM_FILES: Final = "months from files"
PUBLISHED_FROM_FILES: Final = "published figures from files"
_RUN: Final = re.compile(r"(\d{4}-\d\d-\d\d)@(\d{4}-\d\d):(.+)")
_COUNT: Final = re.compile(r"(-?\d+(?:/\d+)?)(?:~(\d{1,2}))?")


def to_text(months: Mapping[date, Brought]) -> str:
    """Return a row's months as the ledger keeps them.

    >>> april = Brought(Fraction(4), date(2019, 5, 1))
    >>> to_text({date(2019, 4, 1): april, date(2019, 5, 1): Brought(Fraction(1), date(2019, 5, 1), date(2019, 5, 9))})
    '2019-05-01@2019-04:4,1~9'
    """
    runs: list[str] = []
    expected: tuple[date, date] | None = None
    for month in sorted(months):
        brought = months[month]
        text = str(brought.value) + ("" if brought.until is None else f"~{brought.until.day}")
        if expected == (month, brought.release):
            runs[-1] += f",{text}"
        else:
            runs.append(f"{brought.release.isoformat()}@{month:%Y-%m}:{text}")
        expected = next_month(month), brought.release
    return ";".join(runs)


def from_text(text: object) -> dict[date, Brought]:
    """Return the months that the ledger kept of a row; what is not of that form was written by nobody of us.

    >>> from_text("2019-05-01@2019-04:4,1~9")[date(2019, 5, 1)].until
    datetime.date(2019, 5, 9)
    """
    found: dict[date, Brought] = {}
    for run in str(text).split(";"):
        parts = _RUN.fullmatch(run)
        if parts is None:
            continue
        try:
            release, month = date.fromisoformat(parts[1]), date.fromisoformat(f"{parts[2]}-01")
            for count in parts[3].split(","):
                said = _COUNT.fullmatch(count)
                if said is None:
                    break
                until = month.replace(day=int(said[2])) if said[2] else None
                found[month] = Brought(Fraction(said[1]), release, until)
                month = next_month(month)
        except (ValueError, ZeroDivisionError):
            continue
    return found


def months_headed(planner: Planner, sheet: str) -> frozenset[date]:
    """Return the months to which files gave a column of a sheet: behind the others, whatever their order."""
    return frozenset(
        date.fromisoformat(f"{month}-01") for month in planner.rows_written(MONTHS_FROM_FILES, sheet)
    )


def cut_short(planner: Planner, sheets: MonthSheets) -> dict[date, date]:
    """Return the last day of each month that a file cut short, as long as a count that it brought there stands."""
    kept = {
        row: from_text(text) for (row, _), text in planner.kept(COUNTS_FROM_FILES, sheets.table.sheet).items()
    }
    found: dict[date, date] = {}
    for row in sheets.rows if any(each.until for months in kept.values() for each in months.values()) else ():
        for month, each in kept.get(row_key(row.mark), {}).items():
            if each.until is not None and row.counts.get(month) == each.value:
                found[month] = max(each.until, found.get(month, each.until))
    return found
