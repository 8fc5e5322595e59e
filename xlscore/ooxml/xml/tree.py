"""Small XML parts as trees: styles, tables, drawings, comments. A sheet is never read this way.

Entities are not expanded, nothing is fetched, and a document type declaration is refused, because a
workbook that came by e-mail is an untrusted file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlscore.ooxml.errors import DamagedFileError, HostileFileError
from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.text import real_number, whole_number

__all__ = [
    "DECLARATION",
    "Element",
    "canonical",
    "child",
    "children",
    "insert_ordered",
    "local",
    "namespace",
    "parse",
    "qualified",
    "real",
    "serialise",
    "set_attribute",
    "sub",
    "take_child",
    "whole",
]

Element = etree._Element
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parse(data: bytes, part: str = "a part of the workbook") -> Element:
    """Return the root element of a small part; refuses what is not plain, well-formed XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFileError(
            f"{part} holds XML that cannot be read ({error.msg}); repair the file in Excel."
        ) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise HostileFileError(f"{part} declares a document type, which no workbook needs; it was refused.")
    return root


def serialise(root: Element) -> bytes:
    """Return a tree as the bytes of a part, with the declaration Excel writes."""
    return DECLARATION + etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)


def local(element: Element) -> str:
    """Return the name of an element without its namespace; "" for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(element: Element) -> str:
    """Return the namespace of an element, which tells strict from transitional files."""
    return str(element.tag)[1:].partition("}")[0] if str(element.tag).startswith("{") else ""


def qualified(element: Element, name: str) -> str:
    """Return a tag name in the namespace of another element."""
    space = namespace(element)
    return f"{{{space}}}{name}" if space else name


def children(element: Element, name: str = "") -> Iterator[Element]:
    """Yield the child elements in the parent's own namespace, optionally only those of one name."""
    yield from element.iterchildren(qualified(element, name or "*") if namespace(element) else name or "{}*")


def child(element: Element, name: str) -> Element | None:
    """Return the first child of that name, or None."""
    return next(children(element, name), None)


def sub(
    parent: Element, name: str, attributes: dict[str, str] | None = None, text: str | None = None
) -> Element:
    """Return a new last child in the parent's namespace."""
    made = etree.SubElement(parent, qualified(parent, name), attributes or {})
    made.text = text
    return made


def set_attribute(element: Element, name: str, value: object | None) -> None:
    """Set an attribute to the text of a value; None takes the attribute away."""
    if value is None:
        if name in element.attrib:
            del element.attrib[name]
    else:
        element.set(name, ("1" if value else "0") if isinstance(value, bool) else str(value))


def insert_ordered(parent: Element, name: str, order: Iterable[str]) -> Element:
    """Return a new child placed where the schema's order wants it.

    `order` is the schema's sequence of names; the new child goes after the last present one that may
    stand before it. Names that the sequence does not know (extensions) stay behind it.
    """
    ranks = {item: rank for rank, item in enumerate(order)}
    position = 0
    for index, item in enumerate(parent):
        if ranks.get(local(item), len(ranks)) <= ranks[name]:
            position = index + 1
    made = etree.Element(qualified(parent, name))
    parent.insert(position, made)
    return made


def take_child(element: Element, other: Element, name: str, order: Iterable[str]) -> None:
    """Give an element the child that another one has, or none where that has none."""
    own, taken = child(element, name), child(other, name)
    if own is not None:
        element.remove(own)
    if taken is not None:
        insert_ordered(element, name, order).attrib.update(taken.attrib)


def canonical(element: Element) -> tuple[object, ...]:
    """Return a value that is equal for two elements that say the same, whatever their attribute order.

    White space counts inside the innermost elements only, where it may be part of a text.
    """
    return (
        element.tag,
        tuple(sorted((str(key), str(value)) for key, value in element.attrib.items())),
        (element.text or "").strip() if len(element) else element.text or "",
        tuple(canonical(item) for item in element if isinstance(item.tag, str)),
    )


def whole(element: Element, name: str, default: int = 0) -> int:
    """Return an attribute as a whole number; the default where it is absent or no number."""
    return whole_number(element.get(name), default)


def real(element: Element, name: str, default: float = 0.0) -> float:
    """Return an attribute as a number; the default where it is absent, no number or not finite."""
    return real_number(element.get(name), default)
