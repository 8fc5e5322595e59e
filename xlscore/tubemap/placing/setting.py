"""A map set out at one size: its strokes and markers in exact places, and the places its texts may take.

A setting depends on the tracks alone; the same one is asked for long words and for short ones, with names beside
their stations and with names led off them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import combinations, pairwise

from xlscore.tubemap.geometry.fonts import text_width
from xlscore.tubemap.geometry.paper import Box, Paper
from xlscore.tubemap.geometry.plane import Point, apart, between
from xlscore.tubemap.model.facts import GradeSign
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.style import Style
from xlscore.tubemap.placing.discs import HIDDEN, Passing, arms_of, row_of_discs
from xlscore.tubemap.placing.labels import DIRECTIONS, Choice, Marker, label_choices, tag_choices
from xlscore.tubemap.placing.lettering import WORDS_APART, Text, Weighed
from xlscore.tubemap.placing.runs import Way
from xlscore.tubemap.placing.strokes import Stroke, innermost, runs_back, station_point, stroke_of, turning_of
from xlscore.tubemap.placing.tags import tags_near
from xlscore.tubemap.weights import LARGEST_MARKER

__all__ = ["LabelSetting", "slabs_of"]

# A name tag that has clearly more of another line around it than of its own, within so many mm, reads as that
# one's; where its line ends it may stand closer to others.
NEAR, CLOSE, MOST_FOREIGN, STRAY = 6.0, 2.5, 1.3, 6.0
FAR, LEANS, NEARER, DOUBTFUL = 4.0, 0.4, 0.5, 6.0
"""A name should be nearer to its own station than to any other by FAR millimetres; it costs LEANS at most that it is less. Nearer
by less than NEARER it could be read as the other's, which costs DOUBTFUL and is done only where nothing else helps."""
STEPS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0)
"""How much room around a name tag is looked at in turn to see which line is the nearest; its own must be among it, or the
marker at its end."""


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
        self._tags: dict[float, list[Text]] = {}
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
            stations.draw(marker.core, style.marker + min(marker.long, marker.spread) + style.clear)
            if marker.spread:
                stations.draw(marker.spine, style.marker + style.clear)
        return stations

    @cached_property
    def taken(self) -> Paper:
        """Return where no text may stand."""
        return self.stations.with_all(self.tracks)

    def _passing(self) -> list[tuple[Passing, ...]]:
        """Return, for each station, the lines that pass there, in their order."""
        found: list[dict[int, Passing]] = [{} for _ in self.drawn.stations]
        for way in self.ways:
            for place, (_, station) in enumerate(way.stops):
                points = station_point(way, place, self.unit, self.style.lane, self.origin)
                before = found[station].get(way.line, Passing((), ()))
                found[station][way.line] = Passing(
                    (*before.points, *points), (*before.arms, *arms_of(way, place))
                )
        return [tuple(lines[line] for line in sorted(lines)) for lines in found]

    def labels(
        self,
        style: Style,
        scale: Sequence[GradeSign],
        sides: Mapping[str, str],
        firm: Collection[str],
        *,
        leaders: bool,
        doubtful: bool,
        first: int = 0,
    ) -> tuple[list[Text], list[int]]:
        """Return the names of the stations with the places they may take, and which have none; `sides` says where they stood.

        The `firm` ones stay there. Only with `doubtful` may a name be as near to another station as to its own; without,
        nothing more is looked at once a name has no place. The station to begin with is `first`.
        """
        found: dict[int, Text] = {}
        stuck = []
        for number in (first, *(other for other in range(len(self.markers)) if other != first)):
            name, marker = self.drawn.stations[number], self.markers[number]
            choices = label_choices(
                marker,
                style.label_boxes(name, scale),
                style.marker,
                style.gap,
                sides.get(name, ""),
                binds=name in firm,
                leaders=leaders,
            )
            found[number] = self._text(number, self._weighed(number, choices, style, doubtful=doubtful))
            if found[number].is_stuck:
                stuck.append(number)
                if not doubtful:
                    break
        return [found[number] for number in sorted(found)], stuck

    def _weighed(
        self, number: int, choices: Sequence[Choice], style: Style, *, doubtful: bool
    ) -> list[Choice]:
        """Return the places of a name that touch nothing drawn, those dearer that are nearer to another station."""
        taken, marker = self.taken, self.markers[number]
        free = [choice for choice in choices if taken.holds(choice.box) and taken.free(choice.box)]
        if not free:
            return list(choices) if doubtful else []
        left = min(choice.box[0] for choice in free) - FAR
        right = max(choice.box[0] + choice.box[2] for choice in free) + FAR
        top = min(choice.box[1] for choice in free) - FAR
        bottom = max(choice.box[1] + choice.box[3] for choice in free) + FAR
        whole = (left, top, right - left, bottom - top)
        around = [
            other for other in self.markers if other is not marker and other.gap_to(whole, style.marker) <= 0
        ]
        found = []
        radius = style.marker
        inked = {
            lines: (
                max(text_width(line, style.name_points) for line in lines),
                len(lines) * style.name_height,
            )
            for lines in dict.fromkeys(choice.lines for choice in free)
        }
        for choice in free:
            clear = FAR
            if around:
                # Without any words beside it, and with all that it may ever have.
                clear = min(
                    [
                        min([other.gap_to(box, radius) for other in around]) - marker.gap_to(box, radius)
                        for box in (choice.inked(*inked[choice.lines]), choice.box)
                    ]
                )
            if clear >= NEARER:
                found.append(choice._replace(cost=choice.cost + LEANS * max(0.0, 1 - clear / FAR)))
            elif doubtful:
                found.append(choice._replace(cost=choice.cost + DOUBTFUL, doubtful=True))
        return sorted(found, key=lambda choice: choice.cost)

    def tags(self, style: Style) -> list[Text]:
        """Return the name tags of the lines with the places they may take, numbered after the labels."""
        if style.tag_points not in self._tags:
            count = len(self.drawn.stations)
            self._tags[style.tag_points] = [
                self._text(count + line, self._tag_choices(line, style))
                for line in range(len(self.drawn.lines))
            ]
        return self._tags[style.tag_points]

    def _text(self, number: int, choices: Sequence[Choice]) -> Text:
        aside = WORDS_APART * self.style.scale
        return Text(number, choices, self.taken, self.stations, self.style.clear, aside)

    def _tag_choices(self, line: int, style: Style) -> Sequence[Choice]:
        """Return the places of a name tag, those dearer that read as another line's.

        A place that faces the marker where the line ends belongs there, whatever passes; elsewhere the tag must
        not have clearly more of another line around it than of its own.
        """
        taken, tracks = self.taken, self.tracks
        mine = [
            (way, stroke) for way, stroke in zip(self.ways, self.strokes, strict=True) if way.line == line
        ]
        row = self.drawn.lines[line]
        last = {station for station, name in enumerate(self.drawn.stations) if name in row.ends}
        ends = [end for way, stroke in mine for end in _ends(way, stroke, self.markers, last)]
        along = [point for _, stroke in mine for point in _along(stroke)]
        boxes = style.tag_boxes(row.tag)
        others = Paper(taken.region).with_all(track for other, track in enumerate(tracks) if other != line)

        def weighed(choice: Choice) -> Choice:
            if not taken.holds(choice.box) or not taken.free(choice.box):
                return choice  # it is the last resort anyway
            return choice._replace(cost=choice.cost + self._astray(line, choice.box, ends, others))

        found = tag_choices(boxes, ends, along, style.marker, style.gap, style.line_width / 2)
        if row.name in self.wanted:
            near = tags_near(self.wanted[row.name], boxes, list(map(weighed, found)), tracks[line])
            return sorted(near, key=lambda choice: choice.cost)
        return Weighed(found, weighed)

    def _astray(
        self, line: int, box: Box, ends: Sequence[tuple[Point, Point, Marker]], others: Paper
    ) -> float:
        """Return what it costs a name tag that it reads as another line's there, or as nobody's."""
        own = self.tracks[line]
        faces = any(_faces(box, marker, self.style.marker) for _, _, marker in ends)
        near = CLOSE if faces else NEAR
        if not others.free(box, near):
            most = MOST_FOREIGN * own.covered(box, near)
            if any(track.covered(box, near) > most for track in self.tracks):
                return STRAY
        if any(marker.gap_to(box, self.style.marker) <= STEPS[-1] for _, _, marker in ends):
            return 0.0
        reached = next((step for step in STEPS if not own.free(box, step)), None)
        return STRAY if reached is None or not others.free(box, max(0.0, reached - 0.5)) else 0.0

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

    @property
    def spoilt(self) -> int:
        """Return how many markers are slabs, and how many pieces of a line are drawn back along it."""
        style = self.style
        back = [runs_back(way, self.unit, style.lane, self.origin) for way in self.ways]
        return len(self.slabs) + sum(back)

    @cached_property
    def turning(self) -> int:
        """Return how often the lines turn as they are drawn, in units of 45°, where they change their lanes too."""
        return turning_of(self.strokes)

    @cached_property
    def slabs(self) -> tuple[int, ...]:
        """Return the stations, by number, whose markers are larger than any should be."""
        return slabs_of(self.markers, self.style)

    @cached_property
    def on_each_other(self) -> int:
        """Return how many pairs of markers touch."""
        reach = 2 * self.style.marker
        return sum(_passes(one.spine, other.spine, reach) for one, other in combinations(self.markers, 2))


def slabs_of(markers: Sequence[Marker], style: Style) -> tuple[int, ...]:
    """Return the stations, by number, whose markers are larger than any should be."""
    return tuple(at for at, marker in enumerate(markers) if marker.area(style.ring) > LARGEST_MARKER)


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
