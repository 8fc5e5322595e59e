"""Lists under their lead, the whole that a count is of, and positions that are said to have moved or not."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known, names_of
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


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (LEICESTERSHIRE, "None of our thirteen measures has met its target.", ["agrees", "agrees"]),
        (
            LEICESTERSHIRE,
            "Two of our thirteen measures have met their target.",
            ["contradicts", "agrees"],
        ),
        (LEICESTERSHIRE, "Two subjects are classified as High overall.", ["agrees"]),
        (LEICESTERSHIRE, "Three subjects are classified as High overall.", ["cannot tell"]),
        (MSG, "We meet none of our seven aspirations.", ["agrees", "agrees"]),
        (MSG, "We meet all of our seven aspirations.", ["contradicts", "agrees"]),
        (MSG, "We hope to meet all of our seven aspirations.", ["cannot tell", "cannot tell"]),
        (MSG, "Of the eight measures, none has met its aspiration.", ["cannot tell", "agrees"]),
        (LEICESTERSHIRE, "The force meets none of the 13 targets.", ["agrees", "agrees"]),
        (MSG, "We meet two of our seven aspirations.", ["contradicts", "agrees"]),
        (MSG, "We hope to meet two of our seven aspirations.", ["cannot tell", "cannot tell"]),
        (ESSEX, "OPC has four Outstandings.", ["agrees"]),
        (ESSEX, "It is seven Goods and eight RIs.", ["agrees", "agrees"]),
    ],
)
def test_rows_of_both_strands_and_aspirations_are_counted(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert list(told(sample, ClaimKind.COUNT_OF_AREAS, sentence).values()) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Islington is the one borough where violence with injury went up.", ["agrees"]),
        ("Hackney is the one borough in which violence with injury has grown.", ["contradicts"]),
        ("Haringey is alone in seeing more violence with injury.", ["contradicts"]),
        ("Haringey alone had so much more violence with injury.", []),
        ("Hackney's the only borough where violence with injury went up, have you seen?", ["contradicts"]),
        ("Is Hackney the only borough where violence with injury went up?", ["cannot tell"]),
    ],
)
def test_a_place_is_said_to_be_the_only_one(sentence: str, wanted: list[str]) -> None:
    assert list(told(LONDON, ClaimKind.MEMBERS, sentence).values()) == wanted


def test_names_before_their_number_are_a_list() -> None:
    sentence = "Digital Crime and Innovation are the two areas that improved."
    assert list(told(ESSEX, ClaimKind.MEMBERS, sentence).values()) == ["contradicts"]


@pytest.mark.parametrize(
    ("lead", "item", "wanted"),
    [
        ("Burglary in a dwelling rose in these boroughs:", "Hackney and Islington", {"Hackney": "agrees", "Islington": "agrees"}),
        ("Robbery of personal property fell in these boroughs:", "Camden, Hackney", {"Camden": "agrees", "Hackney": "contradicts"}),
        ("Robbery of personal property fell in these boroughs:", "Hackney, by 218", {"Hackney": "contradicts"}),
        ("Robbery of personal property may fall in these boroughs:", "Hackney", {"Hackney": "cannot tell"}),
        ("Robbery of personal property fell short of its target in these boroughs:", "Hackney", {}),
    ],
)  # fmt: skip
def test_an_item_lists_the_places_that_its_lead_speaks_of(
    lead: str, item: str, wanted: dict[str, str]
) -> None:
    assert told(LONDON, ClaimKind.MEMBERS, item, lead) == wanted
