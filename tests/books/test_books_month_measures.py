"""Measures as an officer may keep them: a row twice, few columns, neither way better."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.books.test_books_month import rows
from xlscore.books import report_month
from xlscore.rules.words import tidy

MakeBook = Callable[[Sheets], xw.Book]


def test_an_outcome_rate_that_is_a_plan_area_stands_on_the_plan_s_page(make_book: MakeBook) -> None:
    """Leicestershire, October 2013: 26.9 % against 32 %, 1,665 outcomes short."""
    months = [datetime.date(2015 + n // 12, n % 12 + 1, 1) for n in range(3, 3 + 42)]
    name = "All crime outcome rate"
    book = make_book(
        {
            "Series": [
                ["Measure", "Place", *months],
                ["All crime", "", *[5440] * 42],
                ["All crime outcomes", "", *[1500] * 36, *[1463] * 4, 1464, 1464],
            ],
            "Measures": [
                ["Measure", "Better", "Plan area", "Purpose"],
                [name, "Higher", "Yes", "Crime Outcome Rate"],
            ],
            "Targets": [["Measure", "Year", "Agreed target"], [name, "2018/19", "32%"]],
        }
    )

    (area,) = report_month(book).as_dict()["plan_areas"]

    assert (area["measure"], area["purpose"], area["rag"], area["short"], area["percent"], area["from"]) == (
        name, "Crime Outcome Rate", "Red", 1665, None, "Months",
    )  # fmt: skip
    assert (round(area["this_year"], 3), area["target"]) == (0.269, 0.32)
    assert book.sheets["PCC"]["A6:B6"].value == [name, "Crime Outcome Rate"]


@pytest.mark.parametrize(
    ("again", "parent"),
    [
        (["burglary ", "Lower", "Robbery"], "All crime"),
        pytest.param(["BURGLARY", "Lower", ""], "All crime", marks=pytest.mark.slow),
        pytest.param(["all  crime", "Lower", ""], "All crime", marks=pytest.mark.slow),
        pytest.param(["All crime", "Lower", "Robbery"], "All crime", marks=pytest.mark.slow),
    ],
    ids=["another parent", "no parent", "the parent in another spelling", "the parent with a parent"],
)
def test_a_measure_with_two_rows_has_the_parent_of_the_first_and_the_tree_stays(
    again: list[str], parent: str, make_book: MakeBook
) -> None:
    measures = [
        ["Measure", "Better", "Parent"],
        ["All crime", "Lower", ""],
        ["Burglary", "Lower", "ALL crime"],
        ["Robbery", "Neutral", "All crime"],
        again,
    ]
    book = make_book({"Series": rows(last=2.0), "Measures": measures})
    first = report_month(book)
    written = book.sheets["Crime tree"].used_range.value

    second = report_month(book)

    assert {each["measure"]: each["parent"] for each in first.as_dict()["tree"]} == {
        "All crime": None,
        "Burglary": parent,
        "Robbery": parent,
    }
    assert [problem.what for problem in first.problems if problem.sheet == "Measures"] == [
        f"The measure '{tidy(again[0])}' is there twice, first in A{2 if 'all' in again[0].lower() else 3}."
    ]
    assert second.as_dict() == first.as_dict()
    assert book.sheets["Crime tree"].used_range.value == written
