"""Areas that are counted or named by their lead command, or by whether the Board's grade is the one suggested."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import Passage, SentencePlace
from xlscore.narrative.states import LEAD, OVERRIDE
from xlscore.narrative.verdicts.judging import judge


def areas(sentence: str) -> list[str]:
    """Return what becomes of the claims of lead commands and of overrides in a sentence."""
    claims = claims_in(Passage(sentence, SentencePlace()), names_of(ESSEX))
    return [
        each.verdict.value
        for each in judge(claims, known(ESSEX))
        if each.claim.states[:1] in ((LEAD,), (OVERRIDE,))
    ]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("SCD is the lead command in four areas and PPU in one.", ["agrees", "agrees"]),
        ("SCD is the lead command in five areas.", ["contradicts"]),
        ("The lead command for Gangs is SCD.", ["agrees"]),
        ("PPU is the lead command for Gangs.", ["contradicts"]),
        ("The Board overrode one suggested grade.", ["agrees"]),
        ("Three suggested grades were overridden.", ["contradicts"]),
        ("No suggested grade was overridden by the Board.", ["contradicts"]),
        ("The Board overrode the suggested grade for Dwelling Burglary.", ["agrees"]),
        ("The Board overrode the suggested grade for Efficient.", ["contradicts"]),
        ("Fourteen of the fifteen grades are the same as suggested.", ["agrees"]),
    ],
)
def test_areas_are_told_by_their_lead_and_by_an_override(sentence: str, wanted: list[str]) -> None:
    assert areas(sentence) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "The Board can override the suggested grade for Efficient.",
        "The Board may override three suggested grades.",
        "The Board did not override the suggested grade for Efficient.",
        "In cycle 12 the Board overrode three suggested grades.",
        "At least one suggested grade was overridden, perhaps three grades.",
        "SCD's own grade for Efficient was overridden by the Board.",
        "Three suggested grades were questioned and two overridden.",
        "Is PPU the lead command for Gangs?",
        "PPU is not the lead command for Gangs.",
        "PPU should be the lead command for Gangs.",
    ],
)
def test_what_may_be_or_was_at_another_time_contradicts_nothing(sentence: str) -> None:
    assert "contradicts" not in areas(sentence)
