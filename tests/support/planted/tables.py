"""The table of a kind that a test plants."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind

SURVEYS: Final = TableKind(
    "table of surveys",
    "Surveys",
    (
        Column("question", "Question"),
        Column("satisfied", "Satisfied", ("content",)),
        Column("asked", "People asked"),
        Column("share", "Share satisfied", computed=True, number_format="0.0%"),
    ),
    needs=("question", "satisfied", "asked"),
    rows="question",
)
