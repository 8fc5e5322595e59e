"""What everything that stands in a document shares: its file, its looks, its free numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlscore.ooxml.xml.tree import Element
from xlscore.word.file.parts import DocumentParts
from xlscore.word.looks.numbering import ListNumbers
from xlscore.word.looks.styles import DocumentStyles
from xlscore.word.made.identities import Identities
from xlscore.word.made.maker import Maker

__all__ = ["Desk"]

# The parts with text, in the order in which they are looked through.
_STORIES: Final = ("header", "footer", "footnotes", "endnotes")


class Desk:
    """One document while it is worked on."""

    def __init__(self, parts: DocumentParts) -> None:
        """Bind to the document's parts."""
        self.parts = parts
        self.numbering = ListNumbers(parts)
        self.styles = DocumentStyles(parts, self.numbering)
        self.identities = Identities(self.roots)

    def maker(self, part: str) -> Maker:
        """Return the maker of new content for a part."""
        return Maker(self.parts, part, self.styles, self.numbering, self.identities)

    def story_parts(self) -> Iterator[str]:
        """Yield the parts that hold text: the main one, headers and footers, notes."""
        yield self.parts.main
        for kind in _STORIES:
            yield from self.parts.related(self.parts.main, kind)

    def roots(self) -> Iterator[Element]:
        """Yield the roots of the parts that hold text."""
        for part in self.story_parts():
            yield self.parts.tree(part).root

    def is_only_pointer(self, part: str, relationship: str) -> bool:
        """Return whether no other relationship of the file points to the same part as this one."""
        package = self.parts.package
        target = package.rels(part).get(relationship).target.casefold()
        pointers = 0
        for name in package.names():
            folder, _, file = name.rpartition("/")
            if folder.endswith("/_rels") and file.endswith(".rels"):
                source = f"{folder.removesuffix('/_rels')}/{file.removesuffix('.rels')}"
                pointers += sum(
                    1
                    for each in package.rels(source)
                    if not each.external and each.target.casefold() == target
                )
        return pointers == 1
