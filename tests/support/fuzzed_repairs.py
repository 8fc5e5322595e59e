"""What Excel would repair about a saved workbook that was in order: looked for without a line of the editor's own."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Final

from lxml import etree
from openpyxl.utils import column_index_from_string

__all__ = ["assert_nothing_to_repair"]

# The order of a worksheet's elements, ECMA-376 part 1, 18.3.1.99.
_ORDER: Final = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges",
    "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture",
    "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_COUNTED: Final = (
    "mergeCells",
    "dataValidations",
    "tableParts",
    "tableColumns",
    "cellXfs",
    "fonts",
    "fills",
    "borders",
    "dxfs",
)
_MAIN: Final = ("{http://schemas.openxmlformats.org/", "{http://purl.oclc.org/")
_AREA: Final = re.compile(r"([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")
_Box = tuple[int, int, int, int]


def assert_nothing_to_repair(archive: zipfile.ZipFile) -> None:
    """See that a workbook is whole in what Excel is known to repair."""
    roots = {
        n: etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".rels"))
    }
    workbook = roots["xl/workbook.xml"]
    links = _links(roots, "xl/workbook.xml")
    listed = _all(workbook, "sheet")
    parts = [_target("xl/workbook.xml", links[_relation(item)]) for item in listed]
    _names_are_unique(workbook, listed)
    for name, root in roots.items():
        for item in (each for each in root.iter() if _name(each) in _COUNTED and each.get("count")):
            assert int(item.get("count")) == len(item), (name, item.tag)
    styles = roots.get("xl/styles.xml")
    for part in parts:
        root = roots[part]
        if _name(root) == "worksheet":
            _sheet_is_in_order(part, root, _links(roots, part), styles)
            _tables_are_in_order(part, root, roots)
    _chain_is_in_order(roots, dict(zip((item.get("sheetId") for item in listed), parts, strict=True)))


def _name(item: Any) -> str:
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""


def _all(root: Any, name: str) -> list[Any]:
    return list(root.iter(f"{{*}}{name}"))


def _relation(item: Any) -> str:
    return next((value for key, value in item.attrib.items() if key.endswith("}id")), "")


def _links(roots: dict[str, Any], part: str) -> dict[str, str]:
    folder, _, file = part.rpartition("/")
    root = roots.get(f"{folder}/_rels/{file}.rels")
    return {} if root is None else {item.get("Id"): item.get("Target") for item in root}


def _target(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    folders = part.split("/")[:-1]
    for step in target.split("/"):
        folders = folders[:-1] if step == ".." else [*folders, step]
    return "/".join(folders)


def _once(what: str, names: Iterable[Any]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    assert not twice, (what, twice)


def _names_are_unique(workbook: Any, listed: list[Any]) -> None:
    _once("sheet", (item.get("name").casefold() for item in listed))
    _once("sheetId", (item.get("sheetId") for item in listed))
    defined = _all(workbook, "definedName")
    _once("defined name", ((item.get("name").casefold(), item.get("localSheetId")) for item in defined))
    assert all(int(item.get("localSheetId") or 0) < len(listed) for item in defined)
    views = _all(workbook, "workbookView")
    assert all(int(item.get(key) or 0) < len(listed) for item in views for key in ("activeTab", "firstSheet"))
    assert any(item.get("state", "visible") == "visible" for item in listed)


def _sheet_is_in_order(part: str, root: Any, links: dict[str, str], styles: Any) -> None:
    places = [_ORDER.index(_name(item)) for item in root if _name(item)]
    assert places == sorted(places), (part, [_name(item) for item in root])
    used = {_relation(item) for item in root.iter() if _name(item)} - {""}
    assert used <= links.keys(), (part, used, links)
    formats = 1 if styles is None else max(1, *(len(item) for item in _all(styles, "cellXfs")), 1)
    numbers = [
        item.get(key)
        for key, name in (("s", "c"), ("s", "row"), ("style", "col"))
        for item in _all(root, name)
    ]
    assert all(int(number or 0) < formats for number in numbers), (part, formats)
    rules = 0 if styles is None else sum(len(item) for item in _all(styles, "dxfs"))
    assert all(int(item.get("dxfId") or -1) < rules for item in _all(root, "cfRule")), (part, rules)
    assert all(
        item.get("sqref")
        for name in ("conditionalFormatting", "dataValidation")
        for item in _all(root, name)
        if item.tag.startswith(_MAIN)
    )
    _apart(part, [box for item in _all(root, "mergeCell") for box in _boxes(item.get("ref"))])
    _apart(
        part, [box for item in _all(root, "f") if item.get("t") == "array" for box in _boxes(item.get("ref"))]
    )
    columns = [(int(item.get("min")), int(item.get("max"))) for item in _all(root, "col")]
    assert all(one[1] < other[0] for one, other in pairwise(columns)), (part, columns)
    rows = [int(item.get("r")) for item in _all(root, "row") if item.get("r")]
    assert all(one < other for one, other in pairwise(rows)), (part, rows)
    for row in _all(root, "row"):
        cells = [box[1] for item in row if item.get("r") for box in _boxes(item.get("r"))]
        assert all(one < other for one, other in pairwise(cells)), (part, row.get("r"), cells)
    shared = [item for item in _all(root, "f") if item.get("t") == "shared"]
    masters = [item.get("si") for item in shared if item.get("ref")]
    _once("shared formula", masters)
    assert {item.get("si") for item in shared} <= set(masters), part


def _boxes(text: str) -> list[_Box]:
    found = []
    for left, top, right, bottom in _AREA.findall(text):
        low, high = column_index_from_string(left), column_index_from_string(right or left)
        found.append((int(top), low, int(bottom or top), high))
    return found


def _apart(part: str, boxes: list[_Box]) -> None:
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            meets = one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
            assert not meets, (part, one, other)


def _tables_are_in_order(part: str, sheet: Any, roots: dict[str, Any]) -> None:
    links = _links(roots, part)
    found = [roots[_target(part, links[_relation(item)])] for item in _all(sheet, "tablePart")]
    every = [root for root in roots.values() if _name(root) == "table"]
    _once("table", (root.get("displayName").casefold() for root in every))
    _once("id of a table", (root.get("id") for root in every))
    _apart(part, [box for root in found for box in _boxes(root.get("ref"))])
    texts = _texts(sheet, roots)
    for root in found:
        ((top, left, bottom, right),) = _boxes(root.get("ref"))
        columns = [item.get("name") for item in _all(root, "tableColumn")]
        assert len(columns) == right - left + 1, (part, columns, root.get("ref"))
        _once("heading", (name.casefold() for name in columns))
        _once("id of a column", (item.get("id") for item in _all(root, "tableColumn")))
        if root.get("headerRowCount") != "0":
            shown = [_plain(texts.get((top, column))) for column in range(left, right + 1)]
            assert shown == [_plain(name) for name in columns], (part, shown, columns)
        filters = [item for item in root if _name(item) == "autoFilter"]
        low = bottom - int(root.get("totalsRowCount") or 0)
        assert all(_boxes(item.get("ref")) == [(top, left, low, right)] for item in filters), part


def _plain(text: str | None) -> str | None:
    """Return a heading as Excel compares it: `_x000a_` in the table's part is a line break in the cell."""
    if text is None:
        return None
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _texts(sheet: Any, roots: dict[str, Any]) -> dict[tuple[int, int], str | None]:
    """Return the texts of a sheet's cells; what is no text is None."""
    strings = roots.get("xl/sharedStrings.xml")
    shared = (
        []
        if strings is None
        else ["".join(t.text or "" for t in _all(item, "t")) for item in _all(strings, "si")]
    )
    found: dict[tuple[int, int], str | None] = {}
    row = column = 0
    for line in _all(sheet, "row"):
        row, column = int(line.get("r") or row + 1), 0
        for cell in _all(line, "c"):
            _, column, _, _ = next(iter(_boxes(cell.get("r") or "")), (0, column + 1, 0, 0))
            value = "".join(item.text or "" for item in _all(cell, "v"))
            if cell.get("t") == "s":
                found[row, column] = shared[int(value)]
            elif cell.get("t") == "inlineStr":
                found[row, column] = "".join(item.text or "" for item in _all(cell, "t"))
            elif cell.get("t") == "str" and not _all(cell, "f"):
                found[row, column] = value
    return found


def _chain_is_in_order(roots: dict[str, Any], parts: dict[str, str]) -> None:
    chain = roots.get("xl/calcChain.xml")
    number = None
    for item in chain if chain is not None else ():
        number = item.get("i") or number
        cells = [cell for cell in _all(roots[parts[number]], "c") if cell.get("r") == item.get("r")]
        assert any(_all(cell, "f") for cell in cells), (number, item.get("r"))
