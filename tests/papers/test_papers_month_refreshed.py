"""A monthly report in Word, refreshed with another month: the same as one that is written anew, wherever its objectives belong now."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from tests.papers.test_papers_month import CARD, SHEETS
from tests.support.papers import write_book
from xlscore.papers.files import refresh_paper, write_paper
from xlscore.word import Document
from xlscore.word.standing.texts import text_of
from xlscore.word.xml.names import w

pytestmark = pytest.mark.slow


def lines(path: Path) -> list[str]:
    """Return the lines of a document that hold something."""
    document = Document.open(path, to_edit=False)
    return [line for line in text_of(document.body).split("\n") if line.strip()]


@pytest.mark.parametrize("kind", ["monthly", "panel", "quarterly"])
def test_refreshed_with_other_figures_it_reads_as_one_that_is_written_anew(tmp_path: Path, kind: str) -> None:
    rows = deepcopy(CARD)
    for row in rows[1:]:
        row[3] = row[3] * 1.3 if row[3] < 1 else round(row[3] * 0.7)
    rows[1][7], rows[1][8] = 1332, 315
    before = write_book(tmp_path / "before.xlsx", SHEETS)
    after = write_book(tmp_path / "after.xlsx", {**SHEETS, "Scorecard": rows})
    write_paper(before, tmp_path / "paper.docx", kind=kind)

    answer = refresh_paper(tmp_path / "paper.docx", after)
    write_paper(after, tmp_path / "new.docx", kind=kind)

    assert {str(region.state) for region in answer.regions} == {"written", "unchanged"}
    assert lines(tmp_path / "paper.docx") == lines(tmp_path / "new.docx")


def test_an_objective_that_becomes_a_chapter_moves_there_and_nothing_is_called_lost(tmp_path: Path) -> None:
    rows = deepcopy(CARD)
    rows[5][5], rows[5][6] = "High", 14
    before = write_book(tmp_path / "before.xlsx", SHEETS)
    after = write_book(tmp_path / "after.xlsx", {**SHEETS, "Scorecard": rows})
    write_paper(before, tmp_path / "paper.docx", kind="monthly")

    answer = refresh_paper(tmp_path / "paper.docx", after)
    write_paper(after, tmp_path / "new.docx", kind="monthly")

    assert [problem.what for problem in answer.problems if "control" in problem.what] == []
    shown, new = lines(tmp_path / "paper.docx"), lines(tmp_path / "new.docx")
    assert sorted(shown) == sorted(new)
    assert shown.index("Robbery") < shown.index("Other threats")


def test_a_link_leaves_the_other_columns_of_the_horizon_their_room(tmp_path: Path) -> None:
    rows = deepcopy(SHEETS["Horizon"])
    rows[1][2] = f"https://www.example.org/{'a-long-way/' * 12}"
    book = write_book(tmp_path / "book.xlsx", {**SHEETS, "Horizon": rows})
    write_paper(book, tmp_path / "paper.docx", kind="monthly")

    document = Document.open(tmp_path / "paper.docx", to_edit=False)

    (table,) = [
        table for table in document.tables if table.rows[0].texts[:2] == ["Title", "Information source"]
    ]
    widths = [int(column.get(w("w")) or 0) for column in table.element.iter(w("gridCol"))]
    assert widths[1] < sum(widths) / 3
