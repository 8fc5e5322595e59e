"""The months that a text names: a note's date, and the period that a figure covers."""

from __future__ import annotations

from datetime import date

import pytest

from xlscore.rules.periods import YEAR, read_period, read_span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Apr 2018", (2018, 4), (2018, 4)),
        ("April 18", (2018, 4), (2018, 4)),
        ("1 April 2018", (2018, 4), (2018, 4)),
        ("01/04/2018", (2018, 4), (2018, 4)),
        ("2018-04-01", (2018, 4), (2018, 4)),
        ("from April 2018", (2018, 4), (2018, 4)),
        ("with effect from 1st April 2018", (2018, 4), (2018, 4)),
        ("2018", (2018, 1), (2018, 12)),
        ("2018/19", (2018, 4), (2019, 3)),
        ("FY 2018/2019", (2018, 4), (2019, 3)),
        ("2018-19", (2018, 4), (2019, 3)),
        ("2018-12", (2018, 12), (2018, 12)),
        ("Dec 2017 to Feb 2018", (2017, 12), (2018, 2)),
        ("Dec 2017 – Feb 2018", (2017, 12), (2018, 2)),
        ("December 2017 and February 2018", (2017, 12), (2018, 2)),
        ("2017 to 2018", (2017, 1), (2018, 12)),
    ],
)
def test_a_notes_date_names_these_months(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    span = read_span(text)

    assert span is not None
    assert (span.first, span.last) == (date(*first, 1), date(*last, 1))


@pytest.mark.parametrize("text", ["", "April", "soon", "43191", "Feb 2018 to Dec 2017", "2018/20", "Q1"])
def test_what_names_no_month_with_its_year_is_no_date(text: str) -> None:
    assert read_span(text) is None


@pytest.mark.parametrize(
    ("text", "last", "months"),
    [
        ("Jan 2020", (2020, 1), YEAR),
        ("12 months to Jan 2020", (2020, 1), 12),
        ("YE Mar 2019", (2019, 3), YEAR),
        ("Year ending March 2019", (2019, 3), YEAR),
        ("3 months to Jun 2019", (2019, 6), 3),
        ("six months to Sep 2019", (2019, 9), 6),
        ("Quarter to Jun 2019", (2019, 6), 3),
        ("QE Jun 2019", (2019, 6), 3),
        ("Month of Jun 2019", (2019, 6), 1),
        ("2018/19", (2019, 3), 12),
        ("Apr 2018 to Sep 2018", (2018, 9), 6),
        ("Year to date Sep 2013", (2013, 9), 6),
        ("YTD Mar 2014", (2014, 3), 12),
        ("FYTD Apr 2014", (2014, 4), 1),
    ],
)
def test_a_figure_covers_these_months(text: str, last: tuple[int, int], months: int) -> None:
    assert read_period(text) == (date(*last, 1), months)


@pytest.mark.parametrize("text", ["", "latest", "provisional"])
def test_a_period_that_is_not_said_is_a_year_without_an_end(text: str) -> None:
    assert read_period(text) == (None, YEAR)


@pytest.mark.parametrize(
    ("text", "begins", "last", "months"),
    [
        ("2018/19", 10, (2019, 9), 12),
        ("2018/19", 1, (2019, 3), 12),
        ("Year to date Sep 2013", 7, (2013, 9), 3),
        ("Year to date Sep 2013", 1, (2013, 9), 9),
    ],
)
def test_a_year_begins_with_the_month_that_is_said(
    text: str, begins: int, last: tuple[int, int], months: int
) -> None:
    assert read_period(text, begins) == (date(*last, 1), months)
