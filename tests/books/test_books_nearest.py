"""Where a table is not found, the sentence says what comes nearest, what of it is read and what is missing; it never misleads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import BookError, fill_scorecard, generate_force_grades, update_msg
from xlscore.engine import open_book
from xlscore.errors import commands_typed

MakeBook = Callable[[Sheets], xw.Book]
GRADES = [["Burglary", "Good", "RI"], ["Robbery", "RI", "RI"], ["Domestic Abuse", "RI", "Good"]]


def _refused(action: Callable[..., Any], book: xw.Book, *more: str) -> str:
    with pytest.raises(BookError) as caught:
        action(book, *more)
    return caught.value.sentence


MISSES: dict[str, tuple[Callable[..., Any], list[list[Any]], list[str]]] = {
    "a misspelt Area": (
        generate_force_grades,
        [["Title"], [], ["Aera", "North", "South", "Force redline"], *([*row, "Good"] for row in GRADES)],
        ["'Sheet1' at A3", "it has 'Force redline'", "lacks 'Area'", "if 'Aera' is meant", '"Aera=Area"'],
    ),
    "an unknown heading over the names": (
        generate_force_grades,
        [["Bit of business", "North", "South"], *GRADES],
        ["'Sheet1' at A1", "it has grades", "lacks 'Area'", '"Bit of business=Area"'],
    ),
    "commands alone": (
        generate_force_grades,
        [["North", "South"], *(row[1:] for row in GRADES)],
        ["'Sheet1' at A1", "lacks 'Area'", "add the heading"],
    ),
    "areas without grades": (
        generate_force_grades,
        [["Area", "Rationale"], ["Burglary", "None"], ["Robbery", "As before"]],
        ["it has 'Area' and 'Rationale'", "lacks a column of grades per command"],
    ),
    "two rows of headings, the lower one missing": (
        generate_force_grades,
        [["Area", "Self-assessment", None], *GRADES],
        ["'Sheet1' at A1", "it has 'Area'", "lacks a heading over the grades in column C"],
    ),
    "a misspelt Position": (
        update_msg,
        [["Measure", "Postion", "Aspiration"], ["All crime", 4, "Best in MSG"]],
        ["it has 'Measure' and 'Aspiration'", "lacks 'Position'", '"Postion=Position"'],
    ),
    "a scorecard without a purpose": (
        fill_scorecard,
        [["Objective", "Target", "Actual"], ["Burglary", -0.1, 1903]],
        ["it has 'Objective', 'Target' and 'Actual'", "lacks 'Purpose'"],
    ),
    "rows that are people": (
        generate_force_grades,
        [["Area", "Surname", "Final grade", "Drive", "Care"], ["North", "A", "", "Good", "RI"], ["North", "B", "", "RI", "RI"]],
        ["it has 'Area' and 'Final grade'", "its rows do not read as a grid of command grades"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISSES)
def test_the_nearest_miss_is_named_with_what_is_read_and_what_is_missing(
    make_book: MakeBook, name: str
) -> None:
    action, rows, parts = MISSES[name]

    with commands_typed():
        sentence = _refused(action, make_book({"Sheet1": rows}))

    assert [part for part in parts if part not in sentence] == [], sentence


def test_a_workbook_without_anything_near_says_which_headings_were_looked_for(make_book: MakeBook) -> None:
    sentence = _refused(generate_force_grades, make_book({"Sheet1": [["Budget", 2020], ["Pens", 3]]}))

    assert "no row has the headings that it is known by, 'Area'" in sentence


def test_an_empty_workbook_is_said_to_be_empty(make_book: MakeBook) -> None:
    assert "its sheets are empty" in _refused(generate_force_grades, make_book({"Sheet1": []}))


@pytest.mark.parametrize("action", [generate_force_grades, update_msg, fill_scorecard])
def test_a_sheet_that_is_not_there_is_said_not_to_be_with_those_that_are(
    make_book: MakeBook, action: Callable[..., Any]
) -> None:
    book = make_book({"Grid": [["Area", "North", "South"], *GRADES], "Notes": []})

    assert _refused(action, book, "Gird") == (
        "There is no sheet 'Gird' in this workbook; its sheets are 'Grid', 'Notes'."
    )
    assert _refused(action, book, "notes") == "The sheet 'Notes' is empty."


def test_a_chart_sheet_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook = xlsxwriter.Workbook(path)
    workbook.add_worksheet("Grid").write_row(0, 0, ["Area", "North", "South"])
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series({"values": "=Grid!$B$2:$B$3"})
    workbook.add_chartsheet("Chart1").set_chart(chart)
    workbook.close()
    book = open_book(path)

    assert "'Chart1' is a chart sheet and has no cells; name one of 'Grid'" in _refused(
        generate_force_grades, book, "Chart1"
    )
    book.close()
