"""The table of quarterly counts and the staff survey: what is written beside them, what is hidden, what is asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.computing import differing_formulas
from xlscore.books import BookError, check, compare_quarters, headings, refresh

MakeBook = Callable[[Sheets], xw.Book]

HEADINGS: Final = ["Table", "Row", "Split", "Q2 2018/19", "Q1 2019/20", "Q2 2019/20", "Population"]
ETHNICITY: Final = [
    ["Use of force", "White", "Ethnicity", 700, 800, 810, 1_600_000],
    ["Use of force", "Black", "Ethnicity", 60, 70, 90, 30_000],
    ["Use of force", "Other", "Ethnicity", 30, 20, 40, 30_000],
]
SURVEY: Final = [
    ["Measure", "This", "Last", "Peers mean", "Peers n", "Rank"],
    ["Vision", 6.2, 5.8, 5.5, 40, "1st"],
    ["Pay", 3.1, 3.4, 3.2, 40, 12],
]


def searches(*counts: Any) -> list[list[Any]]:
    return [HEADINGS, ["Stop and search", "Searches", None, *counts]]


def told(result: Any) -> list[tuple[str, str]]:
    return [(problem.cell, problem.what) for problem in result.problems]


def rows_of(result: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = result.as_dict()["quarterly"]
    return rows


def test_changes_shares_and_ratios_are_live_and_a_second_run_changes_nothing(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": [HEADINGS, *ETHNICITY]})
    found = compare_quarters(book)
    sheet = book.sheets["Sheet1"]
    before = sheet.used_range.formula

    compare_quarters(book)

    assert sheet.used_range.formula == before
    assert [sheet[f"{column}3"].formula for column in "HIJKLMN"] == [
        "=F3-E3",
        "=YOY(F3,E3)",
        "=F3-D3",
        "=YOY(F3,D3)",
        "=F3/SUM($F$2:$F$4)",
        "=INDEX(RATE_RATIO(F3,G3,F2,G2),1,1)",
        "=INDEX(RATE_RATIO(F3,G3,F2,G2),1,2)",
    ]
    assert differing_formulas(book) == []
    assert (found.problems, rows_of(found)[1]["reference"]) == ((), "White")


def test_a_screen_shows_counts_changes_and_shares_and_hides_what_is_small(make_book: MakeBook) -> None:
    few = ["Use of force", "Mixed", "Ethnicity", 9, 5, 3, 30_000]

    shown = compare_quarters(make_book({"Sheet1": [HEADINGS, *ETHNICITY, few]})).shown()

    by_row = {row[2]: row[3:] for row in shown}
    assert by_row["White"][:3] == ("810", "+10 (+1.2%)", "+110 (+15.7%)")
    assert by_row["Mixed"] == ("suppressed", "", "", "", "")
    assert by_row["White"][4] == ""  # others are held against it


def test_a_screen_shows_a_share_and_a_ratio_where_nothing_is_small(make_book: MakeBook) -> None:
    shown = compare_quarters(make_book({"Sheet1": [HEADINGS, *ETHNICITY]})).shown()

    assert shown[1] == (
        "Use of force",
        "Ethnicity",
        "Black",
        "90",
        "+20 (+28.6%)",
        "+30 (+50.0%)",
        "9.6%",
        "5.93",
    )


def test_a_typed_percentage_that_its_counts_contradict_is_a_problem_and_stays(make_book: MakeBook) -> None:
    """Essex Police, performance board minutes, 2019: 192 more is printed as 29 %."""
    rows = searches(1453, 4158, 4350, None, 0.29)
    rows[0] = [*HEADINGS, "% change on last quarter"]
    book = make_book({"Sheet1": rows})

    found = compare_quarters(book)

    assert told(found) == [("H2", "% on quarter is typed as 0.29, and the figures of the row give +4.6%.")]
    assert book.sheets["Sheet1"]["H2"].value == 0.29


def test_a_small_number_and_the_one_hidden_with_it_are_nowhere_in_what_we_write(make_book: MakeBook) -> None:
    rows = [
        HEADINGS,
        ["Stop and search", "Drugs", "Object", 70, 71, 73],
        ["Stop and search", "Weapons", "Object", 20, 20, 2],
        ["Stop and search", "Other", "Object", 30, 30, 31],
    ]
    book = make_book({"Sheet1": rows})

    found = compare_quarters(book)

    sheet = book.sheets["Sheet1"]
    assert [(row["count"], row["suppressed"], row["share"]) for row in rows_of(found)] == [
        (73, False, 73 / 106),
        (None, True, None),
        (None, True, None),
    ]
    assert [row["change_on_quarter"] for row in rows_of(found)] == [2, None, None]
    assert sheet["H1:N1"].value[:6] == [
        "Change on quarter",
        "% on quarter",
        "Change on year",
        "% on year",
        "Share",
        "To publish",
    ]
    assert sheet["H3:M4"].value == [[None, None, None, None, None, "suppressed"]] * 2
    assert sheet["N3"].value == "Stop and search, Object, Weapons: suppressed in Q2 2019/20."


def test_what_was_written_goes_when_a_number_becomes_small(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": [HEADINGS, *ETHNICITY]})
    compare_quarters(book)
    sheet = book.sheets["Sheet1"]
    sheet["F3"].value = 3

    compare_quarters(book)

    assert sheet["H3:P3"].value == [None] * 8 + ["suppressed"]
    assert sheet["P4"].value == "suppressed"


def test_the_limit_is_the_policys(make_book: MakeBook) -> None:
    policy = [["Setting", "Value", "Meaning", "Source"], ["Small numbers: hidden under", 1, "", ""]]
    rows = [HEADINGS, ["Complaints", "Force", None, 3, 3, 2]]

    (row,) = rows_of(compare_quarters(make_book({"Sheet1": rows, "Policy": policy})))

    assert (row["count"], row["suppressed"]) == (2, False)


def test_a_table_and_a_split_may_stand_once_above_their_rows(make_book: MakeBook) -> None:
    rows = [
        HEADINGS,
        ["Stop and search", "Searches", None, 100, 100, 100],
        [None, "Drugs", "Object", 60, 60, 60],
        [None, "Other", None, 40, 40, 40],
        ["Use of force", "Forms", None, 50, 50, 50],
    ]

    found = rows_of(compare_quarters(make_book({"Sheet1": rows})))

    assert [(row["table"], row["split"], row["share"]) for row in found] == [
        ("Stop and search", "", None),
        ("Stop and search", "Object", 0.6),
        ("Stop and search", "Object", 0.4),
        ("Use of force", "", None),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["Jul-Sep 2018", "Apr-Jun 2019", "Jul-Sep 2019"],
        ["2018 Q3", "2019 Q2", "2019 Q3"],
        ["3 months to Sep 2018", "3 months to Jun 2019", "3 months to Sep 2019"],
        ["Sep 2018", "Jun 2019", "Sep 2019"],
    ],
)
def test_quarters_are_found_by_any_usual_heading(make_book: MakeBook, names: list[str]) -> None:
    rows = searches(1453, 4158, 4350)
    rows[0] = ["Table", "Row", "Split", *names]

    (row,) = rows_of(compare_quarters(make_book({"Sheet1": rows})))

    assert (row["quarter"], row["change_on_quarter"], row["change_on_year"]) == (names[-1], 192, 2897)


def _headed(*quarters: str) -> list[list[Any]]:
    return [["Table", "Row", "Split", *quarters], ["Stop and search", "Searches", None, 1453, 4158, 4350]]


@pytest.mark.parametrize(
    ("rows", "cell", "what"),
    [
        (searches(1453, 4158, 43.5), "F2", "43.5 is no count, so it does not count."),
        (searches(1453, -1, 4350), "E2", "-1 is no count, so it does not count."),
        (searches(1453, "some", 4350), "E2", "'some' is not a number."),
        (searches(None, 4158, 4350), "D2", "'Stop and search, Searches' is blank in Q2 2018/19."),
        (searches(1453, 4158, 4350, 0), "G2", "0 is no population."),
        (_headed("Q2 2018/19", "Q1", "Q2 2019/20"), "E1", "'Q1' is not read as a quarter."),
        (_headed("Q2 2018/19", "Q5 2019/20", "Q2 2019/20"), "E1", "'Q5 2019/20' is not read as a quarter."),
        (_headed("Q2 2019/20", "Q1 2019/20", "Jul-Sep 2019"), "F1", "'Jul-Sep 2019' is the quarter of another column, 'Q2 2019/20'."),
        (_headed("Q4 2018/19", "Q2 2018/19", "Q2 2019/20"), "F1", "The quarter before 'Q2 2019/20' has no column."),
        (_headed("Q1 2018/19", "Q1 2019/20", "Q2 2019/20"), "F1", "The same quarter a year before 'Q2 2019/20' has no column."),
        (searches(1453, 4158, None), "E1", "The quarter before 'Q1 2019/20' has no column."),
        ([*searches(1, 2, 3), ["stop and search", "Searches", "", 1, 2, 3]], "B3", "'stop and search, Searches' is there twice, first in B2."),
        ([HEADINGS, ["Force", "Total", "Tactic", 9, 9, 90], ["Force", "Cuffs", "Tactic", 9, 9, 80], ["Force", "Spray", "Tactic", 9, 9, 20]], "F2",
         "The rows of 'Force, Tactic' add up to 100, more than their total of 90."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_with_its_cell(
    make_book: MakeBook, rows: list[list[Any]], cell: str, what: str
) -> None:
    book = make_book({"Sheet1": rows})

    assert (cell, what) in told(compare_quarters(book))
    assert (cell, what) in told(check(book))


def test_a_blank_that_says_so_is_no_problem(make_book: MakeBook) -> None:
    found = compare_quarters(make_book({"Sheet1": searches("N/A", 4158, 4350)}))

    assert (found.problems, rows_of(found)[0]["change_on_year"]) == ((), None)


def test_the_staff_survey_is_held_against_last_time_and_the_other_forces(make_book: MakeBook) -> None:
    book = make_book({"Survey": SURVEY})

    found = compare_quarters(book)

    sheet = book.sheets["Survey"]
    assert sheet["G1:J3"].value == [
        ["Change", "Since last", "To peers", "Against peers"],
        [pytest.approx(0.4), "Better", pytest.approx(0.7), "Better"],
        [pytest.approx(-0.3), "Worse", pytest.approx(-0.1), "Worse"],
    ]
    assert sheet["G2"].formula == "=B2-C2"
    assert found.sentences() == [
        "One of 2 measures improved since the last survey; worse: Pay.",
        "One of 2 measures is better than the mean of the other forces; worse: Pay.",
        "Best of 40: Vision.",
    ]
    assert (found.problems, differing_formulas(book)) == ((), [])


@pytest.mark.parametrize(
    ("column", "value", "cell", "what"),
    [
        (1, None, "B2", "'Vision' has no figure of this survey."),
        (1, "good", "B2", "'good' is not a number."),
        (2, 0.2, "C2", "'Vision' is 6.2 this time, and 0.2 here: they are hardly in one unit."),
        (4, 40.5, "E2", "40.5 is no number of forces."),
        (5, 0, "F2", "0 is no position."),
    ],
)
def test_what_cannot_be_in_a_survey_is_said(
    make_book: MakeBook, column: int, value: Any, cell: str, what: str
) -> None:
    rows = [list(row) for row in SURVEY]
    rows[1][column] = value

    assert (cell, what) in told(compare_quarters(make_book({"Survey": rows})))


def test_refresh_and_headings_know_both_tables(make_book: MakeBook) -> None:
    sheets = {"Counts": searches(1453, 4158, 4350), "Survey": SURVEY}

    whole = refresh(make_book(sheets))
    tables = headings(make_book(sheets)).as_dict()["tables"]

    assert (len(whole.quarterly.results), len(whole.quarterly.survey)) == (1, 2)
    assert [(table["kind"], table["unread"]) for table in tables] == [
        ("table of quarterly counts", []),
        ("staff survey", []),
    ]


def test_without_such_a_table_it_is_said_what_it_is_known_by(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="There is no table of quarterly counts"):
        compare_quarters(make_book({"Sheet1": [["Measure", "Place"], ["Burglary", "North"]]}))


@pytest.mark.parametrize(
    "rows",
    [
        [["Category", "Topic", "Q1 2019/20", "Q2 2019/20"], ["Pay", "Overtime", 100, 120]],
        [["Item", "Breakdown", "Q1 2019/20", "Q2 2019/20"], ["Pens", "Blue", 100, 120]],
        [["Measure", "This year", "Last year", "National average"], ["Bins emptied", 90, 95, 93]],
    ],
    ids=["a budget", "a stock list", "a council's measures"],
)
def test_figures_of_other_things_are_left_alone(make_book: MakeBook, rows: list[list[Any]]) -> None:
    book = make_book({"Sheet1": rows})

    with pytest.raises(BookError):
        compare_quarters(book)

    assert book.sheets["Sheet1"].used_range.value == rows


def test_a_table_of_one_quarter_has_shares_and_rates(make_book: MakeBook) -> None:
    rows = [
        ["Table", "Row", "Split", "Population", "Q1 2019/20"],
        ["Stop and search", "White", "Ethnicity", 1400000, 300],
        ["Stop and search", "Black", "Ethnicity", 42000, 90],
    ]

    found = compare_quarters(make_book({"Q": rows})).as_dict()["quarterly"]

    assert [(each["row"], round(each["share"], 3), each["rate_ratio"]) for each in found] == [
        ("White", 0.769, None),
        ("Black", 0.231, pytest.approx(10)),
    ]
