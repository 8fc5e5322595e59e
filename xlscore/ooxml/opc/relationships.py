"""The relationships of one part: how parts of a workbook point to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from xlscore.ooxml.errors import MissingPartError
from xlscore.ooxml.opc.part_names import Parts, relationships_name, relative_target, resolve_target
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.text import as_utf8, attribute_text

__all__ = ["Relationship", "Relationships"]

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="' + NAMESPACE.encode() + b'"></Relationships>'
)


@dataclass(frozen=True)
class Relationship:
    """One arrow from a part to another part, or to an address outside the file."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Return the last word of the type, the same for transitional and strict files."""
        return self.type.rpartition("/")[2]


@lru_cache(maxsize=256)  # asked for at every look at the workbook's sheets, and seldom changed
def _read(xml: bytes, source: str, part: str) -> tuple[Relationship, ...]:
    found = []
    for element in splice.parse(xml, part).all("Relationship"):
        external = element.get("TargetMode").lower() == "external"
        target = element.get("Target")
        where = target if external else resolve_target(source, target)
        found.append(Relationship(element.get("Id"), element.get("Type"), where, external))
    return tuple(found)


class Relationships:
    """The relationships of one part, written through to the package at once."""

    def __init__(self, package: Parts, source: str) -> None:
        """Bind to the package; the part is read when first asked for."""
        self.source = source or "/"
        self.part = relationships_name(self.source)
        self._package = package

    def _xml(self) -> bytes | None:
        return as_utf8(self._package.read(self.part), self.part) if self.part in self._package else None

    def _elements(self) -> list[splice.Element]:
        xml = self._xml()
        return splice.parse(xml, self.part).all("Relationship") if xml else []

    def __iter__(self) -> Iterator[Relationship]:
        """Yield every relationship in the order of the file."""
        xml = self._xml()
        yield from _read(xml, self.source, self.part) if xml else ()

    def by_type(self, suffix: str) -> list[Relationship]:
        """Return the relationships whose type ends with this word, as `worksheet`."""
        return [each for each in self if suffix in (each.type, each.kind)]

    def get(self, identity: str) -> Relationship:
        """Return the relationship with this id."""
        for each in self:
            if each.id == identity:
                return each
        raise MissingPartError(f"{self.source} points to {identity}, which is not among its relationships.")

    def find(self, identity: str) -> Relationship | None:
        """Return the relationship with this id, or None."""
        return next((each for each in self if each.id == identity), None)

    def add(self, kind: str, target: str, external: bool = False) -> str:
        """Return the id of a new relationship to a part, or to an address when `external`.

        `kind` is a whole type, or the last word of one of the office document types.
        """
        taken = {each.id for each in self}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        whole = kind if ":" in kind else self._office_base() + kind
        spelled = target if external else relative_target(self.source, target)
        xml = self._xml() or EMPTY
        root = splice.parse(xml, self.part)
        new = b'<%s Id="rId%d" Type="%s" Target="%s"%s/>' % (
            root.qualified("Relationship"),
            number,
            attribute_text(whole),
            attribute_text(spelled),
            b' TargetMode="External"' if external else b"",
        )
        if root.is_empty_tag:
            xml = splice.set_content(xml, root, new)
        else:
            xml = splice.splice(xml, [(root.inner_end, root.inner_end, new)])
        self._package.put(self.part, xml, CONTENT_TYPE)
        return f"rId{number}"

    def remove(self, identity: str) -> None:
        """Take the relationship with this id away, if it is there."""
        xml = self._xml()
        if xml is None:
            return
        gone = [each for each in self._elements() if each.get("Id") == identity]
        self._package.write(self.part, splice.splice(xml, [(each.start, each.end, b"") for each in gone]))

    def _office_base(self) -> str:
        """Return the address the office types start with, which strict files spell differently."""
        for each in (*self, *self._package.rels("/")):
            if "purl.oclc.org/ooxml" in each.type:
                return "http://purl.oclc.org/ooxml/officeDocument/relationships/"
        return OFFICE
