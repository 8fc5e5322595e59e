"""Months in headings: every usual form, what another heading settles, and what is no month."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.month_forms import FORMS, NO_MONTHS
from xlscore.rules.month_headings import is_nearly_a_month, months_of, sums_up
from xlscore.rules.series import month_name, next_month

APRIL = datetime.date(2024, 4, 1)


def months(count: int, first: datetime.date = APRIL) -> list[datetime.date]:
    found = [first]
    while len(found) < count:
        found.append(next_month(found[-1]))
    return found


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
    ("text", "sums"), [("FYTD", True), ("H1", True), ("Assumption", False), ("Monthly note", False)]
)
def test_totals_are_known_by_whole_words(text: str, sums: bool) -> None:
    assert sums_up(text) is sums


@given(st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31)), st.sampled_from(sorted(FORMS)))
def test_every_month_of_a_century_is_read_in_every_form(day: datetime.date, form: str) -> None:
    month = day.replace(day=1)
    beside = next_month(month)

    assert months_of([FORMS[form](month), FORMS[form](beside)])[0] == month, month_name(month)
