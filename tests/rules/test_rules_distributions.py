"""Quantiles against probabilities computed exactly with 60 digits, and against printed tables."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.distributions import gamma_quantile, normal_quantile, t_quantile, tail_of


def relative_error(shape: int, x: float, tail: float, upper: bool) -> float:
    """Return how far a quantile is off, by Poisson sums, which give the tail exactly for whole shapes."""
    with localcontext() as context:
        context.prec = 60
        value = Decimal(x)
        term, above = Decimal(1), Decimal(0)
        for k in range(shape):
            above += term
            term = term * value / (k + 1)
        none = (-value).exp()
        got = above * none if upper else 1 - above * none
        density = value ** (shape - 1) * none / math.factorial(shape - 1)
        return abs(float((got - Decimal(tail)) / density / value))


@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("tail", [0.49, 0.1, 0.025, 0.001, 1e-6, 1e-12])
@pytest.mark.parametrize("shape", [1, 2, 5, 9, 10, 29, 30, 31, 100, 1000])
def test_gamma_quantile_is_right_to_twelve_digits(shape: int, tail: float, upper: bool) -> None:
    assert relative_error(shape, gamma_quantile(shape, tail, upper), tail, upper) < 1e-12


@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("tail", [0.4, 0.025, 0.001, 1e-9])
def test_the_expansion_for_many_events_joins_without_a_step(tail: float, upper: bool) -> None:
    below, at = (gamma_quantile(shape, tail, upper) for shape in (1e5, math.nextafter(1e5, math.inf)))

    assert at == pytest.approx(below, rel=1e-13)


@given(st.floats(1e-3, 1e300), st.floats(1e-12, 0.49))
def test_gamma_limits_lie_around_the_shape(shape: float, tail: float) -> None:
    lower, upper = gamma_quantile(shape, tail, upper=False), gamma_quantile(shape + 1, tail, upper=True)

    assert 0 <= lower <= upper < math.inf


@pytest.mark.parametrize("shape", [1e-320, 1e-300, 1e-5])
def test_a_shape_next_to_nothing_gives_zero(shape: float) -> None:
    assert gamma_quantile(shape, 0.025, upper=False) == 0


@pytest.mark.parametrize(
    ("freedom", "tail", "printed"),
    [
        (1, 0.1, 3.078), (1, 0.025, 12.706), (2, 0.1, 1.886), (2, 0.005, 9.925), (3, 0.05, 2.353),
        (4, 0.025, 2.776), (5, 0.1, 1.476), (10, 0.01, 2.764), (30, 0.025, 2.042), (120, 0.025, 1.980),
    ],
)  # fmt: skip
def test_students_t_is_the_printed_tables(freedom: int, tail: float, printed: float) -> None:
    assert t_quantile(tail, freedom) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize("tail", [0.4, 0.1, 0.025, 0.001])
def test_students_t_has_its_closed_forms(tail: float) -> None:
    assert t_quantile(tail, 1) == pytest.approx(math.tan(math.pi * (0.5 - tail)), rel=1e-12)
    assert t_quantile(tail, 2) == pytest.approx((1 - 2 * tail) / math.sqrt(2 * tail * (1 - tail)), rel=1e-12)


@pytest.mark.slow
def test_students_t_becomes_the_normal() -> None:
    assert t_quantile(0.025, 100_000) == pytest.approx(normal_quantile(0.025), rel=1e-4)


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95, math.nan, math.inf])
def test_a_confidence_is_a_probability(confidence: float) -> None:
    with pytest.raises(RuleError, match="between 0 and 1"):
        tail_of(confidence)
