"""Find elements in a small XML part and splice it: everything not asked for keeps its bytes.

`parse` gives the elements with their byte offsets; the functions below return new bytes. Offsets
belong to the bytes that were parsed, so parse again after a splice, or collect several changes in
`splice`. For worksheets, parse `Sheet.shell` (everything but the rows), never the rows themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from functools import lru_cache
from xml.parsers import expat

from xlscore.ooxml.errors import HostileFileError
from xlscore.ooxml.xml.text import attribute_text, parse_with, refuse_document_type

__all__ = [
    "Element",
    "insert_in_order",
    "keep_outline",
    "outline",
    "outline_after",
    "outline_of",
    "parse",
    "remove",
    "replace",
    "set_attributes",
    "set_content",
    "splice",
    "start_tag",
]

# Excel's own largest shells (50,000 merges) stay far below; each element costs about half a kilobyte.
MOST_ELEMENTS = 1_000_000
# The lists of sheets, relationships and tables are asked for many times over, and are about this long.
_SMALL = 1 << 14
TAG_END = re.compile(rb"[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>")


@dataclass(slots=True)
class Element:
    """One element and where it stands: `[start:end]` whole, `[inner_start:inner_end]` its content."""

    name: str
    namespace: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inner_start: int = 0
    inner_end: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)
    parent: Element | None = field(default=None, repr=False)
    text: str = ""

    @property
    def is_empty_tag(self) -> bool:
        """Return whether the element is written as `<name/>`."""
        return self.inner_start == self.end

    def child(self, *path: str) -> Element | None:
        """Return the first element down this path of local names, or None."""
        found: Element | None = self
        for name in path:
            if found is None:
                return None
            found = next((each for each in found.children if each.name == name), None)
        return found

    def all(self, *path: str) -> list[Element]:
        """Return every element down this path of local names."""
        found = [self]
        for name in path:
            found = [each for element in found for each in element.children if each.name == name]
        return found

    def walk(self) -> Iterator[Element]:
        """Yield this element and everything inside it, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute by local name, or by `{namespace}name`."""
        return self.attributes.get(name, default)

    def qualified(self, name: str) -> bytes:
        """Return `name` with this element's prefix, for writing a child of the same namespace."""
        return f"{self.prefix}:{name}".encode() if self.prefix else name.encode()


def parse(data: bytes, part: str) -> Element:
    """Return the root element of a small UTF-8 part, with everything inside it; not to be changed."""
    return (_kept if len(data) <= _SMALL else _built)(data, part, MOST_ELEMENTS)


def outline(data: bytes, part: str) -> Element:
    """Return the root element and its children with nothing inside them: much faster, where many stand deeper."""
    return (_kept if len(data) <= _SMALL else _built)(data, part, 2)


_OUTLINES: dict[bytes, Element] = {}
_MOST_OUTLINES = 8


def outline_of(data: bytes, part: str) -> Element:
    """Return the outline, kept for the few parts that are asked for again and again; not to be changed."""
    found = _OUTLINES.get(data)
    if found is None:
        found = outline(data, part)
        keep_outline(data, found)
    return found


def keep_outline(data: bytes, root: Element) -> None:
    """Keep the outline of a part that is known because it was spliced from another."""
    while len(_OUTLINES) >= _MOST_OUTLINES:
        _OUTLINES.pop(next(iter(_OUTLINES)), None)
    _OUTLINES[data] = root


def outline_after(root: Element, gone: Sequence[Element], lengths: Sequence[int], name: str) -> Element:
    """Return the outline of a part in which elements of one name took the place of others, by their lengths.

    The new ones stand where the first of those that are gone stood.
    """
    made = replace_fields(root, children=[])
    shift = 0
    for each in root.children:
        if gone and each is gone[0]:
            at = each.start + shift
            for length in lengths:
                made.children.append(
                    Element(
                        name, each.namespace, each.prefix, {}, at, at, at + length, at + length, parent=made
                    )
                )
                at += length
            shift = at - each.end
        elif any(each is other for other in gone):
            shift -= each.end - each.start
        else:
            moved = replace_fields(
                each,
                start=each.start + shift,
                inner_start=each.inner_start + shift,
                inner_end=each.inner_end + shift,
                end=each.end + shift,
                parent=made,
            )
            made.children.append(moved)
    made.inner_end += shift
    made.end += shift
    return made


def _built(data: bytes, part: str, depth: int) -> Element:
    builder = _Builder(data, depth)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    builder.parser = parser
    parse_with(parser, data, part)
    return builder.root


@lru_cache(256)
def _kept(data: bytes, part: str, depth: int) -> Element:
    return _built(data, part, depth)


class _Builder:
    def __init__(self, data: bytes, depth: int) -> None:
        self.data = data
        self.free, self.deeper = depth, 0
        self.parser = expat.ParserCreate()
        self.open: list[Element] = []
        self.texts: list[list[str]] = []
        self.count = 0
        self.root = Element("", "", "", {}, 0)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.free:
            self.deeper += 1
            return
        self.free -= 1
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise HostileFileError("A part of the file holds over a million elements; no spreadsheet does.")
        namespace, local, prefix = _split(name)
        start = self.parser.CurrentByteIndex
        named = {_attribute_name(key) if " " in key else key: attributes[key] for key in attributes}
        element = Element(local, namespace, prefix, named, start)
        tag_end = TAG_END.match(self.data, start)
        element.inner_start = tag_end.end() if tag_end else len(self.data)
        if self.open:
            element.parent = self.open[-1]
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        self.texts.append([])

    def end(self, _name: str) -> None:
        if self.deeper:
            self.deeper -= 1
            return
        self.free += 1
        element = self.open.pop()
        element.text = "".join(self.texts.pop())
        if self.data[element.inner_start - 2 : element.inner_start] == b"/>":
            element.inner_end = element.end = element.inner_start
        else:
            element.inner_end = self.parser.CurrentByteIndex
            element.end = self.data.index(b">", element.inner_end) + 1

    def characters(self, text: str) -> None:
        self.texts[-1].append(text)


def _split(name: str) -> tuple[str, str, str]:
    pieces = name.split(" ")
    if len(pieces) == 1:
        return "", pieces[0], ""
    return pieces[0], pieces[1], pieces[2] if len(pieces) > 2 else ""


def _attribute_name(name: str) -> str:
    namespace, local, _ = _split(name)
    return f"{{{namespace}}}{local}"


def splice(data: bytes, changes: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Return `data` with each `(start, end, new bytes)` put in; the slices must not overlap."""
    pieces: list[bytes] = []
    position = 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        pieces += [data[position:start], new]
        position = end
    return b"".join([*pieces, data[position:]])


def replace(data: bytes, element: Element, new: bytes) -> bytes:
    """Return `data` with a whole element replaced."""
    return splice(data, [(element.start, element.end, new)])


def remove(data: bytes, element: Element) -> bytes:
    """Return `data` without the element."""
    return replace(data, element, b"")


def set_attributes(data: bytes, element: Element, values: Mapping[str, str | None]) -> bytes:
    """Return `data` with attributes of one start tag set, or removed when the value is None.

    Names are as the tag spells them (`r:id`). Existing ones keep their place; new ones come last.
    """
    tag = start_tag(data[element.start : element.inner_start], values)
    return splice(data, [(element.start, element.inner_start, tag)])


def start_tag(tag: bytes, values: Mapping[str, str | None]) -> bytes:
    """Return the bytes of a start tag with attributes set, or removed when the value is None.

    >>> start_tag(b'<row r="1" spans="1:3"/>', {"spans": None, "ht": "20"})
    b'<row r="1" ht="20"/>'
    """
    for name, value in values.items():
        new = b"" if value is None else b' %s="%s"' % (name.encode(), attribute_text(value))
        found = _attribute_span(name.encode(), tag)
        if found:
            tag = tag[: found[0]] + new + tag[found[1] :]
        elif new:
            close = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:close].rstrip() + new + tag[close:]
    return tag


ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def _attribute_span(name: bytes, tag: bytes) -> tuple[int, int] | None:
    if name not in tag:
        return None
    return next((match.span() for match in ATTRIBUTE.finditer(tag) if match[1] == name), None)


def set_content(data: bytes, element: Element, content: bytes) -> bytes:
    """Return `data` with everything between the element's tags replaced."""
    return splice(data, [_content_change(data, element, content)])


def _content_change(data: bytes, element: Element, content: bytes) -> tuple[int, int, bytes]:
    if not element.is_empty_tag:
        return element.inner_start, element.inner_end, content
    tag = data[element.start : element.end]
    name = element.qualified(element.name)
    return element.start, element.end, tag[:-2].rstrip() + b">" + content + b"</" + name + b">"


def insert_in_order(data: bytes, parent: Element, new: bytes, name: str, order: tuple[str, ...]) -> bytes:
    """Return `data` with a child of local name `name` put where the schema's `order` wants it.

    It comes after the last sibling that the order puts before it or beside it; siblings the order
    does not know (`mc:AlternateContent`, for one) stay with the sibling they follow.
    """
    place = order.index(name)
    known = {each: index for index, each in enumerate(order)}
    after = None
    for sibling in parent.children:
        if known.get(sibling.name, -1) > place:
            break
        after = sibling
    if after is not None:
        return splice(data, [(after.end, after.end, new)])
    if parent.is_empty_tag:
        return set_content(data, parent, new)
    return splice(data, [(parent.inner_start, parent.inner_start, new)])
