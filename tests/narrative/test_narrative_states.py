"""Sentences that say of something that it is in a state that a table names, held against the sample workbooks."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimVerdict, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge


def states(sample: str, sentence: str, lead: str = "") -> list[str]:
    """Return what becomes of the claims of states in a sentence."""
    claims = claims_in(Passage(sentence, SentencePlace(), lead=lead), names_of(sample))
    return [each.verdict.value for each in judge(claims, known(sample)) if each.claim.states]


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (MSG, "Robbery is above the expected range.", ["agrees"]),
        (MSG, "Robbery falls within its expected range.", ["contradicts"]),
        (MSG, "Violence with injury is not outside the expected range.", ["agrees"]),
        (MSG, "Homicide and robbery stand above the expected range.", ["agrees", "agrees"]),
        (MSG, "Six of the eight measures lie outside the expected range.", ["agrees", "agrees", "cannot tell"]),
        (MSG, "Five of the eight measures lie outside the expected range.", ["contradicts", "agrees", "cannot tell"]),
        (LONDON, "The fall in shoplifting in Camden is no more than chance would explain.", ["agrees"]),
        (LONDON, "The fall in shoplifting in Camden is larger than chance would give.", ["contradicts"]),
        (LONDON, "The rise in burglary could be down to chance.", []),
        (LEICESTERSHIRE, "The rise in violence with injury is greater than chance alone would produce.", ["agrees"]),
        (LEICESTERSHIRE, "The rise in violence with injury is hardly more than chance would produce.", ["contradicts"]),
        (LONDON, "Burglary was above its upper control limit in January.", ["agrees"]),
        (LONDON, "Shoplifting is above the upper control limit.", ["contradicts"]),
        (LONDON, "Shoplifting is within its control limits.", ["agrees"]),
        (LEICESTERSHIRE, "The level of control for theft of motor vehicle is Increasing.", ["agrees"]),
        (LEICESTERSHIRE, "The level of control for recorded theft of motor vehicle is given as Controlled.", ["contradicts"]),
        (LEICESTERSHIRE, "The level of control for hate crime is Increasing.", ["contradicts"]),
        (LEICESTERSHIRE, "Level of control: dwelling burglary outcomes Increasing.", ["agrees"]),
        (LEICESTERSHIRE, "Level of control: hate crime outcomes Controlled; recorded commercial burglary Increasing.", ["agrees", "contradicts"]),
        (LEICESTERSHIRE, "Level of control: hate crime outcomes Controlled; recorded commercial burglary Decreasing.", ["agrees", "agrees"]),
        (LEICESTERSHIRE, "Level of control: dwelling burglary outcomes Controlled.", ["contradicts"]),
        (LEICESTERSHIRE, "Domestic violence outcomes carry a medium threat and a medium impact.", ["agrees", "agrees"]),
        (LEICESTERSHIRE, "Recorded theft of motor vehicle has a low impact but a medium threat.", ["agrees", "contradicts"]),
        (LEICESTERSHIRE, "The threat from theft from motor vehicle is rated high.", ["contradicts"]),
        (LEICESTERSHIRE, "Threat from residential burglary is medium, impact high.", ["agrees", "agrees"]),
        (LEICESTERSHIRE, "Hate crime: threat medium, impact classification High", ["agrees", "contradicts"]),
        (LEICESTERSHIRE, "Two recorded-crime rows have a low impact.", ["contradicts", "cannot tell"]),
        (LEICESTERSHIRE, "Four lines carry an overall classification of High.", ["contradicts", "cannot tell"]),
        (LEICESTERSHIRE, "Three lines carry an overall classification of High.", ["agrees", "cannot tell"]),
        (LEICESTERSHIRE, "On domestic violence the trend of the last three months is upward and the threat is rated high.", ["agrees", "contradicts"]),
        (LEICESTERSHIRE, "Commercial burglary is at 820, 23 more than last year, with the level of control entered as Decreasing.", ["agrees"]),
        (LEICESTERSHIRE, "The overall classification of hate crime is Medium.", ["contradicts"]),
        (LEICESTERSHIRE, "Three recorded-crime rows have a low impact.", ["agrees", "cannot tell"]),
        (ESSEX, "The redline for Violence With Injury is recorded as met.", ["contradicts"]),
        (ESSEX, "The redline for Violence With Injury is recorded as not met.", ["agrees"]),
        (ESSEX, "No redline measure of Keeping People Safe is met.", ["agrees"]),
        (ESSEX, "Gangs is an area without any redline.", ["agrees"]),
        (ESSEX, "No redline measure has been set for Keeping People Safe.", ["contradicts"]),
        (LEICESTERSHIRE, "The three-month trend in recorded commercial burglary is rising.", ["agrees"]),
        (LEICESTERSHIRE, "Recorded commercial burglary shows a falling 3-month trend.", ["contradicts"]),
        (LEICESTERSHIRE, "The rolling trend for dwelling burglary outcomes is flat.", ["agrees"]),
        (MSG, "The aspiration for robbery is the MSG average.", ["agrees"]),
        (MSG, "The aspiration for robbery is to be in the top quartile.", ["contradicts"]),
        (MSG, "For vehicle offences Essex aspires to be the best.", ["contradicts"]),
        (MSG, "Homicide has no aspiration.", ["agrees"]),
        (MSG, "All crime is without an aspiration.", ["contradicts"]),
        (ESSEX, "Two measures have no aspiration.", ["agrees", "cannot tell"]),
    ],
)  # fmt: skip
def test_a_state_is_held_against_the_one_that_the_table_names(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert states(sample, sentence) == wanted


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        (MSG, "If violence with injury is above the expected range, it is looked at."),
        (MSG, "Violence with injury in Kent is above the expected range."),
        (MSG, "Violence with injury may be above the expected range."),
        (MSG, "Above the expected range means that chance does not explain violence with injury."),
        (LONDON, "Shoplifting was above the upper control limit in October."),
        (LONDON, "Was shoplifting above the upper control limit?"),
        (LONDON, "Knife robbery is within its control limits."),
        (LONDON, "Shoplifting in Westminster rose by more than chance would explain."),
        (LEICESTERSHIRE, "The level of control for arson is Increasing."),
        (LEICESTERSHIRE, "The level of control for theft of motor vehicle is given as Controlled."),
        (LEICESTERSHIRE, "Theft of motor vehicle carries a medium threat."),
        (LEICESTERSHIRE, "Theft from motor vehicle has a high impact on its victims."),
        (LEICESTERSHIRE, "Hate crime is a high-impact crime."),
        (LEICESTERSHIRE, "The impact of hate crime on communities is high-profile."),
        (LEICESTERSHIRE, "High threat offenders of hate crime are managed."),
        (LEICESTERSHIRE, "Hate crime is not of low threat."),
        (LEICESTERSHIRE, "Hate crime could become a high threat."),
        (LEICESTERSHIRE, "The threat from hate crime may be high."),
        (LEICESTERSHIRE, "The threat from hate crime was high in 2011."),
        (LEICESTERSHIRE, "The suggested threat of recorded violence with injury is high."),
        (LEICESTERSHIRE, "A high threat means that hate crime is looked at weekly."),
        (LEICESTERSHIRE, "Every line bar one has a medium threat."),
        (LEICESTERSHIRE, "Hate crime in Nottinghamshire carries a high threat."),
        (LEICESTERSHIRE, "We want the impact of hate crime to be high."),
        (LEICESTERSHIRE, "The impact of policing on hate crime is high."),
        (LEICESTERSHIRE, "Last year hate crime carried a high threat."),
        (ESSEX, "The redline for Innovation is met."),
        (LEICESTERSHIRE, "The trend in recorded commercial burglary is falling."),
        (LEICESTERSHIRE, "The three-month trend for commercial burglary is level."),
        (LEICESTERSHIRE, "The three-month trend in commercial burglary crimes is not falling."),
        (MSG, "The aspiration for robbery should be the top quartile."),
        (MSG, "If the aspiration for robbery is the top quartile, 700 must go."),
        (MSG, "No aspiration for all crime is met."),
    ],
)
def test_a_state_of_something_else_or_of_another_time_contradicts_nothing(sample: str, sentence: str) -> None:
    assert "contradicts" not in states(sample, sentence)


@pytest.mark.parametrize(
    ("item", "wanted"), [("Robbery of personal property", "agrees"), ("Shoplifting, force", "contradicts")]
)
def test_a_lead_says_the_state_of_its_items(item: str, wanted: str) -> None:
    assert states(LONDON, item, "Above the upper control limit:") == [wanted]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Trends over three months: domestic violence outcomes up, hate crime outcomes level.", ""),
        ("Domestic violence outcomes are up.", "Rolling three-month trend"),
    ],
)
def test_a_trend_is_no_change_on_last_year(text: str, heading: str) -> None:
    headings = (heading,) if heading else ()
    claims = claims_in(Passage(text, SentencePlace(), headings), names_of(LEICESTERSHIRE))
    found = judge(claims, known(LEICESTERSHIRE))
    assert not [each for each in found if each.verdict is ClaimVerdict.CONTRADICTS]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Three lines are entered as Increasing on level of control, among them the outcome rate for hate crime.", ["agrees", "contradicts"]),
        ("On outcomes, two rows have an increasing level of control.", ["agrees", "cannot tell"]),
        ("On outcomes, three rows have an increasing level of control.", ["contradicts", "cannot tell"]),
        ("Four lines are entered as Increasing on level of control.", ["contradicts", "cannot tell"]),
        ("The three lines with an overall classification of High: serious sexual offences and the two for dwelling burglary.", ["agrees", "agrees"]),
    ],
)  # fmt: skip
def test_the_rows_that_are_counted_are_those_of_the_strand_that_is_said(text: str, wanted: list[str]) -> None:
    assert states(LEICESTERSHIRE, text) == wanted
