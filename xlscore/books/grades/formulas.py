"""The results of the grades as live formulas: they compute in the workbook what the rules have answered."""

from __future__ import annotations

from collections.abc import Sequence

from xlscore.books.tables.formulas import cell, column_range
from xlscore.books.tables.table import Table
from xlscore.rules.grades import NOT_GRADED, Grade

__all__ = ["met_formula", "redline_formula", "with_risks"]


def redline_formula(measures: Table, rows: Sequence[int], here: str) -> str:
    """Return the grade that an area's redline measures allow; "" where the measures do not stand together."""
    together = rows and list(rows) == list(range(rows[0], rows[-1] + 1))
    if not together or "met" not in measures.columns:
        return ""
    return f"=REDLINE_GRADE({column_range(measures.sheet, tuple(rows), measures.columns['met'], here)})"


def with_risks(
    risks: Table, rows: Sequence[int], names: int, redlines: int, area: str, measured: str, here: str
) -> str:
    """Return the grade that an area's risks and its measures allow; `area` is the cell of its name, `measured` what the measures say."""
    every = tuple(rows)
    named = column_range(risks.sheet, every, names, here)
    over = column_range(risks.sheet, every, redlines, here)
    else_says = measured.removeprefix("=") or f'"{NOT_GRADED}"'
    down = Grade.REQUIRES_IMPROVEMENT.value
    return f'=IF(COUNTIFS({named},{area},{over},"Yes"),"{down}",{else_says})'


def met_formula(measures: Table, row: int, *, higher_is_better: bool) -> str:
    """Return whether a measure's value is at its minimum or past it, in Excel's own words."""
    value, minimum = (
        cell(measures.sheet, row, measures.columns[name], measures.sheet) for name in ("value", "minimum")
    )
    return f'=IF({value}{">=" if higher_is_better else "<="}{minimum},"Yes","No")'
