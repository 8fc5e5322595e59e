"""The colours and fills that charts share, chosen so that they stand out from paper and differ in greys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = [
    "COMMON",
    "CONCERN",
    "DARK",
    "EDGES",
    "FILLS",
    "GREY",
    "IMPROVEMENT",
    "NEUTRAL",
    "PALE",
    "TARGET",
    "Fill",
]

COMMON: Final = "A6A6A6"
"""Points within what is usual, in the health service's grey."""
IMPROVEMENT: Final = "00B0F0"
CONCERN: Final = "E46C0A"
NEUTRAL: Final = "490092"
"""Points outside of what is usual where neither way is better."""
TARGET: Final = "DE1B1B"
GREY: Final = "7F7F7F"
"""Lines of figures: the lightest grey that stands out from white at 3 to 1, as WCAG 1.4.11 wants of graphics, and a margin."""
DARK: Final = "404040"
PALE: Final = "D0D0D0"
EDGES: Final = {COMMON: "595959", CONCERN: "7A3300", IMPROVEMENT: "00496B", NEUTRAL: "2A0054", DARK: DARK}
"""The borders of points: the health service's light grey and blue stand out from white too little by themselves."""


@dataclass(frozen=True, slots=True)
class Fill:
    """What a column, bar or band is filled with: a colour and a pattern, so that it is known without its colour."""

    colour: str
    pattern: str = ""
    edge: str = DARK


FILLS: Final = (
    Fill("1F2F4F"),
    Fill("F2B134"),
    Fill("2F7D6B", "rising"),
    Fill("D9D9D9"),
    Fill("8A5AA0", "crossed"),
    Fill("7D9EC0"),
    Fill("B4632D", "falling"),
    Fill("1F2F4F", "level"),
)
"""Fills of parts that lie beside each other: dark and light by turns, the dark ones after the first in patterns of their own."""
