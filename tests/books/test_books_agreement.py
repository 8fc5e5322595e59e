"""Whether a cell holds a value already, and whether what somebody typed agrees with what the figures give."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from xlscore.books.plan.agreement import agrees, same

APRIL = datetime.date(2024, 4, 30)
NIGHT = datetime.datetime(2024, 4, 30)


@pytest.mark.parametrize(
    ("here", "value", "equal"),
    [
        (None, None, True), (None, "", True), (" ", None, True), (None, 0, False), ("", 0, False), (0, None, False),
        (1, 1.0, True), (0.1 + 0.2, 0.3, True), (1, 2, False), (1e-16, 0.0, True), (1e-14, 0.0, False),
        (1_000_000_000_000, 1_000_000_000_001, True), (1_000_000, 1_000_000.01, False),
        ("Good", " Good ", True), ("Our  People", "Our People", True), ("Good", "good", False),
        ("1", 1, False), (1, "1", False), ("0", None, False),
        (True, True, True), (True, False, False), (True, 1, False), (1, True, False), ("TRUE", True, False),
        (APRIL, APRIL, True), (APRIL, datetime.date(2024, 5, 1), False), (NIGHT, NIGHT, True), (APRIL, "30/04/2024", False),
        (APRIL, 45412, False), (45412, APRIL, False),
    ],
)  # fmt: skip
def test_a_cell_holds_a_value_already(here: Any, value: Any, equal: bool) -> None:
    assert same(here, value) is equal
    assert same(value, here) is equal


@pytest.mark.parametrize(
    ("typed", "answer", "agreeing"),
    [
        (39, 39, True), (39, 35, False), (39.0, 39, True), ("39", 39, True),
        (-0.083, -0.08333, True), (-0.083, -0.0836, False), (-0.08, -0.0836, True), (-0.1, -0.0836, True), (0, -0.0836, True),
        ("-8.3%", -0.08333, True), ("-8.4%", -0.08333, False), ("-8%", -0.08333, True), ("8%", -0.08333, False),
        ("−8 %", -0.08333, True),
        ("-22,112 offences", -22112, True), ("–22,112", -22112, True), ("22,112", -22112, False), ("+5", 5, True), (".5", 0.5, True),
        ("none", 5, False), ("N/A", 5, True), ("-", 5, True), (None, 5, False), (datetime.date(2024, 4, 30), 5, False),
        ("#REF!", 5, True), ("#REF!", "Good", True),
        (8.3, 8.349, True), (8.3, 8.351, False), (8, 8.49, True), (8, 8.51, False),
        (1e-7, 1e-7, True), (1e-7, 2e-7, False),
    ],
)  # fmt: skip
def test_a_typed_number_agrees_in_the_places_that_were_typed(
    typed: Any, answer: float, agreeing: bool
) -> None:
    assert agrees(typed, answer) is agreeing


@pytest.mark.parametrize(
    ("typed", "slack", "agreeing"),
    [(38, 1.0, True), (40, 1.0, True), (37, 1.0, False), (38, 0.0, False), (39.4, 0.2, False)],
)
def test_two_numbers_may_differ_by_the_slack(typed: float, slack: float, agreeing: bool) -> None:
    assert agrees(typed, 39, slack) is agreeing


@pytest.mark.parametrize(
    ("typed", "answer", "agreeing"),
    [
        ("RI", "Requires Improvement", True), ("good", "Good", True), ("Good", "Requires Improvement", False), ("N/A", "", True),
        ("▲", "up", True), ("Increasing", "▲", True), ("decreasing", "▼", True), ("Stable", "◄►", True), ("▲", "▼", False),
        ("Met & exceeded", "met and exceeded", True), ("Met, or exceeded.", "Met or exceeded", True),
        ("Below aspiration", "Met or exceeded", False),
        ("Met", "Met or exceeded", True), ("exceeded", "Met or exceeded", True), ("Met", "Below aspiration", False),
        ("Below", "Below aspiration", True), ("not met", "Below aspiration", True), ("Below", "Met or exceeded", False),
        ("below", "Below expected range", True), ("Within", "Within expected range", True), ("Above", "Below expected range", False),
        (True, "TRUE", True), ("true", True, True), (True, False, False), ("yes", True, False),
        (5, "Good", False),
    ],
)  # fmt: skip
def test_a_typed_word_agrees_however_it_is_spelt(typed: Any, answer: Any, agreeing: bool) -> None:
    assert agrees(typed, answer) is agreeing
