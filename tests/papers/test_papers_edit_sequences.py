"""Whatever people do to a paper, in any order: nothing of theirs is lost, nothing is out of date unsaid, twice is once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers.made_paper import ITEMS, ROWS, made_paper
from tests.papers.test_papers_refresh import refreshed, written
from tests.papers.word_edits import EDITS, edited, marks_of, words_of
from tests.support.properties import examples
from tests.support.validator import validate_all
from xlscore.papers.refreshing.whole import MergedPaper
from xlscore.papers.regions.remembered import Remembered
from xlscore.papers.regions.writing import write_regions
from xlscore.papers.templates import own_template
from xlscore.word import Document, NewBlockControl

SEQUENCES = 60
NEXT: dict[str, dict[str, Any]] = {
    "same": {"version": 1},
    "figures": {"version": 2},
    "words": {"version": 2, "since": True, "more": True},
    "fewer": {"version": 2, "items": ("people", "cyber"), "rows": ("victims", "cyber", "people")},
    "others": {"version": 2, "items": ("fraud", *ITEMS[1:]), "rows": ("fraud", *ROWS[:3])},
    "none": {"version": 2, "items": (), "since": True},
    "columns": {"version": 2, "columns": ("now", "next")},
}
SEQUENCE = st.lists(
    st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 60), st.integers(0, 30)), min_size=1, max_size=6
)


@cache
def first() -> bytes:
    """Return the paper as it was first written."""
    return written(made_paper(1))


@cache
def first_in_a_template() -> bytes:
    """Return the same paper in a template with places for a part, for a section and for everything else."""
    titles = (
        "Title",
        "Figures up to",
        "Front sheet",
        "Changes",
        "Whole section: 2.0 Grades of ⟨cycle·1⟩",
        "Everything else",
    )
    document = Document.open(own_template())
    document.append(*(NewBlockControl("", title, lock="", prompt="Here") for title in titles))
    write_regions(document, made_paper(1), Remembered(book="book.xlsx"))
    return document.to_bytes()


@pytest.mark.slow
@settings(max_examples=examples(SEQUENCES))
@given(SEQUENCE, st.sampled_from(sorted(NEXT)), st.sampled_from([first, first_in_a_template]))
def test_any_sequence_of_edits_keeps_what_people_wrote(
    edits: list[tuple[str, int, int]], then: str, begun: Callable[[], bytes]
) -> None:
    holds(edits, then, begun())


def holds(edits: list[tuple[str, int, int]], then: str, begun: bytes) -> None:
    """Edit a paper of the first month, refresh it by that of another one, and say what must hold."""
    data = edited(begun, edits)
    paper = made_paper(**NEXT[then])

    document, found = refreshed(data, paper)
    again, told = refreshed(document.to_bytes(), paper)

    marks = marks_of(document)
    assert marks == marks_of(Document.open(data))
    assert again.to_bytes() == document.to_bytes()
    assert then == "same" or not unsaid(words_of(document), found)
    assert len(told.problems) <= len(found.problems)


@pytest.mark.parametrize("order", [1, -1])
def test_a_figure_that_is_deleted_while_changes_are_tracked_is_told_of_where_its_control_went_too(
    order: int,
) -> None:
    holds([("track_delete", 1, 0), ("unwrap", 1, 0)][::order], "figures", first())


@pytest.mark.parametrize(
    ("edits", "then", "begun"),
    [
        # The row beside the copy is deleted, and the workbook forgets it.
        ([("merge_down", 1, 28), ("copy_row", 1, 22), ("delete_row", 1, 9)], "others", first_in_a_template),
        # One text stands in a copied row and in a column that has lost its heading.
        (
            [("merge_down", 1, 17), ("cell", 1, 22), ("merge_across", 1, 15), ("copy_row", 7, 2)],
            "columns",
            first,
        ),
        # What stood in two cells of a copied row stands in one.
        ([("copy_row", 1, 10), ("merge_across", 1, 16)], "words", first_in_a_template),
    ],
)
def test_what_a_row_with_merged_cells_repeats_is_told_of_at_once(
    edits: list[tuple[str, int, int]], then: str, begun: Callable[[], bytes]
) -> None:
    holds(edits, then, begun())


def test_a_copied_row_that_lost_its_name_and_half_of_its_cells_is_told_of_by_a_figure_that_is_spelt_out() -> (
    None
):
    holds([("copy_row", 1, 5), ("delete_column", 21, 27), ("cell", 1, 16)], "none", first())


WHERE = {
    "up": "Changes in words", "down": "Changes in words", "good": "Changes in words", "lead": "Changes", "i": "Changes",
    "cycle": "Grades of", "asof": "Figures up to", "version": "Front sheet", "month": "Grades by area", "map": "Tube map",
}  # fmt: skip


def unsaid(words: str, found: MergedPaper) -> list[str]:
    """Return the figures that stand as they were in the first month and that no problem is about."""
    told = " ".join(f"{problem.what}" for problem in found.problems)
    left = []
    for name in re.findall("⟨([a-z-]+)·1⟩", words):
        row, _, _ = name.partition("-")
        known = f"⟨{name}·1⟩" in told or WHERE.get(name, WHERE.get(row, "Grades by area")) in told
        if not known:
            left.append(name)
    return left


BATCH: list[tuple[str, list[tuple[str, int, int]]]] = [
    ("words", [("type_over", 5, 0), ("own_row", 1, 2), ("bullet", 1, 1), ("copy_region", 2, 3), ("unwrap", 9, 0)]),
    ("others", [("cell", 1, 6), ("own_column", 1, 1), ("move", 3, 1), ("own_words", 0, 0), ("track_insert", 9, 0)]),
    ("columns", [("merge_across", 1, 2), ("resize", 0, 0), ("delete", 7, 1), ("empty", 12, 0), ("insert", 11, 1)]),
    ("fewer", [("copy_sentence", 4, 6), ("insert", 14, 0), ("delete_row", 1, 1), ("move_sentence", 6, 4)]),
]  # fmt: skip


@pytest.mark.validator
def test_offices_own_schema_accepts_what_was_edited_and_refreshed(tmp_path: Path) -> None:
    for number, (then, edits) in enumerate(BATCH):
        document, _ = refreshed(edited(first(), edits), made_paper(**NEXT[then]))
        document.save(tmp_path / f"{number}.docx")

    assert set(map(tuple, validate_all(sorted(tmp_path.iterdir())).values())) == {()}
