"""Claims against a handful of facts made by hand: what no sample workbook happens to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.narrative.said import named, printed, told
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    ClaimKind,
    ClaimSubject,
    ClaimUnit,
    ComparedWith,
    Fact,
    Hedge,
    KnownName,
    Modality,
    NameKind,
    Passage,
    Period,
    Sense,
    SentencePlace,
)
from xlscore.narrative.verdicts.adding import adds_up
from xlscore.narrative.verdicts.figures import end_findings, figure_finding
from xlscore.narrative.verdicts.grades import is_at
from xlscore.narrative.verdicts.judging import judge
from xlscore.rules.figures import Source

K, U, S, R = ClaimKind, ClaimUnit, Sense, ComparedWith
AGREES, CONTRADICTS, OPEN = "agrees", "contradicts", "cannot tell"
MARCH = Period("to March 2019", date(2018, 4, 1), date(2019, 3, 31))
AT = (Source("Scorecard", "C5"),)
CRIME, OUTCOME = U.CRIMES, U.OUTCOMES


def summed(kind, amount, unit, *others, hedge=Hedge.EXACT):
    return told(kind, "Robbery", amount, unit, others=tuple(printed(*each) for each in others), hedge=hedge)


WHOLE = replace(printed("50%"), half=Fraction(0))
SUMS = [
    ("9% of 3,328 is about 282", summed(K.SHARE, "9%", U.NONE, ("282", CRIME), ("3,328", CRIME), hedge=Hedge.ABOUT), ""),
    ("9% of 0 is 0", summed(K.SHARE, "9%", U.NONE, ("0", CRIME), ("0", CRIME)), ""),
    ("9 crimes of 100 is 5", summed(K.SHARE, "9", CRIME, ("5", CRIME), ("100", CRIME)), ""),
    ("9% of 100 is 5", summed(K.SHARE, "9%", U.NONE, ("5", CRIME), ("100", CRIME)), "5 ÷ 100 = 5%"),
    ("half of 100 is 40", replace(summed(K.SHARE, "50%", U.NONE, ("40", CRIME), ("100", CRIME)), amount=WHOLE), "40 ÷ 100 = 40%"),
    ("27 are 12 and 15", summed(K.SUM, "27", CRIME, ("12", CRIME), ("15", CRIME)), ""),
    ("28 are 12 and 15", summed(K.SUM, "28", CRIME, ("12", CRIME), ("15", CRIME)), "12 + 15 = 27"),
    ("28 are 12% and 15", summed(K.SUM, "28", CRIME, ("12%",), ("15", CRIME)), ""),
    ("from 10 crimes to 15 outcomes, 2", summed(K.CHANGE, "2", CRIME, ("10", CRIME), ("15", OUTCOME)), ""),
    ("from 0 to 15, 20%", summed(K.CHANGE, "20%", U.NONE, ("0", CRIME), ("15", CRIME)), ""),
    ("from 10 to 12, 30%", summed(K.CHANGE, "30%", U.NONE, ("10", CRIME), ("12", CRIME)), "from 10 to 12 is 20%"),
    ("from 10% to 12%, 20%", summed(K.CHANGE, "20%", U.NONE, ("10%",), ("12%",)), ""),
    ("from 10% to 12%, 5 crimes", summed(K.CHANGE, "5", CRIME, ("10%",), ("12%",)), ""),
    ("from 10% to 12%, 5 points", summed(K.CHANGE, "5", U.POINTS, ("10%",), ("12%",)), "from 10% to 12% is 2 points"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "arithmetic"), [case[1:] for case in SUMS], ids=[case[0] for case in SUMS])
def test_a_sentences_own_figures_add_up_or_the_right_sum_is_said(claim, arithmetic):
    wrong = adds_up(claim)

    assert (wrong.arithmetic if wrong else "") == arithmetic


def fact(kind, value, unit=U.NONE, **more):
    value = Fraction(value) if isinstance(value, (int, Fraction)) else value
    return Fact(kind, more.pop("name", "Robbery"), value, unit, AT, **more)


NONE_REQUIRED = fact(K.CHANGE_REQUIRED, None)
FIGURES = [
    ("12 fewer, and none are required", told(K.CHANGE_REQUIRED, "Robbery", "12", CRIME), NONE_REQUIRED, ("differs", "none is required")),
    ("0 fewer, and none are required", told(K.CHANGE_REQUIRED, "Robbery", "0", CRIME), NONE_REQUIRED, ("agrees", "none is required")),
    ("to be better, and 12 fewer are required", told(K.CHANGE_REQUIRED, "Robbery", "12", CRIME, direction=S.BETTER), fact(K.CHANGE_REQUIRED, -12, CRIME), ("agrees", "a fall of 12")),
    ("6th of 9, and there are 8", told(K.RANK, "Robbery", "6", U.PLACES, of=printed("9")), fact(K.RANK, 6, U.PLACES, of=8), ("differs", "6 of 8")),
    ("improved by 12, whichever way that is", told(K.CHANGE, "Robbery", "12", CRIME, direction=S.BETTER), fact(K.CHANGE, -12, CRIME), ("open", "down 12")),
    ("improved by 12, and lower is better", told(K.CHANGE, "Robbery", "12", CRIME, direction=S.BETTER), fact(K.CHANGE, -12, CRIME, higher_is_better=False), ("agrees", "down 12")),
    ("worse by 12, and lower is better", told(K.CHANGE, "Robbery", "12", CRIME, direction=S.WORSE), fact(K.CHANGE, -12, CRIME, higher_is_better=False), ("differs", "down 12")),
    ("unchanged, and nothing has changed", told(K.CHANGE, "Robbery", direction=S.SAME), fact(K.CHANGE, 0, CRIME), ("agrees", "no change")),
    ("over the aspiration, and it is missed", told(K.AGAINST, "Robbery", direction=S.UP, reference=R.ASPIRATION), fact(K.AGAINST, "worse"), ("differs", "worse")),
    ("above it, and it is said to be worse", told(K.AGAINST, "Robbery", direction=S.UP), fact(K.AGAINST, "worse"), ("open", "worse")),
    ("35, or 36 as the rate has it", told(K.SHORTFALL, "Robbery", "36", CRIME), fact(K.SHORTFALL, 35, CRIME, also=(Fraction(35), Fraction(36))), ("agrees", "35 or 36")),
    ("a target of 80%, which is a level", told(K.TARGET, "Robbery", "80%", direction=S.DOWN), fact(K.TARGET, Fraction(4, 5), U.PERCENT, higher_is_better=True), ("agrees", "80%")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "true", "wanted"), [case[1:] for case in FIGURES], ids=[case[0] for case in FIGURES]
)
def test_a_figure_is_held_against_a_fact_with_its_sign_and_what_would_agree(claim, true, wanted):
    found = figure_finding(claim, true, exact=True)

    assert (found.held.value, found.would_agree) == wanted


def test_positions_from_which_and_to_which_it_moved_are_each_held_against_their_own():
    facts = [
        fact(K.RANK, 7, U.PLACES, previous=True),
        fact(K.RANK, 5, U.PLACES),
        fact(K.RANK, 3, U.PLACES, place="City BCU"),
        fact(K.LEVEL, 6, CRIME),
    ]
    claim = told(K.MOVEMENT, "Robbery", "1", U.PLACES, others=(printed("7"), printed("6")))

    found = [(each.held.value, each.would_agree) for each in end_findings(claim, facts)]

    assert found == [("agrees", "from 7"), ("differs", "to 5")]


@pytest.mark.parametrize(
    ("hedge", "grades"),
    [
        (Hedge.EXACT, {"Good"}),
        (Hedge.AT_LEAST, {"Good", "Outstanding"}),
        (Hedge.AT_MOST, {"Inadequate", "Requires Improvement", "Good"}),
        (Hedge.OVER, {"Outstanding"}),
        (Hedge.UNDER, {"Inadequate", "Requires Improvement"}),
    ],
)
def test_a_grade_with_a_hedge_takes_those_above_or_below_it(hedge, grades):
    every = ("Inadequate", "Requires Improvement", "Good", "Outstanding")

    assert {each for each in every if is_at(["Good"], fact(K.GRADE, each), hedge)} == grades


AREAS = ("Gangs", "Fraud", "Cyber")
GROUP = KnownName(NameKind.AREA, "All of crime", members=("Gangs", "Fraud", "Cyber"))
KNOWN = Knowledge(
    names=(*(named(each) for each in AREAS), GROUP, named("Robbery", NameKind.MEASURE), named("Theft", NameKind.MEASURE)),
    facts=(
        fact(K.GRADE, "Good", name="Gangs"),
        fact(K.GRADE, "Good", name="Fraud"),
        fact(K.GRADE, "Outstanding", name="Cyber"),
        fact(K.LEVEL, 120, CRIME, period=MARCH),
        fact(K.LEVEL, 80, CRIME, name="Theft", period=MARCH),
    ),
    cycle="Cycle 13",
    before="Cycle 12",
)  # fmt: skip
GOOD = ("Good",)


def both(claim, *names, together=True, alike=False):
    return replace(claim, subject=ClaimSubject(names=names, together=together, alike=alike, how="sentence"))


ROBBERY, THEFT = named("Robbery", NameKind.MEASURE), named("Theft", NameKind.MEASURE)
LEVEL = told(K.LEVEL, "Robbery", "120", CRIME)
JUDGED = [
    ("Gangs and Fraud are Good", both(told(K.GRADE, grades=GOOD), named("Gangs"), named("Fraud")), AGREES),
    ("Gangs and Cyber are Good", both(told(K.GRADE, grades=GOOD), named("Gangs"), named("Cyber")), CONTRADICTS),
    ("All of crime is Good", both(told(K.GRADE, grades=GOOD), GROUP), OPEN),
    ("All of crime is Good or above", both(told(K.GRADE, grades=GOOD, hedge=Hedge.AT_LEAST), GROUP), AGREES),
    ("Stalking is Good", told(K.GRADE, "Stalking", grades=GOOD), OPEN),
    ("Gangs improved", told(K.CHANGE_OF_GRADE, "Gangs", direction=S.BETTER), OPEN),
    ("Robbery is Good", told(K.GRADE, "Robbery", grades=GOOD), OPEN),
    ("120 of Robbery", LEVEL, AGREES),
    ("120 of Robbery or Theft, one thing in two tables", both(LEVEL, ROBBERY, THEFT, together=False, alike=True), AGREES),
    ("90 of Robbery or Theft, one thing in two tables", both(replace(LEVEL, amount=printed("90", CRIME)), ROBBERY, THEFT, together=False, alike=True), CONTRADICTS),
    ("120 of Robbery or Theft", both(LEVEL, ROBBERY, THEFT, together=False), OPEN),
    ("Robbery is not 120", replace(LEVEL, modality=Modality.NOT), OPEN),
    ("Robbery will be at 500 places", told(K.RANK, "Robbery", "5", U.PLACES, modality=Modality.WILL), OPEN),
    ("a threshold of 90", told(K.THRESHOLD, "Robbery", "90", CRIME), OPEN),
    ("a third of the thefts", told(K.SHARE, "Robbery", "33%", others=(printed("40", CRIME), printed("120", CRIME))), OPEN),
    ("on a day", told(K.DATE), OPEN),
    ("in cycle 12", told(K.DATE, month=Period("cycle 12")), AGREES),
    ("in cycle 9", told(K.DATE, month=Period("cycle 9")), OPEN),
    ("to March 2019", told(K.DATE, "Robbery", month=MARCH, name_kind=NameKind.MEASURE), AGREES),
    ("the data are to May 2019", told(K.DATE, "Robbery", month=Period("May 2019", date(2019, 5, 1), date(2019, 5, 31))), CONTRADICTS),
    ("the data are to May 2019 at least", told(K.DATE, "Robbery", month=Period("May 2019", date(2019, 5, 1), date(2019, 5, 31)), reservations=("It may be more.",)), OPEN),
    ("the paper went out in May 2019", told(K.DATE, "Robbery", month=Period("May 2019", date(2019, 5, 1), date(2019, 5, 31))), OPEN),
    ("Robbery is projected at 500", replace(LEVEL, amount=printed("500", CRIME)), OPEN),
]  # fmt: skip


@pytest.mark.parametrize(("words", "claim", "verdict"), JUDGED, ids=[case[0] for case in JUDGED])
def test_a_claim_is_judged_by_the_few_facts_that_are_known(words, claim, verdict):
    (judged,) = judge([replace(claim, passage=Passage(words, SentencePlace()))], KNOWN)

    assert judged.verdict.value == verdict, (judged.arithmetic, judged.why)
    assert bool(judged.why) is (verdict == OPEN)
