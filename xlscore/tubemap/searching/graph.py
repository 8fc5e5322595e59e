"""The network behind a map: stations, the track between neighbours, and which lines run on it.

Stations that a line merely passes on its way are taken out for the search and put back evenly along the
track, so that a line of seven stops between two interchanges is one piece to be placed, not eight.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from xlscore.tubemap.model.network import Map
from xlscore.tubemap.weights import MOST_HOPS

__all__ = ["Network", "Track", "network_of"]


@dataclass(frozen=True)
class Track:
    """A piece of track from one station to another, past the inner stations, with the lines on it.

    `end` is None for the stub of a line with a single station.
    """

    start: int
    end: int | None
    inner: tuple[int, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Network:
    """The tracks of a map; `turns` holds, at each station, each pair of tracks and how many lines pass through."""

    names: tuple[str, ...]
    tracks: tuple[Track, ...]
    turns: dict[int, tuple[tuple[int, int, int], ...]]
    ends: tuple[tuple[int, ...], ...]

    @cached_property
    def kept(self) -> tuple[int, ...]:
        """Return the stations that are placed by themselves, in order."""
        at = {track.start for track in self.tracks} | {
            track.end for track in self.tracks if track.end is not None
        }
        return tuple(sorted(at))


def network_of(drawn: Map, *, contract: bool = True) -> Network:
    """Return the network of a map whose lines are in order.

    Without `contract` no station is taken out.
    """
    names = drawn.stations
    number = {name: index for index, name in enumerate(names)}
    paths = [
        (line, tuple(number[area] for area in path))
        for line, row in enumerate(drawn.lines)
        for path in row.paths
    ]
    on: dict[tuple[int, int], set[int]] = {}
    for line, path in paths:
        for one, other in pairwise(path):
            on.setdefault((min(one, other), max(one, other)), set()).add(line)
    neighbours: dict[int, list[int]] = {index: [] for index in range(len(names))}
    for one, other in sorted(on):
        neighbours[one].append(other)
        neighbours[other].append(one)
    keep: set[int] = set() if contract else set(number.values())
    for _, path in paths:
        keep |= {path[0], path[-1]}
    for station, others in neighbours.items():
        if len(others) != 2 or _lines(on, station, others[0]) != _lines(on, station, others[1]):
            keep.add(station)
    chains = _chains(neighbours, keep)
    tracks = [
        Track(chain[0], chain[-1], chain[1:-1], tuple(sorted(_lines(on, *chain[:2])))) for chain in chains
    ]
    tracks += [Track(path[0], None, (), (line,)) for line, path in paths if len(path) == 1]
    return Network(
        names,
        tuple(tracks),
        _turns(paths, tracks),
        tuple(tuple(number[area] for area in line.ends) for line in drawn.lines),
    )


def _lines(on: dict[tuple[int, int], set[int]], one: int, other: int) -> set[int]:
    return on[min(one, other), max(one, other)]


def _chains(neighbours: dict[int, list[int]], keep: set[int]) -> list[tuple[int, ...]]:
    """Return the chains of stations between kept ones; a chain never ends where it began."""
    chains = []
    for start in sorted(keep):
        for following in neighbours[start]:
            chain = [start, following]
            while chain[-1] not in keep:
                one, other = neighbours[chain[-1]]
                chain.append(other if one == chain[-2] else one)
            if chain[0] < chain[-1] or (chain[0] == chain[-1] and chain[1] < chain[-2]):
                chains += _cut(chain)
    return sorted(chains)


def _cut(chain: list[int]) -> list[tuple[int, ...]]:
    """Return a chain in pieces: a ring in three or more, so that it can be drawn as a ring, a long line in short ones.

    A piece runs with two bends at most, so the stops of a very long one would not all find room on it.
    """
    hops = len(chain) - 1
    count = max(-(-hops // MOST_HOPS), 3 if chain[0] == chain[-1] else 1)
    places = [hops * piece // count for piece in range(count + 1)]
    return [tuple(chain[a : b + 1]) for a, b in pairwise(places)]


def _turns(
    paths: list[tuple[int, tuple[int, ...]]], tracks: list[Track]
) -> dict[int, tuple[tuple[int, int, int], ...]]:
    beside: dict[tuple[int, int], int] = {}
    for index, track in enumerate(tracks):
        if track.end is not None:
            chain = (track.start, *track.inner, track.end)
            beside[chain[0], chain[1]] = index
            beside[chain[-1], chain[-2]] = index
    counts: dict[int, dict[tuple[int, int], int]] = {}
    for _, path in paths:
        for before, here, after in zip(path, path[1:], path[2:], strict=False):
            if (here, before) in beside and (here, after) in beside:
                one, other = sorted((beside[here, before], beside[here, after]))
                pairs = counts.setdefault(here, {})
                pairs[one, other] = pairs.get((one, other), 0) + 1
    return {
        station: tuple((one, other, count) for (one, other), count in sorted(pairs.items()))
        for station, pairs in sorted(counts.items())
    }
