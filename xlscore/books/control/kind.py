"""The control charts as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.control.headings import CONTROL_LIMITS, CONTROL_SUMMARY
from xlscore.books.plan.kind import Asked, ButtonText, Kind, KindAction, Told, register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import xlwings as xw

    from xlscore.books.control.answer import ControlCharts, Explorer
    from xlscore.books.plan.planner import Planner
    from xlscore.books.tables.blocks import Reading

__all__ = ["CONTROL"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.monthly.inputs import has_counts

    return has_counts(reading, asked.sheet or asked.counts)


def _plan(planner: Planner, asked: Asked) -> ControlCharts:
    from xlscore.books.control.control import plan_control

    return plan_control(planner, asked)


def _told(result: ControlCharts) -> Told:
    return Told(
        "Control charts",
        ("Measure", "Place", "Limits", "Variation", "Assurance", "State", "Above expected"),
        tuple(result.shown()),
        right=(6,),
        lines=tuple(result.sentences()),
    )


def _explore(book: xw.Book, _asked: Sequence[str], say: Callable[[str], None]) -> Explorer:
    from xlscore.books.control.control import explore

    say("Bringing the explorer up to date")
    return explore(book)


_EXPLORE: Final = KindAction(
    "explorer",
    ButtonText(
        "explore",
        "Month",
        "Explorer",
        "FindDialog",
        "The control chart of any measure in any place",
        "A sheet with one chart that follows two drop-downs, by formulas of Excel alone: who gets the workbook needs no add-in.",
        "XE",
    ),
    do=_explore,
    sentences=lambda result: result.sentences(),
)

CONTROL: Final = register(
    Kind(
        "control",
        tables=(CONTROL_SUMMARY, CONTROL_LIMITS),
        settings=(
            "own_force",
            "year_begins",
            "spc_screen",
            "spc_limits",
            "spc_run",
            "spc_sensitive",
            "spc_months",
            "spc_fewest",
            "spc_rare",
            "spc_recalculate",
        ),
        help="Say which measures and places are more than chance by their control charts, and whether that is new.",
        applies=_applies,
        plan=_plan,
        sentences=lambda result: result.sentences(),
        told=_told,
        button=ButtonText(
            "draw-control-charts",
            "Month",
            "Control charts",
            "ChartInsert",
            "Which measures and places are more than chance",
            "A control chart of every measure and place: new, continuing or ended, how many crimes lie above the expected, in a sentence each."
            " Strict limits for all, sensitive ones for the areas of the plan.",
            "XD",
        ),
        actions=(_EXPLORE,),
        leads=False,
        of_month=True,
    )
)
"""The control charts of the month's counts."""
