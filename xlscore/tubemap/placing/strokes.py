"""Exact geometry of the lines on the page: lanes beside each other, and corners with one common centre.

All lengths are millimetres, x to the right and y downwards. A stroke is a list of straight and curved pieces;
a curved piece is one cubic Bézier curve, as DrawingML and SVG both draw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, pi, sqrt

from xlscore.tubemap.geometry.plane import Point, apart
from xlscore.tubemap.geometry.routes import STEP, turn
from xlscore.tubemap.placing.runs import Run, Way

__all__ = ["Corners", "Curve", "Stroke", "innermost", "runs_back", "station_point", "stroke_of"]

SLANT = sqrt(0.5)
UNIT = tuple((x * SLANT, y * SLANT) if x and y else (float(x), float(y)) for x, y in STEP)

# tan(θ/2) of a corner, and how far the handles of its curve reach, in radii: 4/3 · tan(θ/4).
_TANGENT = (0.0, sqrt(2.0) - 1, 1.0, sqrt(2.0) + 1)
_HANDLE = (0.0, 0.265216, 0.552285, 0.8954)

BARELY = 0.3
"""Millimetres by which a line may be drawn back: its rounded corners hide as much."""
BACK = 4
"""How many times 45° a line turns that goes back where it came from."""

# At a station a rounded corner may cut off so much, in mm, that the line is still seen to pass there; the
# largest radius that does is so many times as long. The sharpest corner points to the side, where a marker is
# narrowest, and cuts off 1.5 mm at most.
STRAY = 1.8
_SHARPEST = (0.0, 12.1, 2.41, 0.5, 0.0)


@dataclass(frozen=True)
class Curve:
    """A curve that goes on from the point before it: two handles and the point where it ends."""

    first: Point
    second: Point
    end: Point


@dataclass(frozen=True)
class Stroke:
    """A drawn path: where it starts, and its pieces; a plain point is a straight piece to there."""

    start: Point
    pieces: tuple[Point | Curve, ...]

    def flattened(self, parts: int = 6) -> list[Point]:
        """Return the path as points with straight lines between, a curve in so many parts."""
        points = [self.start]
        for piece in self.pieces:
            if isinstance(piece, Curve):
                (x0, y0), (x1, y1) = points[-1], piece.first
                (x2, y2), (x3, y3) = piece.second, piece.end
                for part in range(1, parts + 1):
                    t = part / parts
                    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                    points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
            else:
                points.append(piece)
        return points

    @property
    def turning(self) -> float:
        """Return how far it turns in all, in units of 45°."""
        points = [self.start]
        for point in self.flattened(8)[1:]:
            if apart(points[-1], point) > 0.01:
                points.append(point)
        angles = [atan2(y1 - y0, x1 - x0) for (x0, y0), (x1, y1) in pairwise(points)]
        turned = sum(abs((after - before + pi) % (2 * pi) - pi) for before, after in pairwise(angles))
        return turned / (pi / 4)


def _on_lane(run: Run, unit: float, lane: float, origin: Point) -> Point:
    """Return a point of the page on the middle of a run's lane, beside where the run starts."""
    across, down = UNIT[run.direction]
    offset = run.offset * lane
    return (
        origin[0] + run.start[0] * unit - down * offset,
        origin[1] + run.start[1] * unit + across * offset,
    )


def _foot(run: Run, point: Point, unit: float, lane: float, origin: Point) -> Point:
    """Return the point of a run's lane that is nearest to a point of the page."""
    start = _on_lane(run, unit, lane, origin)
    across, down = UNIT[run.direction]
    along = (point[0] - start[0]) * across + (point[1] - start[1]) * down
    return start[0] + along * across, start[1] + along * down


def _meeting(before: Run, after: Run, unit: float, lane: float, origin: Point) -> Point:
    """Return where the lanes of two runs meet."""
    (x, y), (to_x, to_y) = (_on_lane(run, unit, lane, origin) for run in (before, after))
    (a, b), (c, d) = UNIT[before.direction], UNIT[after.direction]
    cross = a * d - b * c
    if abs(cross) < 1e-9:
        return to_x, to_y
    along = ((to_x - x) * d - (to_y - y) * c) / cross
    return x + along * a, y + along * b


Corners = dict[tuple[tuple[int, int], frozenset[int]], float]


def _corner_key(before: Run, after: Run) -> tuple[tuple[int, int], frozenset[int]]:
    return after.start, frozenset(((before.direction + 4) % 8, after.direction))


def _inward(before: Run, after: Run) -> float:
    """Return how many lanes a line runs on the inner side of its corner."""
    right = (after.direction - before.direction) % 8 < 4
    offset = (before.offset + after.offset) / 2
    return offset if right else -offset


def innermost(ways: Sequence[Way]) -> Corners:
    """Return, for each corner, how many lanes inside the middle its innermost line runs."""
    found: Corners = {}
    for way in ways:
        for before, after in pairwise(way.runs):
            key = _corner_key(before, after)
            found[key] = max(found.get(key, 0.0), _inward(before, after))
    return found


def stroke_of(way: Way, unit: float, lane: float, corner: float, origin: Point, corners: Corners) -> Stroke:
    """Return the stroke of one path of a line; corners of lanes beside each other have one centre."""
    runs = way.runs
    stops = {at for at, _ in way.stops}
    points = _corners_of(way, unit, lane, origin)
    lengths = [apart(one, other) for one, other in pairwise(points)]
    pieces: list[Point | Curve] = []
    for index, (before, after) in enumerate(pairwise(runs)):
        turned = turn(before.direction, after.direction)
        inside = corners.get(_corner_key(before, after), 0.0)
        radius = corner + (inside - _inward(before, after)) * lane
        room = min(
            lengths[index] * (0.5 if index else 0.95),
            lengths[index + 1] * (0.5 if index + 2 < len(runs) else 0.95),
        )
        if after.start in stops:
            radius = min(radius, STRAY * _SHARPEST[turned])
        tangent = min(radius * _TANGENT[turned], room) if turned < BACK else 0.0
        pieces += _corner(points[index + 1], before.direction, after.direction, turned, tangent)
        if turned == BACK:
            # Straight across to the lane on which the line goes back.
            pieces.append(_foot(after, _page(after.start, unit, origin), unit, lane, origin))
    pieces.append(points[-1])
    return Stroke(points[0], tuple(pieces))


def _corners_of(way: Way, unit: float, lane: float, origin: Point) -> list[Point]:
    """Return where the lane of a path begins, where its runs meet, and where it ends."""
    first, last = way.runs[0], way.runs[-1]
    points = [_foot(first, _page(first.start, unit, origin), unit, lane, origin)]
    for before, after in pairwise(way.runs):
        if turn(before.direction, after.direction) == BACK:
            points.append(_foot(before, _page(after.start, unit, origin), unit, lane, origin))
        else:
            points.append(_meeting(before, after, unit, lane, origin))
    points.append(_foot(last, _page(last.end, unit, origin), unit, lane, origin))
    return points


def turning_of(strokes: Iterable[Stroke]) -> int:
    """Return how often lines turn as they are drawn, in units of 45°, where they change their lanes too."""
    return round(sum(stroke.turning for stroke in strokes))


def runs_back(way: Way, unit: float, lane: float, origin: Point) -> int:
    """Return how many runs of a path are so short, their neighbours' lanes so far aside, that the line is drawn back along them."""
    count = 0
    for run, ((x0, y0), (x1, y1)) in zip(
        way.runs, pairwise(_corners_of(way, unit, lane, origin)), strict=True
    ):
        across, down = UNIT[run.direction]
        count += (x1 - x0) * across + (y1 - y0) * down < -BARELY
    return count


def _corner(at: Point, before: int, after: int, turned: int, tangent: float) -> list[Point | Curve]:
    if tangent < 0.05:
        return [at]
    (a, b), (c, d) = UNIT[before], UNIT[after]
    start = (at[0] - a * tangent, at[1] - b * tangent)
    end = (at[0] + c * tangent, at[1] + d * tangent)
    handle = tangent / _TANGENT[turned] * _HANDLE[turned]
    return [
        start,
        Curve(
            (start[0] + a * handle, start[1] + b * handle),
            (end[0] - c * handle, end[1] - d * handle),
            end,
        ),
    ]


def station_point(way: Way, place: int, unit: float, lane: float, origin: Point) -> list[Point]:
    """Return the points of the page where a path passes its stop number `place`."""
    at = way.stops[place][0]
    page = _page(at, unit, origin)
    found = []
    for before, after in pairwise(way.runs):
        if after.start == at and turn(before.direction, after.direction) == BACK:
            found += [_foot(run, page, unit, lane, origin) for run in (before, after)]
        elif after.start == at:
            found.append(_meeting(before, after, unit, lane, origin))
    for run in way.runs:
        low, high = run.span
        across = STEP[run.direction][0]
        here = at[0] if across else at[1]
        probe = Run(run.line, at, run.direction, 1)
        if probe.corridor == run.corridor and low <= here <= high:
            inside = at not in (run.start, run.end)
            ends = (run is way.runs[0] and at == run.start) or (run is way.runs[-1] and at == run.end)
            if inside or ends:
                found.append(_foot(run, page, unit, lane, origin))
    return found


def _page(at: tuple[int, int], unit: float, origin: Point) -> Point:
    return origin[0] + at[0] * unit, origin[1] + at[1] * unit
