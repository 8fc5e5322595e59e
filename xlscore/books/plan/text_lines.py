"""How many lines a text takes in a column, so that its row can be made as high."""

from __future__ import annotations

from typing import Final

from xlscore.tubemap.geometry.fonts import text_width

__all__ = ["BODY_SIZE", "HIGHEST_ROW", "lines_height", "text_lines"]

BODY_SIZE: Final = 10
"""The size of the letters on every sheet, in points."""
HIGHEST_ROW: Final = 409.0
"""So many points a row may be high, by Excel."""
_INDENT: Final = 1
_MM_PER_CHARACTER: Final = 7 * 25.4 / 96
"""A column's width counts in digits of the Normal style, Arial 10: 7 pixels each."""


def text_lines(text: str, width: float, bold: bool = False, points: float = 10) -> int:
    """Return how many lines a text takes in a column of that width (in characters, as Excel counts it).

    >>> text_lines("Good", 11), text_lines("Child Abuse & Sexual Exploitation", 26, bold=True)
    (1, 2)
    >>> text_lines("Patrols\\nVisits", 40)
    2
    """
    return sum(_lines(line, width, bold, points) for line in text.split("\n"))


def _lines(text: str, width: float, bold: bool, points: float) -> int:
    room = (width - _INDENT) * _MM_PER_CHARACTER
    lines, used = 1, 0.0
    for word in text.split():
        long = text_width(word, points, bold)
        with_space = used + text_width(" ", points, bold) + long if used else long
        if used and with_space > room:
            lines, used = lines + 1, long
        else:
            used = with_space
    return lines


def lines_height(lines: int) -> float:
    """Return how high a row is, in points, for so many lines to be read in full.

    >>> lines_height(1), lines_height(4)
    (17.5, 55.0)
    """
    return min(lines * BODY_SIZE * 1.25 + 5, HIGHEST_ROW)
