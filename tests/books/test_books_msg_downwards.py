"""MSG tables with a row per period or force of each measure: the newest or the own one counts, and others are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import roll, update_msg

pytestmark = pytest.mark.cases

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]
Rows = list[list[Any]]

FACTS = {"Burglary": ((5, 4.1, 5.2), (4, 4.0, 5.1)), "Robbery": ((2, 1.2, 1.6), (3, 1.5, 1.4))}
"""Position, figure and average, last time's and now's."""
SAID = {"Burglary": (4, 5, 4.0, "Improved"), "Robbery": (3, 2, 1.5, "Deteriorated")}
HEAD = ["Measure", "Period", "Position", "Actual", "MSG average"]


def _by_period(before: str, now: str, *, again: bool = False, step: int = 1) -> Rows:
    rows: Rows = []
    for name, facts in FACTS.items():
        lines = [[period, *figures] for period, figures in zip((before, now), facts, strict=True)][::step]
        rows += [[name if n == 0 or again else None, *line] for n, line in enumerate(lines)]
    return rows


def _said(found: Any) -> dict[str, tuple[Any, ...]]:
    return {m.measure: (m.position, m.previous_position, m.value, m.move) for m in found.measures}


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("heading", ["Period", "Quarter", "Data to", "When"])
@pytest.mark.parametrize(
    "periods", [("Jun 2024", "Sep 2024"), ("Q1 2024/25", "Q2 2024/25"), ("2023", "2024")]
)
def test_of_rows_of_periods_the_newest_counts(
    periods: tuple[str, str], heading: str, step: int, again: bool, make_book: MakeBook
) -> None:
    head = [heading if text == "Period" else text for text in HEAD]
    book = make_book({"Sheet1": [["MSG"], [], head, *_by_period(*periods, again=again, step=step)]})

    found = update_msg(book)

    assert _said(found) == SAID
    assert found.problems == ()
    once = book.sheets[0].used_range.formula
    update_msg(book)
    assert book.sheets[0].used_range.formula == once


@pytest.mark.parametrize("own_first", [True, False])
def test_of_rows_of_forces_the_own_one_counts(own_first: bool, make_book: MakeBook) -> None:
    rows: Rows = [
        ["Own force", "Essex Police"],
        [],
        ["Measure", "Police force", "Position", "Actual", "MSG average"],
    ]
    for name, (_, now) in FACTS.items():
        lines = [["Essex", *now], ["Kent", 1, 9, 9], ["Norfolk", 7, 9, 9]]
        rows += [
            [name if n == 0 else None, *line] for n, line in enumerate(lines if own_first else lines[::-1])
        ]

    found = update_msg(make_book({"Sheet1": rows}))

    assert {m.measure: (m.position, m.value) for m in found.measures} == {
        "Burglary": (4, 4.0),
        "Robbery": (3, 1.5),
    }
    assert found.problems == ()


def test_what_is_written_stands_in_the_row_that_counts(make_book: MakeBook) -> None:
    rows = [[*HEAD, "Movement"], *([*row, None] for row in _by_period("Jun 2024", "Sep 2024"))]
    book = make_book({"Sheet1": rows})

    update_msg(book)

    assert [book.sheets[0].range(f"F{row}").value for row in (2, 3, 4, 5)] == [
        None,
        "Improved",
        None,
        "Deteriorated",
    ]


def test_rows_of_which_nobody_says_what_they_are_are_named(make_book: MakeBook) -> None:
    rows = [
        ["Measure", "Position", "Actual", "MSG average"],
        *([row[0], *row[2:]] for row in _by_period("", "")),
    ]

    found = update_msg(make_book({"Sheet1": rows}))

    assert [p.cell for p in found.problems] == ["A3", "A5"]


def test_the_next_cycle_leaves_such_rows_as_they_are_and_appends_to_the_history(make_book: MakeBook) -> None:
    past = [["Measure", "Period end", "Position"], ["Burglary", "Jun 2024", 5]]
    grid = [
        ["Cycle", "Cycle 13"],
        ["Area", "North", "South", "Final grade"],
        ["Burglary", "Good", "Good", "Good"],
    ]
    book = make_book({"Sheet1": [HEAD, *_by_period("Jun 2024", "Sep 2024")], "Past": past, "Grid": grid})
    before = book.sheets["Sheet1"].used_range.formula

    roll(book, "Cycle 14")

    assert book.sheets["Sheet1"].used_range.formula == before
    assert book.sheets["Past"].range("A3:C4").value == [
        ["Burglary", "Sep 2024", 4],
        ["Robbery", "Sep 2024", 3],
    ]
