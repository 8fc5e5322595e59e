"""Table headings: the text of the cell and the name of the column are one thing kept in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xlscore.ooxml import elements
from xlscore.ooxml.addresses import cell_address, parse_box
from xlscore.ooxml.errors import OoxmlError, TableHeaderError
from xlscore.ooxml.values import CellError, number_text
from xlscore.ooxml.xml_text import as_utf8, cell_text

if TYPE_CHECKING:
    from xlscore.ooxml.sheet import Sheet

__all__ = ["allow", "is_header"]

Settled = str | float | int | bool | None


class _Header(NamedTuple):
    part: str
    position: int


def is_header(sheet: Sheet, row: int, column: int) -> bool:
    """Return whether a cell is the heading of a table's column."""
    return (row, column) in _headers(sheet)


def allow(sheet: Sheet, row: int, column: int, value: Settled) -> Settled:
    """Return the value to write; where the cell is a heading, as text, with the table's column renamed.

    Refused when the heading would be blank or there twice (Excel would repair the file), or when a
    formula still calls the column by its old name.
    """
    headers = _headers(sheet)
    header = headers.get((row, column))
    if header is None:
        return value
    place = f"{sheet.name}!{cell_address(row, column)}"
    name = _heading_text(value)
    if not name:
        raise TableHeaderError(f"{place} is the heading of a table and cannot be blank.")
    package = sheet.workbook.package
    xml = as_utf8(package.read(header.part), header.part)
    columns = elements.parse(xml, header.part).all("tableColumns", "tableColumn")
    column_element = columns[header.position]
    old = column_element.get("name")
    if any(each.get("name").casefold() == name.casefold() for each in columns if each is not column_element):
        raise TableHeaderError(f"{place}: the table has a column {name!r} already; choose another heading.")
    if sheet.workbook.mentions_column(old):
        raise TableHeaderError(f"{place}: a formula refers to the column {old!r}; rename it in Excel.")
    package.write(header.part, elements.set_attributes(xml, column_element, {"name": _column_name(name)}))
    return name


def _heading_text(value: Settled) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return number_text(value)
    return str(value) if not isinstance(value, CellError) else ""


def _column_name(text: str) -> str:
    """Return a heading as the table part spells it: a line feed as `_x000a_`."""
    return cell_text(text).replace("\n", "_x000a_")


def _headers(sheet: Sheet) -> dict[tuple[int, int], _Header]:
    package = sheet.workbook.package
    found: dict[tuple[int, int], _Header] = {}
    for relationship in package.rels(sheet.part).by_type("table"):
        if relationship.external or relationship.target not in package:
            continue
        root = elements.parse(
            as_utf8(package.read(relationship.target), relationship.target), relationship.target
        )
        if root.get("headerRowCount", "1") == "0":
            continue
        try:
            box = parse_box(root.get("ref"))
        except OoxmlError:
            continue
        for index in range(min(len(root.all("tableColumns", "tableColumn")), box.columns)):
            found[(box.top, box.left + index)] = _Header(relationship.target, index)
    return found
