"""What a document says of itself: its title, its language, who made it."""

from __future__ import annotations

from typing import Final

from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element
from xlscore.word.file.parts import DocumentParts
from xlscore.word.xml.names import attribute, child, make, sub, w

__all__ = ["CoreProperties"]

_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_RELATIONSHIP: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_PART: Final = "/docProps/core.xml"


class CoreProperties:
    """The properties of one document."""

    def __init__(self, parts: DocumentParts) -> None:
        """Bind to the document's parts."""
        self._parts = parts

    @property
    def title(self) -> str:
        """Return the document's title, which is read out first and heads the window."""
        return self._get("title")

    @title.setter
    def title(self, text: str) -> None:
        self._set("title", text)

    @property
    def subject(self) -> str:
        """Return what it is about."""
        return self._get("subject")

    @subject.setter
    def subject(self, text: str) -> None:
        self._set("subject", text)

    @property
    def creator(self) -> str:
        """Return who made it."""
        return self._get("creator")

    @creator.setter
    def creator(self, text: str) -> None:
        self._set("creator", text)

    @property
    def language(self) -> str:
        """Return the language of its words, as "en-GB": the one its styles say, else the one that it says of itself."""
        language = self._language()
        return attribute(language, "val") or self._get("language")

    @language.setter
    def language(self, tag: str) -> None:
        """Say the language of its words; styles and runs that say another one keep it."""
        self._set("language", tag)
        part = self._parts.first("styles")
        if part is None:
            return
        root = self._parts.tree(part).root
        defaults = child(root, "docDefaults")
        if defaults is None:
            defaults = make("w:docDefaults")
            root.insert(0, defaults)
        run = child(defaults, "rPrDefault")
        if run is None:
            run = make("w:rPrDefault")
            defaults.insert(0, run)
        look = child(run, "rPr")
        if look is None:
            look = sub(run, "w:rPr")
        language = child(look, "lang")
        if language is None:
            after = ("eastAsianLayout", "specVanish", "oMath")
            place = sum(1 for each in look if each.tag not in {w(name) for name in after})
            language = make("w:lang")
            look.insert(place, language)
        language.set(w("val"), tag)

    def _language(self) -> Element | None:
        part = self._parts.first("styles")
        root = None if part is None else self._parts.tree(part).root
        return child(root, "docDefaults", "rPrDefault", "rPr", "lang")

    def _get(self, name: str) -> str:
        root = self._root()
        found = None if root is None else root.find(f"{{{_DC}}}{name}")
        return "" if found is None else found.text or ""

    def _set(self, name: str, text: str) -> None:
        refuse_unspeakable(text)
        if self._get(name) == text:
            return
        root = self._root()
        if root is None:
            xml = f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="{_DC}"></cp:coreProperties>'
            package = self._parts.package
            part = package.free_name("/docProps/core{}.xml") if _PART in package else _PART
            root = self._parts.add(part, xml, _TYPE).root
            package.rels("/").add(_RELATIONSHIP, part)
        found = root.find(f"{{{_DC}}}{name}")
        if found is None:
            found = etree.SubElement(root, f"{{{_DC}}}{name}", nsmap={"dc": _DC})
        found.text = text

    def _root(self) -> Element | None:
        parts = self._parts
        part = next(parts.related("/", "core-properties"), None)
        return None if part is None else parts.tree(part).root
