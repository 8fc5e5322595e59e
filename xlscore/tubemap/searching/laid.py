"""A layout as it is laid, the rules that every layout of a network keeps to, and how often one breaks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import floor, sqrt

from xlscore.tubemap.geometry.raster import Frame
from xlscore.tubemap.geometry.routes import STEP, STEP_LENGTH, Legs, turn
from xlscore.tubemap.searching.graph import Network

__all__ = ["Broken", "Laid", "Rules", "corners_of", "incident", "joined", "kind_of", "strangers"]

Place = tuple[int, int]

_NORMALS = ((1, 0), (0, 1), (1, 1), (1, -1))
"""Across which two pieces of track lie apart: where they do not meet, one of these tells them apart."""


@dataclass(frozen=True)
class Laid:
    """A layout that is there already: the place of each station, and the legs of each track of the network."""

    places: Mapping[int, Place]
    legs: Sequence[Legs]


@dataclass(frozen=True)
class Rules:
    """What every layout of a network keeps to: a grid, widths in millimetres, and the least between neighbours."""

    frame: Frame
    halves: Sequence[float]
    radius: float
    least: float

    def apart(self, millimetres: float) -> dict[Place, int]:
        """Return how far apart in grid units two things lie at the least, by the normals of a line between them."""
        units = millimetres / self.frame.unit
        return {normal: max(1, floor(units * sqrt(normal[0] ** 2 + normal[1] ** 2))) for normal in _NORMALS}


class Broken:
    """How often a layout breaks the rules."""

    def __init__(self, network: Network, tracks: Sequence[int], rules: Rules, laid: Laid) -> None:
        corners = {track: corners_of(laid, network, track) for track in tracks}
        kept = [track for track in tracks if kind_of(laid.legs[track]) < 2]
        self.bends = len(tracks) - len(kept)
        self.together = sum(
            direction_out(network, laid, one, station) == direction_out(network, laid, other, station)
            for station, here in incident(network, tracks).items()
            for one, other in combinations(here, 2)
        )
        self.crossing = sum(
            not _are_apart(
                list(pairwise(corners[one])),
                list(pairwise(corners[other])),
                rules.apart(rules.halves[one] + rules.halves[other]),
            )
            for one, other in combinations(kept, 2)
            if not joined(network, one, other)
        )
        self.over = sum(
            not _are_apart(
                [(laid.places[station],)],
                list(pairwise(corners[track])),
                rules.apart(rules.radius + rules.halves[track]),
            )
            for station, track in strangers(network, kept)
        )
        lengths = [
            sum(STEP_LENGTH[direction] * steps for direction, steps in laid.legs[track])
            * rules.frame.unit
            / (len(network.tracks[track].inner) + 1)
            for track in kept
        ]
        self.least = min([rules.least, *lengths])


def incident(network: Network, tracks: Sequence[int]) -> dict[int, list[int]]:
    """Return which of the tracks end at each kept station."""
    found: dict[int, list[int]] = {station: [] for station in network.kept}
    for track in tracks:
        piece = network.tracks[track]
        for station in (piece.start, piece.end):
            if station is not None:
                found[station].append(track)
    return found


def joined(network: Network, one: int, other: int) -> bool:
    """Return whether two tracks have a station in common."""
    first, second = network.tracks[one], network.tracks[other]
    return bool({first.start, first.end} & {second.start, second.end})


def strangers(network: Network, tracks: Sequence[int]) -> list[tuple[int, int]]:
    """Return each station with each track that does not end there."""
    return [
        (station, track)
        for station in network.kept
        for track in tracks
        if station not in (network.tracks[track].start, network.tracks[track].end)
    ]


def kind_of(legs: Legs) -> int:
    """Return how a track runs: 0 straight, 1 with one bend, of 45° or 90°, 2 with more."""
    turned = [turn(one, other) for (one, _), (other, _) in pairwise(legs)]
    return min(2, len(turned) + (max(turned, default=0) > 2))


def direction_out(network: Network, laid: Laid, track: int, station: int) -> int:
    """Return the direction in which a track of a layout leaves a station."""
    legs = laid.legs[track]
    return legs[0][0] if network.tracks[track].start == station else (legs[-1][0] + 4) % 8


def corners_of(laid: Laid, network: Network, track: int) -> list[Place]:
    """Return where a track of a layout begins, bends and ends."""
    x, y = laid.places[network.tracks[track].start]
    found = [(x, y)]
    for direction, steps in laid.legs[track]:
        x, y = x + STEP[direction][0] * steps, y + STEP[direction][1] * steps
        found.append((x, y))
    return found


def _are_apart(
    one: Sequence[Sequence[Place]], other: Sequence[Sequence[Place]], apart: Mapping[Place, int]
) -> bool:
    """Return whether each piece of one thing is as far from each of another as it must be."""
    return all(
        any(_between(mine, theirs, normal) >= least for normal, least in apart.items())
        for mine in one
        for theirs in other
    )


def _between(one: Sequence[Place], other: Sequence[Place], normal: Place) -> int:
    """Return how far two pieces lie apart along a normal."""
    mine = [normal[0] * x + normal[1] * y for x, y in one]
    theirs = [normal[0] * x + normal[1] * y for x, y in other]
    return max(min(mine) - max(theirs), min(theirs) - max(mine))
