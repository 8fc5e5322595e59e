"""Controls in a line, round paragraphs, rows and cells, in every story: found, read, and written without losing a look or a note."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.support.documents import body_of, document_with, file_with, para, run, sdt, with_parts
from xlscore.ooxml.errors import EditRefusedError, UnsupportedValueError
from xlscore.word import Control, Document, NewBlockControl, NewControl, NewList, NewParagraph, NewRun
from xlscore.word.xml.names import R, W

BOLD = "<w:b/>"
TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{}</w:tbl>"


def cell(content: str) -> str:
    return f"<w:tc>{content}</w:tc>"


def only(body: str) -> Control:
    (found,) = document_with(body).controls()
    return found


@pytest.mark.parametrize(
    ("body", "level", "text"),
    [
        (para(sdt(run("in a line"))), "inline", "in a line"),
        (para("<w:hyperlink>" + sdt(run("in a link")) + "</w:hyperlink>"), "inline", "in a link"),
        (sdt(para(run("one")) + para(run("two"))), "block", "one\ntwo"),
        (TABLE.format("<w:tr>" + sdt(cell(para(run("a")))) + cell(para()) + "</w:tr>"), "cell", "a"),
        (
            TABLE.format(sdt("<w:tr>" + cell(para(run("a"))) + cell(para(run("b"))) + "</w:tr>")),
            "row",
            "a\nb",
        ),
        (TABLE.format("<w:tr>" + cell(sdt(para(run("a")))) + cell(para()) + "</w:tr>"), "block", "a"),
        ("<w:customXml>" + sdt(para(run("a"))) + "</w:customXml>", "block", "a"),
    ],
)
def test_a_control_says_what_it_stands_round_and_what_is_read_in_it(body: str, level: str, text: str) -> None:
    control = only(body)

    assert (control.level, control.text) == (level, text)


def test_controls_within_controls_know_whom_they_stand_in() -> None:
    inner = sdt(run("two ") + sdt(run("changes"), "inner"), "middle")
    document = document_with(sdt(para(run("There were "), inner), "outer"))

    outer, middle, innermost = document.controls()

    assert [innermost.parent, middle.parent, outer.parent] == [middle, outer, None]
    assert middle.pieces == ("two ", innermost)
    assert outer.text == "There were two changes"
    assert outer.controls == [middle, innermost]


def test_controls_are_found_in_headers_footers_and_notes() -> None:
    data = file_with(para(sdt(run("body"), "body")))
    stories = {
        f"word__{name}_xml": f'<w:{root} xmlns:w="{W}">{text}</w:{root}>'
        for name, root, text in (
            ("header1", "hdr", sdt(para(run("head")), "header")),
            ("footer1", "ftr", sdt(para(run("foot")), "footer")),
            ("footnotes", "footnotes", f'<w:footnote w:id="2">{sdt(para(run("note")), "note")}</w:footnote>'),
        )
    }
    kinds = {"header": "header1", "footer": "footer1", "footnotes": "footnotes"}
    related = "".join(
        f'<Relationship Id="rId{kind}" Type="{R}/{kind}" Target="{name}.xml"/>'
        for kind, name in kinds.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    stories["word___rels__document_xml_rels"] = f'<Relationships xmlns="{space}">{related}</Relationships>'
    stories["word___rels__document.xml_rels"] = stories.pop("word___rels__document_xml_rels")

    document = Document.open(with_parts(data, **stories))
    document.control("header").set_text("OFFICIAL")

    assert [each.tag for each in document.controls()] == ["body", "header", "footer", "note"]
    assert Document.open(document.to_bytes()).control("header").text == "OFFICIAL"


def test_letters_that_stay_keep_their_look() -> None:
    control = only(para(sdt(run("There were ") + run("two", BOLD) + run(" changes."))))

    control.set_text("There were three changes.")

    assert body_of_control(control) == run("There were ") + run("three", BOLD).replace(
        ' xml:space="preserve"', ' xml:space="preserve"'
    ) + run(" changes.")


@pytest.mark.parametrize(
    ("runs", "new", "expected"),
    [
        (("6.6", "%"), "6.47%", [("6.47%", True)]),
        (("two", " improvements"), "one improvement", [("one improvement", True)]),
        (("a ", "b c"), "a b d c", [("a ", True), ("b d c", False)]),
        (("a ", "b"), "a ", [("a ", True)]),
        (("a", ""), "a b", [("a b", True)]),
    ],
)
def test_new_letters_look_as_those_that_they_take_the_place_of(
    runs: tuple[str, str], new: str, expected: list[tuple[str, bool]]
) -> None:
    control = only(para(sdt(run(runs[0], BOLD) + run(runs[1]))))

    control.set_text(new)

    found = [(each[-1].text, len(each) > 1) for each in control.element[1] if each[-1].text]
    assert control.text == new
    assert found == expected


def test_tabs_and_line_breaks_are_written_and_read() -> None:
    control = only(para(sdt(run("one"))))

    control.set_text("one\ttwo\nthree")

    assert control.text == "one\ttwo\nthree"
    assert "<w:tab/>" in body_of_control(control)
    assert "<w:br/>" in body_of_control(control)


def test_a_control_that_shows_its_prompt_is_empty_until_it_is_written() -> None:
    prompt = run("Click here", '<w:rStyle w:val="PlaceholderText"/>')
    control = only(para(sdt(prompt, more="<w:showingPlcHdr/>")))

    empty = (control.is_placeholder, control.text)
    control.set_text("Six")

    assert empty == (True, "")
    assert (control.is_placeholder, control.text) == (False, "Six")
    assert "PlaceholderText" not in body_of_control(control)


def test_lines_are_paragraphs_where_a_control_stands_round_paragraphs() -> None:
    control = only(sdt("<w:p><w:pPr><w:jc w:val='center'/></w:pPr>" + run("one", BOLD) + "</w:p>"))

    control.set_text("one\ntwo\nthree")
    grown = body_of_control(control)
    control.set_text("one")

    assert grown.count('<w:jc w:val="center"/>') == 3
    assert grown.count("<w:b/>") == 3
    assert control.text == "one"
    assert len(control.paragraphs) == 1


def test_content_written_anew_keeps_the_look_and_what_people_hung_on_it() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    mark = (
        '<w:commentRangeStart w:id="7"/>'
        + run("Old", BOLD)
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    )
    control = only(para(sdt(mark + note)))

    had = control.hung_on
    control.set_content(("New ", NewControl("p", "Phrase", ("six",)), NewRun(" end", italic=True)))

    written = body_of_control(control)
    assert had == ("comment", "footnote")
    assert control.text == "New six end"
    assert written.startswith('<w:commentRangeStart w:id="7"/><w:r><w:rPr><w:b/></w:rPr>')
    assert written.endswith('<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>' + note)
    assert "<w:b/><w:i/>" in written


def test_a_bookmark_that_only_begins_in_a_control_outlives_it() -> None:
    start, end = '<w:bookmarkStart w:id="3" w:name="mine"/>', '<w:bookmarkEnd w:id="3"/>'
    document = document_with(para(sdt(start + run("gone")), run("stays"), end))

    document.control("t").remove()

    assert body_of(document) == para(start, run("stays"), end)


def test_taking_a_control_away_takes_its_own_bookmark_and_leaves_a_cell_its_paragraph() -> None:
    own = '<w:bookmarkStart w:id="3" w:name="own"/>{}<w:bookmarkEnd w:id="3"/>'
    document = document_with(
        TABLE.format("<w:tr>" + cell(own.format(sdt(para(run("a"))))) + cell(para()) + "</w:tr>")
    )

    document.control("t").remove()

    assert cell("<w:p/>") + cell("<w:p></w:p>") in body_of(document)
    assert "bookmark" not in body_of(document)


def test_a_control_taken_off_leaves_its_content() -> None:
    document = document_with(para(run("a "), sdt(run("b")), run(" c")))

    document.control("t").unwrap()

    assert body_of(document) == para(run("a "), run("b"), run(" c"))


def test_a_new_control_has_a_bookmark_round_it_by_which_it_is_found_again() -> None:
    document = document_with(para(run("One")))

    document.append(
        NewBlockControl("xlscore:words:a", "Words", (NewParagraph("Two"),), bookmark="xlscore_words_a")
    )
    again = Document.open(document.to_bytes())

    assert again.control("xlscore:words:a").bookmark == "xlscore_words_a"
    assert again.control("xlscore:words:a").lock == "sdtLocked"
    assert again.titled(" words ") == [again.control("xlscore:words:a")]


def test_content_is_put_before_and_after_a_control_outside_its_bookmark() -> None:
    document = document_with("")
    document.append(NewParagraph((NewControl("s", "S", ("two",), bookmark="s"),)))

    document.control("s").insert_after(" after", NewControl("n", "N", (".",)))
    document.control("s").insert_before("before ")

    assert document.paragraphs[-1].text == "before two after."
    assert document.control("s").bookmark == "s"


def test_tag_title_and_lock_are_set_where_the_schema_wants_them() -> None:
    control = only(sdt(para(run("a")), more='<w:id w:val="4"/><w:dropDownList/>'))

    control.title, control.tag, control.lock = "Grid", "xlscore:table:grid", "sdtLocked"

    names = [each.tag.rpartition("}")[2] for each in control.element[0]]
    assert names == ["alias", "tag", "id", "lock", "dropDownList"]
    assert (control.title, control.tag, control.lock, control.kind) == (
        "Grid",
        "xlscore:table:grid",
        "sdtLocked",
        "drop-down list",
    )


@pytest.mark.parametrize(
    ("content", "more", "reason"),
    [
        (para(run("a")), '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>', "bound"),
        (para(run("a")), "<w:picture/>", "picture"),
        (TABLE.format("<w:tr>" + cell(para()) + cell(para()) + "</w:tr>"), "", "table"),
    ],
)
def test_text_is_refused_by_a_control_that_cannot_keep_it(content: str, more: str, reason: str) -> None:
    control = only(sdt(content, more=more))

    with pytest.raises(EditRefusedError, match=reason):
        control.set_text("new")


@pytest.mark.parametrize(
    "body",
    [
        para(sdt("<w:ins w:id='1' w:author='A'>" + run("two") + "</w:ins>")),
        para(sdt("<w:del w:id='1' w:author='A'><w:r><w:delText>two</w:delText></w:r></w:del>")),
        para("<w:ins w:id='1' w:author='A'>" + sdt(run("two")) + "</w:ins>"),
        para(sdt(run("two", "<w:b/><w:rPrChange w:id='1' w:author='A'><w:rPr/></w:rPrChange>"))),
        TABLE.format(
            "<w:tr><w:trPr><w:ins w:id='1' w:author='A'/></w:trPr>"
            + cell(para(sdt(run("two"))))
            + cell(para())
            + "</w:tr>"
        ),
    ],
)
def test_tracked_changes_in_and_around_a_control_are_noticed(body: str) -> None:
    assert only(body).has_tracked_changes
    assert not only(para(sdt(run("two")))).has_tracked_changes


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    control = only(
        para(sdt("<w:del><w:r><w:delText>two</w:delText></w:r></w:del><w:ins>" + run("three") + "</w:ins>"))
    )

    assert control.text == "three"


def test_a_control_in_a_text_box_is_one_though_word_writes_it_twice() -> None:
    box = "<w:txbxContent>" + para(sdt(run("two"), more='<w:id w:val="5"/>')) + "</w:txbxContent>"
    twice = (
        '<w:r><mc:AlternateContent><mc:Choice xmlns:wps="urn:wps" Requires="wps"><w:drawing>' + box
        + "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    document = document_with(para(run("outside "), twice))

    (control,) = document.controls()
    control.set_text("three")

    assert document.paragraphs[0].text == "outside "
    assert body_of(document).count("three") == 2
    assert "two" not in body_of(document)


def test_blocks_are_refused_in_a_line() -> None:
    control = only(para(sdt(run("a"))))

    with pytest.raises(UnsupportedValueError, match="line"):
        control.set_content((NewParagraph("b"),))


def test_a_list_is_written_into_a_control_and_grows_by_items_that_look_alike() -> None:
    document = document_with("")
    document.append(NewBlockControl("l", "List", (NewList(("one", "two")),)))

    first, last = document.control("l").paragraphs
    last.insert_like_after("three")
    first.remove()

    assert [(each.text, each.role) for each in document.control("l").paragraphs] == [
        ("two", "bullet"),
        ("three", "bullet"),
    ]
    assert all(each.is_list_item for each in document.control("l").paragraphs)


def body_of_control(control: Control) -> str:
    return "".join(
        etree.tostring(each)
        .decode()
        .replace(f' xmlns:w="{W}"', "")
        .replace(f' xmlns:r="{R}"', "")
        .replace(' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"', "")
        for each in control.element.find(f"{{{W}}}sdtContent")
    )


def test_a_sentence_written_anew_takes_its_anchors_along_and_leaves_a_persons() -> None:
    document = Document.open(file_with(""))
    phrase = NewControl("p", "P", ("two",), bookmark="p")
    document.append(NewParagraph((NewControl("s", "S", ("There were ", phrase, "."), bookmark="s"),)))
    start, end = (
        '<w:bookmarkStart xmlns:w="{0}" w:id="90" w:name="mine"/>',
        '<w:bookmarkEnd xmlns:w="{0}" w:id="90"/>',
    )
    content = document.control("s").element[1]
    content.insert(0, etree.fromstring(start.format(W)))
    content.append(etree.fromstring(end.format(W)))

    document.control("s").set_content(("There was ", NewControl("p", "P", ("one",), bookmark="p"), "."))

    assert sorted(each.name for each in document.bookmarks) == ["mine", "p", "s"]
    assert document.control("p").bookmark == "p"
    assert document.control("s").bookmark == "s"


def test_a_control_that_is_made_again_has_its_old_anchor() -> None:
    document = Document.open(file_with(""))
    new = NewBlockControl("a", "A", (NewParagraph("one"),), bookmark="a")
    document.append(new)

    document.control("a").remove()
    document.append(new)
    document.append(new)

    assert [each.bookmark for each in document.controls("a")] == ["a", "a_2"]


def test_a_control_without_its_last_paragraph_keeps_an_empty_one() -> None:
    document = document_with(sdt(para(run("one"))) + para(sdt(sdt(run("two"), "inner"), "outer")))

    document.control("t").paragraphs[0].remove()
    document.control("inner").remove()

    assert body_of(document).startswith(sdt("<w:p/>"))
    assert document.control("outer").text == ""


@pytest.mark.parametrize("bare", ["<w:text/>", "<w:date/>", "<w:dropDownList/>", "<w:temporary/>"])
def test_a_control_of_bare_text_takes_controls_once_it_is_rich(bare: str) -> None:
    control = only(para(sdt(run("Click here"), more="<w:showingPlcHdr/>" + bare)))

    control.set_content(("There were ", NewControl("p", "P", ("two",))))

    assert (control.kind, control.text) == ("rich text", "There were two")
    assert [each.tag.rpartition("}")[2] for each in control.element[0]] == ["tag"]


def test_bare_text_stays_bare_text() -> None:
    control = only(para(sdt(run("two"), more="<w:text/>")))

    control.set_text("three")
    control.set_content("four")

    assert (control.kind, control.text) == ("plain text", "four")


def test_a_control_alone_in_its_line_is_lifted_round_its_paragraph() -> None:
    looks = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    document = document_with(
        "<w:p>" + looks + sdt(run("Grid"), more="<w:text/>") + "<w:r/></w:p>" + para(run("after"))
    )
    document.control("t").add_bookmark("grid")

    lifted = document.control("t").lift()
    lifted.set_content((NewParagraph("one"), NewList(("two",))))

    assert (lifted.level, lifted.text, lifted.bookmark) == ("block", "one\ntwo", "grid")
    assert [each.text for each in document.paragraphs] == ["one", "two", "after"]


@pytest.mark.parametrize(
    "body",
    [
        para(run("Grid: "), sdt(run("here"))),
        para(sdt(run("here")), sdt(run("and here"), "other")),
        "<w:p><w:pPr><w:sectPr/></w:pPr>" + sdt(run("here")) + "</w:p>",
        para("<w:hyperlink>" + sdt(run("here")) + "</w:hyperlink>"),
    ],
)
def test_a_control_that_is_not_alone_in_its_line_stays(body: str) -> None:
    document = document_with(body)

    assert document.control("t").lift().level == "inline"
    assert body_of(document) == body


def test_a_place_that_was_taken_out_is_told() -> None:
    document = document_with(para(sdt(run("two"))))
    control = document.control("t")
    control.remove()

    with pytest.raises(EditRefusedError, match="no longer"):
        control.insert_after("x")


def test_a_file_without_controls_reads_the_same() -> None:
    row = "<w:tr>" + sdt(cell(para(run("a")))) + cell(para(run("b"))) + "</w:tr>"
    document = document_with(sdt(para(run("There were "), sdt(run("two"), "in"))) + TABLE.format(sdt(row)))

    plain = Document.open(document.without_controls())

    assert plain.controls() == []
    assert [each.text for each in plain.paragraphs] == ["There were two"]
    assert plain.tables[0].rows[0].texts == ["a", "b"]
    assert len(document.controls()) == 4


def test_characters_that_xml_cannot_hold_are_refused_and_nothing_changes() -> None:
    document = document_with(para(sdt(run("two"))))

    with pytest.raises(UnsupportedValueError, match=r"U\+0007"):
        document.control("t").set_text("a\x07b")

    assert body_of(document) == para(sdt(run("two")))


@pytest.mark.parametrize(("tag", "title"), [("x" * 65, "t"), ("t", "x" * 65)])
def test_a_name_longer_than_word_takes_is_refused(tag: str, title: str) -> None:
    with pytest.raises(UnsupportedValueError, match="65 characters"):
        Document.open(file_with("")).append(NewBlockControl(tag, title, (NewParagraph("a"),)))


COMMENT = (
    '<w:commentRangeStart w:id="4"/>{}<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_a_comment_and_a_note_stay_on_the_first_line_of_paragraphs_written_anew() -> None:
    control = only(sdt(para(COMMENT.format(run("one")), NOTE) + para(run("two"))))

    control.set_content((NewParagraph("new"), NewParagraph("more")))

    first, last = control.paragraphs
    assert (first.text, first.hung_on, last.hung_on) == ("new", ("comment", "footnote"), ())


def test_a_comment_moves_to_the_neighbour_of_a_paragraph_that_goes() -> None:
    before = document_with(para(run("stays")) + para(COMMENT.format(run("goes"))))
    behind = document_with(para(COMMENT.format(run("goes"))) + para(run("stays")))
    alone = document_with(sdt(para(COMMENT.format(run("goes")), NOTE)))

    before.paragraphs[1].remove()
    behind.paragraphs[0].remove()
    alone.paragraphs[0].remove()

    assert body_of(before) == para(run("stays"), COMMENT.format(""))
    assert body_of(behind) == para(COMMENT.format(""), run("stays"))
    assert body_of(alone) == sdt("<w:p>" + COMMENT.format("") + NOTE + "</w:p>")


def test_a_comment_in_a_row_that_goes_moves_to_the_row_before() -> None:
    row = "<w:tr>{}</w:tr>"
    document = document_with(
        TABLE.format(row.format(cell(para(run("a")))) + row.format(cell(para(COMMENT.format(run("b"))))))
    )

    document.tables[0].rows[1].remove()

    assert document.tables[0].text == "a"
    assert document.paragraphs == []
    assert body_of(document).count("commentReference") == 1


def test_a_reference_that_shares_its_run_leaves_the_words_behind() -> None:
    control = only(para(sdt('<w:r><w:rPr><w:b/></w:rPr><w:t>old</w:t><w:footnoteReference w:id="2"/></w:r>')))

    control.set_content("new")

    assert control.text == "new"
    assert control.hung_on == ("footnote",)


def test_a_comment_that_ends_in_a_control_still_ends_once_it_is_written_anew() -> None:
    start, end = COMMENT.split("{}")
    document = document_with(para(start, run("before")) + sdt(para(run("old"), end)))

    document.control("t").set_content((NewParagraph("new"),))

    assert body_of(document) == para(start, run("before")) + sdt(
        "<w:p><w:r><w:t>new</w:t></w:r>" + end + "</w:p>"
    )


@pytest.mark.parametrize("content", ["", "<w:p/>"])
def test_text_in_a_control_without_a_line_is_given_one(content: str) -> None:
    control = only(sdt(content))

    control.set_text("one\ntwo")

    assert [each.text for each in control.paragraphs] == ["one", "two"]
