"""The notes on measures as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.notes.headings import NOTES
from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.plan.words import counted

if TYPE_CHECKING:
    from xlscore.books.notes.carrying import CarriedNotes
    from xlscore.books.plan.planner import Planner
    from xlscore.books.tables.blocks import Reading

__all__ = ["MEASURE_NOTES"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.notes.inputs import find_notes

    return any(table.records for table in find_notes(reading, asked.sheet))


def _plan(planner: Planner, asked: Asked) -> CarriedNotes:
    from xlscore.books.notes.carrying import plan_notes

    return plan_notes(planner, asked)


def _sentences(result: CarriedNotes) -> list[str]:
    standing = sum(bool(each.beside) for each in result.notes)
    rows = sum(len(each.beside) for each in result.notes)
    return [f"{counted(len(result.notes), 'note')}: {standing} standing, beside {counted(rows, 'row')}."]


def _told(result: CarriedNotes) -> Told:
    from xlscore.rules.notes import caveat

    rows = [
        (each.note.measure, caveat(each.note), ", ".join(each.beside) or "none now") for each in result.notes
    ]
    return Told("Notes", ("Measure", "Caveat", "Stands beside"), tuple(rows), lines=tuple(_sentences(result)))


MEASURE_NOTES: Final = register(
    Kind(
        "notes",
        tables=(NOTES,),
        settings=(),
        help="Write the caveats of the notes beside every measure that they touch, until they leave its period.",
        applies=_applies,
        plan=_plan,
        sentences=_sentences,
        told=_told,
        button=ButtonText(
            "carry-notes",
            "Scorecards",
            "Carry notes",
            "ReviewNewComment",
            "Write the notes beside their measures",
            "Each note on the Notes sheet is written beside every measure, objective, redline and quadrant that it touches, from"
            " its date until it has left the period. A caveat that somebody typed stays.",
            "O",
        ),
        leads=False,
    )
)
"""Notes on measures: recording, counting rules, events, breaks and step changes."""
