"""Intervals and expected ranges: the published comparators' tables, and what must hold for any count."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.references import group, reference
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics import expected_range
from xlscore.rules.statistics.expected_range import (
    CHANCE_CONFIDENCE,
    LIMITS_CONFIDENCE,
    Expected,
    Interval,
    RangeKind,
    byar_limits,
    exact_poisson_limits,
)
from xlscore.rules.statistics.funnel import Adjustment

TABLES = reference("comparators")["tables"]
GROUP = group()


def rate_interval(
    count: float, base: float, per: float = 1000, confidence: float = LIMITS_CONFIDENCE
) -> Interval:
    return expected_range.rate_interval(count, base, per, confidence)


def proportion_interval(count: float, base: float, confidence: float = LIMITS_CONFIDENCE) -> Interval:
    return expected_range.proportion_interval(count, base, confidence)


def against_group(*group: Any, confidence: float = CHANCE_CONFIDENCE) -> Expected:
    return expected_range.against_group(*group, confidence=confidence)


def bisected(limit: float, events: int) -> float:
    """Return an exact limit as the comparators' search by halves leaves it, some seven digits of it."""
    exact = limit / (limit + 1 + events)
    place = step = 0.5
    while step > 1e-7:
        step /= 2
        place += step if place < exact else -step
    return (1 + events) * place / (1 - place)


def rows(table: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]


@pytest.mark.parametrize("row", rows(TABLES["rate_per_1000"]), ids=lambda row: str(row["x"]))
def test_rates_have_the_comparators_limits(row: dict[str, Any]) -> None:
    at_95 = rate_interval(row["x"], row["n"], 1000, 0.95)
    at_998 = rate_interval(row["x"], row["n"], 1000, 0.998)

    assert (at_95.value, at_95.lower, at_95.upper, at_998.lower, at_998.upper) == pytest.approx(
        (row["value"], row["lower95_0cl"], row["upper95_0cl"], row["lower99_8cl"], row["upper99_8cl"]),
        rel=1e-11,
    )


@pytest.mark.parametrize("row", rows(TABLES["proportion_pct"]), ids=lambda row: f"{row['x']} of {row['n']}")
def test_proportions_have_the_comparators_limits(row: dict[str, Any]) -> None:
    at_95 = proportion_interval(row["x"], row["n"], 0.95)
    at_998 = proportion_interval(row["x"], row["n"], 0.998)

    assert [
        100 * v for v in (at_95.value, at_95.lower, at_95.upper, at_998.lower, at_998.upper)
    ] == pytest.approx(
        [row["value"], row["lower95_0cl"], row["upper95_0cl"], row["lower99_8cl"], row["upper99_8cl"]],
        rel=1e-11,
    )


@pytest.mark.parametrize(
    "row", rows(TABLES["msg_funnel_limits_rate_vwi"]), ids=lambda row: str(row["Events"])
)
@pytest.mark.parametrize(("name", "tail"), [("2s", 0.025), ("3s", 0.001)])
def test_funnel_lines_are_the_comparators(row: dict[str, Any], name: str, tail: float) -> None:
    pooled = sum(GROUP["vwi"]) / sum(GROUP["pop"])
    low, high = (bisected(limit, row["Events"]) for limit in exact_poisson_limits(row["Events"], tail))

    assert pooled * 1000 == pytest.approx(row["baseline"], rel=1e-12)
    assert high / pooled == pytest.approx(row[f"lower_{name}_population_1_year"], rel=1e-11)
    assert low / pooled == pytest.approx(row[f"upper_{name}_population_1_year"], rel=1e-11)
    assert row["Events"] / high * pooled * 1000 == pytest.approx(row[f"lower_{name}_limit"], rel=1e-11)
    assert row["Events"] / low * pooled * 1000 == pytest.approx(row[f"upper_{name}_limit"], rel=1e-11)


@pytest.mark.parametrize("place", range(8), ids=GROUP["force"])
def test_the_groups_outliers_are_the_comparators(place: int) -> None:
    label = GROUP["significance"][place]
    expected = Expected.WITHIN
    if "0.001" in label:
        expected = Expected.ABOVE if label.startswith("High") else Expected.BELOW
    at_95 = Expected.WITHIN
    if label != "Not significant":
        at_95 = Expected.ABOVE if label.startswith("High") else Expected.BELOW

    assert against_group(place, GROUP["vwi"], GROUP["pop"]) is expected
    assert against_group(place, GROUP["vwi"], GROUP["pop"], confidence=0.95) is at_95


def test_the_comparators_mean_is_the_mean_of_rates() -> None:
    printed = TABLES["means"]
    rates = [count / people * 1000 for count, people in zip(GROUP["all"], GROUP["pop"], strict=True)]

    assert sum(rates) == pytest.approx(printed["value_sum"][0], rel=1e-12)
    assert sum(rates) / len(rates) == pytest.approx(printed["value"][0], rel=1e-12)


@given(st.integers(0, 10**6), st.floats(0.01, 0.9999))
def test_limits_bracket_the_rate(count: int, confidence: float) -> None:
    interval = rate_interval(count, 1_800_000, 1000, confidence)

    assert 0 <= interval.lower <= interval.value <= interval.upper


@given(st.integers(0, 1000), st.integers(1, 1000), st.floats(0.01, 0.9999))
def test_limits_bracket_the_proportion_within_nothing_and_all(
    count: int, rest: int, confidence: float
) -> None:
    interval = proportion_interval(count, count + rest, confidence)
    mirrored = proportion_interval(rest, count + rest, confidence)

    assert 0 <= interval.lower <= interval.value <= interval.upper <= 1
    assert mirrored.upper == pytest.approx(1 - interval.lower, abs=1e-12)


@given(st.floats(0, 1e9), st.floats(0.5, 0.99), st.floats(1.0001, 1.009))
def test_more_confidence_is_a_wider_interval(count: float, confidence: float, more: float) -> None:
    narrow = rate_interval(count, 1e6, 1000, confidence)
    wide = rate_interval(count, 1e6, 1000, confidence * more)

    assert wide.lower <= narrow.lower
    assert wide.upper >= narrow.upper


@given(st.integers(1, 10**6), st.sampled_from([10, 1000, 100_000]))
def test_the_unit_of_a_rate_scales_its_limits(count: int, per: int) -> None:
    one, many = rate_interval(count, 10**6, 1), rate_interval(count, 10**6, per)

    assert many.upper == pytest.approx(one.upper * per)


@pytest.mark.parametrize("tail", [0.025, 0.001])
def test_byar_is_close_to_exact_where_it_takes_over(tail: float) -> None:
    assert byar_limits(10, tail) == pytest.approx(exact_poisson_limits(10, tail), rel=0.02)


def test_nothing_recorded_has_a_lower_limit_of_nothing() -> None:
    assert rate_interval(0, 1000).lower == 0
    assert proportion_interval(0, 10).lower == 0
    assert proportion_interval(10, 10).upper == 1


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(500, 5000)), min_size=1, max_size=8), st.randoms())
def test_the_order_of_forces_does_not_matter(pairs: list[tuple[int, int]], shuffled: Any) -> None:
    others = pairs[1:]
    shuffled.shuffle(others)
    again = [pairs[0], *others]

    assert against_group(0, *zip(*pairs, strict=True)) is against_group(0, *zip(*again, strict=True))


@pytest.mark.parametrize("kind", RangeKind)
@pytest.mark.parametrize("adjust", Adjustment)
def test_equal_forces_are_within(kind: RangeKind, adjust: Adjustment) -> None:
    assert against_group(3, [50] * 8, [1000] * 8, kind, adjust) is Expected.WITHIN


@pytest.mark.parametrize("adjust", Adjustment)
@pytest.mark.parametrize("kind", RangeKind)
def test_a_force_alone_is_within(kind: RangeKind, adjust: Adjustment) -> None:
    assert against_group(0, [50], [1000], kind, adjust) is Expected.WITHIN


@pytest.mark.parametrize("kind", RangeKind)
def test_nothing_recorded_anywhere_lies_on_the_lower_limit_and_is_within(kind: RangeKind) -> None:
    assert against_group(0, [0, 0], [10, 10], kind) is Expected.WITHIN


@pytest.mark.parametrize("adjust", Adjustment)
def test_all_of_all_lies_on_the_upper_limit_and_is_within(adjust: Adjustment) -> None:
    assert against_group(0, [10, 10], [10, 10], RangeKind.PROPORTION, adjust) is Expected.WITHIN


@pytest.mark.parametrize("adjust", [Adjustment.SHMI, Adjustment.CQC])
def test_nothing_of_a_little_lies_on_the_funnels_lower_limit_and_is_within(adjust: Adjustment) -> None:
    assert against_group(0, [0, 1], [10, 10], RangeKind.PROPORTION, adjust) is Expected.WITHIN


@pytest.mark.parametrize(
    "call",
    [
        lambda: rate_interval(-1, 100),
        lambda: rate_interval(1, 0),
        lambda: rate_interval(1, -5),
        lambda: rate_interval(1, 100, 0),
        lambda: rate_interval(1, 100, -1000),
        lambda: rate_interval(1, 100, 1000, 1),
        lambda: rate_interval(1e308, 1e-300),
        lambda: rate_interval(math.nan, 100),
        lambda: rate_interval(math.inf, 100),
        lambda: rate_interval(1, math.inf),
        lambda: rate_interval(1e290, 1e-290),
        lambda: proportion_interval(5, 4),
        lambda: proportion_interval(-1, 4),
        lambda: proportion_interval(0, 0),
        lambda: against_group(0, [5, 5], [4, 9], RangeKind.PROPORTION),
        lambda: against_group(0, [1e299] * 20, [1e-20] * 20),
    ],
)
def test_counts_that_cannot_be_are_out_of_range(call: Any) -> None:
    with pytest.raises(RuleError) as refused:
        call()

    assert refused.value.kind == "range"


@given(st.floats(0, 1e299), st.floats(1e-299, 1e299), st.floats(1e-9, 1e9), st.floats(0.001, 0.9999))
def test_any_size_has_an_answer_or_a_sentence(
    count: float, base: float, per: float, confidence: float
) -> None:
    try:
        interval = rate_interval(count, base, per, confidence)
    except RuleError as refused:
        assert refused.kind == "range"  # noqa: PT017  # hypothesis tries both
    else:
        assert all(map(math.isfinite, (interval.value, interval.lower, interval.upper)))
