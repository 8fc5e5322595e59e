"""Claims against the published sample workbooks: what agrees, what contradicts, and what nobody can tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, MSG, known, printed, told
from xlscore.narrative.model import (
    ClaimKind,
    ClaimUnit,
    ComparedWith,
    Hedge,
    Modality,
    NameKind,
    Passage,
    Period,
    Sense,
    SentencePlace,
)
from xlscore.narrative.verdicts.judging import judge

K, U, S, R = ClaimKind, ClaimUnit, Sense, ComparedWith
AGREES, CONTRADICTS, OPEN, WRONG = "agrees", "contradicts", "cannot tell", "does not add up"
BURGLARY, VIOLENCE = "Burglary - Dwelling", "Violence with injury"
GOOD, RI, TOP = "Good", "Requires Improvement", "Outstanding"
FEBRUARY = Period("February 2019", date(2019, 2, 1), date(2019, 2, 28))
DECEMBER = Period("December 2018", date(2018, 12, 1), date(2018, 12, 31))
LAST = Period("last cycle", previous=True)

OF_GRADES = [
    ("cycle 13", told(K.DATE, month=Period("cycle 13")), AGREES),
    ("PPU improved in Gangs", told(K.CHANGE_OF_GRADE, "Gangs", direction=S.BETTER, commands=("PPU",)), OPEN),
    ("all commands are Good for Efficient", told(K.GRADE, "Efficient", grades=(GOOD,), all_but=0), AGREES),

    ("Gangs is graded RI", told(K.GRADE, "Gangs", grades=(RI,)), AGREES),
    ("Gangs is graded Good", told(K.GRADE, "Gangs", grades=(GOOD,)), CONTRADICTS),
    ("Gangs is not graded Good", told(K.GRADE, "Gangs", grades=(GOOD,), modality=Modality.NOT), AGREES),
    ("Gangs could be graded Good", told(K.GRADE, "Gangs", grades=(GOOD,), modality=Modality.MAY), OPEN),
    ("SCD graded themselves as RI", told(K.GRADE, "Gangs", grades=(RI,), commands=("SCD",)), AGREES),
    ("All three LPAs graded themselves as Good", told(K.GRADE, "Gangs", grades=(GOOD,), commands=("LPA",)), AGREES),
    ("the LPAs graded themselves as Good", told(K.GRADE, "Dwelling Burglary", grades=(GOOD,), commands=("LPA",)), CONTRADICTS),
    ("PPU is Good for Gangs", told(K.GRADE, "Gangs", grades=(GOOD,), commands=("PPU",)), CONTRADICTS),
    ("Innovation was Outstanding last cycle", told(K.GRADE, "Innovation", grades=(TOP,), month=LAST), AGREES),
    ("Innovation was Good in cycle 12", told(K.GRADE, "Innovation", grades=(GOOD,), month=Period("cycle 12")), CONTRADICTS),
    ("Innovation was Good in cycle 9", told(K.GRADE, "Innovation", grades=(GOOD,), month=Period("cycle 9")), OPEN),
    ("Digital Crime improved to Good from RI", told(K.CHANGE_OF_GRADE, "Digital Crime", grades=(RI, GOOD), direction=S.BETTER), AGREES),
    ("Innovation deteriorated to RI", told(K.CHANGE_OF_GRADE, "Innovation", grades=("", RI), direction=S.WORSE), CONTRADICTS),
    ("Gangs improved", told(K.CHANGE_OF_GRADE, "Gangs", direction=S.BETTER), CONTRADICTS),
    ("Gangs is unchanged", told(K.CHANGE_OF_GRADE, "Gangs", direction=S.SAME), AGREES),
    ("SCD went from Outstanding to Good", told(K.CHANGE_OF_GRADE, "Innovation", grades=(TOP, GOOD), commands=("SCD",)), AGREES),
    ("Our People: all at Good or above", told(K.COUNT_OF_AREAS, "Our People", unit=U.COMMANDS, grades=(GOOD,), hedge=Hedge.AT_LEAST, all_but=0), AGREES),
    ("Cyber is graded Good", told(K.GRADE, "Cyber", grades=(GOOD,)), OPEN),
]  # fmt: skip

OF_COUNTS = [
    ("Seven areas are at Good", told(K.COUNT_OF_AREAS, amount="7", unit=U.AREAS, grades=(GOOD,)), AGREES),
    ("Eight areas are at Good", told(K.COUNT_OF_AREAS, amount="8", unit=U.AREAS, grades=(GOOD,)), CONTRADICTS),
    ("No areas are at Outstanding", told(K.COUNT_OF_AREAS, amount="0", unit=U.AREAS, grades=(TOP,)), AGREES),
    ("One was at Outstanding last cycle", told(K.COUNT_OF_AREAS, amount="1", unit=U.AREAS, grades=(TOP,), month=LAST), AGREES),
    ("fifteen areas", told(K.COUNT_OF_AREAS, amount="15", unit=U.AREAS), AGREES),
    ("seven of the fourteen are at Good", told(K.COUNT_OF_AREAS, amount="7", unit=U.AREAS, grades=(GOOD,), of=printed("14")), CONTRADICTS),
    ("three changes", told(K.COUNT_OF_AREAS, amount="3", unit=U.AREAS, reference=R.LAST_TIME), AGREES),
    ("two deteriorations since cycle 12", told(K.COUNT_OF_AREAS, amount="2", unit=U.AREAS, direction=S.WORSE, month=Period("cycle 12")), AGREES),
    ("two improvements", told(K.COUNT_OF_AREAS, amount="2", unit=U.AREAS, direction=S.BETTER), CONTRADICTS),
    ("all but one of the areas are at Good", told(K.COUNT_OF_AREAS, unit=U.AREAS, grades=(RI, GOOD), all_but=1), CONTRADICTS),
    ("five commands are Good in Innovation", told(K.COUNT_OF_AREAS, "Innovation", "5", U.COMMANDS, grades=(GOOD,)), AGREES),
    ("four commands are Good in Innovation", told(K.COUNT_OF_AREAS, "Innovation", "4", U.COMMANDS, grades=(GOOD,)), CONTRADICTS),
    ("none of the three redlines is met", told(K.COUNT_OF_AREAS, "Keeping People Safe", "0", U.MEASURES, direction=S.BETTER, reference=R.TARGET, of=printed("3")), AGREES),
    ("SCD is the only command to grade itself", told(K.MEMBERS, "Digital Crime", members=("SCD",), member_kind=NameKind.COMMAND, only=True), AGREES),
    ("SCD is the only command to grade itself", told(K.MEMBERS, "Innovation", members=("SCD",), member_kind=NameKind.COMMAND, only=True), CONTRADICTS),
    ("graded RI: Domestic Abuse, Gangs", told(K.MEMBERS, members=("Domestic Abuse", "Gangs"), grades=(RI,)), AGREES),
    ("graded RI: Dwelling Burglary", told(K.MEMBERS, members=("Dwelling Burglary",), grades=(RI,)), CONTRADICTS),
    ("deteriorated: Innovation and Gangs", told(K.MEMBERS, members=("Innovation", "Gangs"), direction=S.WORSE), CONTRADICTS),
    ("deteriorated: Innovation", told(K.MEMBERS, members=("Innovation",), direction=S.WORSE), AGREES),
    ("only Innovation deteriorated", told(K.MEMBERS, members=("Innovation",), direction=S.WORSE, only=True), CONTRADICTS),
    ("graded RI: Fraud", told(K.MEMBERS, members=("Fraud",), grades=(RI,)), OPEN),
]  # fmt: skip

OF_COUNTS += [
    ("OPC is Outstanding in four areas", told(K.COUNT_OF_AREAS, amount="4", unit=U.AREAS, grades=(TOP,), commands=("OPC",)), AGREES),
    ("OPC is Outstanding in five areas", told(K.COUNT_OF_AREAS, amount="5", unit=U.AREAS, grades=(TOP,), commands=("OPC",)), CONTRADICTS),
    ("SCD grades eleven areas", told(K.COUNT_OF_AREAS, amount="11", unit=U.AREAS, commands=("SCD",)), AGREES),
    ("LPAs are Good in ten areas", told(K.COUNT_OF_AREAS, amount="10", unit=U.AREAS, grades=(GOOD,), commands=("LPA",)), OPEN),
    ("more than six areas are at Good", told(K.COUNT_OF_AREAS, amount="6", unit=U.AREAS, grades=(GOOD,), hedge=Hedge.OVER), AGREES),
    ("fewer than seven areas are at Good", told(K.COUNT_OF_AREAS, amount="7", unit=U.AREAS, grades=(GOOD,), hedge=Hedge.UNDER), CONTRADICTS),
    ("at least seven areas are at Good", told(K.COUNT_OF_AREAS, amount="7", unit=U.AREAS, grades=(GOOD,), hedge=Hedge.AT_LEAST), AGREES),
    ("at most seven areas are at Good", told(K.COUNT_OF_AREAS, amount="7", unit=U.AREAS, grades=(GOOD,), hedge=Hedge.AT_MOST), AGREES),
    ("about eight areas are at Good", told(K.COUNT_OF_AREAS, amount="8", unit=U.AREAS, grades=(GOOD,), hedge=Hedge.ABOUT), AGREES),
    ("twelve areas are unchanged", told(K.COUNT_OF_AREAS, amount="12", unit=U.AREAS, direction=S.SAME), AGREES),
    ("seven, with Gangs among them, are at Good", told(K.COUNT_OF_AREAS, amount="7", unit=U.AREAS, grades=(GOOD,), members=("Gangs",)), CONTRADICTS),
    ("areas are at Good", told(K.COUNT_OF_AREAS, grades=(GOOD,)), OPEN),
    ("in one area", told(K.COUNT_OF_AREAS, amount="1", unit=U.AREAS), OPEN),
    ("the sixteen areas", told(K.COUNT_OF_AREAS, amount="16", unit=U.AREAS), OPEN),
    ("four boroughs", told(K.COUNT_OF_AREAS, amount="4", unit=U.OTHER), OPEN),
    ("seven areas in cycle 9", told(K.COUNT_OF_AREAS, amount="7", unit=U.AREAS, grades=(GOOD,), month=Period("cycle 9")), OPEN),
    ("seven areas in February", told(K.COUNT_OF_AREAS, amount="7", unit=U.AREAS, grades=(GOOD,), month=FEBRUARY), OPEN),
    ("eight commands grade Efficient", told(K.COUNT_OF_AREAS, "Efficient", "8", U.COMMANDS), AGREES),
    ("five commands were Good before", told(K.COUNT_OF_AREAS, "Innovation", "5", U.COMMANDS, grades=(GOOD,), month=LAST), OPEN),
    ("five commands are Good", told(K.COUNT_OF_AREAS, amount="5", unit=U.COMMANDS, grades=(GOOD,)), OPEN),
    ("no redline measures of Gangs", told(K.COUNT_OF_AREAS, "Gangs", "0", U.MEASURES), AGREES),
    ("three redline measures of Keeping People Safe", told(K.COUNT_OF_AREAS, "Keeping People Safe", "3", U.MEASURES), AGREES),
    ("nine redline measures of Keeping People Safe", told(K.COUNT_OF_AREAS, "Keeping People Safe", "9", U.MEASURES), OPEN),
    ("no redline measures are met", told(K.COUNT_OF_AREAS, amount="0", unit=U.MEASURES, direction=S.BETTER), OPEN),
    ("three aspirations are met", told(K.COUNT_OF_AREAS, amount="3", unit=U.MEASURES, direction=S.BETTER, reference=R.ASPIRATION), AGREES),
    ("four aspirations are met", told(K.COUNT_OF_AREAS, amount="4", unit=U.MEASURES, direction=S.BETTER, reference=R.ASPIRATION), CONTRADICTS),
    ("commands counted in fraud", told(K.COUNT_OF_AREAS, "Fraud", "3", U.COMMANDS, grades=(GOOD,)), OPEN),
    ("nobody is meant", told(K.MEMBERS, grades=(RI,)), OPEN),
    ("improved: Innovation deteriorated", told(K.MEMBERS, members=("Innovation",), direction=S.BETTER), OPEN),
    ("only Domestic Abuse and Gangs are graded RI", told(K.MEMBERS, members=("Domestic Abuse", "Gangs"), grades=(RI,), only=True), CONTRADICTS),
    ("below the average: Public Confidence", told(K.MEMBERS, members=("Public Confidence (CSEW)",), member_kind=NameKind.MEASURE, direction=S.DOWN, reference=R.AVERAGE), AGREES),
    ("is met: Emergency response", told(K.MEMBERS, members=("Emergency response within target",), member_kind=NameKind.REDLINE, direction=S.BETTER, reference=R.TARGET), CONTRADICTS),
]  # fmt: skip

OF_REDLINES = [
    ("at 73.6%", told(K.LEVEL, "Emergency response within target", "73.6%"), AGREES),
    ("at 76.3%", told(K.LEVEL, "Emergency response within target", "76.3%"), CONTRADICTS),
    ("about 74%", told(K.LEVEL, "Emergency response within target", "74%", hedge=Hedge.ABOUT), AGREES),
    ("over 75%", told(K.LEVEL, "Emergency response within target", "75%", hedge=Hedge.OVER), CONTRADICTS),
    ("about 50%", told(K.LEVEL, "Emergency response within target", "50%", hedge=Hedge.ABOUT), CONTRADICTS),
    ("about 65%", told(K.LEVEL, "Emergency response within target", "65%", hedge=Hedge.ABOUT), OPEN),
    ("at 73.6% in February", told(K.LEVEL, "Emergency response within target", "73.6%", month=FEBRUARY), AGREES),
    ("at 70% in December", told(K.LEVEL, "Emergency response within target", "70%", month=DECEMBER), OPEN),
    ("the 80% target", told(K.TARGET, "Emergency response within target", "80%", direction=S.DOWN), AGREES),
    ("6.4 points below the target", told(K.GAP, "Emergency response within target", "6.4", U.POINTS, direction=S.DOWN, reference=R.TARGET), AGREES),
    ("6.4 % above the target", told(K.GAP, "Emergency response within target", "6.4%", direction=S.UP, reference=R.TARGET), CONTRADICTS),
    ("remains below the target", told(K.AGAINST, "Emergency response within target", direction=S.DOWN, reference=R.TARGET), AGREES),
    ("the target is met", told(K.AGAINST, "Emergency response within target", direction=S.BETTER, reference=R.TARGET), CONTRADICTS),
    ("High Harm offences are above the average", told(K.AGAINST, "High Harm Offence volumes per 1000 population", direction=S.UP, reference=R.AVERAGE), AGREES),
    ("Dwelling Burglary is below the average", told(K.AGAINST, "Dwelling Burglary", direction=S.DOWN, reference=R.AVERAGE), CONTRADICTS),
    ("Dwelling Burglary solved is below the average", told(K.AGAINST, "Dwelling Burglary", direction=S.DOWN, reference=R.AVERAGE, outcomes=True), OPEN),
]  # fmt: skip

OF_POSITIONS = [
    ("improved from 7th to 6th", told(K.MOVEMENT, "Robbery", direction=S.BETTER, others=(printed("7"), printed("6"))), AGREES),
    ("improved from 8th to 6th", told(K.MOVEMENT, "Robbery", direction=S.BETTER, others=(printed("8"), printed("6"))), CONTRADICTS),
    ("improved from 7th to 5th", told(K.MOVEMENT, "Robbery", direction=S.BETTER, others=(printed("7"), printed("5"))), CONTRADICTS),
    ("data to December 2019", told(K.DATE, "Robbery", month=Period("December 2019", date(2019, 12, 1), date(2019, 12, 31))), AGREES),
    ("data to March 2015", told(K.DATE, "Robbery", month=Period("March 2015", date(2015, 3, 1), date(2015, 3, 31))), CONTRADICTS),
    ("in March 2015", told(K.DATE, "Robbery", month=Period("March 2015", date(2015, 3, 1), date(2015, 3, 31))), OPEN),
    ("some time", told(K.DATE, "Robbery"), OPEN),
    ("already in the top quartile", told(K.CHANGE_REQUIRED, "Violence with injury solved rate", "2", U.POINTS, reference=R.TOP_QUARTILE), CONTRADICTS),
    ("robbery and homicide are above the average", told(K.AGAINST, "Robbery", direction=S.UP, reference=R.AVERAGE, and_also=("Homicide",)), AGREES),
    ("robbery and homicide are below the average", told(K.AGAINST, "Robbery", direction=S.DOWN, reference=R.AVERAGE, and_also=("Homicide",)), CONTRADICTS),

    ("6th of 8", told(K.RANK, "Robbery", "6", U.PLACES, of=printed("8")), AGREES),
    ("6th of 9", told(K.RANK, "Robbery", "6", U.PLACES, of=printed("9")), CONTRADICTS),
    ("7th", told(K.RANK, "Robbery", "7", U.PLACES), CONTRADICTS),
    ("previously 7th", told(K.RANK, "Robbery", "7", U.PLACES, month=Period("previously", previous=True)), AGREES),
    ("up one place", told(K.MOVEMENT, "Robbery", "1", U.PLACES, direction=S.BETTER), AGREES),
    ("down one place", told(K.MOVEMENT, "Robbery", "1", U.PLACES, direction=S.WORSE), CONTRADICTS),
    ("no change", told(K.MOVEMENT, "All crime", direction=S.SAME), AGREES),
    ("from 7th to 6th, two places", told(K.MOVEMENT, "Fraud", "2", U.PLACES, others=(printed("7"), printed("6"))), WRONG),
    ("92.0 per 1,000", told(K.LEVEL, "All crime", "92.0", U.RATE), AGREES),
    ("29.0 per 1,000", told(K.LEVEL, "All crime", "29.0", U.RATE), CONTRADICTS),
    ("168,643 crimes", told(K.COUNT, "All crime", "168,643", U.CRIMES), AGREES),
    ("72.2 in Derbyshire", told(K.LEVEL, "All crime", "72.2", U.RATE, place="Derbyshire"), AGREES),
    ("70.0 in Kent", told(K.LEVEL, "All crime", "70.0", U.RATE, place="Kent"), OPEN),
    ("25,355 fewer to reach the average", told(K.CHANGE_REQUIRED, "All crime", "25,355", U.CRIMES, direction=S.DOWN, reference=R.AVERAGE, modality=Modality.MAY), AGREES),
    ("25,355 fewer to reach the quartile", told(K.CHANGE_REQUIRED, "All crime", "25,355", U.CRIMES, direction=S.DOWN, reference=R.TOP_QUARTILE), CONTRADICTS),
    ("956 over the average", told(K.GAP, "Residential burglary", "956", U.CRIMES, direction=S.UP, reference=R.AVERAGE), AGREES),
    ("better than the average", told(K.AGAINST, "Robbery", direction=S.BETTER, reference=R.AVERAGE), CONTRADICTS),
    ("meets its aspiration", told(K.AGAINST, "Vehicle offences", direction=S.BETTER, reference=R.ASPIRATION), CONTRADICTS),
    ("two measures are above the average", told(K.COUNT_OF_AREAS, amount="8", unit=U.MEASURES, direction=S.UP, reference=R.AVERAGE), AGREES),
    ("one position improved", told(K.COUNT_OF_AREAS, amount="1", unit=U.MEASURES, direction=S.BETTER), AGREES),
    ("another 0.3 points", told(K.LEVEL, "Fraud", "0.3", U.POINTS), OPEN),
]  # fmt: skip

OF_THREATS = [
    ("1,903 crimes", told(K.LEVEL, BURGLARY, "1,903", U.CRIMES), AGREES),
    ("1,930 crimes", told(K.COUNT, BURGLARY, "1,930", U.CRIMES), CONTRADICTS),
    ("2,076 last year", told(K.LEVEL, BURGLARY, "2,076", U.CRIMES, reference=R.LAST_YEAR), AGREES),
    ("2,067 last year", told(K.LEVEL, BURGLARY, "2,067", U.CRIMES, reference=R.LAST_YEAR), CONTRADICTS),
    ("fell by 8.3%", told(K.CHANGE, BURGLARY, "8.3%", direction=S.DOWN), AGREES),
    ("rose by 8.3%", told(K.CHANGE, BURGLARY, "8.3%", direction=S.UP, reference=R.LAST_YEAR), CONTRADICTS),
    ("-8.3%", told(K.CHANGE, BURGLARY, "-8.3%"), AGREES),
    ("8.4% cut off", told(K.CHANGE, VIOLENCE, "10.9%", direction=S.UP), AGREES),
    ("173 fewer", told(K.CHANGE, BURGLARY, "173", U.CRIMES, direction=S.DOWN, reference=R.LAST_YEAR), AGREES),
    ("18.2%", told(K.LEVEL, BURGLARY, "18.2%"), AGREES),
    ("slipped 10.2 points", told(K.CHANGE, BURGLARY, "10.2", U.POINTS, direction=S.DOWN, outcomes=True), AGREES),
    ("slipped 10.2 %", told(K.CHANGE, BURGLARY, "10.2%", direction=S.DOWN, outcomes=True), AGREES),
    ("improved 10.2 points", told(K.CHANGE, BURGLARY, "10.2", U.POINTS, direction=S.BETTER, outcomes=True), CONTRADICTS),
    ("35 short", told(K.SHORTFALL, BURGLARY, "35", U.CRIMES, reference=R.TARGET), AGREES),
    ("53 short", told(K.SHORTFALL, BURGLARY, "53", U.CRIMES, reference=R.TARGET), CONTRADICTS),
    ("the 10% reduction target", told(K.TARGET, BURGLARY, "10%", direction=S.DOWN), AGREES),
    ("the -12% target", told(K.TARGET, BURGLARY, "-12%"), CONTRADICTS),
    ("the 25% target", told(K.TARGET, BURGLARY, "25%"), OPEN),
    ("the 25% target of outcomes", told(K.TARGET, BURGLARY, "25%"), AGREES),
    ("a further 129 outcomes", told(K.OUTCOMES_REQUIRED, BURGLARY, "129", U.OUTCOMES), AGREES),
    ("a further 130 outcomes by the rate", told(K.OUTCOMES_REQUIRED, "Commercial Burglary", "13", U.OUTCOMES), AGREES),
    ("137 in Spinney Hill", told(K.LEVEL, BURGLARY, "137", U.CRIMES, place="Spinney Hill LPU"), AGREES),
    ("8.5% down in City", told(K.CHANGE, BURGLARY, "8.5%", direction=S.DOWN, place="City BCU"), AGREES),
    ("below target", told(K.AGAINST, BURGLARY, direction=S.DOWN, reference=R.TARGET, outcomes=True), AGREES),
    ("on target", told(K.AGAINST, BURGLARY, direction=S.BETTER, reference=R.TARGET), CONTRADICTS),
    ("Red", told(K.GRADE, BURGLARY, grades=("Red",), outcomes=True), AGREES),
    ("Green", told(K.GRADE, BURGLARY, grades=("Green",)), CONTRADICTS),
    ("High", told(K.GRADE, BURGLARY, grades=("High",), outcomes=True), AGREES),
    ("vehicle crime at 3,484", told(K.LEVEL, "Overall vehicle crime", "3,484", U.CRIMES), AGREES),
    ("domestic violence fell by 7%, of outcomes alone", told(K.CHANGE, "Domestic Violence", "7.0%", direction=S.UP), OPEN),
    ("up on last year: violence", told(K.MEMBERS, members=(VIOLENCE,), member_kind=NameKind.OBJECTIVE, direction=S.WORSE, reference=R.LAST_YEAR), AGREES),
    ("up on last year: burglary", told(K.MEMBERS, members=(BURGLARY,), member_kind=NameKind.OBJECTIVE, direction=S.BETTER, reference=R.LAST_YEAR), CONTRADICTS),
    ("nine of the rows are Red", told(K.COUNT_OF_AREAS, amount="9", unit=U.MEASURES, grades=("Red",)), AGREES),
    ("vehicle crime is Red", told(K.GRADE, "Overall vehicle crime", grades=("Red",)), AGREES),
    ("vehicle crime is Green", told(K.GRADE, "Overall vehicle crime", grades=("Green",)), CONTRADICTS),
    ("the 10% reduction target should be met", told(K.TARGET, BURGLARY, "10%", direction=S.DOWN, modality=Modality.MAY), AGREES),
    ("it has changed for the better", told(K.CHANGE, "Overall vehicle crime", direction=S.BETTER), CONTRADICTS),
    ("12 % will be", told(K.CHANGE, BURGLARY, "12%", direction=S.DOWN, modality=Modality.WILL), OPEN),
]  # fmt: skip

CASES = [
    *((ESSEX, *case) for case in (*OF_GRADES, *OF_COUNTS, *OF_REDLINES)),
    *((MSG, *case) for case in OF_POSITIONS),
    *((LEICESTERSHIRE, *case) for case in OF_THREATS),
]


@pytest.mark.parametrize(("sample", "words", "claim", "verdict"), CASES, ids=[case[1] for case in CASES])
def test_claim_has_the_verdict_that_the_cells_give(sample, words, claim, verdict):
    claim = replace(claim, passage=Passage(words, SentencePlace()))
    (judged,) = judge([claim], known(sample))

    assert judged.verdict.value == verdict, (judged.arithmetic, judged.why)
    assert bool(judged.why) is (verdict == OPEN)
    if verdict == CONTRADICTS:
        assert judged.sources
        assert judged.would_agree or claim.modality is Modality.NOT
