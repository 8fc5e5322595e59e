"""Blocks of values: the same file as cell by cell, and all of a block or none of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.drawn_blocks import BLOCKS, VALUES, marked, sheets
from tests.support.raw_workbooks import (
    DECLARATION,
    MAIN,
    OFFICE,
    PERCENT,
    SPREADSHEET,
    UNLOCKED,
    part,
    relationships,
    sheet_xml,
    workbook_bytes,
)
from xlscore.ooxml import ErrorValue, Workbook
from xlscore.ooxml.errors import (
    ArrayCellError,
    EditRefusedError,
    LockedCellError,
    MergedCellError,
    OoxmlError,
    TableHeaderError,
    UnsupportedValueError,
)
from xlscore.ooxml.sheet.blocks import KEPT
from xlscore.ooxml.values.addresses import column_letters


def cell_by_cell(book: Workbook, top: int, left: int, rows: list[list]) -> None:
    for row, values in enumerate(rows, top):
        for column, value in enumerate(values, left):
            if value is not KEPT:
                book.sheets[0].set_value(row, column, value)


def written(data: bytes, top: int, left: int, rows: list[list]) -> Workbook:
    book = Workbook.open(data)
    book.sheets[0].set_values(top, left, rows)
    return book


@given(sheets(), st.integers(1, 5), st.integers(1, 4), BLOCKS)
def test_a_block_gives_the_very_file_that_its_cells_one_by_one_give(data, top, left, rows):
    one_by_one = Workbook.open(data)
    cell_by_cell(one_by_one, top, left, rows)

    book = written(data, top, left, rows)

    assert book.sheets[0].used == one_by_one.sheets[0].used
    assert book.sheets[0].values(1, 1, 12, 8) == one_by_one.sheets[0].values(1, 1, 12, 8)
    assert book.to_bytes() == one_by_one.to_bytes()
    assert book.notes == one_by_one.notes


@given(sheets(), st.integers(1, 5), BLOCKS)
def test_a_block_written_a_second_time_changes_no_byte(data, top, rows):
    once = written(data, top, 2, rows).to_bytes()

    assert written(once, top, 2, rows).to_bytes() == once


@given(sheets(), BLOCKS, st.integers(1, 9), st.integers(1, 6), VALUES.filter(lambda value: value is not KEPT))
def test_a_cell_written_before_or_after_a_block_is_as_if_it_had_been_no_block(data, rows, row, column, value):
    def edited(block):
        book = Workbook.open(data)
        sheet = book.sheets[0]
        used = [sheet.used]
        sheet.set_value(row, column, value)
        block(book)
        used.append(sheet.used)
        sheet.set_value(row, column + 1, value)
        sheet.set_style(row, 1, PERCENT)
        return used, sheet.values(1, 1, 9, 9), book.to_bytes()

    by_block = edited(lambda book: book.sheets[0].set_values(2, 2, rows))

    assert by_block == edited(lambda book: cell_by_cell(book, 2, 2, rows))


def number_rows(rows: int, columns: int) -> str:
    """Return rows of numbers, as another program writes them."""
    return "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column_letters(c)}{row}"><v>{row * c}</v></c>' for c in range(1, columns + 1))
        + "</row>"
        for row in range(1, rows + 1)
    )


SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>2</v></c><c r="B1"><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c><c r="B2"><v>2</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" si="0"/><v>6</v></c><c r="B3"><v>3</v></c></row>'
)
UNPLACED = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
OUT_OF_ORDER = (
    '<row r="2"><c r="B2"><v>2</v></c><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>3</v></c></row>'
)


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_xml(SHARED),
        sheet_xml(UNPLACED),
        sheet_xml(OUT_OF_ORDER),
        sheet_xml('<row r="1"/><row r="2" hidden="1"/>\n <row r="4" ></row >\n'),
        sheet_xml("<!-- <row r='9'> -->" + number_rows(3, 2)),
        sheet_xml(number_rows(3, 2), after='<mergeCells count="1"><mergeCell ref="C9:D9"/></mergeCells>'),
        f'{DECLARATION}<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>",
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData/></worksheet>',
        sheet_xml(number_rows(1200, 2)),
        sheet_xml(number_rows(3, 4).replace("</c>", "</c >", 2)),
    ],
    ids=[
        "shared",
        "unplaced",
        "out of order",
        "empty rows",
        "hiding",
        "merged",
        "prefix",
        "blank",
        "tall",
        "end tags",
    ],
)
@pytest.mark.parametrize("top", [1, 2])
@pytest.mark.parametrize("left", [1, 2])
def test_rows_of_every_spelling_take_a_block_as_they_take_single_cells(sheet, top, left):
    data = marked(sheet)
    rows = [[7, "new", None, dt.date(2024, 3, 31)], [None, KEPT, True, 2**60], [1, 2, 3, 4]]
    one_by_one = Workbook.open(data)
    cell_by_cell(one_by_one, top, left, rows)

    book = written(data, top, left, rows)

    assert book.to_bytes() == one_by_one.to_bytes()


TABLE = (
    f'{DECLARATION}<table xmlns="{MAIN}" id="1" name="Crimes" displayName="Crimes" ref="A1:B3" totalsRowShown="0">'
    '<tableColumns count="2"><tableColumn id="1" name="Force"/><tableColumn id="2" name="Count"/></tableColumns></table>'
)
HEADINGS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Force</t></is></c><c r="B1" t="inlineStr"><is><t>Count</t></is></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c></row>'
)


def table_book() -> bytes:
    return marked(
        sheet_xml(HEADINGS, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'),
        extra={
            "xl/tables/table1.xml": TABLE,
            "xl/worksheets/_rels/sheet1.xml.rels": relationships([("table", "../tables/table1.xml")]),
        },
        overrides={"/xl/tables/table1.xml": f"{SPREADSHEET}.table+xml"},
    )


def test_a_block_over_a_table_renames_the_columns_of_its_headings():
    data = table_book()
    rows = [["Area", 2024, "beside"], ["Leeds", 3, 4], [None, 5, 6]]
    one_by_one = Workbook.open(data)
    cell_by_cell(one_by_one, 1, 1, rows)

    after = written(data, 1, 1, rows).to_bytes()

    assert after == one_by_one.to_bytes()
    assert 'name="Area"' in part(after, "xl/tables/table1.xml")
    assert 'name="2024"' in part(after, "xl/tables/table1.xml")


def test_a_date_in_a_block_is_the_heading_that_its_cell_shows_and_twice_the_same_is_refused():
    one_by_one, book = Workbook.open(table_book()), Workbook.open(table_book())
    months = dt.date(2026, 1, 31), dt.date(2026, 2, 28)
    for each in (one_by_one, book):
        sheet = each.sheets[0]
        monthly = each.styles.with_changes(0, {"number_format": "mmm yyyy"})
        for column in (1, 2):
            sheet.set_style(1, column, monthly)
    cell_by_cell(one_by_one, 1, 1, [months, [dt.date(2026, 1, 31), 5]])

    book.sheets[0].set_values(1, 1, [months, [dt.date(2026, 1, 31), 5]])
    after = book.to_bytes()
    with pytest.raises(TableHeaderError):
        book.sheets[0].set_values(1, 1, [[dt.date(2026, 3, 1), dt.date(2026, 3, 31)]])
    assert book.to_bytes() == after == one_by_one.to_bytes()

    # The same headings once more are no change, which the formula that names one would refuse.
    book.sheets[0].set_formula(5, 1, "=SUM(Crimes[Feb 2026])")
    book.sheets[0].set_values(1, 1, [months])

    assert book.sheets[0].values(1, 1, 1, 2) == [["Jan 2026", "Feb 2026"]]
    assert 'name="Jan 2026"' in part(after, "xl/tables/table1.xml")


PROTECTED = '<sheetProtection sheet="1"/>'
DOUBLED = '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
ARRAY = '<row r="4"><c r="B4"><f t="array" ref="B4:B5">A1:A2</f><v>1</v></c></row><row r="5"><c r="B5"><v>2</v></c></row>'
MERGED = '<mergeCells count="1"><mergeCell ref="A3:A30"/></mergeCells>'


@pytest.mark.parametrize(
    ("data", "rows", "error"),
    [
        (marked(sheet_xml(number_rows(2, 2), after=PROTECTED)), [[5, 6]] * 5, LockedCellError),
        (marked(sheet_xml(number_rows(2, 2), after=MERGED)), [[5, 6]] * 5, MergedCellError),
        (marked(sheet_xml(number_rows(2, 2) + ARRAY)), [[5, 6]] * 5, ArrayCellError),
        (marked(sheet_xml(number_rows(1, 2) + DOUBLED)), [[5, 6]] * 5, EditRefusedError),
        (table_book(), [["Force", None], [1, 2]], TableHeaderError),
        (table_book(), [["Same", "same"], [1, 2]], TableHeaderError),
        (marked(sheet_xml(number_rows(2, 2))), [[5, 6], [7, float("nan")]], UnsupportedValueError),
        (marked(sheet_xml("")), [[5, 6], [7, "x" * 32_768]], UnsupportedValueError),
        (marked(sheet_xml("")), [[5, 6], [7, "half \ud83d"]], UnsupportedValueError),
        (marked(sheet_xml("")), [[5, 6], [7, object()]], UnsupportedValueError),
        (marked(sheet_xml("")), [[5, 6], [7, 10**400]], UnsupportedValueError),
        (marked(sheet_xml("")), [[5, 6], [7, dt.datetime(1066, 10, 14)]], UnsupportedValueError),
        (marked(sheet_xml("")), [[5], [7] * 16_385], UnsupportedValueError),
        (marked(sheet_xml("")), [[dt.date(2024, 3, 31)], [ErrorValue("#WRONG!")]], UnsupportedValueError),
        (
            workbook_bytes(number_rows(2, 2), workbook_links=[("revisionHeaders", "styles.xml")]),
            [[dt.date(2024, 3, 31), 6], [7, 8]],
            LockedCellError,
        ),
    ],
)  # fmt: skip
def test_a_block_that_is_refused_leaves_nothing_behind(data, rows, error):
    book = Workbook.open(data)

    with pytest.raises(error):
        book.sheets[0].set_values(1, 1, rows)

    assert book.to_bytes() == data


def test_an_unlocked_cell_of_a_protected_sheet_takes_its_value_in_a_block():
    cells = f'<row r="1"><c r="A1" s="{UNLOCKED}"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    data = marked(sheet_xml(cells, after=PROTECTED))

    book = written(data, 1, 1, [[9, 2]])

    assert book.sheets[0].values(1, 1, 1, 2) == [[9, 2]]


@pytest.mark.slow
def test_the_results_that_a_tall_block_makes_stale_are_calculated_anew_and_no_others():
    def flagged(formula):
        sums = sheet_xml(f'<row r="1"><c r="A1"><f>{formula}</f><v>0</v></c></row>')
        book = Workbook.open(workbook_bytes(sheet_xml(""), sums))
        book.sheets[0].set_values(11, 2, [[row, row, row] for row in range(3_000)])
        return "fullCalcOnLoad" in part(book.to_bytes(), "xl/workbook.xml")

    assert [flagged(f"SUM(Sheet1!{box})") for box in ("B11", "D3010", "C500:C600", "A:B")] == [True] * 4
    assert [flagged(f"SUM(Sheet1!{box})") for box in ("A1:A9000", "B1:D10", "B3011:D4000", "E5:F900")] == [
        False
    ] * 4


@pytest.mark.slow
def test_blocks_over_the_published_workbooks_are_as_their_cells_one_by_one(shared_dir):
    rows = [[None, 7.25, "new & old", dt.date(2024, 3, 31), True, KEPT, 5]] * 4
    compared = 0
    for path in sorted((shared_dir / "corpus").glob("*.xls[xm]")):
        if path.stat().st_size > 60_000 or not (places := spots(path)):
            continue
        for top, left in places:
            one_by_one, by_block = Workbook.open(path), Workbook.open(path)
            try:
                by_block.sheets[0].set_values(top, left, rows)
            except OoxmlError:
                assert by_block.to_bytes() == path.read_bytes(), path.name
                continue
            cell_by_cell(one_by_one, top, left, rows)
            assert by_block.to_bytes() == one_by_one.to_bytes(), (path.name, top, left)
            compared += 1
    assert compared > 200


def spots(path: Path) -> list[tuple[int, int]]:
    """Return the corners of the first sheet's used cells, or nothing where the file cannot be read."""
    try:
        used = Workbook.open(path).sheets[0].used or (1, 1, 1, 1)
    except OoxmlError:
        return []
    return [(used[0], used[1]), (max(1, used[2] - 1), max(1, used[3] - 1))]


def test_the_used_cells_end_where_a_block_of_nothing_begins():
    book = Workbook.open(marked(sheet_xml(number_rows(4, 3))))
    sheet = book.sheets[0]
    before = sheet.used

    sheet.set_values(3, 1, [[None] * 3] * 2)

    assert (before, sheet.used) == ((1, 1, 4, 3), (1, 1, 2, 3))
