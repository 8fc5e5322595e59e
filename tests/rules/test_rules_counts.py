"""Two counts, ratios of rates and rolling shares, by the rules themselves."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.rolling import rolling_share
from xlscore.rules.statistics.two_counts import is_unusual, rate_ratio, two_count

counts = st.integers(0, 100_000)


@given(counts, counts)
def test_two_counts_turned_round_change_their_sign(this: int, last: int) -> None:
    assert two_count(this, last) == -two_count(last, this)
    assert is_unusual(this, last) is is_unusual(last, this)


@given(st.integers(1, 10_000), st.integers(1, 10_000), st.integers(2, 9))
def test_a_ratio_does_not_depend_on_what_its_rates_are_per(count: int, other: int, times: int) -> None:
    ratio, again = (rate_ratio(count, 1000 * k, other, 3000 * k, 0.95) for k in (1, times))

    assert ratio.value == pytest.approx(again.value)
    assert ratio.lower == pytest.approx(again.lower)
    assert ratio.lower is not None
    assert ratio.upper is not None
    assert math.isclose(ratio.lower * ratio.upper, ratio.value**2, rel_tol=1e-9)


def test_a_rolling_share_takes_the_latest_months_alone() -> None:
    assert rolling_share([0, 0, 9, 9], [10, 10, 10, 10], 2, 0.95).value == 0.9


def test_a_rolling_share_of_fewer_months_than_asked_is_none() -> None:
    with pytest.raises(RuleError, match="there are 2"):
        rolling_share([9, 9], [10, 10], 3, 0.95)
