"""The table of redline series: each redline's months, by the dates of their headings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from xlscore.books.grades.headings import REDLINES
from xlscore.books.grades.redlines.headings import REDLINE_SERIES
from xlscore.books.msg.history import month_of
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.percentages import per_cent_places
from xlscore.books.tables.figures.series import find_months, read_months, read_series
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.ooxml.values.addresses import parse_box
from xlscore.rules.figures import Figure
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.redlines.history import RedlineHistory
from xlscore.rules.redlines.redline import Redline
from xlscore.rules.redlines.scale import ShownFigure, said_amount, scale_of
from xlscore.rules.series import Series, month_name
from xlscore.rules.words import name_key

__all__ = ["is_redline_series", "read_histories"]

_FEWEST = 2
_NO_SERIES = frozenset(
    spelling for name in ("met", "minimum", "value") for spelling in REDLINES.column(name).spellings
)
_ROUNDED = Fraction(5, 100)

Names = tuple[str, str]
"""An area and a measure, as names are compared."""
_OF_A_PLAN = frozenset({"priority", "indicator"})
"""What heads a plan's indicators, where both stand: those are no redlines."""


def is_redline_series(table: Table) -> bool:
    """Return whether a table with areas and measures holds their months, and no standard that they are held against."""
    named = {column_key(shown(table.block.at(table.header, column))) for column in table.columns.values()}
    if named >= _OF_A_PLAN:
        return False
    return len(find_months(table)) >= _FEWEST and not any(
        column_key(heading) in _NO_SERIES for heading in table.others.values()
    )


def read_histories(
    reading: Reading, redlines: Mapping[Names, Redline], reader: Reader
) -> Mapping[Names, RedlineHistory]:
    """Return the months of each redline that the workbook has them of; a row that is no redline's is a problem."""
    found: dict[Names, RedlineHistory] = {}
    for table in find_all(reading.blocks, REDLINE_SERIES, is_redline_series):
        rows = _rows(table, redlines)
        # Months beside areas and measures that are no redlines are another table, of which nothing is known here.
        if any(rows.values()):
            _read_table(table, rows, redlines, found, reading, reader)
    return found


def _read_table(
    table: Table,
    rows: Mapping[int, Names | None],
    redlines: Mapping[Names, Redline],
    found: dict[Names, RedlineHistory],
    reading: Reading,
    reader: Reader,
) -> None:
    """Add the months of each row to what was found."""
    months = read_months(table, reader)
    for row, names in rows.items():
        if names is None:
            what, do = f"is no redline measure{_of(table, row)}.", f"Call it as in the {REDLINES.kind}, or take the row out."  # fmt: skip
        elif names in found:
            what, do = "has two rows of months; the first counts.", "Keep one row of it."
        else:
            series = read_series(months, row, redlines[names].name, reader)
            history = None if series is None else _history(table, row, series, reading, reader)
            if history is not None:
                found[names] = history
                _compare(history, redlines[names], reader)
            continue
        reader.report(table, row, table.columns["measure"], f"'{table.text(row, 'measure')}' {what}", do)


def _of(table: Table, row: int) -> str:
    area = table.filled_down("area")[row]
    return f" of '{area}'" if area else ""


def _rows(table: Table, redlines: Mapping[Names, Redline]) -> dict[int, Names | None]:
    """Return which redline each row is of: by area and measure, else by a measure that only one area has."""
    areas = table.filled_down("area")
    rows: dict[int, Names | None] = {}
    for row in table.records:
        area, measure = name_key(areas[row]), name_key(table.text(row, "measure"))
        alike = [names for names in redlines if names[1] == measure]
        exact = (area, measure) in redlines
        rows[row] = (area, measure) if exact else alike[0] if len(alike) == 1 and not area else None
    return rows


def _history(
    table: Table, row: int, series: Series, reading: Reading, reader: Reader
) -> RedlineHistory | None:
    figures = [point.entry for point in series.points if isinstance(point.entry, Figure)]
    bare = [figure for figure in figures if figure.text is None]
    # A row is dressed alike: one cell of it says whether its numbers are percentages.
    shown = bool(bare) and (
        per_cent_places(reading, table, row, parse_box(bare[-1].source.cell).left) is not None
    )
    said = is_percentage(table.text(row, "unit")) or is_percentage(series.name)
    held = scale_of([ShownFigure(f, shown and f.text is None) for f in figures], said=said)
    if held is None:
        reader.report(
            table, row, table.columns["measure"],
            f"The months of '{series.name}' cannot be compared: some are percentages, others are not.",
            "Type all in the same way, percentages with their sign: 73.6%.",
        )  # fmt: skip
        return None
    return RedlineHistory(series, held, _introduced(table, row, reader))


def _introduced(table: Table, row: int, reader: Reader) -> date | None:
    if not table.text(row, "introduced"):
        return None
    month = month_of(table.value(row, "introduced"))
    if month is None:
        what = f"'{table.text(row, 'introduced')}' is not read as a month."
        reader.report(
            table, row, table.columns["introduced"], what, "Write month and year, for example Jul 2018."
        )
    return month


def _compare(history: RedlineHistory, redline: Redline, reader: Reader) -> None:
    """Report a month that says something else than the redline's own value of that month."""
    value = redline.measure.value
    for point in history.series.points:
        if value is None or point.value is None or month_name(point.month) != redline.data_to:
            continue
        own, here = redline.held_as.per_cent(value.value), history.held_as.per_cent(point.value)
        rounded = own.denominator == here.denominator == 1
        if abs(own - here) > (0 if rounded else _ROUNDED):
            reader.at(
                point.source.sheet, point.source.cell,
                f"{month_name(point.month)} of '{redline.name}' is {said_amount(point.value, history.held_as)} here, and"
                f" {said_amount(value.value, redline.held_as)} at {value.source.place}.",
                "Correct the one that is wrong.",
            )  # fmt: skip
