"""Sentences that set one place, force or measure beside another, held against the sample workbooks."""

from __future__ import annotations

import pytest

from tests.narrative.said import LEICESTERSHIRE, LONDON, MSG, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimKind, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge


def beside(sample: str, sentence: str) -> list[str]:
    """Return what becomes of a sentence's comparisons of two, and of any figure that contradicts."""
    claims = claims_in(Passage(sentence, SentencePlace()), names_of(sample))
    return [
        each.verdict.value
        for each in judge(claims, known(sample))
        if (each.claim.kind is ClaimKind.AGAINST and each.claim.members)
        or each.verdict.value == "contradicts"
    ]


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (LONDON, "There were more robberies in Camden than in Islington.", "agrees"),
        (LONDON, "Camden had fewer robberies than Islington.", "contradicts"),
        (LONDON, "Shoplifting fell further in Hackney than in Camden.", "agrees"),
        (LONDON, "Robbery saw a bigger fall in Camden than in Islington.", "contradicts"),
        (LONDON, "Burglary rose by more in Camden than in Hackney.", "contradicts"),
        (LONDON, "Camden had 462 fewer burglaries than Hackney.", "agrees"),
        (LONDON, "Camden had 426 fewer burglaries than Hackney.", "contradicts"),
        (LONDON, "In January burglary was higher in Camden than in Hackney.", "contradicts"),
        (LONDON, "Burglary victims are more satisfied than those of vehicle crime.", "agrees"),
        (LONDON, "Robbery victims are less satisfied than burglary victims.", "contradicts"),
        (LEICESTERSHIRE, "On the outcome rate for theft of motor vehicle, City is ahead of Counties.", "agrees"),
        (LEICESTERSHIRE, "On the outcome rate for theft of motor vehicle, City trails Counties.", "contradicts"),
        (LEICESTERSHIRE, "In outcome rates, hate crime is nearer its target than domestic violence is.", "agrees"),
        (LEICESTERSHIRE, "In outcome rates, hate crime is further from its target than domestic violence.", "contradicts"),
        (MSG, "Robbery is rarer here than in Avon and Somerset.", "agrees"),
        (MSG, "Our rate of robbery is below that of Sussex.", "contradicts"),
        (MSG, "Only Leicestershire has a higher rate of residential burglary than Essex.", "agrees"),
        (MSG, "Only Leicestershire has a higher rate of robbery than Essex.", "contradicts"),
        (MSG, "Only Sussex has a higher rate of residential burglary than Essex.", "contradicts"),
    ],
)  # fmt: skip
def test_one_beside_another_is_held_against_both_figures(sample: str, sentence: str, wanted: str) -> None:
    assert beside(sample, sentence) == [wanted]


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        (LONDON, "Camden has more officers on burglary than Hackney."),
        (LONDON, "Camden makes more arrests for burglary than Hackney."),
        (LONDON, "Camden has more burglary suspects than Hackney."),
        (LONDON, "The burglary targets are higher in Camden than in Hackney."),
        (LONDON, "Knife robbery is lower in Hackney than in Camden."),
        (LONDON, "Burglary was higher in Camden than in Hackney in 2013."),
        (LONDON, "Burglary should be higher in Camden than in Hackney."),
        (LONDON, "Camden has fewer burglaries than Hackney and Haringey together."),
        (LONDON, "Burglary in Camden is no higher than in Hackney."),
        (LONDON, "Camden has more burglaries than Westminster."),
        (MSG, "Robbery in Essex is lower than in Kent."),
        (MSG, "Essex would rather police robbery than Sussex."),
    ],
)
def test_what_may_compare_something_else_contradicts_nothing(sample: str, sentence: str) -> None:
    assert "contradicts" not in beside(sample, sentence)
