"""Table headings: the text of the cell and the name of the column are one thing kept in two parts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from xlscore.ooxml import elements
from xlscore.ooxml.addresses import cell_address, parse_box
from xlscore.ooxml.errors import OoxmlError, TableHeaderError
from xlscore.ooxml.values import CellError, number_text
from xlscore.ooxml.xml_text import as_utf8, cell_text

if TYPE_CHECKING:
    from xlscore.ooxml.package import Package
    from xlscore.ooxml.sheet import Sheet

__all__ = ["TableHeaders"]

Settled = str | float | int | bool | None


class _Header(NamedTuple):
    part: str
    position: int


class TableHeaders:
    """The headings of the tables on one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        """Watch over a sheet."""
        self._sheet = sheet
        self._revision = -1
        self._found: dict[tuple[int, int], _Header] = {}

    def is_header(self, row: int, column: int) -> bool:
        """Return whether a cell is the heading of a table's column."""
        return (row, column) in self._headers()

    def allow(self, row: int, column: int, value: Settled) -> Settled:
        """Return the value to write; where the cell is a heading, as text, with the column renamed.

        Refused when the heading would be blank or there twice (Excel would repair the file), or when a
        formula still calls the column by its old name.
        """
        header = self._headers().get((row, column))
        if header is None:
            return value
        place = f"{self._sheet.name}!{cell_address(row, column)}"
        name = _heading_text(value)
        if not name:
            raise TableHeaderError(f"{place} is the heading of a table and cannot be blank.")
        package = self._sheet.workbook.package
        xml = as_utf8(package.read(header.part), header.part)
        columns = elements.parse(xml, header.part).all("tableColumns", "tableColumn")
        renamed = columns[header.position]
        if any(each.get("name").casefold() == name.casefold() for each in columns if each is not renamed):
            raise TableHeaderError(
                f"{place}: the table has a column {name!r} already; choose another heading."
            )
        if self._sheet.workbook.mentions_column(renamed.get("name")):
            raise TableHeaderError(
                f"{place}: a formula refers to the column {renamed.get('name')!r}; rename it in Excel."
            )
        package.write(header.part, elements.set_attributes(xml, renamed, {"name": _column_name(name)}))
        return name

    def _headers(self) -> dict[tuple[int, int], _Header]:
        package = self._sheet.workbook.package
        if self._revision != package.revision:
            self._found = dict(_headers_of(package, self._sheet.part))
            self._revision = package.revision
        return self._found


def _headers_of(package: Package, sheet: str) -> Iterator[tuple[tuple[int, int], _Header]]:
    for relationship in package.rels(sheet).by_type("table"):
        part = relationship.target
        if relationship.external or part not in package:
            continue
        root = elements.parse(as_utf8(package.read(part), part), part)
        if root.get("headerRowCount", "1") == "0":
            continue
        with contextlib.suppress(OoxmlError):
            box = parse_box(root.get("ref"))
            for index in range(min(len(root.all("tableColumns", "tableColumn")), box.columns)):
                yield (box.top, box.left + index), _Header(part, index)


def _heading_text(value: Settled) -> str:
    if value is None or isinstance(value, CellError):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return number_text(value) if isinstance(value, (int, float)) else value


def _column_name(text: str) -> str:
    """Return a heading as the table part spells it: a line feed as `_x000a_`."""
    return cell_text(text).replace("\n", "_x000a_")
