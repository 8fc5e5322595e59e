"""The few kinds of shapes a drawing is made of; both writers draw these and nothing else.

Millimetres, x to the right and y downwards. A group is what a person selects, names and hears read out: its
`alt` is a full sentence, or None where the group only decorates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from xlscore.tubemap.placing.strokes import Stroke

__all__ = [
    "GRADE",
    "KEY",
    "LINE",
    "MAP",
    "STATION",
    "TAG",
    "Dashes",
    "Ellipse",
    "Panel",
    "Path",
    "Polygon",
    "Scene",
    "Shape",
    "ShapeGroup",
    "Words",
]

MAP: Final = "Tube map: "
STATION: Final = "Station: "
LINE: Final = "Line: "
TAG: Final = "Tag: "
KEY: Final = "Key: "
"""How the names of groups begin by which a person finds them in the selection pane, and we find them again."""
GRADE: Final = "Grade"
"""The disc of a station; of several, each has its line's name behind it."""


@dataclass(frozen=True)
class Words:
    """Lines of text in a box that fits them; `align` is l, c or r. The text never wraps by itself."""

    name: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    points: float
    colour: str
    bold: bool = False
    align: str = "l"


@dataclass(frozen=True)
class Panel:
    """A rectangle with round corners, turned by `angle` degrees about its middle, perhaps with centred words."""

    name: str
    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: str
    outline: str = ""
    outline_width: float = 0.0
    angle: int = 0
    words: Words | None = None


@dataclass(frozen=True)
class Ellipse:
    """A circle or an ellipse, perhaps with centred words."""

    name: str
    x: float
    y: float
    width: float
    height: float
    fill: str
    outline: str = ""
    outline_width: float = 0.0
    words: Words | None = None


@dataclass(frozen=True)
class Polygon:
    """A closed shape with straight sides; without a fill it is white with an outline."""

    name: str
    points: tuple[tuple[float, float], ...]
    fill: str
    outline: str = ""
    outline_width: float = 0.0


@dataclass(frozen=True)
class Path:
    """A line of the map: a stroke with round ends."""

    name: str
    stroke: Stroke
    colour: str
    width: float


@dataclass(frozen=True)
class Dashes:
    """Short strokes with straight ends, all of one look: what is dashed is drawn so, for no two programs set a dash style alike."""

    name: str
    pieces: tuple[tuple[tuple[float, float], ...], ...]
    colour: str
    width: float


Shape = Words | Panel | Ellipse | Polygon | Path | Dashes


@dataclass(frozen=True)
class ShapeGroup:
    """Shapes that belong together."""

    name: str
    alt: str | None
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Scene:
    """A whole drawing: its size at the A4 measure, and how much bigger everything is printed."""

    name: str
    alt: str
    width: float
    height: float
    magnified: float
    groups: tuple[ShapeGroup, ...] = field(default=())
