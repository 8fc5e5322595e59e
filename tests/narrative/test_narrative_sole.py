"""What is said to be the only one, and the places that are said to be so many."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimKind, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge


def listed(sample: str, sentence: str) -> list[str]:
    """Return what becomes of the lists of a sentence, and of anything in it that contradicts."""
    claims = claims_in(Passage(sentence, SentencePlace()), names_of(sample))
    return [
        each.verdict.value
        for each in judge(claims, known(sample))
        if each.claim.kind is ClaimKind.MEMBERS or each.verdict.value == "contradicts"
    ]


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (ESSEX, "The only area to improve was Digital Crime.", ["agrees"]),
        (ESSEX, "The only area to improve was Innovation.", ["contradicts"]),
        (ESSEX, "Digital Crime is the one area that has been upgraded.", ["agrees"]),
        (ESSEX, "Innovation slipped from Outstanding to Good, but it was the only area that did slip.", ["contradicts"]),
        (ESSEX, "The only command to grade itself Outstanding for Community Focused was OPC.", ["agrees"]),
        (ESSEX, "The only command to grade itself Outstanding for Our People was OPC.", ["contradicts"]),
        (LEICESTERSHIRE, "Dwelling burglary is the only objective with an overall classification of High.", ["contradicts"]),
        (MSG, "Robbery is the one measure of the eight that got better.", ["agrees"]),
        (MSG, "Homicide is the one measure of the eight that got worse.", ["contradicts"]),
        (LONDON, "Camden and Islington are the two boroughs with fewer crimes of the six types than last year.", ["agrees"]),
        (LONDON, "Camden and Hackney are the two boroughs with fewer crimes of the six types than last year.", ["contradicts"]),
    ],
)  # fmt: skip
def test_who_is_the_only_one_is_held_against_all_of_them(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert listed(sample, sentence) == wanted


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        (ESSEX, "Innovation is not the only area to slip."),
        (ESSEX, "Gangs is the only area where burglary improved."),
        (ESSEX, "Gangs is the only area in which the inspectors saw better leadership."),
        (ESSEX, "Innovation was the only area at Outstanding in cycle 12."),
        (ESSEX, "Innovation might be the only area to slip."),
        (ESSEX, "If Innovation is the only area to slip, we have done well."),
        (ESSEX, "Innovation is the only area to slip from Outstanding to Good."),
        (ESSEX, "Innovation is the only area of the business plan that needs more money."),
        (ESSEX, "Was Innovation the only area to slip?"),
        (MSG, "Homicide is the only measure to have fallen."),
        (MSG, "Homicide is the only measure without an aspiration."),
        (LONDON, "Camden and Hackney are the two boroughs that we visited."),
        (LONDON, "Camden and Hackney are the two boroughs with fewer knife crimes than last year."),
    ],
)
def test_what_is_said_otherwise_of_the_only_one_contradicts_nothing(sample: str, sentence: str) -> None:
    assert "contradicts" not in listed(sample, sentence)
