"""A table whose headings are found and of which no row is read says so where rows stand below; a blank form says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.support.tools import ROOT
from xlscore.books import check, fill_scorecard, generate_force_grades, headings, refresh, update_msg
from xlscore.books.files import workbook_file
from xlscore.cli.run import run

pytestmark = pytest.mark.cases

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]
MakeFile = Callable[[Mapping[str, Sequence[Sequence[Any]]]], Path]
Rows = list[list[Any]]

MSG = ["Measure", "Position", "Aspiration"]
GRID = ["Area", "North", "South", "Final grade"]
CARD = ["Objective", "Purpose", "Target", "Actual", "Previous year"]

UNREAD: Mapping[str, tuple[Callable[[xw.Book], Any], Rows, str]] = {
    "names to the left of the table": (update_msg, [[None, *MSG], ["Burglary", None, 3, "4th in MSG"], ["Robbery", None, 4, "Best"]], "B2"),
    "names under another heading": (update_msg, [[*MSG, "What is measured"], [None, 3, "Best", "Burglary"], [None, 4, "Best", "Robbery"]], "A2"),
    "names alone": (update_msg, [[None, *MSG], ["Burglary"], ["Robbery"], ["Fraud"]], "B2"),
    "names under another heading of a grid": (generate_force_grades, [[*GRID, "What"], [None, "Good", "RI", None, "Burglary"], [None, "RI", "Good", None, "Fraud"]], "A2"),
    "rows without a purpose": (fill_scorecard, [CARD, ["Burglary", None, "-10%", 1903, 2076], ["Robbery", None, "-10%", 190, 207]], "B2"),
    "rows behind a blank line": (fill_scorecard, [CARD, [], ["Burglary", None, "-10%", 1903, 2076]], "B3"),
    "rows behind two blank lines and titles": (update_msg, [["MSG"], [], [None, *MSG], [], [], ["Burglary", None, 3, "Best"]], "B6"),
    "a total alone": (update_msg, [MSG, ["Total", 3, "Best"]], "A2"),
}  # fmt: skip


@pytest.mark.parametrize(("act", "rows", "cell"), UNREAD.values(), ids=UNREAD)
def test_rows_that_are_not_read_are_named(
    act: Callable[[xw.Book], Any], rows: Rows, cell: str, make_book: MakeBook
) -> None:
    book = make_book({"Sheet1": rows})

    told = [
        [p.cell for p in do(book).problems if "No row of the" in p.what]
        for do in (headings, check, act, refresh)
    ]

    assert told == [[cell]] * 4


def test_a_table_beside_the_leading_one_says_so_too(make_book: MakeBook) -> None:
    grid = [GRID, ["Burglary", "Good", "Good", "Good"]]
    notes = [["Date", "Measure", "Words", "Kind"], ["Apr 2018", None, "Counted anew", "Definition"]]
    redlines = [["Area", "Redline measure", "Met"], ["Burglary", None, "Yes"]]
    book = make_book({"Grid": grid, "Notes": notes, "Redlines": redlines})

    told = [{p.sheet for p in do(book).problems if "No row of the" in p.what} for do in (headings, refresh)]

    assert told == [{"Notes", "Redlines"}, {"Redlines"}]


BLANK: Mapping[str, Rows] = {
    "nothing below": [MSG],
    "blank rows": [MSG, [None, None, None], [None, None, None]],
    "a note": [MSG, [], ["Note: to be filled in by June."], ["Source: iQuanta"]],
    "a note at once": [MSG, ["* 12 months to June"]],
    "a key": [GRID, [], [], ["Key"], ["O", "Outstanding"], ["G", "Good"]],
    "something far below": [MSG, [], [], [], [], [], [], [], ["Printed", "on", "Monday"]],
    "another table": [MSG, [], ["Area", "Grade"], ["Burglary", "Good"]],
}


@pytest.mark.parametrize("rows", BLANK.values(), ids=BLANK)
def test_a_blank_form_says_nothing(rows: Rows, make_book: MakeBook) -> None:
    found = headings(make_book({"Sheet1": rows}))

    assert [p.what for p in found.problems if "No row of the" in p.what] == []


def test_a_key_below_a_blank_grid_is_not_graded(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": BLANK["a key"]})

    found = generate_force_grades(book)

    assert found.areas == ()
    assert book.sheets[0].range("A5:D6").value == [
        ["O", "Outstanding", None, None],
        ["G", "Good", None, None],
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "workbooks").glob("*.xlsx")), ids=lambda path: path.stem)
def test_the_workbooks_that_ship_have_no_such_table(path: Path) -> None:
    with workbook_file(path) as book:
        found = headings(book)

    assert [p.what for p in found.problems if "No row of the" in p.what] == []


def test_the_command_line_ends_with_one_where_nothing_was_read(
    make_file: MakeFile, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_file({"Sheet1": UNREAD["names to the left of the table"][1]})

    code = run(["msg", str(path)])

    assert code == 1
    assert "No row of the table of MSG measures is read" in " ".join(capsys.readouterr().out.split())
