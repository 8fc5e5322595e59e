"""The filter of a sheet: the range under its buttons. What it filters by, and the rows it hides, stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.around.names import delete_name, set_name
from xlscore.ooxml.around.renaming import shell_of
from xlscore.ooxml.around.sheetdom import SheetShell, editing, read_element
from xlscore.ooxml.around.tables import tables
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.addresses import Box, column_letters, parse_box, quoted_sheet
from xlscore.ooxml.xml.tree import Element, child, children, whole

__all__ = ["SheetFilter", "remove_filter", "set_filter", "sheet_filter"]

_DATABASE: Final = "_xlnm._FilterDatabase"
"""The hidden name under which Excel, and others that read its files, find the range again."""


@dataclass(frozen=True, slots=True)
class SheetFilter:
    """The filter of a sheet: its cells with the headings, and the columns of the sheet that it filters by."""

    box: Box
    columns: tuple[int, ...]


def sheet_filter(sheet: SheetShell) -> SheetFilter | None:
    """Return the filter of a sheet, or None; those of tables are the tables' own."""
    found = read_element(sheet, "autoFilter")
    if found is None or not found.get("ref"):
        return None
    box = parse_box(found.get("ref", ""))
    return SheetFilter(
        box, tuple(box.left + whole(item, "colId") for item in children(found, "filterColumn"))
    )


def set_filter(workbook: Workbook, sheet: Sheet, box: Box) -> None:
    """Put filter buttons over the first row of a box, or let the filter that is there reach over other cells.

    What the filter asks of a column stays with the column; refused where that column would lie outside.
    """
    workbook.refuse_unless_editable()
    for table in tables(workbook.package, sheet.part):
        if table.box.meets(box):
            raise EditRefusedError(
                f"{box.address()} crosses the table {table.display_name}, which has filter buttons of its own."
            )
    old = sheet_filter(sheet)
    lost = [column for column in old.columns if not box.left <= column <= box.right] if old else []
    if lost:
        raise EditRefusedError(
            f"The filter of {sheet.name} asks something of column {column_letters(lost[0])}, which lies outside "
            f"{box.address()}; clear it in Excel first."
        )
    if old is None or old.box != box:
        with editing(sheet, "autoFilter") as item:
            item.set("ref", box.address())
            if old is not None:
                _move_columns(item, old.box.left - box.left)
                _move_sorting(item, old.box, box)
    place = f"{quoted_sheet(sheet.name)}!{box.address(absolute=True)}"
    set_name(shell_of(workbook), _DATABASE, place, workbook.position(sheet), hidden=True)


def _move_columns(item: Element, right: int) -> None:
    for column in children(item, "filterColumn"):
        column.set("colId", str(whole(column, "colId") + right))


def _move_sorting(item: Element, old: Box, box: Box) -> None:
    """Let the record of how the rows were sorted reach as far as the filter, or drop what lies outside."""
    sorting = child(item, "sortState")
    if sorting is None:
        return
    area = parse_box(sorting.get("ref", "A1"))
    if area == old._replace(top=min(old.top + 1, old.bottom)):
        sorting.set("ref", box._replace(top=min(box.top + 1, box.bottom)).address())
    if not all(
        box.covers(parse_box(each.get("ref", "A1")))
        for each in (sorting, *children(sorting, "sortCondition"))
    ):
        item.remove(sorting)


def remove_filter(workbook: Workbook, sheet: Sheet) -> None:
    """Take the filter buttons off a sheet; refused while it filters by something, because its rows would stay hidden."""
    found = sheet_filter(sheet)
    if found is None:
        return
    workbook.refuse_unless_editable()
    if found.columns:
        raise EditRefusedError(
            f"The filter of {sheet.name} hides rows by column {column_letters(found.columns[0])}; clear it in Excel first."
        )
    with editing(sheet, "autoFilter") as item:
        item.clear()
    delete_name(shell_of(workbook), _DATABASE, workbook.position(sheet))
