"""The enhanced metafile for Word: read back record by record, and printed by LibreOffice beside the PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from math import cos, hypot, radians, sin
from pathlib import Path as File

import pytest
import xlsxwriter
from PIL import Image, ImageChops, ImageFilter, ImageOps

from tests.support.emf import Metafile, Point, ReadShape, read_emf
from tests.support.libreoffice import Office
from tests.support.pictures import pdf_pages, pdf_text, pdf_to_png
from tests.support.tubemap_samples import ADDITIONAL, COMMANDS, FORCE
from xlscore.tubemap import Drawing, write_png
from xlscore.tubemap.drawn.emf import write_emf
from xlscore.tubemap.drawn.shapes import (
    Dashes,
    Ellipse,
    Panel,
    Path,
    Polygon,
    Scene,
    Shape,
    ShapeGroup,
    Words,
)
from xlscore.tubemap.drawn.svg import EDGE
from xlscore.tubemap.geometry.fonts import BASELINE, MM_PER_POINT, text_width
from xlscore.tubemap.placing.strokes import Stroke

DrawingOf = Callable[..., Drawing]
MOST_UNLIKE = 0.002  # the share of dots
NEAR = 0.02  # mm: two roundings to a hundredth


def shapes_of(scene: Scene) -> Iterator[tuple[ShapeGroup, Shape]]:
    for group in scene.groups:
        for shape in group.shapes:
            if isinstance(shape, Dashes):
                for first, *others in shape.pieces:
                    yield group, Path("Dash", Stroke(first, tuple(others)), shape.colour, shape.width)
            else:
                yield group, shape


def words_of(scene: Scene) -> list[Words]:
    found = []
    for _, shape in shapes_of(scene):
        words = shape if isinstance(shape, Words) else getattr(shape, "words", None)
        found += [words] if words else []
    return found


def off_edge(point: Point, panel: Panel) -> float:
    """Return how far a point is from the outline of a rectangle with round corners, turned about its middle."""
    x, y = point[0] - EDGE - panel.x - panel.width / 2, point[1] - EDGE - panel.y - panel.height / 2
    across, down = cos(radians(panel.angle)), sin(radians(panel.angle))
    radius = min(panel.radius, panel.width / 2, panel.height / 2)
    out_x = abs(x * across + y * down) - panel.width / 2 + radius
    out_y = abs(y * across - x * down) - panel.height / 2 + radius
    return abs(hypot(max(out_x, 0), max(out_y, 0)) + min(max(out_x, out_y), 0) - radius)


def furthest(some: tuple[Point, ...], others: list[Point]) -> float:
    return max(hypot(x - a - EDGE, y - b - EDGE) for (x, y), (a, b) in zip(some, others, strict=True))


def assert_same(read: ReadShape, shape: Shape) -> None:
    """Fail unless a shape of the metafile is where, and looks as, one of the scene."""
    if isinstance(shape, Path):
        assert (read.fill, read.outline, read.closed) == ("", shape.colour, False)
        assert read.width == pytest.approx(shape.width, abs=NEAR)
        assert furthest(read.points, shape.stroke.flattened(16)) < NEAR
        return
    assert not isinstance(shape, Words)
    assert (read.fill, read.outline, read.closed) == (shape.fill, shape.outline, True)
    assert read.width == pytest.approx(shape.outline_width, abs=NEAR)
    if isinstance(shape, Polygon):
        assert furthest(read.points, list(shape.points)) < NEAR
    elif isinstance(shape, Ellipse):
        right, bottom = shape.x + shape.width, shape.y + shape.height
        box = [(shape.x, shape.y), (right, shape.y), (right, bottom), (shape.x, bottom)]
        assert furthest(read.points, box) < NEAR
    else:
        assert max(off_edge(point, shape) for point in read.points) < NEAR
        middle = (shape.x + shape.width / 2 + EDGE, shape.y + shape.height / 2 + EDGE)
        reach = max(hypot(x - middle[0], y - middle[1]) for x, y in read.points)
        radius = min(shape.radius, shape.width / 2, shape.height / 2)
        corner = hypot(shape.width / 2 - radius, shape.height / 2 - radius) + radius
        assert reach == pytest.approx(corner, abs=0.1)


def assert_shows(found: Metafile, scene: Scene) -> None:
    """Fail unless a metafile shows a scene, shape by shape and line of text by line of text."""
    paper, *shapes = found.shapes
    drawn = [(group, shape) for group, shape in shapes_of(scene) if not isinstance(shape, Words)]
    assert paper.fill == "FFFFFF"
    assert len(shapes) == len(drawn)
    for read, (group, shape) in zip(shapes, drawn, strict=True):
        assert read.group.startswith(group.name)
        assert_same(read, shape)
    expected = [(words, at) for words in words_of(scene) for at in range(len(words.lines))]
    assert [line.text for line in found.lines] == [words.lines[at] for words, at in expected]
    for line, (words, at) in zip(found.lines, expected, strict=True):
        wide, size = text_width(line.text, words.points, words.bold), words.points * MM_PER_POINT
        spare = {"l": 0.0, "c": 0.5, "r": 1.0}[words.align] * (words.width - wide)
        top = words.y + at * words.height / len(words.lines)
        assert (line.face, line.bold, line.colour) == ("Arial", words.bold, words.colour)
        assert line.x == pytest.approx(words.x + spare + EDGE, abs=NEAR)
        assert line.baseline == pytest.approx(top + BASELINE * size + EDGE, abs=NEAR)
        assert line.width == pytest.approx(wide, abs=NEAR)
        assert line.size == pytest.approx(size, abs=NEAR)


@pytest.mark.parametrize("name", [FORCE, ADDITIONAL, COMMANDS])
def test_every_shape_and_every_line_of_text_of_a_map_is_in_the_metafile(
    name: str, drawing_of: DrawingOf
) -> None:
    drawing = drawing_of(name)

    found = read_emf(drawing.emf)

    assert_shows(found, drawing.scene)
    assert (found.width, found.height) == pytest.approx(
        (drawing.size[0] + 2 * EDGE, drawing.size[1] + 2 * EDGE), abs=0.01
    )


def test_the_description_is_the_title_and_each_group_has_its_sentence(drawing_of: DrawingOf) -> None:
    drawing = drawing_of(FORCE)

    found = read_emf(drawing.emf)

    assert found.description == ["xlscore", drawing.scene.alt]
    said = [f"{group.name}: {group.alt}" if group.alt else group.name for group in drawing.scene.groups]
    assert found.groups == said


def test_on_a3_everything_is_larger_and_in_the_same_place(drawing_of: DrawingOf) -> None:
    small, large = (read_emf(drawing_of(ADDITIONAL, page).emf) for page in ("A4", "A3"))

    by = large.width / small.width

    assert by == pytest.approx(drawing_of(ADDITIONAL, "A3").scene.magnified, abs=1e-4)
    for one, other in zip(small.lines, large.lines, strict=True):
        assert (other.x, other.baseline) == pytest.approx((one.x * by, one.baseline * by), abs=0.03)


def test_every_kind_of_shape_is_drawn_whatever_its_turn_and_its_letters() -> None:
    words = Words("Words", 10, 10, 60, 12, ("Ŵ “é” – £", "ends in 𝔾 and 日本"), 12.5, "123456", True, "r")
    shapes: tuple[Shape, ...] = (
        *(Panel("Turned", 20, 20, 30, 8, 4, "ABCDEF", "010203", 0.55, angle) for angle in (0, 45, 90, 135)),
        Panel("Square", 60, 20, 30, 8, 0.0, "B2182B"),
        Panel("Rounder than round", 60, 40, 30, 8, 9.0, "B2182B", "000000", 0.9),
        Ellipse("Egg", 5, 5, 9, 4, "FFFFFF", "000000", 0.3, replace(words, align="c")),
        Polygon("Sign", ((1, 1), (4, 1), (2.5, 3)), "A3001B"),
        Path("Path", Stroke((0.0, 0.0), ((10.0, 0.0), (20.0, 10.0))), "5B3A1E", 2.3),
        Dashes("Core", (((1.0, 0.0), (3.0, 0.0), (4.0, 1.0)), ((6.0, 3.0), (8.0, 5.0))), "FFFFFF", 0.9),
        words,
    )
    scene = Scene("Map", "All kinds", 100, 80, 1.0, (ShapeGroup("Station: “A” & B", "Said.", shapes),))

    assert_shows(read_emf(write_emf(scene)), scene)


def test_the_same_drawing_is_the_same_metafile(drawing_of: DrawingOf) -> None:
    assert drawing_of(ADDITIONAL).emf == write_emf(drawing_of(ADDITIONAL).scene)


@pytest.mark.parametrize("name", [FORCE, COMMANDS])
def test_libreoffice_prints_the_metafile_at_its_true_size_as_the_png_is(
    name: str, drawing_of: DrawingOf, office: Office, tmp_path: File
) -> None:
    drawing = drawing_of(name)
    (tmp_path / "map.emf").write_bytes(drawing.emf)
    with xlsxwriter.Workbook(tmp_path / "map.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        sheet.set_landscape()
        sheet.set_paper(8)  # A3: the map is as wide as A4 with its margins
        sheet.set_margins(0, 0, 0, 0)
        sheet.insert_image(0, 0, tmp_path / "map.emf", {"object_position": 3})

    pdf = office.pdf(tmp_path / "map.xlsx", tmp_path / "out")

    assert pdf_pages(pdf) == 1
    said = "".join(pdf_text(pdf).split())
    missing = [line for words in words_of(drawing.scene) for line in words.lines if not _is_in(line, said)]
    assert missing == []
    printed, wanted = (
        _ink(picture)
        for picture in (pdf_to_png(pdf, tmp_path / "png", 144)[0], BytesIO(write_png(drawing.svg, 144)))
    )
    # A spreadsheet fits a picture to its cells, which costs it up to half a hundredth of its size.
    assert printed.size == pytest.approx(wanted.size, rel=0.005)
    assert _unlike(printed.resize(wanted.size), wanted) < MOST_UNLIKE
    assert (
        _unlike(ImageChops.offset(wanted, 3, 0), wanted) > 8 * MOST_UNLIKE
    )  # half a millimetre would be seen


def _is_in(line: str, text: str) -> bool:
    return all(word in text for word in line.split())


def _ink(picture: File | BytesIO) -> Image.Image:
    """Return a picture in greys, as much of it as is not white."""
    grey = Image.open(picture).convert("L")
    return grey.crop(ImageOps.invert(grey).getbbox())


def _unlike(some: Image.Image, other: Image.Image) -> float:
    """Return the share of dots that differ by more than a third of black and white, edges being smoothed."""
    smoothed = (picture.filter(ImageFilter.GaussianBlur(1)) for picture in (some, other))
    much = ImageChops.difference(*smoothed).point([255 * (dot > 85) for dot in range(256)])
    return much.histogram()[255] / (other.width * other.height)
