"""The year-end projection: seasonal shares, an honest range, and the verdict on a target."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.problems import RuleError
from xlscore.rules.statistics import projection as rule
from xlscore.rules.statistics.projection import Course, Projection, course

year_end = partial(rule.year_end, confidence=0.8)
F = Fraction
SUMMERY = [F(n) for n in (90, 95, 100, 110, 115, 110, 100, 95, 95, 100, 100, 90)]
WINTRY = [F(n) for n in (80, 90, 100, 105, 110, 110, 105, 100, 100, 100, 105, 95)]
years_of_counts = st.lists(
    st.lists(st.integers(1, 500).map(F), min_size=12, max_size=12), min_size=2, max_size=5
)
months_so_far = st.lists(st.integers(1, 500).map(F), min_size=1, max_size=11)


def test_a_part_year_is_projected_by_its_seasonal_share() -> None:
    so_far = [2 * month for month in SUMMERY[:5]]

    answer = year_end(so_far, [SUMMERY, [3 * month for month in SUMMERY]])

    assert answer == Projection(sum(so_far, F(0)), F(2400), F(2400), F(2400))


def test_the_projection_uses_the_mean_of_the_years_shares() -> None:
    answer = year_end(SUMMERY[:6], [SUMMERY, WINTRY])

    shares = [sum(year[:6]) / sum(year) for year in (SUMMERY, WINTRY)]
    assert answer.total == sum(SUMMERY[:6]) / (sum(shares) / 2)


def test_the_range_is_students_prediction_interval_on_the_logarithms() -> None:
    answer = year_end(SUMMERY[:6], [SUMMERY, WINTRY])

    one, other = (math.log(sum(year[:6]) / sum(year)) for year in (SUMMERY, WINTRY))
    t_at_80_percent_and_one_degree_of_freedom = math.tan(math.pi * 0.4)
    factor = math.exp(
        t_at_80_percent_and_one_degree_of_freedom * abs(one - other) / math.sqrt(2) * math.sqrt(1.5)
    )
    assert answer.low is not None
    assert answer.high is not None
    assert float(answer.high / answer.total) == pytest.approx(factor, rel=1e-12)
    assert float(answer.total / answer.low) == pytest.approx(factor, rel=1e-12)


def test_four_ranges_in_five_hold_the_years_real_end() -> None:
    chance = random.Random(2013)

    def year() -> list[Fraction]:
        level, drift = 100 * math.exp(chance.gauss(0, 0.1)), chance.gauss(0, 0.05)
        return [
            F(max(0, round(chance.gauss(mean, math.sqrt(mean)))))
            for place, month in enumerate(SUMMERY)
            for mean in [level * float(month) / 100 * math.exp(drift * (place - 6) / 6)]
        ]

    held = 0
    for _ in range(600):
        this, previous = year(), [year() for _ in range(3)]
        answer = year_end(this[:5], previous)
        assert answer.low is not None
        assert answer.high is not None
        held += answer.low <= sum(this) <= answer.high

    assert 0.75 <= held / 600 <= 0.85


@given(months_so_far, years_of_counts)
def test_low_projection_and_high_stand_in_order_and_never_under_what_is_recorded(
    months: list[Fraction], previous: list[list[Fraction]]
) -> None:
    answer = year_end(months, previous)

    assert answer.low is not None
    assert answer.high is not None
    assert answer.so_far <= answer.low <= answer.total <= answer.high


@given(months_so_far, years_of_counts, st.integers(2, 50))
def test_the_unit_scales_the_projection(
    months: list[Fraction], previous: list[list[Fraction]], times: int
) -> None:
    one, many = year_end(months, previous), year_end([month * times for month in months], previous)

    assert many.total == one.total * times
    assert many.high == one.high * times if one.high is not None else many.high is None


@given(months_so_far, years_of_counts, st.randoms())
def test_the_order_of_previous_years_does_not_matter(
    months: list[Fraction], previous: list[list[Fraction]], shuffled: Any
) -> None:
    again = list(previous)
    shuffled.shuffle(again)

    assert year_end(months, again).total == year_end(months, previous).total


def test_one_previous_year_gives_a_projection_without_a_range() -> None:
    answer = year_end([F(10)] * 6, [[F(20)] * 12])

    assert answer == Projection(F(60), F(120), None, None)


def test_a_complete_year_is_what_it_is() -> None:
    assert year_end([F(10)] * 12, []) == Projection(F(120), F(120), F(120), F(120))


def test_a_month_left_blank_in_the_middle_is_projected_too() -> None:
    months = [F(10), None, F(10), None, None]

    assert year_end(months, [[F(5)] * 12, [F(7)] * 12]).total == 120


def test_a_previous_year_with_a_blank_month_is_left_out() -> None:
    incomplete = [F(1), None, *[F(9)] * 10]

    assert year_end([F(10)] * 6, [incomplete, [F(20)] * 12]).total == 120


@pytest.mark.parametrize(
    ("low", "high", "target", "verdict"),
    [
        (110, 126, 126, Course.ON),
        (110, 126, 125, Course.AT_RISK),
        (110, 126, 110, Course.AT_RISK),
        (110, 126, 109, Course.OFF),
        (None, None, 200, Course.AT_RISK),
        (None, None, 59, Course.OFF),
    ],
)
def test_the_verdict_is_for_the_whole_range(
    low: int | None, high: int | None, target: int, verdict: Course
) -> None:
    projection = Projection(F(60), F(118), None if low is None else F(low), None if high is None else F(high))

    assert course(projection, F(target)) is verdict


@pytest.mark.parametrize(
    ("months", "previous", "kind"),
    [
        ([], [[F(1)] * 12], "missing"),
        ([None, None], [[F(1)] * 12], "missing"),
        ([F(0), F(0)], [[F(1)] * 12], "missing"),
        ([F(1)], [], "missing"),
        ([F(1)], [[None] * 12], "missing"),
        ([F(1)], [[F(0)] * 12], "missing"),
        ([F(1)], [[F(0), *[F(1)] * 11]], "missing"),
        ([F(1)], [[F(1)] * 11], "unreadable"),
        ([F(1)] * 13, [[F(1)] * 12], "range"),
        ([F(-1), F(5)], [[F(1)] * 12], "range"),
        ([F(1)], [[F(-1), *[F(1)] * 11]], "range"),
    ],
)
def test_what_projects_nothing_is_refused_with_a_sentence(months: Any, previous: Any, kind: str) -> None:
    with pytest.raises(RuleError) as refused:
        year_end(months, previous)

    assert refused.value.kind == kind
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 1.5, math.nan])
@pytest.mark.parametrize("number", [6, 12], ids=["half a year", "a whole one"])
def test_a_confidence_that_cannot_be_is_refused_whatever_the_months(number: int, confidence: float) -> None:
    with pytest.raises(RuleError, match="between 0 and 1"):
        year_end(SUMMERY[:number], [SUMMERY, WINTRY], confidence=confidence)


def test_more_confidence_is_a_wider_range_around_the_same_total() -> None:
    narrow, wide = (year_end(SUMMERY[:6], [SUMMERY, WINTRY], confidence=c) for c in (0.5, 0.95))

    assert narrow.total == wide.total
    assert narrow.low is not None
    assert narrow.high is not None
    assert wide.low is not None
    assert wide.high is not None
    assert wide.low < narrow.low < narrow.high < wide.high


def test_a_negative_target_is_refused() -> None:
    with pytest.raises(RuleError, match="year's end"):
        course(Projection(F(1), F(1), F(1), F(1)), F("-0.1"))


def test_years_beyond_all_comparison_are_refused() -> None:
    huge = [F(10**300), *[F(1)] * 11]
    tiny = [F(1), *[F(10**300)] * 11]

    with pytest.raises(RuleError) as refused:
        year_end([F(5)], [huge, tiny])
    assert refused.value.kind == "range"
