"""What the grid calls its areas and commands, for the tables that speak of them."""

from __future__ import annotations

from xlscore.books.grades.columns import command_columns
from xlscore.books.grades.grid import is_grid
from xlscore.books.grades.headings import GRID
from xlscore.books.grades.names import with_names
from xlscore.books.plan.kind import KnownNames
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import find_all

__all__ = ["grid_names"]


def grid_names(reading: Reading) -> KnownNames:
    """Return the names of all areas and commands; of two grids, those of both."""
    grids = find_all([with_names(block) or block for block in reading.blocks], GRID, is_grid)
    areas = dict.fromkeys(table.text(row, "area") for table in grids for row in table.records)
    commands = dict.fromkeys(name for table in grids for name in command_columns(table))
    return KnownNames(tuple(areas), tuple(commands))
