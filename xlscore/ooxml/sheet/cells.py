"""One `<c>` element: read it, and rewrite it keeping what the edit does not concern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from xlscore.ooxml.sheet.strings import rich_text, without_comments
from xlscore.ooxml.xml.splice import start_tag
from xlscore.ooxml.xml.text import attribute_text, element_text, plain, uncell_text, whole_number

__all__ = ["CellXml", "FormulaXml", "Slice", "read_cell", "rewritten"]

INSIDE_TAG = rb"[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*"
START_TAG = re.compile(rb"<" + INSIDE_TAG + rb">")
ATTRIBUTE = re.compile(rb"([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@lru_cache(maxsize=16)
def element_pattern(name: bytes) -> re.Pattern[bytes]:
    """Return the pattern of one element without children of the same name: attributes, content."""
    tag = re.escape(name)
    return re.compile(
        rb"<" + tag + rb"(?=[\s/>])(" + INSIDE_TAG + rb")(?:(?<=/)>|>(.*?)</" + tag + rb"\s*>)", re.DOTALL
    )


def attributes(tag: bytes) -> dict[str, str]:
    """Return the attributes inside a start tag, under the names the tag spells."""
    found = ATTRIBUTE.findall(tag)
    return {name.decode(): plain((double or single).decode()) for name, double, single in found}


@dataclass(frozen=True)
class FormulaXml:
    """One `<f>` element."""

    attributes: dict[str, str]
    text: str

    @property
    def kind(self) -> str:
        """Return `normal`, `shared`, `array` or `dataTable`."""
        return self.attributes.get("t", "normal")

    def xml(self, prefix: bytes) -> bytes:
        """Return the element as XML."""
        tag = b"".join(
            b' %s="%s"' % (name.encode(), attribute_text(value)) for name, value in self.attributes.items()
        )
        return b"<%sf%s>%s</%sf>" % (prefix, tag, element_text(self.text), prefix)


@dataclass(frozen=True)
class CellXml:
    """What one `<c>` element says."""

    attributes: dict[str, str]
    formula: FormulaXml | None
    stored: str | None
    inline: bytes

    @property
    def style(self) -> int:
        """Return the number of the cell's format."""
        return whole_number(self.attributes.get("s"))

    @property
    def kind(self) -> str:
        """Return the cell type, `n` when none is given."""
        return self.attributes.get("t", "n")

    @property
    def is_blank(self) -> bool:
        """Return whether the cell holds nothing but its format."""
        return self.formula is None and self.stored is None and not self.inline


class Slice(NamedTuple):
    """One cell as it stands in the file, for reading only: its place, attributes and content."""

    row: int
    column: int
    attributes: bytes
    body: bytes

    def xml(self, prefix: bytes) -> bytes:
        """Return the cell as XML."""
        return b"<%sc %s>%s</%sc>" % (prefix, self.attributes.rstrip(b"/"), self.body, prefix)


@lru_cache(maxsize=256)
def read_cell(raw: bytes, prefix: bytes) -> CellXml:
    """Return what the bytes of one `<c>` element say; kept, because a cell is asked for value, formula and format in a row."""
    if b"<!" in raw or b"<?" in raw:
        raw = without_comments(raw)
    match = element_pattern(prefix + b"c").match(raw)
    if match is None:
        return CellXml({}, None, None, b"")
    found = attributes(match[1])
    body = match[2]
    if not body:
        return CellXml(found, None, None, b"")
    formula = value = inline = None
    if b"f" in body:
        formula = element_pattern(prefix + b"f").search(body)
    value = element_pattern(prefix + b"v").search(body)
    if found.get("t") == "inlineStr":
        inline = element_pattern(prefix + b"is").search(body)
    return CellXml(
        found,
        FormulaXml(attributes(formula[1]), plain((formula[2] or b"").decode())) if formula else None,
        plain((value[2] or b"").decode()) if value else None,
        inline[0] if inline else b"",
    )


def tag_length(raw: bytes) -> int:
    """Return how long the start tag is that these bytes begin with."""
    match = START_TAG.match(raw)
    assert match is not None
    return match.end()


def inline_text(cell: CellXml) -> str:
    """Return the text of a cell that carries it itself."""
    return rich_text(cell.inline) if cell.inline else uncell_text(cell.stored or "")


def rewritten(
    raw: bytes, prefix: bytes, kind: str | None, inner: bytes, *, keep_metadata: bool = False
) -> bytes:
    """Return a `<c>` element with another type and content; its style and extensions stay.

    Cell metadata (`cm`, `vm`) described the old content, a spill or a rich value, and goes with it.
    """
    name = prefix + b"c"
    tag = raw[: tag_length(raw)]
    changes: dict[str, str | None] = {"t": kind}
    if not keep_metadata:
        changes |= {"cm": None, "vm": None}
    tag = start_tag(tag, changes)
    extensions = element_pattern(prefix + b"extLst").search(raw)
    inner += extensions[0] if extensions else b""
    if tag.endswith(b"/>"):
        return tag if not inner else tag[:-2].rstrip() + b">" + inner + b"</" + name + b">"
    return tag + inner + b"</" + name + b">" if inner else tag[:-1].rstrip() + b"/>"
