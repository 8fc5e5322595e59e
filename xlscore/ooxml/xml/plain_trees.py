"""Small XML as trees where there is no lxml, as in a browser: read with expat, written as lxml writes it.

It has the names of `lxml.etree` that the package asks for, and gives the same bytes. No entity is ever put in: a document
that declares a type is not read further than that, and its root stands empty.
"""

from __future__ import annotations

from typing import Any, Final
from xml.parsers import expat

from xlscore.ooxml.errors import OoxmlError
from xlscore.ooxml.xml.plain_elements import ElementTree, PlainElement, prefix_of
from xlscore.ooxml.xml.plain_making import Comment, Element, ProcessingInstruction, SubElement
from xlscore.ooxml.xml.plain_names import XML, QName, Scope

__all__ = [
    "Comment",
    "Element",
    "ElementTree",
    "ProcessingInstruction",
    "QName",
    "SubElement",
    "XMLParser",
    "XMLSyntaxError",
    "_Element",
    "fromstring",
    "tostring",
]

_Element = PlainElement

_DEEPEST: Final = 256
"""How deep elements may stand in one another; lxml allows as many."""


class XMLSyntaxError(OoxmlError, SyntaxError):
    """What is no well-formed XML."""


class XMLParser:
    """How lxml is told to read; here nothing is fetched and no entity put in anyway."""

    def __init__(self, **_settings: bool) -> None:
        """Take lxml's settings."""


class _HasTypeError(Exception):
    """A document type was declared; nothing behind it is read."""


def fromstring(data: str | bytes, _parser: XMLParser | None = None) -> PlainElement:
    """Return the root of a document."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except _HasTypeError:
        reader.root = Element("document")
        reader.root.document.doctype = "<!DOCTYPE>"
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise XMLSyntaxError(str(error)) from None
    assert reader.root is not None
    return reader.root


class _Reader:
    """Builds the tree while expat reads."""

    def __init__(self) -> None:
        parser = expat.ParserCreate()
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = lambda text: self._aside(Comment(text))
        parser.ProcessingInstructionHandler = lambda target, text: self._aside(
            ProcessingInstruction(target, text or None)
        )
        parser.StartDoctypeDeclHandler = self._has_type
        self.parser = parser
        self.root: PlainElement | None = None
        self._open: list[PlainElement] = []
        self._scopes: list[Scope] = [{"xml": XML}]
        self._before: list[PlainElement] = []

    def _has_type(self, *_: Any) -> None:
        raise _HasTypeError

    def _start(self, spelt: str, flat: list[str]) -> None:
        if len(self._open) == _DEEPEST:
            raise XMLSyntaxError(f"elements stand more than {_DEEPEST} deep in one another")
        declared: dict[str | None, str] = {}
        given: list[tuple[str, str]] = []
        for name, value in zip(flat[::2], flat[1::2], strict=True):
            if name == "xmlns":
                declared[None] = value
            elif name.startswith("xmlns:"):
                if not value:
                    raise XMLSyntaxError(f"{name} stands for no namespace")
                declared[name[6:]] = value
            else:
                given.append((name, value))
        scope = {**self._scopes[-1], **declared} if declared else self._scopes[-1]
        made = PlainElement(_resolved(spelt, scope, scope.get(None, "")), None, declared)
        made.hint = spelt.rpartition(":")[0] or None
        for name, value in given:
            full = _resolved(name, scope, "")
            if full in made.attrib:
                raise XMLSyntaxError(f"the attribute {name} stands twice")
            made.attrib[full] = value
            if ":" in name:
                made.hints[full] = name.partition(":")[0]
        self._scopes.append(scope)
        if self._open:
            parent = self._open[-1]
            made._parent = parent
            parent._children.append(made)
        else:
            self.root = made
            made.document.before = self._before
        self._open.append(made)

    def _end(self, _name: str) -> None:
        self._open.pop()
        self._scopes.pop()

    def _text(self, text: str) -> None:
        here = self._open[-1]
        if here._children:
            last = here._children[-1]
            last._tail = (last._tail or "") + text
        else:
            here._text = (here._text or "") + text

    def _aside(self, made: PlainElement) -> None:
        if self._open:
            made._parent = self._open[-1]
            self._open[-1]._children.append(made)
        elif self.root is None:
            self._before.append(made)
        else:
            self.root.document.behind.append(made)


def _resolved(spelt: str, scope: Scope, default: str) -> str:
    prefix, _, local = spelt.rpartition(":")
    if prefix and prefix not in scope:
        raise XMLSyntaxError(f"the prefix {prefix} stands for no namespace")
    space = scope[prefix] if prefix else default
    return f"{{{space}}}{local}" if space else local


def tostring(
    element: PlainElement | ElementTree, *, with_tail: bool = True, **_as_lxml_is_asked: str | bool
) -> bytes:
    """Return an element with all in it, or a whole document, as bytes in UTF-8."""
    written: list[str] = []
    if isinstance(element, ElementTree):
        root = element.getroot()
        for each in root.document.before:
            _write(each, {}, written)
        _write(root, {}, written)
        for each in root.document.behind:
            _write(each, {}, written)
    else:
        around = _around(element)
        _write(element, {}, written, around)
        if with_tail and element.tail:
            written.append(_escaped(element.tail))
    return "".join(written).encode("utf-8")


def _around(element: PlainElement) -> Scope:
    """Return what was declared around an element, which alone it has to declare itself: first what its own tag uses."""
    scope = element.nsmap
    used = [prefix_of(element, scope), *(prefix_of(element, scope, name) for name in element.attrib)]
    outer = {prefix: scope[prefix] for prefix in (*used, *scope) if prefix in scope}
    return {prefix: uri for prefix, uri in outer.items() if prefix not in element.declared}


def _write(element: PlainElement, scope: Scope, written: list[str], around: Scope | None = None) -> None:
    if element.tag is Comment:
        written.append(f"<!--{element.text or ''}-->")
        return
    if element.tag is ProcessingInstruction:
        written.append(f"<?{element.target}{f' {element.text}' if element.text else ''}?>")
        return
    declared = {**element.declared, **(around or {})}
    inside = {**scope, **declared} if declared else scope
    attributes = []
    for name, value in element.attrib.items():
        prefix, local = prefix_of(element, inside, name), name.rpartition("}")[2]
        attributes.append(f' {f"{prefix}:{local}" if prefix else local}="{_quoted(value)}"')
    prefix, local = prefix_of(element, inside), element.tag.rpartition("}")[2]
    tag = f"{prefix}:{local}" if prefix else local
    written.append(f"<{tag}")
    for short, uri in declared.items():
        written.append(f' xmlns:{short}="{_quoted(uri)}"' if short else f' xmlns="{_quoted(uri)}"')
    written += attributes
    if element._children or element.text is not None:
        written.append(f">{_escaped(element.text or '')}")
        for each in element._children:
            _write(each, inside, written)
            if each.tail:
                written.append(_escaped(each.tail))
        written.append(f"</{tag}>")
    else:
        written.append("/>")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
