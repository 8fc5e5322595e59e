"""The values of redline measures from the MSG sheet: blank ones are filled and follow it, typed ones stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import ForceGrades, generate_force_grades, refresh, roll

pytestmark = pytest.mark.cases

MakeBook = Callable[[Sheets], xw.Book]

GRID: Final = [
    ["Area", "North", "South", "Force redline", "Final grade"],
    ["Burglary", "Good", "Good", None, None],
    ["Robbery", "Good", "Good", None, None],
]
HEADS: Final = ["Area", "Redline measure", "Value", "Minimum", "Better", "Met", "Data to", "In words"]


def msg(value: object = 50.8, unit: str = "%") -> list[list[Any]]:
    return [
        ["Measure", "Unit", "Better", "Value", "Position", "To average", "To top quartile", "Aspiration", "Data to"],
        ["Confidence", unit, "Higher", value, 8, "9.5% points", "12% points", "MSG average", "Jan 2020"],
        ["All crime", "per 1,000 pop.", "Lower", 91.6, 7, "-22,112 offences", "-34,801 offences", "MSG average", "Jan 2020"],
    ]  # fmt: skip


def graded(make_book: MakeBook, *rows: list[Any], table: list[list[Any]] | None = None) -> tuple[xw.Book, ForceGrades]:  # fmt: skip
    book = make_book({"Grid": GRID, "Redlines": [HEADS, *rows], "MSG": table or msg()})
    return book, generate_force_grades(book)


def values(book: xw.Book) -> list[Any]:
    return [row[2] for row in book.sheets["Redlines"].used_range.value[1:]]


def told(result: ForceGrades) -> list[tuple[str, str]]:
    return [(p.place, p.what) for p in result.problems if p.sheet == "Redlines"]


@pytest.mark.parametrize(
    ("held", "minimum", "met", "value"),
    [
        (50.8, 60, "No", 50.8),
        (50.8, "60%", "No", 0.508),
        ("50.80%", "60%", "No", 0.508),
        ("50.80%", "40%", "Yes", 0.508),
        (50.8, "MSG average", "No", 0.508),
        (50.8, "top quartile", "No", 0.508),
    ],
)
def test_a_blank_value_is_taken_from_the_msg_sheet_in_the_numbers_of_its_minimum(
    held: object, minimum: object, met: str, value: float, make_book: MakeBook
) -> None:
    row = ["Burglary", "Confidence", None, minimum, "Higher", None, None, None]
    book, result = graded(make_book, row, table=msg(held))
    first = book.sheets["Redlines"].used_range.value
    generate_force_grades(book)

    assert values(book) == [pytest.approx(value)]
    assert book.sheets["Redlines"]["F2"].value == met
    assert told(result) == []
    assert book.sheets["Redlines"].used_range.value == first
    assert first[1][7].startswith("Confidence is 50.8% (Jan 2020), ")


def test_the_value_follows_the_msg_sheet_and_goes_with_its_row(make_book: MakeBook) -> None:
    book, _ = graded(make_book, ["Robbery", "All crime", None, 95, "Lower"])
    book.sheets["MSG"]["D3"].value = 97.5

    refresh(book)
    risen = values(book), book.sheets["Redlines"]["F2"].value
    book.sheets["MSG"]["A3"].value = "Other crime"
    refresh(book)

    assert risen == ([97.5], "No")
    assert (values(book), book.sheets["Redlines"]["F2"].value) == ([None], None)


def test_a_typed_value_stays_and_counts_and_another_one_of_the_same_month_is_named(
    make_book: MakeBook,
) -> None:
    same = ["Burglary", "Confidence", 62, 60, "Higher", None, "Jan 2020"]
    earlier = ["Robbery", "All crime", 90, 95, "Lower", None, "Oct 2019"]

    book, result = graded(make_book, same, earlier)

    assert values(book) == [62, 90]
    assert book.sheets["Redlines"]["F2"].value == "Yes"
    assert told(result) == [("Redlines!C2", "Value is typed as 62, and the figures of the row give 50.8.")]


def test_a_commands_own_redline_takes_nothing_that_is_the_forces(make_book: MakeBook) -> None:
    heads = [*HEADS, "Command"]
    rows = [[area, "Confidence", None, minimum, "Higher", None, None, None, "North"] for area, minimum in (("Burglary", 60), ("Robbery", "MSG average"))]  # fmt: skip
    book = make_book({"Grid": GRID, "Redlines": [heads, *rows], "MSG": msg()})

    result = generate_force_grades(book)

    assert values(book) == [None, None]
    assert told(result) == [
        ("Redlines!D3", "'Confidence' of one command is measured against the MSG, which says nothing of commands.")
    ]  # fmt: skip


def test_a_table_without_values_gains_none(make_book: MakeBook) -> None:
    rows = [["Area", "Redline measure", "Met"], ["Burglary", "Confidence", "No"]]
    book = make_book({"Grid": GRID, "Redlines": rows, "MSG": msg()})

    generate_force_grades(book)

    assert "Value" not in book.sheets["Redlines"].used_range.value[0]


def test_the_next_cycle_keeps_the_value_as_the_previous_one_and_refreshing_leaves_it(
    make_book: MakeBook,
) -> None:
    heads = [*HEADS, "Previous value"]
    book = make_book({"Grid": [["Cycle", "Cycle 13"], *GRID], "Redlines": [heads, ["Robbery", "All crime", None, 95, "Lower"]], "MSG": msg()})  # fmt: skip
    generate_force_grades(book)

    roll(book, "Cycle 14")
    book.sheets["MSG"]["D3"].value = 97.5
    refresh(book)

    row = book.sheets["Redlines"].used_range.value[1]
    assert (row[2], row[8]) == (97.5, 91.6)
