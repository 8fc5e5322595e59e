"""The table of published figures: the own ones beside them, live, with what explains the difference."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.computing import differing_formulas
from xlscore.books import BookError, check, compare_figures, headings, refresh
from xlscore.rules.problems import Problem
from xlscore.sources.counted import FileCounts, Release
from xlscore.sources.store.keeping import beside, open_store

MakeBook = Callable[[Sheets], xw.Book]
MakeFile = Callable[[Sheets], Path]
OpenFile = Callable[[Path], xw.Book]

MONTHS: Final = [datetime.date(2018 + (n + 3) // 12, (n + 3) % 12 + 1, 1) for n in range(15)]
"""April 2018 to June 2019."""
COUNTS: Final = [
    ["Measure", "Place", *MONTHS],
    ["Burglary", "North", *[60] * 15],
    ["Burglary", "South", *[43] * 15],
    ["Robbery", "", *[10] * 15],
]
HEADINGS: Final = ["Measure", "Place", "Publisher", "Release", "Period", "Value"]


def table(*rows: list[Any]) -> list[list[Any]]:
    return [HEADINGS, *rows]


def told(result: Any) -> list[tuple[str, str]]:
    return [(problem.cell, problem.what) for problem in result.problems]


def one(result: Any) -> dict[str, Any]:
    (row,) = result.as_dict()["published"]
    return row  # type: ignore[no-any-return]


def test_the_own_figure_of_the_same_months_stands_beside_the_published_one(make_book: MakeBook) -> None:
    rows = table(
        ["Robbery", "", "ONS", "July 2019", "Year ending Mar 2019", 118],
        ["Burglary", "North", "ONS", "", "Q1 2019/20", 180],
        ["Burglary", "", "ONS", "", "2018/19", 1200],
    )
    book = make_book({"Series": COUNTS, "Published": rows})
    found = compare_figures(book)
    sheet = book.sheets["Published"]
    before = sheet.used_range.formula

    compare_figures(book)

    assert sheet.used_range.formula == before
    assert sheet["G1:J4"].value == [
        ["Own figure", "Difference", "% difference", "Explained by"],
        [120, 2, pytest.approx(2 / 118), "months may have been revised since the release in Jul 2019"],
        [180, 0, 0, None],
        [1236, 36, pytest.approx(0.03), "nothing in the workbook explains it"],
    ]
    assert [sheet[cell].formula for cell in ("G2", "H2", "I2")] == [
        "=SUM(Series!$C$4:$N$4)",
        "=G2-F2",
        "=YOY(G2,F2)",
    ]
    assert (found.problems, differing_formulas(book)) == ((), [])


def test_the_own_force_is_the_force_under_its_name(make_book: MakeBook) -> None:
    policy = [["Setting", "Value", "Meaning", "Source"], ["Own force", "Northshire", "", ""]]
    rows = table(["Robbery", "Northshire", "ONS", "", "2018/19", 120])

    found = compare_figures(make_book({"Series": COUNTS, "Published": rows, "Policy": policy}))

    assert (one(found)["own"], found.problems) == (120, ())


def test_notes_on_the_measure_explain_a_difference(make_book: MakeBook) -> None:
    notes = [
        ["Date", "Measure", "Place", "Kind", "Words"],
        ["Apr 2018", "Robbery", "", "Counting rules", "Attempts count, too"],
    ]
    rows = table(["Robbery", "", "ONS", "", "2018/19", 118])

    (said,) = one(compare_figures(make_book({"Series": COUNTS, "Published": rows, "Notes": notes})))[
        "explained"
    ]

    assert "Attempts count, too" in said


def _release(name: str, order: datetime.date, count: int) -> FileCounts:
    key = ("Robbery", "", datetime.date(2018, 4, 1))
    return FileCounts(
        f"{name}.csv", "extract", 1, count, {}, 0, {key: Fraction(count)}, (key[2],), Release(name, order)
    )


def test_months_that_the_store_has_otherwise_in_an_earlier_release_are_named(
    make_file: MakeFile, opened: OpenFile
) -> None:
    path = make_file(
        {"Series": COUNTS, "Published": table(["Robbery", "", "ONS", "July 2019", "2018/19", 118])}
    )
    with open_store(beside(path)) as store:
        store.put([_release("first", datetime.date(2019, 6, 1), 8)])
        store.put([_release("second", datetime.date(2019, 9, 1), 10)])

    found = compare_figures(opened(path))

    assert one(found)["explained"] == ["months revised since: Apr 2018 8 to 10, together +2"]


def test_a_store_that_cannot_be_read_is_said_once_and_the_figures_are_compared(
    make_file: MakeFile, opened: OpenFile
) -> None:
    rows = table(["Robbery", "", "ONS", "", "2018/19", 118], ["Robbery", "", "ONS", "", "Apr 2018", 9])
    path = make_file({"Series": COUNTS, "Published": rows})
    beside(path).write_bytes(b"no database")

    found = compare_figures(opened(path))

    assert [row["own"] for row in found.as_dict()["published"]] == [120, 10]
    (problem,) = found.problems
    assert problem.what.startswith("What earlier releases said cannot be read from ")
    assert beside(path).name in problem.what


def test_a_typed_own_figure_that_the_months_contradict_is_a_problem_and_stays(make_book: MakeBook) -> None:
    rows = [[*HEADINGS, "Own figure"], ["Robbery", "", "ONS", "", "2018/19", 120, 119]]
    book = make_book({"Series": COUNTS, "Published": rows})

    found = compare_figures(book)

    assert told(found) == [("G2", "Own figure is typed as 119, and the figures of the row give 120.")]
    assert book.sheets["Published"]["G2"].value == 119


@pytest.mark.parametrize(
    ("row", "cell", "what"),
    [
        (["Robbery", "", "ONS", "", "last year", 118], "E2", "'last year' does not say which months the figure covers."),
        (["Robbery", "", "ONS", "", None, 118], "E2", "The period of the figure is missing."),
        (["Robbery", "", "ONS", "", "2018/19", "18.2%"], "F2", "'18.2%' is no count, and only counts are compared with the own months."),
        (["Robbery", "", "ONS", "", "2018/19", "1.2 per 1,000"], "F2", "'1.2 per 1,000' is no count, and only counts are compared with the own months."),
        (["Robbery", "", "ONS", "", "2018/19", "some"], "F2", "'some' is not a number."),
        (["Robbery", "", "ONS", "", "2018/19", None], "F2", "'Robbery' has no published figure."),
        (["Fraud", "", "ONS", "", "2018/19", 118], "A2", "The workbook has no months of 'Fraud'."),
        (["Robbery", "East", "ONS", "", "2018/19", 118], "B2", "The workbook has no months of 'East'."),
        (["Robbery", "", "ONS", "", "2017/18", 118], "E2", "'Robbery': the workbook does not cover the period: 0 of 12 months, without Apr 2017 to Mar 2018."),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_said_with_its_cell(
    make_book: MakeBook, row: list[Any], cell: str, what: str
) -> None:
    book = make_book({"Series": COUNTS, "Published": table(row)})

    found = compare_figures(book)

    assert told(found) == [(cell, what)]
    assert book.sheets["Published"]["G2:I2"].value == [None] * 3
    assert (cell, what) in told(check(book))


def test_many_figures_without_own_months_are_one_problem(make_book: MakeBook) -> None:
    strange = [[f"Offence {n}", "", "ONS", "", "2018/19", 118] for n in range(6)]
    known = ["Robbery", "", "ONS", "", "2018/19", 120]

    found = compare_figures(make_book({"Series": COUNTS, "Published": table(known, *strange)}))

    assert told(found) == [("A3", "The workbook has no months of 'Offence 0', nor of 5 more figures.")]


def test_a_second_row_of_one_figure_is_a_problem(make_book: MakeBook) -> None:
    row = ["Robbery", "", "ONS", "July 2019", "2018/19", 120]

    found = compare_figures(make_book({"Series": COUNTS, "Published": table(row, list(row))}))

    assert told(found) == [("A3", "The published figure of 'Robbery' is there twice, first in A2.")]


def test_refresh_and_headings_know_the_table(make_book: MakeBook) -> None:
    sheets = {"Series": COUNTS, "Published": table(["Robbery", "", "ONS", "", "2018/19", 120])}

    whole = refresh(make_book(sheets))
    kinds = [t["kind"] for t in headings(make_book(sheets)).as_dict()["tables"]]

    assert len(whole.published.comparisons) == 1
    assert kinds == ["table of monthly counts", "table of published figures"]


def test_without_counts_a_published_figure_has_nothing_beside_it(make_book: MakeBook) -> None:
    found = compare_figures(make_book({"Published": table(["Robbery", "", "ONS", "", "2018/19", 120])}))

    assert found.problems == (
        Problem("Published", "A2", "The workbook has no months of 'Robbery'.", "Call it as the monthly counts do, or import its months."),
    )  # fmt: skip


def test_without_such_a_table_it_is_said_what_it_is_known_by(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="There is no table of published figures"):
        compare_figures(make_book({"Sheet1": [["Measure", "Place"], ["Burglary", "North"]]}))
