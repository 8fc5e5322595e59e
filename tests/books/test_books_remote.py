"""The same actions on xlwings' remote engine: what would be sent to Excel is what the file engine writes."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, Sheets, facts
from xlscore.books import fill_scorecard, generate_force_grades, refresh, update_msg, write_objectives


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Sheets], xw.Book]]:
    """Open sheets of rows as the remote engine gets them from Excel."""
    monkeypatch.setenv("XLWINGS_LICENSE_KEY", "noncommercial")
    impl = importlib.import_module("xlwings.pro._xlremote").engine
    before, engine = xw.engines.active, xw.main.Engine(impl=impl)
    xw.engines.add(engine)

    def make(sheets: Sheets) -> xw.Book:
        parts = [
            {
                "name": name, "values": [list(row) for row in rows], "pictures": [], "shapes": [], "charts": [], "notes": [],
                "tables": [], "visibility": "Visible", "print_area": None, "show_gridlines": True, "pivot_tables": [],
            }
            for name, rows in sheets.items()
        ]  # fmt: skip
        book = {"name": "book.xlsx", "active_sheet_index": 0, "selection": "A1"}
        return xw.Book(
            json={
                "client": "Office.js",
                "version": xw.__version__,
                "book": book,
                "names": [],
                "sheets": parts,
            }
        )

    yield make
    xw.engines.engines.remove(engine)
    del xw.engines.engines_by_name[engine.name]
    if before is not None:
        before.activate()


def even(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows of one length, blanks as Excel sends them."""
    width = max(map(len, rows))
    return [[("" if cell is None else cell) for cell in [*row, *[None] * (width - len(row))]] for row in rows]


def written(book: xw.Book) -> dict[tuple[int, int, int], Any]:
    """What the actions write: sheet, row and column of each cell, from 0, with its value or formula."""
    cells: dict[tuple[int, int, int], Any] = {}
    for action in book.json()["actions"]:
        if action["func"] in ("setValues", "setFormula"):
            rows = action["values"] or [[action["args"][0]]]
            for down, row in enumerate(rows):
                for right, value in enumerate(row):
                    place = (
                        action["sheet_position"],
                        action["start_row"] + down,
                        action["start_column"] + right,
                    )
                    cells[place] = value
    return cells


def test_force_grades_are_written_to_the_same_cells(remote: Callable[[Sheets], xw.Book]) -> None:
    book = remote({"Grid": even([HEADINGS, *facts()])})

    result = generate_force_grades(book)

    cells = written(book)
    assert result.areas[0].as_dict()["suggested"] == "Requires Improvement"
    assert [cells[0, 0, column] for column in range(8, 12)] == [
        "Suggested grade",
        "Why",
        "Override",
        "Rationale",
    ]
    assert [cells[0, row, 8] for row in range(1, 6)] == [area.as_dict()["suggested"] for area in result.areas]
    assert all(column >= 8 for sheet, _, column in cells if sheet == 0)


def test_live_formulas_are_sent_as_formulas(remote: Callable[[Sheets], xw.Book]) -> None:
    rows = [
        ["Objective", "Purpose", "Target", "Actual", "Last year", "Threat", "Impact score"],
        ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13],
    ]
    book = remote({"Scorecard": even(rows)})

    fill_scorecard(book)

    assert "=SHORTFALL(D2,E2,C2)" in written(book).values()


def test_a_typed_msg_row_is_judged_alike(remote: Callable[[Sheets], xw.Book]) -> None:
    rows = [["Measure", "Position", "Previous position", "Aspiration"], ["All crime", 4, 6, "4th in MSG"]]

    (measure,) = update_msg(remote({"MSG": even(rows)})).measures

    assert (measure.status, measure.move) == ("Met or exceeded", "Improved")


def test_nothing_is_written_into_a_cell_that_holds_something(remote: Callable[[Sheets], xw.Book]) -> None:
    rows = facts()
    book = remote({"Grid": even([HEADINGS, *rows])})

    refresh(book)

    assert all(column >= 8 or sheet > 0 for sheet, _, column in written(book))


def test_where_no_ledger_can_be_kept_every_value_is_a_persons(remote: Callable[[Sheets], xw.Book]) -> None:
    rows = [[*row, "Adequate" if row[-1] == "Good" else "Good", "by hand"] for row in facts()]
    book = remote({"Grid": even([[*HEADINGS, "Suggested grade", "Why"], *rows])})

    result = generate_force_grades(book)

    assert [area.agreed for area in result.areas] == [True] * 5
    assert all(column >= 10 for sheet, row, column in written(book) if sheet == 0 and row > 0)
    assert any("is typed as by hand" in problem.what for problem in result.problems)


def test_the_summary_of_boards_is_written_on_a_new_sheet(remote: Callable[[Sheets], xw.Book]) -> None:
    rows = [["Measure", "Position", "To average", "Monitored by"], ["Solved rate", 2, 0.1, "Synergy"]]

    book = remote({"MSG": even(rows)})

    assert update_msg(book).boards == {"Synergy": ("Solved rate",)}
    assert {"Summary", "Monitored by Synergy", "Solved rate"} <= set(written(book).values())


def test_the_report_pages_are_sent_line_by_line(remote: Callable[[Sheets], xw.Book]) -> None:
    rows = [
        ["Objective", "Purpose", "Target", "Actual", "Last year", "Threat", "Impact score"],
        ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13],
    ]
    book = remote({"Scorecard": even(rows)})

    write_objectives(book)

    cells = written(book).values()
    assert "=SHORTFALL(Scorecard!$D$2,Scorecard!$E$2,Scorecard!$C$2)" in cells
    assert "Burglary / Recorded Crime / Force" in cells
    assert "No recommendation is made." in cells
