"""Names in a tree: with their namespace, as `{uri}name`, and which of them are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

__all__ = ["USUAL", "XML", "QName", "Scope", "meant", "space_of", "speakable"]

XML: Final = "http://www.w3.org/XML/1998/namespace"
USUAL: Final = {
    XML: "xml",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/2001/XMLSchema": "xs",
    "http://purl.org/dc/elements/1.1/": "dc",
}
"""Prefixes that are taken where none is given, as lxml has them."""
_UNSPEAKABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Scope: TypeAlias = Mapping[str | None, str]
"""What each prefix stands for; None is no prefix."""


class QName:
    """A name with its namespace."""

    def __init__(self, text: Any, tag: str | None = None) -> None:
        """Take a name, an element whose name is meant, or a namespace and a name."""
        spelt = str(text.tag if hasattr(text, "tag") else text)
        self.text = spelt if tag is None else f"{{{spelt}}}{tag}"
        space, _, self.localname = self.text.rpartition("}")
        self.namespace = space[1:] or None

    def __str__(self) -> str:
        return self.text


def speakable(text: str) -> str:
    """Return a text that XML can hold; any other is refused, as lxml does."""
    if not isinstance(text, str):
        raise TypeError(f"Argument must be bytes or unicode, got '{type(text).__name__}'")
    if _UNSPEAKABLE.search(text):
        raise ValueError(
            "All strings must be XML compatible: Unicode or ASCII, no NULL bytes or control characters"
        )
    return text


def space_of(name: Any) -> str:
    """Return the namespace of a name, "" for none.

    >>> space_of("{urn:a}b"), space_of("b")
    ('urn:a', '')
    """
    return name[1:].partition("}")[0] if isinstance(name, str) and name.startswith("{") else ""


def meant(tags: tuple[str, ...]) -> Callable[[Any], bool]:
    """Return what tells whether an element is of one of these names; of any, comments too, where none is given."""
    if not tags:
        return lambda _: True
    exact = frozenset(tags)
    spaces = tuple(
        tag[:-1] for tag in tags if tag.startswith("{") and tag.endswith("}*") and tag not in ("{*}*", "{}*")
    )
    locals_ = tuple(tag[3:] for tag in tags if tag.startswith("{*}") and tag != "{*}*")
    is_any, is_bare = not exact.isdisjoint({"*", "{*}*"}), "{}*" in exact

    def is_meant(element: Any) -> bool:
        tag = element.tag
        if not isinstance(tag, str):
            return tag in exact
        if tag in exact or is_any:
            return True
        if is_bare and not tag.startswith("{"):
            return True
        return (bool(spaces) and tag.startswith(spaces)) or (
            bool(locals_) and tag.rpartition("}")[2] in locals_
        )

    return is_meant
