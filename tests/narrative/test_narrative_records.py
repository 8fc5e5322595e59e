"""Sentences that say of something that it is the highest or the lowest, or a total, held against the sample workbooks."""

from __future__ import annotations

from functools import cache

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known
from xlscore.narrative.claims import NameIndex, claims_in
from xlscore.narrative.model import ClaimKind, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge


@cache
def _names(sample: str) -> NameIndex:
    return NameIndex(known(sample).names)


def verdicts(sample: str, sentence: str, kind: ClaimKind, headings: tuple[str, ...] = ()) -> list[str]:
    """Return what becomes of a sentence's claims of a kind."""
    claims = claims_in(Passage(sentence, SentencePlace(), headings), _names(sample))
    return [each.verdict.value for each in judge(claims, known(sample)) if each.claim.kind is kind]


RECORDS = [
    (LONDON, "Of the boroughs, Hackney recorded the fewest shoplifting offences.", ["agrees"]),
    (LONDON, "Burglary is highest in Hackney.", ["contradicts"]),
    (LONDON, "Haringey saw the largest rise in burglary.", ["agrees"]),
    (LONDON, "Robbery fell furthest in Camden.", ["contradicts"]),
    (LONDON, "Robbery fell least of all in Islington.", ["contradicts"]),
    (LONDON, "Haringey has the highest burglary rate.", ["cannot tell"]),
    (LONDON, "January's 872 burglaries were the most in any month since April 2013.", ["contradicts"]),
    (LONDON, "Robbery in Camden in January was the lowest for almost two years.", ["agrees"]),
    (LONDON, "Robbery in Camden in June was the lowest for almost two years.", ["cannot tell"]),
    (LONDON, "The most recent figure for burglary and the most serious robbery were looked at.", []),
    (LONDON, "Burglary in Hackney is one of the highest.", []),
    (LONDON, "Islington is the borough with the most burglaries this year.", ["contradicts"]),
    (LONDON, "Haringey is the busiest of the four boroughs for burglary.", ["agrees"]),
    (LONDON, "Haringey has overtaken Camden as the borough with the most robberies.", ["cannot tell"]),
    (LONDON, "Theft from a vehicle in January was the lowest on record.", ["contradicts"]),
    (LONDON, "Theft from a vehicle in January was the highest on record.", ["agrees"]),
    (LONDON, "Theft from a vehicle in October was the lowest on record.", ["cannot tell"]),
    (LONDON, "Theft from a vehicle was the lowest on record.", ["cannot tell"]),
    (MSG, "Essex has the lowest robbery rate in the group.", ["contradicts"]),
    (MSG, "Hampshire has the highest rate of violence with injury in the group.", ["agrees"]),
    (MSG, "At 11.7%, Sussex tops the group for the solved rate of all crime.", ["contradicts"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"), RECORDS, ids=[sentence for _, sentence, _ in RECORDS]
)
def test_what_is_highest_or_lowest_is_held_against_all_it_is_compared_with(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert verdicts(sample, sentence, ClaimKind.RECORD) == wanted


SUMS = [
    (LEICESTERSHIRE, "Shortfalls on recorded crime sum to 1,173 offences.", ["agrees"]),
    (LEICESTERSHIRE, "Outcomes required come to 501 (22+129+3+79+255+13).", ["agrees"]),
    (LEICESTERSHIRE, "Outcomes required come to 502 (22+129+3+79+255+13).", ["does not add up"]),
    (LEICESTERSHIRE, "Sample of 210 cars and 64 vans gives a fleet of 284.", ["does not add up"]),
    (LEICESTERSHIRE, "Sample of 210 cars and 64 vans gives a fleet of 274.", ["cannot tell"]),
    (LEICESTERSHIRE, "Of twelve agreed actions, ten were complete and three outstanding.", ["does not add up"]),
    (LEICESTERSHIRE, "Of twelve agreed actions, ten were urgent and three costly.", []),
    (LONDON, "Borough totals (9,622; 9,936; 10,288; 8,594) cast to 38,440.", ["agrees"]),
    (LONDON, "Burglary stood at 1,672 (120 in January, 130 in February).", []),
]  # fmt: skip


@pytest.mark.parametrize(("sample", "sentence", "wanted"), SUMS, ids=[sentence for _, sentence, _ in SUMS])
def test_totals_are_held_against_their_own_parts_and_those_of_the_workbook(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert verdicts(sample, sentence, ClaimKind.SUM) == wanted


def test_the_part_of_a_share_may_stand_before_its_whole() -> None:
    sentence = "Attendance at 18 of 24 conferences (80%) was recorded."

    assert verdicts(LEICESTERSHIRE, sentence, ClaimKind.SHARE) == ["does not add up"]


LIMITS = [
    ("Burglary in January sits above the upper control limit of 718.", ["agrees"]),
    ("Robbery has run above its mean (404) for 24 months.", ["agrees"]),
    ("Robbery has run above its mean (440).", ["contradicts"]),
    ("The upper limit for burglary is 781.", ["contradicts"]),
    ("The upper limit for burglary was 781 in June 2017.", ["cannot tell"]),
    ("The upper limit for sickness is 781.", ["cannot tell"]),
    ("Burglary is above the mean of the group, 5.9.", []),
]


@pytest.mark.parametrize(("sentence", "wanted"), LIMITS, ids=[sentence for sentence, _ in LIMITS])
def test_limits_of_control_charts_are_those_of_the_summary(sentence: str, wanted: list[str]) -> None:
    assert verdicts(LONDON, sentence, ClaimKind.THRESHOLD) == wanted


def test_a_limit_hangs_on_the_sentence_that_leads_to_it() -> None:
    place = Passage("TFV Camden (250 v 212)", SentencePlace(), lead="Above upper limit:")

    judged = judge(claims_in(place, _names(LONDON)), known(LONDON))

    limits = [each for each in judged if each.claim.kind is ClaimKind.THRESHOLD]
    assert [(each.verdict.value, each.would_agree) for each in limits] == [("contradicts", "200.13")]


def test_from_thirteen_upwards_is_no_rise() -> None:
    sentence = "Scores range up to 14 (dwelling burglary); anything from 13 upwards is High."

    assert "contradicts" not in verdicts(LEICESTERSHIRE, sentence, ClaimKind.CHANGE)


LISTS = [
    ("Requires Improvement: Gangs and Dwelling Burglary.", ["agrees", "contradicts"]),
    ("Unchanged: Gangs, Innovation.", ["agrees", "contradicts"]),
    (
        "Improved (3): all crime solved, homicide solved, VWI solved.",
        ["agrees", "agrees", "cannot tell"],
    ),
    ("Discussed: Gangs, Innovation.", []),
]


@pytest.mark.parametrize(("sentence", "wanted"), LISTS, ids=[sentence for sentence, _ in LISTS])
def test_a_list_behind_a_colon_is_of_what_stands_before_it(sentence: str, wanted: list[str]) -> None:
    assert verdicts(ESSEX, sentence, ClaimKind.MEMBERS)[: len(wanted) or None] == wanted


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (ESSEX, "Killed or seriously injured: force now third best.", ["contradicts"]),
        (MSG, "The violence with injury solved rate is second best in the group.", ["agrees"]),
        (MSG, "The violence with injury solved rate is third best in the group.", ["contradicts"]),
        (MSG, "For robbery we are gaining on the third-best force.", ["cannot tell"]),
    ],
)
def test_a_position_counted_from_the_best_is_held_against_the_workbooks(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert verdicts(sample, sentence, ClaimKind.RANK) == wanted


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (ESSEX, "The data for killed or seriously injured are held only to December 2019.", ["contradicts"]),
        (ESSEX, "Killed or seriously injured is dated December 2018.", ["agrees"]),
        (ESSEX, "Killed or seriously injured is dated December 2019.", ["contradicts"]),
        (ESSEX, "The data for killed or seriously injured should be held to December 2019.", ["cannot tell"]),
    ],
)
def test_up_to_when_the_data_go_is_held_against_the_workbooks(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert verdicts(sample, sentence, ClaimKind.DATE) == wanted


@pytest.mark.parametrize(
    ("sample", "text", "wanted"),
    [
        (LONDON, "Haringey had the fewest bikes stolen and the most house burglaries.", ["agrees", "agrees"]),
        (LONDON, "Haringey had the fewest bikes stolen and the fewest house burglaries.", ["agrees", "cannot tell"]),
        (MSG, "For robbery the safest is Derbyshire.", ["agrees"]),
        (MSG, "For robbery the least safe is Derbyshire.", ["contradicts"]),
        (MSG, "For robbery the least safe is Avon and Somerset.", ["agrees"]),
    ],
)  # fmt: skip
def test_a_record_is_of_what_stands_behind_it_and_the_least_safe_is_the_worst(
    sample: str, text: str, wanted: list[str]
) -> None:
    assert verdicts(sample, text, ClaimKind.RECORD) == wanted
