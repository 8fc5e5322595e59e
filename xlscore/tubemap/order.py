"""The order of the stops on lines whose table gives only a set, such as the areas a command graded.

All such lines follow one common order of the areas, so that no line turns back on another. The order is the
one that needs the least track: as few pieces between neighbours as can be, and those shared by many lines.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from xlscore.tubemap.network import Map

__all__ = ["settle_order"]

SEED = 20190415
TRIES_PER_STATION = 260
STARTS = 3


def settle_order(drawn: Map) -> Map:
    """Return the map with every line's stops in order; lines that came in order keep theirs.

    >>> from xlscore.tubemap.network import command_map
    >>> grid = {"A": {"X": "Good", "Y": "Good"}, "B": {"X": "Good"}, "C": {"X": "Good", "Y": "Good"}}
    >>> [line.paths for line in settle_order(command_map("M", grid)[0]).lines]
    [(('A', 'C', 'B'),), (('A', 'C'),)]
    """
    free = [line for line in drawn.lines if not line.ordered]
    if not free:
        return drawn
    fixed = Counter(
        frozenset(pair)
        for line in drawn.lines
        if line.ordered
        for path in line.paths
        for pair in pairwise(path)
    )
    areas = sorted({area for line in free for area in line.areas}, key=drawn.areas.index)
    order = _least_track(areas, [frozenset(line.areas) for line in free], fixed)
    rank = {area: number for number, area in enumerate(order)}
    settled = [
        line if line.ordered else replace(line, paths=(tuple(sorted(line.areas, key=rank.__getitem__)),))
        for line in drawn.lines
    ]
    return replace(drawn, lines=tuple(settled))


def _least_track(
    areas: list[str], sets: list[frozenset[str]], fixed: Counter[frozenset[str]]
) -> tuple[str, ...]:
    """Return the best common order found from several starts, the better end first by the areas' own order."""
    draw = random.Random(SEED).random
    best = tuple(areas)
    best_cost = _cost(best, sets, fixed)
    for start in range(STARTS):
        order = list(areas)
        if start:
            order.sort(key=lambda area: (sum(area in group for group in sets), draw()))
        cost = _cost(order, sets, fixed)
        tries = TRIES_PER_STATION * len(areas)
        for step in range(tries):
            trial = _moved(order, draw)
            trial_cost = _cost(trial, sets, fixed)
            if trial_cost < cost + 1.5 * (1 - step / tries) * draw():
                order, cost = trial, trial_cost
                if cost < best_cost - 1e-9:
                    best, best_cost = tuple(order), cost
    return best if areas.index(best[0]) <= areas.index(best[-1]) else best[::-1]


def _moved(order: list[str], draw: Callable[[], float]) -> list[str]:
    """Return the order with one run of areas taken out and put elsewhere, either way round."""
    count = len(order)
    start = int(draw() * count)
    length = 1 + int(draw() * min(4, count - start))
    run = order[start : start + length]
    rest = order[:start] + order[start + length :]
    if draw() < 0.4:
        run.reverse()
    place = int(draw() * (len(rest) + 1))
    return rest[:place] + run + rest[place:]


def _cost(
    order: list[str] | tuple[str, ...], sets: list[frozenset[str]], fixed: Counter[frozenset[str]]
) -> float:
    """Return the pieces of track an order needs; many lines on one piece make it a little cheaper."""
    shared = Counter(fixed)
    for group in sets:
        stops = [area for area in order if area in group]
        for pair in pairwise(stops):
            shared[frozenset(pair)] += 1
    together = sum(count * count for count in shared.values())
    most = sum(shared.values()) ** 2 or 1
    return len(shared) - together / most * 0.9
