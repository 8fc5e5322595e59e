"""Tables that stand in a document, read by their grid: which columns a cell covers, whatever was merged beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml.text import whole_number
from xlscore.ooxml.xml.tree import Element
from xlscore.word.content import NewRow
from xlscore.word.made.maker import Maker
from xlscore.word.made.tables import TableMaker, grid_widths
from xlscore.word.standing.bound import Bound
from xlscore.word.standing.cells import WordCell
from xlscore.word.standing.markers import hung_on
from xlscore.word.standing.places import put_after, put_before, take_away
from xlscore.word.standing.texts import clean, has_tracked_changes, text_of
from xlscore.word.standing.wrappings import outside, through
from xlscore.word.xml.names import attribute, child, make, parent_of, value, w

__all__ = ["WordRow", "WordTable"]


class WordRow:
    """A row of a table."""

    def __init__(self, element: Element, table: WordTable) -> None:
        """Bind to an element of a table."""
        self.element = element
        self.table = table

    @property
    def cells(self) -> list[WordCell]:
        """Return its cells with the columns that they cover."""
        column = whole_number(value(child(self.element, "trPr"), "gridBefore"))
        found = []
        for each in through(self.element, "tc"):
            cell = WordCell(each, column, self.table.desk, self.table.part)
            found.append(cell)
            column += cell.span
        return found

    def at(self, column: int) -> WordCell | None:
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

    def insert_like_after(self, texts: Sequence[str]) -> WordRow:
        """Return a new row behind it that looks the same, with a text for each of its cells."""
        made = self._like(texts)
        put_after(outside(self.element), [made])
        return WordRow(made, self.table)

    def insert_after(self, row: NewRow) -> WordRow:
        """Return a new row of its own look behind it."""
        made = self.table.new_row(row)
        put_after(outside(self.element), [made])
        return WordRow(made, self.table)

    def remove(self) -> None:
        """Take it away; the control round it, too, where it is alone in it."""
        take_away(outside(self.element))

    def _like(self, texts: Sequence[str]) -> Element:
        cells = self.cells
        if len(texts) != len(cells):
            raise EditRefusedError(f"{len(texts)} texts do not fit a row of {len(cells)} cells.")
        made = make("w:tr")
        for each in self.element:
            if each.tag in (w("tblPrEx"), w("trPr")):
                made.append(clean(each))
        for cell, text in zip(cells, texts, strict=True):
            made.append(cell.like(text))
        for each in made.iter(w("tblHeader"), w("vMerge")):
            parent = parent_of(each)
            parent.remove(each)
        return made


class WordTable(Bound):
    """A table."""

    @cached_property
    def maker(self) -> Maker:
        """Return what makes new content for it."""
        return self.desk.maker(self.part)

    @property
    def rows(self) -> list[WordRow]:
        """Return its rows, those in controls too."""
        return [WordRow(each, self) for each in through(self.element, "tr")]

    @property
    def columns(self) -> int:
        """Return how many columns its grid has; of a table without a grid, what its rows cover."""
        grid = child(self.element, "tblGrid")
        if grid is not None and len(grid):
            return sum(1 for each in grid if each.tag == w("gridCol"))
        widest = 0
        for row in through(self.element, "tr"):
            spans = (whole_number(value(child(each, "tcPr"), "gridSpan"), 1) for each in through(row, "tc"))
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

    def append(self, row: NewRow) -> WordRow:
        """Return a new last row."""
        made = self.new_row(row)
        self.element.append(made)
        return WordRow(made, self)

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
            copied = cell.like(text)
            (put_after if column else put_before)(outside(cell.element), [copied])
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
            take_away(outside(gone))
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
