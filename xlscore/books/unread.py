"""The columns of an understood table that nobody said the meaning of: those that hold grades or figures are asked about."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from xlscore.books.grades.columns import command_columns, older_column
from xlscore.books.grades.headings import CHANGES, GRID, REDLINES, RETURN
from xlscore.books.grades.redlines.headings import REDLINE_SERIES
from xlscore.books.msg.headings import MSG, MSG_DATA, MSG_HISTORY
from xlscore.books.quadrants.headings import QUADRANTS
from xlscore.books.tables.answers import is_grade
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.finder import unnamed_columns
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.periods import period_of
from xlscore.books.tables.series import find_months
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.vocabulary import column_key, said, sums_up
from xlscore.books.threat.headings import SCORECARD, SERIES
from xlscore.ooxml.values.addresses import cell_address, column_letters
from xlscore.rules.figures import TextFigure
from xlscore.rules.figures_text import explain_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.problems import Problem
from xlscore.rules.words import is_missing_mark, name_key

__all__ = ["heading_cell", "holds_measures", "measure_keys", "unread_columns", "unread_problems"]

_COULD_BE: Final[Mapping[TableKind, tuple[str, ...]]] = {
    GRID: (),
    SCORECARD: ("hard_target", "previous", "impact_score"),
    MSG: ("position", "previous_position", "value"),
    QUADRANTS: ("value", "minimum", "previous_value"),
    REDLINES: ("value", "minimum"),
}
"""The fields with figures, of those that people fill, that a column of figures beside such a table could be."""

_GRADED: Final[Mapping[TableKind, tuple[str, ...]]] = {
    RETURN: ("grade",),
    CHANGES: ("previous", "current"),
    QUADRANTS: ("grade", "previous"),
}
"""The tables beside which a column of grades counts; a grid says itself what it made of each."""

_POSITIONS: Final = ("position", "previous_position")
_HIGHEST_IMPACT: Final = 100
_MOST_FORCES: Final = 60
_NUMBERS_OF_ROWS: Final = frozenset({"no", "ref", "reference", "id", "number", "row", "order", "sort"})


def unread_columns(table: Table, commands: set[int], tables: Sequence[Table]) -> list[tuple[int, str]]:
    """Return the columns of a table that are no field of it and nothing that it has a column of its own for each of."""
    others = {c: text for c, text in table.others.items() if c not in commands and table.meant(c) is None}
    if table.layout == GRID:
        others.pop(older_column(table) or 0, None)
    elif table.layout in (SERIES, REDLINE_SERIES):
        months = find_months(table)
        others = {c: text for c, text in others.items() if c not in months and not sums_up(text)}
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


def heading_cell(table: Table, column: int) -> str:
    """Return the cell in which the heading of a column stands, of two rows of headings the lower one that has a text."""
    row = (
        table.top
        if is_blank(table.block.at(table.header, column)) and column in table.others
        else table.header
    )
    return cell_address(row, column)


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
    if table.layout in _GRADED and _holds_grades(table, column):
        lacking = [f for f in _GRADED[table.layout] if f not in table.columns]
        return _asked(table, column, text, "grades", [table.layout.heading(f) for f in lacking])
    if table.layout in _COULD_BE and (figures := _figures(table, column, text)):
        if table.layout == SCORECARD and _is_difference(table, column):
            return None
        lacking = [f for f in _COULD_BE[table.layout] if f not in table.columns]
        fits = [table.layout.heading(f) for f in lacking if _could_be(figures, table.layout, f)]
        return _asked(table, column, text, "figures", fits)
    return None


def _holds_grades(table: Table, column: int) -> bool:
    texts = [v for row in table.records if not is_blank(v := table.block.at(row, column))]
    grades = [v for v in texts if is_grade(v)]
    return 2 * len(grades) >= len(texts) and any(not is_missing_mark(shown(v)) for v in grades)


def _figures(table: Table, column: int, text: str) -> list[float]:
    """Return the figures of a column that holds mostly figures; numbers that only count the rows are none."""
    values = [v for row in table.records if not is_blank(v := table.block.at(row, column))]
    figures = [figure for value in values if (figure := _figure(value)) is not None]
    counts_rows = column_key(text) in _NUMBERS_OF_ROWS or figures == [*range(1, len(figures) + 1)]
    return [] if counts_rows or 2 * len(figures) <= len(values) else figures


def _could_be(figures: Sequence[float], layout: TableKind, field: str) -> bool:
    whole = all(f == f // 1 and f > 0 for f in figures)
    are_positions = whole and max(figures) <= _MOST_FORCES
    if field == "impact_score":
        return whole and max(figures) <= _HIGHEST_IMPACT
    return are_positions if field in _POSITIONS else layout != MSG or not are_positions


def _is_difference(table: Table, column: int) -> bool:
    """Return whether a column is by how many the actual differs from the previous year: nothing is lost with it."""
    now, before = table.columns.get("actual"), table.columns.get("previous")
    if now is None or before is None:
        return False
    told = []
    for row in table.records:
        difference, later, earlier = (_figure(table.block.at(row, c)) for c in (column, now, before))
        if difference is not None and later is not None and earlier is not None:
            told.append(abs(later - earlier - difference) < 0.5)
    return bool(told) and all(told)


def _figure(value: object) -> float | None:
    if isinstance(value, (bool, datetime.date)):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    found = explain_figure(value) if isinstance(value, str) else None
    return float(found.value) if isinstance(found, TextFigure) and found.unit is not Unit.POINTS else None


def _asked(table: Table, column: int, text: str, holds: str, fits: Sequence[str]) -> Problem:
    place = heading_cell(table, column)
    kind = table.layout.kind
    maybe = (
        f"it may be {said(fits, 'or')}, which the {kind} lacks" if fits else f"the {kind} is read without it"
    )
    if not text:
        what = f"Column {column_letters(column)} holds {holds} and has no heading: {maybe}."
        return Problem(table.sheet, place, what, "Give it a heading.")
    what = f"The column '{text}' holds {holds} and is not known: {maybe}."
    means = ", ".join([*fits, "nothing"])
    do = f"Say in a table Headings (Sheet, Heading, Means) what '{text}' means ({means}); then it holds for every action."
    return Problem(table.sheet, place, what, do)
