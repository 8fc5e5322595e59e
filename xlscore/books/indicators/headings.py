"""The table of indicators: what an officer keeps, and what is written beside it."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import BETTER, Column, TableKind, worded

__all__ = ["INDICATORS"]

_PERCENT: Final = "+0.0%;-0.0%;0.0%"

INDICATORS: Final = TableKind(
    "table of indicators",
    "Indicators",
    (
        Column("priority", "Priority", ("plan priority", "priority no", "priority number", "police and crime plan priority")),
        Column("indicator", "Indicator", ("indicators", "performance indicator", "pcp indicator", "plan indicator")),
        BETTER,
        Column("shoots", "Green shoots", ("green shoot", "green shoots in words", "early signs")),
        Column("value", "Value", ("latest value", "last month", "latest month"), computed=True, number_format="#,##0.###"),
        Column("travel", "Direction of travel", ("travel", "direction of travel in words"), computed=True),
        Column("difference", "% difference to the MSG", worded("%/percentage", "difference to/difference from", "msg/the msg/msg average"), computed=True, number_format=_PERCENT),
        Column("found", "Green shoots found", ("green shoots seen",), computed=True),
        Column("picture", "Picture of the priority", ("priority picture",), computed=True),
        Column("words", "In words", ("comment in words",), computed=True),
    ),
    needs=("priority", "indicator"),
    rows="indicator",
    keys=("priority", "indicator"),
)  # fmt: skip
"""A row per indicator of a priority, with its months beside it or in the workbook's monthly counts or series."""
