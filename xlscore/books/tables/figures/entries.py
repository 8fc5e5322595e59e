"""Cells that should hold a figure, as rules take them: the figure with its place, a blank, or something else."""

from __future__ import annotations

from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Blank, Entry, Source, Unread
from xlscore.rules.figures_marks import says_no_figure

__all__ = ["read_entry", "source_of"]


def source_of(table: Table, row: int, column: int) -> Source:
    """Return the place of a table's cell."""
    return Source(table.sheet, cell_address(row, column))


def read_entry(
    reader: Reader, table: Table, row: int, column: int | None, *, percentage: bool = False
) -> Entry:
    """Return what a cell holds where a figure belongs, None where the table has no such column.

    What is no figure is a problem, which the reader keeps.
    """
    if column is None:
        return None
    source = source_of(table, row, column)
    value = table.block.at(row, column)
    figure = reader.figure(table, row, column, percentage=percentage)
    if figure is not None:
        return figure
    missing = table.block.is_blank(row, column) or (isinstance(value, str) and says_no_figure(value))
    return Blank(source) if missing else Unread(source)
