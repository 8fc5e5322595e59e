"""Days: the same days of last year, the latest days, what a table covers, and whether days add up to their months."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.monthly.adding_up import Family, add_days, add_months, add_up
from xlscore.rules.monthly.days import (
    Covered,
    Stretch,
    covered_by,
    day_figures,
    last_day,
    months_of,
    same_day_last_year,
    unequal_months,
    year_so_far,
)

EVERY_DAY = st.dates(date(2001, 1, 1), date(2099, 12, 31))


def daily(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("to", "before", "days", "days_before"),
    [
        (date(2013, 10, 14), date(2012, 10, 14), 197, 197),
        (date(2024, 2, 28), date(2023, 2, 28), 334, 334),
        (date(2024, 2, 29), date(2023, 2, 28), 335, 334),
        (date(2025, 2, 28), date(2024, 2, 28), 334, 334),
        (date(2024, 3, 31), date(2023, 3, 31), 366, 365),
        (date(2025, 3, 31), date(2024, 3, 31), 365, 366),
        (date(2024, 4, 1), date(2023, 4, 1), 1, 1),
    ],
)
def test_last_year_ends_on_the_same_calendar_date(
    to: date, before: date, days: int, days_before: int
) -> None:
    this = year_so_far(to, 4)

    assert (this.last_year.last, this.days, this.last_year.days) == (before, days, days_before)
    assert this.last_year.first == date(this.first.year - 1, 4, 1)


@given(to=EVERY_DAY, begins=st.integers(1, 12))
def test_two_years_to_date_differ_by_a_leap_day_at_most(to: date, begins: int) -> None:
    this = year_so_far(to, begins)

    assert 1 <= this.days <= 366
    assert abs(this.days - this.last_year.days) <= 1
    assert same_day_last_year(to).month == to.month


def test_yesterday_seven_and_28_days_are_as_long_last_year() -> None:
    days = daily(date(2018, 4, 1), date(2020, 2, 29))
    counts = dict.fromkeys(days, 1)

    found = day_figures(counts, covered_by(days), date(2020, 2, 29), 4)

    assert {n: (each.this, each.last) for n, each in found.latest.items()} == {
        1: (1, 1),
        7: (7, 7),
        28: (28, 28),
    }
    assert (found.year.this, found.year.last, found.missing) == (335, 334, None)


@pytest.mark.parametrize(
    ("first", "last", "missing"),
    [
        (date(2012, 4, 1), date(2013, 10, 14), None),
        (date(2012, 4, 2), date(2013, 10, 14), Stretch(date(2012, 4, 1), date(2012, 4, 1))),
        (date(2012, 4, 1), date(2013, 10, 13), Stretch(date(2013, 10, 14), date(2013, 10, 14))),
        (date(2013, 4, 1), date(2013, 10, 14), Stretch(date(2012, 4, 1), date(2012, 10, 14))),
    ],
)
def test_a_day_outside_the_table_leaves_no_sum(first: date, last: date, missing: Stretch | None) -> None:
    days = daily(first, last)

    found = day_figures(dict.fromkeys(days, 2), covered_by(days), date(2013, 10, 14), 4)

    assert found.missing == missing
    assert (found.year.this is None) is (missing is not None)


def test_a_day_without_a_row_had_none_and_a_stretch_never_entered_is_missing() -> None:
    days = daily(date(2012, 4, 1), date(2013, 10, 14))
    june = [day for day in days if not date(2013, 6, 1) <= day <= date(2013, 6, 30)]
    weekend = [day for day in days if day not in (date(2013, 6, 1), date(2013, 6, 2))]
    rare = days[::40] + days[-1:]
    year = year_so_far(date(2013, 10, 14), 4)

    assert covered_by(june).missing(year) == Stretch(date(2013, 6, 1), date(2013, 6, 30))
    assert covered_by(weekend).missing(year) is None
    assert covered_by(rare).missing(year) is None
    assert covered_by([days[0], days[-1]]).missing(year) is None
    assert covered_by([days[0], *days[170:197], days[365], *days[-28:]]).missing(year) is None


@given(dates=st.lists(EVERY_DAY, max_size=40))
def test_what_has_a_row_is_covered(dates: list[date]) -> None:
    covered = covered_by(dates)

    assert [day for day in dates if covered.missing(Stretch(day, day))] == []


def test_only_whole_months_are_sums_of_days() -> None:
    days = daily(date(2013, 8, 2), date(2013, 10, 14))

    assert months_of(dict.fromkeys(days, 1), covered_by(days)) == {date(2013, 9, 1): 30}


def test_days_that_are_not_their_month_are_found() -> None:
    days = daily(date(2013, 8, 1), date(2013, 10, 14))
    months = {date(2013, 8, 1): Fraction(31), date(2013, 9, 1): Fraction(33), date(2013, 10, 1): Fraction(2)}

    assert unequal_months(months, dict.fromkeys(days, 1), covered_by(days)) == [(date(2013, 9, 1), 33, 30)]


def test_a_month_ends_with_its_last_day() -> None:
    assert [last_day(date(2024, month, 1)).day for month in (1, 2, 12)] == [31, 29, 31]


CRIME = Family(
    {"crime": "", "theft": "crime", "shoplifting": "theft", "cycles": "theft", "robbery": "crime"}, {}
)


def test_wholes_are_added_up_from_below() -> None:
    own = {("shoplifting", ""): 5, ("cycles", ""): 2, ("robbery", ""): 1}

    found = add_up(own, own, CRIME, sum)

    assert (found["theft", ""].value, found["crime", ""].value) == (7, 8)
    assert found["crime", ""].measures == (("theft", ""), ("robbery", ""))


def test_what_is_counted_by_itself_is_no_sum() -> None:
    found = add_up({("theft", ""): 9, ("shoplifting", ""): 5, ("cycles", ""): 2}, [], CRIME, sum)

    assert (found["theft", ""].value, found["theft", ""].measures) == (9, ())


def test_a_sum_that_would_lack_a_part_is_none() -> None:
    own = {("shoplifting", "north"): 5, ("cycles", "north"): 2, ("shoplifting", "south"): 1}

    found = add_up(own, [*own, ("cycles", "east")], CRIME, sum)

    assert found["theft", "north"].value == 7
    assert ("theft", "south") not in found
    assert ("cycles", "") not in found
    assert ("theft", "") not in found


def test_an_area_is_the_sum_of_its_units_and_is_not_counted_twice() -> None:
    family = Family({}, {"north": "county", "south": "county", "city": ""})

    found = add_up({("theft", "north"): 1, ("theft", "south"): 2, ("theft", "city"): 4}, [], family, sum)

    assert (found["theft", "county"].value, found["theft", ""].value) == (3, 7)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["shoplifting", "cycles", "robbery"]), st.sampled_from(["north", "south"])),
        st.integers(0, 99),
        min_size=6,
    )
)
def test_all_crime_is_every_count_however_it_is_added_up(own: dict[tuple[str, str], int]) -> None:
    assert add_up(own, own, CRIME, sum)["crime", ""].value == sum(own.values())


def test_days_add_up_on_each_and_months_only_where_all_have_them() -> None:
    april, may = date(2013, 4, 1), date(2013, 5, 1)

    assert add_days([{april: 1}, {april: 2, may: 4}]) == {april: 3, may: 4}
    assert add_months([{april: Fraction(1)}, {april: Fraction(2), may: Fraction(4)}]) == {april: 3}
    assert Covered(()).missing(Stretch(april, may)) == Stretch(april, may)
