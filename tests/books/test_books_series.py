"""Reading monthly series by the dates of their headings: every usual form, any order, totals between, faults said."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.month_forms import FORMS, NO_MONTHS, SHORT
from tests.support.properties import examples
from xlscore.books.tables.blocks import Block
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.series import read_months, read_series
from xlscore.books.tables.finder import find_one
from xlscore.books.threat.headings import SERIES
from xlscore.rules.series import Series, next_month

APRIL = datetime.date(2024, 4, 1)


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


@pytest.mark.parametrize(
    "heading", ["Apr", "2024-13", "31/02/2024", "24-Apr", "Apr 2024 (to the 14th)", "Apr 5"]
)
def test_a_heading_that_was_meant_as_a_month_and_is_none_is_a_problem(heading: str) -> None:
    series, reader = read(["Jan 2024", heading, "Feb 2024"], [1, 99, 2])

    assert series is not None
    assert series.values == (1, 2)
    assert told(reader) == [("D1", f"'{heading}' is not read as a month.")]


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
