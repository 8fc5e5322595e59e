"""Figures that are the same as printed: shares to a tenth of a per cent, counts that follow from one as whole ones."""

from __future__ import annotations

from fractions import Fraction

import pytest

from xlscore.rules.printed import PRINTED_SLACK, printed_alike


@pytest.mark.parametrize(
    ("one", "other", "whole", "alike"),
    [
        ("-0.128", "-0.1275", None, True),
        ("-0.128", "-0.1274", None, False),
        ("0.853", "0.8535", None, True),
        ("6460", "6463.7", "7411", True),
        ("6460", "6463.8", "7411", False),
        ("9", "10", "12", True),
        ("9", "10.1", "12", False),
    ],
)
def test_two_figures_are_alike_that_print_alike(one: str, other: str, whole: str | None, alike: bool) -> None:
    figures = Fraction(one), Fraction(other), None if whole is None else Fraction(whole)

    assert printed_alike(*figures) is alike
    assert printed_alike(figures[1], figures[0], figures[2]) is alike


def test_the_slack_is_half_of_a_tenth_of_a_per_cent() -> None:
    assert float(PRINTED_SLACK) == 0.0005
