"""What something that stands in a part of a document is, whichever object names it."""

from __future__ import annotations

from xlscore.ooxml.xml.tree import Element
from xlscore.word.standing.desk import Desk

__all__ = ["Bound"]


class Bound:
    """An element of a part; two are equal where they are the same place of the document."""

    def __init__(self, element: Element, desk: Desk, part: str) -> None:
        """Bind to an element of a part."""
        self.element = element
        self.desk = desk
        self.part = part

    def __eq__(self, other: object) -> bool:
        """Return whether both are the same place."""
        return isinstance(other, Bound) and self.element is other.element

    def __hash__(self) -> int:
        """Return what goes with equality."""
        return hash(self.element)
