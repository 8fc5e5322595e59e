"""Published figures brought into a workbook: a row for each, the own force's alone, a person's kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books.files import workbook_file
from xlscore.books.importing.answer import Imported
from xlscore.books.importing.bringing import bring_in
from xlscore.books.importing.files import import_files
from xlscore.books.templates.build import build_monthly_performance
from xlscore.sources.counted import FileCounts, Published, Release

MakeBook = Callable[[Sheets], xw.Book]
HEAD = ["Measure", "Publisher", "Release", "Period", "Value"]
ROW = ["Burglary", "Office for National Statistics", "year ending March 2019", "Apr 2018 to Mar 2019", 60]


def release(*figures: tuple[str, str, int], name: str = "year ending March 2019") -> FileCounts:
    """A file of figures given as measure, place, value."""
    published = tuple(
        Published(
            measure,
            place,
            "Office for National Statistics",
            name,
            date(2018, 4, 1),
            date(2019, 3, 1),
            Fraction(value),
        )
        for measure, place, value in figures
    )
    return FileCounts(
        "pfa.xlsx", "ons-pfa", 2, 2, {}, 0, {}, (), Release(name, date(2019, 3, 1)), published=published
    )


def bring(book: xw.Book, *files: FileCounts) -> Imported:
    return bring_in(book, lambda _: files)


def cells(book: xw.Book) -> list[list[Any]]:
    found: list[list[Any]] = book.sheets["Published"].used_range.options(ndim=2).value
    return found


def test_the_own_forces_figures_are_rows_of_a_new_sheet_and_how_many_others_there_are_is_said(
    make_book: MakeBook,
) -> None:
    book = make_book({"Notes": [["Nothing"]]})

    result = bring(book, release(("Burglary", "", 60), ("Robbery", "", 7), ("Burglary", "Kent", 90)))

    assert cells(book) == [HEAD, ROW, ["Robbery", *ROW[1:4], 7]]
    assert (result.published, result.problems) == (2, ())
    assert "Published is of the own force: 1 figure of others are not in it." in result.said


def test_a_second_time_changes_nothing_and_a_later_issue_has_rows_of_its_own(make_book: MakeBook) -> None:
    book = make_book({"Notes": [["Nothing"]]})
    bring(book, release(("Burglary", "", 60)))

    again = bring(book, release(("Burglary", "", 60)))
    later = bring(book, release(("Burglary", "", 61), name="year ending March 2019 (corrected)"))

    assert (again.published, later.published) == (0, 1)
    assert [row[-1] for row in cells(book)[1:]] == [60, 61]


@pytest.mark.slow
def test_a_release_comes_into_the_monthly_workbook_with_the_forces_figures(
    shared_dir: Path, tmp_path: Path
) -> None:
    path = tmp_path / "month.xlsx"
    build_monthly_performance(path, own_force="Leicestershire")

    result = import_files([shared_dir / "data" / "ons_pfa" / "pfatablesdec19.xlsx"], path)

    with workbook_file(path, save=False) as book:
        rows = cells(book)
    header = next(at for at, row in enumerate(rows) if row[0] == "Measure")
    figures = [row for row in rows[header + 1 :] if row[0]]
    assert (result.published, len(figures)) == (23, 23)
    assert figures[0][rows[header].index("Period")] == "Jan 2019 to Dec 2019"
    assert result.months == ()
