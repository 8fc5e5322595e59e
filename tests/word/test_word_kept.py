"""What nobody touched keeps its bytes: the file, the parts, and within a part every element that is as it was."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.support.documents import MAIN, body_of, document_with, file_with, para, parts_of, run, sdt, zipped
from xlscore.word import Document, NewParagraph
from xlscore.word.xml.kept import KeptTree

ODD = (
    b"<?xml version='1.0' encoding='utf-8'?><!-- before -->\n<a:r  xmlns:a='urn:a' xmlns='urn:b' a:x = '1'>\n"
    b"<p k='&quot;&#10;'/><!-- in --><q >t&amp;x<![CDATA[<raw>]]></q ><?do it?> tail <z xmlns:c='urn:c'><c:y c:k=\"v\"/></z>\r\n"
    b"</a:r>\n<!-- after -->"
)


def test_a_document_that_nobody_changed_is_the_same_file() -> None:
    data = file_with(para(run("One")))

    document = Document.open(data)
    names = [each.tag for each in document.controls()]

    assert names == []
    assert document.to_bytes() == data
    assert not document.is_changed


def test_only_the_part_that_was_changed_differs() -> None:
    data = file_with(para(run("One")) + sdt(para(run("Two")), "two"))
    document = Document.open(data)

    document.control("two").set_text("Three")

    before, after = parts_of(data), parts_of(document.to_bytes())
    assert [name for name in before if before[name] != after[name]] == [MAIN]
    assert list(after) == list(before)


def test_a_change_that_is_taken_back_leaves_the_same_file() -> None:
    data = file_with(sdt(para(run("Two")), "two"))
    document = Document.open(data)

    document.control("two").set_text("Three")
    first = document.to_bytes()
    document.control("two").set_text("Two")

    assert first != data
    assert parts_of(document.to_bytes()) == parts_of(data)


def test_other_paragraphs_keep_their_bytes_however_oddly_they_are_spelt() -> None:
    odd = "<w:p  w:rsidR = '00A1'><w:r><w:t>A&#x20;&#66;</w:t ></w:r><!-- seen by nobody --></w:p >"
    document = document_with(odd + sdt(para(run("Two")), "two") + odd)

    document.control("two").set_text("Three")

    assert body_of(document).startswith(odd)
    assert body_of(document).endswith(odd)
    assert "Three" in body_of(document)


def test_a_tag_keeps_its_spelling_but_for_the_attribute_that_changed() -> None:
    tree = KeptTree(ODD, "/odd.xml")

    tree.root[0].set("k", "2")

    assert tree.to_bytes() == ODD.replace(b"k='&quot;&#10;'", b'k="2"')


def test_new_elements_use_the_prefixes_that_are_there() -> None:
    document = document_with(para(run("One")))

    document.append(NewParagraph("Two"))

    assert "<w:p><w:r><w:t>Two</w:t></w:r></w:p>" in body_of(document)


def test_what_is_moved_keeps_its_bytes_within_what_is_new() -> None:
    tree = KeptTree(ODD, "/odd.xml")
    new = etree.Element("{urn:b}new", nsmap={None: "urn:b"})
    moved = tree.root[2]

    tree.root.append(new)
    new.append(moved)

    assert b"<new><q >t&amp;x<![CDATA[<raw>]]></q ></new></a:r>" in tree.to_bytes()


@given(st.integers(0, 10_000))
def test_what_is_written_reads_as_the_tree_does(seed: int) -> None:
    chance = random.Random(seed)
    tree = KeptTree(ODD, "/odd.xml")
    elements = [each for each in tree.root.iter() if isinstance(each.tag, str) and each is not tree.root]

    for _ in range(4):
        change(chance, chance.choice(elements), elements)

    assert meaning(etree.fromstring(tree.to_bytes())) == meaning(tree.root)


def change(chance: random.Random, one, elements) -> None:
    other = chance.choice(elements)
    match chance.randrange(6):
        case 0:
            one.set("x", '1<&"')
        case 1 if one.getparent() is not None:
            one.getparent().remove(one)
        case 2 if one is not other and one not in list(other.iterancestors()):
            other.append(one)
        case 3:
            one.text = "a < b & c"
        case 4:
            one.append(etree.Element("{urn:new}e", nsmap={"n": "urn:new"}))
        case 5:
            one.set("{urn:new}a", "b")


def meaning(root) -> list[tuple[object, ...]]:
    return [
        (str(each.tag), sorted(map(tuple, each.attrib.items())), each.text or "", each.tail or "")
        for each in root.iter()
    ]


@pytest.mark.parametrize("name", ["utf-16", "iso-8859-1"])
def test_a_part_in_another_encoding_keeps_it_until_it_is_changed(name: str) -> None:
    text = parts_of(file_with(sdt(para(run("Größe")), "two")))[MAIN].decode().replace("UTF-8", name)
    parts = {**parts_of(file_with("")), MAIN: text.encode(name)}
    document = Document.open(zipped(parts))
    untouched = document.to_bytes()
    document.control("two").set_text("Größer")

    assert parts_of(untouched) == parts
    assert "Größer".encode() in parts_of(document.to_bytes())[MAIN]
