"""What is said of another by "so has" or "as did": the same, and nothing where more words, a figure or a denial stand there."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, verdicts


@pytest.mark.parametrize(
    ("sample", "text", "wanted"),
    [
        (ESSEX, "Gangs: North LPA says Good, and so does SCD.", ["agrees", "contradicts"]),
        (LONDON, "Burglary rose, as did robbery.", ["agrees", "contradicts"]),
        (LONDON, "Burglary rose, as did theft from a vehicle.", ["agrees", "agrees"]),
        (LONDON, "Burglary rose in Camden, as did Hackney.", ["agrees", "agrees"]),
        (LONDON, "Theft from a vehicle is up in Hackney and so is shoplifting.", ["agrees", "cannot tell"]),
        (LEICESTERSHIRE, "Hate crime outcomes are Red, as are domestic violence outcomes.", ["agrees", "agrees"]),
        (LEICESTERSHIRE, "Hate crime outcomes are Red, as are serious sexual offences outcomes.", ["agrees", "contradicts"]),
        (MSG, "Robbery is above the expected range, as is vehicle offences.", ["agrees", "agrees"]),
    ],
)  # fmt: skip
def test_it_is_said_of_another_as_of_the_first(sample: str, text: str, wanted: list[str]) -> None:
    assert [each.value for each in verdicts(sample, text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Burglary rose by 24.7%, as did robbery.",
        "Burglary rose, as has been said.",
        "Burglary did not fall, and so did robbery.",
        "If burglary rises, so does robbery.",
        "Burglary may have risen, as did robbery.",
        "Burglary rose, as did robbery in Westminster.",
        "Burglary rose, as did robbery in every year before.",
        "Burglary rose, as did knife robbery.",
        "Burglary rose, as did the number of robbery victims.",
    ],
)
def test_what_has_words_of_its_own_contradicts_nothing(text: str) -> None:
    assert "contradicts" not in [each.value for each in verdicts(LONDON, text)]
