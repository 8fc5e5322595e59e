"""Figures that are none of the subject's own: of the group, of two offences together or apart, of one month, counts beside rates."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, verdicts
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
        ("Hertfordshire solves more of its all crime offences than Essex.", AGREES),
        ("Hertfordshire solves more all crime offences than Essex.", WRONG),
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


@pytest.mark.parametrize(
    ("heading", "sentence", "wanted"),
    [
        ("Satisfaction", "Robbery is above its target and burglary below it.", AGREES),
        ("Satisfaction", "Robbery is below its target.", WRONG),
        ("Satisfaction", "Burglary is 1.1 points below its target.", AGREES),
        ("Satisfaction", "Burglary is 1.7 points below its target.", WRONG),
        ("Satisfaction", "Shoplifting is above its target.", OPEN),
        ("Satisfaction", "Recorded robbery is below its target.", AGREES),
        ("What victims tell us", "Robbery is above its target.", OPEN),
        ("Satisfaction and confidence", "Robbery is above its target.", AGREES),
        ("Crime", "Robbery is above its target.", WRONG),
        ("Crime", "Robbery is below its target.", AGREES),
        ("Crime and satisfaction", "Robbery is below its target.", AGREES),
    ],
)
def test_a_heading_on_satisfaction_rules_whose_target_it_is(
    heading: str, sentence: str, wanted: ClaimVerdict
) -> None:
    assert verdicts(LONDON, sentence, heading) == [wanted]


def test_beneath_satisfaction_an_item_is_a_group_of_victims() -> None:
    lead = "Above their target:"
    assert verdicts(LONDON, "robbery", "Satisfaction", lead=lead) == [AGREES]
    assert verdicts(LONDON, "burglary", "Satisfaction", lead=lead) == [WRONG]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("In the last seven days there were 199 dwelling burglaries, compared with 163 in the same week last year.", [AGREES, AGREES]),
        ("In the last seven days there were 163 dwelling burglaries, compared with 199 in the same week last year.", [WRONG, OPEN]),
    ],
)  # fmt: skip
def test_the_days_of_last_year_are_not_those_of_now(sentence: str, wanted: list[ClaimVerdict]) -> None:
    assert verdicts(LONDON, sentence) == wanted


@pytest.mark.parametrize(
    ("sentence", "agreeing"),
    [
        ("City BCU, at 7.8%, had a higher outcome rate than Counties BCU, at 5.3%.", 3),
        ("City BCU, at 5.3%, had a lower outcome rate than Counties BCU, at 7.8%.", 0),
    ],
)
def test_each_of_two_places_has_its_own_figure(sentence: str, agreeing: int) -> None:
    assert verdicts(LEICESTERSHIRE, sentence, "Theft From Motor Vehicle").count(AGREES) == agreeing


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (ESSEX, "Officers' sickness was 4.4%; staff would need 0.6 percentage points less to reach the average.", OPEN),
        (ESSEX, "Officers' sickness was 4.4%; officers would need 0.6 percentage points less to reach the average.", WRONG),
        (LEICESTERSHIRE, "154 outcomes of serious sexual offences would be needed to reach the target.", OPEN),
        (LEICESTERSHIRE, "A further 22 outcomes of serious sexual offences are needed to reach the target.", AGREES),
        (ESSEX, "Improvement is required in Gangs.", OPEN),
        (ESSEX, "There was an improvement in Gangs.", WRONG),
        (ESSEX, "Serious and Organised Crime (was Good)", OPEN),
        (ESSEX, "Serious and Organised Crime (Good)", WRONG),
        (LONDON, "Burglary in a dwelling, which is one of the three measures and has risen, is red.", OPEN),
    ],
)  # fmt: skip
def test_another_name_or_a_wish_leaves_it_open(sample: str, sentence: str, wanted: ClaimVerdict) -> None:
    assert verdicts(sample, sentence)[-1] is wanted
