"""What is more, less, better or worse than the average, or than last year, with other words before "than"."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, verdicts
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
        (LONDON, "The projection of bicycle thefts lies within the milestone.", V.CONTRADICTS),
        (LONDON, "Robbery of personal property is within the agreed ceiling.", V.AGREES),
        (MSG, "Our solved rate of violence with injury is one that only Derbyshire betters.", V.AGREES),
        (MSG, "Our solved rate of violence with injury is one that only Sussex betters.", V.CONTRADICTS),
        (MSG, "Of the eight similar forces, three have more violence with injury than we do.", V.AGREES),
        (MSG, "Of the eight similar forces, five have more violence with injury than we do.", V.CONTRADICTS),
        (ESSEX, "Outstanding was recorded by two commands, West LPA and OPC, in respect of Our People.", V.AGREES),
        (ESSEX, "Outstanding was recorded by three commands in respect of Our People.", V.CONTRADICTS),
        (ESSEX, "A change was recorded in three areas, twelve having been left unaltered.", V.AGREES),
        (ESSEX, "A change was recorded in three areas, eleven having been left unaltered.", V.CONTRADICTS),
    ],
)  # fmt: skip
def test_it_is_held_against_the_figure_before_or_the_average(
    sample: str, sentence: str, wanted: ClaimVerdict
) -> None:
    found = verdicts(sample, sentence)
    assert wanted in found
    assert wanted is V.CONTRADICTS or V.CONTRADICTS not in found


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
        (LONDON, "Keeping burglary in a dwelling within the ceiling is the challenge."),
        (LONDON, "Burglary in a dwelling has to be within the ceiling by the spring."),
        (LONDON, "Most burglaries in a dwelling are within the target of 15 minutes."),
        (LONDON, "Calls about burglary in a dwelling are answered within the target time."),
        (MSG, "Of the eight similar forces, five have more violence with injury than they had."),
        (MSG, "Of the eight similar forces, five may have more violence with injury than we do."),
        (ESSEX, "Outstanding was recorded by two inspectors in respect of Gangs."),
        (ESSEX, "A change was recorded in three posts, twelve having been left unaltered."),
        (MSG, "A smaller share of fraud is solved here than by the average force."),
        (MSG, "The chief is less likely to leave than the average chief, whatever homicide does."),
        (MSG, "Last year a smaller share of all crime was solved than the average of similar forces."),
        (MSG, "Sussex solves a smaller share of all crime than the average of similar forces."),
    ],
)
def test_what_may_be_otherwise_meant_contradicts_nothing(sample: str, sentence: str) -> None:
    assert V.CONTRADICTS not in verdicts(sample, sentence)
