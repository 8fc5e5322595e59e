"""The name tags above a ladder's lines: side by side where they have room, else at two or three heights.

A line goes up to its own tag and between the tags below it, so a tag may be as wide as what passes it allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from xlscore.tubemap.geometry.fonts import shorten, text_width, wrappings
from xlscore.tubemap.model.style import Style

__all__ = ["AIR", "LadderTag", "set_tags"]

AIR = 1.0
"""Between name tags, and between a name tag and a line that passes it, in mm."""
EDGE, UPRIGHT = 2.0, 1.2
"""How much wider and higher a tag is than its words, in mm."""

MOST_LINES, HEIGHTS, NEIGHBOURS = 4, 3, 3
IN_THE_WAY = 100.0
VOWELS = "aeiouyAEIOUY"


@dataclass(frozen=True)
class LadderTag:
    """A name tag: its lines, its size, at which height it stands (0 is the lowest), and whether nothing of it is left out."""

    lines: tuple[str, ...]
    width: float
    high: float
    level: int = 0
    whole: bool = True


def set_tags(names: Sequence[str], apart: float, style: Style) -> list[LadderTag]:
    """Return the tags of lines that are so far apart, as low as they can stand."""
    whole = [_whole(name, apart - AIR, style) for name in names]
    for heights in range(1, HEIGHTS + 1):
        levels, conflicts = _levels([tag.width for tag in whole], apart, style.line_width, heights)
        if not conflicts:
            return [_at(tag, level) for tag, level in zip(whole, levels, strict=True)]
    # No order of heights has room for whole words: every other one stands higher, and long words are divided.
    room = 2 * apart - style.line_width - AIR
    return [_at(_divided(name, room, style), number % 2) for number, name in enumerate(names)]


def _at(tag: LadderTag, level: int) -> LadderTag:
    return LadderTag(tag.lines, tag.width, tag.high, level, tag.whole)


def _made(lines: tuple[str, ...], style: Style, *, whole: bool = True) -> LadderTag:
    width = max(text_width(line, style.tag_points, True) for line in lines) + EDGE
    return LadderTag(lines, width, len(lines) * style.tag_height + UPRIGHT, 0, whole)


def _whole(name: str, room: float, style: Style) -> LadderTag:
    """Return a tag on as few lines as it needs for so much room, the narrowest where it has not."""
    words = name.split() or [""]
    longest = max(text_width(word, style.tag_points, True) for word in words)
    found = wrappings(name, style.tag_points, True, limit=max(longest, room - EDGE) + 0.1, most=MOST_LINES)
    return _made(found[0], style)


def _divided(name: str, room: float, style: Style) -> LadderTag:
    """Return a tag that is no wider than its room: long words in two, and cut where even that is too wide."""
    limit = room - EDGE
    words = [part for word in name.split() for part in _parts(word, limit, style)]
    lines = [words[0]]
    for word in words[1:]:
        together = lines[-1] + ("" if lines[-1].endswith("-") else " ") + word
        if not lines[-1].endswith("-") and text_width(together, style.tag_points, True) <= limit:
            lines[-1] = together
        else:
            lines.append(word)
    kept = [shorten(line, limit, style.tag_points, True) for line in lines[: MOST_LINES + 1]]
    whole = kept == lines
    return _made(tuple(kept), style, whole=whole)


def _parts(word: str, limit: float, style: Style) -> list[str]:
    if text_width(word, style.tag_points, True) <= limit or len(word) < 6:
        return [word]
    at = divide(word)
    return [f"{word[:at]}-", *_parts(word[at:], limit, style)]


def divide(word: str) -> int:
    """Return where to divide a word: before a consonant with a vowel behind it, as near to the middle as can be.

    >>> [(word[:divide(word)], word[divide(word):]) for word in ("Management", "Professional", "Intelligence")]
    [('Manage', 'ment'), ('Profes', 'sional'), ('Intelli', 'gence')]
    """
    places = [
        at
        for at in range(3, len(word) - 2)
        if word[at] not in VOWELS and word[at + 1] in VOWELS and word[at].isalpha()
    ]
    return min(places, key=lambda at: (abs(2 * at - len(word)), -at), default=len(word) // 2)


def _levels(widths: Sequence[float], apart: float, line_width: float, heights: int) -> tuple[list[int], bool]:
    """Return the height of each tag, as low as can be, and whether some are in one another's way all the same."""

    def in_the_way(first: int, second: int, one: int, other: int) -> bool:
        far = (second - first) * apart
        if one == other:
            return (widths[first] + widths[second]) / 2 + AIR > far
        lower = first if one < other else second
        return (widths[lower] + line_width) / 2 + AIR > far

    # The cheapest heights so far for every choice of the last few, from left to right.
    best: dict[tuple[int, ...], tuple[float, list[int]]] = {(): (0.0, [])}
    for number in range(len(widths)):
        after: dict[tuple[int, ...], tuple[float, list[int]]] = {}
        for (last, (cost, chosen)), level in product(best.items(), range(heights)):
            begin = number - len(last)
            more = sum(in_the_way(begin + at, number, before, level) for at, before in enumerate(last))
            found = cost + level + IN_THE_WAY * more
            state = (*last, level)[-NEIGHBOURS:]
            if state not in after or found < after[state][0]:
                after[state] = (found, [*chosen, level])
        best = after
    cost, levels = min(best.values())
    return levels, cost >= IN_THE_WAY
