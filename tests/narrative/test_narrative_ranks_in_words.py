"""Ranks, records and judgements in everyday words, and items under a heading that says how they are."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimKind, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge

K = ClaimKind


def told(sample: str, kind: ClaimKind, sentence: str, lead: str = "", heading: str = "") -> list[str]:
    """Return what becomes of the claims of a kind in a sentence, and of anything else in it that contradicts."""
    passage = Passage(sentence, SentencePlace(), (heading,) if heading else (), lead=lead)
    return [
        each.verdict.value
        for each in judge(claims_in(passage, names_of(sample)), known(sample))
        if each.claim.kind is kind or each.verdict.value == "contradicts"
    ]


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (MSG, "Essex is third from top for the solved rate of all crime.", "contradicts"),
        (MSG, "Essex is fourth from top for the solved rate of all crime.", "agrees"),
        (MSG, "Essex lies second from bottom for vehicle offences.", "agrees"),
        (MSG, "For residential burglary the force is bottom but one.", "agrees"),
        (MSG, "For homicide the force is bottom but one.", "contradicts"),
        (MSG, "For residential burglary Essex lies second from bottom.", "agrees"),
        (MSG, "For homicide we are propping up the table.", "agrees"),
        (MSG, "For robbery we are propping up the table.", "contradicts"),
        (MSG, "Essex is bottom for homicide.", "agrees"),
        (MSG, "Essex is top for homicide.", "contradicts"),
        (ESSEX, "The force is three places off the top for the all crime solved rate.", "agrees"),
        (ESSEX, "For homicide offences the county stands at the foot of the table of eight.", "agrees"),
        (ESSEX, "Staff sickness puts our force seventh.", "agrees"),
    ],
)  # fmt: skip
def test_a_rank_in_words_is_the_one_that_is_counted_so(sample: str, sentence: str, wanted: str) -> None:
    assert told(sample, K.RANK, sentence) == [wanted]


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        (MSG, "Essex was third from top for the solved rate of all crime last year."),
        (MSG, "Essex is not bottom for robbery."),
        (MSG, "Essex is nowhere near the top for robbery."),
        (MSG, "Essex is no longer second from bottom for robbery."),
        (MSG, "Essex could be second from bottom for robbery."),
        (MSG, "Sussex is second from bottom for robbery."),
        (MSG, "The third row from the top is robbery."),
        (MSG, "See the second chart from the bottom for robbery."),
        (MSG, "The last but one meeting spoke of robbery."),
        (MSG, "We aim to be third from top for robbery."),
        (MSG, "The bottom line for robbery is that it fell."),
        (ESSEX, "At the last board but one Innovation was Outstanding."),
        (ESSEX, "The penultimate meeting was about Gangs."),
        (LONDON, "Camden is second from bottom for robbery among boroughs."),
    ],
)
def test_what_is_no_rank_of_ours_contradicts_nothing(sample: str, sentence: str) -> None:
    assert "contradicts" not in told(sample, K.RANK, sentence)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("More bicycles are stolen in Hackney than in any of the other three boroughs.", ["agrees"]),
        ("More bicycles are stolen in Camden than in any of the other three boroughs.", ["contradicts"]),
        ("Bicycles are stolen nowhere more often than in Hackney.", ["agrees"]),
        ("More bicycles may be stolen in Camden than in any other borough.", ["cannot tell"]),
        ("Camden has the biggest fall in robbery of personal property of any borough.", ["contradicts"]),
        ("Our thanks go to Islington for the biggest fall in robbery of personal property.", ["agrees"]),
        ("For the most part robbery of personal property fell in Camden.", []),
    ],
)
def test_nobody_else_has_as_much(sentence: str, wanted: list[str]) -> None:
    assert told(LONDON, K.RECORD, sentence) == wanted


@pytest.mark.parametrize(
    ("sample", "heading", "lead", "item", "wanted"),
    [
        (LEICESTERSHIRE, "Amber", "", "Commercial burglary, outcome rate 15.5%", ["agrees"]),
        (LEICESTERSHIRE, "Amber", "", "Domestic violence, outcome rate 38.6%", ["contradicts"]),
        (LEICESTERSHIRE, "Amber", "Within five points of it:", "Domestic violence, outcome rate 38.6%", ["contradicts"]),
        (LEICESTERSHIRE, "Amber", "", "Domestic violence has an outcome rate of 38.6%", []),
        (LEICESTERSHIRE, "Overall classification", "High:", "Serious sexual offences; dwelling burglary", ["agrees", "agrees"]),
        (LEICESTERSHIRE, "Threat", "High:", "Serious sexual offences; dwelling burglary", []),
        (ESSEX, "Requires Improvement", "", "Gangs", ["agrees"]),
        (ESSEX, "Requires Improvement", "", "Efficient", ["contradicts"]),
        (ESSEX, "Good in cycle 12", "", "Innovation", []),
        (ESSEX, "What is Good about our work", "", "Gangs: we met them", []),
    ],
)  # fmt: skip
def test_a_heading_says_how_its_items_are(
    sample: str, heading: str, lead: str, item: str, wanted: list[str]
) -> None:
    assert told(sample, K.MEMBERS, item, lead, heading) == wanted


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (MSG, "The force performs less well than Sussex in solving violence with injury.", "contradicts"),
        (MSG, "The force performs better than Sussex in solving violence with injury.", "agrees"),
        (MSG, "Fraud squads perform less well than Sussex in solving violence with injury.", ""),
        (MSG, "The force performs less well than Kent in solving violence with injury.", ""),
    ],
)
def test_who_performs_better_is_told_by_both_figures(sample: str, sentence: str, wanted: str) -> None:
    assert [each for each in told(sample, K.AGAINST, sentence) if each != "cannot tell"] == [wanted][
        : len(wanted)
    ]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("All three local policing areas require improvement in tackling violence with injury.", ["agrees"]),
        ("All three local policing areas require improvement in tackling gangs.", ["contradicts"]),
        ("For Gangs the force is good.", ["cannot tell"]),
        ("For Efficient the force is good.", ["agrees"]),
    ],
)
def test_a_grade_in_small_letters_is_one_of_a_command(sentence: str, wanted: list[str]) -> None:
    assert told(ESSEX, K.GRADE, sentence) == wanted


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (LONDON, "Bicycle theft fell to 292 in January, the lowest monthly figure for ten months.", "agrees"),
        (LONDON, "Bicycle theft fell to 292 in January, the lowest monthly figure for nearly two years.", "contradicts"),
        (LONDON, "Bicycle theft fell to 292 in January, the lowest January figure for nearly two years.", "cannot tell"),
        (LONDON, "Bicycle theft fell to 292 in January, the lowest for nearly two years at this time of year.", "cannot tell"),
        (LONDON, "Bicycle theft fell to 97 in Camden in January, the lowest of any unit for nearly two years.", "cannot tell"),
        (LONDON, "October's 539 bicycle thefts were the highest of any month since April 2013.", "agrees"),
        (LONDON, "The busiest month for burglary in a dwelling in Haringey was November 2018.", "agrees"),
        (LONDON, "The busiest month for burglary in a dwelling in Haringey was October 2018.", "cannot tell"),
        (LONDON, "October 2016 saw the highest number of bicycle thefts of any month on record.", "contradicts"),
        (LONDON, "October 2012 saw the highest number of bicycle thefts of any month on record.", "cannot tell"),
        (MSG, "At 92 crimes for every thousand people, Essex has the highest crime rate of the eight.", "agrees"),
        (MSG, "Lowest homicide rate: Hampshire", "contradicts"),
        (MSG, "Lowest homicide rate: Derbyshire", "agrees"),
        (MSG, "Lowest homicide rate: see Hampshire", "cannot tell"),
        (LONDON, "Theft from a vehicle: Haringey's the worst of the four.", "agrees"),
    ],
)  # fmt: skip
def test_a_month_or_a_place_is_a_record_of_its_own_kind(sample: str, sentence: str, wanted: str) -> None:
    assert told(sample, K.RECORD, sentence) == [wanted]
