"""The numbers of a log whose cells are not simply blank: protected, merged, or with a formula in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from xlscore.books import keep_logs
from xlscore.engine import open_book

MakeBook = Callable[[dict[str, Sequence[Sequence[Any]]]], xw.Book]
MakeFile = Callable[[dict[str, Sequence[Sequence[Any]]]], Path]
AT = "2019-11-28"
HEADINGS = ["No.", "Action", "Owner", "Due", "Age (days)", "Overdue"]


def test_on_a_protected_sheet_no_number_is_used_up(make_file: MakeFile) -> None:
    path = make_file({"Actions": [HEADINGS, ["1/19", "Call", "North"], [None, "Write", "South"]]})
    workbook = openpyxl.load_workbook(path)
    workbook["Actions"].protection.enable()
    workbook.save(path)

    told = []
    for _ in range(3):
        with open_book(path) as book:
            found = keep_logs(book, AT)
            told.append(([action.number for action in found.open], found.next))
            book.save(path)

    assert told == [(["1/19", "2/19"], "3/19")] * 3


def test_where_number_cells_are_merged_the_rest_is_written_and_the_merge_is_said(make_book: MakeBook) -> None:
    book = make_book({"Actions": [HEADINGS, ["1/19", "Call", "X"], [None, "Write", "Y"], [None, "Ask", "Z"]]})
    book.sheets["Actions"].range("A2:A3").merge()

    found = keep_logs(book, AT)

    assert [(p.cell, p.what) for p in found.problems] == [
        ("A3", "The cell is merged with others, so the action gets no number.")
    ]
    assert book.sheets["Actions"].range("A4").value == "2/19"


@pytest.mark.parametrize("formula", ['="5/"&"19"', "=A2"])
def test_a_number_by_a_formula_that_was_never_calculated_is_said_and_none_is_given(
    make_file: MakeFile, formula: str
) -> None:
    path = make_file({"Actions": [HEADINGS, ["1/19", "Call", "North"], [formula, "Write", "South"]]})

    with open_book(path) as book:
        found = keep_logs(book, AT)

    assert [problem.cell for problem in found.problems] == ["A3"]
    assert [action.number for action in found.open] == ["1/19", ""]
