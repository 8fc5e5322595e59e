"""The same facts in many layouts: what a table says does not hang on how somebody laid it out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlwings as xw
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.support.drawn_layouts import aspirations, grids, quadrants, scorecards
from tests.support.printed_tables import PrintedSheet, write_sheets
from tests.support.properties import examples
from xlscore.books import fill_scorecard, generate_force_grades, grade_quadrants, update_msg
from xlscore.books.files import workbook_file
from xlscore.rules.words import name_key

pytestmark = pytest.mark.cases

Pair = tuple[PrintedSheet, PrintedSheet]


def _of_grid(book: xw.Book) -> Any:
    return {
        name_key(area.area): (
            {name_key(name): grade for name, grade in area.commands.items()},
            area.redline, area.suggested, area.final if area.agreed else None, area.as_dict().get("theme"),
        )
        for area in generate_force_grades(book).areas
    }  # fmt: skip


def _of_msg(book: xw.Book) -> Any:
    return {
        m.measure: (m.position, m.previous_position, m.status, m.move, m.theme)
        for m in update_msg(book).measures
    }


def _of_scorecard(book: xw.Book) -> Any:
    rows = fill_scorecard(book).rows
    return {
        (row.objective, row.purpose): (row.actual, row.previous, row.shortfall, row.as_dict()["rag"], row.as_dict()["overall"]) for row in rows
    }  # fmt: skip


def _of_quadrants(book: xw.Book) -> Any:
    return {each.name: (each.grade, each.met, each.of) for each in grade_quadrants(book).quadrants}


KINDS: Final[dict[str, tuple[st.SearchStrategy[Pair], Callable[[xw.Book], Any]]]] = {
    "grid": (grids(), _of_grid),
    "aspirations": (aspirations(), _of_msg),
    "scorecard": (scorecards(), _of_scorecard),
    "quadrants": (quadrants(), _of_quadrants),
}


def _said(sheet: PrintedSheet, ask: Callable[[xw.Book], Any]) -> Any:
    """Return what a workbook of that sheet says, having shown that no cell of it was changed."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_sheets(Path(folder) / "book.xlsx", {"Sheet1": sheet})
        with workbook_file(path) as book:
            said = ask(book)
        after = openpyxl.load_workbook(path)["Sheet1"]
        for r, row in enumerate(sheet.rows, 1):
            for c, value in enumerate(row, 1):
                assert value is None or after.cell(r, c).value == value
    return said


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_says_the_same_in_every_layout(kind: str) -> None:
    drawn, ask = KINDS[kind]

    @settings(max_examples=examples(15), deadline=None, phases=[Phase.explicit, Phase.generate])
    @given(drawn)
    def holds(pair: Pair) -> None:
        template, layout = pair
        assert _said(layout, ask) == _said(template, ask)

    holds()
