"""A paper that another program saved: its regions are found again, and it is refreshed as if nothing had happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers.made_paper import made_paper
from tests.papers.test_papers_refresh import refreshed, text, written
from tests.support.libreoffice import DOCX, Office
from tests.support.tools import ROOT
from xlscore.papers.files import relink_paper
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
