"""Days that are too many for a sheet: the month counts those in the store beside the workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.books.layouts import Sheets
from tests.support.importer import file_of
from xlscore.books import report_month
from xlscore.books.files import workbook_file
from xlscore.sources.store.keeping import beside, open_store

MakeFile = Callable[[Sheets], Path]


def months(first: date, last: date) -> list[date]:
    found = [first]
    while found[-1] < last:
        month = found[-1]
        found.append(date(month.year + month.month // 12, month.month % 12 + 1, 1))
    return found


def stored(path: Path, first: date, last: date, **counts: int) -> list[list[Any]]:
    """Return the months of some measures in North, having kept as many a day of each in the store beside a workbook."""
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    told = {(measure, "North", day): Fraction(count) for measure, count in counts.items() for day in days}
    by_month: dict[tuple[str, str, date], int] = {}
    for (measure, place, day), count in told.items():
        mark = measure, place, day.replace(day=1)
        by_month[mark] = by_month.get(mark, 0) + int(count)
    with open_store(beside(path)) as store:
        store.put([file_of(by_month, days=told)])
    heads = sorted({month for _, _, month in by_month})
    return [["Measure", "Place", *heads]] + [
        [measure, "North", *(by_month[measure, "North", month] for month in heads)] for measure in counts
    ]


def filled(make_file: MakeFile, last: date) -> Path:
    path = make_file({"Series": [["Measure", "Place", "Apr 2012", "May 2012"]]})
    series = stored(path, date(2012, 4, 1), last, Burglary=2, Robbery=1)
    with workbook_file(path) as book:
        book.sheets["Series"].range("A1").value = series
    return path


def dashboard(path: Path, to: str | None = None) -> dict[str, Any]:
    with workbook_file(path) as book:
        result = report_month(book, to)
    assert result.problems == ()
    return result.as_dict()


def test_the_days_of_the_store_count_where_the_workbook_has_no_table_of_days(make_file: MakeFile) -> None:
    told = dashboard(filled(make_file, date(2013, 10, 14)))

    assert told["to"] == "2013-10-14"
    row = next(row for row in told["dashboard"] if (row["measure"], row["area"]) == ("Burglary", "North"))
    assert (row["to"], row["this_year"], row["last_year"]) == ("2013-10-14", 394, 394)
    assert "Daily" in told["sheets"]


def test_an_earlier_day_is_asked_of_the_store(make_file: MakeFile) -> None:
    told = dashboard(filled(make_file, date(2013, 10, 14)), to="2013-08-05")

    row = next(row for row in told["dashboard"] if (row["measure"], row["area"]) == ("Burglary", "North"))
    assert (told["to"], row["this_year"]) == ("2013-08-05", 254)


def test_without_a_store_months_count(make_file: MakeFile) -> None:
    path = filled(make_file, date(2013, 9, 30))
    beside(path).unlink()

    told = dashboard(path)

    assert (told["to"], told["days"]) == ("2013-09", [])


def test_a_store_that_cannot_be_read_is_said_and_months_count(make_file: MakeFile) -> None:
    path = filled(make_file, date(2013, 9, 30))
    beside(path).write_bytes(b"no database")

    with workbook_file(path) as book:
        result = report_month(book)

    assert result.as_dict()["days"] == []
    assert [problem.what for problem in result.problems if "cannot be read" in problem.what]


def test_days_missing_in_the_store_are_said_of_the_store(make_file: MakeFile) -> None:
    path = filled(make_file, date(2013, 10, 14))

    with workbook_file(path) as book:
        result = report_month(book, to="2013-10-20")

    assert [problem.what for problem in result.problems] == [
        "The store has nothing for 15 October 2013 to 20 October 2013, so there is no year to date by days."
    ]
