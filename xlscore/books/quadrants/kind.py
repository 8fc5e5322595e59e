"""The Rebalanced Scorecard's quadrants as a kind of scorecard work."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.plan.words import counted, tally
from xlscore.books.quadrants.headings import MAPPING, QUADRANTS
from xlscore.rules.force.quadrants import said_grade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlscore.books.plan.planner import Planner
    from xlscore.books.plan.quoted import QuotedRows
    from xlscore.books.quadrants.scorecard import Quadrants
    from xlscore.books.tables.blocks import Reading

__all__ = ["REBALANCED"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.tables.finder import find_one

    table = find_one(reading.blocks, QUADRANTS, sheet=asked.sheet)
    return table is not None and bool(table.records)


def _plan(planner: Planner, asked: Asked) -> Quadrants:
    from xlscore.books.quadrants.scorecard import plan_quadrants

    return plan_quadrants(planner, asked.sheet)


def _next_cycle(planner: Planner) -> None:
    from xlscore.books.quadrants.cycle import move_quadrants

    move_quadrants(planner)


def _sentences(result: Quadrants) -> list[str]:
    grades = Counter(said_grade(each.grade) for each in result.quadrants)
    return [f"{counted(len(result.quadrants), 'quadrant')}: {tally(grades) or 'none graded yet'}."]


def _told(result: Quadrants) -> Told:
    rows = tuple(
        (each.name, said_grade(each.grade), said_grade(each.previous) if each.previous else "", f"{each.met} of {each.of}", each.why)
        for each in result.quadrants
    )  # fmt: skip
    return Told(
        "Quadrants",
        ("Quadrant", "Grade", "Last", "Redlines met", "Why"),
        rows,
        lines=(
            *result.sentences(),
            *(f"{q.name}: {caveat}" for q in result.quadrants for caveat in q.caveats),
        ),
    )


def _quotes(planner: Planner) -> Sequence[QuotedRows]:
    from xlscore.books.quadrants.inputs import read
    from xlscore.books.tables.cells import Reader

    return (read(planner, Reader()).quoted,)


REBALANCED: Final = register(
    Kind(
        "quadrants",
        tables=(QUADRANTS, MAPPING),
        settings=("scale", "redline_in_line"),
        help="Grade the quadrants of the Rebalanced Scorecard from their redlines; KPIs never cap.",
        applies=_applies,
        plan=_plan,
        sentences=_sentences,
        told=_told,
        button=ButtonText(
            "grade-quadrants",
            "Scorecards",
            "Grade quadrants",
            "TableInsert",
            "Grade the quadrants of the Rebalanced Scorecard",
            "Each quadrant's grade from its redlines, with value and standard from the MSG sheet where the measure has a row"
            " there. What somebody typed stays; a KPI never caps.",
            "Q",
        ),
        quotes=_quotes,
        next_cycle=_next_cycle,
        leads=False,
    )
)
"""The quadrants of the Rebalanced Scorecard."""
