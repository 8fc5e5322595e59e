"""The quadrants in the next cycle: what stands becomes last cycle's, where the table has a column for it."""

from __future__ import annotations

from typing import Final

from xlscore.books.plan.planner import Planner
from xlscore.books.quadrants.headings import QUADRANTS
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.finder import find_one
from xlscore.rules.force.quadrants import NOT_YET_GRADED
from xlscore.rules.problems import ExcelError
from xlscore.rules.words import key

__all__ = ["move_quadrants"]

_BEFORE: Final = {"grade": "previous", "value": "previous_value"}
_CLEARED: Final = ("grade", "change")
"""What is of this cycle alone; a value stays until the next one is typed over it."""


def move_quadrants(planner: Planner) -> None:
    """Plan each quadrant's grade and each measure's value as the previous ones; the new cycle begins without a grade."""
    table = find_one(planner.reading.blocks, QUADRANTS)
    if table is None:
        return
    for row in table.records:
        for now, before in _BEFORE.items():
            value = table.value(row, now)
            if (
                not {now, before} <= table.columns.keys()
                or is_blank(value)
                or ExcelError.read(value) is not None
            ):
                continue
            graded = now != "grade" or key(str(value)) != key(NOT_YET_GRADED)
            planner.enter(table.sheet, row, table.columns[before], value if graded else None)
        if {"grade", "previous"} <= table.columns.keys():
            for name in _CLEARED:
                if name in table.columns and not planner.has_formula(table.sheet, row, table.columns[name]):
                    planner.forget(table, row, name)
                    planner.enter(table.sheet, row, table.columns[name], None)
