"""What an officer says that a heading means holds for every action: in a table Headings, or besides the workbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import (
    BookError,
    check,
    fill_scorecard,
    generate_force_grades,
    refresh,
    roll,
    update_msg,
)
from xlscore.books.kinds import KINDS
from xlscore.books.plan.action import do
from xlscore.books.plan.kind import Asked
from xlscore.books.tables.named import meaning, told_headings

pytestmark = pytest.mark.cases

MakeBook = Callable[[Sheets], xw.Book]

GRID = [
    ["Area", "North", "South", "HMICFRS grade"],
    ["Burglary", "Good", "RI", "Good"],
    ["Robbery", "RI", "RI", "Good"],
    ["Domestic Abuse", "RI", "Good", "RI"],
]
SAYS = ["Sheet", "Heading", "Means"]


def _said(*rows: list[Any], grid: list[list[Any]] = GRID) -> Sheets:
    return {"Grid": grid, "Our words": [["What our headings mean"], [], SAYS, *rows]}


@pytest.mark.parametrize("means", ["Final grade", "final", "FINAL GRADE", "Board grade"])
def test_a_column_is_the_boards_where_the_table_says_so(make_book: MakeBook, means: str) -> None:
    book = make_book(_said(["Grid", "HMICFRS grade", means]))

    found = generate_force_grades(book)

    assert [area.final.letters for area in found.areas] == ["G", "G", "RI"]
    assert list(found.areas[0].commands) == ["North", "South"]
    assert not [p for p in found.problems if "is not known" in p.what]


def test_a_settled_heading_stays_in_the_file_as_it_was_written(make_book: MakeBook) -> None:
    book = make_book(_said(["Grid", "HMICFRS grade", "final"]))

    generate_force_grades(book)

    assert book.sheets["Grid"]["A1:D1"].value == GRID[0]
    assert "Final grade" not in book.sheets["Grid"].used_range.value[0]


def test_a_column_is_a_command_where_the_table_says_so(make_book: MakeBook) -> None:
    book = make_book(_said(["Grid", "HMICFRS grade", "command"]))

    found = generate_force_grades(book)

    assert list(found.areas[0].commands) == ["North", "South", "HMICFRS grade"]


def test_a_column_of_nothing_is_left_alone_and_never_asked_about(make_book: MakeBook) -> None:
    book = make_book(_said(["Grid", "HMICFRS grade", "nothing"]))

    found = generate_force_grades(book)

    assert list(found.areas[0].commands) == ["North", "South"]
    assert found.problems == ()
    assert book.sheets["Grid"]["G1"].value == "Final grade"


@pytest.mark.parametrize("heading", ["HMICFRS grade", "hmicfrs GRADE", "HMICFRS\ngrade", "HMICFRS grade¹"])
def test_a_heading_is_found_whatever_its_dress(make_book: MakeBook, heading: str) -> None:
    book = make_book(_said(["", heading, "final"]))

    found = generate_force_grades(book)

    assert [area.final.letters for area in found.areas] == ["G", "G", "RI"]


def test_a_settled_heading_goes_before_one_that_is_known(make_book: MakeBook) -> None:
    grid = [[*row, last] for row, last in zip(GRID, ["Final grade", "RI", "RI", "RI"], strict=True)]
    book = make_book(_said(["Grid", "HMICFRS grade", "final"], ["Grid", "Final grade", "nothing"], grid=grid))

    found = generate_force_grades(book)

    assert [area.final.letters for area in found.areas] == ["G", "G", "RI"]


def test_a_heading_that_names_the_rows_may_be_settled(make_book: MakeBook) -> None:
    grid = [["Bit of business", *GRID[0][1:]], *GRID[1:]]
    book = make_book(_said(["", "Bit of business", "Area"], ["", "HMICFRS grade", "Final grade"], grid=grid))

    assert [area.area for area in generate_force_grades(book).areas] == [
        "Burglary",
        "Robbery",
        "Domestic Abuse",
    ]


def test_a_heading_of_two_rows_may_be_settled(make_book: MakeBook) -> None:
    grid = [["Area", "Self-assessment", None, "HMICFRS"], [None, "North", "South", "view"], *GRID[1:]]
    book = make_book(_said(["", "HMICFRS", "Final grade"], grid=grid))

    found = generate_force_grades(book)

    assert [area.final.letters for area in found.areas] == ["G", "G", "RI"]
    assert list(found.areas[0].commands) == ["North", "South"]


def test_a_settled_heading_holds_for_the_msg_and_the_scorecard_too(make_book: MakeBook) -> None:
    book = make_book(
        {
            "M": [["Measure", "Place in the family", "Aspiration"], ["All crime", 4, "Best in MSG"]],
            "S": [
                ["Objective", "Purpose", "Goal", "Actual", "The year before", "Threat", "Impact score"],
                ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13],
            ],
            "Headings": [
                SAYS,
                ["M", "Place in the family", "position"],
                ["S", "Goal", "Hard target"],
                ["S", "The year before", "previous"],
            ],
        }
    )

    assert [(m.position, m.status) for m in update_msg(book).measures] == [(4, "Below aspiration")]
    assert [row.shortfall for row in fill_scorecard(book).rows] == [35]
    assert check(book).problems == ()


def test_what_is_said_besides_the_workbook_holds_and_goes_before_its_table(make_book: MakeBook) -> None:
    book = make_book(_said(["Grid", "HMICFRS grade", "nothing"]))

    found = do(book, KINDS["grades"], Asked(headings={"HMICFRS grade": "final"}))

    assert [area.final.letters for area in found.areas] == ["G", "G", "RI"]


def test_a_settled_heading_outlives_the_cycle(make_book: MakeBook) -> None:
    book = make_book(_said(["Grid", "HMICFRS grade", "final"]))

    roll(book, "Cycle 14")

    assert book.sheets["Grid"]["A1:D1"].value == GRID[0]
    assert book.sheets["Grid"]["D2:D4"].value == [None] * 3
    assert not [p for p in check(book).problems if "HMICFRS" in p.what]


@pytest.mark.parametrize(
    ("row", "cell", "what"),
    [
        (["Grid", "HMICFRS grade", "the best"], "C4", "'the best' is nothing that a heading can mean"),
        (["Grid", "HMIC", "final"], "B4", "The heading 'HMIC' is nowhere on the sheet 'Grid'"),
        (["", "Burglary", "final"], "B4", "The heading 'Burglary' is nowhere in this workbook"),
        (["Gird", "HMICFRS grade", "final"], "A4", "There is no sheet 'Gird'"),
    ],
)
@pytest.mark.parametrize("action", [generate_force_grades, refresh, check])
def test_a_row_that_settles_nothing_is_a_problem_of_its_cell(
    make_book: MakeBook, action: Callable[[xw.Book], Any], row: list[str], cell: str, what: str
) -> None:
    found = action(make_book(_said(row)))

    (problem,) = [p for p in found.problems if p.sheet == "Our words"]
    assert (problem.cell, what in problem.what) == (cell, True)


def test_a_problem_of_the_table_goes_from_the_sheet_when_it_is_put_right(make_book: MakeBook) -> None:
    book = make_book(_said(["Grid", "HMICFRS grade", "the best"]))
    refresh(book)
    assert "headings" in book.sheets["Problems"]["E2:E9"].value

    book.sheets["Our words"]["C4"].value = "final"
    generate_force_grades(book)

    assert "headings" not in book.sheets["Problems"]["E2:E9"].value


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"HMICFRS grade": "best"}, "nothing that a heading can mean"),
        ({"No such": "final"}, "is nowhere in this workbook"),
    ],
)
def test_what_is_said_besides_the_workbook_and_settles_nothing_is_refused(
    make_book: MakeBook, said: dict[str, str], what: str
) -> None:
    with pytest.raises(BookError, match=what):
        check(make_book(_said()), said)


def test_a_sheet_called_as_a_heading_ends_no_table_of_headings(make_book: MakeBook) -> None:
    book = make_book(
        {"Area": GRID, "Headings": [SAYS, ["Area", "North", "command"], ["Area", "HMICFRS grade", "final"]]}
    )

    assert [area.final.letters for area in generate_force_grades(book).areas] == ["G", "G", "RI"]


@pytest.mark.parametrize("option", ["HMICFRS grade", "=final", "HMICFRS grade="])
def test_an_option_that_says_nothing_is_refused(option: str) -> None:
    with pytest.raises(BookError, match="does not say what a heading means"):
        told_headings([option])


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        ("redline", ("Force redline", "Redlines", "Redline")),
        ("hard_target", ("Hard target",)),
        ("Year-on-year change", ("Year-on-year change",)),
        ("Nothing", ()),
        ("COMMAND", ("command",)),
        ("", None),
    ],
)
def test_a_meaning_is_a_heading_of_ours_its_code_a_command_or_nothing(
    means: str, expected: tuple[str, ...] | None
) -> None:
    assert meaning(means) == expected
