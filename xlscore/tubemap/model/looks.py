"""What a line looks like: a colour and, where a colour alone would not tell it, a pattern of white on it.

Two lines that meet at a station differ in every view of `colours.View`: by their colours (`APART`) or by their pattern. The twelve colours
come in two sets of six that no pattern needs to tell apart within a set, since their lightness differs by ten and more; between the sets
full colour does. With the patterns that makes 24 looks of which any two may meet. A line keeps the look it had.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from xlscore.rules.words import listed
from xlscore.tubemap.model.colours import GRADE_FILLS, View, contrast, difference

__all__ = [
    "APART",
    "LEAST_CONTRAST",
    "LINE_COLOURS",
    "Doubt",
    "LineLook",
    "Pattern",
    "Wanted",
    "alike",
    "doubts",
    "looks_of",
    "read_look",
]

APART: Final = 10.0
"""The least difference of two colours that a line's width still tells: CIEDE2000, and of lightness in greyscale."""
LEAST_CONTRAST: Final = 3.0
"""Of a line against the page (WCAG 2.1, success criterion 1.4.11)."""
_PAGE: Final = "FFFFFF"
_FIRST: Final = ("0977CE", "7A0A4A", "42A62C", "8A4A00", "000000", "002702")
_SECOND: Final = ("641C8E", "EA7123", "046D3E", "CC4496", "330302", "00302F")
LINE_COLOURS: Final = (*_FIRST, *_SECOND)
_BRIGHT_FIRST, _BRIGHT_SECOND = 5, 4
"""So many of each set are told at a glance; the others are so dark that on a thin line they pass for black."""
_DARK: Final = frozenset((*_FIRST[_BRIGHT_FIRST:], *_SECOND[_BRIGHT_SECOND:]))
_TYPED: Final = re.compile(r"([0-9]{1,5}|#?[0-9A-F]{6})(?:[\s,]+([A-Z]+))?", re.IGNORECASE)


class Pattern(Enum):
    """What stands in white on a line; the value is the word that an officer may type behind a colour."""

    PLAIN = "plain"
    CASED = "cased"
    """A white stripe along the middle."""
    DASHED = "dashed"
    """A white stripe in dashes."""
    BARRED = "barred"
    """White bars across."""


@dataclass(frozen=True)
class LineLook:
    """A line's colour and pattern."""

    colour: str
    pattern: Pattern = Pattern.PLAIN

    @property
    def word(self) -> str:
        """Return the look as an officer may type it.

        >>> LineLook("7A0A4A", Pattern.CASED).word, read_look("#7a0a4a, cased"), read_look("blue")
        ('7A0A4A cased', LineLook(colour='7A0A4A', pattern=<Pattern.CASED: 'cased'>), None)
        """
        return self.colour if self.pattern is Pattern.PLAIN else f"{self.colour} {self.pattern.value}"


def _with(pattern: Pattern, *colours: str) -> tuple[LineLook, ...]:
    return tuple(LineLook(colour, pattern) for colour in colours)


_BASE: Final = (
    *_with(Pattern.PLAIN, *_FIRST[:_BRIGHT_FIRST]),
    *_with(Pattern.CASED, *_SECOND[:_BRIGHT_SECOND]),
    *_with(Pattern.DASHED, *_FIRST[:_BRIGHT_FIRST]),
    *_with(Pattern.BARRED, *_SECOND[:_BRIGHT_SECOND]),
    *_with(Pattern.DASHED, *_FIRST[_BRIGHT_FIRST:]),
    *_with(Pattern.BARRED, *_SECOND[_BRIGHT_SECOND:]),
    *_with(Pattern.CASED, *_SECOND[_BRIGHT_SECOND:]),
    *_with(Pattern.PLAIN, *_FIRST[_BRIGHT_FIRST:]),
)
"""Looks of which any two may meet; those in a colour that passes for black come last."""
_ALL: Final = (
    *_BASE[:_BRIGHT_FIRST],
    *_with(Pattern.PLAIN, *_SECOND[:_BRIGHT_SECOND]),
    *_BASE[_BRIGHT_FIRST:],
    *_with(Pattern.CASED, *_FIRST),
    *_with(Pattern.DASHED, *_SECOND),
    *_with(Pattern.BARRED, *_FIRST),
    *_with(Pattern.PLAIN, *_SECOND[_BRIGHT_SECOND:]),
)


@dataclass(frozen=True)
class Wanted:
    """What is known of a line before it has a look: where it stops, the look that was typed, the one that it had."""

    areas: frozenset[str]
    typed: LineLook | None = None
    kept: LineLook | None = None


@dataclass(frozen=True)
class Doubt:
    """What is wrong with the typed colour of a line, by the line's number; the colour stays."""

    line: int
    wrong: str
    action: str


def read_look(text: str) -> LineLook | None:
    """Return the look that a text says, None where it is none: six digits, and perhaps a pattern's word behind.

    A cell that holds 003688 as a number lacks its zeros, which are put back.

    >>> read_look("3688")
    LineLook(colour='003688', pattern=<Pattern.PLAIN: 'plain'>)
    """
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    words = {pattern.value: pattern for pattern in Pattern}
    word = (found[2] or Pattern.PLAIN.value).lower()
    return LineLook(found[1].removeprefix("#").upper().zfill(6), words[word]) if word in words else None


def alike(one: LineLook, other: LineLook) -> list[View]:
    """Return the views in which two looks cannot be told apart."""
    if one.pattern is not other.pattern:
        return []
    return [view for view in View if difference(one.colour, other.colour, view) < APART]


def looks_of(lines: Sequence[Wanted]) -> list[LineLook]:
    """Return the look of each line: the typed one, else the one it had, else the first that nobody has who meets it.

    A line that had a look which no longer tells it gets a pattern on its own colour, if that helps. A pattern is used
    only where the lines that meet leave no plain colour.
    """
    found: dict[int, LineLook] = {at: line.typed for at, line in enumerate(lines) if line.typed is not None}
    by_age = [at for at, line in enumerate(lines) if line.kept is not None] + list(range(len(lines)))
    for at in by_age:
        if at not in found:
            found[at] = _best(lines, at, found)
    return [found[at] for at in range(len(lines))]


def _best(lines: Sequence[Wanted], at: int, found: dict[int, LineLook]) -> LineLook:
    kept, looks = lines[at].kept, _ALL
    if kept is not None:
        looks = (kept, *(LineLook(kept.colour, pattern) for pattern in Pattern), *_ALL)
    taken = set(found.values())
    colours = {look.colour for look in taken}
    met = [look for other, look in found.items() if lines[at].areas & lines[other].areas]
    free = [look for look in looks if look not in taken]
    told = [look for look in free if not any(alike(look, other) for other in met)]
    if kept in told or (kept is not None and any(look.colour == kept.colour for look in told)):
        return told[0]
    # A colour that no line has says more than a pattern alone, as long as there is one that is told at a glance.
    fresh = [look for look in told if look.colour not in colours and look.colour not in _DARK]
    return (fresh or told or free)[0]


def doubts(lines: Sequence[Wanted], names: Sequence[str]) -> list[Doubt]:
    """Return what is wrong with typed colours: too pale, a grade's, or not to be told from another line's.

    Two lines that do not meet need only differ in full colour.
    """
    found = []
    for at, line in enumerate(lines):
        if line.typed is None:
            continue
        colour, wrong = line.typed.colour, []
        if contrast(colour, _PAGE) < LEAST_CONTRAST:
            wrong.append(
                f"is too pale for the page (a contrast of {contrast(colour, _PAGE):.2f}; {LEAST_CONTRAST:.0f} is the least)"
            )
        near = [word for word, fill in GRADE_FILLS.items() if difference(colour, fill) < APART]
        if near:
            wrong.append(f"is like the grade {near[0]}'s")
        confused = _confused(lines, at, names)
        if wrong or confused:
            what = f"its colour {line.typed.word} {', '.join((*wrong, *confused))}"
            # A pattern tells two lines apart; it makes no colour darker and no grade's colour another one.
            pattern = "" if wrong else f", or a pattern behind it, as in {colour} {_other(line.typed).value}"
            do = f"type another colour{pattern}; or clear the cell, and one is chosen"
            found.append(Doubt(at, what, do))
    return found


def _other(look: LineLook) -> Pattern:
    return Pattern.CASED if look.pattern is not Pattern.CASED else Pattern.DASHED


def _confused(lines: Sequence[Wanted], at: int, names: Sequence[str]) -> list[str]:
    """Return which lines above it a typed look cannot be told from, the same views together."""
    mine, found = lines[at].typed, dict[str, list[str]]()
    for other in range(at):
        typed = lines[other].typed
        views = alike(mine, typed) if mine is not None and typed is not None else []
        if not lines[at].areas & lines[other].areas:
            views = [view for view in views if view is View.FULL]
        if views:
            told = "" if View.FULL in views else f" {listed([view.value for view in views])}"
            found.setdefault(told, []).append(names[other])
    return [
        f"cannot be told from that of {', '.join(f'“{name}”' for name in others[:3])}"
        f"{' and others' if len(others) > 3 else ''}{told}"
        for told, others in found.items()
    ]
