"""Grade charts: how many areas had each agreed grade, and each area's course on an axis of words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.charted import part_of
from tests.support.validator import validate
from xlscore.books import agree_grades, generate_force_grades
from xlscore.books.grades.past import PENDING_FINAL
from xlscore.books.grades.roll import roll
from xlscore.engine import charts_of, open_book, save_book

MakeBook = Callable[[Sheets], xw.Book]
CHARTS, DATA = "Grade charts", "Grade chart data"
HISTORY: list[list[Any]] = [
    ["Cycle", "Area", "Column", "Grade", "Rationale", "Rolled to"],
    ["Cycle 11", "Burglary", "Final grade", "Good", "", "Cycle 12"],
    ["Cycle 11", "Robbery", "Final grade", "Outstanding", "", "Cycle 12"],
    ["Cycle 12", "Burglary", "Final grade", "RI", "", "Cycle 13"],
    ["Cycle 12", "Robbery", PENDING_FINAL, "Good", "", "Cycle 13"],
]


def sheets(final: str | None = "Good", history: list[list[Any]] = HISTORY) -> Sheets:
    return {
        "Grid": [
            ["Cycle", "Cycle 13"],
            ["Area", "North", "South", "Final grade"],
            ["Burglary", "Good", "Good", final],
            ["Robbery", "RI", "Good", None],
        ],
        "Grade history": history,
    }


def graded(make_book: MakeBook, *args: Any) -> xw.Book:
    book = make_book(sheets(*args))
    generate_force_grades(book)
    return book


def rows(book: xw.Book) -> list[list[Any]]:
    sheet = book.sheets[DATA]
    return sheet.range("A2", (sheet.used_range.last_cell.row, 5)).value  # type: ignore[no-any-return]


def test_the_force_and_each_area_with_two_agreed_grades_have_a_chart(make_book: MakeBook) -> None:
    charts = charts_of(graded(make_book).sheets[CHARTS])

    assert [(chart.name, chart.title) for chart in charts] == [
        ("Grades: All areas", "Force: 1 Good in Cycle 13"),
        ("Grades: Burglary", "Burglary: Good in Cycle 13, RI before"),
    ]


def test_a_cycle_that_nobody_agreed_is_truly_blank_and_said(make_book: MakeBook) -> None:
    history = [HISTORY[0], ["Cycle 10", "Burglary", "Final grade", "Good", "", "Cycle 11"], *HISTORY[1:3], ["Cycle 12", "Burglary", PENDING_FINAL, "RI", "", "Cycle 13"], *HISTORY[4:], ["Cycle 12", "Fraud", "Final grade", "Good", "", "Cycle 13"]]  # fmt: skip
    book = graded(make_book, "Good", history)

    burglary = [row for row in rows(book) if row[0] == "Burglary"]

    assert [row[2:] for row in burglary] == [
        [None, None, None],
        ["Cycle 10", "Good", 3],
        ["Cycle 11", "Good", 3],
        ["Cycle 12", None, None],
        ["Cycle 13", "Good", 3],
    ]
    assert "Cycle 12 not agreed" in charts_of(book.sheets[CHARTS])[1].description


def test_the_axis_shows_the_words_of_the_scale(make_book: MakeBook) -> None:
    book = graded(make_book)
    xml = part_of(book.sheets[CHARTS], 1)

    for word in ("Inadequate", "Requires Improvement", "Good", "Outstanding"):
        assert f"<c:v>{word}</c:v>" in xml
    assert [row[3:] for row in rows(book) if row[0] == "Height of each grade"] == [
        ["Inadequate", 1],
        ["Requires Improvement", 2],
        ["Good", 3],
        ["Outstanding", 4],
    ]


def test_a_grade_is_drawn_as_a_step_at_its_height_that_holds_until_the_next_board(
    make_book: MakeBook,
) -> None:
    book = graded(make_book)

    chart = charts_of(book.sheets[CHARTS])[1]

    drawn = {
        each.name: book.sheets[DATA].range(each.values.rpartition("!")[2]).value
        for each in chart.series
        if each.name in {"Below the step", "Step", "Final grade"}
    }
    assert chart.kinds == ("stacked_column", "line")
    room, *steps = zip(*drawn.values(), strict=True)
    assert room == (None, None, None)
    for below, thick, height in steps:
        assert below + thick / 2 == pytest.approx(height)


def test_a_suggestion_that_nobody_agreed_is_not_drawn_until_it_is(make_book: MakeBook) -> None:
    book = graded(make_book, None)
    before = charts_of(book.sheets[CHARTS])[0].title

    agree_grades(book)
    generate_force_grades(book)

    assert before.endswith("in Cycle 12")
    assert charts_of(book.sheets[CHARTS])[0].title.endswith("in Cycle 13")


def test_without_two_cycles_there_is_no_chart(make_book: MakeBook) -> None:
    book = graded(make_book, None, HISTORY[:3])

    assert not {CHARTS, DATA} & set(book.sheet_names)


def test_without_a_history_last_cycles_grades_stand_beside_this_cycles(make_book: MakeBook) -> None:
    given = dict(sheets())
    del given["Grade history"]
    given["Changes"] = [
        ["Area", "Last cycle", "This cycle", "Change", "Rationale"],
        ["Burglary", "RI", None, None, "because"],
        ["Robbery", "Good", None, None, None],
    ]
    book = make_book(given)

    generate_force_grades(book)

    (force,) = charts_of(book.sheets[CHARTS])
    assert force.description == (
        "How many areas had each final grade. Last cycle: 1 Good, 1 Requires Improvement; Cycle 13: 1 Good."
    )


def test_after_rolling_the_next_cycle_goes_on_behind_the_others(make_book: MakeBook) -> None:
    book = graded(make_book)
    roll(book, "Cycle 14")
    book.sheets["Grid"].range("D3").value = "Outstanding"

    generate_force_grades(book)

    assert charts_of(book.sheets[CHARTS])[1].title == "Burglary: Outstanding in Cycle 14, Good before"
    assert [row[2] for row in rows(book) if row[0] == "Burglary"] == [
        None,
        *(f"Cycle {n}" for n in range(11, 15)),
    ]


@pytest.fixture
def file(make_file: Callable[[Sheets], Path]) -> Path:
    path = make_file(sheets())
    with open_book(path) as book:
        generate_force_grades(book)
        save_book(book)
    return path


def test_a_second_run_changes_no_byte_and_openpyxl_reads_the_charts(file: Path) -> None:
    before = file.read_bytes()
    with open_book(file) as book:
        generate_force_grades(book)
        save_book(book)

    assert file.read_bytes() == before
    assert len(openpyxl.load_workbook(file)[CHARTS]._charts) == 2


@pytest.mark.validator
def test_the_validator_finds_nothing(file: Path) -> None:
    assert [fault for fault in validate(file) if "drawing" in str(fault) or "chart" in str(fault)] == []
