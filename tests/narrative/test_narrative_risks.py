"""Risks of the register, by their references: scores, and how they stand to the limit."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, verdicts
from xlscore.narrative.model import ClaimVerdict

AGREES, CONTRADICTS, OPEN = ClaimVerdict.AGREES, ClaimVerdict.CONTRADICTS, ClaimVerdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Risk R1 stands at 48.", [AGREES]),
        ("Risk R3 (control room systems) is scored at 48.", [CONTRADICTS]),
        ("R2 is over the limit of 75.", [CONTRADICTS, AGREES]),
        ("R2 is under the limit of 70.", [AGREES, CONTRADICTS]),
        ("Risk R9 stands at 48.", [OPEN]),
        ("The target for R1 may be missed by 48.", None),
    ],
)
def test_a_risk_is_held_against_its_row_and_the_limit(text: str, wanted: list[ClaimVerdict] | None) -> None:
    found = verdicts(ESSEX, text)

    assert CONTRADICTS not in found if wanted is None else found == wanted


def test_the_word_alone_names_no_risk() -> None:
    """Three risks in a register make none of them "the risk"."""
    assert CONTRADICTS not in verdicts(ESSEX, "The risk of burglary stands at 12.")
    assert verdicts(ESSEX, "Public confidence (50.8%) carries no risk.") == verdicts(
        ESSEX, "Public confidence (50.8%)."
    )
