"""A worksheet part cut in two: its rows, which may be many, and the shell around them, a small document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xlscore.ooxml.errors import DamagedFileError, OoxmlError, SaveError
from xlscore.ooxml.sheet.rows import Grid
from xlscore.ooxml.values.addresses import Box, parse_box
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.text import as_utf8, check_xml, ill_formed, masked

__all__ = [
    "SHEET_ORDER",
    "WORKBOOK_ORDER",
    "cut_sheet",
    "joined_sheet",
    "refuse_ill_formed",
    "with_dimension",
]

# CT_Worksheet, ECMA-376 part 1, 18.3.1.99: the order in which Excel insists on finding the children.
SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
    "extLst",
)  # fmt: skip
# CT_Workbook, ECMA-376 part 1, 18.2.27: the sequence of a workbook's.
WORKBOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews",
    "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects",
    "extLst",
)  # fmt: skip
_SHEET_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s/>])[^>]*>")


def cut_sheet(data: bytes, part: str) -> tuple[bytes, Grid]:
    """Return the shell of a worksheet part, its rows element left empty, and the rows."""
    data = as_utf8(data, part)
    hiding = check_xml(data, part)
    seen = masked(data) if hiding else data
    opening = _SHEET_DATA.search(seen)
    if opening is None:
        raise DamagedFileError(f"{part} has no rows element; open the workbook in Excel and save it.")
    rows, shell = b"", data
    if not opening[0].endswith(b"/>"):
        close = seen.rindex(b"</" + opening[1] + b"sheetData")
        rows, shell = data[opening.end() : close], data[: opening.end()] + data[close:]
    # Rows are written where the root has its first rows element: with another one, or one elsewhere, they would be lost.
    if [each.start for each in splice.outline(shell, part).all("sheetData")] != [opening.start()]:
        raise DamagedFileError(
            f"{part} says its rows twice or out of place; open the workbook in Excel and save it."
        )
    return shell, Grid(rows, opening[1], hiding=hiding)


def joined_sheet(shell: bytes, part: str, rows: Iterable[bytes | memoryview]) -> list[bytes | memoryview]:
    """Return a worksheet part in pieces, from its shell and the bytes of its rows."""
    data = splice.outline(shell, part).child("sheetData")
    assert data is not None
    head, tail = shell[: data.inner_start], shell[data.inner_end :]
    if not data.is_empty_tag:
        return [head, *rows, tail]
    inside = [piece for piece in rows if piece]
    if not inside:
        return [shell]
    return [head[:-2].rstrip() + b">", *inside, b"</" + data.qualified("sheetData") + b">", tail]


def refuse_ill_formed(pieces: Iterable[bytes | memoryview], part: str) -> None:
    """Refuse a worksheet part in pieces unless all that is new in it is well formed.

    The runs of rows that nobody touched are views of bytes that were checked when they were read.
    """
    if fault := ill_formed(piece for piece in pieces if isinstance(piece, bytes)):
        raise SaveError(
            f"{part} would not be well-formed XML ({fault}), so nothing was saved; make this change in Excel."
        )


def with_dimension(shell: bytes, part: str, grown: Box | None) -> bytes:
    """Return the shell of a worksheet whose dimension, if it says one, takes in a box too."""
    dimension = splice.outline(shell, part).child("dimension") if grown else None
    if dimension is None or grown is None:
        return shell
    try:
        old = parse_box(dimension.get("ref"))
    except OoxmlError:
        return shell
    new = old.with_cell(*grown[:2]).with_cell(*grown[2:])
    return shell if new == old else splice.set_attributes(shell, dimension, {"ref": new.address()})
