"""The tables of the control charts: the limits that an officer keeps, and the summary that is written."""

from __future__ import annotations

from typing import Final

from xlscore.books.monthly.headings import COUNTS, MEASURES
from xlscore.books.tables.layout import CAVEAT, Column, TableKind

__all__ = ["CONTROL_LIMITS", "CONTROL_SUMMARY"]

_FIGURE: Final = "#,##0.0"
_DIFFERENCE: Final = "+#,##0;-#,##0;0"

CONTROL_LIMITS: Final = TableKind(
    "table of control limits",
    "Control limits",
    (
        MEASURES.column("measure"),
        COUNTS.column("place"),
        Column("baseline_from", "Baseline from", ("baseline begins", "limits from", "first baseline month")),
        Column("baseline_to", "Baseline to", ("baseline ends", "limits to", "last baseline month")),
        Column("lower", "Lower limit", ("lower control limit", "lower process limit", "lcl", "lpl"), typed="figures"),
        Column("mean", "Mean", ("centre line", "process mean"), typed="figures"),
        Column("upper", "Upper limit", ("upper control limit", "upper process limit", "ucl", "upl"), typed="figures"),
        Column("why", "Why", ("reason", "because", "reason for the limits")),
    ),
    needs=("measure", ("baseline_from", "lower"), ("baseline_to", "upper")),
    rows="measure",
    keys=("measure", "place"),
    no_totals=COUNTS.no_totals,
)  # fmt: skip
"""A row per measure and place whose chart has limits of its own: three figures, or the months that give them."""

CONTROL_SUMMARY: Final = TableKind(
    "control summary",
    "Control summary",
    (
        Column("measure", "Measure"),
        Column("place", "Place"),
        Column("level", "Limits"),
        Column("variation", "Variation", computed=True),
        Column("assurance", "Assurance", computed=True),
        Column("signal", "Signal", computed=True),
        Column("state", "State", computed=True),
        Column("last", "Last value", computed=True, number_format="#,##0"),
        Column("above", "Above expected", computed=True, number_format=_DIFFERENCE),
        Column("expected", "Expected", computed=True, number_format=_FIGURE),
        Column("lower", "Lower limit", computed=True, number_format=_FIGURE),
        Column("upper", "Upper limit", computed=True, number_format=_FIGURE),
        Column("chart", "Chart", computed=True),
        Column("says", "What it says", computed=True),
        Column("anew", "New limits suggested", computed=True),
        CAVEAT,
    ),
    needs=("measure", "place", "level", "variation", "state", "says"),
    rows="measure",
    keys=("measure", "place", "level"),
    no_totals=COUNTS.no_totals,
    product_only=True,
)
"""A row per measure, place and level: strict for all, sensitive for plan areas."""
