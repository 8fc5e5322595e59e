"""The tables of the balanced scorecard: grid, changes, areas, redlines, quadrants, history, returns."""

from __future__ import annotations

from typing import Final

from xlscore.books.layout import BETTER, DATA_TO, Column, Layout

__all__ = ["AREAS", "CHANGES", "GRID", "HISTORY", "NOT_YET_GRADED", "QUADRANTS", "REDLINES", "RETURN"]

_AREA: Final = Column(
    "area",
    "Area",
    ("areas", "business area", "priority area", "area of business", "grading area", "performance area",
     "strategic area", "scorecard area", "priority", "force priority", "area of policing"),
)  # fmt: skip
_THEME: Final = Column(
    "theme", "Theme", ("themes", "theme name", "plan theme", "strategic theme", "priority theme", "priority", "pillar")
)  # fmt: skip
_RATIONALE: Final = Column(
    "rationale", "Rationale",
    ("rationale for grade", "rationale for change", "rationale for override", "boards rationale", "board rationale",
     "performance board rationale", "reason for change", "reason for override", "reasons for change", "justification"),
)  # fmt: skip

GRID: Final = Layout(
    "grid of command grades",
    "Grid",
    (
        _THEME,
        _AREA,
        Column(
            "lead", "Lead command",
            ("lead", "lead commands", "leading command", "lead business area", "owning command"),
        ),
        Column(
            "previous", "Last cycle",
            ("last cycle grade", "last cycles grade", "last grade", "last final grade", "last cycle final grade",
             "previous grade", "previous cycle", "previous final grade", "previous cycle grade", "previous cycle final grade",
             "grade last cycle", "final grade last cycle", "last quarter", "previous quarter", "last quarter grade",
             "prior grade", "prior cycle"),
        ),
        Column(
            "redline", "Force redline",
            ("redline", "red line", "force red line", "redline grade", "red line grade", "force redline grade",
             "redline recommended grade", "force redline recommended grade", "recommended grade", "redline recommendation",
             "redline position", "minimum standard", "minimum standard grade", "minimum standards"),
        ),
        Column("suggested", "Suggested grade", ("suggested", "suggested force grade", "suggestion"), computed=True),
        Column("why", "Why", ("why suggested", "reason for suggestion", "reason for suggested grade"), computed=True),
        Column(
            "final", "Final grade",
            ("performance board final grade", "performance boards final grade", "performance board grade", "board final grade",
             "boards final grade", "board grade", "boards grade", "final", "final force grade", "force final grade", "force grade",
             "agreed grade", "agreed force grade", "final agreed grade", "overall force grade", "overall grade", "pb final grade",
             "grade agreed", "grade agreed by board"),
        ),
        Column("override", "Override", ("overrides suggestion", "overrides", "overridden"), computed=True),
        _RATIONALE,
    ),
    needs=("area", ("redline", "suggested", "final")),
    rows="area",
)  # fmt: skip
"""Between "Area" and "Force redline" stands a column per command; a template has neither "Lead command" nor "Last cycle" here."""

CHANGES: Final = Layout(
    "table of changes since last cycle",
    "Changes",
    (
        _AREA,
        Column("previous", "Last cycle", GRID.column("previous").aliases),
        Column(
            "current", "This cycle",
            ("this cycle grade", "this cycles grade", "this grade", "current grade", "current cycle", "current cycle grade",
             "current", "this quarter", "current quarter", "new grade", "grade this cycle", "grade now"),
            computed=True,
        ),
        Column("change", "Change", ("change since last cycle", "movement", "direction", "change in grade"), computed=True),
        _RATIONALE,
    ),
    needs=("area", "previous", "current"),
    rows="area",
)  # fmt: skip

AREAS: Final = Layout(
    "table of areas and their lead commands",
    "Areas",
    (_THEME, _AREA, GRID.column("lead")),
    needs=("area", "lead"),
    rows="area",
)

REDLINES: Final = Layout(
    "table of redline measures",
    "Areas",
    (
        _AREA,
        Column("measure", "Redline measure", ("measure", "redline", "minimum standard", "indicator", "redline measures")),
        Column("value", "Value", ("own", "own value", "actual", "current value", "current", "performance")),
        Column("minimum", "Minimum", ("benchmark", "target", "standard", "threshold", "minimum standard", "msg average")),
        BETTER,
        Column("met", "Met", ("met?", "is met", "standard met", "minimum met", "redline met"), computed=True),
        DATA_TO,
    ),
    needs=("area", "measure", ("met", "minimum")),
    rows="measure",
)  # fmt: skip

QUADRANTS: Final = Layout(
    "table of quadrants",
    "Quadrants",
    (
        Column("quadrant", "Quadrant", ("quadrants",)),
        Column("kind", "Kind", ("type", "measure type")),
        Column("measure", "Measure", ("measures", "indicator", "redline or kpi")),
        Column("value", "Value", ("actual", "own value")),
        Column("minimum", "Minimum", ("benchmark", "msg average", "target")),
        BETTER,
        Column("met", "Met", (), computed=True),
        DATA_TO,
        Column("grade", "Grade", ("quadrant grade",)),
        Column("narrative", "Narrative", ("comment", "comments", "commentary", "notes")),
    ),
    needs=("quadrant", "measure"),
    rows="measure",
)  # fmt: skip
NOT_YET_GRADED: Final = "Not yet graded"

HISTORY: Final = Layout(
    "table of past MSG positions",
    "MSG data",
    (Column("measure", "Measure", ("measures", "indicator")),),
    needs=("measure",),
    rows="measure",
)
"""A row per measure; a column per period with the position of that period, oldest first (what the sparklines draw)."""

QUADRANTS: Final = Layout(
    "table of quadrants",
    "Quadrants",
    (
        Column("quadrant", "Quadrant", ("quadrants",)),
        Column("kind", "Kind", ("type", "measure type")),
        Column("measure", "Measure", ("measures", "indicator", "redline or kpi")),
        Column("value", "Value", ("actual", "own value")),
        Column("minimum", "Minimum", ("benchmark", "msg average", "target")),
        _BETTER,
        Column("met", "Met", (), computed=True),
        _DATA_TO,
        Column("grade", "Grade", ("quadrant grade",)),
        Column("narrative", "Narrative", ("comment", "comments", "commentary", "notes")),
    ),
    needs=("quadrant", "measure"),
    rows="measure",
)  # fmt: skip
NOT_YET_GRADED: Final = "Not yet graded"

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
    computed=True,
)  # fmt: skip
_YEAR_ON_YEAR: Final = Column(
    "year_on_year", "Year-on-year change",
    ("year on year", "yoy", "yoy change", "change on last year", "change on previous year", "change", "year on year change"),
    computed=True,
)  # fmt: skip
_CRIMES: Final = Column(
    "crimes", "Crimes", ("crimes recorded", "recorded crimes", "offences", "number of crimes")
)
_OUTCOMES: Final = Column(
    "outcomes", "Outcomes", ("crime outcomes", "number of outcomes", "detections", "solved")
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
        Column("trend", "Rolling 3-month trend", ("rolling 3 month trend", "rolling three month trend", "3 month trend", "trend", "three month trend", "rolling trend"), computed=True),
        Column("control", "Level of control", ("control", "control level", "control chart"), computed=True),
        Column("threat", "Threat", ("threat level", "threat score", "threat assessment")),
        Column("impact_score", "Impact score", ("impact", "score")),
        Column("impact_class", "Impact classification", ("impact class", "impact level"), computed=True),
        Column("overall", "Overall classification", ("overall class", "overall", "classification", "overall level"), computed=True),
        Column("rag", "RAG", ("rag status", "rag rating", "status against target"), computed=True),
        _SHORTFALL,
        Column("suggested_threat", "Suggested threat", ("threat suggestion",), computed=True),
        _CRIMES,
        _OUTCOMES,
    ),
    needs=("objective", "purpose", "actual", ("hard_target", "threat", "impact_score")),
    rows="objective",
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
    rows="objective",
)  # fmt: skip
"""Force first, then command units, then local units. A blank target is the scorecard's hard target of that objective and purpose."""

SERIES: Final = Layout(
    "table of monthly series",
    "Series",
    (_OBJECTIVE, _PURPOSE),
    needs=("objective", "purpose"),
    rows="objective",
)
"""A row per objective and purpose; a column per month, oldest first."""

POLICY: Final = Layout(
    "policy",
    "Policy",
    (
        Column("setting", "Setting", ("settings", "policy", "policy setting")),
        Column("value", "Value", ("set to", "choice")),
        Column("meaning", "Meaning", ("help", "what it means")),
        Column("source", "Source", ("sources",)),
    ),
    needs=("setting", "value"),
    rows="setting",
)
"""A row per setting, named by its label in `xlscore.rules.policy.SETTINGS`, and one for the own force."""

OVERALL_MATRIX: Final = Layout(
    "overall classification by threat and impact",
    "Policy",
    (
        Column("threat", "Threat", ("threat level", "overall classification")),
        Column("low", "Low", ("low impact", "impact low")),
        Column("medium", "Medium", ("medium impact", "impact medium")),
        Column("high", "High", ("high impact", "impact high")),
    ),
    needs=("threat", "low", "medium", "high"),
    rows="threat",
)  # fmt: skip
"""A row per threat (Low, Medium, High), a column per impact class: the matrix is a setting."""

PROBLEMS: Final = Layout(
    "table of problems",
    "Problems",
    (
        Column("sheet", "Sheet", (), computed=True),
        Column("cell", "Cell", (), computed=True),
        Column("what", "What is wrong", ("what", "problem"), computed=True),
        Column("do", "What to do", ("do", "action"), computed=True),
        Column("found_by", "Found by", (), computed=True),
    ),
    needs=("sheet", "cell", "what", "do"),
    rows="what",
)  # fmt: skip
"""`Found by` holds the name of the command that found it, and each run replaces only its own rows."""

HISTORY: Final = Layout(
    "history of grades",
    "History",
    (
        Column("cycle", "Cycle"),
        Column("area", "Area"),
        Column("column", "Column"),
        Column("grade", "Grade"),
        Column("rationale", "Rationale"),
        Column("next_cycle", "Rolled to"),
    ),
    needs=("cycle", "area", "column", "grade"),
    rows="area",
)
"""A long table: a row per cycle, area and column of the grid (commands, redline, suggested and final grade)."""

RETURN: Final = Layout(
    "command's return",
    "Return",
    (
        _AREA,
        Column("grade", "Grade", ("self grade", "self assessed grade", "command grade", "our grade", "proposed grade", "self assessment")),
        Column("evidence", "Evidence", ("rationale", "narrative", "comment", "comments", "supporting evidence", "commentary")),
    ),
    needs=("area", "grade"),
    rows="area",
)  # fmt: skip
