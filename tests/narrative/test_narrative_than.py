"""What is more, less, better or worse than the average, or than last year, with other words before "than"."""

from __future__ import annotations

import pytest

from tests.narrative.said import LEICESTERSHIRE, LONDON, MSG, verdicts
from xlscore.narrative.model import ClaimVerdict

V = ClaimVerdict


@pytest.mark.parametrize(
    ("sample", "sentence", "wanted"),
    [
        (LEICESTERSHIRE, "Domestic violence outcomes are doing better than a year ago.", V.CONTRADICTS),
        (LEICESTERSHIRE, "Domestic violence outcomes are doing worse than a year ago.", V.AGREES),
        (LEICESTERSHIRE, "A smaller share of hate crimes was solved than a year ago.", V.AGREES),
        (LEICESTERSHIRE, "A greater share of hate crimes was solved than a year ago.", V.CONTRADICTS),
        (LONDON, "Bicycle theft is worse than a year ago.", V.AGREES),
        (LONDON, "Fewer bikes were stolen in Islington than last year.", V.AGREES),
        (MSG, "Violence with injury is less likely to be solved here than in the average force.", V.CONTRADICTS),
        (MSG, "Violence with injury is more likely to be solved here than in the average force.", V.AGREES),
        (MSG, "The force solves a bigger share of all crime than the average of similar forces.", V.AGREES),
        (MSG, "The force solves a smaller share of all crime than the average of similar forces.", V.CONTRADICTS),
    ],
)  # fmt: skip
def test_it_is_held_against_the_figure_before_or_the_average(
    sample: str, sentence: str, wanted: ClaimVerdict
) -> None:
    found = verdicts(sample, sentence)
    assert wanted in found
    assert {V.AGREES, V.CONTRADICTS} - {wanted} - set(found) == {V.AGREES, V.CONTRADICTS} - {wanted}


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        (LEICESTERSHIRE, "Domestic violence outcomes are no better than a year ago."),
        (LEICESTERSHIRE, "Domestic violence outcomes should be better than a year ago."),
        (LEICESTERSHIRE, "If domestic violence outcomes are better than a year ago, we shall say so."),
        (LEICESTERSHIRE, "Our handling of domestic violence is better than a year ago."),
        (LEICESTERSHIRE, "More officers work on theft from motor vehicle than a year ago."),
        (LONDON, "More arrests for robbery of personal property were made than last year."),
        (LONDON, "Fewer victims of bicycle theft called us than last year."),
        (LONDON, "Fewer bicycles were stolen in Westminster than last year."),
        (LONDON, "Fewer bicycles with locks were stolen than last year."),
        (LONDON, "Bicycle theft was worse in 2014 than a year earlier."),
        (LONDON, "Bicycle theft in December was better than a year ago."),
        (LONDON, "Not one borough had less burglary in a dwelling than last year."),
        (MSG, "A smaller share of fraud is solved here than by the average force."),
        (MSG, "The chief is less likely to leave than the average chief, whatever homicide does."),
        (MSG, "Last year a smaller share of all crime was solved than the average of similar forces."),
        (MSG, "Sussex solves a smaller share of all crime than the average of similar forces."),
    ],
)
def test_what_may_be_otherwise_meant_contradicts_nothing(sample: str, sentence: str) -> None:
    assert V.CONTRADICTS not in verdicts(sample, sentence)
