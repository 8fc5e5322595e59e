"""Whatever text people formatted, wrapped and marked: it reads as it was set, and nothing that hangs on it is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.documents import body_of, document_with, para, sdt
from tests.support.properties import examples
from xlscore.word import Document, NewControl
from xlscore.word.xml.names import W

LETTERS = st.text("ab. 6%\t\n", max_size=6)
LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>"])


def run(text: str, look: str) -> str:
    pieces = [f'<w:t xml:space="preserve">{text}</w:t>' if text.strip("\t\n") or " " in text else ""]
    if "\t" in text or "\n" in text:
        signs = {"\t": "<w:tab/>", "\n": "<w:br/>"}
        pieces = [signs.get(letter) or f'<w:t xml:space="preserve">{letter}</w:t>' for letter in text]
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


RUNS = st.builds(run, LETTERS, LOOKS)
MARKS = st.sampled_from(
    [
        '<w:bookmarkStart w:id="1" w:name="mine"/><w:bookmarkEnd w:id="1"/>',
        '<w:commentRangeStart w:id="2"/><w:commentRangeEnd w:id="2"/><w:r><w:commentReference w:id="2"/></w:r>',
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        "<w:proofErr w:type='spellStart'/>",
    ]
)
LINES = st.lists(
    RUNS | MARKS | st.builds(lambda inner: f"<w:hyperlink>{inner}</w:hyperlink>", RUNS), max_size=6
).map("".join)
NESTED = st.lists(LINES | st.builds(lambda inner: sdt(inner, "inner"), LINES), max_size=3).map("".join)


def letters_with_looks(document: Document) -> list[tuple[str, str]]:
    """Return each letter with its look, in order."""
    found = []
    for each in document.body.iter(f"{{{W}}}t", f"{{{W}}}tab", f"{{{W}}}br"):
        look = each.getparent().find(f"{{{W}}}rPr")
        names = "" if look is None else ",".join(child.tag.rpartition("}")[2] for child in look)
        found += [
            (letter, names)
            for letter in each.text or {"tab": "\t", "br": "\n"}.get(each.tag.rpartition("}")[2], "")
        ]
    return found


def hanging(document: Document) -> int:
    return sum(
        1
        for each in document.body.iter()
        if etree.QName(each).localname.startswith(("bookmark", "comment", "footnote"))
    )


@settings(max_examples=examples(40))
@given(NESTED, LETTERS)
def test_a_text_reads_as_it_was_set_and_letters_around_the_change_keep_their_look(
    line: str, new: str
) -> None:
    document = document_with(para(sdt(line, "outer")))
    control = document.control("outer")
    old, looks, marks, before = (
        control.text,
        letters_with_looks(document),
        hanging(document),
        document.to_bytes(),
    )

    control.set_text(new)

    now = letters_with_looks(document)
    assert control.text == new
    assert hanging(document) == marks
    assert "".join(letter for letter, _ in now) == new
    if new == old:
        assert document.to_bytes() == before
    words = min(_same_words(old, new), len(looks), len(now))
    assert now[:words] == looks[:words]


def _same_words(old: str, new: str) -> int:
    """Return how long the words are that both texts begin with."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    while same and same < max(len(old), len(new)) and not old[same - 1].isspace():
        same -= 1
    return same


@settings(max_examples=examples(40))
@given(LINES, LETTERS, LETTERS)
def test_content_written_anew_keeps_what_hangs_on_it(line: str, one: str, two: str) -> None:
    document = document_with(para(sdt(line, "outer")))
    control, marks = document.control("outer"), hanging(document)

    control.set_content((one, NewControl("p", "P", (two or "x",))))

    assert control.text == one + (two or "x")
    assert hanging(document) == marks
    assert Document.open(document.to_bytes()).control("outer").text == control.text


@settings(max_examples=examples(40))
@given(st.lists(LINES, min_size=1, max_size=4), st.text("ab \n", max_size=9))
def test_lines_are_set_whatever_stood_in_the_paragraphs(lines: list[str], new: str) -> None:
    before = para(run("untouched", ""))
    document = document_with(before + sdt("".join(map(para, lines)), "outer"))
    is_new = document.control("outer").text != new

    document.control("outer").set_text(new)

    assert document.control("outer").text == new
    if is_new:  # a line break reads as the end of a paragraph does, and stays one
        assert len(document.control("outer").paragraphs) == new.count("\n") + 1
    assert body_of(document).startswith(before)


@settings(max_examples=examples(40))
@given(st.lists(LINES, min_size=2, max_size=4), st.data())
def test_comments_and_notes_outlive_the_paragraphs_they_stand_in(
    lines: list[str], data: st.DataObject
) -> None:
    document = document_with("".join(map(para, lines)))
    words = [
        each
        for each in document.body.iter()
        if etree.QName(each).localname in ("commentReference", "footnoteReference")
    ]

    for _ in range(len(lines) - 1):
        data.draw(st.sampled_from(document.paragraphs)).remove()

    assert len(document.paragraphs) == 1
    assert all(each in list(document.body.iter()) for each in words)
