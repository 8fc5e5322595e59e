"""What an action would change, as a plan: nothing is written while it is made, and what is equal is not in it.

A human's cell is one that holds something and is not ours: the plan refuses to touch it. Ours are the columns that the
product fills; a column that is missing is planned at the right-hand end of its table.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Final

from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.finder import Table, shown
from xlscore.books.tables.formulas import is_ours
from xlscore.rules.words import key, tidy

_NUMBER_FORMATS: Final = {
    "year_on_year": "0.0%",
    "shortfall": "#,##0",
    "to_average": "#,##0.0##",
    "to_top_quartile": "#,##0.0##",
}
"""How the numbers of an added column are shown; its neighbour may hold percentages."""
_ELBOW_ROOM: Final = 8
"""So many columns beside a table must be blank for its new columns to stand next to it."""

LONGEST_NAME: Final = 31
"""So many letters a sheet's name may have, by Excel."""

__all__ = ["LONGEST_NAME", "Edit", "Edits", "NewColumn", "NewSheet", "numbered"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell's change: its new value, its formula if it is one, and whether the product computed it."""

    sheet: str
    row: int
    column: int
    value: Any
    formula: str = ""
    computed: bool = True
    marked: bool = False
    """Whether it stands where a human's entry belongs, and so must be seen to be none."""


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column to be added at a table's right-hand end, looking like its neighbour."""

    sheet: str
    column: int
    neighbour: int
    top: int
    header: int
    bottom: int
    number_format: str


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to be added, with its headings in the first row: behind the sheet `after`, or last."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...] = ()
    after: str | None = None
    wrapped: tuple[int, ...] = ()
    """The columns whose long texts are set on several lines."""


@dataclass
class Edits:
    """The changes that an action plans; `put` into ours, `fill` a human's blank."""

    reading: Reading
    cells: dict[tuple[str, int, int], Edit] = field(default_factory=dict)
    columns: list[NewColumn] = field(default_factory=list)
    sheets: list[NewSheet] = field(default_factory=list)
    _added: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells or self.columns or self.sheets)

    def free_name(self, name: str) -> str:
        """Return a name for a new sheet: this one, or with a number behind it where there is a sheet of that name."""
        taken = self.reading.taken_names | {key(new.name) for new in self.sheets}
        free, number = name, 2
        while key(free) in taken:
            free, number = numbered(name, number), number + 1
        return free

    def current(self, sheet: str, row: int, column: int) -> Any:
        """Return what a cell holds, or will hold by this plan."""
        planned = self.cells.get((sheet, row, column))
        if planned is not None:
            return planned.value
        block = self.reading.block(sheet)
        return None if block is None else block.at(row, column)

    def put(
        self, sheet: str, row: int, column: int, value: Any, *, computed: bool = True, marked: bool = False
    ) -> None:
        """Plan a value for a cell of ours; an equal one is left as it is."""
        if not _same(self.current(sheet, row, column), value):
            self.cells[sheet, row, column] = Edit(sheet, row, column, value, computed=computed, marked=marked)

    def fill(self, sheet: str, row: int, column: int, value: Any, *, marked: bool = False) -> bool:
        """Plan a value for a cell that a human may fill; return whether it was blank and will be filled."""
        if not is_blank(self.current(sheet, row, column)) or is_blank(value):
            return False
        self.put(sheet, row, column, value, marked=marked)
        return True

    def live(self, sheet: str, row: int, column: int, formula: str, value: Any) -> None:
        """Plan a formula with the value that it has; a cell that holds the same formula and value is left.

        A constant there is a human's and stays. Where the program behind the book cannot say what is a formula, a cell that
        holds anything is left: live, its formula keeps it right by itself.
        """
        formulas = self.reading.formulas(sheet)
        here = self.current(sheet, row, column)
        before = None if formulas is None else formulas.get((row, column))
        if before is None and not is_blank(here):
            return
        if before is not None and not is_ours(before, formula):
            return
        if before is None or _squeezed(before) != _squeezed(formula) or not _same(here, value):
            self.cells[sheet, row, column] = Edit(sheet, row, column, value, formula)

    def column(self, table: Table, name: str) -> int:
        """Return a field's column; one that the table lacks is planned at its right-hand end."""
        if name in table.columns:
            return table.columns[name]
        mark = (table.sheet, table.header, name)
        if mark not in self._added:
            neighbour, bottom = table.last_column, max(table.records, default=table.header)
            taken = {c for (sheet, header, _), c in self._added.items() if (sheet, header) == mark[:2]}
            column = max(taken, default=_end(table, bottom)) + 1
            self._added[mark] = column
            number_format = _NUMBER_FORMATS.get(name, "General")
            self.columns.append(
                NewColumn(table.sheet, column, neighbour, table.top, table.header, bottom, number_format)
            )
            self.put(table.sheet, table.header, column, table.layout.heading(name), computed=False)
        return self._added[mark]


def numbered(name: str, number: int) -> str:
    """Return a sheet's name with a number behind it, within the length that Excel allows.

    >>> numbered("Tube map", 2), numbered("Tube map - Keeping people safe ", 2)
    ('Tube map 2', 'Tube map - Keeping people saf 2')
    """
    behind = f" {number}"
    return name[: LONGEST_NAME - len(behind)].strip() + behind


def _end(table: Table, bottom: int) -> int:
    """Return the last column that a table's new columns must keep clear of: its own, or a remark close beside it."""
    near = range(table.last_column + 1, table.last_column + 1 + _ELBOW_ROOM)
    rows = range(table.top, bottom + 1)
    beside = [column for column in near if any(not is_blank(table.block.at(row, column)) for row in rows)]
    return max(beside, default=table.last_column)


def _squeezed(formula: str) -> str:
    return "".join(formula.split()).upper()


def _same(here: Any, value: Any) -> bool:
    if is_blank(here) or is_blank(value):
        return is_blank(here) and is_blank(value)
    if isinstance(here, bool) or isinstance(value, bool):
        return here is value
    if isinstance(here, (int, float)) and isinstance(value, (int, float)):
        return math.isclose(here, value, rel_tol=1e-12, abs_tol=1e-15)
    if isinstance(here, str) and isinstance(value, str):
        return tidy(here) == tidy(value)
    return type(here) is type(value) and shown(here) == shown(value)
