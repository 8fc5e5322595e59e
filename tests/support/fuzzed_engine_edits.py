"""Edits of a workbook through xlwings and `xlscore.engine`, each with its places and values from the bytes of a fuzzer."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final

import xlwings as xw

from tests.support.fuzzed_desk import ANYWHERE, DELETED, DRAWN, NOTES, Desk, Edit, Listed
from xlscore.engine import (
    ChartSeries,
    NewChart,
    add_sparklines,
    apply_style,
    as_text,
    copy_formats,
    engine,
    fit_rows,
    freeze_rows,
    group_columns,
    group_rows,
    point_sparkline,
    put_charts,
    read_custom_xml,
    refresh_charts,
    remove_filter,
    row_heights,
    set_filter,
    set_formula,
    set_page,
    set_summaries,
    sparkline_sources,
    style_name,
    used_values,
)  # fmt: skip
from xlscore.ooxml import Workbook

__all__ = ["ENGINE_EDITS", "attempt", "opened"]

EngineEdit = Callable[[Desk, xw.Sheet, xw.Range], Any]
ENGINE_EDITS: Final[Listed] = []
# A cell far away makes a large box of blanks, which is read at leisure, not a thousand times.
MOST_CELLS: Final = 1_000
_XLWINGS: Final = Path(xw.__file__).parent


def opened(workbook: Workbook) -> xw.Book:
    """Return an open workbook as a book of xlwings."""
    app = engine().impl.apps.add()
    app.for_one_book = True
    return xw.Book(impl=app.books.attach(workbook, "fuzzed.xlsx"))


def attempt(step: Callable[[], object]) -> None:
    """Take a step that xlwings itself may refuse, in whatever words: what is not on a file, or a text that is too long."""
    try:
        step()
    except (NotImplementedError, xw.NoSuchObjectError):
        return
    except Exception as error:
        *_, last = traceback.extract_tb(error.__traceback__)
        if Path(last.filename).parent != _XLWINGS:
            raise


def edit(may_change: str = "") -> Callable[[EngineEdit], Edit]:
    """Return what lists an edit of some cells of a sheet that is not a chart."""

    def listed(made: EngineEdit) -> Edit:
        @wraps(made)
        def follow(desk: Desk) -> None:
            file = desk.sheet()
            box = desk.box()
            if file.kind != "worksheet":
                return
            book = opened(desk.book)
            try:
                sheet = book.sheets[file.name]
                attempt(lambda: made(desk, sheet, sheet[box.address()]))
            finally:
                book.app.quit()

        ENGINE_EDITS.append((follow, may_change))
        return follow

    return listed


@edit("xl/tables")
def put_values(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Write a value into all cells, or rows of them from the first on."""
    kind = desk.dice.below(4)
    if kind == 0:
        cells.value = desk.value()
    elif kind == 1:
        cells[0, 0].value = [[desk.value(), desk.value()], [desk.value(), None]]
    elif kind == 2:
        cells[0, 0].options(transpose=True).value = [desk.value(), desk.value()]
    else:
        cells.value = as_text(desk.word())
    _ = cells.value, used_values(sheet)
    if sheet.used_range.size <= MOST_CELLS:
        _ = sheet.used_range.value


@edit("xl/tables")
def put_formulas(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Write a formula into all cells, as one or each, with or without results."""
    kind, text = desk.dice.below(4), desk.formula()
    if kind == 0:
        cells.formula = text
    elif kind == 1:
        cells.formula_array = text
    elif kind == 2:
        set_formula(cells, text, desk.value())
    else:
        cells.formula2 = [[text]]
    _ = cells.formula, cells.formula_array


@edit(rf"xl/tables|{NOTES}")
def clear(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Empty cells, of their contents, their formats or both; notes go with all."""
    desk.may_lose.add(rf"{NOTES}|xl/worksheets/_rels/")
    desk.dice.pick((cells.clear, cells.clear_contents, cells.clear_formats))()


@edit()
def dress(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Give cells another look."""
    kind = desk.dice.below(10)
    if kind == 0:
        cells.number_format = desk.word()
    elif kind == 1:
        cells.color = desk.maybe("#C00000")
    elif kind == 2:
        cells.font.bold = desk.dice.flag()
    elif kind == 3:
        cells.font.color = "#00FF00"
    elif kind == 4:
        cells.borders.line_style = "continuous"
    elif kind == 5:
        apply_style(cells, desk.word(), italic=True)
    elif kind == 6:
        cells.column_width = desk.dice.byte() / 4
    elif kind == 7:
        cells.row_height = desk.dice.byte()
    elif kind == 8:
        cells.wrap_text = desk.dice.flag()
    else:
        copy_formats(sheet["A1:B2"], cells)
    _ = (
        cells.number_format,
        cells.color,
        cells.font.name,
        cells[0, 0].borders.line_style,
        style_name(cells[0, 0]),
    )


@edit()
def merge(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Merge cells, across or as one, take merges apart, or move cells, which a file refuses."""
    ways = (
        cells.merge,
        lambda: cells.merge(across=True),
        cells.unmerge,
        lambda: cells.insert("down"),
        lambda: cells.delete("up"),
    )
    desk.dice.pick(ways)()
    _ = cells.merge_area.address


@edit("xl/tables")
def change_tables(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Make a table of cells, or change one."""
    kind, found = desk.dice.below(6), list(sheet.tables)
    if kind < 2 or not found:
        sheet.tables.add(cells, name=desk.maybe(desk.word()))
        return
    table = desk.dice.pick(found)
    if kind == 2:
        table.resize(cells)
    elif kind == 3:
        table.name = desk.word()
    elif kind == 4:
        table.table_style = desk.word()
    else:
        table.show_autofilter = desk.dice.flag()
    _ = table.range.value, table.data_body_range, [column.name for column in table.columns]


@edit(NOTES)
def note(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Write a note beside a cell, write another, or take it away."""
    present = cells[0, 0].note
    if present is None:
        cells[0, 0].add_note(desk.word())
    elif desk.dice.flag():
        present.text = desk.word()
    else:
        desk.may_lose.add(rf"{NOTES}|xl/worksheets/_rels/")
        present.delete()


@edit()
def rules(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Add conditional formats and validations, or take them away."""
    kind = desk.dice.below(7)
    if kind == 0:
        cells.conditional_formats.add_cell_value("greater_than", desk.value(), fill_color="#C00000")
    elif kind == 1:
        cells.conditional_formats.add_color_scale(["#FF0000", "#00FF00"])
    elif kind == 2:
        cells.conditional_formats.add_custom(desk.formula(), font_color="#C00000")
    elif kind == 3:
        cells.data_validation.set_list(desk.dice.pick((["a", "b"], "=Sheet1!$A$1:$A$3", [desk.word()])))
    elif kind == 4:
        cells.data_validation.delete()
    elif kind == 5:
        cells.conditional_formats.clear()
    else:
        cells.add_hyperlink("https://example.org/" + desk.word(), desk.maybe(desk.word()))
    _ = [(rule.type, rule.formula) for rule in cells.conditional_formats], cells[0, 0].hyperlink


@edit()
def name(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Name cells, for the book or the sheet, or take a name away."""
    kind, names = desk.dice.below(4), sheet.book.names
    if kind == 0:
        cells.name = desk.word()
    elif kind == 1:
        names.add(desk.word(), desk.formula())
    elif kind == 2:
        sheet.names.add(desk.word(), desk.formula())
    elif len(names):
        names[desk.dice.below(len(names))].delete()
    _ = [(each.name, each.refers_to) for each in names]


@edit()
def page(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Set up the printed page, the view and the heights of rows."""
    kind = desk.dice.below(6)
    if kind == 0:
        set_page(sheet, paper="A4", header=desk.word(), title_rows=(1, 2), margins={"left": 1})
    elif kind == 1:
        sheet.page_setup.print_area = desk.maybe(cells.address)
    elif kind == 2:
        fit_rows(sheet, {cells.row: 1 + desk.dice.byte()})
        _ = row_heights(sheet, [cells.row])
    elif kind == 3:
        freeze_rows(sheet, desk.dice.below(4))
    elif kind == 4:
        sheet.autofit()
    else:
        sheet.show_gridlines = desk.dice.flag()


@edit()
def fold(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Group rows and columns, and filter."""
    kind, level = desk.dice.below(5), desk.dice.below(8)
    if kind == 0:
        group_rows(sheet, cells.row, cells.last_cell.row, level, collapsed=desk.maybe(desk.dice.flag()))
    elif kind == 1:
        group_columns(sheet, cells.column, cells.last_cell.column, level)
    elif kind == 2:
        set_summaries(sheet, below=desk.dice.flag())
    elif kind == 3:
        set_filter(cells)
    else:
        remove_filter(sheet)


@edit(DRAWN)
def draw(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Put charts and sparklines on a sheet, and rename what is drawn."""
    kind = desk.dice.below(5)
    if kind == 0:
        series = tuple(
            ChartSeries(name=desk.word(), values="Sheet1!$B$2:$B$4") for _ in range(1 + desk.dice.below(2))
        )
        put_charts(
            sheet,
            {cells.address: NewChart(name=desk.word(), kind="column", series=series)},
            adds=[desk.word()],
        )
    elif kind == 1:
        refresh_charts(sheet)
    elif kind == 2:
        add_sparklines(sheet, {(cells.row, cells.column): desk.formula()[1:]})
    elif kind == 3:
        point_sparkline(cells[0, 0], "Sheet1!A1:A2")
    elif len(sheet.shapes):
        sheet.shapes[0].name = desk.word()
    _ = sparkline_sources(sheet), read_custom_xml(sheet.book, "urn:x")


@edit(ANYWHERE)
def tabs(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Add, copy, rename, move, hide or delete a sheet."""
    kind, book = desk.dice.below(6), sheet.book
    if kind == 0 and len(book.sheets) < 6:
        book.sheets.add(desk.maybe(desk.word()), after=sheet)
    elif kind == 1 and len(book.sheets) < 6:
        sheet.copy(after=sheet, name=desk.maybe(desk.word()))
    elif kind == 2:
        sheet.name = desk.word()
    elif kind == 3:
        sheet.visible = desk.dice.flag()
    elif kind == 4:
        desk.may_lose.add(DELETED)
        sheet.delete()
    else:
        sheet.activate()


@edit("xl/tables")
def look_around(desk: Desk, sheet: xw.Sheet, cells: xw.Range) -> None:
    """Find one's way among the cells."""
    _ = (
        cells.current_region.address,
        cells.expand().address,
        cells.end("down").address,
        cells[0, 0].left,
        cells.table,
    )
