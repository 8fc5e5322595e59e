"""Values, formulas and finding one's way over a range of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest
import xlwings as xw

from xlscore.engine import as_text, set_formula
from xlscore.errors import XlscoreError
from xlscore.ooxml import ErrorValue
from xlscore.ooxml.errors import ArrayCellError, MergedCellError

Reopen = Callable[[], xw.Book]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (3, 3.0),
        (1.0888180804446217, 1.0888180804446217),
        ("Essex", "Essex"),
        (True, True),
        (None, None),
        ("", None),
        (float("nan"), None),
        (pd.NA, None),
        (pd.NaT, None),
        (dt.date(2024, 3, 31), dt.datetime(2024, 3, 31)),
        (dt.datetime(2024, 3, 31, 12, 30), dt.datetime(2024, 3, 31, 12, 30)),
        (pd.Timestamp("2024-03-31"), dt.datetime(2024, 3, 31)),
        ("=1+1", "=1+1"),
        (as_text("=1+1"), "=1+1"),
        (as_text("0123"), "0123"),
        ("#N/A", None),
    ],
)
def test_a_value_reads_back_as_excel_gives_it(
    sheet: xw.Sheet, reopened: Reopen, written: object, read: object
) -> None:
    sheet["D1"].value = written

    assert sheet["D1"].value == read
    assert reopened().sheets[0]["D1"].value == read


def test_an_error_is_written_as_an_error_and_read_as_text_when_asked(sheet: xw.Sheet) -> None:
    sheet["D1"].value = "#N/A"

    assert sheet["D1"].options(err_to_str=True).value == "#N/A"
    assert isinstance(sheet["D1"].impl.raw_value, ErrorValue)


def test_text_that_starts_like_a_formula_is_not_a_formula(sheet: xw.Sheet) -> None:
    sheet["D1"].value = '=HYPERLINK("http://example.org")'

    assert sheet.book.impl.workbook.sheets[0].formula(1, 4) is None


def test_rows_columns_and_single_cells_have_excels_shapes(sheet: xw.Sheet) -> None:
    assert sheet["A1"].value == "Force"
    assert sheet["A1:B1"].value == ["Force", "Rate"]
    assert sheet["A2:A3"].value == ["Essex", "Kent"]
    assert sheet["A2"].options(ndim=2).value == [["Essex"]]
    assert sheet["A1:B3"].value == [["Force", "Rate"], ["Essex", 1.5], ["Kent", 2.0]]


def test_a_frame_goes_out_and_comes_back(sheet: xw.Sheet) -> None:
    frame = pd.DataFrame({"Area": ["North", "South"], "Count": [3.0, None]})

    sheet["E1"].options(index=False).value = frame

    back = sheet["E1"].options(pd.DataFrame, expand="table", index=False).value
    assert list(back.columns) == ["Area", "Count"]
    assert back["Count"].tolist()[0] == 3.0


def test_one_value_fills_the_whole_range(sheet: xw.Sheet) -> None:
    sheet["D1:E2"].value = 7

    assert sheet["D1:E2"].value == [[7.0, 7.0], [7.0, 7.0]]


def test_one_formula_fills_the_range_with_its_references_moving(sheet: xw.Sheet) -> None:
    sheet["C2:C3"].formula = "=B2*$B$2"

    assert sheet["C2:C3"].formula == (("=B2*$B$2",), ("=B3*$B$2",))


def test_formulas_and_constants_copy_as_text(sheet: xw.Sheet) -> None:
    sheet["C2"].formula = "=B2*2"

    sheet["D1:F3"].formula = sheet["A1:C3"].formula

    assert sheet["E2"].value == 1.5
    assert sheet["F2"].formula == "=B2*2"
    assert sheet["D1"].value == "Force"


def test_a_formula_carries_the_result_it_is_given(sheet: xw.Sheet, reopened: Reopen) -> None:
    set_formula(sheet["C2:C3"], "=B2*2", [3.0, 4.0])

    again = reopened().sheets[0]
    assert again["C2:C3"].value == [3.0, 4.0]
    assert again["C3"].formula == "=B3*2"


def test_results_may_be_given_as_rows_and_as_one_value(sheet: xw.Sheet) -> None:
    set_formula(sheet["C2:D3"], [["=B2", "=B2+1"], ["=B3", "=B3+1"]], [[1.5, 2.5], [2, "high"]])
    set_formula(sheet["E1"], "=NA()", "#N/A")

    assert sheet["C2:D3"].value == [[1.5, 2.5], [2.0, "high"]]
    assert sheet["E1"].options(err_to_str=True).value == "#N/A"


def test_overwriting_a_formula_by_a_value_leaves_no_formula(sheet: xw.Sheet) -> None:
    sheet["C2"].formula = "=B2"
    sheet["C2"].value = 9

    assert sheet["C2"].formula == "9"


def test_expand_end_and_region_stop_where_the_keyboard_would(sheet: xw.Sheet) -> None:
    sheet["A6"].value = "apart"

    assert sheet["A1"].expand().address == "$A$1:$B$3"
    assert sheet["A1"].expand("down").address == "$A$1:$A$3"
    assert sheet["A1"].expand("right").address == "$A$1:$B$1"
    assert sheet["A1"].end("down").address == "$A$3"
    assert sheet["A3"].end("down").address == "$A$6"
    assert sheet["A6"].end("down").address == "$A$1048576"
    assert sheet["B1"].end("right").address == "$XFD$1"
    assert sheet["B3"].end("up").address == "$B$1"
    assert sheet["B2"].current_region.address == "$A$1:$B$3"
    assert sheet.used_range.address == "$A$1:$B$6"


def test_the_formulas_of_a_box_are_those_of_its_cells(sheet: xw.Sheet) -> None:
    sheet["A8"].value = [[1, 0.1, True, "#N/A", as_text("=1+1"), dt.date(2024, 3, 31), None, "Essex"]]
    sheet["B9"].formula = "=SUM(A8:B8)"
    sheet["A10:A11"].formula = "=A8*2"

    read = sheet["A7:I13"].formula

    assert read == tuple(
        tuple(sheet.range((row, column)).formula for column in range(1, 10)) for row in range(7, 14)
    )
    assert read[1] == ("1", "0.1", "TRUE", "#N/A", "=1+1", "45382", "", "Essex", "")
    assert read[2][1] == "=SUM(A8:B8)"
    assert (read[3][0], read[4][0]) == ("=A8*2", "=A9*2")
    assert sheet["A1000:B1001"].formula == (("", ""), ("", ""))


def test_offset_resize_and_slices_are_cells_of_the_same_sheet(sheet: xw.Sheet) -> None:
    assert sheet["A1"].offset(1, 1).value == 1.5
    assert sheet["A1"].resize(2, 2).address == "$A$1:$B$2"
    assert sheet["A1:B3"][1:, 0].value == ["Essex", "Kent"]
    assert sheet["A1:B3"].last_cell.address == "$B$3"
    assert sheet.range((1, 1), (3, 2)).address == "$A$1:$B$3"
    assert sheet["B2"].get_address(False, False, include_sheetname=True) == "Sheet1!B2"


def test_clear_contents_keeps_the_look_and_clear_does_not(sheet: xw.Sheet) -> None:
    sheet["B2:B3"].number_format = "0.0"
    sheet["B2"].clear_contents()
    sheet["B3"].clear()

    assert (sheet["B2"].value, sheet["B2"].number_format) == (None, "0.0")
    assert (sheet["B3"].value, sheet["B3"].number_format) == (None, "General")


def test_a_merge_keeps_the_first_value_and_blanks_may_pass_over_it(sheet: xw.Sheet) -> None:
    sheet["D1:E2"].value = [[1, 2], [3, 4]]
    sheet["D1:E2"].merge()

    sheet["D1:E2"].value = [[5, None], [None, None]]

    assert sheet["D1:E2"].value == [[5.0, None], [None, None]]
    assert sheet["E2"].merge_area.address == "$D$1:$E$2"
    assert sheet["E2"].merge_cells
    with pytest.raises(MergedCellError, match="hidden under the merged cells"):
        sheet["E2"].value = 6
    sheet["E2"].unmerge()
    assert not sheet["D1"].merge_cells


def test_a_block_leaves_blanks_under_merges_alone_and_fills_their_first_cells(sheet: xw.Sheet) -> None:
    sheet["D2:D4"].merge()
    sheet["E1:F1"].merge()

    sheet["D1"].value = [[1, 2, ""], [3, 4, 5], [None, 6, 7], [None, 8, 9], [10, 11, 12]]
    sheet["D2:F4"].value = 0

    rows = [[1, 2, None], [0, 0, 0], [None, 0, 0], [None, 0, 0], [10, 11, 12]]
    assert sheet["D1:F5"].value == rows
    with pytest.raises(MergedCellError, match="hidden under the merged cells"):
        sheet["D1"].value = [[7, 7, 7]] * 3
    assert sheet["D1:F5"].value == rows


def test_merging_across_makes_one_merge_a_row(sheet: xw.Sheet) -> None:
    sheet["D1:E2"].merge(across=True)

    assert [sheet[f"D{row}"].merge_area.address for row in (1, 2)] == ["$D$1:$E$1", "$D$2:$E$2"]


def test_a_whole_sheet_is_not_read_at_once(sheet: xw.Sheet) -> None:
    with pytest.raises(XlscoreError, match="too large to read at once"):
        _ = sheet.cells.value


def test_a_link_shows_its_text_and_gives_its_address(sheet: xw.Sheet, reopened: Reopen) -> None:
    sheet["D1"].add_hyperlink("https://example.org/a?b=1&c=2", "See the paper")
    sheet["D2"].add_hyperlink("#Sheet1!A1", "Back")

    again = reopened().sheets[0]
    assert again["D1"].value == "See the paper"
    assert again["D1"].hyperlink == "https://example.org/a?b=1&c=2"
    assert again["D2"].hyperlink == "Sheet1!A1"


def test_an_array_formula_fills_its_range_and_guards_its_cells(sheet: xw.Sheet, reopened: Reopen) -> None:
    sheet["D1:D3"].formula_array = "=A1:A3"

    again = reopened().sheets[0]
    assert again["D2"].formula_array == "=A1:A3"
    assert again["D2"].has_array
    assert not again["E1"].has_array
    with pytest.raises(ArrayCellError, match="D1:D3"):
        again["D2"].value = 5
    again["D1:D3"].formula_array = "=A1:A3"
