"""The Board's grades of the cycles that are over, from the history of grades."""

from __future__ import annotations

from xlscore.books.grades.headings import GRID, HISTORY
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.vocabulary import column_key
from xlscore.rules.grades import Grade, Scale
from xlscore.rules.words import key, name_key

__all__ = ["read_past"]


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
