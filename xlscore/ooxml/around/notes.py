"""Notes of cells (Excel's older comments): the text in one part, the yellow box in a drawing of its own."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass

from xlscore.ooxml.around.sheetdom import SheetShell, editing
from xlscore.ooxml.errors import EditRefusedError, OoxmlError
from xlscore.ooxml.opc.limits import refuse_long
from xlscore.ooxml.opc.package import Package, as_one
from xlscore.ooxml.values.addresses import cell_address, parse_box
from xlscore.ooxml.values.cell import LONGEST_TEXT
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.namespaces import relationship_space
from xlscore.ooxml.xml.text import as_utf8, cell_text, refuse_unspeakable, uncell_text, whole_number
from xlscore.ooxml.xml.tree import (
    Element,
    child,
    children,
    insert_ordered,
    namespace,
    parse,
    qualified,
    serialise,
    sub,
    whole,
)

__all__ = ["CellNote", "delete_note", "note_at", "notes", "set_note"]

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHAPE_TYPE = """<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
"""
_VML = f"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
{_SHAPE_TYPE}</xml>"""
# A box beside the cell, hidden until the pointer rests on the cell, as Excel draws it.
# It declares its prefixes itself: another program's drawing may give them to nothing, or to something else.
_SHAPE = """<v:shape id="_x0000_s{number}" type="#_x0000_t202" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"
 style="position:absolute;margin-left:60pt;margin-top:2pt;width:{width}pt;height:{height}pt;visibility:hidden"
 fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>
<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData>
</v:shape>"""
_ANY_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape\s*>\s*", re.DOTALL)
_TYPE = re.compile(rb"\sid\s*=\s*[\"']_x0000_t202[\"']")
_END = re.compile(rb"</xml\s*>")
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_CHARACTERS_PER_LINE, _LINE_HEIGHT = 28, 13


@dataclass(frozen=True)
class CellNote:
    """One note: where it is, who wrote it, what it says."""

    row: int
    column: int
    text: str
    author: str
    threaded: bool = False


def _part(package: Package, sheet_part: str, kind: str) -> str | None:
    return next((rel.target for rel in package.rels(sheet_part).by_type(kind) if rel.target in package), None)


def notes(package: Package, sheet_part: str) -> list[CellNote]:
    """Return the notes of a sheet; `threaded` ones are the shadows of newer comments."""
    part = _part(package, sheet_part, "comments")
    if part is None:
        return []
    root = parse(package.read(part), part)
    authors, listed = _authors(root), child(root, "commentList")
    return [_read(item, authors) for item in children(listed, "comment")] if listed is not None else []


def note_at(package: Package, sheet_part: str, row: int, column: int) -> CellNote | None:
    """Return the note of a cell, without reading all the others."""
    part = _part(package, sheet_part, "comments")
    root = parse(package.read(part), part) if part is not None else None
    listed = child(root, "commentList") if root is not None else None
    item = _find(listed, row, column) if listed is not None else None
    return _read(item, _authors(root)) if root is not None and item is not None else None


def _authors(root: Element) -> list[str]:
    holder = child(root, "authors")
    return [item.text or "" for item in children(holder, "author")] if holder is not None else []


def _read(item: Element, authors: list[str]) -> CellNote:
    box = parse_box(item.get("ref", "A1"))
    number = whole(item, "authorId")
    author = authors[number] if number < len(authors) else ""
    runs = (part for part in item.iter(qualified(item, "t")))
    text = "".join(run.text or "" for run in runs if run.getparent() is not None and not _phonetic(run))
    return CellNote(box.top, box.left, uncell_text(text), author, author.startswith("tc="))


def _phonetic(run: Element) -> bool:
    parent = run.getparent()
    return parent is not None and etree.QName(parent).localname == "rPh"


@as_one
def set_note(package: Package, sheet: SheetShell, sheet_part: str, note: CellNote) -> None:
    """Put a note on a cell, or change the text of the one it has."""
    present = note_at(package, sheet_part, note.row, note.column)
    if present is not None and present.threaded:
        raise EditRefusedError(
            f"{cell_address(note.row, note.column)} carries a comment with replies; answer it in Excel, or delete it there."
        )
    refuse_unspeakable(cell_text(note.text), note.author)
    refuse_long("note", note.text, LONGEST_TEXT)
    if present is not None and present.text == note.text:
        return
    part = _part(package, sheet_part, "comments") or _new_comments(package, sheet, sheet_part)
    root = parse(package.read(part), part)
    listed = child(root, "commentList")
    listed = (
        listed
        if listed is not None
        else insert_ordered(root, "commentList", ("authors", "commentList", "extLst"))
    )
    item = _find(listed, note.row, note.column)
    if item is None:
        item = etree.Element(qualified(root, "comment"), {"ref": cell_address(note.row, note.column)})
        item.set("authorId", str(_author(root, note.author)))
        _insert_sorted(listed, item, note)
        _add_shape(package, sheet, sheet_part, note)
    for old in list(item):
        item.remove(old)
    run = sub(sub(item, "text"), "r")
    written = sub(run, "t", text=cell_text(note.text))
    written.set(_XML_SPACE, "preserve")
    package.write(part, serialise(root))


def _new_comments(package: Package, sheet: SheetShell, sheet_part: str) -> str:
    space = namespace(parse(sheet.shell, "a worksheet"))
    part = package.free_name("/xl/comments{}.xml")
    package.add(
        part,
        serialise(parse(f'<comments xmlns="{space}"><authors/><commentList/></comments>'.encode())),
        _COMMENTS_TYPE,
    )
    package.rels(sheet_part).add("comments", part)
    return part


def _find(listed: Element, row: int, column: int) -> Element | None:
    address = cell_address(row, column)
    return next(
        (item for item in children(listed, "comment") if item.get("ref", "").upper() == address), None
    )


def _insert_sorted(listed: Element, item: Element, note: CellNote) -> None:
    for other in listed.iterchildren(item.tag, reversed=True):
        if parse_box(other.get("ref", "A1"))[:2] <= (note.row, note.column):
            other.addnext(item)
            return
    listed.insert(0, item)


def _author(root: Element, name: str) -> int:
    holder = child(root, "authors")
    holder = holder if holder is not None else insert_ordered(root, "authors", ("authors", "commentList"))
    present = [item.text or "" for item in children(holder, "author")]
    if name in present:
        return present.index(name)
    sub(holder, "author", text=name)
    return len(present)


def _add_shape(package: Package, sheet: SheetShell, sheet_part: str, note: CellNote) -> None:
    part = _part(package, sheet_part, "vmlDrawing")
    if part is None:
        part = package.free_name("/xl/drawings/vmlDrawing{}.vml")
        package.add(part, _VML.encode(), _VML_TYPE)
        identity = package.rels(sheet_part).add("vmlDrawing", part)
        with editing(sheet, "legacyDrawing") as item:
            item.set(f"{{{relationship_space(namespace(item))}}}id", identity)
    data = as_utf8(package.read(part), part)
    number = max([1024, *(whole_number(found.decode()) for found in _NUMBER.findall(data))]) + 1
    lines = sum(1 + len(line) // _CHARACTERS_PER_LINE for line in note.text.splitlines())
    height = max(4, lines + 1) * _LINE_HEIGHT
    row, column = note.row - 1, note.column - 1
    anchor = (
        f"{column + 1}, 15, {max(row - 1, 0)}, 2, {column + 3}, 40, {max(row - 1, 0) + height // 15 + 1}, 4"
    )
    shape = _SHAPE.format(number=number, width=150, height=height, anchor=anchor, row=row, column=column)
    shape = (shape if _TYPE.search(data) else _SHAPE_TYPE + shape) + "\n"
    package.write(part, _with_shape(data, shape.encode(), part))


def _with_shape(data: bytes, shape: bytes, part: str) -> bytes:
    """Return a drawing of boxes with one more, at its end."""
    ends = [match.start() for match in _END.finditer(data)]
    if ends:
        return data[: ends[-1]] + shape + data[ends[-1] :]
    with contextlib.suppress(OoxmlError):
        root = splice.outline(data, part)
        if root.is_empty_tag:
            return splice.set_content(data, root, shape)
    raise EditRefusedError(
        "The boxes of the notes on this sheet cannot be read; add one note in Excel and save."
    )


@as_one
def delete_note(package: Package, sheet_part: str, row: int, column: int) -> None:
    """Delete the note of a cell and its box, if it has one."""
    part = _part(package, sheet_part, "comments")
    if part is None:
        return
    root = parse(package.read(part), part)
    listed = child(root, "commentList")
    item = _find(listed, row, column) if listed is not None else None
    if listed is None or item is None:
        return
    listed.remove(item)
    package.write(part, serialise(root))
    if (drawing := _part(package, sheet_part, "vmlDrawing")) is not None:
        _remove_shape(package, drawing, row - 1, column - 1)


def _remove_shape(package: Package, part: str, row: int, column: int) -> None:
    data = as_utf8(package.read(part), part)
    for match in _ANY_SHAPE.finditer(data):
        places = [
            re.search(rb"<x:%s>\s*%d\s*</x:%s>" % (tag, at, tag), match[0])
            for tag, at in ((b"Row", row), (b"Column", column))
        ]
        if all(places):
            package.write(part, data[: match.start()] + data[match.end() :])
            return
