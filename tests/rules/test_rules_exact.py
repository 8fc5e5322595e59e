"""Exact arithmetic on the decimals that cells show."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.exact import away_from_zero, ceiling, exact, read_percentage, to_float
from xlscore.rules.problems import RuleError, Trouble


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (-0.1, Fraction(-1, 10)),
        (0.1 + 0.2, Fraction(3, 10)),
        (0.9 - 1, Fraction(-1, 10)),
        (84.13, Fraction(8413, 100)),
        (1e-7, Fraction(1, 10**7)),
        (1903.0, Fraction(1903)),
        (7, Fraction(7)),
        (Decimal("0.182"), Fraction(182, 1000)),
    ],
)
def test_a_number_is_the_decimal_its_cell_shows(cell: float, shown: Fraction) -> None:
    assert exact(cell) == shown


@pytest.mark.parametrize("cell", [math.inf, -math.inf, math.nan, Decimal("Infinity")])
def test_what_cannot_be_counted_with_is_out_of_range(cell: float) -> None:
    with pytest.raises(RuleError) as caught:
        exact(cell)

    assert caught.value.trouble is Trouble.OUT_OF_RANGE


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_fifteen_digits_stay_within_what_excel_keeps(cell: float) -> None:
    assert abs(exact(cell) - Fraction(cell)) <= abs(Fraction(cell)) * Fraction(1, 10**14)


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [
        ("-10%", Fraction(-1, 10)),
        ("−10 %", Fraction(-1, 10)),
        ("\u00a018.2%", Fraction(182, 1000)),
        ("+5%", Fraction(1, 20)),
        (".5%", Fraction(1, 200)),
        ("1,250%", Fraction(25, 2)),
        ("10", None),
        ("%", None),
        ("1,25%", None),
        ("10%%", None),
        ("ten%", None),
        ("1e3%", None),
    ],
)
def test_a_typed_percentage_is_a_fraction(typed: str, fraction: Fraction | None) -> None:
    assert read_percentage(typed) == fraction


@given(st.fractions(max_denominator=10**6))
def test_away_from_zero_never_shrinks_and_moves_less_than_one(value: Fraction) -> None:
    whole = away_from_zero(value)

    assert abs(whole) >= abs(value)
    assert abs(whole - value) < 1


@given(st.fractions(max_denominator=10**6))
def test_the_ceiling_is_the_smallest_whole_number_not_below(value: Fraction) -> None:
    assert value <= ceiling(value) < value + 1


def test_an_answer_larger_than_a_cell_is_refused() -> None:
    with pytest.raises(RuleError, match="larger than a cell"):
        to_float(Fraction(10) ** 400)
