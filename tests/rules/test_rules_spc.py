"""Control charts: the reference package's answers to the last digit, and what must hold for any series."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.references import SIGNALS, TYPES, SpcCase, spc_cases
from xlscore.rules.policy import DEFAULT, Policy
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics import spc
from xlscore.rules.statistics.spc import Assurance, Chart, Direction, Options, Variation

OPTIONS = Options.of(DEFAULT)
control_chart = partial(spc.control_chart, options=OPTIONS)

CASES = list(spc_cases())
NO_LIMITS_IN_REFERENCE = {"single"}
"""Cases where the reference has no limits because nothing moves; here they equal the mean."""

series = st.lists(st.integers(-1000, 1000), min_size=1, max_size=60)
gappy = st.lists(st.none() | st.integers(-1000, 1000), min_size=1, max_size=60).filter(any)


def chart_of(case: SpcCase) -> Chart:
    return control_chart(
        case.values,
        Direction.of(case.higher_is_better),
        case.rebase_at,
        case.baseline,
        options=replace(OPTIONS, screen=case.screen),
    )


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_mean_and_limits_are_the_references(case: SpcCase) -> None:
    chart = chart_of(case)

    for i, point in enumerate(chart.points):
        assert point.mean == pytest.approx(case.points["mean"][i], rel=1e-12)
        assert point.limits is not None
        for name, limit in (("lpl", point.limits.lower), ("upl", point.limits.upper)):
            expected = case.points[name][i]
            if expected is None:
                assert case.name in NO_LIMITS_IN_REFERENCE
                expected = point.mean
            assert limit == pytest.approx(expected, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_signals_and_types_are_the_references(case: SpcCase) -> None:
    chart = chart_of(case)

    found = [(point.signal.value, side) for point, side in zip(chart.points, chart.sides, strict=True)]

    assert found == [SIGNALS[label] for label in case.points["special_cause_type"]]
    assert [point.variation.value for point in chart.points] == [
        TYPES[label] for label in case.points["point_type"]
    ]
    assert chart.variation.value == case.variation


@pytest.mark.parametrize("case", [case for case in CASES if case.assurance], ids=repr)
def test_assurance_is_the_references(case: SpcCase) -> None:
    assert case.target is not None

    assert chart_of(case).assurance(case.target).value == case.assurance


@given(series, st.integers(-1000, 1000))
def test_a_shifted_series_shifts_its_limits_and_keeps_its_signals(values: list[int], shift: int) -> None:
    chart, moved = control_chart(values), control_chart([value + shift for value in values])

    before, after = chart.segments[0], moved.segments[0]
    assert before.mean is not None
    assert before.limits is not None
    assert after.limits is not None
    assert after.mean == pytest.approx(before.mean + shift, abs=1e-9)
    assert after.limits.upper == pytest.approx(before.limits.upper + shift, abs=1e-9)
    assert after.limits.near_lower == pytest.approx(before.limits.near_lower + shift, abs=1e-9)
    if _well_clear_of_its_lines(chart):
        assert moved.sides == chart.sides


@given(series, st.sampled_from([0.25, 0.5, 2.0, 8.0]))
def test_a_scaled_series_scales_its_limits_and_keeps_its_signals(values: list[int], scale: float) -> None:
    chart, scaled = control_chart(values), control_chart([value * scale for value in values])

    assert chart.segments[0].limits is not None
    assert scaled.segments[0].limits is not None
    assert scaled.segments[0].limits.lower == chart.segments[0].limits.lower * scale
    assert scaled.signals == chart.signals


@given(series)
def test_a_mirrored_series_mirrors_its_points_outside(values: list[int]) -> None:
    chart, mirrored = control_chart(values), control_chart([-value for value in values])

    assert [s.value for s in chart.signals] == [s.value for s in mirrored.signals]


def _well_clear_of_its_lines(chart: Chart) -> bool:
    part = chart.segments[0]
    assert part.mean is not None
    assert part.limits is not None
    limits = part.limits
    lines = (part.mean, limits.lower, limits.upper, limits.near_lower, limits.near_upper)
    return all(abs(value - line) > 1e-6 for value in chart.values if value is not None for line in lines)


@given(gappy, st.booleans())
def test_limits_stand_in_order_around_the_mean(values: list[int | None], screen: bool) -> None:
    for point in control_chart(values, options=replace(OPTIONS, screen=screen)).points:
        if point.limits is not None and point.mean is not None:
            limits = point.limits
            assert limits.lower <= limits.near_lower <= point.mean <= limits.near_upper <= limits.upper


@given(gappy)
def test_a_missing_value_keeps_its_row_without_a_signal(values: list[int | None]) -> None:
    points = list(control_chart(values).points)

    assert [point.value for point in points] == values
    assert all(
        point.variation is Variation.COMMON_CAUSE and point.signal.value == ""
        for point in points
        if point.value is None
    )


@given(series, st.integers(0, 5))
def test_months_still_blank_change_nothing(values: list[int], blanks: int) -> None:
    chart, longer = control_chart(values), control_chart([*values, *[None] * blanks])

    assert longer.sides[: len(values)] == chart.sides
    assert longer.variation is chart.variation


@given(series, series)
def test_a_rebased_chart_is_two_charts(first: list[int], second: list[int]) -> None:
    rebased = control_chart(first + second, rebase_at=[len(first) + 1])

    assert rebased.sides == control_chart(first).sides + control_chart(second).sides


@pytest.mark.parametrize("screen", [True, False])
@pytest.mark.parametrize("value", [7, 0, -3, 0.1, 1 / 3])
@pytest.mark.parametrize("number", [1, 3, 14, 49])
def test_a_constant_series_has_limits_equal_to_its_mean(value: float, number: int, screen: bool) -> None:
    chart = control_chart([value] * number, options=replace(OPTIONS, screen=screen))

    limits = chart.segments[0].limits
    assert limits is not None
    assert {limits.lower, limits.near_lower, limits.upper, limits.near_upper} == {value}
    assert set(chart.sides) == {0}


def test_values_without_neighbours_have_a_mean_and_no_limits() -> None:
    chart = control_chart([1, None, 5, None, 3], Direction.HIGHER)

    assert chart.segments[0].mean == 3
    assert chart.segments[0].limits is None
    assert chart.assurance(100) is Assurance.HIT_OR_MISS


def test_no_moving_range_bridges_a_missing_value() -> None:
    with_gap = control_chart([1, 2, None, 9, 10])

    assert with_gap.segments[0].moving_ranges == 2
    assert with_gap.segments[0].limits is not None
    assert with_gap.segments[0].limits.upper == pytest.approx(5.5 + 2.66)


def test_the_mean_keeps_an_outlier_that_screening_takes_from_the_limits() -> None:
    values = [1, 2] * 8 + [100]

    screened, unscreened = (
        control_chart(values),
        control_chart(values, options=replace(OPTIONS, screen=False)),
    )

    assert screened.segments[0].mean == unscreened.segments[0].mean
    assert screened.segments[0].limits is not None
    assert unscreened.segments[0].limits is not None
    assert screened.segments[0].limits.upper < unscreened.segments[0].limits.upper


def test_lower_limits_are_not_clamped_at_zero() -> None:
    limits = control_chart([0, 3, 0, 3, 0, 3]).segments[0].limits

    assert limits is not None
    assert limits.lower < 0


def test_the_sensitive_level_draws_limits_at_two_thirds() -> None:
    values = [50, 52, 49, 51, 50, 48, 52, 50]

    usual = control_chart(values, options=Options.of(Policy())).segments[0].limits
    sensitive = control_chart(values, options=Options.of(Policy(), sensitive=True)).segments[0].limits

    assert usual is not None
    assert sensitive is not None
    assert sensitive.upper == pytest.approx(usual.near_upper)
    assert sensitive.lower == pytest.approx(usual.near_lower)


def test_a_longer_run_can_be_asked_for() -> None:
    values = [1, 9, 1, 9, *range(1, 8)]

    assert "trend" in {s.value for s in control_chart(values).signals}
    assert "trend" not in {s.value for s in control_chart(values, options=replace(OPTIONS, run=8)).signals}


def test_a_baseline_holds_for_each_segment() -> None:
    values = [1, 2] * 6 + [8, 9] * 6 + [3, 4] * 6

    chart = control_chart(values, rebase_at=[25], baseline=12)

    assert [part.mean for part in chart.segments] == [1.5, 3.5]
    assert set(chart.signals[12:24]) == {"outside"}


def test_a_segment_shorter_than_its_baseline_uses_all_it_has() -> None:
    assert control_chart([1, 2, 3, 2], baseline=12).segments[0].mean == 2


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        (20, Direction.LOWER, Assurance.PASSING),
        (20, Direction.HIGHER, Assurance.FAILING),
        (0, Direction.LOWER, Assurance.FAILING),
        (0, Direction.HIGHER, Assurance.PASSING),
        (10.5, Direction.HIGHER, Assurance.HIT_OR_MISS),
    ],
)
def test_assurance_is_the_target_against_the_limits(
    target: float, direction: Direction, expected: Assurance
) -> None:
    assert control_chart([10, 11] * 6, direction).assurance(target) is expected


@pytest.mark.parametrize("direction", [Direction.HIGHER, Direction.LOWER])
def test_a_target_on_a_limit_is_hit_or_miss(direction: Direction) -> None:
    chart = control_chart([10, 11] * 6, direction)
    assert chart.segments[0].limits is not None

    assert chart.assurance(chart.segments[0].limits.upper) is Assurance.HIT_OR_MISS
    assert chart.assurance(chart.segments[0].limits.lower) is Assurance.HIT_OR_MISS


def test_one_value_assures_nothing() -> None:
    assert control_chart([10], Direction.HIGHER).assurance(2) is Assurance.HIT_OR_MISS


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        ({"values": []}, "missing"),
        ({"values": [None, None]}, "missing"),
        ({"values": [1, 2, 3], "baseline": 11}, "range"),
        ({"values": [1, 2, 3], "rebase_at": [4]}, "range"),
        ({"values": [1, 2, 3], "rebase_at": [0]}, "range"),
        ({"values": [1e308, 1e308]}, "range"),
        ({"values": [-1e308, 1e308, -1e308]}, "range"),
        ({"values": [0.0, 1e308]}, "range"),
        ({"values": [1.0, math.inf]}, "range"),
        ({"values": [1.0, math.nan]}, "range"),
    ],
)
def test_what_has_no_chart_is_refused_with_a_sentence(arguments: dict[str, object], kind: str) -> None:
    with pytest.raises(RuleError) as refused:
        control_chart(**arguments)  # type: ignore[arg-type]

    assert refused.value.kind == kind
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "changed", [{"limit": 0}, {"limit": -2.66}, {"limit": 0.0}, {"run": 2}, {"run": 0}, {"run": -7}]
)
def test_limits_and_runs_that_cannot_be_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(RuleError) as refused:
        replace(OPTIONS, **changed)

    assert refused.value.kind == "range"
    assert refused.value.sentence.endswith(".")


def test_the_shortest_run_is_of_three_points() -> None:
    chart = control_chart([5, 1, 2, 3, 0], options=replace(OPTIONS, run=3))

    assert [signal.value for signal in chart.signals] == ["", "trend", "trend", "trend", ""]


@given(gappy, st.integers(3, 10**18))
def test_a_run_longer_than_the_series_finds_no_run(values: list[int | None], more: int) -> None:
    chart = control_chart(values, options=replace(OPTIONS, run=len(values) + more))

    assert not {"trend", "shift"} & {signal.value for signal in chart.signals}


def test_assurance_without_a_direction_is_refused() -> None:
    with pytest.raises(RuleError, match="higher or lower"):
        control_chart([1, 2, 3]).assurance(2)


def test_numbers_of_a_library_are_charted_as_plain_ones() -> None:
    numpy = pytest.importorskip("numpy")
    values = [1.0, 2.0, 1.0, 2.0, 10.0, *[1.0, 2.0] * 6]

    chart = control_chart(list(numpy.array(values)), rebase_at=[3])

    assert chart == control_chart(values, rebase_at=[3])
    assert all(type(value) is float for value in chart.values)
