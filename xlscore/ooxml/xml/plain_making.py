"""New nodes of a tree: elements, comments, instructions to programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlscore.ooxml.xml.plain_elements import PlainElement
from xlscore.ooxml.xml.plain_names import space_of

__all__ = ["Comment", "Element", "ProcessingInstruction", "SubElement"]


def Comment(text: str | None = None) -> PlainElement:  # noqa: N802  # lxml's name, which is a comment's tag too
    """Return a comment."""
    return PlainElement(Comment, text=text or "")


def ProcessingInstruction(target: str, text: str | None = None) -> PlainElement:  # noqa: N802  # lxml's name
    """Return an instruction to a program."""
    made = PlainElement(ProcessingInstruction, text=text)
    made.target = target
    return made


def Element(  # noqa: N802  # lxml's name
    tag: Any,
    attrib: Mapping[str, str] | None = None,
    nsmap: Mapping[str | None, str] | None = None,
    **more: str,
) -> PlainElement:
    """Return a new element that stands alone."""
    return _dressed(PlainElement(str(tag), declared=dict(nsmap or {})), {**(attrib or {}), **more}, nsmap)


def SubElement(  # noqa: N802  # lxml's name
    parent: PlainElement,
    tag: Any,
    attrib: Mapping[str, str] | None = None,
    nsmap: Mapping[str | None, str] | None = None,
    **more: str,
) -> PlainElement:
    """Return a new last child."""
    made = PlainElement(str(tag), declared=dict(nsmap or {}))
    made._parent = parent
    parent._children.append(made)
    return _dressed(made, {**(attrib or {}), **more}, nsmap)


def _dressed(
    made: PlainElement, attributes: Mapping[str, str], nsmap: Mapping[str | None, str] | None
) -> PlainElement:
    space = space_of(made.tag)
    around = made.nsmap
    if space and space not in around.values():
        made.declared[made.new_prefix(space, around)] = space
    made.hint = next((prefix for prefix, uri in made.nsmap.items() if uri == space), None)
    for name, value in attributes.items():
        made.set(name, value)
    return made
