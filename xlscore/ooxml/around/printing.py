"""Print setup: paper, orientation, pages wide and tall, margins, header and footer, area and titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlscore.ooxml.around.layout import SHEET_PR_ORDER
from xlscore.ooxml.around.names import PRINT_AREA, PRINT_TITLES, delete_name, names, set_name
from xlscore.ooxml.around.sheetdom import SheetShell, editing, read_elements
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.opc.limits import refuse_long
from xlscore.ooxml.values.addresses import MAX_COLUMN, MAX_ROW, Box, parse_box, quoted_sheet
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element, child, children, insert_ordered, set_attribute, sub, whole

__all__ = [
    "PAPER_SIZES",
    "columns_address",
    "footer_of",
    "print_area",
    "row_breaks",
    "set_header_footer",
    "set_margins",
    "set_page",
    "set_print_area",
    "set_print_titles",
    "set_row_breaks",
]

# ECMA-376 part 1, 18.3.1.63: the paper sizes a force prints on.
PAPER_SIZES = {"A3": 8, "A4": 9, "A5": 11}
_DEFAULT_MARGINS = {
    "left": "0.7",
    "right": "0.7",
    "top": "0.75",
    "bottom": "0.75",
    "header": "0.3",
    "footer": "0.3",
}
_HEADER_ORDER = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def set_page(
    sheet: SheetShell,
    *,
    landscape: bool | None = None,
    paper: str | None = None,
    pages_wide: int | None = None,
    pages_tall: int | None = None,
    centred: bool | None = None,
) -> None:
    """Set the page: only what is given changes. 0 pages tall means as many as are needed."""
    if paper is not None and paper not in PAPER_SIZES:
        raise EditRefusedError(f"{paper!r} is no paper size here; choose {', '.join(PAPER_SIZES)}.")
    with editing(sheet, "pageSetup") as page:
        if paper is not None:
            set_attribute(page, "paperSize", PAPER_SIZES[paper])
        if landscape is not None:
            set_attribute(page, "orientation", "landscape" if landscape else "portrait")
        if pages_wide is not None:
            set_attribute(page, "fitToWidth", pages_wide)
        if pages_tall is not None:
            set_attribute(page, "fitToHeight", pages_tall)
    if pages_wide is not None or pages_tall is not None:
        with editing(sheet, "sheetPr") as holder:
            found = child(holder, "pageSetUpPr")
            found = found if found is not None else insert_ordered(holder, "pageSetUpPr", SHEET_PR_ORDER)
            set_attribute(found, "fitToPage", True)
    if centred is not None:
        with editing(sheet, "printOptions") as options:
            set_attribute(options, "horizontalCentered", centred or None)


def set_margins(sheet: SheetShell, **inches: float) -> None:
    """Set margins in inches (left, right, top, bottom, header, footer); those not given stay."""
    with editing(sheet, "pageMargins") as margins:
        for side, usual in _DEFAULT_MARGINS.items():
            if side in inches:
                set_attribute(margins, side, f"{inches[side]:g}")
            elif margins.get(side) is None:
                set_attribute(margins, side, usual)


def set_header_footer(sheet: SheetShell, *, header: str | None = None, footer: str | None = None) -> None:
    """Set the header and footer of every page in Excel's codes (`&L`, `&P`, …); "" takes one away."""
    refuse_unspeakable(header, footer)
    refuse_long("header", header)
    refuse_long("footer", footer)
    with editing(sheet, "headerFooter") as holder:
        for tag, text in (("oddHeader", header), ("oddFooter", footer)):
            if text is not None:
                _set_text(holder, tag, text)


def footer_of(sheet: SheetShell) -> str:
    """Return the footer of every page in Excel's codes; "" when there is none."""
    holders = read_elements(sheet, "headerFooter")
    found = child(holders[0], "oddFooter") if holders else None
    return "" if found is None else found.text or ""


def _set_text(holder: Element, tag: str, text: str) -> None:
    found = child(holder, tag)
    if found is not None and not text:
        holder.remove(found)
    elif text:
        found = found if found is not None else insert_ordered(holder, tag, _HEADER_ORDER)
        found.text = text


def row_breaks(sheet: SheetShell) -> list[int]:
    """Return the rows with which a new printed page begins because somebody set a break there, in order."""
    found = read_elements(sheet, "rowBreaks")
    breaks = list(children(found[0], "brk")) if found else []
    return sorted(whole(item, "id", 0) + 1 for item in breaks if item.get("man") in ("1", "true"))


def set_row_breaks(sheet: SheetShell, rows: Iterable[int]) -> None:
    """Let a new printed page begin with these rows and no others; a break before the first row is none."""
    wanted = sorted({row for row in rows if row > 1})
    if wanted == row_breaks(sheet):
        return
    with editing(sheet, "rowBreaks") as holder:
        for item in list(children(holder, "brk")):
            holder.remove(item)
        for row in wanted:
            sub(holder, "brk", {"id": str(row - 1), "max": str(MAX_COLUMN - 1), "man": "1"})
        set_attribute(holder, "count", len(wanted) or None)
        set_attribute(holder, "manualBreakCount", len(wanted) or None)


def print_area(workbook: SheetShell, position: int) -> list[Box]:
    """Return the areas a sheet prints, by its position from 0; [] when all of it is printed."""
    for name in names(workbook):
        if name.name.casefold() == PRINT_AREA.casefold() and name.scope == position:
            parts = [part.rpartition("!")[2] for part in name.refers_to.split(",")]
            return [parse_box(part) for part in parts if "#REF" not in part]
    return []


def set_print_area(workbook: SheetShell, position: int, sheet_name: str, boxes: Sequence[Box]) -> None:
    """Set what a sheet prints; no boxes means all of it."""
    if not boxes:
        delete_name(workbook, PRINT_AREA, position)
        return
    prefix = quoted_sheet(sheet_name)
    area = ",".join(f"{prefix}!{box.address(absolute=True)}" for box in boxes)
    set_name(workbook, PRINT_AREA, area, position)


def columns_address(columns: tuple[int, int]) -> str:
    """Return whole columns as an absolute address.

    >>> columns_address((1, 2))
    '$A:$B'
    """
    return Box(1, columns[0], MAX_ROW, columns[1]).address(absolute=True)


def set_print_titles(
    workbook: SheetShell,
    position: int,
    sheet_name: str,
    *,
    rows: tuple[int, int] | None = None,
    columns: tuple[int, int] | None = None,
) -> None:
    """Repeat these rows and columns (first, last) on every page; None for both takes titles away."""
    prefix = quoted_sheet(sheet_name)
    parts = []
    if columns is not None:
        parts.append(f"{prefix}!{columns_address(columns)}")
    if rows is not None:
        parts.append(f"{prefix}!{Box(rows[0], 1, rows[1], MAX_COLUMN).address(absolute=True)}")
    if parts:
        set_name(workbook, PRINT_TITLES, ",".join(parts), position)
    else:
        delete_name(workbook, PRINT_TITLES, position)
