"""Paragraphs, cells and looks one by one: what is read of them, what is put beside them, what a file without styles is given."""

from __future__ import annotations

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
    zipped,
)
from xlscore.ooxml.errors import EditRefusedError, UnsupportedValueError
from xlscore.word import (
    Document,
    NewCell,
    NewControl,
    NewList,
    NewParagraph,
    NewPicture,
    NewRow,
    NewRun,
    NewTable,
    Sideways,
)
from xlscore.word.file.blank import blank_document
from xlscore.word.xml.names import W

ENDING = "<w:p><w:pPr><w:sectPr/></w:pPr>" + run("end of a section") + "</w:p>"


def test_content_is_put_round_a_paragraph_and_at_its_end() -> None:
    document = document_with(para(run("one", "<w:b/>")))
    (paragraph,) = document.paragraphs

    paragraph.insert_before(NewParagraph("before"))
    paragraph.insert_after(NewParagraph("after", role="heading 2"), NewTable((1,), (NewRow(("cell",)),)))
    paragraph.append(" and", NewControl("c", "C", (" two",)))

    assert [each.text for each in document.paragraphs] == ["before", "one and two", "after"]
    assert document.paragraphs[2].role == "heading 2"
    assert document.tables[0].text == "cell"
    assert body_of(document).count("<w:b/>") == 4  # as the letters before it, and the heading of the table
    assert len(set(document.paragraphs)) == 3


def test_a_paragraph_written_anew_keeps_its_look() -> None:
    document = document_with(
        "<w:p><w:pPr><w:jc w:val='center'/></w:pPr>" + run("one", "<w:b/>") + run(" two") + "</w:p>"
    )

    document.paragraphs[0].set_content(("new ", NewRun("red", colour="ff0000", italic=True)))

    assert document.paragraphs[0].text == "new red"
    assert '<w:rPr><w:b/><w:i/><w:color w:val="FF0000"/></w:rPr>' in body_of(document)
    assert "<w:jc w:val='center'/>" in body_of(document)


def test_a_paragraph_that_ends_a_section_is_emptied_only() -> None:
    document = document_with(ENDING)

    like = document.paragraphs[0].insert_like_after("another")
    document.paragraphs[0].remove()

    assert [each.text for each in document.paragraphs] == ["", "another"]
    assert like.element.find(f".//{{{W}}}sectPr") is None
    assert len(list(document.body.iter(f"{{{W}}}sectPr"))) == 2


def test_tracked_marks_are_not_repeated_by_a_paragraph_that_looks_alike() -> None:
    tracked = '<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="A"/></w:rPr></w:pPr>' + run("one") + "</w:p>"
    document = document_with(tracked)

    made = document.paragraphs[0].insert_like_after("two")

    assert document.paragraphs[0].has_tracked_changes
    assert not made.has_tracked_changes


def test_the_look_of_a_prompt_or_of_tracked_letters_is_not_taken_over() -> None:
    look = (
        '<w:rStyle w:val="PlaceholderText"/><w:b/><w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange>'
    )
    document = document_with(para(run("one", look)))

    document.paragraphs[0].set_content("two")

    assert body_of(document) == "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>two</w:t></w:r></w:p>"


def styled(styles: str) -> Document:
    parts = parts_of(file_with(para(run("one"))))
    parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'.encode()
    return Document.open(zipped(parts))


def test_a_role_is_looked_up_by_name_and_headings_by_their_level() -> None:
    document = styled(
        '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Force"><w:name w:val="Force heading"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>'
    )

    document.append(
        NewParagraph("a", role="heading 1"),
        NewParagraph("b", role="heading 2"),
        NewParagraph("c", style="quote"),
    )

    said = [(each.text, each.style, each.role) for each in document.paragraphs[1:]]
    assert said == [("a", "heading 1", "heading 1"), ("b", "Force heading", "heading 2"), ("c", "Quote", "")]


@pytest.mark.parametrize(
    "new",
    [
        NewParagraph("a", role="footnote"),
        NewParagraph("a", style="No such style"),
        NewParagraph((NewRun("a", colour="red"),)),
        NewParagraph((NewRun("a", style="No such style"),)),
    ],
)
def test_a_look_that_is_not_there_is_refused(new: NewParagraph) -> None:
    with pytest.raises(UnsupportedValueError):
        Document.open(blank_document()).append(new)


def test_a_document_without_styles_is_given_those_that_are_asked_for() -> None:
    bare = {
        name: data for name, data in parts_of(file_with(para(run("one")))).items() if "styles" not in name
    }
    del bare["word/_rels/document.xml.rels"]
    document = Document.open(zipped(bare))

    document.append(
        NewParagraph("a", role="title"), NewParagraph("b", role="caption"), NewList(("1",), numbered=True)
    )
    document.properties.language = "en-GB"

    again = Document.open(document.to_bytes())
    assert [each.role for each in again.paragraphs] == ["normal", "title", "caption", "number"]
    assert again.properties.language == "en-GB"


def test_lists_of_a_force_s_own_count_for_themselves() -> None:
    document = styled(
        '<w:style w:type="paragraph" w:styleId="Num"><w:name w:val="List Number"/>'
        '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )

    document.append(NewList(("1", "2"), numbered=True), NewList(("1",), numbered=True))

    numbers = [each.get(f"{{{W}}}val") for each in document.body.iter(f"{{{W}}}numId")]
    assert numbers[0] == numbers[1] != numbers[2]
    assert all(each.is_list_item for each in document.paragraphs[1:])


def test_properties_are_said_and_languages_find_their_place() -> None:
    parts = parts_of(file_with(para(run("one"))))
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:b/><w:oMath/></w:rPr></w:rPrDefault></w:docDefaults>"
    parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{defaults}</w:styles>'.encode()
    document = Document.open(zipped(parts))

    document.properties.subject, document.properties.creator = "Grades", "The unit"
    document.properties.language = "en-GB"
    again = Document.open(document.to_bytes()).properties

    assert (again.subject, again.creator, again.language, again.title) == ("Grades", "The unit", "en-GB", "")
    assert b'<w:b/><w:lang w:val="en-GB"/><w:oMath/>' in parts_of(document.to_bytes())["word/styles.xml"]


def test_cells_are_read_and_written_with_what_hangs_on_them() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    inner = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
        + para(run("deep"))
        + "</w:tc></w:tr></w:tbl>"
    )
    cells = f"<w:tc>{para(run('a'), note)}{para(run('b'))}</w:tc><w:tc>{inner}<w:p/></w:tc><w:tc></w:tc>"
    document = document_with(
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
    )
    first, nested, bare = document.tables[0].rows[0].cells

    first.set_content(("new ", NewControl("c", "C", ("line",))))
    bare.set_text("filled")
    bare.set_colour("FF0000")

    assert (first.text, first.hung_on, first.has_tracked_changes) == ("new line", ("footnote",), False)
    assert (bare.text, bare.colour) == ("filled", "FF0000")
    with pytest.raises(EditRefusedError, match="table of its own"):
        nested.set_text("x")
    with pytest.raises(UnsupportedValueError, match="no colour"):
        bare.set_colour("red")


def test_rows_and_columns_fit_the_table_or_are_refused() -> None:
    document = Document.open(blank_document())
    document.append(NewTable((1, 1), (NewRow(("a", "b")), NewRow(("c", "d")))))
    (table,) = document.tables

    table.rows[0].insert_after(NewRow((NewCell("wide", span=2),)))
    table.rows[-1].insert_like_after(["e", "f"])

    assert [each.texts for each in table.rows] == [["a", "b"], ["wide", ""], ["c", "d"], ["e", "f"]]
    assert (table.has_tracked_changes, table.rows[0].hung_on) == (False, ())
    with pytest.raises(EditRefusedError, match="texts do not fit a row"):
        table.rows[0].insert_like_after(["one"])
    with pytest.raises(EditRefusedError, match="texts do not fit a table"):
        table.insert_column(1, ["one"])
    with pytest.raises(UnsupportedValueError, match="does not fit"):
        table.append(NewRow(("1", "2", "3")))


def test_a_table_without_a_grid_has_the_columns_that_its_rows_cover() -> None:
    row = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr>'
    (table,) = document_with(f"<w:tbl><w:tblPr/>{row}</w:tbl>").tables

    assert table.columns == 3


def test_a_table_in_a_cell_is_as_wide_as_the_cell_and_lies_as_its_page() -> None:
    cell = '<w:tc><w:tcPr><w:tcW w:w="3216" w:type="dxa"/></w:tcPr>' + sdt("<w:p/>") + "<w:p/></w:tc>"
    document = document_with(
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>"
    )

    document.control("t").set_content((Sideways((NewTable((1, 2), (NewRow(("a", "b")),)),)),))

    (table,) = document.control("t").tables
    assert [each.get(f"{{{W}}}w") for each in table.element.iter(f"{{{W}}}gridCol")] == ["1000", "2000"]
    assert len(list(document.body.iter(f"{{{W}}}sectPr"))) == 1


def test_pages_behind_the_end_of_a_section_are_those_of_the_next() -> None:
    wide = '<w:sectPr><w:type w:val="continuous"/><w:pgNumType w:start="3"/></w:sectPr>'
    document = document_with(f"<w:p><w:pPr>{wide}</w:pPr></w:p>" + para(run("next")))

    document.paragraphs[0].insert_after(Sideways((NewParagraph("turned"),)))

    sizes = [each.find(f"{{{W}}}pgSz") for each in document.body.iter(f"{{{W}}}sectPr")]
    assert [None if size is None else size.get(f"{{{W}}}orient") for size in sizes] == [
        None,
        None,
        "landscape",
        None,
    ]
    document.paragraphs[0].insert_before(Sideways((NewParagraph("turned, too"),)))
    assert len(list(document.body.iter(f"{{{W}}}sectPr"))) == 6


def test_a_picture_is_taken_out_with_its_run_and_a_drawing_is_put_beside_it() -> None:
    document = Document.open(blank_document())
    document.append(NewParagraph(("before ", NewPicture(png(), "Blue", 10), " after")))
    picture = document.pictures[0]

    picture.replace(png(8, 2), SVG)
    had = (picture.svg, picture.size_mm, picture.paragraph.text, len({picture, document.pictures[0]}))
    document.pictures[0].remove()

    assert had == (SVG, (10, 2.5), "before  after", 1)
    assert (document.pictures, document.paragraphs[0].text) == ([], "before  after")


def test_a_picture_of_another_kind_makes_way_for_a_png_of_its_width() -> None:
    document = Document.open(blank_document())
    document.append(NewParagraph((NewPicture(png(), "Blue", 10),)))
    parts = document.parts
    relationship = next(each for each in parts.package.rels(parts.main).by_type("image"))
    parts.package.write(relationship.target, b"GIF89a")
    (picture,) = document.pictures

    picture.replace(png(4, 4))

    assert (picture.image, picture.size_mm) == (png(4, 4), (10, 10))
