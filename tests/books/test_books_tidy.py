"""One spelling of grades in one grid: offered, never forced, and only in cells that a person typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import BookError, generate_force_grades, tidy_grades
from xlscore.engine import set_formula

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]

GRID = [
    ["Area", "North", "South", "Final grade", "Rationale"],
    ["Burglary", "RI", "RI", "Requires Improvement", "RI as graded"],
    ["Rape", "good", "Good", "Good", ""],
    ["Robbery", "N/A", "ri", "RI", ""],
    ["Fraud", "rather good", "G", "Outstanding", ""],
]


def rows(book: xw.Book) -> list[list[Any]]:
    found: list[list[Any]] = book.sheets["Grid"]["A1:E5"].value
    return found


def test_each_grade_is_spelt_as_it_is_typed_most_often(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})

    result = tidy_grades(book)

    assert [row[1:4] for row in rows(book)[1:]] == [
        ["RI", "RI", "RI"],
        ["Good", "Good", "Good"],
        ["N/A", "RI", "RI"],
        ["rather good", "Good", "Outstanding"],
    ]
    assert (result.cells, [s.usual for s in result.spellings]) == (4, ["Good", "RI"])


def test_nothing_but_grades_is_touched(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})

    tidy_grades(book)

    assert [row[0] for row in rows(book)] == [row[0] for row in GRID]
    assert rows(book)[1][4] == "RI as graded"


def test_a_formula_that_gives_a_grade_stays(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    set_formula(book.sheets["Grid"]["B3"], '=LOWER("GOOD")', "good")

    tidy_grades(book)

    assert book.sheets["Grid"]["B3"].formula == '=LOWER("GOOD")'


def test_generating_grades_offers_it_without_a_problem_and_changes_no_spelling(make_book: MakeBook) -> None:
    book = make_book({"Grid": [*GRID[:4], ["Fraud", "Good", "G", "Outstanding", "as agreed"]]})

    result = generate_force_grades(book)

    assert [spelling.sentence() for spelling in result.spellings] == [
        "Good is typed in 3 ways: 'Good' (3 times), 'G' (1 time) and 'good' (1 time).",
        "Requires Improvement is typed in 3 ways: 'RI' (3 times), 'Requires Improvement' (1 time) and 'ri' (1 time).",
    ]
    assert result.problems == ()
    assert rows(book)[1][1:4] == GRID[1][1:4]


def test_a_suggestion_that_nobody_agreed_is_not_counted_as_typed(make_book: MakeBook) -> None:
    book = make_book({"Grid": [["Area", "North", "South", "Final grade"], ["Burglary", "RI", "RI", None]]})
    generate_force_grades(book)
    assert book.sheets["Grid"]["D2"].value == "Requires Improvement"

    assert tidy_grades(book).sentences() == ["Every grade is typed in one way already; nothing was changed."]


def test_without_a_grid_there_is_nothing_to_tidy(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="no grid of command grades"):
        tidy_grades(make_book({"Notes": [["Rota"], ["Monday"]]}))


@pytest.mark.parametrize("typed", ["Good (March 2017)", "good [1]", "GOOD*", "Good1"])
def test_what_says_more_than_a_grade_is_not_spelt_anew(typed: str, make_book: MakeBook) -> None:
    grid = [
        ["Area", "North", "South"],
        ["Burglary", "Good", typed],
        ["Fraud", "Good", "G"],
        ["Rape", "Good ", "RI"],
    ]
    book = make_book({"Grid": grid})

    result = tidy_grades(book)

    assert book.sheets["Grid"]["C2:C3"].value == [typed, "Good"]
    assert result.cells == 1
