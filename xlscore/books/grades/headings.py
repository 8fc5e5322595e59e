"""The tables of the balanced scorecard: grid, changes, areas, redlines, quadrants, history, returns."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlscore.books.evidence.headings import PRACTICE_WORDS
from xlscore.books.grades.priorities.headings import PRIORITY
from xlscore.books.grades.redlines.headings import REDLINE_FIGURES
from xlscore.books.tables.layout import BETTER, CAVEAT, DATA_TO, Column, TableKind, worded
from xlscore.books.tables.words.vocabulary import NUMBERED_CYCLE, column_key

__all__ = [
    "AREAS",
    "CHANGES",
    "COMMANDS",
    "COMMAND_LABELS",
    "CYCLE_LABELS",
    "GRADE_CHANGES",
    "GRID",
    "HISTORY",
    "IDENTITIES",
    "KINDS_OF_GRADE",
    "NOT_A_COMMAND",
    "RATIONALES",
    "REDLINES",
    "RETURN",
]

_AREA: Final = Column(
    "area",
    "Area",
    ("areas", "business area", "priority area", "area of business", "grading area", "performance area",
     "strategic area", "scorecard area", "priority", "force priority", "area of policing", "service area", "question", "core question",
     "diagnostic", "diagnostic question"),
)  # fmt: skip
_THEME: Final = Column(
    "theme", "Theme", ("themes", "theme name", "plan theme", "strategic theme", "priority theme", "priority", "pillar")
)  # fmt: skip
_RATIONALE: Final = Column(
    "rationale", "Rationale",
    ("rationale for grade", "rationale for change", "rationale for override", "boards rationale", "board rationale",
     "performance board rationale", "reason for change", "reason for override", "reasons for change", "justification"),
)  # fmt: skip

_OVERSIGHT: Final = "oversight/oversight board/oversight boards/oversight panel/oversight meeting"
_BESIDE_OVERSIGHT: Final = (
    Column(
        "oversight",
        "Oversight grade",
        (
            *worded(_OVERSIGHT, "/agreed/final/reviewed/recommended", "/grade"),
            *worded(_OVERSIGHT, "review/view/decision/outcome"),
            *worded("/agreed", "grade", "after/agreed at/at/by/from", "/the", "oversight/oversight board"),
        ),
        grades=True,
    ),
    Column(
        "oversight_by",
        "Oversight by",
        (*worded(_OVERSIGHT, "by/who/chair/reviewer"), *worded("reviewed/graded/changed", "by"), "by", "who"),
        beside="oversight",
    ),
    Column(
        "oversight_date",
        "Oversight date",
        (
            *worded(_OVERSIGHT, "date/when/on/held/date held"),
            *worded("date of", "oversight/oversight board/oversight review/review"),
            "date",
            "when",
        ),
        beside="oversight",
    ),
    Column(
        "oversight_reason",
        "Oversight reason",
        (
            *worded(_OVERSIGHT, "reason/reasons/why/rationale/comment/comments/narrative"),
            *worded("reason for", "oversight/oversight grade"),
            "reason",
            "reasons",
            "why",
        ),
        beside="oversight",
    ),
)
"""What the Oversight Board, which reviews the commands' own grades before the Performance Board meets, made of them."""

GRID: Final = TableKind(
    "grid of command grades",
    "Grid",
    (
        _THEME,
        Column(_AREA.field, _AREA.heading, (*_AREA.aliases, "portfolio", "topic", "strand", "subject", "strategic priority", "objective", "theme", "domain", "workstream")),
        Column(
            "lead", "Lead command",
            ("lead", "lead commands", "leading command", "lead business area", "owning command"),
        ),
        Column(
            "previous", "Last cycle",
            (
                *worded("last/previous/prior", "year/years/cycle/cycles/quarter/performance board/board/force", "/final", "/grade"),
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
            formulas=("=REDLINE_GRADE(cells)", *(f'=IF(COUNTIFS(cells,cells,cells,"Yes"),"Requires Improvement",{measured})' for measured in ("REDLINE_GRADE(cells)", '"N/A"'))), grades=True,
        ),
        *_BESIDE_OVERSIGHT[:1],
        *(replace(column, aliases=tuple(a for a in column.aliases if a != "why")) for column in _BESIDE_OVERSIGHT[1:]),
        Column("suggested", "Suggested grade", ("suggested", "suggested force grade", "suggestion"), computed=True),
        Column("why", "Why", ("why suggested", "reason for suggestion", "reason for suggested grade"), computed=True),
        Column(
            "final", "Final grade",
            (
                "final", "force",
                *worded("performance board/performance boards/board/boards/pb/panel/performance panel/panels", "/final/agreed/final agreed/agreed final/overall", "/force", "grade"),
                *worded("final/agreed/final agreed/agreed final/overall", "", "grade"),
                *worded("final/agreed/final agreed/overall", "/force", "grade"), "force grade",
                *worded("force/area", "final/agreed/overall", "grade"),
                *worded("board/board final/final", "decision"),
                "grade agreed", "grade agreed by board",
            ),
        ),
        Column(
            "moved", "Grades changed",
            (*worded("grades/grade/command grades/commands grades", "changed", "/in meeting/in the meeting/since return"), "changed grades",
             "grade changes", "changes of grade"),
            computed=True,
        ),
        Column("override", "Override", ("overrides suggestion", "overrides", "overridden"), computed=True),
        _RATIONALE,
        Column("evidence", "Evidence returned", ("evidence in returns", "evidence received"), computed=True),
        CAVEAT,
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
        Column("command", "Command", ("commands", "command name", "of command", "for command", "command or force", "force or command", "department"), goes_on=False),
        Column("value", "Value", ("own", "own value", "actual", "current value", "current", "performance", *worded("our/own/force", "figure/value/performance/rate")), typed="figures"),
        Column("minimum", "Minimum", ("benchmark", "target", "standard", "threshold", "minimum standard", "msg average"), typed="figures"),
        BETTER,
        Column("met", "Met", ("met?", "is met", *worded("pass/met", "/or", "fail/not met"), "achieved", "standard met", "minimum met", "redline met"), computed=True, formulas=('=IF(cells>=cells,"Yes","No")', '=IF(cells<=cells,"Yes","No")')),
        DATA_TO,
        Column("unit", "Unit", ("unit of measurement", "measured in", "units")),
        *REDLINE_FIGURES,
        CAVEAT,
    ),
    needs=("area", "measure", ("met", "minimum")),
    rows="measure",
    keys=("area", "measure", "command"),
)  # fmt: skip
"""A row with a command is that command's own redline; without one it is the force's."""

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
        *_BESIDE_OVERSIGHT,
        Column("grade", "Grade", ("self grade", "self assessed grade", "command grade", "our grade", "proposed grade", "self assessment")),
        Column("evidence", "Evidence", ("rationale", "narrative", "comment", "comments", "supporting evidence", "commentary")),
        Column("evidence_numbers", "Evidence in numbers", ("evidence numbers", "numerical evidence", "quantitative evidence", "evidence quantitative", "quantitative", "evidence figures", "evidence data", "performance evidence")),
        Column("evidence_words", "Evidence in words", ("evidence words", "qualitative evidence", "evidence qualitative", "qualitative", "evidence narrative", "narrative evidence")),
        Column("good_practice", "Good practice", PRACTICE_WORDS),
        Column("redlines", "Redlines", ("redline measures", "redlines in words", "comments on redlines")),
        Column("risks", "Risks", ("key risks", "risks in words", "comments on risks")),
    ),
    needs=("area", "grade"),
    rows="area",
)  # fmt: skip

GRADE_CHANGES: Final = TableKind(
    "table of grade changes",
    "Grade changes",
    (
        Column("cycle", "Cycle", ("grading cycle", "in cycle", "quarter")),
        _AREA,
        Column("command", "Command", ("commands", "command name", "department", "unit")),
        Column(
            "before", "From",
            (*worded("/changed", "from", "/grade"), *worded("/grade", "before", "/the meeting/meeting/change/the change"),
             *worded("original/old/previous/former/first/initial/self/own/returned", "grade"), "grade from"),
        ),
        Column(
            "after", "To",
            (*worded("/changed", "to", "/grade"), *worded("/grade", "after", "/the meeting/meeting/change/the change"),
             *worded("new/revised/amended/changed/later/second", "grade"), "grade to"),
        ),
        Column("by", "By", ("who", "changed by", "by whom", "who changed it", "decided by", "agreed by", "board", "changed at")),
        Column(
            "when", "When",
            ("date", "date changed", "date of change", "changed on", "on", "meeting date", "date of meeting", "meeting"),
        ),
        Column(
            "why", "Why",
            ("reason", "reasons", "reason for change", "reasons for change", "reason for the change", "rationale", "rationale for change",
             "justification", "explanation", "why changed", "comment", "comments"),
        ),
    ),
    needs=("area", "command", "before", "after"),
    rows="command",
    keys=("cycle", "area", "command", "before", "after"),
)  # fmt: skip
"""A row per change of a command's grade between its return and the grid, which holds the last: the earlier ones stand here."""

COMMANDS: Final = TableKind(
    "table of commands and their groups",
    "Commands",
    (
        Column("command", "Command", ("command name", "name of command", "department")),
        Column(
            "group",
            "Group",
            ("command group", "group of commands", "kind of command", "command type", "grouping"),
        ),
    ),
    needs=("command", "group"),
    rows="command",
)
"""Which commands are called by one name: the local policing areas are the LPAs."""

CYCLE_LABELS: Final = ("Cycle", "current cycle", "this cycle", "grading cycle", "cycle name")
"""A cell with such a label has the cycle's name to its right ("Cycle" | "Cycle 13"); the Grid and the Return carry one."""

COMMAND_LABELS: Final = ("Command", "command name", "department", "your command", "return from")

NOT_A_COMMAND: Final = frozenset(
    column_key(word)
    for word in (
        "comment", "comments", "commentary", "note", "notes", "evidence", "owner", "lead", "narrative", "ref", "reference",
        "no", "id", "number", "description", "measure", "measures", "data", "date", "data month", "redline measures", "change",
        "movement", "trend", "direction", "status", "acc lead", "chief officer lead", "chair", "board", "risk", "action",
        "majority", "oversight board", "from", "to", "before", "after", "proposed grade", "grade", "weight", "weighting", "total", "average", "score", "week", "shift",
        "result", "auditor", "assessor", "inspector", "reviewer", "supervisor", "initials",
    )
)  # fmt: skip
"""Headings that stand in grids and are never a command, whatever their cells hold."""

KINDS_OF_GRADE: Final = frozenset(
    column_key(word)
    for word in (
        "performance", "quality", "service", "self", "own", "assessed", "peer", "external", "internal", "independent", "risk", "delivery", "impact",
        "force", "area", "theme", "national", "local", "indicative", "provisional", "draft", "interim", "mid", "year", "end", "annual",
        "latest", "new", "old", "updated", "revised", "original", "first", "second", "effective", "effectiveness",
    )
)  # fmt: skip
"""What a grade may be called by when no command is: "Performance Rating", "Provisional grade"."""

IDENTITIES: Final = frozenset(
    column_key(word)
    for word in (
        "URN",
        "DfE number",
        "school",
        "home",
        "care home",
        "provider",
        "site",
        "premises",
        "candidate",
        "student",
        "registration",
        "asset",
        "supplier",
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
