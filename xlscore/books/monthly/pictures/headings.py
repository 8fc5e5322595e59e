"""The table of the figures that the charts of the month draw, which only the product writes."""

from __future__ import annotations

from typing import Final

from xlscore.books.monthly.headings import COUNTS
from xlscore.books.tables.layout import Column, TableKind

__all__ = ["FAN_FIGURES"]


def _count(field: str, heading: str) -> Column:
    return Column(field, heading, computed=True, number_format="#,##0")


FAN_FIGURES: Final = TableKind(
    "figures of the projection charts",
    "Projection data",
    (
        Column("measure", "Measure"),
        Column("place", "Place"),
        Column("point", "Month of the year"),
        Column("month", "Month", computed=True, number_format="mmm yyyy"),
        _count("so_far", "So far, added up"),
        _count("last_year", "Last year, added up"),
        _count("total", "Projection to here"),
        _count("low", "Low to here"),
        _count("high", "High to here"),
        _count("spread", "High less low"),
        _count("target", "Target of the year"),
        Column("says", "What the chart says", computed=True),
    ),
    needs=("measure", "place", "point", "so_far", "last_year", "spread"),
    rows="measure",
    keys=("measure", "place", "point"),
    no_totals=COUNTS.no_totals,
    product_only=True,
)
"""Twelve rows per measure and place: its year added up month by month, last year, and the way to the projected end."""
