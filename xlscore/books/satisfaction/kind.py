"""Satisfaction as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.satisfaction.headings import SATISFACTION, SATISFACTION_FIGURES

if TYPE_CHECKING:
    from xlscore.books.plan.planner import Planner
    from xlscore.books.satisfaction.satisfaction import Satisfaction
    from xlscore.books.tables.blocks import Reading

__all__ = ["SATISFIED"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.satisfaction.inputs import find_satisfaction

    table = find_satisfaction(reading, asked.sheet)
    return table is not None and bool(table.records)


def _plan(planner: Planner, asked: Asked) -> Satisfaction:
    from xlscore.books.satisfaction.satisfaction import plan_satisfaction

    return plan_satisfaction(planner, asked.sheet, asked.to)


def _told(result: Satisfaction) -> Told:
    from xlscore.books.satisfaction.satisfaction import shown_rows

    headings = ("Group", "Strand", "Rolling 12", "95% range", "Target", "RAG", "Last month")
    return Told(
        "Satisfaction",
        headings,
        tuple(shown_rows(result.results)),
        right=(2, 4, 6),
        lines=tuple(result.sentences()),
    )


SATISFIED: Final = register(
    Kind(
        "satisfaction",
        tables=(SATISFACTION, SATISFACTION_FIGURES),
        settings=("rag_tolerance", "spc_screen", "spc_limits", "spc_run", "spc_months"),
        help="Roll satisfaction over twelve months with its range, against target, and name the strands under it.",
        applies=_applies,
        plan=_plan,
        sentences=lambda result: result.sentences(),
        told=_told,
        button=ButtonText(
            "roll-satisfaction",
            "Month",
            "Roll satisfaction",
            "HappyFace",
            "Satisfaction over the rolling twelve months",
            "From how many were asked and how many were satisfied each month: the rolling twelve months of each group with its range, its"
            " status against target, what the last month did to it, and the strands under target.",
            "XS",
        ),
        leads=False,
        of_month=True,
    )
)
"""Satisfaction of each group and strand."""
