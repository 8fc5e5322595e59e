"""The table of conditions."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind, worded

__all__ = ["CONDITIONS"]

CONDITIONS: Final = TableKind(
    "table of conditions",
    "Conditions",
    (
        Column("cycle", "Cycle", ("set in", "set at", "set in cycle", "cycle set", "board", "performance board", "set by")),
        Column("area", "Area", ("areas", "business area", "priority area", "area of business", "priority")),
        Column("if", "If", ("condition", "conditions", "if condition", "condition set", "if figures", "provided that", "test")),
        Column(
            "then", "Then",
            ("then grade", "grade then", "resulting grade", *worded("grade/then grade", "if", "fulfilled/met"), "becomes", "consequence"),
        ),
        Column("fulfilled", "Fulfilled", ("condition fulfilled", "condition met", "is fulfilled", "fulfilled?"), computed=True),
        Column("says", "What the figures say", ("figures", "evidence from the figures", "what figures say"), computed=True),
        Column(
            "reason", "Reason",
            ("rationale", "reason not applied", "why not applied", "reason if not applied", "boards rationale", "board rationale", "boards reason"),
        ),
    ),
    needs=("area", "if", "then"),
    rows="area",
    keys=("cycle", "area", "if"),
)  # fmt: skip
"""A row per condition: `Cycle` is the Board that set it."""
