"""The tables behind targets: the MSG averages of past periods, which an officer keeps, and the outcome rates, which are written."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import CAVEAT, Column, TableKind, worded

__all__ = ["MSG_AVERAGES", "OUTCOME_RATES"]

MSG_AVERAGES: Final = TableKind(
    "history of MSG averages",
    "MSG averages",
    (
        Column("measure", "Measure", ("measures", "indicator", "msg measure", "offence", "offence type", "crime type")),
        Column(
            "period_end", "Period end",
            ("period ending", "end of period", "period ends", "quarter end", "quarter ending", "year end", "year ending", "year", "financial year"),
        ),
        Column("own", "Own rate", ("own", "own value", "own figure", *worded("our/force/own", "rate/value/figure")), typed="figures"),
        Column(
            "average", "MSG average",
            (*worded("msg/group", "average/mean/avg/rate"), *worded("average/mean", "of", "/the", "msg/group")), typed="figures",
        ),
    ),
    needs=("measure", "period_end", "average"),
    rows="measure",
    keys=("measure", "period_end"),
)  # fmt: skip
"""A row per measure and period: the group's average, and the own figure in the same unit."""

_RATE: Final = "0.0%"
_COUNT: Final = "#,##0"

OUTCOME_RATES: Final = TableKind(
    "outcome rates of the year to date",
    "Outcome rates",
    (
        Column("measure", "Measure"),
        Column("place", "Place"),
        Column("outcomes", "Outcomes", computed=True, formulas=("=SUM(cells)",), number_format=_COUNT),
        Column("crimes", "Crimes", computed=True, formulas=("=SUM(cells)",), number_format=_COUNT),
        Column("this", "Rate to date", computed=True, formulas=("=cells/cells",), number_format=_RATE),
        Column(
            "last",
            "Last year same months",
            computed=True,
            formulas=("=SUM(cells)/SUM(cells)",),
            number_format=_RATE,
        ),
        Column(
            "points",
            "Change in points",
            computed=True,
            formulas=("=YOY_POINTS(cells,cells)",),
            number_format="+0.0%;-0.0%;0.0%",
        ),
        Column("unusual", "More than chance", computed=True),
        Column("target", "Target", computed=True, number_format=_RATE),
        Column(
            "rag",
            "RAG",
            computed=True,
            formulas=("=RAG(cells,cells,truth,rag_tolerance)", "=RAG(cells,cells,truth,rag_tolerance,cells)"),
        ),
        Column(
            "required",
            "Outcomes required",
            computed=True,
            formulas=("=OUTCOMES_NEEDED(cells,cells,cells)",),
            number_format=_COUNT,
        ),
        Column("total", "Projected rate", computed=True, number_format=_RATE),
        Column("low", "Low", computed=True, number_format=_RATE),
        Column("high", "High", computed=True, number_format=_RATE),
        Column("verdict", "Verdict", computed=True),
        Column("method", "Method", computed=True),
        Column("remark", "Remark", computed=True),
        CAVEAT,
    ),
    needs=("measure", "place", "outcomes", "crimes", "this", "required"),
    rows="measure",
    keys=("measure", "place"),
    no_totals=frozenset({"all crime outcome rate"}),
    product_only=True,
)
"""A row per outcome rate and place, from both counts; the change is in points."""
