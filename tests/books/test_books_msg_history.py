"""Past MSG positions: each measure by its own period ends, read by dates, and appended to by the next cycle."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, facts
from xlscore.books import generate_force_grades, update_msg
from xlscore.books.grades.roll import roll
from xlscore.resources import folder

pytestmark = pytest.mark.cases

Sheets = dict[str, list[list[Any]]]
MakeBook = Callable[[Sheets], xw.Book]

MEASURES: list[list[Any]] = [
    ["Measure", "Position", "To average", "Movement", "Data to"],
    ["Quarterly", 4, None, None, "Jan 2020"],
    ["Monthly", 2, None, None, "Jan 2020"],
    ["Yearly", 7, None, None, "Mar 2019"],
]
COLUMNS: list[list[Any]] = [
    ["Measure", "Oct 2019", "Mar 2018", "Dec 2019", "Nov 2019", "Jul 2019"],
    ["Quarterly", 5, None, None, None, 6],
    ["Monthly", 5, None, 2, 3, None],
    ["Yearly", None, 8, None, None, None],
]
ROWS: list[list[Any]] = [
    ["Measure", "Period end", "Position"],
    *(
        [name, period, position]
        for period, name, position in (
            ("Oct 2019", "Quarterly", 5), ("Jul 2019", "Quarterly", 6), ("Oct 2019", "Monthly", 5), ("Dec 2019", "Monthly", 2),
            ("Nov 2019", "Monthly", 3), ("March 2018", "Yearly", 8),
        )
    ),
]  # fmt: skip
BOTH = pytest.mark.parametrize("past", [COLUMNS, ROWS], ids=["a column per period", "a row per period end"])


@BOTH
def test_the_position_before_is_the_measures_own_last_point(
    past: list[list[Any]], make_book: MakeBook
) -> None:
    found = update_msg(make_book({"MSG": MEASURES, "Past": past}))

    assert [(m.measure, m.previous_position, m.move) for m in found.measures] == [
        ("Quarterly", 5, "Improved"),
        ("Monthly", 2, "Unchanged"),
        ("Yearly", 8, "Improved"),
    ]
    assert found.problems == ()


@BOTH
def test_a_measures_points_stand_in_the_order_of_time(past: list[list[Any]], make_book: MakeBook) -> None:
    found = update_msg(make_book({"MSG": MEASURES, "Past": past}))

    assert [m.history for m in found.measures] == [
        (("Jul 2019", 6), ("Oct 2019", 5)),
        (("Oct 2019", 5), ("Nov 2019", 3), ("Dec 2019", 2)),
        (("Mar 2018", 8),),
    ]


def test_the_last_twelve_points_of_a_measure_are_shown(make_book: MakeBook) -> None:
    months = [datetime.datetime(2018 + n // 12, n % 12 + 1, 1) for n in range(20)]
    past = [["Measure", *months], ["Monthly", *(n % 8 + 1 for n in range(20))], ["Quarterly", *(3 if n % 3 == 0 else None for n in range(20))]]  # fmt: skip

    found = {m.measure: m.history for m in update_msg(make_book({"MSG": MEASURES, "Past": past})).measures}

    assert len(found["Monthly"]) == 12
    assert found["Monthly"][-1] == ("Aug 2019", 4)
    assert [period for period, _ in found["Quarterly"]] == ["Jan 2018", "Apr 2018", "Jul 2018", "Oct 2018", "Jan 2019", "Apr 2019", "Jul 2019"]  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    ["YE Oct 2019", "12 months to Oct 2019", "Year ending October 2019", "Quarter to Oct-19", "2019-10"],
)
def test_a_period_is_known_by_its_end(heading: str, make_book: MakeBook) -> None:
    past = [["Measure", heading], ["Quarterly", 5]]

    found = update_msg(make_book({"MSG": MEASURES, "Past": past}))

    assert found.measures[0].history == (("Oct 2019", 5),)


def test_a_typed_previous_position_counts_before_the_history(make_book: MakeBook) -> None:
    measures = [
        ["Measure", "Position", "Previous position", "To average", "Data to"],
        ["Quarterly", 4, 3, None, "Jan 2020"],
    ]

    (measure,) = update_msg(make_book({"MSG": measures, "Past": COLUMNS})).measures

    assert (measure.previous_position, measure.move) == (3, "Deteriorated")


def test_without_a_month_the_history_says_nothing_of_the_position_before(make_book: MakeBook) -> None:
    measures = [["Measure", "Position", "To average"], ["Quarterly", 4, None]]

    (measure,) = update_msg(make_book({"MSG": measures, "Past": COLUMNS})).measures

    assert measure.previous_position is None


def test_counts_by_month_are_no_history_of_positions(make_book: MakeBook) -> None:
    counts = [["Measure", "Oct 2019", "Nov 2019"], ["Quarterly", 412, 380]]

    found = update_msg(make_book({"MSG": MEASURES, "Counts": counts}))

    assert {m.history for m in found.measures} == {()}
    assert found.problems == ()


def test_a_period_end_that_is_no_month_is_a_problem(make_book: MakeBook) -> None:
    past = [*ROWS, ["Quarterly", "some time", 4]]

    (problem,) = update_msg(make_book({"MSG": MEASURES, "Past": past})).problems

    assert (problem.place, problem.what) == ("Past!B8", "'some time' is not read as a month.")


def _rolled(make_book: MakeBook, past: list[list[Any]]) -> list[list[Any]]:
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *facts()], "MSG": MEASURES, "Past": past})
    generate_force_grades(book)
    update_msg(book)
    roll(book, "Cycle 14")
    values: list[list[Any]] = book.sheets["Past"].used_range.value
    return values


def test_the_next_cycle_appends_each_position_under_its_own_period(make_book: MakeBook) -> None:
    assert _rolled(make_book, COLUMNS) == [
        [*COLUMNS[0], "Mar 2019", "Jan 2020"],
        [*COLUMNS[1], None, 4],
        [*COLUMNS[2], None, 2],
        [*COLUMNS[3], 7, None],
    ]


def test_the_next_cycle_adds_a_row_per_measure_to_a_long_history(make_book: MakeBook) -> None:
    assert _rolled(make_book, ROWS)[len(ROWS) :] == [
        ["Quarterly", "Jan 2020", 4],
        ["Monthly", "Jan 2020", 2],
        ["Yearly", "Mar 2019", 7],
    ]


def test_a_period_that_is_there_already_is_not_written_again(make_book: MakeBook) -> None:
    past = [[*COLUMNS[0], "Jan 2020", "Mar 2019"], *([*row, 3, 8] for row in COLUMNS[1:])]

    assert _rolled(make_book, past) == past


def test_a_column_that_waits_for_its_period_gets_it(make_book: MakeBook) -> None:
    past = [["Measure", "Period 1", "Period 2", "Period 3"], *([name, None, None, None] for name in ("Quarterly", "Monthly", "Yearly"))]  # fmt: skip

    assert _rolled(make_book, past) == [
        ["Measure", "Mar 2019", "Jan 2020", "Period 3"],
        ["Quarterly", None, 4, None],
        ["Monthly", None, 2, None],
        ["Yearly", 7, None, None],
    ]


def test_the_movement_after_rolling_is_that_of_the_position_from_itself(make_book: MakeBook) -> None:
    measures = [["Measure", "Position", "Previous position", "To average", "Movement"], ["Theft", 4, 6, None, None]]  # fmt: skip
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *facts()], "MSG": measures})
    generate_force_grades(book)
    update_msg(book)
    before = book.sheets["MSG"]["E2"].value

    roll(book, "Cycle 14")

    assert before == "Improved"
    assert book.sheets["MSG"]["E2"].value == "Unchanged"
    assert book.sheets["MSG"]["E2"].formula == "=MSG_MOVE(C2,B2)"


@pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning")
@pytest.mark.parametrize("file", ["balanced-scorecard.xlsx", "sample-balanced-scorecard-essex.xlsx"])
def test_the_sheet_says_which_way_of_the_sparkline_is_better(file: str) -> None:
    sheet = openpyxl.load_workbook(folder("workbooks") / file)["MSG"]

    texts = [str(cell.value) for row in sheet.iter_rows(max_row=4) for cell in row if cell.value]

    assert any("the lower the column, the better the position" in text for text in texts)


def test_a_past_position_that_is_no_whole_number_is_a_problem_of_its_cell(make_book: MakeBook) -> None:
    found = update_msg(make_book({"MSG": MEASURES, "Past": [*ROWS, ["Yearly", "March 2017", 3.5]]}))

    assert [problem.place for problem in found.problems] == [f"Past!C{len(ROWS) + 1}"]
    assert {m.measure: m.history for m in found.measures}["Yearly"] == (("Mar 2018", 8),)


def test_a_table_that_says_more_of_its_measures_is_no_history(make_book: MakeBook) -> None:
    targets = [["Measure", "Oct 2019", "To top quartile"], ["Quarterly", 5, 3]]

    found = update_msg(make_book({"MSG": MEASURES, "Targets": targets}))

    assert {m.history for m in found.measures} == {()}


def test_a_period_s_row_that_is_there_already_is_not_added_again(make_book: MakeBook) -> None:
    past = [*ROWS, ["Monthly", "Jan 2020", 2]]

    assert _rolled(make_book, past)[len(past) :] == [["Quarterly", "Jan 2020", 4], ["Yearly", "Mar 2019", 7]]


def test_positions_are_not_written_into_what_stands_below_or_beside_their_table(make_book: MakeBook) -> None:
    below = [*ROWS, [], ["", "Ask the unit"]]
    assert _rolled(make_book, below)[len(ROWS) + 1][1] == "Ask the unit"

    beside = [[*row, None, "ours"] for row in COLUMNS]
    assert [row[7] for row in _rolled(make_book, beside)] == ["ours"] * len(COLUMNS)
