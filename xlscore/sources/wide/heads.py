"""Headings that name months: in one row, or in two with the year above, and of what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from xlscore.rules.figures_dates import day_said, read_day
from xlscore.rules.month_headings import MONTH, is_nearly_a_month, months_of, sums_up, words_of
from xlscore.rules.series import month_name
from xlscore.sources.tables.figures import is_nothing
from xlscore.sources.tables.pages import SourcePage, SourceRow

__all__ = ["Head", "head_of", "heading_text", "holds_no_counts"]

_BARE_MONTH: Final = re.compile(rf"{MONTH}")
_FIRST_OF_YEAR: Final = 4
"""A year in two halves (2023/24) runs from April."""
_FINANCIAL: Final = re.compile(r"(?:(?:financial )?year |fy ?)?(?:20|19)?(\d\d) (?:20|19)?(\d\d)")
_CALENDAR: Final = re.compile(r"(?:calendar year |year )?((?:19|20)\d\d)")
_SERIAL: Final = re.compile(r"[2-7]\d{4}")
_NO_COUNTS: Final = re.compile(
    r"\b(?:rates?|per|percent(?:age)?|proportion|share|average|avg|mean|median|rolling|months? to|year to|years? ending|ytd|targets?|"
    r"forecast|projected|projection|expected|change|difference|previous|rank|position|index|cumulative)\b|%"
)
_HEAD_ROWS: Final = 3
"""So many rows may say together what a column is."""


@dataclass(frozen=True)
class Head:
    """The heading of a block: its line, the month of each column that has one, and what the others are called."""

    row: int
    months: Mapping[int, date]
    others: Mapping[int, str]
    banners: Mapping[int, str]
    """What stands over a column of a month and is no year: "Offences", "Rate per 1,000"."""
    nearly: Mapping[int, str]
    """The headings that were meant to be months and cannot be read as ones."""

    @property
    def last(self) -> int:
        """Return the last column that has a heading."""
        return max([*self.months, *self.others, *self.nearly])

    @property
    def names(self) -> dict[int, str]:
        """Return what every column that has no month is called."""
        return {**self.others, **self.nearly}


def heading_text(value: object) -> str:
    """Return a heading as it is told: a date as its month and year, or as a day where it is one within its month.

    >>> heading_text(date(2024, 4, 30)), heading_text(date(2024, 4, 8)), heading_text(" Crime\\n type "), heading_text(2019.0)
    ('Apr 2024', '8 April 2024', 'Crime type', '2019')
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return month_name(value) if _ends_or_begins(value) else day_said(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def head_of(page: SourcePage, row: SourceRow) -> Head | None:
    """Return the heading that a line is, None for one that names no month."""
    if not any(_could_be_month(value) for value in row.cells):
        return None
    above = _rows_above(page, row)
    cells = [page.shown(row.number, column) for column in range(1, len(row.cells) + 1)]
    # Cells merged sideways below a banner are one heading, of their first column.
    for column in range(1, len(cells) + 1):
        anchor = page.anchor(row.number, column)
        if anchor is not None and anchor[1] != column:
            cells[column - 1] = None
    spelled = [_month_cell(value) for value in cells]
    banners = _banners(page, row, above, len(cells))
    dated = [_with_year(value, banners.get(column, ())) for column, value in enumerate(spelled, 1)]
    months = months_of(dated)
    found = {column: month for column, month in enumerate(months, 1) if month is not None}
    days = {
        column: day for column, value in enumerate(cells, 1) if column in found and (day := read_day(value))
    }
    if any(not _ends_or_begins(day) for day in days.values()):
        # Weeks or days: the first of a month among them is one of them.
        found = {column: month for column, month in found.items() if column not in days}
    else:
        days = {}
    if not found or (len(set(found.values())) == 1 and not _stands_over_counts(page, row, found)):
        return None
    names = {
        column: _name(page, row, above, column) for column in range(1, len(cells) + 1) if column not in found
    }
    names = {column: name for column, name in names.items() if name}
    if any(is_nothing(row.at(column)) for column in names) and _is_below_headings(found, above):
        return None
    nearly = {
        c: name
        for c, name in names.items()
        if c in days or (is_nearly_a_month(name) and not _is_span(name) and not sums_up(name))
    }
    told = {
        column: words
        for column in found
        if (words := " ".join(text for text in banners.get(column, ()) if not _year_of(text, 1)))
    }
    return Head(row.number, found, {c: n for c, n in names.items() if c not in nearly}, told, nearly)


@lru_cache(maxsize=4096)
def holds_no_counts(text: str) -> bool:
    """Return whether a heading or banner says that what is below it are no counts of a month.

    >>> holds_no_counts("Rate per 1,000"), holds_no_counts("12 months to"), holds_no_counts("Offences")
    (True, True, False)
    """
    return bool(_NO_COUNTS.search(words_of(text)) or "%" in text)


def _could_be_month(value: object) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, (int, float)):
        return not isinstance(value, bool) and 190_001 <= value < 21_000_000 and value == value // 1
    return isinstance(value, str) and len(value) < 60 and _looks_dated(value)


@lru_cache(maxsize=8192)
def _looks_dated(text: str) -> bool:
    words = words_of(text)
    return bool(
        re.search(
            rf"\b{MONTH}\b|{MONTH}\d|\d\d ?{MONTH}|\d{{4}} ?m? ?\d\d|\d \d{{4}}|\d{{6}}|\d\d? \d\d? \d\d",
            words,
        )
    )


def _month_cell(value: object) -> object:
    """Return a heading as months are looked for: a bare number of five digits in a text file is a number there, too."""
    if isinstance(value, str):
        bare = value.strip()
        if _SERIAL.fullmatch(bare):
            return int(bare)
    return value


def _rows_above(page: SourcePage, row: SourceRow) -> list[SourceRow]:
    """Return the lines directly above a heading that may belong to it, the nearest first: titles are none."""
    found = []
    for number in range(row.number - 1, max(row.number - _HEAD_ROWS, 0), -1):
        line = page.row(number)
        wide = any(box.top <= number <= box.bottom and box.left > 1 for box in page.merged)
        if (
            len(line.filled) < 2
            and not (line.filled and (wide or line.filled[0] > 1))
            and not _reaches_into(page, number, row.number)
        ):
            break
        found.append(line)
    return found


def _ends_or_begins(day: date) -> bool:
    """Return whether a day can stand for its month: the first or the last of it."""
    return day.day == 1 or (day + timedelta(days=1)).day == 1


def _stands_over_counts(page: SourcePage, row: SourceRow, months: Mapping[int, date]) -> bool:
    """Return whether what stands below a single month is no month itself, as in a column of dates."""
    below = next((line for line in page.rows if line.number > row.number), None)
    return below is not None and not any(_could_be_month(below.at(column)) for column in months)


def _is_below_headings(months: Mapping[int, date], above: Sequence[SourceRow]) -> bool:
    """Return whether a line of nothing but dates is a row of a table with a column for them, and no heading below banners."""
    if len(set(months.values())) < 2:
        return True
    texts = [heading_text(above[0].at(column)) for column in months] if above else []
    return all(text and _year_of(text, 1) is None for text in texts)


def _reaches_into(page: SourcePage, number: int, head: int) -> bool:
    return any(box.top <= number and box.bottom >= head for box in page.merged)


def _banners(
    page: SourcePage, row: SourceRow, above: Sequence[SourceRow], width: int
) -> dict[int, tuple[str, ...]]:
    """Return what stands over each column, the nearest first: a banner goes on to the right as far as it is merged, or to the next."""
    found: dict[int, list[str]] = {}
    for line in above:
        merged = [box for box in page.merged if box.top <= line.number <= box.bottom and box.columns > 1]
        last = ""
        for column in range(1, width + 1):
            own = heading_text(page.shown(line.number, column))
            if merged or own:
                last = own
            if last:
                found.setdefault(column, []).append(last)
    return {column: tuple(texts) for column, texts in found.items()}


def _with_year(value: object, banners: Sequence[str]) -> object:
    """Return a month's name with the year that stands over it, any other heading as it is."""
    if not isinstance(value, str) or not _BARE_MONTH.fullmatch(words_of(value)):
        return value
    month = months_of([f"{value} 2000"])[0]
    for text in banners:
        year = None if month is None else _year_of(text, month.month)
        if year is not None:
            return f"{value} {year}"
    return value


@lru_cache(maxsize=1024)
def _year_of(banner: str, month: int) -> int | None:
    """Return the year of a month below a banner: 2024, or of 2023/24 the one or the other; None where it names no year.

    >>> _year_of("2023/24", 4), _year_of("2023/24", 3), _year_of("2024", 3), _year_of("Offences", 3)
    (2023, 2024, 2024, None)
    """
    words = words_of(banner)
    whole = _CALENDAR.fullmatch(words)
    if whole:
        return int(whole[1])
    halves = _FINANCIAL.fullmatch(words)
    if halves and (int(halves[1]) + 1) % 100 == int(halves[2]):
        first = 2000 + int(halves[1])
        return first if month >= _FIRST_OF_YEAR else first + 1
    return None


def _name(page: SourcePage, row: SourceRow, above: Sequence[SourceRow], column: int) -> str:
    """Return what a column is called: in the heading's line, else in the nearest line above."""
    for line in (row, *above):
        anchor = page.anchor(line.number, column)
        if anchor is not None and anchor[1] != column:
            continue
        text = heading_text(page.shown(line.number, column))
        if text:
            return text
    return ""


def _is_span(name: str) -> bool:
    """Return whether a heading goes from one month to another: Jan-Mar 2024."""
    return len(re.findall(rf"\b{MONTH}\b", words_of(name))) > 1
