"""Rows of a Policy that are no setting: whoever typed them takes them for ones that count, so they are named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import check, fill_scorecard, generate_force_grades, update_msg

MakeBook = Callable[[Sheets], xw.Book]

GRID = [["Area", "North", "South"], ["Burglary", "Good", "RI"], ["Robbery", "RI", "RI"]]
CARD = [
    ["Objective", "Purpose", "Target", "Actual", "Previous year"],
    ["Burglary", "Recorded Crime", -0.1, 1903, 2076],
]
MSG = [["Measure", "Position", "Aspiration"], ["Burglary", 4, "Best in MSG"]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("RAG tolernce", "'RAG tolerance'"), ("Own froce", "'Own force'"), ("Prepared by", "a new workbook")],
)
@pytest.mark.parametrize(
    ("action", "sheets"),
    [
        (generate_force_grades, {"Grid": GRID}),
        (fill_scorecard, {"Card": CARD}),
        (update_msg, {"MSG": MSG}),
        (check, {"Grid": GRID}),
    ],
    ids=["grades", "scorecard", "msg", "check"],
)
def test_a_row_of_the_policy_that_is_no_setting_is_named_once(
    action: Any, sheets: Sheets, typed: str, meant: str, make_book: MakeBook
) -> None:
    policy = [["Setting", "Value"], ["Grade scale", "four"], [typed, "x"]]

    problems = [p for p in action(make_book({**sheets, "Policy": policy})).problems if p.sheet == "Policy"]

    assert [(p.cell, typed in p.what, meant in p.do) for p in problems] == [("A3", True, True)]


@pytest.mark.parametrize("row", [["Own force", "Avon"], ["Our force", "Avon"], ["Prepared by", None]])
def test_the_own_force_and_a_row_without_a_value_are_no_problem(row: list[Any], make_book: MakeBook) -> None:
    policy = [["Setting", "Value"], ["Grade scale", "four"], row]

    assert generate_force_grades(make_book({"Grid": GRID, "Policy": policy})).problems == ()
