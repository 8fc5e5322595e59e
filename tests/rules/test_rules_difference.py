"""The test of a whole group: held against chi-square by other roads, its critical values, and its limits."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.difference import group_difference
from xlscore.rules.statistics.expected_range import RangeKind
from xlscore.rules.statistics.funnel import Adjustment, funnel

ALIKE = ([347, 402, 298, 515], [1903, 2240, 1650, 2800])
APART = ([347, 402, 298, 700], [1903, 2240, 1650, 2800])


def _contingency(counts: Sequence[float], bases: Sequence[float]) -> float:
    """Chi-square of the table of those with and those without, cell by cell: sum of observed² / expected, less the total."""
    rows = [list(counts), [b - c for c, b in zip(counts, bases, strict=True)]]
    n = sum(bases)
    return sum(o * o * n / (sum(row) * base) for row in rows for o, base in zip(row, bases, strict=True)) - n


def _upper_tail(statistic: float, freedom: int) -> float:
    """The probability of a larger chi-square, by Simpson's rule over its density."""
    half, steps = freedom / 2, 20_000
    top = statistic + 200
    width = (top - statistic) / steps

    def density(x: float) -> float:
        return math.exp((half - 1) * math.log(x) - x / 2 - half * math.log(2) - math.lgamma(half))

    inner = sum((4 if n % 2 else 2) * density(statistic + n * width) for n in range(1, steps))
    return width / 3 * (density(statistic) + inner + density(top))


@pytest.mark.parametrize("group", [ALIKE, APART], ids=["alike", "apart"])
def test_shares_are_tested_as_the_table_of_with_and_without(group: tuple[list[float], list[float]]) -> None:
    found = group_difference(*group, RangeKind.PROPORTION)

    assert found is not None
    assert found.statistic == pytest.approx(_contingency(*group), rel=1e-9)
    assert found.freedom == 3
    assert found.significant == (_upper_tail(found.statistic, 3) < 0.05)


def test_rates_are_tested_against_the_events_that_the_pooled_rate_gives() -> None:
    counts, bases = [30.0, 41.0, 25.0, 60.0], [1000.0, 1200.0, 800.0, 1100.0]
    rate = sum(counts) / sum(bases)
    by_hand = sum(c * c / (b * rate) for c, b in zip(counts, bases, strict=True)) - sum(counts)

    found = group_difference(counts, bases)

    assert found is not None
    assert found.statistic == pytest.approx(by_hand, rel=1e-9)


@pytest.mark.parametrize(
    ("freedom", "critical"),
    [(1, 3.841), (2, 5.991), (3, 7.815), (4, 9.488), (5, 11.070), (6, 12.592), (7, 14.067)],
)
def test_a_group_differs_from_the_printed_critical_value_on(freedom: int, critical: float) -> None:
    """Two forces stand the same distance above and below, the others on the pooled rate: their chi-square is known."""
    base = 1_000_000.0

    def group(statistic: float) -> tuple[list[float], list[float]]:
        away = math.sqrt(statistic * base / 100 / 2)
        return [base / 100 + away, base / 100 - away, *[base / 100] * (freedom - 1)], [base] * (freedom + 1)

    below, above = (group_difference(*group(critical + step)) for step in (-0.01, 0.01))

    assert below is not None
    assert above is not None
    assert (below.freedom, below.significant, above.significant) == (freedom, False, True)


@pytest.mark.parametrize("adjust", [Adjustment.SHMI, Adjustment.CQC])
def test_an_adjustment_counts_only_what_goes_beyond_the_groups_own_spread(adjust: Adjustment) -> None:
    counts, bases = [15695, 9100, 6600, 12000, 8100, 7200, 9900, 5400], [1.84e6, 1.12e6, 8.7e5, 1.3e6, 9.5e5, 8e5, 1.2e6, 7e5]  # fmt: skip
    group = funnel(counts, bases, adjust)
    error = [1 / math.sqrt(s) if adjust is Adjustment.SHMI else 1 / (2 * math.sqrt(s)) for s in group.sizes]
    scale = math.log if adjust is Adjustment.SHMI else lambda value: math.sqrt(value) - 1
    by_hand = sum(scale(v) ** 2 / (e * e + group.tau2) for v, e in zip(group.values, error, strict=True))

    plain, adjusted = group_difference(counts, bases), group_difference(counts, bases, adjust=adjust)

    assert plain is not None
    assert adjusted is not None
    assert adjusted.statistic == pytest.approx(by_hand, rel=1e-9)
    assert (plain.significant, adjusted.significant) == (True, False)


@pytest.mark.parametrize(
    ("counts", "bases", "kind"),
    [
        ([3], [100], RangeKind.RATE),
        ([0, 0], [100, 100], RangeKind.RATE),
        ([1, 0, 1, 0], [100, 100, 100, 100], RangeKind.RATE),
        ([100, 100], [100, 100], RangeKind.PROPORTION),
        ([99, 98, 99], [100, 100, 100], RangeKind.PROPORTION),
    ],
    ids=["one force", "no events", "too few events", "all of them", "too few without"],
)
def test_counts_too_small_for_the_test_have_no_answer(
    counts: list[float], bases: list[float], kind: RangeKind
) -> None:
    assert group_difference(counts, bases, kind) is None


@pytest.mark.parametrize("adjust", Adjustment)
@pytest.mark.parametrize(
    ("counts", "bases"), [([-1, 40], [1000, 1000]), ([30, 40], [0, 1000]), ([90, 4], [50, 90])]
)
def test_counts_that_cannot_be_are_refused(
    counts: list[float], bases: list[float], adjust: Adjustment
) -> None:
    with pytest.raises(RuleError):
        group_difference(counts, bases, RangeKind.PROPORTION, adjust)
