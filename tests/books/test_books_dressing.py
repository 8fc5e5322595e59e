"""What the product adds looks like the rest: new sheets, their rows, and rows as high as what was written in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from xlscore.books import refresh, roll
from xlscore.books.files import workbook_file
from xlscore.books.plan.text_lines import lines_height
from xlscore.books.plan.tones import WHITE
from xlscore.books.templates.style import NAVY
from xlscore.engine import style_name

Sheets = Mapping[str, Sequence[Sequence[Any]]]
MakeBook = Callable[[Sheets], xw.Book]

LONG = "Counter terrorism, domestic extremism and the other threats to the public that are national in their nature"
WRONG = [["Area", "North", "South"], [LONG, "Good", "Good"], ["Rape", "Good", "RI"], [LONG, "RI", "Good"]]
GRADED = [
    ["Cycle", "Cycle 3"],
    ["Area", "North", "South", "Final grade", "Rationale"],
    ["Burglary", "Good", "Good", "Good", "as graded"],
    ["Rape", "Good", "RI", "RI", "as graded"],
]


def height(sheet: xw.Sheet, row: int) -> float:
    return float(sheet.range((row, 1)).row_height)


def test_a_sheet_that_is_added_looks_like_those_of_the_templates(make_book: MakeBook) -> None:
    book = make_book({"Grid": WRONG})

    refresh(book)

    sheet = book.sheets["Problems"]
    head, body = sheet["A1"], sheet["C2"]
    colours = ["#{:02X}{:02X}{:02X}".format(*colour) for colour in (head.color, head.font.color)]
    assert colours == [NAVY, WHITE]
    assert (head.font.name, head.font.bold, body.font.name) == ("Arial", True, "Arial")
    assert (body.wrap_text, style_name(body)) == (True, "Row by xlscore")


def test_the_rows_of_problems_are_as_high_as_their_text_and_low_again_when_it_goes(
    make_book: MakeBook,
) -> None:
    book = make_book({"Grid": WRONG})
    refresh(book)
    sheet = book.sheets["Problems"]
    tall = height(sheet, 2)

    book.sheets["Grid"]["A4"].value = "Burglary"
    refresh(book)

    assert sheet["C2"].value is None
    assert tall > lines_height(1) == height(sheet, 2)


def test_a_row_that_lost_its_entries_and_keeps_its_name_keeps_its_height(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRADED})
    sheet = book.sheets["Grid"]
    sheet.impl.file.set_row_attributes(3, {"ht": "40"})

    roll(book, "Cycle 4")

    assert sheet["A3"].value == "Burglary"
    assert sheet["D3"].value is None
    assert height(sheet, 3) == 40


def test_a_height_that_a_person_has_set_stays(make_book: MakeBook) -> None:
    book = make_book({"Grid": WRONG})
    refresh(book)
    sheet = book.sheets["Problems"]
    sheet["A2"].row_height = 90

    book.sheets["Grid"]["A4"].value = "Burglary"
    refresh(book)

    assert height(sheet, 2) == 90


def test_a_table_of_ours_that_grows_keeps_its_look(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRADED})
    roll(book, "Cycle 4")
    history = book.sheets["Grade history"]
    first = history.used_range.last_cell.row
    for row, grade in ((3, "Good"), (4, "RI")):
        book.sheets["Grid"].range((row, 2), (row, 4)).value = [grade] * 3

    roll(book, "Cycle 5")

    last = history.used_range.last_cell.row
    assert last > first
    assert {style_name(history.range((row, 1))) for row in range(2, last + 1)} == {"Row by xlscore"}


@pytest.mark.parametrize(
    ("widths", "paper"), [((18, 10, 70, 70, 12), openpyxl.worksheet.worksheet.Worksheet.PAPERSIZE_A4)]
)
def test_an_added_sheet_prints_on_the_paper_that_it_needs(
    make_file: Callable[[Sheets], Path], widths: tuple[int, ...], paper: str
) -> None:
    path = make_file({"Grid": WRONG})
    with workbook_file(path) as book:
        refresh(book)
        shown = [book.sheets["Problems"].range((1, column)).column_width for column in range(1, 6)]

    sheet = openpyxl.load_workbook(path)["Problems"]

    assert shown == list(widths)
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight, sheet.print_title_rows) == (
        int(paper),
        0,
        "$1:$1",
    )
    assert sheet.freeze_panes == "A2"
