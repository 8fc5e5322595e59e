"""The table of evidence: a row per area, command and kind of evidence, cycle by cycle."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind

__all__ = ["EVIDENCE"]

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
