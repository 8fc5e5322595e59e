"""What stands around the words: pictures, comments, bookmarks, markings, sections, properties, data kept unseen."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.documents import (
    SVG,
    body_of,
    document_with,
    file_with,
    para,
    parts_of,
    png,
    run,
    sdt,
    with_parts,
)
from xlscore.ooxml.errors import EditRefusedError, UnsupportedValueError
from xlscore.word import (
    Document,
    NewBlockControl,
    NewControl,
    NewParagraph,
    NewPicture,
    NewRow,
    NewTable,
    Sideways,
)
from xlscore.word.file.blank import blank_document
from xlscore.word.file.parts import DocumentParts
from xlscore.word.xml.names import W

WHEN = dt.datetime(2026, 11, 30, 9, 30)
US = {"author": "xlscore", "initials": "xl"}
SPACE = "urn:example:paper"


def again(document: Document) -> Document:
    return Document.open(document.to_bytes())


def with_picture(*, svg: bytes | None = SVG) -> Document:
    document = Document.open(blank_document())
    shown = NewPicture(png(), "A blue box & more", 60, svg=svg)
    document.append(NewParagraph((NewControl("p", "Map", (shown,)),)))
    return again(document)


def test_a_picture_says_its_words_its_size_and_what_it_shows() -> None:
    (picture,) = with_picture().control("p").pictures

    assert (picture.alternative, picture.size_mm) == ("A blue box & more", (60, 30))
    assert (picture.image, picture.svg) == (png(), SVG)


def test_a_replaced_picture_keeps_the_size_and_the_words_of_a_person() -> None:
    document = with_picture()
    (picture,) = document.pictures
    picture.resize(80, 40)
    picture.set_alternative("My own words")

    picture.replace(png(8, 4), SVG + b" ")
    (found,) = again(document).pictures

    assert (found.alternative, found.size_mm) == ("My own words", (80, 40))
    assert (found.image, found.svg) == (png(8, 4), SVG + b" ")
    assert sorted(name for name in parts_of(document.to_bytes()) if "media" in name) == [
        "word/media/image1.png",
        "word/media/image1.svg",
    ]


def test_a_picture_of_another_shape_keeps_its_width() -> None:
    (picture,) = with_picture().pictures

    picture.replace(png(4, 4))

    assert picture.size_mm == (60, 60)
    assert picture.svg is None


def test_a_picture_that_two_places_show_is_replaced_in_one() -> None:
    document = with_picture(svg=None)
    document.append(NewParagraph((NewPicture(png(), "Again", 20),)))
    first, second = again(document).pictures[0], document.pictures[1]

    document.pictures[0].replace(png(8, 4))

    assert first.image == png()
    assert (document.pictures[0].image, second.image) == (png(8, 4), png())


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(UnsupportedValueError, match="PNG"):
        Document.open(blank_document()).append(NewParagraph((NewPicture(b"GIF89a", "x", 10),)))


def test_a_comment_stands_at_its_place_and_is_found_by_its_author() -> None:
    document = document_with(para(run("Before "), sdt(run("two"), "a"), run(" after")) + para(run("next")))

    document.comments.add(
        document.control("a"), "The workbook says three.\nSheet Changes, D4.", when=WHEN, **US
    )
    found = again(document)

    (comment,) = found.comments.of("xlscore", "xl")
    assert comment.text == "The workbook says three.\nSheet Changes, D4."
    assert found.comments.at(found.control("a")) == [comment]
    assert found.comments.at(found.paragraphs[1]) == []
    assert found.paragraphs[0].text == "Before two after"
    assert 'w:date="2026-11-30T09:30:00Z"' in parts_of(document.to_bytes())["word/comments.xml"].decode()


def test_a_comment_stands_outside_a_control_of_plain_text() -> None:
    document = document_with(para(sdt(sdt(run("two"), "inner"), "outer", "<w:text/>")))

    document.comments.add(document.control("inner"), "x", **US)

    assert body_of(document).startswith('<w:p><w:commentRangeStart w:id="0"/><w:sdt>')


def test_what_is_said_again_stays_and_what_is_no_longer_said_goes() -> None:
    document = document_with(sdt(para(run("one")), "a") + sdt(para(run("two")), "b"))
    a, b = document.control("a"), document.control("b")
    document.comments.replace_all([(a, "first"), (b, "second")], when=WHEN, **US)
    document.comments.add(b, "mine", author="A person", initials="AP")
    before = document.to_bytes()

    document.comments.replace_all([(a, "first"), (b, "second")], when=dt.datetime(2030, 1, 1), **US)
    same = document.to_bytes()
    document.comments.replace_all([(a, "first")], **US)

    assert same == before
    assert sorted((each.author, each.text) for each in document.comments) == [
        ("A person", "mine"),
        ("xlscore", "first"),
    ]
    assert body_of(document).count("commentReference") == 2


def test_a_comment_that_somebody_answered_stays() -> None:
    comments = (
        f'<w:comments xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        '<w:comment w:id="0" w:author="xlscore" w:initials="xl"><w:p w14:paraId="00000001"><w:r><w:t>old</w:t></w:r></w:p></w:comment>'
        '<w:comment w:id="1" w:author="A" w:initials="A"><w:p w14:paraId="00000002"><w:r><w:t>why?</w:t></w:r></w:p></w:comment></w:comments>'
    )
    extended = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
    )
    data = with_related(
        file_with(sdt(para(run("one")), "a")), {"comments": comments, "commentsExtended": extended}
    )
    document = Document.open(data)

    document.comments.replace_all([], **US)

    assert [each.text for each in document.comments] == ["old", "why?"]


def test_comments_are_refused_where_word_takes_none() -> None:
    header = f'<w:hdr xmlns:w="{W}">{sdt(para(run("OFFICIAL")), "h")}</w:hdr>'
    document = Document.open(with_related(file_with(""), {"header": header}))

    with pytest.raises(EditRefusedError, match="headers"):
        document.comments.add(document.control("h"), "x", **US)


def with_related(data: bytes, parts: dict[str, str]) -> bytes:
    """Return a file whose main part points to parts by relationships of these kinds."""
    opened = DocumentParts.open(data)
    for kind, xml in parts.items():
        opened.package.add(f"/word/{kind}.xml", xml.encode(), "application/xml")
        opened.package.rels(opened.main).add(kind, f"/word/{kind}.xml")
    return opened.package.to_bytes()


def test_a_bookmark_knows_its_control_and_its_text() -> None:
    document = Document.open(blank_document())
    document.append(NewBlockControl("b", "B", (NewParagraph("one"), NewParagraph("two")), bookmark="both"))

    (bookmark,) = again(document).bookmarks

    assert (bookmark.name, bookmark.text, bookmark.control.tag) == ("both", "onetwo", "b")


def marks(name: str, number: int = 1) -> tuple[str, str]:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'


def test_a_control_is_put_again_round_paragraphs_whose_bookmark_slipped_into_their_lines() -> None:
    start, end = marks("list")
    cut = sdt(start + run("one"), "").replace('<w:tag w:val=""/>', "")
    document = document_with(para(run("before")) + para(cut) + para(run("two"), end) + para(run("after")))

    control = document.bookmarks[0].wrap("block", tag="l", title="List")

    assert [each.text for each in control.paragraphs] == ["one", "two"]
    assert again(document).control("l").bookmark == "list"
    assert again(document).bookmarks[0].control.tag == "l"


def test_a_control_is_put_again_round_text_in_a_line() -> None:
    start, end = marks("phrase")
    cut = sdt(start + run("two changes"), "").replace('<w:tag w:val=""/>', "")
    document = document_with(para(run("There were "), cut, end, run(".")))

    control = document.bookmarks[0].wrap("inline", tag="p", title="")

    assert (control.text, control.paragraph.text) == ("two changes", "There were two changes.")


def test_a_control_is_put_again_round_a_table_with_two_marks_of_one_name() -> None:
    (one, one_end), (two, two_end) = marks("grid", 1), marks("grid", 2)
    cells = f"<w:tr><w:tc>{para(one, run('a'), one_end)}</w:tc></w:tr><w:tr><w:tc>{para(two, run('b'), two_end)}</w:tc></w:tr>"
    document = document_with(f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{cells}</w:tbl>")

    control = document.bookmarks[0].wrap("block", tag="t", title="Grid")

    assert control.tables[0].text == "a\nb"
    assert [each.name for each in again(document).bookmarks] == ["grid"]


def test_a_bookmark_that_ends_where_a_paragraph_begins_does_not_hold_it() -> None:
    start, end = marks("words")
    document = document_with(para(start, run("one")) + para(end, run("two")))

    control = document.bookmarks[0].wrap("block", tag="w", title="")

    assert control.text == "one"


def test_a_bookmark_that_crosses_or_never_ends_is_told() -> None:
    start, end = marks("x")
    table = f"<w:tbl><w:tblGrid/><w:tr><w:tc>{para(run('a'), end)}</w:tc></w:tr></w:tbl>"
    crossing = document_with(para(start, run("one")) + table)
    endless = document_with(para(start, run("one")))

    with pytest.raises(EditRefusedError, match="never ends"):
        endless.bookmarks[0].wrap("block", tag="x", title="")
    with pytest.raises(EditRefusedError, match="text in one line"):
        crossing.bookmarks[0].wrap("inline", tag="x", title="")
    assert crossing.bookmarks[0].wrap("block", tag="x", title="").text == "one\na"


def test_every_page_says_its_marking_at_head_and_foot_once() -> None:
    data = file_with("")
    section = "<w:p><w:pPr><w:sectPr><w:titlePg/></w:sectPr></w:pPr></w:p>"
    document = Document.open(data)
    document.body.insert(0, document_with(section).body[0])

    document.mark("OFFICIAL", tag="m", title="Marking")
    first = document.to_bytes()
    document.mark("OFFICIAL", tag="m", title="Marking")
    marked = Document.open(first)

    assert document.to_bytes() == first
    assert [each.text for each in marked.controls("m")] == [
        "OFFICIAL"
    ] * 4  # usual and first pages, head and foot
    marked.mark("OFFICIAL-SENSITIVE", tag="m", title="Marking")
    assert {each.text for each in marked.controls("m")} == {"OFFICIAL-SENSITIVE"}
    marked.mark("", tag="m", title="Marking")
    assert marked.controls("m") == []


def test_wide_tables_lie_sideways_and_the_pages_after_them_stand_again() -> None:
    header = '<w:headerReference w:type="default" r:id="rId9"/>'
    text = f"<w:sectPr>{header}<w:pgSz w:w='11906' w:h='16838'/><w:pgMar w:top='1' w:right='2' w:bottom='3' w:left='4'/><w:titlePg/></w:sectPr>"
    data = file_with(para(run("one")))
    whole = parts_of(data)["word/document.xml"].decode()
    at = whole.index("<w:sectPr>")
    document = Document.open(
        with_parts(
            data, word__document_xml=whole[whole.index("<w:document") : at] + text + "</w:body></w:document>"
        )
    )

    document.append(
        NewParagraph("two"), Sideways((NewTable((1,), (NewRow(("wide",)),)),)), NewParagraph("three")
    )

    before, wide, after = again(document).body.iter(f"{{{W}}}sectPr")
    sizes = [tuple(each.find(f"{{{W}}}pgSz").attrib.values()) for each in (before, wide, after)]
    assert sizes == [("11906", "16838"), ("16838", "11906", "landscape"), ("11906", "16838")]
    assert [each.find(f"{{{W}}}titlePg") is not None for each in (before, wide, after)] == [
        True,
        False,
        False,
    ]
    assert [len(each.findall(f"{{{W}}}headerReference")) for each in (before, wide, after)] == [1, 1, 1]
    assert tuple(wide.find(f"{{{W}}}pgMar").attrib.values()) == ("4", "1", "2", "3")
    assert [each.text for each in document.paragraphs] == ["one", "two", "", "", "three"]


def test_title_and_language_are_said_and_read() -> None:
    document = Document.open(blank_document("cy-GB"))

    had = document.properties.language
    document.properties.title, document.properties.language = "Grades & more", "en-GB"
    found = again(document).properties

    assert (had, found.title, found.language, found.creator) == ("cy-GB", "Grades & more", "en-GB", "")
    assert b'w:lang w:val="en-GB"' in parts_of(document.to_bytes())["word/styles.xml"]


def test_data_kept_unseen_is_found_by_its_namespace_and_written_once() -> None:
    document = Document.open(blank_document())

    document.set_custom_xml(SPACE, f'<paper xmlns="{SPACE}"><a>1</a></paper>')
    first = document.to_bytes()
    document.set_custom_xml(SPACE, f'<paper xmlns="{SPACE}"><a>1</a></paper>')

    assert document.to_bytes() == first
    assert Document.open(first).custom_xml(SPACE) == f'<paper xmlns="{SPACE}"><a>1</a></paper>'
    assert Document.open(first).custom_xml("urn:other") is None


def test_a_picture_is_no_wider_than_the_text_also_in_a_control_and_on_a_page_that_lies_sideways() -> None:
    document = Document.open(blank_document())
    wide = NewPicture(png(8, 4), "Wide", 400)

    document.append(
        NewParagraph((wide,)),
        NewParagraph((NewControl("t", "T", (wide,)),)),
        NewParagraph((NewPicture(png(8, 4), "Small", 20),)),
        Sideways((NewParagraph((wide,)),)),
    )

    upright, controlled, small, sideways = (each.size_mm for each in document.pictures)
    assert upright == controlled
    assert small == pytest.approx((20, 10), abs=0.01)
    assert 100 < upright[0] < 200 < sideways[0] < 297
    assert [high / wide for wide, high in (upright, sideways)] == pytest.approx([0.5, 0.5], abs=0.001)
