"""How wide the columns of a paper's tables are: no word is broken, and an address leaves the other columns their room."""

from __future__ import annotations

import pytest

from xlscore.papers.model import PaperCell, PaperColumn, PaperRow, PaperTable
from xlscore.papers.regions.layout import Region
from xlscore.papers.regions.making import block_content
from xlscore.papers.regions.tags import RegionKind
from xlscore.word import NewTable


def least(*texts: str, heading: str = "No.") -> list[float]:
    """Return the least widths of a table whose second column has these texts."""
    columns = (PaperColumn("a", "Area"), PaperColumn("b", heading))
    rows = tuple(PaperRow(str(n), (PaperCell("Gangs"), PaperCell(text))) for n, text in enumerate(texts))
    region = Region("xlscore:table:t", RegionKind.TABLE, "T", PaperTable("t", "T", columns, rows))
    (table,) = (each for each in block_content(region) if isinstance(each, NewTable))
    return list(table.least_mm)


@pytest.mark.parametrize("word", ["Outstanding", "Improvement", "Deteriorated", "recommendation"])
def test_a_column_is_as_wide_as_its_longest_word(word: str) -> None:
    assert least(f"a {word} b")[1] == least(word)[1] > least("a")[1]
    assert least("a", heading=word)[1] > least(word)[1]  # a heading's letters are bold


def test_an_address_does_not_count_as_a_word() -> None:
    assert least("https://www.example.org/reports/2013/october/review-of-vehicle-crime")[1] < 40
