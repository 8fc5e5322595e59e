"""What may stand round paragraphs, rows and cells without being one: controls, custom XML, tracked insertions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlscore.ooxml.xml.tree import Element
from xlscore.word.xml.names import name_of, parent_of, w

__all__ = ["outside", "through"]

_WRAPPINGS: Final = ("sdt", "sdtContent", "customXml", "ins", "moveTo")


def through(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children of these names of the main namespace, those within wrappings too, in their order."""
    for each in element:
        name = name_of(each)
        if name in names:
            yield each
        elif name in _WRAPPINGS:
            yield from through(each, *names)


def outside(element: Element) -> Element:
    """Return an element, or the control that stands round it alone."""
    content = element.getparent()
    if content is not None and content.tag == w("sdtContent") and len(content) == 1:
        return parent_of(content)
    return element
