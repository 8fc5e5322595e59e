"""The whole drawing as named groups: heading, lines, stations, areas on no line, name tags, key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlscore.tubemap.drawn.key import KeyPlan, footing, heading
from xlscore.tubemap.drawn.patterns import line_shapes, tag_edges
from xlscore.tubemap.drawn.shapes import (
    GRADE,
    LINE,
    MAP,
    STATION,
    TAG,
    Panel,
    Path,
    Scene,
    Shape,
    ShapeGroup,
    Words,
)
from xlscore.tubemap.drawn.signs import chip_width, force_chip, grade_disc, pill
from xlscore.tubemap.geometry.paper import Box
from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.model.colours import black_or_white
from xlscore.tubemap.model.facts import NOT_GRADED, GradeSign, Station
from xlscore.tubemap.model.network import Line, Map, TubeMapError
from xlscore.tubemap.model.style import INK, QUIET, WORD_GAP, MapPage, Style
from xlscore.tubemap.model.words import MapWords
from xlscore.tubemap.placing.arrange import Arrangement
from xlscore.tubemap.placing.ground import Ground
from xlscore.tubemap.placing.labels import Choice, Marker
from xlscore.tubemap.placing.strokes import Stroke

__all__ = ["Tray", "compose", "line_group", "plan_tray", "tag_group"]


@dataclass(frozen=True)
class Tray:
    """Where the areas on no line stand: a strip below the map, with a choice of place for each."""

    box: Box
    choices: tuple[tuple[str, Marker, Choice], ...]
    style: Style


TRAY_DEEP = 0.25
"""Which part of the map's height the tray should take at most: with more, its letters are smaller."""
_Rows = list[list[tuple[str, float, tuple[tuple[str, ...], float, float]]]]


def _tray_rows(
    drawn: Map, scale: Sequence[GradeSign], region: Box, style: Style
) -> tuple[_Rows, list[float]]:
    """Return the rows of the areas on no line, each area with its left edge and its label's box, and the rows' heights."""
    left, _, width, _ = region
    x = left
    rows: _Rows = [[]]
    for area in drawn.parked:
        box = style.label_boxes(area, scale)[0]
        cell = 2 * style.marker + style.gap + box[1] + 5.0
        if x + cell > left + width and rows[-1]:
            rows.append([])
            x = left
        rows[-1].append((area, x, box))
        x += cell
    return rows, [max(2 * style.marker, *(box[2] for _, _, box in row)) + 1.5 for row in rows]


def plan_tray(drawn: Map, scale: Sequence[GradeSign], region: Box, style: Style) -> tuple[Tray | None, Box]:
    """Return the tray of the areas on no line, if there are any, and the region left for the map."""
    if not drawn.parked:
        return None, region
    left, top, width, height = region
    for one in style.ladder:  # the largest that is not too deep, else the smallest
        rows, heights = _tray_rows(drawn, scale, region, one)
        deep = sum(heights) + 6.0
        if deep <= height * (TRAY_DEEP if drawn.stations else 1.0):
            break
    if deep > height * (0.55 if drawn.stations else 1.0):
        raise TubeMapError(
            f"The map “{drawn.name}” has {len(drawn.parked)} areas on no line, too many for one page: put them on "
            "a line, or leave them out."
        )
    y = top + (height - deep if drawn.stations else 0.0) + 6.0
    choices = []
    for row, tall in zip(rows, heights, strict=True):
        for area, x, (lines, wide, high) in row:
            marker = Marker(x + one.marker, y + tall / 2, 0.0, 0.0, 0)
            box_left = x + 2 * one.marker + one.gap
            label = Choice(lines, (box_left, y + (tall - high) / 2, wide, high), "E", "l", "m", 0.0)
            choices.append((area, marker, label))
        y += tall
    tray_top = top + height - deep if drawn.stations else top
    return Tray((left, tray_top, width, deep), tuple(choices), one), (left, top, width, height - deep)


def compose(
    drawn: Map,
    stations: Mapping[str, Station],
    arrangement: Arrangement | None,
    tray: Tray | None,
    plan: KeyPlan,
    page: MapPage,
    ground: Ground,
    ladder: Sequence[ShapeGroup] = (),
) -> Scene:
    """Return the drawing of a map: everything in groups, lines beneath stations beneath name tags.

    What stands in place of the map's own arrangement where it is drawn as a `ladder` is that.
    """
    style = arrangement.style if arrangement else ground.style
    groups = [heading(drawn, stations, ground.scale, page), *ladder]
    if arrangement:
        for number, line in enumerate(drawn.lines):
            strokes = [stroke for owner, stroke in arrangement.strokes if owner == number]
            groups.append(line_group(line, strokes, style, drawn.words))
        for number, (area, marker, label) in enumerate(
            zip(drawn.stations, arrangement.markers, arrangement.labels, strict=True)
        ):
            discs = arrangement.discs[number] if arrangement.discs else ()
            groups.append(
                _station(stations[area], marker, label, len(drawn.lines_at(area)) > 1, style, discs)
            )
        groups += [
            tag_group(line, choice, style) for line, choice in zip(drawn.lines, arrangement.tags, strict=True)
        ]
    if tray:
        left, top, _, _ = tray.box
        title = drawn.words.say("graded by none" if drawn.graded else "on no line")
        words = Words("Words", left, top, 60.0, 4.2, (title,), 9.5, QUIET, True)
        groups.append(ShapeGroup("Areas on no line", None, (words,)))
        groups += [
            _station(stations[area], marker, label, False, tray.style) for area, marker, label in tray.choices
        ]
    groups += footing(plan, page, style)
    said = drawn.words.say("map", title=drawn.title, lines=len(drawn.lines), areas=len(drawn.areas))
    return Scene(f"{MAP}{drawn.name}", said, page.width, page.height, 1.0, tuple(groups))


def line_group(line: Line, strokes: Sequence[Stroke], style: Style, words: MapWords) -> ShapeGroup:
    """Return a line of the map with the areas that it serves."""
    shapes = tuple(line_shapes("Path", strokes, line.look, style.line_width))
    areas = line.areas
    kind = "line of one" if len(areas) == 1 else "line"
    said = words.say(kind, line=line.name, count=len(areas), areas=", ".join(areas))
    return ShapeGroup(f"{LINE}{line.name}", said, shapes)


def _station(
    station: Station,
    marker: Marker,
    label: Choice,
    interchange: bool,
    style: Style,
    discs: Sequence[Point] = (),
) -> ShapeGroup:
    ring = style.ring
    long, thick = marker.long + ring, marker.spread + ring
    outline = (INK, style.bold_outline) if interchange else (INK, style.outline)
    shapes: list[Shape] = []
    if label.leader:
        shapes.append(Path("Leader", Stroke(label.leader[0], (label.leader[1],)), QUIET, 0.4))
    shapes += [
        Panel(
            "Marker",
            marker.x - long,
            marker.y - thick,
            2 * long,
            2 * thick,
            ring if marker.spread else thick,
            "FFFFFF",
            *outline,
            marker.angle,
        ),
        *_discs(station, marker, style, discs),
        *_label(station, label, style),
    ]
    return ShapeGroup(f"{STATION}{station.area}", station.sentence, tuple(shapes))


def _discs(station: Station, marker: Marker, style: Style, discs: Sequence[Point]) -> list[Shape]:
    """Return the disc of the station's grade, or one for each line's own where lines have grades."""
    if not style.graded:
        return grade_disc(station.grade, marker.x, marker.y, style)
    if not station.of_lines:
        return grade_disc(NOT_GRADED, marker.x, marker.y, style)
    return [
        shape
        for (line, grade), (x, y) in zip(station.of_lines, discs, strict=True)
        for shape in grade_disc(grade, x, y, style, f"{GRADE}: {line}")
    ]


def _label(station: Station, label: Choice, style: Style) -> list[Shape]:
    """Return the name and the markers with their words, set against the station within the reserved box."""
    left, top, width, height = label.box
    markers = []
    if station.pending:
        markers.append(("Pending", "pending", station.pending_words(brief=style.brief)))
    if station.change:
        markers.append(("Change", station.change, station.change_words(brief=style.brief)))
    if station.redline:
        markers.append(("Redline", station.redline, station.redline_words(brief=style.brief)))
    name_high = len(label.lines) * style.name_height
    used = name_high + (len(markers) + style.graded) * style.word_height
    y = top + {"t": 0.0, "m": (height - used) / 2, "b": height - used}[label.anchor]
    shapes: list[Shape] = [
        Words("Name", left, y, width, name_high, label.lines, style.name_points, INK, False, label.align)
    ]
    y += name_high
    if style.graded:
        words = station.force_words(brief=style.brief)
        wide = chip_width(words, style)
        x = left + {"l": 0.0, "c": (width - wide) / 2, "r": width - wide}[label.align]
        shapes += force_chip(station.grade, words, x, y + WORD_GAP, style)
        y += style.word_height
    for name, kind, words in markers:
        wide = style.words_width(words)
        x = left + {"l": 0.0, "c": (width - wide) / 2, "r": width - wide}[label.align]
        shapes += pill(name, kind, words, x, y + WORD_GAP, style)
        y += style.word_height
    return shapes


def tag_group(line: Line, choice: Choice, style: Style) -> ShapeGroup:
    """Return the name tag of a line."""
    left, top, width, height = choice.box
    ink = black_or_white(line.colour)
    high = len(choice.lines) * style.tag_height
    words = Words(
        "Words", left, top + (height - high) / 2, width, high, choice.lines, style.tag_points, ink, True, "c"
    )
    panel = Panel("Tag", left, top, width, height, 1.2, line.colour, words=words)
    return ShapeGroup(f"{TAG}{line.name}", None, (panel, *tag_edges(panel, line.look)))
