"""The whole scorecard by rule: where counts and targets of one row come from others, and what areas come to."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from xlscore.rules.figures import Blank, Entry, Figure, Source, Unread
from xlscore.rules.policy import Policy
from xlscore.rules.problems import Trouble
from xlscore.rules.threats.card import ThreatCard, UnitInputs, completed, judge_area, judge_card
from xlscore.rules.threats.inputs import Counts, ThreatInputs

AT = Source("Scorecard", "B2")
BLANK, UNREAD, NONE = Blank(AT), Unread(AT), Counts()


def f(number: float | str, cell: str = "B2") -> Figure:
    return Figure(Fraction(str(number)), Source("Scorecard", cell))


CRIME = ThreatInputs("Burglary", "Recorded Crime", AT, f(1903, "E2"), f(2076), f("-0.1", "C2"))
RATE = ThreatInputs("Burglary", "Crime Outcome Rate", AT, f("0.182"), f("0.284"), f("0.25", "C3"))


def area(
    name: str, purpose: str, *, target: Entry = BLANK, counts: Counts = NONE, objective: str = "Burglary"
) -> UnitInputs:
    return UnitInputs(name, ThreatInputs(objective, purpose, AT, f(90), f(100), counts=counts), target)


@pytest.mark.parametrize(
    ("own", "force", "recorded", "crimes", "outcomes"),
    [
        (Counts(f(10), f(1)), Counts(f(20), f(2)), f(30), 10, 1),
        (Counts(BLANK, BLANK), Counts(f(20), f(2)), f(30), 20, 2),
        (Counts(), Counts(BLANK, f(2)), f(30), 30, 2),
        (Counts(None, f(1)), Counts(), f(30), 30, 1),
        (Counts(UNREAD, f(1)), Counts(), f(30), 30, 1),
        (Counts(), Counts(f(20), None), f(30), 20, None),
        (Counts(), Counts(), BLANK, None, None),
    ],
)
def test_the_counts_behind_a_rate_are_its_own_else_the_forces_else_the_recorded_crime(
    own: Counts, force: Counts, recorded: Entry, crimes: int | None, outcomes: int | None
) -> None:
    card = ThreatCard(
        (replace(CRIME, actual=recorded), replace(RATE, counts=own)),
        (
            area("North", "Crime Outcome Rate", counts=Counts(f(7), f(7))),
            area("Force", "Crime Outcome Rate", counts=force),
        ),
    )

    counts = completed(card).rows[1].counts

    assert getattr(counts.crimes, "value", None) == crimes
    assert getattr(counts.outcomes, "value", None) == outcomes


def test_of_two_rows_of_the_force_the_one_that_carries_counts_is_taken() -> None:
    card = ThreatCard(
        (RATE,),
        (
            area("Force", "Recorded Crime", counts=Counts(BLANK, None)),
            area("Force", "Crime Outcome Rate", counts=Counts(f(20), f(2))),
        ),
    )

    assert completed(card).rows[0].counts == Counts(f(20), f(2))


def test_counts_of_another_objective_are_not_taken() -> None:
    card = ThreatCard(
        (replace(CRIME, objective="Robbery"), RATE),
        (area("Force", "Crime Outcome Rate", counts=Counts(f(7), f(7)), objective="Robbery"),),
    )

    assert completed(card).rows[1].counts == Counts()


def test_an_area_is_held_against_the_hard_target_of_its_objective_and_purpose() -> None:
    card = ThreatCard(
        (replace(CRIME, objective="Robbery", hard_target=f("-0.5")), CRIME, RATE),
        (
            area("North", "Recorded Crime"),
            area("North", "Crime Outcome Rate", target=None),
            area("North", "Recorded Crime", objective="Fraud"),
        ),
    )

    found = [each.target for each in completed(card).areas]

    assert found == [f("-0.1", "C2"), f("0.25", "C3"), BLANK]


def test_an_areas_own_target_stays_and_one_that_cannot_be_read_is_not_replaced() -> None:
    card = ThreatCard(
        (CRIME,),
        (area("North", "Recorded Crime", target=f("-0.2")), area("South", "Recorded Crime", target=UNREAD)),
    )

    assert [each.target for each in completed(card).areas] == [f("-0.2"), UNREAD]


def test_an_area_of_crimes_and_one_of_outcomes_are_short_each_by_its_own_rule() -> None:
    crimes = judge_area(area("North", "Recorded Crime", target=f("-0.2")))
    outcomes = judge_area(area("North", "Crime Outcome Rate", target=f("0.25"), counts=Counts(f(40), f(4))))
    at_target = judge_area(
        UnitInputs("South", ThreatInputs("Burglary", "Crime Outcome Rate", AT, f("0.3"), f("0.2")), f("0.25"))
    )

    assert (crimes.year_on_year, crimes.shortfall) == (Fraction(-1, 10), 10)
    assert (outcomes.year_on_year, outcomes.shortfall) == (-10, 6)
    assert (at_target.year_on_year, at_target.shortfall) == (Fraction(1, 10), 0)


def test_an_area_without_a_target_says_why_it_has_no_shortfall() -> None:
    error = judge_area(area("North", "Recorded Crime")).why_not("shortfall")

    assert error is not None
    assert (error.trouble, error.what) == (Trouble.MISSING, "There is no target.")


def test_a_card_is_judged_row_by_row_on_its_completed_inputs() -> None:
    card = ThreatCard((CRIME, replace(RATE, counts=Counts(None, f(347)))), (area("North", "Recorded Crime"),))

    judged = judge_card(card, Policy())

    assert [row.shortfall for row in judged.rows] == [35, 129]
    assert [each.shortfall for each in judged.areas] == [0]
    assert judged.card == completed(card)
