"""Questions by station answered Good and Poor are a survey and no grid; a grid with unusual words is one all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import BookError, generate_force_grades, headings

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]

QUESTIONS = ("How well is crime recorded?", "How well is crime investigated?", "How well are victims served?", "How well is demand met?")  # fmt: skip
NORTH, SOUTH = ("Good", "RI", "Good", "Outstanding"), ("RI", "Good", "Good", "Good")
POOR, FAIR = ("Poor", "Good", "Poor", "Good"), ("Good", "Fair", "Good", "Poor")


def _rows(head: Sequence[str], names: Sequence[str], *columns: Sequence[Any]) -> list[list[Any]]:
    return [list(head), *map(list, zip(names, *columns, strict=True))]


GRIDS = {
    "questions and a final grade": _rows(["Question", "North", "South", "Final judgement"], QUESTIONS, NORTH, SOUTH, [None] * 4),
    "questions alone": _rows(["Core question", "North", "South"], QUESTIONS, NORTH, SOUTH),
    "stations of a fire service": _rows(["Area", "North station", "South station", "Final grade"], ["Risk", "Fires", "People", "Cost"], NORTH, SOUTH, [None] * 4),
    "one word of another scale beside a final grade": _rows(
        ["Question", "North", "South", "Final grade"], QUESTIONS, NORTH, ("Poor", "Good", "Good", "Good"), [None] * 4
    ),
    "words of another scale where areas are graded": _rows(["Area", "North", "South"], ["Crime", "Victims", "People", "Cost"], POOR, FAIR),
    "adequate as a letter": _rows(["Question", "North", "South", "Final grade"], QUESTIONS, "GAGI", "AGGO", [None] * 4),
}  # fmt: skip


@pytest.mark.parametrize("rows", GRIDS.values(), ids=GRIDS)
def test_a_grid_with_unusual_words_is_read(rows: list[list[Any]], make_book: MakeBook) -> None:
    found = generate_force_grades(make_book({"Sheet1": rows}))

    assert [area.area for area in found.areas] == [row[0] for row in rows[1:]]
    assert list(found.areas[0].commands) == rows[0][1:3]


SURVEYS = {
    "questions by station": _rows(["Question", "North station", "South station"], QUESTIONS, POOR, FAIR),
    "stations by question": _rows(["Station", *QUESTIONS[:2]], ["Central", "Harbour", "West", "East"], POOR, FAIR),
    "questions without marks": _rows(["Survey question", "North", "South"], ["Open", "Clean", "Quick", "Fair"], POOR, FAIR),
    "with an overall column": _rows(["Question", "North", "South", "Overall"], QUESTIONS, POOR, FAIR, POOR),
}  # fmt: skip


@pytest.mark.parametrize("rows", SURVEYS.values(), ids=SURVEYS)
@pytest.mark.parametrize("lines", [0, 2])
def test_a_survey_is_not_filled_and_what_comes_nearest_is_said(
    rows: list[list[Any]], lines: int, make_book: MakeBook
) -> None:
    book = make_book({"Sheet1": [*[["Survey"], []][:lines], *rows]})
    before = book.sheets[0].used_range.value

    with pytest.raises(BookError, match=rf"The nearest is 'Sheet1' at A{lines + 1}"):
        generate_force_grades(book)

    assert book.sheets[0].used_range.value == before
    assert [table.kind for table in headings(book).tables] == []


def test_beside_a_grid_a_survey_is_no_second_one(make_book: MakeBook) -> None:
    grid = GRIDS["questions and a final grade"]

    found = generate_force_grades(make_book({"Grid": grid, "Survey": SURVEYS["questions by station"]}))

    assert len(found.areas) == len(QUESTIONS)
