"""The table of satisfaction: what an officer keeps, and what is written beside it."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind, worded

__all__ = ["SATISFACTION", "SATISFACTION_FIGURES"]

_SHARE: Final = "0.0%"


def _of_rolling(number: int) -> tuple[str, ...]:
    return (f"=INDEX(ROLLING(cells,cells),1,{number})",)


SATISFACTION: Final = TableKind(
    "table of satisfaction",
    "Satisfaction",
    (
        Column(
            "group", "Group",
            (*worded("user/victim/survey/respondent/customer/service user/crime", "group/groups"), "groups", "victims of", "survey"),
        ),
        Column(
            "strand", "Strand",
            ("strands", "question", "aspect", "element", "stage", "stage of service", "part of service", "theme of question"),
            goes_on=False,
        ),
        Column(
            "figure", "Figure",
            ("figures", "counted", "what is counted", "kind of figure", "answer", "answers", "satisfied or asked"), goes_on=False,
        ),
        Column("target", "Target", ("satisfaction target", "target %", "% target")),
        Column(
            "rolling", "Rolling 12 months",
            (
                "rolling", "rolling 12 month", "rolling %", "rolling year", "rolling 12 months %", "rolling satisfaction", "rolling 12 month %",
                "12 months rolling", "12 month rolling", "rolling twelve months", "rolling 12 month satisfaction",
            ),
            computed=True, formulas=_of_rolling(1), number_format=_SHARE,
        ),
        Column("low", "Low", ("lower limit", "lower"), computed=True, formulas=_of_rolling(2), number_format=_SHARE),
        Column("high", "High", ("upper limit", "upper"), computed=True, formulas=_of_rolling(3), number_format=_SHARE),
        Column("rag", "RAG", ("status",), computed=True, formulas=("=RAG(cells,cells,truth,rag_tolerance)",)),
        Column("effect", "Effect of last month", ("effect of the last month",), computed=True, number_format="+0.0%;-0.0%;0.0%"),
        Column("assurance", "Assurance", ("target assurance",), computed=True),
        Column("under", "Strands under target", ("strands below target",), computed=True),
        Column("words", "In words", ("comment in words",), computed=True),
    ),
    needs=("group", ("strand", "figure", "rolling", "target")),
    rows="group",
    keys=("group", "strand", "figure"),
)  # fmt: skip
"""A row per group and strand, a blank strand for the group as a whole. The months' counts stand in two columns each (Satisfied and
Asked) or in two rows, which *Figure* tells apart."""

SATISFACTION_FIGURES: Final = TableKind(
    "figures of the satisfaction charts",
    "Satisfaction chart data",
    (
        Column("name", "Chart of"),
        Column("point", "In order"),
        Column("month", "Month", computed=True, number_format="mmm yyyy"),
        Column("share", "Satisfied in 12 months", computed=True, number_format=_SHARE),
        Column("range_low", "Low of the range", computed=True, number_format=_SHARE),
        Column("range_high", "High of the range", computed=True, number_format=_SHARE),
        Column("line", "Target of the group", computed=True, number_format=_SHARE),
        Column("says", "What the chart says", computed=True),
    ),
    needs=("name", "point", "share", "range_low", "range_high"),
    rows="name",
    keys=("name", "point"),
    product_only=True,
)
"""A row per chart and month: the rolling share as it stood then, with its range and the target of now."""
