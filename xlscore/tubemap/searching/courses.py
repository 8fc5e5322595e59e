"""The courses that a track may take across the board: its routes with their masks, made once and then shifted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from xlscore.tubemap.geometry.raster import FINENESS, Frame, Raster, rectangle
from xlscore.tubemap.geometry.routes import (
    STEP,
    STEP_LENGTH,
    Legs,
    Route,
    detours_between,
    points_of,
    routes_between,
)
from xlscore.tubemap.searching.graph import Track
from xlscore.tubemap.weights import BAND, CRAMPED, LEAST_GAP, LEAST_SHARE, TOO_SHORT, UNEVEN, WAYS

__all__ = ["Courses", "Inner", "LineCourse", "MadeCourses", "heavy", "least_between"]

STUBS = tuple(routes_between(*step)[0] for step in STEP)


class Inner(NamedTuple):
    """A station along a course: its place counted from the start, and the directions of the track there."""

    across: int
    down: int
    directions: tuple[int, int]


class LineCourse(NamedTuple):
    """One way for a track, counted from where it starts.

    `own` is what it costs by itself; it leaves its start and its end in the directions `leaves` and `arrives`.
    `full` is its mask and `body` the mask without the room around its ends, where the tracks of one station
    meet; both are to be shifted by the start's bit and `lowest`.
    """

    own: float
    legs: Legs
    leaves: int
    arrives: int
    box: tuple[int, int, int, int]
    full: int
    body: int
    lowest: int
    inner: tuple[Inner, ...]


def heavy(lines: int) -> float:
    """Return how much a bend of so many lines weighs: a broad band that bends is worse than as many thin lines."""
    return lines * ((1.0 - BAND) + BAND * lines)


def least_between(radius: float, frame: Frame) -> float:
    """Return how far apart neighbours should be at the least, in millimetres, by the radius of their markers."""
    return max(2.0 * radius + LEAST_GAP, LEAST_SHARE * frame.ideal)


class MadeCourses:
    """Courses that are made when somebody comes to them: most searches look at the first few."""

    def __init__(
        self, make: Callable[[float, Route], LineCourse], routes: Sequence[tuple[float, Route]]
    ) -> None:
        self._make = make
        self._routes = routes
        self._made: list[LineCourse] = []
        self.least = routes[0][0] if routes else 0.0

    def __iter__(self) -> Iterator[LineCourse]:
        made = self._made
        for place, (cost, route) in enumerate(self._routes):
            if place == len(made):
                made.append(self._make(cost, route))
            yield made[place]


class Courses:
    """The courses of tracks of one kind, by how far across and down they have to go."""

    def __init__(
        self, track: Track, frame: Frame, raster: Raster, half: float, radius: float, *, detours: bool = False
    ) -> None:
        """Take a track of that kind, half its width and a marker's radius in cells, and whether it may go far around."""
        self.track = track
        self.frame = frame
        self.raster = raster
        self.half = half
        self.detours = detours
        self.room = ceil(half + radius + 1)
        self.hops = len(track.inner) + 1
        self.least = least_between(radius * frame.unit / FINENESS, frame)
        self._found: dict[tuple[int, int], MadeCourses] = {}

    def between(self, across: int, down: int) -> MadeCourses:
        """Return the courses to a point so far away, the cheapest first; those of a stub go anywhere."""
        found = self._found.get((across, down))
        if found is None:
            routes = STUBS if self.track.end is None else routes_between(across, down)[:WAYS]
            if self.detours and self.track.end is not None:
                routes += detours_between(across, down)
            costs = sorted(((self._cost(route), route) for route in routes), key=lambda item: item[0])
            found = self._found[across, down] = MadeCourses(self._course, costs)
        return found

    def _course(self, cost: float, route: Route) -> LineCourse:
        full, lowest = self.raster.track(route.legs, self.half)
        ends = [(0, 0)]
        if self.track.end is not None:
            ends.append(points_of(route.legs, 0, 0)[-1])
        size, stride = 2 * self.room + 1, self.raster.stride
        around = 0
        for x, y in ends:
            bit = (y * stride + x) * FINENESS - self.room * (stride + 1) - lowest
            square = rectangle(size, size, stride)
            around |= square << bit if bit >= 0 else square >> -bit
        leaves, arrives = route.legs[0][0], (route.legs[-1][0] + 4) % 8
        return LineCourse(
            cost, route.legs, leaves, arrives, route.box, full, full & ~around, lowest,
            _stops(route, len(self.track.inner)),
        )  # fmt: skip

    def _cost(self, route: Route) -> float:
        """Return what a route costs by itself: its bends for every line, and distances that are not ideal."""
        cost = route.bend_cost * heavy(len(self.track.lines))
        if self.track.end is None:
            return cost
        hop = route.length * self.frame.unit / self.hops
        off = hop / self.frame.ideal - 1
        cost += UNEVEN * self.hops * off * off
        if hop < self.least:
            cost += self.hops * CRAMPED * (1 + self.least - hop)
        if route.steps < self.hops:
            cost += TOO_SHORT
        return cost


@lru_cache(maxsize=65536)  # tracks of other widths, and searches on other boards, have the same stops
def _stops(route: Route, count: int) -> tuple[Inner, ...]:
    """Return so many stations along a route, at even distances."""
    if not count:
        return ()
    points = points_of(route.legs, 0, 0)
    towards = [direction for direction, steps in route.legs for _ in range(steps)]
    found = []
    for place in _even(route, count):
        ahead = towards[min(place, len(towards) - 1)]
        behind = (towards[max(0, place - 1)] + 4) % 8
        found.append(Inner(*points[place], (behind, ahead)))
    return tuple(found)


def _even(route: Route, count: int) -> list[int]:
    """Return the steps of a route at which so many stations stand: at even distances, no two on one while there is room."""
    places: list[int] = []
    lengths = [0.0]
    for direction, steps in route.legs:
        lengths += [lengths[-1] + STEP_LENGTH[direction] * (step + 1) for step in range(steps)]
    last = len(lengths) - 1
    step = 0
    for number in range(1, count + 1):
        wanted = route.length * number / (count + 1)
        while step < last and abs(lengths[step + 1] - wanted) <= abs(lengths[step] - wanted):
            step += 1
        least = places[-1] + 1 if places else 1
        places.append(max(0, min(max(step, least), last - (count + 1 - number), last)))
    return places
