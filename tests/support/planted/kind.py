"""A kind of scorecard work that a test plants: one folder, and one line in the list of kinds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import xlwings as xw

from xlscore.books.plan.action import carry_out
from xlscore.books.plan.kind import Asked, ButtonText, Kind, KindAction, Told, register
from xlscore.books.planted.planning import Surveys, doubt_surveys, plan_surveys
from xlscore.books.planted.tables import SURVEYS
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import find_one


def _applies(reading: Reading, asked: Asked) -> bool:
    return find_one(reading.blocks, SURVEYS, sheet=asked.sheet) is not None


def _sentences(result: Surveys) -> list[str]:
    return [f"{len(result.shares)} questions."]


def _doubt(book: xw.Book, _asked: Sequence[str], say: Callable[[str], None]) -> Surveys:
    say("doubting")
    return carry_out(book, "doubt", doubt_surveys)


DOUBT: Final = KindAction(
    "doubt",
    ButtonText(
        "doubt-surveys",
        "Surveys",
        "Doubt surveys",
        "Help",
        "Ask for each survey again",
        "Every question is listed on the Problems sheet until the cycle ends.",
        "W",
    ),
    do=_doubt,
    sentences=lambda result: [f"{len(result.problems)} questions to be asked again."],
    of_the_cycle=True,
)

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
        actions=(DOUBT,),
    )
)
