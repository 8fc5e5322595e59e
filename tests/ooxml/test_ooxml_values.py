"""What becomes of the values that programs hand over: numpy's, pandas', enumerations, the ends of the calendar."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from tests.support.raw_workbooks import part, sheet_xml, workbook_bytes, workbook_parts, zipped
from xlscore.ooxml import ErrorValue, Sheet, Workbook
from xlscore.ooxml.errors import UnsupportedValueError

SHEET = "xl/worksheets/sheet1.xml"


class Grade(enum.IntEnum):
    GOOD = 2


class Word(enum.StrEnum):
    GOOD = "Good"


def sheet_of(rows: str = "") -> Sheet:
    return Workbook.open(workbook_bytes(rows)).sheets[0]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (Grade.GOOD, 2),
        (Word.GOOD, "Good"),
        (np.str_("Good"), "Good"),
        (np.bool_(True), True),
        (np.array([3.5]), 3.5),
        (np.datetime64("2024-03-31"), dt.datetime(2024, 3, 31)),
        (np.datetime64("2024-03-31T12:00:00.123456789"), dt.datetime(2024, 3, 31, 12, 0, 0, 123000)),
        (np.datetime64("NaT", "s"), None),
        (np.timedelta64(36, "h"), dt.timedelta(hours=36)),
        (pd.Timedelta("36h"), dt.timedelta(hours=36)),
        (-0.0, 0),
        (5e-324, 5e-324),
        (dt.time(23, 59, 59, 999_999), dt.time(23, 59, 59, 999_000)),
        (dt.date(1900, 1, 1), dt.datetime(1900, 1, 1)),
        (dt.date(1900, 2, 28), dt.datetime(1900, 2, 28)),
        (dt.date(1900, 3, 1), dt.datetime(1900, 3, 1)),
        (dt.date(9999, 12, 31), dt.datetime(9999, 12, 31)),
        ("a\r\nb", "a\r\nb"),
        ("\uffff\u2028\x85\x7f", "\uffff\u2028\x85\x7f"),
        ("🙂" * 16_383, "🙂" * 16_383),
    ],
)
def test_a_value_becomes_what_a_cell_knows_and_twice_is_once(value, read):
    book = Workbook.open(workbook_bytes('<row r="1"/>'))
    book.sheets[0].set_value(1, 1, value)
    data = book.to_bytes()

    again = Workbook.open(data)

    assert again.sheets[0].value(1, 1) == read
    assert type(again.sheets[0].value(1, 1)) is type(read)
    again.sheets[0].set_value(1, 1, value)
    assert again.to_bytes() == data


@pytest.mark.parametrize(
    "value",
    [
        1 + 2j,
        np.complex128(1),
        np.array([1, 2]),
        decimal.Decimal("sNaN"),
        decimal.Decimal("1e400"),
        Fraction(10**400),
        pd.Period("2024-03"),
        dt.date(1899, 12, 31),
        dt.datetime(1899, 12, 31, 6),
        "🙂" * 16_384,
        b"bytes",
    ],
)
def test_what_no_cell_can_hold_is_refused_and_the_cell_is_as_it_was(value):
    sheet = sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>')

    with pytest.raises(UnsupportedValueError):
        sheet.set_value(1, 1, value)

    assert not sheet.is_changed


def test_a_whole_number_too_long_for_excel_is_written_whole_and_warned_of():
    book = Workbook.open(workbook_bytes('<row r="1"/>', '<row r="1"/>'))
    book.sheets[0].set_value(1, 1, 2**53)
    book.sheets[0].set_value(2, 1, 2**53 + 1)
    book.sheets[1].set_value(3, 1, -(10**20))
    book.sheets[1].set_value(4, 1, 10**20)
    book.sheets[1].set_value(4, 1, 4)

    data = book.to_bytes()

    assert f"<v>{2**53 + 1}</v>" in part(data, SHEET)
    assert [note.partition(":")[0] for note in book.notes] == ["Sheet1!A2 and 1 more"]


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf/>'
    '<xf numFmtId="0" quotePrefix="1" applyAlignment="1"><alignment horizontal="right"/></xf></cellXfs></styleSheet>'
)


def book_of_marked_text(after: str = "") -> Workbook:
    """Return a workbook whose A1 holds a text that somebody typed with an apostrophe before it."""
    cell = '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>0123</t></is></c></row>'
    return Workbook.open(
        zipped(workbook_parts(sheet_xml(cell, after=after), extra={"xl/styles.xml": STYLES}))
    )


@pytest.mark.parametrize("value", [7, True, ErrorValue("#N/A"), dt.date(2024, 3, 31)])
def test_a_number_does_not_inherit_the_apostrophe_of_a_text(value):
    book = book_of_marked_text()

    book.sheets[0].set_value(1, 1, value)

    assert "quotePrefix" not in part(book.to_bytes(), "xl/styles.xml").rpartition("<xf ")[2]
    assert book.styles.look(book.sheets[0].style_id(1, 1)).horizontal == "right"


def test_a_formula_does_not_inherit_the_apostrophe_of_a_text():
    book = book_of_marked_text()

    book.sheets[0].set_formula(1, 1, "=1+1", 2)

    assert book.sheets[0].style_id(1, 1) == 2


def test_text_and_blank_keep_the_apostrophe_and_a_new_look_of_the_text_too():
    book = book_of_marked_text()
    sheet = book.sheets[0]

    sheet.set_value(1, 1, "0456")
    sheet.set_value(1, 1, None)
    assert sheet.style_id(1, 1) == 1
    sheet.set_style(1, 1, book.styles.with_changes(1, {"bold": True}))

    assert 'quotePrefix="1"' in part(book.to_bytes(), "xl/styles.xml").rpartition("<xf ")[2]


@pytest.mark.parametrize("value", [7, dt.date(2024, 3, 31)])
def test_an_unlocked_cell_of_a_protected_sheet_takes_the_format_its_value_brings(value):
    book = book_of_marked_text(
        '<sheetProtection sheet="1"/><protectedRanges><protectedRange sqref="A1" name="free"/></protectedRanges>'
    )

    book.sheets[0].set_value(1, 1, value)

    assert Workbook.open(book.to_bytes()).sheets[0].style_id(1, 1) >= 2
