"""What a sentence leaves out because it said it before: the noun of a second size, the way in each place of a row, what a number counts."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, verdicts
from xlscore.narrative.model import ClaimVerdict

AGREES, CONTRADICTS, OPEN = ClaimVerdict.AGREES, ClaimVerdict.CONTRADICTS, ClaimVerdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("sample", "right", "wrong"),
    [
        (MSG, "A reduction of 956 residential burglaries would bring Essex to the average, and one of 2,505 to the top quartile.", "2,550"),
        (ESSEX, "To reach the MSG average would mean 22,112 fewer offences of all crime; to reach the top quartile, 32,801 fewer.", "38,201"),
        (LONDON, "Robbery rose in Hackney, and burglary went from a rise of 13.0% in Camden to one of 41.3% in Haringey.", "31.4%"),
        (LONDON, "Residential burglary rose by 1,547 offences, or 24.7%, in the ten months to January.", "27.4%"),
        (LONDON, "The outcome rate for dwelling burglary is 8.3%, 130 outcomes below the 10% target.", "103"),
        (MSG, "Robbery moved up one place, and remains 187 offences short of the average.", "178"),
        (ESSEX, "The All Crime Solved Rate places the force fourth, one place higher than before.", "third"),
        (ESSEX, "The Board agreed Good for seven areas and Requires Improvement for eight.", "eight areas"),
        (ESSEX, "The force's position improved for three measures and worsened for one.", "four measures"),
        (LONDON, "The six types rose by 2.7%, with falls in Camden and Islington.", "Haringey"),
        (ESSEX, "Essex would have to gain 8.8 points of public confidence to reach the average, and 16.7 to enter the top quartile.", "17.6"),
        (LONDON, "There were 872 dwelling burglaries in January 2019, 160 more than in January 2018.", "106"),
        (LONDON, "Dwelling burglary in January 2019 was 22.5% higher than in January 2018.", "25.2%"),
        (LONDON, "Robbery fell in three of the four boroughs and rose in Hackney.", "two of"),
    ],
)  # fmt: skip
def test_what_was_said_before_is_said_again(sample: str, right: str, wrong: str) -> None:
    told = verdicts(sample, right)
    assert AGREES in told
    assert CONTRADICTS not in told
    assert CONTRADICTS in verdicts(sample, _with(right, wrong))


def _with(right: str, wrong: str) -> str:
    """Return a sentence with its figure, its name or its number exchanged for a wrong one of the same kind."""
    swapped = {
        "2,550": "2,505", "38,201": "32,801", "31.4%": "41.3%", "27.4%": "24.7%", "103": "130", "178": "187", "third": "fourth",
        "17.6": "16.7", "106": "160", "25.2%": "22.5%", "eight areas": "seven areas", "four measures": "three measures", "Haringey": "Islington", "two of": "three of",
    }  # fmt: skip
    return right.replace(swapped[wrong], wrong)


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (LONDON, "We want to see falls in Hackney and Haringey in burglary."),
        (LONDON, "After falls in Hackney and Haringey in December, burglary rose again."),
        (LONDON, "Burglary had risen in Camden, after years of falls in Hackney and Haringey."),
        (LONDON, "If burglary falls in Hackney and Camden the target will be met."),
        (LONDON, "Burglary was down in Hackney and Camden on last month."),
        (LONDON, "Prosecutions for robbery rose in Camden and fell in Hackney."),
        (ESSEX, "The Board agreed with all but one area."),
        (MSG, "The position got worse for two measures, better for one and stayed put for five."),
        (LEICESTERSHIRE, "Theft from motor vehicle may fall in City BCU and Counties BCU."),
    ],
)
def test_what_is_wished_or_of_another_time_is_not_taken_for_so(sample: str, text: str) -> None:
    assert CONTRADICTS not in verdicts(sample, text)


@pytest.mark.parametrize(
    ("sample", "text", "agree", "contradict"),
    [
        (ESSEX, "The force is 8th for public confidence, all crime offences and homicide offences.", 3, 0),
        (MSG, "The force is 7th for both residential burglary and robbery.", 1, 1),
        (MSG, "The force is 7th for residential burglary and robbery has improved.", 1, 0),
        (MSG, "The force is above its expected range for all crime, violence with injury and robbery.", 2, 1),
        (MSG, "The force is not 7th for residential burglary and robbery.", 0, 0),
        (MSG, "The force aims to be 7th for residential burglary and robbery.", 0, 0),
        (ESSEX, "The aspiration has been met for violence with injury offences and missed for homicide solved rate.", 1, 0),
        (LONDON, "There were increases in burglary and bicycle theft but falls in robbery and theft from a vehicle.", 3, 1),
        (LONDON, "Hackney saw increases in burglary, robbery and shoplifting.", 2, 1),
        (LONDON, "We have a plan for reductions in burglary and bicycle theft.", 0, 0),
        (LONDON, "There were hopes of reductions in burglary and bicycle theft.", 0, 0),
        (LONDON, "There were 3,095 searches for drugs and 522 for weapons.", 2, 0),
        (LONDON, "There were 3,095 searches for drugs and 552 for weapons.", 1, 1),
        (LEICESTERSHIRE, "There were 588 thefts of motor vehicles and 2,869 from motor vehicles.", 1, 1),
        (LEICESTERSHIRE, "Level of control is increasing for dwelling burglary outcomes, theft of motor vehicle crime and violence with injury outcomes.", 1, 0),
    ],
)  # fmt: skip
def test_what_is_said_of_a_row_is_said_of_each(sample: str, text: str, agree: int, contradict: int) -> None:
    told = verdicts(sample, text)
    assert (told.count(AGREES), told.count(CONTRADICTS)) == (agree, contradict)
