"""The rows of a block: what each is called, what it holds for each month, and which lines are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.words import tidy
from xlscore.sources.tables.figures import NoCount, count_in
from xlscore.sources.tables.pages import SourcePage, SourceRow
from xlscore.sources.wide.blocks import MonthBlock
from xlscore.sources.wide.heads import heading_text
from xlscore.sources.wide.month_rows import MonthCell, MonthRow
from xlscore.sources.wide.outlines import Candidate, outlined

__all__ = ["Body", "body_of"]

_NOTE: Final = re.compile(
    r"(?:sources?|notes?|key|data|figures?|produced|prepared|run|report|extract(?:ed)?|as at|caveats?|please|official|restricted|contact|n\.?b\.?|"
    r"copyright|provisional|revised)\b|[*†‡¹²³^]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|©|https?:",
    re.IGNORECASE,
)
_LONG: Final = 60


@dataclass(frozen=True)
class Body:
    """The rows of a block, what it says beside them, and where it ends before its page does."""

    block: MonthBlock
    lines: Sequence[MonthRow]
    notes: tuple[str, ...] = ()
    unnamed: tuple[int, ...] = ()
    """Lines with figures and neither a type nor a place."""
    ends: int = 0
    """The line at which something else begins, 0 where nothing does."""
    at_once: bool = False
    """Whether that stands directly below the rows."""


def body_of(block: MonthBlock) -> Body:
    """Return the rows of a block."""
    candidates: list[Candidate] = []
    notes: list[str] = []
    unnamed: list[int] = []
    ends, at_once, before = 0, False, block.head.row
    for row in block.rows:
        filled = [column for column in row.filled if block.holds(column)]
        if not filled:
            continue
        if _is_another_heading(block, row, filled):
            ends, at_once = row.number, row.number == before + 1
            break
        line = _line(block, row)
        there = [row.at(c) for c in filled if c in block.months]
        has = (
            bool(there) if line is not None else any(isinstance(count_in(value), Fraction) for value in there)
        )
        candidates.append((row, line, has))
        before = row.number
    candidates = outlined(block.labels, candidates)
    last = max((row.number for row, line, has in candidates if has and line is not None), default=0)
    lines = []
    for row, line, has_figures in candidates:
        if line is None and has_figures:
            unnamed.append(row.number)
        elif line is not None and (has_figures or not _is_note(block, row, line, row.number > last)):
            lines.append(line)
        else:
            notes += [heading_text(row.at(c)) for c in row.filled if block.holds(c)]
    return Body(block, lines, tuple(notes), tuple(unnamed), ends, at_once)


def _line(block: MonthBlock, row: SourceRow) -> MonthRow | None:
    """Return what a line says as a row of the table, None where it has neither a type nor a place."""
    page, labels = block.page, block.labels
    types, places = (
        tuple(_label(page, row.number, column) for column in columns)
        for columns in (labels.measures, labels.places)
    )
    if not any((*types, *places)) and (labels.measures or labels.places):
        return None
    if labels.measure:
        types = (labels.measure,)
    if labels.place and not labels.places:
        places = (labels.place,)
    cells: dict[date, MonthCell] = {}
    for column, month in sorted(block.months.items()):
        cell = _cell(page, row, column)
        cells[month] = cell if month not in cells else _agreed(cells[month], cell)
    beside = tuple(
        heading_text(page.shown(row.number, c))
        for c in range(block.left, block.right + 1)
        if c in labels.columns or (c not in block.head.months and isinstance(row.at(c), str))
    )
    return MonthRow(block, row.number, types, places, cells, beside)


def _label(page: SourcePage, row: int, column: int) -> str:
    """Return what a row is called in a column; cells merged downwards share a name, those merged sideways are of their first column."""
    anchor = page.anchor(row, column)
    if anchor is not None and anchor[1] != column:
        return ""
    return tidy(heading_text(page.shown(row, column)))


def _cell(page: SourcePage, row: SourceRow, column: int) -> MonthCell:
    if page.anchor(row.number, column) is not None:
        return MonthCell(NoCount.UNREAD, column, None, "is hidden under merged cells")
    if page.is_uncomputed(row, column):
        return MonthCell(NoCount.UNREAD, column, None, "has a formula that nobody has computed yet")
    if not page.name and column > len(row.cells):
        return MonthCell(NoCount.UNREAD, column, None, "is not there, for the line is cut short")
    value = row.at(column)
    return MonthCell(count_in(value), column, value)


def _agreed(one: MonthCell, other: MonthCell) -> MonthCell:
    """Return what two columns of one month say together."""
    if NoCount.BLANK in (one.found, other.found):
        return other if one.found is NoCount.BLANK else one
    if one.found == other.found:
        return one
    return MonthCell(
        NoCount.UNREAD, other.column, other.held, "says another figure than the other column of its month"
    )


def _is_another_heading(block: MonthBlock, row: SourceRow, filled: Sequence[int]) -> bool:
    """Return whether a line heads something else: words where the months are, and no figure."""
    there = [row.at(column) for column in filled if column in block.months]
    words = [value for value in there if isinstance(value, str) and count_in(value) is NoCount.UNREAD]
    labelled = any(column in block.labels.columns for column in filled)
    return (
        len(there) > 0
        and labelled  # else it is the units of the months: Number, Number
        and len(words) == len(there)
        and all(re.search(r"[^\W\d_]{2}", text) and text[:1] != "#" for text in words)
    )


def _is_note(block: MonthBlock, row: SourceRow, line: MonthRow, below: bool) -> bool:
    """Return whether a line without any figure is a note, or the heading of some rows, and no row."""
    texts = [row.at(c) for c in row.filled if block.holds(c)]
    if len(texts) != 1:
        return not texts
    text = str(texts[0])
    if (
        len(block.labels.measures) + len(block.labels.places) > 1
        or _NOTE.match(tidy(text))
        or len(text) > _LONG
    ):
        return True
    return below and (text.rstrip().endswith(".") or ":" in text)
