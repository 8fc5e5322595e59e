"""The words on the sheets: names of sheets, headings of tables with their other spellings, labels, cell names.

The one home of all of them. The templates write the headings from here, the finder looks for them, and the aliases
are what officers in other forces and the published papers call the same column. An alias is compared without case,
punctuation, notes in brackets, footnote digits and dates at the end ("Force Redline (Feb 2019)" is "force redline").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlscore.books.vocabulary import column_key, said

__all__ = [
    "AREAS", "BREAKDOWN", "CHANGES", "COMMAND_LABELS", "CYCLE_LABELS", "GRID", "HISTORY", "LAYOUTS", "LINES", "MAPS",
    "MSG", "MSG_BASE", "MSG_COUNT", "MSG_DATA", "MSG_HISTORY", "NAME_PREFIX", "NOT_A_COMMAND", "NOT_YET_GRADED",
    "OVERALL_MATRIX", "OWN_FORCE", "OWN_FORCE_LABELS", "PINS", "POLICY", "PROBLEMS", "QUADRANTS", "REDLINES", "RETURN",
    "SCORECARD", "SERIES", "SHEETS", "STOPS", "Column", "Layout", "policy_name",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: our name for it in code, our heading for it, what others call it, who fills it."""

    field: str
    heading: str
    aliases: tuple[str, ...] = ()
    computed: bool = False
    """Whether the product fills it. A constant that a human typed there is kept all the same."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every spelling as it is compared, our own heading first."""
        return tuple(dict.fromkeys(column_key(text) for text in (self.heading, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of table: the sheet where the templates put it, its columns in the templates' order, what it needs.

    `needs` holds the fields without which a row of headings is not this table; of a tuple in it, one is enough.
    `rows` is the field that names a row: a row without it is not a record.
    """

    kind: str
    sheet: str
    columns: tuple[Column, ...]
    needs: tuple[str | tuple[str, ...], ...]
    rows: str

    def column(self, field: str) -> Column:
        """Return the column of that field."""
        return next(column for column in self.columns if column.field == field)

    def heading(self, field: str) -> str:
        """Return our heading of that field.

        >>> GRID.heading("final")
        'Final grade'
        """
        return self.column(field).heading

    @property
    def headings(self) -> tuple[str, ...]:
        """Return our headings in the templates' order."""
        return tuple(column.heading for column in self.columns)

    @property
    def looked_for(self) -> str:
        """Return what the table is recognised by, for the sentence that says that it is not there.

        >>> RETURN.looked_for
        "'Area' and 'Grade'"
        """
        parts = [
            said([self.heading(f) for f in (need if isinstance(need, tuple) else (need,))], "or")
            for need in self.needs
        ]
        return said(parts, "and", quoted=False)


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

_BETTER: Final = Column(
    "better", "Better",
    ("polarity", "direction", "higher is better", "better when", "better is", "good is", "desired direction"),
)  # fmt: skip
_DATA_TO: Final = Column(
    "data_to",
    "Data to",
    ("data month", "data as at", "data date", "period to", "data period", "date of data"),
)

REDLINES: Final = Layout(
    "table of redline measures",
    "Areas",
    (
        _AREA,
        Column("measure", "Redline measure", ("measure", "redline", "minimum standard", "indicator", "redline measures")),
        Column("value", "Value", ("own", "own value", "actual", "current value", "current", "performance")),
        Column("minimum", "Minimum", ("benchmark", "target", "standard", "threshold", "minimum standard", "msg average")),
        _BETTER,
        Column("met", "Met", ("met?", "is met", "standard met", "minimum met", "redline met"), computed=True),
        _DATA_TO,
    ),
    needs=("area", "measure", ("met", "minimum")),
    rows="measure",
)  # fmt: skip

MSG: Final = Layout(
    "table of MSG measures",
    "MSG",
    (
        Column("theme", "Theme", ("themes", "plan priority", "pfcc priority", "pcc priority", "priority", "plan theme")),
        Column("measure", "Measure", ("measures", "indicator", "performance measure", "measure name", "msg measure")),
        Column("unit", "Unit", ("units", "unit of measure", "per")),
        _BETTER,
        Column("value", "Value", ("own value", "force value", "current value", "performance", "rate", "actual", "current rate"), computed=True),
        Column(
            "position", "Position",
            ("rank", "msg position", "msg rank", "position in msg", "current position", "current rank", "position now", "rank in msg",
             "current msg position"),
            computed=True,
        ),
        Column("of", "Of", ("of n", "forces in group", "number of forces", "out of", "forces"), computed=True),
        Column(
            "previous_position", "Previous position",
            ("last position", "previous rank", "last rank", "position last quarter", "previous msg position", "position last time",
             "last quarter position", "previous msg rank"),
        ),
        Column("trend", "Trend", ("sparkline", "last 12", "position trend"), computed=True),
        Column(
            "to_average", "To average",
            ("change to average", "change to msg average", "to msg average", "change required to reach msg average",
             "gap to average", "gap to msg average", "change needed to reach msg average", "to reach msg average"),
            computed=True,
        ),
        Column(
            "to_top_quartile", "To top quartile",
            ("change to top quartile", "to upper quartile", "change to upper quartile", "change required to reach top quartile",
             "gap to top quartile", "gap to upper quartile", "to reach top quartile", "change required to reach upper quartile"),
            computed=True,
        ),
        Column("aspiration", "Aspiration", ("aspirations", "msg aspiration", "pfcc aspiration", "pcc aspiration", "ambition")),
        Column("status", "Status", ("aspiration status", "aspiration met", "against aspiration"), computed=True),
        Column("expected", "Expected range", ("within expected range", "expected", "against expected range"), computed=True),
        Column("move", "Movement", ("move", "change in position", "position change", "direction of travel"), computed=True),
        _DATA_TO,
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

MAPS: Final = Layout(
    "table of maps",
    "Tube map data",
    (
        Column("map", "Map", ("maps", "map name")),
        Column("title", "Title"),
        Column("paper", "Paper", ("paper size",)),
    ),
    needs=("map", ("title", "paper")),
    rows="map",
)
LINES: Final = Layout(
    "table of lines",
    "Tube map data",
    (
        Column("map", "Map", ("map name",)),
        Column("line", "Line", ("line name",)),
        Column("colour", "Colour", ("color",)),
    ),
    needs=("map", "line", "colour"),
    rows="line",
)
STOPS: Final = Layout(
    "table of stops",
    "Tube map data",
    (
        Column("map", "Map", ("map name",)),
        Column("line", "Line", ("line name",)),
        Column("sequence", "Sequence", ("stop", "order", "number", "no")),
        Column("area", "Area", ("station", "areas")),
    ),
    needs=("map", "line", "sequence", "area"),
    rows="area",
)
PINS: Final = Layout(
    "table of pins",
    "Tube map data",
    (
        Column("map", "Map", ("map name",)),
        Column("area", "Area", ("station", "areas")),
        Column("column", "Column", ("x", "grid column"), computed=True),
        Column("row", "Row", ("y", "grid row"), computed=True),
        Column("side", "Label side", ("label", "side"), computed=True),
    ),
    needs=("map", "area", "column", "row"),
    rows="area",
)

LAYOUTS: Final = (
    GRID, CHANGES, AREAS, REDLINES, MSG, MSG_DATA, MSG_HISTORY, QUADRANTS, SCORECARD, BREAKDOWN, SERIES, POLICY, OVERALL_MATRIX,
    PROBLEMS, HISTORY, RETURN, MAPS, LINES, STOPS, PINS,
)  # fmt: skip

SHEETS: Final = {
    "balanced-scorecard": (
        "Guide", "Grid", "Changes", "Areas", "MSG", "MSG data", "Quadrants", "Tube map", "Policy", "Problems",
    ),
    "threat-impact": ("Guide", "Scorecard", "Breakdown", "Series", "Policy", "Problems"),
    "command-return": ("Return", "Guide"),
}  # fmt: skip
"""The sheets of each kind of workbook, in their order; "History" and "Tube map data" join when they are needed."""

OWN_FORCE: Final = "Own force"
"""The label on the Policy sheet beside which the force's own name stands; also the cell name `xls_own_force`."""
OWN_FORCE_LABELS: Final = (OWN_FORCE, "our force", "this force", "force name", "force")
CYCLE_LABELS: Final = ("Cycle", "current cycle", "this cycle", "grading cycle", "cycle name")
"""A cell with such a label has the cycle's name to its right ("Cycle" | "Cycle 13"); the Grid and the Return carry one."""
COMMAND_LABELS: Final = ("Command", "command name", "department", "your command", "return from")

NOT_A_COMMAND: Final = frozenset(
    column_key(word)
    for word in (
        "comment", "comments", "commentary", "note", "notes", "evidence", "owner", "lead", "narrative", "ref", "reference",
        "no", "id", "number", "description", "measure", "measures", "data", "date", "data month", "redline measures", "change",
        "movement", "trend", "direction", "status", "acc lead", "chief officer lead", "chair", "board", "risk", "action",
        "majority", "oversight board", "proposed grade", "grade", "grades", "weight", "weighting",
    )
)  # fmt: skip
"""Headings that stand in grids and are never a command, whatever their cells hold."""

NAME_PREFIX: Final = "xls_"


def policy_name(field: str) -> str:
    """Return the workbook's name for a setting's cell, which the live formulas refer to.

    >>> policy_name("rag_tolerance")
    'xls_rag_tolerance'
    """
    return NAME_PREFIX + field
