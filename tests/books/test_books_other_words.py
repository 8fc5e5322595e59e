"""The words and rules of tables that other forces, fire services and councils print: each read to the cell, or asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import BookError, fill_scorecard, generate_force_grades, update_msg
from xlscore.rules.grades import read_grade

pytestmark = pytest.mark.cases

MakeBook = Callable[[Sheets], xw.Book]
Rows = list[list[Any]]

AREAS = ("Burglary", "Robbery", "Rape", "Fraud")
NORTH = ("Good", "RI", "Good", "Good")
SOUTH = ("RI", "RI", "Good", "Outstanding")
OLDER = ("Inadequate (March 2017)", "Good (March 2017)", "RI*", "Outstanding.")
BOARD = ("Good", "Good", "RI", "Good")


def _columns(names: Sequence[str], head: list[Any], *columns: Sequence[Any]) -> Rows:
    return [head, *([name, *cells] for name, *cells in zip(names, *columns, strict=True))]


def _letters(found: Any, field: str) -> list[str]:
    return [getattr(area, field).letters if getattr(area, field) else "" for area in found.areas]


def _before(found: Any) -> list[str]:
    return [change.previous.letters if change.previous else "" for change in found.changes]


@pytest.mark.parametrize(
    "heading",
    ["Final Judgement", "Final Grading", "Agreed Final Grade", "Final judgment.", "FINAL RATINGS", "Agreed Final Judgement (2024)",
     "Board rating", "Overall judgement", "Overall Grading¹", "Final grade 2024/25", "Q2 2024/25 Final Grade"],
)  # fmt: skip
def test_the_boards_column_is_read(heading: str, make_book: MakeBook) -> None:
    rows = _columns(AREAS, ["Area", "North", "South", heading], NORTH, SOUTH, BOARD)

    found = generate_force_grades(make_book({"Sheet1": rows}))

    assert _letters(found, "final") == ["G", "G", "RI", "G"]
    assert list(found.areas[0].commands) == ["North", "South"]


@pytest.mark.parametrize(
    "heading",
    ["Judgement", "Graded judgment", "Graded Judgement", "Initial judgment", "Revisit judgment", "Limiting judgement", "Performance Rating",
     "2016-17", "2016/17", "2017", "Spring 2024", "Q2", "Q2 2024/25", "Provisional grade", "This year", "Current grade",
     "HMICFRS 2022 judgement", "Quality rating", "Self-assessed grade (year end)"],
)  # fmt: skip
def test_grades_that_say_when_or_what_kind_are_no_commands_and_are_asked_about(
    heading: str, make_book: MakeBook
) -> None:
    book = make_book({"Sheet1": _columns(AREAS, ["Area", "North", "South", heading], NORTH, SOUTH, OLDER)})

    found = generate_force_grades(book)

    assert list(found.areas[0].commands) == ["North", "South"]
    assert [(p.cell, heading in p.what) for p in found.problems] == [("D1", True)]
    assert "Final grade" not in book.sheets[0].range("A1:J1").value


@pytest.mark.parametrize(
    ("older", "newer"),
    [("2016-17", "2017-18"), ("2017", "2018"), ("Q1", "Q2"), ("Q4 2023/24", "Q1 2024/25"), ("Spring 2024", "Autumn 2024"),
     ("March 2017", "June 2017"), ("Last year", "This year"), ("Previous grade", "Current grade")],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_of_two_columns_of_grades_that_differ_by_their_time_the_older_is_the_previous_one(
    older: str, newer: str, turned: bool, make_book: MakeBook
) -> None:
    pair = [(older, OLDER), (newer, BOARD)][:: -1 if turned else 1]
    head = ["Area", "North", "South", *(name for name, _ in pair)]
    book = make_book({"Sheet1": _columns(AREAS, head, NORTH, SOUTH, *(cells for _, cells in pair))})

    found = generate_force_grades(book)

    assert list(found.areas[0].commands) == ["North", "South"]
    assert _before(found) == ["I", "G", "RI", "O"]
    assert [newer in p.what for p in found.problems] == [True]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("older", ["2018/19 Final grade", "Final grade (March 2019)", "Final grade 2019"])
def test_beside_a_dated_column_one_of_the_same_words_without_a_date_is_todays(
    older: str, turned: bool, make_book: MakeBook
) -> None:
    pair = [(older, OLDER), ("Final grade", BOARD)][:: -1 if turned else 1]
    head = ["Area", "North", "South", *(name for name, _ in pair)]
    book = make_book({"Sheet1": _columns(AREAS, head, NORTH, SOUTH, *(cells for _, cells in pair))})

    found = generate_force_grades(book)

    assert _letters(found, "final") == ["G", "G", "RI", "G"]
    assert _before(found) == ["I", "O"]


@pytest.mark.parametrize("older", ["Cycle 12", "12th cycle", "Cycle 12 Grading"])
def test_the_newer_of_two_cycles_is_this_ones_final_grade(older: str, make_book: MakeBook) -> None:
    newer = older.replace("12", "13")
    rows = _columns(AREAS, ["Area", "North", "South", older, newer], NORTH, SOUTH, OLDER, BOARD)

    found = generate_force_grades(make_book({"Sheet1": rows}))

    assert (_before(found), _letters(found, "final")) == (
        ["I", "O"],
        ["G", "G", "RI", "G"],
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [("North Q1", "North Q2"), ("North (Jan 2024)", "North (Jun 2024)"), ("North 2023/24", "North 2024/25")],
)  # fmt: skip
def test_a_command_at_two_times_is_one_command_and_the_older_column_is_named(
    first: str, second: str, make_book: MakeBook
) -> None:
    rows = _columns(
        AREAS, ["Area", first, second, "South", "Final grade"], OLDER, NORTH, SOUTH, ("", "", "", "")
    )

    found = generate_force_grades(make_book({"Sheet1": rows}))

    assert list(found.areas[0].commands) == [second, "South"]
    assert [first in p.what for p in found.problems] == [True]


@pytest.mark.parametrize(
    "heading", ["Question", "Diagnostic", "Core question", "Service area", "Domain", "Priority"]
)
def test_what_is_graded_has_many_names(heading: str, make_book: MakeBook) -> None:
    rows = _columns(AREAS, [heading, "North", "South", "Final Judgement"], NORTH, SOUTH, BOARD)

    found = generate_force_grades(make_book({"Sheet1": rows}))

    assert [area.area for area in found.areas] == list(AREAS)


@pytest.mark.parametrize(
    "pair",
    [("2016-17", "2017-18"), ("Cycle 12", "Cycle 13"), ("Initial judgement", "Revisit judgement"), ("Spring 2024", "Autumn 2024"), ("Q1", "Q2")],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Area", "Question", "Diagnostic"])
def test_grades_of_two_times_alone_are_no_grid_and_are_not_said_to_stand_on_their_side(
    pair: tuple[str, str], heading: str, make_book: MakeBook
) -> None:
    book = make_book({"Sheet1": _columns(AREAS, [heading, *pair], NORTH, SOUTH)})

    with pytest.raises(BookError, match="lacks a column of grades per command"):
        generate_force_grades(book)


MEASURES = ("Burglary per 1,000", "Robbery per 1,000", "Outcome rate")
OWN, GROUP, PLACES = (4.5, 2, 3.25), (5, 1.5, 3), (4, 8, 2)
AWAY = (-0.5, 0.5, 0.25)
BETTER = ("Lower", "Lower", "Higher")


def _group(own_force: str = "") -> Sheets:
    return {"Policy": [["Setting", "Value"], ["Own force", own_force]]} if own_force else {}


@pytest.mark.parametrize(
    "average",
    ["MSG average", "Most Similar Group (MSG) average", "Most similar group average", "MSG mean", "Family group average", "Family Group 4 average",
     "Group average", "Average of MSG", "MSG average 2023/24", "Most Similar Forces average", "Peer group average"],
)  # fmt: skip
def test_the_groups_average_gives_the_gap(average: str, make_book: MakeBook) -> None:
    rows = _columns(MEASURES, ["Measure", "Actual", average, "iQuanta ranking"], OWN, GROUP, PLACES)

    found = update_msg(make_book({"Sheet1": rows}))

    assert [(m.value, m.position, m.to_average) for m in found.measures] == [
        (4.5, 4, 0.5), (2, 8, -0.5), (3.25, 2, -0.25),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "position",
    ["Position", "iQuanta ranking", "iQuanta rank", "Family group position", "Family Group 4 position", "MSG rank", "Position in family group",
     "Rank in Most Similar Group", "Most Similar Group (MSG) position", "Ranking", "Group position (of 8)"],
)  # fmt: skip
def test_a_position_has_many_names(position: str, make_book: MakeBook) -> None:
    places = ("4th in MSG.", "8 out of 8", "2nd")
    rows = _columns(MEASURES, ["Indicator", "Performance", "MSG average", position], OWN, GROUP, places)

    found = update_msg(make_book({"Sheet1": rows}))

    assert [(m.position, m.of) for m in found.measures] == [(4, None), (8, 8), (2, None)]


@pytest.mark.parametrize(
    "difference",
    ["Difference", "Difference from MSG average", "Difference from average", "Difference to MSG average", "Variance from MSG average",
     "Difference from Most Similar Group average", "Difference against family group average"],
)  # fmt: skip
def test_a_difference_from_the_average_has_the_opposite_sign_and_is_judged_by_the_direction(
    difference: str, make_book: MakeBook
) -> None:
    head = ["Measure", "Better", "Rate", difference, "Position", "Aspiration"]
    book = make_book({"Sheet1": _columns(MEASURES, head, BETTER, OWN, AWAY, PLACES, ["MSG average"] * 3)})

    found = update_msg(book)

    assert [m.to_average for m in found.measures] == [0.5, -0.5, -0.25]
    assert [m.status for m in found.measures] == ["Met or exceeded", "Below aspiration", "Met or exceeded"]
    assert found.problems == ()
    assert book.sheets[0].range("D2:D4").value == list(AWAY)


def test_a_difference_whose_direction_nobody_says_is_asked_about(make_book: MakeBook) -> None:
    head = ["Measure", "Rate", "Difference from MSG average", "Position", "Aspiration"]

    found = update_msg(
        make_book({"Sheet1": _columns(MEASURES, head, OWN, AWAY, PLACES, ["MSG average"] * 3)})
    )

    assert [m.status for m in found.measures] == [None] * 3
    assert [p.cell for p in found.problems] == ["C2", "C3", "C4"]


def test_a_change_required_keeps_its_own_sign_beside_a_difference(make_book: MakeBook) -> None:
    head = ["Measure", "Position", "Difference", "Change required to reach MSG average"]
    rows = _columns(MEASURES, head, PLACES, AWAY, (0.4, -0.5, -0.25))

    found = update_msg(make_book({"Sheet1": rows}))

    assert [m.to_average for m in found.measures] == [0.4, -0.5, -0.25]


def test_a_difference_in_per_cent_is_no_gap_of_a_rate(make_book: MakeBook) -> None:
    head = ["Measure", "Position", "Difference", "Better", "Aspiration"]
    away = ("-10%", "33%", "8%")

    found = update_msg(
        make_book({"Sheet1": _columns(MEASURES, head, PLACES, away, BETTER, ["MSG average"] * 3)})
    )

    assert [m.to_average for m in found.measures] == [None] * 3
    assert [m.status for m in found.measures] == ["Met or exceeded", "Below aspiration", "Met or exceeded"]


@pytest.mark.parametrize(
    "heading", ["Northshire", "Northshire Police", "NORTHSHIRE (2023/24)", "Northshire Constabulary"]
)
def test_the_own_forces_name_heads_its_values(heading: str, make_book: MakeBook) -> None:
    rows = _columns(MEASURES, ["Measure", heading, "MSG average", "MSG rank"], OWN, GROUP, PLACES)

    found = update_msg(make_book({"Sheet1": rows, **_group("Northshire")}))

    assert [(m.value, m.to_average) for m in found.measures] == [(4.5, 0.5), (2, -0.5), (3.25, -0.25)]


@pytest.mark.parametrize(
    "dates",
    [("June 2024", "September 2024"), ("Jun-24", "Sep-24"), ("Q1 2024/25", "Q2 2024/25"), ("Q4 2023/24", "Q1 2024/25"), ("2022/23", "2023/24"),
     ("Year to June 2024", "Year to September 2024"), ("12 months to Jun 2024", "12 months to Sep 2024"), ("Spring 2024", "Autumn 2024")],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_of_dates_under_a_banner_is_previous_and_current(
    dates: tuple[str, str], turned: bool, make_book: MakeBook
) -> None:
    pair = [(dates[0], (5, 5, 5)), (dates[1], PLACES)][:: -1 if turned else 1]
    body = zip(MEASURES, *(cells for _, cells in pair), strict=True)
    rows = [
        ["Measure", "MSG Position", None, "Aspiration"],
        [None, *(date for date, _ in pair), None],
        *([name, *cells, "Best in MSG"] for name, *cells in body),
    ]

    found = update_msg(make_book({"Sheet1": rows}))

    assert [(m.previous_position, m.position) for m in found.measures] == [(5, 4), (5, 8), (5, 2)]


def test_a_value_whose_unit_is_per_cent_is_a_percentage(make_book: MakeBook) -> None:
    rows = _columns(
        MEASURES,
        ["Measure", "Unit", "Value", "Position", "Aspiration"],
        ["%"] * 3,
        (57.5, "57.5%", 0.575),
        PLACES,
        ["-"] * 3,
    )

    found = update_msg(make_book({"Sheet1": rows}))

    assert [m.value for m in found.measures] == [0.575] * 3


@pytest.mark.parametrize("name", ["Force overall", "Total", "Overall", "Whole force"])
def test_a_row_that_sums_up_is_no_measure_and_no_objective(name: str, make_book: MakeBook) -> None:
    measures = _columns(
        [*MEASURES, name], ["Measure", "Position", "Aspiration"], [*PLACES, 3], ["Best in MSG"] * 4
    )
    card = _card("Target", "Actual", "Previous year")

    found = update_msg(make_book({"Sheet1": measures}))
    filled = fill_scorecard(
        make_book(
            {
                "Sheet1": [
                    *card,
                    [name, "Recorded Crime", "-5%", 5, 6],
                    [None, "Outcome rate", "5%", "5%", "6%"],
                ]
            }
        )
    )

    assert [m.measure for m in found.measures] == list(MEASURES)
    assert [row.objective for row in filled.rows] == ["Burglary", "Burglary"]


TARGETS, NOW, BEFORE = ("-10%", "25%"), ("1,903", "18.2%"), ("2,076", "17.6%")


def _card(
    *head: str, target: Sequence[Any] = TARGETS, now: Sequence[Any] = NOW, before: Sequence[Any] = BEFORE
) -> Rows:
    names = (("Burglary", "Recorded Crime"), ("Burglary", "Outcome rate"))
    body = zip(names, target, now, before, strict=True)
    return [["Objective", "Purpose", *head], *([*name, *cells] for name, *cells in body)]


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("Actual", "Previous year"), ("Outturn", "Baseline"), ("Outturn 2024/25", "Outturn 2023/24"), ("2024/25 outturn", "2023/24 outturn"),
        ("YTD 2024/25", "YTD 2023/24"), ("FYTD 24/25", "FYTD 23/24"), ("12 months to Sep 2024", "12 months to Sep 2023"),
        ("May-13 to Apr-14", "May-12 to Apr-13"), ("Apr-Sep 2024", "Apr-Sep 2023"), ("Later Period", "Earlier Period"),
        ("Achievement", "Baseline"), ("Q2 performance", "Q1 performance"), ("Q2 2024/25", "Q2 2023/24"), ("Q1 2024/25", "Q4 2023/24"),
        ("2024/25", "2023/24"), ("Actual 2024", "Actual 2023"), ("YTD", "Last YTD"), ("This YTD", "Previous YTD"), ("Current YTD", "PYTD"),
        ("Year ending Sep 2024", "Year ending Sep 2023"), ("R12 Sep-24", "R12 Sep-23"), ("Rolling 12 months", "Previous rolling 12 months"),
        ("Latest 12 months", "Previous 12 months"), ("Current period", "Comparison period"), ("Year to date", "Same period last year"),
        ("Q2 performance", "Q2 performance last year"), ("Result", "Prior year"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_of_two_figures_the_later_is_the_actual_and_the_earlier_the_previous(
    now: str, before: str, turned: bool, make_book: MakeBook
) -> None:
    rows = _card("Target", now, before)
    rows = [[*row[:3], row[4], row[3]] for row in rows] if turned else rows

    found = fill_scorecard(make_book({"Sheet1": rows}))

    assert [(row.actual, row.previous) for row in found.rows] == [(1903, 2076), (0.182, 0.176)]
    assert found.problems == ()


def test_of_four_quarters_the_last_with_figures_is_the_actual(make_book: MakeBook) -> None:
    rows = [
        ["Objective", "Purpose", "Target", "Q1 2024/25", "Q2 2024/25", "Q3 2024/25", "Q4 2024/25"],
        ["Burglary", "Recorded Crime", "-10%", 520, 480, None, None],
    ]

    found = fill_scorecard(make_book({"Sheet1": rows}))

    assert [(row.actual, row.previous) for row in found.rows] == [(480, 520)]


@pytest.mark.parametrize(
    "heading",
    [
        "Target",
        "Aim",
        "Hard target",
        "Goal",
        "Threshold",
        "Target boundary",
        "Target 2024/25",
        "Annual target.",
    ],
)
def test_a_target_has_many_names(heading: str, make_book: MakeBook) -> None:
    found = fill_scorecard(make_book({"Sheet1": _card(heading, "Actual", "Baseline")}))

    assert [row.shortfall for row in found.rows] == [35, 130]


@pytest.mark.parametrize(
    "heading",
    [
        "Objective",
        "KPI",
        "Key performance indicator",
        "Performance indicator",
        "Measure",
        "Indicator",
        "Priority",
    ],
)
def test_an_objective_has_many_names(heading: str, make_book: MakeBook) -> None:
    rows = _card("Target", "Actual", "Baseline")
    rows[0][0] = heading

    assert [row.shortfall for row in fill_scorecard(make_book({"Sheet1": rows})).rows] == [35, 130]


def test_status_and_direction_of_travel_mean_rag_and_trend(make_book: MakeBook) -> None:
    rows = _card("Target", "Actual", "Baseline")
    rows = [
        [*row, *cells]
        for row, cells in zip(
            rows, (["Status", "Direction of travel"], ["Amber", "▲"], ["Red", "▼"]), strict=True
        )
    ]

    found = fill_scorecard(make_book({"Sheet1": rows}))

    assert [(row.as_dict()["rag"], row.as_dict()["trend"]) for row in found.rows] == [
        ("Amber", "▲"),
        ("Red", "▼"),
    ]
    assert found.problems == ()


@pytest.mark.parametrize("rows_of_headings", [1, 2])
def test_of_a_change_in_numbers_and_in_per_cent_the_latter_is_the_year_on_year_change(
    rows_of_headings: int, make_book: MakeBook
) -> None:
    changes = ((-173, "-8.3%"), (0.1, "0.6% points"))
    body = [
        [*row, *change]
        for row, change in zip(_card("Target", "Actual", "Previous year")[1:], changes, strict=True)
    ]
    names = ["Objective", "Purpose", "Target", "Actual", "Previous year"]
    one = [[*names, "Numeric change", "Percentage change"]]
    two = [[*names, "Change", None], [None] * 5 + ["Numeric", "Percentage"]]

    found = fill_scorecard(make_book({"Sheet1": [*(one if rows_of_headings == 1 else two), *body]}))

    assert found.problems == ()


def test_a_target_on_recorded_crime_without_a_sign_is_asked_about(make_book: MakeBook) -> None:
    rows = _card("Target", "Actual", "Baseline", target=("10%", "25%"))

    found = fill_scorecard(make_book({"Sheet1": rows}))

    assert [row.shortfall for row in found.rows] == [None, 130]
    assert [p.cell for p in found.problems] == ["C2"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["North", None, "South", None], ["Q1", "Q2", "Q1", "Q2"]),
        (["North", None, "South", None], ["Last", "Now", "Last", "Now"]),
        (["North", None, "South", None], ["2022/23", "2023/24", "2022/23", "2023/24"]),
        (["Q1", None, "Q2", None], ["North", "South", "North", "South"]),
        (["2022/23", None, "2023/24", None], ["North", "South", "North", "South"]),
    ],
)
@pytest.mark.parametrize("area", ["upper", "lower"])
def test_of_commands_at_two_times_in_two_rows_of_headings_the_newer_counts(
    upper: list[Any], lower: list[Any], area: str, make_book: MakeBook
) -> None:
    of_time = dict.fromkeys(("Q2", "Now", "2023/24"))
    pairs = [(upper[n] or upper[n - 1], lower[n]) for n in range(4)]
    cells = {True: {"North": NORTH, "South": SOUTH}, False: {"North": OLDER, "South": OLDER}}
    columns = [
        cells[bool(of_time.keys() & set(pair))][next(text for text in pair if text in ("North", "South"))]
        for pair in pairs
    ]
    names = (["Area", None], [None, "Area"])[area == "lower"]
    rows = [
        [names[0], *upper, "Final grade"],
        [names[1], *lower, None],
        *([name, *row, None] for name, *row in zip(AREAS, *columns, strict=True)),
    ]

    found = generate_force_grades(make_book({"Sheet1": rows}))

    commands = {n: list(grades) for n, grades in zip(("North", "South"), (NORTH, SOUTH), strict=True)}
    letters = [[read_grade(cell).letters for cell in commands[name]] for name in ("North", "South")]  # type: ignore[union-attr]
    told = [
        [read_grade(area.commands[name]).letters for area in found.areas] for name in found.areas[0].commands
    ]  # type: ignore[union-attr]
    assert told == letters
    assert len(found.problems) == 2


def test_a_quarter_is_compared_with_the_same_one_of_the_year_before(make_book: MakeBook) -> None:
    rows = [
        ["Objective", "Purpose", "Target", "2023/24", None, "2024/25", None],
        [None, None, None, "Q1", "Q2", "Q1", "Q2"],
        ["Burglary", "Recorded Crime", "-5%", 100, 110, 90, 95],
    ]

    (row,) = fill_scorecard(make_book({"Sheet1": rows})).rows

    assert (row.actual, row.previous) == (95, 110)


def test_the_own_forces_name_over_two_years_names_neither(make_book: MakeBook) -> None:
    rows = [
        [None, "Northshire", None, "MSG", None, None],
        ["Crime type", "2022/23", "2023/24", "Average", "Position", "Difference"],
        ["Burglary", 4.25, 4, 5, "3rd of 8", -1],
    ]

    (measure,) = update_msg(make_book({"Sheet1": rows, **_group("Northshire")})).measures

    assert (measure.value, measure.position, measure.of, measure.to_average) == (None, 3, 8, 1)


def test_a_status_and_an_average_without_a_position_are_no_msg_table(make_book: MakeBook) -> None:
    rows = _card("Aim", "Q2 2024/25", "Q2 2023/24")
    rows = [
        [*row, *cells]
        for row, cells in zip(
            rows, (["Family group average", "Status"], [2000, "Amber"], ["19%", "Red"]), strict=True
        )
    ]
    book = make_book({"Sheet1": rows})

    with pytest.raises(BookError, match="There is no table of MSG measures"):
        update_msg(book)
    assert [row.shortfall for row in fill_scorecard(book).rows] == [35, 130]
