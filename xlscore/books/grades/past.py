"""The Board's grades of the cycles that are over, from the history of grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xlscore.books.grades.changes import ChangesTable
from xlscore.books.grades.grid.reading import CommandGrid
from xlscore.books.grades.headings import GRID, HISTORY
from xlscore.books.plan.words import counted
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade, Scale
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, name_key

__all__ = ["PENDING_FINAL", "pending_problem", "read_agreed", "read_past", "report_pending"]

PENDING_FINAL: Final = f"{GRID.heading('final')}, not yet agreed"
"""What the history calls a final grade that was still the suggestion, so that nobody who filters it counts one as the Board's."""


def read_past(reading: Reading, scale: Scale) -> dict[str, tuple[Grade | None, ...]]:
    """Return each area's agreed final grades by the area's name as names are compared, oldest cycle first.

    A cycle in which nobody agreed a grade, or whose grade cannot be read, ends what is known: the grades before it are left out.
    """
    cycles, found = read_agreed(reading, scale)
    past: dict[str, tuple[Grade | None, ...]] = {}
    for mark in {mark for mark, _ in found}:
        known: list[Grade | None] = []
        for cycle in cycles:
            known = [*known, found[mark, key(cycle)]] if (mark, key(cycle)) in found else []
        past[mark] = tuple(known)
    return past


def read_agreed(
    reading: Reading, scale: Scale
) -> tuple[tuple[str, ...], dict[tuple[str, str], Grade | None]]:
    """Return the cycles that are over, oldest first, and each area's agreed final grade in them, by the names as they are compared."""
    history = find_one(reading.blocks, HISTORY)
    if history is None:
        return (), {}
    final, cycles = column_key(GRID.heading("final")), dict[str, str]()
    found: dict[tuple[str, str], Grade | None] = {}
    for row in history.records:
        cycle, mark = history.text(row, "cycle"), name_key(history.text(row, "area"))
        cycles.setdefault(key(cycle), cycle)
        grade, readable = Reader().grade(history, row, history.columns["grade"], scale)
        if readable and column_key(history.text(row, "column")) == final:
            found[mark, key(cycle)] = grade
    return tuple(cycles.values()), found


def pending_problem(grid: CommandGrid, cycle: str, areas: Sequence[str]) -> Problem:
    """Return as one problem the areas whose final grade nobody had agreed when a cycle ended."""
    marks = {name_key(area) for area in areas}
    first = next((row.row for row in grid.areas if name_key(row.area) in marks), grid.table.header)
    column = grid.table.columns.get("final", grid.table.columns["area"])
    names = ", ".join(f"'{area}'" for area in areas)
    return Problem(
        grid.table.sheet,
        cell_address(first, column),
        f"{counted(len(areas), 'final grade')} of {cycle} not agreed by anybody when it was rolled: {names}."
        f" What was suggested is kept in the {HISTORY.sheet} as {PENDING_FINAL}, and stands as last cycle's grade.",
        f"Correct last cycle's grade where the Board decided otherwise; where it agreed, write {GRID.heading('final')} in the"
        f" {HISTORY.sheet} instead. Next time agree the grades before rolling.",
    )


def report_pending(
    reading: Reading,
    grid: CommandGrid,
    changes: ChangesTable | None,
    cycle: str,
    scale: Scale,
    reader: Reader,
) -> None:
    """Report the areas whose grade of last cycle nobody agreed, as long as that stands as last cycle's grade.

    Last cycle is the one that was rolled to this one, by the history; where the workbook does not say at which it is, the
    last of the history.
    """
    history = find_one(reading.blocks, HISTORY)
    if history is None or not history.records:
        return
    last = key(cycle or history.text(history.records[-1], "next_cycle"))
    pending = [
        row
        for row in history.records
        if key(history.text(row, "next_cycle")) == last
        and key(history.text(row, "column")) == key(PENDING_FINAL)
    ]
    corrected = _last_cycles(grid, changes)
    stands = {
        name_key(history.text(row, "area"))
        for row in pending
        if not _is_other(history, row, corrected.get(name_key(history.text(row, "area"))), scale)
    }
    areas = [row.area for row in grid.areas if name_key(row.area) in stands]
    if areas:
        reader.add(pending_problem(grid, history.text(pending[0], "cycle"), areas))


def _last_cycles(grid: CommandGrid, changes: ChangesTable | None) -> Mapping[str, TypedGrade]:
    own = {name_key(row.area): row.previous for row in grid.areas if row.previous.is_entered}
    return {**({} if changes is None else changes.previous), **own}


def _is_other(history: Table, row: int, typed: TypedGrade | None, scale: Scale) -> bool:
    """Return whether somebody has typed another grade as last cycle's than what was suggested."""
    kept, readable = Reader().grade(history, row, history.columns["grade"], scale)
    return typed is not None and typed.is_entered and typed.is_readable and readable and typed.grade != kept
