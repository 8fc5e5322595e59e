"""Published figures beside the own ones as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.published.headings import PUBLISHED

if TYPE_CHECKING:
    from xlscore.books.plan.planner import Planner
    from xlscore.books.published.published import PublishedFigures
    from xlscore.books.tables.blocks import Reading

__all__ = ["PUBLISHED_FIGURES"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.published.published import find_published

    table = find_published(reading, asked.sheet)
    return table is not None and bool(table.records)


def _plan(planner: Planner, asked: Asked) -> PublishedFigures:
    from xlscore.books.published.published import plan_published

    return plan_published(planner, asked.sheet)


def _told(result: PublishedFigures) -> Told:
    from xlscore.books.published.published import shown_rows

    return Told(
        "Published figures",
        ("Measure", "Place", "Publisher", "Period", "Published", "Own", "Difference", "%"),
        tuple(shown_rows(result)),
        right=(4, 5, 6, 7),
        lines=tuple(result.sentences()),
    )


PUBLISHED_FIGURES: Final = register(
    Kind(
        "published",
        tables=(PUBLISHED,),
        settings=(),
        help="Hold figures published elsewhere against the own ones of the same months, and explain the difference.",
        applies=_applies,
        plan=_plan,
        sentences=lambda result: result.sentences(),
        told=_told,
        button=ButtonText(
            "compare-published",
            "Month",
            "Compare published",
            "CompareAndCombine",
            "Figures published elsewhere beside the own ones",
            "The own months of exactly the published period beside each published figure, the difference as a count and a percentage, and what"
            " explains it: months that are wanting, another period or place, months revised since, the notes.",
            "XP",
        ),
        leads=False,
    )
)
"""Published figures, and the own ones beside them."""
