"""New rows of a table that files fill: below the others, or on a sheet of their own where the workbook has no such table."""

from __future__ import annotations

from collections.abc import Sequence

from xlscore.books.plan.edits import GrownTable, Scalar
from xlscore.books.plan.own_rows import free_rows
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.table import Table

__all__ = ["add_rows"]


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
        lines = free_rows(planner, table, len(rows), columns)
    for line, cells in zip(lines, rows, strict=True):
        for column, cell in zip(columns, cells, strict=True):
            planner.enter(sheet, line, column, cell)
    if table is not None:
        last = max(table.records, default=table.header)
        planner.grow(GrownTable(sheet, table.header, table.first_column, max(lines), table.last_column, last))
