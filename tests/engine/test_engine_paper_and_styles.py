"""Pages set up for printing and named styles: in live Excel, setting by setting, and in a file; what a file alone is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from tests.excel.engine_lane_client import in_excel
from tests.support.raw_workbooks import sheet_xml, workbook_bytes
from xlscore.engine import (
    NotOnAFileError,
    apply_style,
    cells_are_locked,
    draw,
    drawing_is_locked,
    lacks_result,
    looks_are_locked,
    open_book,
    release_array,
    save_book,
    save_copy,
    set_page,
    structure_is_locked,
    style_name,
)
from xlscore.engine.extras import _native_footer
from xlscore.errors import XlscoreError


@pytest.mark.xdist_group("recording-excel")
def test_excel_is_told_each_setting_of_a_page_and_of_a_new_style_once_and_no_other() -> None:
    (changed, locked, lacks), calls = in_excel("lay_out")

    assert (changed, locked, lacks) == ([True] * 5, True, False)
    told = [call for call in calls if call[0].startswith("Grid!PageSetup") or call[0] == "Style"]
    assert [[name.removeprefix("Grid!PageSetup."), *values] for name, *values in told] == [
        ["Orientation", 1],
        ["PaperSize", 8],
        ["Zoom", False],
        ["FitToPagesWide", 1],
        ["FitToPagesTall", False],
        ["Orientation", 2],
        ["PrintTitleRows", "$1:$2"],
        ["PrintTitleColumns", "$A:$B"],
        ["CenterHorizontally", True],
        ["LeftMargin", 36],
        ["LeftHeader", "Grades"],
        ["CenterHeader", ""],
        ["RightHeader", "Page &P"],
        ["Style", "Grid!A1", "Computed"],
        ["Style", "Grid!A2", "Computed"],
    ]
    dressed = {call[0].removeprefix("Workbook.Styles.Add."): call[1] for call in calls if ".Add." in call[0]}
    # A new style rules what it was given and nothing else; the colours count blue from the top.
    assert dressed == {
        "IncludeNumber": True, "IncludeFont": True, "IncludePatterns": True,
        "IncludeAlignment": False, "IncludeBorder": False, "IncludeProtection": False,
        "NumberFormat": "0.0", "Interior.Color": 0xCCF2FF, "Font.Color": 0x404040, "Font.Italic": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("page", "written"),
    [
        ({"landscape": True}, b'orientation="landscape"'),
        ({"paper": "A3"}, b'paperSize="8"'),
        ({"pages_wide": 1, "pages_tall": 0}, b'fitToHeight="0"'),
        ({"header": "&CGrades"}, b"<oddHeader>&amp;CGrades</oddHeader>"),
        ({"footer": "&P"}, b"<oddFooter>&amp;P</oddFooter>"),
        ({"margins": {"left": 0.5}}, b'left="0.5"'),
        ({"centred": True}, b'horizontalCentered="1"'),
    ],
)
def test_a_setting_of_a_page_is_written_into_the_file_without_the_others(
    sheet: xw.Sheet, page: dict[str, Any], written: bytes
) -> None:
    assert set_page(sheet, **page)

    shell = sheet.impl.file.shell
    assert written in shell
    assert sum(mark in shell for mark in (b"orientation", b"paperSize", b"oddHeader", b"oddFooter")) <= 1


@pytest.mark.parametrize(
    ("before", "after"), [("&LOurs&C&P", "&RNew"), ("&LTheirs", "&LTheirs"), (None, None)]
)
def test_a_footer_is_set_only_in_place_of_given_ones_where_these_are_given(
    sheet: xw.Sheet, before: str | None, after: str | None
) -> None:
    set_page(sheet, footer=before)

    assert set_page(sheet, footer="&RNew", footer_over=["&LOurs&C&P"])

    shell = sheet.impl.file.shell
    assert (
        (f"<oddFooter>{after.replace('&', '&amp;')}</oddFooter>".encode() in shell)
        if after
        else (b"oddFooter" not in shell)
    )


@pytest.mark.parametrize(("left", "ours"), [("Ours", True), ("Theirs", False), (None, False)])
def test_a_footer_of_live_excel_is_known_by_its_three_parts(left: str | None, ours: bool) -> None:
    page = SimpleNamespace(LeftFooter=left, CenterFooter="&P", RightFooter="")

    assert _native_footer(page, ["&LOurs&C&P"]) == ours


def test_titles_repeat_by_row_or_by_column(sheet: xw.Sheet, reopened: Callable[[], xw.Book]) -> None:
    set_page(sheet, title_columns=(1, 2))

    again = reopened()
    assert [(name.name, name.refers_to) for name in again.names] == [("Sheet1!Print_Titles", "=Sheet1!$A:$B")]


def test_a_style_is_named_by_the_cell_that_wears_it(sheet: xw.Sheet) -> None:
    assert apply_style(sheet["A1"], "Computed", bold=True)

    assert (style_name(sheet["A1"]), style_name(sheet["A2"])) == ("Computed", "Normal")
    assert sheet["A1"].font.bold is True


def test_only_a_formula_that_was_never_worked_out_lacks_its_result(sheet: xw.Sheet) -> None:
    sheet["D1"].formula = "=B2"
    sheet.impl.file.set_formula(1, 5, "=B2", cached=1.5)

    assert [lacks_result(sheet[cell]) for cell in ("A1", "C1", "D1", "E1")] == [False, False, True, False]


def test_letting_go_of_a_cell_that_no_array_starts_in_changes_nothing(sheet: xw.Sheet) -> None:
    sheet["D1:D3"].formula_array = "=A1:A3"

    for cell in ("A1", "D2"):
        assert not release_array(sheet[cell])

    assert sheet["D1"].has_array
    assert sheet["A1"].value == "Force"


def test_a_copy_of_a_book_is_saved_elsewhere_and_the_book_goes_on_under_its_own_name(
    sheet: xw.Sheet, tmp_path: Path
) -> None:
    own, copy = tmp_path / "own.xlsx", tmp_path / "copy.xlsx"
    save_book(sheet.book, own)
    sheet["A1"].value = "Changed"

    assert save_copy(sheet.book, copy)

    assert sheet.book.name == "own.xlsx"
    for path, held in ((own, "Force"), (copy, "Changed")):
        with open_book(path) as book:
            assert book.sheets[0]["A1"].value == held


def test_a_sheet_whose_objects_are_protected_says_so_and_another_does_not(tmp_path: Path) -> None:
    for switch, locked in (('objects="1"', True), ('objects="0"', False)):
        path = tmp_path / f"{locked}.xlsx"
        path.write_bytes(workbook_bytes(sheet_xml("", after=f'<sheetProtection sheet="1" {switch}/>')))
        with open_book(path) as book:
            assert drawing_is_locked(book.sheets[0]) is locked


@pytest.mark.parametrize(
    ("protection", "cells", "looks"),
    [
        ("", False, False),
        ('<sheetProtection sheet="0"/>', False, False),
        ('<sheetProtection sheet="1"/>', True, True),
        ('<sheetProtection sheet="1" formatCells="0" formatRows="0"/>', True, False),
        (
            '<sheetProtection sheet="1"/><protectedRanges><protectedRange sqref="A1" name="in"/></protectedRanges>',
            False,
            True,
        ),
    ],
)
def test_a_file_says_which_cells_and_looks_a_protection_keeps(
    protection: str, cells: bool, looks: bool, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook_bytes(sheet_xml("", after=protection)))

    with open_book(path) as book:
        sheet = book.sheets[0]
        assert (cells_are_locked(sheet, [(1, 1)]), looks_are_locked(sheet)) == (cells, looks)
        assert not structure_is_locked(book)


def test_a_finished_drawing_is_put_on_a_file_only(remote_book: xw.Book, tmp_path: Path) -> None:
    with pytest.raises(NotOnAFileError, match="save and close the book first"):
        draw(remote_book.sheets[0], [], replaces=lambda _: False)

    assert not save_copy(remote_book, tmp_path / "copy.xlsx")
    assert not (tmp_path / "copy.xlsx").exists()


def test_a_style_is_made_of_what_both_lanes_can_rule_and_of_nothing_else(sheet: xw.Sheet) -> None:
    with pytest.raises(XlscoreError, match="not underline"):
        apply_style(sheet["A1"], "Underlined", underline=True)
