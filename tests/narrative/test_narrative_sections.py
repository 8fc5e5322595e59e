"""Figures of a section that is headed with a place are that place's; nothing there contradicts before another figure bears it out."""

from __future__ import annotations

import pytest

from tests.narrative.said import LONDON, verdicts


@pytest.mark.parametrize(
    "headings", [("Islington",), ("Islington", "Offences"), ("Islington borough", "Offences")]
)
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Personal robbery: 1,090, down by 507.", ["agrees", "agrees"]),
        ("Personal robbery: 1,090, down by 570.", ["agrees", "contradicts"]),
        ("Personal robbery is down by 570.", ["cannot tell"]),
        ("Across the force robbery is down by 733.", ["agrees"]),
        ("In Camden robbery is down by 507.", ["contradicts"]),
    ],
)  # fmt: skip
def test_a_figure_is_of_the_place_that_heads_its_section(
    headings: tuple[str, ...], text: str, wanted: list[str]
) -> None:
    assert [each.value for each in verdicts(LONDON, text, *headings)] == wanted


def test_a_heading_of_two_places_is_of_neither() -> None:
    found = [
        each.value
        for each in verdicts(LONDON, "Personal robbery: 1,090, down by 507.", "Islington and Camden")
    ]
    assert "contradicts" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Four of the six types recorded fewer crimes than in the same months of last year.",
        "There were 4,350 searches in the second quarter of 2019/20, up from 4,158 in the quarter before.",
    ],
)
def test_some_of_several_and_the_quarter_before_contradict_nothing(text: str) -> None:
    assert "contradicts" not in [each.value for each in verdicts(LONDON, text)]
