"""What a sentence leaves open and the workbook settles: a misprint, how long its figures are, whose the other figure is."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, verdicts
from xlscore.narrative.model import ClaimVerdict

V = ClaimVerdict
HEADING = "Performance to 14 October 2013"


@pytest.mark.parametrize(
    ("sample", "text", "found"),
    [
        (LONDON, "Hackney's shoplifting fell by 244 to 697.", [V.AGREES, V.CONTRADICTS]),  # 679
        (LONDON, "Hackney's shoplifting fell by 244 to 670.", [V.AGREES, V.CONTRADICTS]),
        (LONDON, "Hackney's shoplifting was corrected to 678.", [V.CANNOT_TELL]),  # of another day, perhaps
        (LONDON, "Hackney's shoplifting was corrected to 512.", [V.CANNOT_TELL]),  # near nothing that is known
        (LONDON, "Hackney's shoplifting was corrected to 697.", [V.CONTRADICTS]),
        (LONDON, "Hackney's shoplifting fell by 244 to 678.", [V.AGREES, V.CONTRADICTS]),  # a fall leads to the level
        (MSG, "Essex burglary rate 4.41 per thousand", [V.CONTRADICTS]),  # 4.14
        (LONDON, "Haringey has the worst of the burglary, up 31.4% in ten months.", [V.CONTRADICTS]),
        (LONDON, "Haringey has the worst of the burglary, up 41.3% in ten months.", [V.AGREES]),
        (LONDON, "Haringey has the worst of the burglary, up 31.4% in nine months.", [V.CANNOT_TELL]),
        (ESSEX, "Of the fifteen areas, seven are at Good and eight at Requires Improvement.", [V.AGREES, V.AGREES, V.AGREES]),
        (ESSEX, "Of the fifteen areas, eight are at Good and seven at Requires Improvement.", [V.AGREES, V.CONTRADICTS, V.CONTRADICTS]),
        (ESSEX, "A change was recorded in three areas, twelve having been left unaltered.", [V.AGREES, V.AGREES]),
        (ESSEX, "The drug trafficking solved rate has slipped from 3rd to 4th.", [V.CONTRADICTS, V.CONTRADICTS, V.CONTRADICTS]),
        (ESSEX, "Digital Crime is up to Good, while Innovation drops from Outstanding to Requires Improvement.", [V.AGREES, V.CONTRADICTS]),
        (ESSEX, "Good for Our People, West LPA says Outstanding", [V.CANNOT_TELL, V.AGREES]),
        (LONDON, "Burglary rose in all four of the boroughs, and shoplifting fell by 562.", [V.CONTRADICTS]),  # 652
        (LONDON, "Shoplifting fell by 562 in all.", [V.CANNOT_TELL]),
        (ESSEX, "60 rows gain from it.", [V.CANNOT_TELL]),
        (ESSEX, "Sixty rows gain from it.", [V.CANNOT_TELL]),
    ],
)  # fmt: skip
def test_what_the_workbook_settles_is_told(sample: str, text: str, found: list[ClaimVerdict]) -> None:
    assert verdicts(sample, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TOMV: 588 (+21, +3.0%). Target -12%. 90 off.", [V.AGREES, V.AGREES, V.CONTRADICTS, V.AGREES, V.AGREES]),
        ("TOMV: 3.0% up.", [V.CANNOT_TELL]),
    ],
)  # fmt: skip
def test_a_heading_s_time_is_the_workbook_s_where_another_figure_beneath_it_agrees(
    text: str, found: list[ClaimVerdict]
) -> None:
    assert verdicts(LEICESTERSHIRE, text, HEADING) == found


@pytest.mark.parametrize(
    "text",
    [
        "Last year Hackney's burglaries rose by 10.2%.",
        "Hackney's burglaries rose by 10.2% last year.",
        "Hackney's burglaries, up by 10.2% last year, are on the Board's mind.",
    ],
)
def test_what_changed_in_last_year_is_no_change_on_it(text: str) -> None:
    assert ClaimVerdict.CONTRADICTS not in verdicts(LONDON, text)
    assert ClaimVerdict.CONTRADICTS in verdicts(LONDON, "Hackney's burglaries rose by 10.2% on last year.")
