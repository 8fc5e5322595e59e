"""A column of figures beside a table that lacks a field with such figures: it may be that field, so it is asked about."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import unnamed_columns
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key, said
from xlscore.ooxml.values.addresses import cell_address, column_letters
from xlscore.rules.figures import TextFigure
from xlscore.rules.figures_text import explain_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.positions.typed import MOST_FORCES
from xlscore.rules.problems import Problem

__all__ = ["asked", "figure_problem", "heading_cell", "report_missing"]

_HIGHEST_SCORE: Final = 100
_NUMBERS_OF_ROWS: Final = frozenset({"no", "ref", "reference", "id", "number", "row", "order", "sort"})


def report_missing(table: Table, reader: Reader) -> None:
    """Report each unread column of figures that may be a field of the table that is not there: answers are missing for it."""
    others = {c: text for c, text in table.others.items() if table.meant(c) is None}
    for column, text in sorted((others | dict.fromkeys(unnamed_columns(table), "")).items()):
        problem = figure_problem(table, column, text)
        fits = problem is not None and bool(_could_be(table, _figures(table, column, text)))
        told = {(each.sheet, each.cell) for each in reader.problems}
        if problem is not None and fits and (problem.sheet, problem.cell) not in told:
            reader.problems.append(problem)


def figure_problem(table: Table, column: int, text: str) -> Problem | None:
    """Return the problem of an unread column that holds figures, None for any other and for a difference of two that are read."""
    figures = _figures(table, column, text)
    if not figures or _is_difference(table, column):
        return None
    return asked(table, column, text, "figures", _could_be(table, figures))


def asked(table: Table, column: int, text: str, holds: str, fits: Sequence[str]) -> Problem:
    """Return the problem of an unread column, with what it may be; `holds` is what stands in it."""
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


def heading_cell(table: Table, column: int) -> str:
    """Return the cell in which the heading of a column stands, of two rows of headings the lower one that has a text."""
    row = (
        table.top
        if is_blank(table.block.at(table.header, column)) and column in table.others
        else table.header
    )
    return cell_address(row, column)


def _figures(table: Table, column: int, text: str) -> list[float]:
    """Return the figures of a column that holds mostly figures; numbers that only count the rows are none."""
    values = table.filled(column)
    figures = [figure for value in values if (figure := _figure(value)) is not None]
    counts_rows = column_key(text) in _NUMBERS_OF_ROWS or figures == [*range(1, len(figures) + 1)]
    return [] if counts_rows or 2 * len(figures) <= len(values) else figures


def _could_be(table: Table, figures: Sequence[float]) -> list[str]:
    """Return our headings of the fields that people fill with such figures and that the table lacks."""
    whole = bool(figures) and all(f == f // 1 and f > 0 for f in figures)
    are_positions = whole and max(figures) <= MOST_FORCES
    of_positions = any(column.typed == "positions" for column in table.layout.columns)
    fits = {
        "positions": are_positions,
        "scores": whole and max(figures) <= _HIGHEST_SCORE,
        "figures": bool(figures) and not (of_positions and are_positions),
    }
    lacking = (column for column in table.layout.columns if column.field not in table.columns)
    return [column.heading for column in lacking if fits.get(column.typed)]


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
