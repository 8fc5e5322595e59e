"""The table Paper as a kind of scorecard work: read and looked over, never written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.papers.headings import ACTIVITY, PAPER
from xlscore.books.plan.kind import Asked, ButtonText, Kind, register

if TYPE_CHECKING:
    from xlscore.books.papers.front import FrontSheets
    from xlscore.books.plan.planner import Planner
    from xlscore.books.tables.blocks import Reading

__all__ = ["FRONT_SHEETS"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.papers.reading import find_paper

    return bool(find_paper(reading, asked.sheet))


def _plan(planner: Planner, asked: Asked) -> FrontSheets:
    from xlscore.books.papers.front import plan_front

    return plan_front(planner, asked.sheet)


FRONT_SHEETS: Final = register(
    Kind(
        "front",
        tables=(PAPER, ACTIVITY),
        settings=(),
        help="Say what the table Paper gives the papers: front sheet, marking, part, recipients, standing sections.",
        applies=_applies,
        plan=_plan,
        sentences=lambda result: result.sentences(),
        told=lambda result: result.told(),
        button=ButtonText(
            "read-front",
            "Paper",
            "Front sheets",
            "HeaderFooterInsert",
            "What the table Paper gives the papers",
            "Title, agenda number, version, marking, part of the agenda, recipients and the standing sections as the papers will have them,"
            " and what of the table cannot be understood. Nothing is written.",
            "XA",
        ),
        leads=False,
    )
)
"""What a force says once of its papers."""
