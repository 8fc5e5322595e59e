"""The board on which a layout is searched: where everything stands, and what a change would cost.

Stations stand on grid points; tracks, markers, labels and name tags are masks on one raster. A cost has two
parts: hard faults (something touches something), which outweigh everything, and what makes a map hard to
read: turning, crossings, uneven distances, crowding. One unit of cost is one line turning by 45° once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from xlscore.tubemap.graph import Network
from xlscore.tubemap.raster import Raster
from xlscore.tubemap.routes import BEND_COST, STEP, STEP_LENGTH, Route, points_of, routes_between

__all__ = ["Board", "Frame", "Placed"]

FINENESS = 4
MARGIN = 14
SIDES = ("E", "W", "N", "S", "NE", "SE", "NW", "SW")
SIDE_COST = (0.0, 0.05, 0.02, 0.04, 0.25, 0.25, 0.3, 0.3)
TOUCH, TOUCH_AREA = 2.0, 0.6
OVER, OVER_AREA = 10.0, 0.8
CROSS, CROSS_AREA = 5.0, 0.12
NO_PLACE = 60.0
BLOCKS, EMPTY, SHAPE = (6, 3), 0.3, 4.0
STUB_ROUTES = tuple(routes_between(*step)[0] for step in STEP)


@dataclass(frozen=True)
class Frame:
    """The grid a map is searched on: its size, millimetres to a unit, and the ideal distance of stations."""

    columns: int
    rows: int
    unit: float
    ideal: float


@dataclass
class Placed:
    """Where everything stands. Masks are kept beside, so that a change only makes what it moves."""

    at: list[tuple[int, int]]
    routes: list[Route | None]
    full: list[int]
    body: list[int]
    own: list[float]
    marks: list[int]
    reach: list[tuple[int, int]]
    labels: list[int]
    label_costs: list[float]
    tags: list[int]
    tag_costs: list[float]
    cost: float = field(default=0.0)

    def copy(self) -> Placed:
        """Return a second copy to try something on."""
        return Placed(
            list(self.at), list(self.routes), list(self.full), list(self.body), list(self.own), list(self.marks),
            list(self.reach), list(self.labels), list(self.label_costs), list(self.tags), list(self.tag_costs),
            self.cost,
        )  # fmt: skip


class Board:
    """A network on a frame, with the sizes of what is to be drawn, in raster cells."""

    def __init__(
        self,
        network: Network,
        frame: Frame,
        widths: Sequence[float],
        radius: float,
        labels: Sequence[Sequence[tuple[float, float]]],
        tags: Sequence[Sequence[tuple[float, float]]],
    ) -> None:
        """Take the network, half the width of each track, a marker's radius and the boxes to place, all in mm."""
        self.network = network
        self.frame = frame
        self.raster = Raster(frame.columns, frame.rows, FINENESS, MARGIN)
        cell = frame.unit / FINENESS
        self.halves = [round(width / cell * 2) / 2 for width in widths]
        self.reaches = [width / cell for width in widths]
        self.radius = radius / cell
        self.labels = [[(ceil(w / cell), ceil(h / cell)) for w, h in boxes] for boxes in labels]
        self.tags = [[(ceil(w / cell), ceil(h / cell)) for w, h in boxes] for boxes in tags]
        self.gap = ceil(0.8 / cell)
        self.page = (0, 0, frame.columns * FINENESS, frame.rows * FINENESS)
        self._index()
        self.blocks = self._blocks()
        self._label_order = [
            sorted(
                (side_cost + 0.08 * number, side, width, height)
                for number, (width, height) in enumerate(boxes)
                for side, side_cost in zip(SIDES, SIDE_COST, strict=True)
            )
            for boxes in self.labels
        ]

    def _blocks(self) -> list[int]:
        """Return the masks of the page in equal blocks: a balanced map leaves none of them empty."""
        across, down = BLOCKS
        _, _, wide, high = self.page
        lefts = [wide * number // across for number in range(across + 1)]
        tops = [high * number // down for number in range(down + 1)]
        return [
            self.raster.box(left, top, right - left, bottom - top)
            for left, right in pairwise(lefts)
            for top, bottom in pairwise(tops)
        ]

    def imbalance(self, placed: Placed, taken: int) -> float:
        """Return what empty blocks of the page cost, and a shape that is not the page's."""
        columns = [column for column, _ in placed.at]
        rows = [row for _, row in placed.at]
        wide = (max(columns) - min(columns)) / (self.frame.columns - 4)
        high = (max(rows) - min(rows)) / (self.frame.rows - 3)
        return EMPTY * sum(1 for block in self.blocks if not block & taken) + SHAPE * (wide - high) ** 2

    def _index(self) -> None:
        count = len(self.network.names)
        self.incident: list[list[int]] = [[] for _ in range(count)]
        self.touching: list[list[int]] = [[] for _ in range(count)]
        for index, track in enumerate(self.network.tracks):
            for station in (track.start, track.end):
                if station is not None:
                    self.incident[station].append(index)
            for station in (track.start, *track.inner, track.end):
                if station is not None:
                    self.touching[station].append(index)
        self.ending: list[list[int]] = [[] for _ in range(count)]
        for line, ends in enumerate(self.network.ends):
            for station in ends:
                self.ending[station].append(line)

    # -- what a station reaches -------------------------------------------------------------------------

    def outward(self, placed: Placed, track: int, station: int) -> int | None:
        """Return the direction in which a track leaves a station."""
        route = placed.routes[track]
        if route is None:
            return None
        if self.network.tracks[track].start == station:
            return route.legs[0][0]
        return (route.legs[-1][0] + 4) % 8

    def directions(self, placed: Placed, station: int) -> list[tuple[int, int]]:
        """Return the direction of each track at a station, and the track."""
        found = []
        for index in self.touching[station]:
            track = self.network.tracks[index]
            route = placed.routes[index]
            if route is None:
                continue
            if station in (track.start, track.end):
                found.append((self.outward(placed, index, station) or 0, index))
            else:
                here = placed.at[station]
                points = points_of(route.legs, *placed.at[track.start])
                place = points.index(here) if here in points else 1
                for other in (points[place - 1], points[min(place + 1, len(points) - 1)]):
                    step = (other[0] - here[0], other[1] - here[1])
                    if step in STEP:
                        found.append((STEP.index(step), index))
        return found

    def mark(self, placed: Placed, station: int) -> None:
        """Work out how far a station's marker reaches to each side of its grid point, and its mask."""
        wide = high = self.radius
        for direction, track in self.directions(placed, station):
            across, down = STEP[direction]
            spread = self.reaches[track] * (0.707 if across and down else 1.0) - self.radius * 0.3
            if spread > 0 and len(self.network.tracks[track].lines) > 1:
                wide = max(wide, spread * abs(down) + self.radius * 0.8)
                high = max(high, spread * abs(across) + self.radius * 0.8)
        reach = (ceil(wide), ceil(high))
        column, row = placed.at[station]
        placed.reach[station] = reach
        placed.marks[station] = self.raster.box(
            column * FINENESS - reach[0], row * FINENESS - reach[1], 2 * reach[0] + 1, 2 * reach[1] + 1
        )

    # -- labels and tags --------------------------------------------------------------------------------

    def _beside(self, placed: Placed, station: int, side: str, width: int, height: int) -> tuple[int, int]:
        """Return the corner of a box on one side of a station, in cells."""
        column, row = placed.at[station]
        x, y = column * FINENESS, row * FINENESS
        wide, high = placed.reach[station]
        slanted = len(side) == 2
        if slanted:
            wide, high = max(2, wide * 3 // 4), max(2, high * 3 // 4)
        left = x - width // 2
        top = y - height // 2
        if "E" in side:
            left = x + wide + self.gap
        elif "W" in side:
            left = x - wide - self.gap - width + 1
        if "S" in side:
            top = y + high + self.gap
        elif "N" in side:
            top = y - high - self.gap - height + 1
        return left, top

    def fits(self, left: int, top: int, width: int, height: int) -> bool:
        """Return whether a box of cells lies on the page."""
        return (
            left >= self.page[0]
            and top >= self.page[1]
            and left + width <= self.page[2]
            and top + height <= self.page[3]
        )

    def _first_free(self, boxes: Iterable[tuple[float, int, int, int, int]], taken: int) -> tuple[float, int]:
        """Return cost and mask of the first box that touches nothing, or else of the one that touches least.

        Each box comes as its cost, left, top, width and height, the best one first.
        """
        touching = []
        for cost, left, top, width, height in boxes:
            if self.fits(left, top, width, height):
                mask = self.raster.box(left, top, width, height)
                hit = mask & taken
                if not hit:
                    return cost, mask
                touching.append((hit, cost, mask))
        if not touching:
            return NO_PLACE, 0
        _, cost, mask = min((hit.bit_count(), cost, mask) for hit, cost, mask in touching)
        return cost, mask

    def place_label(self, placed: Placed, station: int, taken: int) -> int:
        """Put a station's label where it touches least, and return its mask."""
        boxes = (
            (cost, *self._beside(placed, station, side, width, height), width, height)
            for cost, side, width, height in self._label_order[station]
        )
        cost, mask = self._first_free(boxes, taken)
        placed.label_costs[station] = cost
        placed.labels[station] = mask
        return mask

    def place_tag(self, placed: Placed, line: int, taken: int) -> int:
        """Put a line's name tag at one of its ends where it touches least, and return its mask."""
        cost, mask = self._first_free(self._tag_boxes(placed, line), taken)
        placed.tag_costs[line] = cost
        placed.tags[line] = mask
        return mask

    def _tag_boxes(self, placed: Placed, line: int) -> Iterator[tuple[float, int, int, int, int]]:
        """Yield the places of a name tag: beyond the line's ends, beside them, then further off."""
        ends = self.network.ends[line]
        for station in ends:
            away = self._away(placed, line, station)
            for number, (width, height) in enumerate(self.tags[line]):
                yield 0.3 * number, *self._beside(placed, station, away, width, height), width, height
        for stack in (0, 1, -1, 2, -2):
            for station in ends:
                for number, (width, height) in enumerate(self.tags[line]):
                    cost = 0.3 + 0.3 * number + 0.2 * abs(stack)
                    for side in SIDES:
                        left, top = self._beside(placed, station, side, width, height)
                        yield cost, left, top + stack * (height + 1), width, height

    def _away(self, placed: Placed, line: int, station: int) -> str:
        for direction, track in self.directions(placed, station):
            if line in self.network.tracks[track].lines:
                across, down = STEP[(direction + 4) % 8]
                return ("S" if down > 0 else "N" if down < 0 else "") + (
                    "E" if across > 0 else "W" if across < 0 else ""
                )
        return "E"

    # -- tracks -----------------------------------------------------------------------------------------

    def ways(self, placed: Placed, track: int) -> tuple[Route, ...]:
        """Return the routes a track may take between where its ends stand."""
        piece = self.network.tracks[track]
        if piece.end is None:
            return STUB_ROUTES
        (column, row), (to_column, to_row) = placed.at[piece.start], placed.at[piece.end]
        return routes_between(to_column - column, to_row - row)

    def inside(self, route: Route, column: int, row: int) -> bool:
        """Return whether a route from a point stays on the grid."""
        left, top, right, bottom = route.box
        return (
            column + left >= 1
            and row + top >= 1
            and column + right <= self.frame.columns - 1
            and row + bottom <= self.frame.rows - 1
        )

    def set_route(self, placed: Placed, track: int, route: Route) -> None:
        """Lay a track on a route: its masks, its own cost, and its inner stations at even distances."""
        piece = self.network.tracks[track]
        column, row = placed.at[piece.start]
        half = self.halves[track]
        placed.routes[track] = route
        placed.full[track] = self.raster.track(route.legs, column, row, half)
        placed.body[track] = placed.full[track] & ~self.near_ends(placed, piece.start, piece.end, half)
        placed.own[track] = self.route_cost(track, route)
        if piece.inner:
            points = points_of(route.legs, column, row)
            for station, place in zip(piece.inner, _even(route, len(piece.inner)), strict=True):
                placed.at[station] = points[place]

    def near_ends(self, placed: Placed, start: int, end: int | None, half: float) -> int:
        """Return the mask of the room around the ends of a track, where tracks of one station meet."""
        size = ceil(half + self.radius + 1)
        mask = 0
        for station in (start, end):
            if station is not None:
                column, row = placed.at[station]
                mask |= self.raster.box(
                    column * FINENESS - size, row * FINENESS - size, 2 * size + 1, 2 * size + 1
                )
        return mask

    def route_cost(self, track: int, route: Route) -> float:
        """Return what a route costs by itself: its bends for every line, and distances that are not ideal."""
        piece = self.network.tracks[track]
        hops = len(piece.inner) + 1
        cost = route.bend_cost * heavy(len(piece.lines))
        if piece.end is None:
            return cost
        hop = route.length * self.frame.unit / hops
        off = hop / self.frame.ideal - 1
        cost += 3.2 * hops * off * off
        least = max(2.0 * self.radius * self.frame.unit / FINENESS + 4.0, 0.5 * self.frame.ideal)
        if hop < least:
            cost += hops * 4.0 * (1 + least - hop)
        if route.steps < hops:
            cost += 500.0
        return cost

    def turn_cost(self, placed: Placed, station: int) -> float:
        """Return what the turning of the lines that pass a station costs, and tracks that leave as one."""
        tracks = self.incident[station]
        if len(tracks) < 2:
            return 0.0
        out = {track: self.outward(placed, track, station) for track in tracks}
        cost = 0.0
        for one, other, lines in self.network.turns.get(station, ()):
            first, second = out.get(one), out.get(other)
            if first is not None and second is not None:
                apart = (second - first) % 8
                cost += BEND_COST[4 - min(apart, 8 - apart)] * heavy(lines)
        leaving = [direction for direction in out.values() if direction is not None]
        return cost + 14.0 * (len(leaving) - len(set(leaving)))

    def crowding(self, placed: Placed, stations: Iterable[int]) -> float:
        """Return how crowded some stations are: the nearer the others, the more."""
        at = placed.at
        reach = self.frame.ideal / self.frame.unit
        square = reach * reach
        cost = 0.0
        for station in stations:
            x, y = at[station]
            cost += sum([1.0 / ((x - a) * (x - a) + (y - b) * (y - b) + square) for a, b in at])
        return cost * square * 0.12


def heavy(lines: int) -> float:
    """Return how much a bend of so many lines weighs: a broad band that bends is worse than as many thin lines."""
    return lines * (0.9 + 0.1 * lines)


def _even(route: Route, count: int) -> list[int]:
    """Return the steps of a route at which so many stations stand at even distances."""
    places = []
    lengths = [0.0]
    for direction, steps in route.legs:
        lengths += [lengths[-1] + STEP_LENGTH[direction] * (step + 1) for step in range(steps)]
    step = 0
    for number in range(1, count + 1):
        wanted = route.length * number / (count + 1)
        while step < len(lengths) - 1 and abs(lengths[step + 1] - wanted) <= abs(lengths[step] - wanted):
            step += 1
        places.append(step)
    return places
