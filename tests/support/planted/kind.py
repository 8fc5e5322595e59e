"""A kind of scorecard work that a test plants: one folder, and one line in the list of kinds."""

from __future__ import annotations

from typing import Final

from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.planted.planning import Surveys, plan_surveys
from xlscore.books.planted.tables import SURVEYS
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import find_one


def _applies(reading: Reading, asked: Asked) -> bool:
    return find_one(reading.blocks, SURVEYS, sheet=asked.sheet) is not None


def _sentences(result: Surveys) -> list[str]:
    return [f"{len(result.shares)} questions."]


PLANTED: Final = register(
    Kind(
        "planted",
        tables=(SURVEYS,),
        settings=(),
        help="Work out how many people are satisfied.",
        applies=_applies,
        plan=plan_surveys,
        sentences=_sentences,
        told=lambda result: Told("Surveys", ("Question", "Share"), tuple(result.shares.items()), right=(1,)),
        button=ButtonText(
            "count-surveys",
            "Surveys",
            "Count surveys",
            "ChartInsert",
            "Work out how many people are satisfied",
            "The share of the people asked who are satisfied, for each question.",
            "V",
        ),
    )
)
