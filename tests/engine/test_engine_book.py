"""Books, sheets, apps: opening, saving, adding, copying, renaming, deleting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw

import xlscore
from xlscore.engine import NotOnAFileError, engine, open_book
from xlscore.errors import XlscoreError
from xlscore.ooxml.errors import EditRefusedError, PackageError

Reopen = Callable[[], xw.Book]


@pytest.fixture
def saved(book: xw.Book, tmp_path: Path) -> Path:
    """The path of a saved book."""
    path = tmp_path / "forces.xlsx"
    book.save(path)
    return path


@pytest.fixture
def caller() -> Iterator[None]:
    """Forget the mock caller afterwards: xlwings keeps it for good."""
    yield
    if hasattr(xw.Book, "_mock_caller"):
        del xw.Book._mock_caller


def test_the_engine_is_registered_once_and_is_not_made_the_active_one() -> None:
    before = xw.engines.active

    assert engine().name == engine().name == "xlscore"
    assert [each.name for each in xw.engines].count("xlscore") == 1
    assert xw.engines.active is before


def test_a_book_is_an_xlwings_book_and_closes_itself(saved: Path) -> None:
    with xlscore.open_book(saved) as book:
        assert isinstance(book, xw.Book)
        assert book.name == "forces.xlsx"
        assert book.fullname == str(saved.resolve())
        assert book.sheet_names == ["Sheet1"]
        app = book.app

    assert len(app.books) == 0


def test_two_books_of_one_name_may_be_open(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "forces.xlsx"
    other.write_bytes(saved.read_bytes())

    with open_book(saved) as one, open_book(other) as two:
        one.sheets[0]["A1"].value = "changed"

        assert two.sheets[0]["A1"].value == "Force"
        assert one != two


def test_closing_without_saving_leaves_the_file(saved: Path) -> None:
    before = saved.read_bytes()
    with open_book(saved) as book:
        book.sheets[0]["A1"].value = "changed"

    assert saved.read_bytes() == before


def test_saving_elsewhere_goes_on_with_that_file(saved: Path, tmp_path: Path) -> None:
    before = saved.read_bytes()
    with open_book(saved) as book:
        book.sheets[0]["A2"].value = "Norfolk"
        book.save(tmp_path / "copy.xlsx")
        assert book.name == "copy.xlsx"
        book.sheets[0]["A3"].value = "Suffolk"
        book.save()

    assert saved.read_bytes() == before
    with open_book(tmp_path / "copy.xlsx") as again:
        assert again.sheets[0]["A2:A3"].value == ["Norfolk", "Suffolk"]


def test_a_missing_file_and_a_password_are_refused_in_a_sentence(saved: Path, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no file"):
        open_book(tmp_path / "nowhere.xlsx")
    with open_book(saved) as book, pytest.raises(NotOnAFileError, match="password"):
        book.save(password="secret")


def test_a_macro_finds_its_book_through_the_caller(saved: Path, caller: None) -> None:
    with open_book(saved) as book:
        book.set_mock_caller()

        assert xw.Book.caller().sheets[0]["A1"].value == "Force"


def test_switches_that_concern_a_screen_are_remembered(book: xw.Book) -> None:
    with book.app.properties(screen_updating=False, calculation="manual", status_bar="Working"):
        assert book.app.screen_updating is False
        assert book.app.calculation == "manual"

    assert book.app.screen_updating is True
    assert book.app.calculation == "automatic"
    book.app.calculate()


def test_a_message_is_kept_for_whoever_runs_the_macro(book: xw.Book) -> None:
    assert book.app.alert("All graded", title="Grades") == "ok"

    assert book.app.impl.alerts == [("Grades", "All graded")]


def test_sheets_are_added_where_they_are_wanted_and_become_active(book: xw.Book, reopened: Reopen) -> None:
    book.sheets.add("Last", after=book.sheets[-1])
    book.sheets.add("First", before=book.sheets[0])
    book.sheets.add()

    assert book.sheet_names == ["Sheet2", "First", "Sheet1", "Last"]
    assert reopened().sheets.active.name == "Sheet2"


@pytest.mark.parametrize("name", ["", "a" * 32, "a/b", "What?", "'quoted'", "sheet1"])
def test_a_sheet_name_that_excel_refuses_is_refused(book: xw.Book, name: str) -> None:
    book.sheets.add("Other")

    with pytest.raises((XlscoreError, ValueError)):
        book.sheets["Other"].name = name


def test_renaming_a_sheet_rewrites_what_refers_to_it(book: xw.Book, reopened: Reopen) -> None:
    other = book.sheets.add("Other", after=book.sheets[0])
    first = book.sheets["Sheet1"]
    other["A1"].formula = '=SUM(Sheet1!B2:B3)&"Sheet1!A1"'
    other["A2"].add_hyperlink("#Sheet1!A1", "Go")
    other["A3"].conditional_formats.add_custom("=Sheet1!$A$1>1", fill_color="#FF0000")
    other["A4"].data_validation.set_list(first["A2:A3"])
    book.names.add("Rates", "=Sheet1!$B$2:$B$3")
    first.page_setup.print_area = "A1:B3"

    first.name = "MSG data"

    again = reopened()
    assert again.sheets["Other"]["A1"].formula == "=SUM('MSG data'!B2:B3)&\"Sheet1!A1\""
    assert again.sheets["Other"]["A2"].hyperlink == "'MSG data'!A1"
    assert again.sheets["Other"]["A3"].conditional_formats[0].formula == "='MSG data'!$A$1>1"
    assert again.sheets["Other"]["A4"].data_validation.source == "='MSG data'!$A$2:$A$3"
    assert again.names["Rates"].refers_to_range.value == [1.5, 2.0]
    assert again.sheets["MSG data"].page_setup.print_area == "$A$1:$B$3"


def test_edits_go_on_after_a_rename(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet["C2"].formula = "=Sheet1!B2"
    sheet.name = "Grid"

    sheet["C3"].value = 5
    sheet["D2"].formula = sheet["C2"].formula

    assert sheet["D2"].formula == "=Grid!B2"
    assert sheet["C3"].value == 5.0


def test_deleting_a_sheet_leaves_ref_errors_and_takes_its_names(book: xw.Book, reopened: Reopen) -> None:
    other = book.sheets.add("Other")
    other.names.add("own", "=Other!$A$1")
    other["A1"].add_note("A note")
    book.sheets["Sheet1"]["D1"].formula = "=Other!A1+1"

    other.delete()

    again = reopened()
    assert again.sheet_names == ["Sheet1"]
    assert again.sheets[0]["D1"].formula == "=#REF!A1+1"
    assert len(again.names) == 0
    assert not [part for part in again.impl.workbook.package.names() if "comments" in part]


def test_the_last_visible_sheet_is_neither_hidden_nor_deleted(book: xw.Book) -> None:
    book.sheets.add("Other").visible = False

    with pytest.raises(EditRefusedError, match="only visible sheet"):
        book.sheets["Sheet1"].visible = False
    with pytest.raises(EditRefusedError, match="only visible sheet"):
        book.sheets["Sheet1"].delete()


def test_a_hidden_sheet_gives_the_first_place_to_another(book: xw.Book, reopened: Reopen) -> None:
    book.sheets.add("Other").visible = False

    again = reopened()
    assert again.sheets.active.name == "Sheet1"
    assert again.sheets["Other"].visible is False
    again.sheets["Other"].visible = True
    again.sheets["Other"].activate()
    assert again.sheets.active.name == "Other"


def test_moving_a_sheet_takes_its_names_along(book: xw.Book, reopened: Reopen) -> None:
    for name in ("Two", "Three"):
        book.sheets.add(name, after=book.sheets[-1])
    book.sheets["Sheet1"].page_setup.print_area = "A1:B3"

    book.sheets["Sheet1"].move(after=book.sheets["Three"])

    again = reopened()
    assert again.sheet_names == ["Two", "Three", "Sheet1"]
    assert again.sheets["Sheet1"].page_setup.print_area == "$A$1:$B$3"
    again.sheets["Sheet1"].move(before=again.sheets["Three"])
    assert again.sheet_names == ["Two", "Sheet1", "Three"]


def test_a_copied_sheet_has_its_own_table_notes_and_references(book: xw.Book, reopened: Reopen) -> None:
    sheet = book.sheets[0]
    sheet.tables.add(sheet["A1:B3"], name="Forces")
    sheet["A2"].add_note("County")
    sheet["D1"].formula = "=Sheet1!B2+B3"
    sheet.page_setup.print_area = "A1:D9"

    copy = sheet.copy(name="Cycle 14")
    copy["A2"].value = "Norfolk"
    copy["A2"].note.text = "Another"

    again = reopened()
    assert again.sheet_names == ["Sheet1", "Cycle 14"]
    assert again.sheets["Sheet1"]["A2"].value == "Essex"
    assert again.sheets["Sheet1"]["A2"].note.text == "County"
    assert again.sheets["Cycle 14"]["A2"].note.text == "Another"
    assert again.sheets["Cycle 14"].tables[0].name == "Forces2"
    assert again.sheets["Cycle 14"].page_setup.print_area == "$A$1:$D$9"


def test_gridlines_and_panes_are_set(book: xw.Book, reopened: Reopen) -> None:
    sheet = book.sheets[0]
    sheet.show_gridlines = False
    sheet.freeze_panes.freeze_at("A1:B1")

    again = reopened().sheets[0]
    assert again.show_gridlines is False
    assert b'xSplit="2" ySplit="1" topLeftCell="C2"' in again.impl.file.shell
    again.freeze_panes.freeze_at("1:3")
    assert b'ySplit="3" topLeftCell="A4"' in again.impl.file.shell
    again.freeze_panes.unfreeze()
    assert b"<pane" not in again.impl.file.shell


def test_a_deleted_sheet_is_not_written_to_in_vain(book: xw.Book) -> None:
    gone = book.sheets.add("Gone")
    gone["A1"].value = 1
    gone.delete()

    for use in (
        lambda: setattr(gone["A1"], "value", 2),
        lambda: gone["A1"].value,
        lambda: gone.index,
        lambda: setattr(gone, "visible", False),
        lambda: gone.activate(),
    ):
        with pytest.raises(XlscoreError, match=r"no longer|deleted"):
            use()


def test_a_new_sheet_in_the_place_of_a_deleted_one_is_empty(book: xw.Book) -> None:
    gone = book.sheets.add("Gone")
    gone["A1"].value = 1
    gone.delete()

    made = book.sheets.add("Made")

    assert made["A1"].value is None
    made["B2"].value = 2
    assert made.used_range.address == "$B$2"


@pytest.mark.shared
def test_chart_and_macro_sheets_are_no_worksheets(shared_dir: Path, tmp_path: Path) -> None:
    with open_book(shared_dir / "corpus" / "calamine__any_sheets.xlsx") as book:
        tabs = book.impl.workbook.sheets

        assert len(book.sheets) == len(list(book.sheets)) < len(tabs)
        assert all(sheet.impl.file.kind == "worksheet" for sheet in book.sheets)
        assert book.sheets.active in list(book.sheets)
        book.sheets[-1]["A1"].value = 1
        book.sheets.add("Last", after=book.sheets[-1])
        book.save(tmp_path / "edited.xlsx")

    with open_book(tmp_path / "edited.xlsx") as again:
        assert again.sheets[-1].name == again.sheets.active.name == "Last"
        assert len(again.impl.workbook.sheets) == len(tabs) + 1
