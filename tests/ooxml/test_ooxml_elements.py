"""Splicing small parts: only what was asked for changes."""

from __future__ import annotations

import pytest

from xlscore.ooxml.errors import DamagedFileError
from xlscore.ooxml.xml import splice

XML = b"""<?xml version="1.0"?>
<a xmlns="urn:a" xmlns:r='urn:r'><!-- <b/> --><b r:id='x' name = "1 &gt; 0"  ><c/></b
><b>text &amp; <![CDATA[<b/>]]></b ><d/></a>"""


def test_elements_stand_where_their_bytes_are():
    root = splice.parse(XML, "part")
    first, second = root.all("b")

    assert XML[first.start : first.end] == b"<b r:id='x' name = \"1 &gt; 0\"  ><c/></b\n>"
    assert XML[second.inner_start : second.inner_end] == b"text &amp; <![CDATA[<b/>]]>"
    assert first.attributes == {"{urn:r}id": "x", "name": "1 > 0"}
    assert second.text == "text & <b/>"
    assert root.child("d").is_empty_tag
    assert [each.name for each in root.walk()] == ["a", "b", "c", "b", "d"]


def test_attributes_are_set_in_place_added_last_and_removed():
    first = splice.parse(XML, "part").child("b")

    changed = splice.set_attributes(XML, first, {"name": 'say "2"', "r:id": None, "new": "3"})

    assert b'<b name="say &quot;2&quot;" new="3"><c/></b' in changed


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a", b"<x><a/><b/><m:o xmlns:m='m'/><d/></x>"),
        ("b", b"<x><b/><m:o xmlns:m='m'/><b/><d/></x>"),
        ("c", b"<x><b/><m:o xmlns:m='m'/><c/><d/></x>"),
        ("e", b"<x><b/><m:o xmlns:m='m'/><d/><e/></x>"),
    ],
)
def test_a_child_is_inserted_where_the_schema_wants_it(name, expected):
    data = b"<x><b/><m:o xmlns:m='m'/><d/></x>"
    root = splice.parse(data, "part")

    assert (
        splice.insert_in_order(data, root, b"<%s/>" % name.encode(), name, ("a", "b", "c", "d", "e"))
        == expected
    )


def test_an_empty_element_is_opened_for_its_first_child():
    data = b"<p:x xmlns:p='p' />"

    assert splice.set_content(data, splice.parse(data, "part"), b"<p:y/>") == b"<p:x xmlns:p='p'><p:y/></p:x>"


def test_several_splices_at_once_use_the_old_offsets():
    data = b"<x> <b/> <c>long</c> <d/></x>"
    root = splice.parse(data, "part")

    changed = splice.splice(
        data, [(each.start, each.end, b"longer than before") for each in root.children[::2]]
    )

    assert changed == b"<x> longer than before <c>long</c> longer than before</x>"


def test_an_element_is_removed_and_replaced():
    data = b"<x> <b/> <c/></x>"
    root = splice.parse(data, "part")

    assert splice.remove(data, root.child("b")) == b"<x>  <c/></x>"
    assert splice.replace(data, root.child("c"), b"<z/>") == b"<x> <b/> <z/></x>"


def test_xml_that_is_not_well_formed_is_named_with_its_line():
    with pytest.raises(DamagedFileError, match=r"part is not well-formed XML.*line 2"):
        splice.parse(b"<a>\n<b></a>", "part")
