"""Drawings of a sheet: shapes, pictures and charts given as XML, put beside a user's own.

What is put in is told apart by its name, so that it can be replaced later while everything that the
user drew stays where it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlscore.ooxml.around.sheetdom import SheetShell, editing
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.opc.package import Package, as_one
from xlscore.ooxml.xml.namespaces import (
    CHART,
    DRAWING,
    RELATIONSHIPS,
    SHEET_DRAWING,
    is_strict,
    relationship_space,
)
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element, canonical, local, namespace, parse, serialise, whole

__all__ = [
    "DrawnObject",
    "drawing_part",
    "drawn",
    "image_size",
    "put_drawing",
    "remove_anchors",
    "remove_drawn",
    "remove_unused",
    "rename_drawn",
    "strictly",
]

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_IMAGE_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}
_STRICT = {
    SHEET_DRAWING: "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
    DRAWING: "http://purl.oclc.org/ooxml/drawingml/main",
    CHART: "http://purl.oclc.org/ooxml/drawingml/chart",
    RELATIONSHIPS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}
_KINDS = {
    "sp": "auto_shape",
    "pic": "picture",
    "graphicFrame": "chart",
    "grpSp": "group",
    "cxnSp": "line",
}


@dataclass(frozen=True)
class DrawnObject:
    """One object of a drawing: its name, kind and number, and its anchor's XML."""

    name: str
    kind: str
    number: int
    anchor: Element


def drawing_part(package: Package, sheet_part: str) -> str | None:
    """Return the part of a sheet's drawing, or None."""
    targets = (rel.target for rel in package.rels(sheet_part).by_type("drawing") if not rel.external)
    return next((target for target in targets if target in package), None)


def drawn(package: Package, sheet_part: str) -> list[DrawnObject]:
    """Return the objects of a sheet's drawing, the lowest first."""
    part = drawing_part(package, sheet_part)
    return list(_objects(parse(package.read(part), part))) if part is not None else []


def _objects(root: Element) -> Iterator[DrawnObject]:
    for anchor in root:
        named = next((item for item in anchor.iter() if local(item) == "cNvPr"), None)
        if named is None:
            continue
        holder = named.getparent()
        shape = holder.getparent() if holder is not None else None
        kind = _KINDS.get(local(shape), "other") if shape is not None else "other"
        number = named.get("id", "0")
        yield DrawnObject(named.get("name", ""), kind, int(number) if number.isdigit() else 0, anchor)


@as_one
def put_drawing(
    package: Package,
    sheet: SheetShell,
    sheet_part: str,
    anchors: Sequence[str],
    *,
    replaces: Callable[[str], bool],
    pictures: Mapping[str, bytes] | None = None,
    charts: Mapping[str, str] | None = None,
) -> None:
    """Put objects on a sheet in place of those whose name `replaces` answers for.

    Each anchor is XML with the usual prefixes (`xdr`, `a`, `r`, `c`), which need not be declared. Where
    it says `r:embed="@key"` or `r:id="@key"`, the picture or chart under that key is meant. The new
    objects take the place of the first replaced one in the stack; numbers are given here.
    """
    space = namespace(parse(sheet.shell, "a worksheet"))
    part = drawing_part(package, sheet_part)
    root = parse(package.read(part), part) if part is not None else parse(_empty(space))
    new = _parsed(anchors, strict=is_strict(space))
    if not new and not any(replaces(item.name) for item in _objects(root)):
        return
    if part is None:
        part = _new_drawing(package, sheet, sheet_part, root)
    old = [item.anchor for item in _objects(root) if replaces(item.name)]
    before = canonical(root) if old else None
    place = root.index(old[0]) if old else len(root)
    used = {value for anchor in old for value in _links(anchor)}
    for anchor in old:
        root.remove(anchor)
    _number(new, taken={whole(item, "id") for item in root.iter() if local(item) == "cNvPr"})
    shown = {value for anchor in root for value in _links(anchor)}
    for offset, anchor in enumerate(new):
        _link(package, part, anchor, pictures or {}, charts or {}, space, shown)
        shown.update(_links(anchor))
        root.insert(place + offset, anchor)
    _drop_links(package, part, used - {value for anchor in root for value in _links(anchor)})
    if before is None or canonical(root) != before:
        package.write(part, serialise(root))


def _number(anchors: Sequence[Element], taken: set[int]) -> None:
    """Give objects the lowest free numbers from 2 on, and connectors those of the objects they join."""
    free = (number for number in itertools.count(2) if number not in taken)
    numbers: dict[str, str] = {}
    named = [item for anchor in anchors for item in anchor.iter() if local(item) == "cNvPr"]
    for item in named:
        new = str(next(free))
        numbers.setdefault(item.get("id", ""), new)
        item.set("id", new)
    for item in (each for anchor in anchors for each in anchor.iter() if local(each) in {"stCxn", "endCxn"}):
        item.set("id", numbers.get(item.get("id", ""), item.get("id", "")))


def remove_drawn(
    package: Package, sheet: SheetShell, sheet_part: str, removes: Callable[[str], bool]
) -> None:
    """Remove the objects whose name `removes` answers for; the rest stay."""
    if any(removes(item.name) for item in drawn(package, sheet_part)):
        put_drawing(package, sheet, sheet_part, (), replaces=removes)


@as_one
def remove_anchors(package: Package, sheet_part: str, removes: Callable[[Element], bool]) -> None:
    """Remove the anchors that `removes` answers for, with the parts that only they used."""
    part = drawing_part(package, sheet_part)
    root = parse(package.read(part), part) if part is not None else None
    old = [] if root is None else [anchor for anchor in root if removes(anchor)]
    if part is None or root is None or not old:
        return
    used = {value for anchor in old for value in _links(anchor)}
    for anchor in old:
        root.remove(anchor)
    _drop_links(package, part, used - {value for anchor in root for value in _links(anchor)})
    package.write(part, serialise(root))


def remove_unused(package: Package, parts: Sequence[str]) -> None:
    """Remove those of these parts that nothing else in the package refers to."""
    for part in parts:
        if part in package and not _is_used(package, part):
            package.remove(part)


def _empty(space: str) -> bytes:
    prefixes = {"xdr": SHEET_DRAWING, "a": DRAWING, "r": RELATIONSHIPS, "c": CHART}
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in prefixes.items())
    return strictly(f"<xdr:wsDr {declared}/>", strict=is_strict(space)).encode()


def strictly(xml: str, *, strict: bool) -> str:
    """Return XML in the namespaces of a strict file where it goes into one."""
    for usual, other in _STRICT.items() if strict else ():
        xml = xml.replace(f'"{usual}"', f'"{other}"')
    return xml


def _parsed(anchors: Sequence[str], *, strict: bool) -> list[Element]:
    opened = _empty("").decode().replace("/>", ">")
    root = parse(strictly(f"{opened}{''.join(anchors)}</xdr:wsDr>", strict=strict).encode(), "the drawing")
    for item in root:
        if local(item) not in _ANCHORS:
            raise EditRefusedError(f"A drawing holds anchors; {local(item) or 'a comment'} is none.")
    return list(root)


def _new_drawing(package: Package, sheet: SheetShell, sheet_part: str, root: Element) -> str:
    part = package.free_name("/xl/drawings/drawing{}.xml")
    package.add(part, serialise(root), _CONTENT_TYPE)
    identity = package.rels(sheet_part).add("drawing", part)
    with editing(sheet, "drawing") as item:
        item.set(f"{{{relationship_space(namespace(item))}}}id", identity)
    return part


def _links(anchor: Element) -> Iterator[str]:
    """Yield the relationship ids an anchor uses."""
    spaces = tuple(f"{{{space}}}" for space in (RELATIONSHIPS, _STRICT[RELATIONSHIPS]))
    for item in anchor.iter():
        for key, value in item.attrib.items():
            if str(key).startswith(spaces):
                yield str(value)


def _link(
    package: Package,
    part: str,
    anchor: Element,
    pictures: Mapping[str, bytes],
    charts: Mapping[str, str],
    space: str,
    shown: set[str],
) -> None:
    for item in anchor.iter():
        for key, value in list(item.attrib.items()):
            mark = str(value)
            if not mark.startswith("@") or not str(key).startswith(f"{{{relationship_space(space)}}}"):
                continue
            if mark[1:] in pictures:
                item.set(key, _picture_link(package, part, pictures[mark[1:]]))
            elif mark[1:] in charts:
                xml = strictly(charts[mark[1:]], strict=is_strict(space)).encode()
                pattern = "/xl/charts/chart{}.xml"
                item.set(key, _part_link(package, part, "chart", pattern, xml, _CHART_TYPE, but=shown))
            else:
                raise EditRefusedError(f"The drawing asks for {mark[1:]!r}, which was not given.")


def _picture_link(package: Package, part: str, data: bytes) -> str:
    kind, _, _ = image_size(data)
    return _part_link(package, part, "image", f"/xl/media/image{{}}.{kind}", data, _IMAGE_TYPES[kind])


def _part_link(
    package: Package,
    part: str,
    kind: str,
    pattern: str,
    data: bytes,
    content_type: str,
    but: Collection[str] = (),
) -> str:
    """Return the id of a relationship to a part of these bytes, one that is there already but for those of `but`.

    A picture may be shown twice; a chart has a part of its own, or what changes one would change the other.
    """
    for rel in package.rels(part).by_type(kind):
        there = not rel.external and rel.target in package and rel.id not in but
        if there and package.read(rel.target) == data:
            return rel.id
    same = (name for name in package.names() if name.startswith("/xl/media/") and package.read(name) == data)
    target = next(same, None) if kind == "image" else None
    if target is None:
        target = package.free_name(pattern)
        package.add(target, data, content_type)
    return package.rels(part).add(kind, target)


def _drop_links(package: Package, part: str, unused: set[str]) -> None:
    """Remove relationships that only replaced objects used, and their parts when nothing else does."""
    for identity in sorted(unused):
        rel = package.rels(part).find(identity)
        if rel is None:
            continue
        package.rels(part).remove(identity)
        if not rel.external and not _is_used(package, rel.target):
            package.remove(rel.target)


def _is_used(package: Package, target: str) -> bool:
    for name in package.names():
        folder, mark, file = name.rpartition("/_rels/")
        if mark and file.endswith(".rels"):
            source = f"{folder}/{file.removesuffix('.rels')}"
            if any(not rel.external and rel.target == target for rel in package.rels(source)):
                return True
    return False


def image_size(data: bytes) -> tuple[str, int, int]:
    """Return kind, width and height in pixels of a PNG, JPEG or GIF picture.

    >>> image_size(b"GIF89a" + bytes([5, 0, 3, 0]))
    ('gif', 5, 3)
    """
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "png", int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data[:4] == b"GIF8":
        return "gif", int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if data[:2] == b"\xff\xd8":
        at = 2
        while at + 9 < len(data) and data[at] == 0xFF:
            # Start-of-frame markers carry the size; C4, C8 and CC in their range mean other things.
            if 0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in {0xC4, 0xC8, 0xCC}:
                return (
                    "jpeg",
                    int.from_bytes(data[at + 7 : at + 9], "big"),
                    int.from_bytes(data[at + 5 : at + 7], "big"),
                )
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise EditRefusedError("The picture is no PNG, JPEG or GIF; save it as one of these first.")


@as_one
def rename_drawn(package: Package, sheet_part: str, old: str, new: str) -> None:
    """Rename the objects of that name."""
    part = drawing_part(package, sheet_part)
    if part is None or old == new:
        return
    refuse_unspeakable(new)
    root = parse(package.read(part), part)
    for item in root.iter():
        if local(item) == "cNvPr" and item.get("name") == old:
            item.set("name", new)
    package.write(part, serialise(root))
