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
from xlscore.papers.pack.pack import gather
from xlscore.papers.pack.tables import PackTable
from xlscore.papers.quarterly.compose import compose_quarter

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


def packed(folder: Path, part_b: str, **more: list[list[Any]]) -> dict[str, PackTable]:
    """Return the tables of the data pack of the tree of measures, by their titles."""
    series = _months(*((name, "", [number * n for n in USUAL]) for name, number in COUNTS.items()))
    sheets = {
        "Series": series,
        "Measures": MEASURES,
        **more,
        "Paper": [["Field", "Text"], ["Part B items", part_b]],
    }
    with open_book(write_book(folder / "book.xlsx", sheets)) as book:
        return {table.title: table for table in gather(book, "unit").tables}


def named(table: PackTable, heading: str) -> list[object]:
    return [row[table.headings.index(heading)].value for row in table.rows]


@pytest.mark.parametrize(
    ("part_b", "shown"),
    [
        ("Homicide", ["Assault", "Burglary"]),
        ("Assault; Burglary", ["Homicide"]),
        ("Violence", ["Burglary"]),
        ("Nothing of it", list(COUNTS)),
    ],
)
def test_nor_does_it_come_out_of_the_data_pack(tmp_path: Path, part_b: str, shown: list[str]) -> None:
    tables = packed(tmp_path, part_b)

    assert named(tables["Monthly counts"], "Measure") == shown
    assert all(name not in named(table, "Measure") for table in tables.values() if "Measure" in table.headings
               for name in set(COUNTS) - set(shown))  # fmt: skip


def test_with_an_area_go_the_others_from_the_data_pack_and_the_force_stays(tmp_path: Path) -> None:
    series = _months(
        ("Burglary", "", [10 * n for n in USUAL]),
        ("Burglary", "North LPU", [4 * n for n in USUAL]),
        ("Burglary", "South LPU", [6 * n for n in USUAL]),
    )

    tables = packed(tmp_path, "North LPU", Series=series)

    counts = tables["Monthly counts"]
    assert [row[0].value for row in counts.rows] == ["Burglary"]
    assert not any("LPU" in text for table in tables.values() for text in table.texts())


def test_the_grade_of_a_redline_that_is_kept_back_is_not_in_the_data_pack(tmp_path: Path) -> None:
    more = {"Grid": GRID, "Redlines": REDLINES}

    every = packed(tmp_path, "Nothing of it", **more)["Grid of command grades"]
    shown = packed(tmp_path, "Solved rate", **more)["Grid of command grades"]

    heading = next(text for text in every.headings if "edline" in text)
    assert "[c]" not in named(every, heading)
    assert "[c]" in named(shown, heading)


def test_the_quarterly_report_leaves_out_the_sum_and_says_so(tmp_path: Path) -> None:
    published = [
        ["Measure", "Publisher", "Release", "Period", "Value"],
        *([name, "ONS", "April 2013", "Year ending Dec 2012", 9000] for name in COUNTS),
    ]
    sheets: dict[str, list[list[Any]]] = {
        "Series": _months(*((name, "", [number * n for n in USUAL]) for name, number in COUNTS.items())),
        "Measures": MEASURES,
        "Published": published,
        "Indicators": [["Priority", "Indicator", "Better"], *(["Safety", name, "Lower"] for name in COUNTS)],
        "Paper": [["Field", "Text"], ["Part B items", "Homicide"]],
    }
    with open_book(write_book(tmp_path / "book.xlsx", sheets)) as book:
        paper = compose_quarter(book, PaperAsked()).paper

    table = next(block for block in paper.blocks() if block.key == "published.table")
    assert isinstance(table, PaperTable)
    assert [row.cells[0].text for row in table.rows] == ["Assault", "Burglary"]
    texts = {each.key: each.text for each in paper.sentences()}
    assert texts["summary.kept-back"] == (
        "Three indicators and three published figures are left out here because of what is reported in part B."
    )
    assert texts["summary.with-it"].endswith(("All crime and Violence.", "Violence and All crime."))
    assert "Homicide" not in text_of(paper)
