"""The relationships of one part: how parts of a workbook point to each other."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

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


class _Listed:
    """The relationships of one part as they were read, found by id; never changed, so that they may be kept."""

    def __init__(self, xml: bytes, source: str, part: str) -> None:
        root = splice.parse(xml, part)
        self.all: tuple[Relationship, ...] = tuple(
            _read(element, source) for element in root.all("Relationship")
        )
        self.by_id: dict[str, Relationship] = {}
        for each in self.all:
            self.by_id.setdefault(each.id, each)
        self.tag = root.qualified("Relationship")
        self.end = None if root.is_empty_tag else root.inner_end

    def grown(self, new: Relationship, length: int) -> _Listed:
        """Return the list with one more, whose XML of this length was put at the end."""
        listed = copy.copy(self)
        listed.all = (*self.all, new)
        listed.by_id = {**self.by_id, new.id: new}
        listed.end = None if self.end is None else self.end + length
        return listed


def _read(element: splice.Element, source: str) -> Relationship:
    external = element.get("TargetMode").lower() == "external"
    target = element.get("Target")
    where = target if external else resolve_target(source, target)
    return Relationship(element.get("Id"), element.get("Type"), where, external)


class Relationships:
    """The relationships of one part, written through to the package at once."""

    def __init__(self, package: Parts, source: str) -> None:
        """Bind to the package; the part is read when first asked for."""
        self.source = source or "/"
        self.part = relationships_name(self.source)
        self._package = package

    def _xml(self) -> bytes:
        return as_utf8(self._package.read(self.part), self.part)

    def _listed(self) -> _Listed | None:
        """Return what is listed, read anew only when the part was written."""
        return self._package.parsed(self.part, self._parsed) if self.part in self._package else None

    def _parsed(self, data: bytes, part: str) -> _Listed:
        return _Listed(as_utf8(data, part), self.source, part)

    def __iter__(self) -> Iterator[Relationship]:
        """Yield every relationship in the order of the file."""
        listed = self._listed()
        yield from listed.all if listed else ()

    def by_type(self, suffix: str) -> list[Relationship]:
        """Return the relationships whose type ends with this word, as `worksheet`."""
        return [each for each in self if suffix in (each.type, each.kind)]

    def get(self, identity: str) -> Relationship:
        """Return the relationship with this id."""
        found = self.find(identity)
        if found is None:
            raise MissingPartError(
                f"{self.source} points to {identity}, which is not among its relationships."
            )
        return found

    def find(self, identity: str) -> Relationship | None:
        """Return the relationship with this id, or None."""
        listed = self._listed()
        return listed.by_id.get(identity) if listed else None

    def add(self, kind: str, target: str, external: bool = False) -> str:
        """Return the id of a new relationship to a part, or to an address when `external`.

        `kind` is a whole type, or the last word of one of the office document types.
        """
        whole = kind if ":" in kind else self._office_base() + kind
        spelled = target if external else relative_target(self.source, target)
        listed = self._listed()
        xml = self._xml() if listed else EMPTY
        listed = listed or self._parsed(EMPTY, self.part)
        number = len(listed.by_id) + 1
        while f"rId{number}" in listed.by_id:
            number += 1
        new = b'<%s Id="rId%d" Type="%s" Target="%s"%s/>' % (
            listed.tag,
            number,
            attribute_text(whole),
            attribute_text(spelled),
            b' TargetMode="External"' if external else b"",
        )
        if listed.end is None:
            xml = splice.set_content(xml, splice.parse(xml, self.part), new)
        else:
            xml = splice.splice(xml, [(listed.end, listed.end, new)])
        self._package.put(self.part, xml, CONTENT_TYPE)
        if listed.end is not None:
            where = target if external else resolve_target(self.source, spelled)
            made = Relationship(f"rId{number}", whole, where, external)
            self._package.keep(self.part, self._parsed, listed.grown(made, len(new)))
        return f"rId{number}"

    def remove(self, *identities: str) -> None:
        """Take the relationships with these ids away, where they are there."""
        listed = self._listed()
        if listed is None or listed.by_id.keys().isdisjoint(identities):
            return
        xml = self._xml()
        gone = [
            each for each in splice.parse(xml, self.part).all("Relationship") if each.get("Id") in identities
        ]
        self._package.write(self.part, splice.splice(xml, [(each.start, each.end, b"") for each in gone]))

    def _office_base(self) -> str:
        """Return the address the office types start with, which strict files spell differently."""
        for each in (*self, *self._package.rels("/")):
            if "purl.oclc.org/ooxml" in each.type:
                return "http://purl.oclc.org/ooxml/officeDocument/relationships/"
        return OFFICE
