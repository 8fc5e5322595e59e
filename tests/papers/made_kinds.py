"""A paper of each real kind as our samples make it, before and after their workbook has moved; it is cut to a size for many runs, its words are as they are."""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import cache
from typing import Any

from tests.papers.made_paper import png
from xlscore.books.tables.named import read_workbook
from xlscore.engine import open_book
from xlscore.papers.kind import PaperAsked
from xlscore.papers.kinds import paper_kind
from xlscore.papers.model import Block, Bullets, PaperPicture, PaperTable, Section, WholePaper
from xlscore.resources import folder

__all__ = ["NEXT", "SAMPLES", "paper_of"]

SAMPLES = {
    "board": ("balanced-scorecard-essex", ("Grid", "Areas")),
    "msg": ("balanced-scorecard-essex", ("MSG",)),
    "monthly": ("monthly-performance-london", ("Series",)),
    "panel": ("threat-impact-leicestershire", ("Scorecard", "Breakdown")),
    "quarterly": ("threat-impact-leicestershire", ("Scorecard", "Breakdown")),
}
"""The sample of each kind, and its sheets that move."""
_GRADES = ("Outstanding", "Good", "Requires Improvement", "Inadequate")
_ROWS = 5
_SECTIONS = 3
"""Of so many sections one stays, beside those with tables and pictures: sentences are alike."""


def _moved(value: Any, number: int) -> Any:
    """Return what a cell says a month later: a third of the figures and a quarter of the grades are others."""
    if value in _GRADES:
        return _GRADES[(_GRADES.index(value) + 1) % 4] if number % 4 == 0 else value
    if isinstance(value, str) and value.startswith("Cycle "):
        return f"Cycle {int(value[6:]) + 1}" if value[6:].isdigit() else value
    if isinstance(value, bool) or not isinstance(value, int | float) or number % 3:
        return value
    return round(value * 1.2) + 1 if isinstance(value, int) or value > 1 else round(value * 0.9, 3)


@cache
def _composed(kind: str, *, moved: bool) -> WholePaper:
    sample, sheets = SAMPLES[kind]
    with open_book(folder("workbooks") / f"sample-{sample}.xlsx") as book:
        for name in sheets if moved else ():
            used = book.sheets[name].used_range
            for row in range(used.row, used.row + used.shape[0]):
                for column in range(used.column, used.column + used.shape[1]):
                    cell = book.sheets[name].range((row, column))
                    if not str(cell.formula).startswith("="):
                        now = _moved(cell.value, row + column)
                        if now != cell.value:
                            cell.value = now
        composer = paper_kind(kind)
        assert composer is not None
        return composer.compose(read_workbook(book), PaperAsked()).paper


def _cut(block: Block, first: int, columns: int | None) -> Block:
    match block:
        case PaperTable():
            chosen = block.columns[:columns] if len(block.columns) > 3 else block.columns
            rows = block.rows[first : first + _ROWS] or block.rows[:1]
            kept = tuple(replace(row, cells=row.cells[: len(chosen)]) for row in rows)
            return replace(block, columns=chosen, rows=kept, landscape=False)
        case Bullets():
            return replace(block, items=block.items[first : first + _ROWS] or block.items[:1])
        case PaperPicture():
            told = zlib.crc32(block.alternative.encode())
            return replace(block, dots=png(told % 256), svg=b"<svg/>%d" % told)
        case _:
            return block


def _stays(section: Section) -> bool:
    shown = any(isinstance(block, PaperTable | PaperPicture) for block in section.blocks)
    return shown or zlib.crc32(section.key.encode()) % _SECTIONS == 0


@cache
def paper_of(kind: str, then: str = "first") -> WholePaper:
    """Return the paper of a kind as it is first written, or as its workbook says later, in one of the ways of `NEXT`."""
    moved, first, columns = NEXT[then]
    whole = _composed(kind, moved=moved)
    return replace(
        whole,
        sections=tuple(
            replace(section, blocks=tuple(_cut(block, first, columns) for block in section.blocks))
            for section in whole.sections
            if _stays(section)
        ),
    )


NEXT: dict[str, tuple[bool, int, int | None]] = {
    "first": (False, 0, None),
    "figures": (True, 0, None),
    "rows": (True, 2, None),
    "columns": (True, 0, -1),
}
"""Whether the figures have moved, from which row on tables and lists stand, and up to which column."""
