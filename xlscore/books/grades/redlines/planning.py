"""Planning what the table of redline measures shows besides met or not: the gap, and what is to be said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlscore.books.grades.areas import RedlinesTable
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.formulas import cell
from xlscore.books.tables.table import Table
from xlscore.rules.exact import cell_number
from xlscore.rules.force.area_grades import AreaInputs
from xlscore.rules.redlines.area import RedlineResult, RedlinesResult, judge_redline, judge_redlines
from xlscore.rules.words import name_key

__all__ = ["judged", "plan_said", "report_lost"]


def judged(redlines: RedlinesTable | None, areas: Sequence[AreaInputs]) -> tuple[RedlinesResult, ...]:
    """Return what the rules say of each area's redline measures, in the areas' order."""
    listed = {} if redlines is None else redlines.areas
    found = ((area.area, listed.get(name_key(area.area))) for area in areas)
    return tuple(judge_redlines(name, () if own is None else own.redlines) for name, own in found)


def plan_said(redlines: RedlinesTable, planner: Planner, reader: Reader) -> None:
    """Plan the gap and the words of each measure, of an area or a command, where the table has columns for them."""
    table = redlines.table
    for area in redlines.every:
        for row, redline in zip(area.rows, area.redlines, strict=True):
            result = judge_redline(redline)
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


def report_lost(redlines: RedlinesTable | None, names: Iterable[str], reader: Reader) -> None:
    """Report the redline measures that are neither an area's of the grid nor a command's."""
    known = {name_key(name) for name in names}
    for redline in redlines.every if redlines else ():
        if redline.area and name_key(redline.area) not in known:
            reader.at(
                redline.source.sheet, redline.source.cell,
                f"The area '{redline.area}' of a redline measure is not in the grid.",
                "Check its spelling, or take the row out.",
            )  # fmt: skip
