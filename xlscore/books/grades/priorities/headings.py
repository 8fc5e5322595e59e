"""The tables of the plan's priorities and of the areas that belong to them."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind, worded

__all__ = ["AREA_PRIORITIES", "PLAN", "PRIORITY"]

PRIORITY: Final = Column(
    "priority", "Priority",
    (
        *worded("/police and crime/pcc/pfcc", "plan", "priority/priorities", "/no/number"),
        *worded("/pcc/pfcc", "priorities"), *worded("priority", "no/number"),
    ),
)  # fmt: skip
"""Of an area: which priorities of the plan it belongs to, by number or title."""

PLAN: Final = TableKind(
    "table of plan priorities",
    "Plan",
    (
        Column(
            "number", "Priority no.",
            (*worded("/plan/pcc/pfcc", "priority", "number/no/ref/reference"), *worded("number/no", "of priority")),
        ),
        Column("title", "Title", ("priority title", "priority", "plan priority", "priority name", "name", "priority description", "description")),
    ),
    needs=("number", "title"),
    rows="number",
)  # fmt: skip
"""A row per priority of the police and crime plan."""

AREA_PRIORITIES: Final = TableKind(
    "table of areas and their plan priorities",
    "Areas",
    (
        Column("area", "Area", ("areas", "business area", "area of business", "grading area", "performance area", "scorecard area")),
        PRIORITY,
    ),
    needs=("area", "priority"),
    rows="area",
)  # fmt: skip
"""For a workbook that keeps them apart from the lead commands."""
