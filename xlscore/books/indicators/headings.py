"""The table of indicators: what an officer keeps, and what is written beside it."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import BETTER, Column, TableKind, worded

__all__ = ["INDICATORS"]

_TRAVEL: Final = tuple(
    f'=CHOOSE(MATCH(CONTROL_LEVEL(cells,spc_limits,spc_run,spc_screen),{{"Increasing","Controlled","Decreasing"}},0),{words})'
    for words in ('"Improving","Stable","Deteriorating"', '"Deteriorating","Stable","Improving"', '"Rising","Stable","Falling"')
)  # fmt: skip
"""By which way is better: whoever changes that finds the formula of the other way ours."""
_GAP: Final = "MSG_GAP(force,cells,cells,msg_average)"
_DIFFERENCE: Final = (
    "=YOY(cells,cells)",
    "=cells/(cells-cells)",
    f"={_GAP}/(cells-{_GAP})",
    f"={_GAP}/(INDEX(cells,MATCH(force,cells,number))-{_GAP})",
)
_PERCENT: Final = "+0.0%;-0.0%;0.0%"

INDICATORS: Final = TableKind(
    "table of indicators",
    "Indicators",
    (
        Column("priority", "Priority", ("plan priority", "priority no", "priority number", "police and crime plan priority")),
        Column("indicator", "Indicator", ("indicators", "performance indicator", "pcp indicator", "plan indicator")),
        BETTER,
        Column("shoots", "Green shoots", ("green shoot", "green shoots in words", "early signs")),
        Column("value", "Value", ("latest value", "last month", "latest month"), computed=True, formulas=("=SUM(cells)",), number_format="#,##0.###"),
        Column("travel", "Direction of travel", ("travel", "direction of travel in words"), computed=True, formulas=_TRAVEL),
        Column("difference", "% difference to the MSG", worded("%/percentage", "difference to/difference from", "msg/the msg/msg average"), computed=True, formulas=_DIFFERENCE, number_format=_PERCENT),
        Column("found", "Green shoots found", ("green shoots seen",), computed=True),
        Column("picture", "Picture of the priority", ("priority picture",), computed=True),
        Column("words", "In words", ("comment in words",), computed=True),
    ),
    needs=("priority", "indicator"),
    rows="indicator",
    keys=("priority", "indicator"),
)  # fmt: skip
"""A row per indicator of a priority, with its months beside it or in the workbook's monthly counts or series."""
