"""The table of published figures: what an officer keeps, and what is written beside it."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind, worded

__all__ = ["PUBLISHED"]

PUBLISHED: Final = TableKind(
    "table of published figures",
    "Published",
    (
        Column("measure", "Measure", ("measures", "offence", "offence group", "crime type", "indicator", "published measure")),
        Column("place", "Place", ("area", "force area", "police force area", "borough", "district", "unit"), goes_on=False),
        Column("publisher", "Publisher", ("published by", "publishing body", "who published it", "source of the figure")),
        Column("release", "Release", (*worded("release", "/date/name/of"), "released", "released on", "publication", "bulletin", "edition", "published on")),
        Column("period", "Period", ("period covered", "months covered", "period of the figure", "reporting period")),
        Column("value", "Value", ("published value", "published figure", "figure", "published", "count", "number"), number_format="#,##0"),
        Column("own", "Own figure", ("own value", "own", "our figure"), computed=True, formulas=("=SUM(cells)",), number_format="#,##0"),
        Column("difference", "Difference", ("difference to published",), computed=True, formulas=("=cells-cells",), number_format="+#,##0;-#,##0;0"),
        Column("percent", "% difference", ("difference %", "percentage difference"), computed=True, formulas=("=YOY(cells,cells)",), number_format="+0.0%;-0.0%;0.0%"),
        Column("explained", "Explained by", ("explanation", "reason for the difference"), computed=True),
    ),
    needs=("measure", "publisher", ("release", "period"), "value"),
    rows="measure",
    keys=("measure", "publisher", "release", "period", "place"),
    no_totals=frozenset({"all crime", "all crimes", "total", "total crime", "all recorded crime", "total recorded crime"}),
)  # fmt: skip
"""A row per published figure: of which months, in which release; a blank place is the force."""
