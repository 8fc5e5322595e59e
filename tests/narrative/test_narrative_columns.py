"""Figures of an item or a row whose columns a lead or heading names are what it names; where it names another time, nothing is said."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, verdicts
from xlscore.narrative.model import ClaimVerdict

A, C = ClaimVerdict.AGREES, ClaimVerdict.CONTRADICTS


@pytest.mark.parametrize(
    ("sample", "heading", "lead", "right", "wrong"),
    [
        (LONDON, ("All six types", "Borough | this year (last year)"), "", "Camden | 9,622 (9,634)", "Camden | 9,262 (9,634)"),
        (LONDON, ("Satisfaction",), "Rolling twelve months against target:", "Racist incidents: 81.8% v 88%", "Racist incidents: 81.8% v 85%"),
        (MSG, ("Most similar forces", "Position (before) | to top quartile"), "", "Vehicle offences | 7th (7th) | 5,823 fewer", "Vehicle offences | 7th (6th) | 5,823 fewer"),
        (MSG, ("Position (before) | to top quartile",), "", "Vehicle offences | 7th (7th) | 5,823 fewer", "Vehicle offences | 7th (7th) | 2,956 fewer"),
        (LEICESTERSHIRE, ("Recorded crime",), "Change on last year (target in brackets):", "Commercial burglary +2.9% (-12%)", "Commercial burglary +2.9% (-21%)"),
        (LEICESTERSHIRE, ("Outcome rates",), "Further outcomes needed:", "Theft of motor vehicle: 79", "Theft of motor vehicle: 97"),
        (ESSEX, ("Value | position (before)",), "", "Homicide Solved Rate | 86.7% | 6th (8th)", "Homicide Solved Rate | 86.7% | 6th (7th)"),
    ],
)  # fmt: skip
def test_figures_are_what_their_columns_are_called(
    sample: str, heading: tuple[str, ...], lead: str, right: str, wrong: str
) -> None:
    found = verdicts(sample, right, *heading, lead=lead)

    assert A in found
    assert C not in found
    assert C in verdicts(sample, wrong, *heading, lead=lead)


@pytest.mark.parametrize(
    ("sample", "heading", "lead", "text"),
    [
        (LONDON, ("All six types", "Borough | this month (last month)"), "", "Camden | 902 (911)"),
        (LONDON, ("All six types", "Borough | this month (last year)"), "", "Camden | 902 (911)"),
        (LONDON, ("All six types", "Borough | published (last year)"), "", "Camden | 9,640 (9,650)"),
        (LONDON, ("Shoplifting",), "Change since December (target in brackets):", "Shoplifting +9.9% (-4%)"),
        (MSG, ("Derbyshire", "Value | position (before)"), "", "Robbery | 0.51 | 2nd (3rd)"),
        (MSG, ("Position (before)",), "", "Vehicle offences | Essex 7th (6th), Sussex 3rd (5th)"),
        (LEICESTERSHIRE, ("Hours of training | this year (last year)",), "", "Commercial burglary | 40 (60)"),
    ],
)  # fmt: skip
def test_columns_of_another_time_place_or_thing_contradict_nothing(
    sample: str, heading: tuple[str, ...], lead: str, text: str
) -> None:
    assert C not in verdicts(sample, text, *heading, lead=lead)
