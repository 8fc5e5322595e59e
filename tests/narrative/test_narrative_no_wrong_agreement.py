"""Sentences that are wrong, or open, in a word that is easily passed over: none of their claims may agree with what it says."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimKind, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge

K = ClaimKind


def told(sample: str, kind: ClaimKind, sentence: str, lead: str = "") -> list[str]:
    """Return what becomes of the claims of a kind in a sentence."""
    claims = claims_in(Passage(sentence, SentencePlace(), lead=lead), names_of(sample))
    return [each.verdict.value for each in judge(claims, known(sample)) if each.claim.kind is kind]


@pytest.mark.parametrize(
    ("sample", "kind", "sentence", "wanted"),
    [
        (LEICESTERSHIRE, K.CHANGE, "In Hinckley dwelling burglary went up from 161 to 201.", "agrees"),
        (LEICESTERSHIRE, K.CHANGE, "In Hinckley dwelling burglary went up from 161 to 186.", "contradicts"),
        (LEICESTERSHIRE, K.CHANGE, "In Hinckley dwelling burglary went up from around 150 to 201.", "cannot tell"),
        (LEICESTERSHIRE, K.CHANGE, "In Hinckley dwelling burglary went up from about 161 to 201.", "agrees"),
        (LEICESTERSHIRE, K.CHANGE, "Outcomes for serious sexual offences went up from 28.3% to 33%.", "cannot tell"),
        (LEICESTERSHIRE, K.AGAINST, "Violence with injury outcomes, at 49.9%, smashed the 50% target.", "contradicts"),
        (LEICESTERSHIRE, K.AGAINST, "Serious sexual offences outcomes missed their 33% target.", "agrees"),
        (LONDON, K.AGAINST, "Robbery of personal property has beaten its target.", "agrees"),
        (LONDON, K.CHANGE, "Shoplifting is running 13.3% ahead of last year.", "cannot tell"),
        (LONDON, K.CHANGE, "We recorded 2,265 uses of force in the latest quarter, 445 more than in the one before it.", "cannot tell"),
        (MSG, K.AGAINST, "Hertfordshire solves a smaller share of all crime than Essex does.", "contradicts"),
        (MSG, K.AGAINST, "Hertfordshire solves a larger share of all crime than Essex does.", "agrees"),
        (ESSEX, K.TARGET, "Emergency response within target was just short of the 90 per cent minimum.", "contradicts"),
        (ESSEX, K.TARGET, "Emergency response within target was just short of the 80 per cent minimum.", "agrees"),
    ],
)  # fmt: skip
def test_figures_and_ways_are_all_asked(sample: str, kind: ClaimKind, sentence: str, wanted: str) -> None:
    assert told(sample, kind, sentence) == [wanted]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Innovation falls one grade.", ["agrees"]),
        ("Innovation falls two grades.", ["contradicts"]),
        ("Digital Crime is up by one grade.", ["agrees"]),
        ("Digital Crime has advanced by two grades since the last review.", ["contradicts"]),
        ("Digital Crime may go up by two grades.", ["cannot tell"]),
        ("Digital Crime went up by about two grades in OPC.", ["cannot tell"]),
        ("Digital Crime has two grades of staff.", []),
    ],
)
def test_by_how_many_grades_something_moved(sentence: str, wanted: list[str]) -> None:
    assert told(ESSEX, K.CHANGE_OF_GRADE, sentence) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("One command changed its grade, namely SCD on Innovation.", ["agrees"]),
        ("One command changed its grade, namely SSD on Innovation.", ["contradicts"]),
    ],
)
def test_commands_that_changed_their_grades_are_known(sentence: str, wanted: list[str]) -> None:
    assert told(ESSEX, K.MEMBERS, sentence) == wanted


@pytest.mark.parametrize(
    ("sample", "lead", "item", "wanted"),
    [
        (LEICESTERSHIRE, "The target was missed by more than the tolerance:", "recorded dwelling burglary", ["contradicts"]),
        (LEICESTERSHIRE, "The target was missed by more than the tolerance:", "recorded theft from motor vehicle", ["agrees"]),
        (LEICESTERSHIRE, "The target was missed by more than 200 offences:", "recorded dwelling burglary", ["cannot tell"]),
        (LEICESTERSHIRE, "The target was only just missed:", "recorded theft from motor vehicle", ["cannot tell"]),
        (MSG, "Better than the group mean:", "Robbery", ["contradicts"]),
        (MSG, "Better than the group mean:", "All crime solved rate", ["agrees"]),
    ],
)  # fmt: skip
def test_a_lead_says_how_much_and_what_is_better(
    sample: str, lead: str, item: str, wanted: list[str]
) -> None:
    assert told(sample, K.MEMBERS, item, lead) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Robbery of personal property is down in every borough except Hackney.", ["agrees"]),
        ("Robbery of personal property is down in every borough except Camden.", ["contradicts"]),
        ("Robbery of personal property may fall in every borough except Camden.", ["cannot tell"]),
    ],
)
def test_the_place_that_is_left_out_is_asked_too(sentence: str, wanted: list[str]) -> None:
    assert told(LONDON, K.COUNT_OF_AREAS, sentence) == wanted


def test_a_position_before_an_arrow_is_the_one_before() -> None:
    assert "agrees" not in told(MSG, K.RANK, "Robbery: 6th ▶ 7th")
    assert "contradicts" not in told(MSG, K.RANK, "Robbery: 7th ▶ 6th")
