"""Headings that stand at the foot of a page, away from what they head.

LibreOffice 7.4 leaves one there now and then, although it is to be kept with what follows: where a table on a page before has
moved while the pages were laid out. A break before it in the copy that LibreOffice gets puts it right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from xlscore.papers.pdf.structure import children, kind
from xlscore.word import Document, Paragraph
from xlscore.word.xml.names import make, w

__all__ = ["HeadingPlaces", "break_before", "places_of_headings"]

_HEADING: Final = re.compile("H[1-6]?")
# ECMA-376 part 1, 17.3.1.26: what stands before a page break in the properties of a paragraph.
_BEFORE: Final = tuple(w(name) for name in ("pStyle", "keepNext", "keepLines"))


@dataclass(frozen=True)
class HeadingPlaces:
    """How many headings a PDF has, and which of them stand at a page's foot; of several there the first."""

    count: int
    at_foot: tuple[int, ...]


def places_of_headings(pdf: Any) -> HeadingPlaces:
    """Return where the headings of a PDF stand; one with its page for itself is at no foot."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    placed = list(_placed(pdf.Root.StructTreeRoot, roles, None, None))
    headings: dict[Any, int] = {}
    for heading, _ in placed:
        if heading is not None:
            headings.setdefault(heading, len(headings))
    found = []
    for at, ((heading, page), (_, following)) in enumerate(pairwise(placed)):
        if heading is None or page == following:
            continue
        first = at
        while first and placed[first - 1][0] is not None and placed[first - 1][1] == page:
            first -= 1
        if first and placed[first - 1][1] == page:
            found.append(headings[placed[first][0]])
    return HeadingPlaces(len(headings), tuple(found))


def _placed(element: Any, roles: Any, heading: Any, page: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each piece of content in reading order: the heading that it belongs to, None for another, and its page."""
    import pikepdf

    for below in children(element):
        if isinstance(below, pikepdf.Dictionary) and "/S" in below:
            own = below.objgen if _HEADING.fullmatch(kind(below, roles)) else heading
            yield from _placed(below, roles, own, below.Pg.objgen if "/Pg" in below else page)
        elif isinstance(below, pikepdf.Dictionary):
            if "/MCID" in below:
                yield heading, below.Pg.objgen if "/Pg" in below else page
        else:
            yield heading, page


def break_before(data: bytes, heading: int, of: int) -> bytes | None:
    """Return a document with a page break before one of its headings, None where it does not have so many."""
    document = Document.open(data, to_edit=False)
    found = [each for each in _paragraphs(document) if each.role.startswith("heading") and each.text.strip()]
    if len(found) != of:
        return None
    element = found[heading].element
    properties = element.find(w("pPr"))
    if properties is None:
        properties = make("w:pPr")
        element.insert(0, properties)
    place = sum(1 for each in properties if each.tag in _BEFORE)
    properties.insert(place, make("w:pageBreakBefore"))
    return document.to_bytes()


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for each in document.body.iter(w("p")):
        yield Paragraph(each, document.desk, document.part)
