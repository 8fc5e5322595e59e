"""The table Paper: a row per field of the front sheet and per standing section, with its text; and the activity that a paper tells of."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind

__all__ = ["ACTIVITY", "PAPER"]

PAPER: Final = TableKind(
    "table of the paper",
    "Paper",
    (
        Column("field", "Field", ("paper field", "field of the paper", "section", "paper section", "heading"), own_names=True),
        Column("text", "Text", ("words", "wording", "standing text", "entry")),
        Column("paper", "Paper", ("for paper", "kind of paper", "papers", "which paper", "which papers")),
    ),
    needs=("field", "text"),
    rows="field",
    keys=("field", "paper"),
    prefilled=frozenset({"field", "paper"}),
)  # fmt: skip
"""A row per field; one that is for some kinds of paper only says which under Paper."""

ACTIVITY: Final = TableKind(
    "table of activity",
    "Activity",
    (
        Column("measure", "Measure", ("activity", "activities", "what was done", "action taken", "activity measure")),
        Column("about", "Objective", ("about", "objective or measure", "for", "priority", "msg measure", "deep dive")),
        Column("period", "Period", ("period covered", "month", "quarter", "when", "reporting period")),
        Column("count", "Count", ("number", "figure", "total", "how many")),
    ),
    needs=("measure", "period", "count"),
    rows="measure",
    keys=("measure", "about", "period"),
)  # fmt: skip
"""A row per figure of what was done, for the narrative of a paper; only on a sheet of that name, or under a heading Activity."""
