"""The apps of the engine and their books: found by number and name, brought forward, closed, asked where nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from xlscore.engine import NotOnAFileError, engine, open_book
from xlscore.engine.app import App


@pytest.fixture
def apps() -> Iterator[list[App]]:
    """Two apps without a book, the newer first."""
    older, newer = engine().impl.apps.add(), engine().impl.apps.add()
    yield [newer, older]
    for app in (newer, older):
        app.quit()


def test_an_app_is_found_by_its_number(apps: list[App]) -> None:
    newer, older = apps

    assert engine().impl.apps[older.pid] is older
    assert engine().impl.apps.keys()[:2] == [newer.pid, older.pid]
    with pytest.raises(KeyError):
        engine().impl.apps[0]


def test_an_app_that_is_activated_comes_first_and_the_engine_before_comes_back_with_the_last_one(
    apps: list[App],
) -> None:
    before = xw.engines.active
    newer, older = apps
    others = [app for app in engine().impl.apps if app not in apps]  # what other tests hold open

    older.activate()
    newer.activate()

    assert list(engine().impl.apps)[:2] == [newer, older]
    assert xw.engines.active.name == "xlscore"
    newer.quit()
    older.quit()
    older.quit()
    assert xw.engines.active is (engine() if others else before)


def test_what_is_selected_is_nothing_without_a_book_then_a1_then_what_was_selected_last(
    apps: list[App],
) -> None:
    app = apps[0]
    assert app.selection is None

    sheet = app.books.add().sheets.active

    assert app.selection.address == "$A$1"
    sheet.range("B2:C3").select()
    assert app.selection.address == "$B$2:$C$3"


def test_a_book_is_found_by_its_name_its_path_and_its_position(apps: list[App], tmp_path: Path) -> None:
    books = apps[0].books
    first, second = books.add(), books.add()
    second.save(str(tmp_path / "Forces.xlsx"))

    assert books(1) is first
    assert books("forces.XLSX") is books(str(tmp_path / "forces.xlsx")) is second
    with pytest.raises(KeyError):
        books("Areas.xlsx")


def test_a_book_that_is_activated_is_the_active_one_and_closing_it_leaves_the_other(apps: list[App]) -> None:
    books = apps[0].books
    first, second = books.add(), books.add()
    assert books.active is second

    first.activate()

    assert books.active is first
    first.close()
    first.close()
    assert list(books) == [second]


def test_the_app_of_a_book_opened_alone_goes_with_the_book(tmp_path: Path) -> None:
    made = engine().impl.apps.add(add_book=True)
    made.books.active.save(str(tmp_path / "alone.xlsx"))
    made.kill()
    before = len(engine().impl.apps)

    book = open_book(tmp_path / "alone.xlsx")
    assert len(engine().impl.apps) == before + 1

    book.close()
    assert len(engine().impl.apps) == before


@pytest.mark.parametrize("mode", ["manual", "automatic", "semiautomatic"])
def test_a_calculation_mode_of_excel_is_remembered(apps: list[App], mode: str) -> None:
    apps[0].calculation = mode

    assert apps[0].calculation == mode


def test_what_is_no_calculation_mode_and_a_macro_are_refused(apps: list[App]) -> None:
    with pytest.raises(ValueError, match="use manual, automatic or semiautomatic"):
        apps[0].calculation = "never"
    with pytest.raises(NotOnAFileError, match="The VBA macro Grade runs only in Excel"):
        apps[0].run("Grade", [])
