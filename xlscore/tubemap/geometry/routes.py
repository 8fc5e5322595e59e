"""The ways a piece of track can run between two grid points: along the grid and its diagonals only.

Directions are numbered clockwise from east in steps of 45°, rows counted downwards. A route is a tuple of
legs (direction, steps); a step along a diagonal goes one column and one row.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from xlscore.tubemap.weights import BEND_COST, LONGER_WAY

__all__ = ["STEP", "STEP_LENGTH", "Route", "detours_between", "points_of", "routes_between", "turn"]

STEP = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))
STEP_LENGTH = (1.0, sqrt(2.0), 1.0, sqrt(2.0), 1.0, sqrt(2.0), 1.0, sqrt(2.0))

Legs = tuple[tuple[int, int], ...]


class Route(NamedTuple):
    """One way to run: its legs, what its bends cost, steps, length and box."""

    legs: Legs
    bend_cost: float
    steps: int
    length: float
    box: tuple[int, int, int, int]


OUT = (1, 2, 3)
"""How many grid units a detour may lead beyond the ends of a route."""


def turn(one: int, other: int) -> int:
    """Return how far a line turns from one direction to another, in units of 45° (0 to 4)."""
    apart = (other - one) % 8
    return min(apart, 8 - apart)


def points_of(legs: Legs, column: int, row: int) -> list[tuple[int, int]]:
    """Return every grid point on a route that starts at a column and row, both ends included."""
    points = [(column, row)]
    for direction, steps in legs:
        across, down = STEP[direction]
        for _ in range(steps):
            column += across
            row += down
            points.append((column, row))
    return points


@lru_cache(maxsize=16384)
def routes_between(across: int, down: int) -> tuple[Route, ...]:
    """Return the routes from a point to another so many columns and rows away, straightest first.

    >>> [route.legs for route in routes_between(2, 0)][:1]
    [((0, 2),)]
    """
    if not across and not down:
        return ()
    found = dict.fromkeys(_merged(legs) for legs in _legs(across, down))
    routes = [_route(legs) for legs in found if _ends_at(legs) == (across, down)]
    return tuple(sorted(routes, key=lambda route: route.bend_cost + LONGER_WAY * route.length))


@lru_cache(maxsize=16384)
def detours_between(across: int, down: int) -> tuple[Route, ...]:
    """Return further routes, around what lies on the way: out on one side, along, and back, turning as they must.

    >>> [route.legs for route in detours_between(4, 0)][:1]
    [((1, 2), (7, 2))]
    """
    found: list[Legs] = []
    for out in OUT:
        found += _around(across, down, out)
    known = {route.legs for route in routes_between(across, down)}
    routes = [_route(legs) for legs in dict.fromkeys(map(_merged, found)) if legs not in known]
    return tuple(sorted(routes, key=lambda route: route.bend_cost + LONGER_WAY * route.length))


def _around(across: int, down: int, out: int) -> list[Legs]:
    """Return the ways that go so far beyond the ends of a route on either side of it, along its longer extent."""
    long, short = (across, down) if abs(across) >= abs(down) else (down, across)
    ahead = (0 if across > 0 else 4) if abs(across) >= abs(down) else (2 if down > 0 else 6)
    # To the right of the way ahead counts as positive.
    beyond = short if ahead in (0, 6) else -short
    ways: list[Legs] = []
    for side in (1, -1):
        first = out + max(0, beyond * side)
        last = first - beyond * side
        slanted = [min(first, abs(long) // 2), min(last, abs(long) // 2)]
        straight = abs(long) - sum(slanted)
        if straight >= 0:
            outward, back = (ahead + 2 * side) % 8, (ahead - 2 * side) % 8
            there, home = (ahead + side) % 8, (ahead - side) % 8
            ways.append(
                (
                    (outward, first - slanted[0]),
                    (there, slanted[0]),
                    (ahead, straight),
                    (home, slanted[1]),
                    (back, last - slanted[1]),
                )
            )
    return ways


def _legs(across: int, down: int) -> list[Legs]:
    wide, high = abs(across), abs(down)
    level = 0 if across > 0 else 4
    upright = 2 if down > 0 else 6
    slant = {(0, 2): 1, (4, 2): 3, (4, 6): 5, (0, 6): 7}[level, upright]
    if not high:
        return [((level, wide),), *_bumps(level, wide)]
    if not wide:
        return [((upright, high),), *_bumps(upright, high)]
    square = min(wide, high)
    rest = max(wide, high) - square
    straight = level if wide >= high else upright
    ways: list[Legs] = [((level, wide), (upright, high)), ((upright, high), (level, wide))]
    if not rest:
        ways.append(((slant, square),))
        for cut in range(1, min(3, square)):
            ways.append(((level, cut), (slant, square - cut), (upright, cut)))
            ways.append(((upright, cut), (slant, square - cut), (level, cut)))
        return ways
    ways += [((slant, square), (straight, rest)), ((straight, rest), (slant, square))]
    ways += [((straight, cut), (slant, square), (straight, rest - cut)) for cut in _cuts(rest)]
    ways += [((slant, cut), (straight, rest), (slant, square - cut)) for cut in _cuts(square)]
    return ways


def _cuts(length: int) -> list[int]:
    return sorted(
        {cut for cut in (1, 2, length // 2, (length + 1) // 2, length - 2, length - 1) if 0 < cut < length}
    )


def _bumps(direction: int, length: int) -> list[Legs]:
    """Return the ways around something that lies on a straight way: out, along and back."""
    ways: list[Legs] = []
    for out in (1, 2, 3):
        if length > 2 * out:
            for side in (1, -1):
                there, back = (direction + side) % 8, (direction - side) % 8
                ways.append(((there, out), (direction, length - 2 * out), (back, out)))
    return ways


def _merged(legs: Legs) -> Legs:
    return tuple((direction, steps) for direction, steps in legs if steps > 0)


def _ends_at(legs: Legs) -> tuple[int, int]:
    return points_of(legs, 0, 0)[-1]


def _route(legs: Legs) -> Route:
    cost = 0.0
    for (one, _), (other, _) in pairwise(legs):
        turned = turn(one, other)
        cost += BEND_COST[turned]
    points = points_of(legs, 0, 0)
    columns, rows = [x for x, _ in points], [y for _, y in points]
    return Route(
        legs,
        cost,
        len(points) - 1,
        sum(STEP_LENGTH[direction] * steps for direction, steps in legs),
        (min(columns), min(rows), max(columns), max(rows)),
    )
