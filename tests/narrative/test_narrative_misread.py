"""A figure that misprints what its words mean contradicts where another figure of the sentence is right; a true one does not."""

from __future__ import annotations

import pytest

from tests.narrative.said import LEICESTERSHIRE, LONDON, MSG, verdicts
from xlscore.narrative.model import ClaimVerdict

C = ClaimVerdict.CONTRADICTS


@pytest.mark.parametrize(
    ("sample", "wrong", "right"),
    [
        (LONDON, "Shoplifting's crept up to 423 for January, from 387 in December.", "Shoplifting's crept up to 423 for January, from 378 in December."),
        (LONDON, "Jan figures: Camden burglary 179, Hackney 223, Haringey 238.", "Jan figures: Camden burglary 179, Hackney 233, Haringey 238."),
        (MSG, "Sussex recorded 127,410 crimes, Essex 168,643 and Hampshire 126,355.", "Sussex recorded 127,410 crimes, Essex 168,643 and Hampshire 162,355."),
        (LONDON, "Set against last year, Hackney has 849 additional offences across the six types while Islington has 216 fewer.", "Set against last year, Hackney has 489 additional offences across the six types while Islington has 216 fewer."),
        (LEICESTERSHIRE, "Vehicle crime taken together has risen from 3,280 offences to 3,484.", "Vehicle crime taken together has risen from 3,287 offences to 3,484."),
    ],
)  # fmt: skip
def test_beside_a_figure_that_is_right_a_misprint_contradicts(sample: str, wrong: str, right: str) -> None:
    assert C in verdicts(sample, wrong)
    assert C not in verdicts(sample, right)
