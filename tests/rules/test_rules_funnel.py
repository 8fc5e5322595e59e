"""Overdispersed funnels: FunnelPlotR's numbers, and what must hold for any group."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.references import group, overdispersion_cases
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.expected_range import exact_poisson_limits
from xlscore.rules.statistics.funnel import Adjustment, Funnel, funnel

GROUP = group()
CASES = overdispersion_cases()
BASE = {"vwi": "pop", "homicide": "pop", "all": "pop", "solved": "all"}
UNSUPPORTED = "RC"
"""FunnelPlotR's ratio of counts flags every force by its denominator alone; the scorecards do not offer it."""

SUPPORTED = {name: case for name, case in CASES.items() if case["args"]["data_type"] != UNSUPPORTED}


def funnel_of(case: dict[str, Any]) -> Funnel:
    arguments = case["args"]
    counts = GROUP[arguments["numerator"]]
    bases = GROUP[BASE[arguments["numerator"]]]
    adjust = Adjustment.CQC if arguments.get("sr_method") == "CQC" else Adjustment.SHMI
    return funnel(counts, bases, adjust, of_parts=arguments["data_type"] == "PR", trim=arguments["trim_by"])


@pytest.mark.parametrize("name", SUPPORTED)
def test_scores_and_the_spread_between_forces_are_the_references(name: str) -> None:
    case, found = CASES[name], funnel_of(CASES[name])
    table = case["table"]

    assert found.values == pytest.approx(table["rr"], rel=1e-11)
    assert found.sizes == pytest.approx(table["denominator"], rel=1e-11)
    assert found.scores == pytest.approx(table["Uzscore"], rel=1e-9)
    assert found.kept == pytest.approx([None if z == "NA" else z for z in table["Wuzscore"]], rel=1e-9)
    if case["args"]["draw_adjusted"]:
        assert found.phi == pytest.approx(case["phi"], rel=1e-9)
        assert found.tau2 == pytest.approx(case["tau2"], rel=1e-9)


@pytest.mark.parametrize(("column", "confidence"), [("95", 0.95), ("99", 0.998)])
@pytest.mark.parametrize("name", SUPPORTED)
def test_limits_are_the_references(name: str, column: str, confidence: float) -> None:
    case, found = CASES[name], funnel_of(CASES[name])
    if not case["args"]["draw_adjusted"]:
        found = Funnel(
            found.scale, found.target, found.values, found.sizes, found.scores, found.kept, phi=0, tau2=0
        )
    times = case["args"].get("multiplier", 1)

    adjusted = [found.adjusted_limits(place, confidence) for place in range(8)]

    assert [low * times for low, _ in adjusted] == pytest.approx(case["table"][f"OD{column}LCL"], rel=1e-9)
    assert [high * times for _, high in adjusted] == pytest.approx(case["table"][f"OD{column}UCL"], rel=1e-9)


@pytest.mark.parametrize(("column", "tail"), [("95", 0.025), ("99", 0.001)])
@pytest.mark.parametrize("name", [n for n, c in SUPPORTED.items() if c["args"]["data_type"] == "SR"])
def test_unadjusted_limits_are_exact_poisson_ones(name: str, column: str, tail: float) -> None:
    case = CASES[name]

    limits = [exact_poisson_limits(size, tail) for size in case["table"]["denominator"]]

    for size, (low, high), lcl, ucl in zip(
        case["table"]["denominator"],
        limits,
        case["table"][f"LCL{column}"],
        case["table"][f"UCL{column}"],
        strict=True,
    ):
        assert (low / size, high / size) == pytest.approx((lcl, ucl), rel=1e-11)


@pytest.mark.parametrize("name", SUPPORTED)
def test_outliers_at_95_are_the_references(name: str) -> None:
    case, found = CASES[name], funnel_of(CASES[name])
    if not case["args"]["draw_adjusted"]:
        found = Funnel(
            found.scale, found.target, found.values, found.sizes, found.scores, found.kept, phi=0, tau2=0
        )

    limits = [found.limits(place, 0.95) for place in range(8)]

    assert [
        int(not low <= value <= high) for value, (low, high) in zip(found.values, limits, strict=True)
    ] == case["table"]["outlier"]


def test_with_many_forces_the_extreme_tenths_are_left_out_of_the_log_funnel() -> None:
    counts = [100 + i for i in range(43)]

    found = funnel(counts, [1000] * 43, Adjustment.SHMI)

    assert [place for place, score in enumerate(found.kept) if score is None] == [0, 1, 2, 3, 39, 40, 41, 42]


def test_forces_that_tie_are_kept_or_left_out_together() -> None:
    found = funnel([10] * 5 + [20] * 5 + [30] * 2, [1000] * 12, Adjustment.SHMI)

    assert len(set(found.kept[:5])) == len(set(found.kept[5:10])) == len(set(found.kept[10:])) == 1


def test_without_overdispersion_the_limits_are_exact() -> None:
    found = funnel([100, 101, 99], [1000] * 3, Adjustment.CQC)

    assert found.tau2 == 0
    assert found.limits(0, 0.95) == pytest.approx([x / 100 for x in exact_poisson_limits(100, 0.025)])


groups = st.lists(st.tuples(st.integers(1, 20_000), st.integers(100_000, 2_000_000)), min_size=2, max_size=12)


@given(groups, st.sampled_from([Adjustment.SHMI, Adjustment.CQC]), st.booleans())
def test_a_funnel_brackets_its_centre_and_widens_with_confidence(
    pairs: list[tuple[int, int]], adjust: Adjustment, of_parts: bool
) -> None:
    counts, bases = zip(*pairs, strict=True)
    found = funnel(counts, bases, adjust, of_parts)

    for place in range(len(pairs)):
        low, high = found.limits(place, 0.95)
        lower, higher = found.limits(place, 0.998)
        assert lower <= low <= found.target <= high <= higher


@given(groups, st.sampled_from([Adjustment.SHMI, Adjustment.CQC]))
def test_tau_is_never_negative(pairs: list[tuple[int, int]], adjust: Adjustment) -> None:
    assert funnel(*zip(*pairs, strict=True), adjust).tau2 >= 0


def test_a_part_of_nothing_or_all_stays_between_nothing_and_all() -> None:
    found = funnel([1, 0, 30], [1000, 20, 40], Adjustment.CQC, of_parts=True)

    assert all(0 <= limit <= 1 for place in range(3) for limit in found.limits(place, 0.998))


def test_a_force_without_events_has_no_logarithm() -> None:
    with pytest.raises(RuleError, match='use "cqc"'):
        funnel([0, 5], [100, 100], Adjustment.SHMI)
    assert funnel([0, 5], [100, 100], Adjustment.CQC).values[0] == 0


def test_a_group_without_events_has_no_funnel() -> None:
    with pytest.raises(RuleError, match="no events"):
        funnel([0, 0], [100, 100], Adjustment.CQC)


@pytest.mark.parametrize(
    ("counts", "bases"),
    [([1e-300, 1], [1e-300, 1e10]), ([1e250, 1e-250], [1e250, 1e-250]), ([1e300, 1], [1e10, 1e10])],
)
def test_sizes_beyond_all_forces_are_refused_or_answered(counts: list[float], bases: list[float]) -> None:
    for adjust in (Adjustment.SHMI, Adjustment.CQC):
        try:
            funnel(counts, bases, adjust).limits(0, 0.998)
        except RuleError as refused:
            assert refused.kind == "range"  # noqa: PT017  # either is right
