"""The workbook's own words: the cells in which people write, with their row and column; figures and other cycles are left out."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.tools import ROOT
from xlscore import open_book
from xlscore.narrative.checking import check_paper
from xlscore.narrative.model import ClaimVerdict, Passage
from xlscore.narrative.texts.cells import read_cells


def _cells(folder: Path, **sheets: list[list[object]]) -> tuple[Passage, ...]:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "book.xlsx"
    workbook.save(path)
    return read_cells(open_book(path))


def test_a_rationale_is_read_with_its_area_beside_it(tmp_path: Path) -> None:
    head = ["Area", "North", "South", "Last cycle", "Suggested grade", "Final grade", "Rationale"]
    rows = [
        ["Gangs", "Good", "RI", "RI", None, "Good", "The solved rate rose. It is 12 %."],
        ["Rape", "RI", "RI", "RI", None, "RI", "As before"],
    ]

    found = _cells(tmp_path, Grid=[head, *rows])

    assert [(each.text, each.place.words, each.beside) for each in found] == [
        ("The solved rate rose.", "Grid!G2", ("Gangs", "Rationale")),
        ("It is 12 %.", "Grid!G2", ("Gangs", "Rationale")),
    ]
    assert found[1].before == "The solved rate rose."


def test_the_lines_of_a_cell_are_a_list_where_they_have_bullets(tmp_path: Path) -> None:
    rows = [["Burglary", "Evidence", "Two areas have improved since:\n• The north of the force\n• The city"]]

    found = _cells(tmp_path, Narrative=[["Objective or section", "Kind", "Text"], *rows])

    assert [(each.text, each.lead) for each in found] == [
        ("Two areas have improved since:", ""),
        ("The north of the force", "Two areas have improved since:"),
        ("The city", "Two areas have improved since:"),
    ]
    assert found[0].items == ("The north of the force", "The city")


def test_a_workbook_without_words_has_none(tmp_path: Path) -> None:
    assert _cells(tmp_path, Data=[["Something", "Else"], [1, 2]]) == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["balanced-scorecard-essex", "msg-positions-illustrative", "threat-impact-leicestershire", "monthly-performance-london"])  # fmt: skip
def test_no_sample_contradicts_its_own_words(name: str) -> None:
    checked = check_paper(ROOT / "workbooks" / f"sample-{name}.xlsx", None)

    assert [
        each.claim.passage.text for each in checked.of(ClaimVerdict.CONTRADICTS, ClaimVerdict.DOES_NOT_ADD_UP)
    ] == []
