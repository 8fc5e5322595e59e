"""Edits of what stands beside a workbook's cells through `xlscore.ooxml`, as the bytes of a fuzzer decide."""

from __future__ import annotations

from tests.support.fuzzed_desk import DRAWN, NOTES, Desk, edits
from xlscore.ooxml.around import (
    conditional,
    custom_xml,
    drawings,
    filters,
    hyperlinks,
    names,
    notes,
    outline,
    sheets,
    sparklines,
    validation,
)  # fmt: skip
from xlscore.ooxml.charts.found import add_charts, charts
from xlscore.ooxml.charts.new_charts import KINDS, ChartSeries, NewChart
from xlscore.ooxml.charts.updates import update_chart

__all__ = ["AROUND_EDITS"]

AROUND_EDITS, edit = edits()


@edit()
def change_names(desk: Desk) -> None:
    """Define a name, or take one away."""
    shell, word = sheets.shell_of(desk.book), desk.word()
    scope = desk.maybe(desk.dice.below(len(desk.book.sheets)))
    if desk.dice.byte() > 200:
        names.delete_name(shell, word, scope)
    else:
        names.set_name(shell, word, desk.formula().removeprefix("="), scope, hidden=desk.dice.flag())


@edit(may_change=NOTES)
def change_notes(desk: Desk) -> None:
    """Write a note, or take one away."""
    sheet, (row, column) = desk.sheet(), desk.place()
    if desk.dice.byte() > 200:
        desk.may_lose.add(rf"{NOTES}|xl/worksheets/_rels/")
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
            kind=desk.dice.pick(("", "", *KINDS)),
            labels_at=desk.dice.pick(("", "", "Sheet1!$A$2:$A$4", "Sheet1!$B$1")),
            in_legend=desk.dice.flag(),
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
            kind=desk.dice.pick(tuple(KINDS)),
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
        desk.may_lose.add("xl/media|xl/(drawings|charts)/(_rels/)?(drawing|chart)")
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
