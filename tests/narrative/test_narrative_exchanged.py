"""A figure that is another place's, month's, year's or standard's than the words say, or went the other way, contradicts; a true one does not."""

from __future__ import annotations

import pytest

from tests.narrative.said import LEICESTERSHIRE, LONDON, MSG, verdicts
from xlscore.narrative.model import ClaimVerdict

C = ClaimVerdict.CONTRADICTS


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (LONDON, "Dwelling burglary: 2,289 (Hackney) and 2,134 (Haringey)."),
        (LONDON, "Violence with injury was 924 in January."),
        (LONDON, "Robbery in Hackney is down 218."),
        (LONDON, "The year is expected to end at 45,603 offences of the six types, against 37,425 so far."),
        (MSG, "To bring robbery down to the average would need 437 fewer offences."),
        (LEICESTERSHIRE, "Commercial burglary: 797 v 820 last year."),
        (LEICESTERSHIRE, "Violence with injury is the one to watch, 255 crimes over target."),
        (LEICESTERSHIRE, "The outcome rate for theft of motor vehicle is 15.9% in the City and 17.7% in the Counties."),
    ],
)  # fmt: skip
def test_a_figure_of_something_else_than_its_words_say_contradicts(sample: str, text: str) -> None:
    assert C in verdicts(sample, text)


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (LONDON, "Burglary stood at 826 in December against 872 for January."),
        (LONDON, "Dwelling burglaries: 2,289 Haringey, 2,134 Hackney, 1,722 Islington."),
        (LONDON, "Hackney had 155 fewer dwelling burglaries than the 2,289 of Haringey."),
        (LONDON, "Hackney trails only the borough with 2,289 dwelling burglaries."),
        (LONDON, "We wanted robbery in Hackney down 218, not up."),
        (LONDON, "Down on last year at 5,186, robbery is under its target to date."),
        (MSG, "Robbery needs 187 fewer offences for the average and 437 fewer for the top quartile."),
        (MSG, "437 fewer robberies would put us well ahead of the average."),
        (MSG, "Sussex has 8.69, Hampshire 10.61 and Leicestershire 7.19 violence with injury offences per 1,000."),
        (LEICESTERSHIRE, "Against 2,076 dwelling burglaries last year there have been 1,903."),
        (LEICESTERSHIRE, "Violence with injury is 372 crimes over target, having risen by 255."),
    ],
)  # fmt: skip
def test_a_true_figure_in_a_word_for_another_contradicts_nothing(sample: str, text: str) -> None:
    assert C not in verdicts(sample, text)
