"""What other programs say of a document that we wrote: Office's own schema, python-docx, LibreOffice."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from tests.support.libreoffice import DOCUMENT_PDF, DOCX
from tests.support.pictures import pdf_text
from tests.support.rich_document import OURS, write_everything
from tests.support.validator import validate
from xlscore.word import Document
from xlscore.word.file.blank import blank_document

# Where a control stood round what its bookmark holds, after LibreOffice dropped its tag.
LEVELS = {
    "phrase": "inline",
    "sentence": "inline",
    "picture": "inline",
    "words": "block",
    "list": "block",
    "yours": "block",
    "table": "block",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "everything.docx"
    path.write_bytes(write_everything(Document.open(blank_document())).to_bytes())
    return path


@pytest.mark.validator
def test_offices_own_schema_accepts_everything_that_can_be_written(written: Path) -> None:
    assert validate(written) == []


def test_a_second_reader_reads_what_was_written(written: Path) -> None:
    # It sees nothing that stands in a control of its own.
    found = docx.Document(io.BytesIO(Document.open(written).without_controls()))

    headings = [
        (each.style.name, each.text) for each in found.paragraphs if each.style.name.startswith("Heading")
    ]
    grades = docx.table.Table(next(found.element.body.iter("{*}tbl")), found)
    first, wide, last = found.sections
    assert headings == [("Heading 1", "1.0 Purpose"), ("Heading 2", "Wide")]
    assert [[cell.text for cell in row.cells] for row in grades.rows][:3] == [
        ["Area", "Now", "Last"],
        ["Crime", "Good", "12.5"],
        ["Justice", "Good", "7"],
    ]
    assert [each.orientation for each in (first, wide, last)] == [0, 1, 0]
    assert first.header.paragraphs[0].style.name == "Header"
    assert (found.core_properties.title, found.core_properties.language) == ("Grades", "en-GB")
    assert [(each.author, each.text) for each in found.comments] == [
        ("xlscore", "The workbook says three."),
        ("xlscore", "Look at this."),
    ]
    assert len(found.inline_shapes) == 1


@pytest.mark.slow
def test_libreoffice_prints_every_word(office, written: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.docx"
    plain.write_bytes(Document.open(written).without_controls())

    with office.open(plain) as book:
        words = pdf_text(book.save_as(tmp_path / "plain.pdf", DOCUMENT_PDF))

    for said in (
        "OFFICIAL",
        "1.0 Purpose",
        "There were two changes since cycle 12. So it is.",
        "Say here what the board said.",
        "The end",
    ):
        assert said in words
    lines = [" ".join(line.split()) for line in words.splitlines()]
    assert [line for line in lines if line[:2] in ("1.", "2.") and line[2:3] == " "] == [
        "1. first",
        "2. second",
        "1. again first",
    ]


@pytest.mark.slow
def test_controls_are_found_again_by_their_bookmarks_after_libreoffice_dropped_their_tags(
    office, written: Path, tmp_path: Path
) -> None:
    before = Document.open(written)
    before.comments.replace_all([], **OURS)  # 7.4 loses the first words of a table in a control that has one
    texts = {name: before.control(name).text for name in LEVELS}
    uncommented = before.save(tmp_path / "uncommented.docx")
    with office.open(uncommented) as book:
        saved = book.save_as(tmp_path / "saved.docx", DOCX)
    document = Document.open(saved)
    tags = {each.tag for each in document.controls()}

    for bookmark in document.bookmarks:
        if bookmark.name in LEVELS:
            bookmark.wrap(LEVELS[bookmark.name], tag=bookmark.name, title=bookmark.name.title())
    again = Document.open(document.to_bytes())

    assert tags.isdisjoint(LEVELS)
    assert {name: again.control(name).text for name in LEVELS} == {
        **texts,
        "yours": "Say here what the board said.",
    }
    assert {name: again.control(name).bookmark for name in LEVELS} == {name: name for name in LEVELS}
    assert again.control("phrase").parent == again.control("sentence")
    assert again.control("sentence").parent == again.control("words")
