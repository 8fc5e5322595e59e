"""A book of figures for charts to draw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import xlwings as xw

from tests.support.charted import fill
from xlscore.engine import engine


@pytest.fixture
def sheet() -> Iterator[xw.Sheet]:
    """A sheet of figures by month, in a new book."""
    made = xw.Book(impl=engine().impl.apps.add(add_book=True).books.active)
    fill(made.sheets[0])
    yield made.sheets[0]
    made.app.quit()
