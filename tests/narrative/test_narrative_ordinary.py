"""Sentences as anybody writes them, true or of something else: none of them is called a contradiction."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, verdicts
from xlscore.narrative.model import ClaimVerdict

SAMPLES = {"essex": ESSEX, "leicestershire": LEICESTERSHIRE, "london": LONDON, "msg": MSG}
WRONG = {ClaimVerdict.CONTRADICTS, ClaimVerdict.DOES_NOT_ADD_UP}


def test_ordinary_sentences_contradict_nothing() -> None:
    path = Path(__file__).parent / "data" / "ordinary.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = [row for row in rows if WRONG.intersection(_verdicts(row))]
    assert wrong == []
    assert len(rows) > 200


def _verdicts(row: dict[str, str]) -> list[ClaimVerdict]:
    headings = [each for each in row["headings"].split(" > ") if each]
    return verdicts(SAMPLES[row["workbook"]], row["sentence"], *headings)
