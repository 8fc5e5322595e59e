"""Pictures and shapes: where each kind of anchor puts them, how they are found, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.test_engine_rules import png, shape
from xlscore.engine import NotOnAFileError, draw
from xlscore.errors import XlscoreError

_BETWEEN = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>12700</xdr:colOff>"
    "<xdr:row>2</xdr:row><xdr:rowOff>25400</xdr:rowOff></xdr:from>"
    "<xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
)
_NOWHERE = "<xdr:absoluteAnchor>"


def anchored(start: str, name: str) -> str:
    """The anchor of a text box that begins another way."""
    whole = shape(name)
    end = "twoCellAnchor" if "twoCell" in start else "absoluteAnchor"
    inside = whole[whole.index("<xdr:sp ") :].replace("absoluteAnchor", end)
    return start + inside


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture of 40 by 20 pixels."""
    path = tmp_path / "logo.png"
    path.write_bytes(png(40, 20))
    return path


def test_a_shape_between_two_cells_reaches_from_one_to_the_other(sheet: xw.Sheet) -> None:
    draw(sheet, [anchored(_BETWEEN, "map")], replaces=lambda _: False)

    drawn = sheet.shapes["map"]

    start, end = sheet["B3"], sheet["D5"]
    assert (drawn.left, drawn.top) == (start.left + 1, start.top + 2)
    assert (drawn.width, drawn.height) == (end.left - start.left - 1, end.top - start.top - 2)


def test_a_shape_whose_anchor_says_no_place_lies_in_the_corner_without_a_size(sheet: xw.Sheet) -> None:
    draw(sheet, [anchored(_NOWHERE, "map")], replaces=lambda _: False)

    drawn = sheet.shapes["map"]

    assert (drawn.left, drawn.top, drawn.width, drawn.height) == (0, 0, 0, 0)


def test_a_shape_is_found_by_its_position_and_its_name_in_any_case(sheet: xw.Sheet) -> None:
    draw(sheet, [shape("map"), shape("Key", "B")], replaces=lambda _: False)

    assert sheet.shapes[1].text == sheet.shapes["KEY"].text == "B"
    assert "key" in sheet.shapes
    assert "legend" not in sheet.shapes
    with pytest.raises(KeyError):
        _ = sheet.shapes["legend"]


def test_a_shape_takes_no_name_that_another_has(sheet: xw.Sheet) -> None:
    draw(sheet, [shape("map"), shape("key")], replaces=lambda _: False)

    with pytest.raises(XlscoreError, match="There is something called 'KEY' on Sheet1 already"):
        sheet.shapes["map"].name = "KEY"

    sheet.shapes["map"].name = "MAP"
    assert [each.name for each in sheet.shapes] == ["MAP", "key"]


def test_a_shape_that_was_deleted_is_said_to_be_gone(sheet: xw.Sheet) -> None:
    draw(sheet, [shape("map")], replaces=lambda _: False)
    drawn = sheet.shapes["map"]

    drawn.delete()

    with pytest.raises(XlscoreError, match="There is no 'map' on Sheet1 any more"):
        _ = drawn.left


def test_pictures_without_a_name_are_numbered_past_those_that_are_there(
    sheet: xw.Sheet, picture: Path
) -> None:
    for _ in range(3):
        sheet.pictures.add(picture)

    assert [each.name for each in sheet.pictures] == ["Picture 1", "Picture 2", "Picture 3"]


def test_a_picture_keeps_its_proportions_unless_they_are_let_go(sheet: xw.Sheet, picture: Path) -> None:
    logo = sheet.pictures.add(picture, width=40, height=20).impl
    logo.height = 10
    assert (logo.width, logo.height) == (20, 10)

    logo.lock_aspect_ratio = False
    logo.height = 30

    assert (logo.width, logo.height) == (20, 30)


def test_a_picture_that_would_stay_outside_the_workbook_is_refused(sheet: xw.Sheet, picture: Path) -> None:
    with pytest.raises(NotOnAFileError, match="A picture that stays outside the workbook needs Excel"):
        sheet.pictures.add(picture, link_to_file=True, save_with_document=False)
    assert len(sheet.pictures) == 0
