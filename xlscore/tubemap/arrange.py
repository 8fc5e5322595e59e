"""From places on the grid to exact places on the page: strokes, markers, labels and name tags.

Given where the stations stand, and the side of a label where an officer chose one, everything else follows
by rule. The same function serves a new layout and a redraw from pins, so a redraw gives the same drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt

from xlscore.tubemap.board import Board
from xlscore.tubemap.facts import Grade
from xlscore.tubemap.graph import Network, network_of
from xlscore.tubemap.labels import Choice, Marker, label_choices, tag_choices
from xlscore.tubemap.lanes import Way, assign_lanes, ways_of
from xlscore.tubemap.lettering import Text, choose
from xlscore.tubemap.network import Map
from xlscore.tubemap.paper import Box, Paper
from xlscore.tubemap.plane import between
from xlscore.tubemap.raster import Frame
from xlscore.tubemap.routes import Legs
from xlscore.tubemap.search import settled_courses
from xlscore.tubemap.strokes import Stroke, innermost, station_point, stroke_of
from xlscore.tubemap.style import Style

__all__ = ["Arrangement", "Ground", "arrange", "lanes_between", "sizes"]

MOST_GROWTH, LEAST_GROWTH, ENOUGH = 1.6, 0.8, 6

# A line that passes this far from the middle of a capsule, in mm, is still well under it.
HIDDEN = 1.7

# A name tag that has clearly more of another line around it than of its own, within so many mm, reads as that
# one's; where its line ends it may stand closer to others.
NEAR, CLOSE, MOST_FOREIGN, STRAY = 6.0, 2.5, 1.3, 6.0
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
    style: Style

    @property
    def rank(self) -> tuple[int, int, bool]:
        """Return how far from good it is: texts that touch, names away from their stations, and short words."""
        return self.faults, self.leaders, self.style.brief

    @property
    def leaders(self) -> int:
        """Return how many labels stand away from their stations."""
        return sum(label.leader is not None for label in self.labels)


def arrange(
    drawn: Map, places: Mapping[str, tuple[int, int]], sides: Mapping[str, str], ground: Ground
) -> Arrangement:
    """Return the arrangement of a map whose stations stand on given grid points.

    It is made as large as the region of the page allows without any text touching anything. Where there is no
    way, the words are shortened, and where that is not enough names are led off their stations.
    """
    network, ways, crossings = lanes_between(drawn, places, ground)
    best: Arrangement | None = None
    fits = _fits(ways, ground)
    styles = dict.fromkeys((ground.style, ground.style.terse))
    tries = [(fit, style, False) for style in styles for fit in fits[:ENOUGH]]
    tries += [(fit, ground.style.terse, True) for fit in (fits[1::2] or fits)[:ENOUGH]]
    for (unit, origin), style, leaders in tries:
        found = _placed(
            drawn, network, ways, unit, origin, sides, replace(ground, style=style), crossings, leaders
        )
        if best is None or found.rank < best.rank:
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
    board = Board(network, ground.frame, *sizes(network, ground.style))
    laid = settled_courses(board, {index: places[name] for index, name in enumerate(network.names)})
    ways = _ways(drawn, network, [course.legs if course else () for course in laid.courses], laid.at)
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
    tracks = [Paper(ground.region) for _ in drawn.lines]
    for way, stroke in zip(ways, strokes, strict=True):
        tracks[way.line].draw(stroke.flattened(4), style.line_width / 2 + style.clear)
    stations = Paper(ground.region)
    for marker in markers:
        stations.draw(marker.ends, style.marker + marker.spread + style.clear)
    taken = stations.with_all(tracks)
    choices = [
        label_choices(
            marker,
            style.label_boxes(name, ground.scale),
            style.marker,
            style.gap,
            sides.get(name, ""),
            leaders=leaders,
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
        stops = [marker for _, _, marker in ends]
        choices.append(_beside_own_line(places, line, stops, style.marker, tracks, taken))
    texts = [Text(number, places, taken, stations, style.clear) for number, places in enumerate(choices)]
    chosen, touching = choose(texts)
    faults = touching + _over_foreign(drawn, network, ways, strokes, markers, style)
    count = len(network.names)
    return Arrangement(
        tuple((way.line, stroke) for way, stroke in zip(ways, strokes, strict=True)),
        tuple(markers),
        tuple(chosen[:count]),
        tuple(chosen[count:]),
        crossings,
        faults,
        style,
    )


def _beside_own_line(
    places: Sequence[Choice],
    line: int,
    ends: Sequence[Marker],
    radius: float,
    tracks: Sequence[Paper],
    taken: Paper,
) -> list[Choice]:
    """Return the places of a name tag again, those dearer that read as another line's.

    A place that faces the marker where the line ends belongs there, whatever passes; elsewhere the tag must not
    have clearly more of another line around it than of its own.
    """
    others = Paper(taken.region).with_all(track for other, track in enumerate(tracks) if other != line)
    found = []
    for choice in places:
        if not taken.holds(choice.box) or not taken.free(choice.box):
            # It is the last resort anyway.
            found.append(choice)
            continue
        near = CLOSE if any(_faces(choice.box, marker, radius) for marker in ends) else NEAR
        stray = 0.0
        if not others.free(choice.box, near):
            own = MOST_FOREIGN * tracks[line].covered(choice.box, near)
            if any(track.covered(choice.box, near) > own for track in tracks):
                stray = STRAY
        found.append(replace(choice, cost=choice.cost + stray))
    return sorted(found, key=lambda choice: choice.cost)


def _faces(box: Box, marker: Marker, radius: float) -> bool:
    """Return whether a box stands right above, below or beside a marker."""
    left, top, width, height = box
    wide, high = marker.extent(radius)
    level = top < marker.y + high and top + height > marker.y - high
    upright = left < marker.x + wide and left + width > marker.x - wide
    beside = max(left - marker.x - wide, marker.x - wide - left - width) < CLOSE
    over = max(top - marker.y - high, marker.y - high - top - height) < CLOSE
    return (level and beside) or (upright and over)


def _over_foreign(
    drawn: Map,
    network: Network,
    ways: Sequence[Way],
    strokes: Sequence[Stroke],
    markers: Sequence[Marker],
    style: Style,
) -> int:
    """Return how many times a line runs under a marker of a station it does not serve."""
    count = 0
    for way, stroke in zip(ways, strokes, strict=True):
        served = set(drawn.lines[way.line].areas)
        points = stroke.flattened(4)
        for name, marker in zip(network.names, markers, strict=True):
            if name not in served:
                reach = style.marker + marker.spread + style.line_width / 2
                count += _passes(points, marker.ends, reach)
    return count


def _passes(points: Sequence[Point], spine: tuple[Point, Point], reach: float) -> bool:
    """Return whether a line comes nearer than `reach` to the spine of a marker."""
    (x0, y0), (x1, y1) = spine
    left, right = min(x0, x1) - reach, max(x0, x1) + reach
    top, bottom = min(y0, y1) - reach, max(y0, y1) + reach
    for (a, b), (c, d) in pairwise(points):
        if (a < left and c < left) or (a > right and c > right):
            continue
        if (b < top and d < top) or (b > bottom and d > bottom):
            continue
        if between((a, b), (c, d), *spine) < reach:
            return True
    return False


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
