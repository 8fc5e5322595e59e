"""Levels that no crimes stand behind, targets to ask about, and outcomes that follow from a printed rate."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from xlscore.rules.figures import Entry, Figure, Source, TextFigure
from xlscore.rules.policy import Policy
from xlscore.rules.rag import Rag
from xlscore.rules.threats.against import short_between
from xlscore.rules.threats.card import ThreatCard, UnitInputs, completed, judge_card
from xlscore.rules.threats.classes import outcomes_behind, outcomes_needed, outcomes_span
from xlscore.rules.threats.inputs import Counts, ThreatInputs, is_easier, wants_a_sign
from xlscore.rules.threats.levels import AreaLevel
from xlscore.rules.threats.row import judge_row

AT = Source("Scorecard", "B2")


def f(number: float | str) -> Figure:
    return Figure(Fraction(str(number)), AT)


def row(purpose: str, actual: Entry = None, target: Entry = None, previous: Entry = None) -> ThreatInputs:
    return ThreatInputs("Burglary", purpose, AT, actual, previous, target)


@pytest.mark.parametrize(
    ("rate", "crimes", "target", "short", "few", "many"),
    [
        ("0.182", 1903, "0.25", 130, 129, 130),
        ("0.062", 2896, "0.15", 255, 254, 256),
        ("0.167", 588, "0.3", 79, 79, 79),
        ("0.155", 820, "0.17", 13, 13, 13),
        ("0.499", 2585, "0.5", 3, 2, 4),
        ("0.283", 466, "0.33", 22, 22, 22),
        ("0.26", 100, "0.25", 0, 0, 0),
        ("0", 10, "0.05", 1, 1, 1),
    ],
)
def test_outcomes_short_follow_from_the_printed_rate_exactly_and_its_rounding_says_how_surely(
    rate: str, crimes: int, target: str, short: int, few: int, many: int
) -> None:
    printed, recorded, aim = Fraction(rate), Fraction(crimes), Fraction(target)

    assert outcomes_needed(outcomes_behind(printed, recorded), recorded, aim) == short
    assert outcomes_span(printed, recorded, aim) == (few, many)


@pytest.mark.parametrize(("outcomes", "crimes"), [(100, 300), (347, 1903), (1, 7), (180, 2896)])
def test_a_computed_rate_is_the_whole_number_that_it_came_from(outcomes: int, crimes: int) -> None:
    shown = Fraction(format(outcomes / crimes, ".15g"))

    assert outcomes_behind(shown, Fraction(crimes)) == outcomes
    few, many = outcomes_span(shown, Fraction(crimes), Fraction(1, 2))
    assert few == many


def test_the_crimes_behind_a_rate_are_the_recorded_crime_and_of_nothing_else() -> None:
    card = ThreatCard(
        (
            row("Recorded Crime", f(1903), f("-0.1"), f(2076)),
            row("Crime Outcome Rate", f("0.182"), f("0.25")),
            row("Satisfaction", f("0.8"), f("0.9")),
        )
    )

    judged = judge_card(card, Policy())

    assert [each.shortfall for each in judged.rows] == [35, 130, None]
    assert short_between(judged.card.rows[1], judged.card.rows[1].hard_target) == (129, 130)
    reason = judged.rows[2].why_not("shortfall")
    assert reason is not None
    assert reason.what == "Satisfaction has no crimes behind it that could be counted."


def test_the_crimes_behind_an_areas_rate_are_those_of_the_same_area() -> None:
    areas = [
        UnitInputs(name, row(purpose, f(actual)))
        for name, purpose, actual in (
            ("North", "Recorded Crime", 200), ("South", "Recorded Crime", 100), ("South", "Crime Outcome Rate", "0.2"),
        )
    ]  # fmt: skip
    card = ThreatCard((row("Crime Outcome Rate", f("0.2"), f("0.25")),), tuple(areas))

    assert judge_card(card, Policy()).areas[2].shortfall == 5


@pytest.mark.parametrize(
    ("purpose", "actual", "target", "better", "colour"),
    [
        ("Satisfaction", "0.853", "0.85", None, Rag.GREEN),
        ("Satisfaction", "0.818", "0.85", None, Rag.AMBER),
        ("Satisfaction", "0.788", "0.88", None, Rag.RED),
        ("Average", "8.0", "8.5", None, Rag.GREEN),
        ("Average", "8.9", "8.5", None, Rag.AMBER),
        ("Average", "9.4", "8.5", None, Rag.RED),
        ("Average", "9.4", "8.5", True, Rag.GREEN),
        ("Average", "8.0", "8.5", True, Rag.RED),
        ("Crime Outcome Rate", "0.1", "0.25", False, Rag.RED),
    ],
)
def test_a_level_is_judged_by_its_own_way_and_an_average_by_a_share_of_its_target(
    purpose: str, actual: str, target: str, better: bool | None, colour: Rag
) -> None:
    result = judge_row(replace(row(purpose, f(actual), f(target)), better=better), Policy())

    assert result.rag is colour


def test_an_average_changes_in_per_cent_and_satisfaction_in_points() -> None:
    average = judge_row(row("Average", f(9), f(8), f(10)), Policy())
    satisfied = judge_row(row("Satisfaction", f("0.8"), f("0.85"), f("0.82")), Policy())

    assert (average.year_on_year, average.shortfall) == (Fraction(-1, 10), None)
    assert (satisfied.year_on_year, satisfied.shortfall) == (Fraction(-2, 100), None)


@pytest.mark.parametrize(
    ("purpose", "hard", "stretch", "easier"),
    [
        ("Recorded Crime", "-0.1", "-0.15", False),
        ("Recorded Crime", "-0.15", "-0.1", True),
        ("Recorded Crime", "-0.1", "-0.1", False),
        ("Crime Outcome Rate", "0.25", "0.3", False),
        ("Crime Outcome Rate", "0.3", "0.25", True),
        ("Average", "8", "7", False),
        ("Average", "7", "8", True),
        ("Feelings", "7", "8", False),
    ],
)
def test_a_stretch_target_that_is_easier_than_the_hard_one_is_seen(
    purpose: str, hard: str, stretch: str, easier: bool
) -> None:
    assert is_easier(replace(row(purpose, target=f(hard)), stretch_target=f(stretch))) is easier


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        (f("0.1"), True),
        (f("-0.1"), False),
        (f(0), False),
        (None, False),
        (Figure(Fraction(1, 10), AT, text=TextFigure(Fraction(1, 10), 1, typed="10%")), True),
        (Figure(Fraction(1, 10), AT, text=TextFigure(Fraction(1, 10), 1, typed="+10%")), False),
    ],
)
def test_a_target_without_a_sign_is_asked_about(entry: Entry, asked: bool) -> None:
    assert wants_a_sign(entry) is asked


@pytest.mark.parametrize(
    ("lowest", "area", "said", "too_low"),
    [
        (None, "Spinney Hill LPU", None, False),
        (AreaLevel.FORCE, "Force", None, False),
        (AreaLevel.FORCE, "City", None, True),
        (AreaLevel.BCU, "City BCU", None, False),
        (AreaLevel.BCU, "Spinney Hill LPU", None, True),
        (AreaLevel.BCU, "Spinney Hill", AreaLevel.LPU, True),
        (AreaLevel.BCU, "City", AreaLevel.BCU, False),
        (AreaLevel.BCU, "City", None, None),
        (AreaLevel.LPU, "City", None, False),
    ],
)
def test_an_area_below_the_lowest_level_of_its_objective_is_not_judged(
    lowest: AreaLevel | None, area: str, said: AreaLevel | None, too_low: bool | None
) -> None:
    unit = UnitInputs(area, row("Recorded Crime", f(90), previous=f(100)), f("-0.2"), said)
    card = ThreatCard((replace(row("Recorded Crime", f(90), f("-0.2"), f(100)), lowest=lowest),), (unit,))

    judged = judge_card(card, Policy())

    assert judged.card.areas[0].too_low is too_low
    assert (judged.areas[0].shortfall == 10) is (too_low is False)


def test_a_limit_on_the_outcome_rate_leaves_the_recorded_crime_to_its_areas() -> None:
    card = ThreatCard(
        (row("Recorded Crime"), replace(row("Crime Outcome Rate"), lowest=AreaLevel.FORCE)),
        tuple(UnitInputs("City BCU", row(purpose)) for purpose in ("Recorded Crime", "Crime Outcome Rate")),
    )

    assert [area.too_low for area in completed(card).areas] == [False, True]


def test_outcomes_that_are_known_go_before_the_rate() -> None:
    inputs = replace(row("Crime Outcome Rate", f("0.2"), f("0.25")), counts=Counts(f(100), f(19)))

    assert not inputs.by_rate
    assert judge_row(inputs, Policy()).shortfall == 6
