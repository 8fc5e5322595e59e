"""New tables: columns by their shares of the text's width, rows that head them, a title and a description for who hears them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from xlscore.ooxml.errors import UnsupportedValueError
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element
from xlscore.word.content import NewCell, NewParagraph, NewRow, NewTable
from xlscore.word.file.parts import DocumentParts
from xlscore.word.looks.styles import DocumentStyles
from xlscore.word.made.letters import COLOUR, letters
from xlscore.word.xml.names import attribute, make, set_value, sub

__all__ = ["TableMaker", "shading"]

_TWENTIETHS: Final = 1440 / 25.4
"""Word's twentieths of a point in a millimetre."""


_SMALLEST: Final = 12
"""Half points: nobody reads smaller letters."""


class TableMaker:
    """Makes tables, and rows for tables that are there."""

    def __init__(
        self,
        parts: DocumentParts,
        styles: DocumentStyles,
        paragraph: Callable[[NewParagraph, Element | None], Element],
    ) -> None:
        """Take how paragraphs are made."""
        self._parts = parts
        self._styles = styles
        self._paragraph = paragraph

    def table(self, given: NewTable, width: int) -> Element:
        """Return a table as wide as the text."""
        refuse_unspeakable(given.title, given.description)
        least = [round(each * _TWENTIETHS) for each in given.least_mm]
        sides = round(given.sides_mm * _TWENTIETHS)
        scale = _scale(least, sides, width)
        widths = _widths(given.shares, width, [round((each - sides) * scale) + sides for each in least])
        size = max(_SMALLEST, int(given.points * scale * 2)) if given.points and scale < 1 else 0
        made = make("w:tbl", None, self._properties(given, sum(widths)))
        grid = sub(made, "w:tblGrid")
        for each in widths:
            sub(grid, "w:gridCol", {"w:w": each})
        for number, row in enumerate(given.rows):
            is_head = number < given.header_rows
            cells = [_heading(cell, given) for cell in row.cells] if is_head else row.cells
            made.append(self.row(NewRow(cells), widths, is_head=is_head, half_points=size))
        return made

    def row(
        self, given: NewRow, widths: Sequence[int], *, is_head: bool = False, half_points: int = 0
    ) -> Element:
        """Return a row whose cells have these widths, its letters in a size of its own where one is given."""
        made = make("w:tr")
        properties = sub(made, "w:trPr")
        sub(properties, "w:cantSplit")
        if is_head:
            sub(properties, "w:tblHeader")
        cells = [NewCell(cell) if isinstance(cell, str) else cell for cell in given.cells]
        if sum(cell.span for cell in cells) != len(widths):
            raise UnsupportedValueError(
                f"A row of {sum(cell.span for cell in cells)} cells does not fit a table of {len(widths)} columns."
            )
        place = 0
        for cell in cells:
            made.append(self.cell(cell, sum(widths[place : place + cell.span]), half_points))
            place += cell.span
        return made

    def cell(self, given: NewCell, width: int, half_points: int = 0) -> Element:
        """Return a cell."""
        made = make("w:tc")
        properties = sub(made, "w:tcPr")
        sub(properties, "w:tcW", {"w:w": width, "w:type": "dxa"})
        if given.span > 1:
            set_value(sub(properties, "w:gridSpan"), given.span)
        if given.shade:
            properties.append(shading(given.shade))
        look = letters(None, bold=given.bold, colour=given.colour, half_points=half_points)
        for each in paragraphs_of(given):
            paragraph = self._paragraph(each, look)
            if given.right:
                first = (
                    paragraph[0] if len(paragraph) and paragraph[0].tag.endswith("}pPr") else make("w:pPr")
                )
                if first.getparent() is None:
                    paragraph.insert(0, first)
                set_value(sub(first, "w:jc"), self._parts.side("right"))
            made.append(paragraph)
        return made

    def _properties(self, given: NewTable, width: int) -> Element:
        style = self._styles.id_named(given.style, "table") if given.style else self._styles.id_of("table")
        made = make("w:tblPr")
        set_value(sub(made, "w:tblStyle"), style)
        sub(made, "w:tblW", {"w:w": width, "w:type": "dxa"})
        sub(made, "w:tblLayout", {"w:type": "fixed"})
        look = {"firstRow": int(given.header_rows > 0), "lastRow": 0, "firstColumn": 1, "lastColumn": 0}
        flags = {**look, "noHBand": 0, "noVBand": 1}
        # The bits of the older spelling say the same; strict files have the newer one alone.
        bits = {} if self._parts.strict else {"w:val": f"{0x0480 | 0x20 * look['firstRow']:04X}"}
        sub(made, "w:tblLook", {**bits, **{f"w:{name}": flag for name, flag in flags.items()}})
        if given.title:
            set_value(sub(made, "w:tblCaption"), given.title)
        if given.description:
            set_value(sub(made, "w:tblDescription"), given.description)
        return made


def paragraphs_of(cell: NewCell) -> tuple[NewParagraph, ...]:
    """Return the paragraphs of a cell's content; one at least, for a cell without is refused by Word."""
    content = cell.content
    if not isinstance(content, str) and content and all(isinstance(each, NewParagraph) for each in content):
        return tuple(each for each in content if isinstance(each, NewParagraph))
    inline = (
        content
        if isinstance(content, str)
        else tuple(each for each in content if not isinstance(each, NewParagraph))
    )
    return (NewParagraph(inline, role="table text"),)


def shading(colour: str) -> Element:
    """Return the shading of a cell in a colour, "RRGGBB"."""
    if not COLOUR.fullmatch(colour):
        raise UnsupportedValueError(f"{colour!r} is no colour; write it as six digits, such as 1F4E9E.")
    return make("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour.upper()})


def grid_widths(table: Element) -> list[int]:
    """Return the widths of a table's grid columns."""
    grid = next((each for each in table if each.tag.endswith("}tblGrid")), None)
    texts = [] if grid is None else [attribute(each, "w") for each in grid]
    return [int(text) if text.isdecimal() else 0 for text in texts]


def _heading(cell: NewCell | str, table: NewTable) -> NewCell:
    cell = NewCell(cell) if isinstance(cell, str) else cell
    return replace(
        cell, bold=True, shade=cell.shade or table.head_shade, colour=cell.colour or table.head_colour
    )


def _scale(least: Sequence[int], sides: int, width: int) -> float:
    """Return by how much words have to be smaller for all columns to have room beside what is free at their sides."""
    words = sum(least) - sides * len(least)
    room = width - sides * len(least)
    return min(1.0, room / words) if words > 0 and room > 0 else 1.0


def _widths(shares: Sequence[float], width: int, least: Sequence[int] = ()) -> list[int]:
    """Return whole widths that fill the width, by their shares; none is under its least where all have room."""
    if not shares or min(shares) <= 0:
        raise UnsupportedValueError("A table needs columns, each with a share of the width above 0.")
    if least and sum(least) >= width:
        return _shared(least, width)
    given = dict(enumerate(least or [0] * len(shares)))
    free = dict(enumerate(shares))
    while narrow := [
        at for at, share in free.items() if share / sum(free.values()) * _left(given, free, width) < given[at]
    ]:
        for at in narrow:
            del free[at]
    left = _left(given, free, width)
    return _shared(
        [left * free[at] / sum(free.values()) if at in free else given[at] for at in range(len(shares))],
        width,
    )


def _left(least: Mapping[int, int], free: Collection[int], width: int) -> int:
    """Return the width that the columns share which are not held at their least."""
    return width - sum(each for at, each in least.items() if at not in free)


def _shared(shares: Sequence[float], width: int) -> list[int]:
    edges = [round(width * sum(shares[:index]) / sum(shares)) for index in range(len(shares) + 1)]
    return [after - before for before, after in pairwise(edges)]
