"""What is kept for part B does not come out of a paper for part A by subtraction: sums, other areas, counts of redlines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.papers.test_papers_board import GRID, REDLINES, blocks
from tests.papers.test_papers_board import composed as board
from tests.papers.test_papers_month import USUAL, _months
from tests.papers.test_papers_month import composed as monthly
from tests.support.paper_text import text_of
from tests.support.papers import write_book
from xlscore.engine import open_book
from xlscore.papers.kind import PaperAsked
from xlscore.papers.model import PaperTable, WholePaper
from xlscore.papers.month.compose import compose_month

MEASURES = [
    ["Measure", "Better", "Parent"], ["All crime", "Lower", None], ["Violence", "Lower", "All crime"],
    ["Homicide", "Lower", "Violence"], ["Assault", "Lower", "Violence"], ["Burglary", "Lower", "All crime"],
]  # fmt: skip
COUNTS = {"All crime": 11, "Violence": 7, "Homicide": 3, "Assault": 4, "Burglary": 4}


def counted(folder: Path, part_b: str) -> WholePaper:
    """Return the monthly report of a tree of measures, of which some are for part B."""
    sheets: dict[str, list[list[Any]]] = {
        "Series": _months(*((name, "", [number * n for n in USUAL]) for name, number in COUNTS.items())),
        "Measures": MEASURES,
        "Paper": [["Field", "Text"], ["Part B items", part_b]],
    }
    with open_book(write_book(folder / "book.xlsx", sheets)) as book:
        return compose_month(book, PaperAsked()).paper


@pytest.mark.parametrize(
    ("part_b", "shown", "said"),
    [
        ("Homicide", ["Assault", "Burglary"], "All crime and Violence"),
        ("Assault; Burglary", ["Homicide"], "All crime and Violence"),
        ("Violence", ["Burglary"], "All crime and Assault and Homicide"),
    ],
)
def test_with_a_measure_go_the_sums_that_it_is_part_of_and_its_own_parts(
    tmp_path: Path, part_b: str, shown: list[str], said: str
) -> None:
    paper = counted(tmp_path, part_b)

    table = next(block for block in paper.blocks() if block.key == "counts.table")
    assert isinstance(table, PaperTable)
    assert [row.cells[0].text for row in table.rows] == shown
    told = [each.text for each in paper.sentences() if each.key == "overview.with-it"]
    start = "Left out, too, because what is reported in part B could be worked out with it: "
    assert [
        sorted(each.removeprefix(start).removesuffix(".").replace(", ", " and ").split(" and "))
        for each in told
    ] == [said.split(" and ")]


def test_with_an_area_go_the_figures_of_the_others_and_the_forces_stay(tmp_path: Path) -> None:
    kept = [["Field", "Text"], ["Part B items", "North LPU"]]

    whole = monthly(tmp_path).paper
    paper = monthly(tmp_path, Paper=kept).paper

    assert "South LPU" in text_of(whole)
    assert "South LPU" not in text_of(paper)
    assert "the figures of single areas" in text_of(paper)
    assert "1,903" in text_of(paper)


def test_a_redline_measure_for_part_b_is_not_counted_either(tmp_path: Path) -> None:
    risks = {"Grid": GRID, "Redlines": REDLINES}
    kept = [["Field", "Text"], ["Part B items", "Solved rate"]]

    every = blocks(board(tmp_path, risks))
    shown = blocks(board(tmp_path, {**risks, "Paper": kept}))

    assert [each.text for each in every["redlines"].sentences] == [
        "One of the two redline measures of Burglary is met."
    ]
    assert [each.text for each in shown["redlines"].sentences] == ["The redline measure of Burglary is met."]
