"""The measures of the drawing: millimetres on the printed page and type sizes in points, all in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, Final

from xlscore.tubemap.geometry.fonts import LINE_HEIGHT, MM_PER_POINT, text_width, wrappings
from xlscore.tubemap.model.facts import GradeSign, longest_words
from xlscore.tubemap.model.network import TubeMapError

__all__ = [
    "FULL_SIZE",
    "INK",
    "PAGES",
    "QUIET",
    "RULE",
    "SMALLEST_PRINT",
    "MapPage",
    "Style",
    "page_named",
    "style_for",
]

FULL_WORDS, FULL_SIZE = 24, 45
SMALLEST_PRINT = 9.0

LETTERS: Final = ((12.0, 11.0), (11.0, 10.0), (10.0, 9.0), (9.0, 9.0))
"""The sizes of names, and of words and name tags, in points, in the order in which they are tried: guidance for a public paper
asks for 12."""
WORD_GAP = 0.5
DISCS: dict[str, Any] = {
    "graded": True, "lane": 4.3, "disc": 2.0, "letter": 9.0, "ring": 2.8, "line_width": 2.5, "bold_outline": 0.7,
}  # fmt: skip
"""The measures of a map with a disc for every lane: "RI" in 9 points just fits in the disc, and discs side by side do not touch."""
INK, QUIET, RULE = "14182B", "4A4F5C", "B8BCC6"


@dataclass(frozen=True)
class Style:
    """How big everything is; `scale` shrinks it where a map has very many stations.

    `brief` shortens the words of the markers, so that the names of many stations find room.
    """

    scale: float = 1.0
    brief: bool = False

    name_points: float = LETTERS[0][0]
    word_points: float = LETTERS[0][1]
    tag_points: float = LETTERS[0][1]
    line_width: float = 2.3
    lane: float = 2.7
    disc: float = 2.9
    ring: float = 3.55
    outline: float = 0.55
    bold_outline: float = 0.9
    corner: float = 4.5
    gap: float = 1.6
    clear: float = 0.6
    letter: float = 10.0
    """The size of a grade's letter in its disc."""
    graded: bool = False
    """Whether every lane has a disc of its own; the force's grade then stands beside the name."""

    @property
    def name_height(self) -> float:
        """Return the height of one line of a name."""
        return self.name_points * MM_PER_POINT * LINE_HEIGHT

    @property
    def word_height(self) -> float:
        """Return the height of a marker with its words, with the space above it."""
        return self.word_points * MM_PER_POINT * LINE_HEIGHT + WORD_GAP

    @property
    def tag_height(self) -> float:
        """Return the height of one line of a name tag."""
        return self.tag_points * MM_PER_POINT * LINE_HEIGHT

    @property
    def marker(self) -> float:
        """Return the radius of a station's marker, its outline included."""
        return self.ring + self.bold_outline / 2

    def words_width(self, words: str) -> float:
        """Return the width of a marker's words with the sign before them."""
        return text_width(words, self.word_points) + self.word_points * MM_PER_POINT * 1.85

    def label_boxes(
        self, name: str, scale: Sequence[GradeSign]
    ) -> list[tuple[tuple[str, ...], float, float]]:
        """Return the ways to set a name: its lines, and the box that also holds the longest marker words."""
        words = longest_words(scale, brief=self.brief, graded=self.graded)
        room = max(self.words_width(text) for text in words)
        boxes = []
        for lines in wrappings(name, self.name_points, limit=36 * self.scale, most=5):
            width = max(room, *(text_width(line, self.name_points) for line in lines))
            boxes.append((lines, width, len(lines) * self.name_height + len(words) * self.word_height))
        return boxes

    def tag_boxes(self, tag: str) -> list[tuple[tuple[str, ...], float, float]]:
        """Return the ways to set a line's name tag: its lines and its box."""
        return [
            (
                lines,
                max(text_width(line, self.tag_points, True) for line in lines) + 2.6,
                len(lines) * self.tag_height + 1.2,
            )
            for lines in wrappings(tag, self.tag_points, True, limit=46 * self.scale, most=3)
        ]

    @property
    def smallest(self) -> float:
        """Return the size of the smallest words on the map, in points."""
        return min(self.name_points, self.word_points, self.tag_points)

    @property
    def ladder(self) -> tuple[Style, ...]:
        """Return the style with the letters that are tried in turn: short words first, then smaller and smaller ones.

        >>> [(style.name_points, style.word_points, style.brief) for style in Style().ladder[:3]]
        [(12.0, 11.0, False), (12.0, 11.0, True), (11.0, 10.0, True)]
        """
        rungs = [replace(self.lettered(*sizes), brief=True) for sizes in LETTERS]
        smaller = [rung for rung in rungs if rung.name_points <= self.name_points + 1e-9]
        return tuple(dict.fromkeys((self, *smaller)))

    def lettered(self, names: float, words: float) -> Style:
        """Return the style with letters of so many points, smaller where everything is drawn smaller."""
        words *= self.scale
        return replace(self, name_points=names * self.scale, word_points=words, tag_points=words)

    def shrunk(self, by: float) -> Style:
        """Return the style with everything on the map that much smaller."""
        sizes = {
            name: value * by
            for name, value in self.__dict__.items()
            if name not in ("scale", "brief", "graded", "gap", "clear", "outline", "bold_outline")
        }
        return Style(scale=self.scale * by, brief=self.brief, graded=self.graded, **sizes)


def style_for(stations: int, *, graded: bool = False) -> Style:
    """Return the style for so many stations: full words up to 24, full size up to 45, then all smaller.

    Where each lane has a disc of its own, lanes lie as far apart as the discs need.
    """
    style = Style(brief=stations > FULL_WORDS)
    if graded:
        style = replace(style, **DISCS)
    if stations <= FULL_SIZE:
        return style
    return style.shrunk(max(0.5, sqrt(FULL_SIZE / stations)))


@dataclass(frozen=True)
class MapPage:
    """A printed page in landscape: the drawing's size inside the margins, and how much bigger than A4 it prints."""

    name: str
    width: float
    height: float
    magnified: float


# The drawing is a little smaller than the paper inside margins of 10 mm, so that the cells it covers fit as well
# and no program shrinks it to print them.
PAGES = {"A4": MapPage("A4", 270.5, 186.0, 1.0), "A3": MapPage("A3", 390.6, 268.6, 1.444)}


def page_named(name: str) -> MapPage:
    """Return the page of that name: A4 or A3."""
    if name.strip().upper() not in PAGES:
        raise TubeMapError(f"A tube map is drawn on A4 or A3, not on “{name}”.")
    return PAGES[name.strip().upper()]
