"""The metrics find what is wrong: drawings are spoilt on purpose, one fault at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.support.searched_once import search_once
from tests.support.tubemap_samples import ADDITIONAL, sample_map
from tests.support.two_writers import furthest_apart
from xlscore.tubemap import Drawing, Stop, TubeMapError, build_map, draw, write_drawing
from xlscore.tubemap.drawn.shapes import Panel, Path, Scene, Shape, ShapeGroup, Words
from xlscore.tubemap.judged.metrics import measure
from xlscore.tubemap.placing.strokes import Stroke

DrawingOf = Callable[..., Drawing]
DRAWN, _ = build_map("M", [Stop("A", 1, "X"), Stop("A", 2, "Y"), Stop("B", 1, "Z"), Stop("B", 2, "W")])


@pytest.fixture(scope="module")
def scene() -> Scene:
    with pytest.MonkeyPatch.context() as patched:
        search_once(patched, briefly=True)
        return draw(DRAWN).scene


def spoilt(scene: Scene, group: str, change: Callable[[Shape], Shape]) -> str:
    groups = tuple(
        ShapeGroup(g.name, g.alt, tuple(change(shape) for shape in g.shapes)) if g.name == group else g
        for g in scene.groups
    )
    return write_drawing([replace(scene, groups=groups)])


def name_box(scene: Scene, area: str) -> Words:
    station = next(g for g in scene.groups if g.name == f"Station: {area}")
    return next(s for s in station.shapes if isinstance(s, Words) and s.name == "Name")


def marker_middle(scene: Scene, area: str) -> tuple[float, float]:
    station = next(g for g in scene.groups if g.name == f"Station: {area}")
    box = next(s for s in station.shapes if s.name == "Marker")
    return box.x + box.width / 2, box.y + box.height / 2  # type: ignore[union-attr]


def put(shape: Shape, x: float, y: float) -> Shape:
    """Return a name with the middle of its box elsewhere, every other shape as it is."""
    if isinstance(shape, Words) and shape.name == "Name":
        return replace(shape, x=x - shape.width / 2, y=y - shape.height / 2, align="c")
    return shape


@pytest.mark.slow
def test_a_sound_drawing_has_no_fault(scene: Scene) -> None:
    assert measure(write_drawing([scene]), DRAWN).hard == 0


def test_a_slanted_segment_is_off_45(scene: Scene) -> None:
    def slant(shape: Shape) -> Shape:
        if isinstance(shape, Path):
            (x, y), last = shape.stroke.start, shape.stroke.pieces[-1]
            return replace(shape, stroke=Stroke((x + 3.0, y + 1.7), (last,)))
        return shape

    assert measure(spoilt(scene, "Line: A", slant), DRAWN).off_45 == 1


def test_a_name_on_a_name_is_counted(scene: Scene) -> None:
    other = name_box(scene, "Y")

    def onto(shape: Shape) -> Shape:
        box = {"x": other.x, "y": other.y + 1.0, "width": other.width, "align": other.align}
        return replace(shape, **box) if isinstance(shape, Words) and shape.name == "Name" else shape  # type: ignore[arg-type]

    found = measure(spoilt(scene, "Station: X", onto), DRAWN)

    assert found.label_label == 1


def test_a_name_on_a_line_and_on_a_marker_is_counted(scene: Scene) -> None:
    x, y = marker_middle(scene, "Z")

    found = measure(spoilt(scene, "Station: X", lambda shape: put(shape, x, y)), DRAWN)

    assert found.label_line >= 1
    assert found.label_marker >= 1


def test_a_name_off_the_page_is_counted(scene: Scene) -> None:
    assert measure(spoilt(scene, "Station: X", lambda shape: put(shape, 0.0, 50.0)), DRAWN).off_page == 1


def test_a_line_over_a_foreign_station_and_past_its_own_is_counted(scene: Scene) -> None:
    a, b = marker_middle(scene, "Z"), marker_middle(scene, "W")

    def elsewhere(shape: Shape) -> Shape:
        return replace(shape, stroke=Stroke(a, (b,))) if isinstance(shape, Path) else shape

    found = measure(spoilt(scene, "Line: A", elsewhere), DRAWN)

    assert found.over_foreign == 2
    assert found.missed_stops == 2


def test_a_name_tag_far_from_its_line_is_stray(scene: Scene) -> None:
    def away(shape: Shape) -> Shape:
        return replace(shape, x=120.0, y=150.0) if isinstance(shape, Panel) else shape

    assert measure(write_drawing([scene]), DRAWN).stray_tags == 0
    assert measure(spoilt(scene, "Tag: A", away), DRAWN).stray_tags == 1


def test_a_name_tag_is_stray_from_six_millimetres_on(scene: Scene) -> None:
    line = next(g for g in scene.groups if g.name == "Line: A").shapes[0]
    assert isinstance(line, Path)
    (x0, y0), (x1, y1) = line.stroke.start, line.stroke.flattened()[-1]

    def beside(far: float) -> Callable[[Shape], Shape]:
        def moved(shape: Shape) -> Shape:
            if not isinstance(shape, Panel):
                return shape
            if y0 == y1:
                return replace(shape, x=(x0 + x1 - shape.width) / 2, y=y0 + line.width / 2 + far)
            return replace(shape, x=x0 + line.width / 2 + far, y=(y0 + y1 - shape.height) / 2)

        return moved

    found = [measure(spoilt(scene, "Tag: A", beside(far)), DRAWN).stray_tags for far in (5.9, 6.2)]

    assert found == [0, 1]


@pytest.mark.parametrize(("share", "ambiguous"), [(0.45, 0), (0.5, 1), (0.55, 1)])
def test_a_name_is_ambiguous_where_another_station_is_as_near_as_its_own(
    scene: Scene, share: float, ambiguous: int
) -> None:
    (x, y), (to_x, to_y) = marker_middle(scene, "X"), marker_middle(scene, "Y")

    def between(shape: Shape) -> Shape:
        return put(shape, x + share * (to_x - x), y + share * (to_y - y))

    assert measure(write_drawing([scene]), DRAWN).ambiguous == 0
    assert measure(spoilt(scene, "Station: X", between), DRAWN).ambiguous == ambiguous


@pytest.mark.parametrize(("length", "long"), [(19.9, 0), (20.2, 1)])
def test_a_leader_longer_than_twenty_millimetres_is_counted(scene: Scene, length: float, long: int) -> None:
    x, y = marker_middle(scene, "X")
    leader = Path("Leader", Stroke((x, y), ((x, y + length),)), "4A4F5C", 0.4)
    groups = [replace(g, shapes=(leader, *g.shapes)) if g.name == "Station: X" else g for g in scene.groups]

    found = measure(write_drawing([replace(scene, groups=tuple(groups))]), DRAWN)

    assert (found.leaders, found.long_leaders) == (1, long)


def test_the_size_of_the_names_is_that_of_the_smallest_one(scene: Scene) -> None:
    def smaller(shape: Shape) -> Shape:
        return replace(shape, points=7.0) if isinstance(shape, Words) and shape.name == "Name" else shape

    found = measure(spoilt(scene, "Station: X", smaller), DRAWN)

    assert (found.names, found.name_points, found.smallest_points) == (4, 7.0, 7.0)


def test_a_shape_without_words_for_a_screen_reader_is_counted(drawing_of: DrawingOf) -> None:
    xml = drawing_of(ADDITIONAL).xml
    silent = re.sub(r'(name="Station: Gangs") descr="[^"]*"', r"\1", xml)

    assert measure(silent, sample_map(ADDITIONAL)).silent_shapes == 1


def test_a_moved_group_is_read_where_it_is_shown(drawing_of: DrawingOf) -> None:
    xml = drawing_of(ADDITIONAL).xml
    at = xml.index("Station: Gangs")
    moved = xml[:at] + re.sub(
        r'<a:off x="(\d+)"', lambda match: f'<a:off x="{int(match[1]) + 3_600_000}"', xml[at:], count=1
    )

    assert furthest_apart(moved, drawing_of(ADDITIONAL).svg, ADDITIONAL) == pytest.approx(100, abs=0.1)


def test_a_drawing_with_a_document_type_is_refused() -> None:
    with pytest.raises(TubeMapError, match="document type"):
        measure('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', DRAWN)


@pytest.mark.parametrize("data", ["<x/>", "no xml"])
def test_something_else_than_a_tube_map_is_refused(data: str) -> None:
    with pytest.raises(TubeMapError):
        measure(data, DRAWN)
