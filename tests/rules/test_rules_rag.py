"""Red, amber, green at and around the target."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.rag import Rag, is_at_least_as_good, rag


@pytest.mark.parametrize(
    ("actual", "target", "higher", "tolerance", "stretch", "status"),
    [
        ("0.25", "0.25", True, "0.05", None, Rag.GREEN),
        ("0.20", "0.25", True, "0.05", None, Rag.AMBER),
        ("0.1999", "0.25", True, "0.05", None, Rag.RED),
        ("-0.083", "-0.10", False, "0.05", None, Rag.AMBER),
        ("-0.10", "-0.10", False, "0.05", "-0.15", Rag.GREEN),
        ("-0.15", "-0.10", False, "0.05", "-0.15", Rag.GREEN_STRETCH),
        ("0.109", "-0.05", False, "0.05", "-0.10", Rag.RED),
        (None, "0.25", True, "0.05", None, Rag.GREY),
        ("0.25", None, True, "0.05", None, Rag.GREY),
        ("0.24", "0.25", True, "0", None, Rag.RED),
    ],
)
def test_rag_at_and_around_the_target(
    actual: str | None, target: str | None, higher: bool, tolerance: str, stretch: str | None, status: Rag
) -> None:
    def read(text: str | None) -> F | None:
        return None if text is None else F(text)

    assert rag(read(actual), read(target), higher, F(tolerance), read(stretch)) is status


fractions = st.fractions(min_value=-2, max_value=2, max_denominator=200)


@given(fractions, fractions, st.booleans(), st.fractions(min_value=0, max_value=1, max_denominator=100))
def test_green_means_the_target_is_met_and_amber_nearly(
    actual: F, target: F, higher: bool, tolerance: F
) -> None:
    status = rag(actual, target, higher, tolerance)

    assert (status is Rag.GREEN) == is_at_least_as_good(actual, target, higher)
    if status is Rag.AMBER:
        assert 0 < abs(actual - target) <= tolerance
    if status is Rag.RED:
        assert abs(actual - target) > tolerance
