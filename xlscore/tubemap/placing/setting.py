"""A map set out at one size: its strokes and markers in exact places, and the places its texts may take.

A setting depends on the tracks alone; the same one is asked for long words and for short ones, with names beside
their stations and with names led off them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations, pairwise

from xlscore.tubemap.geometry.paper import Box, Paper
from xlscore.tubemap.geometry.plane import Point, apart, between
from xlscore.tubemap.model.facts import GradeSign
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.style import Style
from xlscore.tubemap.placing.discs import HIDDEN, Passing, arms_of, row_of_discs
from xlscore.tubemap.placing.labels import DIRECTIONS, Choice, Marker, label_choices, tag_choices
from xlscore.tubemap.placing.lanes import Way
from xlscore.tubemap.placing.lettering import Text
from xlscore.tubemap.placing.strokes import Stroke, innermost, station_point, stroke_of
from xlscore.tubemap.placing.tags import tags_near

__all__ = ["LabelSetting"]

# A name tag that has clearly more of another line around it than of its own, within so many mm, reads as that
# one's; where its line ends it may stand closer to others.
NEAR, CLOSE, MOST_FOREIGN, STRAY = 6.0, 2.5, 1.3, 6.0


class LabelSetting:
    """A map whose grid has so many millimetres to a unit and begins at a point of the page."""

    def __init__(
        self,
        drawn: Map,
        ways: Sequence[Way],
        unit: float,
        origin: Point,
        style: Style,
        region: Box,
        tags: Sequence[tuple[str, float, float]] = (),
    ) -> None:
        """Lay every path of every line, and a marker on every station; `tags` says where name tags are wanted."""
        self.wanted = {line: (origin[0] + x * unit, origin[1] + y * unit) for line, x, y in tags}
        self.drawn = drawn
        self.ways = ways
        self.style = style
        self.unit, self.origin = unit, origin
        corners = innermost(ways)
        self.strokes = [stroke_of(way, unit, style.lane, style.corner, origin, corners) for way in ways]
        self.discs: list[tuple[Point, ...]] = []
        if style.graded:
            rows = [row_of_discs(lines, style.lane) for lines in self._passing()]
            self.markers = [marker for marker, _ in rows]
            self.discs = [discs for _, discs in rows]
        else:
            self.markers = [_marker([p for line in lines for p in line.points]) for lines in self._passing()]
        self.region = region

    @cached_property
    def tracks(self) -> list[Paper]:
        """Return where each line runs."""
        tracks = [Paper(self.region) for _ in self.drawn.lines]
        for way, stroke in zip(self.ways, self.strokes, strict=True):
            tracks[way.line].draw(stroke.flattened(4), self.style.line_width / 2 + self.style.clear)
        return tracks

    @cached_property
    def stations(self) -> Paper:
        """Return where the markers stand."""
        stations, style = Paper(self.region), self.style
        for marker in self.markers:
            stations.draw(marker.ends, style.marker + marker.spread + style.clear)
            if marker.spread:
                stations.draw(marker.spine, style.marker + style.clear)
        return stations

    @cached_property
    def taken(self) -> Paper:
        """Return where no text may stand."""
        return self.stations.with_all(self.tracks)

    def _passing(self) -> list[list[Passing]]:
        """Return, for each station, the lines that pass there, in their order."""
        found: list[dict[int, Passing]] = [{} for _ in self.drawn.stations]
        for way in self.ways:
            for place, (_, station) in enumerate(way.stops):
                points = station_point(way, place, self.unit, self.style.lane, self.origin)
                before = found[station].get(way.line, Passing((), ()))
                found[station][way.line] = Passing(
                    (*before.points, *points), (*before.arms, *arms_of(way, place))
                )
        return [[lines[line] for line in sorted(lines)] for lines in found]

    def labels(
        self,
        style: Style,
        scale: Sequence[GradeSign],
        sides: Mapping[str, str],
        firm: Collection[str],
        *,
        leaders: bool,
    ) -> list[Text]:
        """Return the names of the stations with the places they may take; `sides` says where they stood.

        The `firm` ones stay there.
        """
        return [
            self._text(
                number,
                label_choices(
                    marker,
                    style.label_boxes(name, scale),
                    style.marker,
                    style.gap,
                    sides.get(name, ""),
                    binds=name in firm,
                    leaders=leaders,
                ),
            )
            for number, (name, marker) in enumerate(zip(self.drawn.stations, self.markers, strict=True))
        ]

    @cached_property
    def tags(self) -> list[Text]:
        """Return the name tags of the lines with the places they may take, numbered after the labels."""
        count = len(self.drawn.stations)
        return [self._text(count + line, self._tag_choices(line)) for line in range(len(self.drawn.lines))]

    def _text(self, number: int, choices: Sequence[Choice]) -> Text:
        return Text(number, choices, self.taken, self.stations, self.style.clear)

    def _tag_choices(self, line: int) -> list[Choice]:
        """Return the places of a name tag, those dearer that read as another line's.

        A place that faces the marker where the line ends belongs there, whatever passes; elsewhere the tag must
        not have clearly more of another line around it than of its own.
        """
        style, taken, tracks = self.style, self.taken, self.tracks
        mine = [
            (way, stroke) for way, stroke in zip(self.ways, self.strokes, strict=True) if way.line == line
        ]
        row = self.drawn.lines[line]
        last = {station for station, name in enumerate(self.drawn.stations) if name in row.ends}
        ends = [end for way, stroke in mine for end in _ends(way, stroke, self.markers, last)]
        along = [point for _, stroke in mine for point in _along(stroke)]
        boxes = style.tag_boxes(row.tag)
        others = Paper(taken.region).with_all(track for other, track in enumerate(tracks) if other != line)
        found = []
        for choice in tag_choices(boxes, ends, along, style.marker, style.gap, style.line_width / 2):
            if not taken.holds(choice.box) or not taken.free(choice.box):
                # It is the last resort anyway.
                found.append(choice)
                continue
            near = CLOSE if any(_faces(choice.box, marker, style.marker) for _, _, marker in ends) else NEAR
            stray = 0.0
            if not others.free(choice.box, near):
                own = MOST_FOREIGN * tracks[line].covered(choice.box, near)
                if any(track.covered(choice.box, near) > own for track in tracks):
                    stray = STRAY
            found.append(replace(choice, cost=choice.cost + stray))
        if row.name in self.wanted:
            found = tags_near(self.wanted[row.name], boxes, found, tracks[line])
        return sorted(found, key=lambda choice: choice.cost)

    @cached_property
    def over_foreign(self) -> int:
        """Return how many times a line runs under a marker of a station it does not serve."""
        count = 0
        for way, stroke in zip(self.ways, self.strokes, strict=True):
            served = set(self.drawn.lines[way.line].areas)
            points = stroke.flattened(4)
            for name, marker in zip(self.drawn.stations, self.markers, strict=True):
                if name not in served:
                    count += _passes(points, marker.spine, self.style.marker + self.style.line_width / 2)
        return count

    @cached_property
    def on_each_other(self) -> int:
        """Return how many pairs of markers touch."""
        reach = 2 * self.style.marker
        return sum(_passes(one.spine, other.spine, reach) for one, other in combinations(self.markers, 2))


def _faces(box: Box, marker: Marker, radius: float) -> bool:
    """Return whether a box stands right above, below or beside a marker."""
    left, top, width, height = box
    wide, high = marker.extent(radius)
    level = top < marker.y + high and top + height > marker.y - high
    upright = left < marker.x + wide and left + width > marker.x - wide
    beside = max(left - marker.x - wide, marker.x - wide - left - width) < CLOSE
    over = max(top - marker.y - high, marker.y - high - top - height) < CLOSE
    return (level and beside) or (upright and over)


def _passes(points: Sequence[Point], spine: Sequence[Point], reach: float) -> bool:
    """Return whether a line comes nearer than `reach` to the spine of a marker."""
    xs, ys = [x for x, _ in spine], [y for _, y in spine]
    left, right, top, bottom = min(xs) - reach, max(xs) + reach, min(ys) - reach, max(ys) + reach
    for (a, b), (c, d) in pairwise(points):
        if (a < left and c < left) or (a > right and c > right):
            continue
        if (b < top and d < top) or (b > bottom and d > bottom):
            continue
        if any(between((a, b), (c, d), *side) < reach for side in pairwise(spine)):
            return True
    return False


def _marker(points: Sequence[Point]) -> Marker:
    """Return the thinnest capsule over the points where lines pass a station."""
    best: tuple[float, Marker] | None = None
    for angle, (across, down) in DIRECTIONS.items():
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


def _ends(
    way: Way, stroke: Stroke, markers: Sequence[Marker], last: Collection[int]
) -> list[tuple[Point, Point, Marker]]:
    """Return the ends of a path that are ends of its line: the point, the way out, the station's marker."""
    points = stroke.flattened(2)
    found = []
    for end, before, station in (
        (points[0], points[1], way.stops[0][1]),
        (points[-1], points[-2], way.stops[-1][1]),
    ):
        if station not in last:
            continue
        length = apart(end, before) or 1.0
        away = ((end[0] - before[0]) / length, (end[1] - before[1]) / length)
        found.append((end, away, markers[station]))
    return found


def _along(stroke: Stroke) -> list[Point]:
    """Return points of a stroke, a few millimetres apart."""
    found = []
    for one, other in pairwise(stroke.flattened(2)):
        length = apart(one, other)
        parts = int(length // 7)
        for part in range(1, parts):
            share = part / parts
            found.append((one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share))
    return found
