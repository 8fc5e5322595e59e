"""The tables of the dashboards, which only the product writes: Dashboard, Daily, PCC, Crime tree, and what their trends are drawn from."""

from __future__ import annotations

from typing import Final

from xlscore.books.monthly.headings import COUNTS
from xlscore.books.tables.layout import CAVEAT, Column, TableKind

__all__ = ["DAILY", "DASHBOARD", "PLAN_AREAS", "TREE", "TRENDS"]

_PERCENT: Final = "+0.0%;-0.0%;0.0%"
_COUNT: Final = "#,##0"
_DIFFERENCE: Final = "+#,##0;-#,##0;0"
_DRAWN: Final = 24


def _count(field: str, heading: str, *aliases: str) -> Column:
    return Column(field, heading, aliases, computed=True, formulas=("=SUM(cells)",), number_format=_COUNT)


def _value(field: str, heading: str) -> Column:
    return Column(field, heading, computed=True, number_format=_COUNT)


def _change(field: str, heading: str) -> Column:
    return Column(field, heading, computed=True, formulas=("=cells-cells",), number_format=_DIFFERENCE)


def _percent(field: str, heading: str) -> Column:
    return Column(field, heading, computed=True, formulas=("=YOY(cells,cells)",), number_format=_PERCENT)


def _unusual(field: str, heading: str) -> Column:
    return Column(field, heading, computed=True, formulas=('=IF(UNUSUAL(cells,cells),"Yes","No")',))


_TO: Final = Column("to", "To", computed=True)
_YEAR: Final = (
    _count("this", "This year to date"),
    _count("last", "Last year same days", "last year same months"),
    _change("change", "Change"),
    _percent("percent", "% change"),
    _unusual("unusual", "More than chance"),
)
_RAG_COPIED: Final = Column("rag", "RAG", computed=True, formulas=("=T(cells)",))
_TREND: Final = Column("trend", "Trend")
"""Its cells hold nothing but a sparkline."""

DASHBOARD: Final = TableKind(
    "dashboard of the year to date",
    "Dashboard",
    (
        Column("measure", "Measure"),
        Column("place", "Place"),
        *_YEAR,
        Column("target", "Target to date", computed=True, formulas=("=cells*(number+cells)",), number_format=_COUNT),
        Column("rag", "RAG", computed=True, formulas=("=RAG(YOY(cells,cells),cells,truth,rag_tolerance)", "=RAG(YOY(cells,cells),cells,truth,rag_tolerance,cells)")),
        Column("short", "Short by", computed=True, formulas=("=SHORTFALL(cells,cells,cells)",), number_format=_COUNT),
        _TREND,
        _TO,
        Column("remark", "Remark", computed=True),
        CAVEAT,
    ),
    needs=("measure", "place", "this", "last", "unusual"),
    rows="measure",
    keys=("measure", "place"),
    no_totals=COUNTS.no_totals,
    product_only=True,
)  # fmt: skip
"""A row per measure and place: the year so far against the same days of last year."""

DAILY: Final = TableKind(
    "daily dashboard",
    "Daily",
    (
        Column("measure", "Measure"),
        _TO,
        _value("this_1", "Last day"),
        _value("last_1", "Same day last year"),
        _change("change_1", "Change on the day"),
        _value("this_7", "Last 7 days"),
        _value("last_7", "7 days last year"),
        _change("change_7", "7 days change"),
        _percent("percent_7", "7 days %"),
        _value("this_28", "Last 28 days"),
        _value("last_28", "28 days last year"),
        _change("change_28", "28 days change"),
        _percent("percent_28", "28 days %"),
        _unusual("unusual_28", "28 days more than chance"),
        *_YEAR,
        _RAG_COPIED,
        _TREND,
    ),
    needs=("measure", "this_1", "this_7", "this_28", "this"),
    rows="measure",
    no_totals=COUNTS.no_totals,
    product_only=True,
)
"""A row per measure of the force: the latest days and the year so far against the same days of last year."""

PLAN_AREAS: Final = TableKind(
    "dashboard of the plan areas",
    "PCC",
    (
        Column("measure", "Measure"),
        Column("purpose", "Purpose"),
        _TO,
        *_YEAR,
        Column("agreed", "Target", computed=True, formulas=("=N(cells)",), number_format=_PERCENT),
        Column(
            "target", "Target to date", computed=True, formulas=("=cells*(1+cells)",), number_format=_COUNT
        ),
        _RAG_COPIED,
        Column(
            "short",
            "Short by",
            computed=True,
            formulas=("=SHORTFALL(cells,cells,cells)",),
            number_format=_COUNT,
        ),
        _TREND,
        Column("source", "From", computed=True),
    ),
    needs=("measure", "purpose", "this", "last", "agreed", "rag", "source"),
    rows="measure",
    keys=("measure", "purpose"),
    no_totals=COUNTS.no_totals,
    product_only=True,
)
"""A row per plan area and purpose: against its target, as the scorecard has it where it has the measure."""

TREE: Final = TableKind(
    "crime tree",
    "Crime tree",
    (
        Column("measure", "Measure"),
        Column("parent", "Part of"),
        Column("level", "Level", computed=True),
        _count("this", "This year to date"),
        _count("last", "Last year same days", "last year same months"),
        _change("change", "Change"),
        _percent("percent", "% change"),
        Column("share", "Share of the change", computed=True, formulas=("=cells/cells",), number_format="0%"),
        Column("remark", "Remark", computed=True),
    ),
    needs=("measure", "parent", "level", "share"),
    rows="measure",
    keys=("measure",),
    no_totals=COUNTS.no_totals,
    product_only=True,
)
"""The force's measures below what they are part of, with their shares of the change."""

TRENDS: Final = TableKind(
    "months of the trends",
    "Trend data",
    (
        Column("measure", "Measure"),
        Column("place", "Place"),
        *(
            Column(f"before_{n}", f"{n} before" if n else "Latest", computed=True, number_format=_COUNT)
            for n in range(_DRAWN - 1, -1, -1)
        ),
    ),
    needs=("measure", "place", "before_23", "before_1"),
    rows="measure",
    keys=("measure", "place"),
    no_totals=COUNTS.no_totals,
    product_only=True,
)
"""A row per measure and place whose months stand in no row of counts: the latest month, and how many months before it."""
