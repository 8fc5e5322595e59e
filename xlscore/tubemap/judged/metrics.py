"""What is wrong with a drawing, and how it reads: counted on the written file, never on the layout.

Hard counts should all be 0. The others say how calm a map is: crossings, turning (in units of 45°), how evenly
far apart its stations are. Used by tests and benchmarks, and on any drawing an officer has edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import atan2, pi, sqrt

from xlscore.tubemap.drawn.shapes import LINE, STATION, TAG
from xlscore.tubemap.geometry.plane import Point, apart, between, crosses, gap, meet, overlap
from xlscore.tubemap.judged.readback import Box, Mark, Printed, ReadText, read_drawing
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.order import settle_order
from xlscore.tubemap.placing.strokes import Curve, Stroke

__all__ = ["HARD", "Metrics", "measure", "measure_printed"]

LEAST_OFF = 1.0  # degrees; a segment counts as off 45° beyond this
SHORTEST = 0.2  # mm; a shorter straight piece has no direction anybody sees
SLACK = 0.05  # mm; two shapes that overlap by less only touch
BELONGS = 6.0  # mm; so far from its line, or from a marker at its ends, a name tag is still seen to belong
LONGEST_LEADER = 20.0  # mm; the eye follows a longer thin line between a station and its name no more
ALIKE = 0.25  # mm; a name that is nearer to its own station by less could be either's
MARKER_WORDS = ("Force", "Pending", "Change", "Redline")


@dataclass(frozen=True)
class Metrics:
    """The counts of one drawing."""

    off_45: int
    label_label: int
    label_line: int
    label_marker: int
    off_page: int
    over_foreign: int
    missed_stops: int
    stations_touch: int
    silent_shapes: int
    crossings: int
    stray_tags: int
    names: int
    ambiguous: int
    leaders: int
    long_leaders: int
    turning: int
    unevenness: float
    name_points: float
    smallest_points: float

    @property
    def hard(self) -> int:
        """Return the sum of the counts that must be 0."""
        return sum(getattr(self, name) for name in HARD)


HARD = (
    "off_45", "label_label", "label_line", "label_marker", "off_page", "over_foreign", "missed_stops", "stations_touch",
    "silent_shapes",
)  # fmt: skip


def measure(data: bytes | str, drawn: Map) -> Metrics:
    """Return the counts of a DrawingML part that draws a map; the map says which line stops where."""
    return measure_printed(read_drawing(data, drawn.name), drawn)


def measure_printed(printed: Printed, drawn: Map) -> Metrics:
    """Return the counts of a drawing that was read back."""
    drawn = settle_order(drawn)
    lines = {f"{LINE}{line.name}": line for line in drawn.lines}
    strokes = [(group, stroke, width) for group, stroke, width in printed.strokes if group in lines]
    flat = [(group, stroke.flattened(8), width / 2) for group, stroke, width in strokes]
    # A station has one marker, on a straight ladder one for each of its lines.
    marks = [
        (mark.group.removeprefix(STATION), mark)
        for mark in printed.marks
        if mark.name == "Marker" and mark.group.startswith(STATION)
    ]
    markers = dict(marks)
    labels = _labels(printed)
    names = _names(printed)
    leaders = [
        apart(stroke.start, stroke.flattened()[-1])
        for group, stroke, _ in printed.strokes
        if group.startswith(STATION)
    ]
    return Metrics(
        off_45=sum(_off_45(stroke) for _, stroke, _ in strokes),
        label_label=sum(
            overlap(box, other, SLACK)
            for (owner, box), (another, other) in combinations(labels, 2)
            if owner != another
        ),
        label_line=sum(
            any(crosses(box, points, half, SLACK) for _, points, half in flat) for _, box in labels
        ),
        label_marker=sum(any(_reaches(box, mark) for _, mark in marks) for _, box in labels),
        off_page=_off_page(printed, flat),
        over_foreign=sum(
            area not in lines[group].areas and _covers(mark, points, half)
            for group, points, half in flat
            for area, mark in marks
        ),
        missed_stops=_missed(flat, marks, drawn),
        stations_touch=sum(_touch(one, other) for (_, one), (_, other) in combinations(marks, 2)),
        silent_shapes=len(printed.silent),
        crossings=_crossings(flat, [mark for _, mark in marks]),
        stray_tags=_stray_tags(printed, flat, markers, drawn),
        names=len(names),
        ambiguous=_ambiguous(
            labels,
            markers,
            printed.width if any(group == "Rungs" for group, _, _ in printed.strokes) else None,
        ),
        leaders=len(leaders),
        long_leaders=sum(length > LONGEST_LEADER + SLACK for length in leaders),
        turning=round(sum(stroke.turning for _, stroke, _ in strokes)),
        unevenness=_unevenness(markers, drawn),
        name_points=min((text.points for text in names), default=0.0),
        smallest_points=min((text.points for text in printed.texts), default=0.0),
    )


# -- boxes ----------------------------------------------------------------------------------------------


def _names(printed: Printed) -> list[ReadText]:
    return [text for text in printed.texts if text.group.startswith(STATION) and text.name == "Name"]


def _labels(printed: Printed) -> list[tuple[str, Box]]:
    """Return the boxes of names, of markers' words and of name tags, each with its group."""
    found = [(text.group, text.box) for text in _names(printed)]
    for mark in printed.marks:
        if (mark.group.startswith(STATION) and mark.name in MARKER_WORDS) or mark.name == "Tag":
            found.append((mark.group, _bounds(mark.corners)))
    return found


def _bounds(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _reaches(box: Box, mark: Mark) -> bool:
    """Return whether a marker, its round corners and outline considered, runs into a box."""
    points, radius = _spine(mark)
    return crosses(box, points, radius + mark.outline / 2, SLACK)


def _spine(mark: Mark) -> tuple[list[Point], float]:
    """Return a rounded rectangle as a closed line and the radius around it that makes the same shape."""
    (x0, y0), (x1, y1), _, (x3, y3) = mark.corners
    wide, high = sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2), sqrt((x3 - x0) ** 2 + (y3 - y0) ** 2)
    across = ((x1 - x0) / wide, (y1 - y0) / wide)
    down = ((x3 - x0) / high, (y3 - y0) / high)
    radius = min(mark.radius, wide / 2, high / 2)

    def inner(x: float, y: float) -> Point:
        return x0 + across[0] * x + down[0] * y, y0 + across[1] * x + down[1] * y

    right, bottom = wide - radius, high - radius
    ring = [inner(radius, radius), inner(right, radius), inner(right, bottom), inner(radius, bottom)]
    return [*ring, ring[0]], radius


def _off_page(printed: Printed, flat: Sequence[tuple[str, list[Point], float]]) -> int:
    boxes = [text.box for text in printed.texts]
    for mark in printed.marks:
        points, radius = (list(mark.corners), 0.0) if not mark.radius else _spine(mark)
        left, top, right, bottom = _bounds(points)
        boxes.append((left - radius, top - radius, right + radius, bottom + radius))
    for _, points, half in flat:
        left, top, right, bottom = _bounds(points)
        boxes.append((left - half, top - half, right + half, bottom + half))
    return sum(
        left < -SLACK or top < -SLACK or right > printed.width + SLACK or bottom > printed.height + SLACK
        for left, top, right, bottom in boxes
    )


# -- lines ----------------------------------------------------------------------------------------------


def _off_45(stroke: Stroke) -> int:
    """Return how many straight pieces do not lie on a multiple of 45°."""
    count = 0
    here = stroke.start
    for piece in stroke.pieces:
        there = piece.end if isinstance(piece, Curve) else piece
        if not isinstance(piece, Curve) and apart(here, there) > SHORTEST:
            angle = atan2(there[1] - here[1], there[0] - here[0]) * 180 / pi
            off = abs((angle + 22.5) % 45 - 22.5)
            count += off > LEAST_OFF
        here = there
    return count


def _covers(mark: Mark, points: Sequence[Point], half: float) -> bool:
    spine, radius = _spine(mark)
    reach = radius + mark.outline / 2 + half - SLACK
    return any(between(*one, *other) < reach for one in pairwise(points) for other in pairwise(spine))


def _touch(one: Mark, other: Mark) -> bool:
    """Return whether two markers, their outlines considered, run into each other."""
    (left, top, right, bottom), (x0, y0, x1, y1) = (_bounds(mark.corners) for mark in (one, other))
    room = (one.outline + other.outline) / 2 + one.radius + other.radius
    if x0 - right > room or left - x1 > room or y0 - bottom > room or top - y1 > room:
        return False
    (spine, radius), (another, far) = _spine(one), _spine(other)
    reach = radius + far + (one.outline + other.outline) / 2 - SLACK
    return any(between(*a, *b) < reach for a in pairwise(spine) for b in pairwise(another))


def _missed(
    flat: Sequence[tuple[str, list[Point], float]], marks: Sequence[tuple[str, Mark]], drawn: Map
) -> int:
    """Return how many stops of the table their line does not reach."""
    count = 0
    for line in drawn.lines:
        own = [points for group, points, _ in flat if group == f"{LINE}{line.name}"]
        for area in line.areas:
            here = [mark for name, mark in marks if name == area]
            count += not any(_covers(mark, points, 0.0) for mark in here for points in own)
    return count


def _crossings(flat: Sequence[tuple[str, list[Point], float]], markers: Sequence[Mark]) -> int:
    """Return how often lines cross each other away from stations."""
    count = 0
    for (_, one, _), (_, other, _) in combinations(flat, 2):
        for a, b in pairwise(one):
            for c, d in pairwise(other):
                point = meet(a, b, c, d)
                if point and not any(_covers(mark, [point, point], 0.0) for mark in markers):
                    count += 1
    return count


def _stray_tags(
    printed: Printed,
    flat: Sequence[tuple[str, list[Point], float]],
    markers: dict[str, Mark],
    drawn: Map,
) -> int:
    """Return how many name tags stand at no end of their line, and nearer to another line or away from it."""
    count = 0
    lines = {f"{TAG}{line.name}": line for line in drawn.lines}
    for tag in (mark for mark in printed.marks if mark.group in lines):
        line, box = lines[tag.group], _bounds(tag.corners)
        own, others = [BELONGS + 1.0], [BELONGS]
        for group, points, half in flat:
            (own if group == f"{LINE}{line.name}" else others).append(gap(box, points) - half)
        at_end = any(_gap_to(box, markers[area]) <= BELONGS + SLACK for area in line.ends if area in markers)
        count += not at_end and (min(others) < min(own) or min(own) > BELONGS + SLACK)
    return count


def _ambiguous(labels: Sequence[tuple[str, Box]], markers: dict[str, Mark], along: float | None) -> int:
    """Return how many names with their words stand nearer to another station than to their own, or as near.

    On a ladder they are read `along` their rung, over so much of the page.
    """
    count = 0
    for area, own in markers.items():
        boxes = [box for group, box in labels if group == STATION + area]
        if along is not None:
            boxes = [(0.0, top, along, bottom) for _, top, _, bottom in boxes]
        if boxes:
            far = min(_gap_to(box, own) for box in boxes)
            count += any(
                _gap_to(box, mark) < far + (ALIKE if along is None else 0.0)
                for other, mark in markers.items()
                if other != area
                for box in boxes
            )
    return count


def _gap_to(box: Box, mark: Mark) -> float:
    """Return how far a box is from the edge of a marker."""
    spine, radius = _spine(mark)
    return gap(box, spine) - radius - mark.outline / 2


def _unevenness(markers: dict[str, Mark], drawn: Map) -> float:
    """Return how much the distances of neighbouring stations vary: standard deviation over mean."""
    pairs = {frozenset(pair) for line in drawn.lines for path in line.paths for pair in pairwise(path)}
    lengths = []
    for pair in sorted(pairs, key=sorted):
        one, other = sorted(pair)
        if one in markers and other in markers:
            lengths.append(apart(_middle(markers[one]), _middle(markers[other])))
    if len(lengths) < 2:
        return 0.0
    mean = sum(lengths) / len(lengths)
    return sqrt(sum((length - mean) ** 2 for length in lengths) / len(lengths)) / mean


# -- plane geometry -------------------------------------------------------------------------------------


def _middle(mark: Mark) -> Point:
    return sum(x for x, _ in mark.corners) / len(mark.corners), sum(y for _, y in mark.corners) / len(
        mark.corners
    )
