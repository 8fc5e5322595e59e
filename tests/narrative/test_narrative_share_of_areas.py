"""What share of the areas is said to be at a grade: the words that say it, and those that say something else."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, verdicts
from xlscore.narrative.model import ClaimVerdict

AGREES, CONTRADICTS = ClaimVerdict.AGREES, ClaimVerdict.CONTRADICTS


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("53% of the areas require improvement.", AGREES),
        ("Share of areas at Good: 57%", CONTRADICTS),
        ("Share of areas at Good: 47%", AGREES),
        ("More than half of all 15 areas are graded Requires Improvement.", AGREES),
        ("More than half of our areas are Good.", CONTRADICTS),
        ("Two thirds of areas are now Good.", CONTRADICTS),
        ("Eight of the fifteen areas, or 53 per cent, are at Requires Improvement.", AGREES),
        ("Requires Improvement is held by eight of the fifteen areas (35%).", CONTRADICTS),
    ],
)
def test_a_share_is_held_against_the_grades(text: str, wanted: ClaimVerdict) -> None:
    assert wanted in verdicts(ESSEX, text)
    assert {AGREES: CONTRADICTS, CONTRADICTS: None}[wanted] not in verdicts(ESSEX, text)


@pytest.mark.parametrize(
    "text",
    [
        "60% of the areas should be Good.",
        "Last cycle 60% of the areas were Good.",
        "60% of the areas are Good or better.",
        "60% of areas saw good police work.",
        "In North LPA 60% of the areas are Good.",
        "Half of the areas are Good.",
        "70% of areas are no longer at Requires Improvement.",
        "Two thirds of areas were not Good.",
        "Only 30% of areas had all redlines met, so that few could be Good.",
        "33% of the areas where OPC has a view are at Good.",
        "Half of the areas that changed are Good.",
        "60% of the commands are Good.",
        "Were 60% of the areas Good?",
        "60% of the areas and commands that were inspected were found Good by HMICFRS.",
    ],
)
def test_what_may_be_meant_otherwise_does_not_contradict(text: str) -> None:
    assert CONTRADICTS not in verdicts(ESSEX, text)
