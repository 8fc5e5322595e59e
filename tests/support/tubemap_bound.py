"""The least that the lines of a finished tube map could turn by the same rules, beside what they do (extra `optimal`)."""

from __future__ import annotations

from itertools import pairwise

from xlscore.tubemap import Drawing
from xlscore.tubemap.geometry.routes import STEP, Legs, points_of
from xlscore.tubemap.layout import rules_on
from xlscore.tubemap.placing.arrange import lanes_between
from xlscore.tubemap.placing.runs import Way
from xlscore.tubemap.searching.calmest import Calmest, calmest
from xlscore.tubemap.searching.graph import Network, network_of
from xlscore.tubemap.searching.laid import Laid


def least_turning(drawing: Drawing, effort: float = 5.0) -> Calmest:
    """The least turning of the lines of a drawing, whose layout is the solver's beginning."""
    assert drawing.ground
    network = network_of(drawing.drawn)
    return calmest(network, rules_on(network, drawing.ground), laid(drawing, network), effort)


def laid(drawing: Drawing, network: Network) -> Laid:
    """The layout of a drawing: where its stations stand, and how each track of the network runs between them."""
    assert drawing.ground
    places = {pin.area: (pin.column, pin.row) for pin in drawing.pins}
    ways, _ = lanes_between(drawing.drawn, places, drawing.ground)
    hops = {hop: points for way in ways for hop, points in _hops(way).items()}
    legs = []
    for track in network.tracks:
        chain = (track.start, *track.inner, track.start if track.end is None else track.end)
        points = [places[network.names[track.start]]]
        if track.end is not None:
            for one, other in pairwise(chain):
                points += hops[one, other][1:] if (one, other) in hops else hops[other, one][-2::-1]
        legs.append(_legs(points))
    return Laid({number: places[name] for number, name in enumerate(network.names)}, legs)


def _hops(way: Way) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The grid points of a path between each two stations that follow one another."""
    points = [way.runs[0].start]
    for run in way.runs:
        points += points_of(((run.direction, run.steps),), *run.start)[1:]
    found = {}
    here = 0
    for (_, one), (place, other) in pairwise(way.stops):
        there = points.index(place, here + 1)
        found[one, other] = points[here : there + 1]
        here = there
    return found


def _legs(points: list[tuple[int, int]]) -> Legs:
    legs: list[tuple[int, int]] = []
    for (x, y), (across, down) in pairwise(points):
        direction = STEP.index((across - x, down - y))
        if legs and legs[-1][0] == direction:
            legs[-1] = (direction, legs[-1][1] + 1)
        else:
            legs.append((direction, 1))
    return tuple(legs)
