"""A workbook with a bit of everything, damaged: read and edited, or refused in a sentence.

Two runs of some thousands of damaged copies preceded this file, whose findings are listed in `FOUND`, and the
coverage-guided ones of `benchmarks/fuzz_ooxml.py`.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.test_engine_rules import png
from tests.support.fuzzed_course import course
from tests.support.fuzzed_engine_edits import ENGINE_EDITS, opened
from tests.support.fuzzed_engine_edits import attempt as only_xlwings_refuses
from tests.support.properties import examples
from tests.support.raw_workbooks import zipped
from xlscore.engine import apply_style, engine, set_page, style_name
from xlscore.errors import XlscoreError
from xlscore.ooxml import ErrorValue, Workbook
from xlscore.ooxml.opc.blank import blank_workbook


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fuzz") / "logo.png"
    path.write_bytes(png(4, 4))
    return path


@pytest.fixture(scope="module")
def parts(picture: Path) -> dict[str, bytes]:
    """The parts of a workbook with a table, rules, notes, a picture, names, an array and print settings."""
    book = xw.Book(impl=engine().impl.apps.add(add_book=True).books.active)
    sheet = book.sheets[0]
    sheet["A1"].value = [["Force", "Rate"], ["Essex", 1.5], ["Kent", 2]]
    sheet.tables.add(sheet["A1:B3"], name="Forces")
    sheet["D1:E2"].merge()
    sheet["G2"].formula = "=SUM(Forces[Rate])"
    sheet["H1:H2"].formula_array = "=A2:A3"
    dress(sheet, picture)
    sheet["B3"].conditional_formats.add_color_scale(["#FF0000", "#00FF00"])
    book.sheets.add("Two", after=sheet)
    data = book.impl.workbook.to_bytes()
    book.app.quit()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def dress(sheet: xw.Sheet, picture: Path) -> None:
    """Give a sheet one of everything that is kept beside its cells; each is tried for itself."""
    steps: list[Callable[[], object]] = [
        lambda: sheet["A1"].note or sheet["A1"].add_note("A note"),
        lambda: sheet["B2"].conditional_formats.add_cell_value("greater_than", 1, fill_color="#C00000"),
        lambda: sheet["C1"].data_validation.set_list(["a", "b"]),
        lambda: sheet["C2"].add_hyperlink("https://example.org", "x"),
        lambda: sheet.pictures.add(picture, name=f"Logo {len(sheet.pictures)}"),
        lambda: sheet.book.names.add("first", "=Sheet1!$A$1"),
        lambda: setattr(sheet["F1"], "column_width", 12),
        lambda: setattr(sheet["F1"], "row_height", 20),
        lambda: set_page(sheet, paper="A4", header="&L", title_rows=(1, 2), margins={"left": 1}),
        lambda: apply_style(sheet["A2"], "Computed", italic=True),
        lambda: setattr(sheet["A2"].borders, "line_style", "continuous"),
        lambda: setattr(sheet.page_setup, "print_area", "A1:C3"),
    ]
    for step in steps:
        attempt(step)


def attempt(step: Callable[[], object]) -> None:
    with contextlib.suppress(XlscoreError):
        only_xlwings_refuses(step)


def read_all(book: xw.Book) -> None:
    for sheet in book.sheets:
        _ = (sheet.used_range.value, sheet.used_range.formula, sheet.visible, sheet.page_setup.print_area)
        for table in sheet.tables:
            _ = (table.range.value, table.data_body_range, table.totals_row_range, list(table.columns))
        _ = [(note.text, note.location.address) for note in sheet.notes]
        _ = [(shape.name, shape.left, shape.width) for shape in sheet.shapes]
        for rule in sheet["A1:Z9"].conditional_formats:
            _ = (rule.type, rule.formula, rule.fill_color, rule.colors, rule.thresholds, rule.operator)
        cell = sheet["A2"]
        _ = (cell.font.color, cell.font.size, cell.color, cell.borders.line_style, cell.merge_area.address)
        _ = (
            cell.left,
            cell.row_height,
            cell.number_format,
            style_name(cell),
            sheet["A1"].current_region.address,
        )
    _ = [(name.name, name.refers_to) for name in book.names]


def edit_all(book: xw.Book, picture: Path) -> None:
    sheet = book.sheets[0]
    dress(sheet, picture)
    steps: list[Callable[[], object]] = [
        lambda: setattr(sheet["A2"], "value", [[1, 2], [3, 4]]),
        lambda: setattr(sheet["A1"], "value", "New"),
        lambda: sheet.tables.add(sheet["L1:M3"], name="Other"),
        lambda: sheet.tables[0].resize(sheet["A1:B5"]) if len(sheet.tables) else None,
        lambda: setattr(sheet.tables[0], "name", "Renamed") if len(sheet.tables) else None,
        lambda: sheet["D1:E2"].unmerge(),
        lambda: setattr(sheet, "name", "Renamed"),
        lambda: sheet.copy(after=sheet),
        lambda: book.sheets[-1].delete(),
        lambda: sheet.clear(),
    ]
    for step in steps:
        attempt(step)


def exercise(parts: dict[str, bytes], picture: Path) -> None:
    """Read and edit a damaged workbook as far as it lets us; only sentences may come of it."""
    try:
        book = opened(Workbook.open(zipped(parts), edit_protected=True))
    except XlscoreError:
        return
    for step in (read_all, lambda it: edit_all(it, picture), lambda it: it.impl.workbook.to_bytes()):
        with contextlib.suppress(XlscoreError):
            step(book)
    book.app.quit()


FOUND = [
    ("xl/drawings/drawing1.xml", r'xmlns:c="[^"]*"', 'xmlns:c="x"'),
    ("xl/drawings/drawing1.xml", r"<xdr:row>\d+", "<xdr:row>-1"),
    ("xl/drawings/drawing1.xml", r"<xdr:col>\d+", "<xdr:col>1e999"),
    ("xl/tables/table1.xml", "<table ", '<table xmlns:c="x" '),
    ("xl/tables/table1.xml", r'<tableColumn id="\d+"', '<tableColumn id="one"'),
    ("xl/workbook.xml", r'localSheetId="\d+"', 'localSheetId="99"'),
    ("xl/workbook.xml", r'sheetId="\d+"', 'sheetId="one"'),
    ("xl/worksheets/sheet1.xml", r'<color rgb="[^"]*"/>', '<color rgb="FF........"/>'),
    ("xl/worksheets/sheet1.xml", r'priority="\d+"', 'priority="first"'),
    ("xl/worksheets/sheet1.xml", r'<col min="\d+" max="\d+"', '<col min="-1" max="nan"'),
    ("xl/comments1.xml", r'authorId="\d+"', 'authorId="somebody"'),
    ("xl/worksheets/_rels/sheet1.xml.rels", r"\.\./drawings/drawing1\.xml", "../x"),
]


@pytest.mark.parametrize(("part", "old", "new"), FOUND)
def test_an_odd_detail_beside_the_cells_ends_in_no_traceback(
    parts: dict[str, bytes], picture: Path, part: str, old: str, new: str
) -> None:
    text, changes = re.subn(old, new, parts[part].decode())

    exercise(parts | {part: text.encode()}, picture)

    assert changes


@settings(max_examples=examples(50))
@given(st.binary(min_size=40, max_size=250))
def test_twenty_edits_through_xlwings_are_refused_with_a_sentence_or_lose_nothing(data: bytes) -> None:
    course(data, ENGINE_EDITS)


def test_a_name_for_a_sheet_that_is_not_there_is_refused_with_a_sentence() -> None:
    book = opened(Workbook.open(blank_workbook()))

    with pytest.raises(XlscoreError, match="no sheet 'Elsewhere'"):
        book.sheets[0]["A1"].name = "Elsewhere!first"


def test_an_error_value_or_a_formula_over_a_table_becomes_a_heading_that_is_a_text() -> None:
    book = opened(Workbook.open(blank_workbook()))
    file = book.sheets[0].impl.file
    file.set_values(1, 1, [["Force", ErrorValue("#N/A")], ["Essex", 1]])
    file.set_formula(1, 3, '="Ra"&"te"', "Rate")

    table = book.sheets[0].tables.add(book.sheets[0]["A1:C2"])

    assert [type(value) for value in file.values(1, 1, 1, 3)[0]] == [str] * 3
    assert file.formula(1, 3) is None
    assert [column.name for column in table.columns] == ["Force", "#N/A", "Rate"]
