"""The published papers of Essex: every figure in them that the sample workbook knows stands in ours."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from tests.support.paper_text import text_of
from tests.support.tools import ROOT
from xlscore.engine import open_book
from xlscore.papers.kind import PaperAsked
from xlscore.papers.kinds import paper_kind
from xlscore.papers.model import Bullets, PaperTable, Sentences, WholePaper

pytestmark = [pytest.mark.shared, pytest.mark.slow]

_NUMBER: Final = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?")
_GRADE: Final = "Outstanding|Good|RI|Inadequate|N/A"
NOT_IN_THE_WORKBOOK: Final = {
    "1.0": "the month in which the redline was introduced: the sample has no redline series",
    "3.8": "the same month a year before: the sample has no redline series",
    "273": "fewer solved at the last Board: the sample has no counts of a redline",
    "200": "fewer solved at this Board: the sample has no counts of a redline",
    "1,000": "written without its comma in the names of the measures",
}
"""The figures of cycle 13 that nothing in the sample says."""
NOT_PRINTED_IN_THE_TABLE: Final = {
    "7": "points to the average last quarter", "14.3": "points to the top quartile last quarter", "22,669": "offences last quarter",
    "34,862": "offences last quarter", "0.8": "points last quarter", "1,514": "offences last quarter", "1.8": "points last quarter",
    "2.9": "points last quarter", "57": "offences last quarter", "5": "points last quarter",
}  # fmt: skip
"""The gaps "(… previously)" of January 2020: the table of facts has one quarter, so the sample has none to show."""


def composed(kind: str) -> WholePaper:
    """Return a paper of the sample workbook."""
    found = paper_kind(kind)
    assert found is not None
    return found.compose(
        open_book(ROOT / "workbooks" / "sample-balanced-scorecard-essex.xlsx"), PaperAsked()
    ).paper


def numbers(text: str) -> set[Decimal]:
    """Return the numbers of a text, whatever unit stands behind them."""
    return {Decimal(found.replace(",", "")) for found in _NUMBER.findall(text)}


@pytest.fixture(scope="module")
def board() -> WholePaper:
    """The board paper of the sample."""
    return composed("board")


@pytest.fixture(scope="module")
def msg() -> WholePaper:
    """The paper on MSG positions of the sample."""
    return composed("msg")


@pytest.fixture(scope="module")
def cycle_13(shared_dir: Path) -> str:
    """The published paper, cycle 13."""
    return (shared_dir / "papers" / "essex-grades-cycle-13.txt").read_text(encoding="utf-8")


def test_every_number_of_cycle_13_that_the_workbook_knows_stands_in_ours(
    board: WholePaper, cycle_13: str
) -> None:
    wanted, ours = numbers(cycle_13), numbers(text_of(board))

    missing = wanted - ours

    assert missing == {
        Decimal(number.replace(",", ""))
        for number in NOT_IN_THE_WORKBOOK
        if Decimal(number.replace(",", "")) not in ours
    }
    assert len(wanted & ours) >= 25


def test_the_grid_of_cycle_13_is_printed_cell_by_cell(board: WholePaper, cycle_13: str) -> None:
    grid = next(block for block in board.blocks() if block.key == "grid")
    assert isinstance(grid, PaperTable)
    row = re.compile(
        rf"^(?:Our Priorities )?(?P<area>\D+?)\s+(?P<grades>(?:(?:{_GRADE})\s*){{10}})$", re.MULTILINE
    )
    printed = {
        found["area"].strip().removeprefix("Our Priorities "): found["grades"].split()
        for found in row.finditer(cycle_13.partition("13th Cycle")[2])
    }

    ours = {row.cells[0].text.strip(): [cell.text for cell in row.cells[-10:]] for row in grid.rows}

    assert len(printed) == 15
    assert ours == printed


def test_the_rationale_table_has_both_cycles_and_the_redline_as_published(
    board: WholePaper, shared_dir: Path
) -> None:
    table = next(block for block in board.blocks() if block.key == "rationale")
    assert isinstance(table, PaperTable)
    with (shared_dir / "data" / "essex_bsc_changes.csv").open(encoding="utf-8") as file:
        printed = {
            row["area"]: [row["cycle_12"], row["cycle_13"], row["redline_feb_2019"] or "-"]
            for row in csv.DictReader(file)
        }

    ours = {row.cells[0].text.strip(): [cell.text for cell in row.cells[1:4]] for row in table.rows}

    assert ours == printed
    assert [column.heading for column in table.columns] == [
        "Area", "Cycle 12 grading", "Cycle 13 grading", "Redline measure (Feb 2019 data)", "Rationale",
    ]  # fmt: skip
    assert sum(row.changed for row in table.rows) == 3


def test_the_executive_summary_says_what_the_paper_says(board: WholePaper, cycle_13: str) -> None:
    summary = next(section for section in board.sections if section.key == "summary")
    said = [
        *(
            item.text.rstrip(".")
            for block in summary.blocks
            if isinstance(block, Bullets)
            for item in block.items
        ),
        *(
            one.text.rstrip(".")
            for block in summary.blocks
            if isinstance(block, Sentences)
            for one in block.sentences
        ),
    ]
    changes = next(block for block in summary.blocks if block.key == "changes")
    assert isinstance(changes, Bullets)
    assert changes.lead is not None
    assert (
        changes.lead.text == "There were three changes since cycle 12: one improvement, two deteriorations."
    )

    printed = [
        " ".join(line.split())
        for line in re.split(r"\n·|\.\s", cycle_13.partition("Executive Summary")[2].partition("4.0")[0])
    ]

    told = [
        line.strip("· ").rstrip(".")
        for line in printed
        if re.search(r"improved to|deteriorated to|now at|graded at Good", line)
    ]
    assert len(told) == 5
    for sentence in told:
        assert sentence in said
    assert (
        "Eight areas are graded at Requires Improvement" in printed
    )  # ours says "currently" of every grade alike
    assert "Eight areas are currently graded at Requires Improvement" in said


def test_the_sections_are_numbered_and_ordered_as_published(board: WholePaper, cycle_13: str) -> None:
    printed = re.findall(r"^ ?(\d\.\d)\s+\w", cycle_13, re.MULTILINE)

    ours = [section.number for section in board.sections if not section.appendix]

    assert ours == printed
    assert [section.number for section in board.sections if section.appendix][:2] == [
        "Appendix 1",
        "Appendix 2",
    ]


def test_every_cell_of_the_printed_msg_table_stands_in_ours(msg: WholePaper, shared_dir: Path) -> None:
    table = next(block for block in msg.blocks() if block.key == "positions")
    assert isinstance(table, PaperTable)
    headings = {column.heading: place for place, column in enumerate(table.columns)}
    ours = {row.cells[0].text: row.cells for row in table.rows}
    with (shared_dir / "data" / "essex_msg_aspirations_jan2020.csv").open(encoding="utf-8") as file:
        printed = list(csv.DictReader(file))

    for row in printed:
        cells = {heading: ours[row["measure"]][place].text for heading, place in headings.items()}
        assert numbers(cells["Value"]) == numbers(row["value"])
        assert cells["Position"] == row["position_jan_2020"]
        assert cells["Previous position"] == row["position_oct_2019"]
        for heading, name in (
            ("Change to reach the MSG average", "change_to_average"),
            ("Change to reach the top quartile", "change_to_top_quartile"),
        ):
            assert numbers(cells[heading]) == numbers(row[name])
            assert cells[heading].startswith("-") == row[name].startswith("-")
        assert cells["Aspiration"] == row["aspiration"]
        assert cells["Data to"] == row["data_to"]
        assert cells["Unit"] == row["unit"]
    assert len(printed) == len(ours) == 12


def test_the_lists_of_january_2020_have_as_many_measures_as_published(msg: WholePaper) -> None:
    lists = {block.key: len(block.items) for block in msg.blocks() if isinstance(block, Bullets)}
    text = text_of(msg)

    assert {key: lists[key] for key in ("met", "not-met", "improved", "deteriorated")} == {
        "met": 3, "not-met": 7, "improved": 3, "deteriorated": 1,
    }  # fmt: skip
    assert "Three of the ten aspirations have been met or exceeded:" in text
    for exception in (
        "Public Confidence (CSEW) (Sep 2019)",
        "Killed or Seriously Injured (Dec 2018)",
        "(Police Officers) (Mar 2019)",
        "(All Police Staff) (Mar 2018)",
    ):
        assert exception in text
    assert "previously)" not in text, NOT_PRINTED_IN_THE_TABLE


@pytest.mark.parametrize("kind", ["board", "msg"])
def test_every_phrase_and_every_graded_cell_of_the_papers_says_where_it_is_from(
    kind: str, board: WholePaper, msg: WholePaper
) -> None:
    paper = {"board": board, "msg": msg}[kind]

    nowhere = [
        phrase.text for sentence in paper.sentences() for phrase in sentence.phrases if not phrase.cells
    ]
    blank = [sentence.key for sentence in paper.sentences() if not sentence.text.strip()]
    shaded = [
        cell.text
        for block in paper.blocks()
        if isinstance(block, PaperTable)
        for row in block.rows
        for cell in row.cells
        if cell.shade and not cell.cells
    ]

    assert nowhere == []
    assert blank == []
    assert shaded == []


@pytest.mark.parametrize("kind", ["board", "msg"])
def test_every_key_of_the_papers_is_there_once_and_short_enough_for_word(
    kind: str, board: WholePaper, msg: WholePaper
) -> None:
    paper = {"board": board, "msg": msg}[kind]
    blocks = [block.key for block in paper.blocks()]
    sentences = [sentence.key for sentence in paper.sentences()]

    assert len(set(blocks)) == len(blocks)
    assert len(set(sentences)) == len(sentences)
    tags = [
        f"xlscore:phrase:{sentence.key}/{phrase.key}"
        for sentence in paper.sentences()
        for phrase in sentence.phrases
    ]
    assert (
        max(
            map(
                len,
                (
                    *tags,
                    *(f"xlscore:sentence:{key}" for key in sentences),
                    *(f"xlscore:picture:{key}" for key in blocks),
                ),
            )
        )
        <= 64
    )
    for block in paper.blocks():
        if isinstance(block, PaperTable):
            assert len({row.key for row in block.rows}) == len(block.rows)
