"""MSG measures through the quarters: what stood last time beside what stands now, and the update in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, facts
from xlscore.books import generate_force_grades, update_msg
from xlscore.books.grades.roll import roll

MakeBook = Callable[[dict[str, list[list[Any]]]], xw.Book]
GRID = [["Cycle", "Cycle 13"], HEADINGS, *facts()]
UPDATE = (
    "The force remains 8th in its MSG for Confidence. It is 8.8% points below the MSG average (7% points previously)."
    " In order to reach the top quartile rank, it would need to rise by 16.7% points (14.3% points previously)."
)


@pytest.mark.parametrize(
    "headings",
    [
        ("Position", "To average", "To top quartile", "Previous position", "Previous to average", "Previous to top quartile"),
        (
            "January 2020 MSG Position", "January 2020 change required to reach MSG average",
            "January 2020 change required to reach top quartile rank in MSG", "October 2019 MSG Position",
            "October 2019 change required to reach MSG average", "October 2019 change required to reach top quartile rank in MSG",
        ),
        ("MSG position", "Gap to MSG average", "Gap to upper quartile", "Last quarter position", "Last quarter gap to average", "Gap to upper quartile previously"),
    ],
)  # fmt: skip
def test_positions_and_gaps_of_the_last_quarter_stand_beside_this_ones(
    headings: tuple[str, ...], make_book: MakeBook
) -> None:
    cells = ["8", "8.8% points", "16.7% points", "8", "7% points", "14.3% points"]
    book = make_book({"MSG": [["Measure", "Unit", *headings], ["Confidence", "%", *cells]]})

    (measure,) = update_msg(book).measures

    assert measure.update == UPDATE
    assert (measure.previous_position, measure.previous_to_average, measure.previous_to_top_quartile) == (
        8,
        "7% points",
        "14.3% points",
    )


def test_the_sentences_carry_their_caveats(make_book: MakeBook) -> None:
    heads = ["Measure", "Better", "Value", "Previous value", "Position", "Previous position", "To average"]
    book = make_book({"MSG": [heads, ["Theft", "Lower", 7.5, 7.0, 4, 5, -1]]})

    found = update_msg(book)

    assert found.sentences() == (
        "The force has improved from 5th to 4th in its MSG for Theft. It is 1 above the MSG average. In order to reach the MSG"
        " average, it would need to fall by 1. The position has improved although the figure is worse (7.5 now, 7 before): the"
        " others have moved.",
    )


def test_the_next_cycle_moves_position_value_and_gaps_where_there_is_a_place_for_them(
    make_book: MakeBook,
) -> None:
    heads = [
        "Measure", "Value", "Position", "To average", "To top quartile", "Previous position", "Previous value",
        "Previous to average", "Previous to top quartile",
    ]  # fmt: skip
    rows = [
        heads,
        [
            "Confidence",
            0.508,
            "8 (Last data to September 19)",
            "8.8% points",
            0.167,
            7,
            0.5,
            "7% points",
            None,
        ],
    ]
    book = make_book({"Grid": GRID, "MSG": rows})
    generate_force_grades(book)

    roll(book, "Cycle 14")

    assert book.sheets["MSG"].range("F2:I2").value == [8, 0.508, "8.8% points", 0.167]


def test_the_next_cycle_adds_no_column(make_book: MakeBook) -> None:
    rows = [["Measure", "Position", "Previous position", "To average"], ["Theft", 8, 7, -4]]
    book = make_book({"Grid": GRID, "MSG": rows})
    generate_force_grades(book)

    roll(book, "Cycle 14")

    assert book.sheets["MSG"].used_range.value == [rows[0], ["Theft", 8, 8, -4]]


@pytest.mark.parametrize(
    ("heading", "suggested"), [("Narrative", True), ("Update January 2020 data", True), ("Rationale", False)]
)
def test_a_blank_narrative_gets_the_update_and_follows_it(
    heading: str, suggested: bool, make_book: MakeBook
) -> None:
    rows = [["Measure", "Position", "Previous position", "To average", heading], ["Theft", 8, 7, None, None]]
    book = make_book({"MSG": rows})

    update_msg(book)
    first = book.sheets["MSG"]["E2"].value
    book.sheets["MSG"]["B2"].value = 6
    update_msg(book)

    said = [
        "The force has fallen from 7th to 8th in its MSG for Theft.",
        "The force has improved from 7th to 6th in its MSG for Theft.",
    ]
    assert [first, book.sheets["MSG"]["E2"].value] == (said if suggested else [None, None])


def test_a_narrative_that_a_person_wrote_stays(make_book: MakeBook) -> None:
    rows = [
        ["Measure", "Position", "Previous position", "To average", "Narrative"],
        ["Theft", 8, 7, None, None],
    ]
    book = make_book({"MSG": rows})
    update_msg(book)

    book.sheets["MSG"]["E2"].value = "A new team works on it."
    found = update_msg(book)

    assert book.sheets["MSG"]["E2"].value == "A new team works on it."
    assert found.problems == ()


def test_no_narrative_column_is_added(make_book: MakeBook) -> None:
    book = make_book({"MSG": [["Measure", "Position", "To average"], ["Theft", 8, None]]})

    update_msg(book)

    assert "Narrative" not in book.sheets["MSG"].used_range.value[0]
