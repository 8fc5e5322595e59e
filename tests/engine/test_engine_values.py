"""Values on their way into a cell and out of it, as Excel reads and shows them."""

from __future__ import annotations

import decimal
from typing import Any

import pytest
import xlwings as xw

from xlscore.engine import set_formula, values
from xlscore.engine.places import find_box
from xlscore.errors import XlscoreError
from xlscore.ooxml.values.addresses import Box


@pytest.mark.parametrize(
    ("written", "read"), [(decimal.Decimal("1.25"), 1.25), (decimal.Decimal("NaN"), None)]
)
def test_an_exact_number_reads_back_as_a_number_and_its_nan_as_blank(
    sheet: xw.Sheet, written: decimal.Decimal, read: float | None
) -> None:
    sheet["D1"].value = written

    assert sheet["D1"].value == read


@pytest.mark.parametrize(
    ("typed", "held", "shown"),
    [
        ("TRUE", True, "TRUE"),
        ("false", False, "FALSE"),
        ("007", 7.0, "7"),
        ("1.5e3", 1500.0, "1500"),
        ("0.25", 0.25, "0.25"),
        ("1e300", 1e300, "1e+300"),
        ("Essex", "Essex", "Essex"),
        (12, 12.0, "12"),
        (None, None, ""),
    ],
)
def test_a_constant_that_is_typed_as_a_formula_is_read_and_shown_as_excel_does(
    sheet: xw.Sheet, typed: Any, held: object, shown: str
) -> None:
    sheet["D1"].formula = [[typed]]

    assert sheet["D1"].value == held
    assert sheet["D1"].formula == shown


def test_a_list_of_formulas_goes_along_the_row(sheet: xw.Sheet) -> None:
    sheet["D1:F1"].formula = ["=B2", 4, "x"]

    assert sheet["D1:F1"].formula == (("=B2", "4", "x"),)


def test_a_list_of_results_goes_down_a_column_and_along_a_row_and_one_result_fills_all(
    sheet: xw.Sheet,
) -> None:
    set_formula(sheet["D1:D2"], "=B2", [1, 2])
    set_formula(sheet["E1:F1"], "=B2", [3, 4])
    set_formula(sheet["G1:G2"], "=B2", 5)
    set_formula(sheet["H1"], "=B2")

    assert sheet["D1:H2"].value == [[1, 3, 4, 5, None], [2, None, None, 5, None]]


def test_a_row_of_values_is_one_row_of_a_grid() -> None:
    assert values.as_grid(("a", "b"), 3, 2) == [["a", "b"]]
    assert values.as_grid([], 1, 1) == [[]]


def test_a_whole_sheet_is_not_filled_with_one_value(sheet: xw.Sheet) -> None:
    with pytest.raises(XlscoreError, match="too large to fill"):
        sheet.cells.value = 1


def test_cells_are_counted_along_the_rows_of_their_range(sheet: xw.Sheet) -> None:
    cells = sheet["A1:B3"]

    assert [cells(position).address for position in (1, 2, 3, 6)] == ["$A$1", "$B$1", "$A$2", "$B$3"]
    assert cells(2, 2).address == "$B$2"


@pytest.mark.parametrize(
    ("where", "address"), [("2:3", "$2:$3"), ("B:C", "$B:$C"), ("B2:C3", "$B$2:$C$3"), ("C3", "$C$3")]
)
def test_whole_rows_and_columns_have_addresses_without_the_other_half(
    sheet: xw.Sheet, where: str, address: str
) -> None:
    assert sheet[where].address == address


def test_clearing_contents_leaves_what_is_hidden_under_a_merge(sheet: xw.Sheet) -> None:
    sheet["D1"].value = 1
    sheet["D1:E1"].merge()
    sheet["F1"].value = 2

    sheet["D1:F1"].clear_contents()

    assert sheet["D1:F1"].value == [None, None, None]
    assert sheet["E1"].merge_area.address == "$D$1:$E$1"


def test_clearing_takes_the_notes_of_its_own_cells_alone(sheet: xw.Sheet) -> None:
    sheet["A1"].add_note("Forces")
    sheet["B2"].add_note("Provisional")

    sheet["B1:B3"].clear()

    assert sheet["A1"].note.text == "Forces"
    assert sheet["B2"].note is None


def test_a_link_without_a_text_of_its_own_leaves_what_the_cell_shows(sheet: xw.Sheet) -> None:
    sheet["A1"].impl.add_hyperlink("https://example.org/")

    assert (sheet["A1"].value, sheet["A1"].hyperlink) == ("Force", "https://example.org/")


def test_a_cell_without_a_link_is_said_to_have_none(sheet: xw.Sheet) -> None:
    with pytest.raises(XlscoreError, match="hyperlink"):
        _ = sheet["A1"].hyperlink


def test_a_place_is_found_by_corner_by_box_and_by_table_and_a_zero_is_refused(sheet: xw.Sheet) -> None:
    sheet.tables.add(sheet["A1:B3"], name="Forces")
    sheet.tables.add(sheet["D1:E3"], name="Areas")

    assert find_box(sheet.impl, (2, 3)) == Box(2, 3, 2, 3)
    assert find_box(sheet.impl, sheet["B2:C3"].impl) == Box(2, 2, 3, 3)
    assert sheet["Areas"].address == "$D$2:$E$3"
    with pytest.raises(IndexError, match="1-based"):
        find_box(sheet.impl, (0, 1))


def test_of_two_names_the_sheet_s_own_is_meant_and_one_of_another_sheet_never(book: xw.Book) -> None:
    first, second = book.sheets[0], book.sheets.add("Second", after=book.sheets[0])
    book.names.add("Rates", "=Sheet1!$B$2")
    second.names.add("Rates", "=Second!$C$3")
    book.names.add("Elsewhere", "=Second!$D$4")

    assert first["Rates"].address == "$B$2"
    assert second["Rates"].address == "$C$3"
    with pytest.raises(xw.NoSuchObjectError, match="'Elsewhere' doesn't exist"):
        _ = first["Elsewhere"]
