"""What few workbooks have: a note without words, a share above all who were asked, a pin of nothing, evidence that is a number."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, Sheets, facts
from tests.books.test_books_msg_register import HEADS, OFFICERS, msg, row
from xlscore.books import fill_scorecard, generate_force_grades, roll_satisfaction, write_objectives
from xlscore.books.evidence.returned import _text
from xlscore.books.maps.headings import PINS
from xlscore.books.maps.rows import own_pins
from xlscore.books.msg.register import append_aspirations
from xlscore.books.msg.together import required_msg
from xlscore.books.notes.inputs import read_notes
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.named import read_workbook
from xlscore.tubemap.model.network import Line, Map

MakeBook = Callable[[Sheets], xw.Book]
MONTHS = [datetime.date(2012, month, 1) for month in range(1, 13)]


def rolled(make_book: MakeBook, *rows: list[Any]) -> Any:
    """Return what rolling a table of satisfaction comes to, whose rows say what they count."""
    return roll_satisfaction(make_book({"Sheet1": [["Group", "Strand", "Figure", *MONTHS, "Target"], *rows]}))


@pytest.mark.parametrize("share", [1.5, -0.2])
def test_a_share_of_more_or_less_than_all_is_a_problem_and_no_share(
    make_book: MakeBook, share: float
) -> None:
    found = rolled(make_book, ["Burglary", None, "Rolling", *[0.8] * 11, share, 0.85])

    assert f"{share:g} is no share of the people asked." in [problem.what for problem in found.problems]


def test_blank_lines_and_lines_of_other_words_among_the_rows_are_no_rows(make_book: MakeBook) -> None:
    found = rolled(
        make_book,
        ["Burglary", None, "Satisfied", *[43] * 12, 0.85],
        [None, None, "Asked", *[50] * 12],
        [None],
        ["Vehicle crime", None, "Satisfied", *[40] * 12, 0.85],
        [None, None, "Asked", *[50] * 12],
        [None, None, None, *[7] * 12],
    )

    assert [each["group"] for each in found.as_dict()["satisfaction"]] == ["Burglary", "Vehicle crime"]


@pytest.mark.parametrize(
    ("note", "cell", "what"),
    [
        (["Apr 2018", "Robbery", "Recording", None], "D2", "The note on 'Robbery' says nothing."),
        (["one day", "Robbery", "Recording", "A team."], "A2", "'one day' names no month with its year, so the note stands whatever its date."),
        (["Apr 2018", None, "Recording", "A team."], "B2", "The note names no measure, so it stands beside none."),
    ],
)  # fmt: skip
def test_what_a_note_lacks_is_told(make_book: MakeBook, note: list[Any], cell: str, what: str) -> None:
    sound = ["May 2018", "Burglary", "Recording", "Another team."]
    book = make_book({"Notes": [["Date", "Measure", "Kind", "Words"], note, sound]})
    reader = Reader()

    notes = read_notes(read_workbook(book), reader)

    assert [(problem.cell, problem.what) for problem in reader.problems] == [(cell, what)]
    assert "Another team." in [each.words for each in notes]


@pytest.mark.parametrize(
    ("value", "shape", "said"),
    [
        ("  Outreach work. ", "General", "Outreach work."),
        (1234.5, "General", "1,234.5"),
        (0.873, "0.0%", "87.3%"),
        (0.873, "0%", "87%"),
        (True, "General", "TRUE"),
    ],
)
def test_evidence_that_is_a_figure_is_taken_over_as_its_cell_shows_it(
    value: object, shape: str, said: str
) -> None:
    assert _text(value, lambda: shape) == said


def next_cycle(
    make_book: MakeBook, register: list[list[Any]], aspiration: str = "5th"
) -> list[tuple[int, Any]]:
    """Return what the next cycle would enter into the register: the row and the value of each cell."""
    planner = Planner(read_workbook(make_book({"MSG": msg(aspiration), "Aspirations": register})))
    append_aspirations(planner, required_msg(planner.reading))
    return [(each.row, each.new) for each in planner.edits.cells if each.sheet == "Aspirations"]


def test_an_aspiration_that_was_changed_is_entered_below_the_register_once(make_book: MakeBook) -> None:
    register = [HEADS, row("7th", "6 April 2020", by="Commissioner")]

    assert next_cycle(make_book, register) == [(3, OFFICERS), (3, "5th"), (3, "7th")]
    assert next_cycle(make_book, [*register, row("5th", None)]) == []
    assert next_cycle(make_book, register, "nonsense") == []


def test_what_stands_right_below_a_register_is_not_written_over(make_book: MakeBook) -> None:
    register = [HEADS, row("7th", "6 April 2020"), [None, None, None, "See the minutes."]]

    assert next_cycle(make_book, register) == []


def test_pins_of_a_map_are_read_and_one_of_no_station_is_told(make_book: MakeBook) -> None:
    pins = [
        ["Map", "Area", "Column", "Row"], ["Force", "Gangs", 3, 4], ["Force", "Atlantis", 1, 1], ["Other", "Gangs", 9, 9],
        ["Force", "Old name", 7, 2],
    ]  # fmt: skip
    planner = Planner(read_workbook(make_book({"Pins": pins})))
    table = find_one(planner.reading.blocks, PINS)
    safe = Line("Safe", paths=(("Gangs", "Robbery", "New name"),))
    drawn = Map("Force", (safe, Line("People", paths=(("Robbery",),))), ("Gangs", "Robbery", "New name"))

    own = own_pins(planner, table, {"Safe": ["gangs", "oldname"]}, drawn)

    assert [problem.cell for problem in own.problems] == ["B3"]
    assert {pin.area: (pin.column, pin.row) for pin in own.given} == {"Gangs": (3, 4), "New name": (7, 2)}


def test_the_pages_of_objectives_say_what_is_written_and_what_stands_on_no_page(make_book: MakeBook) -> None:
    book = make_book(
        {
            "Scorecard": [
                [
                    "Strategic objective",
                    "Purpose",
                    "Hard target",
                    "Actual",
                    "Previous year",
                    "Threat",
                    "Impact score",
                ],
                ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13],
                ["Robbery", "Recorded Crime", -0.1, 95, 100, "Medium", 13],
            ],
            "Satisfaction": [["Group", "Strand", "Rolling", "Target"], ["Car owners", None, 0.85, 0.8]],
            "Narrative": [
                ["Objective or section", "Kind", "Text", "Date"],
                ["Burglary", "What is being done", "Patrols.", None],
                ["Overview", "Evidence", "Recording changed.", None],
            ],
        }
    )

    said = write_objectives(book).sentences()

    assert "Nobody has written what is being done on Robbery." in said
    assert "Satisfaction of Car owners is called as no objective is, so it stands on no page." in said
    assert "Taken for sections of a paper: Overview." in said


@pytest.mark.parametrize(
    ("tolerance", "what"),
    [
        (-0.05, "The tolerance -0.05 is below nothing."),
        ("10% to 5% below", None),
        ("-20% to -15%", "The range -20% to -15% does not reach from the target -0.1 to what is worse."),
    ],
)
def test_a_tolerance_that_leaves_no_room_is_told(
    make_book: MakeBook, tolerance: object, what: str | None
) -> None:
    card = [
        [
            "Strategic objective",
            "Purpose",
            "Hard target",
            "Actual",
            "Previous year",
            "Threat",
            "Impact score",
            "Tolerance",
        ],
        ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13, tolerance],
    ]

    found = fill_scorecard(make_book({"Scorecard": card}))

    told = [problem.what for problem in found.problems if problem.cell == "H2"]
    assert what in told if what else len(told) == 1


def test_the_months_of_a_redline_are_read_once_and_what_is_no_month_is_told(make_book: MakeBook) -> None:
    months = ["Jan 2019", "Feb 2019"]
    book = make_book(
        {
            "Grid": [["Cycle", "Cycle 13"], HEADINGS, *facts()],
            "Redlines": [
                ["Area", "Redline measure", "Value", "Minimum", "Better"],
                ["Gangs", "Solved rate", 0.081, 0.1, "Higher"],
            ],
            "Months": [
                ["Area", "Measure", "Introduced", *months], ["Gangs", "Solved rate", "some day", 0.09, 0.081],
                ["Gangs", "Solved rate", None, 0.1, 0.1], ["Gangs", "Other rate", None, 0.1, 0.1],
            ],
        }
    )  # fmt: skip

    told = {
        problem.cell: problem.what
        for problem in generate_force_grades(book).problems
        if problem.sheet == "Months"
    }

    assert told["C2"] == "'some day' is not read as a month."
    assert "has two rows of months; the first counts." in "".join(told.values())
    assert "is no redline measure" in "".join(told.values())
