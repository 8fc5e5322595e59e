"""How what the product adds looks: a new sheet like the templates' own, and rows as high as what was written in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final, TypeVar

import xlwings as xw

from xlscore.books.plan.edits import CellEdit, NewSheet
from xlscore.books.plan.text_lines import lines_height, text_lines
from xlscore.books.plan.tones import RAG_WORDS, WORD_TONES
from xlscore.engine import apply_style, capabilities, fit_rows, freeze_rows, row_heights, set_page, style_name

__all__ = [
    "COMPUTED_STYLE",
    "FIGURES",
    "FOLLOWING",
    "FOOTERS",
    "LOOKS",
    "MORE_ROWS",
    "add_sheet",
    "colour_new",
    "follow_look",
    "grow_rows",
]

_T = TypeVar("_T")

_FOOTER: Final = '&L&"Arial,Regular"&8&F&C&"Arial,Regular"&8&A'
"""What stands below a printed sheet that the product added: the file and the sheet."""
_PAGES: Final = '&R&"Arial,Regular"&8Page &P of &N'
FOOTERS: Final = (_FOOTER, _FOOTER + _PAGES)
"""The footers with a file's name that the product and its templates have given sheets."""
COMPUTED_STYLE: Final = "Computed by xlscore"
"""The cell style of what the product worked out in a place where nothing was before."""
_HEADING, _ROW, _NUMBER = "Heading by xlscore", "Row by xlscore", "Figure by xlscore"
_RIGHT_HEADING, _MIDDLE_HEADING, _COUNT = (
    "Right heading by xlscore",
    "Middle heading by xlscore",
    "Count by xlscore",
)
_TITLE, _ABOUT = "Title by xlscore", "About by xlscore"
_LINES: Final = "CBD3DD"
_CELL: Final = {"font_name": "Arial", "font_size": 10, "font_colour": "1B2430", "vertical": "center", "wrap": True, "lines": _LINES}  # fmt: skip
_HEAD: Final = {**_CELL, "fill": "1F2F4F", "font_colour": "FFFFFF", "bold": True}
_LEFT: Final = {"horizontal": "left", "indent": 1}
_PLAIN: Final = {"font_name": "Arial", "font_size": 10, "font_colour": "1B2430", "bold": False, "vertical": "top", "wrap": True, **_LEFT}  # fmt: skip
LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    _HEADING: {**_HEAD, **_LEFT},
    _RIGHT_HEADING: {**_HEAD, "horizontal": "right"},
    _MIDDLE_HEADING: {**_HEAD, "horizontal": "center"},
    _ROW: {**_CELL, **_LEFT, "fill": "EDF1F6"},
    _NUMBER: {**_CELL, "fill": "EDF1F6", "horizontal": "center"},
    _COUNT: {**_CELL, "fill": "EDF1F6", "horizontal": "right"},
    _TITLE: {"font_name": "Arial", "font_size": 16, "bold": True, "font_colour": "1F2F4F"},
    _ABOUT: {"font_name": "Arial", "font_size": 10, "font_colour": "566070"},
    "Band by xlscore": {
        **_PLAIN,
        "fill": "D5DDE9",
        "font_colour": "1F2F4F",
        "font_size": 13,
        "bold": True,
        "vertical": "center",
        "lines": "FFFFFF",
    },
    "Part by xlscore": {
        **_PLAIN,
        "fill": "1F2F4F",
        "font_colour": "FFFFFF",
        "font_size": 13,
        "bold": True,
        "vertical": "center",
        "lines": "FFFFFF",
    },
    "Side heading by xlscore": {
        **_PLAIN,
        "fill": "FFFFFF",
        "lines": "FFFFFF",
        "font_colour": "1F2F4F",
        "bold": True,
    },
    "Label by xlscore": {
        **_PLAIN,
        "fill": "FFFFFF",
        "lines": "FFFFFF",
        "font_colour": "1F2F4F",
        "bold": True,
        "vertical": "center",
    },
    "Unseen by xlscore": {
        **_PLAIN,
        "fill": "FFFFFF",
        "lines": "FFFFFF",
        "font_colour": "FFFFFF",
        "wrap": False,
        "number_format": ";;;",
    },
    "Words by xlscore": {**_PLAIN, "fill": "FFFFFF", "lines": "FFFFFF"},
}
"""Figures that are read beneath each other stand right, under a heading that does; a word or a figure read alone in the middle."""
FOLLOWING: Final[Mapping[str, str]] = {
    _ROW: _ROW,
    _NUMBER: _NUMBER,
    _COUNT: _COUNT,
    _HEADING: _ROW,
    _RIGHT_HEADING: _COUNT,
    _MIDDLE_HEADING: _NUMBER,
}
"""The style of a cell below one of ours, by that one's."""
FIGURES: Final = frozenset({_NUMBER, _COUNT})
"""The styles of figures, which are shown as the one above."""
_GENERAL: Final = "General"
MORE_ROWS: Final = 500
"""So many rows more are coloured by their words, for a table that grows."""
_A4_LETTERS: Final = 190
"""How many letters stand beside each other on landscape A4 before the print becomes too small to read."""


def add_sheet(book: xw.Book, new_sheet: NewSheet, cells: Sequence[CellEdit]) -> None:
    """Add a sheet with its headings, made for the cells that will be written on it."""
    before = book.sheets[len(book.sheets) - 1 if new_sheet.after is None else new_sheet.after]
    sheet = book.sheets.add(new_sheet.name, after=before)
    sheet.show_gridlines = False
    for row, name in zip(range(1, new_sheet.head), (_TITLE, *[_ABOUT] * new_sheet.head), strict=False):
        _give(sheet.range((row, 1)), name)
    if not new_sheet.headings:
        return
    for first, last, width in _runs(new_sheet.widths):
        sheet.range((1, first), (1, last)).column_width = width
    head = new_sheet.head
    headings = sheet.range((head, 1), (head, len(new_sheet.headings)))
    headings.value = list(new_sheet.headings)
    if not apply_style(headings, _HEADING, **LOOKS[_HEADING]):
        headings.font.bold = True
    _dress_columns(sheet, new_sheet, cells)
    fit_rows(sheet, {head: lines_height(max(_heading_lines(new_sheet)))})
    freeze_rows(sheet, head)
    paper = "A4" if sum(new_sheet.widths) <= _A4_LETTERS else "A3"
    set_page(
        sheet, landscape=True, paper=paper, pages_wide=1, pages_tall=new_sheet.pages_tall, title_rows=(head, head), centred=True,
        footer=_FOOTER + _PAGES,
    )  # fmt: skip


def _runs(each: Iterable[_T]) -> Iterator[tuple[int, int, _T]]:
    """Yield the first and the last of columns beside each other for which the same is said, and that.

    Sixty months are dressed at once, and each alone would cost as much.
    """
    first = 1
    for said, run in groupby(each):
        last = first + sum(1 for _ in run) - 1
        yield first, last, said
        first = last + 1


def _dress_columns(sheet: xw.Sheet, new_sheet: NewSheet, cells: Sequence[CellEdit]) -> None:
    head, words = new_sheet.head, dict(new_sheet.words)
    below_head = [edit for edit in cells if edit.row > head]
    last = max((edit.row for edit in below_head), default=head)
    figures = {edit.column for edit in below_head if isinstance(edit.new, (int, float))}
    formats = new_sheet.formats or (_GENERAL,) * len(new_sheet.headings)
    each = [
        (shown, column in figures, words.get(column))
        for column, shown in zip(range(1, len(new_sheet.headings) + 1), formats, strict=False)
    ]
    for left, end, (shown, is_figure, said) in _runs(each):
        right, middle = shown != _GENERAL, is_figure or said is not None
        if right or middle:
            _give(sheet.range((head, left), (head, end)), _RIGHT_HEADING if right else _MIDDLE_HEADING)
        if said is not None:
            _colour(sheet.range((head + 1, left), (max(last, head + 1) + MORE_ROWS, end)), said)
        if last > head:
            below = sheet.range((head + 1, left), (last, end))
            _give(below, _COUNT if right else _NUMBER if middle else _ROW)
            if right:
                below.number_format = shown


def _colour(cells: xw.Range, words: str) -> None:
    """Let the words in some cells colour them; the word stays, whoever cannot see the colour reads it."""
    if not capabilities(cells.sheet.book).styles:
        return
    for said, tone in WORD_TONES[words].items():
        cells.conditional_formats.add_cell_value(
            "equal_to",
            f'="{said}"',
            fill_color=tone.fill,
            font_color=tone.ink,
            font_bold=words == RAG_WORDS,
        )


def colour_new(cells: xw.Range, words: str) -> None:
    """Let the words in a column that is added colour it, and the rows below that its table will grow into, where nothing stands there."""
    sheet, last = cells.sheet, cells.last_cell
    below = sheet.range((last.row + 1, last.column), (last.row + MORE_ROWS, last.column))
    free = not any(value is not None for value in below.value)
    _colour(sheet.range(cells, below) if free else cells, words)


def _heading_lines(new_sheet: NewSheet) -> Iterable[int]:
    yield 1
    for heading, width in zip(new_sheet.headings, new_sheet.widths, strict=False):
        yield text_lines(heading, width, bold=True)


def _give(cells: xw.Range, name: str) -> None:
    apply_style(cells, name, **LOOKS[name])


def follow_look(sheet: xw.Sheet, run: Sequence[CellEdit]) -> None:
    """Give cells that stand below a row of ours its look, so that a table which grows stays one."""
    first, last = run[0], run[-1]
    if first.row == 1:
        return
    above = style_name(sheet.range((first.row - 1, first.column)))
    if above in FOLLOWING and style_name(sheet.range((first.row, first.column))) == "Normal":
        name = FOLLOWING[above]
        below = sheet.range((first.row, first.column), (last.row, first.column))
        _give(below, name)
        shown = sheet.range((first.row - 1, first.column)).number_format
        if above in FIGURES and shown != _GENERAL:
            below.number_format = shown


def grow_rows(sheet: xw.Sheet, cells: Iterable[CellEdit]) -> None:
    """Make rows as high as the texts that were written in them; a row that was emptied is as low again as any.

    Excel does so by itself; a file says how high its rows are. A height that a person has set stays.
    """
    written: dict[int, list[CellEdit]] = {}
    for edit in cells:
        written.setdefault(edit.row, []).append(edit)
    standing = row_heights(sheet, written)
    heights: dict[int, float] = {}
    for row, height in standing.items():
        texts = [edit for edit in written[row] if isinstance(edit.new, str) and _is_wrapped(sheet, edit)]
        needed = max((_lines(sheet, edit) for edit in texts), default=1)
        if lines_height(needed) > height or (height > lines_height(1) and _was_emptied(sheet, written[row])):
            heights[row] = lines_height(needed)
    if heights:
        fit_rows(sheet, heights)


def _was_emptied(sheet: xw.Sheet, edits: Sequence[CellEdit]) -> bool:
    if any(edit.new is not None for edit in edits):
        return False
    row, last = edits[0].row, sheet.used_range.last_cell.column
    return not any(sheet.range((row, 1), (row, last)).options(ndim=1).value)


def _is_wrapped(sheet: xw.Sheet, edit: CellEdit) -> bool:
    cell = sheet.range((edit.row, edit.column))
    return len(str(edit.new)) > 1 and bool(cell.wrap_text) and not cell.merge_cells


def _lines(sheet: xw.Sheet, edit: CellEdit) -> int:
    return text_lines(str(edit.new), sheet.range((edit.row, edit.column)).column_width or 0)
