"""The sheets of a workbook: add, rename, delete, hide, move, activate."""

from __future__ import annotations

import re
from collections.abc import Callable

from xlscore.ooxml.around.renaming import change_references, rename_pivot_sources, shell_of
from xlscore.ooxml.around.sheetdom import editing, read_element
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.opc.package import as_one
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.references import drop_sheet, rename_sheet
from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.namespaces import relationship_space
from xlscore.ooxml.xml.text import utf16_length
from xlscore.ooxml.xml.tree import child, children, namespace, parse, serialise, set_attribute, sub, whole

__all__ = [
    "activate_sheet",
    "active_position",
    "add_sheet",
    "check_sheet_name",
    "delete_sheet",
    "free_sheet_name",
    "move_sheet",
    "rename_sheet_to",
    "set_visibility",
    "shell_of",
]

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
# Characters Excel refuses, and those that XML cannot hold or a tab cannot show.
_FORBIDDEN = re.compile("[\\\\/?*\\[\\]:\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME = 31
# Excel keeps this name for the sheet in which it lists the changes of a shared workbook.
_RESERVED = "history"


def check_sheet_name(workbook: Workbook, name: str, *, besides: Sheet | None = None) -> None:
    """Refuse a sheet name that Excel would refuse."""
    unspeakable = not name or _FORBIDDEN.search(name) or name[0] == "'" or name[-1] == "'"
    if unspeakable or utf16_length(name) > _LONGEST_NAME:
        raise EditRefusedError(
            f"{name!r} cannot be the name of a sheet; use up to 31 characters without \\ / ? * [ ] : and no "
            "apostrophe at either end."
        )
    if name.casefold() == _RESERVED:
        raise EditRefusedError(f"Excel keeps the name {name} for itself; choose another name for the sheet.")
    for sheet in workbook.sheets:
        if sheet is not besides and sheet.name.casefold() == name.casefold():
            raise EditRefusedError(f"There is a sheet called {sheet.name} already; choose another name.")


def free_sheet_name(workbook: Workbook, pattern: str = "Sheet{}") -> str:
    """Return the first name of the pattern that no sheet has."""
    taken = {sheet.name.casefold() for sheet in workbook.sheets}
    number = 1
    while pattern.format(number).casefold() in taken:
        number += 1
    return pattern.format(number)


@as_one
def add_sheet(workbook: Workbook, name: str, position: int, xml: bytes | None = None) -> Sheet:
    """Return a new sheet at a position from 0; blank unless its XML is given."""
    check_sheet_name(workbook, name)
    _refuse_locked_structure(workbook)
    package = workbook.package
    space = namespace(parse(workbook.xml, workbook.part))
    relations = relationship_space(space)
    if xml is None:
        xml = serialise(
            parse(f'<worksheet xmlns="{space}" xmlns:r="{relations}"><sheetData/></worksheet>'.encode())
        )
    part = package.free_name("/xl/worksheets/sheet{}.xml")
    package.add(part, xml, _CONTENT_TYPE)
    identity = package.rels(workbook.part).add("worksheet", part)
    with editing(shell_of(workbook), "sheets") as holder:
        items = list(children(holder, "sheet"))
        number = max((whole(item, "sheetId") for item in items), default=0) + 1
        item = etree.Element(etree.QName(space, "sheet"), {"name": name, "sheetId": str(number)})
        item.set(f"{{{relations}}}id", identity)
        holder.insert(holder.index(items[position]) if position < len(items) else len(holder), item)
    _renumber(workbook, lambda old: old if old < position else old + 1)
    return workbook.sheet(name)


@as_one
def rename_sheet_to(workbook: Workbook, sheet: Sheet, name: str) -> None:
    """Rename a sheet, and the references to it in formulas, names, rules, links and charts, as Excel does."""
    if sheet.name == name:
        return
    check_sheet_name(workbook, name, besides=sheet)
    _refuse_locked_structure(workbook)
    old = sheet.name
    workbook.flush()
    change_references(workbook, lambda text: rename_sheet(text, old, name))
    rename_pivot_sources(workbook, old, name)
    with editing(shell_of(workbook), "sheets") as holder:
        for item in children(holder, "sheet"):
            if item.get("name") == old:
                item.set("name", name)
    sheet.name = name


@as_one
def delete_sheet(workbook: Workbook, sheet: Sheet) -> None:
    """Delete a sheet with its tables, notes and drawings; references to it become #REF!, as in Excel."""
    _refuse_locked_structure(workbook)
    sheets = workbook.sheets
    if [each for each in sheets if each.visible and each is not sheet] == []:
        raise EditRefusedError(f"{sheet.name} is the only visible sheet; a workbook must keep one.")
    package = workbook.package
    position = workbook.position(sheet)
    if any(package.rels(sheet.part).by_type("pivotTable")):
        raise EditRefusedError(f"{sheet.name} holds a pivot table; delete the sheet in Excel.")
    workbook.flush()
    for rel in list(package.rels(workbook.part)):
        if rel.target == sheet.part and not rel.external:
            with editing(shell_of(workbook), "sheets") as holder:
                for item in list(children(holder, "sheet")):
                    if rel.id in item.attrib.values():
                        holder.remove(item)
    owned = _owned_parts(workbook, sheet.part)
    workbook.forget(sheet)
    package.remove(sheet.part, drop_references=True)
    for part in owned:
        package.remove(part, drop_references=True)
    with editing(shell_of(workbook), "definedNames") as holder:
        for item in [each for each in holder if each.get("localSheetId") == str(position)]:
            holder.remove(item)
    _renumber(workbook, lambda old: old if old < position else old - 1)
    change_references(workbook, lambda text: drop_sheet(text, sheet.name))
    for rel in list(package.rels(workbook.part).by_type("calcChain")):
        # Excel builds the chain anew; one that names a sheet that is gone makes it repair the file.
        package.remove(rel.target, drop_references=True)


def _owned_parts(workbook: Workbook, part: str) -> list[str]:
    """Return the parts that only this part leads to, such as its tables, notes and drawings."""
    package = workbook.package
    found: list[str] = []
    for rel in package.rels(part):
        shared = rel.external or rel.kind in {
            "image",
            "worksheet",
            "officeDocument",
            "pivotCacheDefinition",
            "person",
        }
        if not shared and rel.target in package and rel.target not in found:
            found += [rel.target, *_owned_parts(workbook, rel.target)]
    return found


@as_one
def move_sheet(workbook: Workbook, sheet: Sheet, position: int) -> None:
    """Move a sheet to a position from 0, counted without it."""
    _refuse_locked_structure(workbook)
    old_order, old_position = workbook.sheets, workbook.position(sheet)
    new_order = [each for each in old_order if each is not sheet]
    new_order.insert(position, sheet)
    if new_order == old_order:
        return
    with editing(shell_of(workbook), "sheets") as holder:
        items = list(children(holder, "sheet"))
        moved = items[old_position]
        holder.remove(moved)
        rest = list(children(holder, "sheet"))
        holder.insert(holder.index(rest[position]) if position < len(rest) else len(holder), moved)
    _renumber(workbook, lambda old: new_order.index(old_order[old]) if old < len(old_order) else old)


@as_one
def set_visibility(workbook: Workbook, sheet: Sheet, visibility: str) -> None:
    """Set a sheet to visible, hidden or veryHidden; the last visible one is refused."""
    if sheet.visibility == visibility:
        return
    _refuse_locked_structure(workbook)
    sheets = workbook.sheets
    others = [each for each in sheets if each.visible and each is not sheet]
    if visibility != "visible" and not others:
        raise EditRefusedError(f"{sheet.name} is the only visible sheet; a workbook must keep one.")
    with editing(shell_of(workbook), "sheets") as holder:
        item = list(children(holder, "sheet"))[workbook.position(sheet)]
        set_attribute(item, "state", None if visibility == "visible" else visibility)
    if visibility != "visible" and active_position(workbook) == workbook.position(sheet):
        activate_sheet(workbook, others[0])


def active_position(workbook: Workbook) -> int:
    """Return the position from 0 of the sheet that is shown when the workbook opens."""
    views = read_element(shell_of(workbook), "bookViews")
    view = child(views, "workbookView") if views is not None else None
    position = whole(view, "activeTab") if view is not None else 0
    return min(position, len(workbook.sheets) - 1)


@as_one
def activate_sheet(workbook: Workbook, sheet: Sheet) -> None:
    """Make a sheet the one that is shown when the workbook opens."""
    sheets = workbook.sheets
    position = workbook.position(sheet)
    if active_position(workbook) == position:
        return
    if not sheet.visible:
        raise EditRefusedError(f"{sheet.name} is hidden; show it before it is made the active sheet.")
    with editing(shell_of(workbook), "bookViews") as holder:
        view = child(holder, "workbookView")
        if view is None:
            view = sub(holder, "workbookView")
        set_attribute(view, "activeTab", position or None)
    for other in sheets:
        if other.kind == "worksheet":
            _select_tab(other, selected=other is sheet)


def _select_tab(sheet: Sheet, *, selected: bool) -> None:
    """Two selected tabs are a group in Excel, where typing goes to both; only one may be selected."""
    views = read_element(sheet, "sheetViews")
    if views is None and not selected:
        return
    with editing(sheet, "sheetViews") as holder:
        view = child(holder, "sheetView")
        if view is None:
            view = sub(holder, "sheetView", {"workbookViewId": "0"})
        set_attribute(view, "tabSelected", selected or None)


def structure_is_locked(workbook: Workbook) -> bool:
    """Return whether the workbook's protection keeps its sheets from being added, moved, renamed and deleted."""
    found = read_element(shell_of(workbook), "workbookProtection")
    return found is not None and found.get("lockStructure") in {"1", "true"} and not workbook.edit_protected


def _refuse_locked_structure(workbook: Workbook) -> None:
    if structure_is_locked(workbook):
        raise EditRefusedError(
            "The workbook's structure is protected; unprotect it in Excel to change its sheets."
        )


def _renumber(workbook: Workbook, new_position: Callable[[int], int]) -> None:
    """Names of one sheet, and the active tab, count sheets by position; move them along."""
    with editing(shell_of(workbook), "definedNames") as holder:
        for item in children(holder, "definedName"):
            if item.get("localSheetId") is not None:
                item.set("localSheetId", str(new_position(whole(item, "localSheetId"))))
    with editing(shell_of(workbook), "bookViews") as holder:
        for view in children(holder, "workbookView"):
            for key in ("activeTab", "firstSheet"):
                if view.get(key) is not None:
                    set_attribute(view, key, max(0, new_position(whole(view, key))) or None)
