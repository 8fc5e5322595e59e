"""The register of aspirations in a workbook: what holds, where it and the MSG sheet disagree, and what the next cycle adds."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, facts
from xlscore.books import check, generate_force_grades, update_msg
from xlscore.books.grades.roll import roll
from xlscore.books.kinds import KINDS

MakeBook = Callable[[dict[str, list[list[Any]]]], xw.Book]
HEADS = ["Measure", "Aspiration", "Set on", "By", "Rationale", "Before"]
GRID = [["Cycle", "Cycle 13"], HEADINGS, *facts()]
OFFICERS = "Percentage Sick (Police Officers)"


def msg(aspiration: Any, measure: str = OFFICERS) -> list[list[Any]]:
    return [
        ["Measure", "Position", "To average", "Aspiration", "Status"],
        [measure, 6, 0.4, aspiration, None],
    ]


def row(aspiration: str, set_on: Any, **more: Any) -> list[Any]:
    return [
        more.get("measure", OFFICERS),
        aspiration,
        set_on,
        more.get("by"),
        more.get("why"),
        more.get("before"),
    ]


def told(book: xw.Book) -> list[tuple[str, str]]:
    return [(problem.sheet, problem.cell) for problem in update_msg(book).problems]


@pytest.mark.parametrize("set_on", ["6 April 2020", datetime.datetime(2020, 4, 6), "06/04/2020"])
@pytest.mark.parametrize("top", [0, 3])
def test_the_latest_aspiration_holds_where_the_msg_table_has_none(
    make_book: MakeBook, set_on: Any, top: int
) -> None:
    register = [*[[None]] * top, HEADS, row("7th in MSG", set_on, by="Commissioner"), row("5th", "Apr 2019")]
    book = make_book({"MSG": msg(None), "What we aim for": register})

    found = update_msg(book)

    (measure,) = found.measures
    assert measure.aspiration == "7th in MSG"
    assert (measure.status, book.sheets["MSG"]["E2"].value) == ("Met or exceeded", "Met or exceeded")
    assert [each["aspiration"] for each in measure.as_dict()["aspirations"]] == ["5th", "7th in MSG"]
    day = "6 Apr 2020" if isinstance(set_on, datetime.datetime) else set_on
    sentence = f"{OFFICERS}: the aspiration is 7th in MSG, set on {day} by Commissioner, before: 5th."
    assert sentence in KINDS["msg"].told(found).lines
    assert found.problems == ()


def test_where_the_msg_table_says_something_else_a_problem_names_both_cells(make_book: MakeBook) -> None:
    book = make_book({"MSG": msg("5th"), "Aspirations": [HEADS, row("7th", "6 April 2020")]})

    (problem,) = update_msg(book).problems

    assert (problem.sheet, problem.cell) == ("MSG", "D2")
    assert problem.what == (
        f"The aspiration of '{OFFICERS}' here is not the register's: Aspirations!B2 has 7th (set on 6 April 2020)."
    )
    assert update_msg(book).measures[0].status == "Below aspiration"


@pytest.mark.parametrize("typed", ["7th", "7th in MSG.", "7", 7])
def test_another_spelling_is_the_same_aspiration(make_book: MakeBook, typed: Any) -> None:
    assert told(make_book({"MSG": msg(typed), "Aspirations": [HEADS, row("7th", "6 April 2020")]})) == []


def test_two_registers_that_disagree_are_named_with_both_cells(make_book: MakeBook) -> None:
    book = make_book(
        {
            "MSG": msg(None),
            "Aspirations": [HEADS, row("7th", "6 April 2020")],
            "Commissioner's": [HEADS, row("5th", "6 April 2020")],
        }
    )

    (problem,) = update_msg(book).problems

    assert problem.cell == "B2"
    assert "is 7th here (set on 6 April 2020), and 5th in 'Commissioner''s'!B2" in problem.what


@pytest.mark.parametrize(
    ("rows", "cell", "words"),
    [
        ([row("7th", "soon")], "C2", "'soon' is not read as a day"),
        ([row("seventh-ish", "6 April 2020")], "B2", "'seventh-ish' is not a benchmark"),
        ([row("7th", "6 April 2020"), row("4th", None)], "B3", "has no day, so it does not count"),
        (
            [row("7th", "6 April 2020", before="4th"), row("5th", "April 2019")],
            "B2",
            "is said to have been 4th; B3 has 5th",
        ),
        (
            [row("7th", "6 April 2020", measure="Unknown")],
            "B2",
            "has an aspiration and no row on the MSG sheet",
        ),
    ],
)
def test_what_a_register_does_not_say_clearly_is_a_problem(
    make_book: MakeBook, rows: list[list[Any]], cell: str, words: str
) -> None:
    book = make_book({"MSG": msg(None), "Aspirations": [HEADS, *rows]})

    (problem,) = check(book).problems

    assert (problem.sheet, problem.cell) == ("Aspirations", cell)
    assert words in problem.what


def test_a_measure_that_is_no_longer_watched_ends_with_no_aspiration(make_book: MakeBook) -> None:
    rows = [row("7th", "6 April 2020", measure="Old"), row("N/A", "6 April 2021", measure="Old")]

    assert told(make_book({"MSG": msg("7th"), "Aspirations": [HEADS, *rows]})) == []


def test_a_record_of_positions_with_a_date_is_no_register(make_book: MakeBook) -> None:
    dated = [["Measure", "Aspiration", "Date", "MSG rank"], [OFFICERS, "5th", "6 April 2020", 6]]

    found = update_msg(make_book({"MSG": msg("7th"), "Older": dated}), "MSG")

    assert [each for each in found.problems if "register" in each.what] == []


def test_updating_writes_nothing_into_a_register(make_book: MakeBook) -> None:
    register = [HEADS, row("7th", "6 April 2020", by="Commissioner")]
    book = make_book({"MSG": msg("5th"), "Aspirations": register})

    update_msg(book)

    assert book.sheets["Aspirations"].used_range.value == register


@pytest.mark.slow
def test_the_next_cycle_adds_an_aspiration_that_was_changed_and_leaves_its_day_to_a_person(
    make_book: MakeBook,
) -> None:
    register = [HEADS, row("7th", "6 April 2020", by="Commissioner")]
    book = make_book({"Grid": GRID, "MSG": msg("5th"), "Aspirations": register})
    generate_force_grades(book)

    roll(book, "Cycle 14")
    added = book.sheets["Aspirations"].used_range.value
    book.sheets["Grid"]["A3"].value = facts()
    generate_force_grades(book)
    roll(book, "Cycle 15")

    assert added == [*register, [OFFICERS, "5th", None, None, None, "7th"]]
    assert book.sheets["Aspirations"].used_range.value == added
    assert told(book) == [("Aspirations", "B3")]
    book.sheets["Aspirations"]["C3"].value = "1 May 2020"
    assert told(book) == []


@pytest.mark.parametrize("aspiration", ["7th", None, "nonsense"])
def test_the_next_cycle_adds_nothing_where_nothing_was_changed(make_book: MakeBook, aspiration: Any) -> None:
    register = [HEADS, row("7th", "6 April 2020")]
    book = make_book({"Grid": GRID, "MSG": msg(aspiration), "Aspirations": register})
    generate_force_grades(book)

    roll(book, "Cycle 14")

    assert book.sheets["Aspirations"].used_range.value == register
