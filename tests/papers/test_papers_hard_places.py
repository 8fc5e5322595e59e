"""Regions that people moved to odd places, tied to data, or put tables into: refreshed where they stand, or told; never lost."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from docx.oxml.ns import nsdecls
from lxml import etree

from tests.papers.made_paper import made_paper
from tests.papers.test_papers_refresh import UP, at, place, refreshed, states, text, written
from xlscore.ooxml.xml.tree import Element
from xlscore.papers.model import WholePaper
from xlscore.papers.regions.remembered import Remembered
from xlscore.papers.regions.writing import write_regions
from xlscore.word import Document
from xlscore.word.file.blank import blank_document
from xlscore.word.standing.texts import text_of
from xlscore.word.xml.names import MC, make, w

REGIONS = (
    "xlscore:words:words", "xlscore:list:list", "xlscore:table:grid", "xlscore:picture:map",
)  # fmt: skip
BOX = "<w:p {ns}><w:r><w:pict><v:shape><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r></w:p>"
TWICE = (
    "<w:p {ns} xmlns:mc='{mc}' xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><w:r><mc:AlternateContent>"
    "<mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent/></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
NESTED = (
    "<w:tbl {ns}><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
)


@pytest.fixture
def first() -> Document:
    """The paper of the first month, to be edited."""
    return Document.open(written(made_paper(1)))


def shaped(xml: str, **more: str) -> Element:
    spaces = f"{nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'"
    return etree.fromstring(xml.format(ns=spaces, mc=MC, **more))


def moved(document: Document, tag: str, into: Element, holders: list[Element]) -> None:
    """Put a region into something that takes its place, into each of its holders."""
    control = place(document, tag).element
    outer = control.getparent()
    assert outer is not None
    outer.replace(control, into)
    for number, holder in enumerate(holders):
        holder.insert(0, copy.deepcopy(control) if number else control)
        if not len(holder) or holder[-1].tag != w("p"):
            holder.append(make("w:p"))


@pytest.mark.parametrize("tag", REGIONS)
@pytest.mark.parametrize("where", ["a text box", "a text box written twice", "a table in a table"])
def test_a_region_is_refreshed_in(first: Document, tag: str, where: str) -> None:
    into = {
        "a text box": lambda: shaped(BOX),
        "a text box written twice": lambda: shaped(TWICE),
        "a table in a table": lambda: shaped(NESTED, inner=NESTED.format(ns="", inner="")),
    }[where]()
    holders = list(into.iter(w("txbxContent"))) or list(into.iter(w("tc")))[1:]
    moved(first, tag, into, holders)

    document, found = refreshed(first.to_bytes(), made_paper(2))
    again, second = refreshed(document.to_bytes(), made_paper(2))

    every = "".join(each.text or "" for each in document.body.iter(w("t")))
    assert "·1⟩" not in every
    assert (found.problems, second.problems) == ((), ())
    assert states(found, tag) == {"written"}
    assert again.to_bytes() == document.to_bytes()


def test_a_region_in_a_header_is_refreshed_and_its_conflict_is_told_without_a_comment(
    first: Document,
) -> None:
    first.mark("OFFICIAL", tag="own", title="Marking")
    place(first, UP).set_text("three")
    header = first.parts.tree("/word/header1.xml").root
    header.append(place(first, "xlscore:words:words").element)

    document, found = refreshed(first.to_bytes(), made_paper(2))

    assert "There were three and ⟨down·2⟩." in text_of(document.parts.tree("/word/header1.xml").root)
    assert [problem.what for problem in found.problems] == [
        "1.0 Summary: Changes in words: the paper says “three”, changed by hand, the workbook now “⟨up·2⟩”."
    ]
    assert list(document.comments) == []


@pytest.mark.parametrize(
    "new", [made_paper(2), made_paper(2, rows=("gangs", "people"))], ids=["moved on", "no such row"]
)
def test_a_persons_table_within_a_cell_of_ours_stays(first: Document, new: WholePaper) -> None:
    cell = place(first, "xlscore:table:grid").tables[0].rows[1].cells[1].element
    own = shaped(NESTED, inner="<w:p><w:r><w:t>mine inside</w:t></w:r></w:p>")
    cell.insert(1, own)

    document, found = refreshed(first.to_bytes(), new)

    assert "mine inside" in text(document)
    assert len(found.problems) == 1


def bound(document: Document, tag: str) -> None:
    """Tie a control to data, as the XML Mapping Pane of Word does."""
    binding = {"w:xpath": "/a", "w:storeItemID": "{00000000-0000-0000-0000-000000000000}"}
    place(document, tag).element[0].append(make("w:dataBinding", binding))


@pytest.mark.parametrize("tag", [UP, "xlscore:sentence:changes", *REGIONS])
def test_what_word_fills_from_data_is_left_and_told_and_the_rest_is_written(
    first: Document, tag: str
) -> None:
    stood = at(first, tag)
    bound(first, tag)

    document, found = refreshed(first.to_bytes(), made_paper(2))
    again, second = refreshed(document.to_bytes(), made_paper(2))

    (problem,) = found.problems
    assert (
        "stands in a control that Word fills from data kept in the file, and was left as it is."
        in problem.what
    )
    assert at(document, tag) == stood
    assert "skipped" in states(found, tag)
    assert (
        at(document, "xlscore:sentence:counts")
        == f"The force has ⟨good·{1 if tag == REGIONS[0] else 2}⟩ at Good."
    )
    assert (again.to_bytes(), second.problems) == (document.to_bytes(), found.problems)


def test_a_title_in_the_text_box_of_a_cover_is_written_and_refreshed_in_both_its_forms() -> None:
    document = Document.open(blank_document())
    control = (
        "<w:p><w:sdt><w:sdtPr><w:alias w:val='Title'/><w:id w:val='77'/></w:sdtPr><w:sdtContent><w:r><w:t>Here</w:t></w:r></w:sdtContent>"
        "</w:sdt></w:p>"
    )
    document.body.insert(
        0, shaped(TWICE.replace("<w:txbxContent/>", f"<w:txbxContent>{control}</w:txbxContent>"))
    )
    document = Document.open(document.to_bytes())
    write_regions(document, made_paper(1), Remembered(book="book.xlsx"))

    after, found = refreshed(document.to_bytes(), replace(made_paper(2), title="Later grades"))

    boxes = [text_of(box) for box in after.body.iter(w("txbxContent"))]
    assert [text_of(box) for box in document.body.iter(w("txbxContent"))] == ["Final grades"] * 2
    assert boxes == ["Later grades"] * 2
    assert found.problems == ()
