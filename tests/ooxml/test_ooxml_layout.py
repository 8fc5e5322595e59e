"""Merges, columns, panes, views and print setup of a sheet, whatever else its XML holds."""

from __future__ import annotations

import pytest

from tests.support.raw_workbooks import MAIN, STRICT, sheet_xml, workbook_bytes
from xlscore.ooxml import Workbook
from xlscore.ooxml.around import layout, printing
from xlscore.ooxml.around.sheets import shell_of
from xlscore.ooxml.errors import EditRefusedError, UnsupportedValueError
from xlscore.ooxml.values.addresses import MAX_COLUMN, MAX_ROW, Box, parse_box

PREFIXED = (
    f'<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="{MAIN}" xmlns:u="urn:user">'
    '<x:sheetPr u:kept="1"/><!-- kept --><x:sheetData/><x:pageMargins left="1" right="1" top="1" bottom="1" '
    'header="0.3" footer="0.3"/></x:worksheet>'
)


def workbook_of(before: str = "", after: str = "", main: str = MAIN) -> Workbook:
    """A workbook with one sheet around these elements."""
    return Workbook.open(workbook_bytes(sheet_xml("", before, after, main), main=main))


def xml_of(workbook: Workbook) -> str:
    """The XML of the first sheet."""
    return workbook.sheets[0].shell.decode()


@pytest.mark.parametrize("main", [MAIN, STRICT])
def test_merges_are_added_absorbed_and_undone(main: str) -> None:
    workbook = workbook_of(main=main)
    sheet = workbook.sheets[0]

    for area in ("A1:B1", "A2:B2", "A1:B3", "D1:D1"):
        layout.merge(sheet, parse_box(area))

    assert [box.address() for box in layout.merges(sheet)] == ["A1:B3"]
    with pytest.raises(EditRefusedError, match="crosses the merged cells A1:B3"):
        layout.merge(sheet, parse_box("B3:C4"))
    layout.unmerge(sheet, parse_box("A1"))
    assert "mergeCells" not in xml_of(workbook)


def test_columns_that_share_an_entry_are_split_with_what_they_had() -> None:
    workbook = workbook_of('<cols><col min="2" max="6" width="12" style="1" customWidth="1"/></cols>')
    sheet = workbook.sheets[0]

    layout.set_columns(sheet, 3, 3, {"width": "30", "customWidth": "1"})
    layout.set_columns(sheet, 6, 8, {"hidden": "1"})

    widths = [layout.column_settings(sheet, column).get("width") for column in range(1, 10)]
    assert widths == [None, "12", "30", "12", "12", "12", "9.14062", "9.14062", None]
    assert layout.column_settings(sheet, 3)["style"] == "1"
    assert [layout.column_settings(sheet, column).get("hidden") for column in (5, 6, 8)] == [None, "1", "1"]


def test_the_same_width_again_changes_no_byte() -> None:
    workbook = workbook_of('<cols><col min="1" max="6" width="12" customWidth="1"/></cols>')
    before = xml_of(workbook)

    layout.set_columns(workbook.sheets[0], 2, 4, {"width": "12", "customWidth": "1"})

    assert xml_of(workbook) == before


@pytest.mark.parametrize(
    ("rows", "columns", "pane"),
    [(1, 0, "bottomLeft"), (0, 2, "topRight"), (1, 2, "bottomRight")],
)
def test_panes_freeze_and_the_view_keeps_the_rest(rows: int, columns: int, pane: str) -> None:
    workbook = workbook_of(
        '<sheetViews><sheetView tabSelected="1" zoomScale="80" workbookViewId="0">'
        '<selection activeCell="B2" sqref="B2"/></sheetView></sheetViews>'
    )
    sheet = workbook.sheets[0]

    layout.freeze(sheet, rows, columns)

    assert layout.frozen(sheet) == (rows, columns)
    assert f'activePane="{pane}"' in xml_of(workbook)
    assert 'zoomScale="80"' in xml_of(workbook)
    layout.freeze(sheet, 0, 0)
    assert "<pane" not in xml_of(workbook)


def test_gridlines_are_set_and_taken_back() -> None:
    workbook = workbook_of()
    sheet = workbook.sheets[0]
    before = xml_of(workbook)

    layout.set_show_gridlines(sheet, True)
    assert xml_of(workbook) == before
    layout.set_show_gridlines(sheet, False)

    assert not layout.show_gridlines(sheet)
    layout.set_show_gridlines(sheet, True)
    assert layout.show_gridlines(sheet)


def test_elements_get_the_prefix_of_the_sheet_and_their_place_in_the_sequence() -> None:
    workbook = Workbook.open(workbook_bytes(PREFIXED))
    sheet = workbook.sheets[0]

    layout.merge(sheet, parse_box("A1:B2"))
    layout.set_columns(sheet, 1, 1, {"width": "20", "customWidth": "1"})
    printing.set_page(sheet, landscape=True, paper="A4", pages_wide=1)

    xml = xml_of(workbook)
    assert '<x:mergeCells count="1"><x:mergeCell ref="A1:B2"/></x:mergeCells>' in xml
    order = ["<x:sheetPr", "<x:cols", "<x:sheetData", "<x:mergeCells", "<x:pageMargins", "<x:pageSetup"]
    assert [xml.index(tag) for tag in order] == sorted(xml.index(tag) for tag in order)
    assert 'u:kept="1"' in xml
    assert "<!-- kept -->" in xml


def test_the_page_is_set_and_printer_settings_stay() -> None:
    workbook = workbook_of(after='<pageSetup paperSize="9" scale="50" orientation="portrait" r:id="rId7"/>')
    sheet = workbook.sheets[0]

    printing.set_page(sheet, landscape=True, pages_wide=1, pages_tall=0, centred=True)
    printing.set_margins(sheet, left=0.25)
    printing.set_header_footer(sheet, header="&LCycle 13", footer="&RPage &P")
    printing.set_header_footer(sheet, header="")

    xml = xml_of(workbook)
    assert 'paperSize="9"' in xml
    assert 'r:id="rId7"' in xml
    assert 'orientation="landscape"' in xml
    assert '<pageSetUpPr fitToPage="1"/>' in xml
    assert 'fitToHeight="0"' in xml
    assert "oddHeader" not in xml
    assert "<oddFooter>&amp;RPage &amp;P</oddFooter>" in xml


def test_titles_and_area_are_names_of_the_sheet() -> None:
    workbook = workbook_of()
    shell = shell_of(workbook)

    printing.set_print_titles(shell, 0, "Sheet1", rows=(1, 3), columns=(1, 2))
    printing.set_print_area(shell, 0, "Sheet1", [parse_box("A1:C9"), parse_box("E1:F9")])

    xml = workbook.xml.decode()
    assert "Sheet1!$A:$B,Sheet1!$1:$3" in xml
    assert [box.address() for box in printing.print_area(shell, 0)] == ["A1:C9", "E1:F9"]
    printing.set_print_titles(shell, 0, "Sheet1")
    printing.set_print_area(shell, 0, "Sheet1", [])
    assert "definedName" not in workbook.xml.decode()


@pytest.mark.parametrize(
    ("box", "named"),
    [
        (Box(MAX_ROW, 1, MAX_ROW + 1, 1), "Row 1048577, column 1 lies outside"),
        (Box(1, MAX_COLUMN, 1, MAX_COLUMN + 1), "Row 1, column 16385 lies outside"),
        (Box(0, 1, 2, 2), "Row 0, column 1 lies outside"),
    ],
)
def test_cells_outside_the_sheet_are_not_merged(box: Box, named: str) -> None:
    workbook = Workbook.open(workbook_bytes(sheet_xml("")))

    with pytest.raises(UnsupportedValueError, match=named):
        layout.merge(workbook.sheets[0], box)

    assert not workbook.package.is_touched
