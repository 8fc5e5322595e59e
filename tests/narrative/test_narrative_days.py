"""Days and months that sentences name, held against those that the sample workbooks name for the same."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimKind, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge


def days(sample: str, sentence: str) -> list[str]:
    """Return what becomes of the claims of days in a sentence."""
    claims = claims_in(Passage(sentence, SentencePlace()), names_of(sample))
    return [each.verdict.value for each in judge(claims, known(sample)) if each.claim.kind is ClaimKind.DATE]


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (ESSEX, "The board met on Monday 15 April 2019.", ["agrees"]),
        (ESSEX, "The board met on 17 April 2019.", ["contradicts"]),
        (ESSEX, "This report was written on 6 April 2020 and approved on 12 April 2020.", ["agrees", "contradicts"]),
        (ESSEX, "SCD changed its grade for Innovation on 15 April 2019.", ["agrees"]),
        (ESSEX, "SCD changed its grade for Innovation on 3 April 2019.", ["contradicts"]),
        (ESSEX, "The data for Public Confidence are from September 2019.", ["agrees"]),
        (ESSEX, "Public Confidence is from June 2019 data.", ["contradicts"]),
        (LEICESTERSHIRE, "The review of how police respond to domestic violence was announced on 6 September 2013.", ["agrees"]),
        (LEICESTERSHIRE, "The review of how police respond to domestic violence was announced on 6 October 2013.", ["cannot tell"]),
        (LEICESTERSHIRE, "The review of the police response to domestic violence was announced on 16 September 2013.", ["contradicts"]),
        (LONDON, "The concern in burglary in a dwelling began in March 2018.", ["agrees"]),
        (LONDON, "The concern in burglary in a dwelling has run since May 2017.", ["contradicts"]),
        (LONDON, "The note on violence with injury, of a new recording team, is dated April 2018.", ["agrees"]),
        (LONDON, "The financial year begins in April.", ["agrees"]),
        (LONDON, "The financial year begins in October.", ["contradicts"]),
    ],
)  # fmt: skip
def test_a_day_is_held_against_the_one_that_the_workbook_names_for_the_same(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert days(sample, sentence) == wanted


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        (ESSEX, "The board met on 21 January 2019."),
        (ESSEX, "The next board is on 29 April 2019."),
        (ESSEX, "The leaflet was approved on 12 April 2020."),
        (ESSEX, "The board may have met on 17 April 2019."),
        (ESSEX, "A meeting of residents was held on 17 April 2019."),
        (ESSEX, "The meeting on 17 April 2019 was cancelled."),
        (ESSEX, "Kent changed its grade for Innovation on 3 April 2019."),
        (ESSEX, "SCD changed its grade for Gangs on 3 April 2019."),
        (LEICESTERSHIRE, "The inquest into domestic violence was announced on 16 September 2013."),
        (LONDON, "Burglary in a dwelling has risen since May 2017."),
        (LONDON, "There has been concern about burglary in a dwelling in the press since May 2017."),
        (LONDON, "The concern in burglary in Westminster has run since May 2017."),
        (LONDON, "The score for burglary in a dwelling was up from May 2017."),
        (LONDON, "Robbery of personal property rose in May 2018."),
    ],
)
def test_a_day_of_something_else_contradicts_nothing(sample: str, sentence: str) -> None:
    assert "contradicts" not in days(sample, sentence)
