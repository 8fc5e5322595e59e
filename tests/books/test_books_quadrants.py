"""The Rebalanced Scorecard: quadrants graded from their redlines, with what the MSG sheet says of a measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import BookError, check, refresh
from xlscore.books.quadrants.scorecard import Quadrants, grade_quadrants

MakeBook = Callable[[dict[str, Sequence[Sequence[Any]]]], xw.Book]
HEADINGS = [
    "Quadrant",
    "Kind",
    "Measure",
    "Value",
    "Minimum",
    "Better",
    "Met",
    "Data to",
    "Lever for",
    "Grade",
    "Last grade",
    "Change",
]
MSG = [
    ["Measure", "Unit", "Position", "Value", "To average", "To top quartile", "Aspiration"],
    ["Solved rate", "%", 4, 0.138, "N/A - already better than average", 0.006, "MSG Average"],
    ["Confidence", "%", 8, 0.508, 0.088, 0.167, "MSG Average"],
]  # fmt: skip


def _row(
    quadrant: str,
    kind: str,
    measure: str,
    value: Any = None,
    minimum: Any = None,
    better: str = "Higher",
    **more: Any,
) -> list[Any]:
    return [
        quadrant, kind, measure, value, minimum, better, more.get("met"), None, more.get("lever"), more.get("grade"),
        more.get("last"), None,
    ]  # fmt: skip


def _graded(make_book: MakeBook, rows: list[list[Any]], **sheets: Any) -> tuple[Quadrants, xw.Sheet]:
    book = make_book({"Quadrants": [HEADINGS, *rows], **sheets})
    return grade_quadrants(book), book.sheets["Quadrants"]


@pytest.mark.parametrize(
    ("values", "grade", "why"),
    [
        ([0.9, 0.8], "Good", "2 of 2 redlines met"),
        ([0.9, 0.5], "Requires Improvement", "1 of 2 redlines met; not met: Two"),
        ([0.5, 0.5], "Requires Improvement", "0 of 2 redlines met; not met: One, Two"),
        ([0.9, None], "Good", "1 of 2 redlines met; 1 not measured yet"),
        ([None, None], None, "none of its 2 redlines is measured yet"),
    ],
)
def test_a_quadrant_is_graded_from_its_redlines(
    make_book: MakeBook, values: list[Any], grade: str | None, why: str
) -> None:
    rows = [
        _row("Focus", "Redline", name, value, 0.7) for name, value in zip(("One", "Two"), values, strict=True)
    ]

    found, sheet = _graded(make_book, rows)

    (quadrant,) = found.quadrants
    assert (quadrant.as_dict()["grade"], quadrant.why) == (grade, why)
    assert sheet["J2"].value == (grade or "Not yet graded")
    assert [sheet[f"G{n}"].value for n in (2, 3)] == [
        None if v is None else "Yes" if v >= 0.7 else "No" for v in values
    ]


def test_a_kpi_never_caps_and_its_redline_is_named_where_they_part(make_book: MakeBook) -> None:
    rows = [
        _row("Focus", "Redline", "Solved", 0.9, 0.7),
        _row("Focus", "KPI", "Response", 0.1, 0.8, lever="Solved"),
    ]

    found, _ = _graded(make_book, rows)

    assert found.quadrants[0].grade is not None
    assert found.quadrants[0].grade.value == "Good"
    assert found.quadrants[0].remarks == (
        "'Solved' is at its level and 'Response' is not, though the one should move the other",
    )


def test_a_standard_against_the_msg_is_read_from_the_msg_sheet(make_book: MakeBook) -> None:
    rows = [
        _row("Process", "Redline", "Solved rate, %", None, "MSG average"),
        _row("Service User", "Redline", "Confidence", None, "MSG average"),
        _row("Innovation", "Redline", "Solved rate", None, "top quartile"),
    ]

    found, sheet = _graded(make_book, rows, MSG=MSG)

    assert [quadrant.as_dict()["grade"] for quadrant in found.quadrants] == [
        "Good",
        "Requires Improvement",
        "Requires Improvement",
    ]
    assert [sheet[f"D{n}"].value for n in (2, 3, 4)] == [0.138, 0.508, 0.138]
    assert found.problems == ()


def test_a_measure_against_the_msg_that_the_msg_sheet_does_not_know_is_a_problem(make_book: MakeBook) -> None:
    found, _ = _graded(make_book, [_row("Process", "Redline", "Unknown", None, "MSG average")], MSG=MSG)

    assert [(p.cell, "no row on the MSG sheet" in p.what) for p in found.problems] == [("E2", True)]
    assert found.quadrants[0].grade is None


def test_the_change_from_last_cycle_is_said(make_book: MakeBook) -> None:
    found, sheet = _graded(make_book, [_row("Focus", "Redline", "One", 0.9, 0.7, last="RI")])

    assert found.quadrants[0].as_dict()["change"] == "Improved"
    assert sheet["L2"].value == "Improved"
    assert "Focus improved to Good from Requires Improvement." in found.sentences()


def test_a_grade_that_a_person_typed_stays_and_the_template_s_sign_gives_way(make_book: MakeBook) -> None:
    rows = [
        _row("Focus", "Redline", "One", 0.9, 0.7, grade="Outstanding"),
        _row("Process", "Redline", "Two", 0.9, 0.7, grade="Not yet graded"),
    ]

    found, sheet = _graded(make_book, rows)

    assert [sheet[f"J{n}"].value for n in (2, 3)] == ["Outstanding", "Good"]
    assert [p.cell for p in found.problems] == ["J2"]


def test_a_grade_follows_its_redlines_and_grading_twice_changes_nothing(make_book: MakeBook) -> None:
    book = make_book({"Quadrants": [HEADINGS, _row("Focus", "Redline", "One", 0.9, 0.7)]})
    sheet = book.sheets["Quadrants"]
    grade_quadrants(book)
    first = sheet.used_range.value
    grade_quadrants(book)
    assert sheet.used_range.value == first

    sheet["D2"].value = 0.1
    grade_quadrants(book)

    assert (sheet["G2"].value, sheet["J2"].value) == ("No", "Requires Improvement")


def test_commands_have_quadrants_of_their_own(make_book: MakeBook) -> None:
    rows = [
        [*_row("Focus", "Redline", "One", value, 0.7), command]
        for value, command in ((0.9, "North"), (0.5, "South"))
    ]
    book = make_book({"Quadrants": [[*HEADINGS, "Command"], *rows]})

    found = grade_quadrants(book)

    assert [(q.name, q.as_dict()["grade"]) for q in found.quadrants] == [
        ("Focus (North)", "Good"),
        ("Focus (South)", "Requires Improvement"),
    ]


@pytest.mark.parametrize("kind", ["", "Target"])
def test_a_measure_that_is_neither_redline_nor_kpi_is_asked_about(make_book: MakeBook, kind: str) -> None:
    found, _ = _graded(make_book, [_row("Focus", kind, "One", 0.1, 0.7)])

    assert [p.cell for p in found.problems] == ["B2"]
    assert found.quadrants[0].grade is None


def test_a_workbook_without_quadrants_is_refused_with_a_sentence(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="There is no table of quadrants"):
        grade_quadrants(make_book({"Sheet1": [["Area", "Good"], ["Burglary", "RI"]]}))


def test_refresh_and_check_know_the_quadrants(make_book: MakeBook) -> None:
    book = make_book(
        {"Quadrants": [HEADINGS, _row("Process", "Redline", "Solved rate", None, "MSG average")], "MSG": MSG}
    )

    assert check(book).problems == ()
    assert [q["grade"] for q in refresh(book).as_dict()["quadrants"]["quadrants"]] == ["Good"]


def test_a_redline_of_an_area_against_the_msg_is_judged_by_the_msg_sheet(make_book: MakeBook) -> None:
    redlines = [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
        ["Burglary", "Solved rate", None, "MSG average", "Higher", None],
        ["Robbery", "Confidence", None, "top quartile", "Higher", None],
        ["Gangs", "Unknown", None, "MSG average", "Higher", None],
    ]
    grid = [
        ["Area", "North", "South", "Force redline", "Final grade"],
        *([area, "Good", "Good", None, "Good"] for area in ("Burglary", "Robbery", "Gangs")),
    ]
    book = make_book({"Grid": grid, "Areas": redlines, "MSG": MSG})

    found = refresh(book)

    assert found.grades is not None
    assert [None if a.redline is None else a.redline.letters for a in found.grades.areas] == ["G", "RI", None]
    assert [book.sheets["Areas"][f"F{n}"].value for n in (2, 3, 4)] == ["Yes", "No", None]
    assert [p.cell for p in found.problems if p.sheet == "Areas"] == ["D4"]


@pytest.mark.parametrize(("minimum", "met"), [("5", "Yes"), ("3", "No"), ("5.0", "Yes"), (" 4 ", "No")])
def test_a_standard_of_one_digit_typed_as_a_text_is_no_position(
    make_book: MakeBook, minimum: str, met: str
) -> None:
    rows = [_row("Focus", "Redline", "Burglary", 4.5, minimum, "Lower")]

    found, sheet = _graded(make_book, rows)

    assert [problem.what for problem in found.problems] == []
    assert sheet["G2"].value == met


@pytest.mark.parametrize(("value", "minimum"), [(57.5, "55%"), ("57.5", "55%"), ("81%", 80), ("81%", "80")])
def test_a_percentage_held_against_a_bare_number_is_asked_about_in_a_quadrant(
    make_book: MakeBook, value: Any, minimum: Any
) -> None:
    found, sheet = _graded(make_book, [_row("Focus", "Redline", "Confidence", value, minimum)])

    (problem,) = found.problems
    assert (problem.cell, "cannot be compared" in problem.what) == ("E2", True)
    assert (sheet["G2"].value, sheet["J2"].value) == (None, "Not yet graded")


def test_a_value_of_the_msg_sheet_needs_no_column_to_be_held_against_its_standard(
    make_book: MakeBook,
) -> None:
    headings = ["Quadrant", "Kind", "Measure", "Minimum", "Better", "Grade"]
    book = make_book(
        {"Quadrants": [headings, ["Focus", "Redline", "Confidence", "50%", "Higher", None]], "MSG": MSG}
    )

    found = grade_quadrants(book)

    assert (found.problems, found.quadrants[0].as_dict()["grade"]) == ((), "Good")


@pytest.mark.parametrize(
    ("typed", "asked"), [("N", ["G2"]), ("No", ["G2"]), ("y", []), ("Yes", []), ("met", [])]
)
def test_what_is_typed_in_met_is_held_against_the_figures(
    make_book: MakeBook, typed: str, asked: list[str]
) -> None:
    rows = [_row("Focus", "Redline", "Burglary", 1200, 1300, "Lower", met=typed)]

    found, sheet = _graded(make_book, rows)

    assert [p.cell for p in found.problems] == asked
    assert all("the figures of the row give Yes" in p.what for p in found.problems)
    assert sheet["G2"].value == typed


def test_a_quadrant_below_a_commands_is_the_forces_where_it_names_no_command(make_book: MakeBook) -> None:
    headings = ["Quadrant", "Command", "Kind", "Measure", "Value", "Minimum", "Better"]
    rows = [
        ["Focus", "North", "Redline", "Burglary", 1, 2, "Higher"],
        [None, None, "Redline", "Fraud", 1, 2, "Higher"],
        ["Focus", "South", "Redline", "Burglary", 1, 2, "Higher"],
        ["Process", None, "Redline", "Response", 3, 2, "Higher"],
        [None, None, "Redline", "Answering", 3, 2, "Higher"],
    ]

    found = grade_quadrants(make_book({"Quadrants": [headings, *rows]}))

    assert [(q.name, q.of) for q in found.quadrants] == [
        ("Focus (North)", 2),
        ("Focus (South)", 1),
        ("Process", 2),
    ]
