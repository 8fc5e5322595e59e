"""Impact scores and classifications of the threat and impact scorecard, in the words in which sentences quote them."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, verdicts
from xlscore.narrative.model import ClaimVerdict

V = ClaimVerdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The impact score for commercial burglary was set at 8.", [V.AGREES]),
        ("The impact score for commercial burglary was set at 11.", [V.CONTRADICTS]),
        ("Hate crime has an impact score of 9.", [V.AGREES]),
        ("Last year the impact score of hate crime was 12.", [V.CANNOT_TELL]),
        ("The threat presented by hate crime is adjudged Medium.", [V.AGREES]),
        ("The threat presented by hate crime is adjudged High.", [V.CONTRADICTS]),
        ("Theft of motor vehicle: High threat.", [V.AGREES]),
        ("Hate Crime is shown with an overall classification of Low and an impact score of 9.", [V.AGREES, V.AGREES]),
        ("Hate Crime is shown with an overall classification of Medium and an impact score of 9.", [V.CONTRADICTS, V.AGREES]),
        ("The level of control of hate crime is Medium.", [V.CANNOT_TELL]),
    ],
)  # fmt: skip
def test_a_score_or_a_class_is_held_against_its_own_cell(text: str, found: list[ClaimVerdict]) -> None:
    assert verdicts(LEICESTERSHIRE, text) == found


def test_a_workbook_without_scores_tells_nothing_of_one() -> None:
    assert V.CONTRADICTS not in verdicts(ESSEX, "The impact score for Gangs is 11.")
