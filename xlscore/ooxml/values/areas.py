"""Lists of cell areas (`sqref`), as validations and conditional formats keep them."""

from __future__ import annotations

from collections.abc import Iterable

from xlscore.ooxml.values.addresses import Box, parse_box

__all__ = ["format_areas", "parse_areas", "without_area"]


def parse_areas(text: str | None) -> list[Box]:
    """Return the boxes of a list of areas.

    >>> [box.address() for box in parse_areas("B2:B9 D2")]
    ['B2:B9', 'D2']
    """
    return [parse_box(item) for item in (text or "").split()]


def format_areas(boxes: Iterable[Box]) -> str:
    """Return a list of areas as the file spells it; whole columns as full ranges."""
    return " ".join(_full(box) for box in boxes)


def _full(box: Box) -> str:
    text = box.address()
    if text.replace(":", "").isalpha():
        first, last = text.split(":")
        return f"{first}1:{last}{box.bottom}"
    return f"A{box.top}:XFD{box.bottom}" if text[0].isdigit() else text


def without_area(boxes: Iterable[Box], gone: Box) -> list[Box]:
    """Return the areas without the cells of a box.

    >>> format_areas(without_area(parse_areas("A1:B3"), parse_areas("B2")[0]))
    'A1:B1 A3:B3 A2'
    """
    return [piece for box in boxes for piece in box.without(gone)]
