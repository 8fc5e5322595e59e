"""The further columns of the table of redline measures."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import BETTER, Column, TableKind, worded

__all__ = ["CATEGORIES", "REDLINE_FIGURES", "REDLINE_SERIES"]

_LAST: Final = "previous/last/prior/last boards/previous boards"

REDLINE_FIGURES: Final = (
    Column(
        "gap", "Gap",
        ("gap to minimum", "gap to standard", "gap to target", "gap in points", "difference from minimum", "distance to minimum"),
        computed=True, formulas=("=cells-cells",),
    ),
    Column("previous_value", "Previous value", (*worded(_LAST, "value/figure/actual/performance"), "value at last board", "last time", "previous")),
    Column(
        "previous_data_to", "Previous data to",
        (*worded(_LAST, "data to/data month/data date/period to/data as at"), "previous month", "last data"),
    ),
    Column("count", "Count", ("number", "actual count", "count this year")),
    Column("previous_count", "Previous count", ("count last year", "previous number", "last years count", "number last year")),
    Column(
        "change", "Change",
        ("change on last year", "change on the year", "year on year change", "change in number", "number change", "count change"),
    ),
    Column("change_percent", "Change %", ("% change", "percentage change", "change in %", "change per cent", "percent change")),
    Column("said", "In words", ("redline in words", "sentence", "redline sentence"), computed=True),
)  # fmt: skip
"""Own minus minimum; the same figure at the last board; the count behind it and its change; what is to be said of the redline."""

REDLINE_SERIES: Final = TableKind(
    "table of redline series",
    "Redline series",
    (
        Column("area", "Area", ("areas", "business area", "priority area", "area of business", "performance area", "priority")),
        Column("measure", "Redline measure", ("measure", "redline", "minimum standard", "indicator", "redline measures", "measures")),
        Column("unit", "Unit", ("unit of measurement", "measured in", "units")),
        Column("introduced", "Introduced", ("introduced in", "redline since", "introduced on", "date introduced")),
    ),
    needs=("area", "measure"),
    rows="measure",
    keys=("area", "measure"),
    also="a column per month",
)  # fmt: skip
"""A row per redline measure; a column per month, in any order, by the date that its heading says."""

CATEGORIES: Final = TableKind(
    "table of a composite's categories",
    "Measures",
    (
        Column("parent", "Parent", ("composite", "composite redline", "composite measure", "parent measure", "parent redline", "redline", "redline measure")),
        Column("kind", "Kind", ("purpose", "type", "volume or solved")),
        Column("measure", "Measure", ("category", "offence category", "crime category", "crime type", "offence", "measures", "categories")),
        Column("own", "Own", ("own value", "own figure", "value", "actual", "force", "own rate")),
        Column("group", "MSG", ("msg average", "msg value", "msg rate", "msg mean", "average of the msg", "benchmark")),
        BETTER,
        Column("trend", "Trend", ("direction of travel", "dot", "trend direction", "own trend")),
    ),
    needs=("parent", "measure", "own", "group"),
    rows="measure",
    keys=("parent", "kind", "measure"),
)  # fmt: skip
"""A row per category of a composite redline, such as the offences of High Harm, against the group's average."""
