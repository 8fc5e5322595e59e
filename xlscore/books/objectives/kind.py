"""The report pages per objective as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.objectives.headings import HORIZON, NARRATIVE, PAGES
from xlscore.books.plan.kind import Asked, ButtonText, Kind, register
from xlscore.books.threat.headings import SCORECARD

if TYPE_CHECKING:
    from xlscore.books.objectives.answer import ObjectivePages
    from xlscore.books.plan.planner import Planner
    from xlscore.books.tables.blocks import Reading

__all__ = ["REPORT_PAGES"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.objectives.kept import find_horizon, find_narrative
    from xlscore.books.tables.finder import find_all, find_one
    from xlscore.books.threat.inputs import scorecards

    written = any(table.records for table in (*find_narrative(reading), *find_horizon(reading)))
    if not written and not find_all(reading.blocks, PAGES):
        return False
    card = find_one(reading.blocks, SCORECARD, scorecards(reading), asked.sheet)
    return card is not None and bool(card.records)


def _plan(planner: Planner, asked: Asked) -> ObjectivePages:
    from xlscore.books.objectives.objectives import plan_objectives

    return plan_objectives(planner, asked)


REPORT_PAGES: Final = register(
    Kind(
        "objectives",
        tables=(NARRATIVE, HORIZON, PAGES),
        settings=(),
        help="Write a page per objective: figures and sentences, areas, satisfaction, what is being done, recommendation.",
        applies=_applies,
        plan=_plan,
        sentences=lambda result: result.sentences(),
        told=lambda result: result.told(),
        button=ButtonText(
            "write-objectives",
            "Month",
            "Write pages",
            "FilePrintPreview",
            "A page per objective, in the order of the report",
            "From the scorecard: the figures of each objective and what they say in sentences, its areas, satisfaction, what is being done and what is"
            " recommended as they stand on Narrative, what lies ahead, and what is not there. Your own words on the pages stay.",
            "XO",
        ),
        leads=False,
        of_month=True,
    )
)
"""The report pages per objective."""
