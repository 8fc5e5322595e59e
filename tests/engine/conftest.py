"""Books for the engine's tests: a new one with a small table, and a way to see what reached the file."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw

from xlscore.engine import engine, open_book


@pytest.fixture
def book() -> Iterator[xw.Book]:
    """A new book whose Sheet1 holds three forces and their rates."""
    made = xw.Book(impl=engine().impl.apps.add(add_book=True).books.active)
    made.sheets[0]["A1"].value = [["Force", "Rate"], ["Essex", 1.5], ["Kent", 2]]
    yield made
    made.app.quit()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    """The first sheet of the new book."""
    return book.sheets[0]


@pytest.fixture
def reopened(book: xw.Book, tmp_path: Path) -> Iterator[Callable[[], xw.Book]]:
    """Save the book and open it again from its file."""
    opened = []

    def reopen() -> xw.Book:
        path = tmp_path / "saved.xlsx"
        book.save(path)
        opened.append(open_book(path))
        return opened[-1]

    yield reopen
    for each in opened:
        each.app.quit()


@pytest.fixture
def remote_book(monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.Book]:
    """A book on xlwings' remote engine, as Excel's script sends it: one sheet, one name, one shape."""
    monkeypatch.setenv("XLWINGS_LICENSE_KEY", "noncommercial")
    impl = importlib.import_module("xlwings.pro._xlremote").engine
    before, made = xw.engines.active, xw.main.Engine(impl=impl)
    xw.engines.add(made)
    sheet = {
        "name": "Grid", "values": [["Area", "Final"], ["Burglary", "Good"]], "pictures": [], "charts": [], "notes": [],
        "shapes": [{"name": "Box", "type": "GeometricShape", "left": 0, "top": 0, "width": 9, "height": 9}],
        "tables": [], "visibility": "Hidden", "print_area": None, "show_gridlines": True, "pivot_tables": [],
    }  # fmt: skip
    name = {
        "name": "Cycle", "sheet_index": 0, "address": "A2", "book_scope": True, "scope_sheet_name": None,
        "scope_sheet_index": None, "refers_to": "=Grid!$A$2",
    }  # fmt: skip
    told = {"name": "book.xlsx", "active_sheet_index": 0, "selection": "A1"}
    yield xw.Book(
        json={
            "client": "Office.js",
            "version": xw.__version__,
            "book": told,
            "names": [name],
            "sheets": [sheet],
        }
    )
    xw.engines.engines.remove(made)
    del xw.engines.engines_by_name[made.name]
    if before is not None:
        before.activate()
