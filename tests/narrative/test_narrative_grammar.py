"""What each rule of the grammar reads, as tables: a sentence that is true, one that is not, and one that leaves it open."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG
from tests.narrative.test_narrative_records import verdicts
from xlscore.narrative.model import ClaimKind

SPOKEN = [
    (LONDON, "All six types have gone up by two point seven per cent.", ClaimKind.CHANGE, ["agrees"]),
    (LONDON, "All six types have gone up by two point nine per cent.", ClaimKind.CHANGE, ["contradicts"]),
    (LONDON, "We've had thirteen hundred and nine robberies in Camden.", ClaimKind.COUNT, ["agrees"]),
    (LONDON, "We've had nine thousand five hundred and seven robberies.", ClaimKind.COUNT, ["contradicts"]),
    (LEICESTERSHIRE, "Commercial burglary outcomes are at fifteen and a half per cent.", ClaimKind.LEVEL, ["agrees"]),
    (LONDON, "Robbery ▼ 12.4%.", ClaimKind.CHANGE, ["agrees"]),
    (LONDON, "Robbery ▲ 12.4%.", ClaimKind.CHANGE, ["contradicts"]),
    (MSG, "Robbery stands at 9.47 for every 10,000 people.", ClaimKind.LEVEL, ["agrees"]),
    (MSG, "Robbery stands at 0.84 for every thousand people.", ClaimKind.LEVEL, ["contradicts"]),
    (MSG, "All crime? We're seventh.", ClaimKind.RANK, ["contradicts"]),
    (MSG, "I'd remind you that we're eighth for all crime.", ClaimKind.RANK, ["agrees"]),
    (LONDON, "If you live in Islington, robbery has dropped by nearly a third.", ClaimKind.CHANGE, ["agrees"]),
    (LONDON, "Violence w/ injury: Camden -63, Islington -98", ClaimKind.CHANGE, ["agrees", "contradicts"]),
]  # fmt: skip

TURNED = [
    (LEICESTERSHIRE, "Hate crime outcomes fell to 45.1% from 51.2%.", ClaimKind.CHANGE, ["agrees"]),
    (LEICESTERSHIRE, "Hate crime outcomes rose to 45.1% from 51.2%.", ClaimKind.CHANGE, ["contradicts"]),
    (LONDON, "Violence with injury fell from 2,483 to 2,692 in Haringey.", ClaimKind.CHANGE, ["does not add up"]),
    (LONDON, "Shoplifting has fallen.", ClaimKind.CHANGE, ["agrees"]),
    (LONDON, "Shoplifting has risen.", ClaimKind.CHANGE, ["contradicts"]),
    (LONDON, "Shoplifting has risen since Christmas.", ClaimKind.CHANGE, []),
    (LONDON, "Shoplifting has not risen.", ClaimKind.CHANGE, []),
    (LONDON, "Shoplifting should have fallen.", ClaimKind.CHANGE, []),
    (LONDON, "Fewer bicycles are being stolen in Haringey this year.", ClaimKind.CHANGE, ["contradicts"]),
    (LONDON, "More bicycles are being stolen in Haringey this year.", ClaimKind.CHANGE, ["agrees"]),
    (LONDON, "Shoplifting crept up to 423 for January, from 378 in December.", ClaimKind.CHANGE, ["cannot tell"]),
]  # fmt: skip

PLACES = [
    (LONDON, "Shoplifting fell in all four boroughs.", ["agrees"]),
    (LONDON, "Every borough has seen shoplifting rise.", ["contradicts"]),
    (LONDON, "Bicycle theft rose in two of the four boroughs.", ["agrees"]),
    (LONDON, "Bicycle theft rose in three of the four boroughs.", ["contradicts"]),
    (LONDON, "Violence with injury fell in every borough except Islington.", ["agrees"]),
    (LONDON, "Theft from a vehicle fell in every borough except Haringey.", ["contradicts"]),
    (LONDON, "Robbery fell in all four boroughs bar Hackney.", ["agrees"]),
    (LONDON, "Robbery fell in all four boroughs bar Camden and Hackney.", ["contradicts"]),
    (LONDON, "Robbery met its target in two of the four boroughs.", ["cannot tell"]),
    (LONDON, "Robbery fell in three of the four boroughs in December.", ["cannot tell"]),
]  # fmt: skip

ONLY = [
    (LONDON, "Only Hackney saw robbery go up.", ["agrees"]),
    (LONDON, "Only Camden saw robbery go up.", ["contradicts"]),
    (LONDON, "Camden is the only borough where crime of all six types is lower than last year.", ["contradicts"]),
    (LONDON, "Camden and Islington are the only boroughs where crime of all six types fell.", ["agrees"]),
    (LONDON, "Camden, Hackney and Islington are the only boroughs where crime of all six types fell.", ["contradicts"]),
]  # fmt: skip

SPANS = [
    (LONDON, "Shoplifting fell by 652 between April and January.", ["agrees"]),
    (LONDON, "Shoplifting fell by 625 between April and January.", ["contradicts"]),
    (LONDON, "From April 2018 to January 2019 shoplifting fell by 652.", ["agrees"]),
    (LONDON, "Shoplifting fell by 652 between June and August.", ["cannot tell"]),
    (LONDON, "Shoplifting fell by 652 in April and January.", ["cannot tell"]),
    (LONDON, "Robbery dropped 12.4% over the ten months.", ["agrees"]),
    (LONDON, "Robbery dropped 13.3% over the ten months.", ["contradicts"]),
    (LONDON, "Robbery dropped 13.3% over the six months.", ["cannot tell"]),
    (LEICESTERSHIRE, "Commercial burglary is 2.9% higher than twelve months ago.", ["agrees"]),
    (LEICESTERSHIRE, "Commercial burglary is 2.9% lower than twelve months ago.", ["contradicts"]),
]  # fmt: skip

SHARES = [
    (LEICESTERSHIRE, "Dwelling burglary outcomes: 347 of 1,903 = 18.2%", ["cannot tell"]),
    (LEICESTERSHIRE, "Dwelling burglary outcomes: 347 of 1,903 = 28.2%", ["does not add up"]),
    (LONDON, "Of 466 letters, 132 had an answer, equating to 31.2%.", ["does not add up"]),
    (LONDON, "Of 466 letters, 132 had an answer, and 31.2% were lost.", []),
]  # fmt: skip

CLASSES = [
    (LEICESTERSHIRE, "The threat of theft of motor vehicle is High.", ["agrees"]),
    (LEICESTERSHIRE, "The threat of recorded theft of motor vehicle is Medium.", ["contradicts"]),
    (LEICESTERSHIRE, "The threat of theft of motor vehicle is Low.", ["contradicts"]),
    (LEICESTERSHIRE, "The threat of theft of motor vehicle is Medium.", ["cannot tell"]),
    (LEICESTERSHIRE, "Theft of motor vehicle carries a threat of High and an overall classification of Medium.", ["agrees", "agrees"]),
    (LEICESTERSHIRE, "The level of control of theft of motor vehicle is High.", ["cannot tell"]),
]  # fmt: skip

SATISFIED = [
    (LONDON, "In respect of violent crime, satisfaction was measured at 78.8%.", ["agrees"]),
    (LONDON, "ASB satisfaction 80.2%", ["agrees"]),
    (LONDON, "Satisfaction of 88.9% was expressed by victims of burglary.", ["agrees"]),
    (LONDON, "Satisfaction of 85.3% was expressed by victims of burglary.", ["cannot tell"]),
    (LONDON, "In respect of violent crime, satisfaction was measured at 85.3%.", ["contradicts"]),
]  # fmt: skip

RANKED = [
    (ESSEX, "The force ranks eighth for public confidence and fourth for all crime solved.", ["agrees", "agrees"]),
    (ESSEX, "The force ranks eighth for public confidence and sixth for all crime solved.", ["agrees", "contradicts"]),
    (ESSEX, "It lay first in the queue.", ["cannot tell"]),
]  # fmt: skip


@pytest.mark.parametrize(("sample", "text", "kind", "wanted"), [*SPOKEN, *TURNED])
def test_a_figure_or_a_direction_is_read_however_it_is_said(
    sample: str, text: str, kind: ClaimKind, wanted: list[str]
) -> None:
    assert verdicts(sample, text, kind) == wanted


@pytest.mark.parametrize(
    ("kind", "sample", "text", "wanted"),
    [
        *((ClaimKind.COUNT_OF_AREAS, *row) for row in PLACES),
        *((ClaimKind.MEMBERS, *row) for row in ONLY),
        *((ClaimKind.CHANGE, *row) for row in SPANS),
        *((ClaimKind.SHARE, *row) for row in SHARES),
        *((ClaimKind.GRADE, *row) for row in CLASSES),
        *((ClaimKind.LEVEL, *row) for row in SATISFIED),
        *((ClaimKind.RANK, *row) for row in RANKED),
    ],
)
def test_each_rule_tells_what_is_true_from_what_is_not_and_leaves_the_rest_open(
    kind: ClaimKind, sample: str, text: str, wanted: list[str]
) -> None:
    assert verdicts(sample, text, kind) == wanted
