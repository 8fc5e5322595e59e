"""Whether the SVG and the DrawingML of a tube map show the same, point by point."""

from __future__ import annotations

from collections.abc import Iterable

from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.judged.readback import Printed, ReadText, read_drawing, read_svg


def furthest_apart(drawing: bytes | str, svg: bytes | str, map_name: str = "") -> float:
    """Return the largest distance, in mm, between the same point of the DrawingML and of the SVG drawing.

    Infinite where one of them has a shape that the other has not, or another text.
    """
    one, other = read_drawing(drawing, map_name), read_svg(svg)
    one_points, other_points = _all_points(one), _all_points(other)
    if [what for what, _ in one_points] != [what for what, _ in other_points]:
        return float("inf")
    return max(
        (
            max(abs(x - z) for x, z in zip(mine, theirs, strict=True))
            for (_, mine), (_, theirs) in zip(one_points, other_points, strict=True)
        ),
        default=0.0,
    )


def _all_points(printed: Printed) -> list[tuple[tuple[str, ...], list[float]]]:
    found: list[tuple[tuple[str, ...], list[float]]] = []
    for group, stroke, width in printed.strokes:
        found.append(((group, "stroke"), [*_flat(stroke.flattened(4)), width]))
    for text in printed.texts:
        found.append(((text.group, text.name, *text.lines), [*_text_numbers(text)]))
    for mark in printed.marks:
        found.append(((mark.group, mark.name), [*_flat(mark.corners), mark.radius, mark.outline]))
    return found


def _flat(points: Iterable[Point]) -> list[float]:
    return [number for point in points for number in point]


def _text_numbers(text: ReadText) -> list[float]:
    return [*text.box, text.points]
