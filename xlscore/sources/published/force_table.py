"""The table of numbers of offences in a release of the police force area tables: found by its headings and units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlscore.rules.month_headings import MONTH, months_of, words_of
from xlscore.sources.published.areas import bare_heading
from xlscore.sources.tables.figures import is_nothing
from xlscore.sources.tables.pages import SourcePage, SourceRow

__all__ = ["AREA_NAMES", "ForceTable", "area_heading", "find_force_table", "title_of", "year_ending"]

_YEAR_ENDING: Final = re.compile(rf"\byear\s+ending\s+({MONTH})\s+'?((?:19|20)\d\d|\d\d)", re.IGNORECASE)
_OTHER_UNITS: Final = re.compile(
    r"\b(?:percentage|percentages|per cent|rates?|per 1 000|proportion|knife|experiences?|incidents?|estimates)\b|%"
)
_NUMBERS: Final = re.compile(r"\bnumbers?(?: of offences)?\b")
AREA_NAMES: Final = ("area name", "police force area", "force")
"""How the column of the areas' names is headed."""
_MOST_LINES: Final = 6


@dataclass(frozen=True)
class ForceTable:
    """The table of numbers of offences: its title, its columns by name, its rows."""

    page: SourcePage
    title: str
    name: int
    code: int
    columns: Mapping[int, str]
    rows: Sequence[SourceRow]


def title_of(page: SourcePage) -> str:
    """Return what stands above the heading of a sheet, as one text."""
    heading = area_heading(page)
    rows = [row for row in page.rows if heading is None or row.number < heading.number]
    return " ".join(str(row.at(1)) for row in rows[:_MOST_LINES] if not is_nothing(row.at(1)))


def area_heading(page: SourcePage) -> SourceRow | None:
    """Return the line with the heading of the areas' names."""
    for row in page.rows:
        if any(
            isinstance(cell, str) and words_of(bare_heading(cell)) in AREA_NAMES for cell in row.cells[:4]
        ):
            return row
    return None


def find_force_table(page: SourcePage) -> ForceTable | None:
    """Return the table of a sheet where it is one of numbers of offences, else None."""
    heading = area_heading(page)
    if heading is None:
        return None
    words = {column: words_of(bare_heading(str(heading.at(column)))) for column in heading.filled}
    name = next(c for c, text in words.items() if text in AREA_NAMES)
    code = next((c for c, text in words.items() if text in ("area code", "area codes")), 0)
    rows = [
        row
        for row in page.rows
        if row.number > heading.number and isinstance(row.at(name), str) and not is_nothing(row.at(name))
    ]
    rows = [row for row in rows if any(column > name for column in row.filled)]
    if not rows:
        return None
    columns = dict(_columns(page, heading, name, rows))
    units = [
        str(cell)
        for row in page.rows
        if heading.number <= row.number < rows[0].number
        for cell in row.cells
        if isinstance(cell, str)
    ]
    title = title_of(page)
    said = words_of(" ".join([title, *units, *columns.values()]))
    if _OTHER_UNITS.search(said) or not _NUMBERS.search(said) or "offence" not in said:
        return None
    return ForceTable(page, title, name, code, columns, tuple(rows))


def _columns(
    page: SourcePage, heading: SourceRow, name: int, rows: Sequence[SourceRow]
) -> Iterator[tuple[int, str]]:
    """Yield the columns that hold figures, with their headings: of the line itself, else of the one above."""
    for column in range(name + 1, max(len(row.cells) for row in rows) + 1):
        if all(is_nothing(row.at(column)) for row in rows):
            continue
        for line in range(heading.number, heading.number - 3, -1):
            anchor = page.anchor(line, column)
            text = page.shown(line, column)
            if not is_nothing(text) and (anchor is None or anchor[1] == column):
                yield column, bare_heading(str(text))
                break


def year_ending(text: str) -> date | None:
    """Return the month that a title says the year ends in: of digits that run into a footnote's, those of the year.

    >>> str(year_ending("Number of offences, year ending March 181,2,3")), str(year_ending("year ending December 20191,2"))
    ('2018-03-01', '2019-12-01')
    """
    found = _YEAR_ENDING.search(text)
    return months_of([f"{found[1]} {found[2]}"])[0] if found else None
