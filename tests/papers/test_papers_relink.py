"""A paper that another program saved: its regions are found again, and it is refreshed as if nothing had happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers.made_paper import made_paper
from tests.papers.test_papers_refresh import refreshed, text, written
from tests.support.libreoffice import DOCX, Office
from tests.support.tools import ROOT
from xlscore.papers.files import relink_paper
from xlscore.papers.regions.kept import read_kept
from xlscore.papers.regions.relinking import relink
from xlscore.papers.regions.remembered import Remembered
from xlscore.papers.templates import TEMPLATE, own_template
from xlscore.word import Document


@pytest.mark.libreoffice
def test_a_paper_saved_by_libreoffice_is_linked_again_and_refreshed(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(written(made_paper(1)))
    with office.open(path) as book:
        saved = book.save_as(tmp_path / "saved.docx", DOCX)

    found = relink_paper(saved)
    document, told = refreshed(saved.read_bytes(), made_paper(2))

    assert {state.state for state in found.regions} == {"written"}
    assert found.problems == ()
    assert told.problems == ()
    assert "·1⟩" not in text(document)


def test_our_own_template_has_the_letters_of_tables_in_a_style() -> None:
    document = Document.open(own_template())

    assert document.paragraphs == []
    assert document.desk.styles.find("table") is not None
    assert document.properties.language == "en-GB"


def test_the_template_that_ships_is_ours_as_it_is() -> None:
    shipped = Document.open(ROOT / "workbooks" / TEMPLATE).as_document()

    assert shipped.parts.package.read("/word/styles.xml") == Document.open(own_template()).parts.package.read(
        "/word/styles.xml"
    )
    assert shipped.kind == ".docx"


def untagged() -> tuple[Document, Remembered]:
    """A paper whose controls a program has taken away, and what was written into it."""
    document = Document.open(written(made_paper(1)))
    kept = read_kept(document)
    assert kept is not None
    while True:
        tagged = [control for control in document.controls() if control.tag]
        if not tagged:
            return document, kept
        tagged[0].unwrap()


def test_regions_without_their_controls_are_found_by_their_bookmarks_and_refreshed() -> None:
    document, kept = untagged()

    states, problems = relink(document, kept, "paper.docx")
    again, told = refreshed(document.to_bytes(), made_paper(2))

    assert {state.state for state in states} == {"written"}
    assert problems == ()
    assert told.problems == ()
    assert "·1⟩" not in text(again)


def test_a_region_whose_words_were_deleted_is_told_and_the_others_are_found() -> None:
    document, kept = untagged()
    paragraph = next(each for each in document.paragraphs if "at Good" in each.text)
    paragraph.remove()

    states, problems = relink(document, kept, "paper.docx")

    assert {state.tag: state.state for state in states}["xlscore:sentence:counts"] == "gone"
    assert [problem.what.partition(" was")[0] for problem in problems] == ["words", "changes", "counts"]


def test_what_stands_with_its_tag_is_left_as_it_is() -> None:
    document = Document.open(written(made_paper(1)))
    kept = read_kept(document)
    assert kept is not None

    states, problems = relink(document, kept, "paper.docx")

    assert {state.state for state in states} == {"unchanged"}
    assert problems == ()


@pytest.mark.parametrize(
    "kept",
    [
        None,
        "",
        "[]",
        '{"form": 99, "regions": {}}',
        '{"form": 1, "regions": {"xlscore:yours:a": 7}}',
        '{"regions": 1}',
    ],
)
def test_a_text_that_remembers_nothing_is_none(kept: str | None) -> None:
    assert Remembered.read(kept) is None
