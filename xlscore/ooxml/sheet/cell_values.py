"""From the XML of a cell to the value it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xlscore.ooxml.errors import OoxmlError
from xlscore.ooxml.sheet.cells import CellXml, Slice, attributes, inline_text, read_cell
from xlscore.ooxml.sheet.faces import Context
from xlscore.ooxml.values.cell import CellValue, ErrorValue, settle
from xlscore.ooxml.values.dates import from_serial
from xlscore.ooxml.values.numberformats import is_elapsed_code
from xlscore.ooxml.xml.text import plain, whole_number

__all__ = ["CellReader", "Stored"]

Stored = str | float | int | bool | None


class CellReader:
    """Reads cells of one workbook: its shared texts, its date formats, its date system."""

    def __init__(self, context: Context, prefix: bytes, *, dates: bool = True) -> None:
        """Read cells whose elements carry this namespace prefix; without `dates` a date is its serial number."""
        self._shows_dates = dates
        self._context = context
        self._prefix = prefix
        self._opening, self._closing = b"<" + prefix + b"v>", b"</" + prefix + b"v>"
        self._dates: dict[int, tuple[bool, bool]] = {}
        self._kinds: dict[bytes, tuple[str, int]] = {}

    def value(self, xml: CellXml) -> CellValue:
        """Return the value of a cell, a date where its format shows one."""
        return self._shown(self.stored(xml), xml.kind, xml.style)

    def stored(self, xml: CellXml) -> Stored:
        """Return what a cell holds, where a date is its serial number."""
        if xml.kind == "inlineStr" or (xml.kind == "str" and xml.stored is not None):
            return inline_text(xml)
        return None if xml.stored is None else self.typed(xml.kind, xml.stored)

    def value_of(self, cell: Slice) -> CellValue:
        """Return the value of a slice of a sheet; the short way for cells of the plain kind."""
        body = cell.body
        if not body:
            return None
        if not (body.startswith(self._opening) and body.count(b"<") == 2 and body.endswith(self._closing)):
            return self.value(read_cell(cell.xml(self._prefix), self._prefix))
        kind, style = self.kind(cell.attributes)
        stored = body[len(self._opening) : -len(self._closing)].decode()
        if kind in ("str", "inlineStr"):
            return inline_text(CellXml({"t": "str"}, None, plain(stored), b""))
        return self._shown(self.typed(kind, plain(stored) if "&" in stored else stored), kind, style)

    @property
    def date1904(self) -> bool:
        """Return whether dates count from 1904."""
        return self._context.date1904

    def shared_text(self, index: int) -> str:
        """Return the text that cells point to by this number."""
        return self._context.shared_strings[index]

    def shared_texts(self, numbers: Sequence[int]) -> list[CellValue]:
        """Return the texts that cells point to by these numbers."""
        return [*self._context.shared_strings.all_of(numbers)]

    def shows_date(self, style: int) -> bool | None:
        """Return whether a format shows dates; None where formats cannot be read, which is said at a number."""
        try:
            return self._shows_dates and self.date_format(style)[0]
        except OoxmlError:
            return None

    def date_format(self, style: int) -> tuple[bool, bool]:
        """Return whether a format shows dates, and whether it shows elapsed time."""
        if style not in self._dates:
            styles = self._context.styles
            elapsed = is_elapsed_code(styles.number_format(style))
            if style not in styles:  # an edit may give the number to a format of dates
                return styles.is_date(style), elapsed
            self._dates[style] = (styles.is_date(style), elapsed)
        return self._dates[style]

    def kind(self, tag: bytes) -> tuple[str, int]:
        """Return the type of a cell with these attributes and the number of its format."""
        found = self._kinds.get(tag)
        if found is None:
            xml = CellXml(attributes(tag), None, None, b"")
            found = xml.kind, xml.style
            # A hostile sheet could give every cell attributes of its own.
            if len(self._kinds) < 10_000:
                self._kinds[tag] = found
        return found

    def _shown(self, value: Stored, kind: str, style: int) -> CellValue:
        if not self._shows_dates or isinstance(value, bool) or not isinstance(value, (int, float)):
            return value
        is_date, elapsed = self.date_format(style)
        is_date = is_date or kind == "d"
        return from_serial(value, self._context.date1904, elapsed) if is_date else value

    def typed(self, kind: str, stored: str) -> Stored:
        """Return what the text of a `<v>` element means in a cell of some type."""
        if kind == "n":
            return self._number(stored)
        if kind == "s":
            return self._context.shared_strings[whole_number(stored, -1)]
        if kind == "b":
            return stored.strip() in ("1", "true")
        if kind == "e":
            return ErrorValue(stored)
        return self._date(stored) if kind == "d" else self._number(stored)

    def _number(self, stored: str) -> Stored:
        text = stored.strip()
        if not text:
            return None
        try:
            return int(text) if len(text) < 300 and text.lstrip("-").isdecimal() else float(text)
        except ValueError:
            return stored

    def _date(self, stored: str) -> Stored:
        try:
            moment = dt.datetime.fromisoformat(stored.strip().removesuffix("Z"))
            return settle(moment, self._context.date1904)
        except (ValueError, OoxmlError):
            return stored
