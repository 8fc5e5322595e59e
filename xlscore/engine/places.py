"""Which cells a caller means: an address, a name, a table, coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import NoSuchObjectError

from xlscore.ooxml.around import names, tables
from xlscore.ooxml.around.sheets import shell_of
from xlscore.ooxml.values.addresses import AddressError, Box, parse_box

if TYPE_CHECKING:
    from xlscore.engine.sheet import FileSheet

__all__ = ["find_box", "split_reference"]


def split_reference(text: str) -> tuple[str | None, str]:
    """Return the sheet name (None when there is none) and the address of a reference.

    >>> split_reference("='MSG data'!$B$2:$C$9"), split_reference("B2")
    (('MSG data', '$B$2:$C$9'), (None, 'B2'))
    """
    sheet, mark, address = text.removeprefix("=").rpartition("!")
    if not mark:
        return None, address
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, address


def find_box(sheet: FileSheet, where: Any) -> Box:
    """Return the box a caller means, on this sheet."""
    if hasattr(where, "box"):
        box: Box = where.box
        return box
    if isinstance(where, tuple):
        if len(where) == 4:
            top, left, rows, columns = where
            return Box(top, left, top + rows - 1, left + columns - 1)
        if 0 in where:
            raise IndexError("Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based.")
        return Box(where[0], where[1], where[0], where[1])
    _, address = split_reference(str(where))
    try:
        return parse_box(address)
    except AddressError:
        return _named_box(sheet, str(where))


def _named_box(sheet: FileSheet, name: str) -> Box:
    workbook = sheet.book.workbook
    position = sheet.index - 1
    wanted = name.rpartition("!")[2].casefold()
    found = [item for item in names.names(shell_of(workbook)) if item.name.casefold() == wanted]
    for item in sorted(found, key=lambda each: each.scope is None):
        if item.scope not in {None, position}:
            continue
        target, address = split_reference(item.refers_to)
        if target is not None and target.casefold() == sheet.name.casefold():
            return parse_box(address)
    for table in tables.tables(workbook.package, sheet.file.part):
        body = table.body
        if table.display_name.casefold() == wanted and body is not None:
            return body
    raise NoSuchObjectError(f"The address/named range '{name}' doesn't exist.")
