"""The table of the figures that the charts of grades draw, which only the product writes."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind
from xlscore.rules.grades import Grade

__all__ = ["COUNTED", "COURSE_FIGURES"]

COUNTED: Final = {grade: f"areas_{grade.height}" for grade in reversed(Grade)}
"""The field that counts the areas of each grade, best grade first."""

COURSE_FIGURES: Final = TableKind(
    "figures of the grade charts",
    "Grade chart data",
    (
        Column("name", "Chart of"),
        Column("point", "In order"),
        Column("cycle", "Cycle", computed=True),
        Column("agreed", "Agreed by the Board", computed=True),
        Column("height", "Height in the chart", computed=True),
        *(Column(field, f"Areas {grade.value}", computed=True) for grade, field in COUNTED.items()),
        Column("below", "Beneath the step", computed=True),
        Column("thickness", "Thickness of the step", computed=True),
        Column("says", "What the chart says", computed=True),
    ),
    needs=("name", "point", "cycle", "height"),
    rows="name",
    keys=("name", "point"),
    product_only=True,
)
"""A row per chart and cycle: the grade of an area, or how many areas of the force had each."""
