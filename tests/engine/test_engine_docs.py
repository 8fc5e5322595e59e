"""The engine's page: its session runs as printed, and what it lists exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlwings as xw

import xlscore.engine
from tests.excel.engine_lane_client import in_excel
from xlscore.engine import capabilities, engine, open_book


@pytest.fixture
def page(root: Path) -> str:
    """The page as text."""
    return (root / "docs" / "engine.md").read_text(encoding="utf-8")


def test_the_session_runs_as_printed(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    book = xw.Book(impl=engine().impl.apps.add(add_book=True).books.active)
    sheet = book.sheets[0]
    sheet.name = "Rates"
    sheet["A1"].value = [["Force", "Rate"], ["Essex", 1.5], ["Kent", 2], ["Norfolk", 3]]
    sheet.tables.add(sheet["A1:B4"], name="Forces")
    book.save("rates.xlsx")
    book.app.quit()

    (session,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(session, "docs/engine.md", "exec"), {"__name__": "session"})

    assert len(list(tmp_path.iterdir())) == 2
    with open_book("rates.xlsx") as again:
        assert again.sheets["Rates"]["C2"].number_format == "0"


def test_every_function_of_the_engine_is_on_the_page(page: str) -> None:
    assert [name for name in xlscore.engine.__all__ if name not in page] == []


@pytest.mark.xdist_group("recording-excel")
def test_the_page_says_what_each_engine_can(page: str, book: xw.Book, remote_book: xw.Book) -> None:
    rows = re.findall(r"^\| `(\w+)`: .+ \| (yes|no) \| (yes|no) \| (yes|no) \|$", page, re.MULTILINE)

    told = [
        {name: answer == "yes" for name, answer in zip([row[0] for row in rows], column, strict=True)}
        for column in list(zip(*rows, strict=True))[1:]
    ]
    assert told == [vars(capabilities(book)), in_excel("what_it_can")[0], vars(capabilities(remote_book))]
