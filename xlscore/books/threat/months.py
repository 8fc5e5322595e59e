"""The monthly series behind the scorecard's rows: the table that holds them."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.series import find_months, find_single_months, read_months, read_series
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.books.threat.headings import BREAKDOWN, SCORECARD, SERIES
from xlscore.rules.month_headings import sums_up
from xlscore.rules.series import Series
from xlscore.rules.threats.words import Purpose, is_force, purpose_of
from xlscore.rules.words import name_key

__all__ = ["holds_months", "is_series", "read_all_series"]

_FEWEST: Final = 2
_SURE: Final = 3
"""So many months are more than two years side by side: a target beside them is what the months are held against."""
_PLACES: Final = frozenset({*BREAKDOWN.column("area").spellings, "place"})
_JUDGED: Final = frozenset(
    spelling for name in ("threat", "impact_score") for spelling in SCORECARD.column(name).spellings
)
_TARGETS: Final = SCORECARD.column("hard_target").spellings
_COUNTED: Final = frozenset(
    spelling
    for name in ("actual", "crimes", "outcomes", "shortfall")
    for spelling in BREAKDOWN.column(name).spellings
)
_ANY_FIELD: Final = frozenset(
    name for layout in (SCORECARD, BREAKDOWN) for column in layout.columns for name in column.spellings
)


def read_all_series(reading: Reading, reader: Reader) -> dict[tuple[str, Purpose | None], Series] | None:
    """Return the force's monthly series by the key of the objective and what is measured; None without such a table."""
    table = find_one(reading.blocks, SERIES, is_series)
    if table is None:
        return None
    months = read_months(table, reader)
    objectives = table.filled_down("objective")
    found: dict[tuple[str, Purpose | None], Series] = {}
    for row in table.records:
        place = _place(table, row)
        if place and not is_force(place):
            continue
        purpose = table.text(row, "purpose")
        series = read_series(months, row, objectives[row], reader)
        mark = name_key(objectives[row]), purpose_of(purpose)
        if mark in found and series is not None:
            reader.at(
                table.sheet, table.cell(row, "purpose"),
                f"'{objectives[row]}' by {purpose} has two rows of months, first in {found[mark].points[0].source.cell}.",
                "Keep one row of it; until then the first counts.",
            )  # fmt: skip
        elif series is not None:
            found[mark] = series
    return found


def holds_months(table: Table) -> bool:
    """Return whether a table holds so many months that it is one of monthly series, whatever else is beside them."""
    headings = {column_key(heading) for heading in (*table.others.values(), *_headings(table))}
    return len(find_single_months(table)) >= _SURE and headings.isdisjoint(_JUDGED)


def _headings(table: Table) -> list[str]:
    return [shown(table.block.at(table.header, column)) for column in table.columns.values()]


def is_series(table: Table) -> bool:
    """Return whether a table holds months and is neither the scorecard nor its breakdown."""
    months = find_single_months(table)
    if not months and find_months(table):
        return False  # readings of a rolling year
    rest = {
        column_key(heading)
        for column, heading in table.others.items()
        if column not in months and not sums_up(heading)
    }
    if (
        rest & _JUDGED
        or (len(months) < _SURE and not rest.isdisjoint(_TARGETS))
        or (rest & _PLACES and rest & _COUNTED)
    ):
        return False
    return len(months) >= _FEWEST or (rest.isdisjoint(_ANY_FIELD) and _holds_figures(table))


def _holds_figures(table: Table) -> bool:
    """Return whether a table holds nothing but figures: then its headings were meant as months, and it is said that none is."""
    values = [table.block.at(row, column) for row in table.records for column in table.others]
    filled = [value for value in values if not is_blank(value)]
    return (
        len(table.others) > _FEWEST
        and bool(filled)
        and all(isinstance(value, (int, float)) for value in filled)
    )


def _place(table: Table, row: int) -> str:
    """Return the place that a row of months is for, "" for the whole force."""
    for column, heading in table.others.items():
        text = table.block.at(row, column)
        if column_key(heading) in _PLACES and isinstance(text, str):
            return text
    return ""
