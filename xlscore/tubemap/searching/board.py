"""The board on which a layout is searched: where everything stands, and what a change would cost.

Stations stand on grid points; tracks, markers, labels and name tags are masks on one raster. A cost has two
parts: hard faults (something touches something), which outweigh everything, and what makes a map hard to
read: turning, crossings, uneven distances, crowding. One unit of cost is one line turning by 45° once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import ceil, fsum

from xlscore.tubemap.geometry.raster import FINENESS, Frame, Raster, rectangle
from xlscore.tubemap.geometry.routes import STEP
from xlscore.tubemap.searching.courses import Courses, LineCourse, MadeCourses, heavy
from xlscore.tubemap.searching.graph import Network
from xlscore.tubemap.weights import (
    BEND_COST,
    BLOCKS,
    CROSS,
    CROSS_AREA,
    CROWDED,
    EMPTY,
    OVER,
    OVER_AREA,
    SHAPE,
    SHAPE_MARGINS,
    SLAB,
    TOGETHER,
    TOUCH,
    TOUCH_AREA,
)

__all__ = ["PlacedStation", "SearchBoard"]

# What it costs that a line leaves a station in one direction and came from another, by how many times 45°
# lie between the two: opposite ones are straight on.
PASSING = tuple(BEND_COST[4 - min(apart, 8 - apart)] for apart in range(8))


@dataclass
class PlacedStation:
    """Where everything stands. Masks are kept beside, so that a change only makes what it moves."""

    at: list[tuple[int, int]]
    courses: list[LineCourse | None]
    full: list[int]
    body: list[int]
    marks: list[int]
    reach: list[tuple[int, int]]
    labels: list[int]
    label_costs: list[float]
    tags: list[int]
    tag_costs: list[float]
    cost: float = field(default=0.0)
    crowds: dict[int, float] = field(default_factory=dict)
    """How crowded stations are, as far as anybody asked: a copy, on which something moves, asks anew."""

    def copy(self) -> PlacedStation:
        """Return a second copy to try something on."""
        return PlacedStation(
            self.at[:], self.courses[:], self.full[:], self.body[:], self.marks[:], self.reach[:],
            self.labels[:], self.label_costs[:], self.tags[:], self.tag_costs[:], self.cost,
        )  # fmt: skip


class SearchBoard:
    """A network on a frame, with the sizes of its tracks and markers."""

    def __init__(
        self,
        network: Network,
        frame: Frame,
        widths: Sequence[float],
        radius: float,
        *,
        detours: bool = False,
    ) -> None:
        """Take the network, half the width of each track and a marker's radius, in millimetres.

        With `detours` tracks may go far around what is in their way: where stations stand already, nothing else helps.
        """
        self.network = network
        self.frame = frame
        self.raster = Raster(frame)
        self.cell = cell = frame.unit / FINENESS
        self.radius = radius / cell
        self.detours = detours
        halves = [round(width / cell * 2) / 2 for width in widths]
        kinds: dict[tuple[int, int, bool], Courses] = {}
        self.courses = [
            kinds.setdefault(
                (len(track.inner), len(track.lines), track.end is None),
                Courses(track, frame, self.raster, half, self.radius, detours=detours),
            )
            for track, half in zip(network.tracks, halves, strict=True)
        ]
        self._index()
        self._spreads = [
            [self._spread(width / cell, len(track.lines), direction) for direction in range(8)]
            for width, track in zip(widths, network.tracks, strict=True)
        ]
        self._round = self._over(())
        self._broader: dict[tuple[tuple[int, int], ...], tuple[tuple[int, int], int]] = {}
        self.blocks = self._blocks()
        reach = frame.ideal / frame.unit
        # Indexed by how far two stations are apart, to the left as to the right: -3 counts from the end.
        self._near = [
            [CROWDED * reach * reach / (x * x + y * y + reach * reach) for y in _both_ways(frame.rows)]
            for x in _both_ways(frame.columns)
        ]

    def _index(self) -> None:
        count = len(self.network.names)
        self.incident: list[list[int]] = [[] for _ in range(count)]
        self.touching: list[list[int]] = [[] for _ in range(count)]
        self._through: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        for index, track in enumerate(self.network.tracks):
            for station in (track.start, track.end):
                if station is not None:
                    self.incident[station].append(index)
                    self.touching[station].append(index)
            for place, station in enumerate(track.inner):
                self.touching[station].append(index)
                self._through[station].append((index, place))
        tracks = range(len(self.network.tracks))
        self._foreign = [[track for track in tracks if track not in own] for own in self.touching]
        self._ports = [
            [(track, self.network.tracks[track].start == station) for track in self.incident[station]]
            for station in range(count)
        ]
        self._broad = [
            any(len(self.network.tracks[track].lines) > 1 for track in self.touching[station])
            for station in range(count)
        ]
        self._turns = [
            [
                (self.incident[station].index(one), self.incident[station].index(other), heavy(lines))
                for one, other, lines in self.network.turns.get(station, ())
            ]
            for station in range(count)
        ]
        self._slabs = [self._slabs_at(station) for station in range(count)]

    def _slabs_at(self, station: int) -> list[tuple[int, int, float]]:
        """Return the pairs of a station's tracks of which each has two lines or more that the other has not.

        Where they lie in other directions, the marker over all these lines is a slab instead of a capsule.
        """
        found = []
        for (one, track), (other, another) in combinations(enumerate(self.incident[station]), 2):
            lines = [set(self.network.tracks[number].lines) for number in (track, another)]
            mine, theirs = len(lines[0] - lines[1]), len(lines[1] - lines[0])
            if min(mine, theirs) > 1:
                found.append((one, other, SLAB * mine * theirs))
        return found

    def _blocks(self) -> list[int]:
        """Return the masks of the page in equal blocks: a balanced map leaves none of them empty."""
        across, down = BLOCKS
        wide, high = self.frame.columns * FINENESS, self.frame.rows * FINENESS
        lefts = [wide * number // across for number in range(across + 1)]
        tops = [high * number // down for number in range(down + 1)]
        return [
            self.raster.box(left, top, right - left, bottom - top)
            for left, right in pairwise(lefts)
            for top, bottom in pairwise(tops)
        ]

    # -- tracks -----------------------------------------------------------------------------------------

    def ways(self, placed: PlacedStation, track: int) -> MadeCourses:
        """Return the courses a track may take between where its ends stand."""
        piece = self.network.tracks[track]
        if piece.end is None:
            return self.courses[track].between(0, 0)
        (column, row), (to_column, to_row) = placed.at[piece.start], placed.at[piece.end]
        return self.courses[track].between(to_column - column, to_row - row)

    def set_course(self, placed: PlacedStation, track: int, course: LineCourse) -> None:
        """Lay a track on a course: its masks, and its inner stations."""
        piece = self.network.tracks[track]
        column, row = placed.at[piece.start]
        shift = self.raster.cell(column, row) + course.lowest
        placed.crowds.clear()
        placed.courses[track] = course
        placed.full[track] = course.full << shift
        placed.body[track] = course.body << shift
        for station, inner in zip(piece.inner, course.inner, strict=True):
            placed.at[station] = (column + inner.across, row + inner.down)

    def outward(self, placed: PlacedStation, track: int, station: int) -> int | None:
        """Return the direction in which a track leaves a station at one of its ends."""
        course = placed.courses[track]
        if course is None:
            return None
        return course.leaves if self.network.tracks[track].start == station else course.arrives

    # -- markers ----------------------------------------------------------------------------------------

    def directions(self, placed: PlacedStation, station: int) -> list[tuple[int, int]]:
        """Return the direction of each track at a station, and the track."""
        found = []
        for track in self.incident[station]:
            direction = self.outward(placed, track, station)
            if direction is not None:
                found.append((direction, track))
        for track, place in self._through[station]:
            course = placed.courses[track]
            if course:
                found += [(direction, track) for direction in course.inner[place].directions]
        return found

    def _spread(self, width: float, lines: int, direction: int) -> tuple[float, float]:
        """Return how far the lines of a track spread a marker to the side and up, in cells."""
        across, down = STEP[direction]
        spread = width * (0.707 if across and down else 1.0) - self.radius * 0.3
        if spread <= 0 or lines == 1:
            return self.radius, self.radius
        more = self.radius * 0.8
        return max(self.radius, spread * abs(down) + more), max(self.radius, spread * abs(across) + more)

    def mark(self, placed: PlacedStation, station: int) -> None:
        """Work out how far a station's marker reaches to each side of its grid point, and its mask."""
        reach, mask = self._round
        if self._broad[station]:
            directions = tuple(self.directions(placed, station))
            if directions not in self._broader:
                self._broader[directions] = self._over(directions)
            reach, mask = self._broader[directions]
        column, row = placed.at[station]
        placed.reach[station] = reach
        placed.marks[station] = mask << self.raster.corner(
            column * FINENESS - reach[0], row * FINENESS - reach[1]
        )

    def _over(self, directions: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], int]:
        """Return how far a marker over tracks in some directions reaches to the side and up, and its mask from its corner."""
        wide = high = self.radius
        for direction, track in directions:
            across, up = self._spreads[track][direction]
            wide, high = max(wide, across), max(high, up)
        reach = (ceil(wide), ceil(high))
        return reach, rectangle(2 * reach[0] + 1, 2 * reach[1] + 1, self.raster.stride)

    # -- what it costs ----------------------------------------------------------------------------------

    def turn_cost(self, placed: PlacedStation, station: int) -> float:
        """Return what the turning of the lines that pass a station costs, and tracks that leave as one."""
        ports = self._ports[station]
        if len(ports) < 2:
            return 0.0
        courses = placed.courses
        out = [
            -1 if (course := courses[track]) is None else course.leaves if starts else course.arrives
            for track, starts in ports
        ]
        cost = 0.0
        for one, other, weight in self._turns[station]:
            first, second = out[one], out[other]
            if first >= 0 and second >= 0:
                cost += PASSING[second - first] * weight
        for one, other, weight in self._slabs[station]:
            if (out[one] - out[other]) % 4 and min(out[one], out[other]) >= 0:
                cost += weight
        leaving = [direction for direction in out if direction >= 0]
        return cost + TOGETHER * (len(leaving) - len(set(leaving)))

    def marks_cost(
        self, placed: PlacedStation, stations: Sequence[int], bodies: int, marks: int, boxes: int
    ) -> float:
        """Return what it costs that markers touch foreign tracks, other markers (`marks`) or texts (`boxes`).

        `bodies` is the mask of all tracks without their ends: most markers do not touch it, so that there is
        nothing to look at more closely.
        """
        cost = 0.0
        fulls = placed.full
        for station in stations:
            mark = placed.marks[station]
            foreign = marks
            if mark & bodies:
                for full in [full for track in self._foreign[station] if (full := fulls[track]) & mark]:
                    foreign |= full
            hit = mark & foreign
            if hit:
                cost += OVER + OVER_AREA * hit.bit_count()
            hit = mark & boxes
            if hit:
                cost += TOUCH + TOUCH_AREA * hit.bit_count()
            marks |= mark
        return cost

    def tracks_cost(self, placed: PlacedStation, tracks: Sequence[int], bodies: int, boxes: int) -> float:
        """Return what tracks cost by themselves, by crossing others (`bodies`) and touching texts (`boxes`)."""
        cost = 0.0
        for track in tracks:
            course = placed.courses[track]
            cost += course.own if course else 0.0
            body = placed.body[track]
            crossed = body & bodies
            if crossed:
                cost += CROSS + CROSS_AREA * crossed.bit_count()
            bodies |= body
            hit = placed.full[track] & boxes
            if hit:
                cost += TOUCH + TOUCH_AREA * hit.bit_count()
        return cost

    def crowding(self, placed: PlacedStation, stations: Iterable[int]) -> float:
        """Return how crowded some stations are: the nearer the others, the more."""
        at, near, known = placed.at, self._near, placed.crowds
        cost = 0.0
        for station in stations:
            if station not in known:
                x, y = at[station]
                known[station] = fsum([near[x - a][y - b] for a, b in at])
            cost += known[station]
        return cost

    def imbalance(self, placed: PlacedStation, taken: int) -> float:
        """Return what empty blocks of the page cost, and a shape that is not the page's."""
        columns = [column for column, _ in placed.at]
        rows = [row for _, row in placed.at]
        wide = (max(columns) - min(columns)) / (self.frame.columns - SHAPE_MARGINS[0])
        high = (max(rows) - min(rows)) / (self.frame.rows - SHAPE_MARGINS[1])
        return EMPTY * sum([not block & taken for block in self.blocks]) + SHAPE * (wide - high) ** 2


def _both_ways(most: int) -> list[int]:
    """Return 0, 1 … most, -most … -1: distances in the order in which a list is indexed both ways."""
    return [*range(most + 1), *range(-most, 0)]
