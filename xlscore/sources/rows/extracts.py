"""A force's own extract, a row for each crime or count: its columns as Sources tells them, or as plain headings say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from xlscore.rules.words import quoted
from xlscore.sources.counted import FileCounts
from xlscore.sources.kinds import FileKind, Glimpse
from xlscore.sources.meanings import Meanings
from xlscore.sources.naming import Naming
from xlscore.sources.releases import lines_of
from xlscore.sources.rows.columns import (
    Columns,
    looks_plain,
    plain_columns,
    told_columns,
    typeless_header,
)
from xlscore.sources.rows.counts import count_rows
from xlscore.sources.rows.names import (
    always,
    conditional_measures,
    measures_in_one_column,
    measures_in_two_columns,
    places_named,
)
from xlscore.sources.rows.plan import Names, RowPlan
from xlscore.sources.tables.pages import SourcePage
from xlscore.sources.tables.telling import told_of

__all__ = ["EXTRACT", "is_of_one_measure"]


def is_of_one_measure(file: Glimpse, told: Meanings) -> bool:
    """Return whether a file has rows with a date and no type, and its title or name says the one measure that they are of."""
    plain = any(looks_plain(leaf.rows) for leaf in file.leaves)
    return not plain and any(_said_measure(file, leaf.rows, told)[0] for leaf in file.leaves)


def _said_measure(file: Glimpse, rows: Sequence[Sequence[object]], told: Meanings) -> tuple[str, str]:
    """Return the measure that the title or the name of a file without a type says, and which of them says it."""
    header = typeless_header(rows)
    if header is None:
        return "", ""
    titles = [str(cell) for row in rows[:header] for cell in row if str(cell or "").strip()]
    return told_of(file, told).measure_said(SourcePage("", ()), titles)


def _read(file: Glimpse, told: Meanings, naming: Naming) -> FileCounts:
    """Return what an extract in long form comes to: a text or Parquet file, a row for each crime or count."""
    rows = file.leaves[0].rows
    lines = lines_of(file, told)
    is_told = any(line.means is not None for line in lines)
    measure, by = ("", "") if is_told or looks_plain(rows) else _said_measure(file, rows, told)
    columns = (
        told_columns(file.name, rows, lines, told) if is_told else plain_columns(file.name, rows, measure)
    )
    found = count_rows(file, columns.header, _plan(columns, told, naming), told)
    unread = "" if is_told else columns.said(rows[columns.header])
    said = (f"{file.name}: {unread}.",) if unread else ()
    besides = (f"{file.name}: all of it is {quoted(measure)}, as its {by} says.",) if measure else ()
    return replace(found, said=(*said, *besides, *found.said), problems=(*columns.problems, *found.problems))


def _plan(columns: Columns, told: Meanings, naming: Naming) -> RowPlan:
    measure_columns, measures = _measures(columns, told, naming)
    assert columns.when is not None, "an extract has a date or a month"
    return RowPlan(
        "extract", columns.when, columns.is_day, measure_columns, measures, columns.places, _places(columns, told, naming),
        columns.count, columns.reference, columns.keep, columns.form,
    )  # fmt: skip


def _measures(columns: Columns, told: Meanings, naming: Naming) -> tuple[tuple[int, ...], Names]:
    levels = len(columns.measures)
    plain = always(columns.measure, naming.measures(columns.measure))
    if levels:
        plain = measures_in_one_column(told, naming) if levels == 1 else measures_in_two_columns(told, naming)
    if not columns.conditions:
        return columns.measures, plain
    asked = tuple(column for column, _ in columns.conditions)
    says = [said for _, said in columns.conditions]
    return (*columns.measures, *asked), conditional_measures(plain, levels, says)


def _places(columns: Columns, told: Meanings, naming: Naming) -> Names:
    if columns.places:
        return places_named(told, naming)
    place = naming.place(columns.place) if columns.place else ""
    return always(columns.place, () if place is None else (place,))


def _fits(file: Glimpse) -> bool:
    return not file.is_workbook and looks_plain(file.leaves[0].rows)


EXTRACT: Final = FileKind("extract", "a force's own extract", _fits, _read)
