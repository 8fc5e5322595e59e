"""Positions as officers write them: 8th, =4, joint 2nd, 4th in MSG, 8 out of 8."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from xlscore.rules.figures import NoFigure, TextFigure
from xlscore.rules.figures_units import Unit, turns

__all__ = ["as_position", "group_size", "is_ordinal", "read_rank", "without_rank_words"]

_ORDINAL: Final = re.compile(r"(?P<suffix>st|nd|rd|th)(?![^\W_])(?P<rest>.*)", re.IGNORECASE)
_TIED: Final = re.compile(r"(?:joint|equal|tied|=)\s*(?=\d)", re.IGNORECASE)
_RANKED: Final = re.compile(
    r"(?:(?:msg\s+)?(?:rank(?:ed)?|position|placed))\s*:?\s*(?=\d|=|joint|equal)", re.IGNORECASE
)
_OF: Final = re.compile(
    r"(?:out\s+)?of\s+(?P<of>\d{1,3})(?P<rest>\s+(?:forces?|in\s+.*|msg.*))?", re.IGNORECASE
)
_PLACED: Final = re.compile(
    r"(?:place|position|rank)?\s*(?:nationally|overall|(?:in|within|of)\s+(?:the\s+|our\s+|its\s+)?[^\d]+)?",
    re.IGNORECASE,
)
_NO_PLACES: Final = re.compile(
    r"\b(?:quarter|quartile|decile|quintile|command|turn|row|year|month|highest|lowest|worst|line)\b",
    re.IGNORECASE,
)


def is_ordinal(tail: str) -> bool:
    """Return whether what stands directly behind a number makes it a position: th, or the sign of a tie.

    >>> is_ordinal("th in MSG"), is_ordinal("="), is_ordinal(" days")
    (True, True, False)
    """
    return tail.startswith("=") or _ORDINAL.match(tail) is not None


def without_rank_words(said: str) -> tuple[str, bool, bool]:
    """Return a text without the words in front that make it a position, whether there were some, and whether of a tie.

    >>> without_rank_words("Joint 2nd"), without_rank_words("Rank 4"), without_rank_words("12")
    (('2nd', True, True), ('4', True, False), ('12', False, False))
    """
    ranked = _RANKED.match(said)
    rest = said[ranked.end() :] if ranked else said
    tied = _TIED.match(rest)
    return rest[tied.end() :] if tied else rest, bool(ranked or tied), bool(tied)


def group_size(text: str) -> int | None:
    """Return how many there are by "of 8" or "out of 8", None for any other text.

    >>> group_size("out of 8"), group_size("of 43 forces"), group_size("of 5 met")
    (8, 43, None)
    """
    found = _OF.fullmatch(text.strip())
    return int(found["of"]) if found else None


def read_rank(bare: TextFigure, number: str, tail: str, tied: bool) -> TextFigure | NoFigure:
    """Return a number as the position that the words around it make of it."""
    if tail.startswith("="):
        tied, tail = True, tail[1:]
    ordinal = _ORDINAL.match(tail)
    if ordinal:
        if ordinal["suffix"].lower() != _suffix(number):
            return NoFigure()
        tail = ordinal["rest"]
    if tail.startswith("="):
        tied, tail = True, tail[1:]
    rest = tail.strip()
    size = group_size(rest)
    if size is None and rest and (not _PLACED.fullmatch(rest) or turns(rest) or _NO_PLACES.search(rest)):
        return NoFigure()
    return as_position(replace(bare, tied=tied), size)


def _suffix(number: str) -> str:
    last_two = int(number[-2:]) if number.isdigit() else 0
    return "th" if last_two in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(last_two % 10, "th")


def as_position(found: TextFigure, size: int | None) -> TextFigure | NoFigure:
    """Return a figure as a position, whole and from 1 up to the size of the group where that is said."""
    if found.unit not in (None, Unit.POSITION) or found.value.denominator != 1 or found.value < 1:
        return NoFigure()
    if size is not None and found.value > size:
        return NoFigure("a position cannot be beyond the group")
    return replace(found, unit=Unit.POSITION, of=size or found.of)
