"""In how many ways a grade is typed in one grid, the commonest first."""

from __future__ import annotations

import pytest

from xlscore.rules.grades import Grade
from xlscore.rules.spellings import uneven_spellings

GOOD, RI = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ([], []),
        ([("Good", GOOD), (" Good ", GOOD)], []),
        ([("Good", GOOD), ("RI", RI)], []),
        ([("G", GOOD), ("Good", GOOD)], ["Good", "G"]),
        ([("G", GOOD), ("Good", GOOD), ("G", GOOD)], ["G", "Good"]),
        ([("g", GOOD), ("G", GOOD)], ["G", "g"]),
    ],
)
def test_the_commonest_way_comes_first(typed: list[tuple[str, Grade]], ways: list[str]) -> None:
    found = uneven_spellings(typed)

    assert [way for spelling in found for way, _ in spelling.ways] == ways
