"""Headings that name months: in one row, or in two with the year above, and of what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from xlscore.rules.figures_dates import day_said, read_day
from xlscore.rules.month_headings import MONTH, is_nearly_a_month, months_of, sums_up, words_of
from xlscore.rules.series import month_name
from xlscore.sources.tables.figures import is_nothing
from xlscore.sources.tables.pages import SourcePage, SourceRow
from xlscore.sources.tables.telling import TableTold
from xlscore.sources.tables.years import bare_month, year_of_banner, years_of

__all__ = ["Head", "Titles", "bare_months", "head_of", "heading_text", "holds_no_counts", "titles_above"]

Titles = Callable[[SourcePage, SourceRow], Sequence[str]]
"""Asks for the titles of a table, by its page and heading: only where they are needed."""
_SERIAL: Final = re.compile(r"[2-7]\d{4}")
_NO_COUNTS: Final = re.compile(
    r"\b(?:rates?|per|percent(?:age)?|proportion|share|average|avg|mean|median|rolling|months? to|year to|years? ending|ytd|targets?|"
    r"forecast|projected|projection|expected|change|difference|previous|rank|position|index|cumulative)\b|%"
)
_TITLE_ROWS: Final = 12
_IN_A_TITLE: Final = 2
"""So many cells a line of a title has at most."""
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


def head_of(page: SourcePage, row: SourceRow, told: TableTold, titles: Titles | None = None) -> Head | None:
    """Return the heading that a line is, None for one that names no month.

    Months without a year are of the one that stands over them, else of the one that titles, the sheet or the file say.
    """
    if not any(_could_be_month(value) for value in row.cells):
        return None
    above, begins = _rows_above(page, row), told.year_begins
    cells = _shown(page, row)
    banners = _banners(page, row, above, len(cells))
    spelled = [
        _with_year(_month_cell(value), banners.get(column, ()), begins)
        for column, value in enumerate(cells, 1)
    ]
    months = months_of(spelled)
    if not any(months):
        months = _by_what_is_said(page, row, cells, told, titles or titles_above)
    found, days = _without_days(cells, {c: month for c, month in enumerate(months, 1) if month is not None})
    if not found or (len(set(found.values())) == 1 and not _stands_over_counts(page, row, found)):
        return None
    names = {
        column: _name(page, row, above, column) for column in range(1, len(cells) + 1) if column not in found
    }
    names = {column: name for column, name in names.items() if name}
    if any(is_nothing(row.at(column)) for column in names) and _is_below_headings(found, above, begins):
        return None
    nearly = {
        c: name
        for c, name in names.items()
        if c in days or (is_nearly_a_month(name) and not _is_span(name) and not sums_up(name))
    }
    over = {
        column: words
        for column in found
        if (
            words := " ".join(
                text for text in banners.get(column, ()) if not year_of_banner(words_of(text), 1, begins)
            )
        )
    }
    return Head(row.number, found, {c: n for c, n in names.items() if c not in nearly}, over, nearly)


def _shown(page: SourcePage, row: SourceRow) -> list[object]:
    """Return what is seen in a line; cells merged sideways below a banner are one heading, of their first column."""
    cells = [page.shown(row.number, column) for column in range(1, len(row.cells) + 1)]
    for column in range(1, len(cells) + 1):
        anchor = page.anchor(row.number, column)
        if anchor is not None and anchor[1] != column:
            cells[column - 1] = None
    return cells


def _without_days(
    cells: Sequence[object], months: Mapping[int, date]
) -> tuple[Mapping[int, date], Mapping[int, date]]:
    """Return the columns of months and those of days: beside weeks or days the first of a month is one of them."""
    days = {column: day for column in months if (day := read_day(cells[column - 1]))}
    if all(_ends_or_begins(day) for day in days.values()):
        return months, {}
    return {column: month for column, month in months.items() if column not in days}, days


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


def _is_below_headings(months: Mapping[int, date], above: Sequence[SourceRow], begins: int) -> bool:
    """Return whether a line of nothing but dates is a row of a table with a column for them, and no heading below banners."""
    if len(set(months.values())) < 2:
        return True
    texts = [heading_text(above[0].at(column)) for column in months] if above else []
    return all(text and year_of_banner(words_of(text), 1, begins) is None for text in texts)


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


def _with_year(value: object, banners: Sequence[str], begins: int) -> object:
    """Return a month's name with the year that stands over it, any other heading as it is."""
    month = bare_month(value)
    if not month:
        return value
    for text in banners:
        year = year_of_banner(words_of(text), month, begins)
        if year is not None:
            return date(year, month, 1)
    return value


def titles_above(page: SourcePage, row: SourceRow) -> list[str]:
    """Return the titles above a heading, the nearest first: lines of a few words, up to the table before."""
    found: list[str] = []
    for number in range(row.number - 1, max(row.number - _TITLE_ROWS, 0), -1):
        filled = page.row(number).filled
        texts = [text for column in filled if (text := heading_text(page.row(number).at(column)))]
        if len(filled) > _IN_A_TITLE:
            if row.number - number < _HEAD_ROWS:
                continue
            break
        found += texts
    return found


def bare_months(cells: Sequence[object]) -> dict[int, int]:
    """Return the columns of a line that name months without a year, where they can be nothing else: several, each once.

    >>> bare_months(["Offence", "Apr", "May"]), bare_months(["May", "Apr 2024"]), bare_months(["Apr", "Apr"])
    ({2: 4, 3: 5}, {}, {})
    """
    found = {column: month for column, value in enumerate(cells, 1) if (month := bare_month(value))}
    return found if len(found) > 1 and len(set(found.values())) == len(found) else {}


def _by_what_is_said(
    page: SourcePage, row: SourceRow, cells: Sequence[object], told: TableTold, titles: Titles
) -> list[date | None]:
    """Return the months of a line that names none with its year, by what titles, the sheet and the file say of it."""
    bare = bare_months(cells)
    said = told.said_of(page, titles(page, row)) if bare else ()
    months = years_of(list(bare.values()), said, told.year_begins) or {}
    return [months.get(bare[column]) if column in bare else None for column in range(1, len(cells) + 1)]


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
