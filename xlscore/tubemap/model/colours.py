"""How far two colours are apart: in full colour, in greyscale, and with the three kinds of colour blindness.

Five views of a colour, and in each the difference of two colours in CIEDE2000 (Sharma, Wu and Dalal 2005); in greyscale
that of their lightness, CIE L*. What a colour-blind reader sees is simulated at full strength by the matrices of Machado,
Oliveira and Fernandes (2009) on linear RGB. Contrast is WCAG 2.1's.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final

__all__ = ["GRADE_FILLS", "View", "black_or_white", "contrast", "difference", "seen"]

Lab = tuple[float, float, float]
_Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]


GRADE_FILLS: Final = {
    "Outstanding": "003688",
    "Good": "35978F",
    "Adequate": "8CC5E8",
    "Requires Improvement": "F4B942",
    "Inadequate": "B2182B",
}
"""The colours of grades; Outstanding's stands for improved, too. Told apart with every kind of colour blindness: smallest difference
26.9, with Adequate 16.2. No line has a colour like these."""


class View(Enum):
    """How a colour is looked at; the value is the word a person reads."""

    FULL = "in full colour"
    GREY = "in greyscale"
    PROTAN = "with red blindness"
    DEUTAN = "with green blindness"
    TRITAN = "with blue blindness"


_BLIND: dict[View, _Matrix] = {
    View.PROTAN: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    View.DEUTAN: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    View.TRITAN: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ: _Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.1, relative luminance).

    >>> round(contrast("7A7F83", "000000"), 1)
    5.2
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def black_or_white(fill: str) -> str:
    """Return the ink, black or white, that reads better on a colour: at least 4.5 on any."""
    return "FFFFFF" if contrast(fill, "FFFFFF") >= contrast(fill, "000000") else "000000"


@cache
def seen(colour: str, view: View) -> str:
    """Return a colour as it looks in a view.

    >>> seen("B2182B", View.GREY), seen("B2182B", View.PROTAN)
    ('5A5A5A', '4C462A')
    """
    linear = _linear(colour)
    if view is View.GREY:
        linear = (_luminance(colour),) * 3
    elif view in _BLIND:
        linear = _times(_BLIND[view], linear)
    return "".join(f"{round(255 * _encoded(part)):02X}" for part in linear)


@cache
def difference(one: str, other: str, view: View = View.FULL) -> float:
    """Return how far two colours are apart in a view, by CIEDE2000; in greyscale by their lightness L*.

    >>> round(difference("003688", "5B3A1E"), 1), round(difference("003688", "5B3A1E", View.GREY), 1)
    (38.9, 2.7)
    """
    if view is View.GREY:
        return abs(_lab(one)[0] - _lab(other)[0])
    return _ciede2000(_lab(seen(one, view)), _lab(seen(other, view)))


def _linear(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _times(matrix: _Matrix, vector: tuple[float, float, float]) -> tuple[float, float, float]:
    a, b, c = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


@cache
def _lab(colour: str) -> Lab:
    xyz = _times(_TO_XYZ, _linear(colour))
    x, y, z = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in (value / white for value, white in zip(xyz, _WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _ciede2000(one: Lab, other: Lab) -> float:
    (light1, a1, b1), (light2, a2, b2) = one, other
    strength = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    more = 0.5 * (1 - sqrt(strength / (strength + 25**7)))
    a1, a2 = a1 * (1 + more), a2 * (1 + more)
    chroma1, chroma2 = hypot(a1, b1), hypot(a2, b2)
    hue1, hue2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turned, hue = hue2 - hue1, (hue1 + hue2) / 2
    if chroma1 * chroma2 == 0:
        turned, hue = 0.0, hue1 + hue2
    elif abs(turned) > 180:
        turned -= 360 if turned > 0 else -360
        hue += 180 if hue < 180 else -180
    light, chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    swing = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    of_light = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    strength = chroma**7
    twist = -2 * sqrt(strength / (strength + 25**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    lights = (light2 - light1) / of_light
    chromas = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    hues = 2 * sqrt(chroma1 * chroma2) * sin(radians(turned / 2)) / (1 + 0.015 * chroma * swing)
    return sqrt(lights**2 + chromas**2 + hues**2 + twist * chromas * hues)
