"""The command map as a straight ladder: a line for each command downwards, a rung for each area, a disc where they grade it.

Where nine or more lines would run side by side, a bundle cannot be read. The ladder needs no search: the areas stand in
the order of the grid, and everything is as large as the page allows. No grade moves anything in it either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor

from xlscore.tubemap.drawn.ladder_tags import AIR, HEIGHTS, set_tags
from xlscore.tubemap.drawn.scene import line_group, tag_group
from xlscore.tubemap.drawn.shapes import GRADE, STATION, Panel, Path, Shape, ShapeGroup, Words
from xlscore.tubemap.drawn.signs import chip_width, force_chip, grade_disc, pill
from xlscore.tubemap.geometry.fonts import LINE_HEIGHT, MM_PER_POINT, shorten, text_width, wrappings
from xlscore.tubemap.geometry.paper import Box
from xlscore.tubemap.model.facts import NOT_GRADED, GradeSign, Station, longest_words
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.style import INK, QUIET, RULE, Style
from xlscore.tubemap.model.words import MapWords
from xlscore.tubemap.placing.labels import Choice
from xlscore.tubemap.placing.strokes import Stroke

__all__ = ["Ladder", "plan_ladder"]

LARGEST, READABLE, SMALLEST = 12, 10, 9
"""The type sizes that are tried, in points, and the one that a board reads without effort."""
LEAST_ROOM, MOST_ROOM = 8.0, 24.0
"""How far apart two lines are, in mm: names give way before it is less, and it is never more."""
MOST_TALL = 13.0
"""How far apart two rungs are at most, in mm."""
GAP = 2.5
"""Between two columns of words, in mm."""
TAG_GAP = 0.5
RING, LARGEST_DISC, BETWEEN = 0.4, 3.2, 0.2
"""How much larger a station is than its disc, the largest disc, and what is left free between two stations, in mm."""
BELOW = 1.0
LETTER = 0.434
"""How many mm of a disc each point of "RI" needs."""
RUNG = 0.7
HEADINGS, HEADING = ("Area", "Force", "Change", "Redline"), 9.0


@dataclass(frozen=True)
class Ladder:
    """How a ladder is set: its measures, where its columns of words and its lines are, and its tags."""

    style: Style
    names: tuple[tuple[str, ...], ...]
    columns: tuple[float, float, float, float]
    """Where the names, the force's grades, the changes and the redlines begin."""
    lanes: tuple[float, ...]
    rungs: tuple[float, ...]
    tags: tuple[Choice, ...]
    fits: bool = True
    """Whether every name is there as a whole."""
    divides: bool = False
    """Whether a word of a name tag is divided."""

    def groups(self, drawn: Map, stations: Mapping[str, Station]) -> list[ShapeGroup]:
        """Return the shapes: rungs beneath lines beneath stations beneath name tags."""
        end = max(self.lanes)
        rungs = [
            Path("Rung", Stroke((self._beside(stations[area]), y), ((end, y),)), RULE, RUNG)
            for area, y in zip(drawn.stations, self.rungs, strict=True)
        ]
        groups = [
            ShapeGroup("Rungs", None, tuple(rungs)),
            ShapeGroup("Columns", None, self._headings(drawn.words)),
        ]
        row = dict(zip(drawn.stations, self.rungs, strict=True))
        for line, x, tag in zip(drawn.lines, self.lanes, self.tags, strict=True):
            _, top, _, high = tag.box
            last = max(row[area] for area in line.areas)
            stroke = Stroke((x, top + high + self.style.line_width / 2 + TAG_GAP), ((x, last),))
            groups.append(line_group(line, [stroke], self.style, drawn.words))
        lanes = {line.name: x for line, x in zip(drawn.lines, self.lanes, strict=True)}
        for number, area in enumerate(drawn.stations):
            groups.append(self._station(stations[area], number, lanes))
        return groups + [
            tag_group(line, tag, self.style) for line, tag in zip(drawn.lines, self.tags, strict=True)
        ]

    def _headings(self, words: MapWords) -> tuple[Shape, ...]:
        """Return what stands above the columns of words."""
        high = HEADING * MM_PER_POINT * LINE_HEIGHT
        bottom = self.rungs[0] - max(self.style.ring, self.style.word_height / 2) - AIR
        return tuple(
            Words(
                "Heading",
                x,
                bottom - high,
                text_width(word, HEADING, True),
                high,
                (word,),
                HEADING,
                QUIET,
                True,
            )
            for word, x in zip(map(words.say, HEADINGS), self.columns, strict=True)
        )

    def _markers(self, station: Station) -> list[tuple[str, str, str, float]]:
        """Return the change and the redline of a station as (name, kind, words, where its column begins)."""
        brief = self.style.brief
        found = []
        if station.change:
            found.append(("Change", station.change, station.change_words(brief=brief), self.columns[2]))
        if station.redline:
            found.append(("Redline", station.redline, station.redline_words(brief=brief), self.columns[3]))
        return found

    def _beside(self, station: Station) -> float:
        """Return where the rung of a station begins: behind its last words."""
        ends = [self.columns[1] + chip_width(_force(station.grade), self.style)]
        ends += [x + self.style.words_width(words) for _, _, words, x in self._markers(station)]
        return max(ends) + 1.5

    def _station(self, station: Station, number: int, lanes: Mapping[str, float]) -> ShapeGroup:
        style, y, lines = self.style, self.rungs[number], self.names[number]
        high = len(lines) * style.name_height
        width = max(text_width(line, style.name_points) for line in lines)
        word_top = y - (style.word_height - 0.5) / 2
        words = _force(station.grade)
        shapes: list[Shape] = [
            Words("Name", self.columns[0], y - high / 2, width, high, lines, style.name_points, INK),
            *force_chip(station.grade, words, self.columns[1], word_top, style),
        ]
        for name, kind, text, x in self._markers(station):
            shapes += pill(name, kind, text, x, word_top, style)
        ring = style.ring
        for line, grade in station.of_lines:
            x = lanes[line]
            shapes.append(
                Panel("Marker", x - ring, y - ring, 2 * ring, 2 * ring, ring, "FFFFFF", INK, style.outline)
            )
            shapes += grade_disc(grade, x, y, style, f"{GRADE}: {line}")
        return ShapeGroup(f"{STATION}{station.area}", station.sentence, tuple(shapes))


def plan_ladder(drawn: Map, scale: Sequence[GradeSign], region: Box) -> Ladder:
    """Return the ladder of a map in the largest type in which all its words have room."""
    # Name tags become small and their words are divided before names are smaller than is good to read, and no earlier.
    sizes = [*range(LARGEST, READABLE - 1, -1), *range(READABLE, SMALLEST - 1, -1)]
    ladder: Ladder | None = None
    for number, points in enumerate(sizes):
        for brief in (False, True):
            again = number > LARGEST - READABLE
            ladder = _set(drawn, scale, region, float(points), brief=brief, small_tags=again)
            if ladder.fits and (again or not ladder.divides):
                return ladder
    assert ladder is not None
    return ladder


def _set(
    drawn: Map, scale: Sequence[GradeSign], region: Box, points: float, *, brief: bool, small_tags: bool
) -> Ladder:
    """Return the ladder in a size of type, which is less than that where there are very many areas."""
    left, top, width, height = region
    areas, count = drawn.stations, len(drawn.lines)
    style = Style(
        brief=brief, name_points=points, word_points=max(points - 1, min(points, 10.0)),
        tag_points=SMALLEST if small_tags else max(points - 1, min(points, 10.0)), graded=True, line_width=2.6, outline=0.4,
    )  # fmt: skip
    every = (*scale, NOT_GRADED.spoken(drawn.words))
    chips = max(chip_width(_force(grade), style) for grade in every)
    markers = (style.words_width(words) for words in longest_words(scale, brief=brief, graded=True)[1:])
    force, change, redline = (
        max(wide, text_width(drawn.words.say(heading), HEADING, True))
        for wide, heading in zip((chips, *markers), HEADINGS[1:], strict=True)
    )
    beside = force + change + redline + 4 * GAP
    most = max(width - beside - count * LEAST_ROOM, 30.0)
    name_width = min(most, max(text_width(area, points) for area in areas))
    lanes_left = left + name_width + beside
    lanes, tags, tags_high, whole = _tags(drawn, (lanes_left, left + width), style)
    heading_high = HEADING * MM_PER_POINT * LINE_HEIGHT
    above_rungs = max(tags_high, heading_high) + AIR
    tall = min(MOST_TALL, (height - above_rungs - BELOW) / len(areas))
    if style.name_height > tall - 0.6:
        # Only where there are too many areas for any size that is tried.
        shrunk = max(4.0, (tall - 0.6) / (MM_PER_POINT * LINE_HEIGHT))
        style = replace(style, name_points=min(points, shrunk), word_points=min(style.word_points, shrunk))
        whole = False
    names = [_name(area, name_width, int((tall - 0.6) / style.name_height), style) for area in areas]
    used = max(text_width(line, style.name_points) for name in names for line in name)
    whole = whole and all(
        "".join(name).replace(" ", "") == area.replace(" ", "")
        for name, area in zip(names, areas, strict=True)
    )
    lanes_room = min((after - before for before, after in pairwise(lanes)), default=MOST_ROOM)
    ring = min((min(tall, 0.9 * lanes_room) - style.outline - BETWEEN) / 2, LARGEST_DISC + RING)
    disc = ring - min(RING, 0.25 * ring)
    style = replace(style, ring=ring, disc=disc, letter=min(points, floor((2 * disc - 0.1) / LETTER * 2) / 2))
    # What the names leave of their room stands between them and the lines.
    above = top + (height - above_rungs - tall * len(areas) - BELOW) / 2
    first = above + above_rungs + tall / 2
    above += above_rungs - AIR - tags_high
    spare = (name_width - used) / 2
    columns = (left, left + used + GAP + spare)
    begins = (*columns, columns[1] + force + GAP, columns[1] + force + change + 2 * GAP)
    rungs = tuple(first + number * tall for number in range(len(areas)))
    placed = tuple(tag._replace(box=(tag.box[0], tag.box[1] + above, *tag.box[2:])) for tag in tags)
    return Ladder(
        style,
        tuple(names),
        begins,
        tuple(lanes),
        rungs,
        placed,
        whole and lanes_room >= LEAST_ROOM - 0.01,
        any(
            "-" in "".join(tag.lines) and " ".join(tag.lines) != line.tag
            for line, tag in zip(drawn.lines, tags, strict=True)
        ),
    )


def _force(grade: GradeSign) -> str:
    """Return the words of the force's grade in its column, whose heading says whose it is."""
    return grade.words.say("without a grade, in a column") if grade == NOT_GRADED else grade.short


def _name(area: str, width: float, most: int, style: Style) -> tuple[str, ...]:
    """Return a name on as few lines as it fits on, cut where there is no room for all of it."""
    for lines in wrappings(area, style.name_points, limit=width, most=max(1, most)):
        if max(text_width(line, style.name_points) for line in lines) <= width + 0.01:
            return lines
    return (shorten(area, width, style.name_points),)


def _tags(
    drawn: Map, between: tuple[float, float], style: Style
) -> tuple[list[float], list[Choice], float, bool]:
    """Return where the lines run, their name tags from 0 downwards, how high these are, and whether no word is cut."""
    left, right = between
    names = [line.tag for line in drawn.lines]
    apart = min(MOST_ROOM, (right - left) / len(names))
    tags = set_tags(names, apart, style)
    # The outermost tags reach beyond their lines, and must be on the page too.
    edges = [max(0.0, (tag.width - apart) / 2) for tag in (tags[0], tags[-1])]
    apart = min(apart, (right - left - edges[1]) / len(names))
    tags = set_tags(names, apart, style)
    last = right - max(tags[-1].width, apart) / 2
    lanes = [last - (len(names) - 1 - number) * apart for number in range(len(names))]
    heights = [max((tag.high for tag in tags if tag.level == level), default=0.0) for level in range(HEIGHTS)]
    used = [height + AIR for height in heights if height]
    deep = sum(used) - AIR
    choices = []
    for x, tag in zip(lanes, tags, strict=True):
        below = sum(used[: tag.level])
        box = (x - tag.width / 2, deep - below - tag.high, tag.width, tag.high)
        choices.append(Choice(tag.lines, box, "N", "c", "m", 0.0))
    return lanes, choices, deep, all(tag.whole for tag in tags)
