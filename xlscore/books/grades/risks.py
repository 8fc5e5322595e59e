"""Risks in the grid: a risk over the limit is a redline of its area or its command that is not met."""

from __future__ import annotations

from typing import Final

from xlscore.books.grades.formulas import redline_formula, with_risks
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.risks.register import Register, RiskRow, find_register, read_register
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.formulas import cell
from xlscore.books.tables.table import Table

__all__ = ["area_formula", "read_risks"]

_WILD: Final = frozenset("*?~<>=")
"""What means something else to Excel where it compares a name with a range of them."""


def read_risks(planner: Planner, reader: Reader) -> Register | None:
    """Return the risk register, None where the workbook has none."""
    table = find_register(planner.reading)
    return None if table is None else read_register(planner, reader, table)


def area_formula(
    planner: Planner,
    register: Register | None,
    table: Table,
    row: int,
    measures: Table | None,
    rows: tuple[int, ...],
) -> str:
    """Return the redline of an area as a formula on its measures and its risks; "" where none says it.

    Excel compares names letter by letter: where one is spelt otherwise than in the grid, no formula can find it.
    """
    measured = "" if measures is None or not rows else redline_formula(measures, rows, table.sheet)
    risks = () if register is None else register.of_area(table.text(row, "area"))
    if register is None or not risks:
        return measured
    if (rows and not measured) or not _is_found(planner, register, table, row, risks):
        over = any(risk.result.redline for risk in risks)
        return "" if over else measured
    source, area = register.table, cell(table.sheet, row, table.columns["area"], table.sheet)
    lines = [risk.row for risk in register.rows]
    names, redlines = source.columns[risks[0].column], planner.column(source, "redline")
    return with_risks(source, lines, names, redlines, area, measured, table.sheet)


def _is_found(
    planner: Planner, register: Register, table: Table, row: int, risks: tuple[RiskRow, ...]
) -> bool:
    """Return whether Excel's own comparison of names finds the risks of an area, and no others."""
    block = planner.reading.block(table.sheet)
    held = None if block is None else block.at(row, table.columns["area"])
    field = risks[0].column
    if not isinstance(held, str) or _WILD & set(held) or not field:
        return False
    name = held.casefold()
    alike = {
        each.row for each in register.rows if str(register.table.value(each.row, field)).casefold() == name
    }
    mine = all(planner.owner(register.table, risk.row, "redline") is not Owner.PERSON for risk in risks)
    return alike == {risk.row for risk in risks} and mine
