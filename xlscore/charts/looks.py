"""The looks that charts share: colours with their grey, and whether two series are told apart without colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.charts.new_charts import ChartSeries

__all__ = [
    "COMMON",
    "CONCERN",
    "DARK",
    "FILLS",
    "GREY",
    "IMPROVEMENT",
    "NEUTRAL",
    "PALE",
    "TARGET",
    "Fill",
    "contrast",
    "grey",
    "looks_apart",
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
_APART: Final = 30
"""How far two greys of 0 to 255 lie apart that are seen as two."""


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
    Fill("D0D0D0"),
    Fill("8A5AA0", "crossed"),
    Fill("9CC3E6"),
    Fill("B4632D", "falling"),
    Fill("F5E6C8"),
)
"""Fills of parts that lie beside each other: dark and light by turns, every second dark one in a pattern of its own."""


def grey(colour: str) -> float:
    """Return how light a colour is from 0 to 255 where it is printed in greys (ITU-R BT.601).

    >>> round(grey("FFFFFF")), round(grey("A6A6A6")), round(grey("DE1B1B"))
    (255, 166, 85)
    """
    red, green, blue = _parts(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def contrast(colour: str, other: str = "FFFFFF") -> float:
    """Return the contrast of two colours from 1 to 21, by WCAG 2.2.

    >>> round(contrast("000000")), round(contrast("7F7F7F"), 1)
    (21, 4.0)
    """
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(colour: str) -> tuple[int, int, int]:
    plain = colour.lstrip("#")
    return int(plain[:2], 16), int(plain[2:4], 16), int(plain[4:], 16)


def looks_apart(one: ChartSeries, other: ChartSeries) -> bool:
    """Return whether two series are told apart by their shape, line or pattern, or by their greys.

    >>> a = ChartSeries(name="a", values="", colour=CONCERN, line="none", marker="diamond")
    >>> b = ChartSeries(name="b", values="", colour=IMPROVEMENT, line="none", marker="square")
    >>> looks_apart(a, b), looks_apart(a, a)
    (True, False)
    """
    shapes = [(each.kind, each.line, each.marker, each.pattern) for each in (one, other)]
    return shapes[0] != shapes[1] or abs(grey(one.colour) - grey(other.colour)) >= _APART
