"""What a table lacks and a column beside it may be, rows that only count, and answers in other words: never passed over in silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import fill_scorecard, generate_force_grades, grade_quadrants, update_msg

pytestmark = pytest.mark.cases

MakeBook = Callable[[Sheets], xw.Book]
Rows = list[list[Any]]

CARD: Rows = [
    ["Objective", "Purpose", "Target", "Actual", "Comparator"],
    ["Burglary", "Recorded Crime", -0.1, 1903, 2076],
    ["Robbery", "Recorded Crime", -0.05, 466, 501],
]
POSITIONS: Rows = [
    ["Measure", "Position", "Aspiration", "Earlier"],
    ["Burglary", 4, "Best in MSG", 5],
    ["Robbery", 2, "Best in MSG", 3],
]
QUADRANTS: Rows = [
    ["Quadrant", "Kind", "Measure", "Here", "Minimum", "Better"],
    ["Focus", "Redline", "Burglary rate", 4.5, 5.25, "Lower"],
    ["Focus", "Redline", "Robbery rate", 0.6, 0.5, "Lower"],
]
REDLINES: Rows = [
    ["Area", "Redline measure", "Here", "Minimum", "Better"],
    ["Burglary", "In time", 0.71, 0.8, "Higher"],
    ["Robbery", "Solved", 0.3, 0.25, "Higher"],
]
GRID: Rows = [
    ["Area", "North", "South", "Final grade"],
    ["Burglary", "Good", "RI", None],
    ["Robbery", "RI", "RI", None],
]


@pytest.mark.parametrize(
    ("action", "sheets", "cell", "field"),
    [
        (fill_scorecard, {"Card": CARD}, "E1", "Previous year"),
        (update_msg, {"MSG": POSITIONS}, "D1", "Previous position"),
        (grade_quadrants, {"Quadrants": QUADRANTS}, "D1", "Value"),
        (generate_force_grades, {"Grid": GRID, "Lines": REDLINES}, "C1", "Value"),
    ],
    ids=["scorecard", "msg", "quadrants", "redlines"],
)
def test_an_action_asks_about_figures_that_may_be_what_its_table_lacks(
    action: Any, sheets: Sheets, cell: str, field: str, make_book: MakeBook
) -> None:
    found = action(make_book(sheets))

    asked = [p for p in found.problems if "holds figures and is not known" in p.what]
    assert [(p.cell, f"it may be '{field}'" in p.what) for p in asked] == [(cell, True)]


@pytest.mark.parametrize("heading", ["PY", "Prev year", "Last FY", "Previous financial year"])
def test_last_years_figures_have_short_names(heading: str, make_book: MakeBook) -> None:
    rows = [[*CARD[0][:4], heading], *CARD[1:]]

    found = fill_scorecard(make_book({"Card": rows}))

    assert [row.shortfall for row in found.rows] == [35, 0]
    assert found.problems == ()


@pytest.mark.parametrize("mark", ["No target", "TBC", "n/k", "None set", "Unknown"])
def test_words_for_no_figure_are_no_problem(mark: str, make_book: MakeBook) -> None:
    rows = [[*CARD[0][:4], "Previous year"], CARD[1], ["Robbery", "Recorded Crime", mark, 466, 501]]

    found = fill_scorecard(make_book({"Card": rows}))

    assert (found.rows[1].hard_target, found.problems) == (None, ())


@pytest.mark.parametrize(
    "rows",
    [
        [["No. of Good", 1, 0, 0]],
        [["Total Good", 1, 0, 0], ["Total RI", 1, 2, 0]],
        [["% Good", "50%", "0%", None]],
        [[], ["Number of areas", 2, 2, 2]],
    ],
)
def test_a_row_that_counts_the_grades_above_it_is_no_area(rows: Rows, make_book: MakeBook) -> None:
    found = generate_force_grades(make_book({"Grid": [*GRID, *rows]}))

    assert [area.area for area in found.areas] == ["Burglary", "Robbery"]
    assert found.problems == ()


def test_an_area_whose_name_begins_with_a_count_is_one_when_it_is_graded(make_book: MakeBook) -> None:
    found = generate_force_grades(make_book({"Grid": [*GRID, ["Number of victims", "Good", "Good", None]]}))

    assert found.areas[-1].area == "Number of victims"


@pytest.mark.parametrize(
    "answers", [("Fail", "Pass"), ("Not met", "Met"), ("✗", "✓"), ("Not achieved", "Achieved")]
)
@pytest.mark.parametrize("heading", ["Met", "Pass/Fail", "Met or not met", "Achieved?"])
def test_whether_a_redline_is_met_is_typed_in_many_words(
    heading: str, answers: tuple[str, str], make_book: MakeBook
) -> None:
    head = ["Area", "Redline measure", "Value", "Minimum", heading]
    body = [[*row[:4], answer] for row, answer in zip(REDLINES[1:], answers, strict=True)]

    found = generate_force_grades(make_book({"Grid": GRID, "Lines": [head, *body]}))

    assert [area.redline.letters if area.redline else None for area in found.areas] == ["RI", "G"]
    assert found.problems == ()


@pytest.mark.parametrize("without", ["column", "word"])
def test_a_redline_of_which_nobody_says_which_way_is_better_is_a_problem(
    without: str, make_book: MakeBook
) -> None:
    head = ["Area", "Redline measure", "Value", "Minimum", *(["Better"] if without == "word" else [])]
    body = [row[:4] for row in REDLINES[1:]]

    found = generate_force_grades(make_book({"Grid": GRID, "Lines": [head, *body]}))

    assert [(p.sheet, p.cell) for p in found.problems] == [("Lines", "D2"), ("Lines", "D3")]
    assert all("nothing says which way is better" in p.what for p in found.problems)


@pytest.mark.parametrize(
    ("lower", "higher"), [("Low", "High"), ("Low is good", "High is good"), ("↓", "↑"), ("Fewer", "More")]
)
def test_which_way_is_better_is_typed_in_many_words(lower: str, higher: str, make_book: MakeBook) -> None:
    head = ["Quadrant", "Kind", "Measure", "Value", "Minimum", "Good is"]
    body = [
        ["Focus", "Redline", "Burglary rate", 4.5, 5, lower],
        ["Focus", "Redline", "Solved", 0.3, 0.25, higher],
    ]

    (focus,) = grade_quadrants(make_book({"Quadrants": [head, *body]})).quadrants

    assert (focus.met, focus.of) == (2, 2)


@pytest.mark.parametrize("heading", ["Force", "FORCE", "Force view"])
def test_the_forces_column_is_no_commands(heading: str, make_book: MakeBook) -> None:
    rows = [[*GRID[0][:3], heading], *([*row[:3], "Good"] for row in GRID[1:])]

    found = generate_force_grades(make_book({"Grid": rows}))

    assert list(found.areas[0].commands) == ["North", "South"]


@pytest.mark.parametrize("typed", ["None", "No aspiration", "Not set"])
def test_an_aspiration_of_none_is_none(typed: str, make_book: MakeBook) -> None:
    rows = [POSITIONS[0][:3], ["Burglary", 4, typed]]

    found = update_msg(make_book({"MSG": rows}))

    assert (found.measures[0].status, found.problems) == ("No aspiration", ())
