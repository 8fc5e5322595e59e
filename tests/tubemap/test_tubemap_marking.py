"""The protective marking of a map: above and below everything, and nothing else changes."""

from __future__ import annotations

import pytest

from xlscore.tubemap import Drawing, Stop, build_map, draw
from xlscore.tubemap.drawn.shapes import Words
from xlscore.tubemap.judged.metrics import measure
from xlscore.tubemap.judged.readback import read_drawing, read_svg

STOPS = [Stop("One", 1, "Gangs"), Stop("One", 2, "Hate"), Stop("Two", 1, "Hate"), Stop("Two", 2, "Fraud")]
pytestmark = [
    pytest.mark.xdist_group("tubemap"),
    pytest.mark.slow,
    pytest.mark.usefixtures("searched_briefly"),
]


def drawn(marking: str) -> Drawing:
    return draw(build_map("M", STOPS, source="Some paper", marking=marking)[0])


def test_the_marking_stands_in_the_middle_above_and_below_and_touches_nothing() -> None:
    drawing = drawn("OFFICIAL-SENSITIVE")

    printed = read_drawing(drawing.xml)
    marks = [text for text in printed.texts if text.group == "Marking"]
    assert [text.lines for text in marks] == [("OFFICIAL-SENSITIVE",)] * 2
    for text in marks:
        assert (text.box[0] + text.box[2]) / 2 == pytest.approx(printed.width / 2, abs=0.1)
    others = [text.box for text in printed.texts if text.group != "Marking"]
    assert marks[0].box[3] < min(top for _, top, _, _ in others)
    assert marks[1].box[1] > max(bottom for _, _, _, bottom in others)
    assert measure(drawing.xml, drawing.drawn).hard == 0


def test_the_page_is_as_large_as_without_a_marking_and_picture_and_worksheet_are_equal() -> None:
    plain, marked = drawn(""), drawn("OFFICIAL")

    assert marked.size == plain.size
    assert "Marking" not in plain.xml
    for one, other in zip(read_drawing(marked.xml).texts, read_svg(marked.svg).texts, strict=True):
        assert (one.group, one.lines) == (other.group, other.lines)
        assert one.box[1] == pytest.approx(other.box[1] - 0.0, abs=0.05)


def test_the_marking_is_read_out_once() -> None:
    groups = [group for group in drawn("OFFICIAL").scene.groups if group.name == "Marking"]

    assert [group.alt for group in groups] == ["Protective marking: OFFICIAL.", None]


def test_a_marking_longer_than_the_page_is_shortened() -> None:
    scene = drawn("OFFICIAL " * 40).scene

    (words,) = scene.groups[0].shapes
    assert isinstance(words, Words)
    assert words.width <= scene.width
