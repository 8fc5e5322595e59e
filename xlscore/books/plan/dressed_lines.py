"""How the lines of a page look: bands, headings at the side, running text, figures; and where a new printed page begins."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import Final

import xlwings as xw

from xlscore.books.plan.dressing import LOOKS
from xlscore.books.plan.edits import DressedLine, Edits, PageBreaks
from xlscore.books.tables.blocks import Reading
from xlscore.engine import (
    apply_style,
    fit_rows,
    looks_are_locked,
    row_breaks,
    row_heights,
    set_row_breaks,
    style_name,
)

__all__ = ["LINE_STYLES", "breaks_stand", "line_stands", "standing_breaks", "write_lines"]

LINE_STYLES: Final[Mapping[str, str]] = {
    "heading": "Heading by xlscore",
    "right": "Right heading by xlscore",
    "centre": "Middle heading by xlscore",
    "band": "Band by xlscore",
    "part": "Part by xlscore",
    "label": "Label by xlscore",
    "side": "Side heading by xlscore",
    "unseen": "Unseen by xlscore",
    "words": "Words by xlscore",
    "row": "Row by xlscore",
    "count": "Count by xlscore",
    "middle": "Figure by xlscore",
}
"""The cell style of each look that a line's cell may have."""
_NEAR: Final = 0.5
"""Two heights that differ by less are one: Excel rounds to pixels."""


def line_stands(reading: Reading, line: DressedLine) -> bool:
    """Return whether a line looks as it is planned; where nobody can say, it does."""
    if not reading.can.styles:
        return True
    sheet = reading.book.sheets[line.sheet]
    cells = enumerate(line.looks, 1)
    if any(style_name(sheet.range((line.row, column))) != LINE_STYLES[look] for column, look in cells):
        return False
    height = row_heights(sheet, [line.row]).get(line.row)
    return height is None or abs(height - line.height) < _NEAR


def breaks_stand(reading: Reading, breaks: PageBreaks) -> bool:
    """Return whether a sheet has just these page breaks; where nobody can say, it does."""
    return not reading.can.styles or standing_breaks(reading, breaks.sheet) == set(breaks.rows)


def standing_breaks(reading: Reading, sheet: str) -> set[int]:
    """Return the rows before which a sheet has page breaks, none where nobody can say."""
    return set(row_breaks(reading.book.sheets[sheet]))


def write_lines(book: xw.Book, edits: Edits, locked: Collection[str]) -> None:
    """Dress lines and set page breaks on the sheets whose looks may change."""
    by_sheet: dict[str, list[DressedLine]] = {}
    for line in edits.lines:
        if line.sheet not in locked:
            by_sheet.setdefault(line.sheet, []).append(line)
    for name, lines in by_sheet.items():
        sheet = book.sheets[name]
        if not looks_are_locked(sheet):
            _dress(sheet, lines)
    for each in edits.breaks:
        if each.sheet not in locked and not looks_are_locked(book.sheets[each.sheet]):
            set_row_breaks(book.sheets[each.sheet], each.rows)


def _dress(sheet: xw.Sheet, lines: Sequence[DressedLine]) -> None:
    for line in lines:
        column = 1
        for look, run in groupby(line.looks):
            last = column + len(list(run)) - 1
            name = LINE_STYLES[look]
            apply_style(sheet.range((line.row, column), (line.row, last)), name, **LOOKS[name])
            column = last + 1
    standing = row_heights(sheet, [line.row for line in lines])
    fit_rows(sheet, {line.row: line.height for line in lines if standing.get(line.row) != line.height})
