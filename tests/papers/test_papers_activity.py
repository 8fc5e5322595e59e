"""The table Activity in papers: every figure with its period as it was typed, what cannot be read said, what is for part B left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.papers.test_papers_msg import BURGLARY, HEADINGS
from tests.support.papers import write_book
from xlscore.books import headings
from xlscore.engine import open_book
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.kinds import paper_kind
from xlscore.papers.model import PaperTable

ACTIVITY = [
    ["Measure", "Objective", "Period", "Count"],
    ["Arrests", "Burglary", "Jan 2020", 1320],
    ["Visits", None, "2019/20", "140 per month"],
    ["Searches", "Gangs", "Jan 2020", "many"],
    ["Warrants", "Gangs", "Jan 2020", None],
]


def composed(folder: Path, sheet: str = "Activity", part_b: str = "") -> Composed:
    sheets: dict[str, list[list[Any]]] = {"MSG": [HEADINGS, BURGLARY], sheet: ACTIVITY}
    sheets |= {"Paper": [["Field", "Text"], ["Part B items", part_b]]} if part_b else {}
    kind = paper_kind("msg")
    assert kind is not None
    with open_book(write_book(folder / "book.xlsx", sheets)) as book:
        return kind.compose(book, PaperAsked())


def rows(found: Composed) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells]
        for block in found.paper.blocks()
        if isinstance(block, PaperTable) and block.key == "activity"
        for row in block.rows
    ]


def test_what_was_done_is_a_table_of_the_paper_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = composed(tmp_path)

    assert rows(found) == [
        ["Arrests", "Burglary", "Jan 2020", "1,320"],
        ["Visits", "-", "2019/20", "140 per month"],
        ["Searches", "Gangs", "Jan 2020", "cannot be read"],
        ["Warrants", "Gangs", "Jan 2020", "-"],
    ]
    assert [problem.cell for problem in found.problems if problem.sheet == "Activity"] == ["D4"]


def test_what_is_for_part_b_is_not_in_it(tmp_path: Path) -> None:
    found = composed(tmp_path, part_b="Gangs; Visits")
    below = composed(tmp_path, part_b="Burglary")  # a blank cell may go on with the one above

    assert [row[0] for row in rows(found)] == ["Arrests"]
    assert [row[0] for row in rows(below)] == ["Searches", "Warrants"]
    assert [problem.what for problem in found.problems if problem.sheet == "Paper"] == []


@pytest.mark.parametrize(("sheet", "number"), [("Activities 2020", 4), ("Counts", 0)])
def test_a_table_of_measures_periods_and_counts_is_one_of_activity_by_the_name_of_its_sheet(
    tmp_path: Path, sheet: str, number: int
) -> None:
    assert len(rows(composed(tmp_path, sheet))) == number


def test_the_table_is_named_among_those_that_are_understood(tmp_path: Path) -> None:
    composed(tmp_path)

    with open_book(tmp_path / "book.xlsx") as book:
        assert "table of activity" in [table.kind for table in headings(book).tables]
