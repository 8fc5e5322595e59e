"""How a colour looks in print and to those who see it weakly, and whether two series are told apart without it."""

from __future__ import annotations

from xlscore.ooxml.charts.new_charts import ChartSeries

APART = 30
"""How far two greys of 0 to 255 lie apart that are seen as two."""


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

    >>> a = ChartSeries(name="a", values="", colour="E46C0A", line="none", marker="diamond")
    >>> b = ChartSeries(name="b", values="", colour="00B0F0", line="none", marker="square")
    >>> looks_apart(a, b), looks_apart(a, a)
    (True, False)
    """
    shapes = [(each.kind, each.line, each.marker, each.pattern) for each in (one, other)]
    return shapes[0] != shapes[1] or abs(grey(one.colour) - grey(other.colour)) >= APART
