"""Text that travels in the workbook, unseen, under a namespace of its own: in a file and in live Excel."""

from __future__ import annotations

import xlwings

from xlscore.engine.book import Book
from xlscore.engine.capabilities import capabilities
from xlscore.ooxml.around import custom_xml

__all__ = ["read_custom_xml", "write_custom_xml"]


def read_custom_xml(book: xlwings.Book, namespace: str) -> str | None:
    """Return the XML that a workbook keeps under a namespace, without its declaration.

    None where it keeps none, and on engines that have no place for it (xlwings' remote one).
    """
    if not capabilities(book).custom_xml:
        return None
    impl = book.impl
    if isinstance(impl, Book):
        return custom_xml.read_custom_xml(impl.workbook, namespace)
    for part in book.api.CustomXMLParts.SelectByNamespace(namespace):
        return custom_xml.bare_xml(str(part.XML))
    return None


def write_custom_xml(book: xlwings.Book, namespace: str, xml: str) -> bool:
    """Return whether a workbook keeps XML under the namespace of its root element from now on.

    It takes the place of what is kept there; XML that says the same changes nothing. False on engines that have no
    place for it (xlwings' remote one).
    """
    if not capabilities(book).custom_xml:
        return False
    impl = book.impl
    if isinstance(impl, Book):
        custom_xml.write_custom_xml(impl.workbook, namespace, xml)
        return True
    wanted = custom_xml.bare_xml(xml, namespace)
    parts = book.api.CustomXMLParts
    held = list(parts.SelectByNamespace(namespace))
    if held and custom_xml.same_xml(str(held[0].XML), wanted):
        return True
    # The new text first: if Excel refuses it, the old one is still there.
    parts.Add(wanted)
    for part in held:
        part.Delete()
    return True
