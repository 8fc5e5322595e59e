"""Change every formula of a workbook that names a sheet: cells, names, rules, links, tables, charts."""

from __future__ import annotations

import re
from collections.abc import Callable

from xlscore.ooxml.around.sheetdom import PartShell, editing, read_elements, write_elements
from xlscore.ooxml.sheet.cells import element_pattern
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.xml.text import as_utf8, element_text, plain
from xlscore.ooxml.xml.tree import canonical, children, local, parse, serialise

__all__ = ["change_references", "change_sheet_references", "rename_pivot_sources", "shell_of"]

Change = Callable[[str], str]
_FORMULA_TAGS = {"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"}
_SHEET_ELEMENTS = ("conditionalFormatting", "dataValidations", "hyperlinks", "extLst")
_PARTS = ("drawingml.chart+xml", "spreadsheetml.table+xml", "drawing+xml")


def shell_of(workbook: Workbook) -> PartShell:
    """Return the workbook part, to read and replace elements of."""
    return PartShell(workbook.package, workbook.part)


def change_references(workbook: Workbook, change: Change) -> None:
    """Pass every formula through `change`."""
    for sheet in workbook.sheets:
        if sheet.kind == "worksheet":
            change_sheet_references(workbook, sheet, change)
    with editing(shell_of(workbook), "definedNames") as holder:
        for item in children(holder, "definedName"):
            item.text = change(item.text or "")
    for part in workbook.package.names():
        if workbook.package.content_type(part).endswith(_PARTS):
            _change_part(workbook, part, change)


def change_sheet_references(workbook: Workbook, sheet: Sheet, change: Change) -> None:
    """Pass the formulas of one sheet's cells, rules and links through `change`."""
    sheet.flush()
    _change_cells(workbook, sheet, change)
    for name in _SHEET_ELEMENTS:
        _change_elements(sheet, name, change)


def _change_cells(workbook: Workbook, sheet: Sheet, change: Change) -> None:
    package = workbook.package
    data = as_utf8(package.read(sheet.part), sheet.part)

    def changed(match: re.Match[bytes]) -> bytes:
        if not match[2]:
            return match[0]
        text = plain(match[2].decode())
        new = change(text)
        if new == text:
            return match[0]
        start = match.start(2) - match.start()
        return match[0][:start] + element_text(new) + match[0][start + len(match[2]) :]

    new = element_pattern(sheet.prefix + b"f").sub(changed, data)
    if new != data:
        package.write(sheet.part, new)
        sheet.reload()


def _change_elements(sheet: Sheet, name: str, change: Change) -> None:
    items = read_elements(sheet, name)
    before = [canonical(item) for item in items]
    for item in items:
        for each in item.iter():
            if local(each) in _FORMULA_TAGS and each.text:
                each.text = change(each.text)
            if local(each) == "hyperlink" and (place := each.get("location")):
                each.set("location", change(place))
    if [canonical(item) for item in items] != before:
        write_elements(sheet, name, items)


def _change_part(workbook: Workbook, part: str, change: Change) -> None:
    root = parse(workbook.package.read(part), part)
    before = canonical(root)
    for item in root.iter():
        if local(item) in _FORMULA_TAGS and item.text:
            item.text = change(item.text)
        if local(item) == "sp" and (link := item.get("textlink")):
            item.set("textlink", change(link))
    if canonical(root) != before:
        workbook.package.write(part, serialise(root))


def rename_pivot_sources(workbook: Workbook, old: str, new: str) -> None:
    """Let pivot caches find their source sheet under its new name."""
    package = workbook.package
    for part in package.names():
        if not package.content_type(part).endswith("pivotCacheDefinition+xml"):
            continue
        root = parse(package.read(part), part)
        sources = [item for item in root.iter() if local(item) == "worksheetSource"]
        stale = [item for item in sources if (item.get("sheet") or "").casefold() == old.casefold()]
        for item in stale:
            item.set("sheet", new)
        if stale:
            package.write(part, serialise(root))
