"""Leads and sentences with words of movement: only one that says what has happened contradicts, and one that does is told."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known, names_of
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimVerdict, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge

SAMPLES = {"essex": ESSEX, "leicestershire": LEICESTERSHIRE, "london": LONDON, "msg": MSG}
WRONG = {ClaimVerdict.CONTRADICTS, ClaimVerdict.DOES_NOT_ADD_UP}


def verdicts(row: dict[str, str]) -> set[ClaimVerdict]:
    """Return what becomes of the claims of an item under its lead, or of a sentence."""
    sample, beside = SAMPLES[row["workbook"]], (row["beside"],) if row["beside"] else ()
    passage = Passage(row["sentence"], SentencePlace(), lead=row["lead"], beside=beside)
    return {each.verdict for each in judge(claims_in(passage, names_of(sample)), known(sample))}


def rows(wanted: str) -> list[dict[str, str]]:
    """Return the rows of the table of which that is wanted."""
    with (Path(__file__).parent / "data" / "finished.tsv").open(encoding="utf-8", newline="") as file:
        every = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in every if row["wanted"] == wanted]


def test_what_is_wanted_feared_denied_or_compared_contradicts_nothing() -> None:
    assert [row for row in rows("open") if WRONG & verdicts(row)] == []
    assert len(rows("open")) > 150


def test_what_has_happened_to_others_is_contradicted() -> None:
    assert [row for row in rows("wrong") if not WRONG & verdicts(row)] == []
    assert len(rows("wrong")) > 20


def test_a_lead_that_asks_for_improvement_is_no_agreement_with_one_that_was_made() -> None:
    row = {
        "workbook": "essex",
        "lead": "Areas where improvement is required:",
        "beside": "",
        "sentence": "Digital Crime",
    }
    assert ClaimVerdict.AGREES not in verdicts(row)
    assert ClaimVerdict.AGREES in verdicts(row | {"lead": "Areas that have improved:"})


def test_what_a_row_counts_is_counted_for_its_command() -> None:
    row = {"workbook": "essex", "lead": "", "beside": "PPU", "sentence": "Two areas require improvement."}
    assert verdicts(row) == {ClaimVerdict.AGREES}
