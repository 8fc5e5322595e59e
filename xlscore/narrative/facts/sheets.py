"""Where the product wrote a figure of a measure and place, so that whoever quotes it is led to that cell, not to seventy months."""

from __future__ import annotations

import math
from fractions import Fraction

from xlscore.books.monthly.names import place_key
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.layout import TableKind
from xlscore.rules.figures import Source
from xlscore.rules.words import name_key

__all__ = ["WrittenCells"]

_SLACK = 1e-6


class WrittenCells:
    """The cells of a sheet that only the product writes, by measure and place."""

    def __init__(self, reading: Reading, layout: TableKind) -> None:
        found = find_all(reading.blocks, layout)
        self.table = found[0] if len(found) == 1 else None
        self.rows: dict[tuple[str, str], int] = {}
        if self.table is not None:
            for row in self.table.records:
                mark = name_key(self.table.text(row, "measure")), place_key(self.table.text(row, "place"))
                self.rows.setdefault(mark, row)

    def of(self, measure: str, place: str, column: str, value: Fraction | None) -> tuple[Source, ...]:
        """Return the cell that holds a figure, none where the sheet has it not or has another: it is of an earlier run."""
        row = self.rows.get((name_key(measure), place_key(place)))
        if self.table is None or row is None or value is None:
            return ()
        held, cell = self.table.value(row, column), self.table.cell(row, column)
        if not cell or isinstance(held, bool) or not isinstance(held, (int, float)):
            return ()
        same = math.isclose(float(held), float(value), rel_tol=_SLACK, abs_tol=_SLACK)
        return (Source(self.table.sheet, cell),) if same else ()
