"""Rows that the product writes into a table, each kept where it stands: found by its keys, so that a note beside it stays beside it.

A row is changed in place, a missing one is added below, and only a row that the product wrote and that is no more is blanked.
Everything else on these sheets is a person's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from xlscore.books.errors import BookError
from xlscore.books.plan.edits import NewSheet, PageLayout, PrintedPage
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table
from xlscore.rules.words import key

__all__ = [
    "Place",
    "add_data_sheet",
    "add_plain_sheet",
    "free_rows",
    "plan_new_table",
    "rows_by_keys",
    "update_rows",
    "with_all_rows",
]

Place: TypeAlias = tuple[str, ...]
"""What a row is found by, as it is compared: a map and an area."""


def _keys(layout: TableKind) -> tuple[str, ...]:
    return layout.keys or (layout.rows,)


def with_all_rows(table: Table, filled: Sequence[str]) -> Table:
    """Return a table with every row of ours as a record, even where blanked rows and notes part it from the others."""
    last = table.block.last_row if table.end is None else table.end - 1
    ours = {
        row
        for row in table.block.filled_rows
        if table.header < row <= last and all(not is_blank(table.value(row, name)) for name in filled)
    }
    return replace(table, records=tuple(sorted(ours.union(table.records))))


def rows_by_keys(table: Table) -> dict[Place, int]:
    """Return the row of each record by its keys, the first where there are two; what stands above several rows holds for all."""
    columns = [table.filled_down(name) for name in _keys(table.layout)]
    found: dict[Place, int] = {}
    for row in table.records:
        found.setdefault(tuple(key(column[row]) for column in columns), row)
    return found


def update_rows(
    planner: Planner,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    gone: Collection[int],
    reader: Reader | None = None,
) -> None:
    """Plan these rows of ours in place or below the others, and those that are gone as blank."""
    keys = _keys(table.layout)
    places = rows_by_keys(table)
    columns = {each.field: planner.column(table, each.field) for each in table.layout.columns}
    if gone:
        # A map's name may stand once above several rows: it must not go with the first of them.
        for name in keys[:-1]:
            for row, text in table.filled_down(name).items():
                if is_blank(table.value(row, name)):
                    planner.enter(table.sheet, row, columns[name], text)
    for row in gone:
        _take_out(planner, table, row, columns)
    missing = []
    for values in rows:
        here = places.get(tuple(key(str(values[name])) for name in keys))
        if here is None:
            missing.append(values)
            continue
        for name in (each for each in values if each not in keys):
            planner.answer(table, here, name, _answer(values[name]), reader)
    for line, values in zip(free_rows(planner, table, len(missing)), missing, strict=True):
        planner.add_row(table.layout, table.sheet, line, columns, {n: _or_none(v) for n, v in values.items()})


def _take_out(planner: Planner, table: Table, row: int, columns: Mapping[str, int]) -> None:
    """Plan a row that is no more as blank, unless somebody typed into it."""
    keys = _keys(table.layout)
    names = [name for name in columns if name not in keys]
    whose = [planner.answer(table, row, name, Answer(None)) for name in names]
    if Owner.PERSON not in whose:
        for name in keys:
            planner.forget(table, row, name)
            planner.enter(table.sheet, row, columns[name], None)


def _or_none(value: Any) -> Any:
    return None if value == "" else value


def _answer(value: Any) -> Answer:
    return value if isinstance(value, Answer) else Answer(_or_none(value))


def free_rows(
    planner: Planner, table: Table, count: int, columns: Collection[int] | None = None
) -> list[int]:
    """Return the next rows below a table in which nobody has written anything; a note there is stepped over.

    `columns` are those that are to be written, every one of the table's kind where nothing is said.
    """
    if columns is None:
        columns = [planner.column(table, each.field) for each in table.layout.columns]
    columns = {*columns, *table.columns.values(), *table.others}
    beside = range(min(columns) - 1, max(columns) + 2)
    found: list[int] = []
    row = max(table.records, default=table.header) + 1
    while len(found) < count:
        if table.end is not None and row >= table.end:
            raise BookError(
                f"The {table.layout.kind} on '{table.sheet}' needs {count - len(found)} more rows, and in row {table.end} "
                "another table begins: move that table further down, or to a sheet of its own."
            )
        if all(is_blank(table.block.at(row, column)) for column in beside):
            found.append(row)
        row += 1
    return found


def plan_new_table(
    planner: Planner,
    layout: TableKind,
    sheet: str,
    widths: tuple[int, ...],
    rows: Sequence[Mapping[str, Any]],
    beside: str | None = None,
    **looks: Any,
) -> None:
    """Plan a new sheet with these rows of ours under the table's headings; `looks` are fields of the sheet that is added."""
    name = planner.free_name(sheet)
    formats = tuple(column.number_format for column in layout.columns)
    new = NewSheet(name, layout.headings, widths, beside, formats, **looks)
    planner.add_sheet(new)
    columns = {each.field: column for column, each in enumerate(layout.columns, 1)}
    for line, values in enumerate(rows, new.head + 1):
        planner.add_row(layout, name, line, columns, {n: _or_none(v) for n, v in values.items()})


def add_plain_sheet(planner: Planner, name: str, after: str | None = None) -> str:
    """Return the name of a sheet that is added by this plan, as near to the wanted one as is free."""
    free = planner.free_name(name)
    planner.add_sheet(NewSheet(free, (), after=after))
    return free


def add_data_sheet(planner: Planner, name: str, after: str | None = None) -> str:
    """Return the name of a sheet that is added for figures which charts draw; of it only its first line prints."""
    free = add_plain_sheet(planner, name, after)
    planner.dress(PageLayout(free, styles=(("A1", "heading"),), area="A1:H1"))
    planner.page(PrintedPage(free, paper="A4", landscape=True, pages_wide=1, pages_tall=1))
    return free
