"""What is said of a place that has to be looked at: what is the matter, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlscore.papers.merge.fates import MergeNote, Why

__all__ = ["ToldConflict", "told_of"]

_DO: Final = {
    Why.FIGURE: "Put what is right into the paper, or into the workbook.",
    Why.WORDS: "Take over what is right, or delete your sentence's control and write your own.",
    Why.SAID_NO_MORE: "Delete it, or keep it as your own.",
    Why.UNWRAPPED: "Check it by hand each time, or bring its control back (Undo in Word).",
    Why.LACKING: "Check the sentence.",
    Why.NEW_COLUMN: "Add a column with this heading to the table and refresh again.",
    Why.MERGED: "Check it by hand, or split the cells and refresh again.",
    Why.TRACKED: "Accept or reject the changes and refresh again.",
    Why.BOUND: "Remove the mapping in Word (Developer, XML Mapping Pane), or check it by hand.",
    Why.REPEATS: "Check its figures.",
    Why.NO_HEADINGS: "Give the table its row of headings back and refresh again.",
    Why.REPLACED: "Take the new picture, or keep yours.",
}
_LONGEST: Final = 200
_NAMED: Final = 50
"""So many letters of a place that has no title are what it is called by."""


@dataclass(frozen=True)
class ToldConflict:
    """What is the matter with a place of a paper, said from elsewhere, what to do, and both as they are said at the place itself."""

    what: str
    do: str
    here: str


def told_of(note: MergeNote, where: str) -> ToldConflict:
    """Return what is said of a place that is called so; at the place nobody has to be told where it is."""
    what, do = _what(note, where), _DO.get(note.why, "Check it.")
    return ToldConflict(f"{where}: {what}", do, f"{what[0].upper()}{what[1:]} {do}")


def _what(note: MergeNote, where: str) -> str:
    stands, new = _short(note.stands), _short(note.new)
    part = "" if note.part.startswith("xlscore:") else note.part
    there = f"{part}: " if part else ""
    if note.why is Why.FIGURE and new:
        return f"{there}the paper says {stands}, changed by hand, the workbook now {new}."
    said = {
        Why.FIGURE: f"{there}the paper says {stands}, of which the workbook says nothing any more.",
        Why.WORDS: f"the paper says {stands}, reworded by hand, the workbook now {new}.",
        Why.SAID_NO_MORE: f"{there}{_gone(note, where)}",
        Why.UNWRAPPED: f"{stands or 'this'} stands without its content control and is no longer refreshed.",
        Why.LACKING: f"the sentence {stands} no longer has a figure of which the workbook says {new or 'nothing any more'}.",
        Why.NEW_COLUMN: f"the table has no {part}, which the workbook now has.",
        Why.MERGED: f"{part} has merged cells and was left as it is.",
        Why.TRACKED: f"{part or 'this'} has tracked changes and was left as it is.",
        Why.BOUND: f"{stands or 'this'} stands in a control that Word fills from data kept in the file, and was left as it is.",
        Why.REPEATS: f"{part}, which has changed in the workbook.",
        Why.NO_HEADINGS: "the table has lost its row of headings and was left as it is.",
        Why.REPLACED: "a picture put there by hand stands in the place of ours, which is another one now.",
    }
    return said.get(note.why, "it was deleted.")


def _gone(note: MergeNote, where: str) -> str:
    """Return that the workbook says something no more, without its words where the place is called by them already."""
    if not note.stands or note.stands[:_NAMED] in f"{where} {note.part}":
        return "the workbook has this no more."
    return f"here stands {_short(note.stands)}, which the workbook says no more."


def _short(text: str) -> str:
    if not text:
        return ""
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
