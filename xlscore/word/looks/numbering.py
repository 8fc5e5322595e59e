"""The lists of a document: the definitions that its styles point to, and lists that count for themselves."""

from __future__ import annotations

from typing import Final

from xlscore.ooxml.xml.tree import Element
from xlscore.word.file.parts import DocumentParts
from xlscore.word.xml.names import W, attribute, set_value, sub, value, w

__all__ = ["ListNumbers"]

_PART: Final = "/word/numbering.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_INDENT: Final = 360


class ListNumbers:
    """The numbering definitions of one document."""

    def __init__(self, parts: DocumentParts) -> None:
        """Bind to the document's parts; the definitions are read when first asked for."""
        self._parts = parts

    def new_definition(self, *, numbered: bool, style: str = "") -> int:
        """Return the number of a new list of our own: bullets, or 1. 2. 3."""
        abstract = self._new_abstract(numbered=numbered, style=style)
        return self._new_list(abstract)

    def new_count(self, of: int) -> int:
        """Return the number of a new list that looks as another one and counts from 1 again."""
        listed = next(
            (each for each in self._root.iterchildren(w("num")) if attribute(each, "numId") == str(of)), None
        )
        abstract = value(listed, "abstractNumId")
        if not abstract.isdecimal():
            return self.new_definition(numbered=True)
        number = self._new_list(int(abstract))
        override = sub(self._root[self._index(number)], "w:lvlOverride", {"w:ilvl": 0})
        set_value(sub(override, "w:startOverride"), 1)
        return number

    def _index(self, number: int) -> int:
        return next(
            index
            for index, each in enumerate(self._root)
            if each.tag == w("num") and attribute(each, "numId") == str(number)
        )

    @property
    def _root(self) -> Element:
        part = self._parts.first("numbering")
        if part is None:
            part = (
                self._parts.package.free_name("/word/numbering{}.xml")
                if _PART in self._parts.package
                else _PART
            )
            self._parts.add(part, f'<w:numbering xmlns:w="{W}"></w:numbering>', _TYPE)
            self._parts.package.rels(self._parts.main).add("numbering", part)
        return self._parts.tree(part).root

    def _new_abstract(self, *, numbered: bool, style: str) -> int:
        root = self._root
        identity = _next(root, "abstractNum", "abstractNumId")
        made = sub(root, "w:abstractNum", {"w:abstractNumId": identity})
        # Definitions come before the lists that use them, or Word repairs the file.
        first = next(root.iterchildren(w("num")), None)
        if first is not None:
            first.addprevious(made)
        set_value(sub(made, "w:multiLevelType"), "singleLevel")
        level = sub(made, "w:lvl", {"w:ilvl": 0})
        set_value(sub(level, "w:start"), 1)
        set_value(sub(level, "w:numFmt"), "decimal" if numbered else "bullet")
        if style:
            set_value(sub(level, "w:pStyle"), style)
        set_value(sub(level, "w:lvlText"), "%1." if numbered else "•")
        sub(sub(level, "w:pPr"), "w:ind", {f"w:{self._parts.side('left')}": _INDENT, "w:hanging": _INDENT})
        return identity

    def _new_list(self, abstract: int) -> int:
        root = self._root
        identity = max(1, _next(root, "num", "numId"))
        made = sub(root, "w:num", {"w:numId": identity})
        last = [each for each in root.iterchildren(w("num")) if each is not made]
        if last:
            last[-1].addnext(made)
        set_value(sub(made, "w:abstractNumId"), abstract)
        return identity


def _next(root: Element, name: str, key: str) -> int:
    numbers = [int(text) for each in root.iterchildren(w(name)) if (text := attribute(each, key)).isdecimal()]
    return max(numbers, default=-1) + 1
