"""`xlscore import` into one workbook and one store: both or neither, also where several are at it at once."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.support.tools import ROOT
from xlscore.cli.run import run
from xlscore.sources.store.keeping import open_store

HEADING = "Date,Offence,District"
MONTHS = range(1, 5)
pytestmark = pytest.mark.slow


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Make a workbook that tells how extracts are read."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Sources"
    for row in (
        ("Source", "Column", "Means"),
        ("crimes*", "Date", "date"),
        ("crimes*", "Offence", "measure"),
        ("crimes*", "District", "place"),
    ):
        sheet.append(row)
    workbook.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def extract(folder: Path, month: int, crimes: int = 3) -> Path:
    path = folder / f"crimes 2019-{month:02}.csv"
    rows = [f"{1 + at:02}/{month:02}/2019,Burglary,District {month}" for at in range(crimes + month)]
    path.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
    return path


def importing(file: Path, book: Path, *told: str) -> list[str]:
    return ["import", str(file), "--into", str(book), *told]


def started(command: list[str]) -> subprocess.Popen[str]:
    """Start a command as a process of its own; where nothing else is at it, `run` says the same without."""
    whole = [sys.executable, "-m", "xlscore", *command]
    return subprocess.Popen(whole, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def series(book: Path) -> dict[tuple[str, str, date], int]:
    sheet = openpyxl.load_workbook(book)["Series"]
    (heads, *rows) = (row for row in sheet.iter_rows(values_only=True) if row[0])
    months = {at: head for at, head in enumerate(heads) if at > 1 and head}
    return {
        (str(row[0]), str(row[1] or ""), _month(head)): int(str(row[at]))
        for row in rows
        for at, head in months.items()
        if row[at] is not None
    }


def _month(head: object) -> date:
    if isinstance(head, date):
        return date(head.year, head.month, 1)
    name, year = str(head).split()
    return date(int(year), ["Jan", "Feb", "Mar", "Apr"].index(name[:3]) + 1, 1)


def test_several_at_once_lose_nothing_of_the_workbook_nor_of_the_store(
    tmp_path: Path, book: Path, where: str
) -> None:
    files = [extract(tmp_path, month) for month in MONTHS]

    running = [started(importing(file, book, "--store", where)) for file in files]
    ended = [(process.communicate()[1], process.returncode) for process in running]

    expected = {("Burglary", f"District {month}", date(2019, month, 1)): 3 + month for month in MONTHS}
    assert all(code in (0, 1) for _, code in ended), ended
    with open_store(where) as store:
        assert store.current() == expected
    assert {mark: count for mark, count in series(book).items() if count} == expected


def test_a_workbook_that_somebody_has_open_leaves_no_store(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / f"~${book.name}").write_bytes(b"\x05Ada" + b" " * 50)
    before = book.read_bytes()

    code = run(importing(extract(tmp_path, 1), book))

    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert book.read_bytes() == before
    assert not list(tmp_path.glob("*.sqlite*"))


def test_a_damaged_store_leaves_the_workbook_as_it_is(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "book.counts.sqlite"
    store.write_bytes(b"no database " * 500)
    before = book.read_bytes()

    code = run(importing(extract(tmp_path, 1), book))

    assert code == 2
    assert "book.counts.sqlite is damaged, or no store of counts" in capsys.readouterr().err
    assert (book.read_bytes(), store.read_bytes()) == (before, b"no database " * 500)


def test_a_store_that_nobody_answers_for_is_told_without_its_password(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("psycopg")
    before = book.read_bytes()

    told = "--store", "postgresql://counts:geheim@127.0.0.1:1/essex"

    code = run(importing(extract(tmp_path, 1), book, *told))

    said = "".join(capsys.readouterr())
    assert code == 2
    assert "PostgreSQL at 127.0.0.1/essex does not answer" in said
    assert "geheim" not in said
    assert book.read_bytes() == before
