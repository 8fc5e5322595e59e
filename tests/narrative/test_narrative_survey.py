"""What sentences say of a staff survey, held against its scores, the last ones, the other forces' mean and the position."""

from __future__ import annotations

import pytest

from tests.narrative.said import LONDON, known, verdicts
from xlscore.narrative.model import ClaimKind, ClaimVerdict, ComparedWith

V = ClaimVerdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wellbeing stood at 3.6 in the staff survey.", [V.AGREES]),
        ("Wellbeing stood at 3.9 in the staff survey.", [V.CONTRADICTS]),
        ("Vision and purpose ranked first of 40 forces.", [V.AGREES]),
        ("Emotional energy slips to 3.0.", [V.AGREES]),
        ("Wellbeing was 3.6 in March 2011.", [V.CANNOT_TELL]),
    ],
)  # fmt: skip
def test_a_score_is_held_against_the_survey(text: str, found: list[ClaimVerdict]) -> None:
    assert verdicts(LONDON, text) == found


def test_the_other_forces_mean_is_an_average_and_no_target() -> None:
    facts = [fact for fact in known(LONDON).facts if fact.name == "Wellbeing"]

    said = {(fact.kind, str(fact.value)) for fact in facts if fact.reference is ComparedWith.AVERAGE}
    assert {(ClaimKind.LEVEL, "19/5"), (ClaimKind.GAP, "-1/5"), (ClaimKind.AGAINST, "worse")} <= said
    assert not [fact for fact in facts if fact.reference is ComparedWith.TARGET]
