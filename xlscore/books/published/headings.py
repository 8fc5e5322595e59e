"""The table of published figures."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind

__all__ = ["PUBLISHED"]

PUBLISHED: Final = TableKind(
    "table of published figures",
    "Published",
    (
        Column("measure", "Measure", ("offence", "offence group", "crime type", "indicator")),
        Column("publisher", "Publisher", ("published by", "publication")),
        Column("release", "Release", ("released", "release date", "edition")),
        Column("period", "Period", ("months covered", "period covered")),
        Column("value", "Value", ("figure", "published figure", "published value"), number_format="#,##0"),
    ),
    needs=("measure", "publisher", "release", "value"),
    rows="measure",
    keys=("measure", "publisher", "release", "period"),
    no_totals=frozenset(
        {"all crime", "all crimes", "total", "total crime", "all recorded crime", "total recorded crime"}
    ),
)
"""A row for each figure of a release: of the own force, over a period."""
