"""How far the stations of a map have moved when it is drawn again, measured on the two written drawings.

What an officer sees of a station is where its lines pass and where its marker is. A line keeps its stop if it stops there
before and after, between the same neighbours. The station has moved by the larger of two distances:

- how far from where they passed its kept lines pass now;
- how far the middle of its marker is from where it was, less half a lane for each line that came or went there, and a
  whole one for each that stops there still and has another neighbour: by so much a capsule that stands may grow or shrink
  at one end.

With more than `OVERLOOKED` millimetres it counts as moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import dist
from statistics import fmean

from xlscore.tubemap import Drawing, Map
from xlscore.tubemap.geometry.plane import Point, nearest
from xlscore.tubemap.judged.readback import Printed, read_drawing
from xlscore.tubemap.model.style import style_for

__all__ = ["OVERLOOKED", "Shift", "middles_of", "moved", "shifts", "stops_changed"]

OVERLOOKED = 2.0
"""Millimetres by which a station may move and nobody sees it."""


@dataclass(frozen=True)
class Shift:
    """How far a station's kept lines pass from where they passed, its marker's middle from where it was, and what of that its own lines explain."""

    lines: float
    middle: float
    explained: float

    @property
    def moved(self) -> float:
        """By how many millimetres the station counts as moved."""
        return max(self.lines, self.middle - self.explained)


def middles_of(drawing: Drawing) -> dict[str, Point]:
    """Where the markers of a map's stations stand on the page: their middles."""
    stations = {f"Station: {area}": area for area in drawing.drawn.stations}
    return {
        stations[mark.group]: (fmean(x for x, _ in mark.corners), fmean(y for _, y in mark.corners))
        for mark in _printed(drawing.xml, drawing.drawn.name).marks
        if mark.name == "Marker" and mark.group in stations
    }


def stops_changed(before: Map, after: Map) -> set[str]:
    """The stations at which a line stops that did not, or the other way round."""
    return {
        area
        for area in (*before.stations, *after.stations)
        if {line.name for line in before.lines_at(area)} != {line.name for line in after.lines_at(area)}
    }


def shifts(before: Drawing, after: Drawing, *, with_the_map: bool = False) -> dict[str, Shift]:
    """How each station that both maps have has moved from one to the other, or how besides `with_the_map` as a whole."""
    aside = _as_a_whole(before, after) if with_the_map else (0.0, 0.0)
    then = {area: _further(point, aside) for area, point in middles_of(before).items()}
    passed = {
        line: [(_further(one, aside), _further(other, aside)) for one, other in pieces]
        for line, pieces in _tracks(before).items()
    }
    now, passes = middles_of(after), _tracks(after)
    stopped, stops = _neighbours(before.drawn), _neighbours(after.drawn)
    half_a_lane = style_for(len(after.drawn.stations), graded=after.drawn.graded).lane / 2
    found = {}
    for area in then.keys() & now.keys():
        mine, theirs = stopped[area], stops[area]
        both = mine.keys() & theirs.keys()
        kept = [line for line in sorted(both) if mine[line] == theirs[line]]
        off = [
            _away(_nearest(then[area], passed[line]), passes[line])
            for line in kept
            if line in passed and line in passes
        ]
        explained = half_a_lane * (len(mine.keys() ^ theirs.keys()) + 2 * (len(both) - len(kept)))
        found[area] = Shift(max(off, default=0.0), dist(then[area], now[area]), explained)
    return found


def moved(before: Drawing, after: Drawing, *, with_the_map: bool = False) -> tuple[str, ...]:
    """The stations that have moved, without those at which a line more or fewer stops now."""
    own = stops_changed(before.drawn, after.drawn)
    found = shifts(before, after, with_the_map=with_the_map)
    return tuple(
        area for area, shift in sorted(found.items()) if area not in own and shift.moved > OVERLOOKED
    )


def _as_a_whole(before: Drawing, after: Drawing) -> Point:
    """How far across and down a map has moved that is as large as before."""
    if before.fit is None or after.fit is None or before.fit.unit != after.fit.unit:
        return 0.0, 0.0
    return after.fit.left - before.fit.left, after.fit.top - before.fit.top


def _further(point: Point, aside: Point) -> Point:
    return point[0] + aside[0], point[1] + aside[1]


def _neighbours(drawn: Map) -> dict[str, dict[str, frozenset[str]]]:
    """Who is beside an area on each of its lines."""
    found: dict[str, dict[str, set[str]]] = {area: {} for area in drawn.stations}
    for line in drawn.lines:
        for path in line.paths:
            for area in path:
                found[area].setdefault(line.name, set())
            for one, other in pairwise(path):
                found[one][line.name].add(other)
                found[other][line.name].add(one)
    return {area: {line: frozenset(beside) for line, beside in on.items()} for area, on in found.items()}


@cache  # of each pair of drawings several things are asked
def _printed(xml: str, name: str) -> Printed:
    return read_drawing(xml, name)


Tracks = list[tuple[Point, Point]]


def _tracks(drawing: Drawing) -> Mapping[str, Tracks]:
    found: dict[str, Tracks] = {}
    for group, stroke, _ in _printed(drawing.xml, drawing.drawn.name).strokes:
        if group.startswith("Line: "):
            found.setdefault(group.removeprefix("Line: "), []).extend(pairwise(stroke.flattened(8)))
    return found


def _nearest(point: Point, tracks: Tracks) -> Point:
    return min((nearest(point, *piece) for piece in tracks), key=lambda found: dist(found, point))


def _away(point: Point, tracks: Tracks) -> float:
    return dist(_nearest(point, tracks), point)
