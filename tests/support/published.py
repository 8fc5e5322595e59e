"""The published tables that ship with the samples, and what the files beside the project call them."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.support.tools import ROOT

FACTS = ROOT / "xlscore" / "books" / "samples" / "facts"
PUBLISHED = {
    "essex_changes": "essex_bsc_changes",
    "essex_grid": "essex_bsc_cycle13_grid",
    "essex_msg": "essex_msg_aspirations_jan2020",
    "essex_rationale": "essex_bsc_rationale_own_words",
    "essex_redlines": "essex_redline_measures",
    "leicestershire_scorecard": "leics_emergent_scorecard_2013",
    "tube_map_lines": "tubemap_lines_illustrative",
}


def fact_file(name: str) -> Path:
    """Return the file of a published table as it ships with the samples."""
    return FACTS / f"{name}.csv"


def printed(name: str) -> list[list[str]]:
    """Return the rows of a published table, headings first, as the paper prints them."""
    with fact_file(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
