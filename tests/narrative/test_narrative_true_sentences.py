"""True sentences that a hasty reader would call wrong: denied, of a part, of another span, in another order."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known, names_of, verdicts
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimVerdict, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge

V = ClaimVerdict


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (ESSEX, "Digital Crime and Innovation are at Good, from RI and Outstanding respectively."),
        (ESSEX, "Two of the three LPAs graded Dwelling Burglary Good; South LPA graded it RI."),
        (ESSEX, "One of the three LPAs is Outstanding for Innovation."),
        (ESSEX, "Emergency response was within target in 73.6% of cases against a minimum of 80%."),
        (ESSEX, "Seven of fifteen areas are at Good and eight require improvement."),
        (ESSEX, "Last cycle one area, Innovation, was Outstanding."),
        (ESSEX, "Eight areas were RI in cycle 12, too: Digital Crime has left them and Serious and Organised Crime has joined."),
        (ESSEX, "Trafficking of drugs: 6th for offences, 3rd for the solved rate, aspirations 2nd and 3rd."),
        (ESSEX, "CJ was Outstanding in Innovation and Good elsewhere."),
        (ESSEX, "Keeping People Safe: commands Good, Force RI."),
        (ESSEX, "A cycle earlier, Serious and Organised Crime was still Good."),
        (ESSEX, "We do not accept that Gangs is Good."),
        (ESSEX, "Gangs is anything but Good."),
        (ESSEX, "Work in Domestic Abuse continues, and Outstanding warrants fell by 12%."),
        (ESSEX, "Digital Crime: Good (RI)."),
        (ESSEX, "Five areas of cycle 13 that were RI in cycle 12 had been so since cycle 10."),
        (ESSEX, "Innovation: 5 Good, 3 Outstanding."),
        (ESSEX, "Emergency response rose from 71.2% in 2017 to 73.6%."),
        (ESSEX, "In the two years since cycle 5, Gangs moved from Inadequate to RI."),
        (ESSEX, "Child Abuse & Sexual Exploitation was graded RI by PPU and SCD and Good by the three LPAs."),
        (ESSEX, "Child Abuse & Sexual Exploitation: Good (LPAs), RI (PPU, SCD)."),
        (ESSEX, "The peer review found Gangs Outstanding."),
        (ESSEX, "A survey of 800 residents found 62% think Keeping People Safe is Good."),
        (ESSEX, "Gangs: a Good example of partnership."),
        (ESSEX, "The county had once ranked second in the group for public confidence."),
        (ESSEX, "Public Confidence had stood at second in the group."),
        (ESSEX, "Homicide solved: 8th to 6th."),
        (ESSEX, "Innovation is Outstanding no more."),
        (ESSEX, "OPC alone among the four commands graded Counter Terrorism and Domestic Extremism Outstanding."),
        (LONDON, "Burglary in a dwelling exceeded its target to date."),
        (LONDON, "Robbery of personal property isn't Amber but Green."),
        (LONDON, "In a month, shoplifting rose by 45, from 378 to 423."),
        (LONDON, "The ceiling for burglary in a dwelling was exceeded."),
        (LEICESTERSHIRE, "The stretch target for commercial burglary is a cut of 18%, 6 percentage points beyond the hard target."),
        (LEICESTERSHIRE, "Hinckley LPU recorded 40 more dwelling burglaries (201 as against 161)."),
        (LEICESTERSHIRE, "Commercial burglary: 140 outcomes required in total, of which 13 are outstanding."),
        (MSG, "Violence with injury stands at 8.41 offences per 1,000, which is 0.016 above the mean of the eight forces."),
        (MSG, "To match the top quartile for residential burglary, the force would have to record 2,505 fewer offences."),
        (LEICESTERSHIRE, "The promise was 12 per cent less theft of motor vehicles; what we got was 3.7 per cent more."),
        (LONDON, "We were promised an outcome for 10 per cent of burglaries in a dwelling, and the rate is 8.3 per cent."),
        (LONDON, "Arrests for burglary in a dwelling are down by a third."),
        (LONDON, "Burglary in a dwelling is down by a third, or so one hears."),
        (ESSEX, "Sickness among police officers stood at 4.4 per cent of contracted hours, fifth in the group."),
        (MSG, "Two positions deteriorated, those for violence with injury and for homicide."),
        (MSG, "To draw level with the second-best force in robbery would take 187 fewer offences."),
        (MSG, "Violence with injury, third in June 2018, now stands two places lower, at fifth."),
        (ESSEX, "Every command but PPU and OPC returned Good for Community Focused."),
        (ESSEX, "Four areas have a redline of RI."),
        (ESSEX, "Three areas changed, twelve having been left unaltered."),
        (LONDON, "Burglary in a dwelling is up by fifteen hundred and forty-seven."),
        (LONDON, "Fifteen hundred and forty-seven more burglaries in a dwelling were recorded."),
        (LEICESTERSHIRE, "A neighbouring force took theft of motor vehicle down by 9%."),
        (LONDON, "Overall satisfaction: victims of racist incidents are under target."),
        (MSG, "Essex is worst for all crime and homicide and second best for the solved rate of violence with injury."),
        (MSG, "From 5th in March 2018, violence with injury went to 3rd, 4th, 4th and back to 5th."),
        (MSG, "The violence with injury solved rate is in the top quartile, yet below the aspiration of best in the group."),
        (MSG, "Sussex has the lowest rate of robbery after Derbyshire and Staffordshire, 0.76."),
        (LEICESTERSHIRE, "Dwelling burglary: 1,903 (2,076), -8.3%, target -10%."),
        (LEICESTERSHIRE, "Dwelling burglary reached 83% of its target reduction."),
        (LEICESTERSHIRE, "Since 2010 dwelling burglary has fallen by a third."),
        (LEICESTERSHIRE, "Detached houses: dwelling burglary up 3%; flats: down 14%."),
        (LEICESTERSHIRE, "The most similar group's theft of motor vehicle fell by 2%."),
        (LEICESTERSHIRE, "Had theft of motor vehicle fallen by 12%, there would have been 499."),
        (LONDON, "By Christmas 6,945 burglaries in a dwelling had been recorded."),
        (LONDON, "Last year burglary in a dwelling ended at 7,411."),
        (LONDON, "Violence with injury among under-25s fell by 8%."),
        (LONDON, "Robbery of personal property at bus stops fell by 30%."),
        (MSG, "None of the eight measures meets its aspiration; homicide has none."),
        (MSG, "Homicide was 6th in March 2018, 5th a year later and is 8th today."),
        (LEICESTERSHIRE, "Theft of motor vehicle went up by 3.7% (21 more), instead of down by 12%."),
        (LEICESTERSHIRE, "Theft of and theft from motor vehicle rose by 3.7% and 6.5% respectively."),
        (LEICESTERSHIRE, "Serious sexual offences: 132 outcomes from 466 crimes, 28.3%, up 1.7 points."),
        (LEICESTERSHIRE, "Nationally dwelling burglary fell by 6% over the same period."),
        (LEICESTERSHIRE, "The cost of theft from motor vehicle was £1.2m, 4% more than last year."),
        (LEICESTERSHIRE, "Serious sexual offences and dwelling burglary are classified High; everything else is Medium or Low."),
        (LEICESTERSHIRE, "Every measure but four is red."),
        (LONDON, "In the whole of last year 7,411 burglaries in a dwelling were recorded."),
        (LONDON, "In the quarter to June 2018 there were 2,156 burglaries in a dwelling."),
        (LONDON, "Westminster had 3,100 burglaries in a dwelling."),
        (LONDON, "Between 2015 and 2018 robbery of personal property rose by half."),
        (LONDON, "Robberies with a knife fell by 9% to 1,204."),
        (LONDON, "Burglary in a dwelling rose by 46 between December and January."),
    ],
)  # fmt: skip
def test_a_true_sentence_contradicts_nothing(sample: str, text: str) -> None:
    found = verdicts(sample, text)

    assert found
    assert V.CONTRADICTS not in found
    assert V.DOES_NOT_ADD_UP not in found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Efficient and Community Focused were graded Good and RI respectively.", [V.AGREES, V.AGREES]),
        ("Efficient and Community Focused were graded RI and Good respectively.", [V.CONTRADICTS, V.CONTRADICTS]),
        ("Police officers' sickness is 4.4% and staff sickness 4.8%, 5th and 7th in the group.", [V.AGREES] * 4),
    ],
)  # fmt: skip
def test_what_stands_in_order_is_held_against_the_name_in_the_same_place(
    text: str, found: list[ClaimVerdict]
) -> None:
    assert verdicts(ESSEX, text) == found


def test_who_the_latter_of_three_is_is_not_guessed() -> None:
    found = verdicts(
        ESSEX, "Innovation, Efficient and Our People are Good; the latter was Outstanding at the last board."
    )

    assert found == [V.AGREES, V.AGREES, V.AGREES, V.CANNOT_TELL, V.CANNOT_TELL, V.CANNOT_TELL]


def test_a_word_of_a_name_is_no_member_of_a_list() -> None:
    passage = Passage(
        "Developers can use Visual Studio to build applications.",
        SentencePlace(),
        lead="It offers improvements such as:",
    )

    found = judge(claims_in(passage, names_of(LONDON)), known(LONDON))

    assert V.AGREES not in [each.verdict for each in found]


@pytest.mark.parametrize(
    ("sample", "heading", "text"),
    [
        (ESSEX, "Cycle 12", "Innovation: Outstanding."),
        (ESSEX, "Next year", "Gangs: Good."),
        (LONDON, "Camden", "Robbery of personal property: 1,309, down 25.0%"),
    ],
)
def test_a_heading_that_names_a_time_or_a_place_holds_for_what_stands_below(
    sample: str, heading: str, text: str
) -> None:
    passage = Passage(text, SentencePlace(), headings=(heading,))

    found = judge(claims_in(passage, names_of(sample)), known(sample))

    assert V.CONTRADICTS not in [each.verdict for each in found]
    assert V.CONTRADICTS in verdicts(sample, text)
