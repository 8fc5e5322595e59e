"""Workbooks made up for the tests of xlscore.books: plain sheets as a force might keep them."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.books.layouts import with_stops
from tests.support.published import printed
from tests.support.searched_once import search_once
from xlscore.books import draw_tube_map
from xlscore.books.files import workbook_file
from xlscore.engine import open_book

Sheets = Mapping[str, Sequence[Sequence[Any]]]
MakeFile = Callable[[Sheets], Path]
OpenFile = Callable[[Path], xw.Book]
MakeSheets = Callable[[], Sheets]
Act = Callable[[xw.Book], object]


def _write(path: Path, sheets: Sheets) -> None:
    path.write_bytes(
        _written(pickle.dumps({name: [list(row) for row in rows] for name, rows in sheets.items()}))
    )


@cache  # many tests begin with the same workbook
def _written(pickled: bytes) -> bytes:
    sheets = pickle.loads(pickled)
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@pytest.fixture
def make_file(tmp_path: Path) -> MakeFile:
    """Write sheets of rows into a plain workbook file, as openpyxl does."""
    made: list[Path] = []

    def make(sheets: Sheets) -> Path:
        path = tmp_path / f"book{len(made)}.xlsx"
        _write(path, sheets)
        made.append(path)
        return path

    return make


@pytest.fixture(autouse=True)
def each_map_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search the layout of a map briefly, and take the one that another test had searched already."""
    search_once(monkeypatch, briefly=True)


@pytest.fixture(scope="session")
def drawn_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook file with its maps drawn: the layout is searched once for all tests."""
    path = tmp_path_factory.mktemp("maps") / "book.xlsx"
    _write(path, with_stops())
    with pytest.MonkeyPatch.context() as patched, workbook_file(path) as book:
        search_once(patched, briefly=True)
        draw_tube_map(book)
    return path


@pytest.fixture
def drawn(drawn_once: Path, tmp_path: Path) -> Path:
    """A copy of the workbook file with its maps drawn."""
    path = tmp_path / "drawn.xlsx"
    path.write_bytes(drawn_once.read_bytes())
    return path


@pytest.fixture
def opened() -> Iterator[OpenFile]:
    """Open workbook files through the file engine and close them afterwards."""
    books: list[xw.Book] = []

    def open_one(path: Path) -> xw.Book:
        books.append(open_book(path))
        return books[-1]

    yield open_one
    for book in books:
        book.close()


@pytest.fixture
def make_book(make_file: MakeFile, opened: OpenFile) -> Callable[[Sheets], xw.Book]:
    """Write sheets into a workbook file and open it through the file engine."""
    return lambda sheets: opened(make_file(sheets))


@pytest.fixture(scope="session")
def paper() -> Callable[[str], list[list[str]]]:
    """The rows of a published table, headings first, from the facts that ship with the samples."""
    return printed


@pytest.fixture
def content() -> Callable[[Path], str]:
    """The fingerprint of a file."""
    return lambda path: hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="session")
def done_so_far() -> dict[tuple[MakeSheets, Act], bytes]:
    """Workbook files by the sheets that they were made from and the action that was done on them."""
    return {}


@pytest.fixture
def done_file(
    done_so_far: dict[tuple[MakeSheets, Act], bytes], make_file: MakeFile, tmp_path: Path
) -> Callable[[MakeSheets, Act], Path]:
    """A copy of a workbook file on which an action was done and saved, once for all tests that begin with it."""

    def done(sheets: MakeSheets, act: Act) -> Path:
        if (sheets, act) not in done_so_far:
            made = make_file(sheets())
            with workbook_file(made) as book:
                act(book)
            done_so_far[sheets, act] = made.read_bytes()
        path = tmp_path / "done.xlsx"
        path.write_bytes(done_so_far[sheets, act])
        return path

    return done


@pytest.fixture
def done_book(
    done_file: Callable[[MakeSheets, Act], Path], opened: OpenFile
) -> Callable[[MakeSheets, Act], xw.Book]:
    """The same, opened."""
    return lambda sheets, act: opened(done_file(sheets, act))
