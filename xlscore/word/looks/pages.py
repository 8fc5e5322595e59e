"""The pages of a document: how wide their text is, and which lie sideways."""

from __future__ import annotations

import copy
from typing import Final

from xlscore.ooxml.xml.text import whole_number
from xlscore.ooxml.xml.tree import Element
from xlscore.word.xml.names import attribute, child, make, w, within

__all__ = [
    "cell_width",
    "following_page",
    "is_sideways",
    "join_sideways",
    "sideways",
    "text_width",
    "without_first_page",
]

# A4 with margins of 25.4 mm, in twentieths of a point, where a section does not say.
_PAGE: Final = (11906, 16838)
_MARGIN: Final = 1440
_LEAST: Final = 1440
_CELL_MARGINS: Final = 216


def following_page(element: Element, *, behind: bool = False) -> Element | None:
    """Return the properties of the section in which an element of the text stands, or what is put behind it; or None."""
    if not behind:
        for each in element.iter(w("sectPr")):
            return each
    here: Element | None = element
    while here is not None:
        for after in here.itersiblings():
            found = next(after.iter(w("sectPr")), None)
            if found is not None:
                return found
        here = here.getparent()
    return None


def cell_width(element: Element) -> int | None:
    """Return how wide the text is in the cell of a table in which an element stands, None where it stands in none."""
    cell = next(within(element, "tc"), None)
    if cell is None:
        return None
    given = child(cell, "tcPr", "tcW")
    width = whole_number(attribute(given, "w")) if attribute(given, "type") == "dxa" else 0
    return max(_LEAST, width - _CELL_MARGINS) if width else _LEAST


def text_width(page: Element | None) -> int:
    """Return how wide the text of a section is, in twentieths of a point; its first column's where it has several."""
    size, margins = child(page, "pgSz"), child(page, "pgMar")
    width = whole_number(attribute(size, "w"), _PAGE[0])
    sides = [whole_number(attribute(margins, side), _MARGIN) for side in ("left", "right")]
    free = width - sum(sides) - whole_number(attribute(margins, "gutter"))
    columns = child(page, "cols")
    number = max(1, whole_number(attribute(columns, "num"), 1))
    between = whole_number(attribute(columns, "space"), 720)
    return max(_LEAST, (free - (number - 1) * between) // number)


def is_sideways(page: Element | None) -> bool:
    """Return whether the pages of a section lie sideways."""
    return attribute(child(page, "pgSz"), "orient") == "landscape"


def sideways(page: Element | None) -> Element:
    """Return the properties of a section like another one, whose pages lie sideways, with the margins turned along."""
    made = make("w:sectPr") if page is None else copy.deepcopy(page)
    made.tail = None
    size = child(made, "pgSz")
    if size is None:
        size = make("w:pgSz", {"w:w": _PAGE[0], "w:h": _PAGE[1]})
        _insert(made, size)
    if attribute(size, "orient") != "landscape":
        width, height = (
            whole_number(attribute(size, each), other) for each, other in zip("wh", _PAGE, strict=True)
        )
        size.set(w("w"), str(max(width, height)))
        size.set(w("h"), str(min(width, height)))
        size.set(w("orient"), "landscape")
        margins = child(made, "pgMar")
        if margins is not None:
            top, right, bottom, left = (margins.get(w(side)) for side in ("top", "right", "bottom", "left"))
            for side, given in (("right", top), ("bottom", right), ("left", bottom), ("top", left)):
                if given is not None:
                    margins.set(w(side), given.lstrip("-"))
    # Pages that lie otherwise begin on a page of their own.
    for each in made.findall(w("type")):
        made.remove(each)
    return without_first_page(made)


def join_sideways(body: Element) -> None:
    """Take away the empty upright page between two runs of pages that lie sideways: two places of a template end and begin there."""
    breaks = list(body.iter(w("sectPr")))
    for before, empty, after in zip(breaks, breaks[1:], breaks[2:], strict=False):
        first, second = _sole_paragraph(before), _sole_paragraph(empty)
        if first is None or second is None or first.getnext() is not second:
            continue
        if is_sideways(before) and not is_sideways(empty) and is_sideways(after):
            around = first.getparent()
            if around is not None:
                around.remove(first)
                around.remove(second)


def _sole_paragraph(page: Element) -> Element | None:
    """Return the paragraph that holds nothing but these section properties, None where it holds a word."""
    properties = page.getparent()
    line = None if properties is None or properties.tag != w("pPr") else properties.getparent()
    return (
        line
        if line is not None and len(line) == 1 and properties is not None and len(properties) == 1
        else None
    )


def without_first_page(page: Element) -> Element:
    """Return section properties that no longer begin anew: no first page of its own, no page number to begin with."""
    for each in page.findall(w("titlePg")):
        page.remove(each)
    numbers = child(page, "pgNumType")
    if numbers is not None and numbers.get(w("start")) is not None:
        del numbers.attrib[w("start")]
        if not numbers.attrib:
            page.remove(numbers)
    return page


def _insert(page: Element, size: Element) -> None:
    before = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
    place = sum(1 for each in page if each.tag in {w(name) for name in before})
    page.insert(place, size)
