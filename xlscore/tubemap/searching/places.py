"""A first place for every station: as far apart on the page as they are stops apart on the network.

Stress majorisation (Gansner, Koren and North 2005) on the kept stations, turned so that the network lies along
the page, stretched to fill it, and put on grid points. Some beginnings lay the busiest line straight across the
page instead, and everything else around it.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from math import fsum, sqrt

from xlscore.tubemap.geometry.raster import Frame
from xlscore.tubemap.searching.graph import Network
from xlscore.tubemap.weights import (
    ABOVE,
    BESIDE,
    LEAST_STRESS_ROUNDS,
    PIECES_APART,
    STRESS_ROUNDS,
    STRESS_WORK,
    TRUNK_ABOVE,
    TRUNK_BESIDE,
    TRUNK_EVERY,
)

__all__ = ["first_places", "lays_trunk", "nearest_free"]

Points = list[tuple[float, float]]


def first_places(
    network: Network, frame: Frame, seed: int, pinned: Mapping[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Return a grid point for each kept station, no two on one; another seed gives another beginning.

    Pinned stations stand where they are pinned.
    """
    kept = list(network.kept)
    if not kept:
        return {}
    apart = _distances(network, kept)
    trunk = _trunk(network, kept, apart) if lays_trunk(seed) else []
    points = _spread(apart, seed, trunk)
    wanted = (
        _stretched(points, frame, TRUNK_BESIDE, TRUNK_ABOVE)
        if trunk
        else _stretched(_turned(points, seed), frame, BESIDE, ABOVE)
    )
    places = dict(pinned)
    for station, point in zip(kept, wanted, strict=True):
        if station not in places:
            places[station] = nearest_free(point, frame, set(places.values()))
    return places


def lays_trunk(seed: int) -> bool:
    """Return whether the beginning of a seed has the busiest line straight across the page."""
    return seed % TRUNK_EVERY == TRUNK_EVERY - 1


def _trunk(network: Network, kept: list[int], apart: list[list[float]]) -> list[tuple[int, float]]:
    """Return the kept stations of the busiest line, each with its distance from the first one, in stops.

    The busiest line is the one with the most lines beside it on its way.
    """
    number = {station: index for index, station in enumerate(kept)}
    busy = [0] * len(network.ends)
    for track in network.tracks:
        for line in track.lines:
            busy[line] += len(track.lines) * (len(track.inner) + 1)
    line = busy.index(max(busy))
    steps: dict[int, list[int]] = {}
    for track in network.tracks:
        if line in track.lines and track.end is not None:
            steps.setdefault(track.start, []).append(track.end)
            steps.setdefault(track.end, []).append(track.start)
    here = network.ends[line][0]
    way = [(number[here], 0.0)]
    seen = {here}
    while following := [there for there in steps.get(here, ()) if there not in seen]:
        there = following[0]
        way.append((number[there], way[-1][1] + apart[number[here]][number[there]]))
        seen.add(there)
        here = there
    return way if len(way) > 2 else []


def _distances(network: Network, kept: list[int]) -> list[list[float]]:
    """Return the shortest way between any two kept stations, in stops; pieces apart lie a little further."""
    number = {station: index for index, station in enumerate(kept)}
    count = len(kept)
    far = float(count + 2)
    apart = [[far] * count for _ in range(count)]
    for index in range(count):
        apart[index][index] = 0.0
    for track in network.tracks:
        if track.end is not None:
            one, other = number[track.start], number[track.end]
            hops = min(apart[one][other], len(track.inner) + 1.0)
            apart[one][other] = apart[other][one] = hops
    for middle in range(count):
        through = apart[middle]
        for row in apart:
            first = row[middle]
            if first < far:
                for index in range(count):
                    row[index] = min(row[index], first + through[index])
    longest = max((hops for row in apart for hops in row if hops < far), default=1.0)
    return [[hops if hops < far else longest * PIECES_APART + 1 for hops in row] for row in apart]


def _spread(apart: list[list[float]], seed: int, trunk: list[tuple[int, float]]) -> Points:
    draw = random.Random(seed).random
    count = len(apart)
    points = [(draw() * count, draw() * count) for _ in range(count)]
    fixed = {index for index, _ in trunk}
    for index, far in trunk:
        points[index] = (far, count / 2)
    rounds = max(LEAST_STRESS_ROUNDS, min(STRESS_ROUNDS, STRESS_WORK // (count * count)))
    for _ in range(rounds):
        for index, wanted in enumerate(apart):
            if index in fixed:
                continue
            across = down = weights = 0.0
            x, y = points[index]
            for other, hops in enumerate(wanted):
                if other == index:
                    continue
                other_x, other_y = points[other]
                length = sqrt((x - other_x) ** 2 + (y - other_y) ** 2) or 1e-9
                weight = 1.0 / (hops * hops)
                across += weight * (other_x + hops * (x - other_x) / length)
                down += weight * (other_y + hops * (y - other_y) / length)
                weights += weight
            if weights:
                points[index] = (across / weights, down / weights)
    return points


def _turned(points: Points, seed: int) -> Points:
    """Return the points turned so that their longest extent lies across, mirrored by the seed's first bits."""
    count = len(points)
    mean_x = fsum(x for x, _ in points) / count
    mean_y = fsum(y for _, y in points) / count
    centred = [(x - mean_x, y - mean_y) for x, y in points]
    xx = fsum(x * x for x, _ in centred)
    yy = fsum(y * y for _, y in centred)
    xy = fsum(x * y for x, y in centred)
    root = sqrt((xx - yy) ** 2 / 4 + xy * xy)
    across, down = (xy, (xx + yy) / 2 + root - xx)
    if abs(across) + abs(down) < 1e-9:
        across, down = (1.0, 0.0) if xx >= yy else (0.0, 1.0)
    length = sqrt(across * across + down * down)
    across, down = across / length, down / length
    flip_x, flip_y = (-1 if seed & 1 else 1), (-1 if seed & 2 else 1)
    return [(flip_x * (x * across + y * down), flip_y * (y * across - x * down)) for x, y in centred]


def _stretched(points: Points, frame: Frame, beside: int, above: int) -> Points:
    """Return the points stretched over the grid, so far from its edges."""
    columns = _between([x for x, _ in points], beside, frame.columns - beside)
    rows = _between([y for _, y in points], above, frame.rows - above)
    return list(zip(columns, rows, strict=True))


def nearest_free(
    point: tuple[float, float], frame: Frame, taken: Collection[tuple[int, int]]
) -> tuple[int, int]:
    """Return the grid point nearest to a point on which nobody stands."""
    column, row = point
    return min(
        ((x, y) for x in range(1, frame.columns) for y in range(1, frame.rows) if (x, y) not in taken),
        key=lambda place: ((place[0] - column) ** 2 + (place[1] - row) ** 2, place),
    )


def _between(values: list[float], low: int, high: int) -> list[float]:
    """Return the values moved and stretched to lie between two bounds; equal values stand in the middle."""
    least, most = min(values), max(values)
    if most - least < 1e-6:
        return [(low + high) / 2] * len(values)
    return [low + (value - least) / (most - least) * (high - low) for value in values]
