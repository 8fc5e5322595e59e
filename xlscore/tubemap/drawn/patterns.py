"""A line as it is drawn: its stroke in colour, and its pattern in white upon it, the same in every file that it is written to.

Dashes are short strokes of their own, not a dash style: Excel, LibreOffice and a picture would each set that differently.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from xlscore.tubemap.drawn.shapes import Dashes, Panel, Path, Shape
from xlscore.tubemap.geometry.plane import Point, apart
from xlscore.tubemap.model.looks import LineLook, Pattern
from xlscore.tubemap.placing.strokes import Stroke

__all__ = ["CORE", "line_shapes", "tag_edges"]

CORE: Final = "Core"
"""What the white on a line is called."""
_WHITE: Final = "FFFFFF"
_STRIPE, _DASHED = 0.27, 0.4
"""How wide the stripe along a line is, and one in dashes, in widths of the line. The whole one is no wider than the
white between two lanes looks, or neighbours would fall apart into threads."""
_DASH, _DASH_GAP = 1.5, 1.1
_BAR, _BAR_GAP = 0.42, 1.3
"""In widths of the line: how long the white is, and the colour between."""
_EDGE, _EDGE_IN = 0.38, 0.42
"""The stripe along a tag's edge: how wide, and how far its middle is from the edge, in mm."""


def line_shapes(name: str, strokes: Sequence[Stroke], look: LineLook, width: float) -> list[Shape]:
    """Return strokes of a line in its colour, the white of its pattern above all of them."""
    shapes: list[Shape] = [Path(name, stroke, look.colour, width) for stroke in strokes]
    for stroke in strokes:
        if look.pattern is Pattern.CASED:
            shapes.append(Path(CORE, stroke, _WHITE, _STRIPE * width))
        elif look.pattern is not Pattern.PLAIN:
            bars = look.pattern is Pattern.BARRED
            long, gap = (_BAR, _BAR_GAP) if bars else (_DASH, _DASH_GAP)
            pieces = _dashes(stroke.flattened(12), long * width, gap * width)
            if not pieces:
                continue
            # A bar is a hair wider than the line, so that no colour is left at its ends.
            shapes.append(Dashes(CORE, pieces, _WHITE, width + 0.1 if bars else _DASHED * width))
    return shapes


def tag_edges(tag: Panel, look: LineLook) -> list[Shape]:
    """Return the line's pattern along the upper and the lower edge of its name tag."""
    if look.pattern is Pattern.PLAIN:
        return []
    left, right = tag.x + tag.radius, tag.x + tag.width - tag.radius
    shapes: list[Shape] = []
    for y in (tag.y + _EDGE_IN, tag.y + tag.height - _EDGE_IN):
        if look.pattern is Pattern.CASED:
            shapes.append(Path(CORE, Stroke((left, y), ((right, y),)), _WHITE, _EDGE))
            continue
        long, gap = (0.7, 1.6) if look.pattern is Pattern.BARRED else (2.2, 1.2)
        shapes.append(Dashes(CORE, _dashes([(left, y), (right, y)], long, gap), _WHITE, _EDGE))
    return shapes


def _dashes(points: Sequence[Point], long: float, gap: float) -> tuple[tuple[Point, ...], ...]:
    """Return dashes along a path, evenly spaced with half a gap at either end; at least one on any path that has a length.

    >>> _dashes([(0.0, 0.0), (6.0, 0.0)], 2.0, 1.0)
    (((0.5, 0.0), (2.5, 0.0)), ((3.5, 0.0), (5.5, 0.0)))
    """
    reached = [0.0, *accumulate(apart(one, other) for one, other in pairwise(points))]
    count = max(1, round(reached[-1] / (long + gap)))
    step, dash = reached[-1] / count, reached[-1] / count * long / (long + gap)
    dashes = []
    for number in range(count) if reached[-1] else ():
        start, end = number * step + (step - dash) / 2, number * step + (step + dash) / 2
        inner = [point for point, at in zip(points, reached, strict=True) if start < at < end]
        dashes.append((_at(points, reached, start), *inner, _at(points, reached, end)))
    return tuple(dashes)


def _at(points: Sequence[Point], reached: Sequence[float], length: float) -> Point:
    """Return the point of a path at a length along it; `reached` is the length at each of its points."""
    number = min(bisect_right(reached, length), len(points) - 1)
    (x, y), (to_x, to_y) = points[number - 1], points[number]
    share = (length - reached[number - 1]) / ((reached[number] - reached[number - 1]) or 1.0)
    return x + share * (to_x - x), y + share * (to_y - y)
