"""Rows of ours whose formulas name cells of their own line: each is found or given its line first, and then planned.

Rows stay where they stand, so that a note beside one stays beside it. Rows in an order of their own (a tree's) are written anew in
that order where none of their cells is a person's and nothing stands beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.own_rows import (
    Place,
    free_rows,
    plan_new_table,
    rows_by_keys,
    update_rows,
    with_all_rows,
)
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Source

__all__ = ["OwnLine", "Written", "plan_lines", "plan_texts", "plan_title"]


@dataclass(frozen=True)
class OwnLine:
    """A row of a table of ours, as its own formulas name its cells."""

    sheet: str
    row: int
    columns: Mapping[str, int]

    def __getitem__(self, name: str) -> str:
        return cell_address(self.row, self.columns[name])

    def at(self, name: str) -> Source:
        """Return a cell of the line, for a formula on another sheet."""
        return Source(self.sheet, self[name])


Made: TypeAlias = Callable[[OwnLine], Mapping[str, Any]]
"""What makes a row's values and formulas, given its line."""


@dataclass(frozen=True)
class Written:
    """Where the rows of a table of ours stand by this plan."""

    sheet: str
    lines: Mapping[Place, OwnLine]
    is_new: bool
    """Whether no table of ours stood there before this plan; without lines, none does after it."""


def plan_lines(
    planner: Planner,
    layout: TableKind,
    rows: Mapping[Place, Made],
    reader: Reader,
    *,
    beside: str | None,
    widths: tuple[int, ...],
    in_order: bool = False,
    **looks: Any,
) -> Written:
    """Return where rows stand, having planned them in place or on a new sheet; `looks` are fields of a sheet that is added."""
    table = find_one(planner.reading.blocks, layout)
    if table is None:
        name, first = planner.free_name(layout.sheet), looks.get("head", 1) + 1
        columns = {each.field: number for number, each in enumerate(layout.columns, 1)}
        lines = {mark: OwnLine(name, first + n, columns) for n, mark in enumerate(rows)}
        if rows:
            made = [make(lines[mark]) for mark, make in rows.items()]
            plan_new_table(planner, layout, name, widths, made, beside, **looks)
        return Written(name, lines, is_new=True)
    table = with_all_rows(table, (layout.rows,))
    columns = {each.field: planner.column(table, each.field) for each in layout.columns}
    standing = rows_by_keys(table)
    places = _in_order(planner, table, list(rows), standing) if in_order else None
    if places is not None:
        for row in (row for mark, row in standing.items() if mark not in rows):
            for each in layout.columns:
                planner.forget(table, row, each.field)
        lines = {mark: OwnLine(table.sheet, row, columns) for mark, row in places.items()}
        for mark, make in rows.items():
            values = {name: _blank_as_none(value) for name, value in make(lines[mark]).items()}
            planner.add_row(layout, table.sheet, places[mark], columns, values)
        for row in set(standing.values()) - set(places.values()):
            for column in columns.values():
                planner.enter(table.sheet, row, column, None)
        return Written(table.sheet, lines, is_new=False)
    missing = [mark for mark in rows if mark not in standing]
    added = dict(zip(missing, free_rows(planner, table, len(missing)), strict=True))
    lines = {mark: OwnLine(table.sheet, {**standing, **added}[mark], columns) for mark in rows}
    gone = [row for place, row in standing.items() if place not in rows]
    update_rows(planner, table, [make(lines[mark]) for mark, make in rows.items()], gone, reader)
    return Written(table.sheet, lines, is_new=False)


def _in_order(
    planner: Planner, table: Table, marks: Sequence[Place], standing: Mapping[Place, int]
) -> dict[Place, int] | None:
    """Return a line for each row in their order, None where they stand so already or where a person wrote among them."""
    here = [standing[mark] for mark in marks if mark in standing]
    if len(here) == len(marks) == len(standing) and here == sorted(here):
        return None
    first = min(standing.values(), default=table.header + 1)
    lines = list(range(first, first + len(marks)))
    if _is_written_among(planner, table, [*standing.values(), *lines]):
        return None
    return dict(zip(marks, lines, strict=True))


def _is_written_among(planner: Planner, table: Table, lines: Sequence[int]) -> bool:
    ours = set(table.columns.values())
    records = set(table.records)
    for row in set(lines):
        if any(column not in ours for column in table.block.filled(row)):
            return True
        if row not in records and table.block.filled(row):
            return True
        computed = [each.field for each in table.layout.columns if each.computed]
        if row in records and any(planner.owner(table, row, name) is Owner.PERSON for name in computed):
            return True
    return False


def _blank_as_none(value: Any) -> Any:
    return None if isinstance(value, str) and is_blank(value) else value


def plan_title(planner: Planner, layout: TableKind, written: Written, texts: Sequence[str]) -> None:
    """Plan the title above a table of ours and what it is of, in as many rows as stand there; what a person wrote there stays."""
    header = min((line.row for line in written.lines.values()), default=1) - 1
    there = texts[: max(0, header - 1)]
    plan_texts(planner, f"{layout.kind}: title", written.sheet, there, is_new=written.is_new)


def plan_texts(planner: Planner, kind: str, sheet: str, texts: Sequence[str], *, is_new: bool) -> None:
    """Plan texts of ours in the first column of a sheet's first rows; `kind` is what the ledger calls them."""
    before = {} if is_new else planner.kept(kind, sheet)
    kept: dict[tuple[str, str], Scalar] = {}
    for row, text in enumerate(texts, 1):
        held = planner.current(sheet, row, 1)
        mark = (str(row), "title")
        if is_blank(held) or held == before.get(mark):
            planner.enter(sheet, row, 1, text or None)
            kept[mark] = text
    planner.keep_entries(kind, sheet, kept)
