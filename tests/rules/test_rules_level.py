"""A year's end by the latest level: seasons, level, the range learnt from past years, and the backtest."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.policy import DEFAULT
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics import backtest, level, level_year
from xlscore.rules.statistics.backtest import PastSeries, scores
from xlscore.rules.statistics.level import LatestLevel, LevelRule, past_years
from xlscore.rules.statistics.projection import Method
from xlscore.rules.statistics.spread import TYPICAL, PastProjection, Spread, learnt_spread, range_of

FLAT = (1.0,) * 12
RULE = LevelRule.of(DEFAULT)
latest_level = partial(level.latest_level, rule=RULE)
year_end_by_level = partial(level_year.year_end_by_level, rule=RULE)
trials = partial(backtest.trials, rule=RULE)


def usual_seasons(
    years: Sequence[Sequence[float]], parents: Sequence[Sequence[float]] = ()
) -> tuple[float, ...]:
    """Return the usual seasons by the published rule."""
    return level.usual_seasons(years, parents, RULE)


SUMMERY = tuple(float(n) for n in (90, 95, 100, 110, 115, 110, 100, 95, 95, 100, 100, 90))
years_of_counts = st.lists(
    st.lists(st.integers(0, 500).map(float), min_size=12, max_size=12), min_size=2, max_size=5
)


def poisson(chance: random.Random, mean: float) -> float:
    """Return a count drawn by adding up the waiting times between events."""
    count, passed = 0, chance.expovariate(1)
    while passed < mean:
        count, passed = count + 1, passed + chance.expovariate(1)
    return float(count)


def test_seasons_are_those_of_the_years_before() -> None:
    assert usual_seasons([list(SUMMERY)] * 3) == pytest.approx(
        [12 * month / sum(SUMMERY) for month in SUMMERY]
    )


def test_a_small_series_borrows_its_parents_seasons_and_a_large_one_hardly_does() -> None:
    parent = [list(SUMMERY)]
    own = usual_seasons([[5.0] * 12], parent), usual_seasons([[50_000.0] * 12], parent)

    assert own[0][4] == pytest.approx((5 + 1000 * 115 / 1200) / (60 + 1000) * 12)
    assert own[1][4] == pytest.approx(1, abs=1e-3)


def test_a_series_of_nothing_has_even_seasons() -> None:
    assert usual_seasons([[0.0] * 12] * 2) == FLAT


def test_the_level_is_a_weighted_mean_of_months_over_their_seasons() -> None:
    history, months = [10.0] * 24, [20.0, 20.0]

    level = latest_level(history, months, FLAT, rule=LevelRule(0.5, 1000))

    weights = [0.5**age for age in range(26)]
    expected = sum(w * (20 if age < 2 else 10) for age, w in enumerate(weights)) / sum(weights)
    assert level.rest == pytest.approx(10 * expected)
    assert (level.so_far, level.total) == (40, pytest.approx(40 + 10 * expected))


def test_only_the_latest_36_months_count() -> None:
    history = [10.0] * 34

    assert latest_level([*[9999.0] * 26, *history], [10.0] * 2, FLAT) == latest_level(
        [*[0.0] * 26, *history], [10.0] * 2, FLAT
    )


def test_a_year_of_its_own_seasons_projects_itself() -> None:
    level = latest_level([*SUMMERY, *SUMMERY], SUMMERY[:5], usual_seasons([SUMMERY, SUMMERY]))

    assert level.total == pytest.approx(sum(SUMMERY))


def test_nothing_before_a_break_counts_for_the_level() -> None:
    level = latest_level([100.0] * 24, [100.0, 40.0, 40.0, 40.0], FLAT, since=3)

    assert level.rest == pytest.approx(8 * 40)


def test_a_month_that_is_missing_weighs_nothing_and_is_still_to_come() -> None:
    level = latest_level([10.0] * 24, [10.0, None, 10.0], FLAT)

    assert (level.so_far, level.rest) == (20, pytest.approx(100))


@pytest.mark.parametrize("history", [[], [1.0] * 23, [*[1.0] * 12, None, *[1.0] * 11]])
def test_two_whole_years_before_are_needed(history: list[float | None]) -> None:
    with pytest.raises(RuleError, match="24 months before the year"):
        latest_level(history, [1.0], FLAT)


def test_a_negative_month_is_refused_and_so_are_thirteen() -> None:
    for months in ([-1.0], [1.0] * 13):
        with pytest.raises(RuleError):
            latest_level([1.0] * 24, months, FLAT)


def test_years_are_taken_from_the_end_of_the_history() -> None:
    history = [*[0.0] * 5, *[1.0] * 12, *[2.0] * 12, *[3.0] * 12, *[4.0] * 12]

    assert [year[0] for year in past_years(history)] == [2, 3, 4]


@given(years_of_counts, st.lists(st.integers(0, 500).map(float), min_size=1, max_size=11))
def test_a_projection_is_never_under_what_is_recorded_and_lies_in_its_range(
    years: list[list[float]], months: list[float]
) -> None:
    level = latest_level([month for year in years for month in year], months, usual_seasons(years))
    low, high = range_of(level, TYPICAL, 0.8)

    assert sum(months) <= low <= level.total + 1e-9
    assert level.total <= high + 1e-9


@given(years_of_counts, st.lists(st.integers(0, 500).map(float), min_size=1, max_size=11), st.integers(2, 9))
def test_twice_the_crimes_are_twice_the_projection(
    years: list[list[float]], months: list[float], times: int
) -> None:
    def total(factor: float) -> float:
        history = [factor * month for year in years for month in year]
        return latest_level(
            history, [factor * month for month in months], usual_seasons(past_years(history))
        ).total

    assert total(times) == pytest.approx(times * total(1))


def test_a_finished_year_has_no_range() -> None:
    answer = year_end_by_level([Fraction(3)] * 12, [Fraction(9)] * 24, 0.8)

    assert (answer.low, answer.total, answer.high) == (36, 36, 36)


def test_chance_and_moving_levels_are_told_apart() -> None:
    chance = random.Random(13)
    made = []
    for _ in range(4000):
        size = 10 ** chance.uniform(1, 4)
        rest = (
            poisson(chance, size * math.exp(chance.gauss(0, 0.1)))
            if size < 300
            else size * math.exp(chance.gauss(0, math.sqrt(0.01 + 1 / size)))
        )
        made.append(PastProjection(LatestLevel(size, size, 1e9), rest))

    spread = learnt_spread(made)

    assert spread.by_moving == pytest.approx(0.01, rel=0.25)
    assert spread.by_chance == pytest.approx(1, rel=0.25)


def test_a_range_says_what_it_holds_where_the_world_is_as_the_model_has_it() -> None:
    chance = random.Random(7)
    spread, level = Spread(1.0, 0.01), LatestLevel(100.0, 400.0, 300.0)
    sigma = spread.error(level)
    ends = [range_of(level, spread, share) for share in (0.8, 0.95)]

    came = [100 + 400.5 * math.exp(chance.gauss(0, sigma)) - 0.5 for _ in range(20_000)]

    held = [sum(low <= total <= high for total in came) / len(came) for low, high in ends]
    assert held == pytest.approx([0.8, 0.95], abs=0.01)


def test_too_few_past_projections_teach_nothing() -> None:
    with pytest.raises(RuleError, match="Too few"):
        learnt_spread([PastProjection(LatestLevel(1.0, 1.0, 1.0), 1.0)] * 4)


@pytest.mark.parametrize("came", [100.0, 150.0])
def test_a_spread_learnt_from_equal_series_is_never_negative(came: float) -> None:
    spread = learnt_spread([PastProjection(LatestLevel(100.0, 100.0, 60.0), came)] * 9)

    assert spread.by_chance == 0
    assert spread.by_moving == pytest.approx(math.log((came + 0.5) / 100.5) ** 2)


def drawn_series(number: int, years: int = 8) -> list[PastSeries]:
    """Return series of a steady level with the seasons of a summery year."""
    chance = random.Random(number)
    found = []
    for _ in range(number):
        size = 10 ** chance.uniform(0.5, 2)
        found.append(
            PastSeries(
                tuple(tuple(poisson(chance, size * month / 100) for month in SUMMERY) for _ in range(years))
            )
        )
    return found


def test_a_backtest_knows_only_what_was_known_then() -> None:
    same = drawn_series(3)
    changed = [PastSeries((*each.years[:5], *([tuple(9.0 for _ in range(12))] * 3))) for each in same]

    known = [trial for trial in trials(same) if trial.year < 5]

    assert known == [trial for trial in trials(changed) if trial.year < 5]


def test_a_backtest_of_steady_series_beats_both_rules_of_thumb_and_its_ranges_hold() -> None:
    found = scores(trials(drawn_series(60), known=[1, 3, 6, 9]))

    assert [score.known for score in found] == [1, 3, 6, 9]
    for score in found[:3]:
        assert score.error < score.times_n_error
        assert score.error < score.last_year_error
        assert score.inside_80 == pytest.approx(0.8, abs=0.12)
        assert score.inside_95 == pytest.approx(0.95, abs=0.06)


def test_a_backtest_scores_the_years_asked_for_and_no_year_of_few_crimes() -> None:
    few = [PastSeries(((1.0,) * 12,) * 5)]

    assert scores(trials(few)) == []
    found = scores(trials(drawn_series(4), known=[6]), years=[7])
    assert [score.trials for score in found] == [sum(sum(s.years[7]) >= 24 for s in drawn_series(4))]
    assert found[0].inside_80 is not None or len(drawn_series(4)) * 5 < 24


def test_a_backtest_judges_each_series_by_its_own_method() -> None:
    by_level = drawn_series(20)
    by_share = [replace(each, method=Method.SHARE) for each in by_level]

    (level,), (share,) = (scores(trials(series, known=[3])) for series in (by_level, by_share))
    (both,) = scores(trials([*by_level, *by_share], known=[3]))

    assert (level.method, level.error) == ("level", level.level_error)
    assert (share.method, share.level_error) == ("share", level.error)
    assert share.error > level.error
    assert both.error == pytest.approx((level.error + share.error) / 2)
    assert both.method == f"level, share in {share.trials:,} of {both.trials:,}"
    assert share.inside_80 == pytest.approx(0.8, abs=0.1)


def test_a_past_year_that_the_share_refuses_is_no_trial_of_it() -> None:
    nothing_early = (0.0,) * 3 + (10.0,) * 9
    series = PastSeries((nothing_early, nothing_early, SUMMERY, SUMMERY), method=Method.SHARE)

    assert scores(trials([series], known=[3])) == []
    assert [score.trials for score in scores(trials([series], known=[6]))] == [2]


def test_ranges_are_not_judged_where_nothing_could_be_learnt() -> None:
    found = scores(trials([PastSeries((SUMMERY,) * 3)], known=[6]))

    assert (found[0].inside_80, found[0].inside_95) == (None, None)
