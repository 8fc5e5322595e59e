"""The order of the stops in the drawing before, read off the lanes that its lines had."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from xlscore.tubemap.geometry.routes import STEP
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.order import in_common_order
from xlscore.tubemap.model.standing import Place, common_order
from xlscore.tubemap.placing.runs import KeptLane

__all__ = ["order_before"]


def order_before(drawn: Map, places: Mapping[str, Place], lanes: Sequence[KeptLane]) -> list[Map]:
    """Return the map with its stops in the order in which its lines ran before; none where that cannot be told of every area.

    Where two lines came to differ in their order there is no common one to tell.
    """
    free = [line for line in drawn.lines if not line.ordered]
    at = {place: area for area, place in places.items()}
    walks = [
        [at[point] for point in _walk([lane for lane in lanes if lane.line == line.name]) if point in at]
        for line in free
    ]
    areas = [area for area in drawn.areas if any(area in line.areas for line in free)]
    walks = _one_way([walk for walk in walks if len(walk) > 1])
    if not areas or set(areas) - {area for walk in walks for area in walk}:
        return []
    lines = tuple(
        replace(free[0], name=str(number), paths=(tuple(walk),)) for number, walk in enumerate(walks)
    )
    order = common_order(replace(drawn, lines=lines), areas)
    rank = {area: place for place, area in enumerate(order)}
    if any([rank[area] for area in walk] != sorted(rank[area] for area in walk) for walk in walks):
        return []
    if areas.index(order[0]) > areas.index(order[-1]):
        order.reverse()  # as an order that was searched for begins
    return [in_common_order(drawn, order)]


def _walk(lanes: Sequence[KeptLane]) -> list[Place]:
    """Return the grid points of a line from one end to the other; none where its lanes are no single path."""
    beside: dict[Place, set[Place]] = {}
    for lane in lanes:
        direction, place = lane.corridor
        across, down = STEP[direction]
        low, high = lane.span
        points = [
            (along, across * (place + down * along)) if across else (-place, along)
            for along in range(low, high + 1)
        ]
        for one, other in pairwise(points):
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    ends = sorted(point for point, others in beside.items() if len(others) == 1)
    if len(ends) != 2 or any(len(others) > 2 for others in beside.values()):
        return []
    walk = [ends[0]]
    while following := beside[walk[-1]] - set(walk[-2:]):
        walk += following
    return walk if len(walk) == len(beside) else []


def _one_way(walks: Collection[list[str]]) -> list[list[str]]:
    """Return the walks, each turned so that it runs as the longest and those turned already do."""
    turned: list[list[str]] = []
    after: set[tuple[str, str]] = set()
    for walk in sorted(walks, key=len, reverse=True):
        pairs = [(one, other) for place, one in enumerate(walk) for other in walk[place + 1 :]]
        ahead = sum(pair in after for pair in pairs)
        back = sum(pair[::-1] in after for pair in pairs)
        way = walk if ahead >= back else walk[::-1]
        after |= {(one, other) for place, one in enumerate(way) for other in way[place + 1 :]}
        turned.append(way)
    return turned
