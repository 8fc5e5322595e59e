"""A percentage beside a whole and one of its parts is the part's share; one of satisfaction may be of all of it."""

from __future__ import annotations

import pytest

from tests.narrative.said import LONDON, verdicts
from xlscore.narrative.model import ClaimVerdict

A, C = ClaimVerdict.AGREES, ClaimVerdict.CONTRADICTS


@pytest.mark.parametrize(
    "text",
    [
        "71.1% of all searches were for drugs.",
        "Why were drugs behind 71% of all stop and search?",
        "Around seven in every ten of our stop and searches were for drugs.",
        "Dwelling burglary accounts for a fifth of all six types.",
        "Follow-up satisfied only 63.8% of victims of anti-social behaviour.",
    ],
)
def test_a_share_is_of_the_part_that_is_named(text: str) -> None:
    assert A in verdicts(LONDON, text)


@pytest.mark.parametrize(
    "text",
    [
        "61.1% of all searches for drugs found nothing.",
        "48% of the searches for drugs were in Camden.",
        "89.4% of robbery victims were satisfied, though not with follow-up.",
        "89.4% of robbery victims were satisfied overall, follow-up included.",
        "Robbery satisfaction was 89.4% with follow-up at 73.4%.",
        "35% of the burglaries of all six types' victims were reported online.",
    ],
)
def test_a_share_of_something_else_contradicts_nothing(text: str) -> None:
    assert C not in verdicts(LONDON, text)
