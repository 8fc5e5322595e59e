"""Lanes of a map that is drawn again: a line that had a lane keeps it, and what is new finds its lane beside.

So the lines of a bundle pass their stations where they passed. A new one runs along the outside or in a gap, and a
capsule grows at one end.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import fsum

from xlscore.tubemap.geometry.routes import STEP
from xlscore.tubemap.model.staying import ASIDE, BEYOND, CROSSING, HARDLY, ROUNDS_OF_LANES, STOOD, THICKER
from xlscore.tubemap.placing.lanes import (
    ALONG,
    Node,
    Pull,
    assign_lanes,
    clusters_of,
    crossings,
    nodes_of,
    order_lanes,
    shift_clusters,
)
from xlscore.tubemap.placing.runs import KeptLane, Run, Way
from xlscore.tubemap.placing.strokes import UNIT

__all__ = ["assign_lanes_beside"]


def assign_lanes_beside(
    names: Sequence[str], ways: Sequence[Way], before: Sequence[KeptLane], *, yielding: bool = False
) -> int:
    """Return how many lines cross on shared track, after giving every run its lane: the one it had before, where it had one.

    `names` are the lines'. Where nothing had a lane, lanes are assigned as on a new map. With `yielding` a bundle of which more is new
    than stood gives way to what is new.
    """
    _remember(names, ways, before)
    runs = [run for way in ways for run in way.runs]
    if all(run.kept is None for run in runs):
        return assign_lanes(ways)
    clusters = clusters_of(runs)
    nodes = nodes_of(ways)
    standing = [_standing(cluster) for cluster in clusters]
    if yielding:
        standing = [
            stand if 2 * sum(run.steps for run in stand) >= sum(run.steps for run in cluster) else []
            for stand, cluster in zip(standing, clusters, strict=True)
        ]
    loose = [number for number, stand in enumerate(standing) if not stand]
    pulls = _pulls(names, ways, before)
    order_lanes([clusters[number] for number in loose], nodes)
    shift_clusters(clusters, ways, loose, pulls)
    _join(clusters, standing, nodes, _turns(ways))
    shift_clusters(clusters, ways, loose, pulls)
    return crossings(nodes)


def _remember(names: Sequence[str], ways: Sequence[Way], before: Sequence[KeptLane]) -> None:
    """Note for each run which lane its line had before on the longest stretch of it."""
    known: dict[tuple[str, tuple[int, int]], list[KeptLane]] = {}
    for lane in before:
        known.setdefault((lane.line, lane.corridor), []).append(lane)
    for way in ways:
        for run in way.runs:
            low, high = run.span
            shared = [
                (min(high, lane.span[1]) - max(low, lane.span[0]), lane.lane)
                for lane in known.get((names[way.line], run.corridor), ())
            ]
            shared = [one for one in shared if one[0] > 0]
            run.kept = max(shared)[1] if shared else None


def _pulls(names: Sequence[str], ways: Sequence[Way], before: Sequence[KeptLane]) -> list[Pull]:
    """Return which lanes the runs of lines with a new way should have, so that they pass their stations where they passed.

    Where a line turned at a station, the first of its two lanes counts, in an order of their own: a workbook keeps lanes by their names.
    """
    of_line: dict[str, list[KeptLane]] = {}
    for lane in sorted(before, key=lambda lane: (lane.corridor, lane.span, lane.lane)):
        of_line.setdefault(lane.line, []).append(lane)
    pulls: list[Pull] = []
    for way in ways:
        known = of_line.get(names[way.line], [])
        for run in way.runs:
            if run.kept is None and known:
                pulls += [
                    (run, lane, STOOD)
                    for point, _ in way.stops
                    if _lies_on(run.corridor, run.span, point)
                    for lane in [_lane_past(known, point, run.direction % 4)]
                    if lane is not None
                ]
    return pulls


def _lies_on(corridor: tuple[int, int], span: tuple[int, int], point: tuple[int, int]) -> bool:
    direction, place = corridor
    across, down = STEP[direction]
    along = point[0] if across else point[1]
    return across * point[1] - down * point[0] == place and span[0] <= along <= span[1]


def _lane_past(known: Sequence[KeptLane], point: tuple[int, int], direction: int) -> float | None:
    """Return the lane, in a direction, that passes where a line passed a point of the grid; None where it did not."""
    for lane in known:
        if _lies_on(lane.corridor, lane.span, point):
            return lane.lane * ALONG[abs(lane.corridor[0] - direction)]
    return None


def _standing(cluster: Sequence[Run]) -> list[Run]:
    """Return the runs of a cluster that have the lane they had, having put them there; of two that would lie on each other the longer."""
    standing: list[Run] = []
    for run in sorted(cluster, key=lambda run: (-run.steps, run.line)):
        if run.kept is not None:
            run.lane = run.kept
            if _is_free(run, run.kept, standing):
                standing.append(run)
    return standing


def _together(run: Run, other: Run) -> bool:
    return run.low < other.high and other.low < run.high


def _is_free(run: Run, lane: float, others: Sequence[Run]) -> bool:
    return all(abs(lane - other.lane) > 1 - HARDLY for other in others if _together(run, other))


Turns = dict[int, list[Run]]


def _turns(ways: Sequence[Way]) -> Turns:
    """Return, by the identity of each run, those that it turns from or to at a station."""
    found: Turns = {}
    for way in ways:
        stops = {point for point, _ in way.stops}
        for before, after in pairwise(way.runs):
            if after.start in stops:
                found.setdefault(id(before), []).append(after)
                found.setdefault(id(after), []).append(before)
    return found


def _far(run: Run, other: Run) -> float:
    """Return how many lanes before or behind a station a line turns from one run to another."""
    (a, b), (c, d) = UNIT[run.direction], UNIT[other.direction]
    sine = abs(a * d - b * c)
    return abs(run.offset - other.offset * (a * c + b * d)) / sine if sine > HARDLY else 0.0


def _join(
    clusters: Sequence[list[Run]], standing: Sequence[list[Run]], nodes: Sequence[Node], turns: Turns
) -> None:
    """Give those runs a lane that have none yet beside runs that stand: where few lines cross and the bundle stays narrow."""
    coming = [
        (run, cluster)
        for cluster, stand in zip(clusters, standing, strict=True)
        if stand
        for run in sorted(cluster, key=lambda run: (-run.steps, run.line))
        if not any(run is one for one in stand)
    ]
    stand = {number: list(runs) for number, runs in enumerate(standing)}
    for run, _ in coming:
        run.lane = _best_lane(run, stand[run.cluster], stand[run.cluster], nodes, turns)
        stand[run.cluster].append(run)
    for _ in range(ROUNDS_OF_LANES):
        before = [run.lane for run, _ in coming]
        for run, cluster in coming:
            run.lane = _best_lane(
                run, [one for one in cluster if one is not run], standing[run.cluster], nodes, turns
            )
        if before == [run.lane for run, _ in coming]:
            break


def _best_lane(
    run: Run, others: Sequence[Run], standing: Sequence[Run], nodes: Sequence[Node], turns: Turns
) -> float:
    """Return the best lane of a run beside others."""
    lanes = [other.lane for other in others if _together(run, other)]
    if not lanes:
        lanes = [other.lane for other in standing]
        return min(lanes, key=lambda lane: (abs(lane), lane))
    free = {lane for other in lanes for lane in (other - 1, other + 1) if _is_free(run, lane, others)}
    least, most = min(lanes), max(lanes)
    middle = fsum(lanes) / len(lanes)

    def cost(lane: float) -> tuple[float, float]:
        run.lane = lane
        beyond = max(least - lane, lane - most, 0.0)
        far = fsum(_far(run, other) for other in turns.get(id(run), ()))
        return (
            CROSSING * crossings(nodes) + BEYOND * beyond + ASIDE * abs(lane - middle) + THICKER * far,
            lane,
        )

    return min(sorted(free), key=cost)
