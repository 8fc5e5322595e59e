"""What a chart's reference shows: the points of a row or column of cells, as a chart keeps them beside the reference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.around.layout import column_settings
from xlscore.ooxml.errors import EditRefusedError, OoxmlError
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.addresses import Box, parse_box
from xlscore.ooxml.values.cell import CellValue, ErrorValue
from xlscore.ooxml.xml.text import cell_text

__all__ = ["Points", "ShownCells", "cells_of"]

MOST_POINTS: Final = 32_000
"""The points that Excel draws of a series; a reference to more, such as whole columns, is nobody's series."""


@dataclass(frozen=True, slots=True)
class Points:
    """What a reference shows: a spelling for each cell, None for a blank one; numbers with their format, or texts."""

    values: tuple[str | None, ...]
    numeric: bool
    code: str = "General"
    dates: tuple[dt.date, ...] = ()
    """The days, where all of them are dates; asked for only where cells say themselves whether they are numbers."""
    known: bool = True
    """Whether every cell has a value: a formula that was never calculated has none that anybody could know."""


def cells_of(workbook: Workbook, reference: str) -> tuple[Sheet, Box]:
    """Return the sheet and the cells that a reference of a chart means; refused unless it is one row or column."""
    name, mark, address = reference.removeprefix("=").rpartition("!")
    plain = name[1:-1].replace("''", "'") if name.startswith("'") and name.endswith("'") else name
    if not mark or "[" in plain or ":" in plain:
        raise EditRefusedError(
            f"A chart draws cells of this workbook, such as 'Chart data'!$B$2:$B$9, not {reference!r}."
        )
    box = parse_box(address)
    if 1 not in (box.rows, box.columns) or box.rows * box.columns > MOST_POINTS:
        raise EditRefusedError(
            f"A series of a chart is one row or one column of at most {MOST_POINTS} cells; {reference} is not."
        )
    found = workbook.sheet(plain)
    if found.kind != "worksheet":
        raise EditRefusedError(f"{plain} has no cells for a chart to draw.")
    return found, box


class ShownCells:
    """What the cells of a workbook show in a chart. Each reference is read once: it serves until a cell changes."""

    def __init__(self, workbook: Workbook, *, visible_only: bool = False) -> None:
        """Take the workbook; with `visible_only` hidden rows and columns are left out."""
        self._workbook = workbook
        self._visible_only = visible_only
        self._known: dict[tuple[str, bool | None], Points] = {}

    def points(self, reference: str, *, numeric: bool | None = None) -> Points:
        """Return the points that a reference shows.

        `numeric` rules whether they are numbers or texts; where it is None, they are numbers if every filled cell is one.
        """
        mark = reference, numeric
        if mark not in self._known:
            self._known[mark] = _read(self._workbook, reference, numeric, visible_only=self._visible_only)
        return self._known[mark]

    def can_read(self, reference: str) -> bool:
        """Return whether a reference is one that can be read here: no name, no other workbook, no several areas."""
        try:
            cells_of(self._workbook, reference)
        except OoxmlError:
            return False
        return True


def _read(workbook: Workbook, reference: str, numeric: bool | None, *, visible_only: bool) -> Points:
    sheet, box = cells_of(workbook, reference)
    places = _places(sheet, box, visible_only=visible_only)
    rows = dict(sheet.stored_rows(box))
    stored = [_held(rows, box, place) for place in places]
    filled = [value for value in stored if value is not None]
    blank = [place for value, place in zip(stored, places, strict=True) if value is None]
    known = all(sheet.formula(*place) is None for place in blank)
    by_kind = numeric is None
    if numeric is None:
        numeric = bool(filled) and all(_is_number(value) for value in filled)
    if not numeric:
        shown = [_as_text(sheet.value(*place)) for place in places]
        return Points(tuple(shown), numeric=False, known=known)
    code = workbook.styles.number_format(sheet.style_id(*places[0])) if places else "General"
    dates: tuple[dt.date, ...] = ()
    if by_kind:
        values = sheet.values(*box)
        days = [values[row - box.top][column - box.left] for row, column in places]
        dates = tuple(day for day in days if isinstance(day, dt.date))
    return Points(
        tuple(_as_number(value) for value in stored),
        numeric=True,
        code=code,
        dates=dates if len(dates) == len(filled) else (),
        known=known,
    )


def _places(sheet: Sheet, box: Box, *, visible_only: bool) -> list[tuple[int, int]]:
    """Return the cells of a row or column, or those of them that are not hidden."""
    rows, columns = range(box.top, box.bottom + 1), range(box.left, box.right + 1)
    if not visible_only:
        return [(row, column) for row in rows for column in columns]
    hides = {"1", "true"}
    return [
        (row, column)
        for row in rows
        if sheet.row_attributes(row).get("hidden") not in hides
        for column in columns
        if column_settings(sheet, column).get("hidden") not in hides
    ]


def _held(rows: Mapping[int, Sequence[CellValue]], box: Box, place: tuple[int, int]) -> CellValue:
    row = rows.get(place[0])
    return None if row is None else row[place[1] - box.left]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _as_number(value: CellValue) -> str | None:
    """Return a value as a chart keeps it among numbers: Excel draws a text at nought, and leaves an error out."""
    if value is None or isinstance(value, ErrorValue):
        return None if value is None else str(value)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if isinstance(value, (int, float)) else "0"


def _as_text(value: CellValue) -> str | None:
    """Return a value as a chart keeps it among texts, until Excel shows it in the format of its cell."""
    if value is None or isinstance(value, str):
        return None if value is None else cell_text(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
