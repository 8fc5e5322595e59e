"""Tables that stand in a document, read by their grid: which columns a cell covers, whatever was merged beside it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from functools import cached_property

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml.text import whole_number
from xlscore.ooxml.xml.tree import Element
from xlscore.word.content import Inline, NewRow
from xlscore.word.made.letters import COLOUR, letters
from xlscore.word.made.maker import Maker
from xlscore.word.made.tables import TableMaker, grid_widths, shading
from xlscore.word.standing.desk import Desk
from xlscore.word.standing.markers import hung_on
from xlscore.word.standing.paragraphs import Paragraph, look_of
from xlscore.word.standing.places import put_after, put_before, take_away
from xlscore.word.standing.texts import has_tracked_changes, text_of
from xlscore.word.xml.names import attribute, child, make, name_of, value, w

__all__ = ["Cell", "Row", "Table"]

_TC_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders")
_THROUGH = ("sdt", "sdtContent", "customXml", "ins", "moveTo")


class Cell:
    """A cell of a table: the columns that it covers, counted from 0, and what stands in it."""

    def __init__(self, element: Element, row: Row, column: int) -> None:
        """Bind to an element of a row."""
        self.element = element
        self.row = row
        self.column = column

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
        return [
            Paragraph(each, self.row.table.desk, self.row.table.part) for each in _through(self.element, "p")
        ]

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
        if next(_through(self.element, "tbl"), None) is not None:
            raise EditRefusedError("The cell holds a table of its own; write into its cells.")
        paragraphs = self.paragraphs
        if self.text == text:
            return
        if not paragraphs:
            self.element.append(make("w:p"))
            paragraphs = self.paragraphs
        lines = text.split("\n")
        for each, line in zip(paragraphs, lines, strict=False):
            each.set_text(line)
        last = paragraphs[min(len(lines), len(paragraphs)) - 1]
        for line in lines[len(paragraphs) :]:
            last = last.insert_like_after(line)
        for gone in paragraphs[len(lines) :]:
            gone.remove()

    def set_content(self, content: Sequence[Inline] | str) -> None:
        """Write a line of content into it in place of what it holds."""
        paragraphs = self.paragraphs
        paragraphs[0].set_content(content)
        for gone in paragraphs[1:]:
            gone.remove()

    @property
    def _properties(self) -> Element | None:
        return child(self.element, "tcPr")

    def _own_properties(self) -> Element:
        found = self._properties
        if found is None:
            found = make("w:tcPr")
            self.element.insert(0, found)
        return found


class Row:
    """A row of a table."""

    def __init__(self, element: Element, table: Table) -> None:
        """Bind to an element of a table."""
        self.element = element
        self.table = table

    @property
    def cells(self) -> list[Cell]:
        """Return its cells with the columns that they cover."""
        column = whole_number(value(child(self.element, "trPr"), "gridBefore"))
        found = []
        for each in _through(self.element, "tc"):
            cell = Cell(each, self, column)
            found.append(cell)
            column += cell.span
        return found

    def at(self, column: int) -> Cell | None:
        """Return the cell that covers a column, None where the row has none there."""
        return next((each for each in self.cells if each.column <= column < each.column + each.span), None)

    @property
    def texts(self) -> list[str]:
        """Return what is read in each column of the grid; a merged cell is read in the first that it covers."""
        texts = [""] * self.table.columns
        for cell in self.cells:
            if cell.column < len(texts):
                texts[cell.column] = cell.text
        return texts

    @property
    def is_head(self) -> bool:
        """Return whether it is repeated as a heading on every page."""
        head = child(self.element, "trPr", "tblHeader")
        return head is not None and attribute(head, "val") not in ("0", "false", "off")

    @property
    def is_merged(self) -> bool:
        """Return whether a cell of it was merged, or it does not cover every column."""
        cells = self.cells
        covered = sum(each.span for each in cells)
        return covered != self.table.columns or any(each.is_merged for each in cells)

    @property
    def has_tracked_changes(self) -> bool:
        """Return whether a change that Word tracks is in it or around it."""
        return has_tracked_changes(self.element)

    @property
    def hung_on(self) -> tuple[str, ...]:
        """Return what is in it that its text does not say."""
        return hung_on(self.element)

    def insert_like_after(self, texts: Sequence[str]) -> Row:
        """Return a new row behind it that looks the same, with a text for each of its cells."""
        made = self._like(texts)
        put_after(self._outermost, [made])
        return Row(made, self.table)

    def insert_like_before(self, texts: Sequence[str]) -> Row:
        """Return a new row before it that looks the same, with a text for each of its cells."""
        made = self._like(texts)
        put_before(self._outermost, [made])
        return Row(made, self.table)

    def insert_after(self, row: NewRow) -> Row:
        """Return a new row of its own look behind it."""
        made = self.table.new_row(row)
        put_after(self._outermost, [made])
        return Row(made, self.table)

    def remove(self) -> None:
        """Take it away; the control round it, too, where it is alone in it."""
        take_away(self._outermost)

    @property
    def _outermost(self) -> Element:
        """Return the row, or the control that stands round this row alone."""
        content = self.element.getparent()
        if content is not None and content.tag == w("sdtContent") and len(content) == 1:
            control = content.getparent()
            assert control is not None
            return control
        return self.element

    def _like(self, texts: Sequence[str]) -> Element:
        cells = self.cells
        if len(texts) != len(cells):
            raise EditRefusedError(f"{len(texts)} texts do not fit a row of {len(cells)} cells.")
        made = make("w:tr")
        for each in self.element:
            if each.tag in (w("tblPrEx"), w("trPr")):
                made.append(_clean(each))
        for cell, text in zip(cells, texts, strict=True):
            copied = make("w:tc")
            properties = child(cell.element, "tcPr")
            if properties is not None:
                copied.append(_clean(properties))
            pattern = cell.paragraphs[0]
            lines = text.split("\n")
            new = [pattern.like(line) for line in lines]
            copied.extend(new)
            made.append(copied)
        for each in made.iter(w("tblHeader"), w("vMerge")):
            parent = each.getparent()
            assert parent is not None
            parent.remove(each)
        return made


class Table:
    """A table; two of them are equal where they are the same place of the document."""

    def __init__(self, element: Element, desk: Desk, part: str) -> None:
        """Bind to an element of a part."""
        self.element = element
        self.desk = desk
        self.part = part

    def __eq__(self, other: object) -> bool:
        """Return whether both are the same place."""
        return isinstance(other, Table) and self.element is other.element

    def __hash__(self) -> int:
        """Return what goes with equality."""
        return hash(self.element)

    @cached_property
    def maker(self) -> Maker:
        """Return what makes new content for it."""
        return self.desk.maker(self.part)

    @property
    def rows(self) -> list[Row]:
        """Return its rows, those in controls too."""
        return [Row(each, self) for each in _through(self.element, "tr")]

    @property
    def columns(self) -> int:
        """Return how many columns its grid has; of a table without a grid, what its rows cover."""
        grid = child(self.element, "tblGrid")
        if grid is not None and len(grid):
            return sum(1 for each in grid if each.tag == w("gridCol"))
        widest = 0
        for row in _through(self.element, "tr"):
            spans = (whole_number(value(child(each, "tcPr"), "gridSpan"), 1) for each in _through(row, "tc"))
            widest = max(
                widest,
                whole_number(value(child(row, "trPr"), "gridBefore")) + sum(max(1, each) for each in spans),
            )
        return widest

    @property
    def title(self) -> str:
        """Return what it is called for who hears it."""
        return value(child(self.element, "tblPr"), "tblCaption")

    @property
    def description(self) -> str:
        """Return what it says for who hears it."""
        return value(child(self.element, "tblPr"), "tblDescription")

    @property
    def has_tracked_changes(self) -> bool:
        """Return whether a change that Word tracks is in it or around it."""
        return has_tracked_changes(self.element)

    @property
    def text(self) -> str:
        """Return what is read in it, a line for each paragraph."""
        return text_of(self.element)

    def append(self, row: NewRow) -> Row:
        """Return a new last row."""
        made = self.new_row(row)
        self.element.append(made)
        return Row(made, self)

    def new_row(self, row: NewRow) -> Element:
        """Return a row for its columns that stands nowhere yet."""
        maker = TableMaker(self.desk.parts, self.desk.styles, self.maker.paragraph)
        return maker.row(row, grid_widths(self.element))

    def insert_column(self, column: int, texts: Sequence[str]) -> None:
        """Put a column before one, with a text for each row, that looks like its neighbour; refused across merged cells."""
        rows = self.rows
        if len(texts) != len(rows):
            raise EditRefusedError(f"{len(texts)} texts do not fit a table of {len(rows)} rows.")
        if any(row.is_merged for row in rows):
            raise EditRefusedError(
                "The table has merged cells, so no column can be put into it; do it in Word."
            )
        beside = max(0, column - 1)
        for row, text in zip(rows, texts, strict=True):
            cell = row.cells[beside]
            copied = make("w:tc")
            properties = child(cell.element, "tcPr")
            if properties is not None:
                copied.append(_clean(properties))
            copied.append(cell.paragraphs[0].like(text))
            (put_after if column else put_before)(_round(cell.element), [copied])
        self._share_width(column, beside)

    def remove_column(self, column: int) -> None:
        """Take a column away; refused across merged cells."""
        rows = self.rows
        if self.columns < 2 or any(row.is_merged for row in rows):
            raise EditRefusedError(
                "The table has merged cells or one column, so none can be taken out; do it in Word."
            )
        for row in rows:
            gone = row.cells[column].element
            take_away(_round(gone))
        grid = child(self.element, "tblGrid")
        if grid is not None and column < len(grid):
            widths = grid_widths(self.element)
            grid.remove(grid[column])
            self._set_widths(
                [
                    width * sum(widths) // max(1, sum(widths) - widths[column])
                    for width in grid_widths(self.element)
                ]
            )

    def _share_width(self, column: int, beside: int) -> None:
        grid = child(self.element, "tblGrid")
        if grid is None or not len(grid):
            return
        widths = grid_widths(self.element)
        grid.insert(column, make("w:gridCol", {"w:w": widths[beside]}))
        grown = grid_widths(self.element)
        self._set_widths([width * sum(widths) // max(1, sum(grown)) for width in grown])

    def _set_widths(self, widths: Sequence[int]) -> None:
        grid = child(self.element, "tblGrid")
        assert grid is not None
        for each, width in zip(grid, widths, strict=False):
            each.set(w("w"), str(width))
        for row in self.rows:
            for cell, width in zip(row.cells, widths, strict=False):
                given = child(cell.element, "tcPr", "tcW")
                if given is not None and attribute(given, "type") == "dxa":
                    given.set(w("w"), str(width))


def _through(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of a name, those in controls and other wrappings too."""
    for each in element:
        if each.tag == w(name):
            yield each
        elif name_of(each) in _THROUGH:
            yield from _through(each, name)


def _round(cell: Element) -> Element:
    """Return a cell, or the control round it."""
    content = cell.getparent()
    if content is not None and content.tag == w("sdtContent"):
        control = content.getparent()
        assert control is not None
        return control
    return cell


def _clean(properties: Element) -> Element:
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
