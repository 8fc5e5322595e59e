"""From places on the grid to exact places on the page: strokes, markers, labels and name tags.

Given where the stations stand, and the side of a label where an officer chose one, everything else follows
by rule. The same function serves a new layout and a redraw from pins, so a redraw gives the same drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from xlscore.tubemap.board import Board, Frame
from xlscore.tubemap.facts import Grade
from xlscore.tubemap.graph import Network, network_of
from xlscore.tubemap.labels import Choice, Marker, choose, label_choices, own_track_first, tag_choices
from xlscore.tubemap.lanes import Way, assign_lanes, ways_of
from xlscore.tubemap.network import Map
from xlscore.tubemap.paper import Box, Paper
from xlscore.tubemap.routes import Legs
from xlscore.tubemap.search import settled_routes
from xlscore.tubemap.strokes import Stroke, innermost, station_point, stroke_of
from xlscore.tubemap.style import Style

__all__ = ["Arrangement", "Ground", "arrange", "lanes_between", "sizes"]

MOST_GROWTH, LEAST_GROWTH, ENOUGH = 1.6, 0.8, 6

# A line that passes this far from the middle of a capsule, in mm, is still well under it.
HIDDEN = 1.7
Point = tuple[float, float]


@dataclass(frozen=True)
class Ground:
    """What a map is arranged on: its grid, its measures, the scale of grades, and the region of the page."""

    frame: Frame
    style: Style
    scale: tuple[Grade, ...]
    region: Box


@dataclass(frozen=True)
class Arrangement:
    """Everything in its exact place; `crossings` counts lines that cross on shared track, `faults` counts the texts that still touch something."""

    strokes: tuple[tuple[int, Stroke], ...]
    markers: tuple[Marker, ...]
    labels: tuple[Choice, ...]
    tags: tuple[Choice, ...]
    crossings: int
    faults: int

    @property
    def leaders(self) -> int:
        """Return how many labels stand away from their stations."""
        return sum(label.leader is not None for label in self.labels)


def arrange(
    drawn: Map, places: Mapping[str, tuple[int, int]], sides: Mapping[str, str], ground: Ground
) -> Arrangement:
    """Return the arrangement of a map whose stations stand on given grid points.

    It is made as large as the region of the page allows without any text touching anything. Labels are led off
    their stations only where there is no other way.
    """
    network, ways, crossings = lanes_between(drawn, places, ground)
    best: Arrangement | None = None
    fits = _fits(ways, ground)
    tries = [(fit, False) for fit in fits[:ENOUGH]] + [(fit, True) for fit in (fits[1::2] or fits)[:ENOUGH]]
    for (unit, origin), leaders in tries:
        found = _placed(drawn, network, ways, unit, origin, sides, ground, crossings, leaders)
        if best is None or (found.faults, found.leaders) < (best.faults, best.leaders):
            best = found
        if not best.faults:
            break
    assert best is not None
    return best


def lanes_between(
    drawn: Map, places: Mapping[str, tuple[int, int]], ground: Ground
) -> tuple[Network, list[Way], int]:
    """Return the network, every path of every line in its lanes, and how many lines cross on shared track."""
    network = network_of(drawn, contract=False)
    board = Board(network, ground.frame, *sizes(network, ground.style), [], [])
    laid = settled_routes(board, {index: places[name] for index, name in enumerate(network.names)})
    ways = _ways(drawn, network, [route.legs if route else () for route in laid.routes], laid.at)
    return network, ways, assign_lanes(ways)


def sizes(network: Network, style: Style) -> tuple[list[float], float]:
    """Return half the width of each track and the radius of a marker, with the room around them."""
    return [len(track.lines) * style.lane / 2 + 0.6 for track in network.tracks], style.marker + 0.8


def _ways(drawn: Map, network: Network, legs: Sequence[Legs], at: Sequence[tuple[int, int]]) -> list[Way]:
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
    paths = [
        (line, [number[area] for area in path]) for line, row in enumerate(drawn.lines) for path in row.paths
    ]
    return ways_of(paths, between, at, stubs)


def _placed(
    drawn: Map,
    network: Network,
    ways: Sequence[Way],
    unit: float,
    origin: Point,
    sides: Mapping[str, str],
    ground: Ground,
    crossings: int,
    leaders: bool,
) -> Arrangement:
    style = ground.style
    corners = innermost(ways)
    strokes = [stroke_of(way, unit, style.lane, style.corner, origin, corners) for way in ways]
    passed: dict[int, list[Point]] = {}
    for way in ways:
        for place, (_, station) in enumerate(way.stops):
            passed.setdefault(station, []).extend(station_point(way, place, unit, style.lane, origin))
    markers = [_marker(passed[index]) for index in range(len(network.names))]
    paper = Paper(ground.region)
    taken = 0
    tracks = []
    for way, stroke in zip(ways, strokes, strict=True):
        mask = paper.line(stroke.flattened(4), style.line_width / 2 + style.clear)
        tracks.append((way.line, mask))
        taken |= mask
    marks = [paper.line(marker.ends, style.marker + marker.spread) for marker in markers]
    for marker in markers:
        taken |= paper.line(marker.ends, style.marker + marker.spread + style.clear)
    choices = [
        label_choices(
            marker,
            style.label_boxes(name, ground.scale),
            style.marker,
            style.gap,
            sides.get(name, ""),
        )
        for name, marker in zip(network.names, markers, strict=True)
    ]
    for line, row in enumerate(drawn.lines):
        mine = [(way, stroke) for way, stroke in zip(ways, strokes, strict=True) if way.line == line]
        ends = [end for way, stroke in mine for end in _ends(way, stroke, markers)]
        along = [point for _, stroke in mine for point in _along(stroke)]
        places = tag_choices(
            style.tag_boxes(row.tag), ends, along, style.marker, style.gap, style.line_width / 2
        )
        own = [mask for (owner, mask) in tracks if owner == line]
        foreign = [mask for (owner, mask) in tracks if owner != line]
        choices.append(own_track_first(paper, places, own, foreign, taken))
    chosen, touching = choose(paper, choices, taken, style.clear, leaders=leaders)
    faults = touching + _over_foreign(drawn, network, tracks, marks)
    count = len(network.names)
    return Arrangement(
        tuple((way.line, stroke) for way, stroke in zip(ways, strokes, strict=True)),
        tuple(markers),
        tuple(chosen[:count]),
        tuple(chosen[count:]),
        crossings,
        faults,
    )


def _over_foreign(
    drawn: Map, network: Network, tracks: Sequence[tuple[int, int]], marks: Sequence[int]
) -> int:
    """Return how many times a line runs under a marker of a station it does not serve."""
    served = [set(line.areas) for line in drawn.lines]
    return sum(
        name not in served[line] and bool(mask & mark)
        for line, mask in tracks
        for name, mark in zip(network.names, marks, strict=True)
    )


def _marker(points: Sequence[Point]) -> Marker:
    """Return the thinnest capsule over the points where lines pass a station."""
    best: tuple[float, Marker] | None = None
    half = sqrt(0.5)
    for angle, (across, down) in (
        (0, (1.0, 0.0)),
        (90, (0.0, 1.0)),
        (45, (half, half)),
        (135, (-half, half)),
    ):
        along = [x * across + y * down for x, y in points]
        aside = [y * across - x * down for x, y in points]
        middle, off = (max(along) + min(along)) / 2, (max(aside) + min(aside)) / 2
        reach, thick = (max(along) - min(along)) / 2, (max(aside) - min(aside)) / 2
        marker = Marker(
            middle * across - off * down,
            middle * down + off * across,
            reach if reach > 0.3 else 0.0,
            max(0.0, thick - HIDDEN),
            angle,
        )
        cost = 3 * thick + reach
        if best is None or cost < best[0] - 1e-6:
            best = (cost, marker)
    assert best is not None
    return best[1]


def _ends(way: Way, stroke: Stroke, markers: Sequence[Marker]) -> list[tuple[Point, Point, Marker]]:
    points = stroke.flattened(2)
    found = []
    for end, before, station in (
        (points[0], points[1], way.stops[0][1]),
        (points[-1], points[-2], way.stops[-1][1]),
    ):
        length = sqrt((end[0] - before[0]) ** 2 + (end[1] - before[1]) ** 2) or 1.0
        away = ((end[0] - before[0]) / length, (end[1] - before[1]) / length)
        found.append((end, away, markers[station]))
    return found


def _along(stroke: Stroke) -> list[Point]:
    """Return points of a stroke, a few millimetres apart."""
    found = []
    for one, other in pairwise(stroke.flattened(2)):
        length = sqrt((other[0] - one[0]) ** 2 + (other[1] - one[1]) ** 2)
        parts = int(length // 7)
        for part in range(1, parts):
            share = part / parts
            found.append((one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share))
    return found


def _fits(ways: Sequence[Way], ground: Ground) -> list[tuple[float, Point]]:
    """Return the units to try, largest first, each with the origin that centres the tracks in the region.

    How large a unit can be depends on the tracks alone, so that a redraw from pins tries the same ones.
    """
    style = ground.style
    left, top, width, height = ground.region
    corners = innermost(ways)
    points = [
        point for way in ways for point in stroke_of(way, 1.0, 0.0, 0.0, (0.0, 0.0), corners).flattened(1)
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    lanes = [abs(run.lane) for way in ways for run in way.runs]
    around = style.marker + style.lane * max(lanes) + 1.0
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    most = MOST_GROWTH * ground.frame.unit
    for extent, room in ((across, width - 2 * around), (down, height - 2 * around)):
        if extent:
            most = min(most, room / extent)
    found: list[tuple[float, Point]] = []
    unit = most
    while not found or unit > LEAST_GROWTH * min(most, ground.frame.unit):
        middle = (
            left + width / 2 - (max(xs) + min(xs)) / 2 * unit,
            top + height / 2 - (max(ys) + min(ys)) / 2 * unit,
        )
        found.append((unit, middle))
        unit *= 0.93
    return found
