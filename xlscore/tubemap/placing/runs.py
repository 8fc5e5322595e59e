"""The paths of lines as straight runs, each with its lane, and what is kept of these lanes from drawing to drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from xlscore.tubemap.geometry.routes import STEP, Legs, points_of, turn

__all__ = ["KeptLane", "Point", "Run", "Way", "ways_of"]

Point = tuple[int, int]


@dataclass
class Run:
    """A straight piece of one line: where it starts, its direction, its length, and its offset in lanes.

    The offset counts to the right of the corridor's own direction (0 to 3, the first four of the eight). Once
    a run belongs to a cluster, `low` and `high` are the half steps of the corridor between which it lies.
    """

    line: int
    start: Point
    direction: int
    steps: int
    lane: float = 0.0
    cluster: int = -1
    low: int = 0
    high: int = 0
    kept: float | None = None
    """The lane that the line had here in the drawing before."""
    meets: bool = False
    """Whether it needs another lane than those that end where it begins, for each has a disc there."""

    @property
    def end(self) -> Point:
        """Return the grid point where the run ends."""
        across, down = STEP[self.direction]
        return self.start[0] + across * self.steps, self.start[1] + down * self.steps

    @property
    def corridor(self) -> tuple[int, int]:
        """Return the straight line of the grid on which the run lies."""
        across, down = STEP[self.direction % 4]
        return self.direction % 4, across * self.start[1] - down * self.start[0]

    @property
    def span(self) -> tuple[int, int]:
        """Return the steps of the corridor that the run covers, from and to."""
        across, _ = STEP[self.direction % 4]
        ends = sorted((point[0] if across else point[1]) for point in (self.start, self.end))
        return ends[0], ends[1]

    def covers(self, point: Point) -> bool:
        """Return whether a point of the grid lies on the run, its ends included."""
        across, down = STEP[self.direction]
        right, below = point[0] - self.start[0], point[1] - self.start[1]
        if right * down != below * across:
            return False
        return 0 <= (right * across if across else below * down) <= self.steps

    @property
    def offset(self) -> float:
        """Return the offset to the right of the run's own direction, in lanes."""
        return self.lane if self.direction < 4 else -self.lane


@dataclass(frozen=True)
class KeptLane:
    """The lane of a line, by its name, on a stretch of a corridor."""

    line: str
    corridor: tuple[int, int]
    span: tuple[int, int]
    lane: float

    def shifted(self, across: int, down: int) -> KeptLane:
        """Return the same lane where everything stands so many columns further right and rows further down."""
        direction, place = self.corridor
        right, below = STEP[direction]
        along = across if right else down
        corridor = direction, place + right * down - below * across
        return replace(self, corridor=corridor, span=(self.span[0] + along, self.span[1] + along))


@dataclass
class Way:
    """One path of a line as straight runs, with the stations on it as (grid point, station)."""

    line: int
    runs: list[Run]
    stops: list[tuple[Point, int]]

    @property
    def turning(self) -> int:
        """Return how often its track turns, in units of 45°."""
        return sum(turn(before.direction, after.direction) for before, after in pairwise(self.runs))


def ways_of(
    paths: Sequence[tuple[int, Sequence[int]]],
    legs: dict[tuple[int, int], Legs],
    at: Sequence[Point],
    stubs: dict[int, Legs],
) -> list[Way]:
    """Return every path of every line as straight runs.

    `legs` gives the route between two neighbouring stations in that direction; `stubs` the one of a line with
    a single station, by line.
    """
    ways = []
    for line, path in paths:
        runs: list[Run] = []
        if len(path) == 1:
            pieces = [(at[path[0]], stubs[line])]
        else:
            pieces = [(at[one], legs[one, other]) for one, other in pairwise(path)]
        for start, route in pieces:
            here = start
            for direction, steps in route:
                if runs and runs[-1].direction == direction and runs[-1].end == here:
                    runs[-1].steps += steps
                else:
                    runs.append(Run(line, here, direction, steps))
                here = points_of(((direction, steps),), *here)[-1]
        ways.append(Way(line, runs, [(at[station], station) for station in path]))
    return ways
