"""Sums and means that are right to the last digit."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.floats import finite, mean, total

numbers = st.floats(-1e12, 1e12, allow_subnormal=False).map(lambda x: round(x, 6))


@given(st.lists(numbers, min_size=1, max_size=60))
def test_a_mean_is_the_nearest_number_to_the_exact_one(values: list[float]) -> None:
    exact = sum(map(Fraction, values), Fraction(0)) / len(values)

    assert abs(Fraction(mean(values)) - exact) <= abs(Fraction(math.ulp(mean(values)))) * Fraction(501, 1000)


@given(numbers, st.integers(1, 60))
def test_the_mean_of_equal_values_is_that_value(value: float, number: int) -> None:
    assert mean([value] * number) == value


@pytest.mark.parametrize("values", [[1e308, 1e308], [math.inf], [math.nan], [math.inf, -math.inf]])
def test_a_sum_beyond_all_numbers_is_refused(values: list[float]) -> None:
    with pytest.raises(RuleError, match="too large"):
        total(values)


def test_infinity_is_refused() -> None:
    with pytest.raises(RuleError):
        finite(-math.inf)
