"""Names that read like cells but lie outside the grid, and formulas with such places: they keep no workbook from saving."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from tests.support.raw_workbooks import workbook_bytes
from xlscore.engine import open_book
from xlscore.errors import XlscoreError

NAMES = '<definedNames><definedName name="{}">{}</definedName></definedNames>'


@pytest.mark.parametrize(
    ("name", "refers_to", "formula"),
    [
        ("YTD2025", "Sheet1!$A$1", "YTD2025/2"),
        ("TAX2024", "Sheet1!$A$1", "TAX2024+1"),
        ("nothing", "A0", "A0"),
        ("beyond", "Sheet1!$A$1048577", "SUM(XFE1:XFF2)+A1048577"),
    ],
)
def test_a_workbook_with_such_a_name_and_formula_is_edited_and_saved(
    tmp_path: Path, name: str, refers_to: str, formula: str
) -> None:
    path = tmp_path / "year.xlsx"
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>{formula}</f><v>9</v></c></row>'
    path.write_bytes(workbook_bytes(rows, after_sheets=NAMES.format(name, refers_to)))

    with open_book(path) as book:
        book.sheets[0]["A1"].value = 4
        book.sheets[0].name = "Grid"
        book.save()

    with open_book(path) as again:
        assert again.sheets["Grid"]["A1"].value == 4
        assert again.sheets["Grid"]["B1"].formula == f"={formula}"
        assert again.names[name].refers_to == "=" + refers_to.replace("Sheet1", "Grid")


@pytest.mark.parametrize("name", ["YTD2025", "XFE1", "YOY2026", "A1048577"])
def test_a_name_outside_the_grid_may_be_given_and_read_back(sheet: xw.Sheet, name: str) -> None:
    sheet.book.names.add(name, "=Sheet1!$B$2")

    assert sheet.book.names[name].refers_to_range.address == "$B$2"
    assert sheet.range(name).value == 1.5


@pytest.mark.parametrize("name", ["FY2026", "FYE2026", "XFD1", "A1", "R1C1", "c", "A0"])
def test_a_name_that_excel_reads_as_cells_is_refused(sheet: xw.Sheet, name: str) -> None:
    with pytest.raises(XlscoreError, match="cannot be a name"):
        sheet.book.names.add(name, "=Sheet1!$B$2")


@pytest.mark.parametrize(("name", "taken"), [("YTD2025", True), ("Q1", False)])
def test_a_table_may_have_such_a_name_too(sheet: xw.Sheet, name: str, taken: bool) -> None:
    if taken:
        assert sheet.tables.add(sheet["A1:B3"], name=name).name == name
    else:
        with pytest.raises(XlscoreError, match="cannot be the name of a table"):
            sheet.tables.add(sheet["A1:B3"], name=name)
