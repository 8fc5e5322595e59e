"""The words that decide the arithmetic of a scorecard row: rate or count, and who is the force."""

from __future__ import annotations

import pytest

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.threats.words import is_force, is_rate, read_purpose


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


def test_a_purpose_that_does_not_say_is_refused_with_what_to_write() -> None:
    with pytest.raises(RuleError) as refused:
        read_purpose("Feelings")

    assert refused.value.trouble is Trouble.UNREADABLE
    assert refused.value.what == "'Feelings' does not say whether the row counts crimes or is a rate."
    assert refused.value.do == "Use Recorded Crime or Crime Outcome Rate."


@pytest.mark.parametrize(
    ("area", "force"),
    [("Force", True), ("FORCE ", True), ("Force-wide", True), ("Whole force", True), ("Force total", True), ("County", True),
     ("Total", True), ("All", True), ("North", False), ("Force control room", False), ("", False)],
)  # fmt: skip
def test_the_force_among_areas_is_known_by_its_name(area: str, force: bool) -> None:
    assert is_force(area) is force
