"""The table of notes on measures."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind

__all__ = ["NOTES", "PLAIN_DATES", "PLAIN_WORDS"]

PLAIN_DATES: Final = ("date", "month")

PLAIN_WORDS: Final = ("comment", "comments", "remark", "remarks", "description", "explanation")
"""A list of actions has a measure, a date and comments, too: only with a kind of note, or a date from which it holds, are
these the words of a note."""

NOTES: Final = TableKind(
    "table of notes",
    "Notes",
    (
        Column(
            "date", "Date",
            (
                "from", "since", "from when", "effective from", "applies from", "from date", "date from", "start date",
                "start", "when", "with effect from", "month",
            ),
        ),
        Column(
            "measure", "Measure",
            (
                "measures", "on measure", "measure affected", "affected measure", "indicator", "performance indicator",
                "kpi", "key performance indicator", "redline measure", "strategic objective", "objective", "offence",
                "crime type",
            ),
        ),
        Column(
            "place", "Place",
            ("places", "where", "location", "unit", "force", "policing area", "policing unit", "area", "command"),
        ),
        Column("kind", "Kind", ("kind of note", "type of note", "kind of caveat", "type of caveat", "note type", "caveat type", "type")),
        Column(
            "words", "Words",
            ("note", "notes", "caveat", "caveats", "footnote", "wording", "words of the note", "note text", *PLAIN_WORDS),
        ),
    ),
    needs=("measure", "words", ("date", "kind")),
    rows="measure",
)  # fmt: skip
"""A row per note. Measure is a measure's name as its table has it, or an objective's or an area's; or All measures."""
