"""A date as the heading of a table keeps the text that its cell shows, as in Excel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import xlwings as xw

from xlscore.errors import XlscoreError
from xlscore.ooxml.values.shown import shown_date

MONTHS = [dt.datetime(2026, month, 1) for month in (1, 2, 3)]


@pytest.mark.parametrize(
    ("code", "headings"),
    [
        ("mmm-yy", ["Jan-26", "Feb-26", "Mar-26"]),
        ("mmmm yyyy", ["January 2026", "February 2026", "March 2026"]),
        ("dd/mm/yyyy", ["01/01/2026", "01/02/2026", "01/03/2026"]),
        (None, ["01/01/2026", "01/02/2026", "01/03/2026"]),
    ],
)
def test_monthly_headings_become_what_their_cells_show(
    sheet: xw.Sheet, reopened: Callable[[], xw.Book], code: str | None, headings: list[str]
) -> None:
    sheet["E1"].value = ["Force", *MONTHS]
    if code:
        sheet["F1:H1"].number_format = code
    sheet["E2"].value = [["Essex", 1, 2, 3]]

    sheet.tables.add(sheet["E1:H2"], name="Series")

    again = reopened().sheets[0]
    assert again["E1:H1"].value == ["Force", *headings]
    assert [column.name for column in again.tables["Series"].impl.columns] == ["Force", *headings]


def test_a_date_written_into_a_heading_is_its_shown_text(sheet: xw.Sheet) -> None:
    table = sheet.tables.add(sheet["A1:B3"])
    sheet["B1"].number_format = "mmm yyyy"

    sheet["B1"].value = MONTHS[0]
    assert sheet["B1"].value == table.impl.columns(2).name == "Jan 2026"

    sheet["A1:B1"].value = ["Force", MONTHS[1]]
    assert sheet["B1"].value == table.impl.columns(2).name == "Feb 2026"

    sheet["B1"].value = 46082
    assert sheet["B1"].value == "Mar 2026"


def test_two_dates_that_are_shown_alike_are_refused_as_headings(sheet: xw.Sheet) -> None:
    sheet["E1"].value = [[MONTHS[0], dt.datetime(2026, 1, 31)], [1, 2]]
    sheet["E1:F1"].number_format = "mmm-yy"

    with pytest.raises(XlscoreError, match="'Jan-26' stands twice"):
        sheet.tables.add(sheet["E1:F2"])

    assert sheet["E1"].value == MONTHS[0], "what was refused left the dates as they were"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (dt.date(2026, 3, 9), "d mmm yy;@", "9 Mar 26"),
        (dt.date(2026, 3, 9), "[$-809]dddd, d mmmm yyyy", "Monday, 9 March 2026"),
        (dt.date(2026, 3, 9), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "09 March 2026"),
        (dt.date(2026, 3, 9), '"Q1" yyyy', "Q1 2026"),
        (dt.date(2026, 3, 9), "mmmmm", "M"),
        (dt.date(2026, 3, 9), "yyyy\\-mm\\-dd", "2026-03-09"),
        (dt.date(2026, 3, 9), "0.00", "09/03/2026"),
        (dt.datetime(2026, 3, 9, 0, 5, 7), "h:mm AM/PM", "12:05 AM"),
        (dt.datetime(2026, 3, 9, 15, 5, 7), "dd/mm/yy hh:mm:ss", "09/03/26 15:05:07"),
        (dt.datetime(2026, 3, 9, 15, 5, 7, 250_000), "mm:ss.00", "05:07.25"),
        (dt.datetime(2026, 3, 9, 15, 5), "General", "09/03/2026 15:05"),
        (dt.time(9, 5), "h:mm", "9:05"),
        (dt.timedelta(hours=30, minutes=4), "[h]:mm", "30:04"),
        (dt.timedelta(minutes=90, seconds=3), "[mm]:ss", "90:03"),
    ],
)
def test_a_date_is_spelt_as_its_format_says(value: dt.date, code: str, text: str) -> None:
    assert shown_date(value, code) == text
