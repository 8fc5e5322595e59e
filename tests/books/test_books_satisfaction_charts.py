"""The charts of satisfaction: the rolling twelve months of each group with their range, from the counts of the table."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import roll_satisfaction
from xlscore.engine import charts_of, open_book

MakeBook = Callable[[Sheets], xw.Book]
MakeFile = Callable[[Sheets], Path]

CHARTS, DATA = "Satisfaction charts", "Satisfaction chart data"
MONTHS: Final = [datetime.date(2012 + n // 12, n % 12 + 1, 1) for n in range(15)]


def sheets(*groups: tuple[str, str | None], months: int = 15, missing: int | None = None) -> Sheets:
    """Return a table of these groups and strands: 40 of 50 satisfied in each month, and one more in each that follows the twelfth."""
    satisfied: list[Any] = [40 + max(0, n - 11) for n in range(months)]
    if missing is not None:
        satisfied[missing] = None
    rows = [
        row
        for group, strand in groups or [("Burglary", None)]
        for row in (
            [group, strand, "Satisfied", *satisfied, 0.85],
            [group, strand, "Asked", *[50] * months, None],
        )
    ]
    return {"Survey": [["Group", "Strand", "Figure", *MONTHS[:months], "Target"], *rows]}


def drawn(book: xw.Book) -> dict[str, Any]:
    (chart,) = charts_of(book.sheets[CHARTS])
    return {each.name: book.sheets[DATA].range(each.values.rpartition("!")[2]).value for each in chart.series}


def test_a_group_has_a_chart_of_its_rolling_share_with_the_range_and_the_target(make_book: MakeBook) -> None:
    book = make_book(sheets())

    roll_satisfaction(book)

    lines = drawn(book)
    assert lines["Rolling 12 months"] == pytest.approx([480 / 600, 481 / 600, 483 / 600, 486 / 600])
    assert lines["Target"] == [0.85] * 4
    assert all(
        low < share < high
        for low, share, high in zip(lines["Low"], lines["Rolling 12 months"], lines["High"], strict=True)
    )


def test_the_charts_text_names_the_group_the_last_share_its_range_and_the_target(make_book: MakeBook) -> None:
    book = make_book(sheets())

    (result,) = roll_satisfaction(book).results

    (chart,) = charts_of(book.sheets[CHARTS])
    assert chart.title == "Burglary: 81.0% to Mar 2013, target 85.0%"
    assert chart.description.startswith(
        "Rolling 12 months, 4 points from Dec 2012 (80.0%). Burglary: 81.0% satisfied"
    )
    assert result.interval is not None
    assert f"{result.interval.lower:.1%} to {result.interval.upper:.1%}" in chart.description


def test_a_month_without_its_counts_leaves_a_gap_and_not_a_nought(make_book: MakeBook) -> None:
    book = make_book(sheets(missing=1))

    roll_satisfaction(book)

    assert [value is None for value in drawn(book)["Rolling 12 months"]] == [True, True, False, False]


@pytest.mark.parametrize(
    ("groups", "months", "named"),
    [
        ([("Burglary", None), ("Burglary", "Follow-up")], 15, ["Satisfaction: Burglary"]),
        ([("Burglary", "Follow-up"), ("Hate crime", None)], 15, ["Satisfaction: Burglary, Follow-up", "Satisfaction: Hate crime"]),
        ([("Burglary", None)], 13, ["Satisfaction: Burglary"]),
        ([("Burglary", None)], 12, None),
        ([("Burglary", None)], 11, None),
    ],
)  # fmt: skip
def test_which_groups_have_a_chart(
    make_book: MakeBook, groups: list[tuple[str, str | None]], months: int, named: list[str] | None
) -> None:
    book = make_book(sheets(*groups, months=months))

    roll_satisfaction(book)

    charts = [chart.name for chart in charts_of(book.sheets[CHARTS])] if CHARTS in book.sheet_names else None
    assert charts == named


def test_a_second_run_changes_no_byte(make_file: MakeFile) -> None:
    path = make_file(sheets())
    for _ in range(2):
        with open_book(path) as book:
            roll_satisfaction(book)
            before = path.read_bytes()
            book.save()

    assert path.read_bytes() == before
