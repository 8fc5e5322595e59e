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


def test_the_own_forces_figures_are_rows_of_a_new_sheet_and_others_are_said(make_book: MakeBook) -> None:
    book = make_book({"Notes": [["Nothing"]]})

    result = bring(book, release(("Burglary", "", 60), ("Robbery", "", 7), ("Burglary", "Kent", 90)))

    assert cells(book) == [HEAD, ROW, ["Robbery", *ROW[1:4], 7]]
    assert (result.published, result.corrected, result.problems) == (2, 0, ())
    assert "Not written, for Published has no column Place: 1 figure of other places." in result.said
    assert result.as_dict()["published"] == {"new": 2, "corrected": 0}


def test_a_second_time_changes_nothing_and_a_later_issue_has_rows_of_its_own(make_book: MakeBook) -> None:
    book = make_book({"Notes": [["Nothing"]]})
    bring(book, release(("Burglary", "", 60)))

    again = bring(book, release(("Burglary", "", 60)))
    later = bring(book, release(("Burglary", "", 61), name="year ending March 2019 (corrected)"))

    assert (again.published, again.corrected) == (0, 0)
    assert (later.published, later.corrected) == (1, 0)
    assert [row[-1] for row in cells(book)[1:]] == [60, 61]


def test_what_a_file_brought_is_corrected_and_what_a_person_typed_stays(make_book: MakeBook) -> None:
    book = make_book({"Published": [HEAD, ["robbery", *ROW[1:3], "2018/19", 8]]})
    bring(book, release(("Burglary", "", 60)))

    result = bring(book, release(("Burglary", "", 62), ("Robbery", "", 7)))

    assert cells(book)[1:] == [["robbery", *ROW[1:3], "2018/19", 8], [*ROW[:4], 62]]
    assert (result.published, result.corrected) == (0, 1)
    assert [(p.cell, p.what) for p in result.problems] == [
        ("E2", "'Robbery' of year ending March 2019 stands as 8, and the file says 7.")
    ]


def test_a_blank_value_is_filled(make_book: MakeBook) -> None:
    book = make_book({"Published": [HEAD, [*ROW[:4], None]]})

    result = bring(book, release(("Burglary", "", 60)))

    assert (cells(book)[1], result.published) == (ROW, 1)


def test_a_table_with_places_holds_those_of_other_forces(make_book: MakeBook) -> None:
    book = make_book({"Published": [[*HEAD, "Place"], [*ROW, "Kent"]]})

    result = bring(book, release(("Burglary", "", 60), ("Burglary", "Kent", 60), ("Burglary", "Essex", 70)))

    assert [row[4:] for row in cells(book)[1:]] == [[60, "Kent"], [60, None], [70, "Essex"]]
    assert result.published == 2


def test_figures_of_nobodys_force_are_a_problem(make_book: MakeBook) -> None:
    book = make_book({"Notes": [["Nothing"]]})

    result = bring(book, release(("Burglary", "Kent", 60)))

    assert [p.what for p in result.problems] == [
        "It has 1 figure, and none of the own force, so none is written."
    ]
    assert "Published" not in [sheet.name for sheet in book.sheets]


@pytest.mark.slow
def test_a_release_comes_into_the_monthly_workbook_with_the_forces_figures(
    shared_dir: Path, tmp_path: Path
) -> None:
    path = tmp_path / "month.xlsx"
    build_monthly_performance(path, own_force="Leicestershire")

    result = import_files([shared_dir / "data" / "ons_pfa" / "pfatablesdec19.xlsx"], path)

    with workbook_file(path, save=False) as book:
        rows = cells(book)
    assert (result.published, len(rows)) == (23, 24)
    assert rows[1][3] == "Jan 2019 to Dec 2019"
    assert result.months == ()
