"""A large sheet that has nothing to do with the scorecard changes nothing of an answer; what it costs, `benchmarks/bench_foreign.py` prints."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.properties import examples
from xlscore.books import check, generate_force_grades, headings
from xlscore.books.kinds import KINDS
from xlscore.books.tables import nearest as nearest_module
from xlscore.books.tables import stops
from xlscore.books.tables.answers import grades_in, is_grade
from xlscore.books.tables.blocks import Block, is_blank, once_per_block
from xlscore.books.tables.layout import known, words_that_head
from xlscore.books.tables.nearest import nearest
from xlscore.books.tables.words.vocabulary import heading_keys_of
from xlscore.engine import open_book

SAMPLE = "sample-balanced-scorecard-essex.xlsx"
ROWS, COLUMNS = 700, 20
WORDS = ["Essex", "Burglary", "Open", "n/a", "No", "Case", "PC", "Closed", "Kent", "Yes"]
HEADINGS = [
    "Area",
    "Final grade",
    "Measure",
    "Redline",
    "Force",
    "Value",
    "Position",
    "Date",
    "Theme",
    "Cycle",
]
FOREIGN: dict[str, Callable[[int, int], Any]] = {
    "numbers": lambda row, column: row / (column + 1),
    "short texts": lambda row, column: f"{WORDS[column % 10]} {row % 97}",
    "texts that are all different": lambda row, column: f"Case {row * COLUMNS + column} closed",
    "headings": lambda row, column: HEADINGS[column % 10],
    "dates": lambda row, column: dt.date(2020, 1, 1) + dt.timedelta(days=(row + column) % 2_000),
    "grades": lambda row, column: "Good" if (row + column) % 3 else "RI",
    "errors": lambda row, column: "#N/A" if column % 3 == 0 else row + column,
}
ACTIONS: dict[str, Callable[[Any], Any]] = {
    "grades": generate_force_grades,
    "check": check,
    "headings": headings,
}


def with_foreign(root: Path, folder: Path, cell: Callable[[int, int], Any] | None) -> Path:
    """Return a copy of the sample with a further sheet."""
    path = folder / SAMPLE
    shutil.copy(root / "workbooks" / SAMPLE, path)
    if cell is not None:
        with open_book(path) as book:
            sheet = book.sheets.add("Foreign", after=book.sheets[-1])
            sheet["A1"].value = [[cell(row, column) for column in range(COLUMNS)] for row in range(ROWS)]
            book.save()
    return path


def answer(path: Path, action: str) -> dict[str, Any]:
    """Return what an action says of a workbook but for the errors in the foreign sheet, and that nothing is read there."""
    with open_book(path) as book:
        told = ACTIONS[action](book).as_dict()
    told["problems"] = [problem for problem in told["problems"] if problem["sheet"] != "Foreign"]
    if "sheets_not_read" in told:
        told["sheets_not_read"] = [sheet for sheet in told["sheets_not_read"] if sheet != "Foreign"]
    return told


@pytest.fixture(scope="module")
def alone(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What each action says of the sample without a foreign sheet."""
    plain = with_foreign(root, tmp_path_factory.mktemp("plain"), None)
    return {action: answer(plain, action) for action in ACTIONS}


@pytest.mark.slow
@pytest.mark.xdist_group("foreign-sheets")
@pytest.mark.parametrize("kind", FOREIGN)
def test_a_foreign_sheet_changes_no_answer(
    root: Path, tmp_path: Path, alone: dict[str, dict[str, Any]], kind: str
) -> None:
    path = with_foreign(root, tmp_path, FOREIGN[kind])

    for action, told in alone.items():
        _assert_told(answer(path, action), told)


def _assert_told(found: dict[str, Any], told: dict[str, Any]) -> None:
    if "near" not in told or found["near"] == told["near"]:
        assert found == told
    else:  # rows that do read like headings are the nearest miss of a table that is not there
        assert {near["sheet"] for near in found["near"]} - {near["sheet"] for near in told["near"]} == {
            "Foreign"
        }
        assert found["tables"] == told["tables"]


def spellings() -> list[str]:
    return sorted({spelling for kind in known() for column in kind.columns for spelling in column.spellings})


DRESS = st.sampled_from(
    ["{}", "{} (note)", " {}1", "{}_2019", "Oct 2019 {}", "{} Oct-19", "{}¹", "Cycle 12 {}", "13th cycle {}", "{}s", "[x] {}",
     "{} (previous)", "Board's {}", "{} as at 31 March 2024", "Case {}", "({})", "{} 2024/25", "{}, Q1"]
)  # fmt: skip
TEXTS = st.one_of(
    st.builds(lambda dress, text: dress.format(text.upper()), DRESS, st.sampled_from(spellings())),
    st.builds(lambda dress, text: dress.format(text.title()), DRESS, st.sampled_from(["red lines", "gradings", "family group 4"])),
    st.sampled_from(["2024/25", "May-13 to Apr-14", "YTD", "Cycle 12", "#VALUE!", "O'Brien", "Good", "n/a", "RI*", " ", "–", "12"]),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=examples(200))
@given(upper=TEXTS, lower=TEXTS)
def test_no_heading_is_passed_over_by_its_words(upper: str, lower: str) -> None:
    may_head, ours = words_that_head(known()), set(spellings())

    for text in (upper, lower):
        assert may_head(text) or ours.isdisjoint(heading_keys_of(text))
    if not may_head(upper) and not may_head(lower):
        assert (
            ours.isdisjoint(heading_keys_of(f"{upper} {lower}"))
            or "(" in upper + lower
            or "[" in upper + lower
        )


CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.sampled_from([12.0, 2019.0, 2020.0, 0.5, True, dt.datetime(2023, 4, 1), dt.datetime(2024, 3, 1)]),
)
BLOCKS = st.lists(st.lists(CELLS, min_size=3, max_size=4).map(tuple), min_size=1, max_size=5).map(
    lambda rows: Block("Sheet1", 2, 1, tuple(rows))
)


def every_pair(block: Block, _kinds: object) -> Iterator[tuple[int, int]]:
    return ((top, row) for row in block.filled_rows for top in (row, row - 1))


@settings(max_examples=examples(80))
@given(block=BLOCKS)
def test_the_nearest_miss_is_the_one_that_a_look_at_every_row_finds(block: Block) -> None:
    leading = [kind.tables[0] for kind in KINDS.values() if kind.leads]

    found = [nearest([block], layout) for layout in leading]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(nearest_module, "readable", every_pair)
        everywhere = [nearest([block], layout) for layout in leading]

    assert found == everywhere


@settings(max_examples=examples(200))
@given(block=BLOCKS)
def test_the_grades_of_a_sheet_are_its_texts_that_are_grades(block: Block) -> None:
    texts = {value for row in block.rows for value in row if isinstance(value, str)}

    assert grades_in(block) == {text for text in texts if is_grade(text)}


@settings(max_examples=examples(200))
@given(block=BLOCKS)
def test_the_columns_that_hold_something_are_those_of_each_cell_that_is_not_blank(block: Block) -> None:
    cells = [
        (block.top + down, block.left + right)
        for down, row in enumerate(block.rows)
        for right, value in enumerate(row)
        if not is_blank(value)
    ]

    assert [(row, column) for row in block.filled_rows for column in block.filled(row)] == cells
    assert block.times_filled == Counter(column for _, column in cells)


def test_what_heads_a_long_list_of_the_same_texts_is_asked_once_for_each_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    is_numbered = stops._is_numbered
    monkeypatch.setattr(stops, "_is_numbered", lambda text: asked.append(text) or is_numbered(text))
    block = Block("List", 1, 1, (("Area", "Force"), *[("Force", "Area 1")] * 5_000))

    found = stops.heading_keys(block, known())

    assert sorted(asked) == ["Area", "Area 1", "Force", "Force"]
    assert list(found) == [1]


def test_what_is_worked_out_once_for_a_sheet_is_so_for_each_sheet_and_question() -> None:
    asked: list[tuple[str, int]] = []

    @once_per_block
    def counted(block: Block, number: int) -> int:
        asked.append((block.sheet, number))
        return number

    one, two = Block("One", 1, 1, (("x",),)), Block("Two", 1, 1, (("x",),))
    answers = [counted(one, 1), counted(one, 1), counted(one, 2), counted(two, 1), counted(one.turned(), 1)]

    assert answers == [1, 1, 2, 1, 1]
    assert asked == [("One", 1), ("One", 2), ("Two", 1), ("One", 1)]


def test_other_values_are_put_into_a_copy_of_a_sheet_and_below_it() -> None:
    block = Block("One", 2, 2, (("a", "b"), ()))

    changed = block.with_values({(2, 3): None, (3, 4): "c", (5, 2): "d"})

    assert changed.rows == (("a", None), (None, None, "c"), (), ("d",))
    assert block.rows == (("a", "b"), ())
    assert block.with_values({}) is block


def test_texts_in_their_thousands_that_differ_in_digits_alone_are_not_asked_about() -> None:
    texts = [(f"Crime number {number}",) for number in range(1_000, 9_000)]
    block = Block("Cases", 1, 1, (("Measure", "Value"), ("Area 1",), ("Area 2",), *texts))

    assert block.telling_texts == {"Measure", "Value", "Area 1", "Area 2"}
    assert len(block.texts) == 8_004


def test_many_errors_of_a_sheet_are_told_by_their_number(root: Path, tmp_path: Path) -> None:
    path = with_foreign(root, tmp_path, lambda row, column: "#N/A" if column else "#DIV/0!")
    with open_book(path) as book:
        told = [each for each in check(book).problems if each.sheet == "Foreign"]

    assert len(told) == 101
    assert told[0].what == "The cell holds the error #DIV/0!."
    assert (
        told[-1].what
        == f"This cell and those after it hold {ROWS * COLUMNS - 100:,} more errors (#DIV/0! and #N/A)."
    )
