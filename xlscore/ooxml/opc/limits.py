"""Excel's own limits for what stands beside the cells; beyond them it repairs the file.

Source: Microsoft, "Excel specifications and limits"; lengths as the Open XML SDK's validator checks them.
"""

from __future__ import annotations

from xlscore.ooxml.errors import UnsupportedValueError
from xlscore.ooxml.xml.text import utf16_length

__all__ = ["ADDRESS", "COLUMN_WIDTH", "FONT_SIZE", "ROW_HEIGHT", "SHORT_TEXT", "refuse_beyond", "refuse_long"]

FONT_SIZE = (1, 409)
COLUMN_WIDTH = (0, 255)
ROW_HEIGHT = (0, 409.5)
SHORT_TEXT = 255
ADDRESS = 2_079


def refuse_beyond(what: str, value: float, least_and_most: tuple[float, float]) -> None:
    """Refuse a size that Excel does not know; a NaN is none."""
    least, most = least_and_most
    if not least <= value <= most:
        raise UnsupportedValueError(f"A {what} of {value:g} is none in Excel; choose {least:g} to {most:g}.")


def refuse_long(what: str, text: str | None, most: int = SHORT_TEXT) -> None:
    """Refuse a text that is longer than Excel takes in this place."""
    if text and utf16_length(text) > most:
        raise UnsupportedValueError(
            f"The {what} is {utf16_length(text)} characters long; Excel takes {most}."
        )
