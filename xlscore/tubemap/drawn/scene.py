"""The whole drawing as named groups: heading, lines, stations, areas on no line, name tags, key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlscore.tubemap.drawn.key import KeyPlan, footing, heading
from xlscore.tubemap.drawn.patterns import line_shapes, tag_edges
from xlscore.tubemap.drawn.shapes import Panel, Path, Scene, Shape, ShapeGroup, Words
from xlscore.tubemap.drawn.signs import grade_disc, pill
from xlscore.tubemap.geometry.paper import Box
from xlscore.tubemap.model.colours import black_or_white
from xlscore.tubemap.model.facts import GradeSign, Station
from xlscore.tubemap.model.network import Line, Map, TubeMapError
from xlscore.tubemap.model.style import INK, QUIET, WORD_GAP, MapPage, Style
from xlscore.tubemap.placing.arrange import Arrangement, Ground
from xlscore.tubemap.placing.labels import Choice, Marker
from xlscore.tubemap.placing.strokes import Stroke

__all__ = ["Tray", "compose", "plan_tray"]


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
) -> Scene:
    """Return the drawing of a map: everything in groups, lines beneath stations beneath name tags."""
    style = arrangement.style if arrangement else ground.style
    groups = [heading(drawn, stations, ground.scale, page)]
    if arrangement:
        groups += [_line(drawn, number, arrangement, style) for number in range(len(drawn.lines))]
        for area, marker, label in zip(drawn.stations, arrangement.markers, arrangement.labels, strict=True):
            groups.append(_station(stations[area], marker, label, len(drawn.lines_at(area)) > 1, style))
        groups += [
            _tag(line, choice, style) for line, choice in zip(drawn.lines, arrangement.tags, strict=True)
        ]
    if tray:
        left, top, _, _ = tray.box
        words = Words("Words", left, top, 60.0, 4.2, ("Areas on no line",), 9.5, QUIET, True)
        groups.append(ShapeGroup("Areas on no line", None, (words,)))
        groups += [
            _station(stations[area], marker, label, False, tray.style) for area, marker, label in tray.choices
        ]
    groups += footing(plan, page, style)
    said = f"Tube map: {drawn.title}. {len(drawn.lines)} lines and {len(drawn.areas)} areas; each has its own text."
    return Scene(f"Tube map: {drawn.name}", said, page.width, page.height, 1.0, tuple(groups))


def _line(drawn: Map, number: int, arrangement: Arrangement, style: Style) -> ShapeGroup:
    line = drawn.lines[number]
    strokes = [stroke for owner, stroke in arrangement.strokes if owner == number]
    shapes = tuple(line_shapes("Path", strokes, line.look, style.line_width))
    areas = line.areas
    said = f"The line {line.name} serves {len(areas)} areas: {', '.join(areas)}."
    if len(areas) == 1:
        said = f"The line {line.name} serves {areas[0]} only."
    return ShapeGroup(f"Line: {line.name}", said, shapes)


def _station(station: Station, marker: Marker, label: Choice, interchange: bool, style: Style) -> ShapeGroup:
    ring = style.ring
    long, thick = marker.reach + ring + marker.spread, ring + marker.spread
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
        *grade_disc(station.grade, marker.x, marker.y, style),
        *_label(station, label, style),
    ]
    return ShapeGroup(f"Station: {station.area}", station.sentence, tuple(shapes))


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
    used = name_high + len(markers) * style.word_height
    y = top + {"t": 0.0, "m": (height - used) / 2, "b": height - used}[label.anchor]
    shapes: list[Shape] = [
        Words("Name", left, y, width, name_high, label.lines, style.name_points, INK, False, label.align)
    ]
    y += name_high
    for name, kind, words in markers:
        wide = style.words_width(words)
        x = left + {"l": 0.0, "c": (width - wide) / 2, "r": width - wide}[label.align]
        shapes += pill(name, kind, words, x, y + WORD_GAP, style)
        y += style.word_height
    return shapes


def _tag(line: Line, choice: Choice, style: Style) -> ShapeGroup:
    left, top, width, height = choice.box
    ink = black_or_white(line.colour)
    high = len(choice.lines) * style.tag_height
    words = Words(
        "Words", left, top + (height - high) / 2, width, high, choice.lines, style.tag_points, ink, True, "c"
    )
    panel = Panel("Tag", left, top, width, height, 1.2, line.colour, words=words)
    return ShapeGroup(f"Tag: {line.name}", None, (panel, *tag_edges(panel, line.look)))
