"""The drawing as an enhanced metafile (EMF), the vector picture that Word takes: the same shapes in the same places as in the SVG.

Records are those of Microsoft's open specification [MS-EMF]. One unit is 0.01 mm of the printed page, on a reference
device of 100 dots to the millimetre, so that Word places the picture at its true size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, radians, sin
from struct import pack

from xlscore.tubemap.drawn.shapes import Dashes, Ellipse, Panel, Path, Polygon, Scene, Shape, Words
from xlscore.tubemap.drawn.svg import EDGE
from xlscore.tubemap.geometry.fonts import BASELINE, MM_PER_POINT, text_width
from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.placing.strokes import Curve, Stroke

__all__ = ["write_emf"]

UNITS_PER_MM = 100
_FACE = "Arial"

# The device that the picture is measured on; its size in dots and in millimetres, larger than any page of ours.
_DEVICE_MM = (500, 400)

(
    _HEADER, _POLYGON, _SET_WINDOW_SIZE, _SET_WINDOW_ORIGIN, _SET_VIEW_SIZE, _SET_VIEW_ORIGIN, _END, _SET_MAP_MODE,
    _SET_BACKGROUND_MODE, _SET_FILL_MODE, _SET_TEXT_ALIGN, _SET_TEXT_COLOUR, _MOVE_TO, _SELECT, _BRUSH,
    _DELETE, _ELLIPSE, _LINE_TO, _BEGIN_PATH, _END_PATH, _CLOSE_FIGURE, _FILL_AND_STROKE, _STROKE, _COMMENT, _FONT,
    _TEXT, _CURVE_TO, _PEN,
) = (
    1, 3, 9, 10, 11, 12, 14, 17, 18, 19, 22, 24, 27, 37, 39, 40, 42, 54, 59, 60, 61, 63, 64, 70, 82, 84, 5, 95,
)  # fmt: skip
_ANISOTROPIC, _TRANSPARENT, _WINDING, _LEFT_ON_BASELINE, _COMPATIBLE = 8, 1, 2, 24, 1
_ROUND_LINE, _FLAT_ENDS = 0x00010000, 0x00010200  # lines of so many units, with round corners
_NO_BRUSH, _NO_PEN = 0x80000005, 0x80000008
_GROUP_BEGINS, _GROUP_ENDS = 2, 3
_FAR = (0, 0, -1, -1)  # the bounds of a record, which readers work out themselves

# How far the handles of a quarter circle reach, in radii.
_QUARTER = 0.552285


def write_emf(scene: Scene) -> bytes:
    """Return the drawing as an enhanced metafile; its description is the map's title, each group has its sentence."""
    scale = UNITS_PER_MM * scene.magnified
    wide, high = (round((side + 2 * EDGE) * scale) for side in (scene.width, scene.height))
    made = _Metafile(scale)
    made.begin(wide, high)
    for group in scene.groups:
        made.say(_GROUP_BEGINS, f"{group.name}: {group.alt}" if group.alt else group.name, (wide, high))
        for shape in group.shapes:
            made.draw(shape)
        made.say(_GROUP_ENDS)
    return made.finished(wide, high, scene.alt)


def _colour(colour: str) -> int:
    """Return a colour as a metafile has it, with red in the lowest byte."""
    return int.from_bytes(bytes.fromhex(colour), "little")


@dataclass
class _Metafile:
    """A metafile in the making: its records, and the pens, brushes and fonts that were made for them."""

    scale: float
    records: list[bytes] = field(default_factory=list)
    handles: dict[bytes, int] = field(default_factory=dict)
    selected: dict[str, int] = field(default_factory=dict)

    def record(self, number: int, body: bytes = b"") -> None:
        body += b"\0" * (-len(body) % 4)
        self.records.append(pack("<2I", number, len(body) + 8) + body)

    def begin(self, wide: int, high: int) -> None:
        """Set the measures, and lay white paper under everything."""
        self.record(_SET_MAP_MODE, pack("<I", _ANISOTROPIC))
        self.record(_SET_WINDOW_ORIGIN, pack("<2i", 0, 0))
        self.record(_SET_WINDOW_SIZE, pack("<2i", wide, high))
        self.record(_SET_VIEW_ORIGIN, pack("<2i", 0, 0))
        self.record(_SET_VIEW_SIZE, pack("<2i", wide, high))
        self.record(_SET_BACKGROUND_MODE, pack("<I", _TRANSPARENT))
        self.record(_SET_FILL_MODE, pack("<I", _WINDING))
        self.record(_SET_TEXT_ALIGN, pack("<I", _LEFT_ON_BASELINE))
        self.look("FFFFFF", "", 0.0)
        self.polygon(((0, 0), (wide, 0), (wide, high), (0, high)))

    def finished(self, wide: int, high: int, said: str) -> bytes:
        """Return the whole file: its header with the description, and all its records."""
        for handle in self.handles.values():
            self.record(_DELETE, pack("<I", handle))
        self.record(_END, pack("<3I", 0, 0, 20))
        words = f"xlscore\0{said}\0\0".encode("utf-16-le")
        length = 108 + len(words) + (-len(words) % 4)
        body = pack(
            "<8i4I2H3I4i3I2i",
            *(0, 0, wide - 1, high - 1),  # in dots, the last ones included
            *(0, 0, wide, high),  # in 0.01 mm
            *(0x464D4520, 0x00010000, length + sum(map(len, self.records)), len(self.records) + 1),
            *(len(self.handles) + 1, 0),
            *(len(words) // 2, 108, 0),
            *(side * UNITS_PER_MM for side in _DEVICE_MM),
            *_DEVICE_MM,
            *(0, 0, 0),  # no pixel format, no OpenGL
            *(side * 1000 for side in _DEVICE_MM),
        )
        self.records, drawn = [], self.records
        self.record(_HEADER, body + words)
        return b"".join(self.records + drawn)

    def say(self, kind: int, words: str = "", size: tuple[int, int] = (0, 0)) -> None:
        """Begin a group with its words, or end one; they draw nothing."""
        body = b"GDIC" + pack("<I", kind)
        if kind == _GROUP_BEGINS:
            told = words.encode("utf-16-le")
            body += pack("<4iI", 0, 0, *size, len(told) // 2) + told
        self.record(_COMMENT, pack("<I", len(body)) + body)

    # -- looks --

    def _take(self, kind: str, number: int, body: bytes) -> None:
        """Select a pen, a brush or a font, having made it when it is needed first."""
        mark = pack("<I", number) + body
        if mark not in self.handles:
            self.handles[mark] = len(self.handles) + 1
            self.record(number, pack("<I", self.handles[mark]) + body)
        self._select(kind, self.handles[mark])

    def _select(self, kind: str, handle: int) -> None:
        if self.selected.get(kind) != handle:
            self.selected[kind] = handle
            self.record(_SELECT, pack("<I", handle))

    def look(self, fill: str, outline: str, width: float, line: int = _ROUND_LINE) -> None:
        """Take the brush and the pen of the next shape; a colour "" is none."""
        if fill:
            self._take("brush", _BRUSH, pack("<3I", 0, _colour(fill), 0))
        else:
            self._select("brush", _NO_BRUSH)
        if outline and width:
            kind = pack("<2I", line, max(1, round(width * self.scale)))
            self._take("pen", _PEN, bytes(16) + kind + pack("<4I", 0, _colour(outline), 0, 0))
        else:
            self._select("pen", _NO_PEN)

    def font(self, points: float, bold: bool) -> None:
        """Take the typeface of the next words."""
        height = round(points * MM_PER_POINT * self.scale)
        looks = pack("<5i8B", -height, 0, 0, 0, 700 if bold else 400, 0, 0, 0, 0, 4, 0, 0, 0x22)
        face = _FACE.encode("utf-16-le")
        # Behind the face stand its full name, its style and its panose numbers, which may be left open.
        self._take("font", _FONT, looks + face.ljust(64, b"\0") + bytes(128 + 64 + 24 + 12))

    # -- shapes --

    def at(self, point: Point) -> tuple[int, int]:
        """Return a point of the scene in units of the metafile."""
        return round((point[0] + EDGE) * self.scale), round((point[1] + EDGE) * self.scale)

    def draw(self, shape: Shape) -> None:
        if isinstance(shape, Words):
            self.words(shape)
            return
        if isinstance(shape, Path):
            self.look("", shape.colour, shape.width)
            self.stroke(shape.stroke)
            self.record(_STROKE, pack("<4i", *_FAR))
            return
        if isinstance(shape, Dashes):
            self.look("", shape.colour, shape.width, _FLAT_ENDS)
            for first, *others in shape.pieces:
                self.stroke(Stroke(first, tuple(others)))
                self.record(_STROKE, pack("<4i", *_FAR))
            return
        self.look(shape.fill, shape.outline, shape.outline_width)
        if isinstance(shape, Polygon):
            self.polygon([self.at(point) for point in shape.points])
            return
        if isinstance(shape, Ellipse):
            corners = (shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)
            self.record(_ELLIPSE, pack("<4i", *self.at(corners[0]), *self.at(corners[1])))
        else:
            self.stroke(_outline(shape), closed=True)
            self.record(_FILL_AND_STROKE, pack("<4i", *_FAR))
        if shape.words:
            self.words(shape.words)

    def polygon(self, corners: Sequence[tuple[int, int]]) -> None:
        body = b"".join(pack("<2i", *corner) for corner in corners)
        self.record(_POLYGON, pack("<4iI", *_FAR, len(corners)) + body)

    def stroke(self, stroke: Stroke, *, closed: bool = False) -> None:
        """Make a path of a stroke, to be drawn by the next record."""
        self.record(_BEGIN_PATH)
        self.record(_MOVE_TO, pack("<2i", *self.at(stroke.start)))
        for piece in stroke.pieces:
            if isinstance(piece, Curve):
                points = (self.at(point) for point in (piece.first, piece.second, piece.end))
                self.record(_CURVE_TO, pack("<4iI", *_FAR, 3) + b"".join(pack("<2i", *p) for p in points))
            else:
                self.record(_LINE_TO, pack("<2i", *self.at(piece)))
        if closed:
            self.record(_CLOSE_FIGURE)
        self.record(_END_PATH)

    def words(self, words: Words) -> None:
        size = words.points * MM_PER_POINT
        step = words.height / max(1, len(words.lines))
        self.font(words.points, words.bold)
        self.record(_SET_TEXT_COLOUR, pack("<I", _colour(words.colour)))
        for number, line in enumerate(words.lines):
            spare = words.width - text_width(line, words.points, words.bold)
            x = words.x + {"l": 0.0, "c": spare / 2, "r": spare}[words.align]
            self.line(line, (x, words.y + number * step + BASELINE * size), words)

    def line(self, line: str, start: Point, words: Words) -> None:
        """Draw one line of text; every letter is told its width, so the line is as wide in any program."""
        said = line.encode("utf-16-le")
        ends = [0]
        for number, letter in enumerate(line, 1):
            end = round(text_width(line[:number], words.points, words.bold) * self.scale)
            ends += [end] * (1 + (ord(letter) > 0xFFFF))  # a letter of two units has its width on the first
        advances = [end - before for before, end in pairwise(ends)]
        told = 76 + len(said) + (-len(said) % 4)
        self.record(
            _TEXT,
            pack("<4iI2f", *_FAR, _COMPATIBLE, 1.0, 1.0)
            + pack("<2i3I4iI", *self.at(start), len(advances), 76, 0, *_FAR, told)
            + said.ljust(told - 76, b"\0")
            + pack(f"<{len(advances)}I", *advances),
        )


def _outline(panel: Panel) -> Stroke:
    """Return the outline of a rectangle with round corners, turned about its middle."""
    middle_x, middle_y = panel.x + panel.width / 2, panel.y + panel.height / 2
    across, down = cos(radians(panel.angle)), sin(radians(panel.angle))
    radius = min(panel.radius, panel.width / 2, panel.height / 2)

    def turned(x: float, y: float) -> Point:
        return middle_x + x * across - y * down, middle_y + x * down + y * across

    pieces: list[Point | Curve] = []
    start: Point | None = None
    for right, below in ((1, -1), (1, 1), (-1, 1), (-1, -1)):
        corner = right * panel.width / 2, below * panel.height / 2
        # Clockwise: a corner is come to along one side and left along the next.
        come, left = ((-right, 0), (0, -below)) if right * below < 0 else ((0, -below), (-right, 0))
        first = turned(corner[0] + come[0] * radius, corner[1] + come[1] * radius)
        last = turned(corner[0] + left[0] * radius, corner[1] + left[1] * radius)
        if start is None:
            start = first
        else:
            pieces.append(first)
        if radius:
            bent = radius * (1 - _QUARTER)
            one, other = (turned(corner[0] + x * bent, corner[1] + y * bent) for x, y in (come, left))
            pieces.append(Curve(one, other, last))
    assert start is not None
    return Stroke(start, tuple(pieces))
