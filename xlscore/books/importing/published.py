"""Figures for a year or a quarter into the table Published: each release has rows of its own, and a person's figure stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from xlscore.books.monthly.headings import PUBLISHED
from xlscore.books.monthly.names import place_key
from xlscore.books.plan.edits import GrownTable, NewSheet, Scalar
from xlscore.books.plan.own_rows import free_rows
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.words import counted
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.layout import row_key
from xlscore.books.tables.table import Table, shown
from xlscore.rules.exact import to_float
from xlscore.rules.periods import Span, read_span
from xlscore.rules.words import name_key
from xlscore.sources.counted import FileCounts, Published
from xlscore.sources.meanings import Meanings

__all__ = ["PublishedRows", "plan_published"]

_FROM_FILES: Final = "published from files"
_FIELDS: Final = ("measure", "publisher", "release", "period", "value")
_WIDTHS: Final = (44, 28, 28, 24, 12)

_Mark = tuple[str, str, str, str, str]
"""Measure, place, publisher, release and period of a figure, as they are compared."""


@dataclass
class PublishedRows:
    """What became of the figures of files: how many are new, which are others than stood there, what is said of the rest."""

    new: int = 0
    revised: int = 0
    said: list[str] = field(default_factory=list)


def plan_published(
    planner: Planner, files: Sequence[FileCounts], told: Meanings, reader: Reader
) -> PublishedRows:
    """Return what became of the files' figures for more than a month, having planned their rows.

    A table without a column for places holds the own force's alone, as does the sheet that is added where there is none.
    """
    found = PublishedRows()
    files = [file for file in files if file.published]
    if not files:
        return found
    table = find_one(planner.reading.blocks, PUBLISHED)
    with_places = table is not None and "place" in table.columns
    wanted = [figure for file in files for figure in file.published if with_places or not figure.place]
    others = sum(len(file.published) for file in files) - len(wanted)
    if not wanted:
        reader.at(
            files[0].file, "", f"It has {counted(others, 'figure')}, and none of the own force, so none is written.",
            "Write the force's name into the Policy, as the file spells it, or give the table Published a column Place.",
        )  # fmt: skip
        return found
    if others:
        found.said.append(
            f"Not written, for Published has no column Place: {counted(others, 'figure')} of other places."
        )
    _write(planner, table, wanted, found, reader)
    return found


def _write(
    planner: Planner, table: Table | None, figures: Sequence[Published], found: PublishedRows, reader: Reader
) -> None:
    sheet = planner.free_name(PUBLISHED.sheet) if table is None else table.sheet
    rows = {} if table is None else {_mark_of(table, row): row for row in reversed(table.records)}
    kept = dict(planner.kept(_FROM_FILES, sheet))
    new: dict[_Mark, Published] = {}
    for figure in figures:
        mark = _mark(figure)
        if table is None or mark not in rows:
            new[mark] = figure
        else:
            _settle(planner, table, rows[mark], figure, kept, found, reader)
    columns = _columns(planner, table, sheet)
    lines = (
        range(2, 2 + len(new))
        if table is None
        else free_rows(planner, table, len(new), tuple(columns.values()))
    )
    for line, (mark, figure) in zip(lines, new.items(), strict=True):
        for name, value in _cells(figure).items():
            if name in columns:
                planner.enter(sheet, line, columns[name], value)
        kept[row_key(mark), ""] = _plain(figure.value)
    found.new += len(new)
    planner.keep_entries(_FROM_FILES, sheet, kept)
    if table is not None and new:
        planner.grow(
            GrownTable(
                sheet, table.header, table.first_column, max(lines), max(columns.values()), max(table.records, default=table.header)
            )
        )  # fmt: skip


def _settle(
    planner: Planner,
    table: Table,
    row: int,
    figure: Published,
    kept: dict[tuple[str, str], Scalar],
    found: PublishedRows,
    reader: Reader,
) -> None:
    """Plan a figure where its release stands already: one that a file brought is corrected, a person's stays."""
    stands, value = table.value(row, "value"), _plain(figure.value)
    entry = row_key(_mark(figure)), ""
    if stands == value:
        return
    is_formula = planner.has_formula(table.sheet, row, table.columns["value"])
    if (is_blank(stands) and not is_formula) or (not is_formula and kept.get(entry) == stands):
        planner.enter(table.sheet, row, table.columns["value"], value)
        kept[entry] = value
        found.revised += not is_blank(stands)
        found.new += is_blank(stands)
        return
    reader.at(
        table.sheet, table.cell(row, "value"),
        f"'{figure.measure}' of {figure.release} stands as {shown(stands) or 'a formula'}, and the file says {value:,}.",
        "Correct the one that is wrong; what stands is kept. Clear the cell to have it filled.",
    )  # fmt: skip


def _columns(planner: Planner, table: Table | None, sheet: str) -> Mapping[str, int]:
    """Return the column of each field, having planned what there is none of."""
    if table is not None:
        return {**{name: planner.column(table, name) for name in _FIELDS}, **table.columns}
    formats = tuple(PUBLISHED.column(name).number_format for name in _FIELDS)
    planner.add_sheet(
        NewSheet(sheet, tuple(PUBLISHED.heading(name) for name in _FIELDS), _WIDTHS, None, formats)
    )
    return {name: column for column, name in enumerate(_FIELDS, 1)}


def _cells(figure: Published) -> Mapping[str, Scalar]:
    return {
        "measure": figure.measure, "place": figure.place or None, "publisher": figure.publisher, "release": figure.release,
        "period": Span(figure.first, figure.last).words, "value": _plain(figure.value),
    }  # fmt: skip


def _mark(figure: Published) -> _Mark:
    period = Span(figure.first, figure.last).words
    return (
        name_key(figure.measure),
        name_key(figure.place),
        name_key(figure.publisher),
        name_key(figure.release),
        name_key(period),
    )


def _mark_of(table: Table, row: int) -> _Mark:
    span = read_span(table.text(row, "period"))
    period = span.words if span else table.text(row, "period")
    place = place_key(table.text(row, "place")) if "place" in table.columns else ""
    return (
        name_key(table.text(row, "measure")), place, name_key(table.text(row, "publisher")),
        name_key(table.text(row, "release")), name_key(period),
    )  # fmt: skip


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else to_float(value)
