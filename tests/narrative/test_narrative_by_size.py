"""Ranks by size, records of the workbook's own year, one of two places, positions of several names, redlines of all areas."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, verdicts
from xlscore.narrative.model import ClaimVerdict

AGREES, CONTRADICTS, OPEN = ClaimVerdict.AGREES, ClaimVerdict.CONTRADICTS, ClaimVerdict.CANNOT_TELL
DOES_NOT_ADD_UP = ClaimVerdict.DOES_NOT_ADD_UP


@pytest.mark.parametrize(
    ("sample", "text", "verdict"),
    [
        (MSG, "Essex has the second highest rate of vehicle offences in the group.", AGREES),
        (MSG, "Essex has the second lowest rate of vehicle offences in the group.", CONTRADICTS),
        (MSG, "Essex has the third highest rate of robbery of the eight forces.", AGREES),
        (MSG, "Essex has the second highest rate of robbery of the eight forces.", CONTRADICTS),
        (MSG, "Essex recorded the second highest rise in robbery.", OPEN),
        (MSG, "Essex recorded the second highest number of robberies in the group.", OPEN),
        (MSG, "In the year to December 2019 Essex had the highest rate of all crime in the group.", AGREES),
        (
            MSG,
            "In the year to December 2019 Essex had the highest rate of robbery in the group.",
            CONTRADICTS,
        ),
        (MSG, "In the year to March 2018 Essex had the highest rate of robbery in the group.", OPEN),
        (LEICESTERSHIRE, "Counties BCU has the better outcome rate for theft of motor vehicle.", CONTRADICTS),
        (LEICESTERSHIRE, "City BCU has the better outcome rate for theft of motor vehicle.", AGREES),
        (LEICESTERSHIRE, "City BCU saw the larger rise in theft from motor vehicle.", CONTRADICTS),
        (MSG, "The position deteriorated for violence with injury and for homicide.", AGREES),
        (MSG, "The position improved for violence with injury and for homicide.", CONTRADICTS),
        (MSG, "Robbery stands at 0.95 per 1,000, above the group average of 0.85.", AGREES),
        (MSG, "Robbery stands at 0.95 per 1,000, above the group average of 0.58.", CONTRADICTS),
        (LONDON, "For robbery our rate in March 2018 was 6.8, some 2.5 per 1,000 above the MSG average.", AGREES),
        (LONDON, "For robbery our rate in March 2018 was 6.8, some 2.5 per 1,000 below the MSG average.", CONTRADICTS),
        (LEICESTERSHIRE, "Recorded crime rose for four of the five objectives; only dwelling burglary fell.", AGREES),
        (LEICESTERSHIRE, "Recorded crime rose for three of the five objectives.", CONTRADICTS),
        (LEICESTERSHIRE, "Outcome rates fell for four of the eight objectives.", CONTRADICTS),
        (ESSEX, "Only one area improved, Digital Crime, while two deteriorated.", AGREES),
        (ESSEX, "Only one area improved, Gangs, while two deteriorated.", CONTRADICTS),
        (ESSEX, "For Community Focused six of the eight commands are at Good, one at Outstanding and two at Requires Improvement.", CONTRADICTS),
        (MSG, "Homicide fell back from 4th to 8th because the year includes the 39 deaths at Grays.", CONTRADICTS),
        (LEICESTERSHIRE, "The outcome rate for violence with injury is marginally below target.", AGREES),
        (LEICESTERSHIRE, "The outcome rate for violence with injury is just above target.", CONTRADICTS),
        (ESSEX, "The All Crime Solved Rate is slightly above the MSG average.", AGREES),
        (ESSEX, "Public confidence is just above the MSG average.", CONTRADICTS),
        (LONDON, "Robbery is down 12.4% on the year, with the largest fall in Islington (31.7%).", AGREES),
        (LONDON, "Robbery is down 12.4% on the year, with the largest fall in Islington (38.1%).", CONTRADICTS),
        (LONDON, "Haringey recorded 2,289 burglaries, or 29.3% of the total.", AGREES),
        (LEICESTERSHIRE, "Dwelling burglary fell in both BCUs, by 8.5% in City and 7.9% in Counties.", CONTRADICTS),
        (ESSEX, "None of the six redline measures was met.", AGREES),
        (ESSEX, "Two of the six redline measures were met.", CONTRADICTS),
    ],
)  # fmt: skip
def test_who_stands_where_by_size(sample: str, text: str, verdict: ClaimVerdict) -> None:
    told = verdicts(sample, text)
    assert verdict in told
    assert verdict is CONTRADICTS or CONTRADICTS not in told


@pytest.mark.parametrize(
    "text",
    [
        "In respect of violent crime, satisfaction was measured at 78.8% against a target of 82%, a deficit of 4.2 points.",
        "Robbery is projected to end the year at 6,179, above its target of 6,494.",
    ],
)
def test_figures_of_a_sentence_do_not_add_up(text: str) -> None:
    assert DOES_NOT_ADD_UP in verdicts(LONDON, text)


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (LONDON, "Satisfaction of victims of violent crime was 78.8% against a target of 82%, a deficit of 3.2 points."),
        (LONDON, "Robbery is projected to end the year at 6,179, below its target of 6,494."),
        (LONDON, "Robbery fell to 5,186, with 12.4% below last year, above the least reduction of 5%."),
        (MSG, "Five of the crime measures lie above the expected range; violence with injury is the exception."),
        (MSG, "Robbery stands at 0.95 per 1,000, above its five-year average of 0.58."),
        (LEICESTERSHIRE, "We would draw out three things: outcome rates fell in five of the eight lines; recorded crime rose in four."),
        (LEICESTERSHIRE, "The level of control is Increasing for three strands and Decreasing for one, commercial burglary."),
        (ESSEX, "Two of the redline measures were met."),
        (LEICESTERSHIRE, "City BCU had the better outcome rate for theft of motor vehicle than last year."),
    ],
)  # fmt: skip
def test_what_adds_up_or_is_of_others_is_not_called_wrong(sample: str, text: str) -> None:
    assert not {CONTRADICTS, DOES_NOT_ADD_UP} & set(verdicts(sample, text))
