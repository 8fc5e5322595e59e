"""Hyperlinks of cells, to an address outside or to a place in the workbook."""

from __future__ import annotations

from dataclasses import dataclass

from xlscore.ooxml.around.sheetdom import SheetShell, editing, read_element
from xlscore.ooxml.opc.limits import ADDRESS, SHORT_TEXT, refuse_long
from xlscore.ooxml.opc.package import Package, as_one
from xlscore.ooxml.values.addresses import Box, parse_box
from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.namespaces import relationship_space
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element, children, namespace, set_attribute, sub

__all__ = ["Hyperlink", "clear_hyperlinks", "hyperlinks", "set_hyperlink"]


@dataclass(frozen=True)
class Hyperlink:
    """A link of some cells: an outside `address`, a `place` in the workbook such as `Grid!A1`, or both."""

    box: Box
    address: str | None = None
    place: str | None = None
    tip: str | None = None


def _id_name(item: Element) -> str:
    return f"{{{relationship_space(namespace(item))}}}id"


def hyperlinks(sheet: SheetShell, package: Package, part: str) -> list[Hyperlink]:
    """Return the links of a sheet."""
    holder = read_element(sheet, "hyperlinks")
    items = children(holder, "hyperlink") if holder is not None else ()
    return [_read(item, package, part) for item in items]


def _read(item: Element, package: Package, part: str) -> Hyperlink:
    relationship = package.rels(part).find(item.get(_id_name(item), ""))
    address = relationship.target if relationship is not None else None
    return Hyperlink(parse_box(item.get("ref", "A1")), address, item.get("location"), item.get("tooltip"))


@as_one
def set_hyperlink(sheet: SheetShell, package: Package, part: str, link: Hyperlink) -> None:
    """Give cells a link in place of any other they had."""
    holder = read_element(sheet, "hyperlinks")
    for item in children(holder, "hyperlink") if holder is not None else ():
        if parse_box(item.get("ref", "A1")) == link.box and _read(item, package, part) == link:
            return
    refuse_unspeakable(link.address, link.place, link.tip)
    refuse_long("address of the link", link.address, ADDRESS)
    clear_hyperlinks(sheet, package, part, link.box)
    with editing(sheet, "hyperlinks") as holder:
        item = sub(holder, "hyperlink", {"ref": link.box.address()})
        if link.address is not None:
            space = relationship_space(namespace(item))
            identity = package.rels(part).add("hyperlink", link.address, external=True)
            item = _with_prefix(holder, item, space)
            item.set(f"{{{space}}}id", identity)
        set_attribute(item, "location", link.place)
        set_attribute(item, "tooltip", link.tip[:SHORT_TEXT] if link.tip else None)


def _with_prefix(holder: Element, item: Element, space: str) -> Element:
    """Return the link in an element that knows the `r` prefix, when the worksheet does not declare it."""
    if space in holder.nsmap.values():
        return item
    made = etree.Element(
        item.tag, {str(key): str(value) for key, value in item.attrib.items()}, nsmap={"r": space}
    )
    holder.replace(item, made)
    return made


@as_one
def clear_hyperlinks(sheet: SheetShell, package: Package, part: str, box: Box) -> None:
    """Take away every link that has a cell in the box, with its relationship when nothing else uses it."""
    with editing(sheet, "hyperlinks") as holder:
        items = list(children(holder, "hyperlink"))
        gone = [item for item in items if parse_box(item.get("ref", "A1")).meets(box)]
        if not gone:
            return
        name = _id_name(holder)
        for item in gone:
            holder.remove(item)
        kept = {item.get(name) for item in children(holder, "hyperlink")}
        package.rels(part).remove(*({item.get(name, "") for item in gone} - kept))
