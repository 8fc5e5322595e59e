"""Edits of a workbook's cells, tables and sheets through `xlscore.ooxml`, as the bytes of a fuzzer decide."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.support.fuzzed_desk import ANYWHERE, DELETED, Desk, edits
from xlscore.ooxml import ErrorValue, Sheet
from xlscore.ooxml.around import layout, printing, sheets, tables
from xlscore.ooxml.around.sheet_copy import copy_sheet
from xlscore.ooxml.looks.look import BorderLine
from xlscore.ooxml.sheet.arrays import set_array_formula
from xlscore.ooxml.sheet.blocks import KEPT

__all__ = ["CELL_EDITS"]

CELL_EDITS, edit = edits()


@edit(may_change="xl/tables", times=4)
def set_value(desk: Desk) -> None:
    """Write one value and read it back."""
    sheet, (row, column), value = desk.sheet(), desk.place(), desk.value()
    sheet.set_value(row, column, value)
    assert_held(sheet, row, column, value)


def assert_held(sheet: Sheet, row: int, column: int, value: Any) -> None:
    """See that a cell holds what was written into it, as Excel holds it."""
    found, stored = sheet.value(row, column), sheet.stored_value(row, column)
    assert sheet.formula(row, column) is None
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        assert isinstance(stored, (int, float)) or _is_heading(sheet, row, column), (value, stored)
    elif isinstance(value, str) and not isinstance(value, ErrorValue):
        wanted = value.replace("\r\n", "\n").replace("\r", "\n") if found != value else value
        assert found == wanted or (not value and found is None), (value, found)
    elif value is None or isinstance(value, (bool, ErrorValue)):
        assert (stored == value and type(stored) is type(value)) or _is_heading(sheet, row, column), (
            value,
            stored,
        )
    else:
        assert stored == value or _is_heading(sheet, row, column), (value, stored)


def _is_heading(sheet: Sheet, row: int, column: int) -> bool:
    found = tables.tables(sheet.workbook.package, sheet.part)
    return any(
        each.has_header and each.box._replace(bottom=each.box.top).holds(row, column) for each in found
    )


@edit(may_change="xl/tables", times=3)
def set_values(desk: Desk) -> None:
    """Write a block and read it back."""
    sheet, (row, column), size = desk.sheet(), desk.place(), desk.dice.byte()
    rows = [
        [KEPT if desk.dice.byte() > 240 else desk.value() for _ in range(1 + size % 3)]
        for _ in range(1 + size // 3 % 4)
    ]
    sheet.set_values(row, column, rows)
    for down, line in enumerate(rows):
        for right, value in enumerate(line):
            if value is not KEPT:
                assert_held(sheet, row + down, column + right, value)


@edit(may_change="xl/tables", times=3)
def set_formula(desk: Desk) -> None:
    """Write a formula, with or without its result."""
    sheet, (row, column), formula = desk.sheet(), desk.place(), desk.formula()
    if desk.dice.flag():
        sheet.set_formula(row, column, formula, desk.value())
    else:
        sheet.set_formula(row, column, formula)
    assert (sheet.formula(row, column) or "").startswith("=")


@edit(may_change="xl/tables")
def set_array(desk: Desk) -> None:
    """Write an array formula."""
    set_array_formula(desk.sheet(), desk.box(), desk.formula())


@edit()
def set_look(desk: Desk) -> None:
    """Give a cell another format."""
    sheet, (row, column), styles = desk.sheet(), desk.place(), desk.book.styles
    changes: Any = desk.dice.pick(
        (
            {"bold": True}, {"number_format": "0.00%"}, {"number_format": desk.word()}, {"fill": "C00000"}, {"font_name": desk.word()},
            {"borders": {"left": BorderLine("thin", "000000")}}, {"wrap": True, "indent": 2}, {"locked": False}, {"fill": None}, {"font_size": 9.5},
            {"number_format": "yyyy-mm-dd"},
        )
    )  # fmt: skip
    style = sheet.style_id(row, column)
    if desk.dice.byte() > 200:
        styles.ensure_style(name := desk.word(), changes)
        sheet.set_style(row, column, styles.with_style(style, name))
    else:
        sheet.set_style(row, column, styles.with_changes(style, changes))


@edit()
def set_row(desk: Desk) -> None:
    """Set a row's height, hide it, or show it."""
    settings = ({"ht": "20"}, {"hidden": "1"}, {"hidden": None}, {"ht": None, "customHeight": "1"})
    desk.sheet().set_row_attributes(desk.place()[0], desk.dice.pick(settings))


@edit()
def set_columns(desk: Desk) -> None:
    """Set the width of columns, hide them, or show them."""
    box = desk.box()
    settings = ({"width": "12.5", "customWidth": "1"}, {"hidden": "1"}, {"hidden": None}, {"style": "0"})
    layout.set_columns(desk.sheet(), box.left, box.right, desk.dice.pick(settings))


@edit()
def merge(desk: Desk) -> None:
    """Merge cells, or take merges apart."""
    (layout.merge, layout.unmerge)[desk.dice.flag()](desk.sheet(), desk.box())


@edit()
def lay_out(desk: Desk) -> None:
    """Freeze panes, set the page, show what is printed."""
    sheet, number = desk.sheet(), desk.dice.below(7)
    position = desk.book.position(sheet)
    shell = sheets.shell_of(desk.book)
    if number == 0:
        layout.freeze(sheet, desk.dice.below(4), desk.dice.below(4))
    elif number == 1:
        layout.set_show_gridlines(sheet, desk.dice.flag())
    elif number == 2:
        layout.set_default_row_height(sheet, 1 + desk.dice.byte() / 2)
    elif number == 3:
        printing.set_page(
            sheet,
            landscape=desk.dice.flag(),
            paper=desk.dice.pick(("A3", "A4", None)),
            pages_wide=desk.dice.below(3),
        )
    elif number == 4:
        printing.set_header_footer(sheet, header=desk.word(), footer=desk.maybe("&P"))
    elif number == 5:
        printing.set_print_titles(
            shell, position, sheet.name, rows=desk.maybe((1, 2)), columns=desk.maybe((1, 1))
        )
    else:
        printing.set_print_area(shell, position, sheet.name, [desk.box()] * desk.dice.below(3))


@edit(may_change="xl/tables")
def add_table(desk: Desk) -> None:
    """Make a table of cells, whose headings are written first."""
    sheet, box, word = desk.sheet(), desk.box(), desk.word()
    headings = [f"{desk.word()}{number}" for number in range(box.columns)]
    with desk.book.package.as_one():
        sheet.set_values(box.top, box.left, [headings])
        tables.add_table(
            desk.book.package, sheet, sheet.part, sheets.shell_of(desk.book), box, word, headings
        )


@edit(may_change="xl/tables")
def change_table(desk: Desk) -> None:
    """Dress a table, or let it reach over other rows."""
    sheet, package = desk.sheet(), desk.book.package
    found = tables.tables(package, sheet.part)
    if not found:
        return
    table, number = desk.dice.pick(found), desk.dice.below(4)
    if number == 0:
        box = table.box._replace(bottom=table.box.top + desk.dice.below(6))
        tables.resize_table(package, sheet.part, table, box, table.columns)
    elif number == 1:
        tables.change_table(package, table, style=desk.maybe(desk.word()), row_stripes=desk.dice.flag())
    else:
        tables.change_table(package, table, has_filter=desk.dice.flag())


@edit(may_change=ANYWHERE)
def add_sheet(desk: Desk) -> None:
    """Add a sheet, or a copy of one."""
    count = len(desk.book.sheets)
    if count > 6:
        return
    if desk.dice.flag():
        copy_sheet(desk.book, desk.sheet(), desk.dice.below(count + 1))
    else:
        sheets.add_sheet(desk.book, desk.word(), desk.dice.below(count + 1))


@edit(may_change=ANYWHERE)
def rename_sheet(desk: Desk) -> None:
    """Give a sheet another name."""
    sheets.rename_sheet_to(desk.book, desk.sheet(), desk.word())


@edit(may_change=ANYWHERE)
def order_sheets(desk: Desk) -> None:
    """Move, hide, show or activate a sheet, now and then delete one."""
    sheet, number = desk.sheet(), desk.dice.below(8)
    if number == 0:
        desk.may_lose.add(DELETED)
        sheets.delete_sheet(desk.book, sheet)
        desk.deleted.append(sheet)
    elif number < 3:
        sheets.set_visibility(desk.book, sheet, desk.dice.pick(("visible", "hidden", "veryHidden")))
    elif number < 5:
        sheets.activate_sheet(desk.book, sheet)
    else:
        sheets.move_sheet(desk.book, sheet, desk.dice.below(len(desk.book.sheets)))


@edit()
def look_around(desk: Desk) -> None:
    """Read before the next edit, so that what is kept of it must be right."""
    sheet, (row, column) = desk.sheet(), desk.place()
    _ = sheet.used, sheet.value(row, column), sheet.formula(row, column), sheet.row_attributes(row)


@edit()
def save_between(desk: Desk) -> None:
    """Save, and go on."""
    desk.book.to_bytes()
