"""The tables of the month: what an officer keeps, and what is written beside it."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import BETTER, Column, TableKind
from xlscore.sources.meanings import Means

__all__ = [
    "BACKTEST",
    "COUNTS",
    "DAYS",
    "MEASURES",
    "PLACES",
    "PROJECTION",
    "SOURCES",
    "TARGETS",
]

_MEASURE: Final = Column(
    "measure",
    "Measure",
    ("measures", "offence", "offence type", "offence group", "crime type", "crime group", "indicator", "kpi"),
)
_PLACE: Final = Column(
    "place",
    "Place",
    (
        "places", "area", "policing area", "unit", "policing unit", "lpu", "lpa", "bcu", "borough", "borough name", "district", "location",
        "local policing unit", "local policing area",
    ),
    goes_on=False,
)  # fmt: skip

_PURPOSE: Final = Column("purpose", "Purpose", ("type of measure", "measured by"), goes_on=False)

COUNTS: Final = TableKind(
    "table of monthly counts",
    "Series",
    (_MEASURE, _PURPOSE, _PLACE),
    needs=("measure", "place"),
    rows="measure",
    keys=("measure", "place"),
    no_totals=frozenset(
        {"all crime", "all crimes", "total", "total crime", "all recorded crime", "total recorded crime"}
    ),
)
"""A row per measure and place, a column per month in any order; a blank place is the force."""

DAYS: Final = TableKind(
    "table of daily counts",
    "Days",
    (
        Column("date", "Date", ("day", "recorded date", "date recorded", "reported date", "date reported"), goes_on=False),
        _MEASURE,
        _PLACE,
        Column("count", "Count", ("crimes", "number", "number of crimes", "counts"), typed="figures"),
    ),
    needs=("date", "measure", "count"),
    rows="measure",
    keys=("date", "measure", "place"),
    no_totals=COUNTS.no_totals,
)  # fmt: skip
"""A row per day, measure and place; a blank place is the force. A day without a row had none."""

MEASURES: Final = TableKind(
    "table of measures",
    "Measures",
    (
        _MEASURE,
        Column(
            "sources",
            "Source names",
            ("source name", "called in extracts", "extract names", "names in extracts"),
        ),
        Column("unit", "Unit", ("unit of measurement", "units")),
        BETTER,
        _PURPOSE,
        Column("plan_area", "Plan area", ("plan priority", "in the plan", "police and crime plan")),
        Column("priority", "Priority", ("objective", "plan objective")),
        Column("parent", "Parent", ("part of", "parent measure", "belongs to", "rolls up to")),
        Column("chart", "Chart", ("chart values", "charted as")),
        Column(
            "projected_by",
            "Projected by",
            ("projection method", "year end projected by", "year-end method"),
            words=("Level", "Share"),
        ),
        Column("source", "Source", ("data source",)),
        Column("board", "Monitored by", ("board", "monitoring board")),
    ),
    needs=("measure", "better", ("sources", "plan_area", "chart", "priority", "parent")),
    rows="measure",
    no_totals=COUNTS.no_totals,
)
"""A row per measure: which way is better, and in the crime tree what it is a part of."""

PLACES: Final = TableKind(
    "table of places",
    "Places",
    (
        _PLACE,
        Column("parent", "Parent", ("part of", "parent place", "belongs to", "rolls up to")),
        Column("kind", "Kind", ("kind of place", "level", "tier")),
        Column("codes", "Codes", ("code", "lsoa codes", "codes and names")),
    ),
    needs=("place", "parent"),
    rows="place",
    keys=("place",),
)
"""A row per place: what it is a part of. A place that others are part of is their sum."""

SOURCES: Final = TableKind(
    "table of sources",
    "Sources",
    (
        Column("source", "Source", ("source file", "file", "file name", "source name")),
        Column("column", "Column", ("column heading", "column in the file", "heading in the file")),
        Column("means", "Means", ("meaning",), words=tuple(Means)),
        Column("value", "Value", ("values", "value to keep", "condition")),
        Column("form", "Format", ("date format", "order", "date order")),
        Column("release", "Release", ("released", "release date")),
    ),
    needs=("source", "column", "means"),
    rows="source",
    keys=("source", "column", "means", "value"),
    force_rows=False,
)
"""A row per column of an outside file: what it means there."""

_CHANGE_OR_COUNT: Final = "[>1]#,##0;[<0]-0.0%;0.0%"
"""A change and a rate are in per cent, a count is none."""

TARGETS: Final = TableKind(
    "table of targets",
    "Targets",
    (
        _MEASURE,
        _PURPOSE,
        _PLACE,
        Column("year", "Year", ("target year", "financial year", "for year")),
        Column("kind", "Kind", ("kind of target", "target kind", "target type")),
        Column("floor", "Floor", ("least",)),
        Column("agreed", "Agreed target", ("target", "target agreed", "agreed"), typed="figures"),
        Column("stretch", "Stretch", ("stretch target",)),
        Column("body", "Body", ("set by", "agreed by")),
        Column("suggested", "Suggested target", ("target suggested", "suggestion"), computed=True, number_format=_CHANGE_OR_COUNT),
        Column("basis", "Suggested because", ("basis", "basis of the suggestion"), computed=True),
        Column("milestones", "Milestones", ("milestone", "milestones per year"), computed=True),
        Column("monitoring", "Monitoring flag", ("inspectorate monitoring", "monitoring", "hmic flag", "hmicfrs flag"), computed=True),
        Column("course", "Course", ("on course", "course so far"), computed=True),
    ),
    needs=("measure", "year", "agreed"),
    rows="measure",
    keys=("measure", "purpose", "place", "year"),
    no_totals=COUNTS.no_totals,
)  # fmt: skip
"""A row per measure, place and year. A Change is on the year before (-5%), a Level the year's total itself."""

_COUNT: Final = "#,##0"

PROJECTION: Final = TableKind(
    "projection to the year's end",
    "Projection",
    (
        Column("measure", "Measure"),
        Column("place", "Place"),
        Column("so_far", "So far", computed=True, number_format=_COUNT),
        Column("total", "Projection", computed=True, number_format=_COUNT),
        Column("low", "Low", computed=True, number_format=_COUNT),
        Column("high", "High", computed=True, number_format=_COUNT),
        Column("target", "Target", computed=True, number_format=_COUNT),
        Column("verdict", "Verdict", computed=True),
        Column("method", "Method", computed=True),
    ),
    needs=("measure", "place", "so_far", "total", "method"),
    rows="measure",
    keys=("measure", "place"),
    no_totals=COUNTS.no_totals,
    product_only=True,
)
"""A row per measure and place: where the year will end, with a range, and whether the target will be met."""

BACKTEST: Final = TableKind(
    "backtest of the projection",
    "Backtest",
    (
        Column("known", "Months known"),
        Column("error", "Mean error", computed=True, number_format="0.0%"),
        Column("level", "Error of the level", computed=True, number_format="0.0%"),
        Column("times_n", "Error of × 12/n", computed=True, number_format="0.0%"),
        Column("last_year", "Error of last year's rest", computed=True, number_format="0.0%"),
        Column("inside_80", "In the 80% range", computed=True, number_format="0%"),
        Column("inside_95", "In the 95% range", computed=True, number_format="0%"),
        Column("series", "Past years projected", computed=True, number_format=_COUNT),
        Column("method", "Projected by", computed=True),
    ),
    needs=("known", "error", "times_n"),
    rows="known",
    product_only=True,
)
"""How well the projection would have done in the workbook's own past years, after so many months."""
