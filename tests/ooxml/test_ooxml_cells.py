"""Cells read and set: every kind of value, the style kept, all other bytes kept."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.processor_time import assert_grows_with_size
from tests.support.properties import examples
from tests.support.raw_workbooks import (
    DATE,
    ELAPSED,
    MAIN,
    PERCENT,
    compressed_parts,
    part,
    sheet_xml,
    workbook_bytes,
)
from xlscore.ooxml import ErrorValue, Workbook
from xlscore.ooxml.errors import DamagedFileError, UnsupportedValueError

SHEET = "xl/worksheets/sheet1.xml"


def first(data: bytes):
    return Workbook.open(data).sheets[0]


def edited(data: bytes, *edits: tuple) -> bytes:
    book = Workbook.open(data)
    for row, column, value in edits:
        book.sheets[0].set_value(row, column, value)
    return book.to_bytes()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>5</v></c>', 5),
        ('<c r="A1"><v>1.0888180804446217</v></c>', 1.0888180804446217),
        ('<c r="A1"><v>1.5E-3</v></c>', 0.0015),
        ('<c r="A1" t="n"><v>-7</v></c>', -7),
        ('<c r="A1" t="s"><v>0</v></c>', "plain"),
        ('<c r="A1" t="s"><v>1</v></c>', "Red line"),
        ('<c r="A1" t="s"><v>2</v></c>', "東京"),
        ('<c r="A1" t="s"><v>3</v></c>', "a\rb & _x0041_"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> in line </t></is></c>', " in line "),
        ('<c r="A1" t="inlineStr"><is><r><t>two</t></r><r><t> runs</t></r></is></c>', "two runs"),
        ('<c r="A1" t="str"><f>"x"</f><v>x</v></c>', "x"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#N/A</v></c>', ErrorValue("#N/A")),
        ('<c r="A1" t="d"><v>2024-03-31T00:00:00Z</v></c>', dt.datetime(2024, 3, 31)),
        (f'<c r="A1" s="{DATE}"><v>45382</v></c>', dt.datetime(2024, 3, 31)),
        (f'<c r="A1" s="{DATE}"><v>0.25</v></c>', dt.time(6)),
        (f'<c r="A1" s="{ELAPSED}"><v>1.5</v></c>', dt.timedelta(hours=36)),
        (f'<c r="A1" s="{PERCENT}"><v>0.5</v></c>', 0.5),
        ('<c r="A1" s="2"/>', None),
        ("<c r='A1' t='s'><v>0</v></c>", "plain"),
        ('<c r="A1"><!-- 4 --><v>5</v></c>', 5),
        ('<c r="A1" t="str"><v><![CDATA[a < b]]></v></c>', "a < b"),
        ('<c\n r="A1"\n t="str"\n><v>a\r\nb</v></c >', "a\nb"),
        ("<c><v>9</v></c>", 9),
        ("", None),
    ],
)
def test_every_kind_of_cell_reads_as_the_value_it_means(cell, value):
    strings = (
        "<si><t>plain</t></si><si><r><rPr><b/></rPr><t>Red</t></r><r><t xml:space='preserve'> line</t></r></si>"
        '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>'
        "<si><t>a_x000D_b &amp; _x005F_x0041_</t></si>"
    )
    sheet = first(workbook_bytes(f'<row r="1">{cell}</row>', strings=strings))

    assert sheet.value(1, 1) == value
    assert type(sheet.value(1, 1)) is type(value)
    assert sheet.values(1, 1, 1, 2) == [[value, None]]


def test_dates_count_from_1904_where_the_workbook_says_so():
    rows = f'<row r="1"><c r="A1" s="{DATE}"><v>43920</v></c></row>'
    data = workbook_bytes(rows, workbook='<workbookPr date1904="1"/>')

    assert first(data).value(1, 1) == dt.datetime(2024, 3, 31)
    after = first(edited(data, (2, 1, dt.date(2024, 4, 1))))
    assert after.stored_value(2, 1) == 43921
    assert after.value(2, 1) == dt.datetime(2024, 4, 1)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (5, "5"),
        (5.0, "5"),
        (1.0888180804446217, "1.0888180804446217"),
        (1e21, "1E+21"),
        (Decimal("0.1"), "0.1"),
        (Fraction(1, 4), "0.25"),
        (np.int64(7), "7"),
        (np.float64(0.1) + np.float64(0.2), "0.30000000000000004"),
        (dt.timedelta(hours=36), "1.5"),
    ],
)
def test_numbers_are_written_with_their_shortest_round_trip_digits(value, kept):
    data = edited(workbook_bytes('<row r="1"/>'), (1, 1, value))

    assert f"<v>{kept}</v>" in part(data, SHEET)


@pytest.mark.parametrize(
    "value",
    [
        "text",
        "=1+1",
        "  spaces  ",
        "line\nfeed",
        "carriage\rreturn",
        "tab\there",
        "R&D <b>\"'",
        "_x0041_",
        "\x00\x0b",
        "𝕏 emoji 🙂",
        "",
        True,
        False,
        ErrorValue("#DIV/0!"),
        0,
        -0.5,
        12345678901234567,
        None,
    ],
)
def test_what_is_set_is_what_is_read_back(value):
    data = edited(workbook_bytes('<row r="1"><c r="A1" s="2"><v>1</v></c></row>'), (1, 1, value))
    sheet = first(data)

    assert sheet.value(1, 1) == value
    assert isinstance(sheet.value(1, 1), bool) == isinstance(value, bool)
    assert sheet.style_id(1, 1) == 2
    assert sheet.formula(1, 1) is None


def test_an_error_value_is_written_as_an_error_and_its_text_as_text():
    data = edited(workbook_bytes('<row r="1"/>'), (1, 1, ErrorValue("#N/A")), (1, 2, "#N/A"))

    assert '<c r="A1" t="e"><v>#N/A</v></c>' in part(data, SHEET)
    assert '<c r="B1" t="inlineStr"><is><t>#N/A</t></is></c>' in part(data, SHEET)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (math.nan, "nan"),
        (math.inf, "inf"),
        (pd.NaT, "missing date"),
        ("x" * 32_768, "32767"),
        ("\ud800", "surrogate"),
        (dt.date(1899, 1, 1), "earlier"),
        (dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "time zone"),
        (ErrorValue("#NOPE!"), "not an error"),
        (object(), "object"),
        (10**400, "larger"),
    ],
)
def test_a_value_no_cell_can_hold_is_refused_with_a_sentence(value, reason):
    sheet = first(workbook_bytes('<row r="1"/>'))

    with pytest.raises(UnsupportedValueError, match=reason):
        sheet.set_value(1, 1, value)


@pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 0), (1_048_577, 1), (1, 16_385)])
def test_a_place_outside_the_sheet_is_refused(row, column):
    with pytest.raises(UnsupportedValueError, match="XFD1048576"):
        first(workbook_bytes('<row r="1"/>')).set_value(row, column, 1)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (dt.date(2024, 3, 31), "m/d/yyyy"),
        (dt.datetime(2024, 3, 31, 9, 30), "m/d/yyyy h:mm"),
        (dt.time(9, 30), "h:mm:ss"),
        (dt.timedelta(hours=30), "[h]:mm:ss"),
    ],
)
def test_a_date_gets_a_date_format_only_where_there_is_none(value, code):
    book = Workbook.open(workbook_bytes(f'<row r="1"><c r="A1" s="{DATE}"/><c r="B1"/></row>'))
    sheet = book.sheets[0]

    sheet.set_value(1, 1, value)
    sheet.set_value(1, 2, value)

    assert sheet.style_id(1, 1) == DATE
    assert book.styles.number_format(sheet.style_id(1, 2)) == code
    assert Workbook.open(book.to_bytes()).sheets[0].stored_value(1, 2) == sheet.stored_value(1, 1)


def test_only_the_touched_part_changes_and_the_rest_is_copied_raw():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    data = workbook_bytes(rows, rows, strings="<si><t>x</t></si>")

    after = edited(data, (1, 1, 2))

    old, new = compressed_parts(data), compressed_parts(after)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == [SHEET]


def test_only_the_cell_changes_within_its_part():
    before = '<sheetPr filterMode="0"/><dimension ref="A1:C2"/><!-- kept -->'
    rows = (
        "\n  <row  spans='1:3'   r=\"1\" x14ac:dyDescent='0.25'><c r='A1' s='1' ><v>1.10</v></c> "
        '<c   r="B1"><f>A1</f><v>1</v></c></row>\n\n<row r="2"><c r="A2"><v>2</v></c></row>\n'
    )
    sheet = sheet_xml(rows, before, '<extLst><ext uri="{x}"><y:c xmlns:y="y"/></ext></extLst>').replace(
        "<worksheet ",
        '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" ',
    )

    after = part(edited(workbook_bytes(sheet), (2, 1, 3)), SHEET)

    assert after == sheet.replace('<c r="A2"><v>2</v></c>', '<c r="A2"><v>3</v></c>')


def test_setting_what_is_there_already_changes_no_byte():
    strings = "<si><r><t>Ri</t></r><r><t>ch</t></r></si>"
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.50</v></c><c r="C1" t="b"><v>1</v></c>'
        f'<c r="D1" t="e"><v>#N/A</v></c><c r="E1" s="{DATE}"><v>45382.0</v></c><c r="F1" s="1"/></row>'
    )
    data = workbook_bytes(rows, strings=strings)
    values = ["Rich", 1.5, True, ErrorValue("#N/A"), dt.date(2024, 3, 31), None, None]

    book = Workbook.open(data)
    book.sheets[0].set_values(1, 1, [values])

    assert book.to_bytes() == data


def test_a_second_edit_with_the_same_values_changes_no_byte():
    edits = [(1, 1, "new"), (3, 2, 7.5), (2, 1, dt.date(2024, 3, 31)), (9, 9, True), (1, 2, None)]
    once = edited(workbook_bytes('<row r="1"><c r="B1"><f>A1</f><v>4</v></c></row>'), *edits)

    assert edited(once, *edits) == once


def test_rows_and_cells_are_made_in_their_order():
    rows = '<row r="3" spans="2:2"><c r="B3"><v>3</v></c></row><row r="7"><c r="D7"><v>7</v></c></row>'
    data = workbook_bytes(sheet_xml(rows, before='<dimension ref="B3:D7"/>'))
    places = [(1, 1), (9, 2), (3, 1), (3, 3), (5, 2), (7, 30), (2, 5), (8, 1)]

    after = edited(data, *((row, column, row * column) for row, column in places))

    xml = part(after, SHEET)
    numbers = [int(each) for each in re.findall(r'<row r="(\d+)"', xml)]
    assert numbers == [1, 2, 3, 5, 7, 8, 9]
    assert re.findall(r'r="([A-Z]+3)"', xml) == ["A3", "B3", "C3"]
    assert '<row r="3" spans="1:3">' in xml
    assert '<dimension ref="A1:AD9"/>' in xml
    assert all(first(after).value(row, column) == row * column for row, column in places)


def test_a_new_cell_takes_the_format_of_its_row_or_column():
    rows = '<row r="2" s="2" customFormat="1"/><row r="3" s="2"/>'
    data = workbook_bytes(sheet_xml(rows, before='<cols><col min="2" max="3" width="9" style="3"/></cols>'))

    sheet = first(edited(data, (2, 2, 1), (3, 2, 1), (3, 1, 1), (9, 3, 1)))

    assert [sheet.style_id(*place) for place in [(2, 2), (3, 2), (3, 1), (9, 3)]] == [2, 3, 0, 3]


def test_missing_addresses_are_counted_and_neighbours_keep_their_place():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c r='C2'><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
    data = workbook_bytes(rows)

    assert first(data).values(1, 1, 3, 4) == [[1, 2, None, None], [None, None, 3, 4], [5, None, None, None]]
    after = first(edited(data, (2, 1, "new"), (1, 2, 20)))
    assert after.values(1, 1, 3, 4) == [[1, 20, None, None], ["new", None, 3, 4], [5, None, None, None]]


def test_a_new_row_before_a_row_without_number_gives_that_row_its_number():
    data = workbook_bytes(
        "<row r='5'><c><v>5</v></c></row><row><c><v>6</v></c></row><row><c><v>7</v></c></row>"
    )

    after = first(edited(data, (2, 1, 2)))

    assert [row[0] for row in after.values(1, 1, 7, 1)] == [None, 2, None, None, 5, 6, 7]


def test_rows_out_of_order_keep_their_order_and_can_be_edited():
    data = workbook_bytes("<row r='5'><c r='A5'><v>5</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>")

    after = edited(data, (5, 1, 50), (2, 1, 20), (3, 1, 30))

    assert [row[0] for row in first(after).values(1, 1, 5, 1)] == [None, 20, 30, None, 50]


def test_a_prefixed_sheet_is_edited_in_its_own_prefix():
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:f>B1</x:f>'
        "<x:v>a</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    data = workbook_bytes(sheet)

    after = edited(data, (1, 2, "b"), (2, 1, 3))

    assert first(data).formula(1, 1) == "=B1"
    assert first(after).values(1, 1, 2, 2) == [["a", "b"], [3, None]]
    assert '<x:c r="B1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c>' in part(after, SHEET)


def test_an_empty_sheet_takes_its_first_cell():
    data = workbook_bytes(sheet_xml("").replace("<sheetData></sheetData>", "<sheetData />"))

    after = edited(data, (1, 1, 1))

    assert '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>' in part(after, SHEET)


def test_a_sheet_in_utf_16_is_read_and_written_as_utf_8():
    sheet = sheet_xml('<row r="1"><c r="A1" t="str"><v>Ł</v></c></row>').replace('"UTF-8"', '"UTF-16"')
    data = workbook_bytes(sheet.replace("<worksheet", "<worksheet"), extra={SHEET: sheet.encode("utf-16")})

    after = edited(data, (1, 2, "ź"))

    assert first(data).value(1, 1) == "Ł"
    assert part(after, SHEET).startswith('<?xml version="1.0" encoding="UTF-8"')
    assert first(after).values(1, 1, 1, 2) == [["Ł", "ź"]]


def test_the_used_box_holds_cells_with_content_only():
    rows = '<row r="2"><c r="A2" s="1"/><c r="C2"><v>1</v></c></row><row r="5"><c r="B5"><f>C2</f></c></row>'
    sheet = first(workbook_bytes(rows))

    assert sheet.used == (2, 2, 5, 3)
    sheet.set_value(9, 9, 1)
    assert sheet.used == (2, 2, 9, 9)
    sheet.clear(9, 9)
    assert sheet.used == (2, 2, 5, 3)


def test_a_text_number_beyond_the_shared_texts_is_refused_by_name():
    with pytest.raises(DamagedFileError, match="text 7"):
        first(workbook_bytes('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')).value(1, 1)


def test_row_attributes_are_set_in_place():
    sheet = first(workbook_bytes('<row r="1" ht="15" customHeight="1"><c r="A1"><v>1</v></c></row>'))

    sheet.set_row_attributes(1, {"ht": "20", "hidden": "1", "customHeight": None})

    assert b'<row r="1" ht="20" hidden="1"><c r="A1">' in sheet.xml()
    assert sheet.row_attributes(1) == {"r": "1", "ht": "20", "hidden": "1"}


def test_a_format_is_set_without_touching_the_content():
    sheet = first(workbook_bytes('<row r="1"><c r="A1" t="b"><v>1</v></c></row>'))

    sheet.set_style(1, 1, 2)
    sheet.set_style(2, 2, 2)

    assert b'<c r="A1" t="b" s="2"><v>1</v></c>' in sheet.xml()
    assert b'<row r="2"><c r="B2" s="2"/></row>' in sheet.xml()


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


@settings(max_examples=examples(60))
@given(st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 30)), VALUES, max_size=25))
def test_any_set_of_edits_reads_back_and_repeats_without_a_changed_byte(cells):
    rows = '<row r="4"><c r="B4"><v>4</v></c><c r="D4"><v>5</v></c></row><row r="9" spans="1:2"><c r="A9"/></row>'
    data = workbook_bytes(rows)
    edits = [(row, column, value) for (row, column), value in cells.items()]

    once = edited(data, *edits)

    sheet = first(once)
    assert all(sheet.value(row, column) == value for row, column, value in edits)
    assert sheet.value(4, 2) == cells.get((4, 2), 4)
    assert edited(once, *edits) == once


def test_openpyxl_reads_every_kind_of_value_that_was_set(tmp_path):
    values = ["text", 1.5, True, dt.datetime(2024, 3, 31), "=text", "two\nlines", "é <&>"]
    file = tmp_path / "set.xlsx"
    file.write_bytes(edited(workbook_bytes('<row r="1"/>'), *((1, n, v) for n, v in enumerate(values, 1))))

    row = next(openpyxl.load_workbook(file)["Sheet1"].iter_rows())

    assert [cell.value for cell in row] == values
    assert row[4].data_type != "f"


@pytest.mark.slow
def test_a_row_of_every_column_is_written_and_read():
    book = Workbook.open(workbook_bytes('<row r="1" spans="2:3"><c r="B1"><v>7</v></c><c r="C1"/></row>'))
    numbers = list(range(16_384))

    book.sheets[0].set_values(1, 1, [numbers])

    sheet = Workbook.open(book.to_bytes()).sheets[0]
    assert sheet.values(1, 1, 1, 16_384) == [numbers]
    assert sheet.row_attributes(1)["spans"] == "1:16384"


@pytest.mark.slow
def test_a_wide_row_is_written_without_going_through_it_for_each_of_its_cells():
    def writing(columns):
        sheet = Workbook.open(workbook_bytes('<row r="1"><c r="B1"><v>7</v></c></row>')).sheets[0]
        return lambda: sheet.set_values(1, 1, [list(range(columns))])

    assert_grows_with_size(writing, 2_048, 16_384)


def test_a_row_whose_cells_are_out_of_order_is_edited_in_place():
    rows = '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>'

    data = edited(workbook_bytes(rows), (1, 1, 10), (1, 2, 20), (1, 4, 40))

    assert first(data).values(1, 1, 1, 4) == [[10, 20, 3, 40]]
