"""The tables of measures: MSG positions and their data, the threat and impact scorecard, its breakdown and series."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import BETTER, DATA_TO, Column, Layout, worded

__all__ = ["BREAKDOWN", "MSG", "MSG_BASE", "MSG_COUNT", "MSG_DATA", "MSG_HISTORY", "SCORECARD", "SERIES"]

_WAY: Final = "to/to reach/change to/change to reach/change required to/change required to reach/change needed to reach/gap to/reduction to/reduction required to reach"

# The shapes of the formulas that stand in these tables, in the words of `tables.shapes`.
_GROUP: Final = "force,cells,cells"
_OWN_VALUE: Final = "=INDEX(cells,MATCH(force,cells,0))"
_PEOPLE: Final = ("", ",cells,number", f",{_OWN_VALUE[1:]},number")
_STATUS: Final = (
    f"=MSG_STATUS({_GROUP},cells,cells)",
    '="No aspiration"',
    *(
        f'=IF({test},"Met or exceeded","Below aspiration")'
        for test in (
            "cells=0",
            'ISNUMBER(SEARCH("already",cells))',
            "cells<=number",
            "cells<=ROUNDUP(cells/4,0)",
        )
    ),
)

MSG: Final = Layout(
    "table of MSG measures",
    "MSG",
    (
        Column("theme", "Theme", ("themes", "plan priority", "pfcc priority", "pcc priority", "priority", "plan theme")),
        Column("measure", "Measure", ("measures", "indicator", "performance measure", "measure name", "msg measure")),
        Column("unit", "Unit", ("units", "unit of measure", "per")),
        BETTER,
        Column("value", "Value", ("own value", "force value", "current value", "performance", "rate", "actual", "current rate"), computed=True, formulas=(_OWN_VALUE,)),
        Column(
            "position", "Position",
            ("rank", "msg position", "msg rank", "position in msg", "current position", "current rank", "position now", "rank in msg",
             "current msg position"),
            computed=True, formulas=(f"=MSG_RANK({_GROUP},cells)",),
        ),
        Column("of", "Of", ("of n", "forces in group", "number of forces", "out of", "forces"), computed=True, formulas=("=COUNT(cells)",)),
        Column(
            "previous_position", "Previous position",
            (
                *worded("last/previous/prior", "/quarter/msg", "position/rank"),
                *worded("position/rank", "last", "quarter/time/cycle"),
            ),
        ),
        Column("trend", "Trend", ("sparkline", "last 12", "position trend"), computed=True),
        Column(
            "to_average", "To average",
            (
                *worded(_WAY, "/msg/the msg", "average/mean"),
                *worded(_WAY, "average of msg/average of the msg"),
                *worded("gap/difference", "from/against", "/msg/the msg", "average"),
            ),
            computed=True, formulas=tuple(f"=MSG_CHANGE({_GROUP},msg_average,cells{people})" for people in _PEOPLE), number_format="#,##0.0##",
        ),
        Column(
            "to_top_quartile", "To top quartile",
            (
                *worded(_WAY, "/msg/the/the msg", "top/upper", "quartile/quartile rank/quarter"),
                *worded("gap/difference", "from/against", "/msg/the", "top/upper", "quartile"),
            ),
            computed=True, formulas=tuple(f'=MSG_CHANGE({_GROUP},"top quartile",cells{people})' for people in _PEOPLE), number_format="#,##0.0##",
        ),
        Column("aspiration", "Aspiration", ("aspirations", "msg aspiration", "pfcc aspiration", "pcc aspiration", "ambition")),
        Column("status", "Status", ("aspiration status", "aspiration met", "against aspiration"), computed=True, formulas=_STATUS),
        Column("expected", "Expected range", ("within expected range", "expected", "against expected range"), computed=True, formulas=tuple(f'=MSG_EXPECTED({_GROUP},cells,"{kind}",expected_adjust)' for kind in ("rate", "proportion"))),
        Column("move", "Movement", ("move", "change in position", "position change", "direction of travel"), computed=True, formulas=("=MSG_MOVE(cells,cells)",)),
        DATA_TO,
        Column("narrative", "Narrative", ("comment", "comments", "commentary", "notes")),
    ),
    needs=("measure", ("position", "to_average", "to_top_quartile", "status"), ("aspiration", "to_average", "of", "status")),
    rows="measure",
)  # fmt: skip

MSG_COUNT: Final = "count"
MSG_BASE: Final = "base"
"""On the MSG data sheet a measure's column carries the measure's name; "Measure (count)" the number of events behind it and
"Measure (base)" what they are out of. Without a base column the base is the population."""

MSG_DATA: Final = Layout(
    "table of MSG data",
    "MSG data",
    (
        Column("force", "Force", ("forces", "police force", "force name", "area name", "force area", "police force area", "area")),
        Column("population", "Population", ("population estimate", "residents", "mid year population")),
    ),
    needs=("force",),
    rows="force",
)  # fmt: skip
"""A row per force; beside the population a column per measure, headed as the measure is called on the MSG sheet."""

MSG_HISTORY: Final = Layout(
    "table of past MSG positions",
    "MSG data",
    (Column("measure", "Measure", ("measures", "indicator")),),
    needs=("measure",),
    rows="measure",
)
"""A row per measure; a column per period with the position of that period, oldest first (what the sparklines draw)."""

_OBJECTIVE: Final = Column(
    "objective",
    "Strategic objective",
    ("objective", "title", "offence", "crime type", "measure", "strategic objectives", "priority"),
)
_PURPOSE: Final = Column("purpose", "Purpose", ("measure type", "type of measure", "measured by", "type"))
_ACTUAL: Final = Column(
    "actual",
    "Actual",
    ("actual to date", "current", "this year", "year to date", "ytd", "current year", "actual ytd"),
)
_PREVIOUS_YEAR: Final = Column(
    "previous", "Previous year",
    ("previous", "last year", "previous year to date", "last year to date", "previous ytd", "last ytd", "prior year"),
)  # fmt: skip
_SHORTFALL: Final = Column(
    "shortfall", "Shortfall",
    ("short of target", "crimes short of target", "crimes off target", "off target by", "outcomes required", "short by"),
    computed=True, formulas=("=SHORTFALL(cells,cells,cells)", "=OUTCOMES_NEEDED(cells,cells,cells)"), number_format="#,##0",
)  # fmt: skip
_YEAR_ON_YEAR: Final = Column(
    "year_on_year", "Year-on-year change",
    ("year on year", "yoy", "yoy change", "change on last year", "change on previous year", "change", "year on year change"),
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
)

SCORECARD: Final = Layout(
    "threat and impact scorecard",
    "Scorecard",
    (
        _OBJECTIVE,
        _PURPOSE,
        Column("hard_target", "Hard target", ("target", "hard", "annual target", "target hard")),
        Column("stretch_target", "Stretch target", ("stretch", "target stretch")),
        _ACTUAL,
        _PREVIOUS_YEAR,
        _YEAR_ON_YEAR,
        Column("trend", "Rolling 3-month trend", ("rolling 3 month trend", "rolling three month trend", "3 month trend", "trend", "three month trend", "rolling trend"), computed=True, formulas=("=TREND_ARROW(cells)", "=TREND_ARROW(cells,trend_tolerance)")),
        Column("control", "Level of control", ("control", "control level", "control chart"), computed=True, formulas=("=CONTROL_LEVEL(cells)", "=CONTROL_LEVEL(cells,spc_limits,spc_run,spc_screen)")),
        Column("threat", "Threat", ("threat level", "threat score", "threat assessment")),
        Column("impact_score", "Impact score", ("impact", "score")),
        Column("impact_class", "Impact classification", ("impact class", "impact level"), computed=True, formulas=("=IMPACT_CLASS(cells)", f"=IMPACT_CLASS(cells,{_CUTS})")),
        Column("overall", "Overall classification", ("overall class", "overall", "classification", "overall level"), computed=True, formulas=_OVERALL),
        Column("rag", "RAG", ("rag status", "rag rating", "status against target"), computed=True, formulas=_RAG),
        _SHORTFALL,
        Column("suggested_threat", "Suggested threat", ("threat suggestion",), computed=True),
        _CRIMES,
        _OUTCOMES,
    ),
    needs=("objective", "purpose", "actual", ("hard_target", "threat", "impact_score")),
    rows="purpose",
    keys=("objective", "purpose"),
)  # fmt: skip
"""The 13 columns of the paper first. `Crimes` and `Outcomes` are the counts behind an outcome rate; they may stand on the row
itself or on the Breakdown sheet's row for the force."""

BREAKDOWN: Final = Layout(
    "breakdown by area",
    "Breakdown",
    (
        _OBJECTIVE,
        _PURPOSE,
        Column("area", "Area", ("unit", "policing unit", "local policing unit", "lpu", "bcu", "level")),
        Column("target", "Target", ("hard target", "annual target")),
        _ACTUAL,
        _PREVIOUS_YEAR,
        _YEAR_ON_YEAR,
        _CRIMES,
        _OUTCOMES,
        _SHORTFALL,
        Column("doing", "What is being done", ("action", "actions", "action taken", "being done")),
        Column("recommendation", "Recommendation", ("recommendations",)),
    ),
    needs=("objective", "area", ("actual", "crimes", "outcomes", "shortfall")),
    rows="area",
    keys=("objective", "purpose", "area"),
)  # fmt: skip
"""Force first, then command units, then local units. A blank target is the scorecard's hard target of that objective and purpose."""

SERIES: Final = Layout(
    "table of monthly series",
    "Series",
    (_OBJECTIVE, _PURPOSE),
    needs=("objective", "purpose"),
    rows="purpose",
    keys=("objective", "purpose"),
)
"""A row per objective and purpose; a column per month, oldest first."""
