"""Lists under their lead, the whole that a count is of, and positions that are said to have moved or not."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, MSG, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimKind, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge


def told(sample: str, kind: ClaimKind, sentence: str, lead: str = "", heading: str = "") -> dict[str, str]:
    """Return what becomes of the claims of a kind in a sentence, by the words that state them."""
    headings = (heading,) if heading else ()
    claims = claims_in(Passage(sentence, SentencePlace(), headings, lead=lead), names_of(sample))
    return {
        each.claim.stated: each.verdict.value
        for each in judge(claims, known(sample))
        if each.claim.kind is kind
    }


@pytest.mark.parametrize(
    ("sample", "lead", "heading", "item", "wanted"),
    [
        (ESSEX, "Graded Good:", "", "Gangs; Efficient", {"Gangs": "contradicts", "Efficient": "agrees"}),
        (ESSEX, "Improved since cycle 12:", "", "Digital Crime and Innovation.", {"Digital Crime": "agrees", "Innovation": "contradicts"}),
        (ESSEX, "Graded Good:", "", "Efficient, where Gangs is not", {"Efficient": "agrees"}),
        (LEICESTERSHIRE, "Red:", "Crime outcome rate", "Hate crime, commercial burglary", {"Hate crime": "agrees", "commercial burglary": "contradicts"}),
    ],
)  # fmt: skip
def test_an_item_that_is_names_alone_lists_them_all(
    sample: str, lead: str, heading: str, item: str, wanted: dict[str, str]
) -> None:
    assert told(sample, ClaimKind.MEMBERS, item, lead, heading) == wanted


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (ESSEX, "Seven of our fifteen areas are Good.", ["agrees", "agrees"]),
        (ESSEX, "Seven of our sixteen areas are Good.", ["contradicts", "cannot tell"]),
        (ESSEX, "None of the three redline measures of Keeping People Safe is met.", ["agrees", "agrees"]),
        (ESSEX, "Two of the three redline measures of Keeping People Safe are met.", ["contradicts", "agrees"]),
        (ESSEX, "Two redline measures are met.", ["cannot tell"]),
    ],
)  # fmt: skip
def test_the_whole_that_a_count_is_of_is_told_beside_it(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert list(told(sample, ClaimKind.COUNT_OF_AREAS, sentence).values()) == wanted


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (MSG, "Vehicle offences are 7th in the group, unchanged.", ["agrees"]),
        (MSG, "The force lies 8th in its group for homicide, neither up nor down.", ["contradicts"]),
        (MSG, "Our position for robbery has improved.", ["agrees"]),
        (MSG, "The position for robbery has worsened since last time.", ["contradicts"]),
        (MSG, "Its position for robbery is better than the average.", []),
        (MSG, "The position for robbery would have improved.", ["cannot tell"]),
        (MSG, "Robbery was put 6th by some; burglary is unchanged.", []),
    ],
)
def test_a_position_is_said_to_have_moved_or_not(sample: str, sentence: str, wanted: list[str]) -> None:
    assert list(told(sample, ClaimKind.MOVEMENT, sentence).values()) == wanted
