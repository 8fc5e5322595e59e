"""Outside judges on a file with every kind of edit: the SDK validator, LibreOffice, openpyxl."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.support.validator import validate
from xlscore.ooxml import ErrorValue, Workbook

LIGHT_BLUE = "#DDEBF7"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A workbook as Excel writes one: table, chart, merge, formulas, conditional format, two sheets."""
    path = tmp_path / "grid.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Grid")
    sheet.add_table(
        "A1:C4", {"name": "Crimes", "columns": [{"header": "Force"}, {"header": "Now"}, {"header": "Then"}]}
    )
    for row in range(1, 4):
        sheet.write_row(row, 0, [f"Force {row}", row * 10, row * 9])
        sheet.write_formula(row, 4, f"=B{row + 1}-C{row + 1}", None, row)
    sheet.merge_range("G1:H2", "merged", book.add_format({"bg_color": LIGHT_BLUE}))
    sheet.conditional_format(
        "B2:B4", {"type": "cell", "criteria": ">", "value": 15, "format": book.add_format({"bold": 1})}
    )
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Grid!$B$2:$B$4"})
    sheet.insert_chart("G5", chart)
    book.add_worksheet("Sums").write_formula("A1", "=SUM(Grid!B2:B4)", None, 60)
    book.close()
    return path


@pytest.fixture
def edited(made: Path) -> Path:
    book = Workbook.open(made)
    sheet = book.sheet("Grid")
    sheet.set_values(2, 2, [[100, 90.5], [None, True]])
    sheet.set_value(1, 3, "A year & a day ago")
    sheet.set_value(2, 1, "=not a formula")
    sheet.set_value(4, 5, ErrorValue("#N/A"))
    sheet.set_value(1, 7, "new in the merge\nsecond line")
    sheet.set_value(20, 1, dt.date(2024, 3, 31))
    sheet.set_value(21, 30, dt.datetime(2024, 3, 31, 12, 30))
    sheet.set_formula(22, 1, "=B2*2", 200)
    sheet.set_formula(23, 1, '=IFS(B2>1,"more",TRUE,"less")', "more")
    book.save()
    return made


@pytest.mark.validator
def test_the_validator_finds_no_error(edited):
    assert validate(edited) == []


@pytest.mark.libreoffice
def test_libreoffice_shows_the_new_values_and_computes_from_them(edited, office):
    rows = office.read(edited, "Grid")
    sums = office.read(edited, "Sums")

    assert rows[0][2] == "A year & a day ago"
    assert rows[1][:3] == ["=not a formula", 100.0, 90.5]
    assert rows[1][4] == 9.5
    assert rows[3][4] == "#N/A"
    assert rows[19][0] == 45382.0
    assert rows[20][29] == 45382 + 12.5 / 24
    assert [row[0] for row in rows[21:23]] == [200.0, "more"]
    assert sums[0][0] == 130.0


def test_openpyxl_reads_the_new_values_formulas_and_the_table(edited):
    sheet = openpyxl.load_workbook(edited)["Grid"]

    assert [cell.value for cell in sheet[2]][:3] == ["=not a formula", 100, 90.5]
    assert sheet["E3"].value == "=B3-C3"
    assert sheet["A22"].value == "=B2*2"
    assert sheet["A20"].value == dt.datetime(2024, 3, 31)
    assert sheet["G1"].value == "new in the merge\nsecond line"
    assert sheet.tables["Crimes"].column_names == ["Force", "Now", "A year & a day ago"]


def test_only_the_sheet_changes_where_excel_calculates_on_loading_anyway(made):
    before = Workbook.open(made).package
    book = Workbook.open(made)
    book.sheet("Grid").set_value(2, 2, 100)

    after = Workbook.open(book.to_bytes()).package

    changed = [name for name in before.names() if before.read(name) != after.read(name)]
    assert changed == ["/xl/worksheets/sheet1.xml"]
