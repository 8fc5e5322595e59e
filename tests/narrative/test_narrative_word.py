"""Word documents as sentences: what is shown is read, with its place, headings, lists, tables and notes; what is not shown is not."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.support.documents import document_with, file_with, para, parts_of, run, zipped
from xlscore.narrative.model import Passage
from xlscore.narrative.texts.reading import ReadPaper, read_word
from xlscore.narrative.texts.word import paragraphs_of
from xlscore.word import Document, WordSpan
from xlscore.word.content import NewCell, NewList, NewParagraph, NewRow, NewTable
from xlscore.word.file.blank import blank_document
from xlscore.word.standing.texts import text_of
from xlscore.word.xml.names import R, W, attribute, w


def _line(text: str) -> str:
    return para(run(text))


COMMENTS = {"author": "xlscore", "initials": "XC"}


def _read(body: str) -> ReadPaper:
    return read_word(document_with(body), "paper.docx")


def _texts(body: str) -> list[str]:
    return [each.text for each in _read(body).passages]


def _made(*content: object) -> tuple[Passage, ...]:
    document = Document.open(blank_document())
    document.append(*content)  # type: ignore[arg-type]
    return read_word(Document.open(document.to_bytes()), "paper.docx").passages


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f'<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>Not </w:delText></w:r></w:del>{run("It fell.")}</w:p>', "It fell."),
        (f'<w:p>{run("It ")}<w:ins w:id="1" w:author="A">{run("fell.")}</w:ins></w:p>', "It fell."),
        (f'<w:p><w:moveFrom w:id="1" w:author="A">{run("Gone. ")}</w:moveFrom>{run("It fell.")}</w:p>', "It fell."),
        (f'<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret. </w:t></w:r>{run("It fell.")}</w:p>', "It fell."),
        (f'<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Shown: </w:t></w:r>{run("it fell.")}</w:p>', "Shown: it fell."),
        (f'<w:p>{run("It fell")}<w:r><w:instrText>PAGE 12</w:instrText></w:r>{run(".")}</w:p>', "It fell."),
    ],
)  # fmt: skip
def test_what_is_not_shown_is_no_text(body: str, text: str) -> None:
    assert _texts(body) == [text]


def test_hidden_text_of_a_style_is_no_text() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Base"/></w:style>'
    )
    document = document_with(
        f'<w:p><w:r><w:rPr><w:rStyle w:val="Own"/></w:rPr><w:t>Secret. </w:t></w:r>{run("It fell.")}</w:p>'
    )
    root = document.parts.tree(document.parts.first("styles") or "").root
    for each in etree.fromstring(f'<x xmlns:w="{W}">{styles}</x>'):
        root.append(each)

    assert [each.text for each in read_word(document, "paper.docx").passages] == ["It fell."]


def test_headings_lists_and_paragraphs_are_told_apart() -> None:
    found = _made(
        NewParagraph("Report", role="title"),
        NewParagraph("Crime", role="heading 1"),
        NewParagraph("Burglary", role="heading 2"),
        NewParagraph("It improved in two areas:"),
        NewList(["Gangs", "Rape. It is at Good."]),
        NewParagraph("Outcomes", role="heading 1"),
        NewParagraph("They rose."),
    )

    assert [(each.text, each.headings[1:]) for each in found[3:]] == [
        ("It improved in two areas:", ("Crime", "Burglary")),
        ("Gangs", ("Crime", "Burglary")),
        ("Rape.", ("Crime", "Burglary")),
        ("It is at Good.", ("Crime", "Burglary")),
        ("Outcomes", ()),
        ("They rose.", ("Outcomes",)),
    ]
    assert found[3].items == ("Gangs", "Rape. It is at Good.")
    assert [each.lead for each in found[4:7]] == ["It improved in two areas:"] * 3
    assert found[6].before == "Rape."
    assert found[1].headings == ("Report",)


def test_a_line_in_bold_by_itself_heads_what_follows() -> None:
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Burglary</w:t></w:r></w:p>"

    found = _read(bold + _line("It fell by 3 %."))

    assert found.passages[1].headings == ("Burglary",)


def test_words_in_a_cell_have_their_row_and_column_and_figures_are_left_out() -> None:
    rows = (
        ("Area", "Grade", "Rationale"),
        ("Gangs", "Good", "The solved rate rose by 2 points."),
        ("Rape", "RI", "12 %"),
    )
    found = _made(
        NewParagraph("Grades:"),
        NewTable([1, 1, 2], [NewRow([NewCell(text) for text in row]) for row in rows]),
        NewParagraph("It fell."),
    )

    assert [(each.text, each.beside) for each in found] == [
        ("Grades:", ()),
        ("The solved rate rose by 2 points.", ("Gangs", "Rationale")),
        ("It fell.", ()),
    ]
    assert found[1].place.words == "paragraph 7, table 1, row 2"


def test_tables_of_figures_or_grades_are_counted_and_those_of_words_are_not() -> None:
    rows = (("Area", "Grade"), ("Gangs", "Good"), ("Rape", "RI"))
    tasks = (("No.", "What is to be done"), ("1", "The plan is brought up to date."), ("2", "They will ask."))
    document = Document.open(blank_document())
    tables = [
        NewTable([1, 1], [NewRow([NewCell(text) for text in row]) for row in each]) for each in (rows, tasks)
    ]
    document.append(NewParagraph("It fell."), *tables)

    assert read_word(document, "paper.docx").tables == 1


def test_a_table_without_headings_has_none_beside_its_words() -> None:
    rows = (("Gangs", "The solved rate rose by 2 points."), ("Rape", "It has fallen to a rate of 12 %."))

    found = _made(NewTable([1, 2], [NewRow([NewCell(text) for text in row]) for row in rows]))

    assert [(each.text, each.beside) for each in found] == [
        ("The solved rate rose by 2 points.", ("Gangs",)),
        ("It has fallen to a rate of 12 %.", ("Rape",)),
    ]


def test_pages_are_counted_where_word_has_laid_them_out() -> None:
    broken = f"<w:p><w:r><w:lastRenderedPageBreak/></w:r>{run('Second.')}</w:p>"
    within = f"<w:p>{run('Second goes ')}<w:r><w:lastRenderedPageBreak/></w:r>{run('on.')}</w:p>"

    pages = [each.place.page for each in _read(_line("First.") + broken + within + _line("Third.")).passages]

    assert pages == [1, 2, 2, 3]


def test_without_that_no_page_is_named() -> None:
    assert [each.place.words for each in _read(_line("First.") + _line("Second.")).passages] == [
        "paragraph 1",
        "paragraph 2",
    ]


def test_a_footnote_is_read_at_its_paragraph() -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>It was 12 % in 2018.</w:t></w:r></w:p></w:footnote>'
    line = '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>Never read.</w:t></w:r></w:p></w:footnote>'
    parts = parts_of(
        file_with(para(run("It fell."), '<w:r><w:footnoteReference w:id="2"/></w:r>') + _line("It rose."))
    )
    parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{line}{note}</w:footnotes>'.encode()
    rels = "word/_rels/document.xml.rels"
    more = f'<Relationship Id="rId7" Type="{R}/footnotes" Target="footnotes.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", more.encode())

    found = read_word(Document.open(zipped(parts)), "paper.docx").passages

    assert [(each.text, each.place.words) for each in found] == [
        ("It fell.", "paragraph 1"),
        ("It was 12 % in 2018.", "paragraph 1, footnote 1"),
        ("It rose.", "paragraph 2"),
    ]


def test_a_table_of_contents_is_no_text() -> None:
    document = Document.open(blank_document())
    document.append(NewParagraph("It fell."))
    root = document.parts.tree(document.parts.first("styles") or "").root
    style = f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    root.append(etree.fromstring(style))
    entry = f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>Burglary 12</w:t></w:r></w:p>'
    document.body.insert(0, etree.fromstring(entry))

    assert [each.text for each in read_word(document, "paper.docx").passages] == ["It fell."]


def test_a_part_that_word_puts_in_from_another_file_is_said() -> None:
    assert "not read" in _read(_line("It fell.") + '<w:altChunk r:id="rId9"/>').unread[0]


def test_a_text_box_is_read_once() -> None:
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
        f"<w:drawing><w:txbxContent>{_line('It fell.')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"{_line('It fell.')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert [(each.text, each.place.part) for each in _read(box).passages] == [("It fell.", "text box")]


CONTROL = '<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def test_figures_in_controls_carry_the_cells_that_they_are_from() -> None:
    figure = CONTROL.format(tag="xlscore:phrase:a/n", inside=run("two"))
    sentence = CONTROL.format(tag="xlscore:sentence:a", inside=run("There were ") + figure + run(" changes."))
    document = document_with(f"<w:p>{run('First. ')}{sentence}</w:p>")

    read = read_word(document, "paper.docx", {"xlscore:phrase:a/n": ("Grid!B2", "Grid!B3")})

    _, found = read.passages
    assert found.text == "There were two changes."
    assert [(found.text[start:end], cell) for start, end, cell in found.cells] == [
        ("two", "Grid!B2"),
        ("two", "Grid!B3"),
    ]
    assert [(each.tag, each.start, each.end) for each in read.marked] == [
        ("xlscore:sentence:a", 7, 30),
        ("xlscore:phrase:a/n", 18, 21),
    ]


def _commented(body: str, *spans: tuple[int, int]) -> tuple[Document, list[str]]:
    """Return a document with a comment at each of these letters of its first paragraph, and the letters that each stands round."""
    document = document_with(body)
    paragraph = paragraphs_of(document)[0]
    places = [WordSpan(paragraph.element, document.desk, document.part, *span) for span in spans]
    document.comments.replace_all([(place, f"Comment {n}") for n, place in enumerate(places)], **COMMENTS)
    return document, [_words_of(document, each.number) for each in document.comments.of("xlscore", "XC")]


def _words_of(document: Document, number: str) -> str:
    found, inside = "", False
    for each in document.body.iter():
        if attribute(each, "id") == number and each.tag in (w("commentRangeStart"), w("commentRangeEnd")):
            inside = each.tag == w("commentRangeStart")
        elif inside and each.tag == w("t"):
            found += each.text or ""
    return found


@pytest.mark.parametrize(
    ("body", "span", "words"),
    [
        (_line("First one. Second one. Third."), (11, 22), "Second one."),
        (_line("First one."), (0, 10), "First one."),
        (f'<w:p>{run("First ")}{run("one. Sec")}{run("ond.")}</w:p>', (11, 18), "Second."),
        (f'<w:p><w:hyperlink>{run("First one. Second.")}</w:hyperlink></w:p>', (11, 18), "Second."),
        (f'<w:p><w:ins w:id="4" w:author="A">{run("First one. Second.")}</w:ins></w:p>', (0, 10), "First one."),
        (f'<w:p>{CONTROL.format(tag="a", inside=run("First one."))}{run(" Second.")}</w:p>', (0, 10), "First one."),
        (
            f'<w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run("First one. Second.")}</w:sdtContent></w:sdt></w:p>',
            (11, 18),
            "First one. Second.",
        ),
    ],
)  # fmt: skip
def test_a_comment_stands_at_its_letters_and_nothing_is_read_otherwise(
    body: str, span: tuple[int, int], words: str
) -> None:
    before = text_of(paragraphs_of(document_with(body))[0].element)

    document, found = _commented(body, span)

    assert found == [words]
    assert text_of(paragraphs_of(document)[0].element) == before


def test_said_again_at_the_same_place_a_comment_stays_byte_for_byte() -> None:
    first, _ = _commented(_line("First one. Second one. Third."), (0, 10), (11, 22))
    data = first.to_bytes()
    again = Document.open(data)
    paragraph = paragraphs_of(again)[0]
    places = [WordSpan(paragraph.element, again.desk, again.part, *span) for span in ((0, 10), (11, 22))]

    again.comments.replace_all([(place, f"Comment {n}") for n, place in enumerate(places)], **COMMENTS)

    assert again.to_bytes() == data
