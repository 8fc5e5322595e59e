"""Our own trees do what lxml's do: the same bytes after the same changes, and the same refusals."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from xlscore.ooxml.errors import DamagedFileError, HostileFileError
from xlscore.ooxml.xml import plain_trees, tree

DOCUMENT = (
    '<?xml version="1.0"?><!-- before --><r xmlns="urn:m" xmlns:x="urn:x" xmlns:y="urn:m" y:k="1" k="&lt;&quot;&#10;">'
    "\n <a x:k='1'/>text &amp; more<x:b xmlns:z='urn:z' z:q='2'><c>é</c>tail<!-- in --><?do it?></x:b>"
    "<y:d xml:space='preserve'> <e xmlns=''><f/></e></y:d>\r\n<![CDATA[<raw>]]></r><!-- behind -->"
).encode()
USUAL = (
    DOCUMENT.replace(b' xmlns:y="urn:m" y:k="1"', b"")
    .replace(b"y:d", b"d")
    .replace(b"<e xmlns=''><f/></e>", b"<e><f/></e>")
)
WITH_TWO_NAMES = DOCUMENT.replace(b"<e xmlns=''><f/></e>", b"<e><f/></e>")
NAMES = ["{urn:m}n", "{urn:x}n", "n", "{urn:new}n", "{http://www.w3.org/2001/XMLSchema-instance}n"]
CHANGES = [
    "append new", "append old", "insert", "remove", "replace", "behind", "before", "text", "tail", "attribute", "delete attribute",
    "sub", "copy", "clear", "slice", "mapped",
]  # fmt: skip


def written(trees: Any, root: Any) -> bytes:
    """The whole document, or one element alone."""
    made: bytes = trees.tostring(root, encoding="UTF-8", xml_declaration=False)
    return made


def change(trees: Any, root: Any, kind: str, first: int, second: int, name: str) -> None:
    """Do one change at elements of these numbers; one that neither library allows is left out."""
    nodes = [each for each in root.iter() if isinstance(each.tag, str)]
    here, there = nodes[first % len(nodes)], nodes[second % len(nodes)]
    above = here.getparent()
    is_below = here is there or here in there.iter()
    match kind:
        case "append new":
            here.append(trees.Element(name, {"q": "1"}))
        case "append old" if not is_below:
            here.append(there)
        case "insert" if not is_below:
            here.insert(second % 4 - 1, there)
        case "remove" if above is not None:
            above.remove(here)
        case "replace" if above is not None:
            above.replace(here, trees.Element(name))
        case "behind" if above is not None and not is_below:
            here.addnext(there)
        case "before" if above is not None and not is_below:
            here.addprevious(there)
        case "text":
            here.text = ["", None, "a<b>&\r\n\t\"'"][second % 3]
        case "tail" if above is not None:
            here.tail = ["", None, "t\u00a0"][second % 3]
        case "attribute":
            here.set(name, 'v"<\n\t&')
        case "delete attribute" if len(here.attrib):
            del here.attrib[sorted(here.attrib)[second % len(here.attrib)]]
        case "sub":
            trees.SubElement(here, name, {"{urn:x}q": "2"}).text = "s"
        case "copy":
            here.append(copy.deepcopy(there))
        case "clear" if above is not None:
            here.clear()
        case "slice":
            here[:] = [trees.Element(name), *here]
        case "mapped":
            here.append(trees.Element(name, nsmap={"m": "urn:m", "w": "urn:w"}))


def meaning(element: Any) -> Any:
    """What a tree says, whatever its prefixes are called."""
    is_aside = not isinstance(element.tag, str)
    return (
        element.tag.__name__ if is_aside else element.tag,
        {} if is_aside else dict(element.attrib),
        element.text or "",
        element.tail or "",
        [meaning(each) for each in element],
    )


SOME_CHANGES = st.lists(
    st.tuples(st.sampled_from(CHANGES), st.integers(0, 30), st.integers(0, 30), st.sampled_from(NAMES)),
    max_size=8,
)


@given(SOME_CHANGES)
def test_the_same_changes_give_a_document_that_says_the_same(
    changes: list[tuple[str, int, int, str]],
) -> None:
    theirs, ours = etree.fromstring(WITH_TWO_NAMES), plain_trees.fromstring(WITH_TWO_NAMES)

    for each in changes:
        change(etree, theirs, *each)
        change(plain_trees, ours, *each)

    made = written(plain_trees, ours.getroottree())
    assert meaning(etree.fromstring(made)) == meaning(etree.fromstring(written(etree, theirs.getroottree())))


@given(SOME_CHANGES)
def test_the_same_changes_give_the_same_bytes_where_each_namespace_has_one_name(
    changes: list[tuple[str, int, int, str]],
) -> None:
    theirs, ours = etree.fromstring(USUAL), plain_trees.fromstring(USUAL)
    # A second name for the default namespace, which an attribute of it would need, is not usual.
    usual = [
        (kind, first, second, NAMES[1] if kind == "attribute" or "x}" in name else NAMES[0])
        for kind, first, second, name in changes
    ]

    for each in usual:
        if each[0] != "mapped":
            change(etree, theirs, *each)
            change(plain_trees, ours, *each)

    assert written(plain_trees, ours.getroottree()) == written(etree, theirs.getroottree())


def test_what_is_read_is_written_as_lxml_writes_it_whole_and_in_parts() -> None:
    theirs, ours = etree.fromstring(DOCUMENT), plain_trees.fromstring(DOCUMENT)

    assert written(plain_trees, ours.getroottree()) == written(etree, theirs.getroottree())
    for one, other in zip(theirs.iter(), ours.iter(), strict=True):
        assert written(plain_trees, other) == written(etree, one)
        assert other.text == one.text
        assert other.tail == one.tail
        if isinstance(one.tag, str):
            assert (other.tag, other.prefix, other.nsmap) == (one.tag, one.prefix, one.nsmap)
            assert dict(other.attrib) == dict(one.attrib)


@pytest.mark.parametrize(
    "ask",
    [
        lambda root: list(root.iter("{urn:m}c", "{urn:x}*")),
        lambda root: list(root.iter("*")),
        lambda root: list(root.iterchildren("{*}b")),
        lambda root: list(root.iterchildren("{}*")),
        lambda root: list(root.iterchildren(reversed=True)),
        lambda root: list(root[1][0].iterancestors()),
        lambda root: list(root[1][0].iterancestors("{urn:m}r")),
        lambda root: list(root[0].itersiblings()),
        lambda root: list(root[2].itersiblings(preceding=True)),
        lambda root: [root[0].getnext(), root[1].getprevious(), root[0].getprevious(), root.getparent()],
        lambda root: [root.find("{urn:x}b/{urn:m}c"), root.find("{urn:m}nothing"), *root.findall(".//f")],
        lambda root: [root[1], *root[0:2], *root[1:]],
    ],
)
def test_one_walks_through_it_as_through_lxml_s(ask: Any) -> None:
    def named(found: list[Any]) -> list[Any]:
        return [None if each is None else getattr(each.tag, "__name__", each.tag) for each in found]

    assert named(ask(plain_trees.fromstring(DOCUMENT))) == named(ask(etree.fromstring(DOCUMENT)))


@pytest.mark.parametrize(
    "text",
    [
        "", "<a>", "<a><b></a>", "<a/><b/>", '<a x="1" x="2"/>', "<p:a/>", '<a p:x="1"/>', "<a>&none;</a>", '<a xmlns:x=""/>',
        '<a xmlns:x="u" xmlns:y="u" x:k="1" y:k="2"/>', "<a>\x01</a>", "<a>" * 300 + "</a>" * 300,
    ],
)  # fmt: skip
def test_what_is_not_well_formed_is_refused_by_both(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(text.encode())

    monkeypatch.setattr(tree, "etree", plain_trees)
    with pytest.raises(DamagedFileError):
        tree.parse(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE a><a/>",
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        '<!DOCTYPE a [<!ENTITY x "0123456789"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]><a>&y;</a>',
        "<!DOCTYPE a><a>",
    ],
)
def test_no_document_type_is_read_and_no_entity_put_in(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(plain_trees.fromstring(text)) == 0
    assert plain_trees.fromstring(text).text is None

    monkeypatch.setattr(tree, "etree", plain_trees)
    with pytest.raises(HostileFileError):
        tree.parse(text.encode())


@pytest.mark.parametrize("text", ["\x00", "\x0b", "\ud800", "\ufffe"])
def test_what_xml_cannot_hold_is_refused_by_both(text: str) -> None:
    for trees in (etree, plain_trees):
        element = trees.Element("a")
        with pytest.raises(ValueError, match=r"XML compatible|surrogates"):
            element.text = text
        with pytest.raises(ValueError, match=r"XML compatible|surrogates"):
            element.set("k", text)


def test_an_element_is_no_child_of_another() -> None:
    one, other = plain_trees.fromstring("<a><b/></a>"), plain_trees.fromstring("<c/>")

    with pytest.raises(ValueError, match="not a child"):
        one.remove(other)
    with pytest.raises(TypeError, match="siblings of the root"):
        one.addnext(other)
    with pytest.raises(TypeError, match="bytes or unicode"):
        one.set("k", 5)
