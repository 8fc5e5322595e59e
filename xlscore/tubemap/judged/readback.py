"""A drawing read back from its file: what is printed where, from DrawingML or from SVG.

Nothing here knows how a drawing was laid out. Shapes are told apart by the names that a person sees in Excel's
selection pane ("Station: …", "Line: …", "Tag: …"), and text is measured with Arial's widths. Documents with a
DTD are refused, so no entity is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, radians, sin
from typing import TypeAlias
from xml.etree import ElementTree

from xlscore.tubemap.drawn.drawingml import EMU
from xlscore.tubemap.drawn.patterns import CORE
from xlscore.tubemap.drawn.shapes import MAP
from xlscore.tubemap.geometry.fonts import BASELINE, LINE_HEIGHT, MM_PER_POINT, text_width
from xlscore.tubemap.geometry.plane import Point, Sides
from xlscore.tubemap.model.network import TubeMapError
from xlscore.tubemap.placing.strokes import Curve, Stroke

__all__ = ["Mark", "Printed", "ReadText", "read_drawing", "read_svg"]

Box: TypeAlias = Sides
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_S = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class ReadText:
    """Printed lines: the group and the name of their shape, the box the ink takes, and the size in points."""

    group: str
    name: str
    lines: tuple[str, ...]
    box: Box
    points: float


@dataclass(frozen=True)
class Mark:
    """A filled shape: its corners before rounding, in order, its corner radius, and its outline's width."""

    group: str
    name: str
    corners: tuple[Point, ...]
    radius: float
    outline: float


@dataclass
class Printed:
    """Everything on one printed map; boxes are left, top, right, bottom in millimetres."""

    width: float
    height: float
    strokes: list[tuple[str, Stroke, float]] = field(default_factory=list)
    texts: list[ReadText] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    cores: list[tuple[str, tuple[Stroke, ...], float]] = field(default_factory=list)
    """The white upon lines and tags that is their pattern."""


def _parsed(data: bytes | str) -> ElementTree.Element:
    raw = data.encode() if isinstance(data, str) else data
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise TubeMapError("The drawing has a document type definition, which no drawing of ours has.")
    try:
        return ElementTree.fromstring(raw)
    except ElementTree.ParseError as error:
        raise TubeMapError("The drawing is not well-formed XML, so it cannot be read.") from error


def _set_text(
    group: str, name: str, lines: tuple[str, ...], points: float, bold: bool, align: str, box: Box
) -> ReadText:
    """Return text as it prints in a box: lines aligned across, and the block in the middle of the height."""
    left, top, right, bottom = box
    widest = max(text_width(line, points, bold) for line in lines)
    x = {"l": left, "ctr": (left + right - widest) / 2, "r": right - widest}[align]
    high = len(lines) * points * MM_PER_POINT * LINE_HEIGHT
    y = (top + bottom - high) / 2
    return ReadText(group, name, lines, (x, y, x + widest, y + high), points)


# -- DrawingML ------------------------------------------------------------------------------------------


def read_drawing(data: bytes | str, map_name: str = "") -> Printed:
    """Return the map that a DrawingML part draws; with several maps, the one of that name."""
    root = _parsed(data)
    for anchor in root.iter(f"{_X}oneCellAnchor"):
        named = anchor.find(f"{_X}grpSp/{_X}nvGrpSpPr/{_X}cNvPr")
        if named is not None and named.get("name", "").startswith(MAP):
            if map_name and named.get("name") != f"{MAP}{map_name}":
                continue
            size = anchor.find(f"{_X}ext")
            assert size is not None
            printed = Printed(_mm(size, "cx"), _mm(size, "cy"))
            group = anchor.find(f"{_X}grpSp")
            assert group is not None
            _read_group(group, "", (1.0, 0.0, 0.0), printed)
            return printed
    raise TubeMapError("The drawing holds no tube map of that name.")


def _mm(element: ElementTree.Element, name: str) -> float:
    return int(element.get(name, "0")) / EMU


def _frame(properties: ElementTree.Element) -> tuple[Box, Box, int]:
    """Return the frame of a shape and of its children as left, top, width, height, and its angle in degrees."""
    xfrm = properties.find(f"{_A}xfrm")
    assert xfrm is not None
    found = []
    for off, ext in (("off", "ext"), ("chOff", "chExt")):
        place, size = xfrm.find(f"{_A}{off}"), xfrm.find(f"{_A}{ext}")
        if place is not None and size is not None:
            found.append((_mm(place, "x"), _mm(place, "y"), _mm(size, "cx"), _mm(size, "cy")))
    return found[0], found[-1], int(xfrm.get("rot", "0")) // 60000


def _read_group(
    element: ElementTree.Element, owner: str, moved: tuple[float, float, float], out: Printed
) -> None:
    """Read a group; `moved` is the factor and the shift from its frame's units to the page."""
    properties = element.find(f"{_X}grpSpPr")
    named = element.find(f"{_X}nvGrpSpPr/{_X}cNvPr")
    assert properties is not None
    assert named is not None
    _listen(named, out)
    outer, inner, _ = _frame(properties)
    factor = outer[2] / inner[2] if inner[2] else 1.0
    scale, across, down = moved
    here = (
        scale * factor,
        across + scale * (outer[0] - inner[0] * factor),
        down + scale * (outer[1] - inner[1] * factor),
    )
    name = named.get("name", "")
    for child in element:
        if child.tag == f"{_X}grpSp":
            _read_group(child, name, here, out)
        elif child.tag == f"{_X}sp":
            _read_shape(child, name, here, out)


def _listen(named: ElementTree.Element, out: Printed) -> None:
    """Note a shape that has neither an alternative text nor the mark of decoration."""
    decorative = any(node.tag.endswith("}decorative") and node.get("val") == "1" for node in named.iter())
    if not named.get("descr", "").strip() and not decorative:
        out.silent.append(named.get("name", ""))


def _read_shape(
    element: ElementTree.Element, group: str, moved: tuple[float, float, float], out: Printed
) -> None:
    named = element.find(f"{_X}nvSpPr/{_X}cNvPr")
    properties = element.find(f"{_X}spPr")
    assert named is not None
    assert properties is not None
    _listen(named, out)
    name = named.get("name", "")
    scale, across, down = moved
    (left, top, width, height), _, angle = _frame(properties)
    left, top = left * scale + across, top * scale + down
    width, height = width * scale, height * scale
    line = properties.find(f"{_A}ln")
    outline = _mm(line, "w") * scale if line is not None else 0.0
    form = properties.find(f"{_A}custGeom")
    if form is not None:
        closed, strokes = _free_form(form, left, top, scale)
        stroke = strokes[0]
        if name == CORE:
            out.cores.append((group, strokes, outline))
        elif closed:
            out.marks.append(Mark(group, name, (stroke.start, *stroke.flattened()[1:]), 0.0, outline))
        else:
            out.strokes.append((group, stroke, outline))
        return
    preset = properties.find(f"{_A}prstGeom")
    assert preset is not None
    kind = preset.get("prst", "")
    body = element.find(f"{_X}txBody")
    if properties.find(f"{_A}solidFill") is not None:
        radius = min(width, height) / 2 if kind == "ellipse" else 0.0
        guide = preset.find(f"{_A}avLst/{_A}gd")
        if guide is not None:
            radius = int(guide.get("fmla", "val 0").split()[1]) / 100000 * min(width, height)
        corners = _corners((left, top, width, height), angle)
        out.marks.append(Mark(group, name, corners, radius, outline))
    if body is not None:
        out.texts.append(_read_text(body, group, name, (left, top, left + width, top + height)))


def _free_form(
    form: ElementTree.Element, left: float, top: float, scale: float
) -> tuple[bool, tuple[Stroke, ...]]:
    """Return whether a free form is closed, and its strokes; only the white of a pattern has several."""
    path = form.find(f"{_A}pathLst/{_A}path")
    assert path is not None
    strokes: list[tuple[Point, list[Point | Curve]]] = []
    closed = False
    for command in path:
        points = [(_mm(pt, "x") * scale + left, _mm(pt, "y") * scale + top) for pt in command.iter(f"{_A}pt")]
        if command.tag == f"{_A}moveTo":
            strokes.append((points[0], []))
        elif command.tag == f"{_A}cubicBezTo":
            strokes[-1][1].append(Curve(*points))
        elif command.tag == f"{_A}close":
            closed = True
        else:
            strokes[-1][1].append(points[0])
    return closed, tuple(Stroke(start, tuple(pieces)) for start, pieces in strokes)


def _corners(frame: Box, angle: int) -> tuple[Point, ...]:
    left, top, width, height = frame
    middle = (left + width / 2, top + height / 2)
    c, s = cos(radians(angle)), sin(radians(angle))
    return tuple(
        (
            middle[0] + x * width / 2 * c - y * height / 2 * s,
            middle[1] + x * width / 2 * s + y * height / 2 * c,
        )
        for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    )


def _read_text(body: ElementTree.Element, group: str, name: str, box: Box) -> ReadText:
    lines = []
    points, bold, align = 0.0, False, "l"
    for paragraph in body.findall(f"{_A}p"):
        looks = paragraph.find(f"{_A}pPr")
        align = looks.get("algn", "l") if looks is not None else "l"
        for run in paragraph.findall(f"{_A}r/{_A}rPr"):
            points, bold = int(run.get("sz", "1800")) / 100, run.get("b") == "1"
        lines.append("".join(text.text or "" for text in paragraph.iter(f"{_A}t")))
    return _set_text(group, name, tuple(lines), points, bold, align, box)


# -- SVG ------------------------------------------------------------------------------------------------


def read_svg(data: bytes | str) -> Printed:
    """Return the map that an SVG document of ours draws."""
    root = _parsed(data)
    width, height = (float(root.get(side, "0mm").removesuffix("mm")) for side in ("width", "height"))
    scale = width / float(root.get("viewBox", "0 0 1 1").split()[2])
    printed = Printed(width, height)
    for group in root.findall(f"{_S}g"):
        name = group.get("data-name", "")
        for shape in group:
            _read_svg_shape(shape, name, scale, printed)
    return printed


def _numbers(text: str, scale: float) -> Iterator[float]:
    return (float(number) * scale for number in re.findall(r"-?\d+(?:\.\d+)?", text))


def _read_svg_shape(shape: ElementTree.Element, group: str, scale: float, out: Printed) -> None:
    name = shape.get("data-name", "")
    kind = shape.tag.removeprefix(_S)

    def value(attribute: str) -> float:
        return float(shape.get(attribute, "0")) * scale

    outline = value("stroke-width")
    if kind == "path":
        strokes = _svg_path(shape.get("d", ""), scale)
        if name == CORE:
            out.cores.append((group, strokes, outline))
        else:
            out.strokes.append((group, strokes[0], outline))
    elif kind == "polygon":
        numbers = list(_numbers(shape.get("points", ""), scale))
        corners = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        out.marks.append(Mark(group, name, corners, 0.0, outline))
    elif kind == "ellipse":
        rx, ry = value("rx"), value("ry")
        frame = (value("cx") - rx, value("cy") - ry, 2 * rx, 2 * ry)
        out.marks.append(Mark(group, name, _corners(frame, 0), min(rx, ry), outline))
    elif kind == "rect":
        turned = re.match(r"rotate\((\d+)", shape.get("transform", ""))
        frame = (value("x"), value("y"), value("width"), value("height"))
        corners = _corners(frame, int(turned[1]) if turned else 0)
        out.marks.append(Mark(group, name, corners, value("rx"), outline))
    elif kind == "text":
        out.texts.append(_svg_text(shape, group, name, scale))


def _svg_path(text: str, scale: float) -> tuple[Stroke, ...]:
    strokes: list[tuple[Point, list[Point | Curve]]] = []
    for letter, arguments in re.findall(r"([MLC])([^MLC]*)", text):
        numbers = list(_numbers(arguments, scale))
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter == "M":
            strokes.append((points[0], []))
        else:
            strokes[-1][1].append(Curve(*points) if letter == "C" else points[0])
    return tuple(Stroke(start, tuple(pieces)) for start, pieces in strokes)


def _svg_text(shape: ElementTree.Element, group: str, name: str, scale: float) -> ReadText:
    points = float(shape.get("font-size", "0")) * scale / MM_PER_POINT
    bold = shape.get("font-weight") == "bold"
    spans = shape.findall(f"{_S}tspan")
    lines = tuple(span.text or "" for span in spans)
    x = float(spans[0].get("x", "0")) * scale
    widest = max(text_width(line, points, bold) for line in lines)
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.get("text-anchor", "start")] * widest
    size = points * MM_PER_POINT
    top = float(spans[0].get("y", "0")) * scale - BASELINE * size
    return ReadText(
        group, name, lines, (left, top, left + widest, top + len(lines) * size * LINE_HEIGHT), points
    )
