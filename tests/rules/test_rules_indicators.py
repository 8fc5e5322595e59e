"""Indicators: the direction of travel, green shoots, a priority's picture and that of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from xlscore.rules.monthly.indicators import (
    GroupValue,
    IndicatorInputs,
    IndicatorResult,
    Travel,
    judge_indicators,
    picture_of,
)
from xlscore.rules.monthly.indicators_words import overall_picture, priority_picture
from xlscore.rules.policy import DEFAULT, Policy
from xlscore.rules.statistics.spc import Direction

WOBBLE = [100, 103, 98, 101, 99, 104, 97, 102, 100, 98, 103, 101]


def months(values: Sequence[float | None]) -> dict[date, Fraction]:
    """Return months from January 2018 on; None is one that is wanting."""
    return {
        date(2018 + n // 12, n % 12 + 1, 1): Fraction(str(value))
        for n, value in enumerate(values)
        if value is not None
    }


def judged(
    values: Sequence[float | None], direction: Direction | None = Direction.LOWER, policy: Policy = DEFAULT
) -> IndicatorResult:
    return judge_indicators([IndicatorInputs("1", "Burglary", months(values), direction)], policy)[0]


@pytest.mark.parametrize(
    ("last", "direction", "travel"),
    [
        (100, Direction.LOWER, Travel.STABLE),
        (150, Direction.LOWER, Travel.DETERIORATING),
        (150, Direction.HIGHER, Travel.IMPROVING),
        (50, Direction.LOWER, Travel.IMPROVING),
        (150, Direction.NEUTRAL, Travel.RISING),
        (50, Direction.NEUTRAL, Travel.FALLING),
    ],
)
def test_the_control_chart_says_which_way_an_indicator_travels(
    last: int, direction: Direction, travel: Travel
) -> None:
    assert judged([*WOBBLE, last], direction).travel is travel


def test_the_limits_are_the_policys() -> None:
    values = [*WOBBLE, 118]

    assert judged(values).travel is Travel.DETERIORATING
    assert judged(values, policy=DEFAULT.with_setting("spc_limits", 9)).travel is Travel.STABLE


@pytest.mark.parametrize(
    ("values", "direction", "why"),
    [
        (WOBBLE[:11], Direction.LOWER, "It has 11 of the 12 months that a control chart needs."),
        ([], Direction.LOWER, "It has no month with a figure."),
        (WOBBLE, None, "Nobody says which way is better."),
    ],
)
def test_without_a_direction_it_is_said_why(
    values: list[float], direction: Direction | None, why: str
) -> None:
    found = judged(values, direction)

    assert (found.travel, found.why_not) == (None, why)


@pytest.mark.parametrize(
    ("this_year", "direction", "found"),
    [
        ([120] * 9 + [90] * 3, Direction.LOWER, True),  # the quarter better, the year worse
        ([80] * 9 + [90] * 3, Direction.LOWER, False),  # both better
        ([120] * 12, Direction.LOWER, False),  # both worse
        ([80] * 9 + [110] * 3, Direction.HIGHER, True),
        ([100] * 12, Direction.LOWER, False),
        ([100] * 12, Direction.NEUTRAL, None),
        ([120] * 8 + [None] + [90] * 3, Direction.LOWER, None),
    ],
)
def test_a_green_shoot_is_a_better_quarter_in_a_worse_year(
    this_year: list[float | None], direction: Direction, found: bool | None
) -> None:
    """Essex Police, performance board minutes, 2019: positive movement that does not show in the year yet."""
    shoots = judged([100] * 12 + this_year, direction).shoots

    assert (None if shoots is None else shoots.found) is found


def test_green_shoots_are_against_the_same_three_months_so_that_seasons_do_not_count() -> None:
    """Winter is low each year: a low winter alone is no green shoot."""
    year = [130] * 9 + [70] * 3

    shoots = judged([*year, *[140] * 9, *[72] * 3]).shoots

    assert shoots is not None
    assert (round(float(shoots.recent), 3), shoots.found) == (0.029, False)


def test_the_difference_to_the_group_is_a_share_of_its_average() -> None:
    assert GroupValue(Fraction(9160, 100), Fraction(8413, 100)).difference == Fraction(747, 8413)
    assert GroupValue(Fraction(1), Fraction(0)).difference is None


def of(priority: str, *ways: Travel | None) -> list[IndicatorResult]:
    return [IndicatorResult(IndicatorInputs(priority, "x", {}, None), travel=way) for way in ways]


@pytest.mark.parametrize(
    ("ways", "travel", "words"),
    [
        ((Travel.STABLE, Travel.STABLE), Travel.STABLE, "Stable: 2 of 2 stable"),
        ((Travel.STABLE, Travel.IMPROVING), Travel.IMPROVING, "Improving: 1 of 2 improving, 1 stable"),
        ((Travel.DETERIORATING, Travel.IMPROVING), Travel.MIXED, "Mixed: 1 of 2 improving, 1 deteriorating"),
        ((None, Travel.STABLE), Travel.STABLE, "Stable: 1 of 2 stable, 1 not known"),
        ((None,), None, "Not known: 1 of 1 not known"),
    ],
)
def test_a_priority_is_what_its_indicators_are(
    ways: tuple[Travel | None, ...], travel: Travel | None, words: str
) -> None:
    results = of("7", *ways)

    assert picture_of(results) == {"7": travel}
    assert priority_picture(results, travel) == words


@pytest.mark.parametrize(
    ("pictures", "said"),
    [
        ({**dict.fromkeys("123456", Travel.STABLE), "7": Travel.IMPROVING}, "All stable but Priority 7 improving."),
        ({**dict.fromkeys("12345", Travel.STABLE), "6": Travel.DETERIORATING, "7": Travel.IMPROVING}, "All stable but Priority 6 deteriorating and Priority 7 improving."),
        ({"1": Travel.STABLE, "2": Travel.STABLE}, "All two priorities stable."),
        ({"Victims": Travel.STABLE}, "Victims stable."),
        ({"1": Travel.STABLE, "2": Travel.IMPROVING, "3": None}, "Priority 1 stable; Priority 2 improving; Priority 3 not known."),
        ({}, ""),
    ],
)  # fmt: skip
def test_the_picture_of_all_priorities(pictures: dict[str, Travel | None], said: str) -> None:
    assert overall_picture(pictures) == said
