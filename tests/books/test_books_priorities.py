"""The plan's priorities beside the grid: each area's own, and the priorities that no area belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, facts
from xlscore.books import generate_force_grades

MakeBook = Callable[[dict[str, list[list[Any]]]], xw.Book]
GRID = [HEADINGS, *facts()]
PLAN = [["Priority no.", "Title"], [1, "Visible policing"], [2, "Safer homes"], [3, "Safer roads"]]
LEADS = ["Area", "Lead command", "Priority"]
BURGLARY, ROBBERY = ["Burglary", "North", "1, 2"], ["Robbery", "South", 2]
GAP = "Two of the three priorities of the plan have an area; none is linked to priority 3 ('Safer roads')."


@pytest.mark.parametrize(
    "areas",
    [
        [LEADS, BURGLARY, ROBBERY],
        [["Area", "Plan priority"], ["Burglary", "1 and 2"], ["Robbery", "Priority 2"]],
        [
            ["Priority no", "Area", "Lead"],
            ["1; 2", "Burglary", None],
            ["2 - Safer homes", "Robbery", "South"],
        ],
    ],
)
def test_areas_are_linked_to_the_plan_and_a_gap_is_a_problem(
    make_book: MakeBook, areas: list[list[Any]]
) -> None:
    book = make_book({"Grid": GRID, "Areas": areas, "Plan": PLAN})

    result = generate_force_grades(book)

    assert result.as_dict()["priorities"] == [
        {"number": "1", "title": "Visible policing", "areas": ["Burglary"]},
        {"number": "2", "title": "Safer homes", "areas": ["Burglary", "Robbery"]},
        {"number": "3", "title": "Safer roads", "areas": []},
    ]
    assert GAP in result.sentences()
    assert [(p.sheet, p.cell, p.what) for p in result.problems if p.sheet in ("Plan", "Areas")] == [
        ("Plan", "A4", "Priority 3 ('Safer roads') has no area.")
    ]


def test_the_lead_commands_are_read_as_before(make_book: MakeBook) -> None:
    areas = [LEADS, BURGLARY, ROBBERY]
    book = make_book({"Grid": GRID, "Areas": areas, "Plan": PLAN})

    result = generate_force_grades(book)

    assert result.areas[1].why.startswith("lead command Good")


def test_a_priority_that_the_plan_does_not_have_is_named(make_book: MakeBook) -> None:
    areas = [LEADS, ["Burglary", "North", "1, 2, 3"], ["Robbery", "South", 9]]
    book = make_book({"Grid": GRID, "Areas": areas, "Plan": PLAN})

    result = generate_force_grades(book)

    assert [(p.cell, p.what) for p in result.problems if p.sheet == "Areas"] == [
        ("C3", "'9' is no priority of the plan.")
    ]


def test_a_plan_that_no_area_names_is_asked_about_once(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID, "Plan": PLAN})

    result = generate_force_grades(book)

    assert [(p.cell, p.what) for p in result.problems if p.sheet == "Plan"] == [
        ("A2", "No table says to which priority of the plan an area belongs.")
    ]


def test_how_urgent_something_is_is_no_priority_of_the_plan(make_book: MakeBook) -> None:
    urgent = [["Area", "Priority"], ["Burglary", "High"], ["Robbery", "Low"]]
    book = make_book({"Grid": GRID, "Areas": [LEADS, ["Burglary", "North", "1, 2, 3"]], "Plan": PLAN, "To do": urgent})  # fmt: skip

    result = generate_force_grades(book)

    assert [p for p in result.problems if p.sheet in ("To do", "Areas", "Plan")] == []
    assert "Each of the three priorities of the plan has an area." in result.sentences()


def test_a_second_plan_and_a_priority_that_is_there_twice_are_named(make_book: MakeBook) -> None:
    areas = [LEADS, ["Burglary", "North", "1, 2, 3"]]
    plan = [*PLAN, [2, "Safer homes again"]]
    book = make_book({"Grid": GRID, "Areas": areas, "Plan": plan, "Old plan": PLAN})

    result = generate_force_grades(book)

    assert [(p.sheet, p.cell) for p in result.problems if p.sheet in ("Plan", "Old plan")] == [
        ("Old plan", "A1"), ("Plan", "A5"),
    ]  # fmt: skip
