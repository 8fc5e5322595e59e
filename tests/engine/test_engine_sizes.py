"""Widths and heights: what is fitted to which text, what is hidden, and what whole sheets take."""

from __future__ import annotations

import datetime as dt

import pytest
import xlwings as xw

from xlscore.engine.looks.sizes import characters_of, file_width


def test_a_column_narrower_than_one_character_keeps_its_width() -> None:
    assert characters_of(file_width(0.5)) == 0.5


def test_hidden_rows_and_columns_take_no_room(sheet: xw.Sheet) -> None:
    height = sheet["A2"].height

    sheet["A1"].rows.hidden = True
    sheet["A1"].columns.hidden = True

    assert (sheet["A1"].width, sheet["A1"].height) == (0, 0)
    assert (sheet["B3"].left, sheet["B3"].top) == (0, height)


def test_a_height_for_all_rows_holds_for_rows_filled_later(sheet: xw.Sheet) -> None:
    sheet.cells.row_height = 21

    assert sheet["A1"].row_height == 21
    assert sheet["A4000"].row_height == 21


def test_fitting_columns_leaves_the_heights_and_fitting_rows_the_widths(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "A considerably longer heading"
    sheet["A1"].wrap_text = True
    width, height = sheet["A1"].column_width, sheet["A1"].row_height

    sheet["A1"].columns.autofit()
    assert (sheet["A1"].column_width, sheet["A1"].row_height) == (width, height)

    sheet["A1"].rows.autofit()
    assert sheet["A1"].column_width == width
    assert sheet["A1"].row_height > height


@pytest.mark.parametrize(
    ("value", "code", "narrowest", "widest"),
    [
        ("Harassment", "General", 9, 13),
        (1234567, "General", 6, 13),
        (1234567, "#,##0.00", 10, 14),  # 1,234,567.00
        (0.123456, "0.0%", 4, 8),  # 12.3%
        (0.5, "0%", 2, 6),
        (1234567.891, "0", 6, 9),
        (True, "General", 3, 8),
        (dt.datetime(2024, 3, 31), "dd mmmm yyyy", 10, 18),
    ],
)
def test_a_column_is_as_wide_as_what_the_cell_shows(
    sheet: xw.Sheet, value: object, code: str, narrowest: float, widest: float
) -> None:
    sheet["D2"].value = value
    sheet["D2"].number_format = code

    sheet["D1:D3"].columns.autofit()

    assert narrowest <= sheet["D2"].column_width <= widest


def test_neither_a_wrapped_text_nor_one_across_merged_cells_widens_a_column(sheet: xw.Sheet) -> None:
    sheet["D1"].value = "A title that runs across all the columns of its table"
    sheet["D1:G1"].merge()
    sheet["D2"].value = "A note that goes on and on and on and on and on"
    sheet["D2"].wrap_text = True
    before = sheet["D1"].column_width

    sheet["D1:D2"].columns.autofit()

    assert sheet["D1"].column_width == before


def test_a_row_of_short_or_unwrapped_texts_keeps_the_usual_height_and_a_large_font_makes_it_taller(
    sheet: xw.Sheet,
) -> None:
    usual = sheet["A9"].row_height
    sheet["D1"].value = "A text that is not wrapped and runs on over its neighbours"
    sheet["D2"].value = "Large"
    sheet["D2"].font.size = 22

    sheet["D1:E2"].rows.autofit()

    assert sheet["D1"].row_height == usual
    assert sheet["D2"].row_height == 2 * usual
