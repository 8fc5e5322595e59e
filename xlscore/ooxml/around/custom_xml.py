"""Text that travels in a file unseen: the custom XML parts, each known by the namespace of its root element.

A part has its properties beside it, which give it an identity and name its namespace once more. The parts of
others (sensitivity labels, SharePoint's properties) are never read further than their first element, nor touched.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from typing import Final, Protocol
from xml.etree.ElementTree import canonicalize
from xml.parsers import expat

from xlscore.ooxml.errors import OoxmlError, UnsupportedValueError
from xlscore.ooxml.opc.package import Package, as_one
from xlscore.ooxml.xml.splice import outline
from xlscore.ooxml.xml.text import as_utf8, attribute_text, check_xml, parse_with, refuse_document_type

__all__ = ["KeepsXml", "bare_xml", "read_custom_xml", "same_xml", "write_custom_xml"]

_CONTENT_TYPE: Final = "application/xml"
_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM, _PROPERTIES = "/customXml/item{}.xml", "/customXml/itemProps{}.xml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DECLARED: Final = re.compile(r"\A\ufeff?\s*(?:<\?xml\s[^>]*\?>)?\s*")
# ECMA-376 part 1, 22.5: strict files spell it differently.
_SPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_SPACE_STRICT: Final = f"{_STRICT}officeDocument/customXml"


class KeepsXml(Protocol):
    """A workbook or a document: its package, its main part, and whether it may be edited."""

    @property
    def package(self) -> Package:
        """Return the parts of the file."""

    @property
    def part(self) -> str:
        """Return the name of the main part."""

    @property
    def xml(self) -> bytes:
        """Return the main part."""

    def refuse_unless_editable(self) -> None:
        """Refuse a file that must not be changed."""


def read_custom_xml(workbook: KeepsXml, namespace: str) -> str | None:
    """Return the XML kept in the workbook under a namespace, without its declaration; None where there is none."""
    part = next(_parts(workbook, namespace), None)
    return None if part is None else bare_xml(_text(workbook.package, part))


@as_one
def write_custom_xml(workbook: KeepsXml, namespace: str, xml: str) -> None:
    """Keep XML in the workbook under the namespace of its root, in place of what is kept there.

    XML that says the same as what is there changes nothing.
    """
    wanted = bare_xml(xml, namespace)
    part = next(_parts(workbook, namespace), None)
    if part is not None and same_xml(_text(workbook.package, part), wanted):
        return
    workbook.refuse_unless_editable()
    data = (_DECLARATION + wanted).encode()
    if part is not None:
        workbook.package.write(part, data)
        of_workbook = workbook.package.rels(workbook.part)
        if all(each.target != part for each in of_workbook.by_type("customXml")):
            of_workbook.add("customXml", part)  # where Excel looks for it
    else:
        _add(workbook, namespace, data)


def bare_xml(xml: str, namespace: str | None = None) -> str:
    """Return XML without its declaration; refused unless it is well formed and, if asked for, of this namespace.

    >>> bare_xml('<?xml version="1.0"?><a xmlns="urn:example"/>', "urn:example")
    '<a xmlns="urn:example"/>'
    """
    bare = _DECLARED.sub("", xml, count=1).rstrip()
    if namespace is None:
        return bare
    if not namespace:
        raise UnsupportedValueError("XML that a workbook keeps needs a namespace of its own to be found by.")
    try:
        found = _root_namespace(bare.encode())
    except (OoxmlError, UnicodeEncodeError) as error:
        raise UnsupportedValueError("The text to be kept in the workbook is not well-formed XML.") from error
    if found != namespace:
        raise UnsupportedValueError(
            f"The XML to be kept in the workbook is of {found!r}, not of {namespace!r}."
        )
    return bare


def same_xml(one: str, other: str) -> bool:
    """Return whether two texts are the same XML, however their tags are spelt.

    >>> same_xml("<a b='1'/>", '<a b="1"></a>'), same_xml("<a>1</a>", "<a>1 </a>")
    (True, False)
    """
    one, other = bare_xml(one), bare_xml(other)
    return one == other or _canonical(one) == _canonical(other)


def _canonical(xml: str) -> str:
    data = xml.encode()
    check_xml(data, "A text kept in the workbook")
    return canonicalize(data.decode(), with_comments=True)


def _parts(workbook: KeepsXml, namespace: str) -> Iterator[str]:
    """Yield the custom XML parts whose root is of the namespace: the workbook's, then those that LibreOffice hangs on the file."""
    package = workbook.package
    for each in (*package.rels(workbook.part).by_type("customXml"), *package.rels("/").by_type("customXml")):
        if each.external or each.target not in package:
            continue
        # What cannot be read is another program's, and none of our business.
        with suppress(OoxmlError):
            if _root_namespace(as_utf8(package.read(each.target), each.target)) == namespace:
                yield each.target


def _root_namespace(data: bytes) -> str:
    """Return the namespace of the root; refused where the rest is not well formed."""
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def first(name: str, _attributes: dict[str, str]) -> None:
        found.append(name)
        parser.StartElementHandler = None

    parser.StartElementHandler = first
    parser.StartDoctypeDeclHandler = refuse_document_type
    parse_with(parser, data, "A custom XML part")
    return found[0].rpartition(" ")[0]


def _text(package: Package, part: str) -> str:
    return as_utf8(package.read(part), part).decode("utf-8-sig")


def _add(workbook: KeepsXml, namespace: str, data: bytes) -> None:
    package = workbook.package
    pairs = ((_ITEM.format(number), _PROPERTIES.format(number)) for number in count(1))
    item, properties = next(pair for pair in pairs if pair[0] not in package and pair[1] not in package)
    package.add(item, data, _CONTENT_TYPE)
    package.rels(workbook.part).add("customXml", item)
    package.rels(item).add("customXmlProps", properties)
    package.add(properties, _properties(workbook, namespace), _PROPERTIES_TYPE)


def _properties(workbook: KeepsXml, namespace: str) -> bytes:
    # The same identity every time, so that the same edit gives the same bytes.
    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, namespace)).upper()
    strict = outline(workbook.xml, workbook.part).namespace.startswith(_STRICT)
    space = _SPACE_STRICT if strict else _SPACE
    uri = attribute_text(namespace).decode()
    return (
        f'{_DECLARATION}<ds:datastoreItem ds:itemID="{{{identity}}}" xmlns:ds="{space}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{uri}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
