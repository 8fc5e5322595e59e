"""Runs: text as elements, and the look of letters."""

from __future__ import annotations

import copy
import re
from typing import Final

from xlscore.ooxml.errors import UnsupportedValueError
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element
from xlscore.word.xml.names import SPACE, make, w

__all__ = ["COLOUR", "letters", "set_text", "text_elements"]

COLOUR: Final = re.compile("[0-9A-Fa-f]{6}")
_APART: Final = re.compile("([\t\n])")
# ECMA-376 part 1, 17.3.2.28: the order in which a run's properties stand.
_ORDER: Final = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs",
    "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
    "specVanish", "oMath",
)  # fmt: skip
_RANK: Final = {w(name): rank for rank, name in enumerate(_ORDER)}


def text_elements(text: str) -> list[Element]:
    """Return text as the elements of a run; line feeds as breaks, tabs as tabs."""
    refuse_unspeakable(text)
    made = []
    for piece in _APART.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        if piece == "\t":
            made.append(make("w:tab"))
        elif piece == "\n":
            made.append(make("w:br"))
        elif piece:
            made.append(set_text(make("w:t"), piece))
    return made


def set_text(element: Element, text: str) -> Element:
    """Return a text element that holds this text, with its blanks kept."""
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(SPACE, "preserve")
    return element


def letters(
    look: Element | None,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = "",
    style: str = "",
    half_points: int = 0,
) -> Element | None:
    """Return the look of a run: a copy of one, with what is asked for besides; None where it has none."""
    if colour and not COLOUR.fullmatch(colour):
        raise UnsupportedValueError(f"{colour!r} is no colour; write it as six digits, such as 1F4E9E.")
    properties = make("w:rPr") if look is None else copy.deepcopy(look)
    properties.tail = None
    size = str(half_points or "")
    asked = (
        ("rStyle", style),
        ("b", bold),
        ("i", italic),
        ("color", colour.upper()),
        ("sz", size),
        ("szCs", size),
    )
    for name, wanted in asked:
        if not wanted:
            continue
        for old in properties.findall(w(name)):
            properties.remove(old)
        _insert(properties, make(f"w:{name}", {"w:val": wanted} if isinstance(wanted, str) else None))
    return properties if len(properties) else None


def _insert(properties: Element, new: Element) -> None:
    rank = _RANK[str(new.tag)]
    place = sum(1 for each in properties if _RANK.get(str(each.tag), len(_RANK)) < rank)
    properties.insert(place, new)
