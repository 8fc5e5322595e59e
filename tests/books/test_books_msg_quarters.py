"""MSG measures through the quarters: what stood last time beside what stands now, and the update in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, facts
from xlscore.books import generate_force_grades, update_msg
from xlscore.books.grades.roll import roll
from xlscore.books.kinds import KINDS

pytestmark = pytest.mark.cases

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


def test_a_pair_of_dates_under_a_banner_is_this_quarter_and_the_last(make_book: MakeBook) -> None:
    rows = [
        ["Measure", "Unit", "MSG Position", None, "Change required to reach MSG Average", None, "Aspiration"],
        [None, None, "October 2019", "January 2020", "October 2019", "January 2020", None],
        ["Solved rate", "%", 8, 7, "7% points", "8.8% points", "MSG Average"],
        ["All crime", "per 1,000 pop.", 7, 7, "-22,669 offences", "-22,112 offences", "MSG Average"],
    ]

    found = update_msg(make_book({"MSG": rows}))

    assert [
        (m.position, m.previous_position, m.to_average, m.previous_to_average) for m in found.measures
    ] == [
        (7, 8, "8.8% points", "7% points"),
        (7, 7, "-22,112 offences", "-22,669 offences"),
    ]


def test_the_sentences_carry_their_caveats(make_book: MakeBook) -> None:
    heads = ["Measure", "Better", "Value", "Previous value", "Position", "Previous position", "To average"]
    book = make_book({"MSG": [heads, ["Theft", "Lower", 7.5, 7.0, 4, 5, -1]]})

    found = update_msg(book)

    assert found.sentences() == (
        "The force has improved from 5th to 4th in its MSG for Theft. It is 1 above the MSG average. In order to reach the MSG"
        " average, it would need to fall by 1. The position has improved although the figure is worse (7.5 now, 7 before): the"
        " others have moved.",
    )
    assert KINDS["msg"].told(found).lines[1:] == (f"Theft: {found.measures[0].caveats[0]}",)


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


@pytest.mark.parametrize(
    ("counts", "adjust", "caveats"),
    [
        (
            [91, 89, 90, 92], "none",
            ["No significant difference in the group of 4 (chi-square 0.1 on 3 degrees of freedom, without adjustment for"
             " overdispersion): the position says little."],
        ),
        (
            [120, 80, 90, 100], "cqc",
            ["No significant difference in the group of 4 (chi-square 4.8 on 3 degrees of freedom, with cqc adjustment for"
             " overdispersion): the position says little."],
        ),
        ([120, 80, 90, 100], "none", []),
        ([91, None, None, None], "none", []),
        ([None, 89, 90, 92], "none", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("position", [None, 2])
def test_a_group_without_a_difference_is_a_caveat_beside_the_position(
    counts: list[Any], adjust: str, caveats: list[str], position: int | None, make_book: MakeBook
) -> None:
    data = [["Force", "Population", "Theft", "Theft (count)"]]
    data += [[f, 100_000, 0.9 + n / 100, c] for n, (f, c) in enumerate(zip("ABCD", counts, strict=True))]
    book = make_book(
        {
            "MSG": [["Measure", "Unit", "Better", "Position", "To average"], ["Theft", "per 1,000 population", "Lower", position, None]],
            "MSG data": data,
            "Policy": [["Setting", "Value"], ["Own force", "A"], ["Expected range", adjust]],
        }
    )  # fmt: skip

    (measure,) = update_msg(book).measures

    assert list(measure.caveats) == caveats
