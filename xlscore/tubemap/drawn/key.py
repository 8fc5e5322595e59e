"""What stands around the map: the heading above it, the key and the source below it.

How much room they take depends on the map and the scale alone, never on the grades, so no grade can move the
map. The key's columns are as wide as their longest words, and there are as many rows as that needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, fsum

from xlscore.tubemap.drawn.patterns import line_shapes
from xlscore.tubemap.drawn.shapes import KEY, Ellipse, Panel, Shape, ShapeGroup, Words
from xlscore.tubemap.drawn.signs import change_sign, grade_disc, redline_sign
from xlscore.tubemap.geometry.fonts import LINE_HEIGHT, MM_PER_POINT, shorten, text_width, wrappings
from xlscore.tubemap.geometry.paper import Box
from xlscore.tubemap.model.facts import MEASURE_SIGNS, NOT_GRADED, GradeSign, Station
from xlscore.tubemap.model.looks import LineLook
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.style import INK, QUIET, RULE, MapPage, Style
from xlscore.tubemap.model.words import MapWords
from xlscore.tubemap.placing.strokes import Stroke

__all__ = ["KeyPlan", "footing", "heading", "plan_key"]

TITLE, SUBTITLE = 20.0, 11.0
KEY_LETTERS = (11.0, 10.0, 9.5)
"""The sizes of the key's words, in the order in which they are tried: none may take the map a row of its room."""
TOP = 18.0
ROW = 5.5
COLUMN_GAP, SECTION_GAP = 5.0, 9.0
SAMPLE = 10.0
MOST_ROWS = 12
LONGEST_TAG, MOST_LINES = 7.0, 4
"""Millimetres of a line's name in the key, for each point of its letters; a longer one goes on in the next row."""
MARKERS = ("improved", "deteriorated", "not met", "met", "interchange")
GRADED_MARKERS = ("disc", "force", "met", "force improved", "force deteriorated", "not met")
"""The markers of a map whose lines have grades of their own: what belongs to the force says so."""
NOT_YET = "not yet"
"""The marker that only a map with measures can have."""


@dataclass(frozen=True)
class KeyPlan:
    """How the key is set: rows, the columns of each section with their widths, and where the map may be."""

    rows: int
    grades: tuple[tuple[GradeSign, ...], ...]
    markers: tuple[tuple[tuple[str, str], ...], ...]
    lines: tuple[tuple[tuple[str, LineLook], ...], ...]
    source: tuple[str, ...]
    top: float
    region: Box
    words: MapWords
    points: float


def _columns(entries: Sequence[object], high: Sequence[int], rows: int) -> list[tuple[object, ...]]:
    """Return entries in as few columns of so many rows as they need, evenly filled; each is so many rows high."""
    count = ceil(sum(high) / rows)
    for limit in range(ceil(sum(high) / max(1, count)), rows + 1):
        columns = _filled(entries, high, limit)
        if len(columns) <= count:
            return columns
    return _filled(entries, high, rows)


def _filled(entries: Sequence[object], high: Sequence[int], limit: int) -> list[tuple[object, ...]]:
    columns: list[list[object]] = []
    used = limit
    for entry, more in zip(entries, high, strict=True):
        if used + more > limit:
            columns.append([])
            used = 0
        columns[-1].append(entry)
        used += more
    return [tuple(column) for column in columns]


def _wide(columns: Sequence[Sequence[str]], sample: float, points: float) -> float:
    widths = [max(_text_width(words, points) for words in column) + sample for column in columns]
    return fsum(widths) + COLUMN_GAP * max(0, len(columns) - 1)


def _text_width(text: str, points: float) -> float:
    return max(text_width(line, points) for line in _lines(text, points))


@lru_cache(maxsize=1024)
def _lines(text: str, points: float) -> tuple[str, ...]:
    """Return the words of an entry on as few lines as they have room on."""
    limit = LONGEST_TAG * points
    ways = wrappings(text, points, limit=limit, most=MOST_LINES)
    return next((way for way in ways if max(text_width(line, points) for line in way) <= limit), ways[-1])


def plan_key(drawn: Map, scale: Sequence[GradeSign], page: MapPage) -> KeyPlan:
    """Return the key of a map, with as few rows as hold everything, and the region left for the map."""
    markers = GRADED_MARKERS if drawn.graded else MARKERS
    if any(sign.is_measure for sign in scale):
        markers = (*markers, NOT_YET)
    said = [(kind, drawn.words.say(f"key {kind}")) for kind in markers]
    every = (*scale, NOT_GRADED.spoken(drawn.words))
    grades, others = [grade.word for grade in every], [words for _, words in said]
    # On a ladder every line has its name above it.
    named = () if drawn.is_ladder else drawn.lines
    needed = {
        points: _rows_for((grades, others, [line.tag for line in named]), points, page.width)
        for points in KEY_LETTERS
    }
    rows = min(needed.values())
    points = next(one for one in KEY_LETTERS if needed[one] == rows)
    tags = [(line.tag, line.look) for line in named]
    source = wrappings(drawn.source, 9.0, limit=page.width - 2, most=2)[0] if drawn.source else ()
    below = 7.0 + rows * ROW + (len(source) * 9.0 * MM_PER_POINT * LINE_HEIGHT + 1.0 if source else 0.0)
    top = page.height - below
    return KeyPlan(
        rows,
        tuple(_columns(every, _heights(grades, points), rows)),  # type: ignore[arg-type]
        tuple(_columns(said, _heights(others, points), rows)),  # type: ignore[arg-type]
        tuple(_columns(tags, _heights([tag for tag, _ in tags], points), rows)),  # type: ignore[arg-type]
        source,
        top,
        (0.0, TOP, page.width, top - TOP - 1.5),
        drawn.words,
        points,
    )


def _heights(texts: Iterable[str], points: float) -> list[int]:
    return [len(_lines(text, points)) for text in texts]


def _rows_for(sections: Sequence[Sequence[str]], points: float, width: float) -> int:
    """Return in how many rows grades, markers and lines stand beside each other."""
    high = [_heights(section, points) for section in sections]
    for rows in range(max(3, *map(max, filter(None, high))), MOST_ROWS):
        wide = fsum(
            _wide(
                [[str(words) for words in column] for column in _columns(section, each, rows)], sample, points
            )
            for section, each, sample in zip(sections, high, (8.0, 8.0, SAMPLE + 3), strict=True)
        )
        if wide + 2 * SECTION_GAP <= width:
            return rows
    return MOST_ROWS


def _words(name: str, x: float, middle: float, *lines: str, points: float, **looks: object) -> Words:
    height = points * MM_PER_POINT * LINE_HEIGHT * len(lines)
    bold = bool(looks.get("bold", False))
    align = str(looks.get("align", "l"))
    width = max(text_width(line, points, bold) for line in lines)
    left = x - width if align == "r" else x
    return Words(
        name,
        left,
        middle - height / 2,
        width,
        height,
        lines,
        points,
        str(looks.get("colour", INK)),
        bold,
        align,
    )


def heading(
    drawn: Map, stations: Mapping[str, Station], scale: Sequence[GradeSign], page: MapPage
) -> ShapeGroup:
    """Return the title, the subtitle with the date, and how many areas have which grade."""
    shown = [station for station in stations.values() if not station.is_measure]
    graded = _counted((station.grade for station in shown), scale)
    say = drawn.words.say
    changed = [
        (say(word), sum(station.change == word for station in shown)) for word in ("improved", "deteriorated")
    ]
    since = " · ".join(say("counted", count=count, what=word) for word, count in changed if count)
    since = say("since last cycle", changes=since) if since else say("no change")
    if all(NOT_GRADED in (station.grade, station.previous) for station in shown):
        since = ""  # No area has a grade of both cycles.
    pending = sum(not station.agreed for station in shown)
    if pending:
        since = " · ".join(filter(None, (since, say("suggested", count=pending))))
    if drawn.graded:
        since = since[:1].lower() + since[1:]
        since = say("force and commands" if since else "force alone", force=graded, changes=since)
        own = _counted((grade for station in shown for _, grade in station.of_lines), scale)
        graded = say("command grades", grades=own or say("not known"))
    measures = [s for s in stations.values() if s.is_measure and s.grade in MEASURE_SIGNS]
    if measures:
        since = " · ".join(filter(None, (since, _measures(drawn.words, measures))))
    right = max(text_width(graded, SUBTITLE, True), text_width(since, 10.0))
    room = page.width - right - 8
    title_points = TITLE
    while title_points > 13 and text_width(drawn.title, title_points, True) > room:
        title_points -= 0.5
    subtitle = " · ".join(text for text in (drawn.subtitle, drawn.date) if text)
    shapes: list[Shape] = [
        _words(
            "Title", 0.0, 4.4, shorten(drawn.title, room, title_points, True), points=title_points, bold=True
        ),
        _words("Counts", page.width, 4.6, graded, points=SUBTITLE, bold=True, align="r"),
        Panel("Rule", 0.0, 15.2, page.width, 0.5, 0.0, INK),
    ]
    if subtitle:
        shapes.insert(
            1, _words("Subtitle", 0.0, 11.0, shorten(subtitle, room, SUBTITLE), points=SUBTITLE, colour=QUIET)
        )
    if since:
        shapes.append(_words("Changes", page.width, 11.0, since, points=10.0, colour=QUIET, align="r"))
    said = ". ".join(text for text in (drawn.title, subtitle, graded, since) if text)
    return ShapeGroup("Heading", f"{said}.", tuple(shapes))


def _counted(grades: Iterable[GradeSign], scale: Sequence[GradeSign]) -> str:
    """Return how many there are of each grade."""
    every, words = Counter(grades), scale[0].words
    return " · ".join(
        words.say("counted", count=every[grade], what=grade.word)
        for grade in (*scale, NOT_GRADED.spoken(words))
        if every[grade]
    )


def _measures(words: MapWords, measures: Sequence[Station]) -> str:
    """Return how many measures have met their standard, and how many lack a figure or a standard."""
    met, missed, waiting = (sum(m.grade == sign for m in measures) for sign in MEASURE_SIGNS)
    if not met + missed:
        return words.say("no measures")
    said = words.say("measures", met=met, judged=met + missed)
    return words.say("measures waiting", measures=said, count=waiting) if waiting else said


def footing(plan: KeyPlan, page: MapPage, style: Style) -> list[ShapeGroup]:
    """Return the key, one group for each entry, and the source."""
    shapes: list[Shape] = [Panel("Rule", 0.0, plan.top, page.width, 0.25, 0.0, RULE)]
    entries: list[ShapeGroup] = []
    sections = (
        (plan.words.say("Grades"), [[grade.word for grade in column] for column in plan.grades], 8.0),
        (plan.words.say("Markers"), [[words for _, words in column] for column in plan.markers], 8.0),
        (plan.words.say("Lines"), [[words for words, _ in column] for column in plan.lines], SAMPLE + 3),
    )
    used = fsum(_wide(columns, sample, plan.points) for _, columns, sample in sections)
    spare = (page.width - used) / 2 if plan.lines else SECTION_GAP
    x = 0.0
    for (title, columns, sample), source in zip(
        sections, (plan.grades, plan.markers, plan.lines), strict=True
    ):
        if not columns:
            continue
        shapes.append(_words(title, x, plan.top + 3.4, title, points=plan.points, bold=True, colour=QUIET))
        for column, rows in zip(source, columns, strict=True):
            row = 0.0
            for entry, words in zip(column, rows, strict=True):
                lines = _lines(words, plan.points)
                middle = plan.top + 8.6 + (row + (len(lines) - 1) / 2) * ROW
                row += len(lines)
                signs = _sample(entry, x, middle, style)
                entries.append(
                    ShapeGroup(
                        f"{KEY}{words}",
                        None,
                        (*signs, _words("Words", x + sample, middle, *lines, points=plan.points)),
                    )
                )
            x += max(_text_width(words, plan.points) for words in rows) + sample + COLUMN_GAP
        x += min(max(spare, SECTION_GAP), 30.0) - COLUMN_GAP
    if plan.source:
        height = len(plan.source) * 9.0 * MM_PER_POINT * LINE_HEIGHT
        width = max(text_width(line, 9.0) for line in plan.source)
        shapes.append(Words("Source", 0.0, page.height - height, width, height, plan.source, 9.0, QUIET))
    said = "; ".join(
        f"{title}: {', '.join(w for column in columns for w in column)}"
        for title, columns, _ in sections
        if columns
    )
    said = " ".join((plan.words.say("key", entries=said), *plan.source))
    return [ShapeGroup("Key", said, tuple(shapes)), *entries]


def _graded_sample(kind: str, x: float, middle: float) -> list[Shape]:
    """Return an empty station with room for two discs, or an empty chip: what they would say depends on the map."""
    if kind == "disc":
        discs = [Ellipse("Disc", x + at, middle - 1.1, 2.2, 2.2, RULE) for at in (0.7, 3.3)]
        return [Panel("Station", x, middle - 1.8, 6.2, 3.6, 1.8, "FFFFFF", INK, 0.5), *discs]
    return [Panel("Chip", x, middle - 1.7, 6.2, 3.4, 0.9, RULE)]


def _sample(entry: object, x: float, middle: float, style: Style) -> list[Shape]:
    """Return the sign that stands before an entry of the key."""
    if isinstance(entry, GradeSign):
        return grade_disc(entry, x + 2.6, middle, Style(disc=2.45))
    assert isinstance(entry, tuple)
    if isinstance(entry[1], LineLook):
        stroke = Stroke((x + 1.2, middle), ((x + SAMPLE, middle),))
        return line_shapes("Sample", [stroke], entry[1], style.line_width)
    first = str(entry[0])
    if first in ("disc", "force"):
        return _graded_sample(first, x, middle)
    first = first.removeprefix("force ")
    if first in ("improved", "deteriorated"):
        return [change_sign(first, x + 1.6, middle, 2.8)]
    if first in ("met", "not met", "not yet"):
        return [redline_sign(first, x + 1.6, middle, 3.0)]
    return [Ellipse("Ring", x, middle - 2.1, 4.2, 4.2, "FFFFFF", "000000", 0.9)]
