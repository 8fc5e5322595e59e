"""The order of the stops on lines whose table gives only a set, where their stations stand already.

A map that is drawn again keeps its stations where they are, so its lines must run as these lie: the common order is
the one that needs the least track from place to place. `order` finds one for a map that has no places yet.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.order import in_common_order, run_elsewhere, settle_order
from xlscore.tubemap.model.staying import (
    DIAGONAL,
    HEAT,
    LONGER,
    MOST_ORDERS,
    MOST_TRIES,
    SEED,
    SHARING,
    TRIES_PER_STATION,
)  # fmt: skip

__all__ = ["common_order", "distance", "orders_where_they_stand"]

Place = tuple[int, int]
Order = tuple[int, ...]


def orders_where_they_stand(drawn: Map, places: Mapping[str, Place]) -> tuple[Map, ...]:
    """Return the map with its stops in the orders that need little track between its stations, the least first.

    The last is the order that the map would have without any places. Lines that came in order keep theirs.

    >>> from xlscore.tubemap.model.commands import command_map
    >>> drawn, _ = command_map("M", {"A": {"X": "Good"}, "B": {"X": "Good"}, "C": {"X": "Good"}})
    >>> orders_where_they_stand(drawn, {"A": (5, 1), "B": (9, 1), "C": (1, 1)})[0].lines[0].paths
    (('B', 'A', 'C'),)
    """
    return _orders(drawn, tuple(sorted(places.items())))


@lru_cache(maxsize=64)
def _orders(drawn: Map, standing: tuple[tuple[str, Place], ...]) -> tuple[Map, ...]:
    settled = settle_order(drawn)
    free = [line for line in drawn.lines if not line.ordered]
    if not free:
        return (settled,)
    places = dict(standing)
    areas = sorted({area for line in free for area in line.areas}, key=drawn.areas.index)
    points = [places[area] for area in areas]
    number = {area: index for index, area in enumerate(areas)}
    first = tuple(number[area] for area in common_order(settled, areas))
    length = _length(drawn, areas, points)
    begun = [
        first,
        *(
            tuple(sorted(range(len(areas)), key=lambda area: (way(points[area]), area)))
            for way in (_across, _down)
        ),
    ]
    found: dict[Order, float] = {}
    for start, order in enumerate(begun):
        found |= _shortened(order, length, random.Random(SEED + start).random)
    least = min(found.values())
    ranked = sorted(
        {order if order[0] <= order[-1] else order[::-1] for order in found},
        key=lambda order: (round(length(order), 6), order),
    )
    near = [order for order in ranked if length(order) <= LONGER * least]
    # Orders that differ only where no line runs are one to the map.
    maps = dict.fromkeys(
        in_common_order(drawn, [areas[area] for area in order]) for order in near[:MOST_ORDERS]
    )
    return tuple(dict.fromkeys([*maps, settled]))


def _across(point: Place) -> int:
    return point[0]


def _down(point: Place) -> int:
    return point[1]


def common_order(settled: Map, areas: Sequence[str]) -> list[str]:
    """Return the one order of areas that the lines follow whose stops came as a set."""
    after: dict[str, set[str]] = {area: set() for area in areas}
    for line in settled.lines:
        if not line.ordered:
            for one, other in pairwise(line.paths[0]):
                after[other].add(one)
    order: list[str] = []
    left = list(areas)
    while left:
        following = next((area for area in left if after[area] <= set(order)), left[0])
        order.append(following)
        left.remove(following)
    return order


def _length(drawn: Map, areas: list[str], points: list[Place]) -> Callable[[Order], float]:
    """Return what says how much track an order needs; track that ordered lines need is there already."""
    number = {area: index for index, area in enumerate(areas)}
    far = [[distance(one, other) for other in points] for one in points]
    groups = [frozenset(number[area] for area in line.areas) for line in drawn.lines if not line.ordered]
    there = {
        (number[one], number[other])
        for line in drawn.lines
        if line.ordered
        for path in line.paths
        for one, other in pairwise(path)
        if one in number and other in number
    }
    there |= {(other, one) for one, other in there}

    def length(order: Order) -> float:
        seen = set(there)
        track = 0.0
        for group in groups:
            before = -1
            for area in order:
                if area in group:
                    if before >= 0:
                        step = far[before][area]
                        track += SHARING * step
                        if (before, area) not in seen:
                            seen.add((before, area))
                            track += step
                    before = area
        return track

    return length


def distance(one: Place, other: Place) -> float:
    """Return how much track lies between two places at least, in grid units."""
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    return max(across, down) + DIAGONAL * min(across, down)


def _shortened(
    order: Order, length: Callable[[Order], float], draw: Callable[[], float]
) -> dict[Order, float]:
    """Return the short orders that a search from one goes through, and how much track each needs."""
    here, cost = list(order), length(order)
    found = {order: cost}
    least = cost
    tries = min(MOST_TRIES, TRIES_PER_STATION * len(order))
    for step in range(tries):
        trial = run_elsewhere(here, draw)
        track = length(tuple(trial))
        if track < cost + HEAT * (1 - step / tries) * draw():
            here, cost = trial, track
            least = min(least, cost)
            if cost <= LONGER * least:
                found[tuple(here)] = cost
    return found
