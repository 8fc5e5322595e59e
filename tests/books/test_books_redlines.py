"""The redline measures of the Areas sheet: how many are met, and what is said beside each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import xlwings as xw

from tests.books.layouts import HEADINGS, facts
from xlscore.books import ForceGrades, generate_force_grades

Paper = Callable[[str], list[list[Any]]]
MakeBook = Callable[[dict[str, list[list[Any]]]], xw.Book]
GRID = [HEADINGS, *facts()]


def redlines_of(result: ForceGrades, area: str) -> dict[str, Any]:
    """What the JSON says of an area's redlines."""
    (found,) = (each for each in result.as_dict()["areas"] if each["area"] == area)
    return dict(found["redlines"])


def test_none_of_the_three_of_keeping_people_safe_are_met(make_book: MakeBook, paper: Paper) -> None:
    book = make_book({"Grid": paper("essex_grid"), "Redlines": paper("essex_redlines")})

    result = generate_force_grades(book)

    said = "None of the three redline measures of Keeping People Safe are met."
    assert {k: redlines_of(result, "Keeping People Safe")[k] for k in ("met", "defined", "sentence")} == {
        "met": 0, "defined": 3, "sentence": said,
    }  # fmt: skip
    assert said in result.sentences()
    assert redlines_of(result, "Gangs")["sentence"] == ""
