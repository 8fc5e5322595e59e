"""Cells of tables that stand in a document."""

from __future__ import annotations

from collections.abc import Sequence

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml.text import whole_number
from xlscore.ooxml.xml.tree import Element
from xlscore.word.content import Inline
from xlscore.word.made.letters import COLOUR, letters
from xlscore.word.made.tables import shading
from xlscore.word.standing.desk import Desk
from xlscore.word.standing.markers import hung_on
from xlscore.word.standing.paragraphs import Paragraph, look_of, write_lines
from xlscore.word.standing.texts import clean, has_tracked_changes, text_of
from xlscore.word.standing.wrappings import through
from xlscore.word.xml.names import attribute, child, make, name_of, value, w

__all__ = ["WordCell"]

_TC_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders")


class WordCell:
    """A cell of a table: the columns that it covers, counted from 0, and what stands in it."""

    def __init__(self, element: Element, column: int, desk: Desk, part: str) -> None:
        """Bind to an element of a row."""
        self.element = element
        self.column = column
        self.desk = desk
        self.part = part

    @property
    def span(self) -> int:
        """Return how many columns it covers."""
        return max(1, whole_number(value(self._properties, "gridSpan"), 1))

    @property
    def goes_on(self) -> bool:
        """Return whether it only continues the cell above it, with which it was merged."""
        merge = child(self._properties, "vMerge")
        return merge is not None and attribute(merge, "val") != "restart"

    @property
    def is_merged(self) -> bool:
        """Return whether it was merged with a neighbour, above, below or beside."""
        return (
            self.span > 1
            or child(self._properties, "vMerge") is not None
            or child(self._properties, "hMerge") is not None
        )

    @property
    def text(self) -> str:
        """Return what is read in it."""
        return text_of(self.element)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Return its paragraphs, those in controls too, those of tables within not."""
        return [Paragraph(each, self.desk, self.part) for each in through(self.element, "p")]

    @property
    def has_tracked_changes(self) -> bool:
        """Return whether a change that Word tracks is in it or around it."""
        return has_tracked_changes(self.element)

    @property
    def hung_on(self) -> tuple[str, ...]:
        """Return what is in it that its text does not say, such as "footnote", "comment" or "picture"."""
        return hung_on(self.element)

    @property
    def shade(self) -> str:
        """Return its own colour as "RRGGBB", "" where it has none."""
        fill = attribute(child(self._properties, "shd"), "fill")
        return fill.upper() if COLOUR.fullmatch(fill) else ""

    def set_shade(self, colour: str) -> None:
        """Give it a colour of its own, or none."""
        properties = self._own_properties()
        old = child(properties, "shd")
        if old is not None:
            if not colour:
                properties.remove(old)
                return
            new = shading(colour)
            for name in list(old.attrib):  # a colour of the theme would count before ours
                del old.attrib[name]
            old.attrib.update(new.attrib)
        elif colour:
            place = sum(1 for each in properties if name_of(each) in _TC_ORDER)
            properties.insert(place, shading(colour))

    @property
    def colour(self) -> str:
        """Return the colour of its first letters as "RRGGBB", "" where they have none of their own."""
        colour = value(look_of(self.element), "color")
        return colour.upper() if COLOUR.fullmatch(colour) else ""

    def set_colour(self, colour: str) -> None:
        """Give its letters a colour, or that of their style."""
        if colour and not COLOUR.fullmatch(colour):
            shading(colour)  # refuses it
        for run in self.element.iter(w("r")):
            properties = child(run, "rPr")
            old = child(properties, "color")
            if old is not None and properties is not None:
                properties.remove(old)
            if colour:
                new = letters(properties, colour=colour)
                assert new is not None
                if properties is None:
                    run.insert(0, new)
                else:
                    run.replace(properties, new)

    def set_text(self, text: str) -> None:
        """Make it read so; letters that stay keep their look. A line is a paragraph."""
        if self.goes_on:
            raise EditRefusedError("The cell is merged with the one above it; write into that one.")
        if next(through(self.element, "tbl"), None) is not None:
            raise EditRefusedError("The cell holds a table of its own; write into its cells.")
        if self.text == text:
            return
        paragraphs = self._own_paragraphs()
        write_lines(paragraphs, text)

    def set_content(self, content: Sequence[Inline] | str) -> None:
        """Write a line of content into it in place of what it holds."""
        paragraphs = self._own_paragraphs()
        paragraphs[0].set_content(content)
        for gone in paragraphs[1:]:
            gone.remove()

    def like(self, text: str) -> Element:
        """Return a cell that looks the same and stands nowhere yet, with a text of its own."""
        made = make("w:tc")
        if self._properties is not None:
            made.append(clean(self._properties))
        pattern = self._own_paragraphs()[0]
        made.extend(pattern.like(line) for line in text.split("\n"))
        return made

    def _own_paragraphs(self) -> list[Paragraph]:
        """Return its paragraphs; a cell without one, which no program writes, is given one."""
        if not self.paragraphs:
            self.element.append(make("w:p"))
        return self.paragraphs

    @property
    def _properties(self) -> Element | None:
        return child(self.element, "tcPr")

    def _own_properties(self) -> Element:
        found = self._properties
        if found is None:
            found = make("w:tcPr")
            self.element.insert(0, found)
        return found
