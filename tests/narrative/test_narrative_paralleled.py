"""A figure behind another that is right, in a row of places, is of the same kind for its own place; what says another time, way or thing is not."""

from __future__ import annotations

import pytest

from tests.narrative.said import LEICESTERSHIRE, LONDON, verdicts
from xlscore.narrative.model import ClaimVerdict

C = ClaimVerdict.CONTRADICTS


@pytest.mark.parametrize(
    ("sample", "wrong", "right"),
    [
        (LEICESTERSHIRE, "The City BCU attains 7.8% on theft from motor vehicle, against 3.5% in the Counties.", "The City BCU attains 7.8% on theft from motor vehicle, against 5.3% in the Counties."),
        (LEICESTERSHIRE, "The City BCU brought its dwelling burglaries down by 8.5% and the Counties BCU its own by 9.2%.", "The City BCU brought its dwelling burglaries down by 8.5% and the Counties BCU its own by 8.2%."),
        (LONDON, "Haringey's rise in dwelling burglary, 41.3%, is well ahead of Hackney's 24.9%.", "Haringey's rise in dwelling burglary, 41.3%, is well ahead of Hackney's 19.1%."),
        (LONDON, "Haringey is the outlier: its dwelling burglaries are up by 41.3%, versus 31.0% in Camden.", "Haringey is the outlier: its dwelling burglaries are up by 41.3%, versus 13.0% in Camden."),
    ],
)  # fmt: skip
def test_the_second_of_two_places_is_held_against_its_own_figure(sample: str, wrong: str, right: str) -> None:
    assert C in verdicts(sample, wrong)
    assert verdicts(sample, right).count(ClaimVerdict.AGREES) >= 2
    assert C not in verdicts(sample, right)


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (LONDON, "Haringey's dwelling burglaries are up by 41.3%, and Hackney's by 6.4% in January."),
        (LONDON, "Haringey's dwelling burglaries are up by 41.3%, and Hackney accounts for 27.3% of the whole."),
        (LONDON, "Haringey's dwelling burglaries are up by 41.3%; Hackney's robberies by 19.6%."),
        (LONDON, "Haringey's dwelling burglaries are up by 41.3%, where last year Hackney's rose by 10.2%."),
        (LONDON, "Haringey's dwelling burglaries are up by 41.3% and would be up by 25.0% with Hackney's patrols."),
        (LONDON, "Haringey's dwelling burglaries are up by 41.3%, and Hackney's rose by 8.8% in 2017/18."),
        (LONDON, "Are Haringey's dwelling burglaries up by 41.3%, and Hackney's by 24.9%?"),
        (LEICESTERSHIRE, "The City BCU attains 7.8% on theft from motor vehicle, with 3.5% of cases in the Counties unfiled."),
    ],
)  # fmt: skip
def test_another_time_way_standard_or_thing_is_no_such_row(sample: str, text: str) -> None:
    assert C not in verdicts(sample, text)
