"""Monthly series with a target, a year to date or both beside the months are series, and no second scorecard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import fill_scorecard, refresh
from xlscore.books.errors import BookError

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]

CARD = [
    ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year", "Level of control"],
    ["Burglary", "Recorded Crime", -0.1, 1202, 1300, None],
]
MONTHS = [
    f"{name} 2023"
    for name in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
]
FIGURES = [100, 104, 98, 101, 99, 103, 97, 102, 100, 98, 101, 99]


@pytest.mark.parametrize("act", [fill_scorecard, refresh])
@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (["Target"], []),
        ([], ["Target"]),
        (["YTD", "Target"], ["Average"]),
        (["Target"], ["12 months"]),
        (["Target", "Stretch"], ["YTD", "Previous YTD"]),
    ],
)
def test_the_months_are_read_whatever_they_are_held_against(
    act: Any, before: list[str], behind: list[str], make_book: MakeBook
) -> None:
    headings = ["Objective", "Purpose", *before, *MONTHS, *behind]
    row = ["Burglary", "Recorded Crime", *[5000] * len(before), *FIGURES, *[5000] * len(behind)]
    book = make_book({"Scorecard": CARD, "Series": [headings, row]})
    first, last = len(before) + 2, len(before) + 13

    problems = act(book).problems

    cell = book.sheets["Scorecard"]["F2"]
    cells = (xw.utils.col_name(first + 1), xw.utils.col_name(last + 1))
    assert (cell.value, list(problems)) == ("Controlled", [])
    assert f"Series!${cells[0]}$2:${cells[1]}$2" in cell.formula


def test_two_years_side_by_side_with_a_target_are_no_series(make_book: MakeBook) -> None:
    compared = [
        ["Objective", "Purpose", "Target", "Dec 2022", "Dec 2023"],
        ["Burglary", "Recorded Crime", -0.1, 1300, 1202],
    ]
    book = make_book({"Scorecard": CARD, "Compared": compared})

    fill_scorecard(book)

    assert book.sheets["Scorecard"]["F2"].value is None


def test_two_scorecards_on_one_sheet_cannot_be_told_by_the_sheet(make_book: MakeBook) -> None:
    book = make_book({"Scorecard": [*CARD, [], [], *CARD]})

    with pytest.raises(BookError, match=r"Which one is meant\? Take the other out of this workbook"):
        fill_scorecard(book)
