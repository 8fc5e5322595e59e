"""Lanes: which line runs on which side where several share a track.

Every straight run of a line keeps one lane from end to end, so a line bends only where its track bends. Runs on
one straight corridor that share track get different lanes; their order is the one with the fewest crossings,
and the whole corridor is shifted sideways so that lines keep their place around a corner.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, pairwise
from math import fsum

from xlscore.tubemap.geometry.routes import points_of, turn
from xlscore.tubemap.placing.runs import Point, Run, Way

__all__ = [
    "Node",
    "Pull",
    "assign_lanes",
    "clusters_of",
    "crossings",
    "nodes_of",
    "order_lanes",
    "shift_clusters",
]

SEED = 7

# How much of an offset from one corridor is an offset from another, so many times 45° further.
ALONG = (1.0, 0.7071, 0.0, -0.7071)


def assign_lanes(ways: Sequence[Way]) -> int:
    """Return how many lines cross on shared track, after giving every run its lane: distinct where track is shared, with few crossings, and steady around corners."""
    clusters = clusters_of([run for way in ways for run in way.runs])
    nodes = nodes_of(ways)
    order_lanes(clusters, nodes)
    shift_clusters(clusters, ways, range(len(clusters)))
    return crossings(nodes)


def order_lanes(clusters: Sequence[list[Run]], nodes: Sequence[Node]) -> None:
    """Give the runs of each cluster lanes side by side, in the order that saves most crossings and empty lanes."""
    beside: dict[int, list[Node]] = {}
    for node in nodes:
        for number in {run.cluster for _, ports in node for run, _ in ports}:
            beside.setdefault(number, []).append(node)
    for cluster in clusters:
        forward = sum(1 if run.direction < 4 else -1 for run in cluster) >= 0
        cluster.sort(key=lambda run: run.line, reverse=not forward)
        _pack(cluster)
    _swap_throughout(clusters, nodes)
    for _ in range(3):
        changed = False
        for cluster in clusters:
            number = cluster[0].cluster
            if len(cluster) > 1 and _improve(cluster, beside.get(number, []), number):
                changed = True
        if not changed:
            break


def clusters_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs in groups that share track, one group for each stretch of a corridor.

    Those that meet others already where they end reach half a step further than they go.
    """
    corridors: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        corridors.setdefault(run.corridor, []).append(run)
    clusters: list[list[Run]] = []
    for corridor in sorted(corridors):
        reach = None
        for run in sorted(corridors[corridor], key=lambda run: (run.span, run.line)):
            low, high = run.span
            low, high = run.low, run.high = 2 * low - run.meets, 2 * high + run.meets
            if reach is None or low >= reach:
                clusters.append([])
                reach = high
            clusters[-1].append(run)
            run.cluster = len(clusters) - 1
            reach = max(reach, high)
    return clusters


def _pack(order: Sequence[Run]) -> None:
    """Give the runs of a cluster lanes in this order, side by side where they share track, around the middle."""
    for place, run in enumerate(order):
        low, high = run.low, run.high
        lane = 0.0
        for earlier in order[:place]:
            if earlier.low < high and low < earlier.high and earlier.lane >= lane:
                lane = earlier.lane + 1
        run.lane = lane
    long = sum(run.steps for run in order)
    middle = fsum(run.lane * run.steps for run in order) / long
    middle = round(middle * 2) / 2
    for run in order:
        run.lane -= middle


# -- crossings ------------------------------------------------------------------------------------------

_Port = tuple[Run, int]
Node = list[tuple[int, tuple[_Port, ...]]]


def nodes_of(ways: Sequence[Way]) -> list[Node]:
    """Return the points where a line goes from one run to another, with all the lines that pass there.

    A line passes with two ports, each a run and the direction in which it leaves the point.
    """
    passing: dict[Point, Node] = {}
    for way in ways:
        for before, after in pairwise(way.runs):
            ports = ((before, (before.direction + 4) % 8), (after, after.direction))
            passing.setdefault(after.start, []).append((way.line, ports))
    for way in ways:
        for run in way.runs:
            for point in points_of(((run.direction, run.steps),), *run.start)[1:-1]:
                if point in passing:
                    ports = ((run, (run.direction + 4) % 8), (run, run.direction))
                    passing[point].append((way.line, ports))
    return [node for node in passing.values() if len(node) > 1]


def crossings(nodes: Sequence[Node]) -> int:
    """Return how many pairs of lines that run together on one side of a node cross there."""
    return _crossing(_meetings(nodes))


# At a node: the ports of each line with their signs, and which two lines run together on one side of it.
_Meeting = tuple[list[tuple[tuple[Run, int, int], ...]], list[tuple[int, int]]]


def _meetings(nodes: Sequence[Node]) -> list[_Meeting]:
    """Return what does not depend on lanes of the nodes at which lines may cross."""
    found = []
    for node in nodes:
        clusters = [{run.cluster for run, _ in ports} for _, ports in node]
        pairs = [
            (one, other)
            for (one, mine), (other, theirs) in combinations(enumerate(clusters), 2)
            if mine & theirs
        ]
        if pairs:
            found.append(
                (
                    [
                        tuple((run, direction, 1 if direction < 4 else -1) for run, direction in ports)
                        for _, ports in node
                    ],
                    pairs,
                )
            )
    return found


def _crossing(meetings: Sequence[_Meeting]) -> int:
    """Return how many lines cross where they meet: the ports of one lie apart on the way around the point, clockwise."""
    count = 0
    for lines, pairs in meetings:
        around = [sorted([(direction, sign * run.lane) for run, direction, sign in ports]) for ports in lines]
        for one, other in pairs:
            low, high = around[one]
            first, second = around[other]
            count += (low < first < high) != (low < second < high)
    return count


def _gaps(cluster: Sequence[Run]) -> float:
    """Return how many empty lanes lie between lines that run together."""
    points = sorted({place for run in cluster for place in (run.low, run.high)})
    total = 0.0
    for low, high in pairwise(points):
        lanes = [run.lane for run in cluster if run.low <= low and run.high >= high]
        if lanes:
            total += max(lanes) - min(lanes) + 1 - len(lanes)
    return total


def _improve(cluster: list[Run], nodes: Sequence[Node], number: int) -> bool:
    """Reorder a cluster while that saves crossings or empty lanes; return whether it did."""
    draw = random.Random(SEED + number).random
    meetings = _meetings(nodes)
    known: dict[tuple[int, ...], float] = {}

    def cost() -> float:
        order = tuple(map(id, cluster))
        if order not in known:
            _pack(cluster)
            known[order] = 10.0 * _crossing(meetings) + _gaps(cluster)
        return known[order]

    best = first = cost()
    size = len(cluster)
    tries = min(400, 14 * size * size)
    for _ in range(tries):
        if best <= 0:
            break
        kept = list(cluster)
        one, other = int(draw() * size), int(draw() * size)
        if draw() < 0.5:
            cluster[one], cluster[other] = cluster[other], cluster[one]
        else:
            cluster.insert(other, cluster.pop(one))
        found = cost()
        if found <= best:
            best = found
        else:
            cluster[:] = kept
    _pack(cluster)
    return best < first


def _swap_throughout(clusters: Sequence[list[Run]], nodes: Sequence[Node]) -> None:
    """Swap two lines wherever they run together, while that saves crossings or empty lanes."""
    meetings = _meetings(nodes)

    def cost() -> float:
        return 10.0 * _crossing(meetings) + sum(_gaps(cluster) for cluster in clusters if len(cluster) > 1)

    lines = sorted({run.line for cluster in clusters if len(cluster) > 1 for run in cluster})
    pairs = list(combinations(lines, 2))[:80]
    best = cost()
    improved = True
    while improved and best > 0:
        improved = False
        for one, other in pairs:
            together = [c for c in clusters if {one, other} <= {run.line for run in c}]
            kept = [list(cluster) for cluster in together]
            for cluster in together:
                places = [at for at, run in enumerate(cluster) if run.line in (one, other)]
                first, last = places[0], places[-1]
                cluster[first], cluster[last] = cluster[last], cluster[first]
                _pack(cluster)
            found = cost() if together else best
            if found < best:
                best, improved = found, True
            else:
                for cluster, order in zip(together, kept, strict=True):
                    cluster[:] = order
                    _pack(cluster)


# -- keeping the place around corners -------------------------------------------------------------------


def shift_clusters(
    clusters: Sequence[Sequence[Run]],
    ways: Sequence[Way],
    free: Collection[int],
    drawn_to: Sequence[Pull] = (),
) -> None:
    """Shift the free clusters sideways so that every line has the same offset before and after its corners.

    A line that ends at a station is drawn to the middle of the lines that pass there. `drawn_to` gives runs the lanes that
    they should have besides, and how much that weighs.
    """
    ties = _ties(ways)
    for run, lane, weight in drawn_to:
        there = Run(run.line, run.start, run.direction, 0, lane)
        ties.setdefault(run.cluster, []).append((run, [(there, 1.0)], weight))
    for _ in range(30):
        for number in free:
            cluster = clusters[number]
            wanted = 0.0
            weights = 0.25 * len(cluster)
            for mine, others, weight in ties.get(number, []):
                wanted += weight * (fsum(other.lane * share for other, share in others) - mine.lane)
                weights += weight
            long = sum(run.steps for run in cluster)
            wanted -= 0.25 * len(cluster) * fsum(run.lane * run.steps for run in cluster) / long
            change = wanted / weights
            for run in cluster:
                run.lane += change
    for cluster in clusters:
        for run in cluster:
            run.lane = round(run.lane, 4)


Pull = tuple[Run, float, float]
_Tie = tuple[Run, list[tuple[Run, float]], float]


def _ties(ways: Sequence[Way]) -> dict[int, list[_Tie]]:
    """Return, for each cluster, which lanes its runs should have, as shares of other lanes, and how much."""
    ties: dict[int, list[_Tie]] = {}
    passing: dict[Point, list[Run]] = {}
    for way in ways:
        for before, after in pairwise(way.runs):
            weight = (0.0, 2.0, 1.0, 2.0, 0.0)[turn(before.direction, after.direction)]
            share = 1.0 if (before.direction < 4) == (after.direction < 4) else -1.0
            ties.setdefault(before.cluster, []).append((before, [(after, share)], weight))
            ties.setdefault(after.cluster, []).append((after, [(before, share)], weight))
        for run in way.runs:
            for point in points_of(((run.direction, run.steps),), *run.start):
                passing.setdefault(point, []).append(run)
    for way in ways:
        for run, point in ((way.runs[0], way.runs[0].start), (way.runs[-1], way.runs[-1].end)):
            others = [other for other in passing[point] if other.cluster != run.cluster]
            if others:
                shares = [
                    (other, ALONG[abs(other.direction % 4 - run.direction % 4)] / len(others))
                    for other in others
                ]
                ties.setdefault(run.cluster, []).append((run, shares, 1.5))
    return ties
