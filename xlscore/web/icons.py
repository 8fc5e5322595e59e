"""The icons of the add-in's ribbon as PNG: a plain picture for each group, drawn here from rectangles, discs and lines.

Excel on the web takes no icon of Excel's own by its name. The label always stands beside the picture.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable
from typing import Final

__all__ = ["HIGH_RESOLUTION", "ICON_SIZES", "icon", "icon_file", "icon_names"]

ICON_SIZES: Final = (16, 32, 80)
HIGH_RESOLUTION: Final = 64

Shape = Callable[[float, float], bool]
"""Whether a point of the unit square, its corner at the top left, is within."""

_INK: Final = (31, 47, 79)
_TEAL: Final = (53, 151, 143)
_AMBER: Final = (244, 185, 66)
_WHITE: Final = (255, 255, 255)
_SMALL: Final = 32
"""Up to this size edges are looked at more closely: a dot is a larger part of the picture there."""


def _box(left: float, top: float, right: float, bottom: float) -> Shape:
    return lambda x, y: left <= x <= right and top <= y <= bottom


def _disc(centre_x: float, centre_y: float, radius: float) -> Shape:
    return lambda x, y: (x - centre_x) ** 2 + (y - centre_y) ** 2 <= radius**2


def _line(x1: float, y1: float, x2: float, y2: float, width: float = 0.09) -> Shape:
    length = math.hypot(x2 - x1, y2 - y1)

    def within(x: float, y: float) -> bool:
        along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length
        across = abs((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length
        return -width / 2 <= along <= length + width / 2 and across <= width / 2

    return within


_Drawn = tuple[tuple[tuple[int, int, int], Shape], ...]
_PICTURES: Final[dict[str, _Drawn]] = {
    "scorecard": (
        (_INK, _box(0.08, 0.08, 0.92, 0.92)),
        (_TEAL, _box(0.2, 0.52, 0.36, 0.8)),
        (_AMBER, _box(0.42, 0.36, 0.58, 0.8)),
        (_WHITE, _box(0.64, 0.2, 0.8, 0.8)),
    ),
    "grades": (
        (_INK, _box(0.08, 0.08, 0.92, 0.92)),
        (_WHITE, _line(0.26, 0.52, 0.44, 0.7, 0.12)),
        (_WHITE, _line(0.44, 0.7, 0.76, 0.3, 0.12)),
    ),
    "scorecards": (
        (_INK, _box(0.06, 0.1, 0.94, 0.9)),
        (_WHITE, _box(0.14, 0.34, 0.46, 0.54)),
        (_WHITE, _box(0.14, 0.62, 0.46, 0.82)),
        (_TEAL, _box(0.54, 0.34, 0.86, 0.54)),
        (_AMBER, _box(0.54, 0.62, 0.86, 0.82)),
    ),
    "month": (
        (_INK, _line(0.08, 0.9, 0.92, 0.9)),
        (_INK, _line(0.08, 0.1, 0.08, 0.9)),
        (_AMBER, _line(0.08, 0.5, 0.92, 0.5, 0.05)),
        (_TEAL, _line(0.2, 0.7, 0.42, 0.36)),
        (_TEAL, _line(0.42, 0.36, 0.62, 0.6)),
        (_TEAL, _line(0.62, 0.6, 0.88, 0.2)),
    ),
    "log": tuple((_INK, _box(0.32, 0.16 + 0.26 * row, 0.92, 0.28 + 0.26 * row)) for row in range(3))
    + tuple((_TEAL, _disc(0.16, 0.22 + 0.26 * row, 0.09)) for row in range(3)),
    "pictures": (
        (_TEAL, _line(0.06, 0.3, 0.5, 0.3, 0.12)),
        (_TEAL, _line(0.5, 0.3, 0.94, 0.74, 0.12)),
        (_AMBER, _line(0.1, 0.8, 0.5, 0.3, 0.12)),
        (_INK, _disc(0.5, 0.3, 0.2)),
        (_WHITE, _disc(0.5, 0.3, 0.11)),
    ),
    "paper": (
        (_INK, _box(0.16, 0.06, 0.84, 0.94)),
        (_WHITE, _box(0.23, 0.13, 0.77, 0.87)),
        *((_INK, _box(0.32, 0.26 + 0.16 * row, 0.68, 0.33 + 0.16 * row)) for row in range(4)),
    ),
    "help": (
        (_INK, _disc(0.5, 0.5, 0.44)),
        (_WHITE, _disc(0.5, 0.27, 0.08)),
        (_WHITE, _box(0.43, 0.42, 0.57, 0.78)),
    ),
}  # fmt: skip


def icon_names() -> tuple[str, ...]:
    """Return the names of the pictures: one for each group of the ribbon, and the add-in's own."""
    return tuple(_PICTURES)


def icon(name: str, size: int, *, outline: bool = False) -> bytes:
    """Return a picture as PNG, `size` dots each way; `outline` gives it in white alone, as the unified manifest asks.

    >>> icon("Grades", 16)[:8]
    b'\\x89PNG\\r\\n\\x1a\\n'
    """
    shapes = _PICTURES[name.lower()]
    rows = b"".join(
        b"\0" + b"".join(_dot(shapes, x, y, size, outline) for x in range(size)) for y in range(size)
    )
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)) + _chunk(
        b"IDAT", zlib.compress(rows, 9)
    ) + _chunk(b"IEND", b"")  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _dot(shapes: _Drawn, x: int, y: int, size: int, outline: bool) -> bytes:
    """Return the four bytes of a dot: its colour, and how much of it is covered."""
    found, looks = [], 4 if size <= _SMALL else 2
    for across in range(looks):
        for down in range(looks):
            at = (x + (across + 0.5) / looks) / size, (y + (down + 0.5) / looks) / size
            # What is drawn last lies on top.
            top = next((colour for colour, within in reversed(shapes) if within(*at)), None)
            if top is not None and not (outline and top is shapes[0][0] and top == _INK):
                found.append(_WHITE if outline else top)
    if not found:
        return b"\0\0\0\0"
    mixed = (round(sum(colour[part] for colour in found) / len(found)) for part in range(3))
    return bytes((*mixed, round(255 * len(found) / looks**2)))


def icon_file(name: str, size: int) -> str:
    """Return where an icon lies on the site.

    >>> icon_file("Scorecard.Grades", 32)
    'icons/grades-32.png'
    """
    return f"icons/{name.rpartition('.')[2].lower()}-{size}.png"
