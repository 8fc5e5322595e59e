"""What people wrote in the workbook's own cells: rationales, narratives, what is being done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from xlscore.books.grades.headings import CHANGES, GRID, RATIONALES
from xlscore.books.msg.headings import MSG
from xlscore.books.objectives.headings import NARRATIVE
from xlscore.books.papers.headings import PAPER
from xlscore.books.quadrants.headings import QUADRANTS
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.named import read_workbook
from xlscore.books.threat.headings import BREAKDOWN
from xlscore.books.understanding import ReadTable, read_tables
from xlscore.narrative.model import Passage, SentencePlace
from xlscore.narrative.texts.blocks import BlockRole, TextBlock, bullet_of, is_narrative, passages_of
from xlscore.rules.figures import Source

if TYPE_CHECKING:
    import xlwings as xw

__all__ = ["read_cells"]

_WRITTEN: Final[Mapping[TableKind, tuple[str, ...]]] = {
    GRID: ("rationale",),
    CHANGES: ("rationale",),
    RATIONALES: ("rationale",),
    MSG: ("narrative",),
    QUADRANTS: ("narrative",),
    NARRATIVE: ("text",),
    PAPER: ("text",),
    BREAKDOWN: ("doing", "recommendation"),
}
"""The fields in which people write of the period that the workbook reports on; what was written of earlier ones is in others."""


def read_cells(book: xw.Book | Reading) -> tuple[Passage, ...]:
    """Return the sentences of the cells in which people write, each with its row and its column beside it."""
    reading = book if isinstance(book, Reading) else read_workbook(book)
    return tuple(passage for table in read_tables(reading) for passage in _of_table(table))


def _of_table(read: ReadTable) -> Iterator[Passage]:
    table = read.table
    names = table.filled_down(table.layout.rows)
    for field in _WRITTEN.get(table.layout, ()):
        column = table.columns.get(field)
        for row in table.records if column is not None else ():
            value = table.value(row, field)
            if not isinstance(value, str) or not is_narrative(value):
                continue
            place = SentencePlace(source=Source(table.sheet, table.cell(row, field)))
            beside = tuple(name for name in (names[row], read.headings.get(column or 0, "")) if name)
            yield from passages_of(_lines(value, place, beside))


def _lines(text: str, place: SentencePlace, beside: tuple[str, ...]) -> Iterator[TextBlock]:
    """Yield the lines of a cell, those with a bullet as items of a list."""
    for line in text.splitlines():
        role = BlockRole.ITEM if bullet_of(line) else BlockRole.CELL
        yield TextBlock(line, place, role, beside=beside)
