"""Looks of cells: fonts, fills, lines, alignment, sizes, copies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import xlwings as xw

from xlscore.errors import XlscoreError

Reopen = Callable[[], xw.Book]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("number_format", "0.0%"),
        ("number_format", 'dd mmm yyyy;"none"'),
        ("color", (12, 34, 56)),
        ("wrap_text", True),
        ("horizontal_alignment", "center"),
        ("horizontal_alignment", "center_across_selection"),
        ("vertical_alignment", "top"),
        ("row_height", 33.0),
        ("column_width", 21.0),
    ],
)
def test_a_setting_reads_back_from_the_file(
    sheet: xw.Sheet, reopened: Reopen, setting: str, value: object
) -> None:
    setattr(sheet["A1:B2"], setting, value)

    assert getattr(reopened().sheets[0]["A1:B2"], setting) == value


@pytest.mark.parametrize(
    ("setting", "value"),
    [("bold", True), ("italic", True), ("size", 14.5), ("color", (200, 0, 0)), ("name", "Arial")],
)
def test_a_font_setting_reads_back_from_the_file(
    sheet: xw.Sheet, reopened: Reopen, setting: str, value: object
) -> None:
    setattr(sheet["A1:B2"].font, setting, value)

    assert getattr(reopened().sheets[0]["A1:B2"].font, setting) == value


def test_a_setting_on_which_cells_differ_reads_as_none(sheet: xw.Sheet) -> None:
    sheet["A1"].font.bold = True
    sheet["A1"].number_format = "0"
    sheet["A1"].row_height = 40

    assert sheet["A1:B1"].font.bold is None
    assert sheet["A1:B1"].number_format is None
    assert sheet["A1:A2"].row_height is None


def test_a_new_format_leaves_the_other_settings_of_each_cell(sheet: xw.Sheet) -> None:
    sheet["A1"].color = (255, 0, 0)
    sheet["B1"].number_format = "0.00"

    sheet["A1:B1"].font.bold = True

    assert sheet["A1"].color == (255, 0, 0)
    assert sheet["B1"].number_format == "0.00"


@pytest.mark.parametrize("colour", ["#0C2238", (12, 34, 56), 12 + (34 << 8) + (56 << 16)])
def test_a_colour_may_be_given_in_each_of_xlwings_forms(sheet: xw.Sheet, colour: object) -> None:
    sheet["A1"].color = colour

    assert sheet["A1"].color == (12, 34, 56)


def test_a_fill_is_taken_away_by_none(sheet: xw.Sheet) -> None:
    sheet["A1"].color = (1, 2, 3)
    sheet["A1"].color = None

    assert sheet["A1"].color is None


def test_cells_may_be_coloured_one_by_one(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].color = (9, 9, 9)
    sheet["A1:B2"].set_colors([[(1, 1, 1), ...], [None, "#020202"]])

    assert [sheet[cell].color for cell in ("A1", "B1", "A2", "B2")] == [(1, 1, 1), (9, 9, 9), None, (2, 2, 2)]


def test_a_whole_column_keeps_its_look_for_cells_filled_later(sheet: xw.Sheet, reopened: Reopen) -> None:
    sheet["B:B"].number_format = "0.000"
    sheet["2:2"].font.italic = True

    again = reopened().sheets[0]
    again["B99"].value = 5
    again["Z2"].value = 6
    assert again["B99"].number_format == "0.000"
    assert again["Z2"].font.italic is True


def test_lines_go_round_and_inside(sheet: xw.Sheet, reopened: Reopen) -> None:
    sheet["D4:F6"].borders.set("outside", line_style="continuous", weight="medium", color="#0000FF")
    sheet["D4:F6"].borders.set("inside", line_style="dot")

    again = reopened().sheets[0]["D4:F6"]
    assert (again.borders["edge_top"].line_style, again.borders["edge_top"].weight) == (
        "continuous",
        "medium",
    )
    assert again.borders["edge_left"].color == (0, 0, 255)
    assert again.borders["inside_horizontal"].line_style == "dot"
    assert again.borders.line_style is None
    assert again[1, 1].borders["edge_top"].line_style == "dot"


@pytest.mark.parametrize(
    ("style", "weight"),
    [
        ("continuous", "hairline"),
        ("continuous", "thick"),
        ("dash", "medium"),
        ("dash_dot_dot", "thin"),
        ("double", "thick"),
        ("slant_dash_dot", "medium"),
    ],
)
def test_every_line_of_excel_has_its_word(sheet: xw.Sheet, style: str, weight: str) -> None:
    sheet["D4"].borders.set("edge_top", line_style=style, weight=weight)

    assert (sheet["D4"].borders["edge_top"].line_style, sheet["D4"].borders["edge_top"].weight) == (
        style,
        weight,
    )


def test_lines_are_cleared(sheet: xw.Sheet) -> None:
    sheet["D4"].borders.line_style = "continuous"
    sheet["D4"].borders["diagonal_up"].line_style = "continuous"

    sheet["D4"].borders.clear()

    assert all(border.line_style is None for border in sheet["D4"].borders)


def test_a_column_is_dressed_like_its_neighbour(sheet: xw.Sheet) -> None:
    sheet["B1"].font.bold = True
    sheet["B2:B3"].number_format = "0.0"

    sheet["C1:C3"].copy_from(sheet["B1:B3"], "formats")

    assert sheet["C1"].font.bold is True
    assert sheet["C2:C3"].number_format == "0.0"
    assert sheet["C1:C3"].value == [None, None, None]


def test_a_copy_takes_values_looks_and_moves_formulas(sheet: xw.Sheet) -> None:
    sheet["C2"].formula = "=B2*2"
    sheet["C2"].number_format = "0.0"

    sheet["B2:C2"].copy(sheet["E5"])

    assert sheet["E5"].value == 1.5
    assert sheet["F5"].formula == "=E5*2"
    assert sheet["F5"].number_format == "0.0"


def test_indents_grow_and_shrink(sheet: xw.Sheet) -> None:
    sheet["A1"].adjust_indent(2)
    sheet["A1"].adjust_indent(-1)

    look = sheet.book.impl.workbook.styles.look(sheet.impl.file.style_id(1, 1))
    assert (look.indent, look.horizontal) == (1, "left")


def test_rows_and_columns_hide_and_show(sheet: xw.Sheet, reopened: Reopen) -> None:
    sheet["B1:C1"].columns.hidden = True
    sheet["A2"].rows.hidden = True

    again = reopened().sheets[0]
    assert again["B1:C1"].columns.hidden is True
    assert again["A1:C1"].columns.hidden is None
    assert again["A2"].rows.hidden is True
    again["B1"].columns.hidden = False
    assert again["B1"].columns.hidden is False


def test_positions_count_the_widths_before(sheet: xw.Sheet) -> None:
    sheet["A1"].column_width = 10
    sheet["A1"].row_height = 30

    assert sheet["B2"].left == 75 * 0.75
    assert sheet["B2"].top == 30
    assert (sheet["A1"].width, sheet["A1"].height) == (56.25, 30.0)


def test_autofit_widens_for_long_text_and_grows_rows_of_wrapped_text(sheet: xw.Sheet) -> None:
    sheet["A2"].value = "A force with a considerably longer name"
    sheet["D1"].value = "many words " * 12
    sheet["D1"].wrap_text = True

    sheet["A:A"].autofit()
    sheet["D1"].rows.autofit()

    assert 30 < sheet["A1"].column_width < 50
    assert sheet["D1"].row_height > 100


def test_autofit_asks_the_cells_that_hold_something_and_no_blank_ones_above_a_stray_cell(
    sheet: xw.Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet["A2"].value = "A force with a considerably longer name"
    sheet["C1048576"].value = "stray"
    asked: list[tuple[int, int]] = []
    style_id = type(sheet.impl.file).style_id
    monkeypatch.setattr(
        type(sheet.impl.file),
        "style_id",
        lambda s, row, column: asked.append((row, column)) or style_id(s, row, column),
    )

    sheet.autofit()

    assert {(2, 1), (1048576, 3)} <= set(asked)
    assert len(asked) < 100
    assert 30 < sheet["A1"].column_width < 50


@pytest.mark.parametrize("colour", ["red", "#12345", "#GGGGGG", (256, 0, 0), (1, 2), "FF#000"])
def test_what_is_no_colour_is_refused(sheet: xw.Sheet, colour: object) -> None:
    with pytest.raises((XlscoreError, ValueError)):
        sheet["A1"].font.color = colour
