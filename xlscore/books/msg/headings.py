"""The tables of the Most Similar Group: the measures, and the figures of the forces behind them."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import BETTER, CAVEAT, DATA_TO, Column, TableKind, worded

__all__ = [
    "ASPIRATIONS",
    "LAST_TIMES",
    "LEAGUE_FIGURES",
    "MSG",
    "MSG_BASE",
    "MSG_COUNT",
    "MSG_DATA",
    "MSG_HISTORY",
    "MSG_PAST",
    "MSG_SUMMARY",
]

LAST_TIMES: Final = {
    "position": "previous_position",
    "value": "previous_value",
    "to_average": "previous_to_average",
    "to_top_quartile": "previous_to_top_quartile",
}
"""The field that holds last time's figure, by the field of today's: what the next cycle moves, and where to."""

_WAY: Final = "to/to reach/change to/change to reach/change required to/change required to reach/change needed to reach/gap to/reduction to/reduction required to reach"

_LAST: Final = "previous/previously/prior/last/last quarter/previous quarter"

_SHORT_WAY: Final = "to/gap to/gap from/change to/change required to reach"

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
            "cells>=number",
            "cells<=cells",
            "cells>=cells",
            "cells<=ROUNDUP(cells/4,0)",
        )
    ),
)

MSG: Final = TableKind(
    "table of MSG measures",
    "MSG",
    (
        Column("theme", "Theme", ("themes", "plan priority", "pfcc priority", "pcc priority", "priority", "plan theme", "priority area")),
        Column("measure", "Measure", ("measures", "indicator", "performance measure", "measure name", "msg measure", "available from iquanta", "iquanta measure", "key performance indicator", "kpi", "offence", "offence type", "crime type")),
        Column("unit", "Unit", ("units", "unit of measure", "unit of measurement", "per"), with_figures="value"),
        BETTER,
        Column("value", "Value", ("own value", "force value", "current value", "performance", "rate", "actual", "current rate", *worded("our/own", "rate/performance/figure"), *worded("/our/own/force/current", "rate/crime rate", "per 1000/per 1,000", "/population")), computed=True, typed="figures", formulas=(_OWN_VALUE,)),
        Column(
            "position", "Position",
            ("rank", "msg position", "msg rank", "position in msg", "current position", "current rank", "position now", "rank in msg",
             "current msg position", "msg rank position", "iquanta position", "iquanta rank", "iquanta ranking", "group position",
             *worded("/msg/group/current", "ranking"), *worded("position/rank/ranking/place", "in", "/the", "msg/group")),
            computed=True, formulas=(f"=MSG_RANK({_GROUP},cells)",), typed="positions",
        ),
        Column("of", "Of", ("of n", "forces in group", "number of forces", "out of", "forces"), computed=True, formulas=("=COUNT(cells)",)),
        Column(
            "previous_position", "Previous position",
            (
                *worded("last/previous/prior", "/quarter/msg", "position/rank"),
                *worded("position/rank", "last", "quarter/time/cycle"),
            ),
            typed="positions",
        ),
        Column("trend", "Trend", ("sparkline", "last 12", "position trend", "msg position sparkline", "msg position sparkline previous 12 data points", "sparkline previous 12 data points"), computed=True),
        Column(
            "to_average", "To average",
            (
                *worded(_WAY, "/msg/the msg", "average/mean"),
                *worded(_WAY, "average of msg/average of the msg"),
                *worded("gap", "from/against", "/msg/the msg", "average"),
            ),
            computed=True, formulas=(*(f"=MSG_CHANGE({_GROUP},msg_average,cells{people})" for people in _PEOPLE), "=ROUND(cells-cells,number)"), number_format="#,##0.0##",
        ),
        Column(
            "to_top_quartile", "To top quartile",
            (
                *worded(_WAY, "/msg/the/the msg", "top/upper", "quartile/quartile rank/quarter/quartile rank in msg/quartile in msg/quartile rank in the msg"),
                *worded("gap/difference", "from/against", "/msg/the", "top/upper", "quartile"),
            ),
            computed=True, formulas=tuple(f'=MSG_CHANGE({_GROUP},"top quartile",cells{people})' for people in _PEOPLE), number_format="#,##0.0##",
        ),
        Column("average", "MSG average", (*worded("msg/group", "average/mean/avg"), *worded("average/mean", "of", "/the", "msg/group"))),
        Column("difference", "Difference from average", (*worded("difference/variance/distance", "from/to/against/with/vs", "/the", "/msg/group", "average/mean"), "difference")),
        Column("previous_value", "Previous value", worded(_LAST, "value/rate/own value/actual")),
        Column("previous_to_average", "Previous to average", (*worded(_LAST, _SHORT_WAY, "/msg/the msg", "average"), *worded(_SHORT_WAY, "/msg/the msg", "average", _LAST))),
        Column(
            "previous_to_top_quartile", "Previous to top quartile",
            (*worded(_LAST, _SHORT_WAY, "/msg/the", "top/upper", "quartile/quartile rank"), *worded(_SHORT_WAY, "/msg/the", "top/upper", "quartile/quartile rank", _LAST)),
        ),
        Column("aspiration", "Aspiration", ("aspirations", "msg aspiration", "pfcc aspiration", "pcc aspiration", "ambition")),
        Column("status", "Status", ("aspiration status", "aspiration met", "against aspiration"), computed=True, formulas=_STATUS),
        Column("expected", "Expected range", ("within expected range", "expected", "against expected range"), computed=True, formulas=tuple(f'=MSG_EXPECTED({_GROUP},cells,"{kind}",expected_adjust)' for kind in ("rate", "proportion"))),
        Column("move", "Movement", ("move", "change in position", "position change", "direction of travel", "dot"), computed=True, formulas=("=MSG_MOVE(cells,cells)",)),
        Column("gap_move", "Gap movement", ("movement of gap", "movement of the gap", "gap to msg movement", "closing or moving away", "gap closing"), computed=True),
        DATA_TO,
        Column("source", "Source", ("plan source", "source of measure", "plan or priority", "plan on a page or pfcc priority", "plan on a page or pcc priority")),
        Column(
            "monitored_by", "Monitored by",
            (
                "monitored at", "monitoring board", "monitored by board", "monitored through", *worded("owner/owning/governance/oversight/responsible/lead", "board"), "board", "governance",
                "board owner", "governed by", "overseen by", "reported to", "reports to", "reporting to", "reporting board", "reported to board", "board that monitors",
            ),
        ),
        Column("narrative", "Narrative", ("comment", "comments", "commentary", "notes", "rationale", "update")),
        CAVEAT,
    ),
    needs=("measure", ("position", "to_average", "to_top_quartile", "status"), ("aspiration", "to_average", "of", "average", "difference"),
           ("position", "to_average", "to_top_quartile", "aspiration")),
    force_rows=False,
    rows="measure",
)  # fmt: skip

MSG_COUNT: Final = "count"

MSG_BASE: Final = "base"
"""On the MSG data sheet a measure's column carries the measure's name; "Measure (count)" the number of events behind it and
"Measure (base)" what they are out of. Without a base column the base is the population."""

MSG_DATA: Final = TableKind(
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

MSG_HISTORY: Final = TableKind(
    "table of past MSG positions",
    "MSG data",
    (Column("measure", "Measure", ("measures", "indicator")),),
    needs=("measure",),
    rows="measure",
)
"""A row per measure; a column per period with the position of that period, oldest first (what the sparklines draw)."""

ASPIRATIONS: Final = TableKind(
    "register of aspirations",
    "Aspirations",
    (
        Column("measure", "Measure", ("measures", "indicator", "msg measure", "performance measure")),
        Column("aspiration", "Aspiration", ("aspirations", "msg aspiration", "pfcc aspiration", "pcc aspiration", "new aspiration")),
        Column("set_on", "Set on", ("date set", "set", "date", "date agreed", "agreed on", "set at", "from", "effective from", "decided on", "date of decision")),
        Column("by", "By", ("set by", "agreed by", "by role", "role", "decided by", "by (role)")),
        Column("rationale", "Rationale", ("reason", "why", "reasons", "rationale for aspiration")),
        Column("before", "Before", ("previous aspiration", "previously", "was", "old aspiration", "aspiration before", "last aspiration")),
    ),
    needs=("measure", "aspiration", "set_on"),
    rows="measure",
    keys=("measure", "set_on"),
)  # fmt: skip
"""A row for each time that an aspiration was set."""

MSG_SUMMARY: Final = TableKind(
    "summary of MSG positions",
    "MSG summary",
    (
        Column("line", "Summary", computed=True),
        Column("number", "Number", computed=True),
        Column("measures", "Measures", computed=True),
    ),
    needs=("line", "number", "measures"),
    rows="line",
    product_only=True,
)
"""Which measures meet their aspiration, which board monitors which; only the product writes it."""

MSG_PAST: Final = TableKind(
    "history of MSG positions",
    "MSG history",
    (
        Column("measure", "Measure", ("measures", "indicator", "msg measure")),
        Column("period_end", "Period end", ("period ending", "end of period", "period ends", "quarter end", "quarter ending")),
        Column("position", "Position", ("rank", "msg position", "msg rank", "position in msg")),
    ),
    needs=("measure", "period_end", "position"),
    rows="measure",
    keys=("measure", "period_end"),
)  # fmt: skip
"""A row per measure and period: each measure has its own period ends."""

LEAGUE_FIGURES: Final = TableKind(
    "figures of the MSG charts",
    "MSG chart data",
    (
        Column("measure", "Measure"),
        Column("chart", "Chart"),
        Column("point", "In order"),
        Column("force", "Force", computed=True),
        Column("own", "Figure of the own force", computed=True),
        Column("others", "Figure of another force", computed=True),
        Column("average", "Average of the group", computed=True),
        Column("top_quartile", "Top quartile of the group", computed=True),
        Column("lower", "Expected from", computed=True),
        Column("upper", "Expected to", computed=True),
        Column("pooled", "Group as one", computed=True),
        Column("named", "Named in the chart", computed=True),
        Column("base", "Out of", computed=True, number_format="#,##0"),
        Column("says", "What the chart says", computed=True),
    ),
    needs=("measure", "chart", "point", "force", "own", "others"),
    rows="measure",
    keys=("measure", "chart", "point"),
    product_only=True,
)
"""A row per measure, chart and force in the order in which the chart draws them; only the product writes it."""
