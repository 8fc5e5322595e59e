"""What a control says of itself: title, tag, number, lock, in the order in which Word wants it."""

from __future__ import annotations

from typing import Final

from xlscore.ooxml.errors import UnsupportedValueError
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element
from xlscore.word.xml.names import child, make, name_of, set_value, sub

__all__ = ["control_properties", "set_property"]

LONGEST_TAG: Final = 64
# ECMA-376 part 1, 17.5.2.38.
_ORDER: Final = (
    "rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr", "dataBinding", "label", "tabIndex",
)  # fmt: skip


def control_properties(tag: str, title: str, number: int, lock: str) -> Element:
    """Return the properties of a new control."""
    properties = make("w:sdtPr")
    set_property(properties, "alias", title)
    set_property(properties, "tag", tag)
    set_value(sub(properties, "w:id"), number)
    set_property(properties, "lock", lock)
    return properties


def set_property(properties: Element, name: str, text: str) -> None:
    """Set one of them to a text, or take it away where the text is empty."""
    refuse_unspeakable(text)
    if len(text) > LONGEST_TAG:
        what = {"alias": "title"}.get(name, name)
        raise UnsupportedValueError(
            f"The {what} {text[:30]!r}… of a control is {len(text)} characters long; Word takes {LONGEST_TAG}."
        )
    found = child(properties, name)
    if found is None and text:
        rank = _ORDER.index(name)
        place = sum(1 for each in properties if name_of(each) in _ORDER[:rank])
        found = make(f"w:{name}")
        properties.insert(place, found)
    if found is not None and text:
        set_value(found, text)
    elif found is not None:
        properties.remove(found)
