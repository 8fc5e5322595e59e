"""Monthly series by date: order, wanting months, and what statistics count with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.figures import Blank, Figure, Source, Unread
from xlscore.rules.problems import RuleError
from xlscore.rules.series import (
    Series,
    SeriesPoint,
    month_name,
    months_between,
    months_from,
    months_later,
    months_missing,
    next_month,
)

MONTHS = st.integers(1990 * 12, 2060 * 12).map(lambda n: date(n // 12, n % 12 + 1, 1))


def at(column: str) -> Source:
    return Source("Series", f"{column}2")


def point(year: int, month: int, value: float | None = 1, column: str = "C") -> SeriesPoint:
    entry = Blank(at(column)) if value is None else Figure(Fraction(value), at(column))
    return SeriesPoint(date(year, month, 1), entry)


def test_points_in_any_order_make_one_series_oldest_first() -> None:
    series = Series.of(
        "Burglary", [point(2024, 3, 30), point(2023, 12, 12), point(2024, 1, 10), point(2024, 2, 20)]
    )

    assert series.values == (12, 10, 20, 30)
    assert series.gaps == ()


def test_a_wanting_month_keeps_its_place_as_a_blank_one_does() -> None:
    series = Series.of("Burglary", [point(2024, 1, 10), point(2024, 3, None), point(2024, 4, 40)])

    assert series.values == (10, None, None, 40)
    assert series.plain_values == (10.0, None, None, 40.0)
    assert series.gaps == (date(2024, 2, 1),)
    assert [slot is None for slot in series.slots] == [False, True, False, False]


def test_a_series_of_nothing_has_no_month() -> None:
    empty = Series("Burglary", ())

    assert (empty.values, empty.gaps, empty.slots, empty.unread, empty.sound) == ((), (), (), None, True)


@pytest.mark.parametrize("months", [(2, 1), (1, 1)], ids=["backwards", "twice"])
def test_a_series_out_of_order_or_with_a_month_twice_is_refused(months: tuple[int, int]) -> None:
    with pytest.raises(RuleError, match="in order of time, each once"):
        Series("Burglary", tuple(point(2024, month) for month in months))


def test_a_month_is_named_by_its_first_day() -> None:
    with pytest.raises(RuleError, match="by its first day"):
        SeriesPoint(date(2024, 4, 30), Blank(at("C")))


@pytest.mark.parametrize(
    ("entry", "sound", "unread"),
    [
        (Figure(Fraction(5), at("D")), True, False),
        (Figure(Fraction(5), at("D"), sound=False), False, False),
        (Blank(at("D")), True, False),
        (Unread(at("D")), False, True),
    ],
)
def test_a_formula_reads_the_same_only_where_every_month_is_a_figure_or_blank(
    entry: Figure | Blank | Unread, sound: bool, unread: bool
) -> None:
    series = Series.of("Burglary", [point(2024, 1), SeriesPoint(date(2024, 2, 1), entry)])

    assert series.sound is sound
    assert (series.unread is not None) is unread


def test_statistics_count_with_the_number_to_its_last_digit() -> None:
    held = 0.1 + 0.2
    figure = Figure(Fraction(3, 10), at("C"), held=held)

    assert Series.of("Rate", [SeriesPoint(date(2024, 1, 1), figure)]).plain_values == (held,)


@given(MONTHS, st.integers(0, 400))
def test_going_on_month_by_month_counts_the_months_between(first: date, steps: int) -> None:
    month = first
    for _ in range(steps):
        month = next_month(month)

    assert months_between(first, month) == steps
    assert months_between(month, first) == -steps


def test_a_month_is_named_in_english() -> None:
    assert month_name(date(2024, 9, 1)) == "Sep 2024"


@given(MONTHS, st.integers(-400, 400))
def test_so_many_months_later_lie_so_many_months_away(month: date, by: int) -> None:
    later = months_later(month, by)

    assert months_between(month, later) == by
    assert later.day == 1


def test_no_month_lies_from_one_to_an_earlier_one() -> None:
    assert months_from(date(2024, 2, 1), date(2024, 1, 1)) == []


@pytest.mark.parametrize(
    ("months", "missing"),
    [
        ([], []),
        ([(2024, 1)], []),
        ([(2024, 3), (2023, 11)], [(2023, 12), (2024, 1), (2024, 2)]),
        ([(2023, 12), (2024, 2), (2024, 4)], [(2024, 1), (2024, 3)]),
    ],
)
def test_months_are_missing_between_others_whatever_their_order(
    months: list[tuple[int, int]], missing: list[tuple[int, int]]
) -> None:
    assert months_missing(date(y, m, 1) for y, m in months) == [date(y, m, 1) for y, m in missing]
