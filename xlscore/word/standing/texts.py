"""What is read of elements, and changing it letter by letter, so that every letter that stays keeps its look.

Deleted text of tracked changes is not read, inserted text is; of alternatives, as Word writes them for text boxes, the first counts.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Final

from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element
from xlscore.word.made.letters import set_text, text_elements
from xlscore.word.xml.names import MC, attribute, name_of, parent_of, w, within

__all__ = [
    "REVISIONS",
    "change_text",
    "clean",
    "has_tracked_changes",
    "inner",
    "leaves",
    "pieces_of",
    "text_of",
]

_FALLBACK: Final = f"{{{MC}}}Fallback"
_ALTERNATIVES: Final = f"{{{MC}}}AlternateContent"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# What is not text of the place in which it stands: properties, what was deleted, text boxes, ruby letters.
_NOT_HERE: Final = {
    *(w(name) for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "del", "moveFrom", "drawing", "pict", "object",
        "rt", "sectPr", "customXmlPr", "smartTagPr", "fldData",
    )),
    _FALLBACK,
}  # fmt: skip
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
REVISIONS: Final = tuple(w(name) for name in (
    "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange", "tblPrChange", "trPrChange",
    "tcPrChange", "sectPrChange", "tblGridChange", "tblPrExChange", "numberingChange",
))  # fmt: skip


def inner(element: Element) -> Iterator[Element]:
    """Yield what stands inside an element and is read there, in its order, the element itself first."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        yield each
        if each.tag == _ALTERNATIVES:
            waiting.extend(list(each)[:1])
        else:
            waiting.extend(child for child in reversed(each) if child.tag not in _NOT_HERE)


def leaves(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield the elements that hold the text of an element, each with its text."""
    for each in inner(element):
        if each.tag == w("t") or each.tag == _MATH_TEXT:
            yield each, each.text or ""
            continue
        name = name_of(each)
        if name in _SIGNS:
            yield each, _SIGNS[name]
        elif name == "br" and attribute(each, "type") in ("", "textWrapping"):
            yield each, "\n"


def text_of(element: Element) -> str:
    """Return what is read of an element, with a line feed between its paragraphs."""
    if element.tag == w("p"):
        return "".join(text for _, text in leaves(element))
    pieces: list[str] = []
    paragraphs = 0
    for each in inner(element):
        if each.tag == w("p"):
            if paragraphs:
                pieces.append("\n")
            paragraphs += 1
        elif each.tag == w("t") or each.tag == _MATH_TEXT:
            pieces.append(each.text or "")
        elif (name := name_of(each)) in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name == "br" and attribute(each, "type") in ("", "textWrapping"):
            pieces.append("\n")
    return "".join(pieces)


def pieces_of(content: Element | None) -> Iterator[str | Element]:
    """Yield text and controls in a line, in their order, without going into the controls."""
    if content is None:
        return
    texts = dict(leaves(content))
    inside: Element | None = None
    for each in inner(content):
        if inside is not None and inside in each.iterancestors(w("sdt")):
            continue
        if each.tag == w("sdt"):
            inside = each
            yield each
        elif each in texts:
            yield texts[each]


def has_tracked_changes(element: Element) -> bool:
    """Return whether a change that Word tracks is in an element, or the element is within one."""
    if next(element.iter(*REVISIONS), None) is not None:
        return True
    if next(within(element, "ins", "del", "moveFrom", "moveTo"), None) is not None:
        return True
    rows = (row.find(w("trPr")) for row in within(element, "tr"))
    cells = (cell.find(w("tcPr")) for cell in within(element, "tc"))
    return any(
        each is not None and any(each.find(tag) is not None for tag in REVISIONS) for each in (*rows, *cells)
    )


def clean(properties: Element) -> Element:
    """Return a copy of properties without the marks of tracked changes."""
    copied = copy.deepcopy(properties)
    copied.tail = None
    for each in list(copied):
        if name_of(each) in (
            "ins",
            "del",
            "cellIns",
            "cellDel",
            "cellMerge",
            "trPrChange",
            "tcPrChange",
            "tblPrExChange",
        ):
            copied.remove(each)
    return copied


def change_text(element: Element, new: str) -> bool:
    """Return whether the text of an element could be made this one by changing the letters that differ.

    What is put in has the look of what it takes the place of. False, and nothing done, where there is no text yet.
    """
    refuse_unspeakable(new)
    held = list(leaves(element))
    old = "".join(text for _, text in held)
    if old == new:
        return True
    if not held:
        return False
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    _replace(held, start, len(old) - end, new[start : len(new) - end])
    return True


def _common(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike; whole words where one word became another."""
    same = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    # "6.6" becoming "6.47" is a new number, not the old one with other ends: its look is that of its first letter.
    while same and same < max(len(one), len(other)) and not one[same - 1].isspace():
        same -= 1
    return same


def _replace(held: list[tuple[Element, str]], start: int, end: int, new: str) -> None:
    position = 0
    place: tuple[Element, int] | None = None
    for element, text in held:
        after = position + len(text)
        is_cut = position < end and after > start
        is_before = start == end and position <= start <= after and text
        if place is None and (is_cut or is_before):
            place = (element, max(0, start - position))
        position = after
    if place is None:
        place = (held[-1][0], len(held[-1][1]))
    position = 0
    for element, text in held:
        after = position + len(text)
        left, right = max(0, start - position), max(0, end - position)
        kept = text[:left] + text[right:] if position < end and after > start else text
        if element is place[0]:
            _write(element, text[: place[1]], new, kept[min(place[1], len(kept)) :])
        elif kept != text:
            _write(element, kept, "", "")
        position = after


def _write(element: Element, before: str, new: str, after: str) -> None:
    """Make a text element hold three pieces; those with tabs or line feeds become elements of their own."""
    whole = before + new + after
    is_text = element.tag in (w("t"), _MATH_TEXT)
    if is_text and "\n" not in whole and "\t" not in whole:
        if whole:
            set_text(element, whole)
        else:
            _drop(element)
        return
    parent = parent_of(element)
    made = text_elements(whole)
    place = parent.index(element)
    parent[place + 1 : place + 1] = made
    _drop(element)


def _drop(element: Element) -> None:
    """Take a text element away, and its run where nothing is left in it."""
    parent = parent_of(element)
    parent.remove(element)
    outer = parent.getparent()
    is_empty = parent.tag == w("r") and all(each.tag == w("rPr") for each in parent)
    # The last run stays, for the look of what may be written there again.
    if is_empty and outer is not None and any(each is not parent for each in outer.iter(w("r"))):
        outer.remove(parent)
