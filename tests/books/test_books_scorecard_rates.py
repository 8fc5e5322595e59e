"""Rates, levels and breakdown on a scorecard's sheets: outcomes from the printed rate, satisfaction, averages, areas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.support.computing import differing_formulas
from xlscore.books import fill_scorecard
from xlscore.books.kinds import KINDS

MakeBook = Callable[[dict[str, list[list[Any]]]], xw.Book]
HEADINGS = [
    "Title",
    "Purpose",
    "Hard target",
    "Stretch target",
    "Actual",
    "Previous year",
    "Threat",
    "Impact score",
]
CRIME = ["Burglary", "Recorded Crime", -0.1, -0.15, 1903, 2076, "Medium", 13]
RATE = ["Burglary", "Crime Outcome Rate", 0.25, None, 0.182, 0.284, "Low", 9]
AREAS = ["Title", "Purpose", "Area", "Actual", "Previous year", "Shortfall"]


def formulas_of(book: xw.Book, sheet: str = "Scorecard") -> str:
    return str(book.sheets[sheet].used_range.formula)


@pytest.mark.parametrize(
    ("rate", "target", "crimes"),
    [(0.182, 0.25, 1903), ("18.2%", "25%", "1,903"), (0.182, 0.25, "1,903 offences")],
)
def test_outcomes_short_follow_from_the_same_objectives_recorded_crime_without_a_further_column(
    make_book: MakeBook, rate: object, target: object, crimes: object
) -> None:
    crime, rated = [*CRIME], [*RATE]
    crime[4], rated[2], rated[4] = crimes, target, rate
    book = make_book({"Scorecard": [HEADINGS, crime, rated]})

    result = fill_scorecard(book)

    row = result.rows[1]
    assert (row.shortfall, row.shortfall_from, row.shortfall_range) == (130, "rate", (129, 130))
    assert "=OUTCOMES_NEEDED(E3,E2,C3,TRUE)" in formulas_of(book)
    assert differing_formulas(book) == []
    assert result.problems == ()
    assert (
        "Outcomes short that follow from a rounded rate: Burglary 130 (129 to 130). Enter the outcomes to have the exact number."
        in KINDS["scorecard"].sentences(result)
    )


def test_outcomes_that_are_entered_go_before_the_rate(make_book: MakeBook) -> None:
    book = make_book({"Scorecard": [[*HEADINGS, "Outcomes"], [*CRIME, None], [*RATE, 347]]})

    row = fill_scorecard(book).rows[1]

    assert (row.shortfall, row.shortfall_from, row.shortfall_range) == (129, "counts", None)


@pytest.mark.parametrize(
    ("row", "rag", "target", "actual"),
    [
        (["Burglary", "Satisfaction", 0.9, None, 0.889, 0.9, "Low", 9], "Amber", "90%", "88.9%"),
        (["All users", "Satisfaction", 0.85, None, 0.853, 0.8, "Low", 9], "Green", "85%", "85.3%"),
        (["Sickness", "Average days lost", 8.5, 8, 9.4, 10, "Low", 9], "Red", "8.5 days", "9.4 days"),
        (
            ["Sickness", "Average", 8.5, 8, "7.9 days", 10, "Low", 9],
            "Green (stretch)",
            "8.5 days",
            "7.9 days",
        ),
        (["Calls", "Average", "8.5", None, 8.6, 10, "Low", 9], "Amber", "8.5", "8.6"),
    ],
)
def test_satisfaction_and_averages_are_levels_and_not_counted_in_crimes(
    make_book: MakeBook, row: list[Any], rag: str, target: str, actual: str
) -> None:
    book = make_book({"Scorecard": [HEADINGS, CRIME, row]})

    result = fill_scorecard(book)

    assert (result.rows[1].rag, result.rows[1].shortfall) == (rag, None)
    told = KINDS["scorecard"].told(result)
    assert list(told.rows[1][2:4]) == [target, actual]
    assert differing_formulas(book) == []


@pytest.mark.parametrize(("better", "rag"), [(None, "Red"), ("Lower", "Red"), ("Higher", "Green")])
def test_an_average_is_better_lower_unless_its_row_says_otherwise(
    make_book: MakeBook, better: str | None, rag: str
) -> None:
    row = ["Visits", "Average", 4, None, 6, 5, "Low", 9, better]
    book = make_book({"Scorecard": [[*HEADINGS, "Better"], row]})

    assert fill_scorecard(book).rows[0].rag == rag
    assert differing_formulas(book) == []


@pytest.mark.parametrize(("column", "place"), [(2, "Scorecard!C2"), (3, "Scorecard!D2")])
def test_a_target_on_recorded_crime_without_a_sign_is_asked_about_and_not_taken(
    make_book: MakeBook, column: int, place: str
) -> None:
    crime = [*CRIME]
    crime[column] = 0.1

    result = fill_scorecard(make_book({"Scorecard": [HEADINGS, crime]}))

    (problem,) = result.problems
    assert problem.place == place
    assert problem.what == "10% on recorded crime does not say whether a fall is meant or a rise is allowed."
    assert problem.do == "Type -10% for a fall; a rise that is allowed is typed as a text: '+10%."
    assert (result.rows[0].shortfall is None) is (column == 2)
    assert result.rows[0].rag == (None if column == 2 else "Amber")


def test_a_rise_that_is_allowed_is_typed_with_its_sign(make_book: MakeBook) -> None:
    crime = ["Burglary", "Recorded Crime", "+10%", None, 115, 100, "Medium", 13]

    result = fill_scorecard(make_book({"Scorecard": [HEADINGS, crime]}))

    assert (result.rows[0].shortfall, result.problems) == (5, ())


def test_a_stretch_target_easier_than_the_hard_one_is_a_problem(make_book: MakeBook) -> None:
    crime = [*CRIME]
    crime[2:4] = ["-15%", "-10%"]

    (problem,) = fill_scorecard(make_book({"Scorecard": [HEADINGS, crime]})).problems

    assert problem.place == "Scorecard!D2"
    assert problem.what == "The stretch target -10% is easier than the hard target -15%."
    assert problem.do == "Swap the two, or correct one."


def test_areas_below_the_lowest_level_are_left_out_and_said(make_book: MakeBook) -> None:
    scorecard = [[*HEADINGS, "Lowest level"], [*CRIME, "BCU"]]
    areas = [
        AREAS,
        ["Burglary", "Recorded Crime", "City BCU", 100, 100, None],
        ["Burglary", "Recorded Crime", "Spinney Hill LPU", 137, 186, None],
        ["Burglary", "Recorded Crime", "Somewhere", 1, 2, None],
    ]
    book = make_book({"Scorecard": scorecard, "Breakdown": areas})

    result = fill_scorecard(book)

    assert book.sheets["Breakdown"].range("F2:F4").value == [10, None, None]
    assert result.left_out == {"Burglary": 1}
    assert "Burglary: 1 area of the breakdown below its lowest level, not worked out." in KINDS[
        "scorecard"
    ].sentences(result)
    (problem,) = result.problems
    assert problem.place == "Breakdown!C4"
    assert problem.what.startswith("Whether 'Somewhere' is a BCU or an LPU is not said")


def test_a_limit_that_comes_later_takes_our_answer_away(make_book: MakeBook) -> None:
    areas = [AREAS, ["Burglary", "Recorded Crime", "Spinney Hill LPU", 137, 186, None]]
    book = make_book({"Scorecard": [[*HEADINGS, "Lowest level"], [*CRIME, None]], "Breakdown": areas})
    fill_scorecard(book)

    book.sheets["Scorecard"]["I2"].value = "Force"
    fill_scorecard(book)

    assert book.sheets["Breakdown"]["F2"].value is None


def test_a_level_that_is_none_is_a_problem(make_book: MakeBook) -> None:
    (problem,) = fill_scorecard(
        make_book({"Scorecard": [[*HEADINGS, "Lowest level"], [*CRIME, "deep"]]})
    ).problems

    assert (problem.place, problem.what) == ("Scorecard!I2", "'deep' is not a level of breakdown.")


def test_the_best_and_the_worst_area_are_named_by_per_cent_and_by_number(make_book: MakeBook) -> None:
    areas = [
        AREAS,
        ["Burglary", "Recorded Crime", "Force", 1903, 2076, None],
        ["Burglary", "Recorded Crime", "Spinney Hill", 137, 186, None],
        ["Burglary", "Recorded Crime", "Hinckley", 201, 161, None],
        ["Burglary", "Recorded Crime", "Large", 1052, 1000, None],
    ]

    result = fill_scorecard(make_book({"Scorecard": [HEADINGS, CRIME], "Breakdown": areas}))

    assert (
        "Recorded Crime Burglary by area: largest fall Spinney Hill 186 to 137 (-26.3%, 49 fewer), largest rise in per cent "
        "Hinckley 161 to 201 (+24.8%, 40 more), largest rise in number Large 1,000 to 1,052 (+5.2%, 52 more)."
        in KINDS["scorecard"].sentences(result)
    )


def test_a_group_is_added_up_in_a_sentence(make_book: MakeBook) -> None:
    rows = [
        ["Theft of", "Recorded Crime", -0.12, None, 588, 567, "Low", 9, "Vehicle crime"],
        ["Theft from", "Recorded Crime", -0.14, None, 2896, 2720, "Low", 9, "Vehicle crime"],
    ]

    result = fill_scorecard(make_book({"Scorecard": [[*HEADINGS, "Group"], *rows]}))

    assert (
        "Vehicle crime (Theft of, Theft from): recorded crime 3,484 against 3,287 (+6.0%), 647 crimes over the targets "
        "together, highest overall classification Low." in KINDS["scorecard"].sentences(result)
    )


def test_an_average_and_a_count_of_one_objective_have_each_their_own_months(make_book: MakeBook) -> None:
    months = [f"{n:02}/2013" for n in range(1, 13)]
    series = [
        ["Title", "Purpose", *months],
        ["Sickness", "Number of absences", *[5, 6] * 5, 20, 21],
        ["Sickness", "Average days lost", *[9] * 12],
    ]
    rows = [
        ["Sickness", "Number of absences", -0.1, None, 100, 100, "Low", 9],
        ["Sickness", "Average days lost", 8, None, 9, 9, "Low", 9],
    ]

    result = fill_scorecard(make_book({"Scorecard": [HEADINGS, *rows], "Series": series}))

    assert [row.trend for row in result.rows] == ["▲", "◄►"]
