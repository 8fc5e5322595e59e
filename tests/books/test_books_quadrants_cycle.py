"""Quadrants from cycle to cycle: what moves on, what levers have moved, in line by the range, and the areas of before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS as GRID_HEADINGS
from tests.books.layouts import facts
from xlscore.books import generate_force_grades, grade_quadrants, refresh
from xlscore.books.grades.roll import roll

MakeBook = Callable[[dict[str, list[list[Any]]]], xw.Book]
HEADINGS = ["Quadrant", "Kind", "Measure", "Value", "Previous value", "Minimum", "Better", "Lever for", "Grade", "Last grade", "Change"]  # fmt: skip
GRID = [["Cycle", "Cycle 13"], GRID_HEADINGS, *facts()]


def row(quadrant: str, kind: str, measure: str, value: Any, before: Any = None, lever: str = "") -> list[Any]:
    return [quadrant, kind, measure, value, before, 0.7, "Higher", lever or None, None, None, None]


def test_a_lever_that_is_better_while_its_redline_is_worse_is_said_and_the_reverse(
    make_book: MakeBook,
) -> None:
    rows = [
        row("Focus", "Redline", "Solved", 0.8, 0.9),
        row("Focus", "KPI", "Response", 0.9, 0.8, "Solved"),
        row("Focus", "KPI", "Files", 0.8, 0.9, "Solved"),
        row("Process", "Redline", "Confidence", 0.9, 0.8),
        row("Process", "KPI", "Calls", 0.75, 0.8, "confidence"),
        row("Process", "KPI", "Arrests", 0.9, 0.8, "Solved"),
    ]

    found = grade_quadrants(make_book({"Quadrants": [HEADINGS, *rows]}))

    assert [quadrant.remarks for quadrant in found.quadrants] == [
        ("'Response' is better than last time and 'Solved' is worse, though the one should move the other",),
        (
            "'Confidence' is better than last time and 'Calls' is worse, though the one should move the other",
            "'Arrests' is better than last time and 'Solved' is worse, though the one should move the other",
        ),
    ]


def test_a_lever_for_what_is_no_redline_is_a_problem(make_book: MakeBook) -> None:
    rows = [row("Focus", "Redline", "Solved", 0.8), row("Focus", "KPI", "Response", 0.9, None, "Solvd")]

    (problem,) = grade_quadrants(make_book({"Quadrants": [HEADINGS, *rows]})).problems

    assert (problem.cell, problem.what) == (
        "H3",
        "'Response' should move 'Solvd', which is no redline of this table.",
    )


def test_a_measure_that_is_twice_in_a_quadrant_is_a_problem(make_book: MakeBook) -> None:
    rows = [
        row("Focus", "Redline", "Solved", 0.8),
        row("", "Redline", "solved", 0.9),
        row("Process", "KPI", "Solved", 1),
    ]

    found = grade_quadrants(make_book({"Quadrants": [HEADINGS, *rows]}))

    assert [problem.cell for problem in found.problems] == ["C3"]


def test_the_next_cycle_moves_grades_and_values_and_begins_without_a_grade(make_book: MakeBook) -> None:
    rows = [row("Focus", "Redline", "Solved", 0.8, 0.9), row("Process", "Redline", "Files", None)]
    rows[0][8] = "Outstanding"
    book = make_book({"Grid": GRID, "Quadrants": [HEADINGS, *rows]})
    generate_force_grades(book)
    grade_quadrants(book)

    roll(book, "Cycle 14")

    focus, process = (book.sheets["Quadrants"].range(f"D{n}:K{n}").value for n in (2, 3))
    assert focus == [0.8, 0.8, 0.7, "Higher", None, None, "Outstanding", None]
    assert process == [None, None, 0.7, "Higher", None, None, None, None]
    (first, second) = grade_quadrants(book).quadrants
    assert (first.as_dict()["grade"], first.as_dict()["change"]) == ("Good", "Deteriorated")
    assert second.grade is None


def test_the_next_cycle_moves_nothing_where_there_is_no_place_for_it(make_book: MakeBook) -> None:
    rows = [
        ["Quadrant", "Kind", "Measure", "Value", "Grade"],
        ["Focus", "Redline", "Solved", 0.8, "Outstanding"],
    ]
    book = make_book({"Grid": GRID, "Quadrants": rows})
    generate_force_grades(book)

    roll(book, "Cycle 14")

    assert book.sheets["Quadrants"].used_range.value == rows


@pytest.mark.parametrize(
    ("policy", "better", "own", "grade"),
    [
        ("average", "Lower", 5.05, "Requires Improvement"),
        ("expected range", "Lower", 5.05, "Good"),
        ("expected range", "Lower", 9.0, "Requires Improvement"),
        ("expected range", "Lower", 2.0, "Good"),
        ("average", "Lower", 2.0, "Good"),
    ],
)
def test_a_redline_is_in_line_by_the_average_or_within_the_expected_range(
    make_book: MakeBook, policy: str, better: str, own: float, grade: str
) -> None:
    data = [
        ["Force", "Population", "Burglary", "Burglary (count)"],
        ["North", 1000, own, own * 20],
        *([name, 20000, 5.0, 100] for name in ("East", "West", "South")),
    ]
    data[1][1] = 20000
    msg = [["Measure", "Unit", "Better", "Position", "To average", "Expected range", "Aspiration"], ["Burglary", "per 1,000 population", better, None, None, None, None]]  # fmt: skip
    quadrants = [
        HEADINGS,
        ["Focus", "Redline", "Burglary", None, None, "MSG average", better, None, None, None, None],
    ]
    settings = [["Setting", "Value"], ["Own force", "North"], ["Redline in line with the MSG", policy]]
    areas = [["Area", "Redline measure", "Value", "Minimum", "Better", "Met"], ["Burglary", "Burglary", None, "MSG average", better, None]]  # fmt: skip
    book = make_book(
        {
            "Grid": GRID,
            "Areas": areas,
            "Quadrants": quadrants,
            "MSG": msg,
            "MSG data": data,
            "Policy": settings,
        }
    )

    found = refresh(book).as_dict()

    assert [quadrant["grade"] for quadrant in found["quadrants"]["quadrants"]] == [grade]
    assert book.sheets["Areas"]["F2"].value == ("Yes" if grade == "Good" else "No")


def test_the_areas_of_the_framework_before_stay_readable_with_their_last_grades(make_book: MakeBook) -> None:
    history = [
        ["Cycle", "Area", "Column", "Grade", "Rationale", "Rolled to"],
        ["Cycle 12", "Gangs", "Final grade", "Good", None, "Cycle 13"],
        ["Cycle 13", "Gangs", "North", "Good", None, "Cycle 14"],
        ["Cycle 13", "Gangs", "Final grade", "Requires Improvement", None, "Cycle 14"],
        ["Cycle 13", "Efficient", "Final grade, not yet agreed", "Good", None, "Cycle 14"],
    ]
    mapping = [["Old area", "New quadrant"], ["Gangs", "Focus"], ["efficient", None], ["Innovation", "Inovation"], ["Gone", "Process"]]  # fmt: skip
    quadrants = [HEADINGS, row("Focus", "Redline", "Solved", 0.8), row("Process", "Redline", "Files", 0.8)]
    book = make_book({"Quadrants": quadrants, "Grade history": history, "Mapping": mapping})

    found = grade_quadrants(book)

    assert found.as_dict()["quadrants"][0]["former_areas"] == [
        {"area": "Gangs", "grade": "Requires Improvement", "cycle": "Cycle 13"},
        {"area": "Efficient", "grade": "Good", "cycle": "Cycle 13"},
    ]
    assert (
        "Focus takes in Gangs (Requires Improvement in Cycle 13); Efficient (Good, not yet agreed in Cycle 13)."
        in found.sentences()
    )
    assert [(problem.sheet, problem.cell) for problem in found.problems] == [
        ("Mapping", "B4"),
        ("Mapping", "A5"),
    ]


def test_areas_that_still_stand_on_the_grid_have_its_grades(make_book: MakeBook) -> None:
    mapping = [["Former area", "Quadrant now"], ["Burglary", "Focus"]]
    quadrants = [HEADINGS, row("Focus", "Redline", "Solved", 0.8)]
    book = make_book({"Grid": GRID, "Quadrants": quadrants, "Mapping": mapping})
    generate_force_grades(book)

    (area,) = grade_quadrants(book).quadrants[0].former

    assert (area.area, area.cycle) == ("Burglary", "Cycle 13")
    assert area.grade == "Good"
