"""Conflicts that an officer settles by taking the workbook's: of a place by its name, of a cell, of the whole paper."""

from __future__ import annotations

import pytest

from tests.papers.made_paper import made_paper, png
from tests.papers.test_papers_refresh import CHANGES, DOWN, UP, at, place, text, written
from xlscore.papers.model import WholePaper
from xlscore.papers.refreshing.theirs import Theirs
from xlscore.papers.refreshing.whole import MergedPaper, merge_paper
from xlscore.papers.regions.kept import read_kept
from xlscore.papers.regions.layout import layout_of
from xlscore.word import Document, NewPicture, NewRow


def taken(data: bytes, paper: WholePaper, *names: str) -> tuple[Document, MergedPaper]:
    document = Document.open(data)
    kept = read_kept(document)
    assert kept is not None
    found = merge_paper(document, paper, kept, "paper.docx", Theirs.of(names))
    return Document.open(document.to_bytes()), found


@pytest.fixture
def edited() -> bytes:
    """A paper with a figure and a cell typed over, a sentence reworded, and words of a person's round all of them."""
    document = Document.open(written(made_paper(1)))
    place(document, UP).set_text("three")
    place(document, UP).insert_before("as many as ")
    table = place(document, "xlscore:table:grid").tables[0]
    table.rows[1].cells[1].set_text("mine")
    table.rows[2].cells[2].set_text("mine too")
    table.append(NewRow(["Total", "own", "row"]))
    return document.to_bytes()


CELL = "2.0 Grades of ⟨cycle·2⟩: Grades by area: row “Area cyber”, column “Cycle 13”"


@pytest.mark.parametrize(
    ("name", "up", "cells"),
    [
        (UP, "⟨up·2⟩", ["mine", "mine too"]),
        (CHANGES, "⟨up·2⟩", ["mine", "mine too"]),
        ("changes in words", "⟨up·2⟩", ["mine", "mine too"]),
        ("Grades by area", "three", ["⟨cyber-last·2⟩", "⟨gangs-now·2⟩"]),
        ("xlscore:table:grid", "three", ["⟨cyber-last·2⟩", "⟨gangs-now·2⟩"]),
        (CELL, "three", ["⟨cyber-last·2⟩", "mine too"]),
        ("all", "⟨up·2⟩", ["⟨cyber-last·2⟩", "⟨gangs-now·2⟩"]),
    ],
)
def test_the_workbooks_is_taken_of_the_place_that_is_named_and_of_no_other(
    edited: bytes, name: str, up: str, cells: list[str]
) -> None:
    document, found = taken(edited, made_paper(2), name)
    again, second = taken(document.to_bytes(), made_paper(2))

    table = place(document, "xlscore:table:grid").tables[0]
    left = (up == "three") + sum("mine" in cell for cell in cells)
    assert at(document, CHANGES) == f"There were as many as {up} and ⟨down·2⟩."
    assert [table.rows[1].texts[1], table.rows[2].texts[2]] == cells
    assert table.rows[-1].texts == ["Total", "own", "row"]
    assert len(found.problems) == len(second.problems) == len(list(document.comments)) == left
    assert again.to_bytes() == document.to_bytes()


def test_what_a_person_typed_and_the_workbook_never_moved_is_no_conflict_and_stays(edited: bytes) -> None:
    document, found = taken(edited, made_paper(1), "all")

    assert text(document) == text(Document.open(edited))
    assert found.problems == ()


def test_a_reworded_sentence_that_says_something_else_is_written_whole() -> None:
    document = Document.open(written(made_paper(1)))
    place(document, UP).insert_before("as many as ")
    new = made_paper(2, since=True)

    after, found = taken(document.to_bytes(), new, "Changes in words")

    assert at(after, CHANGES) == "There were ⟨up·2⟩ and ⟨down·2⟩ (since Innovation was downgraded)."
    assert [control.text for control in after.controls(DOWN)] == ["⟨down·2⟩"]
    assert found.problems == ()
    assert taken(after.to_bytes(), made_paper(1))[1].problems == ()


def test_a_sentence_with_a_persons_picture_in_it_stays_and_its_conflict_is_told() -> None:
    document = Document.open(written(made_paper(1)))
    place(document, UP).insert_before(NewPicture(png(9), "Mine.", 10))

    after, found = taken(document.to_bytes(), made_paper(2, since=True), "all")

    assert "Mine." in [picture.alternative for picture in after.pictures]
    assert len(found.problems) == 1


def test_reworded_items_and_touched_rows_go_with_the_workbook_but_not_with_a_persons_own_column() -> None:
    document = Document.open(written(made_paper(1)))
    item = place(document, "xlscore:sentence:item.gangs")
    item.controls[0].insert_before("quickly ")
    table = place(document, "xlscore:table:grid").tables[0]
    table.rows[1].cells[1].set_text("mine")
    table.insert_column(3, ["Note", "", "my note", "", ""])
    table.rows[2].cells[1].set_text("mine")
    new = made_paper(2, items=("cyber", "people"), rows=("people", "victims"))

    kept, conflicts = taken(document.to_bytes(), new)
    after, found = taken(document.to_bytes(), new, "all")

    assert len(conflicts.problems) == 3
    assert "Gangs moved to quickly" in text(kept)
    assert "Gangs moved" not in text(after)
    rows = [row.texts[0] for row in place(after, "xlscore:table:grid").tables[0].rows]
    assert rows == ["Area", "Area gangs", "Area people", "Area victims"]
    assert [problem.what for problem in found.problems] == [
        "2.0 Grades of ⟨cycle·2⟩: Grades by area: row “Area gangs”: the workbook has this no more."
    ]


def test_a_picture_put_there_by_hand_gives_way_in_the_size_that_it_has() -> None:
    document = Document.open(written(made_paper(1)))
    (picture,) = document.pictures
    picture.replace(png(77))
    picture.set_alternative("Mine.")
    size = picture.size_mm

    after, found = taken(document.to_bytes(), made_paper(2), "Tube map")

    assert [(each.image, each.alternative) for each in after.pictures] == [(png(2), "A map of ⟨map·2⟩.")]
    assert after.pictures[0].size_mm == pytest.approx(size)
    assert found.problems == ()


def test_a_name_that_nothing_has_is_known_as_such_with_what_may_be_meant() -> None:
    layout = layout_of(made_paper(2))
    asked = Theirs.of(["Grades by aera", "zzz", "Grades by area: row “Gangs”, column “Now”", UP, "All"])

    assert asked.unknown(layout) == [
        ("Grades by aera", ["2.0 Grades of ⟨cycle·2⟩: Grades by area"]),
        ("zzz", []),
    ]
