"""What no workbook can hold, and what reaches beyond a sheet: refused in a sentence, with nothing half done."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
import xlwings as xw

from xlscore.engine import apply_style, set_formula, set_page
from xlscore.errors import XlscoreError
from xlscore.ooxml import Workbook
from xlscore.ooxml.errors import MergedCellError, TableHeaderError, UnsupportedValueError

Edit = Callable[[xw.Sheet, str], object]
Reopen = Callable[[], xw.Book]


def saved(book: xw.Book) -> bytes:
    workbook: Workbook = book.impl.workbook
    return workbook.to_bytes()


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ud800", "\uffff"])
@pytest.mark.parametrize(
    "edit",
    [
        lambda sheet, bad: setattr(sheet["D1"], "formula", f'="{bad}"'),
        lambda sheet, bad: sheet.book.names.add("spoken", f'="{bad}"'),
        lambda sheet, bad: sheet.book.names.add(bad, "=Sheet1!$A$1"),
        lambda sheet, bad: sheet["D1"].add_hyperlink(f"https://example.org/{bad}", "link"),
        lambda sheet, bad: sheet["D1"].add_hyperlink("https://example.org", "link", bad),
        lambda sheet, bad: setattr(sheet["D1"], "number_format", f'0"{bad}"'),
        lambda sheet, bad: setattr(sheet["D1"].font, "name", bad),
        lambda sheet, bad: apply_style(sheet["D1"], bad, italic=True),
        lambda sheet, bad: sheet["D1"].data_validation.set_list(["a", bad]),
        lambda sheet, bad: sheet["D1"].conditional_formats.add_custom(f'=A1="{bad}"', fill_color="#C00000"),
        lambda sheet, bad: sheet.tables.add(sheet["A1:B3"], name=bad),
        lambda sheet, bad: sheet.tables.add(sheet["A1:B3"], table_style_name=bad),
        lambda sheet, bad: set_page(sheet, header=bad),
        lambda sheet, bad: setattr(sheet, "name", bad),
        lambda sheet, bad: sheet.book.sheets.add(bad),
    ],
)
def test_a_character_that_xml_cannot_hold_is_refused_and_nothing_is_changed(
    sheet: xw.Sheet, edit: Edit, character: str
) -> None:
    before = saved(sheet.book)

    with pytest.raises(XlscoreError):
        edit(sheet, f"x{character}y")

    assert saved(sheet.book) == before


def test_control_characters_in_cells_and_notes_are_spelt_as_excel_spells_them(
    sheet: xw.Sheet, reopened: Reopen
) -> None:
    sheet["D1"].value = "a\x0bb\r\nc"
    sheet["D1"].add_note("a\x0bb")

    again = reopened().sheets[0]["D1"]

    assert again.value == "a\x0bb\r\nc"
    assert again.note.text == "a\x0bb"


def test_line_ends_in_a_formula_are_line_feeds(sheet: xw.Sheet, reopened: Reopen) -> None:
    sheet["D1"].formula = '="a"\r\n&"b"\r&"c"'

    assert reopened().sheets[0]["D1"].formula == '="a"\n&"b"\n&"c"'


@pytest.mark.parametrize("name", ["History", "a\tb", "a\nb", "🙂" * 16, "x" * 32, "'a", "a/b", ""])
def test_a_sheet_name_that_excel_refuses_is_refused_before_anything_changes(
    sheet: xw.Sheet, name: str
) -> None:
    before = saved(sheet.book)

    with pytest.raises((XlscoreError, ValueError), match="name"):
        sheet.name = name

    assert saved(sheet.book) == before


@pytest.mark.parametrize(
    "name", ["Chief's", "A1", "R1C1", "TRUE", "1st", "a!b", "x,y", "Größe 🙂", " ", "🙂" * 15]
)
def test_formulas_and_names_reach_a_sheet_of_any_name(book: xw.Book, reopened: Reopen, name: str) -> None:
    made = book.sheets.add(name)
    made["A1"].value = [[1], [2]]
    spelled = made["A1:A2"].get_address(include_sheetname=True)
    set_formula(book.sheets["Sheet1"]["D1"], f"=SUM({spelled})", 3)
    book.names.add("pair", f"={spelled}")
    made.name = "Plain"

    again = reopened()

    assert again.names["pair"].refers_to_range.value == [1.0, 2.0]
    assert again.sheets["Sheet1"]["D1"].formula == "=SUM(Plain!$A$1:$A$2)"


@pytest.mark.parametrize(
    "reach",
    [
        lambda sheet: sheet.range((1_048_577, 1)),
        lambda sheet: sheet.range((1, 16_385)),
        lambda sheet: sheet["A1"].offset(-1, 0),
        lambda sheet: sheet["A1"].resize(1_048_577, 1),
        lambda sheet: sheet["XFD1"].offset(0, 1).value,
    ],
)
def test_cells_beyond_the_sheet_are_refused(sheet: xw.Sheet, reach: Callable[[xw.Sheet], object]) -> None:
    with pytest.raises(XlscoreError, match="outside a worksheet"):
        reach(sheet)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ([[1, 2], [3, object()]], UnsupportedValueError),
        ([[1, 2], [3, float("inf")]], UnsupportedValueError),
        ([[1, 2], [3, "under the merge"]], MergedCellError),
        ([[1, 2], [3, None], [5, 6], ["Rate", 7]], TableHeaderError),
    ],
)
def test_a_block_is_written_whole_or_not_at_all(
    sheet: xw.Sheet, values: list[list[object]], error: type[Exception]
) -> None:
    sheet["D2:E2"].merge()
    sheet["D4"].value = [["Force", "Rate"], ["Essex", 1]]
    sheet.tables.add(sheet["D4:E5"], name="Forces")
    before = saved(sheet.book)

    with pytest.raises(error):
        sheet["D1"].value = values

    assert saved(sheet.book) == before


def test_a_block_over_the_edge_of_the_sheet_is_not_begun(sheet: xw.Sheet) -> None:
    with pytest.raises(XlscoreError, match="XFD1048576"):
        sheet["XFC1"].value = [1, 2, 3]

    assert sheet["XFC1"].value is None


def test_a_frame_of_every_kind_of_missing_value_reads_back(sheet: xw.Sheet, reopened: Reopen) -> None:
    frame = pd.DataFrame(
        {
            "Date": pd.to_datetime(["2024-03-31", None]),
            "Kind": pd.Categorical(["a", None]),
            "Rate": [1.5, float("nan")],
            "Count": pd.array([1, None], dtype="Int64"),
            "Met": pd.array([True, None], dtype="boolean"),
            "Text": pd.array(["x", None], dtype="string"),
            "Took": pd.to_timedelta(["36h", None]),
        }
    )

    sheet["D1"].options(index=False).value = frame

    rows = reopened().sheets[0]["D2:J3"].value
    assert rows[0] == [frame["Date"][0].to_pydatetime(), "a", 1.5, 1.0, True, "x", 1.5]
    assert rows[1] == [None] * 7


def test_a_time_of_day_may_be_read_and_written_back(sheet: xw.Sheet) -> None:
    sheet["D1"].value = [pd.Timestamp("2024-03-31 06:00").time(), 1]

    sheet["D2"].value = sheet["D1:E1"].value

    assert sheet["D2"].value == sheet["D1"].value
    assert sheet["D2"].number_format == "h:mm:ss"
    assert sheet.book.impl.workbook.sheets[0].stored_value(2, 4) == 0.25


@pytest.mark.parametrize(
    "edit",
    [
        lambda sheet: setattr(sheet["D1"], "column_width", 256),
        lambda sheet: setattr(sheet["D1"], "column_width", -1),
        lambda sheet: setattr(sheet["D1"], "row_height", 410),
        lambda sheet: setattr(sheet["D1"], "row_height", float("nan")),
        lambda sheet: setattr(sheet["D1"].font, "size", 0),
        lambda sheet: setattr(sheet["D1"].font, "size", 500),
        lambda sheet: setattr(sheet["D1"], "number_format", "0" * 256),
        lambda sheet: setattr(sheet["D1"], "number_format", None),
        lambda sheet: apply_style(sheet["D1"], "x" * 256, italic=True),
        lambda sheet: set_page(sheet, header="x" * 256),
        lambda sheet: set_page(sheet, paper="B9"),
        lambda sheet: sheet["D1"].add_note("x" * 32_768),
        lambda sheet: sheet["D1"].add_hyperlink("https://example.org/" + "x" * 2_100, "link"),
        lambda sheet: sheet.book.names.add("open", "=SUM(Sheet1!$A$1"),
    ],
)
def test_what_excel_would_repair_is_refused_and_nothing_is_changed(
    sheet: xw.Sheet, edit: Callable[[xw.Sheet], object]
) -> None:
    before = saved(sheet.book)

    with pytest.raises(XlscoreError):
        edit(sheet)

    assert saved(sheet.book) == before


def test_the_tip_of_a_long_link_is_cut_to_what_excel_takes(sheet: xw.Sheet, reopened: Reopen) -> None:
    address = "https://example.org/" + "x" * 400

    sheet["D1"].add_hyperlink(address, "link")

    assert reopened().sheets[0]["D1"].hyperlink == address
