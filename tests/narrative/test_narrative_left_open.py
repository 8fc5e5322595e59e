"""What another table, a strand, a count of days or an earlier position may mean is left open, and what surely is wrong is not."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LONDON, verdicts
from xlscore.narrative.model import ClaimVerdict

V = ClaimVerdict


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (ESSEX, "Violence With Injury: solved rate 0.8 points short of the MSG average."),
        (LONDON, "Robbery victims, ease of contact: 92% satisfied."),
        (LONDON, "Of robbery victims 92% were satisfied with the time of arrival."),
        (LONDON, "In the 28-day view burglary is up 22.2%."),
        (LONDON, "Burglary rose by 22.2% in the past week."),
        (LONDON, "Over the last fortnight burglary has gone up 22.2%."),
        (ESSEX, "Trafficking of drugs solved rate is third from fourth in January."),
    ],
)
def test_what_may_be_meant_otherwise_is_left_open(sample: str, text: str) -> None:
    assert V.CONTRADICTS not in verdicts(sample, text)


@pytest.mark.parametrize(
    ("sample", "text", "found"),
    [
        (ESSEX, "Violence With Injury: solved rate 0.9 points short of the MSG average.", V.CONTRADICTS),
        (LONDON, "Of robbery victims 92% were satisfied.", V.CONTRADICTS),
        (LONDON, "Burglary is up 22.2%.", V.CONTRADICTS),
        (ESSEX, "Drug trafficking detection climbed to third from fifth.", V.CONTRADICTS),
        (ESSEX, "The trafficking of drugs solved rate is 3rd, from 5th.", V.CONTRADICTS),
        (ESSEX, "The trafficking of drugs solved rate is 3rd, from 4th.", V.AGREES),
    ],
)
def test_without_such_words_the_figure_is_held_against_the_workbook(
    sample: str, text: str, found: ClaimVerdict
) -> None:
    assert verdicts(sample, text)[-1] is found
