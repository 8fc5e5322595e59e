"""The redline measures of the Areas sheet: how many are met, and what is said beside each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, facts
from xlscore.books import ForceGrades, agree_grades, generate_force_grades, headings, roll
from xlscore.books.msg.standing import read_standings
from xlscore.books.tables.blocks import Reading

Paper = Callable[[str], list[list[Any]]]
MakeBook = Callable[[dict[str, list[list[Any]]]], xw.Book]
GRID = [HEADINGS, *facts()]


def redlines_of(result: ForceGrades, area: str) -> dict[str, Any]:
    """What the JSON says of an area's redlines."""
    (found,) = (each for each in result.as_dict()["areas"] if each["area"] == area)
    return dict(found["redlines"])


def test_none_of_the_three_of_keeping_people_safe_are_met(make_book: MakeBook, paper: Paper) -> None:
    book = make_book({"Grid": paper("essex_grid"), "Redlines": paper("essex_redlines")})

    result = generate_force_grades(book)

    said = "None of the three redline measures of Keeping People Safe are met."
    assert {k: redlines_of(result, "Keeping People Safe")[k] for k in ("met", "defined", "sentence")} == {
        "met": 0, "defined": 3, "sentence": said,
    }  # fmt: skip
    assert said in result.sentences()
    assert redlines_of(result, "Gangs")["sentence"] == ""


REDLINES = ["Area", "Redline measure", "Value", "Minimum", "Better", "Met", "Data to", "Gap", "Previous value", "Data to (previous)", "In words"]  # fmt: skip
RESPONSE = [
    "Burglary",
    "Emergency response",
    0.736,
    0.8,
    "Higher",
    None,
    "Feb 2019",
    None,
    0.74,
    "Dec 2018",
    None,
]
SAID = (
    "Emergency response is 73.6% (Feb 2019), 6.4 points below the minimum standard of 80%, and is not met. "
    "It was 74% (Dec 2018) and is 73.6% (Feb 2019): 0.4 points lower, which is worse."
)


def as_percentages(book: xw.Book, *cells: str) -> xw.Book:
    """The same book with cells of the redlines shown as percentages."""
    for cell in cells:
        book.sheets["Areas"][cell].number_format = "0.0%"
    return book


def test_gap_and_words_stand_beside_a_measure_whose_cells_show_percentages(make_book: MakeBook) -> None:
    book = as_percentages(make_book({"Grid": GRID, "Areas": [REDLINES, list(RESPONSE)]}), "C2", "D2", "I2")

    result = generate_force_grades(book)

    sheet = book.sheets["Areas"]
    assert sheet["H2"].formula == "=C2-D2"
    assert sheet["H2"].value == pytest.approx(-0.064)
    assert sheet["K2"].value == SAID
    assert SAID in result.sentences()
    (measure,) = redlines_of(result, "Burglary")["measures"]
    assert measure == {
        "measure": "Emergency response", "met": False, "value": 0.736, "minimum": 0.8, "gap": pytest.approx(-0.064),
        "data_to": "Feb 2019", "previous": 0.74, "previous_data_to": "Dec 2018",
        "change": None, "change_percent": None, "deteriorating_since": None, "on_year_then": None, "on_year": None, "categories": [], "sentences": SAID.replace("not met. ", "not met.|").split("|"),
    }  # fmt: skip


def test_a_second_run_changes_nothing_and_a_typed_gap_stays_and_is_named(make_book: MakeBook) -> None:
    rows = [REDLINES, [*RESPONSE[:7], -0.05, *RESPONSE[8:]]]
    book = make_book({"Grid": GRID, "Areas": rows})

    result = generate_force_grades(book)
    held = book.sheets["Areas"].used_range.formula
    generate_force_grades(book)

    assert book.sheets["Areas"]["H2"].value == -0.05
    assert book.sheets["Areas"].used_range.formula == held
    assert "Gap is typed as -0.05, and the figures of the row give -0.064." in [
        p.what for p in result.problems
    ]


@pytest.mark.parametrize(("value", "minimum"), [("73.6%", 80), (73.6, "80%"), (80, "0.5%")])
def test_a_percentage_against_a_bare_number_is_asked_about_and_not_judged(
    make_book: MakeBook, value: object, minimum: object
) -> None:
    row = ["Burglary", "Emergency response", value, minimum, "Higher"]
    book = make_book({"Grid": GRID, "Areas": [REDLINES, row]})

    result = generate_force_grades(book)

    assert redlines_of(result, "Burglary")["measures"][0]["met"] is None
    assert book.sheets["Areas"]["F2"].value is None
    said = f"The value {value} and the minimum {minimum} of 'Emergency response' cannot be compared: one is a percentage, the other no percentage."
    assert [(p.cell, p.what) for p in result.problems if p.sheet == "Areas"] == [("D2", said)]


def test_the_gap_to_the_msg_average_is_taken_from_the_msg_sheet(make_book: MakeBook) -> None:
    msg = [
        ["Measure", "Unit", "Better", "Position", "To average", "Aspiration"],
        ["Confidence", "%", "Higher", 8, "9.5% points", "MSG average"],
        ["Solved", "%", "Higher", 5, "0.8% points", "MSG average"],
    ]
    rows = [REDLINES, ["Burglary", "Confidence", None, "MSG average", "Higher"], ["Robbery", "Solved", None, "MSG average"]]  # fmt: skip
    book = make_book({"Grid": GRID, "Areas": rows, "MSG": msg})

    generate_force_grades(book)

    assert book.sheets["Areas"]["F2:F3"].value == ["No", "No"]
    assert book.sheets["Areas"]["H2:H3"].value == [-0.095, -0.008]
    assert (
        book.sheets["Areas"]["K2"].value == "Confidence is 9.5 points below the MSG average, and is not met."
    )


def test_the_next_cycle_keeps_the_figure_of_this_one_and_never_a_stale_one(make_book: MakeBook) -> None:
    row = [*RESPONSE[:8], None, None, None]
    book = make_book({"Grid": [["Cycle", "Cycle 13"], *GRID], "Areas": [REDLINES, row]})
    sheet = book.sheets["Areas"]

    roll(book, "Cycle 14")
    first = sheet["I2:J2"].value
    sheet["C2"].value, sheet["G2"].value = 0.751, "Apr 2019"
    for cell in ("C3", "D3", "C4", "D4"):
        book.sheets["Grid"][cell].value = "Good"
    generate_force_grades(book)
    agree_grades(book)
    roll(book, "Cycle 15")

    assert first == [0.736, "Feb 2019"]
    assert sheet["I2:J2"].value == [0.751, "Apr 2019"]


def test_a_previous_value_that_somebody_typed_stays_when_the_cycle_ends_and_is_named(
    make_book: MakeBook,
) -> None:
    book = make_book({"Grid": [["Cycle", "Cycle 13"], *GRID], "Areas": [REDLINES, list(RESPONSE)]})

    rolled = roll(book, "Cycle 14")

    assert book.sheets["Areas"]["I2:J2"].value == [0.74, "Dec 2018"]
    said = "The previous value of 'Emergency response' is typed as 0.74 (Dec 2018), and stays; this cycle's is 0.736 (Feb 2019)."
    assert said in [problem.what for problem in rolled.problems]


SERIES = ["Area", "Measure", "Introduced", "Jul 2018", "Feb 2019", "Aug 2018", "Total", "09/2018", "2018-10", "November 2018", "Dec-18", "Jan 19", "Jul 2017", "Feb 2018"]  # fmt: skip
MONTHS = ["77%", "73.6%", "76.8%", "", "76.3%", "76%", "75.5%", "75%", "74.4%", "78%", "77.4%"]


def test_the_months_of_a_redline_are_read_by_their_dates_and_said_beside_it(make_book: MakeBook) -> None:
    series = [SERIES, ["Burglary", "Emergency response", "Jul 2018", *MONTHS]]
    row = ["Burglary", "Emergency response", "73.6%", "80%", "Higher", None, "Feb 2019"]
    book = make_book({"Grid": GRID, "Areas": [REDLINES, row], "History": series})

    result = generate_force_grades(book)

    (measure,) = redlines_of(result, "Burglary")["measures"]
    assert measure["deteriorating_since"] == "Jul 2018"
    assert (measure["on_year_then"], measure["on_year"]) == pytest.approx((-0.01, -0.038))
    assert book.sheets["Areas"]["K2"].value == (
        "Emergency response is 73.6% (Feb 2019), 6.4 points below the minimum standard of 80%, and is not met. "
        "It has deteriorated every month since Jul 2018, when this redline was introduced. "
        "In Jul 2018 it was 1.0 points lower than a year before, and in Feb 2019 3.8 points lower."
    )
    whats = [p.what for p in result.problems if p.sheet == "History"]
    assert whats[0].startswith("Aug 2017 to Jan 2018 are missing")
    assert all("missing" in what or "out of order" in what for what in whats)


def test_months_that_contradict_the_redline_or_belong_to_none_are_named(make_book: MakeBook) -> None:
    series = [
        ["Area", "Redline", "Jan 2019", "Feb 2019"],
        ["Burglary", "Emergency response", "75%", "70%"],
        [None, "Emergency answers", "75%", "70%"],
        ["Robbery", "Emergency response", "75%", "70%"],
    ]
    row = ["Burglary", "Emergency response", "73.6%", "80%", "Higher", None, "Feb 2019"]
    book = make_book({"Grid": GRID, "Areas": [REDLINES, row], "Months": series})

    result = generate_force_grades(book)

    assert [(p.cell, p.what) for p in result.problems if p.sheet == "Months"] == [
        ("D2", "Feb 2019 of 'Emergency response' is 70% here, and 73.6% at Areas!C2."),
        ("B3", "'Emergency answers' is no redline measure of 'Burglary'."),
        ("B4", "'Emergency response' is no redline measure of 'Robbery'."),
    ]


def test_months_of_other_measures_are_another_table_and_no_question(make_book: MakeBook) -> None:
    others = [["Area", "Measure", "Jan 2019", "Feb 2019"], ["Burglary", "Visits", 12, 15]]
    months = [["Area", "Redline", "Jan 2019", "Feb 2019"], ["Burglary", "Emergency response", "75%", "73.6%"]]
    row = ["Burglary", "Emergency response", "73.6%", "80%", "Higher", None, "Feb 2019"]
    book = make_book({"Grid": GRID, "Areas": [REDLINES, row], "Others": others, "Months": months})

    result = generate_force_grades(book)

    assert redlines_of(result, "Burglary")["measures"][0]["deteriorating_since"] == "Jan 2019"
    assert [p for p in result.problems if p.sheet in ("Others", "Months")] == []


HIGH_HARM = [
    ["Area", "Redline measure", "Minimum", "Better", "Met", "In words"],
    ["Burglary", "High Harm Offence volumes per 1000 population", "MSG average", "Lower", "No"],
    ["Burglary", "High Harm Solved rate", "MSG average", "Higher", "No"],
]


def test_the_categories_of_a_composite_are_said_beside_the_redline_that_their_parent_names(
    make_book: MakeBook,
) -> None:
    measures = [
        ["Parent", "Kind", "Measure", "Own", "MSG", "Trend"],
        ["High Harm", "Volumes", "Burglary Dwelling", 3.9, 3.1, "falling"],
        [None, None, "VWI", 8.1, 8.9, "rising"],
        [None, None, "Rape", 1.1, 1.1, "rising"],
        ["High Harm", "Solved", "Burglary Dwelling", "6.1%", "7.2%"],
        [None, None, "VWI", "12.1%", "12.9%"],
        [None, None, "Robbery of Personal Property", "9%", "8.1%"],
    ]
    book = make_book({"Grid": GRID, "Areas": [*map(list, HIGH_HARM)], "Measures": measures})

    result = generate_force_grades(book)

    assert book.sheets["Areas"]["F2:F3"].value == [
        "High Harm Offence volumes per 1000 population is measured against the MSG average, and is not met. Burglary Dwelling is above (worse than) the MSG average; VWI is below"
        " (better than) the MSG average; Rape is the same as the MSG average. All its categories are rising except Burglary Dwelling.",
        "High Harm Solved rate is measured against the MSG average, and is not met. All its categories are below (worse than) the MSG average except Robbery of Personal Property.",
    ]  # fmt: skip
    solved = redlines_of(result, "Burglary")["measures"][1]["categories"]
    assert solved[2] == {
        "measure": "Robbery of Personal Property", "own": 0.09, "msg": 0.081, "against": "above", "better": True, "trend": None,
    }  # fmt: skip


def test_a_parent_that_could_be_two_redlines_or_is_none_is_asked_about(make_book: MakeBook) -> None:
    measures = [
        ["Parent", "Measure", "Own", "MSG", "Trend"],
        ["High Harm", "VWI", 8.1, 8.9, "rising"],
        ["High Harm", "Rape", 1.1, 1.1, "sideways"],
        ["Low Harm", "Arson", 1.1, 1.1, ""],
    ]
    book = make_book({"Grid": GRID, "Areas": [*map(list, HIGH_HARM)], "Measures": measures})

    result = generate_force_grades(book)

    assert [(p.cell, p.what) for p in result.problems if p.sheet == "Measures"] == [
        ("A2", "The parent 'High Harm' could be 'High Harm Offence volumes per 1000 population' or 'High Harm Solved rate'."),
        ("A4", "The parent 'Low Harm' is no redline measure."),
    ]  # fmt: skip


def test_a_trend_that_is_none_and_figures_that_are_no_pair_are_named(make_book: MakeBook) -> None:
    measures = [
        ["Parent", "Measure", "Own", "MSG", "Trend"],
        ["High Harm Solved rate", "VWI", "8.1%", 8.9, "sideways"],
    ]
    book = make_book({"Grid": GRID, "Areas": [*map(list, HIGH_HARM)], "Measures": measures})

    result = generate_force_grades(book)

    assert [(p.cell, p.what) for p in result.problems if p.sheet == "Measures"] == [
        ("D2", "8.1% and 8.9 of 'VWI' cannot be compared: one is a percentage, the other no percentage."),
        ("E2", "'sideways' says no trend."),
    ]
    assert redlines_of(result, "Burglary")["measures"][1]["sentences"] == [
        "High Harm Solved rate is measured against the MSG average, and is not met."
    ]


SOLVED = ["Area", "Redline measure", "Minimum", "Better", "Met", "Change", "Change %", "Count", "Previous count", "In words"]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        # Violence with injury solved in the paper: 8.0% (246) fewer.
        (["-246 (-8.0%)", None, None, None], "Solved: its change is -246 (-8.0%), of a number between 3,056 and 3,094."),
        (["8.0% (246) fewer", None, None, None], "Solved: its change is -246 (-8.0%), of a number between 3,056 and 3,094."),
        ([-246, "-8.0%", None, None], "Solved: its change is -246 (-8.0%), of a number between 3,056 and 3,094."),
        ([-246, -8.0, None, None], "Solved: its change is -246 (-8%), of a number between 2,895 and 3,280."),
        ([None, None, 2834, 3080], "Solved: its count was 3,080 and is 2,834: -246 (-8.0%)."),
        (["-246 (-8.0%)", None, 2834, 3080], "Solved: its count was 3,080 and is 2,834: -246 (-8.0%)."),
        ([-246, None, None, None], "Solved: its change is -246."),
        (["N/A", None, None, None], None),
    ],
)  # fmt: skip
def test_a_change_is_said_as_count_and_percentage_together(
    make_book: MakeBook, change: list[Any], said: str | None
) -> None:
    rows = [SOLVED, ["Burglary", "Solved", None, "Higher", None, *change, None]]
    book = make_book({"Grid": GRID, "Areas": rows})

    result = generate_force_grades(book)

    assert book.sheets["Areas"]["J2"].value == said
    assert [p for p in result.problems if p.sheet == "Areas"] == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (["-246 (-9.0%)", None, None, 3080], "-246 (-9.0%), and -246 of 3,080 is -8.0%"),
        (["-246 (+8.0%)", None, None, None], "-246 (+8.0%), and one rises and the other falls"),
        (["-3 (-8.0%)", None, None, None], "-3 (-8.0%), and there is no number of which the one is the other"),
        ([-264, "-8.0%", 2834, 3080], "-264 (-8.0%), and from 3,080 to 2,834 is -246 (-8.0%)"),
        (["-246 (-9.0%)", None, 2834, None], "-246 (-9.0%), and -246 of 3,080 is -8.0%"),
    ],
)  # fmt: skip
def test_a_count_and_a_percentage_that_do_not_go_together_are_named(
    make_book: MakeBook, change: list[Any], why: str
) -> None:
    rows = [SOLVED, ["Burglary", "Solved", None, "Higher", None, *change, None]]
    book = make_book({"Grid": GRID, "Areas": rows})

    result = generate_force_grades(book)

    assert [(p.cell, p.what) for p in result.problems if p.sheet == "Areas"] == [
        ("F2", f"The change of 'Solved' is typed as {why}.")
    ]


def test_the_months_of_a_redline_are_no_unread_columns(make_book: MakeBook) -> None:
    series = [["Area", "Redline measure", "Jan 2019", "Feb 2019", "Seen by"], ["Burglary", "Response", "75%", "73.6%", "ACC"]]  # fmt: skip
    book = make_book({"Grid": GRID, "Series": series})

    (found,) = (table for table in headings(book).tables if table.kind == "table of redline series")

    assert [heading for heading, _ in found.unread] == ["Seen by"]


def test_where_the_force_stands_is_read_once_for_all_that_ask(make_book: MakeBook) -> None:
    reading = Reading(make_book({"Notes": [["Nothing"]]}))

    assert read_standings(reading) is read_standings(reading)
