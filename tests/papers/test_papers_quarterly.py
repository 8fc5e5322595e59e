"""The quarterly report: a chapter per objective of the plan, whose deep dive it is, published figures beside the own ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.papers import beneath, keys_of, sentence_of, write_book
from xlscore.books.plan.kind import Asked
from xlscore.books.tables.named import read_workbook
from xlscore.engine import open_book
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.model import PaperTable, Yours
from xlscore.papers.quarterly.compose import compose_quarter
from xlscore.papers.quarterly.facts import PlanObjective, read_quarter_facts
from xlscore.papers.quarterly.keeping import without_quarter

Rows = list[list[Any]]

NAMES = [
    f"{month} {year}"
    for year in (2017, 2018)
    for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
]
USUAL = [100, 110, 95, 105, 98, 112, 101, 97, 108, 103, 96, 109]
PLAN: Rows = [["Priority no.", "Title"], [1, "Safer homes"], [2, "Safer roads"], [3, "Victims first"]]
SERIES: Rows = [
    ["Measure", "Place", *NAMES],
    ["Burglary", None, *USUAL, *USUAL],
    ["Collisions", None, *USUAL, *[n // 2 for n in USUAL]],
]
INDICATORS: Rows = [
    ["Priority", "Indicator", "Better"],
    ["1", "Burglary", "Lower"],
    ["Safer roads", "Collisions", "Lower"],
]
PUBLISHED: Rows = [
    ["Measure", "Publisher", "Release", "Period", "Value"],
    ["Burglary", "ONS", "April 2019", "Year ending Dec 2018", 1200],
    ["Collisions", "DfT", "July 2019", "Year ending Dec 2018", sum(n // 2 for n in USUAL)],
]
DIVES: Rows = [
    ["Quarter", "Objective", "Status"],
    ["Q1 2018/19", "Safer homes", "Done"],
    ["Q2 2018/19", "Safer roads", "Done"],
]
NARRATIVE: Rows = [
    ["Objective or section", "Kind", "Text", "Date"],
    ["Safer homes", "Evidence", "Burglary patrols cost 3 officers.", None],
]
SHEETS = {
    "Plan": PLAN, "Series": SERIES, "Indicators": INDICATORS, "Published": PUBLISHED, "Deep dives": DIVES, "Narrative": NARRATIVE,
}  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with a plan of three objectives."""
    return write_book(tmp_path_factory.mktemp("quarter") / "book.xlsx", SHEETS)


@pytest.fixture(scope="module")
def whole(path: Path) -> Composed:
    """The quarterly report on it."""
    with open_book(path) as book:
        return compose_quarter(book, PaperAsked(at="2018-12-10"))


def test_each_objective_of_the_plan_has_its_chapter_in_the_order_of_the_plan(whole: Composed) -> None:
    assert [section.heading for section in whole.paper.sections if section.level == 2] == [
        "Priority 1: Safer homes", "Priority 2: Safer roads", "Priority 3: Victims first",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Priority 1: Safer homes", "Stable: 1 of 1 stable."),
        ("Priority 1: Safer homes", "Burglary: stable in Dec 2018."),
        ("Priority 1: Safer homes", "Burglary patrols cost 3 officers."),
        ("Priority 2: Safer roads", "Collisions: improving in Dec 2018"),
        ("Deep dive", "Quarter to Dec 2018: Victims first. It has not had a deep dive yet."),
        ("Deep dive", "Quarter to Mar 2019: Safer homes."),
    ],
)
def test_what_the_workbook_says_stands_in_its_chapter(whole: Composed, heading: str, said: str) -> None:
    assert said in beneath(whole.paper, heading)


def test_where_nobody_wrote_on_an_objective_there_is_a_place_for_it(whole: Composed) -> None:
    places = {block.key for block in whole.paper.blocks() if isinstance(block, Yours)}

    assert {"priority-3-victims-first.yours", "priority-2-safer-roads.yours", "dive.yours"} <= places
    assert "priority-1-safer-homes.yours" not in places


def test_an_objective_without_a_measure_is_a_problem_of_its_cell(whole: Composed) -> None:
    assert [(problem.place, problem.what.partition(", so")[0]) for problem in whole.problems if "no indicator" in problem.what] == [
        ("Plan!B4", "'Priority 3: Victims first' has no indicator and no row of the scorecard"),
    ]  # fmt: skip


def test_published_figures_stand_beside_the_own_ones_with_the_day_of_their_release(whole: Composed) -> None:
    table = next(block for block in whole.paper.blocks() if block.key == "published.table")

    assert isinstance(table, PaperTable)
    assert [[cell.text for cell in row.cells[:8]] for row in table.rows] == [
        ["Burglary", "Force", "Jan 2018 to Dec 2018", "ONS", "April 2019", "1,200", "1,234", "+34 (+2.8%)"],
        ["Collisions", "Force", "Jan 2018 to Dec 2018", "DfT", "July 2019", "614", "614", "none"],
    ]
    assert table.rows[0].cells[5].cells == ("Published!E2", "Series!C2", "Series!Z2")


def test_every_figure_has_its_cells_and_no_key_is_given_twice(whole: Composed) -> None:
    bare = [
        (sentence.text, phrase.text)
        for sentence in whole.paper.sentences()
        for phrase in sentence.phrases
        if not phrase.cells
    ]

    assert bare == []
    assert [key for key, times in Counter(keys_of(whole.paper)).items() if times > 1] == []


def test_a_deep_dive_keeps_its_key_from_quarter_to_quarter(path: Path, whole: Composed) -> None:
    with open_book(path) as book:
        before = compose_quarter(book, PaperAsked(at="2018-09-10"))

    assert sentence_of(whole.paper, "dive.2019-03").text == sentence_of(before.paper, "dive.2019-03").text


@pytest.mark.parametrize("name", ["saferroads", "collisions"])
def test_of_what_is_kept_back_nothing_stands_in_it(path: Path, name: str) -> None:
    with open_book(path) as book:
        facts = without_quarter(
            read_quarter_facts(read_workbook(book), Asked(at="2018-12-10")), frozenset({name})
        )

    assert not [each for each in facts.indicators if name in each.result.inputs.indicator.casefold()]
    assert not [each for each in facts.published if name in each.result.inputs.measure.casefold()]
    assert (name == "saferroads") is ("Safer roads" not in [each.title for each in facts.objectives])


@pytest.mark.parametrize(
    ("objective", "called"),
    [
        (PlanObjective("7", "Safer roads", None), {"7", "priority7", "objective7", "saferroads"}),
        (PlanObjective("", "Safer roads", None), {"saferroads"}),
    ],
)
def test_an_objective_is_known_by_its_number_and_by_its_title(
    objective: PlanObjective, called: set[str]
) -> None:
    assert objective.marks == called


def test_without_a_plan_the_priorities_of_the_indicators_are_the_objectives(tmp_path: Path) -> None:
    sheets = {name: rows for name, rows in SHEETS.items() if name != "Plan"}
    with open_book(write_book(tmp_path / "book.xlsx", sheets)) as book:
        found = compose_quarter(book, PaperAsked(at="2018-12-10"))

    assert [section.heading for section in found.paper.sections if section.level == 2] == [
        "Priority 1", "Safer roads",
    ]  # fmt: skip


def test_without_plan_and_indicators_the_deep_dives_name_the_objectives(tmp_path: Path) -> None:
    sheets = {name: rows for name, rows in SHEETS.items() if name not in ("Plan", "Indicators")}
    with open_book(write_book(tmp_path / "book.xlsx", sheets)) as book:
        found = compose_quarter(book, PaperAsked(at="2018-12-10"))

    assert [section.heading for section in found.paper.sections if section.level == 2] == [
        "Safer homes", "Safer roads",
    ]  # fmt: skip


def test_a_workbook_without_any_objective_says_so(tmp_path: Path) -> None:
    with open_book(write_book(tmp_path / "book.xlsx", {"Series": SERIES})) as book:
        found = compose_quarter(book, PaperAsked(at="2018-12-10"))

    assert sentence_of(found.paper, "objectives.none").text == "The workbook names no objective of a plan."
    assert sentence_of(found.paper, "published.none").text.startswith("No figure published elsewhere")
