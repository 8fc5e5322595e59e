"""The indicators of a plan as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.indicators.headings import INDICATORS
from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register

if TYPE_CHECKING:
    from xlscore.books.indicators.indicators import Indicators
    from xlscore.books.plan.planner import Planner
    from xlscore.books.tables.blocks import Reading

__all__ = ["PLAN_INDICATORS"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.indicators.inputs import find_indicators

    table = find_indicators(reading, asked.sheet)
    return table is not None and bool(table.records)


def _plan(planner: Planner, asked: Asked) -> Indicators:
    from xlscore.books.indicators.indicators import plan_indicators

    return plan_indicators(planner, asked.sheet, asked.to)


def _told(result: Indicators) -> Told:
    return Told(
        "Indicators",
        ("Priority", "Indicator", "Value", "Direction of travel", "To the MSG", "Green shoots"),
        tuple(result.shown()),
        right=(2, 4),
        lines=tuple(result.sentences()),
    )


PLAN_INDICATORS: Final = register(
    Kind(
        "indicators",
        tables=(INDICATORS,),
        settings=("spc_screen", "spc_limits", "spc_run", "spc_fewest", "shoots_months", "indicator_lag"),
        help="Say which way each indicator travels, how far it is from the MSG, and where there are green shoots.",
        applies=_applies,
        plan=_plan,
        sentences=lambda result: result.sentences(),
        told=_told,
        button=ButtonText(
            "show-indicators",
            "Month",
            "Show indicators",
            "ChartAreaChart",
            "Which way each indicator of the plan travels",
            "By a control chart of its months: improving, stable or deteriorating; the difference to the Most Similar Group; green shoots, where the"
            " last three months are better and the year is not; and the picture of each priority.",
            "XI",
        ),
        leads=False,
        of_month=True,
    )
)
"""The indicators of each priority."""
