"""Placing the lines of the pages on their sheet: where they stand, if their order is right; else anew, with what is a person's moved along.

A cell that a person wrote goes with its line, a row of a person's own stays below the line that it stands under. What is left of a
line that is no more stays as a row of a person's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.objectives.headings import PAGES
from xlscore.books.objectives.lines import PageLine
from xlscore.books.objectives.standing import BREAKS, Strip, strips_of
from xlscore.books.plan.dressed_lines import breaks_stand, line_stands, standing_breaks
from xlscore.books.plan.edits import CellFormat, DressedLine, PageBreaks
from xlscore.books.plan.own_rows import plan_new_table
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.text_lines import lines_height, text_lines
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.words import name_key

__all__ = ["FIRST", "WIDTHS", "PlacedLines", "place", "place_anew"]

WIDTHS: Final = (27, 62, 10, 10, 10, 10, 10, 12, 5)
HEAD: Final = 3
FIRST: Final = HEAD + 1
"""The first row of a line on a new sheet."""
_COLUMNS: Final = {each.field: number for number, each in enumerate(PAGES.columns, 1)}
_LINE: Final = PAGES.rows
_FIGURES: Final = ("actual", "previous", "year_on_year", "target", "shortfall", "rag")
_BAND: Final = 13
"""The size of the letters of a band, in points."""
_HEADINGS: Final = ("heading", "heading", *("right",) * 5, "centre", "unseen")
_HEADING_LINES: Final = 2


@dataclass(frozen=True)
class PlacedLines:
    """Where the lines stand, and how high each is in points, by their marks as marks are compared."""

    rows: Mapping[str, int]
    heights: Mapping[str, float]


def place_anew(planner: Planner, lines: Sequence[PageLine], sheet: str, beside: str | None) -> PlacedLines:
    """Return where the lines stand on a new sheet, having planned it."""
    rows = [{**line.values, _LINE: line.mark} for line in lines]
    plan_new_table(planner, PAGES, sheet, WIDTHS, rows, beside, head=HEAD, words=((_COLUMNS["rag"], "rag"),))
    rows_of = {name_key(line.mark): row for row, line in enumerate(lines, FIRST)}
    return PlacedLines(rows_of, _dress(planner, lines, rows_of, sheet, _COLUMNS, None))


def place(planner: Planner, lines: Sequence[PageLine], table: Table, reader: Reader) -> PlacedLines:
    """Return where the lines stand on the sheet that there is, having planned them."""
    strips = strips_of(planner, table)
    columns = {each.field: planner.column(table, each.field) for each in PAGES.columns}
    standing = [name_key(strip.mark) for strip in strips if strip.mark]
    wanted = [name_key(line.mark) for line in lines]
    if standing == wanted:
        placed = {name_key(strip.mark): strip.row for strip in strips if strip.mark}
        for line in lines:
            for name, answer in line.values.items():
                told = reader if name in _FIGURES else None
                planner.answer(table, placed[name_key(line.mark)], name, answer, told)
    else:
        placed = _rewrite(planner, lines, table, strips, columns)
    return PlacedLines(placed, _dress(planner, lines, placed, table.sheet, columns, table))


def _rewrite(
    planner: Planner,
    lines: Sequence[PageLine],
    table: Table,
    strips: Sequence[Strip],
    columns: Mapping[str, int],
) -> dict[str, int]:
    """Return where the lines stand, having planned every row anew."""
    by_mark = {name_key(strip.mark): strip for strip in strips if strip.mark}
    wanted = {name_key(line.mark) for line in lines}
    loose = _loose(strips, wanted)
    for each in strips:
        is_gone = bool(each.mark) and name_key(each.mark) not in wanted
        for name in columns if is_gone else each.fields:
            planner.forget(table, each.row, name)
    used = sorted({*columns.values(), *(column for strip in strips for column in strip.held)})
    row, placed = table.header + 1, dict[str, int]()
    for each in loose.get("", ()):
        row = _put_loose(planner, each, table.sheet, row, used)
    for line in lines:
        mark = name_key(line.mark)
        strip = by_mark.get(mark, Strip(row, line.mark))
        theirs = strip.fields
        values = {name: line.values.get(name) for name in columns if name not in theirs} | {_LINE: line.mark}
        planner.add_row(PAGES, table.sheet, row, columns, values)
        for column in used:
            if column in strip.held:
                held = strip.held[column]
                planner.enter(table.sheet, row, column, held.value, held.formula)
            elif column not in columns.values():
                planner.enter(table.sheet, row, column, None)
        placed[mark], row = row, row + 1
        for each in loose.get(mark, ()):
            row = _put_loose(planner, each, table.sheet, row, used)
    for left in range(row, max((strip.row for strip in strips), default=0) + 1):
        for column in used:
            planner.enter(table.sheet, left, column, None)
    return placed


def _loose(strips: Sequence[Strip], wanted: set[str]) -> dict[str, list[Strip]]:
    """Return the rows that are a person's own, and what is a person's of lines that are no more, by the line above them."""
    found: dict[str, list[Strip]] = {}
    above = ""
    for strip in strips:
        if strip.mark and name_key(strip.mark) in wanted:
            above = name_key(strip.mark)
        elif strip.held:
            found.setdefault(above, []).append(strip)
    return found


def _put_loose(planner: Planner, strip: Strip, sheet: str, row: int, used: Sequence[int]) -> int:
    for column in used:
        held = strip.held.get(column)
        if held is None:
            planner.enter(sheet, row, column, None)
        else:
            planner.enter(sheet, row, column, held.value, held.formula)
    return row + 1


def _dress(
    planner: Planner,
    lines: Sequence[PageLine],
    placed: Mapping[str, int],
    sheet: str,
    columns: Mapping[str, int],
    table: Table | None,
) -> dict[str, float]:
    """Return how high the lines are, having planned how they look, their figures, their height, and where pages break."""
    is_new = table is None
    width = (
        WIDTHS[columns["said"] - 1]
        if is_new
        else planner.reading.book.sheets[sheet].range((1, columns["said"])).column_width or 0
    )
    heights: dict[str, float] = {}
    head = DressedLine(
        sheet, HEAD if table is None else table.header, _HEADINGS, lines_height(_HEADING_LINES)
    )
    if is_new or not line_stands(planner.reading, head):
        planner.dress(head)
    for line in lines:
        row = placed[name_key(line.mark)]
        held = planner.current(sheet, row, columns["said"])
        heights[name_key(line.mark)] = height = _height(line, str(held or ""), width)
        look = DressedLine(sheet, row, line.looks, height)
        if is_new or not line_stands(planner.reading, look):
            planner.dress(look)
        for name, number_format in line.formats.items():
            if is_new or not _is_shown(planner, sheet, row, columns[name], number_format):
                planner.dress(CellFormat(sheet, row, columns[name], number_format))
    begins = [placed[name_key(line.mark)] for line in lines if line.begins_page]
    breaks = PageBreaks(
        sheet, _with_theirs(planner, sheet, [row for row in begins if row > min(begins)], is_new)
    )
    if is_new or not breaks_stand(planner.reading, breaks):
        planner.dress(breaks)
    return heights


def _with_theirs(planner: Planner, sheet: str, ours: Sequence[int], is_new: bool) -> tuple[int, ...]:
    """Return the page breaks that a sheet will have: ours, and those that are a person's, which are all that we did not set."""
    before = {int(row) for row, _ in planner.kept(BREAKS, sheet)}
    theirs = set() if is_new else standing_breaks(planner.reading, sheet) - before
    planner.keep_entries(BREAKS, sheet, {(str(row), "break"): True for row in sorted({FIRST, *ours})})
    return tuple(sorted({*ours, *theirs}))


def _height(line: PageLine, words: str, width: float) -> float:
    if line.looks[0] in ("band", "part"):
        words = str(line.values["chapter"].value or "")
        return text_lines(words, WIDTHS[0], bold=True, points=_BAND) * _BAND * 1.25 + 8
    label = line.values["chapter"].value
    many = max(text_lines(words, width), text_lines(str(label or ""), WIDTHS[0], bold=True))
    return lines_height(max(1, many))


def _is_shown(planner: Planner, sheet: str, row: int, column: int, number_format: str) -> bool:
    if not planner.reading.can.number_formats:
        return True
    shown: str = planner.reading.book.sheets[sheet].range((row, column)).number_format
    return shown == number_format
