"""A part of a document as a tree that anybody may change, and that is written back with the bytes of what nobody changed.

The tree is compared with what was read, element by element, when it is written: nobody has to say what was touched. An
element that is as it was keeps its bytes, wherever it stands now; one whose children changed keeps its own tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.splice import start_tag
from xlscore.ooxml.xml.text import as_utf8, attribute_text, element_text, parse_with, refuse_document_type
from xlscore.ooxml.xml.tree import Element, parse

__all__ = ["KeptTree"]

_TAG_END = re.compile(rb"[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>")
# The document, its body, and each paragraph or table of it.
_SERIALISED = 3
_DECLARED = re.compile(rb'\sxmlns(?::([\w.-]+))?="([^"]*)"')


@dataclass(slots=True)
class _Span:
    """Where a node stands in the bytes: whole, its content, and the end of the text that follows it."""

    start: int
    inner_start: int = 0
    inner_end: int = 0
    end: int = 0
    first: int = 0
    """Where its first child begins, or its content ends."""
    after: int = 0
    """Where its next sibling begins, or its parent's content ends."""


class KeptTree:
    """The tree of a part, and the bytes that it was read from."""

    def __init__(self, data: bytes, part: str) -> None:
        """Read the part."""
        self.part = part
        self.data = as_utf8(data, part)
        self.root = parse(self.data, part)
        # An element is known again by its Python object only as long as one refers to it.
        self._elements = list(self.root.iter())

    def to_bytes(self) -> bytes:
        """Return the part as it stands now; the very bytes that were read where nothing was changed."""
        writer = _Writer(self.data, self.part, self._elements)
        return writer.whole(self.root)


class _Writer:
    def __init__(self, data: bytes, part: str, elements: list[Element]) -> None:
        self.data = data
        self.part = part
        # Kept alive together: what is compared are the Python objects of both trees.
        self.old = list(parse(data, part).iter())
        self.now = dict(zip(elements, self.old, strict=True))
        self.numbers = {element: number for number, element in enumerate(elements)}
        self._spans: list[_Span] | None = None

    @property
    def spans(self) -> list[_Span]:
        if self._spans is None:
            self._spans = _spans(self.data, self.part)
        return self._spans

    def whole(self, root: Element) -> bytes:
        new = self._changed(root, _SERIALISED)
        if new is None:
            return self.data
        span = self.spans[0]
        return self.data[: span.start] + new + self.data[span.end :]

    def _changed(self, element: Element, serialised: int = 0) -> bytes | None:
        """Return the new bytes of a node, None where it is as it was.

        The outer levels are compared as they would be spelt, which is done in C, and looked through only where they differ.
        """
        old = self.now.get(element)
        if old is None:
            return self._new(element)
        if not self._is_at_home(element, old):
            return _bare(element)
        if not isinstance(element.tag, str):
            same = element.text == old.text
            return None if same else etree.tostring(element, encoding="UTF-8", with_tail=False)
        if serialised and _spelt(element) == _spelt(old):
            return None
        children = list(element)
        changed = [self._changed(each, max(0, serialised - 1)) for each in children]
        is_same_tag = element.tag == old.tag and element.attrib == old.attrib
        if (
            is_same_tag
            and (element.text or "") == (old.text or "")
            and all(each is None for each in changed)
            and [self.now.get(each) for each in children] == list(old)
            and all((each.tail or "") == (was.tail or "") for each, was in zip(children, old, strict=True))
        ):
            return None
        return self._rewritten(element, old, list(zip(children, changed, strict=True)), is_same_tag)

    def _rewritten(
        self, element: Element, old: Element, children: list[tuple[Element, bytes | None]], is_same_tag: bool
    ) -> bytes:
        span = self.spans[self.numbers[element]]
        tag = self.data[span.start : span.inner_start]
        if element.tag != old.tag:
            tag = _tag(element)
        elif not is_same_tag:
            tag = start_tag(tag, _differences(element, old))
        content = self._content(element, old, children, span)
        return _closed(tag, content)

    def _content(
        self, element: Element, old: Element, children: list[tuple[Element, bytes | None]], span: _Span
    ) -> bytes:
        same_text = (element.text or "") == (old.text or "")
        pieces = [self.data[span.inner_start : span.first] if same_text else element_text(element.text or "")]
        for each, new in children:
            pieces += [self._bytes(each, new), self._after(each)]
        return b"".join(pieces)

    def _bytes(self, element: Element, new: bytes | None) -> bytes:
        if new is not None:
            return new
        span = self.spans[self.numbers[element]]
        return self.data[span.start : span.end]

    def _is_at_home(self, element: Element, old: Element) -> bool:
        """Return whether the prefixes mean around it what they meant where its bytes were read."""
        parent, before = element.getparent(), old.getparent()
        if parent is None or before is None or self.now.get(parent) is before:
            return True
        return bool(parent.nsmap == before.nsmap)

    def _after(self, element: Element) -> bytes:
        old = self.now.get(element)
        if old is not None and (element.tail or "") == (old.tail or ""):
            span = self.spans[self.numbers[element]]
            return self.data[span.end : span.after]
        return element_text(element.tail or "")

    def _new(self, element: Element) -> bytes:
        """Return a node that was not there; what was moved into it keeps its bytes."""
        if not isinstance(element.tag, str) or not any(each in self.now for each in element.iter()):
            return _bare(element)
        pieces = [element_text(element.text or "")]
        for each in element:
            pieces += [self._bytes(each, self._changed(each)), self._after(each)]
        return _closed(_tag(element), b"".join(pieces))


def _spelt(element: Element) -> bytes:
    spelt: bytes = etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False)
    return spelt


def _closed(tag: bytes, content: bytes) -> bytes:
    if tag.endswith(b"/>"):
        if not content:
            return tag
        tag = tag[:-2].rstrip() + b">"
    name = re.match(rb"<([^\s/>]+)", tag)
    assert name is not None
    return tag + content + b"</" + name[1] + b">"


def _bare(element: Element) -> bytes:
    """Return a node as new bytes, without the prefixes that are declared around it."""
    data = _spelt(element)
    parent = element.getparent()
    if parent is None or not isinstance(element.tag, str):
        return data
    known = parent.nsmap
    end = _TAG_END.match(data)
    assert end is not None

    def unless_known(found: re.Match[bytes]) -> bytes:
        prefix = found[1].decode() if found[1] else None
        uri = known.get(prefix)
        return b"" if uri is not None and attribute_text(uri) == found[2] else found[0]

    return _DECLARED.sub(unless_known, data[: end.end()]) + data[end.end() :]


def _tag(element: Element) -> bytes:
    """Return the start tag of an element, as an empty one."""
    parent = element.getparent()
    outer = {} if parent is None else parent.nsmap
    prefix, local = element.prefix, etree.QName(element).localname
    tag = f"<{prefix}:{local}/>" if prefix else f"<{local}/>"
    values = {key: element.get(full) for key, full in _attribute_names(element).items()}
    declared = {_declaration(key): uri for key, uri in element.nsmap.items() if outer.get(key) != uri}
    return start_tag(tag.encode(), {**declared, **values})


def _declaration(prefix: str | None) -> str:
    return f"xmlns:{prefix}" if prefix else "xmlns"


def _attribute_names(element: Element) -> dict[str, str]:
    """Return the attributes of an element: as its tag spells them, with their qualified names."""
    prefixes = {uri: prefix for prefix, uri in element.nsmap.items() if prefix}
    prefixes["http://www.w3.org/XML/1998/namespace"] = "xml"
    found = {}
    for full in map(str, element.attrib):
        space, _, local = full.rpartition("}")
        found[f"{prefixes[space[1:]]}:{local}" if space else local] = full
    return found


def _differences(element: Element, old: Element) -> dict[str, str | None]:
    """Return the attributes of a tag that are no longer as they were; None for one that is gone."""
    known = old.nsmap
    values: dict[str, str | None] = {
        _declaration(prefix): uri for prefix, uri in element.nsmap.items() if prefix and prefix not in known
    }
    before, now = _attribute_names(old), _attribute_names(element)
    values |= {spelt: None for spelt, full in before.items() if full not in element.attrib}
    values |= {spelt: element.get(full) for spelt, full in now.items() if element.get(full) != old.get(full)}
    return values


def _spans(data: bytes, part: str) -> list[_Span]:
    """Return where each element, comment and instruction inside the root stands, in their order."""
    found: list[_Span] = []
    open_: list[_Span] = []
    last: list[_Span | None] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def begun(span: _Span) -> None:
        if open_:
            before = last[-1]
            if before is None:
                open_[-1].first = span.start
            else:
                before.after = span.start
            last[-1] = span
        found.append(span)

    def start(_name: str, _attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        end = _TAG_END.match(data, at)
        span = _Span(at, end.end() if end else len(data))
        begun(span)
        open_.append(span)
        last.append(None)

    def end(_name: str) -> None:
        span = open_.pop()
        if data[span.inner_start - 2 : span.inner_start] == b"/>":
            span.inner_end = span.end = span.inner_start
        else:
            span.inner_end = parser.CurrentByteIndex
            span.end = data.index(b">", span.inner_end) + 1
        inner = last.pop()
        if inner is None:
            span.first = span.inner_end
        else:
            inner.after = span.inner_end

    def beside(ending: bytes) -> None:
        if open_:
            at = parser.CurrentByteIndex
            end = data.index(ending, at) + len(ending)
            begun(_Span(at, end, end, end))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CommentHandler = lambda _text: beside(b"-->")
    parser.ProcessingInstructionHandler = lambda _target, _text: beside(b"?>")
    parser.StartDoctypeDeclHandler = refuse_document_type
    parse_with(parser, data, part)
    return found
