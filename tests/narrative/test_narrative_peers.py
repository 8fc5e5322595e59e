"""How many other forces, or which, are said to be better or higher than the own, held against the group's data."""

from __future__ import annotations

import pytest

from tests.narrative.said import LONDON, MSG, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import Passage, SentencePlace
from xlscore.narrative.states import PEERS
from xlscore.narrative.verdicts.judging import judge


def peers(sentence: str, sample: str = MSG) -> list[str]:
    """Return what becomes of the claims of other forces in a sentence."""
    claims = claims_in(Passage(sentence, SentencePlace()), names_of(sample))
    return [each.verdict.value for each in judge(claims, known(sample)) if each.claim.states[:1] == (PEERS,)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Only Leicestershire has a higher rate of residential burglary.", "agrees"),
        ("Only Leicestershire and Sussex have a higher rate of residential burglary.", "contradicts"),
        ("The residential burglary rate is exceeded only by Leicestershire.", "agrees"),
        ("The residential burglary rate is exceeded by Sussex alone.", "contradicts"),
        ("For residential burglary one other force has a higher rate.", "agrees"),
        ("For residential burglary two other forces have a higher rate than we do.", "contradicts"),
        ("No force in the group has a higher rate of all crime.", "agrees"),
        ("Seven forces have a lower rate of all crime.", "agrees"),
        ("Six forces have a lower rate of all crime.", "contradicts"),
    ],
)
def test_forces_are_counted_and_listed_by_their_rates_beside_the_own(sentence: str, wanted: str) -> None:
    assert peers(sentence) == [wanted]


@pytest.mark.parametrize(
    "sentence",
    [
        "At least six forces have a lower rate of all crime.",
        "Six forces have a lower rate of all crime than Kent.",
        "Six forces had a lower rate of all crime last year.",
        "Six forces have a lower rate of fraud.",
        "Six forces in the country have a lower rate of all crime.",
        "Six forces may have a lower rate of all crime.",
        "Six forces have a rate of all crime that has fallen to be lower.",
        "Only Sussex could have a higher rate of residential burglary.",
    ],
)
def test_what_is_hedged_or_of_others_contradicts_nothing(sentence: str) -> None:
    assert "contradicts" not in peers(sentence)


def test_boroughs_are_no_forces() -> None:
    assert peers("Only Hackney has more robbery.", LONDON) == []
