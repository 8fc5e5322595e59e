"""The conditions of the last Board as a kind of scorecard work."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from xlscore.books.conditions.headings import CONDITIONS
from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.plan.words import counted, tally

if TYPE_CHECKING:
    from xlscore.books.conditions.conditions import Conditions
    from xlscore.books.plan.planner import Planner
    from xlscore.books.tables.blocks import Reading

__all__ = ["BOARD_CONDITIONS"]

_FULFILLED: Final = {True: "fulfilled", False: "not fulfilled", None: "cannot be tested"}


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.conditions.inputs import find_conditions

    table = find_conditions(reading, asked.sheet)
    return table is not None and bool(table.records)


def _plan(planner: Planner, asked: Asked) -> Conditions:
    from xlscore.books.conditions.conditions import plan_conditions

    return plan_conditions(planner, asked.sheet, asked.found.get("grades"))


def _sentences(result: Conditions) -> list[str]:
    counts = Counter(_FULFILLED[each.fulfilled] for each in result.due)
    return [f"{counted(len(result.due), 'condition')} of the last Board: {tally(counts) or 'none due'}."]


def _told(result: Conditions) -> Told:
    rows = tuple(
        (each.area, each.condition, each.then, _FULFILLED[each.fulfilled], each.says, each.reason)
        for each in result.due
    )
    headings = ("Area", "If", "Then", "Fulfilled", "What the figures say", "Reason")
    return Told("Conditions", headings, rows, lines=tuple(result.sentences()))


BOARD_CONDITIONS: Final = register(
    Kind(
        "conditions",
        tables=(CONDITIONS,),
        settings=(),
        help="Test the conditions that the last Board set from the figures, and ask why a fulfilled one was not applied.",
        applies=_applies,
        plan=_plan,
        sentences=_sentences,
        told=_told,
        button=ButtonText(
            "test-conditions",
            "Grades",
            "Test conditions",
            "TagMarkComplete",
            "Test the conditions that the last Board set",
            "Whether each condition of the last cycle is fulfilled, and what the figures say. Where one is and its grade was"
            " not given, the reason is asked for. Conditions and reasons are yours and stay.",
            "L",
        ),
        leads=False,
    )
)
"""The conditions of the last Board, tested from the figures."""
