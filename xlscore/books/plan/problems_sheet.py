"""The Problems table: what is wrong in the workbook's data, by the action that found it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Final, TypeAlias

from xlscore.books.plan.edits import NewSheet
from xlscore.books.plan.kind import who_finds
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.headings import PROBLEMS
from xlscore.books.tables.table import Table
from xlscore.rules.problems import Problem

__all__ = ["plan_problems"]

Row: TypeAlias = "tuple[str, ...]"

_WIDTHS: Final = (18, 10, 70, 70, 12)
_FIELDS: Final = ("sheet", "cell", "what", "do", "found_by")


def plan_problems(planner: Planner, found: Mapping[str, Sequence[Problem]]) -> None:
    """Plan the Problems table: the rows of the actions in `found` are replaced, those of others and of people stay.

    A workbook without the table gets it when there is a problem to tell.
    """
    table = find_one(planner.reading.blocks, PROBLEMS)
    standing = {} if table is None else _standing(table)
    written = planner.rows_written(PROBLEMS.kind, None if table is None else table.sheet)
    kept = [
        row for row in standing.values() if row[-1] not in found or (written and "|".join(row) not in written)
    ]
    made = [(p.sheet, p.cell, p.what, p.do, name) for name, problems in found.items() for p in problems]
    order = who_finds()
    rows = sorted([*kept, *made], key=lambda row: order.index(row[-1]) if row[-1] in order else len(order))
    # The map reads the grid as the grades do: what both find is told once, as found by the first.
    rows = list({row[:-1]: row for row in reversed(rows)}.values())[::-1]
    ours = [row for row in rows if row in made or "|".join(row) in written]
    if table is None:
        sheet = _plan_new(planner, rows) if rows else ""
    else:
        sheet = table.sheet
        _plan_rows(planner, table, standing, rows)
    if sheet:
        planner.keep_rows(PROBLEMS.kind, sheet, ["|".join(row) for row in ours])


def _plan_rows(planner: Planner, table: Table, standing: Mapping[int, Row], rows: Sequence[Row]) -> None:
    columns = [planner.column(table, name) for name in _FIELDS]
    lines = _in_place(table, columns, standing, rows)
    for line in sorted({*lines, *standing}):
        texts = lines.get(line, ("",) * len(_FIELDS))
        for column, text in zip(columns, texts, strict=True):
            planner.enter(table.sheet, line, column, text or None)


def _in_place(
    table: Table, columns: Sequence[int], standing: Mapping[int, Row], rows: Sequence[Row]
) -> dict[int, Row]:
    """Return which row goes on which line: in order, or where somebody has made notes beside them, where they stand."""

    def has_note(line: int) -> bool:
        beside = range(min(columns), max((*columns, table.last_column)) + 2)
        return any(c not in columns and not is_blank(table.block.at(line, c)) for c in beside)

    if not any(has_note(line) for line in standing):
        return dict(enumerate(rows, table.header + 1))
    lines = {line: row for line, row in standing.items() if row in rows}
    free = (line for line in count(table.header + 1) if line not in lines and not has_note(line))
    return lines | {next(free): row for row in rows if row not in lines.values()}


def _standing(table: Table) -> dict[int, Row]:
    found = {row: tuple(table.text(row, name) for name in _FIELDS) for row in table.records}
    return {row: texts for row, texts in found.items() if any(texts)}


def _plan_new(planner: Planner, rows: Sequence[Row]) -> str:
    name = planner.free_name(PROBLEMS.sheet)
    planner.add_sheet(NewSheet(name, PROBLEMS.headings, _WIDTHS))
    for line, texts in enumerate(rows, 2):
        for column, text in enumerate(texts, 1):
            planner.enter(name, line, column, text or None)
    return name
