"""The grid of a force with many commands: every word stands in one line, on whatever page the table comes to lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers.test_papers_board import composed
from tests.papers.test_papers_forces_templates import control, template
from tests.papers.test_papers_refresh import refreshed, written
from tests.support.papers import write_book
from xlscore.papers.files import refresh_paper, write_paper
from xlscore.papers.model import PaperTable
from xlscore.tubemap.geometry.fonts import text_width
from xlscore.word import Document, WordTable
from xlscore.word.xml.names import attribute, w

COMMANDS = (
    "North", "South", "West", "Stansted", "Contact Management", "Crime & Public Protection", "Operational Policing",
    "Serious Crime Directorate", "Criminal Justice", "Strategic Change", "Kent & Essex SCD", "Professional Standards",
    "Human Resources", "Information Technology", "Corporate Finance", "Roads Policing", "Counter Terrorism",
    "Neighbourhoods", "Investigations", "Communications",
)  # fmt: skip
GRADES = ("Good", "RI", "Outstanding", "Inadequate", "N/A")
AREAS = ("Child Abuse & Sexual Exploitation", "Gangs & Organised Criminality", "Innovation")


def grid(number: int, turn: int = 0) -> list[list[str | None]]:
    """Return a grid of so many commands, whose grades change with `turn`."""
    heads = ["Theme", "Area", *COMMANDS[:number], "Force redline (Feb 2019)", "Final grade", "Rationale"]
    rows = [
        ["Keeping People Safe", area, *(GRADES[(row + 3 * each + turn) % 5] for each in range(number)), "RI", "Good", "."]
        for row, area in enumerate(AREAS)
    ]  # fmt: skip
    return [["Cycle", "Cycle 13"], [], heads, *rows]  # type: ignore[list-item]  # blank lines have no cells


def broken(table: WordTable) -> list[str]:
    """Return the words that do not fit their column, in the letters that they stand in."""
    sides, millimetre = 170, 1440 / 25.4
    found = []
    for number, row in enumerate(table.rows):
        for cell, column in zip(row.cells, table.element.iter(w("gridCol")), strict=True):
            room = (int(attribute(column, "w")) - sides) / millimetre
            size = next(cell.element.iter(w("sz")), None)
            points = 9.0 if size is None else int(attribute(size, "val")) / 2
            bold = number == 0
            found += [word for word in cell.text.split() if text_width(word, points, bold) > room]
    return found


@pytest.mark.parametrize(("number", "columns"), [(4, [8]), (9, [8, 6]), (14, [10, 9]), (20, [10, 9, 7])])
def test_no_word_of_the_grid_is_broken_and_every_command_stands_in_one_table(
    tmp_path: Path, number: int, columns: list[int]
) -> None:
    paper = composed(tmp_path, {"Grid": grid(number)}).paper
    document = Document.open(written(paper))

    tables = [
        table
        for table in document.tables
        if table.rows[0].texts[0] == "Area" and table.rows[0].texts[-1] != "Rationale"
    ]
    heads = [text for table in tables for text in table.rows[0].texts]
    assert [len(table.rows[0].cells) for table in tables] == columns
    assert [heads.count(command) for command in COMMANDS[:number]] == [1] * number
    assert [row.texts[0] for row in tables[-1].rows[1:]] == list(AREAS)
    assert [broken(table) for table in tables] == [[]] * len(tables)


def test_other_grades_move_no_column_and_still_break_no_word(tmp_path: Path) -> None:
    first = written(composed(tmp_path, {"Grid": grid(14, 0)}).paper)
    second = composed(tmp_path, {"Grid": grid(14, 2)}).paper

    document, found = refreshed(first, second)

    tables = [table for table in document.tables if table.title.startswith("Grid")]
    grids = [
        block for block in second.blocks() if isinstance(block, PaperTable) and block.key.startswith("grid")
    ]
    assert found.problems == ()
    assert [row.texts for table in tables for row in table.rows[1:]] == [
        [cell.text for cell in row.cells] for table in grids for row in table.rows
    ]
    assert [broken(table) for table in tables] == [[], []]


def test_a_templates_upright_place_takes_both_tables_in_smaller_letters_and_is_refreshed(
    tmp_path: Path,
) -> None:
    book = write_book(tmp_path / "book.xlsx", {"Grid": grid(14)})
    force = template(tmp_path, control("Grid"))
    paper = tmp_path / "paper.docx"

    answer = write_paper(book, paper, template=force)
    document = Document.open(paper)
    write_book(book, {"Grid": grid(14, 1)})
    again = refresh_paper(paper, book)

    tables = document.tables
    assert [region.tag for region in answer.regions if region.state == "written"] == [
        "xlscore:table:grid", "xlscore:table:grid.2",
    ]  # fmt: skip
    assert [table.title for table in tables] == [
        "Grid",
        "Grid, continued: Criminal Justice to Information Technology",
    ]
    assert [broken(table) for table in tables] == [[], []]
    assert {region.state for region in again.regions if region.kind == "table" and "grid" in region.tag} == {
        "written"
    }
