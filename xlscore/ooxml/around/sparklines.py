"""Sparklines: little charts in cells, which Excel 2010 and later keep in the sheet's extensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.around.sheetdom import SheetShell, editing, read_element
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.values.addresses import Box
from xlscore.ooxml.values.areas import parse_areas
from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element, qualified, set_attribute

__all__ = ["KINDS", "Sparkline", "add_sparklines", "point_sparkline", "remove_sparklines", "sparklines"]

_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM: Final = "http://schemas.microsoft.com/office/excel/2006/main"
_URI: Final = "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"
"""The extension in which a sheet keeps its sparklines."""
KINDS: Final = ("line", "column", "stacked")
"""A line, columns, or wins and losses."""
_COLOURS: Final = ("Series", "Negative", "Axis", "Markers", "First", "Last", "High", "Low")
"""The colours that a group has, in the schema's order."""
_USUAL: Final = {"Series": "FF1F2F4F", "Negative": "FFB2182B", "Axis": "FF000000"}


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The sparkline of a cell: the cells that it draws, as a formula without "=", its kind and its group's place."""

    cell: Box
    source: str
    kind: str
    group: int


def sparklines(sheet: SheetShell) -> list[Sparkline]:
    """Return the sparklines of a sheet, group by group as the file has them."""
    if b"sparklineGroup" not in sheet.shell:
        return []
    extensions = read_element(sheet, "extLst")
    return [] if extensions is None else [found for found, _ in _sparklines(extensions)]


def _sparklines(extensions: Element) -> Iterator[tuple[Sparkline, Element]]:
    for number, group in enumerate(extensions.iter(f"{{{_X14}}}sparklineGroup")):
        kind = group.get("type", "line")
        for item in group.iter(f"{{{_X14}}}sparkline"):
            source, areas = _text(item, "f"), parse_areas(_text(item, "sqref"))
            if areas:
                yield Sparkline(areas[0], source, kind, number), item


def _text(item: Element, name: str) -> str:
    found = item.find(f"{{{_XM}}}{name}")
    return "" if found is None else found.text or ""


def point_sparkline(sheet: SheetShell, row: int, column: int, source: str) -> bool:
    """Return whether the sparkline of a cell draws other cells now; its looks stay. False where the cell has none."""
    refuse_unspeakable(source)
    changed = False
    with editing(sheet, "extLst") as extensions:
        for found, item in _sparklines(extensions):
            if (found.cell.top, found.cell.left) == (row, column) and found.source != source:
                holder = item.find(f"{{{_XM}}}f")
                if holder is None:
                    holder = etree.Element(f"{{{_XM}}}f")
                    item.insert(0, holder)
                holder.text = source
                changed = True
    return changed


def add_sparklines(
    sheet: SheetShell,
    sources: Mapping[tuple[int, int], str],
    kind: str = "line",
    *,
    low: float | None = None,
    high: float | None = None,
    colours: Mapping[str, str] | None = None,
) -> None:
    """Add one group of sparklines: what each cell, by row and column, draws; a sparkline that stood there goes.

    `low` and `high` are the ends of the axis, alike for all of the group; without them each has its own. `colours` are
    RGB digits by what they colour: Series, Negative, Axis, Markers, First, Last, High, Low; a point that has one is
    marked with it.
    """
    if kind not in KINDS:
        raise EditRefusedError(f"A sparkline is one of {', '.join(KINDS)}, not {kind!r}.")
    unknown = sorted(set(colours or {}) - set(_COLOURS))
    if unknown:
        raise EditRefusedError(f"A sparkline colours {', '.join(_COLOURS)}, not {', '.join(unknown)}.")
    if not sources:
        return
    refuse_unspeakable(*sources.values())
    remove_sparklines(sheet, sources)
    with editing(sheet, "extLst") as extensions:
        groups = _groups(extensions)
        group = etree.SubElement(groups, f"{{{_X14}}}sparklineGroup")
        set_attribute(group, "manualMax", None if high is None else f"{high:g}")
        set_attribute(group, "manualMin", None if low is None else f"{low:g}")
        set_attribute(group, "type", None if kind == "line" else kind)
        group.set("displayEmptyCellsAs", "gap")
        for name in ("Markers", "High", "Low", "First", "Last", "Negative"):
            if name in (colours or {}):
                group.set(name.lower(), "1")
        group.set("displayHidden", "1")
        set_attribute(group, "minAxisType", None if low is None else "custom")
        set_attribute(group, "maxAxisType", None if high is None else "custom")
        shown = _USUAL | {name: f"FF{digits.lstrip('#')}" for name, digits in (colours or {}).items()}
        for name in _COLOURS:
            etree.SubElement(group, f"{{{_X14}}}color{name}").set("rgb", shown.get(name, shown["Series"]))
        holder = etree.SubElement(group, f"{{{_X14}}}sparklines")
        for (row, column), source in sources.items():
            item = etree.SubElement(holder, f"{{{_X14}}}sparkline")
            etree.SubElement(item, f"{{{_XM}}}f").text = source
            etree.SubElement(item, f"{{{_XM}}}sqref").text = Box(row, column, row, column).address()


def _groups(extensions: Element) -> Element:
    """Return the element that holds the groups, made with its extension where a sheet has none."""
    found = next(extensions.iter(f"{{{_X14}}}sparklineGroups"), None)
    if found is not None:
        return found
    extension = etree.SubElement(extensions, qualified(extensions, "ext"), nsmap={"x14": _X14})
    extension.set("uri", _URI)
    return etree.SubElement(extension, f"{{{_X14}}}sparklineGroups", nsmap={"xm": _XM})


def remove_sparklines(sheet: SheetShell, cells: Mapping[tuple[int, int], object]) -> None:
    """Take the sparklines of these cells away; groups and extensions that are left empty go too."""
    if b"sparklineGroup" not in sheet.shell:
        return
    with editing(sheet, "extLst") as extensions:
        for found, item in list(_sparklines(extensions)):
            if (found.cell.top, found.cell.left) in cells:
                _remove_upwards(item, extensions)


def _remove_upwards(item: Element, stop: Element) -> None:
    """Remove an element, and its holders that are left with no sparkline."""
    parent = item.getparent()
    if parent is None or item is stop:
        return
    parent.remove(item)
    if parent is not stop and parent.find(f".//{{{_X14}}}sparkline") is None:
        _remove_upwards(parent, stop)
