"""The limits of a whole group say just what is said of each of its forces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.expected_range import CHANCE_CONFIDENCE, Expected, RangeKind, against_group
from xlscore.rules.statistics.funnel import Adjustment
from xlscore.rules.statistics.group_limits import group_limits

FORCE = st.tuples(st.integers(1, 4000), st.integers(5000, 2_000_000))
EDGE = 1e-9
"""A figure nearer than this to its limit is on it."""


@given(
    forces=st.lists(FORCE, min_size=4, max_size=12),
    kind=st.sampled_from(RangeKind),
    adjust=st.sampled_from(Adjustment),
)
def test_a_force_lies_beyond_its_limit_where_the_group_says_so(
    forces: list[tuple[int, int]], kind: RangeKind, adjust: Adjustment
) -> None:
    counts, bases = [float(count) for count, _ in forces], [float(base) for _, base in forces]

    limits = group_limits(counts, bases, kind, adjust, confidence=CHANCE_CONFIDENCE)

    for place, (lower, upper) in enumerate(limits):
        value = counts[place] / bases[place]
        if min(abs(value - lower), abs(value - upper)) < EDGE:
            continue
        others = [n for n in range(len(counts)) if n != place]
        order = [place, *others]
        said = against_group(
            0, [counts[n] for n in order], [bases[n] for n in order], kind, adjust, confidence=CHANCE_CONFIDENCE
        )  # fmt: skip
        seen = Expected.ABOVE if value > upper else Expected.BELOW if value < lower else Expected.WITHIN
        assert said is seen


@pytest.mark.parametrize("adjust", Adjustment)
def test_a_larger_force_has_narrower_limits(adjust: Adjustment) -> None:
    counts, bases = [50.0, 100.0, 400.0, 1600.0], [50_000.0, 100_000.0, 400_000.0, 1_600_000.0]

    widths = [upper - lower for lower, upper in group_limits(counts, bases, adjust=adjust, confidence=0.998)]

    assert widths == sorted(widths, reverse=True)


def test_a_group_without_events_has_no_limits() -> None:
    with pytest.raises(RuleError, match="no events"):
        group_limits([0, 0], [1000, 1000], confidence=0.998)
