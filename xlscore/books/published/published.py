"""Published figures as a kind of work: read, held against the own months of the same period, and written beside each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.plan.unread import report_missing
from xlscore.books.plan.words import counted
from xlscore.books.published.headings import PUBLISHED
from xlscore.books.published.own import Own
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.months import known_months
from xlscore.books.tables.finder import find_one, find_required
from xlscore.books.tables.formulas import cell, cell_of
from xlscore.books.tables.table import Table
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.monthly.published import (
    PublishedInputs,
    PublishedResult,
    compare_published,
    published_span,
)
from xlscore.rules.problems import Problem
from xlscore.rules.series import Series
from xlscore.rules.words import key

__all__ = [
    "JudgedPublished",
    "PublishedFigures",
    "compare_figures",
    "find_published",
    "judged_published",
    "plan_published",
]

_WRITTEN: Final = ("own", "difference", "percent", "explained")
_MOST_ROWS: Final = 5
"""So many figures without own months are a problem each; more are one problem."""
_RATES: Final = (Unit.PERCENT, Unit.POINTS)


@dataclass(frozen=True)
class PublishedFigures:
    """What the published figures came to beside the own ones."""

    comparisons: tuple[PublishedResult, ...]
    problems: tuple[Problem, ...]

    def sentences(self) -> list[str]:
        """Return each published figure beside the own one in a sentence."""
        return [each.sentence for each in self.comparisons]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "published": [_as_dict(each) for each in self.comparisons],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def find_published(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the table of published figures, None where the workbook has none."""
    return find_one(reading.blocks, PUBLISHED, sheet=sheet)


def compare_figures(book: xw.Book, sheet: str | None = None) -> PublishedFigures:
    """Return the published figures of a workbook beside its own, having filled their table."""
    return carry_out(book, "published", lambda planner: plan_published(planner, sheet))


@dataclass(frozen=True)
class JudgedPublished:
    """The published figures as the rules compare them, by the rows of their table, and the own months they are held against."""

    table: Table
    own: Own
    results: Mapping[int, PublishedResult]
    figures: Mapping[int, Figure]
    doubles: Collection[int]
    """The rows that say the same as one above."""


def judged_published(reading: Reading, reader: Reader, sheet: str | None = None) -> JudgedPublished:
    """Return the published figures of a workbook beside its own; nothing is planned."""
    table = find_required(reading.blocks, PUBLISHED, sheet=sheet)
    report_missing(table, reader)
    own = Own(reading, reader)
    marks = {row: tuple(key(table.text(row, name)) for name in PUBLISHED.keys) for row in table.records}
    called = {row: f"The published figure of '{table.text(row, 'measure')}'" for row in table.records}
    doubles = reader.twins(table, marks, "measure", called)
    figures: dict[int, Figure] = {}
    found: dict[int, PublishedResult] = {}
    for row in table.records:
        if row in doubles:
            continue
        figure = _value(table, row, reader)
        inputs = None if figure is None else _inputs(table, row, figure, reader)
        if figure is not None and inputs is not None:
            figures[row] = figure
            found[row] = compare_published(inputs, own.of(inputs))
    _report(table, found, own, reader)
    return JudgedPublished(table, own, found, figures, doubles)


def plan_published(planner: Planner, sheet: str | None = None) -> PublishedFigures:
    """Return the published figures beside the own ones, having planned what their table lacks."""
    reader = Reader()
    planner.reading.refuse_unknown(sheet)
    judged = judged_published(planner.reading, reader, sheet)
    table, own, found, figures, doubles = (
        judged.table,
        judged.own,
        judged.results,
        judged.figures,
        judged.doubles,
    )
    for name in _WRITTEN if found else ():
        planner.column(table, name)
    for row in table.records:
        if row not in doubles:
            _plan_row(planner, table, row, found.get(row), figures.get(row), own, reader)
    return PublishedFigures(tuple(found.values()), tuple(reader.problems))


def _value(table: Table, row: int, reader: Reader) -> Figure | None:
    """Return a published count; a rate or a percentage has no own months to be added up beside it."""
    column = table.columns["value"]
    figure = reader.figure(table, row, column)
    if figure is None:
        if not any((p.sheet, p.cell) == (table.sheet, table.cell(row, "value")) for p in reader.problems):
            reader.report(
                table,
                row,
                column,
                f"'{table.text(row, 'measure')}' has no published figure.",
                "Enter it, or take the row out.",
            )
        return None
    said = None if figure.text is None else figure.text
    rate = said is not None and (said.unit in _RATES or said.per is not None)
    if rate or figure.value < 0 or figure.value.denominator != 1:
        reader.report(
            table, row, column, f"'{table.text(row, 'value')}' is no count, and only counts are compared with the own months.",
            "Enter the count that was published.",
        )  # fmt: skip
        return None
    return figure


def _inputs(table: Table, row: int, figure: Figure, reader: Reader) -> PublishedInputs | None:
    period = reader.text(table, row, "period")
    span = published_span(period)
    if span is None:
        what = (
            f"'{period}' does not say which months the figure covers."
            if period
            else "The period of the figure is missing."
        )
        reader.at(
            table.sheet, table.cell(row, "period") or table.cell(row, "measure"), what, "Write it as Year ending Mar 2019, 2018/19, Q1 2019/20, Apr-Sep 2019 or Apr 2019."
        )  # fmt: skip
        return None
    texts = {name: table.text(row, name) for name in ("measure", "place", "publisher", "release")}
    return PublishedInputs(**texts, span=span, value=figure.value)


def _report(table: Table, found: Mapping[int, PublishedResult], own: Own, reader: Reader) -> None:
    """Report why there is no own figure beside published ones; many of which the workbook has no months are one problem."""
    strange = [row for row, result in found.items() if _is_strange(result, own)]
    together = len(strange) > _MOST_ROWS
    for row, result in found.items():
        if row not in strange[1:] or not together:
            _report_row(table, row, result, own, reader, len(strange) - 1 if together else 0)


def _is_strange(found: PublishedResult, own: Own) -> bool:
    """Return whether the workbook has no months of a figure's measure, in a place that it has."""
    place = found.inputs.place
    return found.own is None and not found.missing and (not place or own.has_place(place))


def _report_row(table: Table, row: int, found: PublishedResult, own: Own, reader: Reader, more: int) -> None:
    inputs = found.inputs
    if found.own is not None:
        return
    if found.missing:
        reader.at(
            table.sheet, table.cell(row, "period"), f"'{inputs.measure}': {found.explained[0]}.",
            "Enter or import the months.",
        )  # fmt: skip
    elif inputs.place and not own.has_place(inputs.place):
        reader.at(
            table.sheet, table.cell(row, "place"), f"The workbook has no months of '{inputs.place}'.",
            "Call the place as the monthly counts do, or leave it blank for the force.",
        )  # fmt: skip
    else:
        where = f" in {inputs.place}" if inputs.place else ""
        besides = f", nor of {counted(more, 'more figure')}" if more and _is_strange(found, own) else ""
        reader.at(
            table.sheet, table.cell(row, "measure"), f"The workbook has no months of '{inputs.measure}'{where}{besides}.",
            "Call it as the monthly counts do, or import its months.",
        )  # fmt: skip


def _plan_row(
    planner: Planner, table: Table, row: int, found: PublishedResult | None, figure: Figure | None, own: Own, reader: Reader
) -> None:  # fmt: skip
    if found is None or figure is None:
        for name in _WRITTEN:
            planner.answer(table, row, name, Answer(None))
        return
    here = table.sheet
    total = None if found.own is None else to_float(found.own)
    planner.answer(table, row, "own", Answer(total, _sum(found, own, here)), reader)
    mine, theirs = cell(here, row, planner.column(table, "own"), here), cell_of(figure.source, here)
    difference = None if found.difference is None else to_float(found.difference)
    percent = None if found.percent is None else to_float(found.percent)
    live = figure.native and difference is not None
    planner.answer(table, row, "difference", Answer(difference, f"={mine}-{theirs}" if live else ""), reader)
    by = f"=YOY({mine},{theirs})" if figure.sound and percent is not None else ""
    planner.answer(table, row, "percent", Answer(percent, by), reader)
    planner.answer(table, row, "explained", Answer("; ".join(found.explained) or None))


def _sum(found: PublishedResult, own: Own, here: str) -> str:
    """Return the own figure as a formula where one row of counts has its months, "" else."""
    inputs = found.inputs
    row = own.row(inputs.measure, inputs.place)
    if row is None or found.own is None:
        return ""
    points = [p for p in row.series.points if inputs.span.first <= p.month <= inputs.span.last]
    cells = known_months(Series.of(row.measure, points), here) if points else None
    return "" if cells is None else f"=SUM({cells})"


def _as_dict(each: PublishedResult) -> Mapping[str, Any]:
    inputs = each.inputs
    return {
        "measure": inputs.measure,
        "area": inputs.place,
        "publisher": inputs.publisher,
        "release": inputs.release,
        "from": f"{inputs.span.first:%Y-%m}",
        "to": f"{inputs.span.last:%Y-%m}",
        "published": to_float(inputs.value),
        "own": None if each.own is None else to_float(each.own),
        "difference": None if each.difference is None else to_float(each.difference),
        "percent": None if each.percent is None else to_float(each.percent),
        "explained": list(each.explained),
        "sentence": each.sentence,
    }


def shown_rows(result: PublishedFigures) -> list[tuple[object, ...]]:
    """Return the comparisons as a screen shows them."""
    rows: list[tuple[object, ...]] = []
    for each in result.comparisons:
        inputs = each.inputs
        own = "" if each.own is None else f"{to_float(each.own):,.10g}"
        gap = "" if each.difference is None else f"{to_float(each.difference):+,.10g}"
        share = "" if each.percent is None else f"{to_float(each.percent):+.1%}"
        value = f"{to_float(inputs.value):,.10g}"
        rows.append(
            (
                inputs.measure,
                inputs.place or "Force",
                inputs.publisher,
                inputs.span.words,
                value,
                own,
                gap,
                share,
            )
        )
    return rows
