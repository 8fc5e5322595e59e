"""Rows as high as their text: worked out beforehand, since no program that only reads a file makes room for it."""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from xlscore.books.templates.style import BODY_SIZE
from xlscore.tubemap.fonts import text_width

__all__ = ["GrowingSheet", "text_lines"]

_INDENT: Final = 1
_MM_PER_CHARACTER: Final = 7 * 25.4 / 96
"""A column's width counts in digits of the Normal style, Arial 10: 7 pixels each."""


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows still grow with what is typed, although their height is written.

    XlsxWriter marks a height as set by hand, which keeps Excel from ever fitting the row to its text again.
    """

    def __init__(self) -> None:
        super().__init__()
        self._growing: set[int] = set()

    def grow(self, row: int, height: float) -> None:
        """Give a row (from 0) a height in points, unless it already has a greater one."""
        before = self.row_info.get(row)
        if before is not None and before.height is not None and before.height * 0.75 >= height:
            return
        self._growing.add(row + 1)
        self.set_row(row, round(height * 4 / 3) * 0.75)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = None) -> None:
        if tag == "row" and dict(attributes)["r"] in self._growing:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes or [])


def text_lines(text: str, width: float, bold: bool = False, points: float = BODY_SIZE) -> int:
    """Return how many lines a text takes in a column of that width (in characters, as Excel counts it).

    >>> text_lines("Good", 11), text_lines("Child Abuse & Sexual Exploitation", 26, bold=True)
    (1, 2)
    """
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
