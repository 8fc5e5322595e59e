"""Edits of a workbook through `xlscore.ooxml`, each with its places and values from the bytes of a fuzzer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.support.fuzzed_workbooks import Dice
from xlscore.ooxml import ErrorValue, Sheet, Workbook
from xlscore.ooxml.around import (
    conditional,
    custom_xml,
    drawings,
    filters,
    hyperlinks,
    layout,
    names,
    notes,
    outline,
    printing,
    sheets,
    sparklines,
    tables,
    validation,
)  # fmt: skip
from xlscore.ooxml.around.chart_updates import update_chart
from xlscore.ooxml.around.chart_xml import KINDS, ChartSeries, NewChart
from xlscore.ooxml.around.charts import add_charts, charts
from xlscore.ooxml.around.sheet_copy import copy_sheet
from xlscore.ooxml.looks.look import BorderLine
from xlscore.ooxml.sheet.arrays import set_array_formula
from xlscore.ooxml.sheet.blocks import KEPT
from xlscore.ooxml.values.addresses import Box

__all__ = ["ANYWHERE", "DRAWN", "EDITS", "Desk", "Edit"]

VALUES: Final[tuple[Any, ...]] = (
    5, None, True, False, 0.1, -3, 2**53 + 1, 1e300, 45382, "plain", "Red line", "a\rb", "x & y<", " two", "two  runs",
    "a\nb", "_x0041_", "=1+1", "", ErrorValue("#N/A"), "#N/A", "£ — 東京 🙂", dt.date(2024, 3, 31), "Force", "Rate",
    dt.datetime(2024, 3, 31, 8, 30), dt.time(6, 30), dt.timedelta(hours=30), "x" * 32_768, float("nan"), "\x00", "]]>", 1.0888180804446217,
)  # fmt: skip
FORMULAS: Final = (
    "=1+1", "=A1*2", "=SUM(Sheet1!A1:B3)", "=Forces[Rate]", "=SUM(Forces[[#Headers],[Force]])", "='It''s'!A1", "={1,2}",
    '="a""b"&"<"', "=", "=XLOOKUP(1,A:A,B:B)", "=_xlfn.X()", "=SUBTOTAL(109,Forces[Rate])", "=NOW()", "=#REF!", "=first",
    "=Forces[@Rate]", "=SUM(A1:A9,$B$2)", "=[1]Elsewhere!A1", "=(((", "=A1\r\n+1", "=MSG_GAP(A1)",
)  # fmt: skip
WORDS: Final = (
    "New", "Forces", "Other", "first", "a b", "", "A1", "x" * 40, "it's", "'it", "<&>\"", "Ünïcode", "R1C1", "Sheet1", "sheet2",
    "_xlnm.Print_Area", "History", "a/b", "[x]", "n" * 256, "\x01", "true", "Rates", "Force", "Twice", "Sheet1!$A$1", "urn:xlscore:x",
)  # fmt: skip
FAR: Final = (1, 2, 3, 700, 16_384, 16_385, 1_048_576, 1_048_577, 0, -1)


@dataclass
class Desk:
    """A workbook that is being edited, what decides about it, and what was set last."""

    book: Workbook
    dice: Dice
    watched: int
    """Which of what stands beside the cells is looked at."""
    deleted: list[Sheet] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """The parts of the sheets that edits were made in."""
    may_change: set[str] = field(default_factory=set)
    """The beginnings of the names of parts that an edit so far may have changed, as regular expressions."""
    may_lose: set[str] = field(default_factory=set)
    """The same of parts that an edit so far may have taken away."""

    def sheet(self) -> Sheet:
        """Return one of the worksheets, mostly the first, now and then one that was deleted."""
        number = self.dice.byte()
        if number > 250 and self.deleted:
            return self.deleted[-1]
        found = self.book.sheets
        sheet = found[(0, 0, 0, 1)[number & 3] % len(found) if number < 200 else number % len(found)]
        self.seen.add(sheet.part)
        return sheet

    def place(self) -> tuple[int, int]:
        """Return the row and column of a cell, mostly one of the first."""
        number = self.dice.byte()
        if number == 255:
            return self.dice.pick(FAR), self.dice.pick(FAR)
        return 1 + number % 10, 1 + number // 10 % 9

    def box(self) -> Box:
        """Return a box of some cells."""
        (top, left), size = self.place(), self.dice.byte()
        return Box(top, left, top + size % 4, left + size // 4 % 4)

    def value(self) -> Any:
        """Return something to write into a cell."""
        number = self.dice.byte()
        if number < 160:
            return VALUES[number % len(VALUES)]
        return (
            self.dice.text()
            if number & 1
            else int.from_bytes(self.dice.bytes(), "little") / (1 + (number & 6))
        )

    def formula(self) -> str:
        """Return a formula."""
        return (
            "=" + self.dice.text() if (number := self.dice.byte()) > 220 else FORMULAS[number % len(FORMULAS)]
        )

    def word(self) -> str:
        """Return a name or another short text."""
        return self.dice.text() if (number := self.dice.byte()) > 220 else WORDS[number % len(WORDS)]

    def maybe(self, choice: Any) -> Any:
        """Return a choice, or nothing."""
        return choice if self.dice.flag() else None


Edit = Callable[[Desk], None]
EDITS: Final[list[tuple[Edit, str]]] = []
"""Each edit, and which parts it may change beside the sheet's own, its formats, and the workbook's list of what there is."""
ANYWHERE: Final = r"xl/(worksheets|tables|charts|pivotCache|drawings|comments)"
DRAWN: Final = r"xl/(drawings|charts)"


def edit(*, may_change: str = "", times: int = 1) -> Callable[[Edit], Edit]:
    """Return what lists an edit, as often as it shall come among the others."""

    def listed(made: Edit) -> Edit:
        EDITS.extend([(made, may_change)] * times)
        return made

    return listed


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
    settings = ({"width": "12.5", "customWidth": "1"}, {"hidden": "1"}, {"hidden": None}, {"style": "1"})
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


@edit()
def change_names(desk: Desk) -> None:
    """Define a name, or take one away."""
    shell, word = sheets.shell_of(desk.book), desk.word()
    scope = desk.maybe(desk.dice.below(3))
    if desk.dice.byte() > 200:
        names.delete_name(shell, word, scope)
    else:
        names.set_name(shell, word, desk.formula().removeprefix("="), scope, hidden=desk.dice.flag())


@edit(may_change=r"xl/(comments|drawings/vml)")
def change_notes(desk: Desk) -> None:
    """Write a note, or take one away."""
    sheet, (row, column) = desk.sheet(), desk.place()
    if desk.dice.byte() > 200:
        desk.may_lose.add("xl/(comments|drawings/vml)|xl/worksheets/_rels/")
        notes.delete_note(desk.book.package, sheet.part, row, column)
    else:
        notes.set_note(
            desk.book.package, sheet, sheet.part, notes.CellNote(row, column, desk.word(), desk.word())
        )


@edit()
def change_validation(desk: Desk) -> None:
    """Say what may be typed into cells, or let anything be."""
    sheet, box = desk.sheet(), desk.box()
    if desk.dice.byte() > 200:
        validation.clear_validation(sheet, box)
        return
    rule = validation.Validation(
        desk.dice.pick(("list", "whole", "none")),
        formula1=desk.formula()[1:],
        formula2=desk.maybe("2"),
        error_message=desk.maybe(desk.word()),
    )
    validation.set_validation(sheet, [box, desk.box()][: 1 + desk.dice.below(2)], rule)


@edit()
def change_rules(desk: Desk) -> None:
    """Add a conditional format, replace one or take some away."""
    sheet, box, number = desk.sheet(), desk.box(), desk.dice.below(8)
    found = conditional.rules(sheet)
    if number == 0:
        conditional.clear_rules(sheet, box)
    elif number == 1 and found:
        conditional.delete_rule(sheet, desk.dice.pick(found))
    elif number == 2:
        stops = (conditional.Threshold("min"), conditional.Threshold("num", desk.word()))
        conditional.add_rule(
            sheet, [box], conditional.Rule("colorScale", thresholds=stops, colours=("FF0000", "00FF00"))
        )
    else:
        new = conditional.Rule(
            "expression",
            (desk.formula()[1:],),
            differential=desk.book.styles.differential({"bold": True}),
            stop_if_true=desk.dice.flag(),
        )
        if number == 3 and found:
            conditional.replace_rule(sheet, desk.dice.pick(found), new)
        else:
            conditional.add_rule(sheet, [box], new)


@edit()
def change_links(desk: Desk) -> None:
    """Put a link into cells, or take links away."""
    sheet, box = desk.sheet(), desk.box()
    if desk.dice.byte() > 200:
        hyperlinks.clear_hyperlinks(sheet, desk.book.package, sheet.part, box)
        return
    link = hyperlinks.Hyperlink(
        box,
        desk.maybe("https://example.org/?a=1&b=" + desk.word()),
        desk.maybe("Sheet1!A1"),
        desk.maybe(desk.word()),
    )
    hyperlinks.set_hyperlink(sheet, desk.book.package, sheet.part, link)


@edit()
def change_groups(desk: Desk) -> None:
    """Let rows or columns fold away."""
    sheet, box, axis = desk.sheet(), desk.box(), desk.dice.pick((outline.ROWS, outline.COLUMNS))
    if desk.dice.byte() > 220:
        outline.set_summaries(sheet, axis, desk.dice.flag())
        return
    first, last = (box.top, box.bottom) if axis is outline.ROWS else (box.left, box.right)
    outline.group(sheet, axis, first, last, desk.dice.below(9), collapsed=desk.dice.pick((None, True, False)))


@edit()
def change_filter(desk: Desk) -> None:
    """Put a filter over cells, or take it off."""
    sheet = desk.sheet()
    if desk.dice.byte() > 180:
        filters.remove_filter(desk.book, sheet)
    else:
        filters.set_filter(desk.book, sheet, desk.box())


@edit(may_change=DRAWN)
def change_charts(desk: Desk) -> None:
    """Put a chart on a sheet, or bring one up to date."""
    sheet = desk.sheet()
    found = charts(desk.book.package, sheet.part)
    series = tuple(
        ChartSeries(
            name=desk.word(),
            values=desk.dice.pick(
                ("Sheet1!$B$2:$B$4", "'It''s'!$A$1:$C$1", desk.word(), "Sheet2!$A$1:$A$2,Sheet2!$A$4")
            ),
            categories=desk.dice.pick(("Sheet1!$A$2:$A$4", "", "Sheet2!$B$1:$C$3")),
            name_at=desk.dice.pick(("", "Sheet1!$B$1", "first")),
        )
        for _ in range(desk.dice.below(3))
    )
    if found and desk.dice.byte() < 180:
        adds = [each.name for each in series] if desk.dice.flag() else []
        update_chart(
            desk.book,
            sheet,
            desk.dice.pick(found),
            series,
            title_at=desk.dice.pick(("", "Sheet1!$A$1")),
            description=desk.maybe(desk.word()),
            adds=adds,
        )
    else:
        chart = NewChart(
            name=desk.word(),
            kind=desk.dice.pick(KINDS),
            series=series,
            title=desk.word(),
            description=desk.word(),
        )
        add_charts(desk.book, sheet, [(desk.box(), chart)])


@edit(may_change=DRAWN)
def change_drawing(desk: Desk) -> None:
    """Give what is drawn another name, or take it away."""
    sheet, package = desk.sheet(), desk.book.package
    found = drawings.drawn(package, sheet.part)
    if not found:
        return
    name = desk.dice.pick(found).name
    if desk.dice.byte() > 180:
        desk.may_lose.add("xl/(drawings|charts)/(_rels/)?(drawing|chart)")
        drawings.remove_drawn(package, sheet, sheet.part, lambda other: other == name)
    else:
        drawings.rename_drawn(package, sheet.part, name, desk.word())


@edit()
def change_sparklines(desk: Desk) -> None:
    """Draw sparklines, point one elsewhere, or take some away."""
    sheet, (row, column), number = desk.sheet(), desk.place(), desk.dice.below(4)
    if number == 0:
        sparklines.point_sparkline(sheet, row, column, desk.formula()[1:])
    elif number == 1:
        sparklines.remove_sparklines(sheet, {(row, column): ""})
    else:
        sparklines.add_sparklines(
            sheet, {(row, column): desk.formula()[1:], (row, column + 1): "Sheet1!A1:A3"}, low=desk.maybe(0.5)
        )


@edit(may_change="customXml/item[2-9]|customXml/(_rels/item|itemProps)[2-9]")
def change_custom_xml(desk: Desk) -> None:
    """Keep XML in the workbook."""
    custom_xml.write_custom_xml(
        desk.book,
        "urn:xlscore:x",
        f'<x xmlns="urn:xlscore:x">{desk.dice.pick(("", "<y/>", "<", desk.word()))}</x>',
    )


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
        desk.may_lose.add(rf"{ANYWHERE}|xl/printerSettings")
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
