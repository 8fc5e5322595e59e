"""What is said of a whole, of the few that are otherwise, and of two figures' distance, beside what is counted, listed and short."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, verdicts
from xlscore.narrative.model import ClaimVerdict as V

YES, NO, OPEN = V.AGREES, V.CONTRADICTS, V.CANNOT_TELL


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Robbery fell in three of our four boroughs.", [YES]),
        ("Robbery fell in two of the four boroughs.", [NO]),
        ("Robbery fell in four boroughs.", [NO]),
        ("Robbery fell in each of our four boroughs.", [NO]),
        ("Across the four boroughs robbery is down by 733.", [OPEN, YES]),
        ("Across the four boroughs robbery is down by 337.", [OPEN, NO]),
        ("Robbery is lower in these four boroughs than last year.", [OPEN]),
        ("Robbery in the two boroughs we reviewed is down.", [OPEN]),
    ],
)
def test_the_places_of_a_total_are_no_count_of_those_where_it_fell(text: str, found: list[V]) -> None:
    assert verdicts(LONDON, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bicycle theft is short of its target by 312.", [YES, YES]),
        ("Bicycle theft is short of its target by 453.", [YES, NO]),
        ("Bicycle theft would overshoot by 453.", [OPEN]),
        ("Bicycle theft is set to miss its target by 453.", [OPEN]),
        ("Bicycle theft: projection 4,743, milestone 4,290, short by 453.", [YES, YES, OPEN]),
        ("With 4,117 bicycle thefts and a goal of 3,664 we are short of the target by 453.", [YES, NO, OPEN]),
    ],
)
def test_the_distance_of_two_figures_and_how_a_year_will_end_are_no_shortfall_of_now(
    text: str, found: list[V]
) -> None:
    assert verdicts(LONDON, text) == found


@pytest.mark.parametrize(
    ("sample", "text", "found"),
    [
        (LEICESTERSHIRE, "Four of the five recorded crime measures are red, including commercial burglary.", [YES, YES, YES]),
        (LEICESTERSHIRE, "Four of the five recorded crime measures are red, including dwelling burglary.", [YES, YES, NO]),
        (LEICESTERSHIRE, "Four of the five recorded crime measures are red, dwelling burglary being the worst.", [YES, YES, NO, OPEN]),
        (LEICESTERSHIRE, "Four of the five recorded crime measures are red, dwelling burglary alone being amber.", [YES, YES, YES]),
        (LEICESTERSHIRE, "Four of the five recorded crime measures are red, with dwelling burglary the exception.", [YES, YES]),
        (ESSEX, "Seven areas are Good, including Gangs.", [YES, NO]),
        (ESSEX, "Seven areas are Good, Gangs being the exception at Requires Improvement.", [YES, YES]),
        (ESSEX, "One area has improved, Innovation being one of those that worsened.", [YES]),
        (ESSEX, "One area has improved, namely Innovation.", [YES, NO]),
    ],
)  # fmt: skip
def test_the_exception_belongs_to_the_few(sample: str, text: str, found: list[V]) -> None:
    assert verdicts(sample, text) == found
