"""Headings and totals of tables: the cell and what its table says of the column change together."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.support.raw_workbooks import (
    DECLARATION,
    MAIN,
    SPREADSHEET,
    part,
    relationships,
    sheet_xml,
    workbook_bytes,
)
from xlscore.ooxml import ErrorValue, Workbook
from xlscore.ooxml.errors import LockedCellError, TableHeaderError

TABLE = "xl/tables/table1.xml"


def opened(table: str, rows: str, **more: object) -> Workbook:
    """Return a workbook with one sheet of these rows and one table over it."""
    sheet = sheet_xml(rows, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>')
    extra = {
        TABLE: table,
        "xl/worksheets/_rels/sheet1.xml.rels": relationships([("table", "../tables/table1.xml")]),
    }
    kinds = {f"/{TABLE}": f"{SPREADSHEET}.table+xml"}
    return Workbook.open(workbook_bytes(sheet, overrides=kinds, extra=extra, **more))


def table_book(rows: str = "", formula: str = "", **more: object) -> Workbook:
    """Return a workbook with a table of headings and one row."""
    table = (
        f'{DECLARATION}<table xmlns="{MAIN}" id="1" name="Crimes" displayName="Crimes" ref="A1:B2" totalsRowShown="0">'
        '<autoFilter ref="A1:B2"/><tableColumns count="2"><tableColumn id="1" name="Force"/>'
        f'<tableColumn id="2" name="Count">{formula}</tableColumn></tableColumns></table>'
    )
    head = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Force</t></is></c><c r="B1" t="inlineStr"><is><t>Count</t></is></c></row>'
        f'<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>{rows}'
    )
    return opened(table, head, **more)


def test_a_table_heading_and_the_name_of_its_column_move_together():
    book = table_book()

    book.sheets[0].set_value(1, 2, "Crimes &\n2024")
    book.sheets[0].set_value(1, 1, 2024)

    after = book.to_bytes()
    assert '<tableColumn id="2" name="Crimes &amp;_x000a_2024">' in part(after, TABLE)
    assert '<tableColumn id="1" name="2024"/>' in part(after, TABLE)
    assert Workbook.open(after).sheets[0].values(1, 1, 1, 2) == [["2024", "Crimes &\n2024"]]
    assert openpyxl.load_workbook(io.BytesIO(after))["Sheet1"].tables["Crimes"].column_names[0] == "2024"


@pytest.mark.parametrize(("value", "reason"), [(None, "blank"), ("", "blank"), ("FORCE", "already")])
def test_a_table_heading_that_excel_would_repair_is_refused(value, reason):
    with pytest.raises(TableHeaderError, match=reason):
        table_book().sheets[0].set_value(1, 2, value)


@pytest.mark.parametrize(
    "book",
    [
        table_book('<row r="3"><c r="D3"><f>SUM(Crimes[Count])</f><v>2</v></c></row>'),
        table_book('<row r="3"><c r="D3"><f>Crimes[[#This Row],[count]]</f><v>2</v></c></row>'),
        table_book(formula="<calculatedColumnFormula>Crimes[[#This Row],[Count]]</calculatedColumnFormula>"),
    ],
)
def test_a_table_heading_that_a_formula_names_is_refused(book):
    with pytest.raises(TableHeaderError, match="'Count'"):
        book.sheets[0].set_value(1, 2, "Number")
    book.sheets[0].set_value(1, 1, "Area")


def test_a_formula_as_table_heading_is_refused():
    with pytest.raises(TableHeaderError, match="not a formula"):
        table_book().sheets[0].set_formula(1, 1, "=1", 1)


def test_an_error_as_table_heading_becomes_its_text():
    book = table_book()

    book.sheets[0].set_value(1, 2, ErrorValue("#N/A"))

    assert not isinstance(book.sheets[0].value(1, 2), ErrorValue)
    assert '<tableColumn id="2" name="#N/A">' in part(book.to_bytes(), TABLE)


def test_a_heading_of_a_shared_workbook_is_renamed_neither_in_the_cell_nor_in_the_table():
    book = table_book(workbook_links=[("revisionHeaders", "revisions/revisionHeaders.xml")])
    before = book.to_bytes()

    with pytest.raises(LockedCellError, match="shared"):
        book.sheets[0].set_value(1, 2, "Crimes")

    assert book.to_bytes() == before


# Totals


SUBTOTAL = "SUBTOTAL(109,Crimes[Count])"
OWN = "SUM(Crimes[Count])/2"


def totals_book() -> Workbook:
    """Return a workbook with a table whose last row holds the word Total and a sum."""
    table = (
        f'{DECLARATION}<table xmlns="{MAIN}" id="1" name="Crimes" displayName="Crimes" ref="A1:B3" totalsRowCount="1">'
        '<tableColumns count="2"><tableColumn id="1" name="Force" totalsRowLabel="Total"/>'
        '<tableColumn id="2" name="Count" totalsRowFunction="sum"/></tableColumns></table>'
    )
    texts = [
        f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'
        for cell, text in (("A1", "Force"), ("B1", "Count"), ("A3", "Total"))
    ]
    rows = (
        f'<row r="1">{texts[0]}{texts[1]}</row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
        f'<row r="3">{texts[2]}<c r="B3"><f>{SUBTOTAL}</f><v>2</v></c></row>'
    )
    return opened(table, rows)


@pytest.mark.parametrize(
    ("column", "value", "noted"),
    [
        (1, "All\nforces", '<tableColumn id="1" name="Force" totalsRowLabel="All_x000a_forces"/>'),
        (1, 7, '<tableColumn id="1" name="Force"/>'),
        (1, None, '<tableColumn id="1" name="Force"/>'),
        (2, "none", '<tableColumn id="2" name="Count" totalsRowLabel="none"/>'),
        (2, 12, '<tableColumn id="2" name="Count"/>'),
        (2, ErrorValue("#N/A"), '<tableColumn id="2" name="Count"/>'),
    ],
)
def test_a_total_that_is_overwritten_is_no_longer_called_a_total_by_its_table(column, value, noted):
    book = totals_book()

    book.sheets[0].set_value(3, column, value)

    assert noted in part(book.to_bytes(), TABLE)
    assert book.sheets[0].value(3, column) == value


@pytest.mark.parametrize(
    ("formula", "noted"),
    [
        ("SUBTOTAL(101,[Count])", '<tableColumn id="2" name="Count" totalsRowFunction="average"/>'),
        (
            OWN,
            '<tableColumn id="2" name="Count" totalsRowFunction="custom">'
            f"<totalsRowFormula>{OWN}</totalsRowFormula></tableColumn>",
        ),
        ("SUBTOTAL(109,Crimes[Force])", 'totalsRowFunction="custom"'),
    ],
)
def test_a_formula_in_the_totals_row_is_noted_in_its_table(formula, noted):
    book = totals_book()

    book.sheets[0].set_formula(3, 2, f"={formula}", 1)

    assert noted in part(book.to_bytes(), TABLE)


def test_a_total_may_change_from_one_formula_to_another_and_back():
    book = totals_book()
    before = part(book.to_bytes(), TABLE)

    for formula in (OWN, "1+1", SUBTOTAL):
        book.sheets[0].set_formula(3, 2, formula, 2)

    assert part(book.to_bytes(), TABLE).replace("></tableColumn>", "/>") == before


def test_a_new_result_of_a_total_leaves_its_table_alone():
    book = totals_book()
    before = part(book.to_bytes(), TABLE)

    book.sheets[0].set_formula(3, 2, SUBTOTAL, 99)

    assert part(book.to_bytes(), TABLE) == before
