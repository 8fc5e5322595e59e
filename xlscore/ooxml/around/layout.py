"""Merges, column widths, hidden columns, frozen panes, grid lines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from xlscore.ooxml.around.sheetdom import SheetShell, editing, read_element
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.sheet.guards import refuse_outside
from xlscore.ooxml.values.addresses import MAX_COLUMN, MAX_ROW, Box, cell_address, parse_box
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.text import whole_number
from xlscore.ooxml.xml.tree import (
    Element,
    child,
    children,
    insert_ordered,
    qualified,
    real,
    set_attribute,
    sub,
    whole,
)

__all__ = [
    "column_runs",
    "column_settings",
    "default_sizes",
    "freeze",
    "frozen",
    "merge",
    "merges",
    "set_columns",
    "set_default_row_height",
    "set_show_gridlines",
    "show_gridlines",
    "unmerge",
]

SHEET_PR_ORDER = ("tabColor", "outlinePr", "pageSetUpPr")
_VIEW_ORDER = ("pane", "selection", "pivotSelection", "extLst")
# Excel's width of a column nobody set, in the file's unit: 8.43 characters of Calibri 11 and the padding.
DEFAULT_WIDTH = 9.140625
DEFAULT_HEIGHT = 15.0


def merges(sheet: SheetShell) -> list[Box]:
    """Return the merged areas of a sheet."""
    found = read_element(sheet, "mergeCells")
    return (
        [parse_box(item.get("ref", "A1")) for item in children(found, "mergeCell")]
        if found is not None
        else []
    )


def merge(sheet: SheetShell, box: Box) -> None:
    """Merge the cells of a box; merges inside it are taken up, one that crosses its edge is refused."""
    refuse_outside(box.top, box.left)
    refuse_outside(box.bottom, box.right)
    present = merges(sheet)
    if box in present or box.rows * box.columns == 1:
        return
    for other in present:
        if other.meets(box) and not box.covers(other):
            raise EditRefusedError(
                f"{box.address()} crosses the merged cells {other.address()}; unmerge those first."
            )
    _write_merges(sheet, drop=[other for other in present if box.covers(other)], add=box)


def unmerge(sheet: SheetShell, box: Box) -> None:
    """Undo every merge that has a cell in the box."""
    drop = [other for other in merges(sheet) if other.meets(box)]
    if drop:
        _write_merges(sheet, drop=drop, add=None)


def _write_merges(sheet: SheetShell, *, drop: list[Box], add: Box | None) -> None:
    with editing(sheet, "mergeCells") as holder:
        for item in list(children(holder, "mergeCell")):
            if parse_box(item.get("ref", "A1")) in drop:
                holder.remove(item)
        if add is not None:
            sub(holder, "mergeCell", {"ref": add.address()})
        set_attribute(holder, "count", len(list(children(holder, "mergeCell"))))


def default_sizes(sheet: SheetShell) -> tuple[float, float]:
    """Return the width (file unit) and height (points) of columns and rows nobody set."""
    found = read_element(sheet, "sheetFormatPr")
    if found is None:
        return DEFAULT_WIDTH, DEFAULT_HEIGHT
    base = real(found, "baseColWidth", 8)
    width = real(found, "defaultColWidth", DEFAULT_WIDTH if base == 8 else base + 5 / 7)
    return width, real(found, "defaultRowHeight", DEFAULT_HEIGHT)


def set_default_row_height(sheet: SheetShell, height: float) -> None:
    """Set the height in points of rows nobody set."""
    with editing(sheet, "sheetFormatPr") as item:
        set_attribute(item, "defaultRowHeight", f"{height:g}")
        set_attribute(item, "customHeight", True)


def column_settings(sheet: SheetShell, column: int) -> dict[str, str]:
    """Return the settings of a column as the file names them (width, hidden, style, …); {} for none."""
    for first, last, settings in _columns(sheet.shell):
        if first <= column <= last:
            return dict(settings)
    return {}


def column_runs(sheet: SheetShell, first: int, last: int) -> list[tuple[int, dict[str, str]]]:
    """Return how many columns in a row have the same settings, and the settings, from one column to another."""
    edges = {edge for start, end, _ in _columns(sheet.shell) for edge in (start, end + 1)}
    starts = [first, *sorted(edge for edge in edges if first < edge <= last), last + 1]
    return [(end - start, column_settings(sheet, start)) for start, end in pairwise(starts) if start < end]


@lru_cache(maxsize=8)
def _columns(shell: bytes) -> tuple[tuple[int, int, dict[str, str]], ...]:
    found = splice.parse(shell, "a worksheet").all("cols", "col")
    return tuple(
        (
            whole_number(item.get("min")),
            whole_number(item.get("max")),
            {key: value for key, value in item.attributes.items() if key not in {"min", "max"}},
        )
        for item in found
    )


def set_columns(sheet: SheetShell, first: int, last: int, settings: Mapping[str, str | None]) -> None:
    """Set settings of the columns from first to last; None takes a setting away.

    Neighbouring columns that share an entry in the file are split off with what they had.
    """
    width, _ = default_sizes(sheet)
    with editing(sheet, "cols") as holder:
        spans: list[tuple[int, int, dict[str, str]]] = []
        for item in list(children(holder, "col")):
            start, end = whole(item, "min", 1), whole(item, "max", 1)
            rest = {str(key): str(value) for key, value in item.attrib.items() if key not in {"min", "max"}}
            spans.append((start, end, rest))
        wanted = _overlaid(spans, first, last, settings, {"width": f"{width:g}"})
        if wanted == sorted(spans, key=lambda span: span[0]):
            return
        for item in list(children(holder, "col")):
            holder.remove(item)
        for start, end, rest in wanted:
            sub(holder, "col", {"min": str(start), "max": str(end), **rest})


def _overlaid(
    spans: list[tuple[int, int, dict[str, str]]],
    first: int,
    last: int,
    settings: Mapping[str, str | None],
    fresh: dict[str, str],
) -> list[tuple[int, int, dict[str, str]]]:
    def changed(rest: dict[str, str]) -> dict[str, str]:
        return {key: value for key, value in {**rest, **settings}.items() if value is not None}

    result: list[tuple[int, int, dict[str, str]]] = []
    reached = first
    for start, end, rest in sorted(spans, key=lambda span: span[0]):
        if end < first or start > last or changed(rest) == rest:
            result.append((start, end, rest))
        else:
            pieces = [
                (start, first - 1, rest),
                (max(start, first), min(end, last), changed(rest)),
                (last + 1, end, rest),
            ]
            result += [piece for piece in pieces if piece[0] <= piece[1]]
        if start <= last and end >= first:
            if reached < start:
                result.append((reached, start - 1, changed(fresh)))
            reached = max(reached, end + 1)
    if reached <= last and any(value is not None for value in settings.values()):
        result.append((reached, last, changed(fresh)))
    return sorted(result, key=lambda span: span[0])


def frozen(sheet: SheetShell) -> tuple[int, int]:
    """Return how many rows and columns are frozen."""
    view = _first_view(read_element(sheet, "sheetViews"))
    pane = child(view, "pane") if view is not None else None
    if pane is None or not pane.get("state", "split").startswith("frozen"):
        return 0, 0
    return int(real(pane, "ySplit")), int(real(pane, "xSplit"))


def freeze(sheet: SheetShell, rows: int, columns: int) -> None:
    """Freeze the first rows and columns; 0 and 0 unfreezes."""
    if frozen(sheet) == (rows, columns):
        return
    with editing(sheet, "sheetViews") as holder:
        view = _view(holder)
        for name in ("pane", "selection"):
            for item in list(children(view, name)):
                view.remove(item)
        if not rows and not columns:
            return
        active = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
        pane = insert_ordered(view, "pane", _VIEW_ORDER)
        set_attribute(pane, "xSplit", columns or None)
        set_attribute(pane, "ySplit", rows or None)
        set_attribute(pane, "topLeftCell", cell_address(min(rows + 1, MAX_ROW), min(columns + 1, MAX_COLUMN)))
        set_attribute(pane, "activePane", active)
        set_attribute(pane, "state", "frozen")
        panes = {"bottomRight": ("topRight", "bottomLeft", "bottomRight")}.get(active, (active,))
        for name in panes:
            set_attribute(insert_ordered(view, "selection", _VIEW_ORDER), "pane", name)


def show_gridlines(sheet: SheetShell) -> bool:
    """Return whether the sheet shows its grid lines."""
    view = _first_view(read_element(sheet, "sheetViews"))
    return view is None or view.get("showGridLines", "1") not in {"0", "false"}


def set_show_gridlines(sheet: SheetShell, shown: bool) -> None:
    """Show or hide the grid lines."""
    if show_gridlines(sheet) == shown:
        return
    with editing(sheet, "sheetViews") as holder:
        for view in children(_with_view(holder), "sheetView"):
            set_attribute(view, "showGridLines", None if shown else False)


def _first_view(views: Element | None) -> Element | None:
    return child(views, "sheetView") if views is not None else None


def _with_view(holder: Element) -> Element:
    if child(holder, "sheetView") is None:
        holder.insert(0, etree.Element(qualified(holder, "sheetView"), {"workbookViewId": "0"}))
    return holder


def _view(holder: Element) -> Element:
    view = child(_with_view(holder), "sheetView")
    assert view is not None
    return view
