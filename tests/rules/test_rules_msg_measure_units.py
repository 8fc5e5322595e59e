"""What a measure's unit says."""

from __future__ import annotations

import pytest

from xlscore.rules.positions.units import is_percentage, per_population


@pytest.mark.parametrize(
    ("unit", "per"),
    [
        ("per 1000 population", 1000),
        ("Per 100,000 people", 100_000),
        ("offences per 1,000 of the population", 1000),
        ("per 1 head", 1),
        ("%", None),
        ("per 0 population", None),
        ("per , people", None),
        ("per 100 million vehicle km", None),
        ("", None),
    ],
)
def test_a_units_population_is_read_from_its_words(unit: str, per: int | None) -> None:
    assert per_population(unit) == per


@pytest.mark.parametrize(
    ("unit", "percentage"),
    [
        ("%", True),
        ("% points", True),
        ("Per cent", True),
        ("percentage sick", True),
        ("per 1,000 population", False),
        ("days per officer", False),
        ("", False),
    ],
)
def test_a_percentage_is_known_by_its_sign_or_its_word(unit: str, percentage: bool) -> None:
    assert is_percentage(unit) is percentage
