"""Where the monthly counts stand: in a table of measures and places, else in one of the force's measures, which names no place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from xlscore.books.monthly.headings import COUNTS
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.figures.series import find_single_months
from xlscore.books.tables.finder import find_all, find_one, find_required, is_product_only, only_one
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table, shown
from xlscore.rules.month_headings import sums_up
from xlscore.rules.words import is_missing_mark, key

__all__ = [
    "counts_of_force",
    "find_counts",
    "find_required_counts",
    "is_blank_month",
    "is_counts",
    "names_no_count",
    "title_lines",
]

_FEWEST: Final = 2
_MANY: Final = 6
"""With so many months beside each other a table of measures is one of counts, though it names no place."""
_BLANK: Final = re.compile(r"month \d+", re.IGNORECASE)
_NO_COUNT: Final = re.compile(
    r"%|£|\b(?:rates?|per ?cent\w*|percentages?|proportions?|shares?|satisfaction|satisfied|confidence|survey\w*|averages?|mean|median|per(?! (?:month|quarter|year|week))|positions?|"
    r"rank\w*|placings?|index|indices|scores?|grades?|sickness|days|hours|minutes|costs?|budget\w*|spend\w*)\b",
    re.IGNORECASE,
)
"""What measures, and the titles of tables, are called that are no counts: these are not to be added up."""
_LINES_ABOVE: Final = 4
"""So many lines above its headings a table's title may stand."""
_OF_FORCE: Final = TableKind(
    COUNTS.kind,
    COUNTS.sheet,
    tuple(map(COUNTS.column, ("measure", "purpose"))),
    needs=("measure",),
    rows=COUNTS.rows,
    no_totals=COUNTS.no_totals,
)


def find_counts(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the table of monthly counts, None where there is none; a table without places is the force's."""
    found = find_one(reading.blocks, COUNTS, is_counts, sheet)
    return found or only_one(counts_of_force(reading, sheet), COUNTS)


def counts_of_force(reading: Reading, sheet: str | None = None) -> list[Table]:
    """Return the tables of the force's monthly counts, which name no place."""
    blocks = [block for block in reading.blocks if sheet is None or key(block.sheet) == key(sheet)]
    return [replace(table, layout=COUNTS) for table in find_all(blocks, _OF_FORCE, _is_of_force)]


def find_required_counts(reading: Reading, sheet: str | None = None) -> Table:
    """Return the table of monthly counts, or say what comes nearest to it."""
    return find_counts(reading, sheet) or find_required(reading.blocks, COUNTS, is_counts, sheet)


def is_counts(table: Table) -> bool:
    """Return whether a table of measures and places holds months, or is a blank form whose months are still to be named."""
    months = find_single_months(table)
    blank = [heading for heading in table.others.values() if is_blank_month(heading)]
    return (
        len(months) >= _FEWEST
        or len(blank) >= _FEWEST
        or (bool(months) and months.keys() == table.others.keys())
    )


def is_blank_month(heading: str) -> bool:
    """Return whether a heading is a blank form's, to be made a month's.

    >>> is_blank_month("Month 12"), is_blank_month("Apr 2024")
    (True, False)
    """
    return _BLANK.fullmatch(heading) is not None


def title_lines(table: Table) -> list[str]:
    """Return what may say of what a table is: its sheet's name and the lines right above its headings."""
    rows = range(max(table.block.top, table.top - _LINES_ABOVE), table.header)
    return [table.sheet, *(shown(table.block.at(row, c)) for row in rows for c in table.block.filled(row))]


def names_no_count(*words: str) -> bool:
    """Return whether some words name what is measured and not counted.

    >>> names_no_count("Robbery"), names_no_count("Robbery", "MSG position by month"), names_no_count("Crime rates per 1,000")
    (False, True, True)
    """
    return any(map(_NO_COUNT.search, words))


def _is_of_force(table: Table) -> bool:
    """Return whether a table of measures alone holds counts by month and nothing else: whole numbers of what is counted."""
    months = find_single_months(table)
    rest = [heading for column, heading in table.others.items() if column not in months]
    if (
        is_product_only(table)
        or "purpose" in table.columns
        or len(months) < _MANY
        or not all(map(sums_up, rest))
    ):
        return False
    if names_no_count(*title_lines(table), *(table.text(row, "measure") for row in table.records)):
        return False
    held = [table.block.at(row, column) for row in table.records for column in months]
    filled = [value for value in held if not is_missing_mark(shown(value))]
    return bool(filled) and all(map(_is_count, filled))


def _is_count(value: Any) -> bool:
    return (
        isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0 and value == int(value)
    )
