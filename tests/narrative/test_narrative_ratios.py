"""What is said to be so many times what it was a year before, held against the sample workbooks."""

from __future__ import annotations

import pytest

from tests.narrative.said import LEICESTERSHIRE, LONDON, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import Passage, SentencePlace
from xlscore.narrative.states import RATIO
from xlscore.narrative.verdicts.judging import judge


def ratios(sample: str, sentence: str) -> list[str]:
    """Return what becomes of the claims of multiples in a sentence."""
    claims = claims_in(Passage(sentence, SentencePlace()), names_of(sample))
    return [each.verdict.value for each in judge(claims, known(sample)) if each.claim.states[:1] == (RATIO,)]


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (LEICESTERSHIRE, "The outcome rate for theft of motor vehicle has more than halved.", "agrees"),
        (LEICESTERSHIRE, "The outcome rate for theft of motor vehicle has almost halved.", "contradicts"),
        (LEICESTERSHIRE, "The outcome rate for theft of motor vehicle has halved.", "cannot tell"),
        (LEICESTERSHIRE, "The outcome rate for hate crime has halved.", "contradicts"),
        (LONDON, "Robbery of personal property has doubled.", "contradicts"),
        (LONDON, "Searches under stop and search came to three times as many as a year before.", "agrees"),
        (LONDON, "There were twice as many stop and searches as a year before.", "contradicts"),
    ],
)
def test_a_multiple_is_held_against_two_figures(sample: str, sentence: str, wanted: str) -> None:
    assert ratios(sample, sentence) == [wanted]


@pytest.mark.parametrize(
    "sentence",
    [
        "Robbery of personal property has doubled in a decade.",
        "Robbery of personal property has doubled since 2010.",
        "We doubled our patrols against robbery of personal property.",
        "Patrols against robbery of personal property have doubled.",
        "Robbery of personal property has not doubled.",
        "Robbery of personal property must be halved.",
        "Robbery of personal property could have doubled.",
        "Robbery of personal property in Westminster has doubled.",
        "Knife robbery has doubled.",
        "There were twice as many stop and searches as a year before for drugs.",
    ],
)
def test_another_time_an_object_or_a_wish_contradicts_nothing(sentence: str) -> None:
    assert "contradicts" not in ratios(LONDON, sentence)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Patrols against robbery of personal property have risen.", []),
        ("The number of robberies of personal property has risen.", ["contradicts"]),
    ],
)
def test_what_something_about_an_offence_did_is_none_of_the_offence(sentence: str, wanted: list[str]) -> None:
    claims = claims_in(Passage(sentence, SentencePlace()), names_of(LONDON))
    assert [each.verdict.value for each in judge(claims, known(LONDON))] == wanted
