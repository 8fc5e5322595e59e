"""Which cycle a workbook is at and where it says so, and the Board's grades of the cycles that are over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlscore.books.grades.headings import CYCLE_LABELS, GRID, HISTORY
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Block, Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.labels import find_cycle_in_text, find_label
from xlscore.books.tables.table import shown
from xlscore.books.tables.vocabulary import column_key
from xlscore.rules.grades import Grade, Scale
from xlscore.rules.words import key, name_key, tidy

__all__ = ["Cycle", "plan_cycle", "read_cycle", "read_past"]


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
        for row in list(block.numbers)[:6]:
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


def read_past(reading: Reading, scale: Scale) -> dict[str, tuple[Grade | None, ...]]:
    """Return each area's agreed final grades by the area's name as names are compared, oldest cycle first.

    A cycle in which nobody agreed a grade, or whose grade cannot be read, ends what is known: the grades before it are left out.
    """
    history = find_one(reading.blocks, HISTORY)
    if history is None:
        return {}
    final, cycles = column_key(GRID.heading("final")), dict[str, None]()
    found: dict[tuple[str, str], Grade | None] = {}
    for row in history.records:
        cycle, mark = key(history.text(row, "cycle")), name_key(history.text(row, "area"))
        cycles[cycle] = None
        grade, readable = Reader().grade(history, row, history.columns["grade"], scale)
        if readable and column_key(history.text(row, "column")) == final:
            found[mark, cycle] = grade
    past: dict[str, tuple[Grade | None, ...]] = {}
    for mark in {mark for mark, _ in found}:
        known: list[Grade | None] = []
        for cycle in cycles:
            known = [*known, found[mark, cycle]] if (mark, cycle) in found else []
        past[mark] = tuple(known)
    return past
