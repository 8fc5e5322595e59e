"""What keeps a figure that differs from contradicting: another figure that may be meant, a workbook that is wrong, a heading alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.narrative.said import named, printed, told
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimSubject,
    ClaimUnit,
    ClaimVerdict,
    ComparedWith,
    Fact,
    Hedge,
    Judged,
    KnownName,
    Modality,
    NameKind,
    Passage,
    Period,
    Sense,
    SentencePlace,
)
from xlscore.narrative.verdicts.judging import judge
from xlscore.rules.figures import Source
from xlscore.rules.problems import Problem

K, U, S, R = ClaimKind, ClaimUnit, Sense, ComparedWith
ROBBERY, SATISFACTION = "Robbery", "Robbery satisfaction"
AT = Source("Card", "C2")


def fact(kind: ClaimKind, value: Any, unit: ClaimUnit = U.CRIMES, name: str = ROBBERY, **more: Any) -> Fact:
    """Return a fact of a small workbook."""
    value = Fraction(str(value)) if isinstance(value, (int, float)) else value
    return Fact(
        kind, name, value, unit, more.pop("sources", (AT,)), "Card!C2", higher_is_better=False, **more
    )


def month(year: int, number: int) -> Period:
    """Return a month as the workbook's own facts have it."""
    first = date(year, number, 1)
    return Period(f"{first:%b %Y}", first, date(year, number, 28))


YEAR = Period("Apr 2018 to Jan 2019", date(2018, 4, 1), date(2019, 1, 31))
NAMES = (
    KnownName(NameKind.OBJECTIVE, ROBBERY), KnownName(NameKind.MEASURE, SATISFACTION), KnownName(NameKind.MEASURE, f"{SATISFACTION}: Follow-up"),
    KnownName(NameKind.OBJECTIVE, "Burglary"), KnownName(NameKind.OBJECTIVE, "Acquisitive crime", members=(ROBBERY, "Burglary")),
    KnownName(NameKind.PLACE, "North"), KnownName(NameKind.PLACE, "South"),
)  # fmt: skip
FACTS = (
    fact(K.LEVEL, 1903, period=YEAR), fact(K.LEVEL, 2076, previous=True), fact(K.CHANGE, -173, reference=R.LAST_YEAR, period=YEAR),
    fact(K.TARGET, 1868, reference=R.TARGET), fact(K.SHORTFALL, 35, reference=R.TARGET), fact(K.LEVEL, 2310, projected=True, period=Period("2018/19", date(2018, 4, 1), date(2019, 3, 31))),
    fact(K.LEVEL, 900, place="North"), fact(K.LEVEL, 1003, place="South"), fact(K.RANK, 6, U.PLACES), fact(K.RANK, 7, U.PLACES, previous=True),
    fact(K.LEVEL, 0.182, U.PERCENT, outcomes=True), fact(K.LEVEL, 0.889, U.PERCENT, SATISFACTION), fact(K.LEVEL, 40, name="Burglary"),
    fact(K.LEVEL, 50, name="Burglary", sources=(Source("Card", "D9"),)), fact(K.GRADE, "Red", U.NONE, reference=R.TARGET),
)  # fmt: skip
DATED = (
    fact(K.LEVEL, 190, period=month(2018, 12)), fact(K.LEVEL, 180, period=month(2018, 11)), fact(K.LEVEL, 230, period=month(2019, 1)),
    fact(K.LEVEL, 55, period=Period("last 7 days")), fact(K.RANK, 8, U.PLACES, period=month(2018, 1)),
)  # fmt: skip
KNOWN = Knowledge(NAMES, FACTS, (Problem("Card", "X9", "Robbery is there twice.", "Keep one row."),), DATED)


def said(words: str, claim: Claim, knowledge: Knowledge = KNOWN, **passage: Any) -> Judged:
    """Return what became of a claim in these words."""
    (found,) = judge([replace(claim, passage=Passage(words, SentencePlace(), **passage))], knowledge)
    return found


OPEN: list[tuple[str, Claim, str]] = [
    ("Robbery is at 2,076, and there were other figures last year", told(K.LEVEL, ROBBERY, "2,076", U.CRIMES), "level before"),
    ("35 robberies short of the target", told(K.CHANGE, ROBBERY, "35", U.CRIMES, direction=S.DOWN), "shortfall"),
    ("Robbery stands at 2,310, as projected", told(K.COUNT, ROBBERY, "2,311", U.CRIMES), "lie ahead"),
    ("There were 190 robberies a month", told(K.COUNT, ROBBERY, "190", U.CRIMES), "far"),
    ("North had 1,003 robberies, and South fewer", told(K.LEVEL, ROBBERY, "1,003", U.CRIMES, place="North"), "of South"),
    ("Robbery: 30", told(K.LEVEL, ROBBERY, "30"), "far"),
    ("about 2,150 robberies", told(K.LEVEL, ROBBERY, "2,150", U.CRIMES, hedge=Hedge.ABOUT), "near enough"),
    ("2,000 robberies", told(K.LEVEL, ROBBERY, "2,000", U.CRIMES), "near enough"),
    ("18.1% of robberies are solved", told(K.LEVEL, ROBBERY, "18.1%", outcomes=True), ""),
    ("Robbery victims are satisfied at 17%", told(K.LEVEL, ROBBERY, "17.0%", outcomes=True), "satisfaction"),
    ("its follow-up is at 70.0%", told(K.LEVEL, SATISFACTION, "70.0%"), "strand"),
    ("Acquisitive crime (robbery, burglary): 1,953", told(K.LEVEL, ROBBERY, "1,953", U.CRIMES), "Acquisitive crime"),
    ("the published figure is 1,953", told(K.LEVEL, ROBBERY, "1,953", U.CRIMES), "published"),
    ("Burglary stands at 60", told(K.LEVEL, "Burglary", "60", U.CRIMES), "disagrees with itself"),
    ("Burglary stands at 50", told(K.LEVEL, "Burglary", "50", U.CRIMES), "disagrees with itself"),
    ("the 7th place that it held", told(K.RANK, ROBBERY, "7", U.PLACES), "before"),
    ("the aspiration of 4th", told(K.RANK, ROBBERY, "4th".removesuffix("th"), U.PLACES), "aspiration"),
    ("since January 1,950 robberies", told(K.LEVEL, ROBBERY, "1,950", U.CRIMES, month=Period("January")), "no period"),
    ("in the six months 1,950 robberies", told(K.LEVEL, ROBBERY, "1,950", U.CRIMES, month=Period("six months")), "does not say"),
    ("in 2016/17 1,950 robberies", told(K.LEVEL, ROBBERY, "1,950", U.CRIMES, month=Period("2016/17", date(2016, 4, 1), date(2017, 3, 31))), "go"),
    ("Robbery will fall to 1,000 by 2021", told(K.LEVEL, ROBBERY, "1,000", U.CRIMES, month=Period("2021"), modality=Modality.WILL), "foresees nothing"),
    ("one robbery in two", told(K.SHARE, ROBBERY, "50%"), "surely meant"),
    ("a threshold of 75", told(K.THRESHOLD, ROBBERY, "75"), "no such limit"),
    ("robbery in North and South", replace(told(K.LEVEL, ROBBERY, "1,950", U.CRIMES), subject=ClaimSubject(
        (NAMES[0],), places=(NAMES[5], NAMES[6]))), "that is meant"),
    ("fraud at 12", replace(told(K.LEVEL, "", "12", U.CRIMES), subject=ClaimSubject(foreign="fraud")), "not in the workbook"),
    ("it is 12", told(K.LEVEL, "", "12", U.CRIMES), "does not say what it is about"),
    ("robbery is not 1,903", told(K.LEVEL, ROBBERY, "1,903", U.CRIMES, modality=Modality.NOT), "otherwise"),
    ("robbery is open", told(K.LEVEL, ROBBERY, "1,953", U.CRIMES, doubts=("What it counts is open.",)), "is open"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "claim", "why"), OPEN, ids=[words for words, _, _ in OPEN])
def test_what_may_be_meant_otherwise_is_left_open(words: str, claim: Claim, why: str) -> None:
    found = said(words, claim)

    if why:
        assert (found.verdict.value, why in found.why) == ("cannot tell", True), (found.why, found.arithmetic)
    else:
        assert found.verdict.value == "contradicts"


TOLD: list[tuple[str, Claim, str]] = [
    ("Robbery: 1,930 against 2,076 last year", told(K.LEVEL, ROBBERY, "2,076", U.CRIMES), "agrees"),
    ("There were 190 robberies in December", told(K.COUNT, ROBBERY, "190", U.CRIMES), "agrees"),
    ("Robbery stands at 9,103", told(K.LEVEL, ROBBERY, "9,103", U.CRIMES), "contradicts"),
    ("Robbery stands at 1,953", told(K.LEVEL, ROBBERY, "1,953", U.CRIMES), "contradicts"),
    ("230 robberies in January", told(K.COUNT, ROBBERY, "230", U.CRIMES, month=Period("January")), "agrees"),
    ("240 robberies in January", told(K.COUNT, ROBBERY, "240", U.CRIMES, month=Period("January")), "contradicts"),
    ("190 robberies in December", told(K.COUNT, ROBBERY, "190", U.CRIMES, month=Period("in December")), "agrees"),
    ("in the ten months 1,903 robberies", told(K.COUNT, ROBBERY, "1,903", U.CRIMES, month=Period("the ten months")), "agrees"),
    ("55 robberies in the last seven days", told(K.COUNT, ROBBERY, "55", U.CRIMES, month=Period("last seven days")), "agrees"),
    ("robbery will end at 2,310", told(K.LEVEL, ROBBERY, "2,310", U.CRIMES, modality=Modality.WILL), "agrees"),
    ("robbery is projected at 2,310", told(K.LEVEL, ROBBERY, "2,310", U.CRIMES), "agrees"),
    ("North has the fewest robberies", told(K.RECORD, ROBBERY, place="North", direction=S.DOWN), "agrees"),
    ("North has the most robberies", told(K.RECORD, ROBBERY, place="North", direction=S.UP), "cannot tell"),
    ("the highest month for robbery since November", told(K.RECORD, ROBBERY, direction=S.UP, month=Period("November")), "agrees"),
    ("the lowest month for robbery on record", told(K.RECORD, ROBBERY, direction=S.DOWN), "cannot tell"),
    ("robbery data to January 2019", told(K.DATE, ROBBERY, month=month(2019, 1)), "agrees"),
    ("robbery and burglary are Red", replace(told(K.GRADE, "", grades=("Red",)), subject=ClaimSubject(NAMES[:1] + NAMES[3:4], together=True)), "cannot tell"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "claim", "verdict"), TOLD, ids=[words for words, _, _ in TOLD])
def test_what_is_meant_has_its_verdict(words: str, claim: Claim, verdict: str) -> None:
    found = said(words, claim)

    assert found.verdict.value == verdict, (found.why, found.arithmetic)


def test_a_cell_that_is_a_problem_contradicts_nobody() -> None:
    wrong = replace(KNOWN, problems=(Problem("Card", "C2", "Actual is typed as a text.", "Type a number."),))

    found = said("Robbery stands at 1,953", told(K.LEVEL, ROBBERY, "1,953", U.CRIMES), wrong)

    assert found.why == "Card!C2 is a problem of the workbook: Actual is typed as a text."


def _under(heading: str, claims: Sequence[Claim]) -> list[str]:
    above = Passage("", SentencePlace(), (heading,))
    subject = ClaimSubject((NAMES[0],), how="heading")
    judged = judge([replace(claim, passage=above, subject=subject) for claim in claims], KNOWN)
    return [each.verdict.value for each in judged]


def test_a_heading_contradicts_where_another_figure_bears_it_out() -> None:
    right = told(K.LEVEL, ROBBERY, "1,903", U.CRIMES)
    wrong = told(K.CHANGE, ROBBERY, "137", U.CRIMES, direction=S.DOWN)

    assert _under(ROBBERY, [right, wrong]) == ["agrees", "contradicts"]
    assert _under(ROBBERY, [wrong]) == ["cannot tell"]


ADDED: list[tuple[str, Claim, str]] = [
    ("282 of 3,328 is 8.4%", told(K.SHARE, "", "8.4%", others=(printed("282"), printed("3,328"))), "8.47%"),
    ("282 of 3,328 is 8.5%", told(K.SHARE, "", "8.5%", others=(printed("282"), printed("3,328"))), ""),
    ("192 of 4,158 is 29%", told(K.SHARE, "", "29%", others=(printed("192"), printed("4,158"))), "4.62%"),
    ("from 120 to 90 is a fall of 25%", told(K.CHANGE, "Fraud", "25%", others=(printed("120"), printed("90"))), ""),
    ("from 120 to 90 is a fall of 20%", told(K.CHANGE, "Fraud", "20%", others=(printed("120"), printed("90"))), "25%"),
    ("from 120 to 90 is 40 fewer", told(K.CHANGE, "Fraud", "40", U.CRIMES, others=(printed("120"), printed("90"))), "30"),
    ("from 20% to 25% is 5 points", told(K.CHANGE, "Fraud", "5", U.POINTS, others=(printed("20%"), printed("25%"))), ""),
    ("from 20% to 25% is 7 points", told(K.CHANGE, "Fraud", "7", U.POINTS, others=(printed("20%"), printed("25%"))), "5 points"),
    ("from 20% to 25% is a rise of 25%", told(K.CHANGE, "Fraud", "25%", others=(printed("20%"), printed("25%"))), ""),
    ("one and two are three", told(K.SUM, "", "3", others=(printed("1"), printed("2"))), ""),
    ("one and two are four", told(K.SUM, "", "4", others=(printed("1"), printed("2"))), "1 + 2 = 3"),
    ("about 29%", told(K.SHARE, "", "29%", hedge=Hedge.ABOUT, others=(printed("192"), printed("4,158"))), ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "claim", "line"), ADDED, ids=[words for words, _, _ in ADDED])
def test_a_sentence_is_held_against_its_own_figures(words: str, claim: Claim, line: str) -> None:
    found = said(words, claim)

    assert (found.verdict.value == "does not add up") is bool(line), found.arithmetic
    assert line in found.arithmetic


def test_all_but_one_is_counted_among_all() -> None:
    facts = [
        fact(K.GRADE, grade, U.NONE, name)
        for name, grade in (("A", "Good"), ("B", "Good"), ("C", "Requires Improvement"))
    ]
    known = Knowledge(tuple(named(each.name) for each in facts), tuple(facts))
    claim = told(K.COUNT_OF_AREAS, grades=("Good",), all_but=1)

    assert said("All but one of the areas are Good", claim, known).verdict.value == "agrees"
    assert said("All of the areas are Good", replace(claim, all_but=0), known).would_agree == "two"


def test_a_row_or_a_table_with_a_problem_contradicts_nothing() -> None:
    wrong = Problem("Card", "E2", "It cannot be read.", "Write a number.")
    sound, row = replace(KNOWN, problems=()), replace(KNOWN, problems=(wrong,))
    level = told(K.LEVEL, ROBBERY, "1,930", U.CRIMES, month=YEAR)
    record = told(K.RECORD, ROBBERY, place="North", direction=S.UP)

    found = [said("Robbery", claim, book).verdict for claim in (level, record) for book in (sound, row)]

    assert found == [ClaimVerdict.CONTRADICTS, ClaimVerdict.CANNOT_TELL] * 2
