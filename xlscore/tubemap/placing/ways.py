"""From the routes of tracks to the ways of lines; a line with one station only has a stub, which is laid along the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlscore.tubemap.geometry.routes import Legs
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.placing.runs import Way, ways_of
from xlscore.tubemap.searching.graph import Network

__all__ = ["ways_on"]


def ways_on(drawn: Map, network: Network, legs: Sequence[Legs], at: Sequence[tuple[int, int]]) -> list[Way]:
    """Return every path of every line as straight runs along the routes of its tracks."""
    number = {name: index for index, name in enumerate(network.names)}
    between: dict[tuple[int, int], Legs] = {}
    stubs: dict[int, Legs] = {}
    for track, route in zip(network.tracks, legs, strict=True):
        if track.end is None:
            stubs[track.lines[0]] = route
        else:
            between[track.start, track.end] = route
            between[track.end, track.start] = tuple(
                ((direction + 4) % 8, steps) for direction, steps in reversed(route)
            )
    if drawn.graded:
        stubs = _in_line(network, stubs, between)
    paths = [
        (line, [number[area] for area in path]) for line, row in enumerate(drawn.lines) for path in row.paths
    ]
    ways = ways_of(paths, between, at, stubs)
    for run in (run for way in ways for run in way.runs):
        run.meets = drawn.graded
    return ways


def _in_line(
    network: Network, stubs: Mapping[int, Legs], between: Mapping[tuple[int, int], Legs]
) -> dict[int, Legs]:
    """Return the stubs laid along the busiest track of their stations, on the side where less is.

    There a line comes square into the marker, and is seen to end at its own disc.
    """
    found: dict[int, Legs] = {}
    for track in network.tracks:
        if track.end is not None or not stubs[track.lines[0]]:
            continue
        busy: dict[int, int] = {}
        for other in network.tracks:
            if other.end is not None and track.start in (other.start, other.end):
                far = other.end if other.start == track.start else other.start
                route = between[track.start, far]
                if route:
                    busy[route[0][0]] = busy.get(route[0][0], 0) + len(other.lines)
        steps = stubs[track.lines[0]][0][1]
        # Where nothing else passes, all lines of the station end side by side.
        ahead = max(busy, key=lambda direction: (busy[direction], -direction), default=4)
        behind = (ahead + 4) % 8
        way = behind if busy.get(behind, 0) <= busy.get(ahead, 0) else ahead
        found[track.lines[0]] = ((way, steps),)
    return {**stubs, **found}
