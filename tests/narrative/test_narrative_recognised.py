"""A figure that is one of the workbook's in all that its own words say agrees; where they say another place, time or way, it does not."""

from __future__ import annotations

import pytest

from tests.narrative.said import LEICESTERSHIRE, LONDON, MSG, verdicts
from xlscore.narrative.model import ClaimVerdict

A = ClaimVerdict.AGREES


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (LONDON, "Of the net increase, theft from a vehicle contributed 955."),
        (LONDON, "Haringey robbery came in at 163 for Jan."),
        (LONDON, "Islington had 222 dwelling burglaries in jan."),
        (LONDON, "Shoplifting looks fine, 4,244 so far against 4,896, so 13.3% down."),
        (MSG, "Sussex is far worse than us on violence with injury, 8.69 against our 8.41."),
        (MSG, "Residential burglary is bad, with 956 offences to be shed to come down to the average."),
        (MSG, "Of 168,643 crimes in the year to December 2019, violence with injury made up 9.1%."),
        (MSG, "Our 1,736 robberies are still 187 more than the average of our group would mean."),
        (LEICESTERSHIRE, "In theft from motor vehicle 557 crimes separate us from the reduction that was signed off."),
        (LONDON, "Since April 2,289 dwellings in Haringey have been entered."),
        (LONDON, "November's 966 burglaries were the peak."),
        (LONDON, "Shoplifting in Camden, Hackney, Haringey and Islington has 652 fewer offences between April and January than a year earlier."),
        (LONDON, "Burglary in Hackney is up by almost a fifth, 342 offences."),
        (LEICESTERSHIRE, "Stolen cars, the outcome rate, 16.7 now where it was 39.2."),
        (LEICESTERSHIRE, "On violence with injury we are 372 crimes over where the plan wants us."),
    ],
)  # fmt: skip
def test_a_figure_of_the_workbooks_in_other_words_agrees(sample: str, text: str) -> None:
    found = verdicts(sample, text)

    assert A in found
    assert ClaimVerdict.CONTRADICTS not in found


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (LONDON, "Of the net decrease, violence with injury contributed a further 955, and theft from a vehicle fell by 285."),
        (LONDON, "Haringey robbery came in at 163 for Nov."),
        (LONDON, "Hackney had 222 dwelling burglaries in jan."),
        (LONDON, "Shoplifting, at 4,896, has gone another way."),
        (MSG, "On violence with injury Sussex has 8.41 against our 8.69."),
        (MSG, "Residential burglary is bad, with 956 offences to be shed to reach the top quartile."),
        (MSG, "The median robbery rate of the group is 0.947."),
        (LEICESTERSHIRE, "In theft from motor vehicle 2,896 crimes separate us from the reduction that was signed off."),
        (LONDON, "In Camden 2,289 dwellings have been entered."),
        (LONDON, "If 2,289 dwellings in Haringey were to be entered, we would have failed."),
        (LONDON, "December's 966 burglaries were the peak."),
        (LONDON, "Shoplifting in Camden, Hackney and Haringey has 652 fewer offences than a year earlier."),
        (LONDON, "Burglary in Camden is up by a fifth, 342 offences, on last year."),
        (LEICESTERSHIRE, "Stolen cars, the outcome rate, 39.2 now where it was 16.7."),
        (LEICESTERSHIRE, "Stolen cars: 16.7 a week are reported."),
    ],
)  # fmt: skip
def test_a_figure_of_another_place_time_way_or_role_does_not_agree(sample: str, text: str) -> None:
    assert A not in verdicts(sample, text)
