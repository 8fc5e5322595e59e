"""Where everything stands on *Explorer data*, and how its formulas name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlscore.books.control.explorer_series import SERIES, TOP, placed_at
from xlscore.books.control.explorer_steps import STEPS
from xlscore.books.plan.edits import Scalar
from xlscore.ooxml.values.addresses import Box

__all__ = [
    "BEFORE", "CHOSEN", "CHOSEN_HEAD", "COLUMNS", "ENDS", "ENDS_AT", "LISTS_AT", "SERIES_AT", "STATIC_AT", "ExplorerSheets", "Worked", "column_of",
]  # fmt: skip

Worked = tuple[str, Scalar]
"""A formula, and what it comes to."""

CHOSEN_HEAD, CHOSEN = 3, 4
"""The rows of what is chosen: its headings and its cells."""
BEFORE: Final = ("n", "month", "x", "value", "words")
COLUMNS: Final = (*BEFORE, *(step.name for step in STEPS))
ENDS: Final = ("part", "ends_at", "mean", "upper", "lower", "mean_at", "upper_at", "target", "target_at")
ENDS_AT: Final = len(COLUMNS) + 2
LISTS_AT: Final = ENDS_AT + len(ENDS) + 1
SERIES_AT: Final = LISTS_AT + 3
STATIC_AT: Final = SERIES_AT + len(SERIES) + 1


def column_of(name: str) -> int:
    """Return the column of a step."""
    return COLUMNS.index(name) + 1


@dataclass(frozen=True, slots=True)
class ExplorerSheets:
    """The sheet of figures, the page that shows them, and how many months and series there are."""

    sheet: str
    page: str
    months: int
    series: int

    def whole(self, name: str) -> str:
        """Return the cells of a step as formulas of the same sheet name them."""
        return self._box(name).address(absolute=True)

    def placed(self, name: str) -> str:
        """Return the cells of a step as other sheets name them."""
        return placed_at(self.sheet, self._box(name))

    def first(self, name: str, otherwise: Scalar) -> str:
        """Return what gives a step's cell in the first month that has a figure."""
        return f"IFERROR(INDEX({self.whole(name)},MATCH(1,{self.whole('known')},0)),{otherwise})"

    def of_series(self, column: int) -> str:
        """Return a column of the table of what is known of each series."""
        return Box(TOP, column, TOP + self.series - 1, column).address(absolute=True)

    def _box(self, name: str) -> Box:
        column = column_of(name)
        return Box(TOP, column, TOP + self.months - 1, column)
