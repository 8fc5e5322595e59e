"""Colours in xlwings' forms and as six RGB digits."""

from __future__ import annotations

import re
from typing import Any

from xlscore.errors import XlscoreError

__all__ = ["digits_of", "tuple_of"]

_SIX_DIGITS = re.compile("[0-9A-F]{6}")


def digits_of(colour: Any) -> str:
    """Return a colour as xlwings takes it (tuple, `#rrggbb`, Excel's integer) as six RGB digits.

    >>> digits_of((255, 0, 0)), digits_of("#00ff00"), digits_of(255)
    ('FF0000', '00FF00', 'FF0000')
    """
    if isinstance(colour, int):
        # Excel's own integers count blue, green, red from the top.
        colour = colour & 0xFF, colour >> 8 & 0xFF, colour >> 16 & 0xFF
    try:
        digits = colour.lstrip("#").upper() if isinstance(colour, str) else bytes(colour).hex().upper()
    except (TypeError, ValueError):
        digits = ""
    if not _SIX_DIGITS.fullmatch(digits):
        raise XlscoreError(f"{colour!r} is no colour; write it like #C00000 or (192, 0, 0).")
    return digits


def tuple_of(digits: str | None) -> tuple[int, int, int] | None:
    """Return six RGB digits as the tuple xlwings gives."""
    if digits is None:
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
