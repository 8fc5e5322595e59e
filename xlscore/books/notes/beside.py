"""Caveats beside the measures that they touch: what each row carries, and its column *Caveat*."""

from __future__ import annotations

from collections.abc import Mapping

from xlscore.books.notes.inputs import read_notes
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.plan.quoted import QuotedRows
from xlscore.books.tables.cells import Reader
from xlscore.rules.notes import caveats_beside
from xlscore.rules.words import name_key

__all__ = ["Caveats", "plan_caveats", "read_caveats"]

Caveats = Mapping[int, tuple[str, ...]]
"""What has to be said beside the measure of each row, nothing for most."""


def read_caveats(planner: Planner, quoted: QuotedRows) -> Caveats:
    """Return what has to be said beside each row: the caveat that a person typed there, then what the notes say."""
    table, noted = quoted.table, _noted(planner, quoted)
    said = {}
    for row, notes in noted.items():
        theirs = planner.owner(table, row, "caveat") is Owner.PERSON
        typed = table.text(row, "caveat") if theirs else ""
        marks = name_key(typed)
        said[row] = (*((typed,) if typed else ()), *(note for note in notes if name_key(note) not in marks))
    return said


def plan_caveats(planner: Planner, quoted: QuotedRows) -> None:
    """Plan the column of caveats from the notes; where no note stands any more, what we wrote goes.

    A table whose records take several rows gains no column: what stands to its right would be a period.
    """
    if not quoted.has_caveats or (quoted.table.lines and "caveat" not in quoted.table.columns):
        return
    for row, notes in _noted(planner, quoted).items():
        planner.answer(quoted.table, row, "caveat", Answer(" ".join(notes) or None))


def _noted(planner: Planner, quoted: QuotedRows) -> Caveats:
    notes = read_notes(planner.reading, Reader())
    return {row: caveats_beside(notes, each) for row, each in quoted.rows.items()}
