"""The sample of the month with a few of its counts and no picture: all its tables, at a small part of the work."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tests.support.tools import ROOT
from xlscore.books.files import workbook_file

MEASURES: Final = ("Burglary in a dwelling", "Robbery of personal property")
OUTCOMES: Final = "Burglary in a dwelling outcomes"
PLACES: Final = ("Camden", "Hackney")
_SAMPLE: Final = ROOT / "workbooks" / "sample-monthly-performance-london.xlsx"
_PICTURES: Final = (
    "Control charts", "Explorer", "Projection charts", "Satisfaction charts", "Crime tree picture", "Chart data", "Explorer data", "Projection data",
    "Satisfaction chart data", "Trend data",
)  # fmt: skip


def small_month(path: Path) -> Path:
    """Return the file, a copy of the sample with the counts of two measures, and the outcomes of one, in two places."""
    shutil.copy(_SAMPLE, path)
    with workbook_file(path) as book:
        sheet = book.sheets["Series"]
        headings, *rows = sheet.range("A6").expand().value
        kept = [row for row in rows if row[0] in {*MEASURES, OUTCOMES} and row[1] in PLACES]
        sheet.range("A7").value = [*kept, *[[None] * len(headings)] * (len(rows) - len(kept))]
        for name in _PICTURES:
            book.sheets[name].delete()
    return path
