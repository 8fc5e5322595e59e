"""The table of quarterly counts and the staff survey: what an officer keeps, and what is written beside it."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import BETTER, Column, TableKind, worded

__all__ = ["QUARTERLY", "STAFF_SURVEY"]

_COUNT: Final = "+#,##0;-#,##0;0"
_PERCENT: Final = "+0.0%;-0.0%;0.0%"
_RATIO: Final = "0.00"
_THAN_QUARTER: Final = "quarter/last quarter/previous quarter/the quarter before/quarter before"
_THAN_YEAR: Final = "year/last year/previous year/same quarter last year/the year before/year before"


def _of_ratio(number: int) -> tuple[str, ...]:
    return (f"=INDEX(RATE_RATIO(cells,cells,cells,cells),1,{number})",)


QUARTERLY: Final = TableKind(
    "table of quarterly counts",
    "Quarterly counts",
    (
        Column("table", "Table", ("subject", "topic", "data set", "dataset", "return")),
        Column("row", "Row", ("category", "item", "counted", "what is counted")),
        Column("split", "Split", ("split by", "breakdown", "broken down by", "by"), goes_on=False),
        Column("population", "Population", ("people", "residents", "population count", "people in the population")),
        Column(
            "quarter_change", "Change on quarter", worded("change/difference", "on/from/against/since", _THAN_QUARTER),
            computed=True, formulas=("=cells-cells",), number_format=_COUNT,
        ),
        Column(
            "quarter_percent", "% on quarter", (*worded("%/% change/percentage change", "on/from/against/since", _THAN_QUARTER), "quarter %", "quarterly % change"),
            computed=True, formulas=("=YOY(cells,cells)",), number_format=_PERCENT,
        ),
        Column(
            "year_change", "Change on year", worded("change/difference", "on/from/against/since", _THAN_YEAR),
            computed=True, formulas=("=cells-cells",), number_format=_COUNT,
        ),
        Column(
            "year_percent", "% on year", (*worded("%/% change/percentage change", "on/from/against/since", _THAN_YEAR), "year %", "annual % change"),
            computed=True, formulas=("=YOY(cells,cells)",), number_format=_PERCENT,
        ),
        Column("share", "Share", ("share of split", "% of total", "share of total", "% share"), computed=True, formulas=("=cells/cells", "=cells/SUM(cells)"), number_format="0.0%"),
        Column("ratio", "Rate ratio", ("disproportionality", "disproportionality ratio", "ratio of rates"), computed=True, formulas=_of_ratio(1), number_format=_RATIO),
        Column("ratio_low", "Ratio low", ("rate ratio low", "ratio lower"), computed=True, formulas=_of_ratio(2), number_format=_RATIO),
        Column("ratio_high", "Ratio high", ("rate ratio high", "ratio upper"), computed=True, formulas=_of_ratio(3), number_format=_RATIO),
        Column("publish", "To publish", ("for publication", "published count"), computed=True, number_format="#,##0"),
        Column("words", "In words", ("comment in words",), computed=True),
    ),
    needs=("row", ("table", "split")),
    rows="row",
    keys=("table", "split", "row"),
    no_totals=frozenset({"total", "totals", "all", "grandtotal", "overall", "overalltotal"}),
)  # fmt: skip
"""A row per count, a column per quarter; *Split* says by what a table's rows part it, blank for the table's own figures."""

STAFF_SURVEY: Final = TableKind(
    "staff survey",
    "Staff survey",
    (
        Column("measure", "Measure", ("survey measure", "question", "theme", "statement")),
        Column("this", "This", ("this time", "this survey", "this year", "now", "current", "latest")),
        Column("last", "Last", ("last time", "last survey", "last year", "previous", "previous survey", "before")),
        Column("peers", "Peers mean", (*worded("peers/peer/other forces/forces/national", "mean/average"), "mean of other forces", "average of other forces")),
        Column("peers_n", "Peers n", ("number of forces", "forces", "no of forces", "n forces", "peers number", "number of peers")),
        BETTER,
        Column("rank", "Rank", ("position", "place among forces")),
        Column("change", "Change", ("change since last",), computed=True, formulas=("=cells-cells",), number_format="+0.0##;-0.0##;0.0"),
        Column("since", "Since last", ("since last survey", "compared with last"), computed=True),
        Column("to_peers", "To peers", ("difference to peers",), computed=True, formulas=("=cells-cells",), number_format="+0.0##;-0.0##;0.0"),
        Column("against", "Against peers", ("compared with peers",), computed=True),
    ),
    needs=("measure", "this", "peers"),
    rows="measure",
)  # fmt: skip
"""A row per measure of a staff survey: this time, last time, the mean of the other forces and how many they are."""
