"""A tolerance per row of the scorecard stands in place of the Policy's for that row, on the screen and in the cell alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.support.computing import differing_formulas
from xlscore.books import fill_scorecard, refresh, update_msg
from xlscore.cli.run import run
from xlscore.engine import open_book

pytestmark = pytest.mark.cases

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]
MakeFile = Callable[[Mapping[str, Sequence[Sequence[Any]]]], Path]
Rows = list[list[Any]]

HEADINGS = ["Strategic objective", "Purpose", "Hard target", "Tolerance", "Actual", "Previous year"]


def _card(*tolerances: object, heading: str = "Tolerance") -> Rows:
    """A count that misses -10 % by 1.7 points, a rate that misses 25 % by 6.8, an average that misses 10 days by 1."""
    facts = [
        ["Burglary", "Recorded Crime", -0.1, None, 1903, 2076],
        ["Burglary", "Crime Outcome Rate", 0.25, None, 0.182, 0.176],
        ["Days to court", "Average", 10, None, 11, 12],
    ]
    rows = [[*row[:3], tolerance, *row[4:]] for row, tolerance in zip(facts, tolerances, strict=True)]
    return [[heading if text == "Tolerance" else text for text in HEADINGS], *rows]


def _rags(found: Any) -> list[str | None]:
    return [row.rag for row in found.rows]


@pytest.mark.parametrize(
    ("tolerances", "rags"),
    [
        ((None, None, None), ["Amber", "Red", "Red"]),
        ((0.01, 0.07, 1), ["Red", "Amber", "Amber"]),
        (("1%", "7%", "10%"), ["Red", "Amber", "Amber"]),
        (("1% points", "7pp", "1 day"), ["Red", "Amber", "Amber"]),
        (("±1%", "+/- 7%", "±0.5 days"), ["Red", "Amber", "Red"]),
        (("within 2%", "+/-6%", "plus or minus 1"), ["Amber", "Red", "Amber"]),
        (("N/A", "-", 0), ["Amber", "Red", "Red"]),
        ((0, 0.068, 0.9), ["Red", "Amber", "Red"]),
        (("-10% to -5%", "18% - 30%", "10-12 days"), ["Amber", "Amber", "Amber"]),
        (("-12% to -9%", "20-30%", "8 to 10.5"), ["Red", "Red", "Red"]),
        (("-10% – -8%", "between 18% and 25%", "9–11"), ["Amber", "Amber", "Amber"]),
        (("17% of target", "30% of target", "10% of target"), ["Amber", "Amber", "Amber"]),
    ],
)
def test_the_row_s_own_tolerance_decides_and_a_blank_takes_the_policy_s(
    tolerances: tuple[object, ...], rags: list[str], make_book: MakeBook
) -> None:
    book = make_book({"Sheet1": _card(*tolerances)})

    found = fill_scorecard(book)

    assert _rags(found) == rags
    assert found.problems == ()
    assert differing_formulas(book) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Tolerance",
        "Tolerance¹",
        "Tolerance (+/-)",
        "Tolerance %",
        "Acceptable range",
        "Acceptable variance",
        "RAG tolerance",
        "Amber tolerance",
        "Allowed variation",
        "TOLERANCE 2024/25",
    ],
)
def test_a_tolerance_has_many_names(heading: str, make_book: MakeBook) -> None:
    found = fill_scorecard(make_book({"Sheet1": _card(0.01, 0.07, 1, heading=heading)}))

    assert _rags(found) == ["Red", "Amber", "Amber"]
    assert found.problems == ()


@pytest.mark.parametrize("place", range(2, 6))
@pytest.mark.parametrize("banner", [False, True])
def test_the_column_may_stand_anywhere(place: int, banner: bool, make_book: MakeBook) -> None:
    rows = _card("1%", "7%", 1)
    for row in rows:
        row.insert(place, row.pop(3))
    if banner:
        upper = [None if text in ("Hard target", "Tolerance") else text for text in rows[0]]
        lower = [text if text in ("Hard target", "Tolerance") else None for text in rows[0]]
        rows[:1] = [["Scorecard"], upper, lower]

    found = fill_scorecard(make_book({"Sheet1": rows}))

    assert _rags(found) == ["Red", "Amber", "Amber"]


def test_the_formula_refers_to_the_cell_and_where_that_is_blank_to_the_policy(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": _card(0.01, None, 1)})

    fill_scorecard(book)

    table = {row[0]: row for row in zip(*book.sheets[0].used_range.formula, strict=True)}
    assert table["RAG"][1:] == (
        "=RAG(YOY(E2,F2),C2,FALSE,D2)",
        "=RAG(E3,C3,TRUE,0.05)",
        "=RAG(E4,C4,FALSE,D4)",
    )


def test_a_percentage_of_an_average_is_a_share_of_its_target(make_file: MakeFile) -> None:
    path = make_file({"Sheet1": _card(None, None, 0.1)})
    workbook = openpyxl.load_workbook(path)
    workbook.active["D4"].number_format = "0%"
    workbook.save(path)
    book = open_book(path)

    found = fill_scorecard(book)

    assert found.rows[2].rag == "Amber"
    assert "=RAG(E4,C4,FALSE,D4*C4)" in str(book.sheets[0].used_range.formula)
    assert differing_formulas(book) == []


@pytest.mark.parametrize("typed", ["30% - 40%", "20 - 30", "some", 2, -0.02, "-2%"])
def test_what_is_no_tolerance_is_named_and_judged_by_no_other(typed: object, make_book: MakeBook) -> None:
    found = fill_scorecard(make_book({"Sheet1": _card(0.01, typed, 1)}))

    assert _rags(found) == ["Red", None, "Amber"]
    assert [p.cell for p in found.problems] == ["D3"]


def test_another_tolerance_changes_what_was_written_before(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": _card(None, None, None)})
    refresh(book)
    for row, tolerance in enumerate((0.01, "7%", 1), 2):
        book.sheets[0].range((row, 4)).value = tolerance

    found = refresh(book)

    rag = list(book.sheets[0].used_range.value[0]).index("RAG")
    assert [row[rag] for row in book.sheets[0].used_range.value[1:]] == ["Red", "Amber", "Amber"]
    assert [p for p in found.problems if "RAG" in p.what] == []


def test_a_second_run_changes_nothing(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": _card("±1%", "7%", "10%")})
    refresh(book)
    once = book.sheets[0].used_range.formula

    refresh(book)

    assert book.sheets[0].used_range.formula == once


def test_a_heading_that_only_speaks_of_a_tolerance_is_named(make_book: MakeBook) -> None:
    found = fill_scorecard(make_book({"Sheet1": _card("no", "no", "no", heading="Tolerance breached")}))

    assert [(p.cell, "'Tolerance breached'" in p.what) for p in found.problems] == [("D1", True)]


def test_the_command_line_says_what_the_cell_says(
    make_file: MakeFile, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_file({"Sheet1": _card(0.01, "±7%", 1)})

    code = run(["scorecard", str(path), "--json"])

    said = [row["rag"] for row in json.loads(capsys.readouterr().out)["rows"]]
    written = {row[0]: row[1:] for row in zip(*open_book(path).sheets[0].used_range.value, strict=True)}
    assert (code, said) == (0, ["Red", "Amber", "Amber"])
    assert list(written["RAG"]) == said


@pytest.mark.parametrize("heading", ["Tolerance", "Acceptable range"])
def test_positions_are_judged_by_no_tolerance_and_that_is_said(heading: str, make_book: MakeBook) -> None:
    rows = [["Measure", "Position", "Aspiration", heading], ["Burglary", 4, "4th in MSG", "2%"]]

    found = update_msg(make_book({"Sheet1": rows}))

    assert [(p.cell, f"'{heading}'" in p.what) for p in found.problems] == [("D1", True)]
