"""Page breaks: with which rows a new printed page begins, on a file, in live Excel and where nobody can say."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.pagebreak import Break

from tests.support.validator import validate
from xlscore.engine import breaks as engine_breaks
from xlscore.engine import open_book, row_breaks, set_row_breaks


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Return a workbook of forty rows with a page break of its own before row 11."""
    book = openpyxl.Workbook()
    for row in range(1, 41):
        book.active.append([row])
    book.active.row_breaks.append(Break(id=10))
    book.save(tmp_path / "plain.xlsx")
    return tmp_path / "plain.xlsx"


def test_breaks_of_a_file_are_read_and_set(plain: Path) -> None:
    with open_book(plain) as book:
        sheet = book.sheets[0]
        assert row_breaks(sheet) == [11]

        assert set_row_breaks(sheet, [30, 5, 1])

        assert row_breaks(sheet) == [5, 30]
        book.save(plain)
    held = openpyxl.load_workbook(plain).active.row_breaks
    assert [(each.id, each.man) for each in held.brk] == [(4, True), (29, True)]


def test_no_breaks_leave_no_trace(plain: Path) -> None:
    with open_book(plain) as book:
        set_row_breaks(book.sheets[0], [])

        assert row_breaks(book.sheets[0]) == []
        assert b"rowBreaks" not in book.sheets[0].impl.file.xml()


def test_the_same_breaks_change_no_byte(plain: Path) -> None:
    with open_book(plain) as book:
        before = book.sheets[0].impl.file.xml()

        set_row_breaks(book.sheets[0], [11])

        assert book.sheets[0].impl.file.xml() == before


@pytest.mark.validator
def test_the_validator_accepts_them(plain: Path) -> None:
    # What openpyxl wrote has faults of its own; the breaks are to add none.
    before = validate(plain)
    with open_book(plain) as book:
        set_row_breaks(book.sheets[0], [5, 30])
        book.save(plain)

    assert validate(plain) == before


class _Breaks(list[Any]):
    """Excel's page breaks of a sheet: manual ones, and those that it sets by itself."""

    def __call__(self, number: int) -> Any:
        return self[number - 1]

    @property
    def Count(self) -> int:
        return len(self)

    def Add(self, Before: int) -> None:  # noqa: N803
        self.put(Before, -4135)

    def put(self, row: int, kind: int) -> None:
        made = SimpleNamespace(Type=kind, Location=SimpleNamespace(Row=row))
        made.Delete = lambda: self.remove(made)
        self.append(made)


@pytest.fixture
def native(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a sheet of live Excel with a manual break before row 11 and one of Excel's own before row 20."""
    breaks = _Breaks()
    breaks.put(11, -4135)
    breaks.put(20, -4105)
    monkeypatch.setattr(engine_breaks, "capabilities", lambda _book: SimpleNamespace(native=True))
    return SimpleNamespace(
        impl=None, book=None, api=SimpleNamespace(HPageBreaks=breaks, Rows=lambda row: row)
    )


def test_in_live_excel_only_breaks_that_somebody_set_count_and_go(native: Any) -> None:
    assert row_breaks(native) == [11]

    assert set_row_breaks(native, [30, 5])

    assert row_breaks(native) == [5, 30]
    assert native.api.HPageBreaks.Count == 3


def test_an_engine_without_pages_has_none_and_sets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_breaks, "capabilities", lambda _book: SimpleNamespace(native=False))
    sheet: Any = SimpleNamespace(impl=None, book=None)

    assert row_breaks(sheet) == []
    assert not set_row_breaks(sheet, [5])
