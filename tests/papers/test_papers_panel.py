"""The panel report: the monthly report as it stands, the commissioner's response, and what the logs say was done."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.papers import beneath, keys_of, write_book
from xlscore.books.tables.named import read_workbook
from xlscore.engine import open_book
from xlscore.papers.kind import PaperAsked
from xlscore.papers.kinds import PAPER_KINDS
from xlscore.papers.model import PaperTable, WholePaper, Yours
from xlscore.papers.month.compose import compose_month
from xlscore.papers.panel.actions import action_tables
from xlscore.papers.panel.compose import compose_panel

Rows = list[list[Any]]

CARD: Rows = [
    ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year", "Threat", "Impact score"],
    ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13],
]
BRIEFING: Rows = [
    ["Issue", "Raised", "Source", "Action tasked", "Owner", "Update", "Resolution", "Closed"],
    ["Burglary is off target", datetime(2013, 9, 1), "Board", "Find out why", "Head of Crime", "Patrols since May", None, None],
    ["Old matter", datetime(2012, 9, 1), "Board", "Look", "Head of Crime", "Done", "Solved", datetime(2012, 12, 1)],
    ["Late matter", datetime(2013, 6, 1), "Board", "Look", "Head of Crime", "Done", "Solved", datetime(2013, 9, 20)],
]  # fmt: skip
ACTIONS: Rows = [
    ["No.", "Date", "Action", "Owner", "Due", "Update", "Status", "Closed"],
    ["1/13", datetime(2013, 6, 1), "Write to victims of burglary", "Head of Crime", datetime(2013, 9, 1), "Letters drafted", "Open", None],
    ["2/13", datetime(2012, 6, 1), "Close the old matter", "Head of Crime", datetime(2012, 9, 1), "Closed it", "Closed", datetime(2012, 10, 1)],
    ["3/13", datetime(2013, 8, 1), "Count again", "Head of Crime", datetime(2013, 12, 1), "Counted", "Closed", datetime(2013, 10, 1)],
]  # fmt: skip
SHEETS = {"Scorecard": CARD, "Briefing log": BRIEFING, "Actions": ACTIONS}
AT = "2013-10-14"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with a scorecard and both logs."""
    return write_book(tmp_path_factory.mktemp("panel") / "book.xlsx", SHEETS)


@pytest.fixture(scope="module")
def paper(path: Path) -> WholePaper:
    """The panel report on it."""
    with open_book(path) as book:
        return compose_panel(book, PaperAsked(at=AT)).paper


def test_the_commissioner_has_a_place_that_is_never_written(paper: WholePaper) -> None:
    places = [block for block in paper.blocks() if isinstance(block, Yours) and block.key == "response"]

    assert [(place.title, place.key) for place in places] == [("Commissioner's response", "response")]


def test_the_monthly_report_stands_in_it_word_for_word(path: Path, paper: WholePaper) -> None:
    with open_book(path) as book:
        monthly = compose_month(book, PaperAsked()).paper

    chapters = [section for section in monthly.sections if section.key != "introduction-s"]
    assert list(paper.sections[-len(chapters) :]) == chapters


def test_open_actions_and_those_closed_since_the_last_quarter_are_told(paper: WholePaper) -> None:
    tables = {block.key: block for block in paper.blocks() if isinstance(block, PaperTable)}

    assert [[cell.text for cell in row.cells] for row in tables["actions.table"].rows] == [
        [
            "1/13",
            "Write to victims of burglary",
            "Head of Crime",
            "1 September 2013",
            "Overdue",
            "Letters drafted",
        ],
        ["3/13", "Count again", "Head of Crime", "1 December 2013", "Closed", "Counted"],
    ]
    assert [row.cells[0].text for row in tables["actions.issues"].rows] == [
        "Burglary is off target",
        "Late matter",
    ]
    assert tables["actions.issues"].rows[0].cells[5].cells == ("Briefing log!F2",)
    assert tables["actions.table"].rows[0].cells[1].cells == ("Actions!C2",)


def test_what_the_month_only_proposes_for_the_log_is_not_told(paper: WholePaper) -> None:
    assert "overdue" not in beneath(paper, "Actions by the force in response to challenges").replace(
        "Overdue", ""
    )


def test_an_action_that_names_what_is_kept_back_is_left_out(path: Path) -> None:
    with open_book(path) as book:
        tables, _ = action_tables(read_workbook(book), AT, frozenset({"burglary"}))

    shown = [row.cells[1].text for table in tables for row in table.rows]
    assert "Count again" in shown
    assert not [text for text in shown if "burglary" in text.casefold()]


def test_without_logs_it_does_not_say_that_nothing_was_logged(tmp_path: Path) -> None:
    with open_book(write_book(tmp_path / "book.xlsx", {"Scorecard": CARD})) as book:
        found = compose_panel(book, PaperAsked())

    said = beneath(found.paper, "Actions by the force in response to challenges")
    assert said == "Say what the force has done in response to challenges, or that there were none."
    assert "actions.yours" in {block.key for block in found.paper.blocks()}


def test_no_key_is_given_twice(paper: WholePaper) -> None:
    assert [key for key, times in Counter(keys_of(paper)).items() if times > 1] == []


@pytest.mark.parametrize(
    ("sample", "kinds"),
    [
        ("sample-threat-impact-leicestershire", {"monthly", "panel", "quarterly"}),
        pytest.param(
            "sample-monthly-performance-london", {"monthly", "panel", "quarterly"}, marks=pytest.mark.slow
        ),
        ("sample-action-log-board", set()),
    ],
)
def test_a_workbook_is_offered_the_papers_that_it_can_be_written_from(
    root: Path, sample: str, kinds: set[str]
) -> None:
    with open_book(root / "workbooks" / f"{sample}.xlsx") as book:
        offered = {kind.name for kind in PAPER_KINDS if kind.applies(book)}

    assert offered & {"monthly", "panel", "quarterly"} == kinds
