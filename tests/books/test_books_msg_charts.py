"""MSG charts: the forces in order and by size, what stands on them, and what is left to a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.support.charted import part_of, rewrite
from tests.support.validator import validate
from xlscore.books import update_msg
from xlscore.engine import charts_of, open_book, save_book

Sheets = dict[str, list[list[Any]]]
MakeBook = Callable[[Sheets], xw.Book]
CHARTS, DATA = "MSG charts", "MSG chart data"
FORCES = ["Essex", "Avon", "Derby", "Hants", "Sussex"]
PEOPLE = [1_800_000, 1_700_000, 1_050_000, 1_950_000, 1_650_000]
COUNTS = [9_000, 6_200, 4_100, 7_400, 5_500]


def sheets(adjust: str = "shmi", *, counted: bool = True, typed: Any = None) -> Sheets:
    """Return a workbook with a measure of rates and one of shares, with or without what is behind them."""
    data: list[list[Any]] = [["Force", "Population", "Burglary", *(["Burglary (count)"] if counted else []), "Solved rate"]]  # fmt: skip
    for number, (force, people, count) in enumerate(zip(FORCES, PEOPLE, COUNTS, strict=True)):
        data.append([force, people, round(count / people * 1000, 3), *([count] if counted else []), 0.10 + number / 100])  # fmt: skip
    return {
        "MSG": [
            ["Measure", "Unit", "Better", "Position", "To average", "Aspiration"],
            ["Burglary", "per 1,000 population", "Lower", typed, None, "MSG average"],
            ["Solved rate", "%", "Higher", None, None, "Top quartile"],
        ],
        "MSG data": data,
        "Policy": [["Setting", "Value"], ["Own force", "Essex"], ["Expected range", adjust]],
    }


def updated(make_book: MakeBook, *args: Any, **kwargs: Any) -> xw.Book:
    book = make_book(sheets(*args, **kwargs))
    update_msg(book)
    return book


def test_each_measure_has_a_chart_in_order_and_one_by_size_where_it_has_counts(make_book: MakeBook) -> None:
    charts = charts_of(updated(make_book).sheets[CHARTS])

    assert [chart.name for chart in charts] == [
        "MSG: Burglary, positions",
        "MSG: Burglary, by size",
        "MSG: Solved rate, positions",
    ]
    assert [chart.kinds for chart in charts] == [("column", "line"), ("scatter",), ("column", "line")]


def test_the_rows_stand_in_the_order_of_the_positions_the_own_force_apart(make_book: MakeBook) -> None:
    rows = updated(make_book).sheets[DATA].range("B2:F6").value

    assert [row[:3] for row in rows] == [
        ["Positions", 1, "Sussex"],
        ["Positions", 2, "Avon"],
        ["Positions", 3, "Hants"],
        ["Positions", 4, "Derby"],
        ["Positions", 5, "Essex"],
    ]
    assert [row[3] is None for row in rows] == [True, True, True, True, False]
    assert [row[4] is None for row in rows] == [False, False, False, False, True]


def test_the_text_names_every_force_the_average_and_the_method(make_book: MakeBook) -> None:
    in_order, by_size, solved = charts_of(updated(make_book).sheets[CHARTS])

    assert in_order.title == "Burglary: position 5 of 5, within expected range"
    for words in ("1 Sussex 3.3", "5 Essex 5.0", "Average 3.", "Expected of Essex: ", "(shmi)"):
        assert words in in_order.description
    assert by_size.title == "Burglary by size: Essex within the expected range, 0 of 5 outside"
    assert solved.title == "Solved rate: position 5 of 5"
    assert "5 Essex 10.0%" in solved.description


def test_chance_alone_puts_no_verdict_into_a_title_and_says_so(make_book: MakeBook) -> None:
    book = updated(make_book, "none")

    assert charts_of(book.sheets[CHARTS])[0].title == "Burglary: position 5 of 5"
    assert (
        charts_of(book.sheets[CHARTS])[1].title
        == "Burglary by size, limits by each force's own interval alone"
    )
    about = " ".join(book.sheets[CHARTS].range((row, 1)).value or "" for row in range(2, 5))
    assert "no sign of a difference" in about


def test_without_counts_there_are_positions_and_no_range(make_book: MakeBook) -> None:
    charts = charts_of(updated(make_book, counted=False).sheets[CHARTS])

    assert [chart.name for chart in charts] == ["MSG: Burglary, positions", "MSG: Solved rate, positions"]
    assert "Expected range" not in [each.name for each in charts[0].series]


def test_without_the_groups_data_there_is_no_chart(make_book: MakeBook) -> None:
    given = sheets(typed=3)
    del given["MSG data"]
    book = make_book(given)

    update_msg(book)

    assert CHARTS not in book.sheet_names


def test_a_force_more_and_new_figures_move_the_chart_and_keep_its_looks(make_book: MakeBook) -> None:
    book = updated(make_book)
    rewrite(book.sheets[CHARTS], "1F2F4F", "00FF00")
    book.sheets["MSG data"].range("A7:E7").value = ["Kent", 1_860_000, 2.0, 3_720, 0.2]

    update_msg(book)

    first = charts_of(book.sheets[CHARTS])[0]
    assert first.title.startswith("Burglary: position 6 of 6")
    assert next(each for each in first.series if each.name == "Average").values.endswith("$G$2:$G$7")
    assert "00FF00" in part_of(book.sheets[CHARTS])


def test_a_second_run_changes_no_byte_and_the_judges_find_nothing(
    make_file: Callable[[Sheets], Path],
) -> None:
    path, kept = make_file(sheets()), []
    for _ in range(2):
        with open_book(path) as book:
            update_msg(book)
            save_book(book)
        kept.append(path.read_bytes())

    assert kept[0] == kept[1]
    assert len(openpyxl.load_workbook(path)[CHARTS]._charts) == 3


@pytest.mark.validator
def test_the_validator_finds_nothing(make_file: Callable[[Sheets], Path]) -> None:
    path = make_file(sheets())
    with open_book(path) as book:
        update_msg(book)
        save_book(book)

    assert [fault for fault in validate(path) if "drawing" in str(fault) or "chart" in str(fault)] == []
