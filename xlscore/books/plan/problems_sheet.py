"""The Problems table: what is wrong in the workbook's data, by the action that found it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.plan.edits import NewSheet
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.finder import Table, find_one
from xlscore.books.tables.headings import PROBLEMS
from xlscore.rules.problems import Problem

__all__ = ["plan_problems"]

_WIDTHS: Final = (18, 10, 70, 70, 12)
_FIELDS: Final = ("sheet", "cell", "what", "do", "found_by")
_ORDER: Final = ("grades", "msg", "scorecard", "collate", "tubemap")


def plan_problems(edits: Planner, found: dict[str, Sequence[Problem]]) -> None:
    """Plan the Problems table: the rows of the actions in `found` are replaced, those of others stay.

    A workbook without the table gets it when there is a problem to tell.
    """
    table = find_one(edits.reading.blocks, PROBLEMS)
    rows = [] if table is None else [row for row in _rows(table) if row[-1] not in found]
    rows += [(p.sheet, p.cell, p.what, p.do, name) for name, problems in found.items() for p in problems]
    rows.sort(key=lambda row: _ORDER.index(row[-1]) if row[-1] in _ORDER else len(_ORDER))
    # The map reads the grid as the grades do: what both find is told once, as found by the first.
    rows = list({row[:-1]: row for row in reversed(rows)}.values())[::-1]
    if table is None:
        if rows:
            _plan_new(edits, rows)
        return
    columns = [edits.column(table, name) for name in _FIELDS]
    last = max(table.header + len(rows), max(table.records, default=table.header))
    for offset, line in enumerate(range(table.header + 1, last + 1)):
        texts = rows[offset] if offset < len(rows) else ("",) * len(_FIELDS)
        for column, text in zip(columns, texts, strict=True):
            edits.put(table.sheet, line, column, text or None)


def _rows(table: Table) -> list[tuple[str, ...]]:
    found = [tuple(table.text(row, name) for name in _FIELDS) for row in table.records]
    return [row for row in found if not all(is_blank(text) for text in row)]


def _plan_new(edits: Planner, rows: Sequence[tuple[str, ...]]) -> None:
    name = edits.free_name(PROBLEMS.sheet)
    edits.add_sheet(NewSheet(name, PROBLEMS.headings, _WIDTHS))
    for line, texts in enumerate(rows, 2):
        for column, text in enumerate(texts, 1):
            edits.put(name, line, column, text or None)
