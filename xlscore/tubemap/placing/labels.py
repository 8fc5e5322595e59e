"""The places where names and name tags may stand, each with its cost; `lettering` chooses among them.

Every label keeps the room for the longest words a change or redline marker may ever need. Its places are the
eight sides of its station, every way to break the name, and a few steps along the side; then places further
off, with a leader. A name tag stands beyond an end of its line, or beside its track.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf, pi, sqrt
from typing import NamedTuple

from xlscore.tubemap.geometry.paper import Box
from xlscore.tubemap.geometry.plane import Point, apart, nearest, to_segment
from xlscore.tubemap.model.staying import OTHER_SIDE

__all__ = ["DIRECTIONS", "SIDES", "Choice", "Marker", "label_choices", "tag_choices"]

SIDES = ("E", "W", "N", "S", "NE", "SE", "NW", "SW")
_SIDE_COST = {"E": 0.0, "W": 0.06, "N": 0.03, "S": 0.05, "NE": 0.3, "SE": 0.3, "NW": 0.34, "SW": 0.34}
LEADER, FURTHEST_STEPS = 12.0, 9
LONGEST_LEADER = 20.0
"""Millimetres: along a longer thin line the eye does not find the station of a name."""
TURNING = 1.5
"""Millimetres by which a marker is longer at an end where lines turn: their corners are rounded, and still lie under it."""
ALONG = 2.0
"""What it costs a name tag to stand along its line: where an end of it has room it stands there."""

# The directions of capsules, by their angle in degrees clockwise from east.
DIRECTIONS = {
    0: (1.0, 0.0),
    90: (0.0, 1.0),
    45: (sqrt(0.5), sqrt(0.5)),
    135: (-sqrt(0.5), sqrt(0.5)),
}


@dataclass(frozen=True)
class Marker:
    """A station's marker: its middle, half its length between the centres of its round ends, and its direction.

    `spread` is how much thicker than a capsule it is, to both of its sides, where lines of different directions do not meet
    in one point. `angle` is one of DIRECTIONS.
    """

    x: float
    y: float
    reach: float
    spread: float
    angle: int

    @cached_property
    def long(self) -> float:
        """Return half the length of its spine: a thicker one is a little longer, for lines turn at its ends."""
        return self.reach + min(self.spread, TURNING)

    @property
    def core(self) -> tuple[Point, Point]:
        """Return the ends of its middle line, which is as far from the spine at both ends as at both sides."""
        across, down = DIRECTIONS[self.angle]
        long = max(0.0, self.long - self.spread)
        return (
            (self.x - across * long, self.y - down * long),
            (self.x + across * long, self.y + down * long),
        )

    @cached_property
    def spine(self) -> tuple[Point, ...]:
        """Return the closed line around which the marker is drawn with its round corners: a capsule's middle."""
        across, down = DIRECTIONS[self.angle]
        long, thick = self.long, self.spread
        corners = ((-long, -thick), (long, -thick), (long, thick), (-long, thick), (-long, -thick))
        return tuple((self.x + across * x - down * y, self.y + down * x + across * y) for x, y in corners)

    def area(self, radius: float) -> float:
        """Return how many square millimetres it takes, its corners of a radius.

        >>> round(Marker(0, 0, 0.0, 0.0, 0).area(3.0), 2)
        28.27
        """
        return 4 * (self.long + radius) * (self.spread + radius) - (4 - pi) * radius * radius

    def edge_towards(self, foot: Point, radius: float) -> Point:
        """Return the point of the marker's edge, its round corners of a radius, that is nearest to a point outside."""
        one, other = min(pairwise(self.spine), key=lambda side: to_segment(foot, *side))
        return _edge(nearest(foot, one, other), foot, radius)

    def gap_to(self, box: Box, radius: float) -> float:
        """Return how far a box beside the marker is from its edge, its round corners of a radius."""
        left, top, width, height = box
        left, top = left - self.x, top - self.y
        right, bottom = left + width, top + height
        if self.angle in (0, 90):
            wide, high = self._half
            across, down = max(left - wide, -wide - right, 0.0), max(top - high, -high - bottom, 0.0)
            return sqrt(across * across + down * down) - radius
        # Slanted, the nearest points are a corner of the one and whatever is nearest to it on the other.
        (c, s), long, thick = DIRECTIONS[self.angle], self.long, self.spread
        least = inf
        for x, y in ((-long, -thick), (-long, thick), (long, -thick), (long, thick)):
            u, v = c * x - s * y, s * x + c * y
            across, down = max(left - u, u - right, 0.0), max(top - v, v - bottom, 0.0)
            least = min(least, across * across + down * down)
        for x, y in ((left, top), (left, bottom), (right, top), (right, bottom)):
            across, down = max(abs(c * x + s * y) - long, 0.0), max(abs(c * y - s * x) - thick, 0.0)
            least = min(least, across * across + down * down)
        return sqrt(least) - radius

    @cached_property
    def _half(self) -> tuple[float, float]:
        across, down = map(abs, DIRECTIONS[self.angle])
        return across * self.long + down * self.spread, down * self.long + across * self.spread

    def extent(self, radius: float) -> tuple[float, float]:
        """Return how far the marker reaches to the side and up, with its round ends of a radius."""
        wide, high = self._half
        return wide + radius, high + radius


class Choice(NamedTuple):
    """One place for a text: its lines, its box, which side it is on, how the text stands in it, its cost.

    A label that finds no room beside its station stands further off, with a leader between them.
    """

    lines: tuple[str, ...]
    box: Box
    side: str
    align: str
    anchor: str
    cost: float
    leader: tuple[Point, Point] | None = None
    doubtful: bool = False
    """Whether a name is as near to another station as to its own."""

    def inked(self, width: float, height: float) -> Box:
        """Return where in its box a text stands that takes only so much of it."""
        left, top, wide, high = self.box
        right, below = wide - width, high - height
        return (
            left + {"l": 0.0, "c": right / 2, "r": right}[self.align],
            top + {"t": 0.0, "m": below / 2, "b": below}[self.anchor],
            width,
            height,
        )


def label_choices(
    marker: Marker,
    boxes: Sequence[tuple[tuple[str, ...], float, float]],
    radius: float,
    gap: float,
    side: str,
    *,
    binds: bool,
    leaders: bool,
) -> list[Choice]:
    """Return the places a station's name may take: on the side it has, and on the others too unless that one binds.

    With `leaders` it may also stand off its station.
    """
    found = []
    sides = (side,) if side and binds else SIDES
    for number, (lines, width, height) in enumerate(boxes):
        for name in sides:
            other = OTHER_SIDE if side and name != side else 0.0
            for slide, choice_box, align, anchor in _beside(marker, name, width, height, radius, gap):
                cost = other + _SIDE_COST[name] + 0.1 * number + 0.12 * slide
                found.append(Choice(lines, choice_box, name, align, anchor, cost))
    lines, width, height = boxes[-1]
    for name in sides if leaders else ():
        found += _further_off(marker, name, lines, (width, height), radius)
    return sorted(found, key=lambda choice: choice.cost)


def _further_off(
    marker: Marker, side: str, lines: tuple[str, ...], size: tuple[float, float], radius: float
) -> list[Choice]:
    """Return places away from a station on one side of it, each with its leader."""
    width, height = size
    across = ("E" in side) - ("W" in side)
    down = ("S" in side) - ("N" in side)
    wide, high = marker.extent(radius)
    found = []
    for step in range(1, FURTHEST_STEPS + 1):
        for swing in (0.0, -0.35, 0.35) if across and down else (0.0, -0.2, 0.2):
            x = across * (wide + width / 2 + step * 5.0) + (
                0.0 if across and not down else swing * step * 5.0
            )
            y = down * (high + height / 2 + step * 5.0) + (swing * step * 5.0 if across and not down else 0.0)
            left, top = marker.x + x - width / 2, marker.y + y - height / 2
            foot = (min(max(marker.x, left), left + width), min(max(marker.y, top), top + height))
            align = "l" if across > 0 else "r" if across < 0 else "c"
            anchor = "t" if down > 0 else "b" if down < 0 else "m"
            cost = LEADER + step
            begin = marker.edge_towards(foot, radius)
            if apart(begin, foot) > LONGEST_LEADER:
                continue
            found.append(Choice(lines, (left, top, width, height), side, align, anchor, cost, (begin, foot)))
    return found


def _beside(
    marker: Marker, side: str, width: float, height: float, radius: float, gap: float
) -> list[tuple[float, Box, str, str]]:
    wide, high = marker.extent(radius)
    x, y = marker.x, marker.y
    found = []
    if side in ("E", "W"):
        left = x + wide + gap if side == "E" else x - wide - gap - width
        align = "l" if side == "E" else "r"
        for slide in (0.0, -0.22, 0.22, -0.38, 0.38):
            anchor = "m" if not slide else "b" if slide < 0 else "t"
            found.append(
                (abs(slide) * 4, (left, y - height / 2 + slide * height, width, height), align, anchor)
            )
    elif side in ("N", "S"):
        top = y + high + gap if side == "S" else y - high - gap - height
        anchor = "t" if side == "S" else "b"
        for slide in (0.0, -0.2, 0.2, -0.4, 0.4):
            align = "c" if not slide else "r" if slide < 0 else "l"
            found.append((abs(slide) * 4, (x - width / 2 + slide * width, top, width, height), align, anchor))
    else:
        align = "l" if "E" in side else "r"
        anchor = "t" if "S" in side else "b"
        for near, far, slide in (
            (0.5, 0.9, 0.0),
            (0.9, 0.5, 0.0),
            (0.72, 0.72, 0.2),
            (0.25, 1.15, 0.4),
            (1.15, 0.25, 0.4),
        ):
            left = x + near * (wide + gap) if "E" in side else x - near * (wide + gap) - width
            top = y + far * (high + gap) if "S" in side else y - far * (high + gap) - height
            found.append((slide, (left, top, width, height), align, anchor))
    return found


def _edge(middle: Point, foot: Point, far: float) -> Point:
    """Return the point so far from the middle on the way to the foot."""
    length = sqrt((foot[0] - middle[0]) ** 2 + (foot[1] - middle[1]) ** 2) or 1.0
    share = min(1.0, far / length)
    return middle[0] + (foot[0] - middle[0]) * share, middle[1] + (foot[1] - middle[1]) * share


def tag_choices(
    boxes: Sequence[tuple[tuple[str, ...], float, float]],
    ends: Sequence[tuple[Point, Point, Marker]],
    along: Sequence[Point],
    radius: float,
    gap: float,
    half: float,
) -> list[Choice]:
    """Return the places a line's name tag may take.

    `ends` holds the point where the line ends, the way it comes there from (a step of length 1), and the
    station's marker; `along` holds points of the line between stations.
    """
    found: dict[Box, Choice] = {}
    for number, (lines, width, height) in enumerate(boxes):
        for point, away, marker in ends:
            for left, top in _at_end(point, marker, (width, height), radius, gap):
                middle = (left + width / 2 - point[0], top + height / 2 - point[1])
                length = sqrt(middle[0] ** 2 + middle[1] ** 2) or 1.0
                forward = (middle[0] * away[0] + middle[1] * away[1]) / length
                far = max(0.0, _distance(point, (left, top, width, height)) - radius - gap)
                cost = 0.5 * number + 0.1 * far + 0.012 * far * far + 0.5 * (1 - forward)
                box = (left, top, width, height)
                found.setdefault(box, Choice(lines, box, "", "c", "m", cost))
        beside = half + gap * 0.8
        for x, y in along:
            lefts = (x - beside - width, x - width / 2, x + beside)
            tops = (y - 0.6 * beside - height, y - height / 2, y + 0.6 * beside)
            places = [(lefts[0], top) for top in tops] + [(lefts[2], top) for top in tops]
            places += [(lefts[1], y - beside - height), (lefts[1], y + beside)]
            for left, top in places:
                box = (left, top, width, height)
                found.setdefault(box, Choice(lines, box, "", "c", "m", ALONG + 0.5 * number))
    return sorted(found.values(), key=lambda choice: choice.cost)


def _at_end(
    point: Point, marker: Marker, size: tuple[float, float], radius: float, gap: float
) -> list[Point]:
    """Return the corners of the places around the end of a line, several rows deep, so that tags can stack."""
    width, height = size
    wide, high = marker.extent(radius)
    lefts = (marker.x - wide - gap - width, marker.x + wide + gap)
    tops = (marker.y - high - gap - height, marker.y + high + gap)
    row = height + 0.8
    places = [(left, point[1] - height / 2) for left in lefts]
    places += [(left, marker.y + step / 2 * row - height / 2) for left in lefts for step in range(-7, 8)]
    across = (
        point[0] - width / 2, marker.x - width, marker.x, *lefts,
        marker.x - wide, marker.x + wide - width, marker.x - width - 0.4, marker.x + 0.4,
    )  # fmt: skip
    for top, sign in zip(tops, (-1, 1), strict=True):
        places += [(left, top + step * sign * row) for step in (0, 1, 2) for left in across]
    return places


def _distance(point: Point, box: Box) -> float:
    left, top, width, height = box
    across = max(left - point[0], 0.0, point[0] - left - width)
    down = max(top - point[1], 0.0, point[1] - top - height)
    return sqrt(across * across + down * down)
