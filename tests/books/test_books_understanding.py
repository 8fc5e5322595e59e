"""What of a workbook is understood: tables, columns read as what, columns not read, the nearest miss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.printed_tables import (
    essex_grid,
    essex_msg_aspirations,
    leicestershire_scorecard,
    write_sheets,
)
from tests.support.slow import dear
from tests.support.tools import ROOT
from xlscore.books import BookError, check, generate_force_grades, headings
from xlscore.engine import open_book

MakeBook = Callable[[Sheets], xw.Book]
SHIPPED = sorted(path.stem for path in (ROOT / "workbooks").glob("*.xlsx"))
SLOW = {"balanced-scorecard", "sample-balanced-scorecard-essex", "sample-msg-positions-illustrative"}
GRID = [
    ["Priority area", "North", "South", "HMICFRS grade", "Owner"],
    ["Burglary", "Good", "RI", "Good", "Unit 1"],
    ["Robbery", "RI", "RI", "Good", "Unit 2"],
]
CARD = [
    ["Objective", "Purpose", "Target", "Actual", "Threat", "The year before"],
    ["Burglary", "Recorded Crime", -0.1, 1903, "Medium", 2076],
    ["Robbery", "Recorded Crime", -0.1, 90, "Low", 105],
]
MSG = [
    ["Measure", "Position", "Aspiration", "In June", "Officers"],
    ["All crime", 4, "Best in MSG", 6, 1200],
    ["Burglary", 2, "Best in MSG", 3, 1300],
]


def test_a_table_is_told_with_its_place_its_columns_and_its_rows(make_book: MakeBook) -> None:
    found = headings(make_book({"Autumn": [["Cycle 13"], [], *GRID]}))

    assert found.as_dict()["tables"] == [
        {
            "kind": "grid of command grades",
            "sheet": "Autumn",
            "cell": "A3",
            "columns": {"area": "Priority area"},
            "commands": ["North", "South"],
            "one_each": [],
            "unread": [{"heading": "HMICFRS grade", "cell": "D3"}, {"heading": "Owner", "cell": "E3"}],
            "rows": 2,
        }
    ]
    assert found.near == ()


@pytest.mark.parametrize("action", [headings, check])
@pytest.mark.parametrize(
    ("rows", "cells", "what"),
    [
        (GRID, ["D1"], "The column 'HMICFRS grade' holds grades and is not known"),
        (CARD, ["F1"], "The column 'The year before' holds figures and is not known: it may be 'Previous year'"),
        (MSG, ["D1", "E1"], "The column 'In June' holds figures and is not known: it may be 'Previous position'"),
        ([["Area", "Grade", "2018/19 grade"], ["Burglary", "Good", "RI"], ["Robbery", "RI", "Good"]], ["C1"], "The column '2018/19 grade' holds grades and is not known: the command's return"),
        ([[*row[:3], cell] for row, cell in zip(GRID, ("Crimes in all", 120, 48), strict=True)], ["D1"], "The column 'Crimes in all' holds figures and is not known: the grid"),
        ([[*row[:5], cell] for row, cell in zip(CARD, ("Difference", -3.5, 4.5), strict=True)], ["F1"], "The column 'Difference' holds figures and is not known: it may be 'Previous year'"),
        ([[*row[:3], None, *row[4:]] for row in GRID[:1]] + GRID[1:], ["D1"], "column D holds grades and has no heading"),
        ([[*row[:5], None, *row[6:]] for row in CARD[:1]] + CARD[1:], ["F1"], "Column F holds figures and has no heading"),
    ],
    ids=["grid", "scorecard", "msg", "return", "grid with figures", "scorecard with figures", "grid, no heading", "scorecard, no heading"],
)  # fmt: skip
def test_a_column_that_could_be_one_that_is_missing_is_a_problem(
    make_book: MakeBook, action: Any, rows: list[list[Any]], cells: list[str], what: str
) -> None:
    problems = [p for p in action(make_book({"Sheet1": rows})).problems if "olds" in p.what]

    assert [p.cell for p in problems] == cells
    assert what in problems[0].what


@pytest.mark.parametrize(
    "cells", [("No.", 1, 2), ("Line", 1, 2), ("Change", -173, -15), ("Started", None, None), ("Seen", "by all", 3)]
)  # fmt: skip
def test_a_column_that_counts_the_rows_or_subtracts_two_that_are_read_is_no_problem(
    make_book: MakeBook, cells: tuple[Any, ...]
) -> None:
    card = [[*row[:5], "Previous year" if row is CARD[0] else row[5], "% change"] for row in CARD]
    card[1][6], card[2][6] = -0.083, -0.143
    rows = [[*row, cell] for row, cell in zip(card, cells, strict=True)]

    assert headings(make_book({"Sheet1": rows})).problems == ()


def test_words_that_are_no_grades_among_the_commands_are_named_and_nothing_is_counted_of_them(
    make_book: MakeBook,
) -> None:
    head = ["Area", "North", "West", "South", "Final grade"]
    rows = [head, ["Burglary", "Good", "Green", "RI", None], ["Robbery", "RI", "Amber", "RI", None]]

    for action in (headings, generate_force_grades):
        (problem,) = [p for p in action(make_book({"Sheet1": rows})).problems if p.cell == "C1"]
        assert "'West' stands among the commands and holds no grade, as 'Green' in row 2" in problem.what


def test_somebody_s_view_that_is_not_a_command_s_is_asked_about(make_book: MakeBook) -> None:
    head = ["Area", "North", "South", "Board's view"]
    rows = [head, ["Burglary", "Good", "RI", "RI"], ["Robbery", "RI", "RI", "Good"]]

    found = headings(make_book({"Sheet1": rows}))

    assert found.tables[0].commands == ("North", "South")
    assert [(p.cell, "Board's view" in p.what) for p in found.problems] == [("D1", True)]


@pytest.mark.parametrize("rows", [CARD, MSG], ids=["scorecard", "msg"])
def test_a_column_that_is_settled_is_not_asked_about_again(
    make_book: MakeBook, rows: list[list[Any]]
) -> None:
    said = [
        ["", heading, "nothing"]
        for heading in rows[0][3:]
        if heading in ("The year before", "In June", "Officers")
    ]

    book = make_book({"Sheet1": rows, "Ours": [["Sheet", "Heading", "Means"], *said]})

    assert [p for p in (*headings(book).problems, *check(book).problems) if "not known" in p.what] == []
    assert headings(book).tables[0].unread == ()


@pytest.mark.parametrize("name", dear(SHIPPED, SLOW))
def test_the_workbooks_that_ship_are_understood_without_a_problem(name: str) -> None:
    path = ROOT / "workbooks" / f"{name}.xlsx"
    book = open_book(path)

    found = headings(book)

    assert found.problems == ()
    assert found.tables
    book.close()


@pytest.mark.parametrize(
    ("sheet", "kind", "rows", "field", "heading"),
    [
        (essex_grid(), "grid of command grades", 15, "final", "Performance Board Final Grades"),
        (leicestershire_scorecard(), "threat and impact scorecard", 13, "hard_target", "Hard Target"),
        (essex_msg_aspirations(), "table of MSG measures", 12, "aspiration", "Aspiration"),
    ],
    ids=["grid", "scorecard", "msg"],
)
def test_a_printed_table_is_told_as_it_is_read(
    sheet: Any, kind: str, rows: int, field: str, heading: str, tmp_path: Path
) -> None:
    book = open_book(write_sheets(tmp_path / "printed.xlsx", {"Paper": sheet}))

    (table,) = headings(book).tables

    assert (table.kind, table.rows, table.columns[field]) == (kind, rows, heading)
    book.close()


def test_where_no_table_is_found_the_nearest_miss_is_told_and_is_a_problem(make_book: MakeBook) -> None:
    found = headings(make_book({"Notes": [["hello"]], "Grid": [["Aera", *GRID[0][1:3], "Final grade"], *(r[:4] for r in GRID[1:])]}))  # fmt: skip

    assert found.tables == ()
    assert found.as_dict()["near"] == [
        {"sheet": "Grid", "cell": "A1", "kind": "grid of command grades", "read": ["Final grade"], "missing": ["'Area'"]}
    ]  # fmt: skip
    (problem,) = found.problems
    assert (problem.sheet, problem.cell) == ("Grid", "A1")
    assert problem.do == "If 'Aera' is meant, say so in a table Headings (Sheet, Heading, Means)."


def test_beside_a_table_that_is_there_a_far_miss_is_no_problem(make_book: MakeBook) -> None:
    found = headings(make_book({"Grid": [row[:3] for row in GRID], "Notes": [["Measure", "Comment"], ["Burglary", "x"]]}))  # fmt: skip

    assert (found.near, found.problems) == ((), ())


def test_a_workbook_in_which_nothing_is_near_says_so(make_book: MakeBook) -> None:
    (problem,) = headings(make_book({"Budget": [["Pens", 3], ["Ink", 4]]})).problems

    assert problem.what.startswith("No table was understood")


@pytest.mark.parametrize("action", [headings, check])
def test_an_empty_workbook_is_refused(make_book: MakeBook, action: Any) -> None:
    with pytest.raises(BookError, match="its sheets are empty"):
        action(make_book({"Sheet1": []}))


def test_a_check_of_a_workbook_without_tables_names_the_nearest_miss(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match=r"nothing to check .* lacks 'Area'; if 'Aera' is meant"):
        check(make_book({"Grid": [["Aera", *GRID[0][1:3]], *(row[:3] for row in GRID[1:])]}))


def test_what_was_read_and_what_not_is_said_in_few_lines(make_book: MakeBook) -> None:
    found = headings(
        make_book({"Autumn": GRID, "Setting": [["Area", "Lead command"], ["Burglary", "North"]]})
    )

    assert found.sentences() == [
        "Read: the grid of command grades on 'Autumn', 2 rows.",
        "Not read: 'HMICFRS grade' (Autumn!D1), 'Owner' (Autumn!E1).",
    ]


@pytest.mark.parametrize(
    ("banner", "heading", "told"),
    [
        ("Overall Impact", "Overall Impact Score", "Overall Impact Score"),
        ("IMPACT", "Overall impact score", "Overall impact score"),
        ("Overall impact", "Score", "Overall impact Score"),
    ],
)
def test_a_banner_is_told_with_its_heading_but_no_word_of_it_twice(
    make_book: MakeBook, banner: str | None, heading: str, told: str
) -> None:
    card = [
        ["Objective", "Purpose", "Target", "Actual", "Last year", "Overall threat", banner],
        [None, None, None, None, None, None, heading, "Impact class"],
        ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "High", 13],
        ["Robbery", "Recorded Crime", -0.1, 403, 476, "Low", 9],
    ]

    (found,) = headings(make_book({"Scorecard": card})).tables

    assert found.columns["impact_score"] == told
