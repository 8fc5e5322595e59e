"""What people hang on text and what must outlive it: bookmarks, comments, permissions, notes."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Final

from xlscore.ooxml.xml.tree import Element
from xlscore.word.xml.names import attribute, make, name_of, w

__all__ = ["bookmark_round", "hung_on", "is_marker", "outlive"]

_STARTS: Final = {
    "bookmarkStart": "bookmarkEnd",
    "commentRangeStart": "commentRangeEnd",
    "permStart": "permEnd",
    "moveFromRangeStart": "moveFromRangeEnd",
    "moveToRangeStart": "moveToRangeEnd",
    "customXmlInsRangeStart": "customXmlInsRangeEnd",
    "customXmlDelRangeStart": "customXmlDelRangeEnd",
}
_ENDS: Final = {end: start for start, end in _STARTS.items()}
# Runs that say something which no text says, so that they stay where text is written anew.
_NOTES: Final = ("commentReference", "footnoteReference", "endnoteReference")
_COMMENT_MARKS: Final = ("commentRangeStart", "commentRangeEnd")
_THINGS: Final = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "commentReference": "comment",
    "commentRangeStart": "comment",
    "drawing": "picture",
    "pict": "picture",
    "object": "object",
    "fldSimple": "field",
    "fldChar": "field",
    "hyperlink": "link",
    "tbl": "table",
    "sym": "symbol",
}
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"


def is_marker(element: Element) -> bool:
    """Return whether an element only marks a place: the start or end of a bookmark, of a comment."""
    name = name_of(element)
    return name in _STARTS or name in _ENDS or name == "proofErr"


def hung_on(element: Element) -> tuple[str, ...]:
    """Return what is in an element that its text does not say, such as "footnote", "comment" or "picture"; each once."""
    found = [_THINGS[name] for each in element.iter() if (name := name_of(each)) in _THINGS]
    if next(element.iter(_MATH), None) is not None:
        found.append("equation")
    return tuple(dict.fromkeys(found))


def outlive(gone: Iterable[Element], *, bookmarks: bool) -> tuple[list[Element], list[Element]]:
    """Return what must stay of content that goes: what begins before its place, and what ends after it.

    Comments and notes always stay, for their words are a person's, and marks whose other half is outside; with `bookmarks`
    those do that are whole in it, but for the anchors of controls that go, the bookmarks just round them.
    """
    inside = [each for root in gone for each in root.iter()]
    anchors = {mark for each in inside if each.tag == w("sdt") for mark in bookmark_round(each) or ()}
    opened = {(name_of(each), attribute(each, "id")) for each in inside if name_of(each) in _STARTS}
    closed = {(name_of(each), attribute(each, "id")) for each in inside if name_of(each) in _ENDS}
    before: list[Element] = []
    after: list[Element] = []
    for each in inside:
        if each in anchors:
            continue
        name, number = name_of(each), attribute(each, "id")
        stays = bookmarks or name in _COMMENT_MARKS
        if name in _STARTS and (stays or (_STARTS[name], number) not in closed):
            before.append(each)
        elif name in _ENDS and (stays or (_ENDS[name], number) not in opened):
            after.append(each)
        elif name in _NOTES:
            after.append(_reference(each))
    return before, after


def _reference(note: Element) -> Element:
    """Return the run of a reference to a comment or note, or one of its own where text stands beside it."""
    run = note.getparent()
    if run is not None and run.tag == w("r") and all(each is note or each.tag == w("rPr") for each in run):
        return run
    look = None if run is None else run.find(w("rPr"))
    return make("w:r", None, *(() if look is None else (copy.deepcopy(look),)), note)


def bookmark_round(element: Element, name: str = "") -> tuple[Element, Element] | None:
    """Return the start and the end of the bookmark, of this name if one is given, that encloses just this element, or None."""
    before, after = element.getprevious(), element.getnext()
    starts = []
    while before is not None and is_marker(before):
        if before.tag == w("bookmarkStart") and name in ("", attribute(before, "name")):
            starts.append(before)
        before = before.getprevious()
    ends = {}
    while after is not None and is_marker(after):
        if after.tag == w("bookmarkEnd"):
            ends[attribute(after, "id")] = after
        after = after.getnext()
    return next(
        ((start, ends[attribute(start, "id")]) for start in starts if attribute(start, "id") in ends), None
    )
