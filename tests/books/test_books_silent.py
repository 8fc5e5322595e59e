"""Sheets with figures of which nothing is read are named, those of the product and lists of somebody's are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.tools import ROOT
from xlscore import open_book
from xlscore.books.understanding import headings

MakeBook = Callable[[Sheets], xw.Book]
GRID = [["Area", "North", "West", "Final grade"], ["Custody", "Good", "Good", "Good"]]
FIGURES = [["Officers", "Budget", "Spend"], ["North", 12.5, 13.1], ["South", 9.0, 8.7]]


def test_a_sheet_of_figures_that_no_table_is_read_from_is_named(make_book: MakeBook) -> None:
    found = headings(make_book({"Grades": GRID, "Money": FIGURES, "Hours": FIGURES}))

    assert found.as_dict()["sheets_not_read"] == ["Money", "Hours"]
    assert found.sentences()[-1] == (
        "Nothing is read on 'Money' and 'Hours': no row there has the headings of a table that is known."
    )


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param([["Notes"], ["Read me first"]], id="words"),
        pytest.param([[1, "first"], [2, "second"], [3, "third"]], id="a numbered list"),
        pytest.param([[4711], [4712], [4713]], id="one column"),
        pytest.param([["Officers", 3, 4]], id="one row"),
        pytest.param([["Chart data: the steps of the charts"], *FIGURES], id="our own"),
        pytest.param([["Area", "North", "West", "Final grade"], ["Gangs", 1, 2, 3]], id="told otherwise"),
    ],
)
def test_what_holds_no_rows_of_figures_is_not_named(make_book: MakeBook, sheet: list[list[object]]) -> None:
    assert headings(make_book({"Grades": GRID, "Other": sheet})).silent == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "workbooks").glob("*.xlsx")))
def test_nothing_of_a_workbook_of_ours_is_named(name: str) -> None:
    assert headings(open_book(ROOT / "workbooks" / name)).silent == ()
