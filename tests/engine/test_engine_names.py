"""Defined names of the book and of its sheets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import xlwings as xw

from xlscore.engine import NotOnAFileError
from xlscore.ooxml.errors import EditRefusedError

Reopen = Callable[[], xw.Book]


def test_a_name_stands_for_its_cells(book: xw.Book, reopened: Reopen) -> None:
    book.names.add("Rates", "=Sheet1!$B$2:$B$3")

    again = reopened()
    assert again.names["rates"].refers_to == "=Sheet1!$B$2:$B$3"
    assert again.names["Rates"].refers_to_range.value == [1.5, 2.0]
    assert again.sheets[0]["Rates"].address == "$B$2:$B$3"
    assert "Rates" in again.names
    assert len(again.names) == 1


def test_a_range_is_named_and_knows_its_name(sheet: xw.Sheet) -> None:
    sheet["B2"].name = "first_rate"

    assert sheet["B2"].name.name == "first_rate"
    assert sheet["B3"].name is None


def test_a_name_of_a_sheet_carries_the_sheet(book: xw.Book, reopened: Reopen) -> None:
    other = book.sheets.add("MSG data")
    other.names.add("limit", "='MSG data'!$A$1")
    book.names.add("limit", "=Sheet1!$B$2")

    again = reopened()
    assert again.names["'MSG data'!limit"].refers_to == "='MSG data'!$A$1"
    assert again.names["limit"].refers_to == "=Sheet1!$B$2"
    assert [name.name for name in again.sheets["MSG data"].names] == ["'MSG data'!limit"]
    assert again.sheets["MSG data"].range("limit").address == "$A$1"


def test_a_name_is_changed_renamed_and_deleted(book: xw.Book) -> None:
    name = book.names.add("Rates", "=Sheet1!$B$2")
    name.refers_to = "=Sheet1!$B$3"
    assert book.names["Rates"].refers_to_range.value == 2.0

    name.name = "Later"
    assert [each.name for each in book.names] == ["Later"]

    book.names["Later"].delete()
    assert len(book.names) == 0


def test_a_constant_name_has_no_cells(book: xw.Book) -> None:
    book.names.add("Threshold", "=0.95")

    with pytest.raises(NotOnAFileError, match="not one block"):
        _ = book.names["Threshold"].refers_to_range


@pytest.mark.parametrize("name", ["A1", "two words", "1st", "R1C1"])
def test_a_name_that_excel_refuses_is_refused(book: xw.Book, name: str) -> None:
    with pytest.raises(EditRefusedError, match="cannot be a name"):
        book.names.add(name, "=Sheet1!$A$1")


def test_an_unknown_name_is_said_as_on_other_engines(sheet: xw.Sheet) -> None:
    with pytest.raises(xw.NoSuchObjectError, match="doesn't exist"):
        _ = sheet["Nowhere"]


def test_a_name_written_with_its_sheet_belongs_to_that_sheet(book: xw.Book) -> None:
    book.sheets.add("Second", after=book.sheets[0])

    book.names.add("Second!Rates", "=Second!$B$2")

    assert [name.name for name in book.sheets["Second"].names] == ["Second!Rates"]
    assert len(book.sheets["Sheet1"].names) == 0
    assert book.names["rates"].refers_to == "=Second!$B$2"
    assert ("SECOND!RATES" in book.names, "Forces" in book.names) == (True, False)
    with pytest.raises(KeyError):
        book.names.impl("Forces")


def test_cells_take_no_name_from_the_same_address_of_another_sheet(book: xw.Book) -> None:
    book.sheets.add("Second", after=book.sheets[0])
    book.names.add("Elsewhere", "=Second!$A$2:$A$3")
    book.names.add("Share", "=0.25")

    assert book.sheets["Second"]["A2:A3"].name.name == "Elsewhere"
    assert book.sheets["Sheet1"]["A2:A3"].name is None
