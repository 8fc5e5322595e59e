"""How a cell looks: what the styles part says, as one record, and changes to it as XML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from xlscore.ooxml.errors import UnsupportedValueError
from xlscore.ooxml.looks.colours import resolve_colour
from xlscore.ooxml.opc.limits import FONT_SIZE, refuse_beyond, refuse_long
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element, child, children, insert_ordered, local, real, set_attribute, whole

__all__ = [
    "FONT_KEYS",
    "BorderLine",
    "Changes",
    "Look",
    "change_alignment",
    "change_borders",
    "change_fill",
    "change_font",
    "refuse_impossible",
    "says",
]

FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u",
    "vertAlign", "sz", "color", "name", "family", "charset", "scheme",
)  # fmt: skip
BORDER_ORDER = ("start", "left", "end", "right", "top", "bottom", "diagonal", "vertical", "horizontal")
_ALIGNMENT = {
    "horizontal": "horizontal",
    "vertical": "vertical",
    "indent": "indent",
    "rotation": "textRotation",
}
_SWITCHES = {"bold": "b", "italic": "i", "strike": "strike"}
FONT_KEYS = ("bold", "italic", "strike", "underline", "font_size", "font_colour", "font_name")


@dataclass(frozen=True)
class BorderLine:
    """One border line: its style as the file names it (thin, medium, …; None is no line) and colour."""

    style: str | None = None
    colour: str | None = None


@dataclass(frozen=True)
class Look:
    """What a style number means: number format, font, fill, lines, alignment."""

    number_format: str = "General"
    font_name: str | None = None
    font_size: float | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    font_colour: str | None = None
    fill: str | None = None
    horizontal: str | None = None
    vertical: str | None = None
    wrap: bool = False
    indent: int = 0
    rotation: int = 0
    locked: bool = True
    borders: Mapping[str, BorderLine] = field(default_factory=dict)


class Changes(TypedDict, total=False):
    """What may be changed about a look; a key that is absent stays as it is, None removes."""

    number_format: str
    font_name: str
    font_size: float
    bold: bool
    italic: bool
    underline: bool
    strike: bool
    font_colour: str | None
    fill: str | None
    horizontal: str | None
    vertical: str | None
    wrap: bool
    indent: int
    rotation: int
    locked: bool
    borders: Mapping[str, BorderLine]


def read_font(font: Element | None, theme: tuple[str, ...]) -> dict[str, Any]:
    """Return the font part of a look."""
    if font is None:
        return {}
    name, size = child(font, "name"), child(font, "sz")
    return {
        "font_name": name.get("val") if name is not None else None,
        "font_size": real(size, "val", 11) if size is not None else None,
        "font_colour": resolve_colour(child(font, "color"), theme),
        **{key: _switch(child(font, tag)) for key, tag in _SWITCHES.items()},
        "underline": (line := child(font, "u")) is not None and line.get("val", "single") != "none",
    }


def _switch(element: Element | None) -> bool:
    return element is not None and element.get("val", "1") not in {"0", "false"}


def read_fill(fill: Element | None, theme: tuple[str, ...], *, differential: bool = False) -> str | None:
    """Return the colour a fill shows, or None; a differential fill keeps it as the background colour."""
    pattern = child(fill, "patternFill") if fill is not None else None
    if pattern is None:
        return None
    if differential:
        return resolve_colour(child(pattern, "bgColor"), theme) or resolve_colour(
            child(pattern, "fgColor"), theme
        )
    if pattern.get("patternType") != "solid":
        return None
    return resolve_colour(child(pattern, "fgColor"), theme)


def read_borders(border: Element | None, theme: tuple[str, ...]) -> dict[str, BorderLine]:
    """Return the lines of a border by side; sides without a line are absent."""
    found: dict[str, BorderLine] = {}
    for item in children(border) if border is not None else ():
        style = item.get("style", "none")
        if style == "none":
            continue
        line = BorderLine(style, resolve_colour(child(item, "color"), theme))
        side = {"start": "left", "end": "right"}.get(local(item), local(item))
        if side == "diagonal" and border is not None:
            for way in ("Up", "Down"):
                if border.get(f"diagonal{way}") in {"1", "true"}:
                    found[f"diagonal_{way.lower()}"] = line
        else:
            found[side] = line
    return found


def change_font(font: Element, changes: Changes, *, differential: bool = False) -> None:
    """Change a font in place; its other settings stay.

    In a differential format "not bold" has to be said, because an absent setting leaves the cell's.
    """
    for key, tag in _SWITCHES.items():
        if key in changes:
            off = {"val": "0"} if differential else None
            _set(font, tag, {} if changes.get(key) else off)
    if "underline" in changes:
        _set(font, "u", {} if changes["underline"] else None)
    if "font_size" in changes:
        _set(font, "sz", {"val": f"{changes['font_size']:g}"})
    if "font_colour" in changes:
        colour = changes["font_colour"]
        _set(font, "color", {"rgb": f"FF{colour}"} if colour else None)
    if "font_name" in changes:
        _set(font, "name", {"val": changes["font_name"]})
        # A scheme or family of the old face would overrule the new name in Excel.
        _set(font, "scheme", None)
        _set(font, "family", None)


def _set(font: Element, tag: str, attributes: dict[str, str] | None) -> None:
    found = child(font, tag)
    if attributes is None:
        if found is not None:
            font.remove(found)
        return
    if found is None:
        found = insert_ordered(font, tag, FONT_ORDER)
    found.attrib.clear()
    for key, value in attributes.items():
        found.set(key, value)


def change_fill(fill: Element, colour: str | None, *, differential: bool = False) -> None:
    """Make a fill one solid colour, or none."""
    for item in list(fill):
        fill.remove(item)
    pattern = insert_ordered(fill, "patternFill", ("patternFill",))
    if colour is None:
        pattern.set("patternType", "none")
    elif differential:
        # In a differential format the solid colour is the background one (an Excel quirk).
        insert_ordered(pattern, "bgColor", ("fgColor", "bgColor")).set("rgb", f"FF{colour}")
    else:
        pattern.set("patternType", "solid")
        insert_ordered(pattern, "fgColor", ("fgColor", "bgColor")).set("rgb", f"FF{colour}")
        insert_ordered(pattern, "bgColor", ("fgColor", "bgColor")).set("indexed", "64")


def change_borders(border: Element, lines: Mapping[str, BorderLine]) -> None:
    """Change the named sides of a border in place."""
    for side, line in lines.items():
        tag = side
        if side.startswith("diagonal_"):
            way = "diagonalUp" if side.endswith("up") else "diagonalDown"
            other = "diagonalDown" if side.endswith("up") else "diagonalUp"
            set_attribute(border, way, True if line.style is not None else None)
            if line.style is None and border.get(other) in {"1", "true"}:
                continue
            tag = "diagonal"
        _set_line(border, tag, line)


def _set_line(border: Element, tag: str, line: BorderLine) -> None:
    found = child(border, tag)
    if found is None and (old := {"left": "start", "right": "end"}.get(tag)):
        found = child(border, old)
    if found is None:
        found = insert_ordered(border, tag, BORDER_ORDER)
    for item in list(found):
        found.remove(item)
    found.attrib.clear()
    if line.style is not None:
        found.set("style", line.style)
        colour = insert_ordered(found, "color", ("color",))
        colour.attrib.update({"rgb": f"FF{line.colour}"} if line.colour else {"auto": "1"})


def read_alignment(alignment: Element | None) -> dict[str, Any]:
    """Return the alignment part of a look."""
    if alignment is None:
        return {}
    return {
        "horizontal": alignment.get("horizontal"),
        "vertical": alignment.get("vertical"),
        "wrap": alignment.get("wrapText") in {"1", "true"},
        "indent": whole(alignment, "indent"),
        "rotation": whole(alignment, "textRotation"),
    }


def change_alignment(alignment: Element, changes: Mapping[str, Any]) -> None:
    """Change an alignment in place; None and 0 remove the setting."""
    for key, attribute in _ALIGNMENT.items():
        if key in changes:
            set_attribute(alignment, attribute, changes[key] or None)
    if "wrap" in changes:
        set_attribute(alignment, "wrapText", True if changes["wrap"] else None)


def refuse_impossible(changes: Changes) -> None:
    """Refuse changes of a look that Excel would repair, or no cell can have."""
    refuse_unspeakable(*(value for value in changes.values() if isinstance(value, str)))
    if "font_size" in changes:
        refuse_beyond("font size", changes["font_size"], FONT_SIZE)
    if "number_format" in changes:
        if not isinstance(changes["number_format"], str):
            raise UnsupportedValueError("A number format is a text; write General for the usual one.")
        refuse_long("number format", changes["number_format"])


def says(look: Look, changes: Changes) -> bool:
    """Return whether a look has all these settings already."""
    wanted = dict(changes)
    lines = changes.get("borders", {})
    wanted.pop("borders", None)
    return all(getattr(look, key) == value for key, value in wanted.items()) and all(
        look.borders.get(side, BorderLine()) == line for side, line in lines.items()
    )
