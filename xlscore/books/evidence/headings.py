"""The table of evidence: a row per area, command and kind of evidence, cycle by cycle."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind

__all__ = ["EVIDENCE", "GOOD_PRACTICE", "PRACTICE_WORDS"]

PRACTICE_WORDS: Final = (
    "what works", "what worked", "what has worked", "what went well", "best practice", "notable practice", "effective practice",
    "good practice to share", "good practice examples", "examples of good practice", "practice to share",
)  # fmt: skip
"""What good practice is headed with besides its own name."""

EVIDENCE: Final = TableKind(
    "table of evidence",
    "Evidence",
    (
        Column("area", "Area", ("areas", "business area", "priority area", "area of business", "grading area", "performance area")),
        Column("command", "Command", ("commands", "command name", "department", "returned by", "from command")),
        Column("kind", "Kind", ("kind of evidence", "type of evidence", "evidence type", "type")),
        Column("text", "Text", ("evidence", "evidence text", "what it says"), computed=True),
        Column("cycle", "Cycle", ("grading cycle", "in cycle")),
    ),
    needs=("area", "command", "kind", "text"),
    force_rows=False,
    rows="area",
    keys=("area", "command", "kind", "cycle"),
)  # fmt: skip
"""Collating returns fills it; rows and words that a person typed stay. The rows of past cycles stay, by their cycle."""

GOOD_PRACTICE: Final = TableKind(
    "list of good practice",
    "Good practice",
    (EVIDENCE.column("area"), Column("text", "Good practice", PRACTICE_WORDS)),
    needs=("area", "text"),
    force_rows=False,
    rows="text",
    keys=("area", "text"),
)
"""A list of its own in a command's return: an area and what works there, as many rows as there are."""
