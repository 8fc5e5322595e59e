"""The order of the stops on lines whose table gives only a set, such as the areas a command graded.

All such lines follow one common order of the areas, so that no line turns back on another. The order is the
one that needs the least track: as few pieces between neighbours as can be, and those shared by many lines.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import inf

from xlscore.tubemap.model.network import Map

__all__ = ["in_common_order", "run_elsewhere", "settle_order"]

SEED = 20190415
TRIES_PER_STATION, MOST_TRIES = 200, 4500
STARTS = 3
SHARED = 0.9
"""How many pieces of track it would be worth if all lines ran on one."""


@lru_cache(maxsize=32)  # a map is drawn and then judged, and drawn anew with every refresh
def settle_order(drawn: Map) -> Map:
    """Return the map with every line's stops in order; lines that came in order keep theirs.

    >>> from xlscore.tubemap.model.commands import command_map
    >>> grid = {"A": {"X": "Good", "Y": "Good"}, "B": {"X": "Good"}, "C": {"X": "Good", "Y": "Good"}}
    >>> [line.paths for line in settle_order(command_map("M", grid)[0]).lines]
    [(('A', 'C', 'B'),), (('A', 'C'),)]
    """
    free = [line for line in drawn.lines if not line.ordered]
    if not free:
        return drawn
    fixed = Counter(
        (one, other)
        for line in drawn.lines
        if line.ordered
        for path in line.paths
        for one, other in pairwise(path)
    )
    areas = sorted({area for line in free for area in line.areas}, key=drawn.areas.index)
    number = {area: index for index, area in enumerate(areas)}
    sets = Counter(frozenset(number[area] for area in line.areas) for line in free)
    known = {
        _piece(number[one], number[other]): count
        for (one, other), count in fixed.items()
        if one in number and other in number
    }
    order = _least_track(len(areas), list(sets.items()), known)
    return in_common_order(drawn, [areas[index] for index in order])


def in_common_order(drawn: Map, order: Sequence[str]) -> Map:
    """Return the map whose lines all follow one order of the areas, but for those that came in order."""
    rank = {area: place for place, area in enumerate(order)}
    settled = [
        line if line.ordered else replace(line, paths=(tuple(sorted(line.areas, key=rank.__getitem__)),))
        for line in drawn.lines
    ]
    return replace(drawn, lines=tuple(settled))


Sets = list[tuple[frozenset[int], int]]


def _piece(one: int, other: int) -> int:
    """Return one number for the piece of track between two areas."""
    return one << 10 | other if one < other else other << 10 | one


def _least_track(count: int, sets: Sets, fixed: dict[int, int]) -> list[int]:
    """Return the best common order found from several starts, the better end first by the areas' own order.

    Of orders that need as little track, the one whose rings are shortest is best: a ring that one line closes
    past one stop can be drawn as a loop beside the others, a long one bends every line.
    """
    draw = random.Random(SEED).random
    # With the longest first it is soon known that an order needs too much.
    sets = sorted(sets, key=_longest)
    # No piece has more lines on it than there are.
    lines = sum(number for _, number in sets) + max(fixed.values(), default=0)
    saved = (
        SHARED * lines / (sum(number * (len(group) - 1) for group, number in sets) + sum(fixed.values()) or 1)
    )
    best = list(range(count))
    best_rank = _rank(best, _shared(best, sets, fixed))
    for start in range(STARTS):
        order = list(range(count))
        if start:
            order.sort(key=lambda area: (sum(area in group for group, _ in sets), draw()))
        cost = _cost(_shared(order, sets, fixed))
        tries = min(MOST_TRIES, TRIES_PER_STATION * count)
        for step in range(tries):
            trial = run_elsewhere(order, draw)
            most = cost + 1.5 * (1 - step / tries) * draw()
            shared = _shared(trial, sets, fixed, most + saved)
            trial_cost = _cost(shared)
            if trial_cost < most:
                order, cost = trial, trial_cost
                if len(shared) <= best_rank[0]:
                    rank = _rank(order, shared, best_rank[1] if len(shared) == best_rank[0] else inf)
                    if rank < best_rank:
                        best, best_rank = order, rank
    return best if best[0] <= best[-1] else best[::-1]


def _longest(group: tuple[frozenset[int], int]) -> int:
    return -len(group[0])


def _rank(order: list[int], shared: dict[int, int], most: float = inf) -> tuple[int, int, float, int]:
    """Return how good an order is: pieces of track, length of rings, sharing, and changes to the given order.

    Where the rings are longer than `most` they are not followed to the end.
    """
    moved = sum(abs(place - area) for place, area in enumerate(order))
    return len(shared), _rings(shared, most), round(_cost(shared), 6), min(moved, len(order) ** 2 - moved)


def _rings(shared: dict[int, int], most: float) -> int:
    """Return the length of all rings: each piece that closes one counts the stops around, once for each line.

    It is enough to know that they are longer than `most`.
    """
    beside: dict[int, list[int]] = {}
    reached: dict[int, list[int]] = {}
    length = 0
    for piece, lines in sorted(shared.items(), key=_busiest):
        one, other = piece >> 10, piece & 1023
        here, there = reached.setdefault(one, [one]), reached.setdefault(other, [other])
        if here is there:
            length += lines * _way(beside, one, other)
            if length > most:
                break
            continue
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
        here += there
        for area in there:
            reached[area] = here
    return length


def _busiest(piece: tuple[int, int]) -> tuple[int, int]:
    return -piece[1], piece[0]


def _way(beside: dict[int, list[int]], one: int, other: int) -> int:
    """Return how many pieces lie between two areas of a tree."""
    waiting = [(one, 0)]
    seen = {one}
    for here, far in waiting:
        if here == other:
            return far
        for there in beside.get(here, ()):
            if there not in seen:
                seen.add(there)
                waiting.append((there, far + 1))
    return 0


def run_elsewhere(order: list[int], draw: Callable[[], float]) -> list[int]:
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


def _shared(order: list[int], sets: Sets, fixed: dict[int, int], most: float = inf) -> dict[int, int]:
    """Return the pieces of track an order needs, each with the number of lines on it; some of them, if they are more than `most`."""
    shared = dict(fixed)
    for group, lines in sets:
        for before, area in pairwise([area for area in order if area in group]):
            piece = before << 10 | area if before < area else area << 10 | before
            shared[piece] = shared[piece] + lines if piece in shared else lines
        if len(shared) > most:
            break
    return shared


def _cost(shared: dict[int, int]) -> float:
    """Return the number of pieces; many lines on one piece make it a little cheaper."""
    together = most = 0
    for count in shared.values():
        together += count * count
        most += count
    return len(shared) - SHARED * together / (most * most or 1)
