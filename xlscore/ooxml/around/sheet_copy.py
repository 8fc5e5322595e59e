"""Copy a sheet within its workbook: cells, formats, rules, tables, notes, pictures, shapes and charts.

Refused are sheets with parts that other parts of the workbook know by name: pivot tables, slicers, form
controls, embedded objects, threaded comments. Printer settings stay with the original.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from xlscore.ooxml.around.names import DefinedName, names, set_names
from xlscore.ooxml.around.renaming import change_sheet_references, shell_of
from xlscore.ooxml.around.sheetdom import editing
from xlscore.ooxml.around.sheets import add_sheet
from xlscore.ooxml.around.tables import all_table_parts
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.opc.package import Package, as_one
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.references import rename_sheet, rename_table, rename_tables
from xlscore.ooxml.xml.tree import local, parse, serialise, whole

__all__ = ["copy_sheet"]

# Kinds of parts that are copied with the sheet, and those that both sheets may share.
_COPIED = {
    "drawing",
    "comments",
    "vmlDrawing",
    "table",
    "chart",
    "chartUserShapes",
    "chartStyle",
    "chartColorStyle",
}
_SHARED = {"image", "hyperlink", "themeOverride"}
_LEFT_BEHIND = {"printerSettings"}
_PATTERN = re.compile(r"^(.*?)(\d*)(\.\w+)$")


@as_one
def copy_sheet(workbook: Workbook, sheet: Sheet, position: int) -> Sheet:
    """Return a copy of a sheet at a position from 0, named as Excel names it: "Grid (2)"."""
    workbook.flush()
    package = workbook.package
    _refuse_strangers(package, sheet.part, sheet.name)
    name = _copy_name(workbook, sheet.name)
    made = add_sheet(workbook, name, position, package.read(sheet.part))
    mapping = _copy_parts(package, sheet.part, made.part, lambda text: rename_sheet(text, sheet.name, name))
    with editing(made, "pageSetup") as page:
        # The printer's settings, and its resolution, belong to the printer of whoever saved the original.
        for key in [key for key in page.attrib if str(key).endswith(("}id", "Dpi", "copies"))]:
            del page.attrib[key]
    with editing(made, "sheetViews") as views:
        for view in views:
            if "tabSelected" in view.attrib:
                del view.attrib["tabSelected"]
    copied = set(all_table_parts(package)).intersection(mapping.values())
    renamed = {old.casefold(): new for old, new in _rename_tables(package, sorted(copied)).items()}
    if renamed:
        change_sheet_references(workbook, made, lambda text: rename_tables(text, renamed))
    shell = shell_of(workbook)
    source, copied_to = workbook.position(sheet), workbook.position(made)
    own = [item for item in names(shell) if item.scope == source]
    if own:
        moved = [
            DefinedName(item.name, rename_sheet(item.refers_to, sheet.name, name), copied_to, item.hidden)
            for item in own
        ]
        set_names(shell, moved)
    return made


def _copy_name(workbook: Workbook, name: str) -> str:
    taken = {sheet.name.casefold() for sheet in workbook.sheets}
    number = 2
    while (copy := f"{name[: 31 - len(f' ({number})')]} ({number})").casefold() in taken:
        number += 1
    return copy


def _refuse_strangers(package: Package, part: str, name: str) -> None:
    for rel in package.rels(part):
        if rel.kind not in _COPIED | _SHARED | _LEFT_BEHIND and not rel.external:
            raise EditRefusedError(
                f"{name} holds a {rel.kind}, which cannot be copied here; copy the sheet in Excel."
            )
        if rel.kind in _COPIED and rel.target in package:
            _refuse_strangers(package, rel.target, name)


def _copy_parts(package: Package, source: str, target: str, change: Callable[[str], str]) -> dict[str, str]:
    """Give a copied part its own copies of what it leads to; returns old names and new ones."""
    mapping: dict[str, str] = {}
    identities: dict[str, str] = {}
    for rel in package.rels(source):
        if rel.kind in _LEFT_BEHIND:
            continue
        where = rel.target
        if rel.kind in _COPIED and not rel.external:
            where = _free_like(package, rel.target)
            package.add(
                where,
                _changed(package.read(rel.target), rel.target, change),
                package.content_type(rel.target),
            )
            mapping[rel.target] = where
            mapping |= _copy_parts(package, rel.target, where, change)
        identities[rel.id] = package.rels(target).add(rel.type, where, external=rel.external)
    if any(old != new for old, new in identities.items()):
        package.write(target, _with_identities(package.read(target), identities))
    return mapping


def _free_like(package: Package, part: str) -> str:
    match = _PATTERN.match(part)
    stem, suffix = (match[1], match[3]) if match else (part, "")
    return package.free_name(stem.replace("{", "{{").replace("}", "}}") + "{}" + suffix)


def _changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a chart or drawing whose references to the sheet point to its copy."""
    if part.endswith(".vml") or b"!" not in data:
        return data
    root = parse(data, part)
    for item in root.iter():
        if local(item) == "f" and item.text:
            item.text = change(item.text)
        if local(item) == "sp" and (link := item.get("textlink")):
            item.set("textlink", change(link))
    return serialise(root)


def _with_identities(data: bytes, identities: dict[str, str]) -> bytes:
    """Return a part whose relationship ids are replaced by others."""

    def replaced(match: re.Match[bytes]) -> bytes:
        new = identities.get(match[3].decode(), match[3].decode())
        return match[1] + match[2] + new.encode() + match[2]

    return re.sub(
        rb"(\s(?:r|relationships|ns\d+):(?:id|embed|link|pict|relid)=)([\"'])([^\"']*)[\"']", replaced, data
    )


def _rename_tables(package: Package, parts: list[str]) -> dict[str, str]:
    """Give copied tables names and numbers of their own; returns old names and new ones."""
    renamed: dict[str, str] = {}
    others = [parse(package.read(each), each) for each in all_table_parts(package) if each not in parts]
    taken = {(root.get("displayName") or "").casefold() for root in others}
    highest = max((whole(each, "id") for each in others), default=0)
    free: dict[str, int] = {}
    for part in parts:
        root = parse(package.read(part), part)
        old = root.get("displayName", "")
        base = re.sub(r"\d+$", "", old or "Table") or "Table"
        number = free.get(base, 2)
        while f"{base}{number}".casefold() in taken:
            number += 1
        free[base], highest = number + 1, highest + 1
        new = renamed[old] = f"{base}{number}"
        taken.add(new.casefold())
        for key in ("name", "displayName"):
            root.set(key, new)
        for item in list(root.iter()):
            # An XML map belongs to one table; the formulas of calculated columns call their own table.
            if local(item) == "xmlColumnPr" and (column := item.getparent()) is not None:
                column.remove(item)
            elif local(item).endswith("Formula") and item.text:
                item.text = rename_table(item.text, old, new)
        root.set("id", str(highest))
        package.write(part, serialise(root))
    return renamed
