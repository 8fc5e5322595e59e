"""Headings and totals of tables: what the cell holds and what the table says of its column, kept in step."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from xlscore.ooxml.errors import OoxmlError, TableHeaderError
from xlscore.ooxml.opc.package import Package
from xlscore.ooxml.sheet.faces import Cells
from xlscore.ooxml.values.addresses import cell_address, parse_box
from xlscore.ooxml.values.cell import is_text, number_text
from xlscore.ooxml.values.dates import from_serial
from xlscore.ooxml.values.numberformats import is_date_code, is_elapsed_code
from xlscore.ooxml.values.shown import shown_date
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.text import as_utf8, cell_text, element_text

__all__ = ["TableCells", "column_name", "heading_text"]

Settled = str | float | int | bool | None
# The headings that a block gives to the tables of these parts, without case.
Promised = dict[str, set[str]]
_TWICE = "{}!{}: the table has a column {!r} already; choose another heading."
# CT_TableColumn, ECMA-376 part 1, 18.5.1.3.
_COLUMN_ORDER = ("calculatedColumnFormula", "totalsRowFormula", "xmlColumnPr", "extLst")
# SUBTOTAL's numbers for visible rows, and what a table calls them (ST_TotalsRowFunction, 18.18.82).
_SUBTOTALS = {
    "101": "average", "102": "countNums", "103": "count", "104": "max",
    "105": "min", "107": "stdDev", "109": "sum", "110": "var",
}  # fmt: skip
_SUBTOTAL = re.compile(r"SUBTOTAL\((\d{3}),[^\[\]]*\[(.*)\]\)", re.IGNORECASE | re.DOTALL)


class _Place(NamedTuple):
    part: str
    position: int
    is_heading: bool


class TableCells:
    """The headings and totals of the tables on one sheet."""

    def __init__(self, sheet: Cells) -> None:
        """Watch over a sheet."""
        self._sheet = sheet
        self._revision = -1
        self._found: dict[tuple[int, int], _Place] = {}

    def allow(self, row: int, column: int, value: Settled) -> Settled:
        """Return the value to write: a heading as text, its column renamed; a total noted in its table.

        A heading is refused when it would be blank or there twice (Excel would repair the file), or when a
        formula still calls the column by its old name.
        """
        place = self._places().get((row, column))
        if place is None:
            return value
        if not place.is_heading:
            self._note_total(place, label=str(value) if is_text(value) else None)
            return value
        name = heading_text(value)
        xml, heading = self._renamed(row, column, place, name)
        self._package.write(place.part, splice.set_attributes(xml, heading, {"name": column_name(name)}))
        return name

    def refuse(self, row: int, column: int, value: Settled, promised: Promised) -> None:
        """Refuse a value that `allow` would refuse after those that are promised, and change nothing."""
        place = self._places().get((row, column))
        if place is None or not place.is_heading:
            return
        name = heading_text(value)
        self._renamed(row, column, place, name)
        headings = promised.setdefault(place.part, set())
        if name.casefold() in headings:
            raise TableHeaderError(_TWICE.format(self._sheet.name, cell_address(row, column), name))
        headings.add(name.casefold())

    def meant(self, row: int, column: int, value: Any) -> Any:
        """Return a value as it is given, or the text that it becomes where the cell is a heading."""
        place = self._places().get((row, column))
        if place is None or not place.is_heading:
            return value
        code = self._sheet.workbook.styles.number_format(self._sheet.style_id(row, column))
        return heading_text(value, code, date1904=self._sheet.workbook.date1904)

    def rows(self) -> set[int]:
        """Return the rows that hold headings or totals of a table."""
        return {row for row, _ in self._places()}

    def allow_formula(self, row: int, column: int, formula: str) -> None:
        """Refuse a formula as a heading; note one that computes a total in its table."""
        place = self._places().get((row, column))
        if place is None:
            return
        if place.is_heading:
            raise TableHeaderError(
                f"{self._sheet.name}!{cell_address(row, column)} is the heading of a table and takes text, "
                "not a formula."
            )
        self._note_total(place, formula=formula)

    def _renamed(self, row: int, column: int, place: _Place, name: str) -> tuple[bytes, splice.Element]:
        """Return the table's part and the element of the column to be renamed, or refuse the name."""
        address = f"{self._sheet.name}!{cell_address(row, column)}"
        if not name:
            raise TableHeaderError(f"{address} is the heading of a table and cannot be blank.")
        xml, renamed = self._column(place)
        assert renamed.parent is not None
        others = [each.get("name").casefold() for each in renamed.parent.children if each is not renamed]
        if column_name(name).casefold() in others or name.casefold() in others:
            raise TableHeaderError(_TWICE.format(self._sheet.name, cell_address(row, column), name))
        if self._sheet.workbook.mentions_column(renamed.get("name")):
            raise TableHeaderError(
                f"{address}: a formula refers to the column {renamed.get('name')!r}; rename it in Excel."
            )
        return xml, renamed

    def _note_total(self, place: _Place, *, label: str | None = None, formula: str | None = None) -> None:
        xml, column = self._column(place)
        function = None if formula is None else _function(formula, column.get("name"))
        if (old := column.child("totalsRowFormula")) is not None:
            xml, column = self._column(place, splice.remove(xml, old))
        if formula is not None and function == "custom":
            name = column.qualified("totalsRowFormula")
            new = b"<%s>%s</%s>" % (name, element_text(formula), name)
            xml = splice.insert_in_order(xml, column, new, "totalsRowFormula", _COLUMN_ORDER)
            xml, column = self._column(place, xml)
        told = {
            "totalsRowLabel": column_name(label) if label is not None else None,
            "totalsRowFunction": function,
        }
        self._package.write(place.part, splice.set_attributes(xml, column, told))

    @property
    def _package(self) -> Package:
        return self._sheet.workbook.package

    def _column(self, place: _Place, xml: bytes | None = None) -> tuple[bytes, splice.Element]:
        """Return a table's part and the element of the column in it."""
        if xml is None:
            xml = as_utf8(self._package.read(place.part), place.part)
        return xml, splice.parse(xml, place.part).all("tableColumns", "tableColumn")[place.position]

    def _places(self) -> dict[tuple[int, int], _Place]:
        if self._revision != self._package.revision:
            self._found = dict(_places_of(self._package, self._sheet.part))
            self._revision = self._package.revision
        return self._found


def _places_of(package: Package, sheet: str) -> Iterator[tuple[tuple[int, int], _Place]]:
    for relationship in package.rels(sheet).by_type("table"):
        if not relationship.external and relationship.target in package:
            yield from package.parsed(relationship.target, _places_in)


def _places_in(data: bytes, part: str) -> list[tuple[tuple[int, int], _Place]]:
    root = splice.parse(as_utf8(data, part), part)
    found: list[tuple[tuple[int, int], _Place]] = []
    with contextlib.suppress(OoxmlError):
        box = parse_box(root.get("ref"))
        rows = {}
        if root.get("totalsRowCount", "0") != "0":
            rows[box.bottom] = False
        if root.get("headerRowCount", "1") != "0":
            rows[box.top] = True
        count = min(len(root.all("tableColumns", "tableColumn")), box.columns)
        found = [
            ((row, box.left + index), _Place(part, index, is_heading))
            for row, is_heading in rows.items()
            for index in range(count)
        ]
    return found


def _function(formula: str, column: str) -> str:
    """Return what a table calls the total that a formula computes over its column.

    >>> _function("SUBTOTAL(109,Crimes[Count])", "Count"), _function("SUM(A1:A9)", "Count")
    ('sum', 'custom')
    """
    found = _SUBTOTAL.fullmatch(formula)
    if found is None or re.sub("'(.)", r"\1", found[2]).casefold() != column.casefold():
        return "custom"
    return _SUBTOTALS.get(found[1], "custom")


def heading_text(value: object, code: str = "General", *, date1904: bool = False) -> str:
    """Return the text that a value becomes as the heading of a table, a date as its format shows it; "" for a blank.

    >>> heading_text(2024.0), heading_text(True), heading_text(None), heading_text(46023, "mmm yyyy")
    ('2024', 'TRUE', '', 'Jan 2026')
    """
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and is_date_code(code):
        value = from_serial(value, date1904, is_elapsed_code(code))
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return shown_date(value, code)
    if isinstance(value, bool):
        return str(value).upper()
    return number_text(value) if isinstance(value, (int, float)) else str(value)


def column_name(text: str) -> str:
    """Return a heading or label as the table part spells it: a line feed as `_x000a_`."""
    return cell_text(text).replace("\n", "_x000a_")
