"""Rows that quote measures: what the notes on a measure stand beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlscore.books.tables.table import Table
from xlscore.rules.notes import Quoted

__all__ = ["QuotedRows"]


@dataclass(frozen=True)
class QuotedRows:
    """A table whose rows quote measures, beside which the caveats of notes stand; and what each row quotes."""

    table: Table
    rows: Mapping[int, Quoted]
    has_caveats: bool = True
    """Whether caveats are written beside its rows; a table of months has them where its measures are reported."""
