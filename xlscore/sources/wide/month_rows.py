"""A row of a block: what it is called, and what it holds for each month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlscore.sources.tables.figures import NoCount
from xlscore.sources.wide.blocks import MonthBlock

__all__ = ["MonthCell", "MonthRow"]


@dataclass(frozen=True, slots=True)
class MonthCell:
    """What a row has in a month: a count, or why it has none; where it stands, and what stands there."""

    found: Fraction | NoCount
    column: int
    held: object
    why: str = ""
    """Why a cell that holds something is not counted, where that is not what it holds."""


@dataclass(frozen=True)
class MonthRow:
    """A row of a block."""

    block: MonthBlock
    number: int
    types: tuple[str, ...]
    """Its type, or its types from the widest."""
    places: tuple[str, ...]
    """The names of its places, the smallest first; none where no column names one."""
    cells: Mapping[date, MonthCell]
    labels: tuple[str, ...]
    """All that stands beside its months."""

    @property
    def figures(self) -> dict[date, Fraction]:
        """Return its counts by month."""
        return {month: cell.found for month, cell in self.cells.items() if isinstance(cell.found, Fraction)}
