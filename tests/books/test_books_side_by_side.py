"""Tables side by side on one sheet say what they say on sheets of their own, and go on saying it once they are filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import pytest
import xlwings as xw

from tests.support.slow import dear
from xlscore.books import refresh
from xlscore.books.refreshing import Refreshed

pytestmark = pytest.mark.cases

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]
Rows = Sequence[Sequence[Any]]

GRID = [
    ["Area", "North", "South", "Final grade"],
    ["Burglary", "Good", "Good", None],
    ["Rape", "RI", "RI", None],
    ["Fraud", "Good", "Good", None],
]
RISKS = [
    ["Ref", "Area or command", "Likelihood", "Impact"],
    ["R1", "North", 5, 20],
    ["R2", "Fraud", 5, 20],
    ["R3", "Rape", 1, 5],
]
NOTES = [["Date", "Measure", "Words"], ["Apr 2018", "Rape", "Counted anew"], ["May 2018", "Fraud", "Moved"]]
CONDITIONS = [["Area", "If", "Then"], ["Fraud", "redline met", "Good"], ["Rape", "redline met", "Good"]]
COMMANDS = [["Command", "Group"], ["North", "LPA"], ["South", "LPA"]]
BESIDE = {
    "risks": [RISKS],
    "notes": [NOTES],
    "conditions": [CONDITIONS],
    "commands": [COMMANDS],
    "all": [RISKS, NOTES, CONDITIONS, COMMANDS],
}


def _side_by_side(tables: Sequence[Rows]) -> list[list[Any]]:
    """Return tables as one sheet's rows, a blank column between them."""
    wide = [[[*row, None] for row in table] for table in tables]
    blank = [[None] * len(table[0]) for table in wide]
    lines = zip_longest(*wide)
    return [
        [cell for row, nothing in zip(line, blank, strict=True) for cell in (row or nothing)][:-1]
        for line in lines
    ]


def _said(found: Refreshed) -> list[list[Any]]:
    grades = [[a["area"], a["suggested"], a["why"]] for a in found.as_dict()["grades"]["areas"]]
    return [*grades, sorted(problem.what for problem in found.problems)]


@pytest.mark.parametrize("beside", dear(BESIDE, ["all"]))
@pytest.mark.parametrize("grid_first", [True, False])
def test_tables_side_by_side_say_what_they_say_on_sheets_of_their_own(
    beside: str, grid_first: bool, make_book: MakeBook
) -> None:
    tables = [GRID, *BESIDE[beside]] if grid_first else [*BESIDE[beside], GRID]
    apart = refresh(make_book({f"Sheet{n}": table for n, table in enumerate(tables)}))
    book = make_book({"Sheet1": _side_by_side(tables)})

    together = refresh(book)

    assert _said(together) == _said(apart)


@pytest.mark.parametrize("beside", dear(BESIDE, ["all"]))
@pytest.mark.parametrize("grid_first", [True, False])
def test_tables_side_by_side_are_filled_once(beside: str, grid_first: bool, make_book: MakeBook) -> None:
    tables = [GRID, *BESIDE[beside]] if grid_first else [*BESIDE[beside], GRID]
    book = make_book({"Sheet1": _side_by_side(tables)})
    first = refresh(book)
    once = {sheet.name: sheet.used_range.formula for sheet in book.sheets}

    second = refresh(book)

    assert _said(second) == _said(first)
    assert {sheet.name: sheet.used_range.formula for sheet in book.sheets} == once


def test_what_changed_reaches_the_columns_that_stand_behind_the_other_table(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": _side_by_side([RISKS, GRID])})
    sheet = book.sheets["Sheet1"]
    refresh(book)
    sheet["C3"].value = 1
    sheet["G2"].value = "Inadequate"

    found = refresh(book).as_dict()["grades"]["areas"]

    assert [area["suggested"] for area in found] == ["Inadequate", "Requires Improvement", "Good"]
    headings = sheet.used_range.value[0]
    assert sheet.range((2, headings.index("Suggested grade") + 1)).value == "Inadequate"
    assert headings.count("Suggested grade") == headings.count("Redline") == 1
