"""Books for the engine's tests: a new one with a small table, and a way to see what reached the file."""

from __future__ import annotations

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
