"""The threat/impact scorecard's arithmetic, against the published rows."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.threats import classes as threat
from xlscore.rules.threats.classes import Level

# Leicestershire threat/impact scorecard, October 2013: threat, impact score, impact class, overall class.
LEICESTERSHIRE = [
    ("Serious Sexual Offences, outcomes", "Medium", 14, "High", "High"),
    ("Burglary - Dwelling, outcomes", "Medium", 13, "High", "High"),
    ("Burglary - Dwelling, crime", "Medium", 13, "High", "High"),
    ("Theft Of Motor Vehicle, crime", "High", 9, "Low", "Medium"),
    ("Violence with injury, crime", "Medium", 11, "Medium", "Medium"),
    ("Domestic Violence, outcomes", "Medium", 10, "Medium", "Medium"),
    ("Violence with injury, outcomes", "Medium", 11, "Medium", "Medium"),
    ("Theft Of Motor Vehicle, outcomes", "Medium", 9, "Low", "Low"),
    ("Hate Crime, outcomes", "Medium", 9, "Low", "Low"),
    ("Commercial Burglary, crime", "Medium", 8, "Low", "Low"),
    ("Theft From Motor Vehicle, outcomes", "Medium", 7, "Low", "Low"),
    ("Theft From Motor Vehicle, crime", "Medium", 7, "Low", "Low"),
    ("Commercial Burglary, outcomes", "Medium", 8, "Low", "Low"),
]

# Same paper: crimes recorded, last year's, hard target, crimes off target as printed.
SHORTFALLS = [(1903, 2076, "-0.10", 35), (588, 567, "-0.12", 90), (820, 797, "-0.12", 119)]
# Same paper: outcomes, crimes, target rate, outcomes short as printed.
OUTCOMES = [(347, 1903, "0.25", 129), (180, 2896, "0.15", 255)]


@pytest.mark.parametrize(("row", "threat_word", "score", "impact", "overall"), LEICESTERSHIRE)
def test_the_13_published_classifications(
    row: str, threat_word: str, score: int, impact: str, overall: str
) -> None:
    impact_level = threat.impact_class(F(score), F(10), F(13))

    assert impact_level.value == impact
    assert threat.overall_class(Level(threat_word), impact_level, threat.OVERALL_MATRIX).value == overall


@pytest.mark.parametrize(("actual", "previous", "target", "printed"), SHORTFALLS)
def test_the_published_shortfalls(actual: int, previous: int, target: str, printed: int) -> None:
    assert threat.shortfall(F(actual), F(previous), F(target)) == printed


@pytest.mark.parametrize(("outcomes", "crimes", "target", "printed"), OUTCOMES)
def test_the_published_outcomes_needed(outcomes: int, crimes: int, target: str, printed: int) -> None:
    assert threat.outcomes_needed(F(outcomes), F(crimes), F(target)) == printed


counts = st.integers(0, 10**7).map(F)
changes = st.fractions(min_value=-1, max_value=2, max_denominator=1000)


@given(counts, counts, changes)
def test_a_shortfall_is_0_exactly_when_the_target_is_met(actual: F, previous: F, target: F) -> None:
    met = actual <= previous * (1 + target)

    assert (threat.shortfall(actual, previous, target) == 0) == met


@given(counts, counts, changes)
def test_that_many_fewer_crimes_would_just_have_met_the_target(actual: F, previous: F, target: F) -> None:
    short = threat.shortfall(actual, previous, target)
    if short:
        assert actual - short <= previous * (1 + target) < actual - short + 1


@given(counts, counts, st.fractions(min_value=0, max_value=1, max_denominator=1000))
def test_that_many_more_outcomes_just_reach_the_rate(outcomes: F, crimes: F, target: F) -> None:
    needed = threat.outcomes_needed(outcomes, crimes, target)

    assert outcomes + needed >= target * crimes
    assert needed == 0 or outcomes + needed - 1 < target * crimes


@pytest.mark.parametrize(
    ("score", "level"),
    [(0, "Low"), (9, "Low"), ("9.9", "Low"), (10, "Medium"), (12, "Medium"), (13, "High"), (20, "High")],
)
def test_the_impact_class_changes_at_10_and_13(score: int | str, level: str) -> None:
    assert threat.impact_class(F(score), F(10), F(13)).value == level


def test_threat_moves_the_class_one_step_and_stays_on_the_scale() -> None:
    table = {(t.value, i.value): o.value for (t, i), o in threat.OVERALL_MATRIX.items()}

    assert table == {
        ("Low", "Low"): "Low", ("Low", "Medium"): "Low", ("Low", "High"): "Medium",
        ("Medium", "Low"): "Low", ("Medium", "Medium"): "Medium", ("Medium", "High"): "High",
        ("High", "Low"): "Medium", ("High", "Medium"): "High", ("High", "High"): "High",
    }  # fmt: skip


def test_a_target_of_no_crime_at_all_is_possible() -> None:
    assert threat.shortfall(F(3), F(10), F(-1)) == 3


@pytest.mark.parametrize("target", [0, 1])
def test_a_target_of_no_outcomes_and_one_of_all_are_possible(target: int) -> None:
    assert threat.outcomes_needed(F(2), F(10), F(target)) == 8 * target


@pytest.mark.parametrize("start", [10, 13])
def test_medium_and_high_may_start_at_one_score(start: int) -> None:
    assert threat.impact_class(F(start), F(start), F(start)) is Level.HIGH
    assert threat.impact_class(F(start - 1), F(start), F(start)) is Level.LOW


@pytest.mark.parametrize(
    ("ask", "trouble"),
    [
        (lambda: threat.year_on_year(F(5), F(0)), Trouble.OUT_OF_RANGE),
        (lambda: threat.year_on_year(F(-5), F(1)), Trouble.OUT_OF_RANGE),
        (lambda: threat.shortfall(F(5), F(5), F(-10)), Trouble.OUT_OF_RANGE),
        (lambda: threat.shortfall(F(5), F(5), F("-1.01")), Trouble.OUT_OF_RANGE),
        (lambda: threat.shortfall(F(5), F(5), F("-1.5")), Trouble.OUT_OF_RANGE),
        (lambda: threat.outcomes_needed(F(5), F(5), F("1.01")), Trouble.OUT_OF_RANGE),
        (lambda: threat.outcomes_needed(F(5), F(5), F("-0.01")), Trouble.OUT_OF_RANGE),
        (lambda: threat.shortfall(F(-5), F(5), F(0)), Trouble.OUT_OF_RANGE),
        (lambda: threat.outcomes_needed(F(5), F(5), F(25)), Trouble.OUT_OF_RANGE),
        (lambda: threat.impact_class(F(5), F(13), F(10)), Trouble.OUT_OF_RANGE),
        (lambda: threat.impact_class(F(-1), F(10), F(13)), Trouble.OUT_OF_RANGE),
        (lambda: threat.read_level("Severe", "threat"), Trouble.UNREADABLE),
        (lambda: threat.read_level(" ", "threat"), Trouble.MISSING),
    ],
)
def test_what_cannot_be_is_refused(ask: object, trouble: Trouble) -> None:
    with pytest.raises(RuleError) as caught:
        ask()  # type: ignore[operator]

    assert caught.value.trouble is trouble
    assert caught.value.sentence.endswith((".", "?"))
