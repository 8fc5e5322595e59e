"""The protective marking of a map: in the middle above and below everything, on every page that the map is printed on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlscore.tubemap.drawn.shapes import Dashes, Path, Polygon, Scene, Shape, ShapeGroup, Words
from xlscore.tubemap.geometry.fonts import LINE_HEIGHT, MM_PER_POINT, shorten, text_width
from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.model.style import INK, MapPage
from xlscore.tubemap.model.words import MapWords
from xlscore.tubemap.placing.strokes import Curve, Stroke

__all__ = ["marked", "room_for"]

_POINTS: Final = 11.0
_STRIP: Final = 6.0
"""How high the strip is that a marking takes above and below, in mm."""


def room_for(marking: str, page: MapPage) -> MapPage:
    """Return what is left of a page for the map between the strips of its marking, all of it where there is none."""
    return replace(page, height=page.height - 2 * _STRIP) if marking else page


def marked(scene: Scene, marking: str, words: MapWords) -> Scene:
    """Return a drawing that was made for `room_for` with its marking above and below; the first is read out."""
    if not marking:
        return scene
    height = scene.height + 2 * _STRIP
    text = shorten(marking, scene.width, _POINTS, True)
    wide, high = text_width(text, _POINTS, True), _POINTS * MM_PER_POINT * LINE_HEIGHT
    above, below = (
        ShapeGroup(
            "Marking",
            said,
            (Words("Words", (scene.width - wide) / 2, y, wide, high, (text,), _POINTS, INK, True, "c"),),
        )
        for said, y in ((words.say("marking", marking=marking), 0.0), (None, height - high))
    )
    groups = [_lower(group) for group in scene.groups]
    return replace(scene, height=height, groups=(above, *groups, below))


def _lower(group: ShapeGroup) -> ShapeGroup:
    return replace(group, shapes=tuple(_lowered(shape) for shape in group.shapes))


def _lowered(shape: Shape) -> Shape:
    """Return a shape as far down as the strip is high."""
    if isinstance(shape, Path):
        pieces = tuple(
            Curve(_down(piece.first), _down(piece.second), _down(piece.end))
            if isinstance(piece, Curve)
            else _down(piece)
            for piece in shape.stroke.pieces
        )
        return replace(shape, stroke=Stroke(_down(shape.stroke.start), pieces))
    if isinstance(shape, Dashes):
        return replace(shape, pieces=tuple(tuple(_down(point) for point in piece) for piece in shape.pieces))
    if isinstance(shape, Polygon):
        return replace(shape, points=tuple(_down(point) for point in shape.points))
    if isinstance(shape, Words):
        return replace(shape, y=shape.y + _STRIP)
    words = None if shape.words is None else replace(shape.words, y=shape.words.y + _STRIP)
    return replace(shape, y=shape.y + _STRIP, words=words)


def _down(point: Point) -> Point:
    return point[0], point[1] + _STRIP
