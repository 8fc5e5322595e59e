"""Days and published figures that files bring into a workbook."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.importer import file_of
from xlscore.books.importing import days as days_of_files
from xlscore.books.importing.answer import Imported
from xlscore.books.importing.bringing import bring_in
from xlscore.sources.counted import FileCounts, Published, Release

MakeBook = Callable[[Sheets], xw.Book]

JANUARY, FEBRUARY, MARCH = date(2019, 1, 1), date(2019, 2, 1), date(2019, 3, 1)
SERIES: Final = [["Measure", "Place", "Dec 2018", "Jan 2019"], ["Burglary", "North", 3, None]]
POLICY: Final = [["Setting", "Value"], ["Own force", "Northshire"], ["RAG tolerance", 0.05]]


def bring(book: xw.Book, *files: FileCounts) -> Imported:
    return bring_in(book, lambda _: files)


def cells(book: xw.Book, sheet: str) -> list[list[Any]]:
    found: list[list[Any]] = book.sheets[sheet].used_range.options(ndim=2).value
    return found


def dated(counts: dict[int, int], **more: Any) -> FileCounts:
    """Return a file of burglaries in North on days of January 2019."""
    days = {("Burglary", "North", date(2019, 1, day)): Fraction(count) for day, count in counts.items()}
    usual = {"part": {JANUARY: date(2019, 1, max(counts))}, "days": days}
    return file_of({("Burglary", "North", JANUARY): sum(counts.values())}, **usual | more)


def at(day: int) -> datetime.datetime:
    return datetime.datetime(2019, 1, day)


def test_the_days_of_a_file_stand_on_a_sheet_of_their_own_in_order_of_time(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES})

    result = bring(book, dated({14: 2, 3: 1}))

    assert cells(book, "Days") == [
        ["Date", "Measure", "Place", "Count"],
        [at(3), "Burglary", "North", 1],
        [at(14), "Burglary", "North", 2],
    ]
    assert result.problems == ()


@pytest.mark.parametrize(("part", "last"), [({JANUARY: date(2019, 1, 20)}, 20), ({}, 31)])
def test_the_days_end_with_the_last_that_the_file_covers(
    part: dict[date, date], last: int, make_book: MakeBook
) -> None:
    book = make_book({"Series": SERIES})

    bring(book, dated({3: 1, 14: 2}, part=part))

    assert cells(book, "Days")[-1] == [at(last), "Burglary", "North", 0]


def test_a_newer_release_follows_in_the_days_and_what_is_gone_is_0(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES})
    bring(book, dated({3: 1, 14: 2}))

    bring(book, dated({14: 5, 20: 1}, release=Release("Mar 2019", MARCH)))

    assert [row[::3] for row in cells(book, "Days")[1:]] == [[at(3), 0], [at(14), 5], [at(20), 1]]


def test_an_older_release_leaves_the_days(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES})
    bring(book, dated({3: 1, 14: 2}, release=Release("Mar 2019", MARCH)))

    result = bring(book, dated({14: 5}, release=Release("Feb 2019", FEBRUARY)))

    assert [row[::3] for row in cells(book, "Days")[1:]] == [[at(3), 1], [at(14), 2]]
    assert len(result.problems) == 1


def test_a_day_that_a_person_typed_stays_and_is_said(make_book: MakeBook) -> None:
    typed = [["Date", "Measure", "Place", "Count"], [at(3), "Burglary", "North", 7]]
    book = make_book({"Series": SERIES, "Days": typed})

    result = bring(book, dated({3: 1, 4: 2}))

    assert [row[::3] for row in cells(book, "Days")[1:]] == [[at(3), 7], [at(4), 2]]
    (problem,) = result.problems
    assert (problem.sheet, problem.cell) == ("Days", "D2")
    assert "here stands 7, and the file says 1" in problem.what


def test_too_many_days_are_left_to_the_store_and_it_is_said(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(days_of_files, "_MOST", 2)
    book = make_book({"Series": SERIES})

    result = bring(book, dated({3: 1, 4: 1, 5: 1}))

    assert "Days" not in [sheet.name for sheet in book.sheets]
    assert (
        "The days are 3 rows, more than a table of days holds (2): they are kept in the store alone."
        in result.said
    )


def test_bringing_the_same_days_again_changes_nothing(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES})
    bring(book, dated({3: 1, 14: 2}))
    before = cells(book, "Days")

    result = bring(book, dated({3: 1, 14: 2}))

    assert cells(book, "Days") == before
    assert (result.new, result.revised) == (0, ())


def figure(value: int, place: str = "", release: str = "Mar 2019") -> Published:
    return Published("Burglary", place, "ONS", release, date(2018, 4, 1), MARCH, Fraction(value))


def published(*figures: Published) -> FileCounts:
    return replace(file_of({("Burglary", "North", JANUARY): 3}), months={}, covered=(), published=figures)


@pytest.mark.parametrize("place", ["", "Northshire Police"])
def test_a_figure_of_the_own_force_for_a_year_stands_in_published(place: str, make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES, "Policy": POLICY})

    result = bring(book, published(figure(4711, place), figure(12, "Southshire")))

    assert cells(book, "Published") == [
        ["Measure", "Publisher", "Release", "Period", "Value"],
        ["Burglary", "ONS", "Mar 2019", "Apr 2018 to Mar 2019", 4711],
    ]
    assert (result.published, result.series, result.months, result.problems) == (1, 0, (), ())


def test_a_second_release_is_a_row_more_and_a_corrected_one_is_revised(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES, "Policy": POLICY})
    bring(book, published(figure(4711)))

    result = bring(book, published(figure(4700), figure(4800, release="Jun 2019")))

    assert [row[2::2] for row in cells(book, "Published")[1:]] == [["Mar 2019", 4700], ["Jun 2019", 4800]]
    assert result.published == 2
    assert bring(book, published(figure(4700))).published == 0


def test_a_published_figure_that_a_person_typed_stays(make_book: MakeBook) -> None:
    typed = [
        ["Measure", "Publisher", "Release", "Period", "Value"],
        ["Burglary", "ONS", "Mar 2019", "Apr 2018 to Mar 2019", 1],
    ]
    book = make_book({"Series": SERIES, "Policy": POLICY, "Published": typed})

    result = bring(book, published(figure(4711)))

    assert cells(book, "Published")[1][4] == 1
    assert (result.problems[0].sheet, result.problems[0].cell) == ("Published", "E2")


def test_figures_of_forces_of_which_none_is_the_own_are_asked_about(make_book: MakeBook) -> None:
    result = bring(make_book({"Series": SERIES}), published(figure(12, "Southshire")))

    (problem,) = result.problems
    assert "nobody says which is yours" in problem.what
    assert result.published == 0
