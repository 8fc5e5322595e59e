"""Whether a cell shows its number as a percentage: its format says so, or its own text."""

from __future__ import annotations

import re
from typing import Final

from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.table import Table
from xlscore.engine import reading_of
from xlscore.rules.figures import Figure
from xlscore.rules.redlines.scale import ShownFigure

__all__ = ["per_cent_places", "shown_figure"]

_PERCENT: Final = re.compile(r"(?:\.(?P<places>[0#?]+))?%")


def shown_figure(figure: Figure, table: Table, row: int, name: str, reading: Reading) -> ShownFigure:
    """Return a figure of a field's cell, with whether that shows its number as a percentage."""
    column, line = table.columns.get(name) if figure.text is None else None, table.line(row, name)
    if column is None or line is None:
        return ShownFigure(figure, False)
    return ShownFigure(figure, per_cent_places(reading, table, line, column) is not None)


def per_cent_places(reading: Reading, table: Table, row: int, column: int) -> int | None:
    """Return in how many places a cell shows its number as a percentage, None where it shows none, or nobody can say."""
    if not reading.can.number_formats:
        return None
    sheet = reading.book.sheets[table.sheet]
    with reading_of(sheet):
        found = _PERCENT.search(str(sheet.range((row, column)).number_format or ""))
    return None if found is None else len(found["places"] or "")
