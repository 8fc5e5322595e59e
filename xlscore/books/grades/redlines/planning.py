"""Planning what the table of redline measures shows besides met or not: the gap, and what is to be said."""

from __future__ import annotations

from collections.abc import Sequence

from xlscore.books.grades.areas import RedlinesTable
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.formulas import cell
from xlscore.books.tables.table import Table
from xlscore.rules.exact import cell_number
from xlscore.rules.redlines.area import RedlineResult, RedlinesResult
from xlscore.rules.words import name_key

__all__ = ["plan_said"]


def plan_said(
    redlines: RedlinesTable, results: Sequence[RedlinesResult], planner: Planner, reader: Reader
) -> None:
    """Plan the gap and the words of each measure, where the table has columns for them."""
    table = redlines.table
    by_area = {name_key(result.area): result for result in results}
    for mark, area in redlines.areas.items():
        if mark not in by_area:
            continue
        for row, result in zip(area.rows, by_area[mark].measures, strict=True):
            if "gap" in table.columns:
                planner.answer(table, row, "gap", _gap(table, row, result), reader)
            if "said" in table.columns:
                planner.answer(table, row, "said", Answer(result.words or None))


def _gap(table: Table, row: int, result: RedlineResult) -> Answer:
    """Return own minus minimum: a formula where Excel's own arithmetic reads both figures."""
    if result.gap is None:
        return Answer(None)
    value = cell_number(result.gap)
    if result.redline.benchmark is not None or not result.redline.measure.is_computable:
        return Answer(value)
    own, minimum = (cell(table.sheet, row, table.columns[name], table.sheet) for name in ("value", "minimum"))
    return Answer(value, f"={own}-{minimum}")
