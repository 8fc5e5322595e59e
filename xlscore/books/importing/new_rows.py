"""New rows of a table that files fill: below the others, or on a sheet of their own where the workbook has no such table.

Below the row of totals of a table of Excel a row would be in no total, so that none is written there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from xlscore.books.errors import BookError
from xlscore.books.plan.edits import GrownTable, Scalar
from xlscore.books.plan.own_rows import free_rows
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.words import counted
from xlscore.books.tables.table import Table

__all__ = ["add_rows", "excel_table", "lines_below"]


def add_rows(
    planner: Planner,
    table: Table | None,
    sheet: str,
    fields: Sequence[str],
    rows: Sequence[Sequence[Scalar]],
) -> None:
    """Plan rows of these fields below a table, which grows; from the second line on of a sheet that is new."""
    if not rows:
        return
    if table is None:
        columns, lines = list(range(1, len(fields) + 1)), list(range(2, 2 + len(rows)))
    else:
        columns = [planner.column(table, name) for name in fields]
        lines = lines_below(planner, table, len(rows), columns)
    for line, cells in zip(lines, rows, strict=True):
        for column, cell in zip(columns, cells, strict=True):
            planner.enter(sheet, line, column, cell)
    if table is not None:
        last = max(table.records, default=table.header)
        planner.grow(GrownTable(sheet, table.header, table.first_column, max(lines), table.last_column, last))


def excel_table(planner: Planner, table: Table) -> Any | None:
    """Return the table of Excel that a table's headings are those of, None for a plain one."""
    for listed in planner.reading.book.sheets[table.sheet].tables:
        cells = listed.range
        if cells.row == table.header and cells.column <= table.first_column <= cells.last_cell.column:
            return listed
    return None


def lines_below(planner: Planner, table: Table, count: int, columns: Collection[int]) -> list[int]:
    """Return the next free rows of a table, above the row of totals where it has one; refused where there is no room above it."""
    listed = excel_table(planner, table)
    if listed is None or not listed.show_totals:
        return free_rows(planner, table, count, columns)
    totals = listed.range.last_cell.row
    above = replace(table, records=tuple(row for row in table.records if row < totals))
    lines = free_rows(planner, above, count, columns)
    below = sum(line >= totals for line in lines)
    if below:
        raise BookError(
            f"The {table.layout.kind} on '{table.sheet}' is the table {listed.name} with a row of totals in row {totals}, and {counted(below, 'new row')} "
            f"{'belongs' if below == 1 else 'belong'} above it.",
            f"Insert {counted(below, 'row')} above row {totals} in Excel (Insert, Table Rows Above), or take the row of totals off (Table Design, Total Row), and run it again.",
        )
    return lines
