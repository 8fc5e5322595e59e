"""Colours as RGB: literal, indexed and theme colours with their tint."""

from __future__ import annotations

import colorsys
import re

from xlscore.ooxml.xml.tree import Element, child, children, local, parse, real, whole

__all__ = ["OFFICE_THEME", "resolve_colour", "theme_colours"]

_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}")

# The theme Excel uses for a workbook without a theme part, in the order of theme indices.
OFFICE_THEME = (
    "FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31",
    "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72",
)  # fmt: skip
# ECMA-376 part 1, 18.8.27: the default palette; 0 to 7 repeat as 8 to 15.
_FIRST_EIGHT = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_INDEXED = (
    *_FIRST_EIGHT, *_FIRST_EIGHT,
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080",
    "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF",
    "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF",
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
)  # fmt: skip
# The theme part lists dark before light; cells count light first (an Excel quirk).
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2",
    "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip


def theme_colours(data: bytes | None) -> tuple[str, ...]:
    """Return the twelve theme colours of a theme part as RGB, in the order cells count them."""
    if data is None:
        return OFFICE_THEME
    scheme = next((item for item in parse(data, "the theme").iter("{*}clrScheme")), None)
    if scheme is None:
        return OFFICE_THEME
    found = {local(item): _scheme_colour(item) for item in children(scheme)}
    return tuple(
        found.get(name) or fallback for name, fallback in zip(_THEME_ORDER, OFFICE_THEME, strict=True)
    )


def _scheme_colour(item: Element) -> str | None:
    literal = child(item, "srgbClr")
    if literal is not None:
        return _six_digits(literal.get("val", ""))
    system = child(item, "sysClr")
    return _six_digits(system.get("lastClr", "")) if system is not None else None


def _six_digits(literal: str) -> str | None:
    return literal[-6:].upper() if _RGB.fullmatch(literal) else None


def resolve_colour(element: Element | None, theme: tuple[str, ...]) -> str | None:
    """Return a colour element as six RGB digits, or None for automatic and unknown colours."""
    if element is None:
        return None
    base: str | None = None
    if (literal := element.get("rgb")) is not None:
        base = _six_digits(literal)
    elif element.get("theme") is not None:
        base = dict(enumerate(theme)).get(whole(element, "theme", -1))
    elif element.get("indexed") is not None:
        base = dict(enumerate(_INDEXED)).get(whole(element, "indexed", -1))
    tint = max(-1.0, min(1.0, real(element, "tint")))
    return _tinted(base, tint) if base and tint else base


def _tinted(rgb: str, tint: float) -> str:
    """Return the colour lightened (tint above 0) or darkened, as ECMA-376 part 1, 18.8.19 says."""
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(value * 255):02X}" for value in colorsys.hls_to_rgb(hue, light, saturation))
