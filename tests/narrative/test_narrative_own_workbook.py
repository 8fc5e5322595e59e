"""Papers beside a workbook that is none of ours: a grid without rationales, positions under the force's own headings."""

from __future__ import annotations

import openpyxl
import pytest

from xlscore import open_book
from xlscore.narrative.claims import NameIndex, claims_in
from xlscore.narrative.facts.knowing import knowledge_of
from xlscore.narrative.model import ClaimVerdict, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge

AGREES, CONTRADICTS = ClaimVerdict.AGREES, ClaimVerdict.CONTRADICTS
GOOD, RI = "Good", "Requires Improvement"
SHEETS = {
    "Grades": [
        ["Self assessment, Quarter 2"],
        [],
        ["Business area", "North", "West", "Force grade", "Previous force grade"],
        ["Response", GOOD, RI, GOOD, RI],
        ["Custody", GOOD, GOOD, GOOD, GOOD],
        ["Investigations", RI, RI, RI, GOOD],
    ],
    "Peers": [
        ["Offence", "Our rate per 1,000", "MSG average", "MSG position", "Previous position"],
        ["Robbery", 0.61, 0.74, 3, 3],
        ["Residential burglary", 3.12, 2.85, 6, 7],
    ],
}


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """What the workbook knows."""
    path = tmp_path_factory.mktemp("own") / "ours.xlsx"
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return knowledge_of(open_book(path))


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("Two of the three business areas are Good.", {AGREES}),
        ("Three business areas are Good.", {CONTRADICTS}),
        ("Response improved from Requires Improvement to Good.", {AGREES}),
        ("West rates Response Good.", {CONTRADICTS}),
        ("Robbery stands at 0.61 per 1,000.", {AGREES}),
        ("Robbery is below the MSG average of 0.74.", {AGREES}),
        ("Residential burglary is below the MSG average.", {CONTRADICTS}),
        ("Residential burglary improved from 7th to 5th.", {AGREES, CONTRADICTS}),
    ],
)
def test_a_sentence_is_held_against_a_workbook_as_it_was_kept(known, sentence, verdicts):
    claims = claims_in(Passage(sentence, SentencePlace(), ()), NameIndex(known.names))

    assert {each.verdict for each in judge(claims, known)} == verdicts
