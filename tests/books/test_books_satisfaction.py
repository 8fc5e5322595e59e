"""The table of satisfaction: its two forms, what is written beside it, what is asked about."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.computing import differing_formulas
from xlscore.books import BookError, check, headings, refresh, report_month, roll_satisfaction

MakeBook = Callable[[Sheets], xw.Book]

MONTHS: Final = [datetime.date(2012 + (n + 10) // 12, (n + 10) % 12 + 1, 1) for n in range(12)]
"""November 2012 to October 2013."""
NAMES: Final = [f"{month:%b %Y}" for month in MONTHS]


def two_rows(satisfied: Any = 43, asked: Any = 50, *more: list[Any]) -> list[list[Any]]:
    """Return a table in which a column says which row counts whom; the group stands once."""
    return [
        ["Group", "Strand", "Figure", *MONTHS, "Target"],
        ["Burglary", None, "Satisfied", *[satisfied] * 12, 0.85],
        [None, None, "Asked", *[asked] * 12],
        *more,
    ]


def pairs(satisfied: Any = 43, asked: Any = 50) -> list[list[Any]]:
    """Return a table with two columns for each month."""
    heads = [f"{month} {what}" for month in NAMES for what in ("satisfied", "asked")]
    return [["Group", "Strand", *heads, "Target"], ["Burglary", None, *[satisfied, asked] * 12, 0.85]]


def banners(words: tuple[str, str] = ("Satisfied", "Asked")) -> list[list[Any]]:
    """Return a table with the months above what is counted."""
    above: list[Any] = [None, None]
    for month in NAMES:
        above += [month, None]
    return [
        [*above, None],
        ["User group", "Strand", *words * 12, "Target"],
        ["Burglary", None, *[43, 50] * 12, 0.85],
    ]


def told(result: Any) -> list[tuple[str, str]]:
    return [(problem.cell, problem.what) for problem in result.problems]


@pytest.mark.parametrize(
    "rows",
    [
        two_rows(),
        pairs(),
        banners(),
        banners(("No. satisfied", "Respondents")),
        [["Leicestershire"], [], *two_rows()],
        [[*row[:3], *reversed(row[3:15]), *row[15:]] for row in two_rows()],
    ],
    ids=["two rows", "pairs", "two rows of headings", "other words", "a title above", "newest first"],
)
def test_every_form_of_the_table_gives_the_same_year(make_book: MakeBook, rows: list[list[Any]]) -> None:
    found = roll_satisfaction(make_book({"Sheet1": rows}))

    (row,) = found.as_dict()["satisfaction"]
    assert (row["group"], row["strand"], row["rolling"], row["target"], row["rag"]) == (
        "Burglary",
        "",
        0.86,
        0.85,
        "Green",
    )
    assert (row["to"], round(row["low"], 3), round(row["high"], 3)) == ("2013-10", 0.83, 0.885)


def test_the_year_its_range_and_its_status_are_live_and_a_second_run_changes_nothing(
    make_book: MakeBook,
) -> None:
    book = make_book({"Sheet1": two_rows()})
    roll_satisfaction(book)
    sheet = book.sheets["Sheet1"]
    before = sheet.used_range.formula

    roll_satisfaction(book)

    assert sheet.used_range.formula == before
    assert sheet["Q1:W1"].value == [
        "Rolling 12 months", "Low", "High", "RAG", "Effect of last month", "Assurance", "In words",
    ]  # fmt: skip
    assert [sheet[cell].formula for cell in ("Q2", "R2", "T2")] == [
        "=INDEX(ROLLING($D$2:$O$2,$D$3:$O$3),1,1)",
        "=INDEX(ROLLING($D$2:$O$2,$D$3:$O$3),1,2)",
        "=RAG(Q2,P2,TRUE,0.05)",
    ]
    assert differing_formulas(book) == []


def test_months_that_do_not_stand_together_are_live_too(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": pairs()})

    roll_satisfaction(book)

    assert book.sheets["Sheet1"]["AB2"].formula.startswith("=INDEX(ROLLING(CHOOSE({1,2,")
    assert differing_formulas(book) == []


def test_the_strands_under_their_groups_target_are_named(make_book: MakeBook) -> None:
    strands = [
        [None, "Action taken", "Satisfied", *[41] * 12],
        [None, "Action taken", "Asked", *[50] * 12],
        [None, "Follow-up", "Satisfied", *[44] * 12],
        [None, "Follow-up", "Asked", *[50] * 12],
    ]
    book = make_book({"Sheet1": two_rows(43, 50, *strands)})

    found = roll_satisfaction(book)

    assert [row["strands_under"] for row in found.as_dict()["satisfaction"]] == [["Action taken"], [], []]
    assert [row["rag"] for row in found.as_dict()["satisfaction"]] == ["Green", "Amber", "Green"]
    assert book.sheets["Sheet1"]["W1:W2"].value == ["Strands under target", "Action taken 82.0%"]
    assert found.problems == ()


def test_the_strands_of_a_group_without_a_row_of_its_own_are_told_each(make_book: MakeBook) -> None:
    rows = [["Group", "Strand", "Rolling 12 months", "Target"], ["Burglary", "Contact", 0.8, 0.85]]

    found = roll_satisfaction(make_book({"Sheet1": rows}))

    assert found.sentences() == [
        "Burglary, Contact: 80.0% satisfied in the rolling 12 months, 5.0 points below the target of 85%."
    ]


def test_a_typed_share_counts_where_there_are_no_months_and_stays(make_book: MakeBook) -> None:
    rows = [
        ["Group", "Strand", "Rolling 12 months", "Target"],
        ["Violence", None, 0.788, 0.82],
        ["Violence", "Follow-up", "78.4%", None],
    ]
    book = make_book({"Sheet1": rows})

    found = roll_satisfaction(book)

    assert [(row["rolling"], row["rag"]) for row in found.as_dict()["satisfaction"]] == [
        (0.788, "Amber"),
        (0.784, "Amber"),
    ]
    assert book.sheets["Sheet1"]["C2:C3"].value == [0.788, "78.4%"]
    assert (found.problems, differing_formulas(book)) == ((), [])


def test_plain_numbers_below_a_heading_with_a_sign_are_per_cent(make_book: MakeBook) -> None:
    rows = [["Group", "Strand", "Rolling %", "Target %"], ["Violence", None, 78.8, 82]]

    (row,) = roll_satisfaction(make_book({"Sheet1": rows})).as_dict()["satisfaction"]

    assert (row["rolling"], row["target"], row["rag"]) == (0.788, 0.82, "Amber")


def test_a_typed_share_that_the_counts_contradict_is_a_problem_and_stays(make_book: MakeBook) -> None:
    rows = two_rows()
    rows[0].append("Rolling 12 months")
    rows[1].append(0.91)
    book = make_book({"Sheet1": rows})

    found = roll_satisfaction(book)

    assert told(found) == [
        ("Q2", "Rolling 12 months is typed as 0.91, and the figures of the row give +86.0%.")
    ]
    assert book.sheets["Sheet1"]["Q2"].value == 0.91


def test_a_row_of_rolling_shares_is_held_against_that_of_a_year_before(make_book: MakeBook) -> None:
    rows = [
        ["Group", "Strand", "Figure", "Oct 2012", "Sep 2013", "Oct 2013", "Target"],
        ["Confidence", None, "Rolling %", 0.689, 0.67, 0.656, 0.7],
    ]

    (row,) = roll_satisfaction(make_book({"Sheet1": rows})).as_dict()["satisfaction"]

    assert (row["year_before"], round(row["change_on_year"], 3), row["change_low"]) == (0.689, -0.033, None)


def test_a_row_of_rolling_shares_is_held_against_the_counts(make_book: MakeBook) -> None:
    found = roll_satisfaction(
        make_book({"Sheet1": two_rows(43, 50, [None, None, "Rolling %", *[0.86] * 11, 0.91])})
    )

    assert told(found) == [
        ("O4", "The rolling share is typed as 91.0%, and the counts of the 12 months give 86.0%.")
    ]


def _with(
    row: int, column: int, value: Any, form: Callable[[], list[list[Any]]] = two_rows
) -> list[list[Any]]:
    rows = form()
    rows[row][column] = value
    return rows


@pytest.mark.parametrize(
    ("rows", "cell", "what"),
    [
        (_with(1, 14, 60), "O2", "60 of 50 were satisfied in Oct 2013: more than were asked."),
        (_with(1, 14, 0.86), "O2", "0.86 is no number of people, so Oct 2013 does not count."),
        (_with(1, 14, -3), "O2", "-3 is no number of people, so Oct 2013 does not count."),
        (_with(1, 8, "many"), "I2", "'many' is not a number."),
        (_with(2, 8, None), "I3", "Apr 2013 is blank between months that have a figure."),
        (_with(2, 14, None), "O2", "'Burglary' has no figure of Asked for Oct 2013, so the month does not count."),
        (_with(1, 15, 85), "P2", "85 stands where a percentage belongs, and is 8500 %."),
        (_with(1, 15, "85 or so"), "P2", "'85 or so' is not a number: what it counts from stands in words."),
        (_with(1, 15, -0.85), "P2", "-85.0% is no share of the people asked."),
        (_with(2, 2, "Invited"), "C3", "'Invited' does not say what is counted."),
        (two_rows(43, 50, ["Burglary", None, None, *[50] * 12]), "C4", "A row of 'Burglary' does not say whether it counts who was asked or who was satisfied."),
        (_with(2, 2, "Satisfied"), "A3", "'Burglary' has two rows of Satisfied, first in A2."),
        (_with(0, 7, "2013-13"), "H1", "'2013-13' is not read as a month."),
        (_with(0, 7, "Feb 2013"), "H1", "Feb 2013 is there twice, first in G1."),
        (_with(0, 5, "Mar 2014 asked", pairs), "F1", "Mar 2014 has a column of Asked and none of Satisfied."),
        (two_rows()[:2], "D2", "'Burglary' has no figures of Asked, so none of its months counts."),
        ([row[:2] + row[3::2] for row in pairs()], "C1", "The months have columns of Asked and none of Satisfied, so no year can be made of them."),
        ([["Group", "Strand", *MONTHS, "Target"], ["Burglary", None, *[0.86] * 12, 0.85]], "C1", "The months do not say how many were asked and how many were satisfied, so no year can be made of them."),
        ([row[:9] for row in two_rows()], "A2", "'Burglary' has both counts in 6 of the 12 months to Apr 2013, so there is no rolling figure."),
        ([["Group", "Strand", "Rolling 12 months", "Target"], ["Burglary", None, 1.86, 0.85]], "C2", "1.86 stands where a percentage belongs, and is 186 %."),
        ([["Group", "Strand", "Rolling 12 months", "Target"], ["Burglary", None, None, 0.85]], "A2", "'Burglary' has neither counts nor a rolling share."),
        (two_rows(43, 50, ["Violence", None, "Satisfied", *[43] * 11], [None, None, "Asked", *[50] * 11]), "A4", "'Violence' ends with Sep 2013, where others go on to Oct 2013."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_with_its_cell(
    make_book: MakeBook, rows: list[list[Any]], cell: str, what: str
) -> None:
    book = make_book({"Sheet1": rows})

    assert (cell, what) in told(roll_satisfaction(book))
    assert (cell, what) in told(check(book))


def test_a_month_that_cannot_count_leaves_no_year(make_book: MakeBook) -> None:
    (row,) = roll_satisfaction(make_book({"Sheet1": _with(1, 8, 60)})).as_dict()["satisfaction"]

    assert (row["rolling"], row["rag"]) == (None, "Grey")


def test_an_earlier_last_month_may_be_asked_for(make_book: MakeBook) -> None:
    more = [datetime.date(2013, 11, 1)]
    rows = two_rows()
    rows[0][15:15], rows[1][15:15], rows[2][15:15] = more, [1], [50]

    (row,) = roll_satisfaction(make_book({"Sheet1": rows}), to="2013-10").as_dict()["satisfaction"]

    assert (row["to"], row["rolling"]) == ("2013-10", 0.86)


def test_the_month_carries_the_rows_and_refresh_tells_a_problem_once(make_book: MakeBook) -> None:
    counts = [["Measure", "Place", *MONTHS], ["Burglary", None, *[20] * 12]]
    sheets = {"Series": counts, "Survey": _with(1, 15, 85)}

    month = report_month(make_book(sheets))
    whole = refresh(make_book(sheets))

    assert month.as_dict()["satisfaction"] == whole.satisfaction.as_dict()["satisfaction"]
    assert [problem.cell for problem in month.problems if problem.sheet == "Survey"] == ["P2"]
    assert [problem.sheet for problem in whole.problems].count("Survey") == 1


def test_a_month_without_counts_is_told_by_its_satisfaction_alone(make_book: MakeBook) -> None:
    month = report_month(make_book({"Survey": two_rows()}))

    assert month.as_dict()["to"] is None
    assert [row["group"] for row in month.as_dict()["satisfaction"]] == ["Burglary"]
    assert month.sentences()[0].startswith("Burglary: 86.0% satisfied in the 12 months to Oct 2013")


def test_the_table_and_its_columns_are_named(make_book: MakeBook) -> None:
    (table,) = headings(make_book({"Survey": two_rows()})).as_dict()["tables"]

    assert (table["kind"], table["columns"]["group"], table["unread"]) == (
        "table of satisfaction",
        "Group",
        [],
    )


def test_without_such_a_table_it_is_said_what_it_is_known_by(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="There is no table of satisfaction"):
        roll_satisfaction(make_book({"Sheet1": [["Measure", "Place"], ["Burglary", "North"]]}))


def test_a_strand_may_stand_once_above_both_of_its_rows(make_book: MakeBook) -> None:
    months = [datetime.date(2018 + n // 12, n % 12 + 1, 1) for n in range(12)]
    rows = [
        ["Group", "Strand", "Figure", "Target", *months],
        ["Burglary", None, "Satisfied", 0.85, *[9] * 12],
        [None, None, "Asked", None, *[10] * 12],
        ["Burglary", "Action", "Satisfied", None, *[8] * 12],
        [None, None, "Asked", None, *[10] * 12],
    ]

    result = roll_satisfaction(make_book({"Satisfaction": rows}))

    assert [(each["strand"], each["rolling"]) for each in result.rows()] == [("", 0.9), ("Action", 0.8)]
    assert result.problems == ()


def test_a_year_in_which_nobody_was_asked_is_said(make_book: MakeBook) -> None:
    months = [datetime.date(2018 + n // 12, n % 12 + 1, 1) for n in range(12)]
    rows = [
        ["Group", "Strand", "Figure", *months],
        *(["Burglary", None, figure, *[0] * 12] for figure in ("Satisfied", "Asked")),
    ]

    (found,) = roll_satisfaction(make_book({"Satisfaction": rows})).rows()

    assert found["rolling"] is None
    assert found["sentence"].endswith("Nobody was asked in these 12 months.")
