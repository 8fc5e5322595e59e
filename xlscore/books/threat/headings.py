"""The tables of threat and impact: the scorecard, its breakdown by area and the monthly series."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import CAVEAT, DATA_TO, Column, TableKind, worded
from xlscore.books.tables.words.vocabulary import SPAN

__all__ = ["BREAKDOWN", "SCORECARD", "SERIES"]

_OBJECTIVE: Final = Column(
    "objective",
    "Strategic objective",
    (
        "objective",
        "title",
        "offence",
        "crime type",
        "measure",
        "strategic objectives",
        "priority",
        "performance indicator",
        "key performance indicator",
        "kpi",
        "indicator",
    ),
)

_PURPOSE: Final = Column(
    "purpose", "Purpose", ("measure type", "type of measure", "measured by", "type", "measure")
)

_ACTUAL: Final = Column(
    "actual",
    "Actual",
    (
        "actual to date",
        "current",
        "this year",
        "year to date",
        "ytd",
        "current year",
        "actual ytd",
        "actual performance",
        "current performance",
        "performance",
        "outturn",
        "achievement",
        "latest",
        "later period",
        "12 months",
        *worded(
            "current/this/latest/most recent",
            "period/12 months/rolling 12 months/ytd/fytd/year to date/quarter",
        ),
        *worded("ytd/year to date", "this year/current year"),
        "rolling 12 months",
        "last 12 months",
        "fytd",
        "cy",
        "this fy",
        "current fy",
        "this financial year",
        "current financial year",
        "result",
        SPAN,
    ),
)

_PREVIOUS_YEAR: Final = Column(
    "previous", "Previous year",
    ("previous", "last year", "previous year to date", "last year to date", "previous ytd", "last ytd", "prior year", "previous year performance", "previous performance", "last year performance", "last years performance", "baseline", "earlier period", "prior period", "outturn last year",
     *worded("previous/prior/last/comparison/comparator", "period/12 months/rolling 12 months/ytd/fytd/year to date/quarter"),
     *worded("ytd/year to date/performance", "last year/previous year"), *worded("last/previous/last years/previous years", "/year", "ytd"),
     *worded("same", "period/time/quarter", "last year/previous year"), "pytd", "lytd", "py", "prev", "prev year", "prior", "lfy", "last fy", "previous fy", "previous financial year", "last financial year"), typed="figures",
)  # fmt: skip

_PURPOSES: Final = frozenset({"average", "count", "counts"})
"""What a row may measure."""

_SHORTFALL: Final = Column(
    "shortfall", "Shortfall",
    ("short of target", "crimes short of target", "crimes off target", "off target by", "outcomes required", "short by"),
    computed=True, formulas=("=SHORTFALL(cells,cells,cells)", "=OUTCOMES_NEEDED(cells,cells,cells)", "=OUTCOMES_NEEDED(cells,cells,cells,truth)"), number_format="#,##0",
)  # fmt: skip

_YEAR_ON_YEAR: Final = Column(
    "year_on_year", "Year-on-year change",
    ("year on year", "yoy", "yoy change", "change on last year", "change on previous year", "year on year change",
     *worded("/year on year", "% change/percentage change/percent change/change %/change percentage/change percent"), "percentage", "change"),
    computed=True, formulas=("=YOY(cells,cells)", "=YOY_POINTS(cells,cells)"), number_format="0.0%",
)  # fmt: skip

_CRIMES: Final = Column(
    "crimes", "Crimes", ("crimes recorded", "recorded crimes", "offences", "number of crimes")
)

_OUTCOMES: Final = Column(
    "outcomes", "Outcomes", ("crime outcomes", "number of outcomes", "detections", "solved")
)

_LEVELS: Final = '{"Low","Medium","High"}'

_CUTS: Final = "impact_medium_from,impact_high_from"

_CLASSED: Final = ("cells", "IMPACT_CLASS(cells)", f"IMPACT_CLASS(cells,{_CUTS})")
"""How a formula says the impact class: its cell, or the score where a person's class stands there."""

_OVERALL: Final = (
    *(f"=OVERALL_CLASS(cells,{impact})" for impact in _CLASSED),
    *(f"=INDEX(cells,MATCH(cells,{_LEVELS},0),MATCH({impact},{_LEVELS},0))" for impact in _CLASSED),
)

_RAG: Final = (
    "=RAG(cells,cells)",
    *(
        f"=RAG({what},cells,truth,rag_tolerance{stretch})"
        for what in ("cells", "YOY(cells,cells)")
        for stretch in ("", ",cells")
    ),
    *(
        f"=RAG({what},cells,truth,{tolerance}{stretch})"
        for what in ("cells", "YOY(cells,cells)")
        for tolerance in ("cells", "cells*cells")
        for stretch in ("", ",cells")
    ),
    *(f"=RAG(cells,cells,truth,rag_tolerance*cells{stretch})" for stretch in ("", ",cells")),
)

SCORECARD: Final = TableKind(
    "threat and impact scorecard",
    "Scorecard",
    (
        _OBJECTIVE,
        _PURPOSE,
        Column("hard_target", "Hard target", ("target", "hard", "annual target", "target hard", "aim", "goal", "threshold", "target boundary"), typed="figures"),
        Column("stretch_target", "Stretch target", ("stretch", "target stretch")),
        Column("tolerance", "Tolerance", ("tolerances", "tolerance %", "% tolerance", "tolerance points", "tolerance % points", "tolerance range", "tolerance level", "tolerance band", "target tolerance", "rag tolerance", "amber tolerance",
                                          *worded("acceptable/allowed/allowable/permitted", "range/variance/variation/tolerance/deviation"))),
        _ACTUAL,
        _PREVIOUS_YEAR,
        _YEAR_ON_YEAR,
        Column("trend", "Rolling 3-month trend", ("rolling 3 month trend", "rolling three month trend", "3 month trend", "trend", "three month trend", "rolling trend", "direction of travel", "dot"), computed=True, formulas=("=TREND_ARROW(cells)", "=TREND_ARROW(cells,trend_tolerance)")),
        Column("control", "Level of control", ("control", "control level", "control chart"), computed=True, formulas=("=CONTROL_LEVEL(cells)", "=CONTROL_LEVEL(cells,spc_limits,spc_run,spc_screen)")),
        Column("threat", "Threat", ("threat level", "threat score", "threat assessment", "overall threat")),
        Column("impact_score", "Impact score", ("impact", "score", "overall impact score"), typed="scores"),
        Column("impact_class", "Impact classification", ("impact class", "impact level", "overall impact classification", "overall impact"), computed=True, formulas=("=IMPACT_CLASS(cells)", f"=IMPACT_CLASS(cells,{_CUTS})")),
        Column("overall", "Overall classification", ("overall class", "overall", "classification", "overall level"), computed=True, formulas=_OVERALL),
        Column("rag", "RAG", ("rag status", "rag rating", "status against target", "status"), computed=True, formulas=_RAG),
        _SHORTFALL,
        Column("suggested_threat", "Suggested threat", ("threat suggestion",), computed=True),
        _CRIMES,
        _OUTCOMES,
        Column("group", "Group", ("group of objectives", "objective group", "grouped with")),
        Column("lowest", "Lowest level", ("lowest level of breakdown", "lowest breakdown", "broken down to")),
        Column("better", "Better", ("polarity", "higher is better", "better when", "better is", "good is")),
        DATA_TO,
        CAVEAT,
    ),
    needs=("objective", "purpose", "actual", ("hard_target", "threat", "impact_score")),
    force_rows=False,
    rows="purpose",
    no_totals=_PURPOSES,
    keys=("objective", "purpose"),
)  # fmt: skip
"""The 13 columns of the paper first. `Crimes` and `Outcomes` are the counts behind an outcome rate; they may stand on the row
itself or on the Breakdown sheet's row for the force."""

BREAKDOWN: Final = TableKind(
    "breakdown by area",
    "Breakdown",
    (
        _OBJECTIVE,
        _PURPOSE,
        Column("area", "Area", ("unit", "policing unit", "local policing unit", "lpu", "bcu", "level")),
        Column("level", "Level of area", ("area level", "level of unit", "unit level", "tier")),
        Column("target", "Target", ("hard target", "annual target")),
        _ACTUAL,
        _PREVIOUS_YEAR,
        _YEAR_ON_YEAR,
        _CRIMES,
        _OUTCOMES,
        _SHORTFALL,
        Column("doing", "What is being done", ("action", "actions", "action taken", "being done")),
        Column("recommendation", "Recommendation", ("recommendations",)),
        CAVEAT,
    ),
    needs=("objective", "area", ("actual", "crimes", "outcomes", "shortfall")),
    rows="area",
    keys=("objective", "purpose", "area"),
)  # fmt: skip
"""Force first, then command units, then local units. A blank target is the scorecard's hard target of that objective and purpose."""

SERIES: Final = TableKind(
    "table of monthly series",
    "Series",
    (_OBJECTIVE, _PURPOSE),
    needs=("objective", "purpose"),
    rows="purpose",
    no_totals=_PURPOSES,
    keys=("objective", "purpose"),
)
"""A row per objective and purpose; a column per month, in any order, by the date that its heading says."""
