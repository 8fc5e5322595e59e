"""The table Paper: a row per field of the front sheet and per standing section, with its text."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind

__all__ = ["PAPER"]

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
