"""Widths and heights: in characters and points for people, in the file's own units below."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from xlscore.ooxml.around import layout
from xlscore.ooxml.opc.limits import COLUMN_WIDTH, ROW_HEIGHT, refuse_beyond
from xlscore.ooxml.xml.text import real_number

if TYPE_CHECKING:
    from xlscore.engine.sheet import FileSheet
    from xlscore.ooxml.values.addresses import Box

__all__ = ["SizesMixin", "characters_of", "file_width"]

# Calibri 11, the font Excel measures columns by: a digit is 7 pixels wide, the padding 5.
_DIGIT, _PADDING, _POINTS_PER_PIXEL = 7, 5, 0.75
_NARROW, _WIDE = set("iljtfrI.,:;'|!()[] -/"), set("mwMW@%—")


def file_width(characters: float) -> float:
    """Return the width the file keeps for a column of so many characters.

    >>> file_width(10), file_width(8.43)
    (10.7109375, 9.140625)
    """
    pixels = (
        round(characters * (_DIGIT + _PADDING)) if characters < 1 else round(characters * _DIGIT) + _PADDING
    )
    return math.trunc(pixels / _DIGIT * 256) / 256


def characters_of(width: float) -> float:
    """Return how many characters a column shows that the file keeps at this width.

    >>> characters_of(10.7109375), characters_of(9.140625)
    (10.0, 8.43)
    """
    pixels = _pixels(width)
    if pixels < _DIGIT + _PADDING:
        return round(pixels / (_DIGIT + _PADDING), 2)
    return math.floor((pixels - _PADDING) / _DIGIT * 100 + 0.5) / 100


def _pixels(width: float) -> int:
    return math.trunc((256 * width + math.trunc(128 / _DIGIT)) / 256 * _DIGIT)


def _is_hidden(settings: Mapping[str, str]) -> bool:
    return settings.get("hidden") in {"1", "true"}


class SizesMixin:
    """The part of a range that concerns widths and heights."""

    if TYPE_CHECKING:
        box: Box

        @property
        def sheet(self) -> FileSheet:
            """Return the sheet."""

        def clipped(self) -> Box:
            """Return the box, cut to the used cells when it is huge."""

    def _widths(self, first: int, last: int) -> list[tuple[int, float]]:
        """Return how many columns in a row have the same width, and the width; one that is hidden has none."""
        usual = layout.default_sizes(self.sheet.file)[0]
        return [
            (count, 0.0 if _is_hidden(settings) else real_number(settings.get("width"), usual))
            for count, settings in layout.column_runs(self.sheet.file, first, last)
        ]

    def _heights(self, first: int, last: int) -> list[tuple[int, float]]:
        """Return the same of rows; those that the file does not name come last."""
        file, usual = self.sheet.file, layout.default_sizes(self.sheet.file)[1]
        named = [file.row_attributes(row) for row in file.grid.run(first, last)]
        found = [(1, 0.0 if _is_hidden(each) else real_number(each.get("ht"), usual)) for each in named]
        others = last - first + 1 - len(named)
        return [*found, (others, usual)] if others > 0 else found

    def _total_width(self, first: int, last: int) -> float:
        widths = self._widths(first, last)
        return sum(count * _pixels(width) for count, width in widths) * _POINTS_PER_PIXEL

    def _total_height(self, first: int, last: int) -> float:
        return sum(count * height for count, height in self._heights(first, last))

    @property
    def column_width(self) -> Any:
        """Return the width in characters, or None when the columns differ."""
        found = {characters_of(width) for _, width in self._widths(self.box.left, self.box.right)}
        return found.pop() if len(found) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.sheet.refuse_if_protected("formatColumns")
        refuse_beyond("column width", value, COLUMN_WIDTH)
        settings = {"width": f"{file_width(value):.10g}", "customWidth": "1"}
        layout.set_columns(self.sheet.file, self.box.left, self.box.right, settings)

    @property
    def row_height(self) -> Any:
        """Return the height in points, or None when the rows differ."""
        rows = self._clipped_rows()
        found = {height for _, height in self._heights(rows.start, rows.stop - 1)}
        return found.pop() if len(found) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.sheet.refuse_if_protected("formatRows")
        refuse_beyond("row height", value, ROW_HEIGHT)
        if self.box.rows == 1_048_576:
            layout.set_default_row_height(self.sheet.file, value)
        for row in self._clipped_rows():
            self.sheet.file.set_row_attributes(row, {"ht": f"{value:g}", "customHeight": "1"})

    def _clipped_rows(self) -> range:
        box = self.clipped()
        return range(box.top, box.bottom + 1)

    @property
    def width(self) -> float:
        """Return the width of all columns in points."""
        return self._total_width(self.box.left, self.box.right)

    @property
    def height(self) -> float:
        """Return the height of all rows in points."""
        return self._total_height(self.box.top, self.box.bottom)

    @property
    def left(self) -> float:
        """Return how far the first column is from the left edge, in points."""
        return self._total_width(1, self.box.left - 1)

    @property
    def top(self) -> float:
        """Return how far the first row is from the top edge, in points."""
        return self._total_height(1, self.box.top - 1)

    @property
    def row_hidden(self) -> bool | None:
        """Return whether the rows are hidden, or None when some are."""
        found = {_is_hidden(self.sheet.file.row_attributes(row)) for row in self._clipped_rows()}
        return found.pop() if len(found) == 1 else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.sheet.refuse_if_protected("formatRows")
        for row in self._clipped_rows():
            self.sheet.file.set_row_attributes(row, {"hidden": "1" if value else None})

    @property
    def column_hidden(self) -> bool | None:
        """Return whether the columns are hidden, or None when some are."""
        runs = layout.column_runs(self.sheet.file, self.box.left, self.box.right)
        found = {_is_hidden(settings) for _, settings in runs}
        return found.pop() if len(found) == 1 else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.sheet.refuse_if_protected("formatColumns")
        layout.set_columns(self.sheet.file, self.box.left, self.box.right, {"hidden": "1" if value else None})

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns, and rows of wrapped text, by the approximate width of their characters.

        Only Excel knows the exact widths of its fonts; this comes within a character or two.
        """
        if axis in {None, "c", "columns"}:
            self.sheet.refuse_if_protected("formatColumns")
            for column, cells in self._filled(by_row=False).items():
                self._fit_column(column, cells)
        if axis in {None, "r", "rows"}:
            self.sheet.refuse_if_protected("formatRows")
            box, cells = self.clipped(), self._filled(by_row=True)
            for row in self.sheet.file.grid.numbers():
                if box.top <= row <= box.bottom:
                    self._fit_row(row, cells.get(row, {}))

    def _filled(self, *, by_row: bool) -> dict[int, dict[int, Any]]:
        """Return what the cells hold, by row or by column; a stray cell far below makes a million blank ones that none asks."""
        box, found = self.clipped(), dict[int, dict[int, Any]]()
        for row, column, value in self.sheet.file.filled():
            if box.holds(row, column):
                of, at = (row, column) if by_row else (column, row)
                found.setdefault(of, {})[at] = value
        return found

    def _fit_column(self, column: int, cells: Mapping[int, Any]) -> None:
        file = self.sheet.file
        merged = [area for area in layout.merges(file) if area.columns > 1]
        widest = 0.0
        for row, value in cells.items():
            look = self.sheet.book.workbook.styles.look(file.style_id(row, column))
            if not look.wrap and not any(area.holds(row, column) for area in merged):
                widest = max(widest, _text_pixels(_shown(value, look.number_format), look))
        if widest:
            characters = min(255.0, math.ceil(widest) / _DIGIT)
            settings = {
                "width": f"{file_width(round(characters, 2)):.10g}",
                "bestFit": "1",
                "customWidth": "1",
            }
            layout.set_columns(file, column, column, settings)

    def _fit_row(self, row: int, cells: Mapping[int, Any]) -> None:
        file = self.sheet.file
        _, usual = layout.default_sizes(file)
        tallest = usual
        for column, value in cells.items():
            look = self.sheet.book.workbook.styles.look(file.style_id(row, column))
            text = _shown(value, look.number_format)
            if text:
                room = max(_DIGIT, _pixels(self._widths(column, column)[0][1]) - _PADDING)
                lines = text.split("\n")
                wrapped = (
                    sum(math.ceil(max(1, _text_pixels(line, look)) / room) for line in lines)
                    if look.wrap
                    else 1
                )
                tallest = max(tallest, wrapped * usual * (look.font_size or 11) / 11)
        height = f"{tallest:g}" if tallest > usual else None
        file.set_row_attributes(row, {"ht": height, "customHeight": None})


def _text_pixels(text: str, look: Any) -> float:
    pixels = sum(
        4 if mark in _NARROW else 10 if mark in _WIDE else 8 if mark.isupper() else _DIGIT for mark in text
    )
    return pixels * (look.font_size or 11) / 11 * (1.07 if look.bold else 1)


def _shown(value: Any, code: str) -> str:
    """Return about what a cell shows; only its length matters here."""
    if value is None:
        return ""
    if isinstance(value, (dt.datetime, dt.time, dt.timedelta)):
        return code.replace("\\", "")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    first = code.partition(";")[0]
    decimals = len(first.partition(".")[2].split("%")[0].strip()) if "." in first else 0
    if "%" in first:
        return f"{value:.{decimals}%}"
    return f"{value:g}" if first == "General" else f"{value:{',' if ',' in first else ''}.{decimals}f}"
