"""The tables of the balanced scorecard: grid, changes, areas, redlines, quadrants, history, returns."""

from __future__ import annotations

from typing import Final

from xlscore.books.grades.priorities.headings import PRIORITY
from xlscore.books.grades.redlines.headings import REDLINE_FIGURES
from xlscore.books.tables.layout import BETTER, DATA_TO, Column, TableKind, worded
from xlscore.books.tables.vocabulary import NUMBERED_CYCLE, column_key

__all__ = [
    "AREAS",
    "CHANGES",
    "COMMAND_LABELS",
    "CYCLE_LABELS",
    "GRID",
    "HISTORY",
    "IDENTITIES",
    "NOT_A_COMMAND",
    "RATIONALES",
    "REDLINES",
    "RETURN",
]

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

GRID: Final = TableKind(
    "grid of command grades",
    "Grid",
    (
        _THEME,
        Column(_AREA.field, _AREA.heading, (*_AREA.aliases, "portfolio", "topic", "strand", "subject", "strategic priority", "objective", "theme")),
        Column(
            "lead", "Lead command",
            ("lead", "lead commands", "leading command", "lead business area", "owning command"),
        ),
        Column(
            "previous", "Last cycle",
            (
                *worded("last/previous/prior", "cycle/cycles/quarter/performance board/board/force", "/final", "/grade"),
                *worded("last/previous/prior", "/final", "grade"),
                *worded("/final", "grade last", "cycle/quarter/time"),
                NUMBERED_CYCLE,
            ),
        ),
        Column(
            "redline", "Force redline",
            (
                *worded("/force/overall/area", "redline", "/measure/measures", "/grade/recommended grade/recommendation/position/status/result"),
                *worded("recommended", "/force", "grade"),
                *worded("minimum standard/minimum standards", "/grade"),
            ),
            formulas=("=REDLINE_GRADE(cells)",), grades=True,
        ),
        Column("suggested", "Suggested grade", ("suggested", "suggested force grade", "suggestion"), computed=True),
        Column("why", "Why", ("why suggested", "reason for suggestion", "reason for suggested grade"), computed=True),
        Column(
            "final", "Final grade",
            (
                "final",
                *worded("performance board/performance boards/board/boards/pb/panel/performance panel/panels", "/final/agreed/final agreed/agreed final/overall", "/force", "grade"),
                *worded("final/agreed/final agreed/agreed final/overall", "", "grade"),
                *worded("final/agreed/final agreed/overall", "/force", "grade"), "force grade",
                *worded("force/area", "final/agreed/overall", "grade"),
                *worded("board/board final/final", "decision"),
                "grade agreed", "grade agreed by board",
            ),
        ),
        Column("override", "Override", ("overrides suggestion", "overrides", "overridden"), computed=True),
        _RATIONALE,
    ),
    needs=("area",),
    force_rows=False,
    rows="area",
    also="a column of grades per command",
)  # fmt: skip
"""Between "Area" and "Force redline" stands a column per command; a template has neither "Lead command" nor "Last cycle" here."""

CHANGES: Final = TableKind(
    "table of changes since last cycle",
    "Changes",
    (
        _AREA,
        Column("previous", "Last cycle", (*GRID.column("previous").aliases, NUMBERED_CYCLE)),
        Column(
            "current", "This cycle",
            ("this cycle grade", "this cycles grade", "this grade", "current grade", "current cycle", "current cycle grade",
             "current", "this quarter", "current quarter", "new grade", "grade this cycle", "grade now", NUMBERED_CYCLE),
            computed=True,
        ),
        Column("change", "Change", ("change since last cycle", "movement", "direction", "change in grade"), computed=True),
        _RATIONALE,
    ),
    needs=("area", "previous", "current"),
    force_rows=False,
    rows="area",
)  # fmt: skip

RATIONALES: Final = TableKind(
    "list of rationales", "Changes", (_AREA, _RATIONALE), needs=("area", "rationale"), rows="area"
)
"""A list of its own with the rationale of each area, as the published paper has it beside its tables."""

AREAS: Final = TableKind(
    "table of areas and their lead commands",
    "Areas",
    (_THEME, _AREA, GRID.column("lead"), PRIORITY),
    needs=("area", "lead"),
    rows="area",
)

REDLINES: Final = TableKind(
    "table of redline measures",
    "Areas",
    (
        _AREA,
        Column("measure", "Redline measure", ("measure", "redline", "minimum standard", "indicator", "redline measures")),
        Column("value", "Value", ("own", "own value", "actual", "current value", "current", "performance")),
        Column("minimum", "Minimum", ("benchmark", "target", "standard", "threshold", "minimum standard", "msg average")),
        BETTER,
        Column("met", "Met", ("met?", "is met", "standard met", "minimum met", "redline met"), computed=True, formulas=('=IF(cells>=cells,"Yes","No")', '=IF(cells<=cells,"Yes","No")')),
        DATA_TO,
        Column("unit", "Unit", ("unit of measurement", "measured in", "units")),
        *REDLINE_FIGURES,
    ),
    needs=("area", "measure", ("met", "minimum")),
    rows="measure",
    keys=("area", "measure"),
)  # fmt: skip

HISTORY: Final = TableKind(
    "history of grades",
    "Grade history",
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
    product_only=True,
)
"""Excel keeps the sheet name "History" for itself. A long table: a row per cycle, area and column of the grid (commands, redline, suggested and final grade)."""

RETURN: Final = TableKind(
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

CYCLE_LABELS: Final = ("Cycle", "current cycle", "this cycle", "grading cycle", "cycle name")
"""A cell with such a label has the cycle's name to its right ("Cycle" | "Cycle 13"); the Grid and the Return carry one."""

COMMAND_LABELS: Final = ("Command", "command name", "department", "your command", "return from")

NOT_A_COMMAND: Final = frozenset(
    column_key(word)
    for word in (
        "comment", "comments", "commentary", "note", "notes", "evidence", "owner", "lead", "narrative", "ref", "reference",
        "no", "id", "number", "description", "measure", "measures", "data", "date", "data month", "redline measures", "change",
        "movement", "trend", "direction", "status", "acc lead", "chief officer lead", "chair", "board", "risk", "action",
        "majority", "oversight board", "proposed grade", "grade", "weight", "weighting", "total", "average", "score", "week", "shift",
    )
)  # fmt: skip
"""Headings that stand in grids and are never a command, whatever their cells hold."""

IDENTITIES: Final = frozenset(
    column_key(word)
    for word in (
        "URN",
        "DfE number",
        "school",
        "head teacher",
        "pupils",
        "officer",
        "surname",
        "first name",
        "collar number",
        "collar no",
        "staff number",
        "employee",
        "employee number",
        "payroll number",
        "line manager",
        "post holder",
        "rank",
        "vehicle",
        "registration",
        "fleet number",
        "postcode",
        "address",
        "date of birth",
        "shift pattern",
    )
)
"""Headings of a column that tells people, schools or vehicles apart: rows with one are no areas of a grid."""
