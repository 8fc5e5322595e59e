"""The Word document on its way to a PDF: its title, decoration, tracked changes, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.word_files import WordFile, link, styled
from xlscore.ooxml.errors import OoxmlError
from xlscore.papers.pdf.document import read_document
from xlscore.papers.pdf.figures import DECORATION
from xlscore.word import Document
from xlscore.word.standing.texts import text_of
from xlscore.word.xml.names import R, child, value, w

INSERTED = '<w:p><w:ins w:id="1" w:author="Somebody" w:date="2019-04-01T09:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'


@pytest.mark.parametrize(
    ("properties", "text", "title"),
    [
        ("Grades in April", [styled("Over the text", "Title")], "Grades in April"),
        ("", [styled("1.0 Purpose", "Heading1"), styled("Over the text", "Title")], "Over the text"),
        ("", [styled("", "Title"), styled("1.0 Purpose", "Heading1")], "1.0 Purpose"),
        ("", [styled("Words")], "paper"),
    ],
)
def test_the_title_is_the_properties_else_what_stands_over_the_text(
    properties: str, text: list[str], title: str, tmp_path: Path
) -> None:
    path = WordFile(list(text), title=properties).save(tmp_path / "paper.docx")

    assert read_document(path).title == title


def test_only_decoration_is_marked_and_the_file_stays_as_it_is(tmp_path: Path) -> None:
    made = WordFile()
    pictures = [made.picture("A map."), made.picture("", decorative=True), made.picture("")]
    made.add(*(f"<w:p>{each}</w:p>" for each in pictures))
    path = made.save(tmp_path / "paper.docx")
    before = path.read_bytes()

    read = read_document(path)

    assert [each.alternative for each in Document.open(read.data).pictures] == ["A map.", DECORATION, ""]
    assert path.read_bytes() == before


def test_tracked_changes_are_said(tmp_path: Path) -> None:
    path = WordFile([styled("Words"), INSERTED]).save(tmp_path / "paper.docx")

    assert [problem.what for problem in read_document(path).problems] == [
        "There are tracked changes, and the PDF shows them."
    ]


def test_a_place_that_nobody_has_written_in_is_said_with_what_it_asks_for(tmp_path: Path) -> None:
    asked = (
        '<w:sdt><w:sdtPr><w:alias w:val="Introduction"/>{}<w:text/></w:sdtPr><w:sdtContent><w:p><w:r>'
        "<w:t>Say how it works.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    path = WordFile([asked.format("<w:showingPlcHdr/>"), asked.format("")]).save(tmp_path / "paper.docx")

    assert [problem.what for problem in read_document(path).problems] == [
        "'Introduction' is not written yet, and the PDF says: Say how it works."
    ]


@pytest.mark.parametrize("content", [b"", b"only words", b"%PDF-1.7\n"])
def test_what_is_no_word_document_is_refused_whatever_it_is_called(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(content)

    with pytest.raises(OoxmlError):
        read_document(path)


def leads(data: bytes) -> list[tuple[str, str]]:
    """Each link of a document: its words, and where it leads."""
    document = Document.open(data)
    to = {each.id: each.target for each in document.package.rels(document.part) if each.external}
    return [(text_of(each), to[each.get(f"{{{R}}}id", "")]) for each in document.body.iter(w("hyperlink"))]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://www.police.uk/data.", [("https://www.police.uk/data", "https://www.police.uk/data")]),
        ("(www.police.uk)", [("www.police.uk", "http://www.police.uk")]),
        ("https://a.uk/x_(y), b", [("https://a.uk/x_(y)", "https://a.uk/x_(y)")]),
        (
            "Ask clerk@essex.police.uk, or www.gov.uk.",
            [("clerk@essex.police.uk", "mailto:clerk@essex.police.uk"), ("www.gov.uk", "http://www.gov.uk")],
        ),
        ("8 @ 3.5, www. and http:// alone", []),
    ],
)
def test_an_address_in_the_text_leads_there_and_the_paper_stays_as_it_is(
    text: str, links: list[tuple[str, str]], tmp_path: Path
) -> None:
    path = WordFile([styled(text)]).save(tmp_path / "paper.docx")
    before = path.read_bytes()

    data = read_document(path).data

    assert leads(data) == links
    assert [each.text for each in Document.open(data).paragraphs] == [text]
    assert path.read_bytes() == before


def test_an_address_in_two_looks_is_one_link_with_the_style_that_libreoffice_asks_for(tmp_path: Path) -> None:
    halves = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>https://www.pol</w:t></w:r><w:r><w:t>ice.uk/ now</w:t></w:r></w:p>"

    data = read_document(WordFile([halves]).save(tmp_path / "paper.docx")).data

    assert leads(data) == [("https://www.police.uk/", "https://www.police.uk/")]
    found = Document.open(data)
    runs = [run for each in found.body.iter(w("hyperlink")) for run in each.iter(w("r"))]
    assert [value(run, "rPr", "rStyle") for run in runs] == [found.desk.styles.id_of("link")] * 2
    assert [child(run, "rPr", "b") is not None for run in runs] == [True, False]


def test_links_and_tracked_changes_are_left_as_they_are(tmp_path: Path) -> None:
    written = (
        f"<w:p>{link('https://www.police.uk/', 'https://www.gov.uk/')}</w:p>",
        INSERTED.replace("new", "https://www.police.uk/"),
    )

    assert leads(read_document(WordFile([*written]).save(tmp_path / "paper.docx")).data) == []
