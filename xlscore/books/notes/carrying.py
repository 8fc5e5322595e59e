"""The notes carried beside every measure that they touch, in every table that quotes measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import xlwings as xw

from xlscore.books.notes.beside import plan_caveats, read_caveats
from xlscore.books.notes.inputs import read_notes, require_notes
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.kind import KINDS, Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.quoted import QuotedRows
from xlscore.books.tables.cells import Reader
from xlscore.rules.notes import MeasureNote, caveat, is_named, is_of, stands
from xlscore.rules.problems import Problem

__all__ = ["Beside", "CarriedNotes", "NoteShown", "carry_notes", "plan_notes"]


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note as it is said, and the cells of the measures beside which it stands; none: it has left their periods."""

    note: MeasureNote
    beside: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        note = self.note
        return {
            "measure": note.measure,
            "place": note.place,
            "date": "" if note.span is None else note.span.words,
            "kind": None if note.kind is None else note.kind.value,
            "caveat": caveat(note),
            "beside": list(self.beside),
        }


@dataclass(frozen=True, slots=True)
class Beside:
    """A row that carries caveats: where it stands, its measure, and what has to be said beside it."""

    sheet: str
    cell: str
    measure: str
    caveats: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "measure": self.measure,
            "caveats": list(self.caveats),
        }


@dataclass(frozen=True)
class CarriedNotes:
    """What carrying the notes came to."""

    notes: tuple[NoteShown, ...]
    rows: tuple[Beside, ...]
    """The rows that carry a caveat, a note's or one that a person typed."""
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "notes": [note.as_dict() for note in self.notes],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def carry_notes(book: xw.Book, sheet: str | None = None) -> CarriedNotes:
    """Return what a workbook's notes came to, having written them beside every measure that they touch."""
    return carry_out(book, "notes", lambda planner: plan_notes(planner, Asked(sheet=sheet)))


def plan_notes(planner: Planner, asked: Asked) -> CarriedNotes:
    """Return what the notes came to, having planned the caveats of every table that quotes measures."""
    reader = Reader()
    planner.reading.refuse_unknown(asked.sheet)
    require_notes(planner.reading, asked.sheet)
    notes = read_notes(planner.reading, reader, asked.sheet)
    tables = _quoting(planner, replace(asked, sheet=None))
    for table in tables:
        plan_caveats(planner, table)
    shown = tuple(_shown(note, tables, reader) for note in notes)
    rows = [
        Beside(t.table.sheet, _cell(t, row), t.rows[row].names[0], caveats)
        for t in tables
        for row, caveats in read_caveats(planner, t).items()
        if caveats
    ]
    return CarriedNotes(shown, tuple(rows), tuple(reader.problems))


def _quoting(planner: Planner, asked: Asked) -> list[QuotedRows]:
    """Return the tables whose rows quote measures, of every kind of work that the workbook has tables for."""
    return [
        table
        for kind in KINDS.values()
        if kind.quotes is not None and kind.applies(planner.reading, asked)
        for table in kind.quotes(planner)
    ]


def _cell(quoted: QuotedRows, row: int) -> str:
    table = quoted.table
    return table.cell(row, "measure") or table.cell(row, "objective") or table.cell(row, "area")


def _shown(note: MeasureNote, tables: Sequence[QuotedRows], reader: Reader) -> NoteShown:
    """Return a note with the measures beside which it stands; one that no table knows is a problem."""
    named = [(t, row) for t in tables for row, quoted in t.rows.items() if is_named(note, quoted)]
    there = [(t, row) for t, row in named if is_of(note, t.rows[row])]
    if note.measure and not named:
        reader.at(
            note.source.sheet, note.source.cell,
            f"'{note.measure}' is no measure of a table in this workbook, so the note stands beside none.",
            "Call it as its table does, or write All measures.",
        )  # fmt: skip
    elif named and not there:
        reader.at(
            note.source.sheet, note.source.cell,
            f"'{note.place}' is no place for which a table has '{note.measure}', so the note stands beside none.",
            "Call the place as its table does, or leave it blank for every place.",
        )  # fmt: skip
    beside = [f"{t.table.sheet}!{_cell(t, row)}" for t, row in there if stands(note, t.rows[row])]
    return NoteShown(note, tuple(beside))
