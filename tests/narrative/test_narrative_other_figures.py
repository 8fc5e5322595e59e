"""Figures that are none of the subject's own: of the group, of two offences together or apart, of one month, counts beside rates."""

from __future__ import annotations

import pytest

from tests.narrative.said import LEICESTERSHIRE, LONDON, MSG, verdicts
from xlscore.narrative.model import ClaimVerdict

AGREES, OPEN, WRONG = ClaimVerdict.AGREES, ClaimVerdict.CANNOT_TELL, ClaimVerdict.CONTRADICTS


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Derbyshire has fewer offences of violence with injury than Essex but a higher rate.", AGREES),
        ("Derbyshire has more offences of violence with injury than Essex.", WRONG),
        ("Hampshire recorded fewer offences of violence with injury than Essex.", WRONG),
        ("Sussex solved more all crime offences than Derbyshire, yet its solved rate is lower.", AGREES),
        ("Sussex solved fewer all crime offences than Derbyshire.", WRONG),
        ("Leicestershire has a lower rate of violence with injury than Essex.", AGREES),
        ("Leicestershire has a higher rate of violence with injury than Essex but fewer offences.", WRONG),
    ],
)
def test_counts_are_compared_with_counts_and_rates_with_rates(sentence: str, wanted: ClaimVerdict) -> None:
    assert verdicts(MSG, sentence) == [wanted]


def test_the_fewest_outcomes_are_no_lowest_rate() -> None:
    assert AGREES not in verdicts(LONDON, "Haringey had the fewest burglary outcomes.")
    assert verdicts(LONDON, "Camden had the fewest burglary outcomes.") == [AGREES]


@pytest.mark.parametrize(
    "sentence",
    [
        "The top quartile begins at 72.2 offences per 1,000 for all crime.",
        "The top quartile begins at 92.0 offences per 1,000 for all crime.",
        "The best rate for violence with injury is 7.19 per 1,000.",
        "Rates of violence with injury run from 7.19 to 10.61 per 1,000.",
    ],
)
def test_a_figure_of_the_group_is_not_the_force_s(sentence: str) -> None:
    assert set(verdicts(MSG, sentence)) == {OPEN}


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("All crime is at 72.2 offences per 1,000, outside the top quartile.", WRONG),
        ("All crime is at 92.0 offences per 1,000, outside the top quartile.", AGREES),
        ("All crime is at 72.2 per 1,000, while the best force has 67.2.", WRONG),
    ],
)
def test_beside_a_figure_of_the_group_the_force_s_own_is_told(sentence: str, wanted: ClaimVerdict) -> None:
    assert wanted in verdicts(MSG, sentence)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Burglary of dwellings and commercial premises came to 2,723 crimes.", AGREES),
        ("Burglary of dwellings and commercial premises came to 2,732 crimes.", OPEN),
        ("Theft of and theft from motor vehicles totalled 3,484 crimes.", AGREES),
        ("Violence with injury exceeded dwelling burglary by 682 crimes.", AGREES),
        ("Dwelling burglary exceeded violence with injury by 682 crimes.", OPEN),
        ("There were 1,083 more dwelling burglaries than commercial ones.", AGREES),
        ("There were 1,083 fewer dwelling burglaries than commercial ones.", OPEN),
        ("There were 1,083 fewer dwelling burglaries than last year.", WRONG),
        ("There were 173 fewer dwelling burglaries than last year.", AGREES),
        ("Dwelling burglary came to 2,193 crimes.", WRONG),
    ],
)
def test_of_two_offences_the_total_or_the_difference_is_told(sentence: str, wanted: ClaimVerdict) -> None:
    assert verdicts(LEICESTERSHIRE, sentence) == [wanted]


def test_what_has_no_outcome_is_not_what_has_one() -> None:
    said = "Of the 2,585 offences of violence with injury, {} without an outcome."
    assert verdicts(LEICESTERSHIRE, said.format("1,290 are"))[-1] is OPEN
    assert verdicts(LEICESTERSHIRE, said.format("1,295 are"))[-1] is OPEN


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("In January alone 80.0% of robbery victims were satisfied.", OPEN),
        ("In January alone 89.4% of robbery victims were satisfied.", OPEN),
        ("Robbery satisfaction was 80.0%.", WRONG),
        ("89.4% of robbery victims were satisfied.", AGREES),
    ],
)
def test_a_month_of_satisfaction_is_not_the_twelve_up_to_it(sentence: str, wanted: ClaimVerdict) -> None:
    assert verdicts(LONDON, sentence, "Satisfaction")[-1] is wanted
