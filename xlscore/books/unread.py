"""The columns of an understood table that nobody said the meaning of: those that hold grades or figures are asked about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from xlscore.books.grades.grid.columns import command_columns, older_column
from xlscore.books.grades.grid.foreign import foreign_blocks
from xlscore.books.grades.grid.graded import holds_grades
from xlscore.books.grades.grid.reviews import columns_of_reviews
from xlscore.books.grades.headings import CHANGES, GRID, REDLINES, RETURN
from xlscore.books.grades.redlines.headings import REDLINE_SERIES
from xlscore.books.indicators.headings import INDICATORS
from xlscore.books.monthly.headings import COUNTS
from xlscore.books.msg.headings import MSG, MSG_DATA, MSG_HISTORY
from xlscore.books.plan.unread import asked, figure_problem
from xlscore.books.quadrants.headings import QUADRANTS
from xlscore.books.quarterly.headings import QUARTERLY
from xlscore.books.quarterly.inputs import quarter_columns
from xlscore.books.satisfaction.columns import counted_columns
from xlscore.books.satisfaction.headings import SATISFACTION
from xlscore.books.tables.figures.series import find_months
from xlscore.books.tables.finder import unnamed_columns
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.periods import period_of
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.books.threat.headings import SCORECARD, SERIES
from xlscore.rules.month_headings import sums_up
from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key

__all__ = ["ONE_EACH", "holds_measures", "measure_keys", "unread_columns", "unread_problems"]

_FIGURES: Final = (GRID, MSG, SCORECARD, QUADRANTS, REDLINES)
"""The tables beside which a column of figures counts."""

_GRADED: Final[Mapping[TableKind, tuple[str, ...]]] = {
    RETURN: ("grade",),
    CHANGES: ("previous", "current"),
    QUADRANTS: ("grade", "previous"),
}
"""The tables beside which a column of grades counts; a grid says itself what it made of each."""

ONE_EACH: Final[Mapping[TableKind, Callable[[Table], Collection[int]]]] = {
    SATISFACTION: counted_columns,
    QUARTERLY: quarter_columns,
    INDICATORS: find_months,
}
"""The columns that a table has for each period of its own, by the kind of table."""


def unread_columns(table: Table, commands: set[int], tables: Sequence[Table]) -> list[tuple[int, str]]:
    """Return the columns of a table that are no field of it and nothing that it has a column of its own for each of."""
    others = {c: text for c, text in table.others.items() if c not in commands and table.meant(c) is None}
    if table.layout == GRID:
        passed = {
            older_column(table),
            *columns_of_reviews(table),
            *(c for block in foreign_blocks(table) for c in block),
        }
        others = {column: text for column, text in others.items() if column not in passed}
    elif table.layout in (SERIES, REDLINE_SERIES, COUNTS):
        months = find_months(table)
        others = {c: text for c, text in others.items() if c not in months and not sums_up(text)}
    elif table.layout in ONE_EACH:
        each = ONE_EACH[table.layout](table)
        others = {c: text for c, text in others.items() if c not in each and not sums_up(text)}
    elif table.layout == MSG_HISTORY:
        others = {c: text for c, text in others.items() if period_of(text) is None}
    elif table.layout == MSG_DATA:
        names = (t.text(row, "measure") for t in tables if t.layout == MSG for row in t.records)
        measures = {key for name in names for key in measure_keys(name)}
        others = {c: text for c, text in others.items() if not _is_measure(text, measures)}
    return sorted((others | dict.fromkeys(unnamed_columns(table), "")).items())


def holds_measures(measures: set[str]) -> Callable[[Table], bool]:
    """Return what tells a table of MSG data from others: it has a column that is called as one of the measures."""
    return lambda table: any(_is_measure(text, measures) for text in table.others.values())


def measure_keys(name: str) -> set[str]:
    """Return what a measure's column may be headed with, as it is compared."""
    return {name_key(name), name_key(column_key(name))}


def _is_measure(heading: str, measures: set[str]) -> bool:
    return not measure_keys(heading).isdisjoint(measures)


def unread_problems(tables: Sequence[Table]) -> list[Problem]:
    """Return a problem for each column beside an understood table that holds grades or figures and was not read."""
    return [
        problem
        for table in tables
        for column, text in unread_columns(table, _known(table), tables)
        if (problem := _problem(table, column, text)) is not None
    ]


def _known(table: Table) -> set[int]:
    return set(command_columns(table).values()) if table.layout == GRID else set()


def _problem(table: Table, column: int, text: str) -> Problem | None:
    if table.layout in _GRADED and holds_grades(table, column, between=False):
        lacking = [f for f in _GRADED[table.layout] if f not in table.columns]
        return asked(table, column, text, "grades", [table.layout.heading(f) for f in lacking])
    return figure_problem(table, column, text) if table.layout in _FIGURES else None
