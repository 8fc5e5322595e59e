"""Which cycle a workbook is at, and where it says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlscore.books.grades.headings import CYCLE_LABELS
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Block
from xlscore.books.tables.labels import find_cycle_in_text, find_label
from xlscore.books.tables.table import shown
from xlscore.rules.words import tidy

__all__ = ["Cycle", "plan_cycle", "read_cycle"]


@dataclass(frozen=True, slots=True)
class Cycle:
    """The cycle's name, "" where the sheet does not say it; the cell, and whether other words share it."""

    name: str
    sheet: str = ""
    row: int = 0
    column: int = 0
    text: str = ""


def read_cycle(blocks: Iterable[Block]) -> Cycle:
    """Return the cycle that the sheets name: beside a label "Cycle", else in a title."""
    blocks = list(blocks)
    label = find_label(blocks, CYCLE_LABELS, blank=True)
    if label is not None:
        block = next(b for b in blocks if b.sheet == label.sheet)
        return Cycle(
            label.text, label.sheet, label.row, label.column, shown(block.at(label.row, label.column))
        )
    for block in blocks:
        for row in block.numbers[:6]:
            for column in block.filled(row):
                text = shown(block.at(row, column))
                name = find_cycle_in_text([Block(block.sheet, 1, 1, ((text,),))])
                if name is not None and tidy(text).casefold() != name.casefold():
                    return Cycle(name, block.sheet, row, column, text)
    return Cycle("")


def plan_cycle(cycle: Cycle, new_name: str, planner: Planner) -> None:
    """Plan the new cycle's name where the old one stands; other words in the cell stay."""
    if not cycle.sheet:
        return
    start = cycle.text.casefold().find(cycle.name.casefold()) if cycle.name else -1
    text = new_name
    if start >= 0:
        text = cycle.text[:start] + new_name + cycle.text[start + len(cycle.name) :]
    planner.enter(cycle.sheet, cycle.row, cycle.column, text)
