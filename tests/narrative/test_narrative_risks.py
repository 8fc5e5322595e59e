"""Risks of the register, by their references: scores, and how they stand to the limit."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, verdicts
from tests.support.tools import ROOT
from xlscore import open_book
from xlscore.narrative.claims import NameIndex
from xlscore.narrative.claims.tokens import tokens_of
from xlscore.narrative.facts.knowing import knowledge_of
from xlscore.narrative.model import ClaimVerdict, NameKind

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


@pytest.mark.parametrize(
    ("ref", "known"), [("R7", True), ("CR12", True), ("CR-12", False), ("12", False), ("Knife crime", False)]
)
def test_only_a_reference_names_a_risk(ref: str, known: bool) -> None:
    """A number would be any number of a sentence, and a title the offence that the risk is about."""
    book = open_book(ROOT / "workbooks" / f"{ESSEX}.xlsx")
    book.sheets["Risks"]["A7"].value = ref

    names = [name.name for name in knowledge_of(book).named(NameKind.RISK)]

    assert (f"Risk {ref}" in names) is known
    assert len(names) == 2 + known


def test_the_number_of_a_reference_alone_is_no_risk() -> None:
    book = open_book(ROOT / "workbooks" / f"{ESSEX}.xlsx")
    book.sheets["Risks"]["A7"].value = "CR12"
    names = NameIndex(knowledge_of(book).names)

    said = {
        text: [each.name for token in tokens_of(text, names) if token.mention for each in token.mention.names]
        for text in ("Risk CR12 stands at 48.", "There were 12 crimes.", "The CR rose.")
    }

    assert said == {
        "Risk CR12 stands at 48.": ["Risk CR12"],
        "There were 12 crimes.": [],
        "The CR rose.": [],
    }
