"""The words that decide the arithmetic of a scorecard row: rate or count, and who is the force."""

from __future__ import annotations

import pytest

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.threats.words import Purpose, is_force, is_rate, purpose_of, read_purpose, unit_in


@pytest.mark.parametrize(
    ("purpose", "rate"),
    [
        ("Recorded Crime", False), ("recorded  crimes", False), ("Offences", False), ("Number of incidents", False),
        ("Cybercrime", False), ("KSI casualties", False), ("Recorded crime (rate per 1,000 elsewhere)", False),
        ("Integrated offences", False), ("Volume", False),
        ("Crime Outcome Rate", True), ("Outcomes", True), ("Solved %", True), ("Detections", True), ("Satisfaction", True),
        ("Public confidence", True), ("per cent of crimes", True), ("Percentage", True), ("Proportion of offences", True),
        ("%", True), ("Feeling", None), ("", None), ("Accurate", None),
    ],
)  # fmt: skip
def test_a_purpose_is_a_rate_or_a_count_by_its_words(purpose: str, rate: bool | None) -> None:
    assert is_rate(purpose) is rate


@pytest.mark.parametrize(
    ("purpose", "meant"),
    [
        ("Recorded Crime", Purpose.CRIMES), ("Crime Outcome Rate", Purpose.OUTCOMES), ("Outcome %", Purpose.OUTCOMES),
        ("Satisfaction", Purpose.SATISFACTION), ("Victim satisfaction rate", Purpose.SATISFACTION),
        ("Percentage answered", Purpose.SATISFACTION), ("Percentage of crimes solved", Purpose.OUTCOMES),
        ("Average", Purpose.AVERAGE), ("Average days lost", Purpose.AVERAGE), ("Days lost", Purpose.AVERAGE),
        ("Average number of calls", Purpose.AVERAGE), ("Recorded Crime (average of 12 months)", Purpose.CRIMES),
        ("Meaning", None),
    ],
)  # fmt: skip
def test_a_purpose_says_what_it_measures(purpose: str, meant: Purpose | None) -> None:
    assert purpose_of(purpose) is meant


@pytest.mark.parametrize(
    ("words", "unit"),
    [("Average days lost", "days"), ("Average hour", "hours"), ("Average", ""), ("Today", "")],
)
def test_an_averages_unit_of_time_is_in_its_words(words: str, unit: str) -> None:
    assert unit_in(words) == unit


def test_a_purpose_that_does_not_say_is_refused_with_what_to_write() -> None:
    with pytest.raises(RuleError) as refused:
        read_purpose("Feelings")

    assert refused.value.trouble is Trouble.UNREADABLE
    assert refused.value.what == "'Feelings' does not say whether the row counts crimes or is a rate."
    assert refused.value.do == "Use Recorded Crime, Crime Outcome Rate, Satisfaction or Average."


@pytest.mark.parametrize(
    ("area", "force"),
    [("Force", True), ("FORCE ", True), ("Force-wide", True), ("Whole force", True), ("Force total", True), ("County", True),
     ("Total", True), ("All", True), ("North", False), ("Force control room", False), ("", False)],
)  # fmt: skip
def test_the_force_among_areas_is_known_by_its_name(area: str, force: bool) -> None:
    assert is_force(area) is force
