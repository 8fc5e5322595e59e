"""Figures of one measure that are hardly in one unit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from xlscore.rules.one_unit import are_apart


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("51", "0.48", True),
        ("0.25", "20", True),
        ("20", "1", True),
        ("19.9", "1", False),
        ("51", "2", False),
        ("0", "40", False),
        ("-0.3", "30", True),
        ("5.1", "4.2", False),
    ],
)
def test_a_share_beside_a_percentage_is_another_unit(one: str, other: str, apart: bool) -> None:
    assert are_apart(Fraction(one), Fraction(other)) is apart
    assert are_apart(Fraction(other), Fraction(one)) is apart
