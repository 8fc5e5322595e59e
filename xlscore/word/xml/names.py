"""The names of elements and attributes of a document.

A strict file spells the namespaces differently; `xlscore.word.xml.strict` turns them both ways, so that here there is one spelling.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.tree import Element

__all__ = [
    "ASVG",
    "MC",
    "PIC",
    "SPACE",
    "WP",
    "A",
    "R",
    "W",
    "attribute",
    "child",
    "make",
    "name_of",
    "parent_of",
    "set_value",
    "sub",
    "value",
    "w",
    "within",
]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PREFIXES = {"w": W, "r": R, "a": A, "wp": WP, "pic": PIC, "asvg": ASVG}
_QUALIFIED: dict[str, str] = {}


def w(name: str) -> str:
    """Return the qualified name of an element or attribute of the main namespace.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    found = _QUALIFIED.get(name)
    if found is None:
        found = _QUALIFIED[name] = f"{{{W}}}{name}"
    return found


def name_of(element: Element) -> str:
    """Return the name of an element of the main namespace; "" for anything else."""
    tag = element.tag
    return tag[_LENGTH:] if isinstance(tag, str) and tag.startswith(_START) else ""


_START = f"{{{W}}}"
_LENGTH = len(_START)


def _spelt(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}" if prefix else local


def make(name: str, attributes: Mapping[str, object] | None = None, *children: Element) -> Element:
    """Return a new element; names are spelt with the usual prefixes, as "w:p"; attributes of None are left out."""
    prefix = name.partition(":")[0]
    element = etree.Element(_spelt(name), nsmap={prefix: _PREFIXES[prefix]})
    for key, given in (attributes or {}).items():
        if given is not None:
            element.set(_spelt(key), str(given))
    element.extend(children)
    return element


def sub(parent: Element, name: str, attributes: Mapping[str, object] | None = None) -> Element:
    """Return a new last child."""
    made = make(name, attributes)
    parent.append(made)
    return made


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element down this path of names of the main namespace, or None."""
    for name in path:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def parent_of(element: Element) -> Element:
    """Return what an element stands in; refused where it was taken out of the document meanwhile."""
    parent = element.getparent()
    if parent is None:
        raise EditRefusedError("This place is no longer in the document; look for it anew.")
    return parent


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute of the main namespace, "" where it or the element is not there."""
    return "" if element is None else element.get(w(name), "")


def value(element: Element | None, *path: str) -> str:
    """Return `w:val` of the element down this path, "" where there is none."""
    return attribute(child(element, *path), "val")


def set_value(element: Element, text: object) -> None:
    """Set `w:val`."""
    element.set(w("val"), str(text))


def within(element: Element, *names: str) -> Iterator[Element]:
    """Yield the ancestors of these names of the main namespace, the nearest first."""
    yield from element.iterancestors(*(w(name) for name in names))
