"""Validations and conditional formats, notes, pictures and shapes, print setup."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from xlscore.engine import NotOnAFileError, draw, drawn_names
from xlscore.errors import XlscoreError

Reopen = Callable[[], xw.Book]


def png(width: int, height: int, shade: int = 0) -> bytes:
    """A picture of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture of 40 by 20 pixels."""
    path = tmp_path / "logo.png"
    path.write_bytes(png(40, 20))
    return path


def shape(name: str, text: str = "A") -> str:
    """The anchor of a text box."""
    return (
        '<xdr:absoluteAnchor><xdr:pos x="12700" y="25400"/><xdr:ext cx="127000" cy="254000"/>'
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="0" name="{name}"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
        f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        "<xdr:clientData/></xdr:absoluteAnchor>"
    )


def test_a_drop_down_reads_back(sheet: xw.Sheet, reopened: Reopen) -> None:
    sheet["D2:D9"].data_validation.set_list(["Good", "Requires Improvement"])
    sheet["E2"].data_validation.set_list(sheet["A2:A3"], in_cell_dropdown=False)
    sheet["A2:A3"].name = "forces"
    sheet["F2"].data_validation.set_list(sheet["A2:A3"].name)

    again = reopened().sheets[0]
    assert again["D5"].data_validation.type == "list"
    assert again["D5"].data_validation.source == "Good,Requires Improvement"
    assert again["D5"].data_validation.in_cell_dropdown is True
    assert again["E2"].data_validation.source == "=$A$2:$A$3"
    assert again["E2"].data_validation.in_cell_dropdown is False
    assert again["F2"].data_validation.source == "=forces"


@pytest.mark.parametrize(
    ("method", "arguments", "kind", "operator", "first"),
    [
        ("set_whole_number", ("between", 1, 9), "whole_number", "between", "=1"),
        ("set_decimal", ("greater_than", 0.5), "decimal", "greater_than", "=0.5"),
        ("set_text_length", ("less_than_or_equal", 20), "text_length", "less_than_or_equal", "=20"),
        ("set_date", ("greater_than_or_equal", "=TODAY()"), "date", "greater_than_or_equal", "=TODAY()"),
    ],
)
def test_a_limit_reads_back(
    sheet: xw.Sheet, method: str, arguments: tuple[object, ...], kind: str, operator: str, first: str
) -> None:
    rule = sheet["D2:D9"].data_validation
    getattr(rule, method)(*arguments)

    assert (rule.type, rule.operator, rule.formula1) == (kind, operator, first)


def test_a_custom_rule_reads_back(sheet: xw.Sheet) -> None:
    sheet["D2"].data_validation.set_custom("=ISNUMBER(D2)")

    assert sheet["D2"].data_validation.formula == "=ISNUMBER(D2)"


def test_a_rule_is_taken_from_some_cells_and_stays_on_the_others(sheet: xw.Sheet) -> None:
    sheet["D2:D9"].data_validation.set_list(["a", "b"])

    sheet["D4:D5"].data_validation.delete()

    assert [sheet[f"D{row}"].data_validation.type for row in (3, 4, 6)] == ["list", "none", "list"]
    assert sheet["D2:D9"].data_validation.type == "inconsistent"


def test_every_kind_of_conditional_format_reads_back(sheet: xw.Sheet, reopened: Reopen) -> None:
    rules = sheet["B2:B3"].conditional_formats
    rules.add_cell_value("between", 1, 2, fill_color="#C00000", font_color=(255, 255, 255), font_bold=True)
    rules.add_custom('=$A2="Essex"', fill_color=(1, 2, 3), stop_if_true=True)
    rules.add_color_scale([(255, 0, 0), (255, 255, 0), (0, 255, 0)])
    rules.add_data_bar("#0000FF", minimum=0)
    rules.add_icon_set("3_traffic_lights_1", thresholds=[1, 2], reverse_order=True)

    value, custom, scale, bar, icons = reopened().sheets[0]["B2:B3"].conditional_formats
    assert (value.type, value.operator, value.formula1, value.formula2) == (
        "cell_value",
        "between",
        "=1",
        "=2",
    )
    assert (value.fill_color, value.font_color, value.font_bold) == ((192, 0, 0), (255, 255, 255), True)
    assert (custom.formula, custom.stop_if_true) == ('=$A2="Essex"', True)
    assert scale.colors == ((255, 0, 0), (255, 255, 0), (0, 255, 0))
    assert scale.threshold_types == ("lowest_value", "percentile", "highest_value")
    assert (bar.bar_color, bar.gradient, bar.show_value) == ((0, 0, 255), True, True)
    assert (icons.icon_set, icons.reverse_order, icons.thresholds) == ("3_traffic_lights_1", True, (1.0, 2.0))


def test_a_conditional_format_is_changed_deleted_and_cleared_from_some_cells(sheet: xw.Sheet) -> None:
    rules = sheet["B2:B9"].conditional_formats
    rule = rules.add_cell_value("greater_than", 1, fill_color="#FF0000")
    rules.add_custom("=$B2>3", font_italic=True)

    rule.set(operator="less_than", formula1=5, font_bold=True)
    sheet["B4"].conditional_formats.clear()
    rules[1].delete()

    kept = sheet["B2"].conditional_formats
    assert len(kept) == 1
    assert (kept[0].operator, kept[0].formula1, kept[0].font_bold) == ("less_than", "=5", True)
    assert kept[0].fill_color == (255, 0, 0)
    assert len(sheet["B4"].conditional_formats) == 0


def test_the_same_rule_twice_is_one_rule(sheet: xw.Sheet) -> None:
    for _ in range(2):
        sheet["B2:B3"].conditional_formats.add_cell_value("greater_than", 1, fill_color="#FF0000")

    assert len(sheet["B2:B3"].conditional_formats) == 1


def test_rules_that_need_the_newer_file_format_are_refused(sheet: xw.Sheet) -> None:
    rules = sheet["B2:B3"].conditional_formats

    with pytest.raises(NotOnAFileError, match="gradient"):
        rules.add_data_bar("#0000FF", gradient=False)
    with pytest.raises(NotOnAFileError, match="older sets"):
        rules.add_icon_set("3_stars")


def test_notes_are_written_changed_listed_and_deleted(sheet: xw.Sheet, reopened: Reopen) -> None:
    sheet["B2"].add_note("Provisional\nto be confirmed")
    sheet["A1"].add_note("Forces")

    again = reopened().sheets[0]
    assert [note.location.address for note in again.notes] == ["$A$1", "$B$2"]
    assert again["B2"].note.text == "Provisional\nto be confirmed"
    again["B2"].note.text = "Final"
    assert again["B2"].note.text == "Final"
    again["A1"].note.delete()
    assert again["A1"].note is None
    assert len(again.notes) == 1


def test_a_picture_is_placed_sized_replaced_and_deleted(
    sheet: xw.Sheet, reopened: Reopen, picture: Path, tmp_path: Path
) -> None:
    made = sheet.pictures.add(picture, name="Logo", anchor=sheet["D5"])
    made.width = 60
    sheet.pictures.add(picture, left=10, top=20)

    again = reopened().sheets[0]
    logo = again.pictures["Logo"]
    assert (logo.left, logo.top, logo.width, logo.height) == (144.0, 60.0, 60.0, 30.0)
    assert again.pictures[1].left == pytest.approx(10)
    other = tmp_path / "other.png"
    other.write_bytes(png(40, 20, 200))
    again.pictures.add(other, name="Logo", update=True)
    assert (logo.width, len(again.pictures)) == (60.0, 2)
    again.pictures[1].delete()
    logo.delete()
    assert len(again.shapes) == 0


def test_one_image_is_kept_once(sheet: xw.Sheet, picture: Path) -> None:
    for name in ("One", "Two"):
        sheet.pictures.add(picture, name=name)

    assert len([part for part in sheet.book.impl.workbook.package.names() if "/media/" in part]) == 1


def test_drawn_shapes_replace_their_own_and_leave_the_users(sheet: xw.Sheet, picture: Path) -> None:
    draw(sheet, [shape("user shape", "mine")], replaces=lambda name: False)
    draw(sheet, [shape("map 1"), shape("map 2")], replaces=lambda name: name.startswith("map"))
    sheet.pictures.add(picture, name="User picture")

    draw(sheet, [shape("map 3", "new")], replaces=lambda name: name.startswith("map"))

    assert drawn_names(sheet) == ["user shape", "map 3", "User picture"]
    assert [item.text for item in sheet.shapes] == ["mine", "new", ""]
    assert [item.type for item in sheet.shapes] == ["auto_shape", "auto_shape", "picture"]
    assert (sheet.shapes[0].left, sheet.shapes[0].top, sheet.shapes[0].height) == (1.0, 2.0, 20.0)


def test_drawing_the_same_again_changes_no_byte(sheet: xw.Sheet) -> None:
    def again() -> bytes:
        draw(
            sheet,
            [shape("map 1"), shape("map 2").replace("<a:avLst/>", "<a:avLst></a:avLst>")],
            replaces=lambda name: name.startswith("map"),
        )
        return bytes(sheet.book.impl.workbook.to_bytes())

    assert again() == again()


def test_a_drawing_that_asks_for_a_missing_picture_is_refused(sheet: xw.Sheet) -> None:
    blip = shape("map").replace("<xdr:spPr>", '<xdr:spPr><a:blipFill><a:blip r:embed="@logo"/></a:blipFill>')

    with pytest.raises(XlscoreError, match="'logo', which was not given"):
        draw(sheet, [blip], replaces=lambda _: False)


def test_the_print_area_is_set_and_taken_away(sheet: xw.Sheet, reopened: Reopen) -> None:
    sheet.page_setup.print_area = "A1:C9"

    again = reopened().sheets[0]
    assert again.page_setup.print_area == "$A$1:$C$9"
    again.page_setup.print_area = None
    assert again.page_setup.print_area is None
