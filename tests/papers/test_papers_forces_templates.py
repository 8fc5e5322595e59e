"""A force's own template in which the titles are nearly right, lie within each other, or a paper stands already."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.papers.test_papers_board import GRID
from tests.support.papers import write_book
from xlscore.engine import open_book
from xlscore.papers.files import PaperError, paper_places, refresh_paper, write_paper
from xlscore.word import Document

CONTROL = "<w:sdt {ns}><w:sdtPr><w:alias w:val='{title}'/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Here</w:t></w:r></w:p>{inner}</w:sdtContent></w:sdt>"


def control(title: str, inner: str = "") -> str:
    return CONTROL.format(ns=nsdecls("w"), title=title, inner=inner)


def template(folder: Path, xml: str) -> Path:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(xml))
    document.save(str(folder / "template.docx"))
    return folder / "template.docx"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book.xlsx", {"Grid": GRID})


def test_a_slip_in_the_only_title_is_told_and_a_cover_of_the_forces_own_is_not(
    tmp_path: Path, book: Path
) -> None:
    slip = write_paper(book, tmp_path / "a.docx", template=template(tmp_path, control("Gridd")))
    cover = write_paper(book, tmp_path / "b.docx", template=template(tmp_path, control("Name of company")))

    assert ["'Gridd'" in each.what for each in slip.problems if each.sheet == "template.docx"] == [True]
    assert [each for each in cover.problems if each.sheet == "template.docx"] == []


def test_a_place_within_another_is_unfit_and_the_outer_one_is_written(tmp_path: Path, book: Path) -> None:
    nested = template(tmp_path, control("Grid", control("Rationale")))

    states = {each.title: each.state for each in paper_places(nested, book).places if each.state != "missing"}
    written = write_paper(book, tmp_path / "paper.docx", template=nested)

    assert states == {"Grid": "known", "Rationale": "unfit"}
    assert [each.tag for each in written.regions if each.state == "written"] == ["xlscore:table:grid"]
    assert ["'Rationale'" in each.what for each in written.problems if each.sheet == "template.docx"] == [
        True
    ]


def test_a_paper_is_no_template_for_another(tmp_path: Path, book: Path) -> None:
    write_paper(book, tmp_path / "first.docx")

    with pytest.raises(PaperError, match=r"first\.docx is no template"):
        write_paper(book, tmp_path / "second.docx", template=tmp_path / "first.docx")

    assert not (tmp_path / "second.docx").exists()


def test_a_place_called_as_a_section_is_for_what_stands_there_with_all_its_paragraphs(tmp_path: Path) -> None:
    said = [["Field", "Text"], ["Recommendations", "The board notes the report.\nIt agrees the grades."]]
    book = write_book(tmp_path / "book.xlsx", {"Grid": GRID, "Paper": said})

    answer = write_paper(
        book, tmp_path / "paper.docx", template=template(tmp_path, control("Recommendations"))
    )

    texts = [each.text for each in Document.open(tmp_path / "paper.docx").paragraphs]
    assert texts[:2] == ["The board notes the report.", "It agrees the grades."]
    assert [region.tag for region in answer.regions if region.state == "written"] == [
        "xlscore:words:recommendations", "xlscore:words:recommendations.p2",
    ]  # fmt: skip


def test_a_place_for_a_heading_says_so(tmp_path: Path, book: Path) -> None:
    write_paper(
        book, tmp_path / "paper.docx", template=template(tmp_path, control("Heading: Recommendations"))
    )

    assert Document.open(tmp_path / "paper.docx").paragraphs[0].text == "2.0 Recommendations"


def test_a_place_that_word_fills_from_data_is_the_papers_from_then_on(tmp_path: Path, book: Path) -> None:
    bound = control("Title").replace(
        "</w:sdtPr>",
        "<w:dataBinding w:xpath='/ns0:coreProperties[1]/ns1:title[1]' w:storeItemID='{6C3C8BC8-F283-45AE-878A-BAB7291924A1}'/></w:sdtPr>",
    )

    answer = write_paper(book, tmp_path / "paper.docx", template=template(tmp_path, bound))
    write_book(book, {"Grid": GRID, "Paper": [["Field", "Text"], ["Title", "Another title"]]})
    refresh_paper(tmp_path / "paper.docx", book)

    document = Document.open(tmp_path / "paper.docx")
    (title,) = document.controls("xlscore:sentence:paper.title")
    assert [each for each in answer.problems if each.sheet == "template.docx"] == []
    assert {each.state for each in answer.regions} == {"written"}  # a cover's title alone makes no template
    assert document.tables[0].title == "Grid"
    assert (title.text, document.properties.title, title.is_bound) == ("Another title",) * 2 + (False,)
    assert not any(each.is_bound for each in document.controls())


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        (control("Grid").replace("</w:sdtPr>", "<w:date/></w:sdtPr>"), "is a list to choose from, a date"),
        (control("Grid").replace("<w:r>", "<w:ins w:id='1' w:author='A'><w:r>").replace("</w:r>", "</w:r></w:ins>"), "has tracked changes"),
        (f"<w:p {nsdecls('w')}>{control('Grid').replace('<w:p>', '').replace('</w:p>', '')}</w:p>", "stands within a line"),
    ],
)  # fmt: skip
def test_why_a_control_cannot_hold_its_part_is_said(tmp_path: Path, book: Path, xml: str, why: str) -> None:
    answer = write_paper(book, tmp_path / "paper.docx", template=template(tmp_path, xml))

    (problem,) = (each for each in answer.problems if each.sheet == "template.docx")
    assert problem.what.startswith(
        "The control 'Grid' of the template cannot hold its part of the paper: it "
    )
    assert why in problem.what
    assert "Here" in "".join(each.text for each in Document.open(tmp_path / "paper.docx").paragraphs)


def test_a_sheet_that_a_workbook_has_lost_is_told_once(tmp_path: Path) -> None:
    risks = [["Ref", "Area or command", "Likelihood", "Impact"], ["R1", "Burglary", 5, 20]]
    book = write_book(tmp_path / "book.xlsx", {"Grid": GRID, "Risks": risks})
    paper = tmp_path / "paper.docx"
    write_paper(book, paper)
    write_book(book, {"Grid": GRID})

    dry = refresh_paper(paper, book, dry_run=True)
    lost = refresh_paper(paper, book)
    again = refresh_paper(paper, book)

    told = ["book.xlsx has no sheet 'Risks' any more, from which parts of the paper were written."]
    assert [problem.what for problem in dry.problems if problem.sheet == "Risks"] == told
    assert [problem.what for problem in lost.problems if problem.sheet == "Risks"] == told
    assert [problem for problem in again.problems if problem.sheet == "Risks"] == []


def named(folder: Path, words: str, kind: str = "") -> Path:
    """Write a workbook whose table Paper names a template."""
    said = [["Field", "Text", "Paper"], ["Template", words, kind or None]]
    return write_book(folder / "book.xlsx", {"Grid": GRID, "Paper": said})


@pytest.mark.parametrize(
    "typed", ["ours/template.docx", r"ours\template.docx", "{folder}/ours/template.docx"]
)
def test_the_template_that_the_workbook_names_is_taken_as_seen_from_the_workbook(
    tmp_path: Path, typed: str
) -> None:
    (tmp_path / "ours").mkdir()
    template(tmp_path / "ours", control("Grid"))

    written = write_paper(named(tmp_path, typed.format(folder=tmp_path)), tmp_path / "paper.docx")

    assert written.template == "template.docx"
    assert [each.tag for each in written.regions if each.state == "written"] == ["xlscore:table:grid"]


def test_a_template_that_is_asked_for_goes_before_and_one_for_another_paper_is_none(tmp_path: Path) -> None:
    book = named(tmp_path, "nowhere.docx", "msg")
    other = write_paper(book, tmp_path / "ours.docx")
    book = named(tmp_path, "nowhere.docx")
    asked = write_paper(book, tmp_path / "asked.docx", template=template(tmp_path, control("Grid")))

    assert (other.template, asked.template) == ("", "template.docx")
    assert {each.state for each in other.regions} == {"written"}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("nowhere.dotx", "Paper!B2 names the template 'nowhere.dotx', and there is no file "),
        ("https://force.example/board.dotx", "Paper!B2 names a template on a server"),
    ],
)
def test_a_template_that_is_not_there_is_said_with_its_cell_and_nothing_is_written(
    tmp_path: Path, words: str, what: str
) -> None:
    with pytest.raises(PaperError) as refused:
        write_paper(named(tmp_path, words), tmp_path / "paper.docx")

    assert refused.value.sentence.startswith(what)
    assert not (tmp_path / "paper.docx").exists()


def test_a_workbook_in_no_folder_has_no_template_beside_it(tmp_path: Path) -> None:
    path = named(tmp_path, "board.dotx")
    with open_book(path) as book:
        path.unlink()
        with pytest.raises(
            PaperError, match=r"Paper!B2 .* as seen from the workbook, which lies in no folder"
        ):
            write_paper(book, tmp_path / "paper.docx")
