"""Plane geometry: where segments meet, how far apart things are, whether boxes touch. Millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import TypeAlias

__all__ = ["Point", "Sides", "apart", "between", "crosses", "gap", "meet", "nearest", "overlap", "to_segment"]

Point: TypeAlias = "tuple[float, float]"
Sides: TypeAlias = "tuple[float, float, float, float]"
"""Left, top, right and bottom of a box."""


def apart(one: Point, other: Point) -> float:
    """Return the distance of two points."""
    return sqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)


def meet(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Return where two segments cross, each away from its own ends or at its first one.

    >>> meet((0, 0), (2, 2), (0, 2), (2, 0))
    (1.0, 1.0)
    """
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    cross = rx * sy - ry * sx
    if abs(cross) < 1e-9:
        return None
    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
    u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
    return (a[0] + t * rx, a[1] + t * ry) if 0 <= t < 1 and 0 <= u < 1 else None


def nearest(point: Point, a: Point, b: Point) -> Point:
    """Return the point of a segment that is nearest to a point."""
    square = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    t = 0.0
    if square:
        t = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / square
        t = min(1.0, max(0.0, t))
    return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])


def to_segment(point: Point, a: Point, b: Point) -> float:
    """Return the distance of a point from a segment."""
    return apart(point, nearest(point, a, b))


def between(a: Point, b: Point, c: Point, d: Point) -> float:
    """Return the distance of two segments."""
    if meet(a, b, c, d):
        return 0.0
    return min(to_segment(a, c, d), to_segment(b, c, d), to_segment(c, a, b), to_segment(d, a, b))


def overlap(one: Sides, other: Sides, slack: float = 0.0) -> bool:
    """Return whether two boxes overlap by more than `slack`."""
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


def crosses(box: Sides, points: Sequence[Point], half: float, slack: float = 0.0) -> bool:
    """Return whether a line of that half width through points runs into a box by more than `slack`."""
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    sides = [(corners[at], corners[(at + 1) % 4]) for at in range(4)]
    for one, other in pairwise(points):
        if max(one[0], other[0]) < left - half or min(one[0], other[0]) > right + half:
            continue
        if max(one[1], other[1]) < top - half or min(one[1], other[1]) > bottom + half:
            continue
        if left < one[0] < right and top < one[1] < bottom:
            return True
        if any(between(one, other, *side) < half - slack for side in sides):
            return True
    return False


def gap(box: Sides, points: Sequence[Point]) -> float:
    """Return the distance of a box from a line through points; 0 where it runs into the box.

    >>> gap((0, 0, 2, 2), [(5, 0), (5, 9)])
    3.0
    """
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    if any(left <= x <= right and top <= y <= bottom for x, y in points):
        return 0.0
    return min(between(*piece, *side) for piece in pairwise(points) for side in pairwise(corners))
