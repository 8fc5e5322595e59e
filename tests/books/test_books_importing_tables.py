"""Files brought into tables of Excel with a row of totals, and months that are older than those that stand there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.table import Table

from tests.books.layouts import Sheets
from tests.support.importer import file_of
from xlscore.books import BookError, report_month
from xlscore.books.files import workbook_file
from xlscore.books.importing.answer import Imported
from xlscore.books.importing.bringing import bring_in
from xlscore.sources.counted import FileCounts

MakeBook = Callable[[Sheets], xw.Book]
NORTH, SOUTH = ("Burglary", "North"), ("Burglary", "South")
HEADINGS = ["Measure", "Place", "Apr 2019", "May 2019"]
APRIL, JUNE = date(2019, 4, 1), date(2019, 6, 1)


def bring(book: xw.Book, *files: FileCounts) -> Imported:
    return bring_in(book, lambda _: files)


def with_totals(path: Path, blank_rows: int) -> Path:
    """Make a workbook whose counts are a table of Excel with a row of totals, and blank rows above it."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Series"
    for row in (HEADINGS, [*NORTH, 1, 2], *[[None] * 4] * blank_rows):
        sheet.append(row)
    last = 3 + blank_rows
    for column, value in (
        (1, "Total"),
        (3, "=SUBTOTAL(109,Counts[Apr 2019])"),
        (4, "=SUBTOTAL(109,Counts[May 2019])"),
    ):
        sheet.cell(last, column, value)
    table = Table(displayName="Counts", ref=f"A1:D{last}", totalsRowCount=1)
    table._initialise_columns()
    for column, heading in zip(table.tableColumns, HEADINGS, strict=True):
        column.name = heading
    table.tableColumns[0].totalsRowLabel = "Total"
    table.tableColumns[2].totalsRowFunction = table.tableColumns[3].totalsRowFunction = "sum"
    sheet.add_table(table)
    workbook.save(path)
    return path


def rows_of(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)["Series"].iter_rows(values_only=True))


def test_new_rows_stand_above_the_totals_of_a_table_and_a_new_month_is_in_it(tmp_path: Path) -> None:
    path = with_totals(tmp_path / "book.xlsx", blank_rows=2)

    with workbook_file(path) as book:
        bring(book, file_of({(*SOUTH, APRIL): 5, (*SOUTH, JUNE): 7}, is_table=True))

    assert rows_of(path)[:3] == [
        ("Measure", "Place", "Apr 2019", "May 2019", "Jun 2019"),
        (*NORTH, 1, 2, None),
        (*SOUTH, 5, None, 7),
    ]
    assert rows_of(path)[-1][:4] == (
        "Total", None, "=SUBTOTAL(109,Counts[Apr 2019])", "=SUBTOTAL(109,Counts[May 2019])",
    )  # fmt: skip
    table = openpyxl.load_workbook(path)["Series"].tables["Counts"]
    assert (table.ref, table.totalsRowCount) == ("A1:E5", 1)


def test_without_room_above_the_totals_nothing_is_written_and_it_is_said_why(tmp_path: Path) -> None:
    path = with_totals(tmp_path / "book.xlsx", blank_rows=0)
    before = path.read_bytes()

    with (
        pytest.raises(
            BookError,
            match=r"row of totals in row 3, and 1 new row belongs above it; insert 1 row above row 3",
        ),
        workbook_file(path) as book,
    ):
        bring(book, file_of({(*SOUTH, APRIL): 5}))

    assert path.read_bytes() == before


def test_older_months_that_files_bring_go_behind_and_the_month_says_nothing_of_their_order(
    make_book: MakeBook,
) -> None:
    book = make_book({"Series": [["Measure", "Place", *HEADINGS[2:]], [*NORTH, 3, 4]]})
    older = {(*NORTH, date(2018 + n // 12, n % 12 + 1, 1)): n for n in range(3, 15)}
    bring(book, file_of(older))

    result = report_month(book)

    assert book.sheets["Series"].range("E1:F1").value == ["Apr 2018", "May 2018"]
    assert not [problem.what for problem in result.problems if "out of order" in problem.what]
    (row,) = [row for row in result.as_dict()["dashboard"] if row["area"] == "North"]
    assert (row["this_year"], row["last_year"]) == (7, 3 + 4)


def test_months_that_a_person_typed_out_of_order_are_still_a_problem(make_book: MakeBook) -> None:
    book = make_book(
        {"Series": [["Measure", "Place", "May 2019", "Apr 2019", "Jun 2019"], [*NORTH, 3, 4, 5]]}
    )
    bring(book, file_of({(*NORTH, date(2019, 3, 1)): 2}))

    result = report_month(book)

    assert [problem.cell for problem in result.problems if "out of order" in problem.what] == ["D1"]


@pytest.mark.parametrize(
    ("total", "cell"),
    [
        ("=SUM(C2:C3)", "C4"),
        ("=SUBTOTAL(9,C$2:C$3)", "C4"),
        ("=SUM(Series!C2:C3)+0", "C4"),
        ("=SUM(C2:C3,C5:C9)", None),
        ("=SUM(C5:C900)+C2+C3", None),
        ("=D4*2", None),
        (12, None),
    ],
)
def test_a_total_of_a_persons_that_leaves_new_rows_out_is_a_problem(
    total: object, cell: str | None, tmp_path: Path
) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Series"
    for row in (HEADINGS, [*NORTH, 1, 2], [*SOUTH, 3, 4], ["Total", None, total, 6]):
        sheet.append(row)
    workbook.save(tmp_path / "book.xlsx")

    with workbook_file(tmp_path / "book.xlsx") as book:
        result = bring(book, file_of({("Robbery", "North", APRIL): 5}))

    assert rows_of(tmp_path / "book.xlsx")[4][:3] == ("Robbery", "North", 5)
    assert [(problem.cell, problem.what) for problem in result.problems] == (
        [(cell, "1 new row stands outside of what 'Total' adds up, from row 5 on.")] if cell else []
    )


@pytest.mark.parametrize(
    ("heading", "formula", "is_said"),
    [
        ("Total", "=SUM(C2:D2)", True),
        ("Total", "=SUM(C2:Z2)-SUM(E2:E2)", False),
        ("Total 2019/20", "=SUM(C2:D2)", False),
        ("YTD", "=SUM(C2:D2)", False),
        ("Total", 3, False),
    ],
)
def test_a_total_column_that_leaves_a_new_month_out_is_a_problem(
    heading: str, formula: object, is_said: bool, tmp_path: Path
) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Series"
    for row in ([*HEADINGS, heading], [*NORTH, 1, 2, formula]):
        sheet.append(row)
    workbook.save(tmp_path / "book.xlsx")

    with workbook_file(tmp_path / "book.xlsx") as book:
        result = bring(book, file_of({(*NORTH, JUNE): 5}))

    assert rows_of(tmp_path / "book.xlsx")[1][5] == 5
    assert [(problem.cell, problem.what) for problem in result.problems] == (
        [("E2", "1 new month stands outside of what 'Total' adds up.")] if is_said else []
    )
