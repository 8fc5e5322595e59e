"""Reading monthly series by the dates of their headings: every usual form, any order, totals between, faults said."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.properties import examples
from xlscore.books.tables.blocks import Block
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.series import read_months, read_series
from xlscore.books.tables.finder import find_one
from xlscore.books.threat.headings import SERIES
from xlscore.rules.month_headings import is_nearly_a_month, months_of, sums_up
from xlscore.rules.series import Series, month_name, next_month

APRIL = datetime.date(2024, 4, 1)
SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December")  # fmt: skip


def last_day(month: datetime.date) -> datetime.date:
    return next_month(month) - datetime.timedelta(days=1)


def at_midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day)


FORMS: dict[str, Callable[[datetime.date], Any]] = {
    "a date": at_midnight,
    "the last day as a date": lambda m: at_midnight(last_day(m)),
    "Apr 2024": lambda m: f"{SHORT[m.month - 1]} {m.year}",
    "April-24": lambda m: f"{LONG[m.month - 1]}-{m.year % 100:02}",
    "Apr-24": lambda m: f"{SHORT[m.month - 1]}-{m.year % 100:02}",
    "apr'24": lambda m: f"{SHORT[m.month - 1].lower()}'{m.year % 100:02}",
    "APR24": lambda m: f"{SHORT[m.month - 1].upper()}{m.year % 100:02}",
    "April, 2024": lambda m: f"{LONG[m.month - 1]}, {m.year}",
    "2024 Apr": lambda m: f"{m.year} {SHORT[m.month - 1]}",
    "202404 as a number": lambda m: float(m.year * 100 + m.month),
    "202404 as a text": lambda m: f"{m.year}{m.month:02}",
    "2024-04": lambda m: f"{m.year}-{m.month:02}",
    "2024/4": lambda m: f"{m.year}/{m.month}",
    "2024M04": lambda m: f"{m.year}M{m.month:02}",
    "04/2024": lambda m: f"{m.month:02}/{m.year}",
    "30/04/2024": lambda m: f"{last_day(m):%d/%m/%Y}",
    "01/04/2024": lambda m: f"{m:%d/%m/%Y}",
    "30.04.24": lambda m: f"{last_day(m):%d.%m.%y}",
    "2024-04-30 00:00:00": lambda m: f"{last_day(m)} 00:00:00",
    "30th April 2024": lambda m: f"{last_day(m).day}th {LONG[m.month - 1]} {m.year}",
    "30-Apr-24": lambda m: f"{last_day(m).day}-{SHORT[m.month - 1]}-{m.year % 100:02}",
    "April 30, 2024": lambda m: f"{LONG[m.month - 1]} {last_day(m).day}, {m.year}",
    "Apr 2024 (p)": lambda m: f"{SHORT[m.month - 1]} {m.year} (p)",
    "Apr 2024 r": lambda m: f"{SHORT[m.month - 1]} {m.year} r",
    "Apr 2024p": lambda m: f"{SHORT[m.month - 1]} {m.year}p",
    "Apr-24 (provisional)": lambda m: f"{SHORT[m.month - 1]}-{m.year % 100:02} (provisional)",
    "Apr 2024*": lambda m: f"{SHORT[m.month - 1]} {m.year}*",
    "Apr 2024 with a footnote": lambda m: f"{SHORT[m.month - 1]} {m.year}²",
    "wide spaces": lambda m: f" {SHORT[m.month - 1]}\u00a0\u00a0{m.year} ",
}
NO_MONTHS = ("Total", "YTD", "Year to date", "Average", "Q1 2024", "2023/24", "2024", "Year to Mar 2024", "12 months to Mar 2024",
             "Comment", "Sparkline", "Change on last year", "Crimes in Apr 2024")  # fmt: skip


def months(count: int, first: datetime.date = APRIL) -> list[datetime.date]:
    found = [first]
    while len(found) < count:
        found.append(next_month(found[-1]))
    return found


def read(headings: Sequence[Any], cells: Sequence[Any]) -> tuple[Series | None, Reader]:
    """The series of one row below some headings, and what was said of it."""
    rows = (("Strategic objective", "Purpose", *headings), ("Burglary", "Recorded Crime", *cells))
    table = find_one([Block("Series", 1, 1, rows)], SERIES)
    assert table is not None
    reader = Reader()
    return read_series(read_months(table, reader), 2, "Burglary", reader), reader


def told(reader: Reader) -> list[tuple[str, str]]:
    return [(problem.cell, problem.what) for problem in reader.problems]


@pytest.mark.parametrize("form", FORMS)
def test_months_are_read_in_every_usual_form(form: str) -> None:
    expected = months(14)

    assert months_of([FORMS[form](month) for month in expected]) == expected


@pytest.mark.parametrize("heading", NO_MONTHS)
def test_what_sums_up_or_only_speaks_of_a_month_is_no_month(heading: str) -> None:
    assert months_of(["Mar 2024", heading, "Apr 2024"])[1] is None
    assert not is_nearly_a_month(heading)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["2011-11", "2011-12", "2012-01"], ["2011-11-01", "2011-12-01", "2012-01-01"]),
        (["201110", "201111", "201112"], ["2011-10-01", "2011-11-01", "2011-12-01"]),
        (["2009-10", "2010-11", "2011-12"], [None, None, None]),
        (["2010/11", "Apr 2012", "2011/12"], [None, "2012-04-01", None]),
    ],
)
def test_a_year_and_the_next_is_december_only_beside_a_month_next_to_it(
    headings: list[str], expected: list[str | None]
) -> None:
    assert [None if m is None else str(m) for m in months_of(headings)] == expected


def test_a_bare_day_number_is_a_month_only_among_months() -> None:
    assert months_of(["Mar 2019", 43556, 43586.0]) == months(3, datetime.date(2019, 3, 1))
    assert months_of([43556, 43586.0, True]) == [None, None, None]


def test_days_in_figures_have_one_order_day_first_where_both_fit() -> None:
    assert months_of(["01/04/2024", "01/05/2024"]) == months(2)
    assert months_of(["04/30/2024", "05/31/2024", "06/01/2024"]) == months(3)
    assert months_of(["04/30/2024", "31/05/2024"]) == [None, datetime.date(2024, 5, 1)]


@pytest.mark.parametrize(
    "heading", ["Apr", "2024-13", "31/02/2024", "24-Apr", "Apr 2024 (to the 14th)", "Apr 5"]
)
def test_a_heading_that_was_meant_as_a_month_and_is_none_is_a_problem(heading: str) -> None:
    series, reader = read(["Jan 2024", heading, "Feb 2024"], [1, 99, 2])

    assert series is not None
    assert series.values == (1, 2)
    assert told(reader) == [("D1", f"'{heading}' is not read as a month.")]


@pytest.mark.parametrize(
    ("text", "sums"), [("FYTD", True), ("H1", True), ("Assumption", False), ("Monthly note", False)]
)
def test_totals_are_known_by_whole_words(text: str, sums: bool) -> None:
    assert sums_up(text) is sums


@given(
    st.permutations(range(13)),
    st.lists(st.sampled_from(sorted(FORMS)), min_size=13, max_size=13),
    st.lists(st.tuples(st.integers(0, 13), st.sampled_from(NO_MONTHS)), max_size=3),
)
@settings(max_examples=examples(60))
def test_a_series_is_the_same_in_every_order_and_form_and_with_anything_between(
    order: list[int], forms: list[str], between: list[tuple[int, str]]
) -> None:
    # Days in figures are left to their own test: their order is one for the whole table.
    forms = ["Apr 2024" if form.startswith(("30/", "01/", "30.")) else form for form in forms]
    columns = [(FORMS[forms[n]](months(13)[n]), n * n) for n in order]
    for place, heading in between:
        columns.insert(place, (heading, 10_000))

    series, _ = read([heading for heading, _ in columns], [figure for _, figure in columns])

    assert series is not None
    assert [point.month for point in series.points] == months(13)
    assert series.values == tuple(n * n for n in range(13))


def test_every_point_knows_its_cell() -> None:
    series, reader = read(["Jun 2024", "Total", "May 2024", "Apr 2024"], [6, 15, 5, 4])

    assert series is not None
    assert [(point.value, point.source.place) for point in series.points] == [
        (4, "Series!F2"), (5, "Series!E2"), (6, "Series!C2"),
    ]  # fmt: skip
    assert told(reader) == []


def test_months_out_of_order_are_read_by_their_dates_and_it_is_said() -> None:
    series, reader = read(["Apr 2024", "Jun 2024", "May 2024", "Jul 2024"], [4, 6, 5, 7])

    assert series is not None
    assert series.values == (4, 5, 6, 7)
    assert told(reader) == [("E1", "May 2024 stands behind Jun 2024, out of order.")]


def test_among_months_that_stand_newest_first_the_one_that_does_not_is_said() -> None:
    series, reader = read(["Jul 2024", "Jun 2024", "Apr 2024", "May 2024", "Mar 2024"], [7, 6, 4, 5, 3])

    assert series is not None
    assert series.values == (3, 4, 5, 6, 7)
    assert told(reader) == [("F1", "May 2024 stands behind Apr 2024, out of order.")]


def test_a_wanting_month_is_said_and_keeps_its_place() -> None:
    series, reader = read(["Apr 2024", "May 2024", "Jul 2024", "Nov 2024"], [4, 5, 7, 11])

    assert series is not None
    assert series.values == (4, 5, None, 7, None, None, None, 11)
    assert told(reader) == [
        ("E1", "Jun 2024 is missing before Jul 2024."),
        ("F1", "Aug 2024 to Oct 2024 are missing before Nov 2024."),
    ]


def test_two_wanting_months_are_named_by_both() -> None:
    _, reader = read(["Apr 2024", "Jul 2024"], [4, 7])

    assert told(reader) == [("D1", "May 2024 and Jun 2024 are missing before Jul 2024.")]


@pytest.mark.parametrize(
    ("pair", "value"),
    [((5, 5), 5), ((5, None), 5), ((None, 5), 5), ((5, 50), None), ((None, None), None)],
)
def test_a_month_of_two_columns_counts_only_where_they_do_not_differ(
    pair: tuple[float | None, float | None], value: float | None
) -> None:
    series, reader = read(["Apr 2024", "May 2024", "May 2024 (p)", "Jun 2024"], [4, *pair, 6])

    assert series is not None
    assert series.values == (4, value, 6)
    assert [place for place in told(reader) if "blank" not in place[1]] == [
        ("E1", "May 2024 is there twice, first in D1.")
    ]


def test_a_month_that_is_there_twice_is_said_once_wherever_it_stands() -> None:
    _, beside = read(["Jul 2024", "Jun 2024", "Jun 2024 (p)", "May 2024"], [7, 6, 6, 5])
    _, apart = read(["Apr 2024", "May 2024", "Jun 2024", "Apr 2024 (p)"], [4, 5, 6, 4])

    assert [what for _, what in told(beside)] == ["Jun 2024 is there twice, first in D1."]
    assert [what for _, what in told(apart)] == ["Apr 2024 is there twice, first in C1."]


def test_a_blank_among_figures_is_said_one_at_an_end_or_marked_is_not() -> None:
    series, reader = read([f"{name} 2024" for name in SHORT[:7]], [None, 2, None, "N/A", 5, None, None])

    assert series is not None
    assert series.values == (None, 2, None, None, 5)
    assert told(reader) == [("E2", "Mar 2024 is blank between months that have a figure.")]


def test_what_is_no_figure_is_a_problem_and_known_as_unread() -> None:
    series, reader = read(["Apr 2024", "May 2024", "Jun 2024"], [4, "many", "1,006"])

    assert series is not None
    assert series.values == (4, None, 1006)
    assert series.unread is not None
    assert series.unread.source.cell == "D2"
    assert [cell for cell, _ in told(reader)] == ["D2"]


def test_a_row_without_a_figure_has_no_series() -> None:
    assert read(["Apr 2024", "May 2024"], [None, "N/A"])[0] is None


def test_headings_without_a_single_month_are_a_problem() -> None:
    series, reader = read(["M1", "M2", "M3", "M4"], [1, 2, 3, 4])

    assert series is None
    assert told(reader) == [
        ("C1", "No heading of the table of monthly series names a month; they are 'M1', 'M2' and 'M3'.")
    ]


@given(st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31)), st.sampled_from(sorted(FORMS)))
def test_every_month_of_a_century_is_read_in_every_form(day: datetime.date, form: str) -> None:
    month = day.replace(day=1)
    beside = next_month(month)

    assert months_of([FORMS[form](month), FORMS[form](beside)])[0] == month, month_name(month)
