"""Pins as an officer types them."""

from __future__ import annotations

import pytest

from xlscore.tubemap import Pin, Stop, TubeMapError, build_map, draw
from xlscore.tubemap.judged.metrics import measure
from xlscore.tubemap.model.network import Remark
from xlscore.tubemap.pins import read_pins

DRAWN, _ = build_map("M", [Stop("A", 1, "X"), Stop("A", 2, "Y")])


@pytest.mark.parametrize(
    ("typed", "side"),
    [
        ("N", "N"),
        ("above", "N"),
        (" Above-Right ", "NE"),
        ("right above", "NE"),
        ("se", "SE"),
        ("left", "W"),
        ("", None),
    ],
)
def test_a_side_is_a_compass_point_or_words(typed: str, side: str | None) -> None:
    assert read_pins(DRAWN, [Pin("M", "X", side=typed)], []).sides.get("X") == side


def test_pins_of_other_maps_are_passed_over_and_of_other_areas_remarked() -> None:
    remarks: list[Remark] = []

    pinned = read_pins(DRAWN, [Pin("Other", "X", 1, 1), Pin("M", "Z", 1, 1)], remarks)

    assert pinned.places == {}
    assert "no line of M stops there" in remarks[0].sentence


def test_pins_before_the_first_column_stay_as_they_are_typed() -> None:
    pins = [Pin("M", "X", -2, 3), Pin("M", "Y", 4, 3)]

    drawing = draw(DRAWN, pins=pins)

    assert [(pin.column, pin.row) for pin in drawing.pins] == [(-2, 3), (4, 3)]
    assert measure(drawing.xml, DRAWN).hard == 0


@pytest.mark.parametrize(
    ("pins", "words"),
    [
        ([Pin("M", "X", 1, 1), Pin("M", "Y", 1, 1)], "both pinned"),
        ([Pin("M", "X", 1, 1), Pin("M", "x ", 2, 1)], "two pins"),
        ([Pin("M", "X", 1)], "only one of column and row"),
        ([Pin("M", "X", 1, 100_000)], "small whole number"),
        ([Pin("M", "X", side="top")], "label side"),
    ],
)
def test_pins_that_cannot_be_followed_are_refused(pins: list[Pin], words: str) -> None:
    with pytest.raises(TubeMapError, match=words):
        read_pins(DRAWN, pins, [])
