"""The small elements of a worksheet or workbook part as trees: columns, merges, views, names, …

Only the element asked for is read and written; the cells and all else stay as they are in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from xlscore.ooxml.opc.package import Package
from xlscore.ooxml.sheet.xml import SHEET_ORDER, WORKBOOK_ORDER
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.text import as_utf8
from xlscore.ooxml.xml.tree import Element, parse, qualified

__all__ = [
    "PartShell",
    "SheetShell",
    "editing",
    "read_element",
    "read_elements",
    "write_elements",
]

_START_TAG = re.compile(rb"<[^>]*>")
_ORDERS = {"worksheet": SHEET_ORDER, "workbook": WORKBOOK_ORDER}


class PartShell:
    """A whole part of the package, to read and replace elements of, such as the workbook part."""

    def __init__(self, package: Package, part: str) -> None:
        """Name the part; it is read when asked for and written through at once."""
        self.package, self.part = package, part

    @property
    def shell(self) -> bytes:
        """Return the part's bytes."""
        return self.package.parsed(self.part, as_utf8)

    @shell.setter
    def shell(self, data: bytes) -> None:
        self.package.write(self.part, data)


class SheetShell(Protocol):
    """What a worksheet offers beside its cells: its XML without the rows, to read and to replace."""

    @property
    def shell(self) -> bytes:
        """Return the XML without the rows."""

    @shell.setter
    def shell(self, data: bytes) -> None: ...


def _root(shell: bytes) -> splice.Element:
    """Return where the elements of a part stand; kept, because a part is asked for many of them in a row."""
    return splice.outline_of(shell, "a worksheet")


def _holder(shell: bytes, root: splice.Element, parts: Sequence[bytes]) -> Element:
    """Return a bare worksheet that holds these elements, so that their prefixes are known."""
    tag = shell[root.start : root.inner_start]
    opened = tag[:-2] + b">" if root.is_empty_tag else tag
    return parse(opened + b"".join(parts) + b"</" + root.qualified(root.name) + b">", "a worksheet")


def read_elements(sheet: SheetShell, name: str) -> list[Element]:
    """Return the worksheet's elements of that name as trees."""
    root = _root(sheet.shell)
    parts = [sheet.shell[item.start : item.end] for item in root.all(name)]
    return list(_holder(sheet.shell, root, parts)) if parts else []


def read_element(sheet: SheetShell, name: str) -> Element | None:
    """Return the worksheet's first element of that name, or None."""
    return next(iter(read_elements(sheet, name)), None)


def new_element(sheet: SheetShell, name: str) -> Element:
    """Return a new element in a bare worksheet of the same namespaces."""
    holder = _holder(sheet.shell, _root(sheet.shell), ())
    return etree.SubElement(holder, qualified(holder, name))


def _as_bytes(item: Element) -> bytes:
    """Return an element without the namespaces its worksheet declares already."""
    data = etree.tostring(item, encoding="UTF-8", xml_declaration=False, with_tail=False)
    match = _START_TAG.match(data)
    parent = item.getparent()
    if match is None or parent is None:
        return data
    start = match[0]
    for prefix, uri in parent.nsmap.items():
        declared = f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"'
        start = start.replace(declared.encode(), b"", 1)
    return start + data[match.end() :]


def write_elements(sheet: SheetShell, name: str, items: Sequence[Element]) -> None:
    """Replace the worksheet's elements of that name by these trees, in the schema's place."""
    shell = sheet.shell
    root = _root(shell)
    present = root.all(name)
    written = [_as_bytes(item) for item in items]
    new = b"".join(written)
    if present:
        cuts = [(item.start, item.end, b"") for item in present[1:]]
        shell = splice.splice(shell, [(present[0].start, present[0].end, new), *cuts])
        lengths = [len(each) for each in written]
        splice.keep_outline(shell, splice.outline_after(root, present, lengths, name))
    elif new:
        shell = splice.insert_in_order(shell, root, new, name, _ORDERS[root.name])
    if shell != sheet.shell:
        sheet.shell = shell


@contextmanager
def editing(sheet: SheetShell, name: str) -> Iterator[Element]:
    """Give the worksheet's element of that name to change; it is made when absent, dropped when left empty."""
    present = read_elements(sheet, name)
    item = present[0] if present else new_element(sheet, name)
    before = _as_bytes(item) if present else b""
    yield item
    rest = [key for key in item.attrib if key != "count"]
    if not len(item) and not rest and not (item.text or "").strip():
        if present:
            write_elements(sheet, name, present[1:])
    elif _as_bytes(item) != before:
        write_elements(sheet, name, [item, *present[1:]])
